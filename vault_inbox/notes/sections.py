"""Find the sections of a note's text, and its quotes: what stands where, whatever else (code, comments) surrounds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt

_LINE_END = re.compile(r"\r\n?|\n")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_MARKS = ("*", "_", "~~", "==")  # what stands around words that are set off


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
        words = self.heading.strip()
        last = words.rpartition(" ")[2]
        if self.level != 2 or not _ADDRESS.match(last):  # a link's is not ours: the address stands in brackets
            return ""
        return "" if any(words.startswith(mark) and words.endswith(mark) for mark in _MARKS) else last

    def text(self, source: str) -> str:
        """Return what stands under the heading, with line feeds, without blank lines around it."""
        return _LINE_END.sub("\n", source[self.body : self.end]).strip("\n")


def find(text: str, start: int = 0) -> tuple[Section, ...]:
    """Return the sections of a text from offset `start` on (where its properties end), in their order."""
    lines = [start, *(start + found.end() for found in _LINE_END.finditer(text[start:])), len(text)]
    tokens = _parser().parse(text[start:])
    heads = []
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.tag in {"h1", "h2"} and token.map:
            heads.append((int(token.tag[1]), tokens[place + 1].content, lines[token.map[0]], lines[token.map[1]]))
    ends = [*(head[2] for head in heads), len(text)][1:]
    return tuple(Section(*head, end) for head, end in zip(heads, ends, strict=bool(heads)))


def quotes(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Return where the quotes of a text begin and end, from offset `start` on; those inside of lists and quotes are not looked for."""
    lines = [start, *(start + found.end() for found in _LINE_END.finditer(text[start:])), len(text)]
    found = (token.map for token in _parser().parse(text[start:]) if token.type == "blockquote_open" and token.level == 0)
    return [(lines[place[0]], lines[place[1]]) for place in found if place]


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
