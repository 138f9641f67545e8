"""How a host is treated: few requests at a time, and none before the time for which it asked to be left alone."""

from __future__ import annotations

import time
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING

from ...errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AT_ONCE = 2  # requests to one host
PAUSE = 60.0  # seconds for a host that is too busy and does not say for how long
_HOSTS = 1000  # remembered; the daemon of a year meets more

ASKED = "the site asked not to be asked again so soon"
STOPPING = "the program is stopping"


class Manners:
    """What is known of hosts, each a name with a port; `clock` gives monotonic seconds. May be used from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._turns: dict[str, BoundedSemaphore] = {}
        self._until: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, url: str, patience: float) -> Iterator[None]:
        """Ask a host for `url` within this; waits `patience` seconds for others that ask it. `FetchError` for a host that rests."""
        with self._lock:
            if len(self._turns) >= _HOSTS:
                self._turns.clear()  # who has a turn gives it back to the object that gave it
            turns = self._turns.setdefault(host, BoundedSemaphore(AT_ONCE))
        if not turns.acquire(timeout=patience):
            raise FetchError(url, "the site took too long with other pages", retryable=True)
        try:
            rest = self.rest(host)
            if rest > 0:
                raise FetchError(url, ASKED, retryable=True, retry_after=rest)
            yield
        finally:
            turns.release()

    def let_rest(self, host: str, seconds: float | None) -> None:
        """Leave a host alone for so long, or for a minute where it did not say."""
        now = self._clock()
        with self._lock:
            self._until = {name: until for name, until in self._until.items() if until > now}
            self._until[host] = max(self._until.get(host, 0.0), now + (PAUSE if seconds is None else seconds))

    def rest(self, host: str) -> float:
        """For how many seconds a host asked to be left alone; not above 0 where it did not, or the time is over."""
        with self._lock:
            return self._until.get(host, 0.0) - self._clock()
