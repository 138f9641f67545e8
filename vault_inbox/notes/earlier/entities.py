"""HTML entities that stand in Markdown text -> the characters that they mean, harmless as any captured text."""

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


def decoded(text: str, start: int, end: int) -> list[Edit]:
    """Return the edits that put characters in place of the entities between two offsets of a text; those in code and addresses stay."""
    code = [found.span() for found in _CODE.finditer(text, start, end)]
    edits = []
    for found in _ENTITY.finditer(text, start, end):
        if any(begin <= found.start() < stop for begin, stop in code):
            continue
        meant = _meaning(found[0], text[found.end() : found.end() + 1])
        if meant != found[0]:
            edits.append(Edit(found.start(), found.end(), meant))
    return edits


def _meaning(entity: str, following: str) -> str:
    """What one entity stands for; it stays where it is none, or where `<%` would come of it, which Templater runs."""
    text = entity
    for _ in range(_MOST):
        text = html.unescape(text)
    if text.startswith("&") and len(text) > 1:
        return entity
    if text == "<" and following == "%":
        return "&lt;"
    if not text.strip():
        return " "
    return text if text in "&'\"" else inert.line(text, start=False) or " "
