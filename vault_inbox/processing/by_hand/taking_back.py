"""One thing taken back: a note gets its former text or goes to the trash, and its drop goes to Held/; so does one that failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath

from ...errors import NoteError
from ...notes import properties, splice
from ...pipeline import attempt
from ...state.locks import write_lock
from ...state.records import UNWANTED, Record
from ...state.writes import Undone as TakenBack
from ...state.writes import Write, digest
from ...text.folding import fold
from ...vault.names import free_name
from ..arrival import failures
from ..arrival.publishing import bears
from ..shared.rewriting import journal
from ..shared.workspace import Workspace
from . import holding, runs


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


def step_back(work: Workspace, path: str, keep_edits: bool) -> Undone:
    """Take back the last thing done to a note: give it the text of before, or unmake it."""
    with write_lock(work.state):
        data = work.files.read(path)
        text = data.decode("utf-8", "surrogateescape")
        inbox_id = str(properties.read(text).get("inbox_id", ""))
        record = work.records.get(inbox_id) if inbox_id else None
        steps = journal(work, inbox_id, text) if inbox_id else []
        if not steps:
            raise NoteError("this machine has no record of what it wrote there" if inbox_id else "it was not made by vault-inbox")
        if record and (ours := bearer(work, record, path)) and ours != path:
            raise NoteError(f"it is a copy of {ours}, and bears its inbox_id; without that property it is a note of your own")
        if undone := work.writes.cut_off(inbox_id, text):
            return _taken_back(work, path, text, record, undone)
        last = steps[-1]
        if last.before is None and record:
            return unmake(work, path, record, keep_edits)
        if last.before is None:
            raise NoteError("this machine no longer knows what it was made of")
        edited = last.after != digest(text)
        if edited and not keep_edits:
            raise _edited(last)
        undone = TakenBack(last, digest(last.before), tuple(steps[:-1]))
        was_ours = "inbox_id" in properties.read(last.before)  # else it was adopted by that write
        if was_ours:
            work.writes.begin_undo(inbox_id, steps, undone)
        path, copy = _former_text(work, path, data, last, edited=edited)
        if was_ours:
            return _taken_back(work, path, text, record, undone, copy)
        _forget(work, inbox_id)
        work.remember(work.index.put, path)
        return Undone(path, "restored", copy=copy)


def _taken_back(work: Workspace, path: str, text: str, record: Record | None, undone: TakenBack, copy: str | None = None) -> Undone:
    """Remember that a note has its former text again; asked for once more where that was cut off. `text` is what it held when asked."""
    last = undone.last
    inbox_id = str(properties.read(last.before or "").get("inbox_id", ""))
    if record:
        known = replace(record.settled(text), note=path if last.moved else record.note, moving="")
        # The places of the pages for which the note waits again are told by what was written then. Else what was written last stays
        # known: what goes with the undoing counts as refused.
        known = replace(known, text=last.base or known.text)
        work.remember(work.records.put, replace(known, refused={**record.refused, UNWANTED: (last.run,)}))
    work.remember(work.writes.keep, inbox_id, undone.left)
    work.remember(work.index.put, path)
    return Undone(path, "restored", copy=copy)


def bearer(work: Workspace, record: Record, named: str = "") -> str | None:
    """Where the note of a record lies, `None` where it is gone; of copies that bear its `inbox_id` as well none is taken for it.

    Raises `NoteError` where several notes bear it, none of them lies where the note was written, and the user has `named` none of them.
    """
    paths = [ref.path for ref in work.index.with_inbox_id(record.inbox_id)]
    known = (record.note, record.moving)  # also where the index leaves them out
    ours = [path for path in known if path and bears(work, path, record.inbox_id)]
    if ours or not paths:
        return next(iter(ours), None)
    return _only(paths, named)


def _only(paths: Sequence[str], preferred: str) -> str:
    """The note among those, at least one, that bear one `inbox_id`, conflict copies left out.

    Raises `NoteError` where several are left, and the `preferred` path is none of them.
    """
    notes = runs.without_conflict_copies(paths)
    if len(notes) < 2 or preferred in notes:
        return preferred if preferred in notes else notes[0]
    raise NoteError(f"several notes bear its inbox_id, and which of them is the note cannot be told: {', '.join(sorted(notes))}")


def _former_text(work: Workspace, path: str, data: bytes, last: Write, *, edited: bool) -> tuple[str, str | None]:
    """Give a note the text of before, and the name; returns its path then, and that of the copy that keeps an edited text.

    The name comes first: a note that has its former text looks as if the write had never been done, so that after a kill nobody would
    go on. Where the text cannot be written the note gets its name back, and a copy of what it still holds goes.
    """
    copy, is_new = _copied(work, path, last.note, data) if edited else (None, False)
    former = path
    try:
        former = _moved_back(work, path, last)
        work.files.replace(former, data, (last.before or "").encode())
    except (OSError, NoteError):
        held, _ = attempt(lambda: work.files.read(former))
        if held == data and copy and is_new:
            attempt(lambda: work.files.remove(copy, _released(data)))
        if former != path and held != (last.before or "").encode():
            attempt(lambda: work.files.move(former, path))
        for each in {former, path, copy or path}:
            work.remember(work.index.put, each)
        raise
    return former, copy


def _moved_back(work: Workspace, path: str, last: Write) -> str:
    """Where a note lies once the move that came with a write is taken back: where it lay, if that name is free and the user left it."""
    if not last.moved or path != last.note or (work.vault / last.moved).exists():
        return path
    work.files.make_folder(PurePosixPath(last.moved).parent)
    work.files.move(path, last.moved)
    work.remember(work.index.put, path)
    return last.moved


def unmake(work: Workspace, path: str | None, record: Record, keep_edits: bool) -> Undone:
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
        released = _released(data) if edited else b""
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


def _copied(work: Workspace, path: str, written: str, data: bytes) -> tuple[str, bool]:
    """Keep an edited text beside its note, as a note of the user's own; returns its path, and whether it was not there before.

    A try that was cut off may have left it, beside the note or, where that has its former name by now, beside where it was `written`.
    """
    released = _released(data)
    for place in map(PurePosixPath, dict.fromkeys((path, written))):
        names = [name for name in _names(work, place) if fold(name).startswith(fold(f"{place.stem} (edited)"))]
        if there := [name for name in names if attempt(lambda: work.files.read(place.with_name(name)))[0] == released]:  # noqa: B023 - used at once
            return place.with_name(min(there)).as_posix(), False
    place = PurePosixPath(path)
    taken = set(map(fold, _names(work, place)))
    copy = place.with_name(free_name(f"{place.stem} (edited)", lambda each: fold(each) in taken)).as_posix()
    work.files.publish(copy, released)
    work.remember(work.index.put, copy)
    return copy, True


def _names(work: Workspace, place: PurePosixPath) -> list[str]:
    """The names in the folder of a note; none where that is gone."""
    folder = (work.vault / place).parent
    return [entry.name for entry in folder.iterdir()] if folder.is_dir() else []


def _released(data: bytes) -> bytes:
    """A note's bytes without its `inbox_id`, so that it is the user's own."""
    text = data.decode("utf-8", "surrogateescape")
    block = properties.parse(text)
    held = block.find("inbox_id") if block else None
    if block is None or held is None:
        raise NoteError("it bears no inbox_id, so it is the user's own already")
    return splice.apply(text, [splice.removal(block, held)]).encode("utf-8", "surrogateescape")


def _forget(work: Workspace, inbox_id: str) -> None:
    for forget in (work.records.forget, work.writes.forget, work.retries.forget):
        work.remember(forget, inbox_id)


def _edited(last: Write) -> NoteError:
    when = f" ({last.at:%Y-%m-%d %H:%M})" if last.at else ""
    return NoteError(f"it was edited after vault-inbox wrote it{when}; --keep-edits takes it back and keeps the edited text")


def filed_again(work: Workspace, note: str, inbox_id: str, name: str, folder: str) -> Callable[[], Undone] | None:
    """What puts a note into Held/ that had been moved into the inbox and was filed again as `note`; `None` where it is gone.

    It is known by its `inbox_id`: another note may have that path by now. Histories of earlier versions do not tell it; there the note
    at that path is meant, if it is one of ours.
    """
    paths = [ref.path for ref in work.index.with_inbox_id(inbox_id)] if inbox_id else []
    if not inbox_id and (ref := work.index.note(note)) and ref.inbox_id:
        inbox_id, paths = ref.inbox_id, [note]
    if not paths:
        return None

    def take_back() -> Undone:
        path = note if note in paths else _only(paths, note)
        with write_lock(work.state):
            if not bears(work, path, inbox_id):
                raise NoteError("it no longer bears its inbox_id, or cannot be read")
            held = holding.put(work, work.vault / path, name, folder)
        work.remember(work.index.put, path)
        return Undone(path, "held", held)

    return take_back


def unfailed(work: Workspace, note: str, folder: str, keep_edits: bool) -> Callable[[], Undone] | None:
    """A drop that failed comes back into its folder, and the note about it goes; one that was edited lies beside the drop then.

    The drop comes first: where its note is there and the drop lies in Held/, a try was cut off between both, and only the note is left.
    `None` where there is no such note, or its drop lies in neither place.
    """
    path = work.vault / (note if runs.is_there(work, note) else f"{work.settings.failed}/{PurePosixPath(note).name}")
    if not note or not path.is_file():  # the inbox with Failed/ may have another name by now
        return None
    data = work.files.read(path)
    drop = failures.drop_of_note(work, path, data)
    if drop is None or not (drop.exists() or holding.lies(work, drop.name, folder)):
        return None

    def take_back() -> Undone:
        edited = failures.is_edited(data)
        if edited and not keep_edits:
            raise NoteError("you wrote into this note; --keep-edits puts it beside its drop")
        with write_lock(work.state):
            held = holding.put(work, drop, drop.name, folder) if drop.exists() else holding.lies(work, drop.name, folder)
            if edited:
                return Undone(None, "held", held, holding.put(work, path, path.name, folder))
            work.files.remove(path, data)
        return Undone(None, "held", held)

    return take_back
