"""One file of the inbox -> finished notes, the original put away; or a place in Failed/ with a note that says why.

The order is what makes it safe to be killed anywhere: read and hash, is the `inbox_id` known, publish without clobbering, hash the
file again, put it away without replacing anything. Done again from the start, each part finds what is already there.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from ..drops import is_prose, kind_of, read_drop, split_drop
from ..errors import DropError, NoteError, VaultBusy
from ..model import Drop, Outcome, Status
from ..notes import properties
from ..pipeline import attempt, said
from ..state.locks import write_lock
from ..state.records import Record
from . import failures, originals
from .making import Made, draft, place
from .workspace import Workspace

TRIES = 5  # a drop that fails this often for no reason of its own is put into Failed/
LARGEST = 64 * 1024 * 1024  # bytes read of one file; a text of over 5 MB is refused by its reader


def process(work: Workspace, path: Path) -> list[Outcome]:
    """Make the notes of one file; what cannot become one is put into Failed/, what may work later is left for later.

    Returns one outcome per note-to-be, none where the file is gone (another process took it). Raises `VaultBusy`.
    """
    started = time.monotonic()
    drop_path = work.relative(path)
    if kind_of(path.name) is None:
        outcomes = _not_a_drop(work, path, drop_path)
    else:
        result, error = attempt(lambda: _take(work, path))
        outcomes = result if result is not None else _failed(work, path, drop_path, error)
    outcomes = [replace(outcome, seconds=round(time.monotonic() - started, 3)) for outcome in outcomes]
    work.tell(outcomes)
    return outcomes


def read(work: Workspace, path: Path) -> Drop:
    """The file as a drop: its bytes, its mtime in the vault's time, the sub-folder of the inbox it lies in."""
    data = work.files.read(path, limit=LARGEST)
    return drop_of(work, path, data)


def drop_of(work: Workspace, path: Path, data: bytes) -> Drop:
    """A drop of these bytes with what the folder knows of `path`."""
    captured = work.local(path.stat().st_mtime)
    inbox = work.inbox()
    folder = path.parent.relative_to(inbox).as_posix() if path.is_relative_to(inbox) else ""
    return Drop(path.name, data, captured=captured, folder="" if folder == "." else folder)


def known_note(work: Workspace, inbox_id: str) -> str:
    """The path of the note that bears this `inbox_id`, "" if there is none: the notes themselves are the ledger."""
    refs = work.index.with_inbox_id(inbox_id)
    record = work.records.get(inbox_id)
    for candidate in [*(ref.path for ref in refs), *([record.note] if record else [])]:
        if bears(work, candidate, inbox_id):
            return candidate
    return ""


def bears(work: Workspace, path: str, inbox_id: str) -> bool:
    """Whether the file at `path` is the note with this `inbox_id`, by its own bytes."""
    try:
        text = work.files.read(work.vault / path).decode("utf-8", "replace")
        return str(properties.read(text).get("inbox_id", "")) == inbox_id
    except (OSError, NoteError):
        return False


def _take(work: Workspace, path: Path) -> list[Outcome]:
    drop = read(work, path)
    if wanted := failures.drop_of_note(work, path, drop.data):
        return _take_again(work, path, drop, wanted)
    if is_prose(drop.name, drop.data) and (ours := read_drop(drop)).own is not None and ours.inbox_id != drop.inbox_id:
        return [_file_again(work, path, drop, ours.inbox_id)]
    parts = split_drop(drop)
    outcomes = [_make(work, path, drop, part) for part in parts]
    with write_lock(work.state):
        if originals.unchanged(work, path, drop):
            originals.put_away(work, path, drop)
            failures.forgive(work, drop)
    work.retries.forget(f"drop:{work.relative(path)}")
    return outcomes


def _make(work: Workspace, path: Path, whole: Drop, drop: Drop) -> Outcome:
    """One note-to-be: known already, the twin of another, or published."""
    outcome = Outcome(work.relative(path), "created", part=drop.part)
    if known := known_note(work, drop.inbox_id):
        return replace(outcome, status="duplicate", note=known)
    made = draft(work, drop)
    if made.twin:
        return replace(outcome, status="duplicate", note=made.twin, warnings=made.warnings)
    with write_lock(work.state):
        if not originals.unchanged(work, path, whole):
            return replace(outcome, status="skipped", warnings=("it changed, or was taken, while it was read",))
        if known := known_note(work, drop.inbox_id):
            return replace(outcome, status="duplicate", note=known)
        made = _publish(work, drop, made)
    status: Status = "pending" if made.note.status == "pending" else "created"
    if status == "pending":
        work.retries.failed(drop.inbox_id)
    return replace(outcome, status=status, note=made.path, warnings=made.warnings)


def _publish(work: Workspace, drop: Drop, made: Made) -> Made:
    """Write the note under a name that is free; a name taken in the meantime gives the next one."""
    while True:
        placed = place(work, drop, made)
        target = work.vault / placed.path
        work.files.make_folder(target.parent)
        work.records.put(_record(work, drop, placed))
        try:
            work.files.publish(target, placed.text.encode())
        except FileExistsError:
            continue
        work.index.put(placed.path)
        return placed


def _record(work: Workspace, drop: Drop, made: Made) -> Record:
    return Record(
        inbox_id=drop.inbox_id,
        note=made.path,
        text=made.text,
        drop=drop.name,
        part=drop.part,
        written=work.now(),
        why={name: list(texts) for name, texts in made.why.items()},
    )


def _take_again(work: Workspace, note: Path, drop: Drop, wanted: Path) -> list[Outcome]:
    """A failure note was moved back into the inbox: its drop is tried again, and the note goes when that works."""
    if not wanted.exists():
        raise DropError(f"the file that this note is about ({wanted.name}) is no longer in {work.settings.failed}")
    target = work.inbox() / wanted.name
    with write_lock(work.state):
        work.files.move(wanted, target)
        work.files.remove(note, drop.data)
    return process(work, target)


def _file_again(work: Workspace, path: Path, drop: Drop, inbox_id: str) -> Outcome:
    """A note of ours that was moved into the inbox: it is filed again, its bytes as they are."""
    outcome = Outcome(work.relative(path), "updated")
    if known := known_note(work, inbox_id):
        return replace(outcome, status="failed", error=f"{known} already bears its inbox_id; one of the two is a copy")
    made = draft(work, drop)
    placed = place(work, drop, made)
    target = work.vault / placed.path
    with write_lock(work.state):
        work.files.make_folder(target.parent)
        work.files.move(path, target)
    work.index.put(placed.path)
    return replace(outcome, note=placed.path, warnings=made.warnings)


def _not_a_drop(work: Workspace, path: Path, drop_path: str) -> list[Outcome]:
    """A photo, a PDF: it stays where it is, and that is told once."""
    if not work.retries.first_time(f"skipped:{drop_path}"):
        return []
    return [Outcome(drop_path, "skipped", warnings=(f"{path.suffix or 'this kind of file'} is no text; it stays where it is",))]


def _failed(work: Workspace, path: Path, drop_path: str, error: Exception | None) -> list[Outcome]:
    """A drop that did not become a note: to Failed/ at once if it never will, else after some tries."""
    if isinstance(error, VaultBusy):
        raise error
    if isinstance(error, FileNotFoundError) and not path.exists():
        return []
    reason = said(error) if error else ""
    tries = work.retries.failed(f"drop:{drop_path}").attempts
    outcome = Outcome(drop_path, "failed", error=reason)
    if isinstance(error, DropError) or tries >= TRIES:
        note, problem = attempt(lambda: failures.put(work, path, reason))
        work.retries.forget(f"drop:{drop_path}")
        return [replace(outcome, note=note, warnings=(said(problem),) if problem else ())]
    return [outcome]
