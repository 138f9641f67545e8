"""How well links, tags and folders are found: real vaults with newer notes as drops, through the product's index and rankers.

    python benchmarks/relate.py TASKS                      all tasks under TASKS (its score.py measures)
    python benchmarks/relate.py TASKS --only links/petr    one of them (may be given several times)
    python benchmarks/relate.py TASKS --out found.jsonl    keep what was found
    python benchmarks/relate.py TASKS --fit                the links' weights, and figures where each vault is measured with weights fitted
                                                           on the others
    python benchmarks/relate.py TASKS --peers              links beside those that plainer ways find (see peers.py)
    python benchmarks/relate.py TASKS --small              the bias for small vaults: each drop beside 40 notes, those it links among them

TASKS holds `score.py` and `links/NAME`, `tags/NAME`, `folders/NAME`, each with `vault.zip` and `drops.jsonl.gz`. Links are listed to
rank 20; `printed` counts those that the step's own cut-off and limit would write.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import random
import shutil
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peers import peers

from vault_inbox.model import Article, Context, Note, VaultView
from vault_inbox.steps import category, connections, folders, tags
from vault_inbox.vault.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

DEEP = 20
Row = dict[str, Any]


def load_score(tasks: Path) -> ModuleType:
    """The tasks' own scorer."""
    spec = importlib.util.spec_from_file_location("tasks_score", tasks / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def open_vault(folder: Path, cache: Path) -> Index:
    """The product's index of a vault, read afresh."""
    index = Index(folder, cache, skip=lambda path: path.startswith("Inbox/"))
    index.refresh()
    return index


def note_of(drop: Row) -> Note:
    """A drop of a task as the note that the ranking steps get."""
    return Note(drop["title"], content=drop["text"], url=drop.get("url", ""))


def nowhere(view: VaultView) -> Context:
    """A context without a network and a listener."""

    def no_page(url: str) -> Article:
        raise LookupError(url)

    return Context(view, no_page, lambda *_: None, datetime(2026, 1, 1), lambda _: None, lambda *_: None)


def find_links(note: Note, ctx: Context) -> Row:
    ranked = connections.rank(note, ctx.vault)
    written = connections.choose(ranked, connections.LIMIT, connections.CUTOFF)
    order = [*written, *(found for found in ranked if found not in written)]
    return {"links": [found.note.path for found in order[:DEEP]], "printed": len(written)}


def find_tags(note: Note, ctx: Context) -> Row:
    ranked = tags.rank(note, ctx)
    shown = sum(score >= tags.CUTOFF for _, score, _ in ranked[: tags.LIMIT])
    return {"tags": [tag for tag, _, _ in ranked[:DEEP]], "printed": shown}


def find_folder(note: Note, ctx: Context) -> Row:
    ranked = folders.offered(note, ctx.vault, (), ())
    return {"folder": [found.folder for found in ranked[:DEEP]], "sure": ranked[0].certainty if ranked else 0.0}


FINDERS: dict[str, Callable[[Note, Context], Row]] = {"links": find_links, "tags": find_tags, "folders": find_folder}


def run(tasks: Path, score: ModuleType, names: list[str]) -> Iterator[Row]:
    """What the rankers find for every drop of the tasks."""
    for name in names:
        with tempfile.TemporaryDirectory() as scratch:
            vault = score.unpack(name, Path(scratch) / "vault", tasks)
            started = time.perf_counter()
            ctx = nowhere(open_vault(vault, Path(scratch) / "index.db"))
            built = time.perf_counter()
            drops = score.drops(name, tasks)
            for drop in drops:
                yield {"task": name, "id": drop["id"], **FINDERS[name.split("/")[0]](note_of(drop), ctx)}
            each = (time.perf_counter() - built) / len(drops) * 1000
            print(f"{name}: index {built - started:.2f} s, {each:.1f} ms a drop", file=sys.stderr)


def certain_half(rows: list[Row], score: ModuleType, tasks: Path) -> None:
    """For folders: how right the step is where it files by its own cut-off."""
    for name in sorted({row["task"] for row in rows if row["task"].startswith("folders/")}):
        gold = {drop["id"]: drop["folder"] for drop in score.drops(name, tasks)}
        sure = [row for row in rows if row["task"] == name and row["sure"] >= category.CUTOFF]
        right = sum(row["folder"][:1] == [gold[row["id"]]] for row in sure)
        print(f"{name:18} filed   {len(sure)} of {len(gold)}, {right / max(1, len(sure)):.3f} of them right")


# --- the links' weights: a logistic regression on the clues -------------------------------------------------------------------------

Sample = tuple[list[float], bool, float]


def samples(tasks: Path, score: ModuleType, names: list[str]) -> dict[str, list[tuple[Row, dict[str, list[float]]]]]:
    """Task -> for each drop the clues of every candidate as numbers, in the order of `connections.WEIGHTS`."""
    found: dict[str, list[tuple[Row, dict[str, list[float]]]]] = {}
    for name in names:
        with tempfile.TemporaryDirectory() as scratch:
            view = open_vault(score.unpack(name, Path(scratch) / "vault", tasks), Path(scratch) / "index.db")
            for drop in score.drops(name, tasks):
                clues = connections.clues_of(note_of(drop), view)
                numbers = {path: [float(getattr(clue, key)) for key in connections.WEIGHTS] for path, clue in clues.items()}
                found.setdefault(name, []).append((drop, numbers))
    return found


def fit(rows: list[Sample], rounds: int = 25) -> list[float]:
    """Weights and, last, the bias of a logistic regression with a small ridge, by Newton's method."""
    wide = len(rows[0][0]) + 1
    weights = [0.0] * wide
    for _ in range(rounds):
        gradient, hessian = [-0.01 * weight for weight in weights], [[0.01 * (i == j) for j in range(wide)] for i in range(wide)]
        for clues, linked, weight in rows:
            values = [*clues, 1.0]
            chance = 1 / (1 + math.exp(-sum(a * b for a, b in zip(weights, values, strict=True))))
            off, steep = weight * (linked - chance), weight * chance * (1 - chance)
            for i, value in enumerate(values):
                if value:
                    gradient[i] += off * value
                    for j, other in enumerate(values):
                        hessian[i][j] += steep * value * other
        step = solve(hessian, gradient)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-4:
            break
    return weights


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a small system of linear equations, by Gauss and Jordan."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(len(rows)):
            if r != i:
                rows[r] = [a - rows[r][i] * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [row[-1] for row in rows]


def fit_all(tasks: Path, score: ModuleType, names: list[str]) -> list[Row]:
    """Print the weights fitted on all vaults; return what each vault gets with the weights of the others."""
    data = samples(tasks, score, names)

    def fitted(on: list[str]) -> list[float]:
        rows: list[Sample] = []
        for name in on:
            share = 100 / len(data[name])  # every vault counts alike
            for drop, numbers in data[name]:
                rows += [(clues, path in drop["links"], share) for path, clues in numbers.items()]
        return fit(rows)

    print(dict(zip([*connections.WEIGHTS, "bias"], [round(w, 2) for w in fitted(list(data))], strict=True)))
    found = []
    for name in data:
        weights = fitted([other for other in data if other != name]) if len(data) > 1 else fitted([name])
        for drop, numbers in data[name]:
            sums = {path: sum(a * b for a, b in zip(weights, [*clues, 1.0], strict=True)) for path, clues in numbers.items()}
            order = sorted(sums, key=lambda path: (-sums[path], path))
            sure = sum(sums[path] >= math.log(connections.CUTOFF / (1 - connections.CUTOFF)) for path in order[: connections.LIMIT])
            found.append({"task": name, "id": drop["id"], "links": order[:DEEP], "printed": sure})
    return found


def small(tasks: Path, score: ModuleType, names: list[str], drops: int = 70, notes: int = 40) -> None:
    """Print how the certainty must be corrected in small vaults, and how right links written there are; the fit knows these vaults."""
    dice, rows, shown = random.Random(4), [], []
    for name in names:
        with tempfile.TemporaryDirectory() as scratch:
            whole = score.unpack(name, Path(scratch) / "whole", tasks)
            every = sorted(path.relative_to(whole).as_posix() for path in whole.rglob("*.md"))
            given = score.drops(name, tasks)
            for i, drop in enumerate(dice.sample(given, min(drops, len(given)))):
                wanted = set(drop["links"][:8])
                few = Path(scratch) / str(i)
                for path in sorted(wanted | set(dice.sample(every, notes - len(wanted)))):
                    (few / path).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(whole / path, few / path)
                view = open_vault(few, Path(scratch) / f"{i}.db")
                ranked = connections.rank(note_of(drop), view)
                for found in ranked:
                    chance = min(0.999, max(0.001, connections.certainty(found.clues)))
                    rows.append(([math.log(chance / (1 - chance)), found.clues.score], found.note.path in wanted, 1.0))
                written = connections.choose(ranked, connections.LIMIT, connections.CUTOFF)
                shown.append((drop["mode"], [found.note.path in drop["links"] for found in written]))
    print(dict(zip(("certainty", "score", "bias"), (round(weight, 2) for weight in fit(rows)), strict=True)))
    for mode in ("strip", "unlink"):
        rights = [right for kind, right in shown if kind == mode]
        written, right = sum(map(len, rights)), sum(map(sum, rights))
        print(f"{mode:7} {len(rights)} drops, {written / len(rights):.2f} links a note, {right / max(1, written):.3f} of them right")


def compare(tasks: Path, score: ModuleType, names: list[str]) -> None:
    """Print R@5, R@10 and MRR of the links that peers find, and of ours with the weights of the repository, which know these vaults."""
    for name in names:
        with tempfile.TemporaryDirectory() as scratch:
            vault = score.unpack(name, Path(scratch) / "vault", tasks)
            view = open_vault(vault, Path(scratch) / "index.db")
            drops = score.drops(name, tasks)
            notes = [note_of(drop) for drop in drops]
            found = {"ours, in view": [find_links(note, nowhere(view))["links"] for note in notes], **peers(vault, view, notes)}
            for mode in sorted({drop["mode"] for drop in drops}):
                print(f"{name} {mode}")
                for peer, ranked in found.items():
                    rows = [(set(drop["links"]), row, 0) for drop, row in zip(drops, ranked, strict=True) if drop["mode"] == mode]
                    figures = score.ranked(rows)
                    print(f"  {peer:14}  R@5 {figures['R@5']:.3f}  R@10 {figures['R@10']:.3f}  MRR {figures['MRR']:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Links, tags and folders on real vaults.")
    parser.add_argument("tasks", type=Path)
    parser.add_argument("--only", action="append", default=[], metavar="TASK")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--peers", action="store_true")
    args = parser.parse_args()
    score = load_score(args.tasks)
    names = args.only or sorted(path.parent.relative_to(args.tasks).as_posix() for path in args.tasks.glob("*/*/vault.zip"))
    for asked, answer in ((args.small, small), (args.peers, compare)):
        if asked:
            answer(args.tasks, score, [name for name in names if name.startswith("links/")])
            return
    if args.fit:
        rows = fit_all(args.tasks, score, [name for name in names if name.startswith("links/")])
    else:
        rows = list(run(args.tasks, score, names))
    if args.out:
        args.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf8")
    for (task, mode), figures in score.score(rows, args.tasks).items():
        print(
            f"{task:18} {mode:7} "
            + "  ".join(f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}" for key, value in figures.items())
        )
    certain_half(rows, score, args.tasks)


if __name__ == "__main__":
    main()
