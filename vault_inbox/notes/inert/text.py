"""Foreign plain text: as one line of inert Markdown, as the text of a link, as the value of a property."""

from __future__ import annotations

import re

from .addresses import address, destination
from .characters import seen
from .code import ZERO_WIDTH, defuse, unrun
from .inline import WEB_ADDRESS, inline, trim_address

# All marks that turn the direction of text around: on a line among our own words none may reach over them.
_DIRECTIONS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKS = re.compile(
    rf"(?P<url>{WEB_ADDRESS.pattern})|\\(?=[!-/:-@\[-`{{-~]|$)|`|\*+|_+|~{{2,}}|(?<=\])\(|&(?=#?\w{{1,32}};)",
    re.IGNORECASE,
)
# A character of each of these; most lines have none, and this is quick to see.
_MARKED = re.compile(r"[\\`*_~&]|\]\(|:/")
# What begins a block when it stands at the start of a line: heading, list, quote, fence, rule, underline, task, callout.
_START = re.compile(
    r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|=+$|(?:- ?)+$|(?:_ ?){3,}$|~{3}|\[.\](?:\s|$)|\[!)"
)
_BRACKETS = re.compile(r"\\.|[\[\]]")
_WIKILINK = re.compile(r"\[(?=\[)")
_FIELD = re.compile(r"::(?=\s|$)")
# Dataview's tables and many plugins show a property's text as rendered Markdown: links and images, other schemes than the web's, tags of
# HTML that load or do something.
_SHOWN = re.compile(
    r"(?<=\])(?=\()|(?<=:)(?=//)(?<!https:)(?<!http:)|"
    r"(?<=<)(?=(?!https?:|mailto:)[a-z][\w+.-]*:|(?:style|script)\b|[a-z][\w-]*[\s/][^<>]*=)",
    re.IGNORECASE,
)
# Dataview reads a date behind one of these, with white space between, as a field of a list's item.
DATE_SIGNS = "➕📅📆🗓\ufe0f✅⏳⌛🛫"
_SIGNED_DATE = re.compile(rf"([{DATE_SIGNS}]\s*\d{{4}})(?=-\d\d-\d\d)")
# Dollars that may be a formula's: none behind a blank ends one, nor one before a digit, but that of a range (as in `inline`).
_FORMULA = re.compile(r"\$(?=\S)[^$]*(?:(?<=\S)\$(?!\d)|(?<=[-–—/~+\d])\$)")
_COMMAND = re.compile(r"(?<=\\)(?=[A-Za-z])")  # of TeX


def line(text: str, *, start: bool = True) -> str:
    """Return foreign plain text as one line of inert inline Markdown that reads the same.

    `start` is false where the text cannot come to stand at the start of a line (in a heading, in a link): nothing is escaped there
    that only a line's start makes live.
    """
    flat = _flat(text)
    safe = inline(_MARKS.sub(_plain_mark, flat) if _MARKED.search(flat) else flat)
    return line_start(safe) if start else safe


def link(text: str, url: str) -> str:
    """Return `[text](url)` with both made safe; only http, https and mailto are followed, for other schemes it is just the text."""
    safe = destination(url)
    if not safe:
        return line(text)
    label = line(text, start=False) or safe
    if label.startswith("^"):  # `[^` would begin a footnote
        label = f"\\{label}"
    return f"[{_BRACKETS.sub(_escape_bracket, label)}]({safe})"


def undated(markdown: str) -> str:
    """Return inert inline Markdown for an item of a list, where a date behind a sign would be a field of the item's."""
    return _SIGNED_DATE.sub(r"\1\\", markdown)


def plain(text: str) -> str:
    """Return foreign text for the value of a property: one line, no controls, nothing that Templater, Dataview or a link would act on.

    A property knows no backslash: what is live is broken up by a character of no width.
    """
    flat = _SHOWN.sub(ZERO_WIDTH, unrun(defuse(_flat(text))))
    if _FORMULA.search(flat):
        flat = _COMMAND.sub(ZERO_WIDTH, flat)
    return _WIKILINK.sub(f"[{ZERO_WIDTH}", _FIELD.sub(f":{ZERO_WIDTH}:", flat))


def _flat(text: str) -> str:
    if not text.isprintable():  # none of what is taken out is printable
        text = _DIRECTIONS.sub("", seen(text.replace("\v", " ")))
    return " ".join(text.split())


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


def line_start(text: str) -> str:
    """Return inert inline Markdown in which nothing begins a block where it stands at the start of a line."""
    found = _START.match(text)
    if found is None:
        return text
    return f"{found[0]}\\{text[found.end() :]}"


def _escape_bracket(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) == 2 else f"\\{found[0]}"
