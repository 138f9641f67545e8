"""A note of ours rewritten: announced first, so that a kill at any point leaves the old text or the new one, and either is known."""

from __future__ import annotations

import difflib
import time
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ...errors import NoteError
from ...model import Outcome
from ...notes.writing import NOT_YET
from ...pipeline import attempt
from ...state.locks import write_lock
from ...state.records import Record
from ...state.writes import Write, digest
from .originals import came_as
from .workspace import Workspace

QUIET = 30.0  # seconds: a note that changed later than that may be open somewhere


def is_fresh(path: Path) -> bool:
    """Whether a note was changed so lately that it may be open somewhere.

    A time in the future is that of a wrong clock, here or on the phone whose sync app kept it: then the time at which the file came counts.
    """
    status, now = path.stat(), time.time()
    age = now - status.st_mtime
    return age < QUIET if age >= 0 else abs(now - status.st_ctime) < QUIET


def write(work: Workspace, path: Path, old: bytes, new: str, record: Record, kind: str = "updated", *, reworded: bool = False) -> str:
    """Rewrite a note, announced by its record and its journal, and move it where the record says so; returns its path then.

    Should we be killed here, the note itself says whether it was done. Raises `NoteError` where it no longer holds `old`, before anything
    is remembered: the journal must not tell of a write that never was.
    `reworded` says that only the reason changed for which a page is not there: the step before is undone together with it.
    """
    record = replace(record, written=work.now())
    before = old.decode()
    base = record.text if NOT_YET in record.text else ""
    entry = Write(kind, work.run_id, record.written, record.note, digest(new), before, record.moving, reworded, base)
    with write_lock(work.state):
        check_unchanged(work, path, old)
        work.writes.keep(record.inbox_id, [*journal(work, record.inbox_id, before), entry])
        work.records.put(record)
        work.files.replace(path, old, new.encode())
        if record.moving:
            return moved(work, record.settled(new))
        work.remember(work.records.put, record.settled(new))
    work.remember(work.index.put, work.relative(path))
    return record.note


def check_unchanged(work: Workspace, path: Path, old: bytes) -> None:
    """Raise `NoteError` where a note no longer holds `old`; to be called under the write lock, before its rewrite is announced."""
    if work.files.read(path) != old:
        raise NoteError(f"{path.name} was changed meanwhile")


def moved(work: Workspace, record: Record) -> str:
    """Move a note whose text is written to where its record says; returns its path. A name that was taken meanwhile leaves it in place."""
    path = record.note
    work.files.make_folder(PurePosixPath(path).parent)
    _, error = attempt(lambda: work.files.move(record.moving, path))
    if isinstance(error, FileExistsError):
        path = record.moving
    elif error:
        raise error
    else:
        told = Outcome(*came_as(work, record.inbox_id, path), "updated", path, warnings=(f"moved from {record.moving}",))
        work.tell([told], in_place=True)
    work.remember(work.records.put, replace(record, note=path, moving=""))
    for each in {record.moving, path}:
        work.remember(work.index.put, each)
    return path


def journal(work: Workspace, inbox_id: str, text: str) -> list[Write]:
    """What was done to a note that now holds `text`, oldest first; a note that was only made has no journal but its record."""
    found = list(work.writes.of(inbox_id, text))
    record = work.records.get(inbox_id)
    if not found and record and record.written:
        return [Write("made", record.run, record.written, record.note, digest(record.text))]
    return found


def decoded(path: str, data: bytes) -> str:
    """The text of a note; raises `NoteError` where it is no UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise NoteError(f"{path}: it is no UTF-8 text, so it is left as it is") from error


def diff(path: str, old: str, new: str, path_now: str = "") -> str:
    """The unified diff of a note's text; `path_now` is where it lies with the new one."""
    before, after = (text.replace("\r\n", "\n").split("\n") for text in (old, new))
    return "\n".join(difflib.unified_diff(before, after, path, path_now or path, lineterm="")) + "\n"
