"""Which quotes and list items a line of Markdown stands in, after CommonMark's rules for container blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

_BULLET = re.compile(r"[-+*](?=[ \t]|$)")
_NUMBER = re.compile(r"(\d{1,9})[.)](?=[ \t]|$)")
# possessive, for ways back through a line of 5 MB would take half a gigabyte
_RULE = re.compile(r"(?:(?:-[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)$")
_TAB = 4
_MAY_OPEN = frozenset(" \t>-+*0123456789")  # what a line begins with that opens a container or is indented
_DEEPEST = 40  # quotes in quotes; deeper ones are text, and nothing counts as indented code from there on


@dataclass
class _Container:
    """A quote, or a list item whose text begins `indent` columns in; `filled` once the item holds anything."""

    indent: int = 0
    quote: bool = False
    filled: bool = True


class Walk(NamedTuple):
    """Where a line stands: the marks and spaces that belong to its containers, and the rest of it.

    `matched_all` is true when every open container goes on, `opened` when a new one begins, `lazy` when the line continues a
    paragraph without its marks, `indented` when the rest is indented code, whose indent then belongs to the prefix.
    """

    prefix: str
    rest: str
    matched_all: bool
    opened: bool = False
    lazy: bool = False
    indented: bool = False


class Containers:
    """The open quotes and list items, outermost first."""

    def __init__(self) -> None:
        self._stack: list[_Container] = []
        self._too_deep = False

    @property
    def in_item(self) -> bool:
        """Whether the innermost container is a list item."""
        return bool(self._stack) and not self._stack[-1].quote

    @property
    def in_list(self) -> bool:
        """Whether any container is a list item."""
        return any(not container.quote for container in self._stack)

    @property
    def in_quote(self) -> bool:
        """Whether any container is a quote."""
        return any(container.quote for container in self._stack)

    def blank_prefix(self) -> str:
        """Return what a line of the innermost container begins with when it opens none of its own."""
        return "".join("> " if container.quote else " " * container.indent for container in self._stack)

    def walk(self, raw: str, *, open_paragraph: bool, in_fence: bool, in_table: bool = False) -> Walk:
        """Match one line with the open containers and, outside a fence, open those that begin on it.

        A table is read as a paragraph that no line continues without its marks.
        """
        if not self._stack and raw[:1] not in _MAY_OPEN:
            return Walk("", raw, matched_all=True)
        line = _Cursor(raw)
        matched = 0
        while matched < len(self._stack) and line.goes_on(self._stack[matched]):
            matched += 1
        matched_all = matched == len(self._stack)
        if in_fence:
            return Walk(line.prefix, line.rest, matched_all)
        opened = self._open(line, matched, can_interrupt=not (open_paragraph and matched_all), open_paragraph=open_paragraph)
        if not (opened or matched_all):
            lazy = open_paragraph and not in_table and line.is_plain_text()
            if lazy:
                return Walk(line.prefix, line.rest, matched_all=False, lazy=True)
            del self._stack[matched:]
        goes_on = open_paragraph and matched_all and not opened
        indented = line.width >= _TAB and not goes_on and not self._too_deep and bool(line.rest.strip())
        if indented:
            line.take_columns(_TAB)
        if line.rest.strip() and self._stack:
            for container in self._stack:
                container.filled = True
        return Walk(line.prefix, line.rest, matched_all, opened=opened, indented=indented)

    def _open(self, line: _Cursor, matched: int, *, can_interrupt: bool, open_paragraph: bool) -> bool:
        opened = False
        while line.width < _TAB:
            if matched + 1 >= _DEEPEST or len(self._stack) >= _DEEPEST:
                self._too_deep = True
                break
            container = line.begins(can_interrupt or opened)
            if container is None:
                break
            if not opened:
                del self._stack[matched:]
            self._stack.append(container)
            opened = True
        return opened


class _Cursor:
    """One line being read from the left: `prefix` is what belongs to containers, `rest` what is left, `column` where that begins."""

    def __init__(self, raw: str) -> None:
        self.prefix = ""
        self.rest = raw
        self.column = 0
        self._width: int | None = None  # what `width` found; the rest has not changed since

    @property
    def width(self) -> int:
        """The columns of white space that the rest begins with."""
        if self._width is None and self.rest[:1] not in (" ", "\t"):
            self._width = 0
        elif self._width is None:
            blank = self.rest[: len(self.rest) - len(self.rest.lstrip(" \t"))]
            start = self.column % _TAB
            self._width = len((" " * start + blank).expandtabs(_TAB)) - start if "\t" in blank else len(blank)
        return self._width

    def goes_on(self, container: _Container) -> bool:
        """Take the mark or the indent of an open container off the line, if the line goes on with it."""
        if container.quote:
            return self._quote_mark()
        if not self.rest.strip(" \t"):
            return container.filled
        if self.width < container.indent:
            return False
        self.take_columns(container.indent)
        return True

    def begins(self, may_interrupt: bool) -> _Container | None:
        """Take the mark of a new container off the line; an item that is empty or does not count from 1 cannot end a paragraph."""
        if self._quote_mark():
            return _Container(quote=True)
        text = self.rest.lstrip(" \t")
        number = _NUMBER.match(text)
        mark = _BULLET.match(text) or number
        if mark is None or _RULE.match(text):
            return None
        empty = not text[mark.end() :].strip(" \t")
        if not may_interrupt and (empty or (number is not None and int(number[1]) != 1)):
            return None
        return self._item(len(mark[0]), empty)

    def is_plain_text(self) -> bool:
        """Whether the rest could continue a paragraph of a container whose mark is missing."""
        text = self.rest.lstrip(" \t")
        if not text:
            return False
        return self.width >= _TAB or not (_RULE.match(text) or re.match(r"#{1,6}(?=[ \t]|$)|`{3,}[^`]*$|~{3,}", text))

    def _item(self, mark: int, empty: bool) -> _Container:
        before = self.width
        self.take_columns(before)
        self._take_text(mark)
        spaces = self.width
        inner = 1 if empty or spaces > _TAB else spaces
        if not empty:
            self.take_columns(inner)
        return _Container(indent=before + mark + inner, filled=not empty)

    def _quote_mark(self) -> bool:
        if self.width >= _TAB or self.rest.lstrip(" \t")[:1] != ">":
            return False
        self.take_columns(self.width)
        self._take_text(1)
        if self.rest[:1] in (" ", "\t"):
            self.take_columns(1)
        return True

    def take_columns(self, count: int) -> None:
        """Take so many columns of white space off the line."""
        if not count:
            return
        width = self.width
        self.rest = " " * width + self.rest.lstrip(" \t")
        self._take_text(count)
        self._width = width - count

    def _take_text(self, count: int) -> None:
        self.prefix += self.rest[:count]
        self.rest = self.rest[count:]
        self.column += count
        self._width = None
