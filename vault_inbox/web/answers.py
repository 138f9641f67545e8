"""Answers that are kept for a while: an article, a feed, or why there is none, each asked for once however many want it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from ..errors import FetchError
from .fetching.manners import ASKED

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")

RETRY_AFTER = 60.0  # seconds that a failure which may pass is remembered


@dataclass(slots=True)
class _Slot(Generic[_T]):
    """One address's place: whoever holds its lock fetches, the others wait for the answer."""

    lock: Lock = field(default_factory=Lock)
    answer: _T | FetchError | None = None
    expires: float = 0.0


class Answers(Generic[_T]):
    """The last `size` answers by key, each for `life` seconds; a failure that may pass for a minute, or as long as the site asked for."""

    def __init__(self, size: int, life: float, clock: Callable[[], float]) -> None:
        self._size = size
        self._life = life
        self._clock = clock
        self._slots: OrderedDict[str, _Slot[_T]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str, make: Callable[[], _T]) -> _T:
        """Return the answer, made now if there is none or it is too old; raises the `FetchError` that is remembered instead of one."""
        slot = self._slot(key)
        with slot.lock:
            if slot.answer is None or self._clock() >= slot.expires:
                slot.answer, life = self._made(make)
                slot.expires = self._clock() + life
            answer = slot.answer
        if isinstance(answer, FetchError):
            # A new one each time: an exception that is raised again keeps every earlier traceback.
            raise FetchError(answer.url, answer.reason, answer.retryable, retry_after=answer.retry_after) from answer.__cause__
        return answer

    def failure(self, key: str) -> FetchError | None:
        """Return the failure that is remembered, `None` if there is none."""
        with self._lock:
            slot = self._slots.get(key)
        return slot.answer if slot and isinstance(slot.answer, FetchError) else None

    def wait(self, key: str) -> float:
        """Return the seconds for which the site asked to be left alone, 0 if it did not."""
        with self._lock:
            slot = self._slots.get(key)
        asked = isinstance(slot.answer, FetchError) and slot.answer.retry_after if slot else None
        return max(slot.expires - self._clock(), 0.0) if slot and asked else 0.0

    def fail(self, key: str, error: FetchError) -> None:
        """Remember a failure where there was an answer."""
        slot = self._slot(key)
        with slot.lock:
            slot.answer, slot.expires = error, self._clock() + self._life_of(error)

    def forget(self, is_past: Callable[[_T | FetchError], bool]) -> None:
        """Forget the answers of which this is true."""
        with self._lock:
            for key in [key for key, slot in self._slots.items() if slot.answer is not None and is_past(slot.answer)]:
                del self._slots[key]

    def _slot(self, key: str) -> _Slot[_T]:
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            while len(self._slots) > self._size:
                self._slots.popitem(last=False)
            return slot

    def _made(self, make: Callable[[], _T]) -> tuple[_T | FetchError, float]:
        try:
            return make(), self._life
        except FetchError as error:
            return error, self._life_of(error)

    def _life_of(self, error: FetchError) -> float:
        if not error.retryable:
            return self._life
        wait = error.retry_after or 0.0
        return wait if error.reason == ASKED else max(RETRY_AFTER, wait)  # to ask again of a host that rests costs nothing
