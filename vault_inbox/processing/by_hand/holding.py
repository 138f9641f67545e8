"""Drops that are put back: from the originals, or from Failed/, to Held/ in the inbox, which is never read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from stat import S_ISREG

from ...drops import former_parts, split_drop
from ...errors import DropError, NoteError
from ...model import Drop
from ...settings.keys import HELD
from ...text.folding import fold
from ...vault.names import LONGEST, clip, free_name
from ..shared import originals
from ..shared.workspace import Workspace


def give_back(work: Workspace, name: str, inbox_id: str, folder: str = "") -> str:
    """Put the drop of a note into Held/, byte for byte, and there into the `folder` that it lay in; returns its path in the vault.

    A list of links comes back whole when this machine remembers no note of its other parts, else only this part, as a drop of its own.
    One that lies in Held/ already is left there. Raises `NoteError` where the drop is neither there nor among the originals.
    """
    found = originals.where(work, name, inbox_id)
    if found is None:
        held = _held(work, inbox_id)
        if held is None:
            raise NoteError(f"its drop {name} is no longer among the originals, so it could not be put back")
        return work.relative(held)
    path, whole, part = found
    if part is whole:
        return put(work, path, name, folder)
    parts = (*split_drop(whole), *former_parts(whole))
    if any(work.records.get(other.inbox_id) for other in parts if other.inbox_id != inbox_id):
        return _write(work, name, part.data, folder)
    for held in _files(work):
        data = work.files.read(held)
        if data in {each.data for each in parts}:  # the whole holds it too
            work.files.remove(held, data)
    return put(work, path, name, folder)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A drop that made no note, for its page or its bytes were known.

    `name` is its file's. `inbox_id` is its own, `file_id` that of the file that it is a part of: "" in histories of earlier versions.
    `twin` is that of the known note. `folder` is that of the inbox in which the file lay, "" for the inbox itself.
    """

    name: str
    inbox_id: str
    file_id: str
    twin: str
    folder: str = ""


def unmade(work: Workspace, drop: Duplicate, listed: Sequence[tuple[str, Path]]) -> Callable[[], str] | None:
    """What puts a drop that made no note into Held/, of the originals as `originals.listing` gave them; it returns its path in the vault.

    The original of a note that stands stays: a copy comes back. `None` where that copy lies in Held/ already, or no original is left to
    give back. Raises `OSError` where an original of this name cannot be read now: it may be the one.
    """
    named = _named(work, drop, listed)
    if not drop.file_id:
        return _by_name(work, drop, named)
    path = _of_bytes(work, named, drop.file_id)
    if path is None:
        return None
    data = work.files.read(path)
    if _stands(work, drop.inbox_id, drop.name):
        return _copied(work, drop, data)
    taken = any(_stands(work, each, drop.name) for each in _ids(drop.name, data))
    return None if taken else lambda: put(work, path, drop.name, drop.folder)


def is_lost(work: Workspace, drop: Duplicate, listed: Sequence[tuple[str, Path]]) -> bool:
    """Whether such a drop cannot come back: no original of it is left, and nothing of its name lies in Held/. Raises `OSError`."""
    if any(is_named(held, drop.name) for held in _files(work)):
        return False
    named = _named(work, drop, listed)
    if drop.file_id:
        return _of_bytes(work, named, drop.file_id) is None
    return all(_bytes(work, path) is None for path in named)


def _named(work: Workspace, drop: Duplicate, listed: Sequence[tuple[str, Path]]) -> list[Path]:
    return [path for path in originals.candidates(work, drop.name, listed) if is_named(path, drop.name)]


def _by_name(work: Workspace, drop: Duplicate, named: Sequence[Path]) -> Callable[[], str] | None:
    """The same by the name alone; one with a number may be another drop's, and counts only where none has just this name."""
    there = {path: data for path in named if (data := _bytes(work, path)) is not None}
    record = work.records.get(drop.twin) if drop.twin else None
    if record is not None and record.drop == drop.name:
        same = next((data for data in there.values() if drop.twin in _ids(drop.name, data)), None)
        if same is not None:
            return _copied(work, drop, same)
    plain = [path for path in there if fold(path.name) == fold(drop.name)]
    free = [path for path in plain or there if not any(_stands(work, each, drop.name) for each in _ids(drop.name, there[path]))]
    return (lambda: put(work, max(free, key=lambda path: path.stat().st_ctime_ns), drop.name, drop.folder)) if free else None


def _of_bytes(work: Workspace, named: Sequence[Path], file_id: str) -> Path | None:
    """The one among these originals that has the bytes of this `inbox_id`."""
    unread: OSError | None = None
    for path in named:
        try:
            data = _bytes(work, path)
        except OSError as error:
            unread = error
            continue
        if data is not None and originals.digest(data) == file_id:
            return path
    if unread:
        raise unread
    return None


def _bytes(work: Workspace, path: Path) -> bytes | None:
    """The bytes of an original; `None` where it is gone, is no file, or is a link out of the vault. Raises `OSError`."""
    try:
        return work.files.read(path) if S_ISREG(path.stat().st_mode) else None
    except (FileNotFoundError, NotADirectoryError, NoteError):
        return None


def _stands(work: Workspace, inbox_id: str, name: str) -> bool:
    """Whether a note was made of this drop under this name; of one that another machine made the name is not known."""
    record = work.records.get(inbox_id)
    return record.drop == name if record else bool(work.index.with_inbox_id(inbox_id))


def _copied(work: Workspace, drop: Duplicate, data: bytes) -> Callable[[], str] | None:
    return None if _copy(work, drop.name, data) else lambda: _write(work, drop.name, data, drop.folder)


def put(work: Workspace, path: Path, name: str, folder: str = "") -> str:
    """Move a file to Held/ under the name that it came with, or the next that is free; returns its path in the vault."""
    target = _target(work, name, folder)
    work.files.move(path, target)
    return work.relative(target)


def lies(work: Workspace, name: str, folder: str = "") -> str | None:
    """The path in the vault of the file in this folder of Held/ that came under this name, `None` where there is none."""
    place = work.inbox() / HELD / folder
    found = next((path for path in _files(work) if path.parent == place and is_named(path, name)), None)
    return work.relative(found) if found else None


def _write(work: Workspace, name: str, data: bytes, folder: str) -> str:
    held = _copy(work, name, data)
    if held is not None:
        return work.relative(held)
    target = _target(work, name, folder)
    work.files.publish(target, data)
    return work.relative(target)


def _copy(work: Workspace, name: str, data: bytes) -> Path | None:
    """The file in Held/ that came under this name and holds these bytes."""
    return next((held for held in _files(work) if is_named(held, name) and _read(work, held) == data), None)


def _read(work: Workspace, path: Path) -> bytes | None:
    """The bytes of a file; `None` where it may not be read, as one that a link leads to outside the vault."""
    try:
        return work.files.read(path)
    except (OSError, NoteError):
        return None


def _target(work: Workspace, name: str, folder: str) -> Path:
    held = work.inbox() / HELD / folder
    work.files.make_folder(held)
    taken = {fold(entry.name) for entry in held.iterdir()}
    return held / free_name(Path(name).stem, lambda each: fold(each) in taken, Path(name).suffix)


def _files(work: Workspace) -> list[Path]:
    folder = work.inbox() / HELD
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []


def _held(work: Workspace, inbox_id: str) -> Path | None:
    return next((path for path in _files(work) if inbox_id in _ids(path.name, work.files.read(path))), None)


def is_named(path: PurePath, name: str) -> bool:
    """Whether an original has just this name, or a number behind it: for that a long one is cut, here and among the originals."""
    wanted = PurePath(name)
    number = path.stem.rpartition(" ")[2]
    ending = f" {number}{wanted.suffix}" if number.isdecimal() else wanted.suffix
    cuts = LONGEST - len(ending.encode()), LONGEST - len(wanted.suffix.encode()) - 5
    return fold(path.name) in {fold(name), *(fold(clip(wanted.stem, cut) + ending) for cut in cuts)}


def _ids(name: str, data: bytes) -> set[str]:
    whole = Drop(name, data)
    try:
        return {whole.inbox_id, *(part.inbox_id for part in (*split_drop(whole), *former_parts(whole)))}
    except DropError:
        return {whole.inbox_id}
