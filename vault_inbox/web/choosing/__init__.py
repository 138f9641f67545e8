"""Which parts of a page are the article's own."""
