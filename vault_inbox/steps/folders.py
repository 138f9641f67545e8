"""Which folder of the vault a text belongs in: the folders ranked, each with its certainty and what speaks for it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING

from ..text.folding import fold
from ..text.inflection import STEM, inflected
from .kinship import kin, nearest, unknown_rarity
from .plain_text import subject
from .words import stems, text_stems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ..model import Neighbour, Note, VaultView

_NEIGHBOURS = 20  # notes that vote by text, and as many by title
_NAMED = 1.5  # weight of the folder's name against one vote by text and one by title
_TAGGED = 1.5  # weight of a tag of the drop's own
_UNTAGGED = 2.0  # notes' worth of doubt in where the notes of a tag lie: of two in one folder the share is a half
_BIAS, _LEAD, _TEXT, _TITLE, _TAG = -1.4, 1.3, 2.9, 0.7, 2.0  # see `certainty`
_FEWEST = 2  # notes in a folder that is a candidate by itself; one with fewer only where the text names it


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate folder: its certainty, 0…1, and what that is made of: its lead over the best other one, the votes (see `rank`)."""

    folder: str
    certainty: float
    clues: tuple[float, float, float, float]  # lead, by text, by title, by tag
    by_name: float | None = None  # None where the text does not say the name

    @property
    def why(self) -> str:
        """What speaks for the folder."""
        _, by_text, by_title, by_tag = self.clues
        name = "" if self.by_name is None else f", its name {self.by_name:.2f}"
        tag = f", the drop's tags {by_tag:.2f}" if by_tag else ""
        return f"similar notes {by_text:.2f}, similar titles {by_title:.2f}{name}{tag}"


def candidates(folders: Mapping[str, int], globs: Sequence[str]) -> list[str]:
    """The folders that match a glob (`*` also matches `/`); without globs all of them."""
    if globs:
        return sorted(folder for folder in folders if any(fnmatchcase(folder, glob.strip("/")) for glob in globs))
    return sorted(folder for folder in folders if folder)


def offered(note: Note, vault: VaultView, globs: Sequence[str], never: Collection[str]) -> list[Ranked]:
    """The folders that a note may be filed in, best first; `never` are folded names of folders that are no category.

    Without globs a folder with a single note is one of them only where the text says its name: a stray note makes no category, but one
    note and the name do. Of the drops that this files in such a folder as many are right as of the others (docs/quality.md).
    """
    counts = vault.folders()
    ranked = rank(note, vault, [folder for folder in candidates(counts, globs) if fold(folder) not in never])
    return [found for found in ranked if globs or found.by_name is not None or counts[found.folder] >= _FEWEST]


def rank(note: Note, vault: VaultView, folders: Collection[str]) -> list[Ranked]:
    """The candidate folders, best first.

    Each folder's sum of four votes, each from 0 to 1: of the notes most like the text (squares of their scores), of those most like the
    title, 1.5 times how its name stands in title and text, by how many notes with that name's words lie there, and 1.5 times the share of
    the notes with a tag of the drop's own that lie there. Tags that a step found say nothing new: they come from the same neighbours.
    """
    if not folders:
        return []
    title, _, body = subject(note).partition("\n")
    known = frozenset(folders)
    by_text = _votes(nearest(vault, title, body)[:_NEIGHBOURS], known)
    by_title = _votes(vault.similar(title, _NEIGHBOURS), known)
    by_name = _named(vault, title, body, folders)
    by_tag = _tagged(vault, [tag for tag in note.tags if tag not in note.found_tags], known)
    sums: dict[str, float] = defaultdict(float)
    for votes, weight in ((by_text, 1.0), (by_title, 1.0), (by_name, _NAMED), (by_tag, _TAGGED)):
        for folder, share in votes.items():
            sums[folder] += weight * share
    order = sorted(sums, key=lambda folder: (-sums[folder], folder))
    best = [sums[folder] for folder in order[:2]] + [0.0, 0.0]
    out: list[Ranked] = []
    for place, folder in enumerate(order):
        lead = sums[folder] - best[place == 0]
        clues = (lead, by_text.get(folder, 0.0), by_title.get(folder, 0.0), by_tag.get(folder, 0.0))
        sure = certainty(*clues) if place == 0 else min(certainty(*clues), out[0].certainty)
        out.append(Ranked(folder, sure, clues, by_name.get(folder)))
    silent = (-best[0], 0.0, 0.0, 0.0)  # what speaks for the folders without a vote, of which a vault may have thousands
    return out + [Ranked(folder, certainty(*silent), silent) for folder in sorted(known - sums.keys())]


def certainty(lead: float, by_text: float, by_title: float, by_tag: float = 0.0) -> float:
    """How likely a folder is the right one, from its lead over the best other one and its share of the votes.

    A logistic function fitted on two vaults, the newest quarter of each as drops (benchmarks/category.py --fit). A name alone is no
    certainty: its words may stand in the text for something else. The weight of a tag is none that was fitted: two notes that bear it,
    both in one folder, are enough even where a little speaks for another folder, and one note alone is not.
    """
    return 1 / (1 + math.exp(-(_BIAS + _LEAD * lead + _TEXT * by_text + _TITLE * by_title + _TAG * by_tag)))


def _votes(near: Sequence[Neighbour], folders: Collection[str]) -> dict[str, float]:
    """Folder -> its share of the neighbours' votes, each the square of a score, less where a neighbour is hardly one."""
    total = sum(neighbour.score**2 for neighbour in near)
    share: dict[str, float] = defaultdict(float)
    for neighbour in near:
        folder = _candidate(neighbour.note.folder, folders)
        if folder and total > 0:
            share[folder] += neighbour.score**2 * kin(neighbour) / total
    return dict(share)


def _tagged(vault: VaultView, tags: Sequence[str], folders: Collection[str]) -> dict[str, float]:
    """Folder -> the share of the notes with one of these tags that lie in it, of the tag that says most.

    Notes of our own speak only against a folder, where they lie elsewhere: a tag that a clipper gives to all it saves would else send
    all of it to where the first two were filed.
    """
    found: dict[str, float] = {}
    for tag in tags:
        lying = [(_candidate(note.folder, folders), note.ours) for note in vault.with_tag(tag)]
        by_hand = Counter(folder for folder, ours in lying if folder and not ours)
        for folder, notes in by_hand.items():
            elsewhere = sum(other != folder for other, _ in lying)
            found[folder] = max(found.get(folder, 0.0), notes / (notes + elsewhere + _UNTAGGED))
    return found


def _candidate(folder: str, folders: Collection[str]) -> str:
    """The folder itself, or the nearest one above it that is a candidate."""
    while folder and folder not in folders:
        folder = folder.rpartition("/")[0]
    return folder


def _named(vault: VaultView, title: str, body: str, folders: Collection[str]) -> dict[str, float]:
    """Folder -> how its name stands in title and text, 0…1, tempered by the share of notes with that name's words that lie in it."""
    counts, in_title, in_text = vault.folders(), set(stems(title)), Counter(text_stems(body))
    names = _standing(_names(frozenset(folders)), in_title | in_text.keys())
    rarity = vault.rarity(sorted({form for words in names.values() for forms in words for form in forms}))
    most = unknown_rarity(vault)
    found = {}
    for folder, words in names.items():
        times = min(sum(in_text[form] for form in forms) for forms in words)
        stands = 2 * all(forms & in_title for forms in words) + math.log1p(times)
        bearers = min(math.exp(most - min(rarity.get(form, most) for form in forms)) - 1 for forms in words)
        found[folder] = min(1.0, stands * math.sqrt(counts.get(folder, 0) / (bearers + 4)) / 2)
    return found


def _standing(names: Mapping[str, Sequence[str]], said: Iterable[str]) -> dict[str, list[set[str]]]:
    """The folders whose names stand in a text -> for each word the forms in which it may: a folder `Rezepte` is named by "Rezept"."""
    alike: dict[str, list[str]] = defaultdict(list)
    for word in said:
        alike[word[:STEM]].append(word)
    found = {}
    for folder, words in names.items():
        forms = [[form for form in alike.get(word[:STEM], ()) if inflected(word, form)] for word in words]
        if forms and all(forms):
            found[folder] = [{each + end for each in (word, *of) for end in ("", "s")} for word, of in zip(words, forms, strict=True)]
    return found


@lru_cache(maxsize=1)  # a vault's folders are the same for many drops, and may be thousands
def _names(folders: frozenset[str]) -> dict[str, list[str]]:
    """Folder -> the words of its name."""
    return {folder: [word for word in stems(folder.rpartition("/")[2]) if not word.isdigit()] for folder in folders}
