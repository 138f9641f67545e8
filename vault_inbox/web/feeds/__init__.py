"""Feeds and their entries, from bytes already fetched."""
