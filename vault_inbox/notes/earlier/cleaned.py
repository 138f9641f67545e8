"""A note of the script before this program made clean: its faults go, what a person wrote into it stays byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import NoteError
from .. import sections
from ..merge.connections import has_provenance, merge_lines
from ..merge.text import prove
from ..merge.written import Written
from ..properties import parse
from ..splice import Edit, apply, merged, newline_of
from ..writing import Part, connections_part, parts, scraped_part
from . import dumps
from .adopted import scraped_address
from .cleaned_properties import clean_properties, touch
from .entities import decoded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...model import Article, Note
    from ..layout import Layout
    from ..sections import Section

SCRIPTS_SOURCE = "- processed from phone shortcut"  # what the script wrote into every note, wherever it came from


def cleaned(text: str, note: Note, pages: Mapping[str, Article], rest: str | None, layout: Layout, *, waiting: bool = False) -> str:
    r"""Return the text of a note of the script without the script's faults; done again it changes nothing.

    `note` is what its text becomes today, with the note's links written for its place. `pages` has the articles of the scraped headings
    by the address that stands in them; a heading that is missing here keeps its text, with characters for its entities. `rest` is what
    stays of the content section (a tail of it, lines end in `\n`), `None` where the note's own content takes its place. While a page is
    `waiting` to be read the source stays the script's, by which the note is found again. Raises `NoteError` where the result does not
    read back as meant.
    """
    result = _cleaned(text, note, pages, rest, layout, waiting)
    if result != text and _cleaned(result, note, pages, rest, layout, waiting) != result:
        raise NoteError("the note's new text does not stand still when it is cleaned again")
    return result


def _cleaned(text: str, note: Note, pages: Mapping[str, Article], rest: str | None, layout: Layout, waiting: bool) -> str:
    block = parse(text)
    if block is None:
        raise NoteError("the note has no properties")
    body = _Body(Written(text, sections.find(text, block.body)), note, layout, newline_of(text))
    body.words(rest)
    body.scraped(pages)
    body.connections()
    values = clean_properties(text, block, note, layout, waiting=waiting)
    if body.edits or values.edits:
        touch(values, block, note, layout)
    edits = merged([*values.edits, *body.edits])
    result = apply(text, edits)
    if result != text:
        prove(result, body.now, edits, values)
    return result


class _Body:
    """Collects the edits of the sections."""

    def __init__(self, now: Written, note: Note, layout: Layout, newline: str) -> None:
        self.now = now
        self.note = note
        self.layout = layout
        self.newline = newline
        self.edits: list[Edit] = []

    def words(self, rest: str | None) -> None:
        """Title, summary and content: entities become characters; header lines and a repeated title go from the content."""
        for section in self.now.sections:
            name = section.heading.strip()
            if section.level == 1:
                self.edits += decoded(self.now.text, section.start, section.body)
            elif name == "summary":
                self.edits += decoded(self.now.text, section.body, section.end)
            elif name == "content":
                self._content(section, rest)

    def _content(self, section: Section, rest: str | None) -> None:
        source = self.now.text
        body = source[section.body : section.end]
        start, end = section.body + len(body) - len(body.lstrip("\r\n")), section.body + len(body.rstrip())
        if rest is None:
            rest = next((part.body for part in parts(self.note, self.layout) if part.kind == "content"), "")
            if rest and rest != section.text(source).rstrip():
                self.edits.append(Edit(start, end, rest.replace("\n", self.newline)))
            return
        tail = self._tail(source[start:end], rest)
        if tail == end - start:
            self.edits.append(Edit(section.start, section.end, ""))
            return
        if tail:
            self.edits.append(Edit(start, start + tail, ""))
        self.edits += decoded(source, start + tail, end)

    def _tail(self, body: str, rest: str) -> int:
        """Where the part that stays begins, as it stood or with its entities made characters."""
        for kept in (rest, apply(rest, decoded(rest, 0, len(rest)))):
            text = kept.replace("\n", self.newline).rstrip()
            if body.endswith(text):
                return len(body) - len(text)
        raise NoteError("what is to stay of the content does not stand there")

    def scraped(self, pages: Mapping[str, Article]) -> None:
        """Raw feeds go; the text of a page gives way to its article, once for each page; what a person wrote there stays."""
        articles = self.note.scraped if "scraped" in self.layout.sections else ()
        ours = {article.url: scraped_part(article, self.note, self.layout) for article in articles if article.text.strip()}
        written: set[str] = set()
        for section in self.now.sections:
            address = scraped_address(section)
            if not address:
                continue
            body = self.now.text[section.body : section.end]
            feed = dumps.feed_spans(body)
            part = ours.get(pages[address].url) if address in pages else None
            if feed:
                self._without(section, feed)
            elif part and part.body in section.text(self.now.text):
                written.add(part.heading)
            elif part and (spans := dumps.page_spans(body, part.body)):
                self._replaced(section, spans, None if part.heading in written else part)
                written.add(part.heading)
            elif not part:
                for begin, end in dumps.kept_spans(body):
                    self.edits += decoded(self.now.text, section.body + begin, section.body + end)
        for part in ours.values():
            if part.heading not in written and self.now.scraped(part.heading.rpartition(" ")[2]) is None:
                self._insert(part)

    def _replaced(self, section: Section, spans: list[dumps.Span], part: Part | None) -> None:
        if part is None:
            self._without(section, spans)
            return
        heading = self.now.text[section.start : section.body].rstrip("\r\n")
        if heading != f"## {part.heading}":
            self.edits.append(Edit(section.start, section.start + len(heading), f"## {part.heading}"))
        first, *more = [(section.body + begin, section.body + end) for begin, end in spans]
        self.edits.append(Edit(*first, part.body.replace("\n", self.newline)))
        self.edits += [Edit(*self._with_gap(span), "") for span in more]

    def _without(self, section: Section, spans: list[dumps.Span]) -> None:
        """A section without these parts; nothing is left of one that held no more."""
        body = self.now.text[section.body : section.end]
        left = body
        for begin, end in reversed(spans):
            left = left[:begin] + left[end:]
        if not left.strip():
            self.edits.append(Edit(section.start, section.end, ""))
            return
        self.edits += [Edit(*self._with_gap((section.body + begin, section.body + end)), "") for begin, end in spans]

    def _with_gap(self, span: tuple[int, int]) -> tuple[int, int]:
        """A part with the blank lines behind it."""
        rest = self.now.text[span[1] :]
        return span[0], span[1] + len(rest) - len(rest.lstrip("\r\n"))

    def connections(self) -> None:
        """Say where the note really came from, and add its links."""
        part, source = connections_part(self.note, self.layout), self.now.text
        there = self.now.connections(part.heading)
        if there is None:
            self._insert(part)
            return
        base = SCRIPTS_SOURCE if has_provenance(source, there) else ""
        self.edits += merge_lines(source, there, base, part.body, self.newline, pending=True)

    def _insert(self, part: Part) -> None:
        text, source = part.text.replace("\n", self.newline), self.now.text
        closing = None if part.kind == "connections" else self.now.connections(self.layout.heading("connections"))
        if closing is not None:
            self.edits.append(Edit(closing.start, closing.start, text + self.newline * 2))
        else:
            ends = source.endswith("\n")
            self.edits.append(Edit(len(source), len(source), self.newline * (1 if ends else 2) + text + (self.newline if ends else "")))
