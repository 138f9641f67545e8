"""Pages that are no articles, and what the user is told about each: "Not fetched: …"."""

from __future__ import annotations

import pytest

from vault_inbox.model import Page
from vault_inbox.web.extract import read_page

URL = "https://www.gardenpress.example/2024/rain-barrels"
PROSE = "<p>A rain barrel under a downpipe fills within one good storm, and the water it holds is soft, warm and free of lime.</p>"
LINKS = "".join(f"<div><h3><a href=/a{i}>Story number {i}: how the garden grew this summer</a></h3></div>" for i in range(30))


def html(body: str, head: str = "", title: str = "Rain barrels") -> bytes:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


RESPONSES = {
    "not found": (Page(URL, "text/html", html(PROSE), status=404), "error page", "the page answers 404 (not found)"),
    "gone": (Page(URL, "text/html", html(PROSE), status=410), "error page", "the page answers 410 (gone)"),
    "unknown status": (Page(URL, "text/html", html(PROSE), status=599), "error page", "the page answers 599"),
    "feed": (
        Page(URL, "text/html", b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>'),
        "feed",
        "it is a feed, not a page",
    ),
    "pdf called html": (Page(URL, "text/html", b"%PDF-1.7\n..."), "not text", "it is a PDF file, not a page"),
    "image": (Page(URL, "image/png", b"\x89PNG\r\n\x1a\n\x00\x00"), "not text", "it is an image, not a page"),
    "data": (Page(URL, "application/json", b'{"a": 1}'), "not text", "it is data for programs, not a page"),
    "too large": (Page(URL, "text/html", b"<html>" + b" " * 20_000_001), "too large", "the page is larger than 20 MB"),
    "empty": (Page(URL, "text/html", b" \n"), "empty", "the page is empty"),
    "blank": (Page(URL, "text/html", html("<div></div>")), "empty", "no text was found on the page"),
}


@pytest.mark.parametrize(("page", "verdict", "reason"), RESPONSES.values(), ids=RESPONSES.keys())
def test_by_the_answer(page: Page, verdict: str, reason: str) -> None:
    read = read_page(page)
    assert (read.verdict, read.reason, read.text, read.url) == (verdict, reason, "", URL)


WORDS = {
    "soft 404": (
        html("<h1>Page not found</h1><p>Sorry, the page you are looking for does not exist.</p>", title="404 | Garden"),
        "error page",
    ),
    "German soft 404": (html("<main><h1>Seite nicht gefunden</h1><p>Zur Startseite.</p></main>", title="Garten"), "error page"),
    "robot check": (html("<p>Checking your browser before you go on.</p>", title="Just a moment..."), "error page"),
    "consent": (
        html(
            "<h1>We value your privacy</h1><p>We and our partners store cookies on your device. Change your consent at any time.</p>"
            "<p>Read our privacy policy about cookies and consent.</p><button>Accept all</button>",
            title="Before you continue",
        ),
        "consent wall",
    ),
    "login": (
        html("<form><h1>Sign in</h1><label>Password</label><input type=password></form>", title="Sign in - Garden"),
        "login or paywall",
    ),
    "script-only": (
        html("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div><script>x()</script>"),
        "script-only",
    ),
    "hollow": (html("<div id=__next></div><script src=/app.js></script>"), "script-only"),
    "listing": (html(f"<main>{LINKS}</main>"), "listing"),
}


@pytest.mark.parametrize(("body", "verdict"), WORDS.values(), ids=WORDS.keys())
def test_by_its_words(body: bytes, verdict: str) -> None:
    read = read_page(Page(URL, "text/html", body))
    assert read.verdict == verdict
    assert read.reason
    assert read.reason[0].islower()
    assert not read.reason.endswith(".")
    assert read.text == ""


@pytest.mark.parametrize(
    "wall",
    [
        "<div class=paywall><p>Subscribe to continue reading. Already a subscriber? Log in.</p></div>",
        "<div class=box><p>Jetzt weiterlesen mit G+</p></div>",
        '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>',
    ],
)
def test_what_stands_before_a_wall_is_kept(wall: str) -> None:
    read = read_page(Page(URL, "text/html", html(f"<article><h1>Rain barrels</h1>{PROSE}{wall}</article>")))
    assert (read.verdict, read.partial) == ("login or paywall", True)
    assert read.reason == "the page asks for a subscription"
    assert "fills within one good storm" in read.text


def test_a_whole_article_that_calls_itself_locked_is_an_article() -> None:
    flag = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
    many = "".join(
        f"<p>{i}. The barrel of garden number {i} was filled by the storm of the night before, and its owner was glad of it.</p>"
        for i in range(30)
    )
    read = read_page(Page(URL, "text/html", html(f"<article><h1>Rain barrels</h1>{many}</article>", flag)))
    assert (read.verdict, read.partial) == ("article", False)


@pytest.mark.parametrize(
    "words",
    [
        "<p>Error 404 means that a server has found no page; this is how to serve a kind one, with a search box and a way home.</p>",
        "<p>Cookies: mix flour, butter and sugar. Bake the cookies for twelve minutes, let the cookies rest, and eat the cookies warm.</p>",
        "<p>To enable JavaScript in the old browser, open the settings, then the second tab, and tick the third box from the top.</p>",
    ],
)
def test_articles_about_such_things_are_articles(words: str) -> None:
    read = read_page(Page(URL, "text/html", html(f"<article><h1>Rain barrels</h1>{PROSE}{words}{PROSE.replace('one', 'a')}</article>")))
    assert read.verdict == "article"


def test_links_in_an_article_make_no_listing() -> None:
    items = "".join(f"<li><a href=/t{i}>A tool that we recommend, number {i}</a></li>" for i in range(12))
    prose = "".join(f"<p>{i}. {PROSE[3:]}{PROSE}" for i in range(4))
    assert read_page(Page(URL, "text/html", html(f"<article>{prose}<h2>Tools</h2><ul>{items}</ul></article>"))).verdict == "article"
