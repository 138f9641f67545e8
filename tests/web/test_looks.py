"""Pages with little text and no word that any list knows: what they are is told by their shape alone.

The words are of no language, so that no list of words can help.
"""

from __future__ import annotations

import pytest

from vault_inbox.model import Page
from vault_inbox.web.extract import read_page

URL = "https://site.example/a/tavo-rimel-osk-brenu"
MENU = "<nav><a href=/a>Lume</a> <a href=/b>Tare</a> <a href=/c>Noski</a> <a href=/d>Vamo</a></nav><script>go()</script>"
LINE = "Sulo marek tavi."
PROSE = "Ulmo servat kel nostig bravo tilen, sor mekka dunal vist arven prolit ske mandur telfo rasken, im volta sirreg haldo pren."
OTHER = "<h1>Vasko telme dorin</h1>"
CARD = "<div class=k><a href=/{0}><h3>Misko tavel {0} renna dolfi pask</h3></a></div>"


def verdict(body: str, head: str = "", url: str = URL, menu: str = MENU) -> str:
    html = f"<html><head><title>Vasko telme dorin</title>{head}</head><body>{menu}<main>{body}</main></body></html>"
    return read_page(Page(url, "text/html", html.encode())).verdict


NOTICES = {
    "a line": ("error page", f"{OTHER}<p>{LINE}</p>", ""),
    "a paragraph at the address of something else": ("error page", f"{OTHER}<p>{PROSE}</p>", ""),
    "a paragraph that no search is to find": ("error page", f"{OTHER}<p>{PROSE}</p>", "<meta name=robots content=noindex>"),
    "a password": ("login or paywall", f"{OTHER}<p>{LINE}</p><form><input type=password></form>", ""),
    "cards": ("listing", f"{OTHER}<p>{LINE}</p>" + "".join(map(CARD.format, range(6))), ""),
}


@pytest.mark.parametrize(("expected", "body", "head"), NOTICES.values(), ids=NOTICES)
def test_a_page_without_a_sign_of_an_article_is_none(expected: str, body: str, head: str) -> None:
    assert verdict(body, head) == expected


SIGNS = {
    "a day": (f"{OTHER}<p><time datetime=2024-05-03>3.5.2024</time></p><p>{LINE} {PROSE}</p>", ""),
    "an author": (f"{OTHER}<p>{PROSE}</p>", "<meta name=author content='Mara Toll'>"),
    "a mark of its template": (f"{OTHER}<p>{PROSE}</p>", "<meta property=og:type content=article>"),
    "data": (
        f"{OTHER}<p>{PROSE}</p>",
        '<script type=application/ld+json>{"@type": "BlogPosting", "headline": "Vasko telme dorin"}</script>',
    ),
    "an element": (f"<article>{OTHER}<p>{PROSE}</p></article>", ""),
    "more text": (f"{OTHER}" + f"<p>{PROSE}</p>" * 9, ""),
}


@pytest.mark.parametrize(("body", "head"), SIGNS.values(), ids=SIGNS)
def test_one_sign_makes_it_an_article(body: str, head: str) -> None:
    assert verdict(body, head) == "article"


def test_an_address_that_bears_the_title_is_a_sign() -> None:
    assert verdict(f"{OTHER}<p>{PROSE}</p>", url="https://site.example/vasko-telme-dorin") == "article"


def test_a_page_without_a_site_around_it_is_what_it_says() -> None:
    assert verdict(f"{OTHER}<p>{PROSE}</p>", menu="") == "article"


def test_what_stands_in_the_place_of_an_article_never_speaks_of_it() -> None:
    head = "<meta property=og:type content=article><title>Vasko telme dorin</title>"
    other = "In your region you cannot see what we print here; we are sorry, and hope that you will understand why we do so for now."
    same = f"{other} Telme, you said?"
    assert (verdict(f"{OTHER}<p>{other}</p>", head), verdict(f"{OTHER}<p>{same}</p>", head)) == ("error page", "article")


def test_an_article_in_data_stands_behind_a_page_that_looks_like_a_notice() -> None:
    data = f'<script type="application/json">{{"title": "Vasko telme dorin", "body": "{f"<p>{PROSE}</p>" * 6}"}}</script>'
    assert verdict(f"{OTHER}<p>{LINE}</p>{data}") == "article"
