"""Floors under the reading of pages, on a small set of pages written for it: half a dozen kinds and languages, their text beside them.

The measure is that of the usual benchmarks: shingles of four words that page and text share (letters, where words are not spaced).
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from statistics import fmean

import pytest
from markdown_it import MarkdownIt

from vault_inbox.model import Page
from vault_inbox.web.extract import read_page

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
LEAST, LEAST_MEAN = 0.9, 0.97


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]|\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(len(words) - 3))


def likeness(path: Path) -> float:
    read = read_page(Page(f"https://www.example.org/2024/{path.stem}", "text/html", path.read_bytes()))
    assert read.verdict == "article"
    text = re.sub(r"<[^>]+>", " ", MarkdownIt().enable("table").render(read.text)).replace("&quot;", '"')
    want, have = shingles(path.with_suffix(".txt").read_text(encoding="utf-8")), shingles(text)
    return 2 * sum((want & have).values()) / (sum(want.values()) + sum(have.values()))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_page_is_read_well(path: Path) -> None:
    assert likeness(path) >= LEAST


def test_all_pages_are_read_better() -> None:
    assert len(PAGES) >= 6
    assert fmean(map(likeness, PAGES)) >= LEAST_MEAN
