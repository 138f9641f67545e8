"""The three-way merge of properties: what we last wrote, what stands there now, what we would write today. The user's edit wins."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from ...errors import NoteError
from .. import fields, inert
from ..layout import PROPERTIES
from ..parse import of_properties
from ..properties import dump, read
from ..splice import Edit, commented, insertion, items_of, key_of, list_edits, missing, removal, replacement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...model import Note
    from ..layout import Layout
    from ..properties import Block, Property


# Decided once, when the drop came: where such a property has another value, the user gave it.
_FIXED = ("type", "created", "source", "original_file", "inbox_id")


@dataclass
class Merged:
    """The edits of a property block and the values that must be read from it afterwards."""

    edits: list[Edit] = field(default_factory=list)
    expected: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Merge:
    text: str
    block: Block
    base: Mapping[str, Any] | None
    wrote: Mapping[str, Any]  # what of the base we may have written
    own: Mapping[str, Any]
    order: Sequence[str]
    fixed: frozenset[str]
    lists: frozenset[str]
    pending_status: str  # the name of the status that is ours to change, for a page came
    result: Merged

    def take(self, name: str, value: Any) -> None:
        """Merge one of our properties; `value` is as it would be read."""
        held = self.block.find(name)
        if held is None:
            if all(_get(values, name, _ABSENT) is _ABSENT for values in (self.base or {}, self.own)):
                self.result.edits.append(insertion(self.block, name, value, self._before(name)))
                self.result.expected[name] = value
        elif name.casefold() in self.lists:
            self._take_items(held, value)
        elif _get(self.own, name, _ABSENT) is _ABSENT and not _alike(held.value, value) and self._may_replace(held):
            self._replace(held, value)

    def drop_items(self, held: Property) -> None:
        """Take away the tags or aliases that we wrote and would write no more."""
        self._take_items(held, [])

    def drop(self, held: Property) -> None:
        """Take a property of ours away that we would write no more, unless the user changed it or the drop brought it."""
        if self.base is not None and _get(self.own, held.name, _ABSENT) is _ABSENT and self._may_replace(held):
            self.result.edits.append(removal(self.block, held))
            del self.result.expected[held.name]

    def _before(self, name: str) -> Property | None:
        return preceding(self.block, self.order, name)

    def _may_replace(self, held: Property) -> bool:
        if held.name.casefold() in self.fixed or (not held.single and "#" in self.text[held.start : held.end]):
            return False  # decided once; or lines with a comment, which must not go with them
        if held.name.casefold() == self.pending_status:
            return self.base is None or _alike(held.value, _get(self.wrote, held.name, _ABSENT))  # as a list, where the user made it one
        return bool(_get(self.wrote, held.name, _ABSENT) == held.value)

    def _replace(self, held: Property, value: Any) -> None:
        self.result.edits.append(replacement(self.block, held, value))
        self.result.expected[held.name] = value

    def _take_items(self, held: Property, wanted: list[Any]) -> None:
        now = items_of(held.value, held.name)
        before = [item for values in (self.base or {}, self.own) for item in _listed(values, held.name)]
        new = missing([held.value, *now, *before], wanted)
        kept = {key_of(item) for item in (*wanted, *_listed(self.own, held.name))}
        dropped = {key_of(item) for item in _listed(self.wrote, held.name)} - kept
        places = [place for place, item in enumerate(now) if key_of(item) in dropped] if held.items else []
        gone = [place for place in places if not commented(self.text, held, place)]
        self.result.edits += list_edits(self.text, self.block, held, new, gone)
        left = [item for place, item in enumerate(now) if place not in gone]
        if new or gone:
            self.result.expected[held.name] = [*left, *new]


_ABSENT = object()


def merge_properties(text: str, block: Block, note: Note, base: str | None, layout: Layout, *, pending: bool) -> Merged:
    """Return the edits for the properties and the values to expect; `modified` is left to `touch`. A `pending` note gets its status.

    Raises `NoteError` where the note is not this drop's.
    """
    held = block.find("inbox_id")
    if held is None or str(held.value) != note.inbox_id:
        raise NoteError("the note does not bear this drop's inbox_id")
    before = None if base is None else read(base)
    merge = _Merge(
        text,
        block,
        before,
        {} if before is None else _as_we_write(before, layout),
        own_values(note),
        list(fields.values(note, layout)),
        frozenset(layout.name_of(name).casefold() for name in _FIXED),
        fields.lists(layout),
        layout.name_of("status").casefold() if pending else "",
        Merged(expected={each.name: each.value for each in block.properties}),
    )
    ours = _wanted(block, note, layout)
    modified = layout.name_of("modified").casefold()
    status = layout.name_of("status").casefold()
    for name, value in ours.items():
        if name.casefold() == status and value == "pending":
            continue  # a finished note never waits again
        if name.casefold() != modified:
            merge.take(name, value)
    category = block.find(layout.name_of("category"))
    if category is not None and note.category is None:
        merge.drop(category)
    for name in sorted(fields.lists(layout)):
        listed = block.find(name)
        if listed is not None and _get(ours, name, _ABSENT) is _ABSENT:
            merge.drop_items(listed)
    return merge.result


def _wanted(block: Block, note: Note, layout: Layout) -> Mapping[str, Any]:
    """Our properties as they would be read; a step's own that stand there already are left out, whatever they hold."""
    values = fields.values(note, layout)
    for name, value in note.properties.items():
        held = block.find(name)
        if held is not None and held.value == value:
            values.pop(inert.plain(name), None)
    return read(f"---\n{dump(values)}---\n")


def _as_we_write(values: Mapping[str, Any], layout: Layout) -> Mapping[str, Any]:
    """What of the properties as last written we may have written: all but the values, and items, that we write otherwise.

    What a note brought counts as last written as well, and is read as less than it says: of `[[Name]]` only the words, of some lists the
    first item, of tags those that Obsidian takes. To write it back would change what is the user's.
    """
    formed = read(f"---\n{dump(fields.values(of_properties(values, layout), layout))}---\n")
    names, lists = {layout.name_of(name).casefold() for name in PROPERTIES}, fields.lists(layout)
    found = {}
    for name, value in values.items():
        ours = _get(formed, name, _ABSENT)
        if name.casefold() in lists:
            written = {str(item) for item in items_of(_get(formed, name, None), name)}
            found[name] = [item for item in items_of(value, name) if isinstance(item, str) and item in written]
        elif value == ours or name.casefold() not in names:
            found[name] = value
    return found


def touch(merged: Merged, block: Block, note: Note, base: str | None, layout: Layout, *, pending: bool) -> None:
    """Write the note's new `modified`, unless the user has changed or removed that property, or the drop brought it."""
    name = layout.name_of("modified")
    value = fields.values(note, layout).get(name) if note.modified else None
    held = block.find(name)
    known = _get(read(base), name, _ABSENT) if base is not None else _ABSENT
    if value is None or (held is None and known is not _ABSENT) or _get(own_values(note), name, _ABSENT) is not _ABSENT:
        return
    if held is None:
        order = list(fields.values(note, layout))
        merged.edits.append(insertion(block, name, value, preceding(block, order, name)))
        merged.expected[name] = value
    elif held.value != value and isinstance(held.value, date) and (known == held.value or (base is None and pending)):
        merged.edits.append(replacement(block, held, value))
        merged.expected[held.name] = value


def preceding(block: Block, order: Sequence[str], name: str) -> Property | None:
    """Return the last property of those that come before this one in our order, `None` if the block has none of them."""
    there = (block.find(each) for each in order[: order.index(name)]) if name in order else ()
    return next((each for each in reversed(list(there)) if each is not None), None)


def own_values(note: Note) -> Mapping[str, Any]:
    """Return the properties that the drop brought along: they are the user's, not ours."""
    if note.own is None:
        return read(f"---\n{note.frontmatter.strip(chr(10))}\n---\n") if note.frontmatter.strip() else {}
    values = read(note.own)
    if str(_get(values, "inbox_id", "")) != note.inbox_id:
        return values
    # A note of ours that came back: what it waits for is still ours to complete.
    return {name: value for name, value in values.items() if name.casefold() not in {"status", "modified"}}


def same_values(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two readings hold the same; an empty list and nothing count as equal."""
    return {name: value for name, value in one.items() if value not in (None, [])} == {
        name: value for name, value in other.items() if value not in (None, [])
    }


def _alike(held: Any, ours: Any) -> bool:
    """Whether a property needs no other value: the same, or the same day, name or address in another spelling."""
    if held == ours or (isinstance(held, list) and held == [ours]) or (isinstance(ours, list) and ours == [held]):
        return True
    if isinstance(held, str) and isinstance(ours, str):
        return ours in (inert.plain(held), inert.address(held))
    return isinstance(held, date) and isinstance(ours, date) and _midnight(held) == _midnight(ours)


def _midnight(day: date) -> datetime:
    moment = day if isinstance(day, datetime) else datetime.combine(day, time())
    return moment.replace(tzinfo=None)


def _listed(values: Mapping[str, Any], name: str) -> list[Any]:
    return items_of(_get(values, name, None), name)


def _get(values: Mapping[str, Any], name: str, default: Any) -> Any:
    folded = name.casefold()
    return next((value for each, value in values.items() if each.casefold() == folded), default)
