"""What is to be tried again, and when: each failure doubles the wait, from a minute to six hours; kept over restarts."""

from __future__ import annotations

import random
import time
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from math import ceil, isfinite
from typing import TYPE_CHECKING

from ..disk import Disk
from . import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FIRST_WAIT = 60.0  # seconds
LONGEST_WAIT = 6 * 3600.0
JITTER = 0.25  # up to a quarter is added, so that what failed together is not tried together
GIVE_UP = 7 * 86_400.0  # seconds after the first failure
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Retry:
    """One thing to try again.

    `attempts` says how often it failed, `first` when first and `due` when it is to be tried (seconds since 1970), `wait` how many seconds
    lay then between now and `due`, and `reason` what the last failure said.
    """

    key: str
    attempts: int
    first: float
    due: float
    wait: float = 0.0
    reason: str = ""


class Retries:
    """The schedule of one vault, one small file per key under `folder`.

    A key is any text: an `inbox_id`, `drop:` and a path. `clock` gives seconds since 1970, `chance` a number from 0 to 1. A clock that was
    set back delays nothing for longer than it would have waited anyway.
    """

    def __init__(
        self, folder: Path, clock: Callable[[], float] = time.time, chance: Callable[[], float] = random.random, disk: Disk | None = None
    ) -> None:
        self._folder = folder / "retries"
        self._whole = folder / "retries.json"
        self._clock = clock
        self._chance = chance
        self._disk = disk or Disk()
        self._read: dict[str, tuple[tuple[int, int, int], Retry | None]] = {}

    def failed(self, key: str, *, retry_after: float | None = None, reason: str = "") -> Retry:
        """Count a failure and say when to try again; `retry_after` is the least wait in seconds that a server asked for."""
        now = self._clock()
        before = self.get(key)
        attempts = before.attempts + 1 if before else 1
        wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 16), LONGEST_WAIT)
        wait = max(wait, min(retry_after or 0.0, GIVE_UP)) * (1 + JITTER * self._chance())
        first = min(before.first, now) if before else now
        retry = Retry(key, attempts, first, now + wait, wait, reason)
        files.write_json(self._path(key), asdict(retry), self._disk)
        return retry

    def put_off(self, key: str, seconds: float) -> Retry:
        """Say that something could not be tried, and cannot be for so many seconds: that counts as no failure.

        The seven days go on meanwhile: what many wait for in turns would be put off for months. Where they end in that time it is due once
        more after it. What is due later stays so. The time is rounded up to a whole second: what waits for one and the same thing is due
        at one time then.
        """
        before = self.get(key)
        if before is None:
            return self.failed(key, retry_after=seconds)
        now = self._clock()
        due = float(ceil(now + min(seconds, GIVE_UP)))
        if before.due - now <= before.wait:  # else the clock was set back
            due = max(due, before.due)
        retry = replace(before, due=due, wait=due - now)
        files.write_json(self._path(key), asdict(retry), self._disk)
        return retry

    def get(self, key: str) -> Retry | None:
        """Return what is known of a key, `None` if it never failed."""
        retry = _retry(files.read_json(self._path(key)))
        return retry if retry and retry.key == key else None

    def forget(self, key: str) -> None:
        """Remove a key: it worked, or was given up."""
        files.remove(self._path(key), self._disk)

    def is_whole(self) -> bool:
        """Tell whether `found_whole` was said less than a day ago, and the schedule was not thrown away since."""
        when = _seconds((files.read_json(self._whole) or {}).get("when"))
        return when is not None and abs(self._clock() - when) < _DAY and self._folder.is_dir()

    def found_whole(self) -> None:
        """Remember that all that waits is in the schedule now; to be said last, so that who is killed before it looks again."""
        files.make_private(self._folder, self._disk)
        files.write_json(self._whole, {"when": self._clock()}, self._disk)

    def due(self) -> list[Retry]:
        """Return what is to be tried now, the longest due first."""
        now = self._clock()
        return [retry for retry in self.in_order() if retry.due <= now or retry.due - now > retry.wait]

    def in_order(self) -> list[Retry]:
        """Return everything that failed, the longest due first; of what is due at one time, what was tried least often."""
        return sorted(self, key=lambda retry: (retry.due, retry.attempts, retry.key))

    def is_hopeless(self, key: str) -> bool:
        """Tell whether the first failure lies seven days back, so that trying again should end."""
        retry = self.get(key)
        return retry is not None and self._clock() - retry.first >= GIVE_UP

    def __iter__(self) -> Iterator[Retry]:
        """Yield everything that failed; a file that did not change is not read again."""
        fresh: dict[str, tuple[tuple[int, int, int], Retry | None]] = {}
        for path in self._folder.glob("*.json"):
            try:
                status = path.stat()
            except OSError:
                continue
            stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
            known = self._read.get(path.name)
            fresh[path.name] = known if known and known[0] == stamp else (stamp, _retry(files.read_json(path)))
        self._read = fresh
        yield from (retry for _, retry in fresh.values() if retry)

    def _path(self, key: str) -> Path:
        return self._folder / f"{sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}.json"


def _retry(values: dict[str, object] | None) -> Retry | None:
    if values is None:
        return None
    key, attempts, reason = values.get("key"), values.get("attempts"), values.get("reason")
    if not isinstance(key, str) or not isinstance(attempts, int) or not isinstance(reason, str):
        return None
    first, due, wait = (_seconds(values.get(name)) for name in ("first", "due", "wait"))
    if first is None or due is None or wait is None:
        return None
    return Retry(key, attempts, first, due, wait, reason)


def _seconds(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and isfinite(value) else None
