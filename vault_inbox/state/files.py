"""Small files of this machine's memory: written whole, readable by nobody else; what cannot be read counts as not there."""

from __future__ import annotations

import contextlib
import json
import os
from typing import TYPE_CHECKING, Any

from .. import temps
from ..disk import Disk

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 64 * 1024 * 1024  # bytes; a record holds two texts of one note
_DISK = Disk()


def make_private(folder: Path, disk: Disk = _DISK) -> Path:
    """Make a folder, and those above it, that only this user can look into; returns it."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):  # `parents=True` would give the others the usual mode
        with contextlib.suppress(FileExistsError):
            disk.mkdir(path, 0o700)
    with contextlib.suppress(OSError):  # on a disk without permissions
        folder.chmod(0o700)
    return folder


def read_text(path: Path) -> str | None:
    """Return the text of a file, `None` where it is missing or cannot be read."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None


def write_text(path: Path, text: str, disk: Disk = _DISK) -> None:
    """Write a file atomically with mode 0600, its folder with 0700 if it has to be made."""
    if not path.parent.is_dir():
        make_private(path.parent, disk)
    data = text.encode()
    temp = path.parent / temps.temp_name("")
    try:
        disk.write_whole(temp, data, 0o600)
        disk.rename(temp, path)
    except BaseException:  # a Ctrl-C leaves nothing half written either; all goes on upwards
        with contextlib.suppress(OSError):
            disk.unlink(temp)
        raise
    finally:
        temps.done_with(temp.name)


def read_json(path: Path) -> dict[str, Any] | None:
    """Return the JSON object of a file, `None` where there is none that can be read."""
    text = read_text(path)
    if text is None:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def write_json(path: Path, value: dict[str, Any], disk: Disk = _DISK) -> None:
    """Write a JSON object as `write_text` does; lone surrogates survive."""
    write_text(path, json.dumps(value) + "\n", disk)


def append_line(path: Path, line: str, disk: Disk = _DISK) -> int:
    """Add a line to a file of mode 0600; returns the file's size in bytes. One that a crash cut off does not swallow the next."""
    if not path.parent.is_dir():
        make_private(path.parent, disk)
    data = line.encode() + b"\n"
    fd = disk.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        size = os.fstat(fd).st_size
        disk.write_all(fd, b"\n" + data if size and not _ends_line(fd, size) else data)
        return os.fstat(fd).st_size
    finally:
        os.close(fd)


def _ends_line(fd: int, size: int) -> bool:
    os.lseek(fd, size - 1, os.SEEK_SET)
    return os.read(fd, 1) == b"\n"


def remove(path: Path, disk: Disk = _DISK) -> None:
    """Remove a file that may be gone already."""
    if path.exists():
        with contextlib.suppress(FileNotFoundError):
            disk.unlink(path)


def sweep(folder: Path, disk: Disk = _DISK) -> None:
    """Remove the temp files that processes which are gone left under `folder`."""
    for path in folder.rglob(".~vi-*.tmp"):
        temp = temps.read_name(path.name)
        if temp and temp.is_stale(""):
            with contextlib.suppress(OSError):
                disk.unlink(path)
