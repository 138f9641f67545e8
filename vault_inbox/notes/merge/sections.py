"""Our sections in an existing note: the connections always, the summary and the scraped pages only while the note is pending."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..properties import read
from ..splice import EMPTY, Edit
from ..writing import SAME_PAGE, Part, parts
from .connections import merge_lines
from .places import Place, Places
from .reasons import is_told
from .written import NOT_FETCHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...model import Note
    from ..layout import Layout
    from ..sections import Section
    from .lines import Line
    from .written import Written

_LINE_END = re.compile(r"\r\n?|\n")
_NEAR = 4_000  # characters looked at for the line above or below
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")


class SectionMerge:
    """Collects the edits of the sections; `changed` tells whether more than the connections changes."""

    def __init__(self, now: Written, base: Written | None, note: Note, layout: Layout, newline: str) -> None:
        self.now = now
        self.base = base
        self.note = note
        self.layout = layout
        self.newline = newline
        self.ours = parts(note, layout)
        self.text = _LINE_END.sub("\n", now.text)
        pages = (part for part in self.ours if part.kind == "scraped")
        come = {_address(part): part.body.partition("\n")[0] if self._holds(part) else "" for part in pages}
        self.places = Places(now, base, self._own_lines, come)
        self.edits: list[Edit] = []
        self.changed = False

    def _holds(self, part: Part) -> bool:
        """Whether the note holds the text of a page already.

        Where our line stands for the page it does not, nor where the text stood there before the page had come: what came with the drop,
        or another page, may say the same.
        """
        if not _is_text(part) or part.body not in self.text:
            return False
        there = self.now.scraped(_address(part))
        was = self.base.scraped(_address(part)) if self.base else None
        said = [line.rstrip() for line in self.base.lines(was)] if self.base and was else []
        if there and (lines := self.now.lines(there)) and there.text(self.now.text).startswith(lines[0]):
            first = lines[0].rstrip()
            if is_told(first) or first in said:
                return False
        if self.base is None or (was and not said):
            return True
        return self.text.count(part.body) > _LINE_END.sub("\n", self.base.text).count(part.body)

    def _stands(self, part: Part) -> bool:
        """Whether what the note would say of a page stands somewhere in it."""
        return self._holds(part) if _is_text(part) else part.body in self.text

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
            filled = {each.start for _, there in paired for each in (there.section, there.line) if each}
            for section in self.now.waiting():
                line = self.now.text.index(NOT_FETCHED, section.body)
                if section.page in self.places.waited and filled.isdisjoint({section.start, line}):
                    self._withdraw(section)

    def _paired(self, pages: Sequence[Part]) -> Iterable[tuple[Part, Place]]:
        """Each page with its place; a page that answered under another address takes the place of the one that it was asked for as.

        One whose place is in doubt gets a section of its own, as soon as any page has come: all such pages at once, for later it could
        not be told any more that there was a doubt.
        """
        for part in pages:
            address = _address(part)
            if not self.places.of(address):
                address = self.places.asked_as.get(address, address)
            there, in_doubt = self.places.of(address), self.places.in_doubt(address)
            if there is not None and (address == _address(part) or self.places.is_open(address)):
                yield part, there
            elif there is None and self.base and self.base.scraped(address) and not in_doubt:
                continue  # the user took it out
            elif any(map(_is_text, pages)) and not self._holds(part) if in_doubt else not self._stands(part):
                self._insert(part)  # else the user gave it another heading
                self.changed = True

    def _pages_refused(self) -> bool:
        """Whether the user has taken out every page that the note waited for: then nobody wants a summary of them."""
        waited = self.places.waited if self.base else []
        return bool(waited) and not self.now.waiting() and not any(self.places.of(page) or self.places.in_doubt(page) for page in waited)

    def _fill(self, part: Part, there: Place) -> None:
        source, section, line, held = self.now.text, there.section, there.line, there.text(self.now.text)
        ours = line is not None and self.places.wrote(line.says)
        if section and part.body in (section.text(source) if _is_text(part) else held):
            if line and ours and _is_text(part) and part.body in replace(section, body=line.end).text(source):  # put there by hand or sync
                self._take_out(line, section.end)
            return  # it stands there already
        if line and ours:
            self._put(line.start, line.end, part.body)
        elif section and not held:
            if self.places.had_come(_address(part)):
                return  # then the user emptied its section
            self._rewrite(replace(section, end=there.end), part.body)
        elif line and _is_text(part) and not self._holds(part):
            end = len(source[: there.end].rstrip("\r\n"))
            self._edit(end, end, f"\n\n{part.body}{self._gap_below(end)}")  # the user wrote into the line: it stays
        if section and (ours or not held) and section.heading.strip() != part.heading and self._headed(section):
            self._edit(section.start, section.start + len(source[section.start : section.body].rstrip("\r\n")), f"## {part.heading}")

    def _put(self, start: int, end: int, body: str) -> None:
        """Put what is known of a page now where our line stands for it; a text apart from what the user wrote right above and below."""
        if self.now.text[start:end] == body:
            return
        if body.startswith(NOT_FETCHED):
            self._edit(start, end, body)
        else:
            self._edit(start, end, f"{self._gap_above(start)}{body}{self._gap_below(end)}")

    def _take_out(self, line: Line, end: int) -> None:
        """Take out a line of ours and the blank ones below it, where the text which it waited for stands below, before `end`."""
        after = self.now.text[line.end : end]
        self._edit(line.start, line.end + len(after) - len(after.lstrip("\r\n")), self._gap_above(line.start))

    def _gap_above(self, start: int) -> str:
        """What must stand between the line above and a text that begins at `start`: else they would be one paragraph."""
        above = self.now.text[max(0, start - _NEAR) : start].removesuffix("\n").removesuffix("\r").rpartition("\n")[2]
        is_heading = _HEADING.match(above) or any(section.body == start for section in self.now.sections)
        return "\n" if above.strip() and not is_heading else ""

    def _gap_below(self, end: int) -> str:
        """What must stand between a text that ends at `end` and the line below: else that would go on with its paragraph or its table."""
        below = self.now.text[end : end + _NEAR].removeprefix("\r").removeprefix("\n").partition("\n")[0]
        return "\n" if below.strip() else ""

    def _withdraw(self, there: Section) -> None:
        """Take out the line that stands for a page which will not come, for another note holds it; with its heading if that is all."""
        source, body = self.now.text, there.text(self.now.text)
        line, _, rest = body.partition("\n")
        if self.base is None or not self.places.wrote(line):
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

    @cached_property
    def _own_lines(self) -> set[str]:
        """Such lines in a person's own note as it came, unless it was one of ours before."""
        own = self.note.own or ""
        if NOT_FETCHED not in own or any(name.casefold() == "inbox_id" and value not in EMPTY for name, value in read(own).items()):
            return set()
        lines = [line for line in _LINE_END.split(own) if line.startswith(NOT_FETCHED)]
        return {*lines, *(line.rstrip() for line in lines)}

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


def _is_text(part: Part) -> bool:
    """Whether a page is there, not only the line that says why it is not."""
    return not part.body.startswith(NOT_FETCHED)
