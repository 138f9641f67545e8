"""A piece of a page -> Markdown that is inert in Obsidian: headings at level 3 and below, lists, code, tables, quotes, links, images."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ...notes import inert
from ..dom import BLOCKS, HEADINGS, UNSEEN, base_of, contents, holds_blocks, parse, tag_of, words_of
from . import tables
from .code import code_text, is_numbering, language_of
from .inline import Inline
from .players import player_link

TOP = 3  # the level of the highest foreign heading: below the note's own
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def markdown_of(html: str, base_url: str = "") -> str:
    """An HTML fragment (a feed entry, an e-mail, a quotation) as inert Markdown; relative links are read from `base_url`.

    What is hidden from readers is left out. Markup that cannot be read gives its bare text.
    """
    root = parse(html)
    if root is None:
        return ""
    for element in list(root.iter()):
        if _is_hidden(element):
            _drop(element)
    return write(root, base_of(root, base_url))


def _is_hidden(element: HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def write(root: HtmlElement, base: str) -> str:
    """The Markdown of an element and all below it; relative links are read from `base`."""
    try:
        text = "\n\n".join(_Writer(base, _levels(root)).blocks(root))
    except RecursionError:
        # Thousands of elements inside each other: nobody's layout, so the words have to do.
        text = inert.line(words_of(root))
    return inert.block(text, top=TOP, images="keep")


def _levels(root: HtmlElement) -> dict[str, int]:
    """Heading tags in use -> their level in the note: the highest is 3, the order is kept, gaps are closed."""
    used = sorted({tag_of(heading) for heading in root.iter(*HEADINGS) if words_of(heading)})
    return {tag: min(TOP + i, 6) for i, tag in enumerate(used)}


@dataclass(slots=True)
class _Writer:
    base: str
    levels: dict[str, int]
    inline: Inline = field(init=False)
    href: str = ""

    def __post_init__(self) -> None:
        self.inline = Inline(self.base, set())

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
        return _apart(made + self._paragraphs(run))

    def _paragraphs(self, run: list[str | HtmlElement]) -> list[str]:
        """A run of inline nodes; two line breaks in a row end a paragraph."""
        if all(isinstance(node, str) and node.isspace() for node in run):
            return []
        made: list[str] = []
        part: list[str | HtmlElement] = []
        broken = False
        for node in run:
            is_break = not isinstance(node, str) and node.tag == "br"
            if is_break and broken:
                made.append(self.inline.line(part, href=self.href))
                part = []
            elif isinstance(node, str) and not node.strip() and broken:
                continue
            else:
                part.append(node)
            broken = is_break
        made.append(self.inline.line(part, href=self.href))
        return [text for text in made if text]

    def _block(self, element: HtmlElement) -> list[str]:
        tag = tag_of(element)
        if tag in UNSEEN and tag != "noscript":
            return []
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
        text = self.inline.line([element] if element.tag not in HEADINGS else contents(element), breaks=" ", href=self.href)
        images = re.findall(r"!\[[^\]]*\]\([^)]*\)", text)
        words = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text).strip()
        level = self.levels.get(tag_of(element), 6)
        return ([f"{'#' * level} {words}"] if words else []) + images

    def code(self, element: HtmlElement) -> list[str]:
        if is_numbering(element):
            return []
        code = code_text(element)
        return [inert.code_fence(code, language_of(element))] if code.strip() else []

    def quote(self, element: HtmlElement) -> list[str]:
        inner = self.blocks(element)
        return (
            ["\n".join(f"> {line}".rstrip(" ") if not line.endswith("  ") else f"> {line}" for line in "\n\n".join(inner).split("\n"))]
            if inner
            else []
        )

    def listing(self, element: HtmlElement) -> list[str]:
        items: list[list[str]] = []
        numbers: list[int] = []
        number = _integer(element.get("start"), 1)
        for child in element:
            tag = tag_of(child)
            if tag in ("ul", "ol") and items:
                items[-1] += self._block(child)
                continue
            inner = self._item(child) if tag else []
            if tag == "li":
                number = _integer(child.get("value"), number)
            if inner:
                items.append(inner)
                numbers.append(number)
            number += tag == "li"
        if not items:
            return []
        markers = [f"{n}." for n in numbers] if element.tag == "ol" else ["-"] * len(items)
        loose = any(len(item) > 1 and not all(_is_list(block) for block in item[1:]) for item in items)
        return [("\n\n" if loose else "\n").join(_item_text(marker, item, loose) for marker, item in zip(markers, items, strict=True))]

    def _item(self, element: HtmlElement) -> list[str]:
        box = next((box for box in element.iter("input") if box.get("type") == "checkbox"), None)
        inner = self.blocks(element) if element.tag in ("li", "div", "menu", "dir") else self._of([element])
        if box is not None and inner:
            inner[0] = ("☑ " if "checked" in box.attrib else "☐ ") + inner[0]
        return inner

    def definitions(self, element: HtmlElement) -> list[str]:
        made: list[str] = []
        for child in element.iter("dt", "dd"):
            if next(child.iterancestors("dl", "dt", "dd"), None) is not element:
                continue  # of a list inside this one, or already written with the one it stands in
            if child.tag == "dt" and not holds_blocks(child):
                term = self.inline.line(contents(child), breaks=" ")
                made += [term if "*" in term or not term else f"**{term}**"]
            else:
                made += self.blocks(child)
        return [block for block in made if block]

    def table(self, element: HtmlElement) -> list[str]:
        caption = [block for child in element.iterchildren("caption") for block in self.blocks(child)]
        if tables.is_layout(element):
            return caption + [block for row in tables.rows_of(element) for cell in row for block in self.blocks(cell)]
        rows = tables.grid(element, self._cell)
        return caption + ([tables.written(rows)] if rows else [])

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
            if tag_of(node) not in UNSEEN:
                made += self._flat(node)
        made.append(self.inline.line(run, breaks=" "))
        return [text for text in made if text]

    def summary(self, element: HtmlElement) -> list[str]:
        if holds_blocks(element):
            return self.blocks(element)
        text = self.inline.line(contents(element), breaks=" ")
        return [text if "*" in text or not text else f"**{text}**"]

    def rule(self, element: HtmlElement) -> list[str]:
        return ["***"]

    def player(self, element: HtmlElement) -> list[str]:
        made = player_link(element, self.base)
        return [made] if made else []


def _integer(value: str | None, default: int) -> int:
    text = (value or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default


def _is_list(block: str) -> bool:
    return bool(re.match(r"(?:[-*]|\d{1,9}[.)]) ", block))


def _item_text(marker: str, blocks: list[str], loose: bool) -> str:
    indent = " " * (len(marker) + 1)
    text = ("\n\n" if loose else "\n").join(blocks)
    lines = text.split("\n")
    return "\n".join([f"{marker} {lines[0]}", *(indent + line if line else "" for line in lines[1:])])


def _apart(blocks: list[str]) -> list[str]:
    """Two lists in a row get different markers: else Markdown reads them as one."""
    made: list[str] = []
    for each in blocks:
        last, block = (made[-1] if made else ""), each
        if last.startswith("- ") and block.startswith("- "):
            block = re.sub(r"^- ", "* ", block, flags=re.MULTILINE)
        elif re.match(r"\d{1,9}\. ", last) and re.match(r"\d{1,9}\. ", block):
            block = re.sub(r"^(\d{1,9})\. ", r"\1) ", block, flags=re.MULTILINE)
        if block != "***" or (made and made[-1] != "***"):
            made.append(block)
    while made and made[-1] == "***":
        made.pop()
    return made


_WRITERS: dict[str, Callable[[_Writer, HtmlElement], list[str]]] = {
    **dict.fromkeys(HEADINGS, _Writer.heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _Writer.listing),
    **dict.fromkeys(("iframe", "video", "audio"), _Writer.player),
    "pre": _Writer.code,
    "blockquote": _Writer.quote,
    "dl": _Writer.definitions,
    "table": _Writer.table,
    "summary": _Writer.summary,
    "hr": _Writer.rule,
}
