"""Pages of documentation and of code keep all their text: code with its language, notes, declarations; the theme's own words go."""

from __future__ import annotations

from pathlib import Path

import pytest

from vault_inbox.model import Page
from vault_inbox.notes import inert
from vault_inbox.web.extract import read_page

URL = "https://docs.harbour.example/guide/pumps.html"
PAGES = sorted((Path(__file__).parent / "documentation").glob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_of_each_software(page: Path) -> None:
    read = read_page(Page(URL, "text/html", page.read_bytes()))
    assert read.verdict == "article"
    assert f"{read.text}\n" == page.with_suffix(".md").read_text(encoding="utf-8")
    assert inert.block(read.text, images="keep", forms=True) == read.text


def test_a_page_that_only_lists_others_is_no_article() -> None:
    links = "".join(f"<li><a href='page{number}.html'>How to mend the pump number {number} of the boat</a></li>" for number in range(30))
    body = f"<div role=main><h1>Contents</h1><ul>{links}</ul></div>"
    html = f"<!doctype html><title>Contents</title><script src='_static/doctools.js'></script><body>{body}"
    assert read_page(Page(URL, "text/html", html.encode())).verdict == "listing"
