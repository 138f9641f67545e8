"""A note's text with its sections: which is whose, and which stands for a page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .. import sections
from ..properties import split
from ..writing import NOT_YET
from .connections import has_provenance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..sections import Section

NOT_FETCHED = "> Not fetched"


@dataclass(frozen=True)
class Written:
    """A text with its sections: the note as it stands, or as it was last written."""

    text: str
    sections: tuple[Section, ...]
    start: int = 0  # where the properties end

    @classmethod
    def of(cls, text: str) -> Written:
        """Return a whole note's text with its sections."""
        start = len(text) - len(split(text)[1])
        return cls(text, sections.find(text, start), start)

    def headed(self, heading: str) -> Section | None:
        """Return the last section of level 2 with this heading."""
        return next((each for each in reversed(self.sections) if each.level == 2 and each.heading.strip() == heading), None)

    def connections(self, heading: str) -> Section | None:
        """Return the connections section, under its heading or, where that was renamed, known by its provenance line."""
        second = [each for each in self.sections if each.level == 2 and not each.page]
        known = [each for each in second if has_provenance(self.text, each)]
        headed = [each for each in second if each.heading.strip() == heading]
        both = [each for each in headed if each in known]
        return next(reversed(both or known or headed), None)

    def about(self, address: str) -> list[Section]:
        """Return the sections that have this address in their heading: a page's, and what else a person wrote of it."""
        return self._by_word.get(address, [])

    def heading_above(self, place: int) -> Section | None:
        """Return the heading, of whatever level, that an offset stands under."""
        number = bisect_right(self._heads, place)
        return self._headings[number - 1] if number else None

    def headings_between(self, start: int, end: int) -> tuple[Section, ...]:
        """Return the headings, of whatever level, that begin between two offsets."""
        return self._headings[bisect_left(self._heads, start) : bisect_left(self._heads, end)]

    @cached_property
    def _headings(self) -> tuple[Section, ...]:
        return sections.headings(self.text, self.start)

    @cached_property
    def _heads(self) -> list[int]:
        return [each.start for each in self._headings]

    @cached_property
    def _by_word(self) -> dict[str, list[Section]]:
        found: dict[str, list[Section]] = {}
        for each in self.sections:
            for word in set(each.heading.split()) if each.level == 2 else ():
                found.setdefault(word, []).append(each)
        return found

    def scraped(self, address: str) -> Section | None:
        """Return the section of a page, under whatever words its address stands."""
        return self.best(self.about(address))

    def best(self, sections: Iterable[Section]) -> Section | None:
        """Of sections on one page the page's own: where a line says why it is not there, else one with a text; ours stand last."""
        return max(reversed(list(sections)), key=lambda each: (bool(self.lines(each)), bool(each.text(self.text))), default=None)

    def lines(self, section: Section) -> list[str]:
        """Return the lines of a section that say why a page is not there."""
        return [line for line in section.text(self.text).split("\n") if line.startswith(NOT_FETCHED)]

    def waiting(self) -> list[Section]:
        """Return the sections that wait for their page."""
        return [each for each in self.sections if each.page and each.text(self.text).startswith(NOT_YET)]
