"""One line of foreign inline Markdown made inert: emphasis, code, links to the web stay; all else that Obsidian would act on is escaped.

Every line stands for itself: a backtick or link that would only be closed on a later line is escaped, so no other line can change what
this one means.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from .addresses import address, written_destination
from .code import wrap_span
from .forms import highlight_end, math_end

if TYPE_CHECKING:
    from collections.abc import Callable

    from .forms import Live

Images = Literal["keep", "link"]

# Each choice in these begins with a character of its own: then `re` leaps to the next of them instead of trying each place.
_OPAQUE = re.compile(r"\\[!-/:-@\[-`{-~]|(``*)|<https?://[^\s<>]*>", re.IGNORECASE)
_BRACKET = re.compile(r"\\[!-/:-@\[-`{-~]|``*|<|\[|\]")
_SPECIAL = re.compile(
    r"\\[!-/:-@\[-`{-~]|``*|<|!\[|\[|:(?=//)|:(?<=[:\]]:)|\((?<=\]\()|%(?<=[%<]%)|=(?:(?<!==)|(?<=\\==))=*+(?<===)(?=\S)|\{(?<=\{\{)|\$|\^|#|\]",
)
_TARGET = re.compile(
    r"""\(\s*+(?:<([^<>]*)>|((?!<)(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*))"""
    r"""(?:\s++(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*+\)"""
)
# A tag's characters are all but white space and what Obsidian's importer rejects; one at least is no digit.
_TAG = re.compile(r"#[^\s\u2000-\u206f\u2e00-\u2e7f!-,.:-@\[-^`{-~]*[^\s\u2000-\u206f\u2e00-\u2e7f!-,.0-9:-@\[-^`{-~]")
_ENTITY = re.compile(r"&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});")
_BLOCK_ID = re.compile(r"\^[A-Za-z0-9-]+\s*(?:\\\s*)?$")
# A closing mark has no space before it and no digit behind it (Pandoc's rule); ranges ($5-$6) are not trusted to it.
_CLOSING_DOLLAR = re.compile(r"(?<=\S)\$(?!\d)|(?<=[-–—/~+\d])\$")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*$")
WEB_ADDRESS = re.compile(
    r"https?://(?:[^\s<>\"`\\\[\]|*{}&\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|&(?!lt;|gt;|quot;|#\d{1,7};|#x[0-9a-f]{1,6};))+",
    re.IGNORECASE,
)
_ADDRESS_BEGINS = re.compile(r"https?://|www\.", re.IGNORECASE)
_TRAILING = "?!.,:;_~'”’»"
_LONGEST_NUMBER = 16  # with the spaces before it, of a list's item
_DEEPEST = 4  # labels in labels; more than that no person writes


def inline(text: str, images: Images = "link", live: Live | None = None) -> str:
    """Return one line (without line end) of foreign Markdown made inert; `block` repeats it until nothing changes.

    `live` says which forms of our writer's stay as they are.
    """
    return _Line(text, images, live=live).read() if _SPECIAL.search(text) else text


def trim_address(found: str) -> str:
    """Return a bare address without the punctuation that belongs to the sentence around it; balanced parentheses stay."""
    unpaired = found.count(")") - found.count("(")
    end = len(found)
    while end and (found[end - 1] in _TRAILING or (found[end - 1] == ")" and unpaired > 0)):
        unpaired -= found[end - 1] == ")"
        end -= 1
    return found[:end]


class _Line:
    """The scan of one line: `pos` is where reading goes on, `out` what is written so far."""

    def __init__(self, text: str, images: Images, depth: int = 0, live: Live | None = None) -> None:
        self.text = text
        self.images = images
        self.depth = depth  # 0 in the line itself, deeper in the label of a link
        self.live = live
        self.last_closing: int | None = None  # where the last dollar stands that could end mathematics; -1: nowhere
        self.highlighted = 0  # where the highlight ends that has begun
        self.pos = 0
        self.out: list[str] = []
        self.address = False  # whether an address stands in the word that ends at `looked`
        self.looked = 0
        self.opaque = _opaque_spans(text) if "`" in text or "<" in text else {}
        self.closers = _closers(text, self.opaque) if "[" in text else {}

    def read(self) -> str:
        while found := _SPECIAL.search(self.text, self.pos):
            self.out.append(self.text[self.pos : found.start()])
            self.pos = found.end()
            self.out.append(self._special(found[0], found.start()))
        self.out.append(self.text[self.pos :])
        return "".join(self.out)

    def _special(self, mark: str, at: int) -> str:
        if mark[0] == "\\":
            return self._written_escape(mark, at)
        if mark[0] == "`":
            return self._code(mark, at)
        if mark[0] in "[!":
            return self._bracket(mark, at)
        if mark == ":":
            return self._colon(at)
        if mark[0] == "=":
            return "".join(self._equals(each) for each in range(at, self.pos))
        return _HANDLERS[mark](self, at)

    def _written_escape(self, mark: str, at: int) -> str:
        """Keep an escape that stands, but for one of our writer's behind a number that begins no line."""
        if mark == "\\<" and self.text[self.pos : self.pos + 1] == "%":
            return "&lt;"
        if self.live and mark in {"\\.", "\\)"} and self.text[at - 1 : at].isdigit() and not self._in_address(at):
            begins = at < _LONGEST_NUMBER and self.text[:at].strip().isdigit()
            return mark if begins else mark[1]
        return mark

    def _code(self, run: str, at: int) -> str:
        end = self.opaque.get(at)
        if end is None:
            return "\\`" * len(run)
        body = self.text[at + len(run) : end - len(run)]
        self.pos = end
        if body[:1] == body[-1:] == " " and body.strip():  # a reader takes one off at either side
            body = body[1:-1]
        fixed = wrap_span(body)
        if self._in_address(at):
            return f" {fixed}"
        # Written anew only where something had to be broken up: the user's own padding stays.
        return fixed if fixed.strip("` ") != body.strip("` ") else self.text[at:end]

    def _angle(self, at: int) -> str:
        end = self.opaque.get(at)
        if end is not None and (safe := address(self.text[at + 1 : end - 1])):
            self.pos = end
            return f"<{safe}>"
        following = self.text[at + 1 : at + 2]
        if following == "%" or self._in_address(at):
            return "&lt;"
        return "\\<" if following.isalpha() or following in {"/", "!", "?"} else "<"

    def _in_address(self, at: int) -> bool:
        """Whether some reader takes the word before `at` for an address: then what follows belongs to it, backslashes and backticks too."""
        last = max(self.text.rfind(" ", self.looked, at), self.text.rfind("\t", self.looked, at))
        self.address = bool(_ADDRESS_BEGINS.search(self.text, max(last, self.looked), at)) or (self.address and last < 0)
        self.looked = at
        return self.address

    def _bracket(self, mark: str, at: int) -> str:
        start = at + len(mark)
        end = self.closers.get(start - 1)
        target = _TARGET.match(self.text, end + 1) if end is not None else None
        if end is not None and target is not None and self.depth < _DEEPEST:
            self.pos = target.end()
            dest = written_destination(target[2] if target[1] is None else target[1])
            return self._link(mark, self.text[start:end], dest)
        if self.live and not self.depth and mark == "[" and (reference := self.live.reference(self.text, at)):
            self.pos = reference[1]
            return reference[0]
        around = self.text[start - 2 : start - 1], self.text[start : start + 1]
        return f"{mark[:-1]}\\[" if "[" in around or around[1] == "^" or self.depth else mark

    def _link(self, mark: str, label: str, dest: str) -> str:
        image = mark == "!["
        kept = bool(dest) and (not self.depth or (image and self.images == "keep"))
        text = _Line(label, self.images, self.depth + 1, self.live).read() if kept or self.depth else inline(label, self.images, self.live)
        if not kept:
            return text
        if text.startswith("^"):  # `[^` would begin a footnote
            text = f"\\{text}"
        if image and self.images == "keep":
            return f"![{text}]({dest})"
        return f"[{text.strip() or ('image' if image else dest)}]({dest})"

    def _close(self, at: int) -> str:
        return "\\]" if self.depth else "]"

    def _colon(self, at: int) -> str:
        before = self.text[at - 1 : at] if at else ""
        if before == ":" or (before == "]" and not self._escaped(at - 1)):
            return "\\:"
        scheme = _SCHEME.search(self.out[-1][-40:])
        if scheme is None or not self.text.startswith("//", self.pos):
            return ":"
        if scheme[0].lower() not in {"http", "https"}:
            self.pos += 1
            return ":\\/"
        return self._web_address(at, len(scheme[0]))

    def _web_address(self, at: int, scheme: int) -> str:
        found = WEB_ADDRESS.match(self.text, at - scheme)
        bare = trim_address(found[0]) if found else ""
        safe = written_destination(bare)
        if not safe:
            return ":"
        self.pos = at - scheme + len(bare)
        return safe[len(safe.partition(":")[0]) :]

    def _parenthesis(self, at: int) -> str:
        return "(" if self._escaped(at - 1) else "\\("

    def _escaped(self, at: int) -> bool:
        start = at
        while start and self.text[start - 1] == "\\":
            start -= 1
        return (at - start) % 2 == 1

    def _dollar(self, at: int) -> str:
        if self.live and self.live.math:
            end = None if self.depth else math_end(self.text, at)
            self.pos = end or self.pos
            return self.text[at:end] if end else "\\$"
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        if "$" in (before, after):
            return "\\$"
        if self.last_closing is None:
            self.last_closing = max((found.start() for found in _CLOSING_DOLLAR.finditer(self.text)), default=-1)
        return "\\$" if at <= self.last_closing else "$"  # some readers let an escaped mark close what an open one began

    def _caret(self, at: int) -> str:
        if self.text[at + 1 : at + 2] == "[":
            return "\\^"
        return "\\^" if not self.text[at - 1 : at].strip() and _BLOCK_ID.match(self.text, at) else "^"

    def _hash(self, at: int) -> str:
        before = self.text[at - 1 : at] if at else ""
        inside = before.isalnum() or (before == "&" and _ENTITY.match(self.text, at - 1))
        return "#" if inside or not _TAG.match(self.text, at) else "\\#"

    def _equals(self, at: int) -> str:
        if self.text[at - 1 : at] != "=":
            return "="
        if self.live and at >= self.highlighted and (end := highlight_end(self.text, at - 1)):
            self.highlighted = end
            return "="
        return "=" if at == self.highlighted - 1 else "\\="

    def _percent(self, at: int) -> str:
        return "\\%" if self.text[at - 1] == "%" else "%"


_HANDLERS: dict[str, Callable[[_Line, int], str]] = {
    "<": _Line._angle,
    "]": _Line._close,
    "(": _Line._parenthesis,
    "$": _Line._dollar,
    "^": _Line._caret,
    "#": _Line._hash,
    "%": _Line._percent,
    "{": lambda _line, _at: "\\{",
}


def _opaque_spans(text: str) -> dict[int, int]:
    """Where a code span or a web autolink starts -> where it ends: inside them no other mark counts."""
    spans: dict[int, int] = {}
    runs = _backtick_runs(text)
    pos = 0
    while found := _OPAQUE.search(text, pos):
        pos = found.end()
        if found[0][0] == "<":
            spans[found.start()] = pos
        elif found[1]:
            closing = runs[len(found[1])]
            while closing and closing[-1] < pos:
                closing.pop()
            if closing:
                spans[found.start()] = pos = closing[-1] + len(found[1])
    return spans


def _backtick_runs(text: str) -> defaultdict[int, list[int]]:
    """Map each length to the starts of the runs of backticks of that length, last first."""
    runs: defaultdict[int, list[int]] = defaultdict(list)
    for found in re.finditer(r"`+", text):
        runs[len(found[0])].append(found.start())
    for starts in runs.values():
        starts.reverse()
    return runs


def _closers(text: str, opaque: dict[int, int]) -> dict[int, int]:
    """Where each bracket opens -> where it closes."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    pos = 0
    while found := _BRACKET.search(text, pos):
        pos = opaque.get(found.start(), found.end())
        if found[0] == "[":
            stack.append(found.start())
        elif found[0] == "]" and stack:
            pairs[stack.pop()] = found.start()
    return pairs
