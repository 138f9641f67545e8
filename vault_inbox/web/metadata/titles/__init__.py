"""What a page calls itself, where it shows that, and the pieces of text around it."""
