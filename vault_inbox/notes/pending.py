"""Whether a note still waits for a page, and for which: by its status, or, where the settings leave that out, by the page's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import sections
from .merge.sections import Written
from .properties import parse
from .writing import NOT_YET

if TYPE_CHECKING:
    from .layout import Layout

_PENDING = ("pending", ["pending"])  # a list where the user made the property one


def is_pending(text: str, layout: Layout, base: str | None = None) -> bool:
    """Tell whether a page is still to be fetched for a note. Raises `NoteError` where its properties cannot be read.

    `base` is what we last wrote, where that is known: a person's own note may have come with a status of its own, which stays. While that
    is as it was, the line that stands for the page decides, if it stands there as well.
    """
    block = parse(text)
    name = layout.name_of("status")
    if not name:
        return NOT_YET in text and bool(waits_for(text))
    held = block.find(name) if block else None
    status = held.value if held else None
    if status in _PENDING or held is None or base is None or NOT_YET not in text:
        return status in _PENDING
    before = parse(base)
    was = before.find(name) if before else None
    return was is not None and was.value == status and not set(waits_for(text)).isdisjoint(waits_for(base))


def waits_for(text: str) -> list[str]:
    """Return the addresses of the pages for which a line in the note stands, as they are written there."""
    block = parse(text)
    waiting = Written(text, sections.find(text, block.body if block else 0)).waiting()
    return [section.page for section in waiting]
