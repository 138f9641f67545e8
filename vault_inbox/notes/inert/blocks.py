"""Foreign Markdown made inert line by line: a small scanner knows what is quote, list, code, heading, table or text.

It follows CommonMark's rules for the *result*: raw HTML is text there, every fence is closed, underlined headings have become `###`.
So what is taken for code here is code for every reader, and everything else is escaped.
"""

from __future__ import annotations

import re

from .bulk import as_code, is_bulk
from .characters import seen
from .code import ZERO_WIDTH, defuse, fence_for, known_language
from .containers import Containers
from .forms import Live, is_callout, live_in
from .inline import Images, inline
from .text import DATE_SIGNS, line, line_start, undated

_FENCE = re.compile(r"( *)(?:(`{3,})([^`]*)|(~{3,})(.*))$")
_ATX = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)(.*)$")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_DELIMITERS = re.compile(r"[ \t]*+(?=[^\n]*-)(?=[^\n]*[|:])\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)*+\|?[ \t]*$")
_LEAF_MARKS = frozenset("`~#=-*_ ")  # what a fence, a heading, a rule or an underline begins with
_TASK = re.compile(r"(\s*)(\[(?:\\.|[^\[])\])(?=\s|$)")
# An item that Markdown takes for the middle of a paragraph; an editor that reads line by line does not.
_LOOSE_TASK = re.compile(r"(\s*(?:[-+*]|\d{1,9}[.)])\s+)(\[(?:\\.|[^\[])\])(?=\s|$)")
_CALLOUT = re.compile(r"(\s*)(\[!)(?!\[(?:\\.|[^\]\\])*\]\()")  # an image in a link begins like one
_CELL = re.compile(r"((?:[^|\\]++|\\.|\\$)*+)(\||$)")
_SCHEME = re.compile(r"(?!https?:|mailto:)[A-Za-z][A-Za-z0-9+.-]*:", re.IGNORECASE)
_NEEDLESS = re.compile(r"^(\s*\d{1,9})\\(?=[.)])")  # a number at the start of a heading or a cell begins no list
_INDENT = 4  # columns of indented code
_DATE = re.compile(r"(\s*\d{4})(?=-\d\d-\d\d)")
_PASSES = 8  # each pass can only set free what the one before unwrapped; people's text needs one


def block(markdown: str, *, top: int = 3, images: Images = "link", forms: bool = False, suffix: str = "") -> str:
    """Return foreign Markdown made inert, without blank lines around it; done twice it is the same as once.

    Headings keep their order and stand no higher than level `top`; remote images become links unless `images` is "keep"; fences keep a
    known language. Lines end with a line feed. A text of over 200,000 lines and marks is data and becomes one fence. `forms` is for text of
    our own writer: its mathematics, highlights, callouts and footnotes stay live, and `suffix` (letters, digits, dashes) is added to the
    names of its footnotes, which must be unique in a note.
    """
    text = seen(markdown)
    if is_bulk(text):
        return as_code(text)
    done = _read(text, top, images, suffix if forms else None)
    return as_code(text) if is_bulk(done) else done  # escapes add marks, and done twice it must be the same


def _read(text: str, top: int, images: Images, suffix: str | None) -> str:
    for _ in range(_PASSES):
        done = _Scanner(text, top, images, suffix).read()
        if done == text:
            return done
        text = done
    return "\n".join(line(each) for each in text.split("\n"))


class _Scanner:
    """One pass over the lines: `out` is what is written, `paragraph` how many lines the open one has, `headings` where headings stand."""

    def __init__(self, text: str, top: int, images: Images, suffix: str | None) -> None:
        self.lines = text.strip("\n").split("\n")
        self.live: Live | None = None if suffix is None else live_in(self.lines, suffix)
        self.top = top
        self.images = images
        self.out: list[str] = []
        self.headings: list[tuple[int, str, int, str]] = []
        self.containers = Containers()
        self.paragraph = 0
        self._last = ("", "")  # prefix and rest of the line before
        self.table = False
        self.fence: _Fence | None = None
        self.indented: _Indented | None = None

    def read(self) -> str:
        for number, raw in enumerate(self.lines):
            following = self.lines[number + 1] if number + 1 < len(self.lines) else ""
            heads_table = "-" in following and bool(_DELIMITERS.match(following.lstrip("> ")))
            if not self._definition(number, raw):
                self._line(raw, heads_table)
        self._close_fence()
        self._close_indented()
        self._write_headings()
        return "\n".join(self.out).strip("\n")

    def _definition(self, number: int, raw: str) -> bool:
        """Write the definition of a footnote of our writer's."""
        found = self.live.definition(raw) if self.live and number >= self.live.tail and self.fence is None else None
        if found is None:
            return False
        mark, words = found
        safe = line_start(inline(words, self.images, self.live))
        # Readers that know no footnotes take one word, or a word and a title, for an address.
        self.out.append(mark + (ZERO_WIDTH if _SCHEME.match(safe) else "") + safe)
        return True

    def _line(self, raw: str, heads_table: bool) -> None:
        walk = self.containers.walk(raw, open_paragraph=self.paragraph > 0, in_fence=self.fence is not None, in_table=self.table)
        if self.fence is not None:
            if walk.matched_all:
                self._in_fence(walk.prefix, walk.rest)
                return
            self._close_fence()
            walk = self.containers.walk(raw, open_paragraph=False, in_fence=False)
        if self.indented is not None and (walk.opened or not walk.matched_all or not (walk.indented or not walk.rest.strip())):
            self._close_indented()
        if walk.opened or not (walk.matched_all or walk.lazy):
            # Readers differ in which table goes on without the marks of its container: code must hold in either.
            self.paragraph, self.table = 0, self.table and not walk.opened
        self._leaf(walk.prefix, walk.rest, heads_table, indented=walk.indented, lazy=walk.lazy)

    def _leaf(self, prefix: str, rest: str, heads_table: bool, *, indented: bool, lazy: bool) -> None:
        if indented:
            self._in_indented(prefix, rest)
        elif not rest.strip():
            self._end_paragraph()
            (self.out if self.indented is None else self.indented.blank).append((prefix + rest).rstrip(" \t"))
        elif rest[0] not in _LEAF_MARKS or not (
            self._open_fence(prefix, rest) or self._heading(prefix, rest, lazy=lazy) or self._rule(prefix, rest)
        ):
            self._text(prefix, rest, heads_table)

    def _in_indented(self, prefix: str, rest: str) -> None:
        """Take one line of indented code. It is written in a fence: readers differ in what they take for indented code in a list."""
        if self.indented is None:
            self._end_paragraph()
            self.indented = _Indented(prefix[:-_INDENT], self.containers.blank_prefix())
        self.indented.add(defuse(rest))

    def _close_indented(self) -> None:
        if self.indented is not None:
            self.out.extend(self.indented.written())
            self.indented = None

    def _end_paragraph(self) -> None:
        self.paragraph, self.table = 0, False

    def _open_fence(self, prefix: str, rest: str) -> bool:
        found = _FENCE.match(rest)
        if found is None or len(found[1]) > 3:
            return False
        self._end_paragraph()
        self.fence = _Fence(
            prefix + found[1], found[2] or found[4], known_language(found[3] or found[5] or ""), self.containers.blank_prefix()
        )
        return True

    def _in_fence(self, prefix: str, rest: str) -> None:
        assert self.fence is not None  # noqa: S101 - only called with an open fence
        if self.fence.closes(rest):
            self._close_fence()
        else:
            self.fence.lines.append((prefix, defuse(rest)))

    def _close_fence(self) -> None:
        if self.fence is not None:
            self.out.extend(self.fence.written())
            self.fence = None

    def _heading(self, prefix: str, rest: str, *, lazy: bool) -> bool:
        if found := _ATX.match(rest):
            self._end_paragraph()
            self._add_heading(len(self.out), prefix, len(found[1]), found[2])
            self.out.append("")
            return True
        found = _UNDERLINE.match(rest)
        if found is None or lazy or self.paragraph != 1 or len(found[1]) < 3 or self.table:
            return False
        start, first = self._last
        self._end_paragraph()
        self._add_heading(len(self.out) - 1, start, 1 if found[1][0] == "=" else 2, " " + first.strip())
        return True

    def _add_heading(self, at: int, prefix: str, level: int, content: str) -> None:
        self.headings.append((at, prefix, level, content))

    def _rule(self, prefix: str, rest: str) -> bool:
        if not _RULE.match(rest):
            return False
        self._end_paragraph()
        # A rule of dashes can be taken for the start of properties or the underline of a heading; one of underscores cannot.
        self.out.append(prefix + ("___" if rest.lstrip()[0] == "-" else rest))
        return True

    def _text(self, prefix: str, rest: str, heads_table: bool) -> None:
        first = self.paragraph == 0
        signed = not first and self._last[1].rstrip()[-1:] in DATE_SIGNS
        self.paragraph += 1
        self._last = (prefix, rest)
        if not first and "-" in rest and _DELIMITERS.match(rest):
            self.table = True
            self.out.append(prefix + rest)
            return
        if rest[0] in _LEAF_MARKS and _UNDERLINE.match(rest):
            indent = len(rest) - len(rest.lstrip(" "))
            self.out.append(f"{prefix}{rest[:indent]}\\{rest[indent:]}")
            return
        safe = self._cells(rest) if heads_table or self.table else inline(rest, self.images, self.live)
        if self.containers.in_list:
            safe = undated(_DATE.sub(r"\1\\", safe, count=1) if signed and _DATE.match(safe) else safe)
        self.out.append(prefix + self._line_start(prefix, safe, first))

    def _line_start(self, prefix: str, safe: str, first: bool) -> str:
        task = _TASK if first and self.containers.in_item else _LOOSE_TASK
        if task.match(safe):
            safe = task.sub(r"\1\\\2", safe, count=1)
        if self.live and first and prefix.endswith("> ") and is_callout(safe):
            return safe
        if self.containers.in_quote and _CALLOUT.match(safe):
            safe = _CALLOUT.sub(r"\1\\\2", safe, count=1)
        return safe

    def _cells(self, row: str) -> str:
        """Each cell for itself: a table's reader splits at the pipes before it looks for code."""
        return "".join(inline(self._bare(found), self.images, self.live) + found[2] for found in _CELL.finditer(row))

    def _bare(self, cell: re.Match[str]) -> str:
        return _NEEDLESS.sub(r"\1", cell[1], count=1) if self.live and cell.start() else cell[1]

    def _write_headings(self) -> None:
        shift = max(0, self.top - min((level for _, _, level, _ in self.headings), default=self.top))
        for at, prefix, level, content in self.headings:
            words = _NEEDLESS.sub(r"\1", content, count=1) if self.live else content
            safe = self._cells(words) if "|" in words and "`" in words else inline(words, self.images, self.live)
            self.out[at] = f"{prefix}{'#' * min(6, level + shift)}{safe}"


class _Indented:
    """Indented code while its lines are gathered: `blank` lines belong to it only if more code follows them."""

    def __init__(self, start: str, prefix: str) -> None:
        self.start = start
        self.prefix = prefix
        self.lines: list[str] = []
        self.blank: list[str] = []

    def add(self, code: str) -> None:
        self.lines += ["" for _ in self.blank]
        self.blank = []
        self.lines.append(code)

    def written(self) -> list[str]:
        fence = fence_for("\n".join(self.lines))
        return [self.start + fence, *((self.prefix + line).rstrip(" \t") for line in self.lines), self.prefix + fence, *self.blank]


class _Fence:
    """A fenced block while its lines are gathered: how it began, what stands in it."""

    def __init__(self, start: str, mark: str, language: str, blank: str) -> None:
        self.start = start
        self.mark = mark
        self.language = language
        self.blank = blank
        self.lines: list[tuple[str, str]] = []
        self._closing = re.compile(rf" {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$")

    def closes(self, rest: str) -> bool:
        return bool(self._closing.match(rest))

    def written(self) -> list[str]:
        fence = fence_for("\n".join(rest for _, rest in self.lines))
        body = [(prefix + rest) if rest.strip() else (prefix + rest).rstrip(" \t") for prefix, rest in self.lines]
        return [f"{self.start}{fence}{self.language}", *body, f"{self.blank}{fence}"]
