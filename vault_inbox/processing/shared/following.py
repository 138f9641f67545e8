"""Links that we wrote follow the notes that they lead to, when the user renames or moves those, inside Obsidian or outside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from ...model import Connection, NoteRef
from ...notes.follow import repointed
from ...pipeline import attempt
from ...state.records import Record
from ...vault.links import write_link
from .workspace import Workspace


def marks(work: Workspace, connections: Iterable[Connection]) -> dict[str, str]:
    """By what the targets of links are found again: path -> the `inbox_id` of a note of ours, else size and hash of its text."""
    found = {}
    for connection in connections:
        mark, _ = attempt(lambda: _mark(work, connection.target))  # noqa: B023 - used at once
        if mark:
            found[connection.target] = mark
    return found


def follow(work: Workspace, ref: NoteRef, record: Record, text: str) -> tuple[str, Record]:
    """The note's text and its record with the links that we wrote led to where their targets lie now; what the user wrote stays."""
    moved = {old: new for old, mark in record.targets.items() if (new := _now(work, old, mark)) not in {"", old}}
    if not moved:
        return text, record
    place = work.place()
    links = {old: write_link(new, ref.path, place.named, place.style) for old, new in moved.items()}
    base = repointed(record.text, links, work.layout)
    targets = {moved.get(old, old): mark for old, mark in record.targets.items()}
    return repointed(text, links, work.layout, known=record.text), replace(record, text=base, targets=targets)


def _now(work: Workspace, path: str, mark: str) -> str:
    """Where the note with this mark lies, "" where it is not found again, or by more than one.

    To look for one takes a look at all notes, so what was found, or not, holds for the run.
    """
    if (work.vault / path).is_file():
        return path
    known = work.followed.get((path, mark))
    if known is None or (known and not (work.vault / known).is_file()):  # it may have moved on since
        known = _found(work, mark)
        work.followed[path, mark] = known if (work.vault / known).is_file() else ""
    return work.followed[path, mark]


def _found(work: Workspace, mark: str) -> str:
    kind, _, rest = mark.partition(":")
    if kind == "id":
        refs = work.index.with_inbox_id(rest)
        return refs[0].path if len(refs) == 1 else ""
    size = int(rest.partition(":")[0])
    same = []
    for path in work.index.paths():
        here, _ = attempt(lambda: (work.vault / path).stat().st_size == size and _mark(work, path) == mark)  # noqa: B023 - used at once
        if here:
            same.append(path)
    return same[0] if len(same) == 1 else ""


def _mark(work: Workspace, path: str) -> str:
    ref = work.index.note(path)
    if ref and ref.inbox_id:
        return f"id:{ref.inbox_id}"
    data = work.files.read(work.vault / path)
    return f"text:{len(data)}:{sha256(data).hexdigest()[:16]}"
