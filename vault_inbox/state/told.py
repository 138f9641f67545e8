"""What was told already and is not to be told again: of files that stay where they are, of notes that cannot be written."""

from __future__ import annotations

import time
from hashlib import sha256
from typing import TYPE_CHECKING

from ..disk import Disk
from . import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAUSE = 3600.0  # seconds: a file that changes all the time is told of no more often than that


class Told:
    """What was told last of each path of one vault, one small file per path under `folder`; `clock` gives seconds since 1970.

    There are never more of them than paths that are there: `forget_gone` lets go of the others.
    """

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time, disk: Disk | None = None) -> None:
        self._folder = folder / "told"
        self._clock = clock
        self._disk = disk or Disk()

    def is_news(self, path: str, reason: str, stamp: tuple[int, ...] = ()) -> bool:
        """Tell whether `reason` is to be told of a path in the vault, and remember that it was.

        It is where it was not told of this path last, or of another file of that name: `stamp` says which one it is, by size and time.
        Of one path it is told again no sooner than after `PAUSE`.
        """
        now = self._clock()
        place = self._place(path)
        known = files.read_json(place) or {}
        if known.get("path") == path and known.get("reason") == reason:
            at = known.get("at")
            lately = isinstance(at, int | float) and 0 <= now - at < PAUSE
            if lately or known.get("stamp") == list(stamp):
                return False
        files.write_json(place, {"path": path, "reason": reason, "stamp": stamp, "at": now}, self._disk)
        return True

    def was_told(self, path: str, reason: str) -> bool:
        """Tell whether this reason was told last of a path."""
        known = files.read_json(self._place(path)) or {}
        return known.get("path") == path and known.get("reason") == reason

    def forget(self, path: str) -> None:
        """Remove what was told of a path: it is no longer so."""
        files.remove(self._place(path), self._disk)

    def forget_gone(self, is_there: Callable[[str], bool]) -> None:
        """Remove what was told of paths that are no longer there, and what cannot be read."""
        for place in list(self._folder.glob("*.json")):
            path = (files.read_json(place) or {}).get("path")
            if not isinstance(path, str) or not is_there(path):
                files.remove(place, self._disk)

    def _place(self, path: str) -> Path:
        return self._folder / f"{sha256(path.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.json"
