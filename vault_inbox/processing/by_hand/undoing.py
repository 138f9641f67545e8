"""What was done, taken back: the drop to Held/, the note to Obsidian's trash, or to the text that it had before.

Nothing that the user wrote since is lost: where the note is not as we left it, it stays, or its text stays as a note of the user's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path, PurePosixPath

from ...errors import ConfigError, NoteError, VaultBusy
from ...model import Outcome
from ...notes import properties, splice
from ...pipeline import attempt, said
from ...state.locks import write_lock
from ...state.records import Record
from ...state.writes import Write, digest
from ...text.folding import fold
from ...vault.names import free_name
from ..arrival import failures
from ..shared.note_names import note_path
from ..shared.rewriting import journal
from ..shared.workspace import Workspace
from ..upkeep.refreshing import UNWANTED
from . import holding, runs
from .runs import Run

_SAID = {
    "trashed": "the note is in the trash, its drop lies in Held",
    "restored": "the note has its former text",
    "kept": "the note stays as one of your own, its drop lies in Held",
    "held": "the drop lies in Held",
}


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of one note, or of one drop that made none; paths are relative to the vault.

    `did` is "trashed" (the note went), "restored" (it has its former text again), "kept" (it stays, edited, as a note of the user's own),
    "held" (there was only a drop to put back), "gone" (not even that: `why` names it) or "refused", with the reason in `why`. `drop` is
    where its drop lies now, `copy` where edited text stays.
    """

    note: str | None
    did: str
    drop: str | None = None
    copy: str | None = None
    why: str = ""


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
        results, run = [_tried(path, lambda: _step_back(work, path, keep_edits))], ""
    else:
        results, run = _last_run(work, keep_edits, tell)
    for result in results:
        if result.did not in {"refused", "gone"}:
            drop, part = (result.drop, "1/1") if result.drop else runs.drop_of(work, result.note)
            outcome = Outcome(drop, part, "updated", result.note, warnings=(f"taken back: {_SAID[result.did]}",))
            work.remember(work.history.append, outcome, runs.UNDO + run, work.now())
            run = ""  # said once: between two such lines the daemon may do more under the name of that run
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
            if lost:  # said now, and not again
                outcome = Outcome(lost[-1], "1/1", "skipped", warnings=("it cannot come back: its original is gone",))
                work.remember(work.history.append, outcome, runs.UNDO + run, work.now())
            continue
        tell(runs.summary(work, run, left, written))
        results = gone
        for entry in reversed(entries):  # asked again: what was taken back of the run so far may have moved its note, or freed its drop
            if take_back := _asked(work, run, entry, keep_edits, written):
                results.append(take_back())
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
    name, folder = PurePosixPath(drop).name, runs.folder_of(work, drop)
    if runs.is_in_place(entry):
        path = written.lies(note)
        return (lambda: _tried(path, lambda: _step_back(work, path, keep_edits))) if runs.write_of(work, path, run) else None
    if status == "duplicate":  # the note that it was a duplicate of stays
        give_back = holding.unmade(work, runs.duplicate(work, entry), written.originals)
        return (lambda: _tried(note, lambda: Undone(None, "held", give_back()))) if give_back else None
    if status == "failed":
        return _unfailed(work, note, folder, keep_edits)
    if status == "updated":  # a note of ours that had been moved into the inbox, and was filed again
        filed = work.vault / note
        there = runs.is_there(work, note)
        return (lambda: _tried(note, lambda: Undone(note, "held", holding.put(work, filed, name, folder)))) if there else None
    record = work.records.get(inbox_id) if inbox_id else written.record(note)
    if record is None:
        return None
    here = next((ref.path for ref in work.index.with_inbox_id(record.inbox_id)), None)
    return lambda: _tried(here or note, lambda: _unmake(work, here, record, keep_edits))


def _tried(note: str, take_back: Callable[[], Undone]) -> Undone:
    result, error = attempt(take_back)
    if isinstance(error, VaultBusy):
        raise error
    return result or Undone(note, "refused", why=said(error) if error else "")


def _step_back(work: Workspace, path: str, keep_edits: bool) -> Undone:
    """Take back the last thing done to a note: give it the text of before, or unmake it."""
    with write_lock(work.state):
        data = work.files.read(path)
        text = data.decode("utf-8", "surrogateescape")
        inbox_id = str(properties.read(text).get("inbox_id", ""))
        record = work.records.get(inbox_id) if inbox_id else None
        steps = journal(work, inbox_id, text) if inbox_id else []
        if not steps:
            raise NoteError("this machine has no record of what it wrote there" if inbox_id else "it was not made by vault-inbox")
        last = steps[-1]
        if last.before is None and record:
            return _unmake(work, path, record, keep_edits)
        if last.before is None:
            raise NoteError("this machine no longer knows what it was made of")
        edited = last.after != digest(text)
        if edited and not keep_edits:
            raise _edited(last)
        copy = _copy(work, path, text) if edited else None
        path = _moved_back(work, path, last)
        work.files.replace(path, data, last.before.encode())
        was_ours = "inbox_id" in properties.read(last.before)  # else it was adopted by that write
        if was_ours:
            work.remember(work.writes.keep, inbox_id, steps[:-1])
        else:
            _forget(work, inbox_id)
        if record and was_ours:
            known = replace(record.settled(text), note=path if last.moved else record.note, moving="")
            # The places of the pages for which the note waits again are told by what was written then. Else what was written last stays
            # known: what goes with the undoing counts as refused.
            known = replace(known, text=last.base or known.text)
            work.remember(work.records.put, replace(known, refused={**record.refused, UNWANTED: (last.run,)}))
        work.remember(work.index.put, path)
        return Undone(path, "restored", copy=copy)


def _moved_back(work: Workspace, path: str, last: Write) -> str:
    """Where a note lies once the move that came with a write is taken back: where it lay, if that name is free and the user left it."""
    if not last.moved or path != last.note or (work.vault / last.moved).exists():
        return path
    work.files.make_folder(PurePosixPath(last.moved).parent)
    work.files.move(path, last.moved)
    work.remember(work.index.put, path)
    return last.moved


def _unmake(work: Workspace, path: str | None, record: Record, keep_edits: bool) -> Undone:
    """Put the drop of a note back and the note into the trash; `path` is `None` where the user deleted it."""
    with write_lock(work.state):
        if path is None:
            held = holding.give_back(work, record.drop, record.inbox_id, record.folder)
            _forget(work, record.inbox_id)
            return Undone(None, "held", held)
        data = work.files.read(path)
        text = data.decode("utf-8", "surrogateescape")
        steps = journal(work, record.inbox_id, text)
        if not steps or steps[0].before is not None:
            raise NoteError("this machine did not make it")
        edited = not _follow(steps, text)
        if edited and not keep_edits:
            raise _edited(steps[-1])
        released = _without_id(text).encode("utf-8", "surrogateescape") if edited else b""
        held = holding.give_back(work, record.drop, record.inbox_id, record.folder)
        if edited:
            work.files.replace(path, data, released)
        else:
            work.files.trash(path, work.obsidian.trash, data)  # one that was changed at that very moment stays
        _forget(work, record.inbox_id)
        work.remember(work.index.put, path)
        return Undone(path, "kept" if edited else "trashed", held, path if edited else None)


def _follow(steps: Sequence[Write], text: str) -> bool:
    """Whether a text is as we left it, and every write before followed on our own."""
    pairs = pairwise(steps)
    return steps[-1].after == digest(text) and all(after.before is not None and digest(after.before) == step.after for step, after in pairs)


def _copy(work: Workspace, path: str, text: str) -> str:
    """Keep an edited text beside its note, as a note of the user's own."""
    place = PurePosixPath(path)
    folder = (work.vault / place).parent
    taken = {fold(entry.name) for entry in folder.iterdir()}
    name = free_name(f"{place.stem} (edited)", lambda each: fold(each) in taken)
    work.files.publish(folder / name, _without_id(text).encode("utf-8", "surrogateescape"))
    copy = place.with_name(name).as_posix()
    work.remember(work.index.put, copy)
    return copy


def _without_id(text: str) -> str:
    block = properties.parse(text)
    held = block.find("inbox_id") if block else None
    if block is None or held is None:
        raise NoteError("it bears no inbox_id, so it is the user's own already")
    return splice.apply(text, [splice.removal(block, held)])


def _forget(work: Workspace, inbox_id: str) -> None:
    for forget in (work.records.forget, work.writes.forget, work.retries.forget):
        work.remember(forget, inbox_id)


def _edited(last: Write) -> NoteError:
    when = f" ({last.at:%Y-%m-%d %H:%M})" if last.at else ""
    return NoteError(f"it was edited after vault-inbox wrote it{when}; --keep-edits takes it back and keeps the edited text")


def _unfailed(work: Workspace, note: str, folder: str, keep_edits: bool) -> Callable[[], Undone] | None:
    """A drop that failed comes back into its folder, and the note about it goes; one that was edited lies beside the drop then."""
    if not runs.is_there(work, note):
        return None
    data = work.files.read(note)
    drop = failures.drop_of_note(work, work.vault / note, data)
    if drop is None or not drop.exists():
        return None

    def take_back() -> Undone:
        edited = failures.is_edited(data)
        if edited and not keep_edits:
            raise NoteError("you wrote into this note; --keep-edits puts it beside its drop")
        held = holding.put(work, drop, drop.name, folder)
        if edited:
            return Undone(None, "held", held, holding.put(work, work.vault / note, Path(note).name, folder))
        work.files.remove(note, data)
        return Undone(None, "held", held)

    return lambda: _tried(note, take_back)
