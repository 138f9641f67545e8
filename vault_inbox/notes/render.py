"""A note's text: of a new note in full; of a person's own note, or of a captured note's own properties, only what is ours is added."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..errors import NoteError
from . import fields, inert
from .document import document
from .inert.code import defuse
from .layout import Layout
from .own import with_ours
from .splice import added
from .writing import parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model import Note

_DEFAULT = Layout()
_CLOSING_HASHES = re.compile(r"(?<=\s)(?=#+$)")
_RULE_LINE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def render(note: Note, layout: Layout = _DEFAULT) -> str:
    """Return the text of a new note: properties, title, sections; lines end with a line feed.

    With `note.own` it is that text byte for byte, with our properties spliced into its own, and a scraped and a closing connections
    section behind it, in its line endings. `note.frontmatter` stays first among the properties. In both its own names win and tags are
    appended. Raises `NoteError` where its properties are no valid YAML: such a note must stay as it is.
    """
    if note.own is not None:
        return with_ours(note.own, note, layout)
    title = inert.line(note.title, start=False)
    heading = [f"# {_CLOSING_HASHES.sub(lambda _: chr(92), title)}"] if layout.title_heading and title else []
    body = "\n\n".join([*heading, *(part.text for part in parts(note, layout))])
    values = fields.values(note, layout)
    return _beside_kept(note.frontmatter, values, body, layout) if note.frontmatter.strip() else document(values, body)


def _beside_kept(frontmatter: str, values: Mapping[str, Any], body: str, layout: Layout) -> str:
    """The text of a captured `.md`: its own property lines first, as they stand."""
    kept = defuse(frontmatter.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    if _RULE_LINE.search(kept):
        raise NoteError("the drop's own properties hold a rule that would end them")
    return added(f"---\n{kept}\n---\n", values, fields.lists(layout)) + f"\n{body}\n"
