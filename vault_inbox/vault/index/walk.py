"""The notes that lie in a vault right now, by listing alone: nothing is opened."""

from __future__ import annotations

import os
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from ..folders import PASSED_BY, leads_out

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

# By what a file is known to be unchanged: its path in the vault, size in bytes, mtime in ns, inode, ctime in ns. Whoever writes in place
# may set the mtime back, but not the ctime; on Windows that is when the file was made, and tells nothing.
Stamp = tuple[str, int, int, int, int]


class Walked(NamedTuple):
    """What a walk came by: the stamps of all notes, and the folders that could not be listed, as the beginnings of paths (`a/b/`)."""

    stamps: list[Stamp]
    unlisted: list[str]

    def may_hold(self, path: str) -> bool:
        """Whether a note that was not seen may lie at this path all the same."""
        return bool(self.unlisted) and path.startswith(tuple(self.unlisted))


def walk(vault: Path, skip: Callable[[str], bool], allow_links: Sequence[Path] = ()) -> Walked:
    """Return what lies in the vault.

    Hidden files, what `skip` names and names that are no text are left out, and all links but those to folders in `allow_links`. Of a
    folder that is not there any more the notes are gone; one that cannot be listed for another reason (no permission, a network drive
    that does not answer, a link to a disk that is not there) may hold them still. Raises `OSError` when the vault itself cannot be
    listed: an unmounted disk must not look like an empty vault.
    """
    walker = _Walker(skip)
    walker.list(str(vault), "")
    if allow_links:
        walker.follow(vault, allow_links)
    return Walked(walker.stamps, sorted(walker.unlisted))


def hidden(path: str) -> bool:
    """Whether a path in the vault is one that the walk never comes by."""
    *folders, name = path.split("/")
    return name.startswith(".") or any(folder.startswith(".") or folder.lower() in PASSED_BY for folder in folders)


class _Walker:
    def __init__(self, skip: Callable[[str], bool]) -> None:
        self._skip = skip
        self.stamps: list[Stamp] = []
        self.unlisted: list[str] = []
        self._links: list[str] = []  # paths in the vault
        self._behind_links = False
        self._listed: set[tuple[int, int]] = set()  # the folders behind links that were listed, by device and inode

    def list(self, top: str, prefix: str) -> None:
        """Take in the folder `top`, of which the paths in the vault begin with `prefix`."""
        skip, found = self._skip, self.stamps
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
                elif entry.is_symlink() and name.lower() not in PASSED_BY:
                    self._links.append(prefix + name)
        for name in below:
            self._list_if_there(f"{top}/{name}", f"{prefix}{name}/")

    def follow(self, vault: Path, allow_links: Sequence[Path]) -> None:
        """Take in the folders that links lead to, each folder once: links may lead in circles, to the same place, or above the vault."""
        at_vault = os.stat(vault)  # noqa: PTH116 - as below
        self._listed.add((at_vault.st_dev, at_vault.st_ino))
        self._behind_links = True
        while self._links:
            links, self._links = sorted(self._links), []
            for path in links:
                place = f"{vault}/{path}"
                if leads_out(vault, place, allow_links) and not self._skip(f"{path}/"):
                    self._list_if_there(place, f"{path}/", linked=True)

    def _list_if_there(self, top: str, prefix: str, *, linked: bool = False) -> None:
        try:
            if not self._behind_links or self._is_first(top):
                self.list(top, prefix)
        except NotADirectoryError:
            return
        except FileNotFoundError:  # gone meanwhile; but a link that is there means a disk that is not
            if not linked:
                return
            self.unlisted.append(prefix)
        except OSError:
            self.unlisted.append(prefix)

    def _is_first(self, top: str) -> bool:
        stat = os.stat(top)  # noqa: PTH116 - strings, as everywhere here
        here = stat.st_dev, stat.st_ino
        if here in self._listed:
            return False
        self._listed.add(here)
        return True


def stamp(vault: Path, path: str) -> Stamp | None:
    """Return the stamp of one note, `None` if there is no such plain file. Raises `OSError` where that cannot be known now."""
    try:
        stat = (vault / path).stat(follow_symlinks=False)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    inode = 0 if os.name == "nt" else stat.st_ino  # a listing on Windows knows no inodes
    return (path, stat.st_size, stat.st_mtime_ns, inode, stat.st_ctime_ns) if S_ISREG(stat.st_mode) else None


def _is_text(path: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in path)
