"""Articles spread over several pages are joined; pages that show nothing are read in the version for telephones."""

from __future__ import annotations

import pytest

from vault_inbox.errors import FetchError
from vault_inbox.model import Page
from vault_inbox.web.leads import next_part, plain_version
from vault_inbox.web.library import Library

BASE = "https://harbour.example/2024/the-quay"
PROSE = "The new quay is two hundred metres long and stands on piles of oak, as the old one did for three centuries before the flood. "


def html(head: str, body: str, title: str = "The quay") -> bytes:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


NEXT = {
    "a number behind": (BASE, "/2024/the-quay/2", f"{BASE}/2"),
    "page in the path": (BASE, f"{BASE}/page/2/", f"{BASE}/page/2/"),
    "a query": (f"{BASE}?x=1", "?x=1&amp;page=2", f"{BASE}?x=1&page=2"),
    "from the second to the third": (f"{BASE}/2", f"{BASE}/3", f"{BASE}/3"),
    "before the ending": ("https://harbour.example/quay,1.html", "/quay,2.html", "https://harbour.example/quay,2.html"),
    "parameters like entities": (f"{BASE}?region=eu&copy=2", "?region=eu&copy=2&amp;page=2", f"{BASE}?region=eu&copy=2&page=2"),
    "the next article": (BASE, "/2024/the-crane", ""),
    "the next article by number": ("https://harbour.example/post/812", "/post/813", ""),
    "a part left out": (BASE, f"{BASE}/3", ""),
    "back": (f"{BASE}/2", BASE, ""),
    "another site": (BASE, "https://other.example/2024/the-quay/2", ""),
    "itself": (BASE, "#more", ""),
    "no address": (BASE, "http://[", ""),
}


@pytest.mark.parametrize(("url", "link", "found"), NEXT.values(), ids=NEXT.keys())
def test_the_next_part_of_an_article(url: str, link: str, found: str) -> None:
    for tag in (f'<link rel="next" href="{link}">', f"<a href='{link}' rel='nofollow next'>2</a>"):
        assert next_part(Page(url, "text/html", html(tag, PROSE))) == found


@pytest.mark.timeout(20)
def test_tags_that_never_end_cost_little() -> None:
    assert next_part(Page(BASE, "text/html", b"<html>rel=next<script>" + b"<a " * 2_000_000)) == ""


def test_what_has_no_markup_leads_nowhere() -> None:
    assert next_part(Page(BASE, "text/plain", b"rel=next href=/2024/the-quay/2")) == ""
    assert plain_version(Page(BASE, "text/html", html("<link rel=amphtml>", ""))) == ""


PAPER = {
    "declared": ("<link rel=alternate media=print href='/2024/the-quay/paper'>", "/2024/the-quay/paper"),
    "declared with others": ("<link rel=alternate media='screen, print' href='/2024/the-quay/paper'>", "/2024/the-quay/paper"),
    "a folder": ("<a href='/print/2024/the-quay'>Print</a>", "/print/2024/the-quay"),
    "behind": ("<a href='/2024/the-quay/print/'>Print</a>", "/2024/the-quay/print/"),
    "a query": ("<a href='?print=1'>Print</a>", "/2024/the-quay?print=1"),
    "a view": ("<a href='/2024/the-quay?x=2&amp;view=print'>Print</a>", "/2024/the-quay?x=2&view=print"),
    "AMP comes first": ("<a href='?print=1'>Print</a><link rel=amphtml href='?amp'>", "/2024/the-quay?amp"),
    "another article's": ("<a href='/print/2024/the-crane'>Print</a>", ""),
    "another site's": ("<a href='https://print.example/2024/the-quay/print'>Print</a>", ""),
    "an article on printing": ("<a href='/2024/the-quay/print-shop-opens'>Print shop opens</a>", ""),
    "a style sheet": ("<link rel=stylesheet media=print href='/2024/the-quay/print.css'>", ""),
}


@pytest.mark.parametrize(("link", "found"), PAPER.values(), ids=PAPER.keys())
def test_the_version_for_paper(link: str, found: str) -> None:
    assert plain_version(Page(BASE, "text/html", html(link, ""))) == (f"https://harbour.example{found}" if found else "")


def test_the_version_for_paper_stands_in_for_a_page_of_scripts() -> None:
    hollow = html("", f"<div id=root></div><a href={BASE}/print>Print</a><script src=/app.js></script>")
    article = Library(Site({BASE: hollow, f"{BASE}/print": part(1, 1)})).article(BASE)
    assert (article.verdict, article.url) == ("article", BASE)
    assert "Part 1, paragraph 0" in article.text


def part(number: int, parts: int, title: str = "The quay", day: str = "") -> bytes:
    link = f"<link rel=next href={BASE}/{number + 1}>" if number < parts else ""
    paragraphs = "".join(f"<p>Part {number}, paragraph {i}. {PROSE * 3}</p>" for i in range(4))
    link += f"<meta property=article:published_time content={day}>" if day else ""
    return html(link, f"<article><h1>{title}</h1>{paragraphs}</article>", title)


class Site:
    """A source of pages that remembers what it was asked for."""

    def __init__(self, pages: dict[str, bytes]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def __call__(self, url: str) -> Page:
        self.asked.append(url)
        if url not in self.pages:
            raise FetchError(url, "no such page")
        return Page(url, "text/html", self.pages[url])


def of_parts(parts: int) -> dict[str, bytes]:
    return {BASE: part(1, parts)} | {f"{BASE}/{i}": part(i, parts) for i in range(2, parts + 1)}


def test_the_parts_of_an_article_are_joined_in_their_order() -> None:
    site = Site(of_parts(3))
    text = Library(site).article(BASE).text
    assert site.asked == [BASE, f"{BASE}/2", f"{BASE}/3"]
    assert [text.count(f"Part {i}, paragraph 3") for i in (1, 2, 3)] == [1, 1, 1]
    assert text.index("Part 1, paragraph 3") < text.index("Part 2, paragraph 0") < text.index("Part 3, paragraph 0")


def test_each_part_keeps_its_own_footnotes() -> None:
    marked = {
        url: body.replace(
            b"</article>", b"<p>Said<a href='#fn1'>1</a>.</p><p id=fn1 class=footnote>Note of %b.</p></article>" % url[-1:].encode()
        )
        for url, body in of_parts(2).items()
    }
    text = Library(Site(marked)).article(BASE).text
    assert text.count("[^1]") == text.count("[^1-2]") == 2
    assert text.rstrip().endswith("[^1]: Note of y.\n\n[^1-2]: Note of 2.")


def test_an_article_of_many_parts_has_an_end() -> None:
    site = Site(of_parts(40))
    Library(site).article(BASE)
    assert len(site.asked) == 10


@pytest.mark.parametrize(
    "second",
    [None, part(2, 2, "Another story altogether"), part(2, 2, day="2024-05-10"), html("", "<h1>Page not found</h1>")],
    ids=["gone", "another article", "the same title a week later", "an error"],
)
def test_what_cannot_be_joined_leaves_the_first_part(second: bytes | None) -> None:
    text = Library(Site({BASE: part(1, 2, day="2024-05-03")} | ({f"{BASE}/2": second} if second else {}))).article(BASE).text
    assert "Part 1, paragraph 3" in text
    assert "Part 2" not in text


def test_the_version_for_telephones_stands_in_for_a_page_of_scripts() -> None:
    hollow = html(f"<link rel=amphtml href={BASE}/amp>", "<div id=root></div><script src=/app.js></script>")
    article = Library(Site({BASE: hollow, f"{BASE}/amp": part(1, 1)})).article(BASE)
    assert (article.verdict, article.url) == ("article", BASE)
    assert "Part 1, paragraph 0" in article.text
    assert Library(Site({BASE: hollow})).article(BASE).verdict == "script-only"
