"""What a rule's template gives: its properties, with what Obsidian's own templates fill in (`{{title}}`, `{{date}}`, `{{time}}`)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ..errors import NoteError
from ..notes import inert, properties
from ..notes.tags import valid_tag
from ..text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..model import Note

# Filled in only once YAML is read: what is filled in cannot break it. Until then each stands between two signs of no script.
_OPEN, _CLOSE, _UNKNOWN = "\ue000", "\ue001", "\ue002"
_PLACEHOLDER = re.compile(r"\{\{\s*(?:(title|date|time)\s*(?::([^{}\n]*))?|[^{}\n]*)\}\}|<%[^\n]{0,1000}?%>")
_MARKED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
# The parts of a date that Moment.js, by which Obsidian writes dates, names so in each language, and signs between them.
_PARTS = re.compile(r"(?:YYYY|YY)(?!Y)|MM?(?!M)|DD?(?!D)|HH?(?!H)|mm?(?!m)|ss?(?!s)")
_FORMAT = re.compile(rf"(?:{_PARTS.pattern}|[-_./:T ])+")
_DAY, _TIME, _TITLE = "YYYY-MM-DD", "HH:mm", "title"
_BETWEEN_TAGS = r"[,\s]+"  # where they stand in one text
_JOINED = ("tags", "aliases")  # lists to which a template adds
_GIVEN = frozenset({"type", "created", "modified", "status", "source", "original_file", "inbox_id"})  # in every note, from the drop


def read(text: str) -> dict[str, Any]:
    """Read the properties of a template, for `with_template`. Raises `NoteError`."""
    return dict(properties.read(_PLACEHOLDER.sub(_mark, text)))


def untaken(template: Mapping[str, Any]) -> dict[str, str]:
    """The properties of a template that no note gets, each with why."""
    found = {}
    for name, value in template.items():
        if _OPEN in name:
            found[_MARKED.sub("{{…}}", name).replace(_UNKNOWN, "{{…}}")] = "nothing is filled into a name"
        elif _UNKNOWN in f"{name}{value}":
            found[name.replace(_UNKNOWN, "{{…}}")] = "it holds what is not filled in here; {{title}}, {{date}} and {{time}} are"
        elif not _can_be_held(name, value):
            found[name] = 'it is no text, number, day or list of these; a link needs quotes, as in "[[Name]]"'
        elif value in (None, "", []):
            found[name] = "it is empty"
        elif name.casefold() in _GIVEN:
            found[name] = "each note has its own"
        elif name.casefold() == "tags" and (bad := [tag for tag in _items(value, _BETWEEN_TAGS) if tag and not valid_tag(tag)]):
            found[name] = f"{', '.join(f'“{tag}”' for tag in bad)} can be no tag"
    return found


def with_template(note: Note, template: Mapping[str, Any]) -> Note:
    """The note with a template's properties; its own win, the template's tags and aliases follow its own."""
    values = {name: _filled(value, note) for name, value in template.items() if _is_taken(name, value)}
    added = {key: [value for name, value in values.items() if name.casefold() == key] for key in _JOINED}
    tags = [tag for value in added["tags"] for tag in map(valid_tag, _items(value, _BETWEEN_TAGS)) if tag]
    aliases = [alias for value in added["aliases"] for alias in _items(value, r",") if alias]
    rest = {name: value for name, value in values.items() if name.casefold() not in _JOINED}
    return replace(note, tags=_joined(note.tags, tags), aliases=_joined(note.aliases, aliases), properties={**rest, **note.properties})


def _is_taken(name: str, value: Any) -> bool:
    return _OPEN not in name and _UNKNOWN not in f"{name}{value}" and _can_be_held(name, value)


def _can_be_held(name: str, value: Any) -> bool:
    """Whether a note can have such a property; `[[Name]]` without quotes is a list of lists to YAML."""
    try:
        properties.entry(name, value)
    except NoteError:
        return False
    return True


def _mark(found: re.Match[str]) -> str:
    kind, form = found[1], (found[2] or "").strip()
    if kind == "title" and not form:
        return f"{_OPEN}{_TITLE}{_CLOSE}"
    form = form or {"date": _DAY, "time": _TIME}.get(kind or "", "")
    return f"{_OPEN}{form}{_CLOSE}" if kind != "title" and _FORMAT.fullmatch(form) and ": " not in form else _UNKNOWN


def _filled(value: Any, note: Note) -> Any:
    if isinstance(value, list):
        return [_filled(item, note) for item in value]
    if not isinstance(value, str) or _OPEN not in value:
        return value
    text = _MARKED.sub(lambda found: _said(found[1], note), value)
    return _typed(text, date.fromisoformat) or _typed(text, datetime.fromisoformat) or text if _MARKED.fullmatch(value) else text


def _said(form: str, note: Note) -> str:
    """What stands for a placeholder: the note's title, or when it was captured."""
    if form == _TITLE or note.created is None:
        return inert.plain(note.title) if form == _TITLE else ""
    when = note.created
    numbers = {"Y": when.year, "M": when.month, "D": when.day, "H": when.hour, "m": when.minute, "s": when.second}
    return _PARTS.sub(lambda part: f"{numbers[part[0][0]]:0{len(part[0])}}"[-max(2, len(part[0])) :], form)


def _typed(text: str, read: Callable[[str], date]) -> date | None:
    """A whole date as one; what only looks like it, as `20250918`, stays text."""
    try:
        value = read(text)
    except ValueError:
        return None
    return value if text.startswith(value.isoformat()[:16]) else None


def _items(value: Any, between: str) -> list[str]:
    if isinstance(value, (list, tuple)):
        return [str(item).strip() for item in value]
    return [part.strip() for part in re.split(between, str(value or ""))]


def _joined(own: tuple[str, ...], more: list[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for each in (*own, *more):
        kept.setdefault(fold(each), each)
    return tuple(kept.values())
