"""The properties of a note of the script before this program, made clean: valid dates and tags, its real source, what its page says."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ...errors import NoteError
from .. import fields
from ..layout import PROPERTIES
from ..merge.properties import Merged, preceding
from ..properties import scalar
from ..splice import Edit, insertion, items_of, list_edits, missing, replacement
from ..tags import valid_tag
from .adopted import SCRIPT

if TYPE_CHECKING:
    from ...model import Note
    from ..layout import Layout
    from ..properties import Block, Property

_ADDED = ("tags", "url", "author", "published", "site", "inbox_id")


def clean_properties(text: str, block: Block, note: Note, layout: Layout, *, waiting: bool) -> Merged:
    """Return the edits for the properties: dates and tags as Obsidian reads them, the source, and what the note did not say of its page.

    While a page is `waiting` to be read the source stays the script's.
    """
    result = Merged(expected={each.name: each.value for each in block.properties})
    for held in block.properties:
        if isinstance(held.value, date):
            _date(text, block, held, layout, result)
    if (tags := block.find(layout.name_of("tags"))) is not None:
        _tags(text, block, tags, fields.valid_tags(note.tags), result)
    source = block.find(layout.name_of("source"))
    if source is not None and source.value == SCRIPT and not waiting:
        _replace(block, source, note.source, result)
    ours = fields.values(note, layout)
    order = [layout.name_of(name) for name in PROPERTIES]
    for name in map(layout.name_of, _ADDED):
        if name in ours and block.find(name) is None:
            result.edits.append(insertion(block, name, ours[name], preceding(block, order, name)))
            result.expected[name] = ours[name]
    return result


def touch(result: Merged, block: Block, note: Note, layout: Layout) -> None:
    """Write the note's new `modified` where it has that property."""
    held = block.find(layout.name_of("modified"))
    value: Any = fields.values(note, layout).get(held.name) if held and note.modified else None
    if held is None or value is None:
        return
    result.edits = [edit for edit in result.edits if (edit.start, edit.end) != held.value_span]
    _replace(block, held, value, result)


def _date(text: str, block: Block, held: Property, layout: Layout, result: Merged) -> None:
    """A date of ours in Obsidian's writing, of the type that the user assigned."""
    if held.name not in map(layout.name_of, ("created", "modified")) or not held.single:
        return
    value = held.value
    if layout.type_of(held.name) == "date" and isinstance(value, datetime):
        value = value.date()
    if text[slice(*held.value_span)] != scalar(value):
        _replace(block, held, value, result)


def _tags(text: str, block: Block, held: Property, own: list[str], result: Merged) -> None:
    """Tags of Obsidian's syntax, each once, and the drop's own; one of which none can be made goes, for it never was one."""
    items = items_of(held.value)
    valid = [valid_tag(str(item)) if item is not None else "" for item in items]
    folded = [tag.casefold() for tag in valid]
    gone = [place for place, tag in enumerate(folded) if not tag or tag in folded[:place]]
    left = [tag for place, tag in enumerate(valid) if place not in gone]
    new = missing(left, own)
    if left + new == items:
        return
    if held.value is None:
        result.edits += list_edits(text, block, held, new, ())
    elif held.flow or not held.items:
        if not held.single and not held.flow:
            raise NoteError("the tags are written in a way that cannot be changed safely")
        result.edits.append(Edit(*held.value_span, f"[{', '.join(scalar(tag, flow=True) for tag in left + new)}]"))
    else:
        changed = [place for place in range(len(items)) if place not in gone and valid[place] != items[place]]
        result.edits += [*list_edits(text, block, held, new, gone), *(Edit(*held.items[place], scalar(valid[place])) for place in changed)]
    result.expected[held.name] = left + new


def _replace(block: Block, held: Property, value: Any, result: Merged) -> None:
    result.edits.append(replacement(block, held, value))
    result.expected[held.name] = value
