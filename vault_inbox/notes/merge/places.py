"""Where in a note the pages stand for which it waited: under their address, or where the user has taken our line for them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..sections import Section, quotes
from ..writing import NOT_YET
from .reasons import is_told

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from .written import Written

_LINE = re.compile(r"[^\r\n]+")
_HEADING = 4_000  # characters looked through for the line above
_WORD_ENDS = re.compile(r"[\s()<>\[\]]+")  # what stands around an address in a heading: that of a link, too
_SET_OFF = "*_~="  # what stands around words that are set off


@dataclass(frozen=True, slots=True)
class Stray:
    """Our line for a page under a heading that does not name the page: its offsets, and where the quote ends that it stands in.

    Where the user has written into the line it is not `whole`. `names` are the pages that a heading right above it names.
    """

    start: int
    end: int
    behind: int
    whole: bool
    names: tuple[str, ...]


class Places:
    """Finds the place of each page in a note, `now`, by what was last written of it, `base`; without that by the addresses alone.

    `theirs` are lines like ours in the user's own text: no page is waited for there. Pages that have `come`, whose text the note holds
    already, leave the lines under other headings to those that have not.
    """

    def __init__(self, now: Written, base: Written | None, theirs: Collection[str] = (), come: Collection[str] = ()) -> None:
        self._now = now
        self._base = base
        self._come = come
        last = base or now
        waiting = [section for section in last.waiting() if last.lines(section)[0] not in theirs]
        self.waited = list(dict.fromkeys(section.page for section in waiting))
        self._lines = {each.page: each.text(base.text).partition("\n")[0] for each in waiting} if base else {}
        self._told = set(self._lines.values())

    def of(self, address: str) -> Section | Stray | None:
        """Return the place of a page, `None` where it has none: the user took it out, or it never had one."""
        return self._section(address) or self._strays.get(address)

    def is_open(self, address: str) -> bool:
        """Tell whether a place is left to a page: our line still stands for it, changed or not, or nothing does."""
        there = self.of(address)
        if isinstance(there, Section):
            return bool(self._now.lines(there)) or not there.text(self._now.text)
        return there is not None

    def awaited(self) -> list[str]:
        """Return the pages for which the note was last written to wait and which it has a line for still."""
        return [page for page in self.waited if self.line(page)]

    def line(self, address: str) -> str:
        """Return the line that stands for a page which is awaited, "" where it has none."""
        there = self.of(address)
        if isinstance(there, Section):
            return next((line for line in self._now.lines(there) if line.startswith(NOT_YET)), "")
        return self._now.text[there.start : there.end] if there else ""

    def _section(self, address: str) -> Section | None:
        """The page's own section: not one of the user's on the same page that stood beside it."""
        if self._base is None:
            return self._now.scraped(address)
        was = self._base.scraped(address)
        theirs = {each.heading: each.text(self._base.text) for each in self._base.about(address) if each != was}
        return self._now.best(each for each in self._now.about(address) if not self._stood(each, theirs))

    def _stood(self, section: Section, before: Mapping[str, str]) -> bool:
        """Whether a section is one of those before, by heading and text; where no line stands for a page the heading is enough."""
        text = before.get(section.heading)
        return text is not None and (not self._now.lines(section) or text == section.text(self._now.text))

    @cached_property
    def _strays(self) -> dict[str, Stray]:
        """Our lines under other headings: the user renamed ours, made it a lower one, or took it away and left the line."""
        gone = [page for page in self._lines if page not in self._come and self._section(page) is None]
        left = list(self._free(gone)) if gone else []
        found: dict[str, Stray] = {}
        for named in (True, False):
            for page in gone:
                fits = [each for each in left if self._says(each, page) and (page in each.names if named else not each.names)]
                if fits and page not in found:
                    found[page] = max(fits, key=lambda each: each.whole)
                    left.remove(found[page])
        lost = [page for page in gone if page not in found]
        others = [each for each in left if each.whole and not each.names and not any(self._says(each, page) for page in self._lines)]
        if len(lost) == len(others) == 1:  # our line tells another reason, as another device met it: there is no other page for it
            found[lost[0]] = others[0]
        return found

    def _says(self, line: Stray, page: str) -> bool:
        text = self._now.text[line.start : line.end].rstrip()
        if text in self._told:
            return text == self._lines[page]
        return text.startswith(_stem(self._lines[page])) or (line.whole and page in line.names)

    def _free(self, gone: list[str]) -> Iterator[Stray]:
        """Lines of ours, whole or written into, that stand for no page with a section of its own."""
        text = self._now.text
        stems = {_stem(self._lines[page]) for page in gone}
        if not self._now.sections or NOT_YET not in text:
            return
        others = [each for page in self._lines for each in self._now.about(page)]
        taken = {text.find(line, each.body, each.end) for each in others for line in self._now.lines(each)[:1]}
        for begin, behind in quotes(text, self._now.sections[0].start):
            for line in _LINE.finditer(text, begin, behind):
                says = line[0].rstrip()
                whole = says in self._told or is_told(says)
                if says in self._own_lines or not (whole or any(map(says.startswith, stems))):
                    continue
                above = text[max(0, line.start() - _HEADING) : line.start()].rstrip().rpartition("\n")[2]
                words = _WORD_ENDS.split(above) if above.startswith("#") else []
                words += [word.strip(_SET_OFF) for word in words]
                names = tuple(page for page in gone if page in words)
                if names or line.start() not in taken:
                    yield Stray(line.start(), line.end(), behind, whole, names)

    @cached_property
    def _own_lines(self) -> set[str]:
        """Lines that stand in the user's own part of what was last written just as ours do: whose one of them is nobody can tell."""
        if self._base is None:
            return set()
        there = Counter(line.rstrip() for line in self._base.text.split("\n") if line.startswith(NOT_YET))
        return set(there - Counter(self._lines.values()))


def _stem(line: str) -> str:
    """A line of ours without its stop, behind which the user may have gone on."""
    return line.removesuffix(".")
