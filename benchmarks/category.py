"""How well folders are found in any vault: its newest notes, out of their folders, as drops.

    python benchmarks/category.py VAULT [VAULT ...] [--share 0.25] [--random 45] [--least 2] [--fit]

Beside ours: the folder of the most similar note, and the largest. `--least` is how many notes a candidate folder must hold. `--fit` prints
weights for `folders.certainty` (but that of a drop's own tags, which these drops have not), a logistic regression over all vaults given.
The vaults are only read.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from holdout import Held, hold_out, newest, some, whole
from relate import Sample, fit

from vault_inbox.steps import category, folders
from vault_inbox.steps.kinship import nearest
from vault_inbox.steps.plain_text import subject

if TYPE_CHECKING:
    from vault_inbox.vault.index import Index


def similar(held: Held, index: Index) -> list[str]:
    title, _, text = subject(held.note).partition("\n")
    return list(dict.fromkeys(neighbour.note.folder for neighbour in nearest(index, title, text)))


def measure(vault: Path, held: list[Held], index: Index, least: int) -> list[Sample]:
    counts = index.folders()
    known = [folder for folder, notes in counts.items() if notes >= least]
    ranked = [folders.rank(each.note, index, known) for each in held]
    rows = {
        "ours": [[found.folder for found in row] for row in ranked],
        "similar note": [similar(each, index) for each in held],
        "largest": [sorted(known, key=lambda folder: -counts[folder])] * len(held),
    }
    reachable = statistics.fmean(each.folder in known for each in held)
    print(
        f"{vault.name}: {len(index.paths())} notes, {len(known)} folders, {len(held)} drops, the folders of {reachable:.0%} are candidates"
    )
    for name, found in rows.items():
        right = statistics.fmean(row[:1] == [each.folder] for row, each in zip(found, held, strict=True))
        three = statistics.fmean(each.folder in row[:3] for row, each in zip(found, held, strict=True))
        print(f"  {name:14}  accuracy {right:.3f}  top-3 {three:.3f}")
    sure = [(row[0].folder == each.folder) for row, each in zip(ranked, held, strict=True) if row and row[0].certainty >= category.CUTOFF]
    print(f"  filed           {len(sure)} of {len(held)}, {sum(sure) / max(1, len(sure)):.3f} of them right")
    return [(list(row[0].clues[:3]), row[0].folder == each.folder, 1.0) for row, each in zip(ranked, held, strict=True) if row]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vaults", type=Path, nargs="+")
    parser.add_argument("--share", type=float, default=0.25, help="of the notes, by name, that are drops")
    parser.add_argument("--random", type=int, default=0, help="so many notes by lot instead")
    parser.add_argument("--least", type=int, default=2)
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    samples: list[Sample] = []
    for vault in args.vaults:
        with tempfile.TemporaryDirectory() as scratch, whole(vault) as index:
            chosen = some(index, args.random) if args.random else newest(index, args.share)
            rest, held = hold_out(vault, Path(scratch), [path for path in chosen if "/" in path], index)
            samples += measure(vault, held, rest, args.least)
    if args.fit:
        names = ("lead", "by text", "by title", "bias")
        print(dict(zip(names, (round(weight, 2) for weight in fit(samples)), strict=True)))


if __name__ == "__main__":
    main()
