"""The Markdown of a page, rendered by another reader, has the structure that the page had: nothing merges, nests or ends elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement, fragment_fromstring
from markdown_it import MarkdownIt

from vault_inbox.web.writing.markdown import markdown_of

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
KEPT = ("ul", "ol", "li", "blockquote", "table", "tr", "pre", "h3", "h4", "h5")


@dataclass(frozen=True)
class Node:
    """A piece of a page: a tag with text or further pieces."""

    tag: str
    parts: tuple[Node | str, ...] = ()
    about: str = ""

    def html(self) -> str:
        inner = "".join(part if isinstance(part, str) else part.html() for part in self.parts)
        return f"<{self.tag}{self.about}>{inner}</{self.tag.split()[0]}>"


WORDS = st.text(st.sampled_from("abc 12.-+*_#>|`[]()!=~:$^"), min_size=1, max_size=8).map(
    lambda text: f"w{text.strip()}w".replace(">", "&gt;")
)
STARTS = st.sampled_from(["1. w", "- w", "# w", "&gt; w", "+ w", "=== w", "--- w", "``` w", "| w", "2) w", "w", "    w", "[ ] w", "~~~"])
INLINE = st.one_of(
    WORDS,
    STARTS,
    st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", st.sampled_from(["b", "em", "code", "del"]), WORDS),
    WORDS.map(lambda text: f"<a href='/x'>{text}</a>"),
)
LINE = st.lists(INLINE, min_size=1, max_size=3).map(" ".join)
CODE = st.lists(st.sampled_from(["x", "", "  y", "```", "> z", "- w", "\tt", "# h"]), min_size=1, max_size=5).map("\n".join)


def node(tag: str, **_: object) -> st.SearchStrategy[Node]:
    return LINE.map(lambda line: Node(tag, (line,)))


LEAF = st.one_of(
    node("p"),
    node("h3").filter(lambda heading: "|" not in heading.html()),  # `inert` reads pipes in headings as those of a table
    node("h4").filter(lambda heading: "|" not in heading.html()),
    CODE.filter(str.strip).map(lambda code: Node("pre", (Node("code", (code.replace(">", "&gt;"),), " class='language-python'"),))),
    st.tuples(st.integers(2, 3), st.lists(LINE, min_size=6, max_size=6)).map(
        lambda made: Node(
            "table", tuple(Node("tr", tuple(Node("td", (text,)) for text in made[1][i : i + made[0]])) for i in range(0, 6, made[0]))
        )
    ),
)


def boxes(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    blocks = st.lists(inner, min_size=1, max_size=3).map(tuple)
    items = st.lists(blocks.map(lambda parts: Node("li", parts)), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        blocks.map(lambda parts: Node("blockquote", parts)),
        items.map(lambda parts: Node("ul", parts)),
        st.tuples(items, st.integers(0, 12)).map(lambda made: Node("ol", made[0], f" start='{made[1]}'")),
        st.tuples(LINE, items).map(lambda made: Node("ul", (Node("li", (made[0], Node("ul", made[1]))),))),
    )


PAGES = st.lists(st.recursive(LEAF, boxes, max_leaves=6), min_size=1, max_size=4)


def outline(root: HtmlElement) -> Iterator[tuple[str, int, str]]:
    """(tag, how deep among the tags that are kept, what is said there: a code's text, a cell's words, where a list begins)."""
    for element in root.iter(*KEPT):
        depth = sum(1 for parent in element.iterancestors(*KEPT))
        said = ""
        if element.tag == "pre":
            code = next(element.iter("code"))
            # Inside a quote or an item four spaces stand for a tab.
            lines = [line.rstrip().replace("\t", "    ") for line in (code.text or "").strip("\n").split("\n")]
            said = "\n".join(lines).strip("\n") + f" {code.get('class')}"
        elif element.tag == "ol":
            said = element.get("start") or "1"
        elif element.tag == "tr":
            said = " | ".join("".join("".join(cell.itertext()).split()) for cell in element)
        elif element.tag.startswith("h"):
            said = "".join("".join(element.itertext()).split())
        yield element.tag, depth, said


MONEY = Node("table", tuple(Node("tr", (Node("td", ("w",)), Node("td", (cell,)))) for cell in ("w", "w", "w$1|$1w")))


@settings(deadline=None, max_examples=200)
@given(PAGES)
@example([MONEY])
def test_structure_comes_back(pages: list[Node]) -> None:
    html = "".join(page.html() for page in pages)
    text = markdown_of(html, "https://example.org/")
    was, comes = fragment_fromstring(html, create_parent="div"), fragment_fromstring(READER.render(text), create_parent="div")
    if not list(was.iter("h3")):
        for heading in list(was.iter("h4")):
            heading.tag = "h3"  # the highest heading of a page stands at level 3
    # A line drawn with characters is a rule.
    assume(all(set("".join(each.itertext())) - set("-*=~—_") for each in was.iter("p", "li", "h3", "h4")))
    assert list(outline(comes)) == list(outline(was)), text


@settings(deadline=None, max_examples=200)
@given(st.lists(LINE, min_size=1, max_size=3))
def test_words_and_breaks_come_back(lines: list[str]) -> None:
    html = "<p>" + "<br>".join(lines) + "</p>"
    rendered = READER.render(markdown_of(html, "https://example.org/"))
    was, comes = fragment_fromstring(html), fragment_fromstring(rendered, create_parent="div")
    assert "".join("".join(comes.itertext()).split()) == "".join("".join(was.itertext()).split())
    assert len(list(comes.iter("br"))) == len(lines) - 1
    assert [each.tag for each in comes] == ["p"]
