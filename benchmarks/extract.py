"""Read every page of the corpora, score what came out, and print it beside what other libraries make of the same pages.

    python benchmarks/extract.py CORPORA OUT [CORPUS ...] [--peers]     OUT.READER.jsonl for each reader, and a table
    python benchmarks/extract.py CORPORA OUT --soak 20000               is memory flat over so many pages read in one process?

CORPORA holds `score.py` and one folder per corpus with `html/ID.gz` and `gold.json.gz`. Each reader has a process of its own, so that its
peak memory is its own. CPU is process time: compare readers of one run, never of two. Peers that are not installed are left out
(readability-lxml and resiliparse are no dependencies). Our figures are those of the shipped model, which was fitted on these pages:
`fit_extract.py` says what it does on pages that it has not seen.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 - each reader loads what it needs, in its own process
import argparse
import gzip
import importlib.util
import io
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from html import escape
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from vault_inbox.model import Page

Made = dict[str, object]
TEXT = ("scrapinghub", "fundus80", "fundus", "wcxb")
SOAK_EVERY = 500  # pages


def ours() -> Callable[[Page], Made]:
    from vault_inbox.web.extract import read_page

    def read(page: Page) -> Made:
        article = read_page(page)
        about = {"title": article.title, "author": article.author, "published": str(article.published or "")}
        return {"md": article.text, **about, "verdict": article.verdict}

    return read


def trafilatura_markdown() -> Callable[[Page], Made]:
    import trafilatura

    shape: dict[str, Any] = {"output_format": "markdown", "include_formatting": True, "include_links": True, "include_images": True}

    def read(page: Page) -> Made:
        text = trafilatura.extract(page.body, url=page.url, include_tables=True, **shape)
        about = trafilatura.extract_metadata(page.body, default_url=page.url)
        return {"md": text or "", "title": about.title, "author": about.author, "published": about.date}

    return read


def trafilatura_text(**mode: bool) -> Callable[[Page], Made]:
    import trafilatura

    return lambda page: {"md": _plain(trafilatura.extract(page.body, url=page.url, include_comments=False, **mode) or "")}


def trafilatura_precision() -> Callable[[Page], Made]:
    return trafilatura_text(favor_precision=True)


def trafilatura_recall() -> Callable[[Page], Made]:
    return trafilatura_text(favor_recall=True)


def readability() -> Callable[[Page], Made]:
    from lxml.html import document_fromstring
    from readability import Document
    from readability.readability import Unparseable

    def read(page: Page) -> Made:
        try:
            document = Document(page.body)
            blocks = document_fromstring(document.summary()).iter("p", "li", "pre", "h2", "h3", "h4", "td", "blockquote")
        except Unparseable:
            return {"md": ""}
        text = [" ".join("".join(block.itertext()).split()) for block in blocks if next(block.iterdescendants("p", "li"), None) is None]
        return {"md": _plain("\n".join(text)), "title": document.short_title()}

    return read


def resiliparse() -> Callable[[Page], Made]:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return lambda page: {"md": _plain(extract_plain_text(bytes_to_str(page.body, detect_encoding(page.body)), main_content=True))}


def _plain(text: str) -> str:
    """Text as Markdown that says just that."""
    return "".join(f"<p>{escape(line)}</p>\n" for line in text.split("\n") if line.strip())


READERS: dict[str, tuple[str, Callable[[], Callable[[Page], Made]]]] = {
    "vault-inbox": ("vault_inbox", ours),
    "trafilatura, Markdown": ("trafilatura", trafilatura_markdown),
    "trafilatura, text": ("trafilatura", trafilatura_text),
    "trafilatura, precision": ("trafilatura", trafilatura_precision),
    "trafilatura, recall": ("trafilatura", trafilatura_recall),
    "readability-lxml": ("readability", readability),
    "resiliparse": ("resiliparse", resiliparse),
}


def pages(corpora: Path, names: list[str]) -> Iterator[tuple[str, str, Page]]:
    for name in names:
        gold = json.loads(gzip.decompress((corpora / name / "gold.json.gz").read_bytes()))
        for page_id, entry in gold.items():
            body = gzip.decompress((corpora / name / "html" / f"{page_id}.gz").read_bytes())
            yield name, page_id, Page(entry["url"], "text/html", body)


def run(reader: str, corpora: Path, out: Path, names: list[str]) -> dict[str, Any]:
    """Read all pages with one reader in this process: {milliseconds, MiB, verdicts, slowest}."""
    read = READERS[reader][1]()
    verdicts: Counter[str] = Counter()
    took: list[tuple[float, str]] = []
    with out.open("w", encoding="utf-8") as file:
        for name, page_id, page in pages(corpora, names):
            start = time.process_time()
            made = read(page)
            took.append((time.process_time() - start, f"{name}/{page_id}"))
            verdicts[str(made.get("verdict", "-"))] += 1
            file.write(json.dumps({"corpus": name, "id": page_id, **made}) + "\n")
    spent = sum(seconds for seconds, _ in took)
    return {"ms": 1000 * spent / len(took), "mib": _peak(), "verdicts": dict(verdicts), "slowest": max(took)}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def figures(corpora: Path, out: Path, names: list[str]) -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("score", corpora / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{corpora / 'score.py'} is missing")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n") if line]
    with redirect_stdout(io.StringIO()):
        found: dict[str, Any] = score.report(rows, names, corpora)
    return found


def table(results: dict[str, dict[str, Any]], names: list[str]) -> None:
    columns = "".join(f"{name[:11]:>12}" for name in names)
    print(f"{'':24}{columns}{'macro':>8}{'title':>8}{'author':>8}{'date (P)':>12}{'ms':>7}{'MiB':>6}")
    for reader, result in results.items():
        scores = result["scores"]
        text = [scores[name]["f1"] for name in TEXT if name in scores]
        about = scores.get("wcxb", {}).get("metadata", {})
        line = f"{reader:24}" + "".join(f"{scores[name]['f1']:12.4f}" for name in names) + f"{sum(text) / max(1, len(text)):8.4f}"
        line += "".join(f"{about[field][0]:8.3f}" if field in about else f"{'':8}" for field in ("title", "author"))
        line += f"{about['date'][0]:6.3f} ({about['date'][1]:.2f})" if "date" in about else f"{'':12}"
        print(f"{line}{result['ms']:7.1f}{result['mib']:6.0f}")
        structure = {name: scores[name]["structure"] for name in names if "structure" in scores[name]}
        if structure:
            print(f"{'':24}" + "  ".join(f"structure {name} {value:.3f}" for name, value in structure.items()))


def soak(corpora: Path, count: int, names: list[str]) -> None:
    """Read the pages again and again in this process, and print what memory it holds."""
    read = ours()
    seen, start = 0, time.process_time()
    while seen < count:
        for _, _, page in pages(corpora, names):
            read(page)
            seen += 1
            if seen % SOAK_EVERY == 0:
                held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 2**20
                print(f"{seen:6} pages: {held:.0f} MiB held, peak {_peak():.0f}, {time.process_time() - start:.0f} s CPU", flush=True)
            if seen == count:
                return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--soak", type=int, default=0)
    args = parser.parse_args()
    names = args.names or sorted(path.name for path in args.corpora.iterdir() if (path / "gold.json.gz").exists())
    if args.soak:
        return soak(args.corpora, args.soak, names)
    results = {}
    for reader, (package, _) in READERS.items():
        if (reader != "vault-inbox" and not args.peers) or importlib.util.find_spec(package) is None:
            continue
        out = args.out.with_suffix(f".{reader.replace(', ', '-')}.jsonl")
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            result = process.submit(run, reader, args.corpora, out, names).result()
        results[reader] = {**result, "scores": figures(args.corpora, out, names)}
        print(f"{out}: {result['verdicts']}, slowest {result['slowest'][1]} {result['slowest'][0]:.2f} s CPU", file=sys.stderr)
    table(results, names)
    return None


if __name__ == "__main__":
    main()
