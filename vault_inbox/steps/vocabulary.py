"""Which of the vault's tags fit a text, and how sure that is: its own words, its title, and what similar notes bear."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ..text.folding import fold
from .kinship import kin, nearest, size, smallness, unknown_rarity
from .words import by_first_word, phrases, singular, stems, text_stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..model import Neighbour, VaultView

NEIGHBOURS = 30  # notes that vote
_IN_TITLE = 0.3
_PAGES_OWN = 0.4  # the page, or its feed, gives itself this keyword
_SMOOTHING = 4.0
_TEMPER = 0.7
_DOUBT = 0.1
_ALONE = 0.5  # the most that one neighbour's vote counts in a grown vault: no tag for that alone


@dataclass(slots=True)
class Evidence:
    """How much speaks for a tag (0 to about 2), and what."""

    score: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, score: float, reason: str) -> None:
        """More evidence."""
        self.score += score
        self.reasons.append(f"{reason} {score:.2f}")


def weigh(vault: VaultView, title: str, text: str, keywords: Iterable[str]) -> dict[str, Evidence]:
    """Tag as the vault spells it -> the evidence that a text bears it.

    The untrained sum (notes with the tag ÷ notes with its words)^.7 where its words stand in the text + .3 where they stand in the
    title + its share of the votes of the 30 most similar notes + .4 where the page names it as a keyword. Trained rankers drift
    as a vault ages. `keywords` are those of the page or the feed.
    """
    counts = vault.tags()
    words, runs = _words(frozenset(counts))
    found: dict[str, Evidence] = {}
    in_text = phrases(text_stems(f"{title}\n{text}"), runs)
    in_title = phrases(stems(title), runs)
    shares = _shares(vault, counts, {tag: run for tag, run in words.items() if run in in_text})
    named = {run for keyword in keywords if (run := tuple(stems(keyword)))}
    for tag, run in words.items():
        if tag not in shares and run not in in_title and run not in named:
            continue
        evidence = found[tag] = Evidence()
        if tag in shares:
            evidence.add(shares[tag], "its words in the text")
        if run in in_title:
            evidence.add(_IN_TITLE, "in the title")
        if run in named:
            evidence.add(_PAGES_OWN, "a keyword of the page")
    spelled = {fold(tag): tag for tag in counts}
    notes = size(vault)
    near = nearest(vault, title, text)[: voters(notes)]
    for tag, share in votes(near, _ALONE + (1 - _ALONE) * smallness(notes)).items():
        if tag in spelled:
            found.setdefault(spelled[tag], Evidence()).add(share, "similar notes")
    return found


@lru_cache(maxsize=1)  # a vault's tags are the same for many drops, and may be thousands
def _words(tags: frozenset[str]) -> tuple[dict[str, tuple[str, ...]], dict[str, list[tuple[str, ...]]]]:
    """Tag -> the words to look for; the same by first word.

    Of a nested tag these are the last part's, unless they are another tag already or several tags end so: "files" in a text says neither
    `shell/files` nor `python/files`.
    """
    whole = {tag: tuple(stems(tag)) for tag in tags}
    taken = set(whole.values())
    last = {tag: tuple(stems(tag.rpartition("/")[2])) for tag in whole if "/" in tag}
    ends = Counter(last.values())
    words = {tag: last[tag] if tag in last and last[tag] not in taken and ends[last[tag]] == 1 else run for tag, run in whole.items()}
    return words, by_first_word(words.values())


def votes(near: Iterable[Neighbour], alone: float = 1.0) -> dict[str, float]:
    """Folded tag -> its share of the votes of similar notes, each voting with its score as far as it is kin (`kin`).

    Few votes, or of hardly similar notes, are no unanimous ones: `_DOUBT` is a vote for nothing. A tag that only one of the notes bears
    has a share of `alone` at most.
    """
    weights = [(neighbour, neighbour.score * kin(neighbour)) for neighbour in near]
    total = _DOUBT + sum(weight for _, weight in weights)
    shares: dict[str, list[float]] = defaultdict(list)
    for neighbour, weight in weights:
        for tag in {fold(tag) for tag in neighbour.note.tags}:
            shares[tag].append(weight / total)
    return {tag: sum(each) if len(each) > 1 else min(alone, *each) for tag, each in shares.items()}


def voters(notes: int) -> int:
    """How many of the nearest notes vote, in a vault of so many: of forty notes the thirty nearest are no neighbours."""
    return max(3, min(NEIGHBOURS, notes // 8))


def _shares(vault: VaultView, counts: Mapping[str, int], words: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    """Tag -> (notes that bear it ÷ notes with its rarest word)^.7, at most 1; less where more notes bear it than say it.

    Such a tag ("seed", "lightning-talk") says something that its word in a text does not: "a book room" is none of the `books`.
    """
    words = {tag: ("".join(run),) if all(len(word) == 1 for word in run) else run for tag, run in words.items()}
    asked = {form for run in words.values() for word in run for form in (word, f"{word}s")}
    rarity = vault.rarity(sorted(asked))
    most = unknown_rarity(vault)
    shares = {}
    for tag, run in words.items():
        rarest = min(_notes_with(rarity, word, most) for word in run)
        said = min(1.0, rarest / counts[tag])
        shares[tag] = said * min(1.0, counts[tag] / (rarest + _SMOOTHING)) ** _TEMPER
    return shares


def _notes_with(rarity: Mapping[str, float], word: str, most: float) -> float:
    """How many notes have a word or its plural, from its rarity ln((N + 1) / (n + 1))."""
    return max(math.exp(most - rarity.get(form, most)) - 1 for form in (word, f"{word}s"))


def same_tag(one: str, other: str) -> bool:
    """Whether two tags are one in all but case, number, and `-` for `_`."""
    return _key(one) == _key(other)


def _key(tag: str) -> str:
    return "-".join(singular(part) for part in re.split(r"[-_\s]+", fold(tag)))
