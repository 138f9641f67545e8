"""Which notes a text names: titles and aliases that stand in it as whole words, and how often the vault links such words."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ...model import Mention
from ...text.folding import fold
from ..words import phrase_terms, places
from . import lookups
from .endings import bent_names

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...model import NoteRef
    from ..words import Place

LONGEST = 50_000  # characters of the text that are looked through: half an hour's reading says what it is about
COMMON = 0.2  # a single word in more of the notes than this names nothing, unless the vault does link it
SMALL = 10  # in a small vault a name may always stand in this many notes
LINKED = 0.05  # how often the vault must link a common word for it to be a name
BEARERS = 8  # notes; a name that more of them bear ("Introduction", "README") names none of them: one in nine is no good guess
ENOUGH = 500  # notes with a phrase are counted no further
SAMPLE = 100  # notes with a name that are looked at for how many of them are captured
DOUBT = 1.0  # notes' worth of doubt in a phrase's own figures …
USUAL = 0.3  # … in favour of how often names are linked where they stand, over vaults


class _Found(NamedTuple):
    key: str
    start: int
    end: int


def mentions(database: sqlite3.Connection, text: str) -> list[Mention]:
    """Every place in the text where a note is named, in order; the longest name at each place, all notes of that name.

    `probability` is (notes that link the phrase to this note + USUAL · DOUBT) / (notes that hold the phrase + DOUBT), the note's own
    title, captured notes and links that this program wrote not counted.
    """
    text = text[:LONGEST]
    words = list(places(text))
    named = _known_names(database, words)
    found = list(_longest(words, named))
    notes = lookups.notes_by_id(database, {note for place in found for note in named[place.key]})
    chances = _chances(database, {place.key: named[place.key] for place in found}, notes)
    return [
        Mention(notes[note], text[place.start : place.end], place.start, chances[place.key, note])
        for place in found
        for note in sorted(named[place.key], key=lambda note: notes[note].path)
        if (place.key, note) in chances
    ]


def _known_names(database: sqlite3.Connection, words: Sequence[Place]) -> dict[str, list[int]]:
    """Return the names (words, spaced) as they stand somewhere in the text -> the ids of their notes, lowest first."""
    lengths: dict[str, list[int]] = defaultdict(list)
    rows = database.execute(
        "SELECT word, length FROM json_each(?) AS wanted JOIN opening ON word = wanted.value", (_json({w.word for w in words}),)
    )
    for word, length in rows:
        lengths[word].append(length)
    keys = {
        " ".join([word.word for word in words[i : i + length]])
        for i, first in enumerate(words)
        for length in lengths.get(first.word, ())
        if i + length <= len(words)
    }
    named: dict[str, list[int]] = defaultdict(list)
    for key, note in database.execute(
        "SELECT words, note FROM json_each(?) AS wanted JOIN phrase ON words = wanted.value ORDER BY words, note", (_json(keys),)
    ):
        named[key].append(note)
    named = bent_names(database, [place.word for place in words]) | named
    return {key: notes for key, notes in named.items() if len(notes) <= BEARERS}


def _longest(words: Sequence[Place], named: Mapping[str, object]) -> Iterator[_Found]:
    longest = sorted({key.count(" ") + 1 for key in named}, reverse=True)
    openings = {key.partition(" ")[0] for key in named}
    i = 0
    while i < len(words):
        step = 1
        if words[i].word in openings:
            for length in longest:
                key = " ".join([word.word for word in words[i : i + length]])
                if key in named:
                    last = words[min(i + length, len(words)) - 1]
                    yield _Found(key, words[i].start, last.end)
                    step = length
                    break
        i += step


def _chances(
    database: sqlite3.Connection, named: Mapping[str, Sequence[int]], notes: Mapping[int, NoteRef]
) -> dict[tuple[str, int], float]:
    """(Name, note) -> how often the vault links the name to the note where it stands; mere common words are left out.

    Captured notes, in which nobody chose what is linked, speak neither for a link nor against it: each would make the next less likely.
    """
    holding, by_hand = _holding(database, named)
    linked: Counter[tuple[str, str]] = Counter()
    for key, name, count in database.execute(
        "SELECT words, name, count(DISTINCT note) FROM json_each(?) AS wanted JOIN link ON words = wanted.value "
        "WHERE NOT ours GROUP BY words, name",
        (_json(named),),
    ):
        linked[key, name] = count
    common = max(SMALL, COMMON * lookups.size(database)[0])
    chances = {}
    for key, ids in named.items():
        own = sum(not notes[note].inbox_id for note in ids)
        for note in ids:
            links = linked[key, fold(notes[note].title)]
            elsewhere = max(by_hand[key] - own, links)
            if " " in key or holding[key] - len(ids) <= common or links >= LINKED * elsewhere:
                chances[key, note] = (links + USUAL * DOUBT) / (elsewhere + DOUBT)
    return chances


def _holding(database: sqlite3.Connection, keys: Iterable[str]) -> tuple[Mapping[str, int], Mapping[str, float]]:
    """Name -> how many notes hold it, and how many of these are not captured."""
    cut = {key: phrase_terms(key.split(" ")) for key in keys}
    known = lookups.frequencies(database, {word for words in cut.values() for word in words})
    held = {key: known.get(words[0], 0) if len(words) == 1 else _with_phrase(database, words) for key, words in cut.items()}
    if not database.execute("SELECT 1 FROM note WHERE inbox_id <> '' LIMIT 1").fetchone():
        return held, held
    return held, {key: notes and notes * _by_hand(database, cut[key]) for key, notes in held.items()}


def _by_hand(database: sqlite3.Connection, words: Sequence[str]) -> float:
    """The share of notes that are not captured among the first `SAMPLE` notes with these words."""
    found, by_hand = database.execute(
        "SELECT count(*), total(inbox_id = '') FROM (SELECT rowid FROM fts WHERE fts MATCH ? LIMIT ?) AS hit JOIN note ON id = hit.rowid",
        (_phrase(words), SAMPLE),
    ).fetchone()
    return float(by_hand / max(1, found))


def _with_phrase(database: sqlite3.Connection, words: Sequence[str]) -> int:
    count = "SELECT count(*) FROM (SELECT 1 FROM fts WHERE fts MATCH ? LIMIT ?)"
    return int(database.execute(count, (_phrase(words), ENOUGH)).fetchone()[0])


def _phrase(words: Sequence[str]) -> str:
    return f'"{" ".join(words)}"'


def _json(values: Iterable[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
