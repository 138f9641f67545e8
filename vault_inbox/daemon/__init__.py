"""A folder turned into paths that have stopped changing; knows nothing of notes."""
