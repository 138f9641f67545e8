"""Which files have stopped changing: told by what successive listings show and a monotonic clock, by nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from .listing import Found

EMPTY_TOLD = 60.0  # seconds after which an empty file is reported


@dataclass(slots=True)
class _Seen:
    found: Found
    since: float
    looks: int = 1
    slow: bool | None = None  # not asked yet
    done: bool = False  # handed out, or reported as empty


class Settle:
    """Follows the files of one folder.

    A file is ready when its size, mtime and inode were the same over two looks and for `settle` seconds, or `slow` seconds where
    `is_slow(path)` says that someone may still be typing. An empty file is never ready. Each state of a file is handed out once, as long as
    the file stays where it is.
    """

    def __init__(self, settle: float = 2.0, slow: float = 60.0, is_slow: Callable[[Path], bool] | None = None) -> None:
        self._settle = settle
        self._slow = max(slow, settle)
        self._is_slow = is_slow or _never
        self._seen: dict[Path, _Seen] = {}

    def look(self, listing: Iterable[Found], now: float, ended: float | None = None) -> list[Found]:
        """Take in a whole listing and return the files that are ready, in its order.

        The listing was begun at `now` and had `ended` (seconds, monotonic; at once if not told): a slow one counts for no file's rest.
        """
        seen: dict[Path, _Seen] = {}
        for found in listing:
            before = self._seen.get(found.path)
            if before is None or before.found != found:
                before = _Seen(found, now if ended is None else ended)
            else:
                before.looks += 1
            seen[found.path] = before
        self._seen = seen
        return [entry.found for entry in seen.values() if self._is_ready(entry, now)]

    def handed(self, found: Found) -> None:
        """Note that a ready file was given out: in this state it is not given out again."""
        entry = self._seen.get(found.path)
        if entry and entry.found == found:
            entry.done = True

    def forget(self, path: Path) -> None:
        """Forget a file that was taken away: when it is put back it is given out again, though it is the same file as before."""
        self._seen.pop(path, None)

    def empties(self, now: float) -> list[Path]:
        """Return the files that have been empty for a minute, each once."""
        told = [entry for entry in self._seen.values() if not entry.found.size and not entry.done and now - entry.since >= EMPTY_TOLD]
        for entry in told:
            entry.done = True
        return [entry.found.path for entry in told]

    def wait(self, now: float) -> float | None:
        """Return the seconds until the next look can show something new without any change, `None` if none can."""
        waits = [entry.since + self._delay(entry) - now for entry in self._seen.values() if not entry.done]
        return max(min(waits), 0.0) if waits else None

    def _is_ready(self, entry: _Seen, now: float) -> bool:
        if entry.done or not entry.found.size or entry.looks < 2 or now - entry.since < self._settle:
            return False
        if entry.slow is None:
            entry.slow = self._is_slow(entry.found.path)
        return now - entry.since >= self._delay(entry)

    def _delay(self, entry: _Seen) -> float:
        if not entry.found.size:
            return EMPTY_TOLD
        return self._slow if entry.slow else self._settle


def _never(_path: Path) -> bool:
    return False
