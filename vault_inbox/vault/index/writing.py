"""Notes into the index and out of it; each function works inside a transaction of its caller's."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from ..words import terms
from .database import fasten, loosen
from .rows import Rows, Tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from concurrent.futures import Future

    from .reading import Entry
    from .walk import Stamp

MANY = 500  # notes at once from which `replace` is told so
_FEW = 50  # so few notes that handing them to the helper would cost more than it saves
_MANY = (("automerge", 0), ("hashsize", 16 << 20))  # of FTS5, while many notes come …
_USUAL = (("automerge", 4), ("hashsize", 1 << 20))  # … and its defaults
_ONE_BY_ONE = 500  # so many changed notes are counted one by one; for more, all words are counted anew


def replace(database: sqlite3.Connection, batches: Iterable[Sequence[Entry]], gone: Iterable[str], *, many: bool = False) -> None:
    """Drop the notes at the paths `gone`, and put each entry in the place of the note of its path, if there is one.

    `many` says that hundreds of notes come: FTS5 then gathers words in more memory and merges its lists later, which takes a third less
    time. SQLite writes and sorts one batch, which needs no Python, while the next batch is read and scanned.
    """
    words = _WordCount(database, 0 if many else _ONE_BY_ONE)
    known = database.execute("SELECT 1 FROM file LIMIT 1").fetchone() is not None
    fresh = many and not known
    if fresh:
        loosen(database)
    _tune(database, _MANY if many else ())
    _forget(database, words, gone)
    first = 1 + int(database.execute("SELECT coalesce(max(id), 0) FROM note").fetchone()[0])
    filling = _Filling(database, words, first, known=known)
    pending: Future[None] | None = None
    with ThreadPoolExecutor(1, thread_name_prefix="index") as helper:
        for entries in batches:
            rows = Rows(first, entries)
            first = rows.span.stop
            if pending:
                pending.result()
            pending = helper.submit(filling.put, rows) if len(entries) > _FEW else None
            if not pending:
                filling.put(rows)
        if pending:
            pending.result()
    filling.finish(first)
    words.settle()
    _tune(database, _USUAL if many else ())
    if fresh:
        fasten(database)


def _tune(database: sqlite3.Connection, values: Iterable[tuple[str, int]]) -> None:
    for name, value in values:
        database.execute("INSERT INTO fts (fts, rank) VALUES (?, ?)", (name, value))


def restamp(database: sqlite3.Connection, same: Iterable[tuple[Stamp, int]]) -> None:
    """Note that these files were looked at just now and hold what is known of them."""
    rows = [(*stamp, seen, path) for (path, *stamp), seen in same]
    for table in ("note", "template"):
        database.executemany(f"UPDATE {table} SET size = ?, mtime = ?, inode = ?, ctime = ?, seen = ? WHERE path = ?", rows)  # noqa: S608 (names from above)


def _forget(database: sqlite3.Connection, words: _WordCount, paths: Iterable[str]) -> None:
    wanted = json.dumps(list(paths))
    found = database.execute("SELECT note.id FROM json_each(?) AS wanted JOIN note ON note.path = wanted.value", (wanted,))
    words.remove([row[0] for row in found])
    database.execute("DELETE FROM template WHERE path IN (SELECT value FROM json_each(?))", (wanted,))


class _Filling:
    """Puts notes into all tables, batch by batch; the ids from `first` on are theirs. `known` says that they may be there already."""

    def __init__(self, database: sqlite3.Connection, words: _WordCount, first: int, *, known: bool) -> None:
        self._database = database
        self._words = words
        self._tables = Tables(database)
        self._next = first  # of the notes whose words are not indexed yet
        self._known = known

    def put(self, rows: Rows) -> None:
        """Put some notes in."""
        if self._known:
            _forget(self._database, self._words, rows.paths)
        waiting = self._tables.add(rows)
        self._index_words(rows.span.stop - waiting)

    def finish(self, stop: int) -> None:
        """Write what waited, up to the note before `stop`."""
        self._tables.finish()
        self._index_words(stop)

    def _index_words(self, stop: int) -> None:
        self._database.execute(
            "INSERT INTO fts (rowid, title, headings, text) SELECT id, title, headings, text FROM body WHERE id BETWEEN ? AND ?",
            (self._next, stop - 1),
        )
        self._words.add(range(self._next, stop))
        self._next = stop


class _WordCount:
    """How many notes hold each word: kept by adding up what changed, or counted anew where much did."""

    def __init__(self, database: sqlite3.Connection, few: int) -> None:
        self._database = database
        self._change: Counter[str] = Counter()
        self._left = few

    def add(self, span: range) -> None:
        """Count the words of notes that came in."""
        self._left -= len(span)
        if self._left >= 0:
            for note in span:
                self._change.update(self._words(note))

    def remove(self, notes: Sequence[int]) -> None:
        """Take notes out of every table, their words out of the count."""
        self._left -= len(notes)
        for note in notes:
            if self._left >= 0:
                self._change.subtract(self._words(note))
            _delete(self._database, note)

    def settle(self) -> None:
        """Write the counts."""
        if self._left >= 0:
            changed = [(word, change) for word, change in self._change.items() if change]
            self._database.executemany(
                "INSERT INTO frequency VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET notes = notes + excluded.notes", changed
            )
        else:
            self._database.execute("DELETE FROM frequency")
            self._database.execute("INSERT INTO frequency SELECT term, doc FROM vocabulary")

    def _words(self, note: int) -> set[str]:
        parts = self._database.execute("SELECT title, headings, text FROM body WHERE id = ?", (note,)).fetchone()
        return {word for part in parts for word in terms(part)}


def _delete(database: sqlite3.Connection, note: int) -> None:
    database.execute(
        "INSERT INTO fts (fts, rowid, title, headings, text) SELECT 'delete', id, title, headings, text FROM body WHERE id = ?", (note,)
    )
    for table, column in (("note", "id"), ("body", "id"), ("tag", "note"), ("phrase", "note"), ("link", "note"), ("url", "note")):
        database.execute(f"DELETE FROM {table} WHERE {column} = ?", (note,))  # noqa: S608 (names from the line above)
