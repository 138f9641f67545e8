"""Over two hundred pages that are no articles, in twenty languages: what each is called; and articles that look like such pages.

The pages are in `bad_pages` and `good_pages`. The rules were mended on all of them.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from vault_inbox.model import Page
from vault_inbox.web.extract import read_page


def entries(*names: str) -> list[dict[str, Any]]:
    texts = [(Path(__file__).parent / name).read_text(encoding="utf-8") for name in names]
    return [entry for text in texts for entry in tomllib.loads(text)["page"]]


PAGES = entries("bad_pages/pages.toml", "bad_pages/others.toml", "bad_pages/whole.toml", "bad_pages/shapes.toml")
ARTICLES = entries("good_pages/pages.toml", "good_pages/whole.toml", "good_pages/shapes.toml")
CHROME = tomllib.loads((Path(__file__).parent / "chrome.toml").read_text(encoding="utf-8"))
PROSE = (
    "<p>The new quay is two hundred metres long and stands on piles of oak, as the old one did for three centuries before the flood.</p>"
    "<p>It took nine winters to build, because the ground is soft and work must rest whenever the herring come into the bay.</p>"
)
TEASERS = "".join(
    f'<li><h2><a href="/2024/05/story-{i}">Boat number {i} comes home</a></h2><p>The crew of boat {i} was out for a week.</p></li>'
    for i in range(12)
)
CARDS = "".join(
    f'<div class=card><a href="/s/{i}"><img src="/{i}.jpg"><h3>Boat number {i} comes home after a week</h3></a><span>May {i}</span></div>'
    for i in range(1, 20)
)
ITEMS = "".join(f'<li><a href="/2024/{i}">What the harbour said in week {i} of the year</a></li>' for i in range(40))
LINKS = "".join(f'<a href="/{name}">{name}</a> ' for name in ("News", "Tides", "Weather", "Boats"))


def page_of(entry: dict[str, Any]) -> Page:
    url = entry.get("url", "https://harbour.example/2024/05/new-quay")
    if "bytes" in entry:
        return Page(url, entry["type"], entry["bytes"].encode())
    body = entry["body"]
    for name, text in {"prose": PROSE, "teasers": TEASERS, "cards": CARDS, "items": ITEMS, "links": LINKS, **CHROME}.items():
        body = body.replace(f"{{{name}}}", text)
    lang = f" lang={entry['lang']}" if "lang" in entry else ""
    html = f"<!doctype html><html{lang}><head><meta charset=utf-8><title>{entry['title']}</title></head><body>{body}</body></html>"
    return Page(url, "text/html; charset=utf-8", html.encode())


def test_there_are_two_hundred() -> None:
    assert len(PAGES) >= 200
    assert len(ARTICLES) >= 60
    assert len({entry["verdict"] for entry in PAGES}) == 8  # the others, by status and by size, need no words


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry["name"])
def test_each_is_known_for_what_it_is(entry: dict[str, Any]) -> None:
    read = read_page(page_of(entry))
    assert (read.verdict, read.partial) == (entry["verdict"], entry.get("partial", False))
    assert read.reason
    assert bool(read.text) == read.partial


@pytest.mark.parametrize("entry", ARTICLES, ids=lambda entry: entry["name"])
def test_an_article_is_not_taken_for_what_it_speaks_of(entry: dict[str, Any]) -> None:
    read = read_page(page_of(entry))
    assert (read.verdict, read.partial) == ("article", False)
    assert entry["says"] in read.text
