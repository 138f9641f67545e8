"""Plain questions to the index: one note, the notes of a page, tags, folders, paths, how rare words are, where links lead."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from ...model import NoteRef
from ...text.conflicts import conflict_of
from ...text.folding import fold
from ...web.urls import identity
from ..links import resolve
from ..words import indexable, terms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from .walk import Stamp

DOUBT = 2_000_000_000  # ns; a note written again so soon after it was read may have the same size and time (FAT counts in 2 s)
TICK = 100_000_000  # ns; the same for a change that set the time back: the clock that marks it ticks every 10 ms or faster
MOST_LINKERS = 300  # counted no further: a hub is a hub
MOST_BEARERS = 300  # notes of one tag: enough to tell in which folders such notes lie
_NOTE = "note.path, note.title, note.folder, note.tags, note.aliases, note.inbox_id, note.url"


def as_note(row: Sequence[Any]) -> NoteRef:
    """Return a row of `_NOTE` columns as a note."""
    path, title, folder, tags, aliases, inbox_id, url = row
    return NoteRef(path, title, folder, _lines(tags), _lines(aliases), inbox_id, url)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def notes_where(database: sqlite3.Connection, condition: str, *values: object) -> list[NoteRef]:
    """Return the notes that meet a condition in SQL, by path."""
    rows = database.execute(f"SELECT {_NOTE} FROM note WHERE {condition} ORDER BY path", values)  # noqa: S608 (conditions are this package's own)
    return [as_note(row) for row in rows]


def notes_by_id(database: sqlite3.Connection, ids: Iterable[int]) -> dict[int, NoteRef]:
    """Id -> note."""
    rows = database.execute(
        f"SELECT note.id, {_NOTE} FROM json_each(?) AS wanted JOIN note ON note.id = wanted.value",  # noqa: S608 (columns from above)
        (json.dumps(list(ids)),),
    )
    return {row[0]: as_note(row[1:]) for row in rows}


def paths_by_id(database: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    """Id -> path of the note."""
    rows = database.execute("SELECT id, path FROM note WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
    return dict(rows.fetchall())


def stamps(database: sqlite3.Connection) -> tuple[set[Stamp], set[str]]:
    """Return what is known of every note's file, and the paths of those that may have changed without showing it."""
    known = set(database.execute("SELECT path, size, mtime, inode, ctime FROM file"))
    doubtful = database.execute("SELECT path FROM file WHERE abs(mtime - seen) <= ? OR abs(ctime - seen) <= ?", (DOUBT, TICK))
    return known, {row[0] for row in doubtful}


def digests(database: sqlite3.Connection, paths: Iterable[str]) -> dict[str, bytes]:
    """Return path -> digest of the bytes that the index knows, for those of the paths that it knows."""
    if not database.execute("SELECT 1 FROM file LIMIT 1").fetchone():
        return {}
    wanted = json.dumps(list(paths))
    one = "SELECT {0}.path, digest FROM json_each(?1) AS wanted JOIN {0} ON {0}.path = wanted.value"
    return dict(database.execute(f"{one.format('note')} UNION ALL {one.format('template')}", (wanted,)).fetchall())


def with_url(database: sqlite3.Connection, url: str) -> list[NoteRef]:
    """Return the notes of this page."""
    return notes_where(database, "id IN (SELECT note FROM url WHERE page = ?)", identity(url))


def with_tag(database: sqlite3.Connection, tag: str) -> list[NoteRef]:
    """Return the notes that bear a tag, however it is spelled, by path; of more than `MOST_BEARERS` so many by lot, the same each time."""
    wanted = fold(tag)
    spellings = [row[0] for row in database.execute("SELECT tag FROM spelling WHERE notes > 0") if fold(row[0]) == wanted]
    rows = database.execute(
        "SELECT DISTINCT note FROM tag WHERE spelling IN (SELECT value FROM json_each(?)) ORDER BY note * 2654435761 % 4294967296 LIMIT ?",
        (json.dumps(spellings, ensure_ascii=False), MOST_BEARERS),
    ).fetchall()
    return sorted(notes_by_id(database, (row[0] for row in rows)).values(), key=lambda note: note.path)


def named(database: sqlite3.Connection, name: str) -> list[str]:
    """Return the paths of the notes of this name (with or without `.md`), case-blind and in any normal form; shortest first."""
    stem = name[:-3] if name[-3:].lower() == ".md" else name
    rows = database.execute("SELECT path FROM file WHERE name = ? ORDER BY length(path), path", (fold(stem),))
    return [row[0] for row in rows]


def size(database: sqlite3.Connection) -> tuple[int, float]:
    """Return how many notes the index holds, and the mean length of their texts in characters (1 at least)."""
    notes, length = database.execute("SELECT notes, length FROM total").fetchone()
    return notes, max(1.0, length / max(1, notes))


def tags(database: sqlite3.Connection) -> dict[str, int]:
    """Every tag in its most frequent spelling (of equals that in small letters) -> how many notes bear it, most frequent first.

    Tags that only notes of the earlier script bear are left out: nobody chose them.
    """
    best: dict[str, tuple[int, str]] = {}
    total: dict[str, int] = {}
    chosen: set[str] = set()
    for spelling, notes, by_choice in database.execute("SELECT tag, notes, chosen FROM spelling WHERE notes > 0 ORDER BY tag").fetchall():
        key = fold(spelling)
        total[key] = total.get(key, 0) + notes
        if key not in best or notes >= best[key][0]:
            best[key] = notes, spelling
        if by_choice:
            chosen.add(key)
    return {best[key][1]: total[key] for key in sorted(total, key=total.__getitem__, reverse=True) if key in chosen}


def folders(database: sqlite3.Connection) -> dict[str, int]:
    """Every folder that holds notes -> how many lie directly in it; the root is left out."""
    return dict(database.execute("SELECT path, notes FROM folder WHERE path <> '' AND notes > 0 ORDER BY path").fetchall())


def paths(database: sqlite3.Connection) -> frozenset[str]:
    """Return the paths of all notes."""
    return frozenset(row[0] for row in database.execute("SELECT path FROM note"))


def templates(database: sqlite3.Connection) -> list[str]:
    """Return the paths of the notes that are templates by their content."""
    return [row[0] for row in database.execute("SELECT path FROM template")]


def frequencies(database: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """Word as the index holds it -> how many notes hold it; words of no note are left out."""
    rows = database.execute(
        "SELECT word, notes FROM json_each(?) AS wanted JOIN frequency ON word = wanted.value WHERE notes > 0",
        (json.dumps(list(words), ensure_ascii=False),),
    )
    return dict(rows.fetchall())


def rarity(database: sqlite3.Connection, words: Sequence[str]) -> Mapping[str, float]:
    """ln((N + 1) / (notes with it + 1)) of each word; of several words in one, the rarest counts."""
    cut = {word: terms(indexable(word)) for word in words}
    known = frequencies(database, {term for parts in cut.values() for term in parts})
    notes, _ = size(database)
    return {word: math.log((notes + 1) / (min((known.get(part, 0) for part in parts), default=0) + 1)) for word, parts in cut.items()}


def links_from(database: sqlite3.Connection, path: str, files: dict[str, list[str]], *, ours: bool) -> list[str]:
    """Return the paths of the notes that a note links to, in the order of its links, each once, itself left out.

    Links that this program wrote are among them with `ours` alone: taken for the user's, each would call for the next. So are those that
    lead to a conflict copy beside its note. `files` keeps what `named` has said, for every link asks for some names several times, and
    near notes link to the same ones.
    """

    def known(name: str) -> list[str]:
        if name not in files:
            files[name] = named(database, name)
        return files[name]

    rows = database.execute(
        "SELECT target FROM link WHERE note = (SELECT id FROM note WHERE path = ?) AND ours <= ? ORDER BY rowid", (path, ours)
    ).fetchall()
    found = (resolve(row[0], path, known) for row in rows)
    others = dict.fromkeys(note for note in found if note and note != path)
    if ours or not any(conflict_of(note.rpartition("/")[2]) for note in others):
        return [*others]
    wanted = json.dumps([*others], ensure_ascii=False)
    copies = {
        row[0] for row in database.execute("SELECT path FROM note WHERE copy AND path IN (SELECT value FROM json_each(?))", (wanted,))
    }
    return [note for note in others if note not in copies]


def links_to(database: sqlite3.Connection, path: str) -> list[tuple[str, str]]:
    """Return the links of other notes that lead to a note: the path of the other note, and the target as it stands in the link."""
    rows = database.execute(
        "SELECT DISTINCT other.path, link.target FROM note JOIN link ON link.name IN (note.name, note.name || '.md') "
        "JOIN note AS other ON other.id = link.note WHERE note.path = ? AND other.path <> note.path ORDER BY other.path",
        (path,),
    ).fetchall()
    return [(other, target) for other, target in rows if resolve(target, other, lambda name: named(database, name)) == path]


def linkers(database: sqlite3.Connection, paths: Sequence[str]) -> dict[str, int]:
    """Path -> how many notes link to this note by its title or an alias, links of our own not counted; at most `MOST_LINKERS`.

    Other words that a link may show are left out: they would need an index of their own, and change little.
    """
    rows = database.execute(
        "SELECT note.path, (SELECT count(*) FROM (SELECT DISTINCT link.note FROM "
        "(SELECT words FROM phrase WHERE phrase.note = note.id UNION SELECT note.name) AS called "
        "JOIN link ON link.words = called.words AND link.name = note.name WHERE NOT link.ours LIMIT ?)) "
        "FROM json_each(?) AS wanted JOIN note ON note.path = wanted.value",
        (MOST_LINKERS, json.dumps(list(paths), ensure_ascii=False)),
    )
    return dict(rows.fetchall())
