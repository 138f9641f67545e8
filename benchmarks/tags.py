"""How well tags are found in any vault: its newest notes without their tags as drops.

    python benchmarks/tags.py VAULT [--share 0.1] [--random 100]

Beside ours: the tags of the most similar notes alone (kNN), and the commonest tags. Gold are the author's tags that the rest of the vault
knows. The vault is only read.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from holdout import Held, hold_out, newest, nowhere, some, whole

from vault_inbox.steps import tags
from vault_inbox.steps.kinship import nearest
from vault_inbox.steps.plain_text import subject
from vault_inbox.steps.vocabulary import votes
from vault_inbox.text.folding import fold

if TYPE_CHECKING:
    from vault_inbox.vault.index import Index


def neighbours(held: Held, index: Index) -> list[str]:
    title, _, text = subject(held.note).partition("\n")
    share = votes(nearest(index, title, text)[:20])
    return sorted(share, key=lambda tag: (-share[tag], tag))


def measure(held: list[Held], index: Index) -> None:
    known = {fold(tag) for tag in index.tags()}
    gold = [{fold(tag) for tag in each.tags} & known for each in held]
    ranked = [tags.rank(each.note, nowhere(index)) for each in held]
    rows = {
        "ours": [[fold(tag) for tag, *_ in found] for found in ranked],
        "similar notes": [neighbours(each, index) for each in held],
        "commonest": [[fold(tag) for tag in index.tags()]] * len(held),
    }
    cases = [i for i, want in enumerate(gold) if want]
    print(f"{len(index.paths())} notes, {len(known)} tags, {len(cases)} drops with tags")
    for name, found in rows.items():
        first = statistics.fmean(bool(found[i]) and found[i][0] in gold[i] for i in cases)
        five = statistics.fmean(len(gold[i] & set(found[i][:5])) / len(gold[i]) for i in cases)
        print(f"  {name:14}  P@1 {first:.3f}  R@5 {five:.3f}")
    written = [{fold(tag) for tag, sure, _ in ranked[i][: tags.LIMIT] if sure >= tags.CUTOFF} for i in cases]
    hits = sum(len(one & gold[i]) for one, i in zip(written, cases, strict=True))
    shown, wanted = sum(map(len, written)), sum(len(gold[i]) for i in cases)
    print(f"  written         precision {hits / max(1, shown):.3f}  recall {hits / wanted:.3f}  {shown / len(cases):.2f} a note")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vault", type=Path)
    parser.add_argument("--share", type=float, default=0.1, help="of the notes, by name, that are drops")
    parser.add_argument("--random", type=int, default=0, help="so many notes by lot instead")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, whole(args.vault) as index:
        chosen = some(index, args.random) if args.random else newest(index, args.share)
        rest, held = hold_out(args.vault, Path(scratch), chosen, index)
        measure(held, rest)


if __name__ == "__main__":
    main()
