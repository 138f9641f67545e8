"""When a page was published and changed, as it says in its data or shows its readers."""
