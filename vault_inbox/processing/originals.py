"""Every drop, byte for byte, kept after its note is safe: `originals/2025-09/name`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from ..drops import read_drop, split_drop
from ..errors import DropError
from ..model import Drop
from ..vault.names import fold
from .workspace import Workspace


def unchanged(work: Workspace, path: Path, drop: Drop) -> bool:
    """Whether the file still holds the bytes that were read."""
    try:
        return work.files.read(path) == drop.data
    except OSError:
        return False


def put_away(work: Workspace, path: Path, drop: Drop) -> Path | None:
    """Move a drop whose notes are safe to the originals of its month; nothing there is ever replaced.

    The same bytes under the same name are kept once. Returns where they lie.
    """
    month = read_drop(drop).created
    folder = work.vault / work.settings.originals / (f"{month:%Y-%m}" if month else "undated")
    work.files.make_folder(folder)
    for number in range(10_000):
        target = folder / (drop.name if number == 0 else f"{path.stem} {number}{path.suffix}")
        try:
            work.files.move(path, target)
        except FileExistsError:
            if work.files.read(target) == drop.data:
                work.files.remove(path, drop.data)
                return target
            continue
        return target
    raise OSError(f"{folder}: ten thousand files of the name {drop.name}")


def find(work: Workspace, name: str, inbox_id: str) -> Drop | None:
    """The drop of a note, from the originals (or Held/), by its name and the hash of its bytes; a part of a list from its whole."""
    for path in _candidates(work, name):
        try:
            data = work.files.read(path)
            whole = Drop(name, data, captured=work.local(path.stat().st_mtime))
            parts = (whole,) if whole.inbox_id == inbox_id else split_drop(whole)
        except (OSError, DropError):
            continue
        for part in parts:
            if part.inbox_id == inbox_id:
                return part
    return None


def expire(work: Workspace) -> int:
    """Delete originals older than `keep_originals` days; returns how many. "forever" keeps all."""
    days = work.settings.keep_originals
    if days == "forever":
        return 0
    limit = time.time() - float(days) * 86_400
    gone = 0
    for path in (work.vault / work.settings.originals).glob("*/*"):
        status = path.lstat()
        if path.is_file() and max(status.st_mtime, status.st_ctime) < limit:
            work.files.remove(path, work.files.read(path))
            gone += 1
    return gone


def digest(data: bytes) -> str:
    """The `inbox_id` of these bytes."""
    return sha256(data).hexdigest()[:16]


def _candidates(work: Workspace, name: str) -> Iterator[Path]:
    root = work.vault / work.settings.originals
    stem, suffix = fold(Path(name).stem), fold(Path(name).suffix)
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if fold(path.suffix) == suffix and fold(path.stem).startswith(stem):
                yield path
