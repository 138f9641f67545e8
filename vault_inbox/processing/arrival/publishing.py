"""A finished note gets its place in the vault, once: also beside another process, another machine, or after a kill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...errors import NoteError
from ...model import Drop
from ...notes import pending, properties
from ...notes.blocks import inbox_id_line
from ...notes.writing import NOT_YET
from ...state.records import Record
from ...text.folding import fold
from ...vault.folders import is_gone
from ...vault.names import file_stem
from ..shared import originals
from ..shared.following import marks
from ..shared.leading import await_drops
from ..shared.workspace import Workspace
from . import same_page
from .making import Made, place

_STATUS = "pending"  # a note whose text has neither this nor our line for a page waits for none


def known_note(work: Workspace, inbox_id: str) -> str:
    """The path of the note that bears this `inbox_id`, "" if there is none: the notes themselves are the ledger.

    Raises `OSError` where a note that bore it cannot be read now: it may bear it still, and a second one must not be made.
    """
    refs = work.index.with_inbox_id(inbox_id)
    record = work.records.get(inbox_id)
    for candidate in [*(ref.path for ref in refs), *([record.note] if record else [])]:
        if bears(work, candidate, inbox_id):
            return candidate
    for ref in refs:
        if not is_gone(work.vault / ref.path):
            work.files.read(ref.path)
    return ""


def bears(work: Workspace, path: str, inbox_id: str) -> bool:
    """Whether the file at `path` is the note with this `inbox_id`, by its own bytes."""
    return borne(work, path) == inbox_id


def borne(work: Workspace, path: str) -> str | None:
    """The `inbox_id` that the file at `path` bears, by its own bytes; its properties may be no valid YAML just now.

    "" where it bears none, `None` where it cannot be read.
    """
    try:
        text = _text(work, path)
    except (OSError, NoteError):
        return None
    try:
        return str(properties.read(text).get("inbox_id", ""))
    except NoteError:
        return inbox_id_line(properties.split(text)[0]) or None


def is_pending(work: Workspace, path: str) -> bool:
    """Whether a note of ours still waits for a page."""
    try:
        text = _text(work, path)
        if NOT_YET not in text and _STATUS not in text:
            return False
        record = work.records.get(str(properties.read(text).get("inbox_id", "")))
        return is_waiting(work, text, record)
    except (OSError, NoteError):
        return False


def is_waiting(work: Workspace, text: str, record: Record | None) -> bool:
    """Whether a note of ours that holds `text` still waits for a page. Raises `NoteError` where its properties cannot be read.

    Its status may be the user's own from the first: that tells the record of what we wrote, or, where there is none, its drop. Without a
    line that stands for a page only the record tells whose word the status is.
    """
    if record is not None:
        waits = pending.is_pending(text, work.layout, record.text)
        return waits and (NOT_YET in text or _said_so(work, text, record))
    if NOT_YET in text:
        return pending.is_pending(text, work.layout, own=originals.own_text(work, text))
    properties.parse(text)  # raises where they cannot be read
    return False


def _said_so(work: Workspace, text: str, record: Record) -> bool:
    """Whether it was us who called a note pending that has no line for a page, and does so in the record.

    A record that was made later, of the note itself, has no run, and the status that it found; a person's own note may have come with it.
    """
    if NOT_YET in record.text:
        return True
    own = originals.own_text(work, text) if record.run else None
    return bool(record.run) and not (own is not None and pending.is_pending(own, work.layout))


def publish(work: Workspace, drop: Drop, made: Made) -> Made:
    """Write the note under a name that is free; a name taken in the meantime gives the next one. To be called under the write lock.

    Where another machine has just published the note of this drop, that one's path comes back, with no text. What must not be missing
    after a kill is written before the note: the record, and for a pending note the time of the next try.
    """
    while True:
        placed = place(work, drop, made)
        for path in _alike(work, placed):
            if bears(work, path, drop.inbox_id):
                work.remember(work.index.put, path)
                return replace(placed, path=path, text="")
        target = work.vault / placed.path
        work.files.make_folder(target.parent)
        if placed.note.status == "pending":
            work.retries.forget(drop.inbox_id)  # the tries for a note that the user deleted are not this one's
            work.retries.failed(drop.inbox_id, retry_after=work.asked_to_wait(placed.note))
        if placed.awaited:
            await_drops(work, drop.inbox_id)
        work.writes.forget(drop.inbox_id)  # that of a note that the user deleted; after the record it would pass for the new one's
        work.records.put(_record(work, drop, placed))
        try:
            work.files.publish(target, placed.text.encode())
        except FileExistsError:
            continue
        except OSError:
            if not bears(work, placed.path, drop.inbox_id):
                work.remember(work.records.forget, drop.inbox_id)
            raise
        work.listed.add(placed.path)
        work.remember(work.index.put, placed.path)
        return placed


def _alike(work: Workspace, placed: Made) -> Iterator[str]:
    """The notes in the folder that took the name, or the name with a number, and that the index has not seen."""
    folder = placed.path.rpartition("/")[0]
    stem = fold(file_stem(placed.note.file_name or placed.note.title))
    for name in work.listed.beginning(folder, stem):
        rest = fold(name).removeprefix(stem).removesuffix(".md")
        path = f"{folder}/{name}".lstrip("/")
        if name.endswith(".md") and (not rest or (rest[0] == " " and rest[1:].isdecimal())) and work.index.note(path) is None:
            yield path


def _record(work: Workspace, drop: Drop, made: Made) -> Record:
    return Record(
        inbox_id=drop.inbox_id,
        note=made.path,
        text=made.text,
        drop=drop.name,
        part=drop.part,
        written=work.now(),
        why={name: list(texts) for name, texts in made.why.items()},
        targets=marks(work, made.note.connections),
        run=work.run_id,
        awaited=made.awaited,
        folder=drop.folder,
        titles=same_page.own_titles(made.note),
        brought=originals.properties_of(made.note) if made.note.inbox_id == drop.inbox_id else None,
    )


def _text(work: Workspace, path: str) -> str:
    return work.files.read(work.vault / path).decode("utf-8", "replace")
