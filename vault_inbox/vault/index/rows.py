"""What the tables get of some notes that were read. Only this part of a build needs Python; all else of it SQLite does by itself."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from ...web.urls import identity
from ..names import fold
from ..words import indexable, name_words, telling

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from ..scan import Link
    from .reading import Entry

_AT_ONCE = 50  # rows of one statement, which halves the time of one row each; more gain nothing
_VALUES = 999  # of one statement, which every SQLite takes


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

    def write(self, database: sqlite3.Connection) -> None:
        """Put the rows into all tables but that of the words."""
        _insert(database, "INSERT INTO template", 8, self._templates)
        _insert(database, "INSERT INTO note", 17, self._notes)
        _insert(database, "INSERT INTO body", 4, self._bodies)
        _insert(database, "INSERT INTO tag", 3, self._tags)
        _insert(database, "INSERT OR IGNORE INTO phrase", 2, self._phrases)
        _insert(database, "INSERT OR IGNORE INTO opening", 2, list(self._openings))
        _insert(database, "INSERT INTO link", 5, self._links)
        _insert(database, "INSERT OR IGNORE INTO url", 2, self._urls)

    def _add_template(self, entry: Entry) -> None:
        path, *stamp = entry.stamp
        self._templates.append((path, fold(path.rpartition("/")[2][:-3]), *stamp, entry.seen, entry.digest))

    def _add(self, note: int, entry: Entry) -> None:
        (path, size, mtime, inode, ctime), seen, digest, facts = entry
        folder, _, name = path.rpartition("/")
        title = name[:-3]
        tags, aliases, address = "\n".join(facts.tags), "\n".join(facts.aliases), facts.urls[0] if facts.urls else ""
        by_hand = not (facts.inbox_id or facts.earlier_script)
        kept = folder, title, tags, aliases, facts.inbox_id, address, by_hand, len(facts.text)
        self._notes.append((note, path, fold(title), *kept, size, mtime, inode, ctime, seen, digest))
        headings = indexable("\n".join(facts.headings)) if facts.headings else ""
        self._bodies.append((note, indexable(f"{title}\n{aliases}" if aliases else title), headings, indexable(facts.text)))
        for each in (title, *facts.aliases):
            words = name_words(each)
            if telling(words):
                self._phrases.append((" ".join(words), note))
                self._openings.add((words[0], len(words)))
        self._tags += [(note, tag, not facts.earlier_script) for tag in facts.tags]
        self._links += [(note, *_link_row(link)) for link in facts.links]
        self._urls += [(page, note) for url in facts.urls if (page := identity(url))]


@lru_cache(16_384)  # a vault links to the same notes again and again
def _link_row(link: Link) -> tuple[str, str, str, bool]:
    """Return a link's target, the name of the note that it leads to, folded, the words it shows, spaced, and whether it is ours."""
    target, text, ours = link
    return target, fold(target.rpartition("/")[2]), " ".join(name_words(text)), ours


def _insert(database: sqlite3.Connection, into: str, columns: int, rows: Sequence[tuple[object, ...]]) -> None:
    """Put rows into a table, most of them many at once; the last ones one by one, for SQLite would have to learn each number anew.

    A table that is gone is seen without rows as well.
    """
    marks = f"({', '.join('?' * columns)})"
    statement = f"{into} VALUES {marks}"
    several = min(_AT_ONCE, _VALUES // columns)
    whole = len(rows) // several * several
    for start in range(0, whole, several):
        database.execute(statement + f", {marks}" * (several - 1), tuple(chain.from_iterable(rows[start : start + several])))
    database.executemany(statement, rows[whole:])
