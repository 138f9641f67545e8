r"""Patterns that stand in files of the vault: whoever writes into the vault writes them, and none may hold up the program.

`re` cannot be stopped at a pattern that takes for ever. `regex` can, and it reads what Obsidian's patterns, which are JavaScript's, may
hold beyond Python's: `(?<name>…)`, a look behind of any length, `\p{L}`. `\k<name>` is written in Python's way.
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
# The flag by which spaces in a pattern say nothing, which JavaScript has not: within a count they would hide how far it counts.
_SPACED = re.compile(r"\(\?[a-zA-Z0-9]*x")
# A group named again; within a class (`[…]`) and behind a backslash these are but characters.
_AGAIN = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\k<(\w+)>|\\.", re.DOTALL)
# Seconds of the processor. A usual pattern takes some microseconds for a path.
_FOR_ONE, _LEAST = 0.05, 0.002
_AT_FIRST, _FOR_EACH = 0.5, 0.000_1
_AFTERWARDS = 0.01  # for those that are left once one was left out: each must take long by itself to be the next


class Allowance:
    """The time that the patterns of one settings file have together: however many there are, they hold nobody up."""

    def __init__(self) -> None:
        self._left = _AT_FIRST

    def for_one(self) -> float:
        """Return how many seconds a look may take now."""
        return min(_FOR_ONE, max(self._left, _LEAST))

    def is_spent(self, seconds: float) -> bool:
        """Take off what a look took; tell whether that was too much, so that its pattern is to be left out."""
        self._left = min(_AT_FIRST, self._left + _FOR_EACH - seconds)
        if self._left > 0:
            return False
        self._left = _AFTERWARDS
        return True


class Pattern:
    """A pattern that is looked for in paths, until it has taken too much time: then it is told, and found nowhere any more.

    A path in which a look did not end counts as one that holds it, then and later: what the user may have excluded stays excluded. (As a
    `whole` it is none: a note is no day's note for a doubt.) A pattern that is left out is not taken to be found everywhere, for then the
    program would know none of its own notes again. Raises `ValueError` for what is no pattern.
    """

    def __init__(self, source: str, allowance: Allowance | None = None) -> None:
        import regex  # noqa: PLC0415 -- most vaults bring no pattern

        try:
            self._pattern = regex.compile(_AGAIN.sub(lambda part: f"(?P={part[1]})" if part[1] else part[0], source))
        except (regex.error, RecursionError, MemoryError) as error:
            raise ValueError(str(error) or type(error).__name__) from error
        self._allowance: Allowance | None = allowance or Allowance()
        self._unsure: set[str] = set()  # paths for which a look did not end: few, for each takes of the time

    def found(self, path: str, *, whole: bool = False) -> bool:
        """Tell whether a path holds the pattern, or is it as a `whole`."""
        if self._allowance is None or path in self._unsure:
            return path in self._unsure
        look = self._pattern.fullmatch if whole else self._pattern.search
        began = time.thread_time()
        try:
            return look(path, timeout=self._allowance.for_one()) is not None
        except TimeoutError:
            if not whole:
                self._unsure.add(path)
            return not whole
        finally:
            self._spend(self._allowance, time.thread_time() - began)

    def _spend(self, allowance: Allowance, seconds: float) -> None:
        if allowance.is_spent(seconds):
            self._allowance = None
            log.warning("a pattern of the vault's settings takes too long and is left out from now on: %r", self._pattern.pattern[:200])


def written_by_hand(source: str, allowance: Allowance) -> Pattern:
    """Return the pattern that a settings file spells out; `allowance` is that of the whole file.

    Raises `ValueError` for none, and for one that would take much memory.
    """
    if len(source) > _LONGEST:
        raise ValueError(f"it has over {_LONGEST} characters")
    if _SPACED.search(source):
        raise ValueError("it has a flag that JavaScript's patterns have not")
    counts = (max(int(least or 0), int(most or 0), 1) for least, most in _COUNTS.findall(source))
    if prod(counts) > _MOST_COPIES:
        raise ValueError("it counts too far")
    return Pattern(source, allowance)
