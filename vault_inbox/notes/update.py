"""An existing note's new text: only what is ours in it changes, and the user's edit always wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import Layout
from .merge.text import merge
from .render import render

if TYPE_CHECKING:
    from ..model import Note

_DEFAULT = Layout()


def update(text: str, note: Note, base: str | Note | None = None, layout: Layout = _DEFAULT) -> str:
    """Return the text of an existing note brought up to date with `note`; every byte that is not ours stays.

    `base` is what we last wrote: a text, or the note it was rendered from; what differs from it in `text` is the user's edit and stays.
    Without it things are only added: properties, tags, connections that are missing. A note with `status: pending` gets its pages and
    its summary. The result is idempotent and proved by reading it back; raises `NoteError` where that fails, where the properties are
    no valid YAML, or where the `inbox_id` is not this note's.
    """
    return merge(text, note, base if base is None or isinstance(base, str) else render(base, layout), layout)
