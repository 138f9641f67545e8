"""Quotations, captions, cards and notes among or below the paragraphs of an article: what of them is its own."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from vault_inbox import Page, read_page
from vault_inbox.web.choosing import cards
from vault_inbox.web.choosing.runs import runs_of
from vault_inbox.web.dom import parse

CASES = tomllib.loads((Path(__file__).parent / "between_paragraphs.toml").read_text(encoding="utf-8"))["case"]
BARRELS = "The barrel of {} stands on bricks behind the shed, where the downpipe ends, and it fills within one storm in spring or autumn."
RIVER = "Whoever lives {} the river sees the water rise twice a year, and those who keep a boat there move it before the rain begins."
PARAGRAPHS = [*map(BARRELS.format, ("Ada", "Bo", "Cy", "Di")), *map(RIVER.format, ("below", "above"))]
MARK = """<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1" href="#footnote-1">1</a>"""
NOTE = """
<div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a>
<div class="footnote-content"><p>{}</p><p></p></div></div>
"""


def read(body: str) -> str:
    html = (
        "<!doctype html><html lang=en><head><title>Barrels - Oak Herald</title></head><body><header><a href=/>Oak Herald</a></header>"
        f"<main><article><h1>Barrels</h1>{body}</article></main></body></html>"
    )
    return read_page(Page("https://www.example.org/barrels", "text/html", html.encode())).text


def between(held: str) -> str:
    """What is read of something that stands behind the third paragraph."""
    paragraphs = [f"<p>{text}</p>" for text in PARAGRAPHS]
    text = read("".join((*paragraphs[:3], held, *paragraphs[3:])))
    before, behind = "\n\n".join((*PARAGRAPHS[:3], "")), "\n\n".join(("", *PARAGRAPHS[3:]))
    assert text.startswith(before)
    assert text.endswith(behind)
    return text[len(before) : -len(behind)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_stands_between_paragraphs(case: dict[str, str]) -> None:
    assert between(case["html"]) == case["read"]


def test_the_question_of_a_poll_is_the_sites() -> None:
    choices = "<form><label><input type=radio>Yes</label><label><input type=radio>No</label></form>"
    assert "barrel?" not in between(f"<figure class=poll><figcaption>Do you want a barrel?</figcaption>{choices}</figure>")


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        (
            "bluesky-embed",
            "Kay Lund (<a href=https://bsky.example/kay>@kay</a>) <a href=https://bsky.example/1>June 30, 2024 at 11:02 PM</a>",
        ),
        ("twitter-tweet", "Kay (@kay) <a href=https://x.example/1>June 30, 2024</a>"),
    ],
)
def test_a_post_says_whose_it_is_where_no_paragraph_is_long(kind: str, who: str) -> None:
    posts = (
        "My roof is on holiday in the next county.",
        "The cat has asked for a refund on the weather.",
        "My bin has moved to the coast.",
    )
    held = "".join(f"<h2>Number {i}</h2><blockquote class={kind}><p>{text}</p>— {who}</blockquote>" for i, text in enumerate(posts))
    text = read(f"<p class=date>June 30, 2024 at 11:30 PM</p><p>The best posts on the storm that you sent us.</p>{held}")
    assert text.count("> — Kay") == text.count("[June 30, 2024") == len(posts)
    assert "11:30" not in text


@pytest.mark.parametrize("beside", [2, 200])
def test_a_text_to_be_unfolded_stands_below_its_question(beside: int) -> None:
    """A box that holds more than a few lines was never closed, or is judged by its words."""
    root = parse(
        f"<article><p>{PARAGRAPHS[0]}</p><div class='kg-card kg-toggle-card'><div class=kg-toggle-heading><h4>How long is it?</h4></div>"
        f"<div class=kg-toggle-content><p>Four miles.</p>{'<i></i>' * beside}</div></div><p>{PARAGRAPHS[1]}</p></article>"
    )
    assert root is not None
    runs = runs_of(root)
    for run in runs:
        run.keep = run.text != "Four miles."
    cards.complete(runs, "https://www.example.org/barrels")
    assert [run.keep for run in runs] == [True, True, beside == 2, True]


SUBSTACK = """
<!DOCTYPE html><html lang="en"><head><title>Barrels - by Ada - Oak Letters</title><meta property="og:type" content="article">
<meta property="og:title" content="Barrels"><meta name="author" content="Ada"></head>
<body><div id="entry"><div id="main" class="main typography use-theme-bg"><div class="pencraft main-menu"><div class="topbar">
<h1 class="name"><a href="/">Oak Letters</a></h1><button>Subscribe</button></div></div><div>
<div aria-label="Post" role="main" class="single-post-container"><div class="container"><div class="single-post"><div class="pencraft">
<article class="typography newsletter-post post"><div role="region" aria-label="Post header" class="post-header">
<h1 dir="auto" class="post-title published">Barrels</h1><h3 dir="auto" class="subtitle">Where they stand</h3></div>
<div><div class="available-content"><div dir="auto" class="body markup">{}{}</div></div>
<div class="post-footer"><div class="post-ufi"><button>12</button><a>Share</a></div></div></div></article></div></div></div>
<div class="comments-section"><h4>Discussion about this post</h4><div class="comment"><a>Tom</a>
<p>I will miss the barrel a lot, my father built it.</p></div>{}</div></div></div></div></div></body></html>
"""


@pytest.mark.parametrize("said", ["See above.", "The shed is older than the barrel.", "Thanks to Tom."])
@pytest.mark.parametrize("place", [0, 1])
def test_a_note_is_the_articles_however_short_where_its_mark_is(said: str, place: int) -> None:
    """But not what readers have written below, to which a number leads as well."""
    first = PARAGRAPHS[0].replace("shed,", f"shed{MARK},")
    notes = [NOTE.format(said), ""]
    html = SUBSTACK.format("".join(f"<p>{text}</p>" for text in (first, *PARAGRAPHS[1:])), notes[place], notes[1 - place])
    text = read_page(Page("https://oak.substack.com/p/barrels", "text/html", html.encode())).text
    assert text.endswith(f"{PARAGRAPHS[-1]}\n\n[^1]: {said}" if place == 0 else PARAGRAPHS[-1])
