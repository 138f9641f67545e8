"""Why a note of ours is as it is: what spoke for each value and what against it, what the user changed, what was written when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ...errors import NoteError
from ...notes import properties
from ...notes.merge.remember import taken_out
from ...notes.splice import items_of, key_of
from ...state.records import Record
from ...state.writes import Write
from ...text.folding import fold
from ..shared.note_names import note_path
from ..shared.rewriting import decoded, journal
from ..shared.workspace import Workspace

_ORDER = ("title", "summary", "tags", "category", "folder", "connections", "neighbours", "scraped", "status", "properties")
_AGAINST = re.compile("not certain enough: |one too many: |left out: ")  # as the step `connections` says it
_KEPT = ("modified", "status")  # change by themselves


def explain(work: Workspace, note: str) -> dict[str, list[str]]:
    """Why a note of ours has its values: field -> reasons, then `yours` (what the user changed) and `history` (what was written when).

    Raises `NoteError` where nothing is known of it, `ConfigError` where there is no such note.
    """
    path = note_path(work, note)
    text = decoded(path, work.files.read(work.vault / path))
    inbox_id = str(properties.read(text).get("inbox_id", ""))
    record = work.records.get(inbox_id) if inbox_id else None
    steps = journal(work, inbox_id, text) if inbox_id else []
    if record is None and not steps:
        reason = "this machine has no record of it" if inbox_id else "it was not made by vault-inbox"
        raise NoteError(f"{path}: {reason}")
    record = (record or Record(inbox_id, path, text)).settled(text)
    made = f"from {record.drop}" + ("" if record.part == "1/1" else f", part {record.part}")
    why = {name: list(reasons) for name, reasons in record.why.items()}
    why.setdefault("title", [f"as the drop gives it ({record.drop})"] if record.drop else [])
    why["folder"] = [_folder(work, path, record)]
    why["connections"] = _with_standing(why.get("connections", []), set(record.targets).intersection(work.index.all_links_from(path)))
    ordered = {name: why.pop(name) for name in _ORDER if why.get(name)}
    answer = {
        "note": [path, *([made] if record.drop else [])],
        **ordered,
        **why,
        "yours": list(_yours(work, text, record)),
        "history": [_told(step, path) for step in steps if step.at],
    }
    return {name: reasons for name, reasons in answer.items() if reasons}


def _with_standing(reasons: list[str], standing: Iterable[str]) -> list[str]:
    """The reasons of links, with a word on those of ours that stand and that nothing spoke for when links were last looked for."""
    spoken = tuple(reason for reason in reasons if not _AGAINST.match(reason))
    unsaid = (target for target in sorted(standing) if not any(reason.startswith((f"{target} ", f"{target}: ")) for reason in spoken))
    return [*reasons, *(f"{target}: its link stays, for it was written earlier" for target in unsaid)]


def _told(step: Write, path: str) -> str:
    """When a note was written and how; with its path of then, where it lies elsewhere now, and the one that it was moved from."""
    place = f" as {step.note}" if step.note != path else ""
    return f"{step.at:%Y-%m-%d %H:%M}  {step.kind}{place}" + (f", moved from {step.moved}" if step.moved else "")


def _folder(work: Workspace, path: str, record: Record) -> str:
    folder, placed = path.rpartition("/")[0], record.note.rpartition("/")[0]
    if fold(folder) != fold(placed):
        return f"{folder or 'the vault itself'}: it was moved there from {placed or 'the vault itself'}"
    values = properties.read(record.text)
    if fold(str(values.get(work.layout.name_of("category")) or "")) == fold(folder):
        return f"{folder}: its category (note.folder = {work.settings.note.folder})"
    rule = work.settings.note.folders.get(str(values.get(work.layout.name_of("source"))))
    if rule:
        return f"{folder}: the settings' rule for its source, {rule}"
    if fold(folder) == fold(work.unfiled()):
        return f"{folder}: no category was certain"
    return f"{folder or 'the vault itself'}: the settings' pattern, {work.settings.note.folder}"


def _yours(work: Workspace, text: str, record: Record) -> Iterator[str]:
    """What the user changed in our part: properties, tags and connections that stay as they are."""
    ours, now = properties.read(record.text), properties.read(text)
    kept = {work.layout.name_of(name) for name in _KEPT}
    for name, value in ours.items():
        if isinstance(value, list):
            yield from _items(name, value, now)
        elif name not in now:
            yield f"{name}: you took it out"
        elif now[name] != value and name not in kept:
            yield f"{name}: you changed it from {_plain(value)} to {_plain(now[name])}"
    for line in taken_out(record.text, text, work.layout):
        yield f"connections: you took out or changed “{line}”"


def _items(name: str, ours: list[Any], now: Mapping[str, Any]) -> Iterator[str]:
    held = items_of(now.get(name), name)
    for item in ours:
        if key_of(item) not in {key_of(each) for each in held}:
            yield f"{name}: you took out {item}"
    for item in held:
        if key_of(item) not in {key_of(each) for each in ours}:
            yield f"{name}: you added {item}"


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
