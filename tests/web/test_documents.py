"""Pages of documentation and of code keep all their text: code with its language, notes, declarations; the theme's own words go."""

from __future__ import annotations

from datetime import date
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


def test_the_last_change_of_a_page_of_documentation_is_no_day_of_publication() -> None:
    text = "<p>The pump draws forty litres a minute from the bilge, and stops by itself when the float comes down again.</p>" * 3
    html = (
        "<html lang=en><head><title>Pumps</title><meta name=generator content='Docusaurus v3'></head><body><article><h1>Pumps</h1>"
        f"<div>Last updated on May 3, 2024</div><div class=theme-doc-markdown>{text}</div></article></body></html>"
    )
    read = read_page(Page(URL, "text/html", html.encode()))
    assert (read.verdict, read.published, read.modified) == ("article", None, date(2024, 5, 3))


def test_a_short_readme_is_all_that_its_page_says() -> None:
    around = "<div>bridge Public</div><ul><li>Notifications You must be signed in to change notification settings</li></ul><h2>About</h2>"
    readme = "<h1>bridge</h1><p>Builds bridges from text.</p><h2>Use</h2><p>Give it a text.</p>"
    html = (
        "<!doctype html><html lang=en><head><title>GitHub - tom/bridge: Builds bridges from text</title><meta property=og:site_name "
        f"content=GitHub></head><body><main>{around}<article class='markdown-body entry-content'>{readme}</article></main></body></html>"
    )
    read = read_page(Page("https://github.com/tom/bridge", "text/html", html.encode()))
    assert (read.verdict, read.text) == ("article", "Builds bridges from text.\n\n### Use\n\nGive it a text.")
