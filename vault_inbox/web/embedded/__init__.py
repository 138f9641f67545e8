"""Articles that a page holds only as data for its scripts."""
