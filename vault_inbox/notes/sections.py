"""Find the sections of a note's text, and its quotes: what stands where, whatever else (code, comments) surrounds it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE_END = re.compile(r"\r\n?|\n")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_MARKS = ("*", "_", "~~", "==")  # what stands around words that are set off
_KEPT = 6  # texts whose outline is kept: while a note is brought up to date, its few texts are looked at some sixteen times


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of level 1 or 2 and what stands under it, as offsets in the note's text.

    `start` to `body` is the heading, `body` to `end` the text under it with its blank lines, up to the next such heading.
    """

    level: int
    heading: str
    start: int
    body: int
    end: int

    @property
    def page(self) -> str:
        """The address that ends the heading, as it does over a page's text; "" for any other heading, under which nothing is a page's."""
        return address_of(self.heading) if self.level == 2 else ""

    def text(self, source: str) -> str:
        """Return what stands under the heading, with line feeds, without blank lines around it."""
        return _LINE_END.sub("\n", source[self.body : self.end]).strip("\n")


def address_of(heading: str) -> str:
    """Return the address that ends the words of a heading, "" where none does, or the heading as a whole is set off or a link."""
    words = heading.strip()
    last = words.rpartition(" ")[2]
    if not _ADDRESS.match(last):  # a link's is not ours: the address stands in brackets
        return ""
    return "" if any(words.startswith(mark) and words.endswith(mark) for mark in _MARKS) else last


def find(text: str, start: int = 0) -> tuple[Section, ...]:
    """Return the sections of a text from offset `start` on (where its properties end), in their order."""
    return _up_to_the_next([each for each in _outline(text, start)[0] if each.level <= 2], len(text))


def headings(text: str, start: int = 0) -> tuple[Section, ...]:
    """Return the headings of all levels, from offset `start` on, each with what stands under it up to the next of any level."""
    return _up_to_the_next(_outline(text, start)[0], len(text))


def quotes(text: str, start: int = 0) -> tuple[tuple[int, int], ...]:
    """Return where the quotes of a text begin and end, from offset `start` on; those inside of lists and quotes are not looked for."""
    return _outline(text, start)[1]


def _up_to_the_next(heads: Sequence[Section], end: int) -> tuple[Section, ...]:
    ends = [*(head.start for head in heads), end][1:]
    return tuple(replace(head, end=end) for head, end in zip(heads, ends, strict=bool(heads)))


@lru_cache(maxsize=_KEPT)
def _outline(text: str, start: int) -> tuple[tuple[Section, ...], tuple[tuple[int, int], ...]]:
    """The headings of a text, with nothing under them, and its quotes."""
    lines = [start, *(start + found.end() for found in _LINE_END.finditer(text[start:])), len(text)]
    tokens = _parser().parse(text[start:])
    heads, found = [], []
    for place, token in enumerate(tokens):
        if token.level or not token.map:
            continue
        begin, end = lines[token.map[0]], lines[token.map[1]]
        if token.type == "heading_open":
            heads.append(Section(int(token.tag[1]), tokens[place + 1].content, begin, end, end))
        elif token.type == "blockquote_open":
            found.append((begin, end))
    return tuple(heads), tuple(found)


def open_fence(text: str) -> str:
    """Return the fence that a text leaves open at its end, "" if there is none."""
    tokens = _parser().parse(text)
    last = tokens[-1] if tokens else None
    if last is None or last.type != "fence" or last.map is None:
        return ""
    lines = _LINE_END.split(text)[last.map[0] + 1 : last.map[1]]
    closed = any(re.fullmatch(rf" {{0,3}}{re.escape(last.markup[0])}{{{len(last.markup)},}}[ \t]*", line) for line in lines)
    return "" if closed else last.markup


@cache
def _parser() -> MarkdownIt:
    """The parser of blocks alone: nobody here asks what stands inside a line, and reading `![![![…` takes hundreds of times as long."""
    return MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])
