"""Small files of this machine's memory: written whole, readable by nobody else; what cannot be read counts as not there."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 64 * 1024 * 1024  # bytes; a record holds two texts of one note


def make_private(folder: Path) -> Path:
    """Make a folder, and those above it, that only this user can look into; returns it."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):  # `parents=True` would give the others the usual mode
        path.mkdir(mode=0o700, exist_ok=True)
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


def write_text(path: Path, text: str) -> None:
    """Write a file atomically with mode 0600, its folder with 0700 if it has to be made."""
    if not path.parent.is_dir():
        make_private(path.parent)
    temp = path.parent / f".{secrets.token_hex(8)}.tmp"
    fd = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        temp.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temp.unlink()
        raise


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


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Write a JSON object as `write_text` does; lone surrogates survive."""
    write_text(path, json.dumps(value) + "\n")


def remove(path: Path) -> None:
    """Remove a file that may be gone already."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
