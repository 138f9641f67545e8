"""What runs did, as the history tells it: which was the last that was not taken back, and where its notes and drops lie now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from ...pipeline import attempt
from ...state.records import Record
from ...state.writes import Write
from ...text.conflicts import conflict_of
from ...text.folding import fold
from ...vault.folders import folder_below
from ..arrival.publishing import bears, borne
from ..shared import originals
from ..shared.workspace import Workspace
from .holding import Duplicate

Entry: TypeAlias = Mapping[str, object]  # an outcome, as the history keeps it

UNDO = "undo "  # begins the name of a run that took another one back; see `takes_back`
_DONE = ("created", "updated", "pending", "duplicate", "failed")
_MADE = {"created": "made", "pending": "made", "updated": "filed"}
_REMEMBERED = 10_000  # outcomes that are looked through


@dataclass(frozen=True, slots=True)
class Run:
    """A run, or what is left of it to be taken back: when its first and its last outcome came (the vault's local time), and what it did.

    `did` counts notes: "made", "updated", "adopted", "cleaned" (these three existed before) and "filed" (they had been moved into the
    inbox); and drops: "duplicate", "failed".
    """

    began: str
    ended: str
    did: Mapping[str, int]


class Written:
    """The notes that were written at a path, wherever they lie now, and the originals.

    All records, and the notes that the index leaves out, are read once for it, and only where a note is missed; all originals are listed
    once.
    """

    def __init__(self, work: Workspace) -> None:
        self._work = work

    def record(self, note: str) -> Record | None:
        """The record of the note that was written at this path."""
        work = self._work
        ref = work.index.note(note)
        if ref and ref.inbox_id and bears(work, note, ref.inbox_id) and (record := work.records.get(ref.inbox_id)):
            return record
        records = map(work.records.get, self._ids.get(note, ()))  # read again: what was taken back meanwhile has none any more
        return next((record for record in records if record and record.note == note), None)

    def lies(self, note: str) -> str:
        """Where the note that was written at this path lies now."""
        if is_there(self._work, note):
            return note
        record = self.record(note)
        refs = self._work.index.with_inbox_id(record.inbox_id) if record else ()
        paths = without_conflict_copies([ref.path for ref in refs])
        return paths[0] if len(paths) == 1 else note

    @cached_property
    def originals(self) -> list[tuple[str, Path]]:
        """What `originals.listing` gave when it was first asked. Raises `OSError`."""
        return list(originals.listing(self._work))

    def left_out(self, inbox_id: str) -> str:
        """Where a note lies that the index leaves out: among what the user excluded, daily notes or templates; "" if it lies at none."""
        return self._left_out.get(inbox_id, "")

    @cached_property
    def _left_out(self) -> Mapping[str, str]:
        work = self._work
        apart = tuple(f"{fold(folder)}/" for folder in (work.settings.inbox, work.settings.failed, work.settings.originals))
        paths = sorted((path for path in work.index.left_out() if not fold(path).startswith(apart)), reverse=True)
        return {inbox_id: path for path in paths if (inbox_id := borne(work, path))}

    @cached_property
    def _ids(self) -> dict[str, list[str]]:
        ids: dict[str, list[str]] = defaultdict(list)
        for record in self._work.records:
            ids[record.note].append(record.inbox_id)
        return ids


def not_undone(work: Workspace) -> Iterator[tuple[str, list[Entry]]]:
    """The runs that did something and were not taken back as a whole, the newest first, with what each did, oldest first.

    The daemon goes on under the name of a run that was taken back: what it did since then counts anew.
    """
    found: dict[str, list[Entry]] = {}
    for entry in work.history.last(_REMEMBERED):
        run = str(entry.get("run") or "")
        if takes_back(entry):
            found.pop(run.removeprefix(UNDO), None)
        elif run and entry.get("status") in _DONE:
            done = found.pop(run, [])  # which did something last stands last
            done.append(entry)
            found[run] = done
    yield from reversed(found.items())


def went_on(work: Workspace, run: str, entries: Sequence[Entry]) -> bool:
    """Whether a run did more since `not_undone` gave these entries of it, as the daemon does while others are taken back."""
    return len(dict(not_undone(work)).get(run, ())) > len(entries)


def summary(work: Workspace, run: str, entries: Sequence[Entry], written: Written) -> Run:
    """What a run did, by its outcomes, oldest first; a note that it wrote several times counts once, of duplicates each drop."""

    def what(entry: Entry) -> object:
        return entry.get("drop") if entry.get("status") == "duplicate" else entry.get("note") or entry.get("drop")

    did = {(what(entry), entry.get("part")): _kind(work, run, entry, written) for entry in reversed(entries)}
    return Run(str(entries[0].get("at")), str(entries[-1].get("at")), Counter(did.values()))


def without_conflict_copies(paths: Sequence[str]) -> list[str]:
    """Of notes that bear one `inbox_id`, those that are no sync app's conflict copy of another one of them, beside which they lie."""
    beside = set(map(fold, paths))

    def is_copy(path: str) -> bool:
        place = PurePosixPath(path)
        name = conflict_of(place.name)
        return name is not None and fold(place.with_name(name).as_posix()) in beside

    return [path for path in paths if not is_copy(path)]


def takes_back(entry: Entry) -> bool:
    """Whether an outcome is that of an `undo`."""
    return str(entry.get("run", "")).startswith(UNDO)


def is_in_place(entry: Entry) -> bool:
    """Whether an outcome is that of a note that existed; histories of earlier versions tell it by the drop alone: its name, or nothing."""
    return bool(entry.get("in_place")) or "/" not in str(entry.get("drop") or "")


def duplicate(work: Workspace, entry: Entry) -> Duplicate:
    """The drop of an outcome that is a duplicate."""
    drop, note, inbox_id, file_id = (str(entry.get(name) or "") for name in ("drop", "note", "inbox_id", "file_id"))
    ref = work.index.note(note)
    return Duplicate(PurePosixPath(drop).name, inbox_id, file_id, ref.inbox_id if ref else "", folder_of(work, entry))


def folder_of(work: Workspace, entry: Entry) -> str:
    """The folder of the inbox in which a drop arrived, "" for the inbox itself; histories of earlier versions tell only its whole path."""
    folder = entry.get("folder")
    return folder if isinstance(folder, str) else folder_below(work.settings.inbox, str(entry.get("drop") or ""))


def write_of(work: Workspace, note: str, run: str) -> Write | None:
    """The last write of a note, if this run did it; also one that was taken back, where that was cut off and is to be finished."""
    ref = work.index.note(note)
    inbox_id = ref.inbox_id if ref else borne(work, note)
    if not inbox_id or not is_there(work, note):
        return None
    text = work.files.read(note).decode("utf-8", "surrogateescape")
    cut_off = work.writes.cut_off(inbox_id, text)
    last = [cut_off.last] if cut_off else work.writes.of(inbox_id, text)[-1:]
    return last[0] if last and last[0].run == run else None


def drop_of(work: Workspace, note: str | None) -> tuple[str, str]:
    """Where the drop of a note arrived, and which part of it the note is; "" where nothing tells it."""
    ref = work.index.note(note) if note else None
    return originals.came_as(work, ref.inbox_id or "", ref.path) if ref else ("", "1/1")


def is_there(work: Workspace, note: str) -> bool:
    """Whether a note lies at this path."""
    return bool(note) and (work.vault / note).is_file()


def _kind(work: Workspace, run: str, entry: Entry, written: Written) -> str:
    """What was done, as `Run.did` has it."""
    status = str(entry.get("status"))
    if not is_in_place(entry):
        return _MADE.get(status, status)
    write, _ = attempt(lambda: write_of(work, written.lies(str(entry.get("note") or "")), run))
    return write.kind if write else "updated"
