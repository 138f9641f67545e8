"""What was done, taken back: the drop to Held/, the note to Obsidian's trash, or to the text that it had before.

Nothing that the user wrote since is lost: where the note is not as we left it, it stays, or its text stays as a note of the user's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from ...errors import ConfigError, NoteError, VaultBusy
from ...model import Outcome
from ...pipeline import attempt, said
from ..shared.note_names import note_path
from ..shared.workspace import Workspace
from . import holding, runs, taking_back
from .runs import Run
from .taking_back import Undone

_SAID = {
    "trashed": "the note is in the trash, its drop lies in Held",
    "restored": "the note has its former text",
    "kept": "the note stays as one of your own, its drop lies in Held",
    "held": "the drop lies in Held",
}
_CUT_OFF = "all of the last run had been taken back already when that was cut off; asked again, the run before goes"


def undo(
    work: Workspace,
    note: str | None = None,
    *,
    last_run: bool = False,
    keep_edits: bool = False,
    tell: Callable[[Run], object] = lambda run: None,
) -> list[Undone]:
    """Take back the last thing done to one note, or all that the last run did, the newest first.

    The last run is the newest of which anything is left to be taken back; `tell` hears of it before that begins. With `keep_edits` a note
    that was edited since is taken back as well, and the edited text stays as a note of the user's own.
    Raises `ConfigError` where not just one of both is asked for, or there is no such note.
    """
    if (note is None) != last_run:
        raise ConfigError("what is to be undone? Name one note, or --last-run")
    if note is not None:
        path = note_path(work, note)
        results, run = [_tried(path, lambda: taking_back.step_back(work, path, keep_edits))], ""
    else:
        results, run = _last_run(work, keep_edits, tell)
    for result in results:
        if result.did not in {"refused", "gone"}:
            drop, part = (result.drop, "1/1") if result.drop else runs.drop_of(work, result.note)
            outcome = Outcome(drop, part, "updated", result.note, warnings=(f"taken back: {_SAID[result.did]}",))
            work.remember(work.history.append, outcome, runs.UNDO + run, work.now())
            run = ""  # said once: between two such lines the daemon may do more under the name of that run
    if last_run:
        work.remember(work.history.end_undo)
    return results


def _last_run(work: Workspace, keep_edits: bool, tell: Callable[[Run], object]) -> tuple[list[Undone], str]:
    """What became of the last run, and its name; "" where some of it was refused or came meanwhile, which may be asked for again."""
    written = runs.Written(work)
    gone: list[Undone] = []
    for run, entries in runs.not_undone(work):
        lost = [name for entry in entries if (name := attempt(lambda: _lost(work, entry, written))[0])]  # noqa: B023 - used at once
        gone += [Undone(None, "gone", why=f"{name} was known already, and its original is no longer there to come back") for name in lost]
        left = [entry for entry in entries if _asked(work, run, entry, keep_edits, written)]
        if not left:
            if run == work.history.undoing():  # cut off between its last move and the line that tells it: no older run instead
                told = Outcome("", "1/1", "skipped", warnings=("taken back, which was cut off before it could be told",))
                work.remember(work.history.append, told, runs.UNDO + run, work.now())
                return [*gone, Undone(None, "gone", why=_CUT_OFF)], ""
            if lost:  # said now, and not again
                outcome = Outcome(lost[-1], "1/1", "skipped", warnings=("it cannot come back: its original is gone",))
                work.remember(work.history.append, outcome, runs.UNDO + run, work.now())
            continue
        tell(runs.summary(work, run, left, written))
        work.remember(work.history.begin_undo, run)
        results = gone
        for entry in reversed(entries):  # asked again: what was taken back of the run so far may have moved its note, or freed its drop
            take_back = _asked(work, run, entry, keep_edits, written)
            result = take_back() if take_back else None
            if result and not (result.did == "refused" and result in results):  # of one note the run may tell several things
                results.append(result)
        results = _as_they_lie(work, results)
        is_left = any(result.did == "refused" for result in results) or runs.went_on(work, run, entries)
        return results, "" if is_left else run  # never an older run than was told of
    return gone, ""


def _as_they_lie(work: Workspace, results: list[Undone]) -> list[Undone]:
    """The results with where each drop lies at last: the parts of a list came back one by one, and the last of them with the whole."""
    there = {each.drop: "" for each in reversed(results) if each.drop and (work.vault / each.drop).exists()}

    def lies(drop: str) -> str | None:
        whole = (each for each in there if holding.is_named(PurePosixPath(drop), PurePosixPath(each).name))
        return drop if drop in there else next(whole, None)

    return [replace(result, drop=lies(result.drop)) if result.drop else result for result in results]


def _lost(work: Workspace, entry: runs.Entry, written: runs.Written) -> str:
    """The drop of a line of the history, if it was a duplicate and cannot come back; else ""."""
    gave_up = entry.get("status") == "duplicate" and not runs.is_in_place(entry)
    is_lost = gave_up and holding.is_lost(work, runs.duplicate(work, entry), written.originals)
    return str(entry.get("drop")) if is_lost else ""


def _asked(work: Workspace, run: str, entry: runs.Entry, keep_edits: bool, written: runs.Written) -> Callable[[], Undone] | None:
    """What takes back one line of the history, as `_entry` has it; where that cannot be told now, something may be left: it is refused."""
    found, error = attempt(lambda: _entry(work, run, entry, keep_edits, written))
    if error is None:
        return found

    def refuse() -> Undone:
        raise error

    return lambda: _tried(str(entry.get("note") or entry.get("drop")), refuse)


def _entry(work: Workspace, run: str, entry: runs.Entry, keep_edits: bool, written: runs.Written) -> Callable[[], Undone] | None:
    """What takes back one line of the history; `None` where that was done already, or nothing is left to give back."""
    status, drop, note, inbox_id = (str(entry.get(name) or "") for name in ("status", "drop", "note", "inbox_id"))
    name, folder = PurePosixPath(drop).name, runs.folder_of(work, entry)
    if runs.is_in_place(entry):
        path = written.lies(note)
        if runs.write_of(work, path, run):
            return lambda: _tried(path, lambda: taking_back.step_back(work, path, keep_edits))
        known = written.record(note) if work.index.note(path) is None else None
        if known and runs.write_of(work, there := written.left_out(known.inbox_id), run):
            raise _left_out(there)
        return None
    if status == "duplicate":  # the note that it was a duplicate of stays
        give_back = holding.unmade(work, runs.duplicate(work, entry), written.originals)
        return (lambda: _tried(note, lambda: Undone(None, "held", give_back()))) if give_back else None
    if status == "failed":
        return _trying(note, taking_back.unfailed(work, note, folder, keep_edits))
    if status == "updated":  # a note of ours that had been moved into the inbox, and was filed again
        return _trying(note, taking_back.filed_again(work, note, inbox_id, name, folder))
    record = work.records.get(inbox_id) if inbox_id else written.record(note)
    if record is None:
        return None
    here = taking_back.bearer(work, record)
    if here is None and (there := written.left_out(record.inbox_id)):
        raise _left_out(there)
    return lambda: _tried(here or note, lambda: taking_back.unmake(work, here, record, keep_edits))


def _left_out(path: str) -> NoteError:
    """A note among those of which nothing is asked: it may be a copy that the user made a template of, so it is not taken for the note."""
    return NoteError(f"it lies at {path} now, among what Obsidian excludes, daily notes or templates; name it there to take it back")


def _trying(note: str, take_back: Callable[[], Undone] | None) -> Callable[[], Undone] | None:
    return (lambda: _tried(note, take_back)) if take_back else None


def _tried(note: str, take_back: Callable[[], Undone]) -> Undone:
    result, error = attempt(take_back)
    if isinstance(error, VaultBusy):
        raise error
    return result or Undone(note, "refused", why=said(error) if error else "")
