"""A piece of a page -> Markdown that is inert in Obsidian: headings at level 3 and below, lists, code, tables, quotes, links, images."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from ...notes import inert
from ..dom import BLOCKS, HEADINGS, UNSEEN, base_of, contents, holds_blocks, is_hidden, parse, tag_of, words_of
from . import buttons, lists, tables
from .callouts import kind_of, title_of
from .captions import once
from .code import code_text, is_code, is_numbering, language_of
from .footnotes import footnotes_of
from .formulas import is_copy, typesets_text
from .highlighters import set_plain
from .images import doubles_of
from .inline import DEEPEST, Inline
from .paragraphs import is_typed_rule, paragraphs
from .players import frame_films, player_link

_CLOSING = re.compile(r"(?:(?<=\s)|^)(?=#+$)")  # marks behind a heading are none of its words
_STRESS = ("b", "strong", "em", "i", "u", "font")
TOP = 3  # the level of the highest foreign heading: below the note's own


def markdown_of(html: str, base_url: str = "") -> str:
    """An HTML fragment (a feed entry, an e-mail, a quotation) as inert Markdown; relative links are read from `base_url`.

    What is hidden from readers is left out. Markup that cannot be read gives its bare text.
    """
    root = parse(html)
    if root is None:
        return ""
    for element in list(root.iter()):
        if is_hidden(element):
            _drop(element)
    return write(root, base_of(root, base_url))


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def write(root: HtmlElement, base: str, *, plain: bool = False) -> str:
    """The Markdown of an element and all below it; relative links are read from `base`.

    `plain` says that its code, films and headings have been set in plain elements already.
    """
    if not plain:
        set_plain(root)
        frame_films(root)
        buttons.set_free(root)
    text, formed = _written(root, base)
    return inert.block(text, top=TOP, images="keep", forms=formed)


def _written(root: HtmlElement, base: str) -> tuple[str, bool]:
    """The Markdown before it is checked as a whole, and whether it holds live forms."""
    footnotes, typesets = footnotes_of(root, base), typesets_text(root)
    for live in (False, True):
        writer = _Writer(
            base, _levels(root), Inline(base, set(), footnotes, set(footnotes.hidden) | doubles_of(root, base), typesets, live)
        )
        blocks = [*lists.unruled(writer.blocks(root)), *writer.notes()]
        if not writer.inline.formed:
            break
    return "\n\n".join(once(blocks)), writer.inline.formed


def _levels(root: HtmlElement) -> dict[str, int]:
    """Heading tags in use -> their level in the note: the highest is 3, the order is kept, gaps are closed."""
    used = sorted({tag_of(heading) for heading in root.iter(*HEADINGS) if words_of(heading)})
    return {tag: min(TOP + i, 6) for i, tag in enumerate(used)}


@dataclass(slots=True)
class _Writer:
    base: str
    levels: dict[str, int]
    inline: Inline
    href: str = ""
    depth: int = 0

    def notes(self) -> list[str]:
        """The footnotes that the text leads to, a line each."""
        made = {label: " ".join(self._flat(note)) for label, note in self.inline.footnotes.notes.items()}
        return [f"[^{label}]: {_unmarked(' '.join(text.split()), label)}" for label, text in made.items() if text]

    def blocks(self, element: HtmlElement) -> list[str]:
        """The blocks of Markdown that an element holds, in order."""
        return self._of(contents(element))

    def _of(self, nodes: Iterable[str | HtmlElement]) -> list[str]:
        made: list[str] = []
        run: list[str | HtmlElement] = []
        for node in nodes:
            if isinstance(node, str) or not (tag_of(node) in BLOCKS or holds_blocks(node)):
                run.append(node)
                continue
            made += self._paragraphs(run)
            run = []
            made += self._block(node)
        return lists.apart(made + self._paragraphs(run))

    def _paragraphs(self, run: list[str | HtmlElement]) -> list[str]:
        """What a run of inline nodes says, a paragraph each."""
        if all(isinstance(node, str) and node.isspace() for node in run):
            return []
        made = (lists.RULE if is_typed_rule(part) else self.inline.line(part, href=self.href) for part in paragraphs(run))
        return [text for text in made if text]

    def _block(self, element: HtmlElement) -> list[str]:
        if self.depth >= DEEPEST:
            return [text for text in (inert.line(" ".join(element.itertext())),) if text]
        self.depth += 1
        try:
            return self._shallow(element)
        finally:
            self.depth -= 1

    def _shallow(self, element: HtmlElement) -> list[str]:
        tag = tag_of(element)
        if tag == "noscript":
            return self._paragraphs([element])  # its pictures count; its words are for those whose browser runs no scripts
        if tag in UNSEEN or element in self.inline.hidden or is_copy(element):
            return []
        if kind := kind_of(element):
            return self.callout(element, kind)
        if is_code(element):
            return self.code(element)
        writer = _WRITERS.get(tag)
        if writer is not None:
            return writer(self, element)
        if tag == "a" and not self.href and element.get("href"):
            return self._linked(element)
        return self.blocks(element)

    def _linked(self, element: HtmlElement) -> list[str]:
        """A link around blocks: its first line of words becomes the link."""
        self.href = element.get("href") or ""
        try:
            return self.blocks(element)
        finally:
            self.href = ""

    def heading(self, element: HtmlElement) -> list[str]:
        nodes = [element] if element.tag not in HEADINGS else _unstressed(element)
        words, images = self.inline.heading(nodes, href=self.href)
        level, words = self.levels.get(tag_of(element), 6), _CLOSING.sub(r"\\", words)
        return ([f"{'#' * level} {words}"] if words else []) + images

    def code(self, element: HtmlElement) -> list[str]:
        if is_numbering(element):
            return []
        code = code_text(element)
        return [inert.code_fence(code, language_of(element))] if code.strip() else []

    def quote(self, element: HtmlElement) -> list[str]:
        inner = lists.unruled(self.blocks(element))
        return [_quoted("\n\n".join(inner))] if inner else []

    def callout(self, element: HtmlElement, kind: str) -> list[str]:
        """A box that is a note, a tip, a warning: its kind and title, then what it holds."""
        self.inline.formed = True
        title = title_of(element)
        words = kind.capitalize()
        if title is not None:
            said = self.inline.line(contents(title), breaks=" ")
            words = said if said.lower() != kind else words
            self.inline.hidden.add(title)
        inner = "\n\n".join(lists.unruled(self.blocks(element)))
        return [_quoted(f"[!{kind}] {words}".rstrip() + f"\n{inner}")] if inner else []

    def listing(self, element: HtmlElement) -> list[str]:
        if lists.is_indented(element):
            return self.blocks(element)
        made: list[str] = []
        items: list[list[str]] = []
        numbers: list[int] = []
        number = lists.integer(element.get("start"), 1)
        listed = next(element.iter("li"), None) is not None
        for child in lists.parts(element):
            if isinstance(child, list):  # text between the items
                made += self._items(element, items, numbers) + self._paragraphs(child)
                items, numbers = [], []
                continue
            tag = tag_of(child)
            if items and (tag in ("ul", "ol") or (listed and lists.is_beside(child))):
                items[-1] += self._of([child])
                continue
            if listed and lists.is_between(child, first=not items):
                made += self._items(element, items, numbers) + self._of([child])
                items, numbers = [], []
                continue
            inner = self._item(child) if tag and child not in self.inline.hidden else []
            if tag == "li":
                number = lists.integer(child.get("value"), number)
            if inner:
                items.append(inner)
                numbers.append(number)
            number += tag == "li"
        return lists.apart(made + self._items(element, items, numbers))

    def _items(self, element: HtmlElement, items: list[list[str]], numbers: list[int]) -> list[str]:
        return [lists.written(items, numbers if element.tag == "ol" else None)] if items else []

    def _item(self, element: HtmlElement) -> list[str]:
        inner = lists.unruled(self.blocks(element) if element.tag in ("li", "div", "menu", "dir") else self._of([element]))
        return [lists.box_of(element) + inner[0], *inner[1:]] if inner else []

    def definitions(self, element: HtmlElement) -> list[str]:
        return self._of(node for node in contents(element) if not (isinstance(node, str) and lists.is_separator(node)))

    def table(self, element: HtmlElement) -> list[str]:
        if tables.is_layout(element):
            return self.blocks(element)
        caption = [block for child in element.iterchildren("caption") for block in self.blocks(child)]
        title, rows = tables.titled(tables.grid(element, self._cell), element)
        return caption + ([title] if title else []) + ([tables.written(rows)] if rows else [])

    def _cell(self, cell: HtmlElement) -> str:
        return " ".join(" ".join(block for block in self._flat(cell)).split())

    def _flat(self, cell: HtmlElement) -> list[str]:
        made: list[str] = []
        run: list[str | HtmlElement] = []
        for node in contents(cell):
            if isinstance(node, str) or not (tag_of(node) in BLOCKS or holds_blocks(node)):
                run.append(node)
                continue
            made.append(self.inline.line(run, breaks=" "))
            run = []
            made += self._flat_block(node)
        made.append(self.inline.line(run, breaks=" "))
        return [text for text in made if text]

    def _flat_block(self, block: HtmlElement) -> list[str]:
        tag = tag_of(block)
        if tag in UNSEEN or (block in self.inline.hidden and block not in self.inline.footnotes.notes.values()):
            return []
        if tag == "pre":
            return [inert.code_span(code_text(block))]
        if tag in _WRITERS and _WRITERS[tag] is _Writer.player:
            return self.player(block)
        return self._flat(block)

    def summary(self, element: HtmlElement) -> list[str]:
        """The line that names what follows it, a definition or what is folded: in bold."""
        if holds_blocks(element):
            return self.blocks(element)
        text = self.inline.line(contents(element), breaks=" ")
        return [text if "*" in text or text.startswith("![") else f"**{text}**"] if text else []

    def rule(self, element: HtmlElement) -> list[str]:
        return [lists.RULE]

    def player(self, element: HtmlElement) -> list[str]:
        made = player_link(element, self.base)
        return [made] if made else []


def _unstressed(heading: HtmlElement) -> Iterator[str | HtmlElement]:
    """What a heading holds, without emphasis around all of it: a heading is stressed by itself."""
    inner = heading
    while True:
        nodes = [node for node in contents(inner) if not isinstance(node, str) or node.strip()]
        if len(nodes) != 1 or isinstance(nodes[0], str) or tag_of(nodes[0]) not in _STRESS:
            return contents(inner)
        inner = nodes[0]


def _unmarked(note: str, label: str) -> str:
    """A note without its own mark in front: "1. See there." of `[^1]`."""
    return re.sub(rf"^(?:\\?\[{label}\\?\]|{label}\\?[.):])\s+(?=\S)", "", note)


def _quoted(text: str) -> str:
    return "\n".join(">" if line == "> " else line for line in lists.within("> ", text))


_WRITERS: dict[str, Callable[[_Writer, HtmlElement], list[str]]] = {
    **dict.fromkeys(HEADINGS, _Writer.heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _Writer.listing),
    **dict.fromkeys(("iframe", "video", "audio"), _Writer.player),
    "pre": _Writer.code,
    "blockquote": _Writer.quote,
    "dl": _Writer.definitions,
    "dt": _Writer.summary,
    "table": _Writer.table,
    "summary": _Writer.summary,
    "hr": _Writer.rule,
}
