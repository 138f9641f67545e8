"""Drops that are put back: from the originals, or from Failed/, to Held/ in the inbox, which is never read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ...drops import split_drop
from ...errors import DropError, NoteError
from ...model import Drop
from ...vault.names import fold, free_name
from .. import originals
from ..running import HELD
from ..workspace import Workspace


def give_back(work: Workspace, name: str, inbox_id: str) -> str:
    """Put the drop of a note into Held/, byte for byte; returns its path in the vault.

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
        return put(work, path, name)
    parts = split_drop(whole)
    if any(work.records.get(other.inbox_id) for other in parts if other.inbox_id != inbox_id):
        return _write(work, name, part.data)
    for held in _files(work):
        data = work.files.read(held)
        if data in {each.data for each in parts}:  # the whole holds it too
            work.files.remove(held, data)
    return put(work, path, name)


def unmade(work: Workspace, name: str, twin: str) -> Callable[[], str] | None:
    """What puts a drop that made no note, for its page or its bytes were known, into Held/; `twin` is the `inbox_id` of the known note.

    It returns the drop's path in the vault. The original of a note that stands stays: a copy comes back. `None` where that copy lies in
    Held/ already, or no original is left to give back.
    """
    same = originals.where(work, name, twin) if twin else None
    record = work.records.get(twin) if twin else None
    if same is not None and record is not None and record.drop == name:
        data = same[1].data
        return None if _copy(work, name, data) else lambda: _write(work, name, data)
    free = [path for path in originals.candidates(work, name) if _is_named(path, name) and _is_free(work, path, name)]
    return (lambda: put(work, max(free, key=lambda path: path.stat().st_ctime_ns), name)) if free else None


def put(work: Workspace, path: Path, name: str) -> str:
    """Move a file to Held/ under the name that it came with, or the next that is free; returns its path in the vault."""
    target = _target(work, name)
    work.files.move(path, target)
    return work.relative(target)


def _write(work: Workspace, name: str, data: bytes) -> str:
    held = _copy(work, name, data)
    if held is not None:
        return work.relative(held)
    target = _target(work, name)
    work.files.publish(target, data)
    return work.relative(target)


def _copy(work: Workspace, name: str, data: bytes) -> Path | None:
    """The file in Held/ that came under this name and holds these bytes."""
    return next((held for held in _files(work) if _is_named(held, name) and _read(work, held) == data), None)


def _read(work: Workspace, path: Path) -> bytes | None:
    """The bytes of a file; `None` where it may not be read, as one that a link leads to outside the vault."""
    try:
        return work.files.read(path)
    except (OSError, NoteError):
        return None


def _target(work: Workspace, name: str) -> Path:
    folder = work.inbox() / HELD
    work.files.make_folder(folder)
    taken = {fold(entry.name) for entry in folder.iterdir()}
    return folder / free_name(Path(name).stem, lambda each: fold(each) in taken, Path(name).suffix)


def _files(work: Workspace) -> list[Path]:
    folder = work.inbox() / HELD
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


def _held(work: Workspace, inbox_id: str) -> Path | None:
    return next((path for path in _files(work) if inbox_id in _ids(path.name, work.files.read(path))), None)


def _is_free(work: Workspace, path: Path, name: str) -> bool:
    """Whether this original, which came as `name`, can be read and no note was made of it."""
    data = _read(work, path)
    records = map(work.records.get, _ids(name, data) if data is not None else ())
    return data is not None and not any(record.drop == name for record in records if record)


def _is_named(path: Path, name: str) -> bool:
    """Whether an original has just this name, or a number behind it."""
    stem, _, number = path.stem.rpartition(" ")
    return fold(path.name) == fold(name) or (number.isdecimal() and fold(Path(name).stem).startswith(fold(stem)))


def _ids(name: str, data: bytes) -> set[str]:
    whole = Drop(name, data)
    try:
        return {whole.inbox_id, *(part.inbox_id for part in split_drop(whole))}
    except DropError:
        return {whole.inbox_id}
