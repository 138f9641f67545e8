"""The lines in a note that say of a page that it is not there, each with the heading that it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..sections import address_of, quotes
from .reasons import is_told
from .written import NOT_FETCHED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ..sections import Section
    from .written import Written

_LINE = re.compile(rf"(?<![^\r\n]){NOT_FETCHED}[^\r\n]*")
_NEAR = 4_000  # characters between a heading and the line right below it: blank ones, for more nobody looks
_WORD_ENDS = re.compile(r"[\s()<>\[\]]+")  # what stands around an address in a heading: that of a link, too
_SET_OFF = "*_~="  # what stands around words that are set off


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says why a page is not there: ours, one that the user has written into, or one of the user's own that looks like it.

    `start` and `end` are its offsets, `behind` is where the quote ends that it stands in, 0 where it stands in none, as in code.
    `says` are its words without blanks behind them; it is `whole` where they are a sentence of ours and no more. The heading that it
    belongs to, being the first such line under it, begins at `head` and `names` these pages of the note; without one `head` is its own
    start. It is `lower` under a heading below those of sections, `foreign` under one that ends in the address of a page of other notes.
    """

    start: int
    end: int
    behind: int
    says: str
    whole: bool
    head: int
    names: tuple[str, ...]
    foreign: bool
    lower: bool


def lines_in(now: Written, told: Collection[str], known: Collection[str], is_there: Callable[[str], bool]) -> list[Line]:
    """Return these lines in their order; `told` are those that we last wrote, `known` the addresses of the note's pages.

    A heading names only pages of which no text `is_there`, or the line right below it.
    """
    text, start = now.text, now.start
    if NOT_FETCHED not in text:
        return []
    found, quoted, last = [], quotes(text, start), None
    begins = [begin for begin, _ in quoted]
    for line in _LINE.finditer(text, start):
        quote = bisect_right(begins, line.start()) - 1
        behind = quoted[quote][1] if quote >= 0 and line.start() < quoted[quote][1] else 0
        above = now.heading_above(line.start())
        lower = above is not None and above.level > 2
        close = above is not None and line.start() - above.body < _NEAR and not text[above.body : line.start()].strip()
        head = above if above != last and (lower or close) else None
        names = tuple(page for page in named(head, known) if close or not is_there(page)) if head else ()
        foreign = bool(above and above.level > 1 and (ends := address_of(above.heading)) and ends not in known)
        says, last = line[0].rstrip(), above
        whole = says in told or is_told(says)
        found.append(Line(*line.span(), behind, says, whole, head.start if head else line.start(), names, foreign, lower))
    return found


def named(heading: Section, known: Collection[str]) -> tuple[str, ...]:
    """Return which of the `known` pages a heading names."""
    words = _WORD_ENDS.split(heading.heading)
    return tuple(dict.fromkeys(word for each in words for word in (each, each.strip(_SET_OFF)) if word in known))
