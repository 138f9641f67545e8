"""Notes into the index and out of it; each function works inside a transaction of its caller's."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING

from ...web.urls import identity
from ..names import fold
from ..words import indexable, name_words, telling, terms

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
    time. SQLite cuts and sorts the words of one batch, which needs no Python, while the next batch is read and scanned.
    """
    words = _WordCount(database, 0 if many else _ONE_BY_ONE)
    _tune(database, _MANY if many else ())
    known = database.execute("SELECT 1 FROM file LIMIT 1").fetchone() is not None
    _forget(database, words, gone)
    pending: Future[None] | None = None
    with ThreadPoolExecutor(1, thread_name_prefix="index") as helper:
        for entries in batches:
            if pending:
                pending.result()
            if known:
                _forget(database, words, [entry.path for entry in entries])
            span = _insert(database, entries)
            words.add(span)
            if len(entries) <= _FEW:
                pending = None
                _index_words(database, span)
            else:
                pending = helper.submit(_index_words, database, span)
        if pending:
            pending.result()
    words.settle()
    _tune(database, _USUAL if many else ())


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


def _index_words(database: sqlite3.Connection, span: range) -> None:
    database.execute(
        "INSERT INTO fts (rowid, title, headings, text) SELECT id, title, headings, text FROM body WHERE id BETWEEN ? AND ?",
        (span.start, span.stop - 1),
    )


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


def _insert(database: sqlite3.Connection, entries: Sequence[Entry]) -> range:
    """All tables but the words; the ids the notes got."""
    start = 1 + int(database.execute("SELECT coalesce(max(id), 0) FROM note").fetchone()[0])
    rows = _Rows()
    notes = [entry for entry in entries if not entry.facts.template]
    for note, entry in enumerate(notes, start):
        rows.add(note, entry)
    if len(notes) < len(entries):
        templates = [_template_row(entry) for entry in entries if entry.facts.template]
        database.executemany("INSERT INTO template VALUES (?, ?, ?, ?, ?, ?, ?, ?)", templates)
    database.executemany(f"INSERT INTO note VALUES ({', '.join('?' * 17)})", rows.note)  # noqa: S608 (marks only)
    database.executemany("INSERT INTO body VALUES (?, ?, ?, ?)", rows.body)
    database.executemany("INSERT OR IGNORE INTO tag VALUES (?, ?, ?)", rows.tag)
    database.executemany("INSERT OR IGNORE INTO phrase VALUES (?, ?)", rows.phrase)
    database.executemany("INSERT OR IGNORE INTO opening VALUES (?, ?)", rows.opening)
    database.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?)", rows.link)
    database.executemany("INSERT OR IGNORE INTO url VALUES (?, ?)", rows.url)
    return range(start, start + len(notes))


def _template_row(entry: Entry) -> tuple[object, ...]:
    path, *stamp = entry.stamp
    return (path, fold(path.rpartition("/")[2][:-3]), *stamp, entry.seen, entry.digest)


class _Rows:
    """The rows of some notes, table by table."""

    def __init__(self) -> None:
        self.note: list[tuple[object, ...]] = []
        self.body: list[tuple[int, str, str, str]] = []
        self.tag: list[tuple[int, str, bool]] = []
        self.phrase: list[tuple[str, int]] = []
        self.opening: set[tuple[str, int]] = set()
        self.link: list[tuple[int, str, str, str, bool]] = []
        self.url: list[tuple[str, int]] = []

    def add(self, note: int, entry: Entry) -> None:
        """Add those of one note."""
        facts, (path, *stamp) = entry.facts, entry.stamp
        folder, _, name = path.rpartition("/")
        title = name[:-3]
        by_hand = not (facts.inbox_id or facts.earlier_script)
        kept = (
            "\n".join(facts.tags),
            "\n".join(facts.aliases),
            facts.inbox_id,
            facts.urls[0] if facts.urls else "",
            by_hand,
            len(facts.text),
        )
        self.note.append((note, path, fold(title), folder, title, *kept, *stamp, entry.seen, entry.digest))
        names = (title, *facts.aliases)
        self.body.append((note, indexable("\n".join(names)), indexable("\n".join(facts.headings)), indexable(facts.text)))
        for each in names:
            words = name_words(each)
            if telling(words):
                self.phrase.append((" ".join(words), note))
                self.opening.add((words[0], len(words)))
        self.tag += [(note, tag, not facts.earlier_script) for tag in facts.tags]
        self.link += [(note, target, *_link_names(target, text), ours) for target, text, ours in facts.links]
        self.url += [(page, note) for url in facts.urls if (page := identity(url))]


@lru_cache(4096)  # a vault links to the same notes again and again
def _link_names(target: str, text: str) -> tuple[str, str]:
    """Return the name of the note that a link leads to, folded, and the words it shows, spaced."""
    return fold(target.rpartition("/")[2]), " ".join(name_words(text))
