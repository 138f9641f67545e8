"""The last listing of the vault that left nothing to read: while the vault looks the same, no note has to be compared.

Every write to the index forgets it, so it can only ever stand for what the index holds.
"""

from __future__ import annotations

import marshal
import sqlite3
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .walk import Walked


def digest(found: Walked) -> bytes:
    """Return what stands for a listing. A folder listed in another order gives another one, which costs a comparison and no more."""
    written = marshal.dumps(tuple(found), 2)  # later formats depend on who else holds the strings
    return blake2b(written, digest_size=16).digest()


def last(database: sqlite3.Connection) -> bytes:
    """Return the digest of the last complete listing, b"" if there is none."""
    row = database.execute("SELECT digest FROM listing").fetchone()
    return bytes(row[0]) if row else b""


def version(database: sqlite3.Connection) -> int:
    """Return a number that changes when another connection has written."""
    return int(database.execute("PRAGMA data_version").fetchone()[0])


def forget(database: sqlite3.Connection) -> None:
    """Inside a transaction that changes notes."""
    database.execute("DELETE FROM listing")


def remember(database: sqlite3.Connection, found: Walked, since: int) -> None:
    """Keep a listing that the index now stands for, unless another process has written since that `version`.

    Does not wait for other writers, and fails in silence: without it the next refresh compares, and that is all.
    """
    wait = database.execute("PRAGMA busy_timeout").fetchone()[0]
    database.execute("PRAGMA busy_timeout = 0")
    with suppress(sqlite3.OperationalError):
        database.execute("BEGIN IMMEDIATE")
        if version(database) == since:
            forget(database)
            database.execute("INSERT INTO listing VALUES (?)", (digest(found),))
        database.execute("COMMIT")
    if database.in_transaction:
        database.execute("ROLLBACK")
    database.execute(f"PRAGMA busy_timeout = {wait}")
