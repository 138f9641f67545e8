"""Walls in words that nobody has listed: a box with a heading, a price and a way in, below the beginning of an article."""

from __future__ import annotations

import pytest

from vault_inbox.model import Article, Page
from vault_inbox.web.extract import read_page

LEAD = "Ulmo servat kel nostig bravo tilen, sor mekka dunal."
PROSE = "Ulmo servat kel nostig bravo tilen, sor mekka dunal vist arven prolit ske mandur telfo rasken, im volta sirreg haldo pren."


def read(body: str, kind: str = "article") -> Article:
    head = f"<meta property=og:type content={kind}><title>Vasko telme dorin</title>"
    html = f"<html><head><meta charset=utf-8>{head}</head><body><h1>Vasko telme dorin</h1>{body}<script>go()</script></body></html>"
    return read_page(Page("https://site.example/tavo", "text/html", html.encode()))


WALLS = {
    "a way to an account": "<div class=x><h2>Tavik mo renna</h2><p>Sorri kem 79 Kč talme.</p><a href=/prihlaseni>Misko</a></div>",
    "a way to a subscription": "<section><h3>Tavik mo renna</h3><ul><li>Sorri kem 3 € talme</li></ul><a href=/abo?x>Misko</a></section>",
    "a box that calls itself a wall": "<div class=Gate_box><p>Sorri kem $9 talme.</p><button>Misko</button></div>",
}


@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS)
def test_an_offer_below_a_beginning_is_a_wall(wall: str) -> None:
    article = read(f"<div><p>{LEAD}</p>{wall}</div>")
    assert (article.verdict, article.partial, article.text.strip()) == ("login or paywall", True, LEAD)


OFFERS = {
    "a whole article above": f"<p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p>{WALLS['a way to an account']}",
    "a price in the article": f"<div><p>{LEAD} Sorri kem 79 Kč talme.</p></div><p>Dolfi: <a href=/login>misko</a></p>",
    "tickets": f"<p>{LEAD}</p><div><h2>Tavik</h2><p>Sorri 12 €</p><a href=/tickets/7>Misko</a> <button>Dolfi</button></div>",
    "the article's own box": f"<div class=c><h2>Vasko telme dorin</h2><p>{LEAD} 12 €.</p><p><a href=/login>Misko</a></p></div>",
}


@pytest.mark.parametrize("body", OFFERS.values(), ids=OFFERS)
def test_what_is_no_wall_is_kept_whole(body: str) -> None:
    article = read(f"<div>{body}</div>")
    assert article.verdict == "article"
    assert LEAD in article.text or PROSE in article.text


def test_only_a_page_that_calls_itself_an_article_can_be_walled_so() -> None:
    assert read(f"<p>{PROSE}</p>{WALLS['a way to an account']}", kind="website").verdict == "article"
