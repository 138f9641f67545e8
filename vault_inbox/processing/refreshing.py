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
from ..notes.remember import remember
from ..notes.render import render
from ..notes.update import update
from ..pipeline import attempt, said
from ..state.locks import write_lock
from ..state.records import Record
from ..state.writes import Write, digest
from ..vault.names import fold
from . import originals
from .filing import with_links
from .following import follow, marks
from .making import Said, draft
from .publishing import is_pending
from .relinking import relinked
from .workspace import Workspace

UNWANTED = "refresh"  # among what the user refused: a rewrite was undone, so the daemon leaves the note alone
QUIET = 30.0  # seconds: a note that changed later than that may be open somewhere


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
        results.append(refresh_one(work, ref, dry_run=dry_run) if ref else Refreshed(_failed(path, "there is no such note of ours")))
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
        outcome = refresh_one(work, refs[0]).outcome
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


def refresh_one(work: Workspace, ref: NoteRef, *, dry_run: bool = False) -> Refreshed:
    """Bring one note of ours up to date; never raises for a note that cannot be."""
    result, error = attempt(lambda: _refreshed(work, ref, dry_run))
    if result is None:
        return Refreshed(_failed(ref.path, said(error) if error else ""))
    return result


def _refreshed(work: Workspace, ref: NoteRef, dry_run: bool) -> Refreshed:
    path = work.vault / ref.path
    data = work.files.read(path)
    if not dry_run and is_fresh(path):
        return Refreshed(_skipped(ref.path, "it was changed a moment ago"))
    if len(work.index.with_inbox_id(ref.inbox_id)) > 1:
        return Refreshed(_skipped(ref.path, "another note bears the same inbox_id (a conflict copy?); neither is changed"))
    text = decoded(ref.path, data)
    record = work.records.get(ref.inbox_id)
    record = record.settled(text) if record else None
    was_pending = properties.read(text).get(work.layout.name_of("status")) == "pending"
    led = text
    if record:
        led, record = follow(work, ref, record, text)
    note, why = _derived(work, ref, led, record, pending=was_pending)
    if record is None:
        # what we would have written counts as written: then nothing that stands is ever taken out, and what the user took out stays out
        known = Record(ref.inbox_id, ref.path, render(note, work.layout), drop=note.original_file)
        if not dry_run:
            work.records.put(known)
        if not was_pending:
            return Refreshed(_skipped(ref.path))
        new = update(text, note, base=None, layout=work.layout)
    else:
        known = record
        new = update(led, note, base=_known(work, known, was_pending), layout=work.layout)
    if new != text and not dry_run:
        base = render(note, work.layout) if was_pending else remember(known.text, led, new, work.layout)
        known = replace(known, targets={**marks(work, note.connections), **known.targets})
        write(work, path, data, new, replace(known, note=ref.path, why={**known.why, **why}).plan(new, base))
    if was_pending and not dry_run:
        _later(work, ref.inbox_id, over=note.status != "pending", wait=work.asked_to_wait(note))
    status: Status = "pending" if note.status == "pending" else "updated"
    if new == text:
        return Refreshed(_skipped(ref.path) if status == "updated" else Outcome(note.original_file, "pending", ref.path))
    return Refreshed(Outcome(note.original_file, status, ref.path), diff(ref.path, text, new))


def is_fresh(path: Path) -> bool:
    """Whether a note was changed so lately that it may be open somewhere; a time in the future is a wrong clock's."""
    return 0 <= time.time() - path.stat().st_mtime < QUIET


def _derived(work: Workspace, ref: NoteRef, text: str, record: Record | None, *, pending: bool) -> tuple[Note, dict[str, tuple[str, ...]]]:
    """The note as it would be made today, its links written for its place, and why."""
    standing = read_note(text, ref.title, work.layout)
    said_of = Said()
    if pending:
        note, why = _completed(work, ref, record.drop if record else standing.original_file)
        note = replace(note, category=standing.category or note.category)
        said_of.why.update({name: list(texts) for name, texts in why.items()})
    else:
        note = relinked(work, ref, standing, record, text, said_of)
    if record and (folder := _moved_to(work, ref, record)):
        note = replace(note, category=folder, modified=work.now())
        if fold(folder) != fold(standing.category or ""):
            said_of.explain("category", f"{folder}: the note was moved there")
    placed = with_links(note, ref.path, work.place())
    pairs = zip(note.connections, placed.connections, strict=True)
    connections = tuple(had if had.link else made for had, made in pairs)  # a link that was read from the note is written already
    return replace(placed, connections=connections), said_of.reasons()


def _moved_to(work: Workspace, ref: NoteRef, record: Record) -> str:
    """The folder that the user moved a note to, "" where it lies as it did, or in a folder that is no category."""
    before = fold(record.note.rpartition("/")[0])
    return "" if fold(ref.folder) in {before, "", fold(work.unfiled())} else ref.folder


def _completed(work: Workspace, ref: NoteRef, name: str) -> tuple[Note, dict[str, tuple[str, ...]]]:
    """A pending note made again from its drop; after seven days without its page it is a draft that says so."""
    drop = originals.find(work, name, ref.inbox_id)
    if drop is None:
        raise NoteError(f"{ref.path}: its drop {name} is not among the originals, so its page cannot be fetched for it")
    made = draft(work, drop)
    note = replace(made.note, modified=work.now())
    if note.status == "pending" and work.retries.is_hopeless(ref.inbox_id):
        note = replace(note, status="draft")
    return note, dict(made.why)


def _later(work: Workspace, inbox_id: str, *, over: bool = False, wait: float = 0.0) -> None:
    """Plan the next try of a pending note, or no more where that is over; only after the note is written: a kill costs one more try.

    `wait` is the least number of seconds until then.
    """
    if over or work.retries.is_hopeless(inbox_id):
        work.remember(work.retries.forget, inbox_id)
    else:
        work.remember(lambda: work.retries.failed(inbox_id, retry_after=wait))


def _known(work: Workspace, record: Record, pending: bool) -> str | None:
    """What we last wrote; `None` where a note that we had completed is pending again: a phone saved the state that it knew."""
    came_back = pending and properties.read(record.text).get(work.layout.name_of("status")) != "pending"
    return None if came_back else record.text


def write(work: Workspace, path: Path, old: bytes, new: str, record: Record, kind: str = "updated") -> None:
    """Rewrite a note, announced by its record and its journal; should we be killed here, the note itself says whether it was done."""
    record = replace(record, written=work.now())
    before = old.decode()
    entry = Write(kind, work.run_id, record.written, record.note, digest(new), before)
    with write_lock(work.state):
        work.writes.keep(record.inbox_id, [*journal(work, record.inbox_id, before), entry])
        work.records.put(record)
        work.files.replace(path, old, new.encode())
        work.remember(work.records.put, record.settled(new))
    work.remember(work.index.put, work.relative(path))


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


def diff(path: str, old: str, new: str) -> str:
    """The unified diff of a note's text."""
    before, after = (text.replace("\r\n", "\n").split("\n") for text in (old, new))
    return "\n".join(difflib.unified_diff(before, after, path, path, lineterm="")) + "\n"


def _skipped(path: str, *warnings: str) -> Outcome:
    return Outcome("", "skipped", path, warnings=warnings)


def _failed(path: str, error: str) -> Outcome:
    return Outcome("", "failed", path, error=error)
