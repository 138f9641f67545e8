"""Notes and their text: properties, sections, foreign text made harmless, a new note's text, an existing note's new text."""
