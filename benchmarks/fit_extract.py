"""Fit the model that tells an article's runs of text from those around it, and say how well it does on pages it was not fitted on.

    python benchmarks/fit_extract.py measure CORPORA RUNS.pickle       figures and labels of every run (the package's own Python)
    python benchmarks/fit_extract.py fit RUNS.pickle [--write]         needs numpy, scikit-learn; --write makes web/choosing/weights.py
    python benchmarks/fit_extract.py folds RUNS.pickle FOLDER          models for `score`, each fitted without one part of the pages
    python benchmarks/fit_extract.py score CORPORA FOLDER OUT.jsonl    each page read with the model that has not seen it

A run's label is the share of its words that an alignment of the page with its gold text covers. Each page weighs the same. Two ways of
leaving out: by page (five parts) and by corpus (fundus and fundus80 share publishers and leave together).
"""

from __future__ import annotations

# ruff: noqa: PLC0415 - two Pythons run this: one has the package, the other has scikit-learn
import argparse
import gzip
import json
import pickle
import re
import sys
import textwrap
import time
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).parent.parent / "vault_inbox" / "web" / "choosing" / "weights.py"
CORPORA = {"scrapinghub": 0, "fundus80": 1, "fundus": 1, "wcxb": 2, "mozilla": 3, "defuddle": 4}
SHINGLE = 4  # words
PARTS = 5
ITERATIONS, RATE, LEAVES = 110, 0.1, 8


def pages(corpora: Path) -> Any:
    for corpus in CORPORA:
        gold = json.loads(gzip.decompress((corpora / corpus / "gold.json.gz").read_bytes()))
        for number, (page_id, entry) in enumerate(gold.items()):
            yield corpus, number, page_id, entry, gzip.decompress((corpora / corpus / "html" / f"{page_id}.gz").read_bytes())


def part_of(corpus: str, number: int, by: str) -> int:
    return number % PARTS if by == "page" else CORPORA[corpus]


def measure(corpora: Path, out: Path) -> None:
    sys.path.insert(0, str(corpora))
    import score

    from vault_inbox.model import Page
    from vault_inbox.web import extract
    from vault_inbox.web.choosing import features, rules
    from vault_inbox.web.choosing.posts import own_runs
    from vault_inbox.web.dom import parse
    from vault_inbox.web.metadata.page import read_metadata
    from vault_inbox.web.sniff import decode

    found = []
    for corpus, number, _page_id, entry, body in pages(corpora):
        root = parse(decode(Page(entry["url"], "text/html", body)))
        if root is None:
            continue
        proxies = list(root.iter())
        about = read_metadata(root, entry["url"])
        every = extract._runs(root)
        runs = own_runs(root, every)
        extract._choose(root, every)
        rules.judge(runs, about.titles, about.body, about.description)
        rows = features.measure(runs, about)
        gold = entry["text"] if "text" in entry else score.plain(score.MD.render(entry["md"]))
        labels = covered([run.text for run in runs], gold)
        found.append((corpus, number, [(row, *label) for row, label in zip(rows, labels, strict=True) if row is not None]))
        del proxies
    out.write_bytes(pickle.dumps((features.NAMES, found)))


def covered(texts: list[str], gold: str) -> list[tuple[float, int]]:
    """(share of words that the gold text has at this place, number of words) of each text."""
    words = [(word.lower(), i) for i, text in enumerate(texts) for word in re.findall(r"\w+", text)]
    page, want = [word for word, _ in words], [word.lower() for word in re.findall(r"\w+", gold)]
    hit = bytearray(len(page))
    at_page = at_gold = 0
    for start, gold_start, length in SequenceMatcher(None, _shingles(page), _shingles(want), autojunk=False).get_matching_blocks():
        end, gold_end = (start, gold_start) if length else (len(page), len(want))
        if 0 < gold_end - at_gold <= 400 and 0 < end - at_page <= 6000:
            gap = SequenceMatcher(None, page[at_page:end], want[at_gold:gold_end], autojunk=False)
            for block in gap.get_matching_blocks():
                hit[at_page + block.a : at_page + block.a + block.size] = b"\x01" * block.size
        if length:
            stop = start + length + SHINGLE - 1
            hit[start:stop] = b"\x01" * (stop - start)
            at_page, at_gold = max(at_page, stop), max(at_gold, gold_start + length + SHINGLE - 1)
    total, got = [0] * len(texts), [0] * len(texts)
    for (_, i), is_hit in zip(words, hit, strict=True):
        total[i] += 1
        got[i] += is_hit
    return [(got[i] / total[i] if total[i] else 0.0, total[i]) for i in range(len(texts))]


def _shingles(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]


def fitted(found: Any, names: tuple[str, ...]) -> str:
    """The text of `weights.py`, fitted on these pages."""
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier

    rows, labels, weights = [], [], []
    for _, _, runs in found:
        sizes = [max(1, words) ** 0.75 for _, _, words in runs]
        for (row, share, _), size in zip(runs, sizes, strict=True):
            rows.append(row)
            labels.append(share >= 0.5)
            weights.append(1000 * size / sum(sizes) * max(0.1, abs(share - 0.5) * 2))  # half-covered runs say little
    model = HistGradientBoostingClassifier(
        max_iter=ITERATIONS, learning_rate=RATE, max_leaf_nodes=LEAVES, min_samples_leaf=60, l2_regularization=5.0, max_features=0.4,
        max_bins=64, random_state=0,
    ).fit(np.array(rows), np.array(labels), sample_weight=np.array(weights))  # fmt: skip
    trees = [_written(tree.nodes, 0, names) for (tree,) in model._predictors]
    start = float(np.ravel(model._baseline_prediction)[0])
    return (
        '"""The fitted model of `likelihood`: the log-odds that a run is a part of the article, by the figures of `features.NAMES`.\n\n'
        f'Written by `benchmarks/fit_extract.py`; {len(found)} pages, {len(rows)} runs. Never edit it by hand.\n"""\n\n'
        "# ruff: noqa: PLR0913, PLR0917 - trees written out are four times as quick as trees walked\n# fmt: off\n\n\n"
        "def log_odds(\n"
        + _wrapped(", ".join(f"{name}: float" for name in names) + ",", "    ", "    ")
        + "\n) -> float:"
        + '\n    """How likely a run with these figures is a part of the article: a start, and what each tree adds."""\n    return (\n'
        + "\n".join(_wrapped(line, "        ", "        ") for line in (f"{start:.4f}", *(f"+ {tree}" for tree in trees)))
        + "\n    )\n"
    )


def _wrapped(text: str, behind: str, before: str = "") -> str:
    return textwrap.fill(text, 138, initial_indent=before, subsequent_indent=behind, break_long_words=False, break_on_hyphens=False)


def _written(nodes: Any, at: int, names: tuple[str, ...]) -> str:
    node = nodes[at]
    if node["is_leaf"]:
        return f"{node['value']:.3f}"
    low, high = (_written(nodes, int(node[side]), names) for side in ("left", "right"))
    return f"({low} if {names[int(node['feature_idx'])]} <= {node['num_threshold']:.4g} else {high})"


def folds(found: Any, names: tuple[str, ...], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for by, parts in (("page", range(PARTS)), ("corpus", sorted(set(CORPORA.values())))):
        for part in parts:
            start = time.time()
            text = fitted([each for each in found if part_of(each[0], each[1], by) != part], names)
            (folder / f"{by}{part}.py").write_text(text, encoding="utf-8")
            print(f"{by} {part}: {time.time() - start:.0f} s", flush=True)


def score_all(corpora: Path, folder: Path, out: Path) -> None:
    from vault_inbox.model import Page
    from vault_inbox.web.choosing import weights
    from vault_inbox.web.extract import read_page

    for by in ("page", "corpus"):
        models: dict[int, dict[str, Any]] = {}
        for path in folder.glob(f"{by}*.py"):
            exec(path.read_text(encoding="utf-8"), models.setdefault(int(path.stem.removeprefix(by)), {}))
        with out.with_suffix(f".{by}.jsonl").open("w", encoding="utf-8") as file:
            for corpus, number, page_id, entry, body in pages(corpora):
                model = models[part_of(corpus, number, by)]
                weights.log_odds = model["log_odds"]
                made = read_page(Page(entry["url"], "text/html", body))
                line = {"corpus": corpus, "id": page_id, "md": made.text, "title": made.title, "author": made.author}
                file.write(json.dumps({**line, "published": str(made.published or ""), "verdict": made.verdict}) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", choices=["measure", "fit", "folds", "score"])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if args.work == "measure":
        measure(*args.paths)
    elif args.work == "score":
        score_all(*args.paths)
    else:
        names, found = pickle.loads(args.paths[0].read_bytes())
        if args.work == "folds":
            folds(found, names, args.paths[1])
        elif args.write:
            WEIGHTS.write_text(fitted(found, names), encoding="utf-8")


if __name__ == "__main__":
    main()
