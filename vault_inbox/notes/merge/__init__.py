"""Three texts into one: a note as last written, as it stands, as it would be written today; the user's edit wins."""
