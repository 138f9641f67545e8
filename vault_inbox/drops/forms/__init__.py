"""A reader for each form in which a drop comes, and what is true of one form alone."""
