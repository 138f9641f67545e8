r"""Patterns that stand in files of the vault: whoever writes into the vault writes them, and none may hold up the program.

`re` cannot be stopped at a pattern that takes for ever. `regex` can, and it reads what Obsidian's patterns, which are JavaScript's, may
hold beyond Python's: `(?<name>…)`, a look behind of any length, `\p{L}`.
"""

from __future__ import annotations

import logging
import re
import time
from math import prod

log = logging.getLogger(__name__)

_LONGEST = 1_000  # characters
_COUNTS = re.compile(r"\{\s*(\d*)\s*,?\s*(\d*)\s*\}")
_MOST_COPIES = 10_000  # what all counts (`{…}`) may come to, one within the other: each is written out in memory
# Seconds of the processor. A usual pattern takes some microseconds for a path.
_FOR_ONE = 0.05
_AT_FIRST, _FOR_EACH = 0.5, 0.000_1


class Pattern:
    """A pattern that is looked for in paths, until it has taken too much time: then it is told, and found nowhere any more.

    Raises `ValueError` for what is no pattern.
    """

    def __init__(self, source: str) -> None:
        import regex  # noqa: PLC0415 -- most vaults bring no pattern

        try:
            self._pattern = regex.compile(source)
        except (regex.error, RecursionError, MemoryError) as error:
            raise ValueError(str(error) or type(error).__name__) from error
        self._left = _AT_FIRST

    def found(self, path: str, *, whole: bool = False) -> bool:
        """Tell whether a path holds the pattern, or is it as a `whole`."""
        if self._left <= 0:
            return False
        look = self._pattern.fullmatch if whole else self._pattern.search
        began = time.thread_time()
        try:
            return look(path, timeout=_FOR_ONE) is not None
        except TimeoutError:
            return False
        finally:
            self._spend(time.thread_time() - began)

    def _spend(self, seconds: float) -> None:
        self._left += _FOR_EACH - seconds
        if self._left <= 0:
            log.warning("a pattern of the vault's settings takes too long and is left out from now on: %r", self._pattern.pattern[:200])


def written_by_hand(source: str) -> Pattern:
    """Return the pattern that a settings file spells out. Raises `ValueError` for none, and for one that would take much memory."""
    if len(source) > _LONGEST:
        raise ValueError(f"it has over {_LONGEST} characters")
    counts = (max(int(least or 0), int(most or 0), 1) for least, most in _COUNTS.findall(source))
    if prod(counts) > _MOST_COPIES:
        raise ValueError("it counts too far")
    return Pattern(source)
