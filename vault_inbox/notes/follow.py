"""Lines of the connections section led to where their target lies now; pure, and only lines that are ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import sections
from .merge.connections import led_to, lines_of
from .merge.written import Written
from .properties import parse
from .splice import Edit, apply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .layout import Layout
    from .merge.connections import Line


def repointed(text: str, links: Mapping[str, str], layout: Layout, known: str | None = None) -> str:
    """Return the note's text with our lines about the paths of `links` holding the new links.

    With `known`, the text as last written, only lines that stand there just so are ours; without it all are. Every other byte stays.
    """
    ours = None if known is None else set(known.replace("\r\n", "\n").split("\n"))
    edits = []
    for line in _lines(text, layout):
        if ours is not None and line.text not in ours:
            continue
        new = next((made for path, link in links.items() if (made := led_to(line, path, link))), line.text)
        if new != line.text:
            edits.append(Edit(line.start, line.end, new))
    return apply(text, edits)


def lines_of_links(text: str, layout: Layout) -> list[tuple[str, str]]:
    """Return the lines of the connections section that link to notes: where each leads, as it is compared, and the line."""
    return [(line.key, line.text) for line in _lines(text, layout) if not line.key.startswith("\0")]


def _lines(text: str, layout: Layout) -> list[Line]:
    block = parse(text)
    section = Written(text, sections.find(text, block.body if block else 0)).connections(layout.heading("connections"))
    return lines_of(text, section) if section else []
