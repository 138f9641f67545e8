"""Our part of our notes, brought up to date in place: pending pages, links to newer notes. The user's part is never touched."""

from __future__ import annotations

import difflib
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import NoteError
from ..model import Note, NoteRef, Outcome, Status
from ..notes import properties
from ..notes.parse import read_note
from ..notes.render import render
from ..notes.update import update
from ..pipeline import attempt, run_steps, said
from ..state.locks import write_lock
from ..state.records import Record
from . import originals
from .filing import with_links
from .making import Said, draft
from .publishing import is_pending
from .workspace import Workspace

QUIET = 30.0  # seconds: a note that changed later than that may be open somewhere
RELINKED = ("connections",)  # the steps that a finished note is looked at with again


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of one note: `diff` is the unified diff of its text, "" where nothing changed or would change."""

    outcome: Outcome
    diff: str = ""


def refresh(work: Workspace, notes: Sequence[str] | None = None, *, dry_run: bool = False) -> list[Refreshed]:
    """Bring our notes up to date: all of them, or those at these paths. With `dry_run` nothing is written."""
    ours = {ref.path: ref for ref in work.index.all_ours()}
    paths = sorted(ours) if notes is None else [path if path in ours else f"{path}.md" for path in notes]
    results = []
    for path in paths:
        ref = ours.get(path)
        results.append(_one(work, ref, dry_run=dry_run) if ref else Refreshed(_failed(path, "there is no such note of ours")))
    work.tell([result.outcome for result in results if result.outcome.status == "updated" and not dry_run])
    return results


def complete_due(work: Workspace) -> Iterator[Outcome]:
    """Try again the pages that are due, and complete their notes in place."""
    due = [retry for retry in work.retries.due() if not retry.key.startswith("drop:")]
    if due:
        work.index.refresh()  # a cache that was lost knows of no notes
    for retry in due:
        refs = work.index.with_inbox_id(retry.key)
        if not any(is_pending(work, ref.path) for ref in refs):  # finished, or deleted by the user: it is never made again
            work.remember(work.retries.forget, retry.key)
            continue
        outcome = _one(work, refs[0]).outcome
        if outcome.status == "failed":
            _later(work, retry.key)
        if outcome.status != "skipped":
            work.tell([outcome])
            yield outcome


def schedule_pending(work: Workspace) -> None:
    """Plan the next try of every pending note where this machine's memory was lost, or never was: the notes are the ledger."""
    begun, _ = attempt(work.retries.begin)
    for ref in work.index.all_ours() if begun else ():
        if is_pending(work, ref.path):
            work.remember(work.retries.failed, ref.inbox_id)


def failed_due(work: Workspace) -> list[Path]:
    """The drops that failed for a reason that may pass, and are due to be tried again."""
    keys = [retry.key.removeprefix("drop:") for retry in work.retries.due() if retry.key.startswith("drop:")]
    for key in keys:
        if not os.path.lexists(work.vault / key):
            work.remember(work.retries.forget, f"drop:{key}")
    return [work.vault / key for key in keys if (work.vault / key).exists()]


def _one(work: Workspace, ref: NoteRef, *, dry_run: bool = False) -> Refreshed:
    result, error = attempt(lambda: _refreshed(work, ref, dry_run))
    if result is None:
        return Refreshed(_failed(ref.path, said(error) if error else ""))
    return result


def _refreshed(work: Workspace, ref: NoteRef, dry_run: bool) -> Refreshed:
    path = work.vault / ref.path
    data = work.files.read(path)
    if not dry_run and 0 <= time.time() - path.stat().st_mtime < QUIET:  # one in the future is a wrong clock's
        return Refreshed(_skipped(ref.path, "it was changed a moment ago"))
    if len(work.index.with_inbox_id(ref.inbox_id)) > 1:
        return Refreshed(_skipped(ref.path, "another note bears the same inbox_id (a conflict copy?); neither is changed"))
    text = _decoded(ref.path, data)
    record = work.records.get(ref.inbox_id)
    pending = properties.read(text).get(work.layout.name_of("status")) == "pending"
    if record is None:
        record = Record(ref.inbox_id, ref.path, text, drop=read_note(text, ref.title, work.layout).original_file)
        if not dry_run:
            work.records.put(record)
        if not pending:
            return Refreshed(_skipped(ref.path))
    record = record.settled(text)
    note, why = _completed(work, ref, record) if pending else _relinked(work, ref, text)
    note = with_links(note, ref.path, work.place())
    new = update(text, note, base=_known(work, record, pending), layout=work.layout)
    status: Status = "pending" if note.status == "pending" else "updated"
    if new != text and not dry_run:
        base = _base(record, note, work, pending)
        _write(work, path, data, new, replace(record, note=ref.path, why={**record.why, **why}).plan(new, base))
    if pending and not dry_run:
        _later(work, ref.inbox_id, over=note.status != "pending")
    if new == text:
        return Refreshed(_skipped(ref.path) if status == "updated" else Outcome(note.original_file, "pending", ref.path))
    return Refreshed(Outcome(note.original_file, status, ref.path), _diff(ref.path, text, new))


def _completed(work: Workspace, ref: NoteRef, record: Record) -> tuple[Note, dict[str, tuple[str, ...]]]:
    """A pending note made again from its drop; after seven days without its page it is a draft that says so."""
    drop = originals.find(work, record.drop, ref.inbox_id)
    if drop is None:
        raise NoteError(f"{ref.path}: its drop {record.drop} is not among the originals, so its page cannot be fetched for it")
    made = draft(work, drop)
    note = replace(made.note, category=made.note.category or ref.folder or None)
    if note.status == "pending" and work.retries.is_hopeless(ref.inbox_id):
        note = replace(note, status="draft")
    return note, dict(made.why)


def _later(work: Workspace, inbox_id: str, *, over: bool = False) -> None:
    """Plan the next try of a pending note, or no more where that is over; only after the note is written: a kill costs one more try."""
    over = over or work.retries.is_hopeless(inbox_id)
    work.remember(work.retries.forget if over else work.retries.failed, inbox_id)


def _relinked(work: Workspace, ref: NoteRef, text: str) -> tuple[Note, dict[str, tuple[str, ...]]]:
    """A finished note with its connections looked for again; its category follows the folder that it lies in."""
    note = read_note(text, ref.title, work.layout)
    said_of = Said()
    steps = [(name, step) for name, step in work.steps if name in RELINKED]
    found = run_steps(note, work.context(said_of.warn, said_of.explain), steps)
    kept = tuple(connection for connection in note.connections if connection not in found.connections)
    category = ref.folder if note.category and ref.folder else note.category
    return replace(found, connections=(*kept, *found.connections), category=category), said_of.reasons()


def _known(work: Workspace, record: Record, pending: bool) -> str | None:
    """What we last wrote; `None` where a note that we had completed is pending again: a phone saved the state that it knew."""
    came_back = pending and properties.read(record.text).get(work.layout.name_of("status")) != "pending"
    return None if came_back else record.text


def _base(record: Record, note: Note, work: Workspace, pending: bool) -> str:
    """What counts as last written from now on: what we wrote before and now, so that what the user took out stays out."""
    if pending:
        return render(note, work.layout)
    return update(record.text, note, base=None, layout=work.layout)


def _write(work: Workspace, path: Path, old: bytes, new: str, record: Record) -> None:
    """Rewrite a note, announced by its record; should we be killed here, the note itself says whether it was done."""
    record = replace(record, written=work.now())
    with write_lock(work.state):
        work.records.put(record)
        work.files.replace(path, old, new.encode())
        work.remember(work.records.put, record.settled(new))
    work.remember(work.index.put, work.relative(path))


def _decoded(path: str, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise NoteError(f"{path}: it is no UTF-8 text, so it is left as it is") from error


def _diff(path: str, old: str, new: str) -> str:
    before, after = (text.replace("\r\n", "\n").split("\n") for text in (old, new))
    return "\n".join(difflib.unified_diff(before, after, path, path, lineterm="")) + "\n"


def _skipped(path: str, *warnings: str) -> Outcome:
    return Outcome("", "skipped", path, warnings=warnings)


def _failed(path: str, error: str) -> Outcome:
    return Outcome("", "failed", path, error=error)
