"""Whether a note still waits for a page, and for which: by its status, or, where the settings leave that out, by the page's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import sections
from .merge.sections import Written
from .properties import parse
from .writing import NOT_YET

if TYPE_CHECKING:
    from .layout import Layout


def is_pending(text: str, layout: Layout) -> bool:
    """Tell whether a page is still to be fetched for a note. Raises `NoteError` where its properties cannot be read."""
    block = parse(text)
    name = layout.name_of("status")
    if name:
        held = block.find(name) if block else None
        return held is not None and held.value == "pending"
    return NOT_YET in text and bool(Written(text, sections.find(text, block.body if block else 0)).waiting())


def waits_for(text: str) -> list[str]:
    """Return the addresses of the pages for which a line in the note stands, as they are written there."""
    block = parse(text)
    waiting = Written(text, sections.find(text, block.body if block else 0)).waiting()
    return [section.heading.strip().rpartition(" ")[2] for section in waiting]
