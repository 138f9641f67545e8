"""Change single properties in a note's text and leave every other byte: comments, quotes, order, line endings, lists in their own style."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import NoteError
from . import inert
from .properties import Block, Property, entry, parse, scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

_ITEM = re.compile(r"[ \t]*(?:-[ \t]+)+$")
_WORDS = re.compile(r"[,\s]+")
_TAGS = ("tags", "tag")
EMPTY = (None, "")  # what an `inbox_id` holds that names no drop


@dataclass(frozen=True, slots=True)
class Edit:
    """Offsets in a text and what stands there afterwards; of two at one place a `late` one comes second."""

    start: int
    end: int
    text: str
    late: bool = False


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with all edits made; `NoteError` where two overlap."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if edit.start < at:
            raise NoteError("two changes of the note overlap")
        pieces += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join([*pieces, text[at:]])


def newline_of(text: str) -> str:
    """Return the line ending that a text uses: that of its first line."""
    end = text.find("\n")
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


def added(text: str, values: Mapping[str, Any], lists: Collection[str] = ("tags", "aliases")) -> str:
    """Return a note's text with those properties added that it lacks; its own values win, but `lists` (folded names) get what they lack.

    An `inbox_id` without a value is filled in: without it nobody could tell again whose the note is.
    """
    block = parse(text)
    if block is None:
        return with_block(text, values)
    edits = []
    for name, value in values.items():
        held = block.find(name)
        if held is None:
            edits.append(insertion(block, name, value))
        elif name == "inbox_id" and held.value in EMPTY:
            edits.append(replacement(block, held, value))
        elif isinstance(value, list) and name.casefold() in lists:
            edits += list_edits(text, block, held, missing([held.value, *items_of(held.value, name)], value), ())
    return apply(text, merged(edits))


def with_block(text: str, values: Mapping[str, Any]) -> str:
    """Return a text that has no properties with a block of its own before it; a byte order mark stays first."""
    if not values:
        return text
    newline = newline_of(text)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = "".join(["---\n", *(entry(name, value) for name, value in values.items()), "---\n"])
    return mark + lines.replace("\n", newline) + text.removeprefix(mark)


def insertion(block: Block, name: str, value: Any, after: Property | None = None) -> Edit:
    """The edit that puts a new property behind another, else at the end of the block."""
    if block.flow:
        raise NoteError("the properties stand in braces on one line: nothing can be added to them safely")
    lines = entry(name, value).split("\n")[:-1]
    at = after.end if after else block.end
    return Edit(at, at, "".join(f"{block.indent}{line}{block.newline}" for line in lines), late=True)


def replacement(block: Block, held: Property, value: Any) -> Edit:
    """The edit that gives a property another value; a comment behind a one-line value stays."""
    if block.flow:
        raise NoteError("the properties stand in braces on one line: nothing can be changed in them safely")
    start, end = held.value_span
    if held.single and not isinstance(value, (list, tuple)):
        written = entry(held.name, value).removesuffix("\n").removeprefix(scalar(held.name) + ":").strip(" ")
        return Edit(start, end, written if start < end else f" {written}")
    lines = entry(held.name, value).split("\n")[:-1]
    return Edit(held.start, held.end, "".join(f"{block.indent}{line}{block.newline}" for line in lines))


def removal(block: Block, held: Property) -> Edit:
    """The edit that takes a property's lines away."""
    if block.flow:
        raise NoteError("the properties stand in braces on one line: nothing can be changed in them safely")
    return Edit(held.start, held.end, "")


def missing(held: Sequence[Any], wanted: Sequence[Any]) -> list[Any]:
    """Return the wanted tags or aliases that are not among those held, as they stand or made harmless; see `key_of`."""
    known = {key_of(text) for item in held for text in (item, inert.plain(str(item)))}
    return [item for item in wanted if key_of(item) not in known]


def key_of(item: Any) -> str:
    """Return by what two tags or aliases are the same: without case or `#`, words joined as a tag would join them."""
    text = str(item).strip().casefold().removeprefix("#")
    return "-".join(text.split())


def items_of(value: Any, name: str = "tags") -> list[Any]:
    """Return what the property of this name holds as a list, as Obsidian reads it: nothing, a list's items, or the pieces of a text.

    Commas part them; tags are parted by blanks as well.
    """
    if value is None:
        return []
    if isinstance(value, list):
        return value
    if not isinstance(value, str):
        return [value]
    pieces = _WORDS.split(value) if name.casefold() in _TAGS else (piece.strip() for piece in value.split(","))
    return [piece for piece in pieces if piece]


def list_edits(text: str, block: Block, held: Property, new: Sequence[Any], gone: Sequence[int]) -> list[Edit]:
    """The edits that append items to a list and take away those at the places `gone`, in the list's own style."""
    if not new and not gone:
        return []
    if block.flow or not held.start <= held.value_span[0] <= held.end:
        raise NoteError(f"the property {held.name} is written in a way that cannot be changed safely")
    if held.flow and isinstance(held.value, list):
        return [_flow_list(text, held, new, gone)]
    if held.items:
        return _block_list(text, block, held, new, gone)
    return [_first_items(text, block, held, new)]


def merged(edits: Sequence[Edit]) -> list[Edit]:
    """Return edits with those at one and the same place joined; `NoteError` where two replace the same text."""
    found: dict[tuple[int, int], Edit] = {}
    for edit in sorted(edits, key=lambda each: each.late):
        before = found.get((edit.start, edit.end))
        if before and edit.start < edit.end:
            raise NoteError("two changes of the note overlap")
        found[edit.start, edit.end] = Edit(edit.start, edit.end, (before.text if before else "") + edit.text)
    return list(found.values())


def commented(text: str, held: Property, place: int) -> bool:
    """Tell whether something stands behind an item of a block list on its line: a comment, which only the user writes."""
    stop = held.items[place][1]
    end = text.find("\n", stop)
    return not held.flow and bool(text[stop : max(stop, end)].strip())


def _first_items(text: str, block: Block, held: Property, new: Sequence[Any]) -> Edit:
    """Items for a property that is no list yet: an empty one gets lines of its own, a text becomes a list in brackets."""
    start, end = held.value_span
    if not held.single or (start == end and not text[held.start : held.end].endswith("\n")):
        raise NoteError(f"the property {held.name} has a value that nothing can be added to safely")
    if start == end:
        lines = "".join(f"{block.indent}  - {scalar(item)}{block.newline}" for item in new)
        return Edit(held.end, held.end, lines)
    words = [*items_of(held.value, held.name), *new]
    return Edit(start, end, f"[{', '.join(scalar(word, flow=True) for word in words)}]")


def _flow_list(text: str, held: Property, new: Sequence[Any], gone: Sequence[int]) -> Edit:
    """A list in brackets, written anew between the brackets only where items go; else the new ones follow the last."""
    start, end = held.value_span
    added_items = [scalar(item, flow=True) for item in new]
    if not gone and held.items:
        last = held.items[-1][1]
        return Edit(last, last, "".join(f", {item}" for item in added_items))
    kept = [text[begin:stop] for place, (begin, stop) in enumerate(held.items) if place not in gone]
    return Edit(start, end, f"[{', '.join([*kept, *added_items])}]")


def _block_list(text: str, block: Block, held: Property, new: Sequence[Any], gone: Sequence[int]) -> list[Edit]:
    edits = []
    for place in gone:
        start, end = _item_lines(text, held, place)
        edits.append(Edit(start, end, ""))
    if len(gone) == len(held.items) and not new and text[held.start : held.end].count("\n") == len(gone) + 1:
        return [removal(block, held)]  # nothing but the name is left, no comment either
    if new:
        start, end = _item_lines(text, held, len(held.items) - 1)
        lead = text[start : held.items[-1][0]]
        lines = "".join(f"{lead}{scalar(item)}{block.newline}" for item in new)
        edits.append(Edit(end, end, lines))
    return edits


def _item_lines(text: str, held: Property, place: int) -> tuple[int, int]:
    """The whole lines of one item of a block list; `NoteError` where it shares its line with anything but a comment."""
    begin, stop = held.items[place]
    start = text.rfind("\n", 0, begin) + 1
    end = text.find("\n", max(begin, stop - 1)) + 1
    if not (held.start < start and end <= held.end and _ITEM.match(text[start:begin])):
        raise NoteError(f"the list {held.name} is written in a way that cannot be changed safely")
    return start, end
