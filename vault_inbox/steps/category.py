"""The step `category`: the folder of the vault that a note belongs in, named only where that is sure enough."""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from .kinship import unknown_rarity
from .plain import subject
from .vocabulary import kin
from .words import fold, stems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ..model import Context, Neighbour, Note, Step, VaultView

CUTOFF = 0.5
_NEIGHBOURS = 20  # notes that vote by text, and as many by title
_NAMED = 1.5  # weight of the folder's name against one vote by text and one by title
_FEWEST = 2  # notes in a folder that is a candidate by itself
_RUNNERS_UP = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate folder: its certainty, 0…1, and what speaks for it."""

    folder: str
    certainty: float
    why: str


def make(settings: Mapping[str, Any]) -> Step:
    """The step; `folders` are globs of candidate folders, `cutoff` the least certainty (0 always names a folder if there is any).

    `never` are folders that are no category: notes lie there because none was certain.
    """
    globs, cutoff = tuple(settings.get("folders", ())), float(settings.get("cutoff", CUTOFF))
    never = {fold(folder) for folder in settings.get("never", ())}

    def categorise(note: Note, ctx: Context) -> Note:
        folders = ctx.vault.folders()
        if given := _given(note, folders):
            ctx.explain("category", f"{given}: the drop names it")
            return replace(note, category=given)
        if note.category:
            ctx.explain("category", f"{note.category}: named by the drop, but no folder of the vault")
        ranked = rank(note, ctx.vault, [folder for folder in candidates(folders, globs) if fold(folder) not in never])
        for place, found in enumerate(ranked[:_RUNNERS_UP]):
            ctx.explain("category", f"{'runner-up: ' if place else ''}{found.folder} {found.certainty:.2f} ({found.why})")
        sure = ranked[0] if ranked and ranked[0].certainty >= cutoff else None
        return replace(note, category=sure.folder if sure else None)

    return categorise


def candidates(folders: Mapping[str, int], globs: Sequence[str]) -> list[str]:
    """The folders that match a glob (`*` also matches `/`), or, without globs, those with at least two notes directly in them."""
    if globs:
        return sorted(folder for folder in folders if any(fnmatchcase(folder, glob.strip("/")) for glob in globs))
    return sorted(folder for folder, notes in folders.items() if folder and notes >= _FEWEST)


def _given(note: Note, folders: Iterable[str]) -> str:
    """The folder that the drop names, by where it lay or by a header, as the vault spells it; "" if the vault has no such folder."""
    known: dict[str, str] = {}
    for folder in sorted(folders):
        parts = folder.split("/")
        for depth in range(1, len(parts) + 1):
            known.setdefault(fold("/".join(parts[:depth])), "/".join(parts[:depth]))
    for wanted in (note.folder, note.category or ""):
        if found := known.get(fold(wanted.strip("/"))):
            return found
    return ""


def rank(note: Note, vault: VaultView, folders: Collection[str]) -> list[Ranked]:
    """The candidate folders, best first.

    Each folder's sum of three z-normalised votes: of the notes most like the text (squares of their scores), of those most like the
    title, and 1.5 times how its name stands in title and text, by how many notes with that name's words lie there.
    """
    if not folders:
        return []
    title, _, body = subject(note).partition("\n")
    by_text = _votes(vault.similar(f"{title}\n{body}", _NEIGHBOURS), folders)
    by_title = _votes(vault.similar(title, _NEIGHBOURS), folders)
    by_name = _named(vault, title, body, folders)
    sums = {
        folder: by_text_z + by_title_z + _NAMED * by_name_z
        for folder, by_text_z, by_title_z, by_name_z in zip(
            sorted(folders), *(_normal(votes, folders) for votes in (by_text, by_title, by_name)), strict=True
        )
    }
    order = sorted(sums, key=lambda folder: (-sums[folder], folder))
    out = []
    for place, folder in enumerate(order):
        rival = sums[order[1]] if place == 0 and len(order) > 1 else sums[order[0]]
        support = (by_text.get(folder, 0.0) + by_title.get(folder, 0.0)) / 2
        sure = certainty(sums[folder] - rival, support, by_name.get(folder, 0.0), len(order)) if place == 0 or len(order) > 1 else 0.0
        out.append(Ranked(folder, sure, _why(by_text, by_title, by_name, folder)))
    return out


def certainty(margin: float, support: float, named: float, folders: int) -> float:
    """How likely the first folder is the right one, from its lead over the second, its share of the votes and its name in the text."""
    lead = margin / ((2 + _NAMED) * folders / math.sqrt(folders - 1)) if folders > 1 else 1.0
    return 1 / (1 + math.exp(-(-2.0 + 4.0 * lead + 3.0 * support + 0.5 * named)))


def _votes(near: Sequence[Neighbour], folders: Collection[str]) -> dict[str, float]:
    """Folder -> its share of the neighbours' votes, each the square of a score, less where a neighbour is hardly one."""
    total = sum(neighbour.score**2 for neighbour in near)
    share: dict[str, float] = defaultdict(float)
    for neighbour in near:
        folder = _candidate(neighbour.note.folder, folders)
        if folder and total > 0:
            share[folder] += neighbour.score**2 * kin(neighbour) / total
    return dict(share)


def _candidate(folder: str, folders: Collection[str]) -> str:
    """The folder itself, or the nearest one above it that is a candidate."""
    while folder and folder not in folders:
        folder = folder.rpartition("/")[0]
    return folder


def _named(vault: VaultView, title: str, body: str, folders: Collection[str]) -> dict[str, float]:
    """Folder -> how its name stands in title and text, tempered by the share of notes with that name's words that lie in it."""
    counts, in_title, in_text = vault.folders(), set(stems(title)), Counter(stems(body))
    names = {folder: [word for word in stems(folder.rpartition("/")[2]) if not word.isdigit()] for folder in folders}
    rarity = vault.rarity(sorted({form for words in names.values() for word in words for form in (word, f"{word}s")}))
    most = unknown_rarity(vault)
    found = {}
    for folder, words in names.items():
        if not words or not all(in_text[word] or word in in_title for word in words):
            continue
        stands = 2 * all(word in in_title for word in words) + math.log1p(min(in_text[word] for word in words))
        bearers = min(math.exp(most - min(rarity.get(word, most), rarity.get(f"{word}s", most))) - 1 for word in words)
        found[folder] = stands * math.sqrt(counts.get(folder, 0) / (bearers + 4))
    return found


def _normal(votes: Mapping[str, float], folders: Collection[str]) -> list[float]:
    values = [votes.get(folder, 0.0) for folder in sorted(folders)]
    mean, spread = statistics.fmean(values), statistics.pstdev(values)
    return [(value - mean) / spread if spread else 0.0 for value in values]


def _why(by_text: Mapping[str, float], by_title: Mapping[str, float], by_name: Mapping[str, float], folder: str) -> str:
    parts = [
        f"similar notes {by_text.get(folder, 0.0):.2f}",
        f"similar titles {by_title.get(folder, 0.0):.2f}",
        f"its name {by_name[folder]:.2f}" if folder in by_name else "",
    ]
    return ", ".join(part for part in parts if part)
