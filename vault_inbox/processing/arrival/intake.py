"""One file of the inbox -> finished notes, the original put away; or a place in Failed/ with a note that says why.

The order is what makes it safe to be killed anywhere: read and hash, is the `inbox_id` known, publish without clobbering, hash the
file again, put it away without replacing anything. Done again from the start, each part finds what is already there.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ...drops import former_parts, kind_of
from ...errors import DropError, VaultBusy
from ...model import Drop, Outcome, Status
from ...pipeline import attempt, said
from ...state.locks import write_lock
from ...text.conflicts import conflict_of
from ...text.folding import fold
from ...vault.names import free_name
from ..shared import originals
from ..shared.workspace import Workspace
from . import doubles, failures, publishing
from .asking_again import ask_again
from .making import Made, draft, place
from .recognising import FailureNote, Ours, recognised

TRIES = 5  # a drop that fails this often for no reason of its own is put into Failed/
LARGEST = 64 * 1024 * 1024  # bytes read of one file; a text of over 5 MB is refused by its reader
TOO_LARGE = f"it is larger than {LARGEST // 1024**2} MB"


def process(work: Workspace, path: Path, *, once: bool = False, alive: Callable[[], object] = lambda: None) -> list[Outcome]:
    """Make the notes of one file; what cannot become one is put into Failed/, what may work later is left for later.

    Returns one outcome per note-to-be, none where the file is gone (another process took it). With `once` a drop that is left for later
    for the same reason as the last time is not told of again. `alive` is called at each page of a list of links: one drop may name
    hundreds that do not come. Raises `VaultBusy`.
    """
    started = time.monotonic()
    known = work.retries.get(f"drop:{work.relative(path)}") if once else None
    outcomes = [replace(outcome, seconds=round(time.monotonic() - started, 3)) for outcome in _outcomes(work, path, alive)]
    if known and [(one.status, one.note, one.error) for one in outcomes] == [("failed", None, known.reason)]:
        return []
    work.tell(outcomes)
    return outcomes


def _outcomes(work: Workspace, path: Path, alive: Callable[[], object]) -> list[Outcome]:
    if kind_of(path.name) is None:
        return _not_a_drop(work, path, work.relative(path))
    result, error = attempt(lambda: _take(work, path, alive))
    return _failed(work, path, error) if result is None else result


def read(work: Workspace, path: Path) -> Drop:
    """The file as a drop: its bytes, its mtime in the vault's time, the sub-folder of the inbox it lies in."""
    try:
        data = work.files.read(path, limit=LARGEST)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise DropError(TOO_LARGE) from error
        raise
    return drop_of(work, path, data)


def drop_of(work: Workspace, path: Path, data: bytes) -> Drop:
    """A drop of these bytes with what the folder knows of `path`."""
    captured, _ = attempt(lambda: work.local(path.stat().st_mtime))  # none where a sync tool set a time that no calendar has
    inbox = work.inbox()
    folder = path.parent.relative_to(inbox).as_posix() if path.is_relative_to(inbox) else ""
    return Drop(path.name, data, captured=captured, folder="" if folder == "." else folder)


def _take(work: Workspace, path: Path, alive: Callable[[], object]) -> list[Outcome]:
    drop = read(work, path)
    parts = recognised(work, path, drop)
    if isinstance(parts, FailureNote):
        return _take_again(work, path, drop, parts.drop, alive)
    if isinstance(parts, Ours):
        return [_file_again(work, path, drop, parts.inbox_id)]
    outcomes = []
    for part in parts:
        alive()
        outcomes.append(_make(work, path, drop, part))
    made = list(zip(parts, outcomes, strict=True))
    with write_lock(work.state):
        whole = all(outcome.status != "skipped" for outcome in outcomes)
        if whole and originals.unchanged(work, path, drop):
            outcomes = [_as_made(work, part, outcome) for part, outcome in made]
            outcomes[-1] = _with(outcomes[-1], failures.forgive(work, drop.name))
            originals.put_away(work, path, drop)
        elif os.path.lexists(path):
            if any(outcome.note for outcome in outcomes):  # the file is a new drop now; what was read of it is kept too
                originals.keep(work, path, drop)
            work.remember(work.retries.failed, f"drop:{work.relative(path)}")
            return outcomes
        else:
            outcomes = [doubles.withdraw(work, part, outcome) for part, outcome in made]
    work.remember(work.retries.forget, f"drop:{work.relative(path)}")
    work.remember(work.told.forget, work.relative(path))
    return outcomes


def _make(work: Workspace, path: Path, whole: Drop, drop: Drop) -> Outcome:
    """One note-to-be: known already, the twin of another, or published."""
    outcome = Outcome(work.relative(path), drop.part, "created")
    work.ids[outcome.drop, outcome.part] = drop.inbox_id, whole.inbox_id
    if known := known_part(work, whole, drop):
        return replace(outcome, status="duplicate", note=known, warnings=ask_again(work, known))
    made = draft(work, drop)
    if made.twin:
        return replace(outcome, status="duplicate", note=made.twin, warnings=(*made.warnings, *_asked_again(work, made)))
    with write_lock(work.state):
        if not originals.unchanged(work, path, whole):
            return replace(outcome, status="skipped", warnings=("it changed, or was taken, while it was read",))
        if known := publishing.known_note(work, drop.inbox_id):
            return replace(outcome, status="duplicate", note=known)
        placed = publishing.publish(work, drop, made)
    if not placed.text:
        return replace(outcome, status="duplicate", note=placed.path)
    status: Status = "pending" if placed.note.status == "pending" else "created"
    copied = conflict_of(drop.name)
    told = (f"a sync app made this file as a conflict copy of “{copied}”",) if copied else ()
    return replace(outcome, status=status, note=placed.path, warnings=(*placed.warnings, *told, *_asked_again(work, made)))


def _asked_again(work: Workspace, made: Made) -> tuple[str, ...]:
    """What is said of the pages that notes hold which tell that they did not come, where a drop names them once more."""
    by_note: dict[str, set[str]] = {}
    for page, path in made.held.items():
        by_note.setdefault(path, set()).add(page)
    return tuple(dict.fromkeys(told for path, pages in by_note.items() for told in ask_again(work, path, pages)))


def known_part(work: Workspace, whole: Drop, part: Drop) -> str:
    """The path of the note that was made of this part of a drop, "" if there is none.

    An earlier version may have made it, under the `inbox_id` of the part as it wrote it; that says less than the list, so that it counts
    only where this machine made it of a list of these bytes.
    """
    if known := publishing.known_note(work, part.inbox_id):
        return known
    former = next((each for each in former_parts(whole) if each.part == part.part and each != part), None)
    record = work.records.get(former.inbox_id) if former else None
    if former is None or record is None or (record.drop, record.part) != (whole.name, part.part):
        return ""
    found = originals.where(work, whole.name, former.inbox_id)  # none where a run was cut off before the list was put away
    return publishing.known_note(work, former.inbox_id) if found is None or found[1].data == whole.data else ""


def _as_made(work: Workspace, drop: Drop, outcome: Outcome) -> Outcome:
    """The outcome of a note that is known, told as made where a run that was cut off made it of this very drop.

    The sign: this machine's record says so, and the drop is not among the originals yet.
    """
    record = work.records.get(drop.inbox_id)
    if outcome.status != "duplicate" or record is None or record.note != outcome.note:
        return outcome
    if (record.drop, record.part) != (drop.name, drop.part) or originals.find(work, drop.name, drop.inbox_id):
        return outcome
    return replace(outcome, status="pending" if publishing.is_pending(work, record.note) else "created")


def _take_again(work: Workspace, note: Path, drop: Drop, wanted: Path, alive: Callable[[], object]) -> list[Outcome]:
    """A failure note was moved back into the inbox: its drop is tried again. The note waits in Failed/, and goes once that is a note.

    Where a run was cut off the drop lies in the inbox already, or even among the originals. A note whose drop was deleted goes, unless
    the user wrote into it.
    """
    target = note.parent / wanted.name  # in the folder of the inbox that the note was moved to
    with write_lock(work.state):
        if wanted.is_file():
            taken = {fold(entry.name) for entry in note.parent.iterdir()}
            target = target.with_name(free_name(wanted.stem, lambda name: fold(name) in taken, wanted.suffix))
            work.files.move(wanted, target)
        elif not target.exists() and not originals.named(work, wanted.name):
            error = failures.gone(work, wanted)
            if failures.is_edited(drop.data):
                raise error
            work.files.remove(note, drop.data)
            return [Outcome(work.relative(note), "1/1", "skipped", warnings=(f"{error}: the note went too",))]
        failures.put_back(work, note, drop.data, wanted.name)
    outcomes = _outcomes(work, target, alive) if target.exists() else []
    if any(outcome.status in {"failed", "skipped"} for outcome in outcomes):
        return outcomes
    with write_lock(work.state):
        told = failures.forgive(work, wanted.name)  # the drop may have got another name in the inbox
    if told and not outcomes:
        return [Outcome(work.relative(note), "1/1", "skipped", warnings=told)]
    return [*outcomes[:-1], *(_with(outcome, told) for outcome in outcomes[-1:])]


def _with(outcome: Outcome, warnings: tuple[str, ...]) -> Outcome:
    return replace(outcome, warnings=(*outcome.warnings, *warnings))


def _file_again(work: Workspace, path: Path, drop: Drop, inbox_id: str) -> Outcome:
    """A note of ours that was moved into the inbox: it is filed again, its bytes as they are."""
    placed = filed_again(work, drop, inbox_id)
    target = work.vault / placed.path
    with write_lock(work.state):
        work.files.make_folder(target.parent)
        work.files.move(path, target)
    work.index.put(placed.path)
    work.ids[work.relative(path), "1/1"] = inbox_id, originals.digest(drop.data)  # by which `undo` finds it, whoever has its path then
    return Outcome(work.relative(path), "1/1", "updated", placed.path, warnings=placed.warnings)


def filed_again(work: Workspace, drop: Drop, inbox_id: str) -> Made:
    """Where a note of ours that was moved into the inbox is to lie; raises `DropError` where another one bears its `inbox_id`."""
    if known := publishing.known_note(work, inbox_id):
        raise DropError(f"{known} already bears its inbox_id, so one of the two is a copy; without that property it is a note of its own")
    return place(work, drop, draft(work, drop))


def first_told(work: Workspace, path: Path, reason: str) -> bool:
    """Whether it is news that a file stays where it is for this reason: it was not told of this very file."""

    def is_news() -> bool:
        status = path.stat()
        return work.told.is_news(work.relative(path), reason, (status.st_size, status.st_mtime_ns))

    return attempt(is_news)[0] is not False


def _not_a_drop(work: Workspace, path: Path, drop_path: str) -> list[Outcome]:
    """A photo, a PDF: it stays where it is, and that is told once."""
    if not first_told(work, path, "no text"):
        return []
    return [Outcome(drop_path, "1/1", "skipped", warnings=(f"{path.suffix or 'this kind of file'} is no text; it stays where it is",))]


def _failed(work: Workspace, path: Path, error: Exception | None) -> list[Outcome]:
    """A drop that did not become a note: to Failed/ at once if it never will, else after some tries.

    What the disk refuses (full, read-only, no permission) is no fault of the drop: it stays and is tried again, however often.
    """
    if isinstance(error, VaultBusy):
        raise error
    if isinstance(error, FileNotFoundError) and not os.path.lexists(path):
        return []
    drop_path, reason = work.relative(path), said(error) if error else ""
    outcome = Outcome(drop_path, "1/1", "failed", error=reason)
    retry, _ = attempt(lambda: work.retries.failed(f"drop:{drop_path}", reason=reason))
    poison = not isinstance(error, OSError) and retry is not None and retry.attempts >= TRIES
    if not poison and not isinstance(error, DropError):
        return [outcome]
    note, problem = attempt(lambda: failures.put(work, path, reason))
    if isinstance(problem, FileNotFoundError) and not os.path.lexists(path):
        return []
    if problem:
        return [replace(outcome, warnings=(said(problem),))]
    work.remember(work.retries.forget, f"drop:{drop_path}")
    return [replace(outcome, note=note)]
