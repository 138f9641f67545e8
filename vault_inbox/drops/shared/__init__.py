"""What the readers of all forms stand on: the name of a file, its bytes, header lines, dates, titles, links, what apps add."""
