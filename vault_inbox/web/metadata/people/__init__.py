"""Who wrote a page: where it names them, and which words are a person's name."""
