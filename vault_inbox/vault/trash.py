"""Where files are thrown away: the system's trash, where there is one, and what is known of the vault's own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..text.folding import fold

if TYPE_CHECKING:
    from pathlib import Path


def to_system_trash(path: Path) -> bool:
    """Move a file to the trash of the system; false where there is none to be had for it, and the file stays."""
    from send2trash import send2trash  # noqa: PLC0415 - seldom needed, and it looks for the desktop when it is loaded

    try:
        send2trash(os.fspath(path))
    except OSError:
        return False
    return not os.path.lexists(path)


def names_in(folder: Path) -> set[str]:
    """The names in a folder, folded."""
    return {fold(entry.name) for entry in folder.iterdir()}


class Names:
    """The names in a folder into which thousands of files may go in a row: listed again only when somebody else has changed it.

    What comes there in the very moment of ours may be missed, so a name that is taken nevertheless must be no surprise.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: set[str] = set()
        self._changed = -1

    def now(self) -> set[str]:
        """The names, folded. Raises `OSError` where the folder is not there."""
        if self._folder.stat().st_mtime_ns != self._changed:
            self._names = names_in(self._folder)
        return self._names

    def add(self, name: str) -> None:
        """Note that a file of this name was put there by us."""
        self._names.add(fold(name))
        self._changed = self._folder.stat().st_mtime_ns
