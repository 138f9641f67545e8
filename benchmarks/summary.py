"""How near summaries come to what pages say of themselves: ROUGE-L against the pages' own descriptions, which the step does not see here.

    python benchmarks/summary.py PAGES [CORPUS ...]

PAGES holds one folder per corpus with `html/ID.gz` and `gold.json.gz`. Counted are articles with a description of whole sentences, 60 to
400 characters long. Beside ours: the lead (the first whole sentences that fit), and the most central sentences. Also counted: summaries
that begin in the air ("This …"), are cut off or too long.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from vault_inbox.model import Article, Context, Note, Page
from vault_inbox.steps import summary
from vault_inbox.text.sentences import is_whole, sentences
from vault_inbox.web.extract import read_page


def rouge_l(made: str, gold: str) -> float:
    """F1 of the longest common subsequence of words; of characters where words are not spaced."""
    one, other = (re.findall(r"[\u3040-\u9fff\uac00-\ud7af]|\w+", text.casefold()) for text in (made, gold))
    row = [0] * (len(other) + 1)
    for word in one:
        before = 0
        for i, match in enumerate(other, 1):
            before, row[i] = row[i], before + 1 if word == match else max(row[i], row[i - 1])
    return 2 * row[-1] / (len(one) + len(other)) if one and other else 0.0


def pages(folder: Path, corpus: str) -> list[Article]:
    """The articles of a corpus with a description that can be gold."""
    found = []
    for page_id, entry in json.loads(gzip.decompress((folder / corpus / "gold.json.gz").read_bytes())).items():
        body = gzip.decompress((folder / corpus / "html" / f"{page_id}.gz").read_bytes())
        article = read_page(Page(entry["url"], "text/html", body))
        told = " ".join(article.description.split())
        if article.verdict == "article" and 60 <= len(told) <= 400 and is_whole(sentences(told)[-1]):
            found.append(replace(article, description=told))
    return found


def ours(article: Article) -> str:
    note = Note(article.title or "Untitled", scraped=(replace(article, description=""),))
    told: Any = lambda *_: None  # noqa: E731
    return summary.summarise(note, Context(told, told, told, datetime(2026, 1, 1), told, told)).summary


def lead(article: Article) -> str:
    chosen: list[str] = []
    for paragraph in summary.paragraphs(article.text):
        for sentence in sentences(paragraph, article.language):
            if is_whole(sentence) and len(sentence) > 20:
                if len(" ".join([*chosen, sentence])) > summary.LONGEST or len(chosen) == 3:
                    return " ".join(chosen)
                chosen.append(sentence)
    return " ".join(chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("corpora", nargs="*")
    args = parser.parse_args()
    corpora = args.corpora or sorted(path.name for path in args.pages.iterdir() if (path / "gold.json.gz").exists())
    print(f"{'':12}  pages   ours    lead   none  in the air")
    for corpus in corpora:
        articles = pages(args.pages, corpus)
        made = [ours(article) for article in articles]
        figures = [
            statistics.fmean([rouge_l(text, article.description) for text, article in zip(texts, articles, strict=True)] or [0.0])
            for texts in (made, map(lead, articles))
        ]
        faults = Counter(summary.dangles(text) for text in made)
        print(f"{corpus:12}  {len(articles):5}  {figures[0]:.3f}   {figures[1]:.3f}  {made.count(''):5}  {faults[True]:5}")


if __name__ == "__main__":
    main()
