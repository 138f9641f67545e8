"""What of the settings the facts in the cache were found by. When that changes, every note is read again: no stamp tells of it."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence


class Basis:
    """The properties that may hold the address of a note's page, and what the settings call our sections; `digest` stands for both."""

    def __init__(self, url_properties: Sequence[str], headings: Mapping[str, str]) -> None:
        self.url_properties = tuple(url_properties)
        self.headings = headings
        self.digest = blake2b(json.dumps([self.url_properties, sorted(headings.items())]).encode(), digest_size=16).digest()

    def is_of(self, database: sqlite3.Connection) -> bool:
        """Whether the last who wrote into the cache went by this one."""
        row = database.execute("SELECT digest FROM basis").fetchone()
        return bool(row and row[0] == self.digest)

    def adopt(self, database: sqlite3.Connection) -> None:
        """Doubt each note, so that the next refresh reads it, unless all were read by this one; inside a transaction.

        A note that cannot be read then stays in doubt until it can.
        """
        if not self.is_of(database):
            database.execute("UPDATE note SET seen = mtime")
            database.execute("UPDATE template SET seen = mtime")
            database.execute("DELETE FROM listing")
            database.execute("DELETE FROM basis")
            database.execute("INSERT INTO basis VALUES (?)", (self.digest,))
