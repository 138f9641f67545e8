"""Where a vault begins and what lies inside it: finding it, and proving that a path does not lead out."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

from ..errors import NoteError
from ..text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SETTINGS_NOTE = "Vault Inbox.md"
PASSED_BY = frozenset({"@eadir", "__macosx", "node_modules"})  # in small letters: what others fill; hidden folders beside them
_OBSIDIAN = ".obsidian"
_NOTES = (".md", ".canvas", ".base")
_LOOK = 1000  # entries of a folder that tell what it is for
_MOST = 64 * 1024 * 1024  # bytes that may be copied into the vault in place of a link
_SIGNS = ("app.json", "workspace.json", "appearance.json", "core-plugins.json")  # files that only a settings folder of Obsidian's holds


def is_vault(path: Path) -> bool:
    """Tell whether a folder is a vault: it holds a settings folder of Obsidian's or a `Vault Inbox.md`."""
    return bool(settings_folder(path)) or (path / SETTINGS_NOTE).is_file()


def find_vault(start: Path) -> Path | None:
    """Return the nearest vault from `start` upwards, `None` if there is none."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if is_vault(folder)), None)


def settings_folder(vault: Path) -> str:
    """Return the name of Obsidian's settings folder, `.obsidian` or another that begins with a dot; "" if there is none."""
    if (vault / _OBSIDIAN).is_dir():
        return _OBSIDIAN
    try:
        hidden = sorted(entry.name for entry in os.scandir(vault) if entry.name.startswith(".") and entry.is_dir())
    except OSError:
        return ""
    return next((name for name in hidden if any((vault / name / sign).is_file() for sign in _SIGNS)), "")


def folder_below(top: str, path: str) -> str:
    """Return the folder of a file's path as it reads from the folder `top`: "" for one right in it, and for one that is not below it."""
    folder = PurePosixPath(path).parent
    below = folder.relative_to(top).as_posix() if folder.is_relative_to(top) else "."
    return "" if below == "." else below


def is_for_files(vault: Path, folder: str) -> bool:
    """Tell whether a folder is for pictures and the like: more of what lies right in it is no note of Obsidian's than is one."""
    try:
        with os.scandir(vault / spelled(vault, folder)) as entries:
            names = [entry.name.lower() for entry in islice(entries, _LOOK) if not entry.name.startswith(".") and entry.is_file()]
    except OSError:
        return False
    return 2 * sum(name.endswith(_NOTES) for name in names) < len(names)


def contained(vault: Path, path: str | PurePath, allow_links: Sequence[Path] = (), *, follow: bool = True) -> Path:
    """Return the real place of a path of the vault, given from its root or as a full path inside it.

    Folders that are links are followed, and the last name too unless `follow` is false. Raises `NoteError` where the path is empty, has
    `..` or a NUL, or leads neither into the vault nor into a folder of `allow_links`.
    """
    text = os.fspath(path)
    inside = PurePath(text)
    if not inside.parts or "\0" in text or ".." in inside.parts:
        raise NoteError(f"{text!r} is no path inside the vault")
    top = str(vault.absolute())  # strings from here on: each read and write asks, and paths are several times as slow
    lexical = os.path.join(top, inside)  # noqa: PTH118
    roots = [os.path.realpath(root) for root in (vault, *allow_links)]
    if not _is_inside(lexical, (top, roots[0])):
        raise NoteError(f"{text} lies outside the vault {vault}")
    folder, name = os.path.split(lexical)
    real = os.path.realpath(lexical) if follow else os.path.join(os.path.realpath(folder), name)  # noqa: PTH118
    if not _is_inside(real, roots):
        raise NoteError(f"{text} is a link that leads out of the vault, to {real}; `allow_links` in this machine's settings can allow it")
    return Path(real)


def leads_out(vault: Path, place: str, allow_links: Sequence[Path]) -> bool:
    """Tell whether what lies at a place in the vault is a link out of it, into a folder of `allow_links`."""
    real = os.path.realpath(place)
    return not _is_inside(real, [os.path.realpath(vault)]) and _is_inside(real, map(os.path.realpath, allow_links))


def _is_inside(path: str, roots: Iterable[str]) -> bool:
    here = os.path.normcase(path)
    tops = [os.path.normcase(root).rstrip(os.sep) for root in roots]
    return any(here == root or here.startswith(f"{root}{os.sep}") for root in tops)


def is_short_link(path: Path) -> bool:
    """Tell whether a path is a link, and one to a file of no more than 64 MiB."""
    try:
        return path.is_symlink() and path.stat().st_size <= _MOST
    except OSError:
        return False


def is_gone(path: Path) -> bool:
    """Tell whether nothing lies at a path; false where that cannot be known now: no permission, a mount that does not answer."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def missing_folders(folder: Path) -> list[Path]:
    """Return the folders that have to be made for this one to exist, the topmost first."""
    missing: list[Path] = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    return missing[::-1]


def spelled(vault: Path, folder: str) -> str:
    """Return a folder's path as it is spelled on the disk, compared by `fold`; parts that do not exist stay as they are."""
    here, found = vault, []
    for part in PurePosixPath(folder).parts:
        name = part
        if not (here / part).exists():
            same = sorted(entry.name for entry in here.iterdir() if fold(entry.name) == fold(part)) if here.is_dir() else []
            name = same[0] if same else part
        found.append(name)
        here /= name
    return "/".join(found)
