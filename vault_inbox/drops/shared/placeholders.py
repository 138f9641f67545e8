"""What a share sheet's or clipper's template left unfilled: `{{title}}` where a title should stand. All else in such braces is text."""

from __future__ import annotations

import re

from .links import outside_code

_ANY = re.compile(r"\{\{[^{}\n]*\}\}")
# The names that Obsidian's share sheet and web clipper fill, which stand without a space; `|` and `:` lead to how they are written.
_LINE = re.compile(
    r" {0,3}\{\{(?:title|url|author|published|site|description|content|selection|highlights|image|date|time|tags|noteName|text)"
    r"(?:[|:][^{}\n]*)?\}\}\s*"
)


def filled(value: str) -> str:
    """Give the value of a property, "" where it is nothing but what a template should have filled."""
    return value.strip() if re.search(r"\w", _ANY.sub("", value)) or not _ANY.search(value) else ""


def without_unfilled(text: str) -> str:
    """Leave out lines that are nothing but one unfilled field of a capture template; code stays, it may be about templates."""
    return "\n".join(line for line, live in outside_code(text) if not (live and _LINE.fullmatch(line)))
