"""Which notes' words are most like a text's: its weightiest words find a few dozen notes, all its telling words rank them."""

from __future__ import annotations

import json
import math
from collections import Counter
from heapq import nlargest
from typing import TYPE_CHECKING

from ...model import Neighbour
from ...text.stopwords import STOPWORDS
from ..words import indexable, terms
from . import lookups

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

LONGEST = 50_000  # characters of the text that are compared …
BEGINNING = 10_000  # … and of each candidate: a few long ones took as much time as all the others
COMMON = 0.05  # words in more of the notes than this find too much and tell too little
SMALL = 10  # in a small vault a word may always stand in this many notes, and tells less and less …
HUB = 30  # … up to so many: the name of what a vault is about must not count for all one day and for nothing the next
POSTINGS = 20_000  # notes with these words that FTS5 may have to list: what keeps 100,000 notes quick
SEEDS = 25  # words of the most weight that FTS5 is asked for; 40 found no more in four vaults, the 25 rarest less
SAME = 0.8  # of them, by which a note says the same as the text …
FEWEST = 10  # … unless they are fewer: a few words may all stand in a note of other matters
MORE = 30  # notes beyond the limit that are ranked …
FEW = 5  # … unless the text is no more than so many telling words, as a name is: those that have them all come first anyway
TEMPLATE = 5  # notes with the same line: nobody writes it so often by hand
MARKS = " \t#>*+-"  # what Markdown puts around the words of a heading or an item
SHOWN = 5  # shared words given as the reason
K1, B = 1.2, 0.75  # BM25 as SQLite and Lucene set it
TITLE = 3.0  # a word in the title or an alias counts as so many in the text


def similar(database: sqlite3.Connection, text: str, limit: int) -> list[Neighbour]:
    """Return the notes most like the text, best first, with the rarest words both share.

    The score is BM25 (idf = ln(1 + (N - n + 0.5) / (n + 0.5)), as Lucene has it: never negative, so that it works in tiny vaults; less
    for a word that many notes of a small vault hold)
    over what the text itself would get as a note of average length (or over the best note's, if that is more): 0 for nothing shared, 1
    for a note that says it all.
    """
    return _similar(database, indexable(text[:LONGEST]), limit, {})


def _similar(database: sqlite3.Connection, text: str, limit: int, holders: dict[str, list[int]]) -> list[Neighbour]:
    """`holders` keeps which notes hold a word: a text that bears lines of a template is looked up twice, with mostly the same words."""
    counts = Counter(terms(text))
    notes, mean = lookups.size(database)
    known = lookups.frequencies(database, counts)
    few, most = max(SMALL, COMMON * notes), max(HUB, COMMON * notes)
    good = {word: n for word, n in known.items() if (n <= few or n < most) and len(word) > 1 and word not in STOPWORDS}
    if not good or limit < 1:
        return []
    weights = {word: math.log(1 + (notes - n + 0.5) / (n + 0.5)) * (K1 + 1) * _fade(n, few, most) for word, n in good.items()}
    parts = {word: weights[word] * counts[word] / (counts[word] + K1) for word in weights}
    seeds = _seeds(good, parts)
    _look_up(database, seeds, holders)
    if doubles := _doubles(seeds, holders):
        others = {word: part for word, part in parts.items() if good[word] > doubles}
        more = [word for word in _seeds(good, others) if word not in seeds]
        _look_up(database, more, holders)
        seeds += more
    best = _best(database, [(holders[word], weights[word]) for word in seeds], limit + MORE * (len(good) > FEW))
    candidates = _texts(database, best)
    if "\n" in text and (rest := _without_template(text, [body for _, _, body in candidates])):
        return _similar(database, rest, limit, holders)
    ranked = []
    for note, title, body in candidates:
        score, shared = _bm25(weights, title, body, len(body) / mean)
        ranked.append((score, note, shared))
    refs = lookups.notes_by_id(database, [note for _, note, _ in ranked])
    ranked.sort(key=lambda hit: (-hit[0], refs[hit[1]].path))  # of equals the same on every machine
    full = max([sum(parts.values()), *(score for score, _, _ in ranked[:1])])
    return [Neighbour(refs[note], score / full, tuple(shared[:SHOWN])) for score, note, shared in ranked[:limit]]


def _fade(n: int, few: float, most: float) -> float:
    """Return how far a word tells something that `n` notes hold: 1 up to `few` of them, nothing at `most`."""
    return 1.0 if n <= few else (most - n) / (most - few)


def _without_template(text: str, bodies: Sequence[str]) -> str:
    """Return the text without the lines that it shares with `TEMPLATE` of the notes; "" where there are none, or nothing else.

    These come from a template, and would make all notes look alike that were made from it.
    """
    lines = [line.strip(MARKS) for line in text.split("\n")]
    wanted = {line for line in lines if any(map(str.isalnum, line))}
    shared = Counter(line for body in bodies for line in wanted.intersection([part.strip(MARKS) for part in body.split("\n")]))
    kept = [line for line in lines if shared[line] < TEMPLATE]
    return "\n".join(kept) if len(kept) < len(lines) else ""


def _seeds(frequencies: Mapping[str, int], parts: Mapping[str, float]) -> list[str]:
    """Return the words that weigh most in the text, as many as `SEEDS` and `POSTINGS` allow."""
    seeds: list[str] = []
    postings = 0
    for word in sorted(parts, key=lambda word: (-parts[word], word))[:SEEDS]:
        postings += frequencies[word]
        if seeds and postings > POSTINGS:
            break
        seeds.append(word)
    return seeds


def _doubles(seeds: Sequence[str], holders: Mapping[str, Sequence[int]]) -> int:
    """Return how many notes hold nearly all of the words that weigh most: notes of the same text.

    Such a note makes all its words known, and those that it alone holds weigh most, so that no other note would be found.
    """
    if len(seeds) < FEWEST:
        return 0
    held = Counter(note for word in seeds for note in holders[word])
    return sum(count >= SAME * len(seeds) for count in held.values())


def _look_up(database: sqlite3.Connection, words: Iterable[str], holders: dict[str, list[int]]) -> None:
    """Add to `holders` which notes hold each word, unless it is known."""
    for word in words:
        if word not in holders:
            holders[word] = _holders(database, word)


def _holders(database: sqlite3.Connection, word: str) -> list[int]:
    """Return the notes that hold a word. One long answer comes in two thirds of the time of thousands of short ones."""
    found = database.execute("SELECT json_group_array(rowid) FROM fts WHERE fts MATCH ?", (f'"{word}"',)).fetchone()
    notes: list[int] = json.loads(found[0])
    return notes


def _best(database: sqlite3.Connection, found: Sequence[tuple[Sequence[int], float]], limit: int) -> list[int]:
    """Return the notes whose words weigh most together, however often they stand there; of each word come its notes and its weight.

    FTS5's own bm25 finds no better ones (four vaults), and takes twice as long.
    """
    sums: dict[int, float] = {}
    for notes, weight in found:
        for note in notes:
            sums[note] = sums.get(note, 0.0) + weight
    least = min(nlargest(limit, sums.values()), default=0.0)
    best = [note for note, total in sums.items() if total >= least]
    paths = lookups.paths_by_id(database, best) if len(best) > limit else {}  # of equals the same on every machine
    return sorted(best, key=lambda note: (-sums[note], paths.get(note, "")))[:limit]


def _texts(database: sqlite3.Connection, notes: Sequence[int]) -> list[tuple[int, str, str]]:
    """Return id, title and the beginning of the text of each note."""
    rows = database.execute(
        "SELECT id, title, substr(text, 1, ?) FROM body WHERE id IN (SELECT value FROM json_each(?))", (BEGINNING, json.dumps(notes))
    )
    return rows.fetchall()


def _bm25(weights: Mapping[str, float], title: str, body: str, length: float) -> tuple[float, list[str]]:
    """BM25 of one note, and the words shared, rarest first; `length` is in average notes."""
    in_title, in_body = (Counter(filter(weights.__contains__, terms(part))) for part in (title, body))
    shared = list(dict.fromkeys((*in_title, *in_body)))
    norm = K1 * (1 - B + B * length)
    score = 0.0
    for word in shared:
        times = in_body[word] + TITLE * in_title[word]
        score += weights[word] * times / (times + norm)
    return score, sorted(shared, key=lambda word: (-weights[word], word))
