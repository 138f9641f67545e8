"""Items and their numbers -> a list of Markdown; what stands between lists and rules so that each stays what it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml.html import HtmlElement

from ..dom import BLOCKS, HEADINGS, contents, holds_blocks, tag_of, words_of

RULE = "***"
_INDENT = re.compile(r"[ \t]+")
_NUMBERED = re.compile(r"^(\d{1,9})\. ", re.MULTILINE)
# A list that can follow a paragraph without a blank line: one of numbers only if it counts from 1.
_INTERRUPTS = re.compile(r"(?:[-*]|1[.)]) ")


def parts(element: HtmlElement) -> Iterator[HtmlElement | list[str | HtmlElement]]:
    """The children of a list, in order; text that stands straight in it comes with the inline elements beside it, as one list of nodes."""
    run: list[str | HtmlElement] = []
    for node in contents(element):
        if isinstance(node, str) or not (tag_of(node) in BLOCKS or holds_blocks(node)):
            run.append(node)
            continue
        yield from _told(run)
        run = []
        if tag_of(node) == "div" and any(tag_of(child) == "li" for child in node):
            yield from parts(node)  # a box around some of the items
        else:
            yield node
    yield from _told(run)


def _told(run: list[str | HtmlElement]) -> Iterator[HtmlElement | list[str | HtmlElement]]:
    if any(isinstance(node, str) and not is_separator(node) for node in run):
        yield run
    else:
        yield from (node for node in run if not isinstance(node, str))


def is_separator(text: str) -> bool:
    """Whether a text between two items says nothing: white space, a comma, a bar."""
    return all(char.isspace() or unicodedata.category(char)[0] == "P" or unicodedata.category(char) in ("Sm", "Cf") for char in text)


def is_indented(element: HtmlElement) -> bool:
    """Whether a list has no items and sets its text in: how editors and mail programs once wrote an indented paragraph."""
    if any(tag_of(child) == "li" for child in element):
        return False
    if any(isinstance(node, str) and not is_separator(node) for node in contents(element)):
        return True
    return len(element) > 0 and all(tag_of(child) in ("ul", "ol") for child in element) and next(element.iter("li"), None) is None


def is_beside(child: HtmlElement) -> bool:
    """Whether a child of a list that has items is no item, but the picture, code or paragraph that belongs to the one before it."""
    return not _holds_items(child) and not is_between(child)


def is_between(child: HtmlElement, *, first: bool = False) -> bool:
    """Whether it is no item but stands between the items, over the next ones: a heading, words; anything before the `first` item."""
    if _holds_items(child):
        return False
    inline = tag_of(child) not in BLOCKS and not holds_blocks(child)
    return first or tag_of(child) in HEADINGS or (inline and bool(words_of(child)))


def _holds_items(child: HtmlElement) -> bool:
    return next(child.iter("li", "ul", "ol"), None) is not None


def integer(value: str | None, default: int) -> int:
    """The number in an attribute (`start`, `value`), or `default`."""
    text = (value or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default


def written(items: list[list[str]], numbers: list[int] | None) -> str:
    """Items, each a list of blocks, as one list; with blank lines between them if an item holds more than a line and lists."""
    markers = [f"{n}." for n in numbers] if numbers is not None else ["-"] * len(items)
    loose = any(not _INTERRUPTS.match(block) for item in items for block in item[1:])
    return ("\n\n" if loose else "\n").join(_item(marker, item, loose) for marker, item in zip(markers, items, strict=True))


def _item(marker: str, blocks: list[str], loose: bool) -> str:
    text = ("\n\n" if loose else "\n").join(blocks)
    first, *others = within(" " * (len(marker) + 1), text)
    return "\n".join([f"{marker} {first.lstrip(' ')}", *(line if line.strip() else "" for line in others)])


def within(prefix: str, text: str) -> list[str]:
    """The lines of a text inside a quote or an item; a tab at their start would reach less far there, so spaces stand for it."""
    lines = text.split("\n")
    return [
        prefix + (_INDENT.sub(lambda found: found[0].expandtabs(4), line, count=1) if line[:1] in (" ", "\t") else line) for line in lines
    ]


def apart(blocks: list[str]) -> list[str]:
    """Two lists in a row get different markers, else Markdown reads them as one; no rule follows another."""
    made: list[str] = []
    for each in blocks:
        last, block = (made[-1] if made else ""), each
        if last.startswith("- ") and block.startswith("- "):
            block = re.sub(r"^- ", "* ", block, flags=re.MULTILINE)
        elif block[:1].isdigit() and _NUMBERED.match(block) and _NUMBERED.match(last):
            block = _NUMBERED.sub(r"\1) ", block)
        if block != RULE or last != RULE:
            made.append(block)
    return made


def unruled(blocks: list[str]) -> list[str]:
    """The blocks of a text, a quote or an item without the rules at its ends: those set it apart from what is not there."""
    first, last = 0, len(blocks)
    while first < last and blocks[first] == RULE:
        first += 1
    while last > first and blocks[last - 1] == RULE:
        last -= 1
    return blocks[first:last]


def box_of(item: HtmlElement) -> str:
    """The ballot box that an item to be ticked begins with, "" for others: it reads the same and is no task of the reader's."""
    boxes = (box for box in item.iter("input") if box.get("type") == "checkbox")
    box = next((box for box in boxes if next(box.iterancestors("li"), item) is item), None)
    return "" if box is None else "☑ " if "checked" in box.attrib else "☐ "
