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
    "a paragraph under another heading, at the address of something else": ("error page", f"<h1>Ponto</h1><p>{PROSE}</p>", ""),
    "a paragraph that no search is to find": ("error page", f"{OTHER}<p>{PROSE}</p>", "<meta name=robots content=noindex>"),
    "a password": ("login or paywall", f"{OTHER}<p>{LINE}</p><form><input type=password></form>", ""),
    "cards": ("listing", f"{OTHER}<p>{LINE}</p>" + "".join(map(CARD.format, range(6))), ""),
}


@pytest.mark.parametrize(("expected", "body", "head"), NOTICES.values(), ids=NOTICES)
def test_a_page_without_a_sign_of_an_article_is_none(expected: str, body: str, head: str) -> None:
    assert verdict(body, head) == expected


STRANGE = "<meta property=og:type content=article><meta property=article:published_time content=2024-05-03>"
SPOKEN = (
    "<h1>Ponto</h1><p>Ulmo servat kel nostig bravo tilen, we are sorry that you find mekka dunal vist arven prolit ske mandur telfo.</p>"
)


def in_english(body: str, head: str = STRANGE, title: str = "Vasko telme dorin") -> str:
    html = f"<html lang=en><head><title>{title}</title>{head}</head><body>{MENU}<main>{body}</main></body></html>"
    return read_page(Page("https://site.example/a/7", "text/html", html.encode())).verdict


def test_what_speaks_to_its_reader_under_another_heading_is_a_notice_whatever_the_data_tell() -> None:
    assert in_english(SPOKEN) == "error page"
    assert in_english(f"<div role=dialog><h2>Ponto</h2><p>{PROSE}</p></div>") == "error page"


TOLD = {
    "under its own title": (SPOKEN.replace("Ponto", "Vasko telme dorin"), "Vasko telme dorin"),
    "of what the title says": (SPOKEN, "Mekka dunal vist"),
    "with a paragraph that speaks to nobody": (f"{SPOKEN}<p>{PROSE}</p>", "Vasko telme dorin"),
    "without a heading": (SPOKEN.partition("</h1>")[2], "Vasko telme dorin"),
}


@pytest.mark.parametrize(("body", "title"), TOLD.values(), ids=TOLD)
def test_an_article_speaks_to_its_reader_too(body: str, title: str) -> None:
    assert in_english(body, title=title) == "article"


MARKS = {
    "a front page elsewhere": ("<link rel=canonical href=/>", URL, "Ponto"),
    "a page called like its site": ("<meta property=og:site_name content=Ponto>", URL, "Ponto"),
    "a page called like its host": ("", "https://site.example/", "site.example"),
}


@pytest.mark.parametrize(("head", "url", "title"), MARKS.values(), ids=MARKS)
def test_a_page_that_says_it_is_another_is_no_article(head: str, url: str, title: str) -> None:
    body = f"<body>{MENU}<h2>Sulo</h2><p>{PROSE}</p></body>"
    address = url.replace("tavo-rimel-osk-brenu", "7")
    for within, expected in ((f"<title>{title}</title>{head}", "error page"), ("<title>Lomka</title>", "article")):
        assert read_page(Page(address, "text/html", f"<html><head>{within}</head>{body}</html>".encode())).verdict == expected


@pytest.mark.parametrize("url", [URL, "", "file:///a.html", "http://"])
def test_an_address_that_cannot_be_read_says_nothing(url: str) -> None:
    body = f"<body>{MENU}<p>{PROSE} {PROSE}</p><h2>Sulo</h2><p>{PROSE}</p></body>"
    html = f"<html><head><link rel=canonical href='http://[tavo'></head>{body}</html>"
    article = read_page(Page(url.replace("tavo-rimel-osk-brenu", "7"), "text/html", html.encode()))
    assert (article.verdict, PROSE in article.text) == ("article", True)


def test_an_address_in_plain_letters_is_found_in_a_text_with_others() -> None:
    text = (
        "<p>Rośnie żółty łan přes údolí, über größte höhen, sor mekka dunal vist arven prolit ske mandur telfo rasken, im volta sirreg.</p>"
    )
    html = f"<html><head><meta charset=utf-8><title>Lomka</title></head><body>{MENU}<h1>Sulo marek</h1>{text}</body></html>"
    for slug, expected in (("rosnie-zolty-lan", "article"), ("groesste-hoehen-ueber", "article"), ("tavel-risko-pento", "error page")):
        assert read_page(Page(f"https://site.example/{slug}", "text/html", html.encode())).verdict == expected


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


SHORT = {  # with nothing that marks an article
    "a poem": (
        "Winter at the quay",
        "/index.php?id=9",
        "<p>The gulls have gone inland.<br>The ice has not.<br>I count the lamps<br>and get to nine.</p>",
    ),
    "a club's notice": (
        "Tischtennis im März",
        "/node/45",
        "<p>Im März spielen wir wieder mittwochs um acht in der kleinen Halle. Schläger liegen bereit, bring bitte Hallenschuhe mit.</p>",
    ),
    "a tiny post": (
        "Neve",
        "/post.asp?ID=5",
        "<p>Stanotte ha nevicato fino al mare. Mio padre dice che non succedeva da quarant'anni, e lui c'era anche allora.</p>",
    ),
    "a tip": (
        "Copy a folder",
        "/p/123",
        "<p>When you copy a folder with many small files, pack it first: our old disk took an hour before and four minutes since.</p>",
    ),
    "in Japanese": (
        "港の猫",
        "/archives/31",
        "<p>港の猫は今朝も漁師を待っていた。三十年前から、どの猫も同じ場所で同じ顔をして待っている。</p>",
    ),
    "in Russian": (
        "Поездка в горы",
        "/poezdka-v-gory-letom",
        "<p>Летом мы поднялись к озеру, где раньше стояла метеостанция. От неё остались две ступеньки и флюгер.</p>",
    ),
}


@pytest.mark.parametrize(("title", "path", "text"), SHORT.values(), ids=SHORT)
def test_a_short_text_under_its_title_is_an_article(title: str, path: str, text: str) -> None:
    html = f"<html><head><meta charset=utf-8><title>{title} - Lume</title></head><body>{MENU}<h1>{title}</h1>{text}</body></html>"
    assert read_page(Page(f"https://site.example{path}", "text/html", html.encode())).verdict == "article"


def test_an_article_in_data_stands_behind_a_page_that_looks_like_a_notice() -> None:
    data = f'<script type="application/json">{{"title": "Vasko telme dorin", "body": "{f"<p>{PROSE}</p>" * 6}"}}</script>'
    assert verdict(f"{OTHER}<p>{LINE}</p>{data}") == "article"
