"""The names in the vault's folders, kept for some seconds: a folder may hold thousands of notes, and each drop asks for a free name."""

from __future__ import annotations

import os
import time
from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from ..text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOLDS = 5.0  # seconds until a folder is listed anew
_LAST = "\U0010ffff"


class Listed:
    """Which names are taken in folders of `vault`, compared by `fold`.

    What changed since a folder was listed is seen as well, but for a name that came in another spelling. No file is replaced for that:
    publishing never does.
    """

    def __init__(self, vault: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._vault, self._clock = vault, clock
        self._known: dict[str, tuple[float, dict[str, str], list[str]]] = {}

    def has(self, folder: str, name: str) -> bool:
        """Tell whether a file of this name lies in the folder."""
        spelled = self._names(folder)[0].get(fold(name))
        if spelled is None and not self._exists(folder, name):
            return False
        if spelled is None or not self._exists(folder, spelled):
            self._known.pop(folder, None)
            return fold(name) in self._names(folder)[0] or self._exists(folder, name)
        return True

    def spelled(self, path: str) -> str:
        """Return how the path of what lies at a path of the vault, compared by `fold`, is spelled on the disk; "" if nothing is there."""
        if os.path.exists(os.path.join(self._vault, path)):  # noqa: PTH110, PTH118 - no error for what can be no path
            return path
        here = ""
        for part in path.split("/"):
            name = part
            if not self._exists(here, part):
                try:
                    name = self._names(here)[0].get(fold(part), "")
                except OSError:
                    return ""
            if not name:
                return ""
            here = f"{here}/{name}" if here else name
        return here if os.path.exists(os.path.join(self._vault, here)) else ""  # noqa: PTH110, PTH118 - as above

    def beginning(self, folder: str, stem: str) -> list[str]:
        """Return the names in the folder that begin like `stem`, as they are spelled."""
        names, order = self._names(folder)
        start = fold(stem)
        return [names[key] for key in order[bisect_left(order, start) : bisect_left(order, start + _LAST)]]

    def add(self, path: str) -> None:
        """Note a file that was made."""
        folder, _, name = path.rpartition("/")
        if folder in self._known:
            _, names, order = self._known[folder]
            if fold(name) not in names:
                names[fold(name)] = name
                insort(order, fold(name))

    def _names(self, folder: str) -> tuple[dict[str, str], list[str]]:
        known = self._known.get(folder)
        if known is None or self._clock() - known[0] > HOLDS:
            path = self._vault / folder
            names = {fold(name): name for name in (os.listdir(path) if path.is_dir() else ())}  # noqa: PTH208 - three times as quick
            known = self._known[folder] = (self._clock(), names, sorted(names))
        return known[1], known[2]

    def _exists(self, folder: str, name: str) -> bool:
        return os.path.lexists(os.path.join(self._vault, folder, name))  # noqa: PTH118 - each drop asks, and a path is slow to make
