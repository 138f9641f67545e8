"""Which notes are conflict copies: those of such a name, as long as the note that they are a copy of lies beside them.

Once it is gone the copy is the only version left, or somebody's note of that name, and is a note as any other. Nothing but a listing of
both tells, so notes come into the tables by their names and are judged when all of a refresh have come or gone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ...text.folding import fold
from .reading import Reader
from .writing import MANY, replace

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from .basis import Basis
    from .walk import Stamp

# The index of `original` holds nothing but such names, so this reads a few rows of 100,000.
_NAMED_SO = "SELECT path, size, mtime, inode, ctime, copy, original FROM note WHERE original <> ''"
_BEARERS = "SELECT path FROM file WHERE name IN (SELECT value FROM json_each(?))"


def are_judged(database: sqlite3.Connection) -> bool:
    """Whether each note counts as a copy, or as none, rightly."""
    return not _misjudged(database)


def _misjudged(database: sqlite3.Connection) -> list[tuple[Stamp, bool]]:
    """The stamps of the notes that are wrongly taken for copies, or for none, and whether they are taken for copies now.

    Paths are compared as everywhere: case-blind and in any normal form, for a Mac spells the very name otherwise.
    """
    rows = database.execute(_NAMED_SO).fetchall()
    originals = {row[-1]: fold(row[-1]) for row in rows}
    names = {path.rpartition("/")[2][:-3] for path in originals.values()}
    there = {fold(row[0]) for row in database.execute(_BEARERS, (json.dumps([*names], ensure_ascii=False),))} if names else set()
    return [((path, *rest), bool(copy)) for path, *rest, copy, original in rows if bool(copy) != (originals[original] in there)]


def judge(database: sqlite3.Connection, vault: Path, basis: Basis) -> bool:
    """Read the notes again that became conflict copies, or are none any more; inside a transaction.

    Returns whether all of them were read and cannot change any more without showing it.
    """
    found = _misjudged(database)
    if not found:
        return True
    stamps = [stamp for stamp, _ in found]
    reader = Reader(vault, basis, {}, {stamp[0] for stamp, is_copy in found if is_copy})
    replace(database, reader.batches(stamps, None), (), many=len(stamps) >= MANY)
    return reader.settled == len(stamps)
