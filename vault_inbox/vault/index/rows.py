"""What the tables get of some notes that were read. Only this part of a build needs Python; all else of it SQLite does by itself."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from ...text.conflicts import conflict_of
from ...text.folding import fold
from ...web.urls import identity
from ..words import indexable, name_words, telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..scan import Link
    from .reading import Entry

_AT_ONCE = 500  # rows of one statement: with 50 the two threads of a build hand Python to each other so often that it costs a fifth
_BODY = "INSERT INTO body"
_INTO = {  # all tables but that of the words, and how many values a row has
    "INSERT INTO template": 8,
    "INSERT INTO note": 19,
    _BODY: 4,
    "INSERT INTO tag": 3,
    "INSERT OR IGNORE INTO phrase": 2,
    "INSERT OR IGNORE INTO opening": 2,
    "INSERT INTO link": 5,
    "INSERT OR IGNORE INTO url": 2,
}


class Rows:
    """The rows of some notes, table by table. The notes get the ids from `first` on; templates get none."""

    def __init__(self, first: int, entries: Sequence[Entry]) -> None:
        self.paths = [entry.path for entry in entries]
        self._templates: list[tuple[object, ...]] = []
        self._notes: list[tuple[object, ...]] = []
        self._bodies: list[tuple[int, str, str, str]] = []
        self._tags: list[tuple[int, str, bool]] = []
        self._phrases: list[tuple[str, int]] = []
        self._openings: set[tuple[str, int]] = set()
        self._links: list[tuple[int, str, str, str, bool]] = []
        self._urls: list[tuple[str, int]] = []
        for entry in entries:
            if entry.facts.template:
                self._add_template(entry)
            else:
                self._add(first + len(self._notes), entry)
        self.span = range(first, first + len(self._notes))

    def tables(self) -> Iterator[tuple[str, Sequence[tuple[object, ...]]]]:
        """Yield how a row gets into each table of `_INTO`, in that order, and the rows."""
        all_rows = self._templates, self._notes, self._bodies, self._tags, self._phrases, [*self._openings], self._links, self._urls
        yield from zip(_INTO, all_rows, strict=True)

    def _add_template(self, entry: Entry) -> None:
        path, *stamp = entry.stamp
        self._templates.append((path, fold(path.rpartition("/")[2][:-3]), *stamp, entry.seen, entry.digest))

    def _add(self, note: int, entry: Entry) -> None:
        (path, size, mtime, inode, ctime), seen, digest, facts, alone = entry
        folder, _, name = path.rpartition("/")
        title = name[:-3]
        tags, aliases, address = "\n".join(facts.tags), "\n".join(facts.aliases), facts.urls[0] if facts.urls else ""
        by_hand = not (facts.inbox_id or facts.earlier_script)
        first = conflict_of(name)
        original = path.removesuffix(name) + first if first else ""
        copy = bool(original) and not alone
        kept = folder, title, tags, aliases, facts.inbox_id, address, original, copy, by_hand, len(facts.text)
        self._notes.append((note, path, fold(title), *kept, size, mtime, inode, ctime, seen, digest))
        if copy:  # its links count as ours do: they lead somewhere, but nobody chose them again
            self._bodies.append((note, "", "", ""))
            self._links += [(note, *_link_row(link._replace(ours=True))) for link in facts.links]
            return
        headings = indexable("\n".join(facts.headings)) if facts.headings else ""
        self._bodies.append((note, indexable(f"{title}\n{aliases}" if aliases else title), headings, indexable(facts.text)))
        for each in (title, *facts.aliases):
            words = name_words(each)
            if telling(words):
                self._phrases.append((" ".join(words), note))
                self._openings.add((words[0], len(words)))
        self._tags += [(note, tag, not facts.earlier_script) for tag in facts.tags]
        self._links += [(note, *row) for row in map(_link_row, facts.links)]
        self._urls += [(page, note) for url in facts.urls if (page := identity(url))]


@lru_cache(16_384)  # a vault links to the same notes again and again
def _link_row(link: Link) -> tuple[str, str, str, bool]:
    """Return a link's target, the name of the note that it leads to, folded, the words it shows, spaced, and whether it is ours."""
    target, text, ours = link
    return target, fold(target.rpartition("/")[2]), " ".join(name_words(text)), ours


class Tables:
    """The tables, filled many rows at a time; rows too few for that wait for the next ones."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._values = database.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        self._waiting: dict[str, list[tuple[object, ...]]] = {into: [] for into in _INTO}

    def add(self, rows: Rows) -> int:
        """Take the rows of some notes. Returns how many of the last notes are not whole in the tables yet."""
        for into, new in rows.tables():
            waiting = self._waiting[into]
            waiting += new
            several = min(_AT_ONCE, self._values // _INTO[into])
            while len(waiting) >= several:
                self._database.execute(_statement(into, several), tuple(chain.from_iterable(waiting[:several])))
                del waiting[:several]
        return len(self._waiting[_BODY])

    def finish(self) -> None:
        """Write what waits. A table that is gone is seen without rows as well."""
        for into, waiting in self._waiting.items():
            self._database.executemany(_statement(into, 1), waiting)
            waiting.clear()


@lru_cache
def _statement(into: str, rows: int) -> str:
    row = f"({', '.join('?' * _INTO[into])})"
    return f"{into} VALUES {', '.join([row] * rows)}"
