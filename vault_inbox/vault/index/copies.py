"""Which notes are conflict copies: those of such a name, as long as the note that they are a copy of lies beside them.

Once it is gone the copy is the only version left, or somebody's note of that name, and is a note as any other. Nothing but a listing of
both tells, so notes come into the tables by their names and are judged when all of a refresh have come or gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .reading import Reader
from .writing import MANY, replace

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from .basis import Basis

# The index of `original` holds nothing but such names, so this reads a few rows of 100,000.
_MISJUDGED = """
SELECT path, size, mtime, inode, ctime, copy FROM note WHERE original <> '' AND copy <> (
    EXISTS (SELECT 1 FROM note AS other WHERE other.path = note.original)
    OR EXISTS (SELECT 1 FROM template WHERE template.path = note.original)
)
"""


def are_judged(database: sqlite3.Connection) -> bool:
    """Whether each note counts as a copy, or as none, rightly."""
    return database.execute(f"{_MISJUDGED} LIMIT 1").fetchone() is None


def judge(database: sqlite3.Connection, vault: Path, basis: Basis) -> bool:
    """Read the notes again that became conflict copies, or are none any more; inside a transaction.

    Returns whether all of them were read and cannot change any more without showing it.
    """
    rows = database.execute(_MISJUDGED).fetchall()
    if not rows:
        return True
    stamps = [(path, size, mtime, inode, ctime) for path, size, mtime, inode, ctime, _ in rows]
    reader = Reader(vault, basis, {}, {path for path, *_, copy in rows if copy})
    replace(database, reader.batches(stamps, None), (), many=len(stamps) >= MANY)
    return reader.settled == len(stamps)
