"""Notes into the index and out of it; each function works inside a transaction of its caller's."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from ...web.urls import identity
from ..names import fold
from ..words import indexable, name_words, telling, terms
from . import lookups

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
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
    time. SQLite cuts and sorts the words of one batch, which needs no Python, while the next batch is read and scanned.
    """
    words = _WordCount(database)
    _tune(database, _MANY if many else ())
    known = lookups.size(database)[0] > 0
    words.remove([note for path in gone for note in _ids(database, path)])
    pending: Future[None] | None = None
    with ThreadPoolExecutor(1, thread_name_prefix="index") as helper:
        for entries in batches:
            if pending:
                pending.result()
            if known:
                words.remove([note for entry in entries for note in _ids(database, entry.path)])
            span = _insert(database, entries)
            words.add(span)
            pending = helper.submit(_index_words, database, span)
            if len(entries) <= _FEW:
                pending.result()
        if pending:
            pending.result()
    words.settle()
    _tune(database, _USUAL if many else ())


def _tune(database: sqlite3.Connection, values: Iterable[tuple[str, int]]) -> None:
    for name, value in values:
        database.execute("INSERT INTO fts (fts, rank) VALUES (?, ?)", (name, value))


def restamp(database: sqlite3.Connection, same: Iterable[tuple[Stamp, int]]) -> None:
    """Note that these files were looked at just now and hold what is known of them."""
    rows = ((size, mtime, inode, seen, path) for (path, size, mtime, inode), seen in same)
    database.executemany("UPDATE note SET size = ?, mtime = ?, inode = ?, seen = ? WHERE path = ?", rows)


def _ids(database: sqlite3.Connection, path: str) -> list[int]:
    return [row[0] for row in database.execute("SELECT id FROM note WHERE path = ?", (path,))]


def _index_words(database: sqlite3.Connection, span: range) -> None:
    database.execute(
        "INSERT INTO fts (rowid, title, headings, text) SELECT id, title, headings, text FROM body WHERE id BETWEEN ? AND ?",
        (span.start, span.stop - 1),
    )


class _WordCount:
    """How many notes hold each word: kept by adding up what changed, or counted anew where much did."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._change: Counter[str] = Counter()
        self._left = _ONE_BY_ONE

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


def _insert(database: sqlite3.Connection, entries: Sequence[Entry]) -> range:
    """All tables but the words; the ids the notes got."""
    start = 1 + int(database.execute("SELECT coalesce(max(id), 0) FROM note").fetchone()[0])
    numbered = list(enumerate(entries, start))
    database.executemany(f"INSERT INTO note VALUES ({', '.join('?' * 16)})", (_note_row(*pair) for pair in numbered))  # noqa: S608 (marks only)
    database.executemany("INSERT INTO body VALUES (?, ?, ?, ?)", (_body_row(*pair) for pair in numbered))
    database.executemany("INSERT OR IGNORE INTO tag VALUES (?, ?, ?)", (row for pair in numbered for row in _tag_rows(*pair)))
    names = [row for pair in numbered for row in _phrase_rows(*pair)]
    database.executemany("INSERT OR IGNORE INTO phrase VALUES (?, ?)", ((" ".join(words), note) for words, note in names))
    database.executemany("INSERT OR IGNORE INTO opening VALUES (?, ?)", {(words[0], len(words)) for words, _ in names})
    database.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?)", (row for pair in numbered for row in _link_rows(*pair)))
    database.executemany("INSERT OR IGNORE INTO url VALUES (?, ?)", (row for pair in numbered for row in _url_rows(*pair)))
    return range(start, start + len(entries))


def _note_row(note: int, entry: Entry) -> tuple[object, ...]:
    facts, folder, title = entry.facts, *_place(entry.path)
    lists = "\n".join(facts.tags), "\n".join(facts.aliases)
    by_hand = not (facts.inbox_id or facts.earlier_script)
    url = facts.urls[0] if facts.urls else ""
    known = fold(title), folder, title, *lists, facts.inbox_id, url, by_hand, len(facts.text)
    path, *stamp = entry.stamp
    return (note, path, *known, *stamp, entry.seen, entry.digest)


def _place(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, name[:-3]


def _body_row(note: int, entry: Entry) -> tuple[object, ...]:
    title = "\n".join((_place(entry.path)[1], *entry.facts.aliases))
    return note, indexable(title), indexable("\n".join(entry.facts.headings)), indexable(entry.facts.text)


def _tag_rows(note: int, entry: Entry) -> Iterator[tuple[object, ...]]:
    for tag in entry.facts.tags:
        yield note, tag, not entry.facts.earlier_script


def _phrase_rows(note: int, entry: Entry) -> Iterator[tuple[tuple[str, ...], int]]:
    for name in (_place(entry.path)[1], *entry.facts.aliases):
        words = name_words(name)
        if telling(words):
            yield words, note


def _link_rows(note: int, entry: Entry) -> Iterator[tuple[object, ...]]:
    for link in entry.facts.links:
        yield note, link.target, fold(link.target.rpartition("/")[2]), " ".join(name_words(link.text)), link.ours


def _url_rows(note: int, entry: Entry) -> Iterator[tuple[object, ...]]:
    for url in entry.facts.urls:
        if page := identity(url):
            yield page, note
