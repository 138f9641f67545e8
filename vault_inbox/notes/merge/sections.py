"""Our sections in an existing note: the connections always, the summary and the scraped pages only while the note is pending."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..splice import Edit
from ..writing import NOT_YET, SAME_PAGE, Part, parts
from .connections import has_provenance, merge_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...model import Note
    from ..layout import Layout
    from ..sections import Section

NOT_FETCHED = "> Not fetched"
# How our sentences on a page that is not there now begin: such a line is ours also where another device put back an older one.
_TOLD = re.compile(
    rf"{NOT_YET}(?:working offline|no secure connection|the (?:page|site|network|proxy|connection|program|process)\b)[^.!?,;:]*\."
)
_LINE_END = re.compile(r"\r\n?|\n")


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

    def scraped(self, address: str) -> Section | None:
        """Return the section of a page, under whatever words its address stands."""
        fits = (each for each in self.sections if each.level == 2 and address in each.heading.split())
        return next(fits, None)

    def waiting(self) -> list[Section]:
        """Return the sections that wait for their page."""
        return [each for each in self.sections if each.page and each.text(self.text).startswith(NOT_YET)]


class SectionMerge:
    """Collects the edits of the sections; `changed` tells whether more than the connections changes."""

    def __init__(self, now: Written, base: Written | None, note: Note, layout: Layout, newline: str) -> None:
        self.now = now
        self.base = base
        self.note = note
        self.layout = layout
        self.newline = newline
        self.ours = parts(note, layout)
        self.edits: list[Edit] = []
        self.changed = False

    def connections(self, *, pending: bool) -> None:
        """Bring the lines of the connections section up to date; a section that the user deleted stays away."""
        part = next((part for part in self.ours if part.kind == "connections"), None)
        if part is None:
            return
        there = self.now.connections(part.heading)
        was = self.base.connections(part.heading) if self.base else None
        if there is not None:
            before = None if self.base is None else (was.text(self.base.text) if was else "")
            self.edits += merge_lines(self.now.text, there, before, part.body, self.newline, pending=pending)
        elif was is None:
            self._insert(part)

    def complete(self) -> None:
        """Fill in what a pending note waited for: its pages, and its summary if nobody has edited it."""
        summary = next((part for part in self.ours if part.kind == "summary"), None)
        if summary is not None and self.note.own is None and not self._pages_refused():
            self._summarise(summary)
        pages = [part for part in self.ours if part.kind == "scraped"]
        paired = list(self._paired(pages))
        for part, there in paired:
            self._fill(part, there)
        if pages or any(each.relation == SAME_PAGE for each in self.note.connections):
            filled = {there.start for _, there in paired}
            for there in self.now.waiting():
                if there.start not in filled:
                    self._withdraw(there)

    def _paired(self, pages: Sequence[Part]) -> Iterable[tuple[Part, Section]]:
        """Each page with its section; a page that answered under another address takes the place of one that waits."""
        found = {id(part): self.now.scraped(_address(part)) for part in pages}
        taken = {section.start for section in found.values() if section}
        free = [section for section in self.now.waiting() if section.start not in taken]
        deleted = self._deleted()
        for part in pages:
            there = found[id(part)] or (free.pop(0) if free else None)
            if there is not None:
                yield part, there
            elif self.base and self.base.scraped(_address(part)):
                continue  # the user took it out
            elif deleted:
                deleted -= 1
            elif part.body not in _LINE_END.sub("\n", self.now.text):  # else the user gave it another heading
                self._insert(part)
                self.changed = True

    def _pages_refused(self) -> bool:
        """Whether the user has taken out every page that the note waited for: then nobody wants a summary of them."""
        waited = self.base.waiting() if self.base else []
        return bool(waited) and not self.now.waiting() and self._deleted() == len(waited)

    def _deleted(self) -> int:
        """How many of the sections that waited for a page the user has taken out."""
        if self.base is None:
            return 0
        return sum(self.now.scraped(section.page) is None for section in self.base.waiting())

    def _fill(self, part: Part, there: Section) -> None:
        source, body = self.now.text, there.text(self.now.text)
        waiting = [line for line in body.split("\n") if line.startswith(NOT_FETCHED)]
        ours = [line for line in waiting if self._wrote(line)]
        if part.body in body:
            pass  # it stands there already
        elif ours:
            line = re.compile(rf"^{re.escape(ours[0])}(?=\r?$)", re.MULTILINE).search(source, there.body, there.end)
            if line is not None:
                self._edit(line.start(), line.end(), part.body)
        elif not body:
            self._rewrite(there, part.body)
        elif waiting and not part.body.startswith(NOT_FETCHED):
            end = there.body + len(source[there.body : there.end].rstrip("\r\n"))
            self._edit(end, end, f"\n\n{part.body}")  # the user wrote into the line: it stays
        if ours and there.heading.strip() != part.heading and self._headed(there):
            self._edit(there.start, there.start + len(source[there.start : there.body].rstrip("\r\n")), f"## {part.heading}")

    def _withdraw(self, there: Section) -> None:
        """Take out the line that stands for a page which will not come, for another note holds it; with its heading if that is all."""
        source, body = self.now.text, there.text(self.now.text)
        line, _, rest = body.partition("\n")
        if self.base is None or not self._wrote(line):
            return  # the user may have written into it
        start = there.body + source[there.body : there.end].index(line)
        end = start + len(line)
        if rest:
            self._edit(start, end + len(source[end : there.end]) - len(source[end : there.end].lstrip("\r\n")), "")
            return
        first = there.start if self._headed(there) else start
        # The end of the line before stays, and ours goes: two that stand together, or what is put into the section before, never overlap.
        blank = _LINE_END.match(source, len(source[:first].rstrip("\r\n")))
        behind = _LINE_END.match(source, end)
        self._edit(min(first, blank.end()) if blank else first, first, "")
        self._edit(first, behind.end() if behind else end, "")

    def _headed(self, there: Section) -> bool:
        """Whether a page's heading stands as we wrote it."""
        words, _, address = there.heading.strip().rpartition(" ")
        if self.base is None:
            return words == self.layout.heading("scraped") and address.startswith("http")
        return self.base.headed(there.heading.strip()) is not None

    def _wrote(self, line: str) -> bool:
        """Whether a line that says why there is no article stands as we wrote it."""
        if self.base is None:
            return line.startswith(NOT_YET) and line.endswith(".")
        return line in _LINE_END.split(self.base.text) or _TOLD.fullmatch(line) is not None

    def _summarise(self, part: Part) -> None:
        there = self.now.headed(part.heading)
        was = self.base.headed(part.heading) if self.base else None
        if there is None and was is None:
            self._insert(part)
            self.changed = True
        elif there is not None and was is not None and self.base is not None and there.text(self.now.text) == was.text(self.base.text):
            self._rewrite(there, part.body)

    def _rewrite(self, there: Section, body: str) -> None:
        """Replace the text under a heading; the blank lines around it stay."""
        source = self.now.text
        held = source[there.body : there.end]
        if not held.strip("\r\n"):
            lead = "" if source[: there.body].endswith(("\n", "\r")) else "\n"
            self._edit(there.body, there.body, lead + body + ("" if lead else "\n"))
        elif body != there.text(source):
            self._edit(there.body + len(held) - len(held.lstrip("\r\n")), there.body + len(held.rstrip("\r\n")), body)

    def _edit(self, start: int, end: int, text: str) -> None:
        self.edits.append(Edit(start, end, text.replace("\n", self.newline)))
        self.changed = True

    def _insert(self, part: Part) -> None:
        """Put a new section where the layout wants it: before the first of those that follow it there, else at the end."""
        text = part.text.replace("\n", self.newline)
        at = self._place(part.kind)
        if at is not None:
            self.edits.append(Edit(at, at, f"{text}{self.newline * 2}"))
            return
        source = self.now.text
        ends = source.endswith("\n")
        blank = self.newline * (1 if ends else 2) if source else ""
        self.edits.append(Edit(len(source), len(source), blank + text + (self.newline if ends else "")))

    def _place(self, kind: str) -> int | None:
        order = self.layout.sections
        for following in order[order.index(kind) + 1 :]:
            heading = self.layout.heading(following)
            if following == "connections":
                there = self.now.connections(heading)
            elif following == "scraped":
                there = next((each for each in self.now.sections if each.level == 2 and each.heading.startswith(f"{heading} ")), None)
            else:
                there = self.now.headed(heading)
            if there is not None:
                return there.start
        return None


def _address(part: Part) -> str:
    return part.heading.rpartition(" ")[2]
