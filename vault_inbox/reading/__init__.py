"""Foreign markup is read in a process of its own, which may be killed: a page that never ends costs nobody else anything."""
