"""What lies in a folder: the regular files that may be drops, found without opening any. The names that never are drops stand here."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..text.companions import page_among, page_of
from ..text.folding import fold

# Half-written files, locks and hidden files of editors, browsers, sync apps and file systems; compared without case
_PREFIXES = (".", "~$", "~syncthing~")
_SUFFIXES = (
    "~", ".tmp", ".temp", ".part", ".filepart", ".partial", ".crdownload", ".download", ".opdownload", ".!sync", ".!ut",
    ".swp", ".swo", ".swx", ".kate-swp", ".icloud", ".lock", ".lnk",
)  # fmt: skip
_NAMES = frozenset({"4913", "thumbs.db", "desktop.ini", ".ds_store", "icon\r"})
_FOLDERS = frozenset({"@eadir", "__macosx"})  # those that begin with a dot go with all hidden ones

# Asked of each folder that is named as browsers name those of a saved page's files, and whether that page lies beside it (also half
# written): true where what lies in it is no drop.
Aside = Callable[[Path, bool], bool]

_DATALESS = 0x40000000  # SF_DATALESS of macOS' <sys/stat.h>
_RECALL = 0x00400000 | 0x00040000  # FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS and …_ON_OPEN of Windows


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file as the listing saw it; two that are equal mean that nothing has changed.

    `mtime_ns` is in nanoseconds since 1970; `inode` is 0 where a listing does not know it, as on Windows.
    """

    path: Path
    size: int
    mtime_ns: int
    inode: int


def with_its_page(_folder: Path, beside: bool) -> bool:
    """Tell what `Aside` asks by the names alone: the files of a saved page are no drops while it lies beside their folder."""
    return beside


def list_files(
    root: Path, ignore: Collection[Path] = (), follow: Callable[[Path], bool] | None = None, aside: Aside = with_its_page
) -> Iterator[Found]:
    """Yield the files below `root` that may be drops, by name, each folder's own first.

    The folders in `ignore` are not looked into, nor those of saved pages' files that are to be left `aside`. Links are passed over unless
    `follow(real path)` allows where they lead. Anything that is no regular file is passed over without being opened, as is a folder that
    cannot be listed. Raises `OSError` where `root` cannot be.
    """
    for folder, entries in _walk(root, ignore, follow, aside):
        yield from _drops(folder, entries, follow)


def list_all(
    root: Path, ignore: Collection[Path] = (), follow: Callable[[Path], bool] | None = None, aside: Aside = with_its_page
) -> tuple[list[Found], list[Path]]:
    """Return what `list_files` yields and the folders that were looked into, `root` first, by one walk."""
    found: list[Found] = []
    folders: list[Path] = []
    for folder, entries in _walk(root, ignore, follow, aside):
        folders.append(folder)
        found.extend(_drops(folder, entries, follow))
    return found, folders


def in_order(path: Path) -> tuple[str, ...]:
    """What puts paths in the order of their names: `x.txt` before `x 2.txt` and a conflict copy of it, which say it less well."""
    return (*path.parts[:-1], path.stem, path.suffix)


def never_a_drop(name: str) -> bool:
    """Tell whether a file of this name is never a drop: half-written, a lock, hidden, a system's own."""
    lower = name.lower()
    return lower in _NAMES or lower.startswith(_PREFIXES) or lower.endswith(_SUFFIXES)


def is_placeholder(status: object) -> bool:
    """Tell from a file's status whether its data lies in a cloud only: reading it would wait for a download.

    macOS says so by a flag (iCloud and other clouds that use its file provider), Windows by an attribute (OneDrive and others).
    """
    return bool(getattr(status, "st_flags", 0) & _DATALESS or getattr(status, "st_file_attributes", 0) & _RECALL)


_Walk = Iterator[tuple[Path, list[os.DirEntry[str]]]]


def _walk(root: Path, ignore: Collection[Path], follow: Callable[[Path], bool] | None, aside: Aside) -> _Walk:
    ignored = frozenset(ignore)
    seen: set[tuple[int, int]] = set()  # links can lead in circles
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            status = folder.stat()
            entries = _entries(folder)
        except OSError:
            if folder == root:
                raise
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        below = [folder / entry.name for entry in entries if _is_folder(entry, follow)]
        left = _left_aside(below, entries, aside)
        waiting.extend(path for path in reversed(below) if path not in ignored and path not in left)
        yield folder, entries


def _left_aside(folders: list[Path], entries: list[os.DirEntry[str]], aside: Aside) -> set[Path]:
    """The folders that hold the files of saved pages and are to be left aside."""
    pages = {folder: fold(page) for folder in folders if (page := page_of(folder.name))}
    if not pages:
        return set()
    there = {page_among(entry.name, arriving=never_a_drop(entry.name)) for entry in entries}
    return {folder for folder, page in pages.items() if aside(folder, page in there)}


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as listing:
        return sorted(listing, key=lambda entry: os.path.splitext(entry.name))  # noqa: PTH122 - quick; as `in_order`


def _is_folder(entry: os.DirEntry[str], follow: Callable[[Path], bool] | None) -> bool:
    if entry.name.startswith(".") or entry.name.lower() in _FOLDERS:
        return False
    try:
        return entry.is_dir(follow_symlinks=False) or (entry.is_symlink() and entry.is_dir() and _allowed(entry, follow))
    except OSError:
        return False


def _drops(folder: Path, entries: list[os.DirEntry[str]], follow: Callable[[Path], bool] | None) -> Iterator[Found]:
    for entry in entries:
        found = None if never_a_drop(entry.name) else _found(folder, entry, follow)
        if found:
            yield found


def _found(folder: Path, entry: os.DirEntry[str], follow: Callable[[Path], bool] | None) -> Found | None:
    try:
        linked = entry.is_symlink()
        if linked and not _allowed(entry, follow):
            return None
        status = entry.stat(follow_symlinks=linked)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode) or is_placeholder(status):
        return None
    return Found(folder / entry.name, status.st_size, status.st_mtime_ns, status.st_ino)


def _allowed(entry: os.DirEntry[str], follow: Callable[[Path], bool] | None) -> bool:
    return follow is not None and follow(Path(os.path.realpath(entry.path)))
