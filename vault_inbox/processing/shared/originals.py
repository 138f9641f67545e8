"""Every drop, byte for byte, kept after its note is safe: `originals/2025-09/name`."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath

from ...drops import former_parts, kind_of, read_drop, split_drop
from ...drops.shared.names import first_note
from ...errors import DropError, NoteError, VaultBusy
from ...model import Drop, Note
from ...notes import properties
from ...pipeline import attempt
from ...state.kept import Original
from ...state.locks import write_lock
from ...state.records import Record
from ...text.conflicts import conflict_of
from ...text.folding import fold
from ...vault.names import LONGEST, clip, free_name
from .workspace import Workspace

_UNDATED = "undated"
_MONTH = re.compile(rf"\d{{4}}-\d{{2}}|{_UNDATED}")  # any other folder there is the user's


def unchanged(work: Workspace, path: Path, drop: Drop) -> bool:
    """Whether the file is there, still holds the bytes that were read, and nobody has it open to write. Raises `OSError`."""
    try:
        return work.files.read(path) == drop.data and not work.files.is_being_written(path)
    except FileNotFoundError:
        return False


def put_away(work: Workspace, path: Path, drop: Drop) -> None:
    """Move a drop whose notes are safe to the originals of its month; nothing there is ever replaced.

    The same bytes under the same name are kept once. A file that got other bytes between the look and the move goes back into the inbox,
    and what was read of it is kept. A file that is gone was put away by another process. Of a link the bytes are put away; what it leads to
    stays.
    """
    if path.is_symlink():
        keep(work, path, drop)
        with contextlib.suppress(FileNotFoundError, NoteError):  # gone, or other bytes by now: those are a drop of their own
            work.files.remove(path, drop.data)
        return
    for target in _targets(work, path, drop):
        try:
            work.files.move(path, target)
        except FileNotFoundError:
            return
        except FileExistsError:
            if _holds(work, target, drop):
                work.files.remove(path, drop.data)
                return
            continue
        if work.files.read(target) != drop.data:
            _give_back(work, target, path)
            keep(work, path, drop)
        else:
            _put_down(work, target, drop)
        return


def keep(work: Workspace, path: Path, drop: Drop) -> None:
    """Write a drop's bytes to the originals, for a file that meanwhile holds others."""
    for target in _targets(work, path, drop):
        try:
            work.files.publish(target, drop.data)
        except FileExistsError:
            if not _holds(work, target, drop):
                continue
        else:
            _put_down(work, target, drop)
        return


def _holds(work: Workspace, target: Path, drop: Drop) -> bool:
    """Whether a file among the originals has a drop's bytes; one that we put away counts as put away just now."""
    try:
        if work.files.read(target) != drop.data:
            return False
    except (OSError, NoteError):  # a folder, a pipe, a link, what may not be read: a name that is taken
        return False
    if _is_ours(work, target, drop.data):
        _put_down(work, target, drop)
    return True


def _put_down(work: Workspace, target: Path, drop: Drop) -> None:
    work.remember(work.kept.add, Original(_name(target), drop.inbox_id, time.time()))


def _is_ours(work: Workspace, path: Path, data: bytes) -> bool:
    """Whether this machine put these bytes away under this name."""
    known = work.kept.all().get(_name(path))
    return known is not None and known.inbox_id == digest(data)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def named(work: Workspace, name: str) -> bool:
    """Whether an original of this name lies in any month."""
    return any(path.name == name for path in candidates(work, name))


def _targets(work: Workspace, path: Path, drop: Drop) -> Iterator[Path]:
    """The places for a drop among the originals: its own name, then with a number."""
    month = (read_drop if kind_of(drop.name) == "markdown" else first_note)(drop).created  # only a `.md` may have a time of its own
    folder = work.vault / work.settings.originals / (f"{month:%Y-%m}" if month else _UNDATED)
    work.files.make_folder(folder)
    yield folder / drop.name
    for number in range(1, 10_000):
        yield folder / f"{clip(path.stem, LONGEST - len(path.suffix.encode()) - 5)} {number}{path.suffix}"
    raise OSError(f"{folder}: ten thousand files of the name {drop.name}")


def _give_back(work: Workspace, moved: Path, path: Path) -> None:
    taken = {fold(entry.name) for entry in path.parent.iterdir()}
    work.files.move(moved, path.with_name(free_name(path.stem, lambda name: fold(name) in taken, path.suffix)))


def find(work: Workspace, name: str, inbox_id: str) -> Drop | None:
    """The drop of a note, from the originals, by its name and the hash of its bytes; a part of a list from its whole."""
    found = where(work, name, inbox_id)
    return found[2] if found else None


def where(work: Workspace, name: str, inbox_id: str, listed: Iterable[tuple[str, Path]] | None = None) -> tuple[Path, Drop, Drop] | None:
    """Where the drop of a note lies among the originals: the file, the drop that it holds, and the part of it that became the note.

    `listed` are the originals that are looked at, as `candidates` takes them.
    """
    for path in candidates(work, name, listed):
        try:
            data = work.files.read(path)
            captured, _ = attempt(lambda: work.local(path.stat().st_mtime))  # noqa: B023 - used at once; none for a time that no calendar has
            whole = Drop(name, data, captured=captured)
            parts = (whole,) if whole.inbox_id == inbox_id else (*split_drop(whole), *former_parts(whole))
        except (OSError, DropError, NoteError):
            continue
        for part in parts:
            if part.inbox_id == inbox_id:
                return path, whole, part
    return None


def own_text(work: Workspace, text: str) -> str | None:
    """What a person's own note said when it came, by the text that it has now; `None` for any other note, or where its drop is gone."""
    values = properties.read(text)
    name = str(values.get(work.layout.name_of("original_file")) or "")
    drop = find(work, name, str(values.get("inbox_id", ""))) if kind_of(name) == "markdown" else None
    return read_drop(drop).own if drop else None


def brought(work: Workspace, record: Record | None, text: str) -> str:
    """The lines of the properties that a note of ours brought, by its record or by its drop; "" for none, and where neither is known."""
    if record is not None and record.brought is not None:
        return record.brought
    values = properties.read(text)
    name = str(values.get(work.layout.name_of("original_file")) or "")
    drop = find(work, name, str(values.get("inbox_id", ""))) if kind_of(name) == "markdown" else None
    note, _ = attempt(lambda: read_drop(drop)) if drop else (None, None)  # an older version may have read what this one refuses
    return properties_of(note) if note else ""


def properties_of(note: Note) -> str:
    """The lines of the properties that a note has of its own, "" for none."""
    lines = note.frontmatter if note.own is None else properties.split(note.own)[0]
    return lines.replace("\r\n", "\n")


def arrived(work: Workspace, record: Record) -> str:
    """The path in the vault at which the drop of a note lay when it came."""
    return "/".join(filter(None, (work.settings.inbox, record.folder, record.drop)))


def came_as(work: Workspace, inbox_id: str, note: str) -> tuple[str, str]:
    """The path in the vault at which the drop of a note arrived, and which part of it the note is; "" where not even the note tells it."""
    record = work.records.get(inbox_id)
    if record:
        return arrived(work, record) if record.drop else "", record.part
    values, _ = attempt(lambda: properties.read(work.files.read(note).decode()))
    name = str((values or {}).get(work.layout.name_of("original_file")) or "")
    found = where(work, name, inbox_id) if name else None
    return f"{work.settings.inbox}/{name}" if name else "", found[2].part if found else "1/1"


def drop_copies(work: Workspace) -> None:
    """Remove the conflict copies that a sync app made of originals of ours, where they hold the very same bytes."""
    for folder in _months(work):
        for name in os.listdir(folder):  # noqa: PTH208 - a month may hold thousands
            first = conflict_of(name)
            if first:
                attempt(lambda: _drop_copy(work, folder / name, folder / first))  # noqa: B023 - used at once; the others go on


def _drop_copy(work: Workspace, copy: Path, first: Path) -> None:
    data = work.files.read(first)
    if work.files.read(copy) == data and _is_ours(work, first, data):
        work.files.remove(copy, data)


def expire(work: Workspace) -> int:
    """Delete originals older than `keep_originals` days; returns how many. "forever" keeps all.

    Only what this machine put away goes, and only while it lies there with the same bytes: files of the user's and of other machines are
    not known here, and stay. A file that cannot be read or removed stays as well, and the others go on. The drop of a note that waits for
    a page stays until that has come: the note is made again from it.
    """
    days = work.settings.keep_originals
    if days == "forever":
        return 0
    limit = time.time() - float(days) * 86_400
    gone = set()
    old = [original for original in work.kept.all().values() if original.at < limit]
    needed = _needed(work, [original.name for original in old])
    for original in [original for original in old if original.name not in needed]:
        went, error = attempt(lambda: _let_go(work, original, limit))  # noqa: B023 - used at once
        if isinstance(error, VaultBusy):  # each of the others would wait as long
            break
        if went:
            gone.add(original)
    if gone:
        with write_lock(work.state):
            work.kept.forget(gone.__contains__)
    return len(gone)


def _needed(work: Workspace, names: Collection[str]) -> set[str]:
    """Those of these originals from which a note that waits for a page is made again."""
    root = work.vault / work.settings.originals
    listed = [(fold(PurePosixPath(name).name), root / name) for name in names]
    needed = set()
    for retry in work.retries if listed else ():
        record, notes = work.records.get(retry.key), work.index.with_inbox_id(retry.key)
        came = came_as(work, retry.key, record.note if record else notes[0].path)[0] if record or notes else ""
        name = PurePosixPath(came).name
        if name and (found := where(work, name, retry.key, listed)):
            needed.add(_name(found[0]))
    return needed


def _let_go(work: Workspace, original: Original, limit: float) -> bool:
    """Delete one original, if it is still what was put away, and old."""
    path = work.vault / work.settings.originals / original.name
    with write_lock(work.state):
        status = path.lstat()
        data = work.files.read(path)
        if work.kept.all().get(original.name) != original:  # the same bytes came again meanwhile
            return False
        if max(status.st_mtime, status.st_ctime) >= limit or digest(data) != original.inbox_id:
            return False
        work.files.remove(path, data)
    return True


def digest(data: bytes) -> str:
    """The `inbox_id` of these bytes."""
    return sha256(data).hexdigest()[:16]


def candidates(work: Workspace, name: str, listed: Iterable[tuple[str, Path]] | None = None) -> Iterator[Path]:
    """The originals that may have come under this name: files whose name begins with it, for one may have been given a number.

    `listed` is what `listing` gave, for who asks often.
    """
    stem, suffix = fold(Path(conflict_of(name) or name).stem), fold(Path(name).suffix)  # its copy may be the one that was kept
    for folded, path in listing(work) if listed is None else listed:
        if folded.startswith(stem) and fold(path.suffix) == suffix:
            yield path


def listing(work: Workspace) -> Iterator[tuple[str, Path]]:
    """All originals, each with its folded name. Raises `OSError` where a month cannot be read."""
    for folder in _months(work):
        for each in sorted(os.listdir(folder)):  # noqa: PTH208 - a month may hold thousands
            yield fold(each), folder / each


def _months(work: Workspace) -> list[Path]:
    root = work.vault / work.settings.originals
    return sorted(path for path in root.iterdir() if _MONTH.fullmatch(path.name) and path.is_dir()) if root.is_dir() else []
