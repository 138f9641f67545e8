"""An existing note's new text from three: as last written, as it stands, as it would be written today; proved before it is returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import NoteError
from .. import sections
from ..pending import is_pending
from ..properties import parse, read
from ..splice import Edit, apply, merged, newline_of
from .properties import Merged, merge_properties, same_values, touch
from .sections import SectionMerge
from .written import Written

if TYPE_CHECKING:
    from ...model import Note
    from ..layout import Layout


def merge(text: str, note: Note, base: str | None, layout: Layout) -> str:
    """Return the note's new text; done again it changes nothing. Raises `NoteError` rather than guess."""
    result = _merged(text, note, base, layout)
    if result != text and _merged(result, note, base, layout) != result:
        raise NoteError("the note's new text does not stand still when it is brought up to date again")
    return result


def _merged(text: str, note: Note, base: str | None, layout: Layout) -> str:
    block = parse(text)
    if block is None:
        raise NoteError("the note has no properties, so it cannot be told whose it is")
    before = Written.of(base) if base is not None else None
    now = Written.of(text)
    ours = SectionMerge(now, before, note, layout, newline_of(text))
    pending = is_pending(text, layout, base, note.own)
    properties = merge_properties(text, block, note, base, layout, pending=pending)
    if pending:
        ours.complete()
    ours.connections(pending=pending)
    if ours.changed or properties.edits:
        touch(properties, block, note, base, layout, pending=pending)
    edits = merged([*properties.edits, *ours.edits])
    result = apply(text, edits)
    if result != text:
        prove(result, now, edits, properties)
    return result


def prove(result: str, now: Written, edits: list[Edit], properties: Merged) -> None:
    """Raise `NoteError` unless the new text reads as meant: the properties as merged, every section that was not touched as it was."""
    block = parse(result)
    if block is None or not same_values(read(result), properties.expected):
        raise NoteError("the note's properties would not read back as they were written")
    found = sections.find(result, block.body)
    there = [result[each.start : each.end].rstrip("\r\n") for each in found]
    at = 0
    for section in now.sections:
        if any(_touches(edit, section) for edit in edits):
            continue
        kept = now.text[section.start : section.end].rstrip("\r\n")
        try:
            at = there.index(kept, at) + 1
        except ValueError:
            raise NoteError(f"the section {section.heading!r} would not stay as it is") from None
    _prove_headings(found, now, edits)


def _touches(edit: Edit, section: sections.Section) -> bool:
    """Whether an edit falls into a section; a new section before or behind it does not, nor what is done to the one behind it."""
    if edit.end <= section.start or edit.start > section.end:
        return False
    return edit.start < section.end or (edit.start == edit.end and not edit.text.lstrip("\r\n").startswith("## "))


def _prove_headings(found: tuple[sections.Section, ...], now: Written, edits: list[Edit]) -> None:
    """Raise unless the headings are those from before and those that the edits bring."""
    written = sum(each.level == 2 for edit in edits for each in sections.find(edit.text))
    replaced = sum(section.start == edit.start < edit.end for section in now.sections for edit in edits)
    if len(found) != len(now.sections) + written - replaced:
        raise NoteError("the note's sections would not be found again")
