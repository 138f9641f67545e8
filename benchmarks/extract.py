"""Read every page of the corpora and write what came out, for the corpora's own scorer.

    python benchmarks/extract.py CORPORA OUT.jsonl [--peer] [CORPUS ...]

CORPORA holds one folder per corpus with `html/ID.gz` and `gold.json.gz`. Prints CPU milliseconds per page and peak memory.
With --peer, OUT.peer.jsonl gets what trafilatura alone makes of the same pages (Markdown out, its defaults for a note), with its CPU time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import time
from collections import Counter
from pathlib import Path

import trafilatura

from vault_inbox.model import Page
from vault_inbox.web.extract import read_page


def ours(page: Page) -> dict[str, object]:
    article = read_page(page)
    return {
        "md": article.text,
        "title": article.title,
        "author": article.author,
        "published": str(article.published or ""),
        "verdict": article.verdict,
    }


def peer(page: Page) -> dict[str, object]:
    text = trafilatura.extract(
        page.body,
        url=page.url,
        output_format="markdown",
        include_formatting=True,
        include_links=True,
        include_images=True,
        include_tables=True,
    )
    about = trafilatura.extract_metadata(page.body, default_url=page.url)
    return {"md": text or "", "title": about.title, "author": about.author, "published": about.date}


def run(corpora: Path, out: Path, names: list[str], reader: object) -> None:
    verdicts: Counter[str] = Counter()
    spent, pages, slowest = 0.0, 0, (0.0, "")
    with out.open("w", encoding="utf-8") as file:
        for name in names:
            gold = json.loads(gzip.decompress((corpora / name / "gold.json.gz").read_bytes()))
            for page_id, entry in gold.items():
                page = Page(entry["url"], "text/html", gzip.decompress((corpora / name / "html" / f"{page_id}.gz").read_bytes()))
                start = time.process_time()
                made = reader(page)  # type: ignore[operator]
                took = time.process_time() - start
                spent, pages, slowest = spent + took, pages + 1, max(slowest, (took, f"{name}/{page_id}"))
                verdicts[str(made.pop("verdict", "-"))] += 1
                file.write(json.dumps({"corpus": name, "id": page_id, **made}) + "\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{out}: {pages} pages, {1000 * spent / pages:.1f} ms CPU a page, peak {peak:.0f} MiB, {dict(verdicts)}")
    print(f"slowest: {slowest[1]}, {slowest[0]:.2f} s CPU")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--peer", action="store_true")
    args = parser.parse_args()
    names = args.names or sorted(path.name for path in args.corpora.iterdir() if (path / "gold.json.gz").exists())
    run(args.corpora, args.out, names, ours)
    if args.peer:
        run(args.corpora, args.out.with_suffix(".peer.jsonl"), names, peer)


if __name__ == "__main__":
    main()
