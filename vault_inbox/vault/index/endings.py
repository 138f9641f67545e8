"""Names of several words that stand in a text with other endings: "doménovém modelu" for the note "doménový model".

Of a single word with another ending one in seventy was a link of the author's in the vaults that were tried, so single words must stand as
they are; of several words one in eleven.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from ...text.inflection import beginning, inflected

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

_LAST = chr(0x10FFFF)  # sorts behind every letter that may follow
_Place = tuple[int, int]  # where a name may stand: its first word, and how many it has


def bent_names(database: sqlite3.Connection, said: Sequence[str]) -> dict[str, list[int]]:
    """Return the names that stand among the words of a text with other endings, as they stand there -> the ids of their notes."""
    found: dict[str, set[int]] = defaultdict(set)
    for phrase, note, places in _phrases(database, _starts(database, said)):
        words = phrase.split(" ")
        for place, length in places:
            there = said[place : place + length]
            if len(words) == len(there) and there != words and all(map(inflected, words, there)):
                found[" ".join(there)].add(note)
    return {name: sorted(notes) for name, notes in found.items()}


def _starts(database: sqlite3.Connection, said: Sequence[str]) -> dict[str, list[_Place]]:
    """How the names that may stand in the text begin -> where: a first word that opens names, and the letters of the one after it."""
    opens = _openings(database, set(said))
    starts: dict[str, list[_Place]] = defaultdict(list)
    for place, (word, after) in enumerate(pairwise(said)):
        for first, length in opens.get(word, ()):
            if place + length <= len(said):
                starts[f"{first} {beginning(after) or after}"].append((place, length))
    return starts


def _openings(database: sqlite3.Connection, words: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
    """Word of the text -> the words, equal to it but for their ending, with which names of so many words begin."""
    by_letters: dict[str, list[str]] = defaultdict(list)
    for word in words:
        by_letters[beginning(word) or f"{word} "].append(word)
    # A word too short to bend is asked for with a space behind it, which no word has: between both bounds lies only the word itself.
    rows = database.execute(
        "SELECT wanted.value, word, length FROM json_each(?) AS wanted JOIN opening "
        "ON word >= rtrim(wanted.value) AND word < wanted.value || ? WHERE length > 1",
        (_json(by_letters), _LAST),
    )
    opens: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for letters, first, length in rows:
        for word in by_letters[letters]:
            if inflected(word, first):
                opens[word].append((first, length))
    return opens


def _phrases(database: sqlite3.Connection, starts: dict[str, list[_Place]]) -> Iterable[tuple[str, int, list[_Place]]]:
    rows = database.execute(
        "SELECT wanted.value, words, note FROM json_each(?) AS wanted JOIN phrase ON words >= wanted.value AND words < wanted.value || ?",
        (_json(starts), _LAST),
    )
    return ((phrase, note, starts[start]) for start, phrase, note in rows)


def _json(values: Iterable[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
