"""The notes that lie in a vault right now, by listing alone: nothing is opened."""

from __future__ import annotations

import os
from contextlib import suppress
from stat import S_ISREG
from typing import TYPE_CHECKING

from ..folders import PASSED_BY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# By what a file is known to be unchanged: its path in the vault, size in bytes, mtime in ns, inode, ctime in ns. Whoever writes in place
# may set the mtime back, but not the ctime; on Windows that is when the file was made, and tells nothing.
Stamp = tuple[str, int, int, int, int]


def walk(vault: Path, skip: Callable[[str], bool]) -> list[Stamp]:
    """Return the stamps of all notes.

    Hidden files, links and what `skip` names are left out, as are folders that cannot be listed and names that are no text. Raises
    `OSError` when the vault itself cannot be listed: an unmounted disk must not look like an empty vault.
    """
    found: list[Stamp] = []
    _list(str(vault), "", skip, found)
    return found


def hidden(path: str) -> bool:
    """Whether a path in the vault is one that the walk never comes by."""
    *folders, name = path.split("/")
    return name.startswith(".") or any(folder.startswith(".") or folder.lower() in PASSED_BY for folder in folders)


def _list(top: str, prefix: str, skip: Callable[[str], bool], found: list[Stamp]) -> None:
    below = []
    with os.scandir(top) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            if entry.is_dir(follow_symlinks=False):
                if name.lower() not in PASSED_BY:
                    below.append(name)
            elif name[-3:].lower() == ".md" and entry.is_file(follow_symlinks=False):
                path = prefix + name
                if (path.isascii() or _is_text(path)) and not skip(path):
                    try:
                        stat = entry.stat(follow_symlinks=False)
                    except FileNotFoundError:  # gone meanwhile; `suppress` would cost as much as the rest
                        continue
                    found.append((path, stat.st_size, stat.st_mtime_ns, stat.st_ino, stat.st_ctime_ns))
    for name in below:
        with suppress(OSError):  # gone meanwhile, or not ours to read
            _list(f"{top}/{name}", f"{prefix}{name}/", skip, found)


def stamp(vault: Path, path: str) -> Stamp | None:
    """Return the stamp of one note, `None` if there is no such plain file."""
    try:
        stat = (vault / path).stat(follow_symlinks=False)
    except (OSError, ValueError):
        return None
    inode = 0 if os.name == "nt" else stat.st_ino  # a listing on Windows knows no inodes
    return (path, stat.st_size, stat.st_mtime_ns, inode, stat.st_ctime_ns) if S_ISREG(stat.st_mode) else None


def _is_text(path: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in path)
