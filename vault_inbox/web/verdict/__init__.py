"""What a page is when it is no article: an error, a list, a wall, a check for robots. By its bytes, its structure and its words."""
