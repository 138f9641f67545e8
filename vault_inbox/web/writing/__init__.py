"""The article as Markdown of our own, one module for each kind of element."""
