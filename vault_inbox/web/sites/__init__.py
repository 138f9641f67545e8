"""Pages that rules of structure do not do justice to, each kind known by a signature of its software and never by its host alone."""
