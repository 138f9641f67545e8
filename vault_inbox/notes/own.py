"""A person's own note with our part added: properties spliced in, a scraped and a connections section behind; the text itself untouched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import NoteError
from . import fields
from .merge.text import merge
from .properties import parse
from .sections import open_fence
from .splice import EMPTY, added, newline_of
from .writing import Part, parts

if TYPE_CHECKING:
    from ..model import Note
    from .layout import Layout

_OURS = frozenset({"scraped", "connections"})


def with_ours(text: str, note: Note, layout: Layout) -> str:
    """Return a person's note with our properties and sections; what it says itself stays byte for byte.

    A note of ours that came back (it bears the same `inbox_id`) only gets what it lacks. An `inbox_id` without a value, as a template that
    lists all properties has it, is filled in. Raises `NoteError` for properties that are no
    valid YAML and for another note's `inbox_id`.
    """
    block = parse(text)
    held = block.find("inbox_id") if block else None
    if held is not None and held.value not in EMPTY:
        if str(held.value) != note.inbox_id:
            raise NoteError(f"the note bears the inbox_id {held.value!r} of another drop")
        return merge(text, note, None, layout)
    with_properties = added(text, fields.values(note, layout), fields.lists(layout))
    return _appended(with_properties, [part for part in parts(note, layout) if part.kind in _OURS])


def _appended(text: str, ours: list[Part]) -> str:
    if not ours:
        return text
    newline = newline_of(text)
    fence = open_fence(text)
    gap = "" if text.endswith("\n") else newline
    closing = f"{gap}{fence}{newline}" if fence else gap
    blank = "" if not fence and text.endswith((newline * 2, "\n\n")) else newline
    return text + closing + blank + "\n\n".join(part.text for part in ours).replace("\n", newline) + newline
