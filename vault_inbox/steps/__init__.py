"""One file per step, each a callable `(note, ctx) -> note`, and the pure helpers that they share."""
