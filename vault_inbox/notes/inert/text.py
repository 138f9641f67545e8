"""Foreign plain text: as one line of inert Markdown, as the text of a link, as the value of a property."""

from __future__ import annotations

import re

from .addresses import address, destination
from .code import ZERO_WIDTH, defuse
from .inline import WEB_ADDRESS, inline, trim_address

# Controls, and the marks that turn the direction of text around; joiners that scripts and emoji need stay.
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_MARKS = re.compile(
    rf"(?P<url>{WEB_ADDRESS.pattern})|\\(?=[!-/:-@\[-`{{-~]|$)|`|\*+|_+|~{{2,}}|(?<=\])\(|&(?=#?\w{{1,32}};)",
    re.IGNORECASE,
)
# What begins a block when it stands at the start of a line: heading, list, quote, fence, rule, underline, task, callout.
_START = re.compile(r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|=+$|-+$|(?:_ ?){3,}$|~{3}|\[.\](?:\s|$)|\[!)")
_BRACKETS = re.compile(r"\\.|[\[\]]")
_FIELD = re.compile(r"::(?=\s|$)")


def line(text: str, *, start: bool = True) -> str:
    """Return foreign plain text as one line of inert inline Markdown that reads the same.

    `start` is false where the text cannot come to stand at the start of a line (in a heading, in a link): nothing is escaped there
    that only a line's start makes live.
    """
    flat = " ".join(_INVISIBLE.sub("", text).split())
    safe = inline(_MARKS.sub(_plain_mark, flat))
    return _escape_start(safe) if start else safe


def link(text: str, url: str) -> str:
    """Return `[text](url)` with both made safe; only http, https and mailto are followed, for other schemes it is just the text."""
    safe = destination(url)
    if not safe:
        return line(text)
    label = line(text, start=False) or safe
    if label.startswith("^"):  # `[^` would begin a footnote
        label = f"\\{label}"
    return f"[{_BRACKETS.sub(_escape_bracket, label)}]({safe})"


def plain(text: str) -> str:
    """Return foreign text for the value of a property: one line, no controls, nothing that Templater, Dataview or a link would act on."""
    flat = defuse(" ".join(_INVISIBLE.sub("", text).split()))
    return _FIELD.sub(f":{ZERO_WIDTH}:", flat).replace("[[", f"[{ZERO_WIDTH}[")


def _plain_mark(found: re.Match[str]) -> str:
    mark = found[0]
    if found["url"]:
        bare = trim_address(mark)
        return (address(bare) or bare) + _MARKS.sub(_plain_mark, mark[len(bare) :])
    before = found.string[max(0, found.start() - 1) : found.start()]
    after = found.string[found.end() : found.end() + 1]
    if mark == "&":
        return "&amp;"
    if mark[0] == "_" and before.isalnum() and after.isalnum():
        return mark
    if mark[0] in "*_" and not before.strip() and not after.strip():
        return mark
    return "".join(f"\\{char}" for char in mark)


def _escape_start(text: str) -> str:
    found = _START.match(text)
    if found is None:
        return text
    return f"{found[0]}\\{text[found.end() :]}"


def _escape_bracket(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) == 2 else f"\\{found[0]}"
