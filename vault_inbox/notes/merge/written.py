"""A note's text with its sections: which is whose, and which stands for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
        return [each for each in self.sections if each.level == 2 and address in each.heading.split()]

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
