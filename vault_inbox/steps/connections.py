"""The step `connections`: links to related notes of the vault, each with a few words of reason; few and good rather than many."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..model import Connection, Context, Note, NoteRef, Step, VaultView
from ..text.folding import fold
from .kinship import Clues, addresses, dated, gather, same_names, series, size, smallness, telling_words
from .plain_text import says_nothing, subject
from .refused import tempered
from .words import carries, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

LIMIT = 5
CUTOFF = 0.5
WEIGHTS = {"rank": 2.73, "linked": 2.58, "rare": 1.52, "length": 1.64, "colinks": 9.74, "covered": 1.97, "linkers": 1.21}
BIAS = -5.97
_PAGE = 0.9  # certainty that a note belongs here when the text links to its page
_SMALL_BIAS, _SMALL_SCORE = 1.5, 1.6  # in small vaults a related note is likelier, as far as they are small; benchmarks/relate.py --small
_FEW = 12  # notes, of which the three most similar may be linked for their likeness alone; else only the first
_ALIKE = 0.2  # of what the text itself would score, up to all of it as the vault grows …
_TELLING = 3  # … with so many shared words that tell something
_NEAREST = 0.55  # certainty of such a note; half of them are linked by the authors of the vaults that were tried
_OF_ONE_SERIES = 2
_RUNNERS_UP = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A note of the vault that may belong to the text: its certainty, 0…1, the clues, and what makes it less certain all the same."""

    note: NoteRef
    score: float
    clues: Clues
    against: str = ""


def make(settings: Mapping[str, Any]) -> Step:
    """The step; `limit` is the most links, `cutoff` the least certainty of one (0 fills `limit`)."""
    limit, cutoff = int(settings.get("limit", LIMIT)), float(settings.get("cutoff", CUTOFF))

    def connect(note: Note, ctx: Context) -> Note:
        mute = says_nothing(note)
        ranked = _as_the_user_keeps([found for found in rank(note, ctx.vault) if found.clues.page or not mute], ctx)
        chosen = choose(ranked, limit, cutoff)
        rest = [found for found in ranked if found not in chosen][:_RUNNERS_UP]
        why = Reasons(note, ctx.vault)
        new = [Connection(found.note.path, why.of(found), round(found.score, 3)) for found in chosen]
        for connection in new:
            ctx.explain("connections", f"{connection.target} {connection.score:.2f} ({connection.reason})")
        for found in rest:
            kind = "not certain enough" if found.score < cutoff else "one too many"
            reason = f"left out: {found.against}; " if found.against else ""
            ctx.explain("connections", f"{kind}: {found.note.path} {found.score:.2f} ({reason}{why.of(found)})")
        had = {connection.target for connection in note.connections}
        return replace(note, connections=(*note.connections, *(connection for connection in new if connection.target not in had)))

    return connect


def choose(ranked: Sequence[Found], limit: int, cutoff: float) -> list[Found]:
    """The links to write, best first: the most certain ones, the last of them giving way to the note that is most like the text.

    Names said in passing are certain links, and five of them would hide the one note that shares the subject.
    """
    sure = [found for found in ranked if found.score >= cutoff]
    chosen, spare = sure[: max(0, limit)], sure[max(0, limit) :]
    most_alike = max(spare, key=lambda found: found.clues.rank, default=None)
    if most_alike and len(chosen) > 1 and most_alike.clues.rank > max(found.clues.rank for found in chosen):
        chosen[-1] = most_alike
    return chosen


def _as_the_user_keeps(ranked: Sequence[Found], ctx: Context) -> list[Found]:
    """The same notes, those less certain that the user took out of several notes again."""
    found = []
    for item in ranked:
        score, against = tempered(item.score, ctx, "connections", item.note.path)
        found.append(replace(item, score=score, against=against or item.against))
    return sorted(found, key=lambda item: -item.score)


def rank(note: Note, vault: VaultView) -> list[Found]:
    """Every note of the vault that may belong to this one, best first, with its certainty.

    The certainty is the logistic function of `BIAS` + Σ `WEIGHTS` · clue (`kinship.gather`). The weights were fitted on four public
    vaults (benchmarks/relate.py --fit, which also fits each time on three and measures on the fourth). A text that links to a note's
    page makes it .9. The smaller a vault (`smallness`), the more is added, and the most similar note may be linked for that alone.
    """
    notes = size(vault)
    small = smallness(notes)
    found = []
    for path, clue in clues_of(note, vault).items():
        score = max(certainty(clue, small), _PAGE if clue.page else 0.0, _likeness(clue, notes, small))
        found.append(Found(clue.note or NoteRef(path, path), score, clue))
    found.sort(key=lambda item: (-item.score, item.note.path))
    return _few_of_a_series(_one_of_a_name(found), dated(note.title))


def clues_of(note: Note, vault: VaultView) -> dict[str, Clues]:
    """Path -> clues for every note that may belong to this one, never itself."""
    title, _, body = subject(note).partition("\n")
    urls = [ref.url for ref in note.references if ref.role != "feed"]
    for markdown in (note.content, *(article.text for article in note.scraped)):
        urls += addresses(markdown)
    found = gather(vault, title, body, urls)
    names = set(tokens(title))
    return {path: clue for path, clue in found.items() if clue.note and not _itself(note, clue.note) and _more(clue, title, names)}


def certainty(clue: Clues, small: float = 0.0) -> float:
    """How likely the author would link a note with these clues, 0…1."""
    evidence = BIAS + sum(weight * getattr(clue, name) for name, weight in WEIGHTS.items())
    evidence += small * (_SMALL_BIAS + _SMALL_SCORE * clue.score)
    return 1 / (1 + math.exp(-evidence))


def _likeness(clue: Clues, notes: int, small: float) -> float:
    """The certainty that likeness alone gives in a small vault, where the nearest notes stand out."""
    first = 1 / math.sqrt(3 if notes <= _FEW else 1)
    stands_out = small > 0 and clue.rank >= first and clue.score >= _ALIKE * small + 1 - small
    return _NEAREST if stands_out and sum(map(carries, clue.words)) >= _TELLING else 0.0


def _itself(note: Note, other: NoteRef) -> bool:
    return bool(note.inbox_id and other.inbox_id == note.inbox_id)


def _more(clue: Clues, title: str, names: Collection[str]) -> bool:
    """Whether a note of another title, or more than the title: of two notes "Plan" each may be about its own matter."""
    if clue.note is None or clue.page or fold(clue.note.title) != fold(title):
        return True
    return any(carries(word) and fold(word) not in names for word in clue.words)


def _one_of_a_name(found: Sequence[Found]) -> list[Found]:
    """The same list, where the text names several notes of one title by one name: all but the best moved to its end.

    A note stays whose page the text links to.
    """
    kept: list[Found] = []
    later: list[Found] = []
    named: set[tuple[str, str]] = set()
    for item in found:
        key = fold(item.clues.phrase), fold(item.note.title)
        if key in named and not item.clues.page:
            later.append(replace(item, score=0.0, against="another note of this name fits better"))
        else:
            kept.append(item)
        if item.clues.phrase:
            named.add(key)
    return kept + later


def _few_of_a_series(found: Sequence[Found], own: str) -> list[Found]:
    """The same list with the third and later parts of a series (equal titles but for numbers) moved to its end, unless named.

    So are all parts of a dated series that the text is a part of itself, of which `own` are the words: last week's review is alike, but
    no matter of this week's.
    """
    kept: list[Found] = []
    later: list[Found] = []
    seen: Counter[str] = Counter()
    for item in found:
        key = series(item.note)
        seen[key] += 1
        too_many = (key and seen[key] > _OF_ONE_SERIES) or (own and dated(item.note.title) == own)
        spare = too_many and not (item.clues.phrase or item.clues.page)
        (later if spare else kept).append(item)
    return kept + [replace(item, score=0.0) for item in later]


def _where_named(clue: Clues) -> str:
    return "named in the title" if clue.in_title_only else "named in the text"


class Reasons:
    """Says in a few words why a note belongs to the text."""

    def __init__(self, note: Note, vault: VaultView) -> None:
        self._text = subject(note)
        self._counts = Counter(tokens(self._text))
        self._vault = vault
        self._names: Mapping[str, Sequence[str]] | None = None

    def of(self, found: Found) -> str:
        """The strongest clue as words that complete the link: named, its page linked, a shared name, shared words."""
        clue = found.clues
        if clue.page:
            return "its page is linked in the text"
        if clue.phrase and (clue.linked or clue.rare >= 0.3 or clue.length > 0.25):
            return _where_named(clue) + ("" if fold(clue.phrase) == fold(found.note.title) else f" as {clue.phrase}")
        if name := max(self._shared_names(found.note.path), key=len, default=""):
            article = "the " if re.search(rf"\bthe {re.escape(name)}", self._text) else ""
            return f"both name {article}{name}"
        if words := telling_words(clue.words, self._text, self._counts, 3):
            return f"both about {', '.join(words)}"
        if clue.phrase:
            return _where_named(clue)
        return "similar notes link to it" if clue.colinks else "similar words"

    def _shared_names(self, path: str) -> Sequence[str]:
        if self._names is None:
            self._names = same_names(self._vault, self._text.partition("\n")[2])
        return self._names.get(path, ())
