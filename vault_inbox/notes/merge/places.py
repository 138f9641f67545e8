"""Which line of ours in a note stands for which page, and where the pages stand: under their address, or where the user took the line."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..writing import NOT_YET
from .lines import lines_in, named
from .reasons import begins_told, is_told

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ..sections import Section
    from .lines import Line
    from .written import Written


_NEAR = 4_000  # characters looked through behind a quote for the text of a page


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands, or is to be put: in its own `section`, or where a `line` stands for it under another heading.

    `end` is where its own part of the section ends, that of another page begins there; without a section it is the end of the line's quote.
    """

    section: Section | None
    line: Line | None
    end: int

    def text(self, source: str) -> str:
        """Return what stands in the page's own part of its section, "" where it has none."""
        return replace(self.section, end=self.end).text(source) if self.section else ""


class Places:
    """Finds the place of each page in a note, `now`, by what was last written of it, `base`; without that by the addresses alone.

    `theirs` are lines like ours in the user's own text: no page is waited for there. `pages` are those that the note would have now, in
    its order, each with the first line of its text where the note holds that already, else "": those that have come leave the lines under
    other headings to those that have not.
    """

    def __init__(self, now: Written, base: Written | None, theirs: Collection[str] = (), pages: Mapping[str, str] | None = None) -> None:
        self._now = now
        self._base = base
        self._theirs = theirs
        self._pages = pages or {}
        last = base or now
        waiting = [section for section in last.waiting() if last.lines(section)[0] not in theirs]
        self.waited = list(dict.fromkeys(section.page for section in waiting))
        self._said = {each.page: each.text(base.text).partition("\n")[0] for each in waiting} if base else {}
        self._told = set(self._said.values())
        self._known = {*(each.page for each in last.sections if each.page), *self.waited, *self._pages}

    def of(self, address: str) -> Place | None:
        """Return the place of a page, `None` where it has none: the user took it out, it never had one, or it is `in_doubt`."""
        return self._found[0].get(address)

    def in_doubt(self, address: str) -> bool:
        """Tell whether a page has no place, though a line of ours may stand for it: whose that is nobody can tell."""
        return address in self._found[1]

    def is_open(self, address: str) -> bool:
        """Tell whether a place is left to a page: our line still stands for it, changed or not, or nothing does."""
        there = self.of(address)
        return there is not None and (there.line is not None or not there.text(self._now.text))

    def awaited(self) -> list[str]:
        """Return the pages for which the note was last written to wait and which it has a line for still, or may have."""
        return [page for page in self.waited if self.line(page) or self.in_doubt(page)]

    def had_come(self, address: str) -> bool:
        """Tell whether the text of a page was there when the note was last written."""
        was = self._base.scraped(address) if self._base else None
        return bool(self._base and was and was.text(self._base.text) and not self._base.lines(was))

    def _is_there(self, page: str) -> bool:
        return bool(self._pages.get(page)) or self.had_come(page)

    def line(self, address: str) -> str:
        """Return the line that stands for a page which is awaited, "" where it has none."""
        there = self.of(address)
        return there.line.says if there and there.line and there.line.says.startswith(NOT_YET) else ""

    def wrote(self, says: str) -> bool:
        """Tell whether a line that says why there is no article stands as we wrote it, but for blanks that an editor has put behind it."""
        says = says.rstrip()
        return (says in self._written or is_told(says)) and says not in self._theirs

    @cached_property
    def asked_as(self) -> dict[str, str]:
        """The pages whose address the note did not know, with the address under which each was waited for.

        Pages come in the order in which they were waited for. Where some are left out, for another note holds them, nobody can tell which:
        then those take the places first that are left.
        """
        new = [each for each in self._pages if not (self._base.scraped(each) if self._base else each in self._own)]
        waited = [each for each in self.waited if each not in self._pages]
        if len(new) != len(waited):
            there, _ = self._search({page for page, come in self._pages.items() if come})
            waited.sort(key=lambda each: each not in there)
        return dict(zip(new, waited, strict=False))

    @cached_property
    def _found(self) -> tuple[dict[str, Place], set[str]]:
        return self._search({self.asked_as.get(page, page) for page, come in self._pages.items() if come})

    @cached_property
    def _own(self) -> dict[str, Section]:
        """Each page's own section: not one of the user's on the same page that stood beside it."""
        pages = dict.fromkeys([*self.waited, *self._pages])
        return {page: section for page in pages if (section := self._section(page))}

    def _section(self, address: str) -> Section | None:
        if self._base is None:
            return self._now.scraped(address)
        was = self._base.scraped(address)
        theirs = {each.heading: each.text(self._base.text) for each in self._base.about(address) if each != was}
        return self._now.best(each for each in self._now.about(address) if not self._stood(each, theirs))

    def _stood(self, section: Section, before: Mapping[str, str]) -> bool:
        """Whether a section is one of those before, by heading and text; where no line stands for a page the heading is enough."""
        text = before.get(section.heading)
        return text is not None and (not self._now.lines(section) or text == section.text(self._now.text))

    def _search(self, come: Collection[str]) -> tuple[dict[str, Place], set[str]]:
        """The pages with their places, and those whose place is in doubt; of those that have come only sections of their own count."""
        there = {page: each for page, each in self._own.items() if not self._is_there(page)}
        lines = {page: line for page, section in there.items() if (line := self._line_in(page, section))}
        gone = [page for page in self._said if page not in come and page not in self._own]
        free = self._free(lines.values()) if gone else []
        strays = self._named(gone, free)
        left = [line for line in free if not line.names and not line.foreign]
        strays |= self._alike([page for page in gone if page not in strays], left)
        loose = [line for page, line in lines.items() if not self._is_sure(line, page)]
        used = {line.start for line in strays.values()}
        loose += [line for line in free if not line.names and line.start not in used]
        doubted = {page for page in gone if page not in strays and any(self._may_stand_for(line, page) for line in loose)}
        heads = {page: line.head for page, line in (lines | strays).items()}
        places = {page: Place(each, lines.get(page), self._end(page, each, lines.get(page), heads)) for page, each in self._own.items()}
        return places | {page: Place(None, line, line.behind) for page, line in strays.items()}, doubted

    def _line_in(self, page: str, section: Section) -> Line | None:
        """The line that stands for a page in its own section: not that of another page whose heading was put in there as a lower one."""
        there = self._between(section.body, section.end)
        there = [line for line in there if page in line.names or not (line.names or (line.lower and line.foreign))]
        return min(there, key=lambda line: (line.lower and not line.names, not self.wrote(line.says)), default=None)

    def _is_sure(self, line: Line, page: str) -> bool:
        """Whether a line in a page's own section can be that of no other: it is the first there, and says what was written of no other."""
        if line.says in self._told and line.says != self._said.get(page):
            return False
        return bool(line.names) or not (line.lower or self._between(self._own[page].body, line.start))

    def _free(self, taken: Iterable[Line]) -> list[Line]:
        """Lines on pages to come that stand for no page with a section of its own, nor for one that the user wrote of."""
        others = (each for page in self._said for each in self._now.about(page) if each not in self._own.values())
        starts = (
            {line.start for line in taken} | self._kept | {line.start for each in others for line in self._between(each.body, each.end)[:1]}
        )
        lines = (line for line in self._lines if line.behind and line.says.startswith(NOT_YET) and line.says not in self._own_lines)
        return [line for line in lines if line.start not in starts or line.names]

    @cached_property
    def _kept(self) -> set[int]:
        """Where lines begin that stay above a page which has come, for the user wrote into them."""
        source, firsts = self._now.text, tuple(filter(None, self._pages.values()))
        changed = [line for line in self._lines if not line.whole and line.behind] if firsts else []
        kept = {line.start for line in changed if source[line.behind : line.behind + _NEAR].lstrip().startswith(firsts)}
        for page, section in self._own.items():
            at = source.find(first, section.body, section.end) if (first := self._pages.get(page)) else section.body
            kept.update(line.start for line in self._between(section.body, at) if not line.whole)
        return kept

    def _named(self, gone: Sequence[str], free: Sequence[Line]) -> dict[str, Line]:
        """Pages with the lines of ours under a heading that names them: the user made it a link, a lower one, or set it off."""
        found: dict[str, Line] = {}
        named = [line for line in free if line.names]
        for exact in (True, False):
            for page in gone:
                fits = [line for line in named if page in line.names and line not in found.values()]
                if exact:
                    fits = [line for line in fits if line.says == self._said[page]]
                else:  # under this heading one that says what was written of another page is as good
                    fits = [line for line in fits if line.whole or self._may_stand_for(line, page)]
                if fits and page not in found:
                    found[page] = max(fits, key=lambda line: line.whole)
        return found

    def _alike(self, gone: Sequence[str], left: Sequence[Line]) -> dict[str, Line]:
        """Pages with lines under headings that name none, in their order: only where as many lines say the same as pages wait for it.

        Else one of these pages was taken out, or a line is the user's own: which of them nobody can tell.
        """
        found: dict[str, Line] = {}
        for says in dict.fromkeys(self._said[page] for page in gone):
            pages = [page for page in gone if self._said[page] == says]
            whole = [line for line in left if line.says == says]
            changed = [line for line in left if line.says == says or (not line.whole and line.says.startswith(_stem(says)))]
            fits = next((each for each in (whole, changed) if len(each) == len(pages)), [])
            found |= dict(zip(pages, fits, strict=False))
        lost = [page for page in gone if page not in found]
        used = {line.start for line in found.values()}
        rest = [line for line in left if line.start not in used and any(self._may_stand_for(line, page) for page in lost)]
        if len(lost) == len(rest) == 1:  # our line tells another reason, as another device met it: there is no other page for it
            found[lost[0]] = rest[0]
        return found

    def _may_stand_for(self, line: Line, page: str) -> bool:
        """Whether a line says what we wrote of a page, or a sentence of ours that we wrote of none here, whatever the user added to it."""
        if line.says in self._told:
            return line.says == self._said[page]
        return begins_told(line.says) or line.says.startswith(_stem(self._said[page]))

    def _end(self, page: str, section: Section, line: Line | None, heads: Mapping[str, int]) -> int:
        """Where a page's own part of its section ends: at the lower heading behind its line; without a line at that of another page."""
        after = line.end if line else section.body
        heads_there = self._now.headings_between(after, section.end)
        lower = (each.start for each in heads_there if line or any(name != page for name in named(each, self._known)))
        others = (head for other, head in heads.items() if other != page and after <= head < section.end)
        return min([next(lower, section.end), *others, section.end])

    def _between(self, start: int, end: int) -> Sequence[Line]:
        return self._lines[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self._lines]

    @cached_property
    def _lines(self) -> list[Line]:
        return lines_in(self._now, self._told, self._known, self._is_there)

    @cached_property
    def _written(self) -> set[str]:
        """The lines that we last wrote in place of pages."""
        if self._base is None:
            return set()
        ours = {each.page: each for each in self._base.sections if each.page}  # the last: what is ours stands behind a person's own text
        return {line for each in ours.values() for line in self._base.lines(each)}

    @cached_property
    def _own_lines(self) -> set[str]:
        """Lines that stand in the user's own part of what was last written just as ours do: whose one of them is nobody can tell."""
        if self._base is None:
            return set()
        there = Counter(line.rstrip() for line in self._base.text.split("\n") if line.startswith(NOT_YET))
        return set(there - Counter(self._said.values()))


def _stem(line: str) -> str:
    """A line of ours without its stop, behind which the user may have gone on."""
    return line.removesuffix(".")
