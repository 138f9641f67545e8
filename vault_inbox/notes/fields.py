"""The properties of a note as they are to stand in its text: their order, names, types, and values made harmless."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from . import inert
from .tags import valid_tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Note
    from .layout import Layout

LISTS = ("tags", "aliases")
_LIST_TYPES = frozenset({"multitext", "tags", "aliases"})
_TEMPLATER = re.compile(r"<(?=%)")


def values(note: Note, layout: Layout) -> dict[str, Any]:
    """Return the note's properties by the user's names, in the contract's order, only those with a value."""
    found: dict[str, Any] = {}
    for ours, value in (*_ours(note), *_further(note)):
        name = layout.name_of(ours)
        typed = _typed(value, ours, layout.type_of(name))
        if name and not _empty(typed) and name.casefold() not in {other.casefold() for other in found}:
            found[name] = typed
    return found


def lists(layout: Layout) -> frozenset[str]:
    """Return the user's names, folded, of the properties to which items are added: tags and aliases."""
    return frozenset(layout.name_of(name).casefold() for name in LISTS) - {""}


def valid_tags(tags: Iterable[str]) -> list[str]:
    """Return tags of Obsidian's syntax, each once whatever its case."""
    return list({tag.casefold(): tag for tag in reversed([valid_tag(text) for text in tags]) if tag}.values())[::-1]


def _ours(note: Note) -> tuple[tuple[str, Any], ...]:
    author = [inert.plain(note.author)] if isinstance(note.author, str) else [inert.plain(name) for name in note.author]
    authors = [name for name in author if name]
    return (
        ("type", "note"),
        ("category", inert.plain(note.category or "")),
        ("created", note.created),
        ("modified", note.modified or note.created),
        ("tags", valid_tags(note.tags)),
        ("aliases", list(dict.fromkeys(alias for alias in map(inert.plain, note.aliases) if alias))),
        ("status", inert.plain(note.status)),
        ("source", inert.plain(note.source)),
        ("url", inert.address(note.url)),
        ("author", authors[0] if len(authors) == 1 else authors),
        ("published", note.published),
        ("site", inert.plain(note.site)),
        ("original_file", inert.plain(note.original_file)),
        ("inbox_id", inert.plain(note.inbox_id)),
    )


def _further(note: Note) -> Iterable[tuple[str, Any]]:
    """A step's own properties: the step may write links, so only what Templater would run is broken up."""
    for name, value in note.properties.items():
        if isinstance(value, (list, tuple)):
            yield inert.plain(name), [_unrun(item) for item in value]
        else:
            yield inert.plain(name), _unrun(value)


def _unrun(value: Any) -> Any:
    return _TEMPLATER.sub("<\u200b", " ".join(value.split())) if isinstance(value, str) else value


def _typed(value: Any, ours: str, kind: str) -> Any:
    """The value in the type that the user assigned to the property; `published` is a day where nothing is assigned."""
    if kind in _LIST_TYPES or ours in LISTS:
        return list(value) if isinstance(value, (list, tuple)) else ([] if _empty(value) else [_written(value)])
    if kind == "text" and isinstance(value, (list, tuple)):
        return ", ".join(str(_written(item)) for item in value)
    if kind == "datetime" or (isinstance(value, datetime) and kind != "date" and ours != "published"):
        return datetime.combine(value, time()) if isinstance(value, date) and not isinstance(value, datetime) else value
    return value.date() if isinstance(value, datetime) else value


def _written(value: Any) -> Any:
    """A date inside a text or list is text there."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, (str, list, tuple)) and not value)
