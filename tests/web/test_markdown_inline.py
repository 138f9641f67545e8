"""The words, links, pictures and code of a paragraph, a heading or a cell, rendered by another reader, are those that the page had."""

from __future__ import annotations

import os
from html import escape
from unicodedata import normalize

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement, fragment_fromstring
from markdown_it import MarkdownIt

from vault_inbox.web.writing.markdown import markdown_of

BASE = "https://example.org/"
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
EXAMPLES = int(os.environ.get("FUZZ", "150"))

WORDS = st.text(st.sampled_from("ab 1.-+*_#>|`[]()!=~:\\<&é中"), min_size=1, max_size=6).map(lambda text: escape(f"w{text}w"))
BARE = st.sampled_from(["w", " ", "(", ")", ".", "“w”", "! ", "*", "_", "中文", "`", "\\", "1. ", "- ", "# ", "|", "]", "["])
CODE = st.text(st.sampled_from("ab `|*_[]\\$<"), min_size=1, max_size=6).map(lambda text: f"<code>w{escape(text)}</code>")
IMAGE = st.sampled_from(["<img src='/p.png' alt='w'>", "<img src='/q (1).png' alt='a]b'>", "<img src='/r.png'>"])
LEAF = st.one_of(WORDS, BARE.map(escape), CODE, IMAGE, st.just("<br>"))
TAGS = ["b", "em", "del", "a href='/x'", "a href='/y?a=1&amp;b=(2)'", "span", "sup", "u"]


def wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>", st.sampled_from(TAGS), st.lists(inner, max_size=3))


INLINE = st.lists(st.recursive(LEAF, wrap, max_leaves=5), min_size=1, max_size=4).map("".join)


def words(element: HtmlElement) -> str:
    """The words below an element; raised figures are characters of their own."""
    return "".join(normalize("NFKC", "".join(element.itertext())).replace("−", "-").split())


def images(element: HtmlElement) -> list[str]:
    return [image.get("src", "").replace(BASE.rstrip("/"), "").replace("%20", " ") for image in element.iter("img")]


def codes(element: HtmlElement) -> str:
    """What all code says; neighbours are written as one."""
    return "".join("".join("".join(code.itertext()).split()) for code in element.iter("code"))


def links(element: HtmlElement) -> list[tuple[str, str]]:
    """(words, address) of each link that says something and stands in no other; those of one address that follow each other are one."""
    found: list[tuple[str, str]] = []
    for anchor in element.iter("a"):
        if words(anchor) and next(anchor.iterancestors("a"), None) is None:
            found.append((words(anchor), anchor.get("href", "").replace(BASE.rstrip("/"), "")))
    return found


def check(was: HtmlElement, comes: HtmlElement) -> None:
    assert words(comes) == words(was)
    assert images(comes) == images(was)
    assert codes(comes) == codes(was)
    assert links(comes) == links(was)


def parsed(html: str) -> HtmlElement:
    return fragment_fromstring(html, create_parent="div")


@settings(deadline=None, max_examples=EXAMPLES)
@given(INLINE)
@example("w<b>w(</b>w<a href='/x'><b>w</b> w</a>")
def test_a_paragraph_comes_back(inline: str) -> None:
    html = f"<p>{inline}</p>"
    assume(set(words(parsed(html))) - set("-*=~—_"))  # a line drawn with characters is a rule
    text = markdown_of(html, BASE)
    comes = parsed(READER.render(text))
    assert {each.tag for each in comes} <= {"p"}, text
    check(parsed(html), comes)


@settings(deadline=None, max_examples=EXAMPLES)
@given(st.lists(INLINE, min_size=4, max_size=4))
def test_cells_come_back(cells: list[str]) -> None:
    cells = [f"w{cell}".replace("<br>", " ").replace("\\", "") for cell in cells]  # a table knows no `\\|` in code
    html = "<table><tr><th>{}</th><th>{}</th></tr><tr><td>{}</td><td>{}</td></tr></table>".format(*cells)
    comes = parsed(READER.render(markdown_of(html, BASE)))
    made = list(comes.iter("th", "td"))
    assert len(made) == 4
    for was, cell in zip(parsed(html).iter("th", "td"), made, strict=True):
        check(was, cell)


@settings(deadline=None, max_examples=EXAMPLES)
@given(INLINE.filter(lambda inline: "|" not in inline))
def test_a_heading_comes_back(inline: str) -> None:
    html = f"<h2>w{inline}</h2>".replace("<br>", " ")
    comes = parsed(READER.render(markdown_of(html, BASE)))
    assert [each.tag for each in comes if each.tag != "p"] == ["h3"]
    assert words(comes) == words(parsed(html))
    assert links(comes) == links(parsed(html))
