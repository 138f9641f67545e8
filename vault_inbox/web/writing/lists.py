"""Items and their numbers -> a list of Markdown; what stands between lists and rules so that each stays what it is."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

RULE = "***"
_INDENT = re.compile(r"[ \t]+")
_NUMBERED = re.compile(r"^(\d{1,9})\. ", re.MULTILINE)
# A list that can follow a paragraph without a blank line: one of numbers only if it counts from 1.
_INTERRUPTS = re.compile(r"(?:[-*]|1[.)]) ")


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
