"""HTML entities that stand in Markdown text -> the characters that they mean, as far as these are harmless."""

from __future__ import annotations

import html
import re

from .. import inert
from ..splice import Edit

_ENTITY = re.compile(r"&(?:amp;|#38;)*(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
# Code shows an entity as it stands: a fence, or a span. An address in angle brackets or behind a link's text is no text either.
_CODE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*\r?$|\Z)|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|https?://\S+",
    re.MULTILINE | re.DOTALL,
)
_MOST = 5  # times that text was encoded over and over
# A line may begin with space and the marks of quotes and lists, and a quote behind them; each entity there might become a space.
_BEGIN = re.compile(rf"^(?:[ \t>]|{_ENTITY.pattern}|(?:[-*+]|[0-9]+[.)])(?=[ \t&]))+", re.MULTILINE)
_PLAIN = "&'\",;?)"  # mean nothing in Markdown or to a plugin, wherever they stand
_WITHIN = "/=.:-+@(_"  # mean nothing between two letters or digits


def decoded(text: str, start: int, end: int) -> list[Edit]:
    """Return the edits that put characters in place of the entities between two offsets of a text; those in code and addresses stay.

    So does one whose character might be markup where it stands: it reads the same, and does nothing.
    """
    code = [found.span() for found in _CODE.finditer(text, start, end)]
    first = {found.start() for begin in _BEGIN.finditer(text, start, end) for found in _ENTITY.finditer(text, *begin.span())}
    edits = []
    for found in _ENTITY.finditer(text, start, end):
        if any(begin <= found.start() < stop for begin, stop in code):
            continue
        begin, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
        before, after = text[begin : found.start()], text[found.end() : end if end >= 0 else None]
        meant = _meaning(found[0], before, after, begins=found.start() in first)
        if meant != found[0]:
            edits.append(Edit(found.start(), found.end(), meant))
    return edits


def _meaning(entity: str, before: str, after: str, *, begins: bool) -> str:
    """What one entity stands for between these parts of its line; itself where it is none, or is kept.

    `begins` says that a quote, a list or a fence might begin there.
    """
    text = entity
    for _ in range(_MOST):
        text = html.unescape(text)
    if text.startswith("&") and len(text) > 1:
        return entity
    if not text.strip():  # before it a line's first mark does nothing
        return entity if begins and after.strip() else " "
    if text == "<":
        return _less(entity, after[:1])
    if text == ">":  # neither a quote nor the end of a tag
        return entity if begins or "<" in before else text
    if text in _PLAIN or (text in _WITHIN and before[-1:].isalnum() and after[:1].isalnum()):
        return text
    return entity if text.isascii() else inert.line(text, start=False) or " "


def _less(entity: str, after: str) -> str:
    """`<` where no tag can begin, with a backslash before a tag's name; before `%` (Templater's) and all else the entity stays."""
    if not after or after.isspace() or after.isdigit():
        return "<"
    return "\\<" if after.isalpha() or after in "/!?" else entity
