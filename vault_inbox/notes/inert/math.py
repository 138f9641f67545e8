r"""Foreign TeX as mathematics of ours: only what typesets, in its place. What would run, link, style, define, hide or cover is refused.

Obsidian hands mathematics to MathJax. Only commands that are known to typeset pass (`tex`), with lengths and numbers that keep a formula
where it stands and let a reader end; colours and sizes, which can hide and say nothing, are taken out.
"""

from __future__ import annotations

import re

from .tex import BACK, COMMANDS, COUNTED, COVERS, ENVIRONMENTS, LENGTHS, SIGNS

_LONGEST = 5000  # characters; a formula is shorter, and MathJax takes its time over longer ones
_DEEPEST = 50  # braces, brackets that grow, environments, one in the other
_ROW = 60  # commands with no more than a sign between them: each may be the argument of the one before
_COVERED = 30  # characters that may be drawn over others, or not drawn
_FARTHEST = 10.0  # em that one space may take
_BACK, _ONCE_BACK = 3.0, 1.0  # em that all spaces together, and one of them, may lead back
_EM = {"em": 1.0, "ex": 0.43, "mu": 1 / 18, "pt": 0.1, "px": 0.0625, "mm": 0.285, "cm": 2.85, "in": 7.2, "pc": 1.2}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
# What a page of one formula needs and a note does not: names to refer to, extensions to load, colours, sizes.
_NEEDLESS = re.compile(
    r"\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])|\\require\s*\{[^{}]*\}|\\(?:text)?color\s*\{[^{}]*\}|"
    r"\\(?:tiny|Tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge)(?![A-Za-z])"
)
_BREAK = "\\\\"
# What Markdown, Obsidian or Templater would read as its own, also in mathematics; a space in between changes no formula.
_APART = re.compile(
    r"(?<=[\[!])\[|(?<=\])[\](]|(?<=\{)\{|(?<=\[)\^|(?<=\^)\[|(?<=:):|(?<=:)//|(?<==)=|(?<=~)~|<(?=[A-Za-z/!?])|(?<=&)(?=#?\w+;)"
)
_FORBIDDEN = re.compile(r"[`$#]|<%|%%")
_TOKEN = re.compile(r"\\([A-Za-z]+)\*?|\\(.?)|([{}])|(\s+)|[^\\{}\s]")
_NAME = re.compile(r"\s*\{([A-Za-z]+\*?)\}")
_LENGTH = re.compile(r"\s*\{?\s*([-+]?(?:\d{1,4}(?:[.,]\d{0,9})?|[.,]\d{1,9}))\s*([a-z]{2})\s*(?:\}|(?![a-z]))")
_PREAMBLE = re.compile(r"\s*(?:\[[tbc]?\s*\]\s*)?\{(?:[lcr|:\s]|[@!]\s*\{\s*\})*\}")
_COUNT = re.compile(r"\s*(?:\[[tbc]?\s*\]\s*)?(?:\{\s*\d{1,2}\s*\}|\d)")
_ARGUMENT = r"\s*(?:\{(?:\\.|[^{}\\])*\}|\\(?:[A-Za-z]+|.)|[^\s{}\\])"
_FRACTION = re.compile(rf"(?:{_ARGUMENT}){{2}}\s*\{{\s*(?:(?:0?(?:[.,]\d)?|1)\s*(?:pt|px)|0\s*[a-z]{{2}})?\s*\}}")  # no line, or a thin one
_OPTION = re.compile(r"\s*\[")
_SPACE = re.compile(r"\*?\s*\[")  # behind a line break, also behind one with a star
_COVERED_ARGUMENT = re.compile(r"\s*(?:\[\\?[a-z]*\]\s*)?\{")


def formula(tex: str, *, display: bool = False) -> str:
    r"""Return `$tex$`, or `$$tex$$` for `display`, on one line; "" where the TeX may do more than typeset or cannot stand in Markdown."""
    body = body_of(tex)
    mark = "$$" if display else "$"
    return f"{mark}{body}{mark}" if body else ""


def body_of(tex: str) -> str:
    """Return TeX on one line, "" if refused.

    Comments, labels, colours, sizes and a last line break are gone, and nothing in it means something outside of mathematics.
    """
    if len(tex) > _LONGEST:
        return ""
    bare = _NEEDLESS.sub(" ", _COMMENT.sub(r"\1", _CONTROL.sub("", tex.replace("\r", "\n"))))
    body = _APART.sub(_spaced, _without_last_breaks(" ".join(bare.split())))
    refused = not body or _FORBIDDEN.search(body) or not _Reader(body).typesets()
    return "" if refused else body


def _without_last_breaks(tex: str) -> str:
    while tex.endswith(_BREAK):
        tex = tex.removesuffix(_BREAK).rstrip()
    return tex


def _spaced(found: re.Match[str]) -> str:
    return f"{found[0]} " if found[0] == "<" else f" {found[0]}"


class _Reader:
    """Reads a formula from left to right and keeps what is open, and counts commands in a row and the way that leads back."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.open: list[str] = []  # braces, brackets that grow, environments: what closes each
        self.row = 0  # commands with no more than one sign between each and the next
        self.signs = 0  # since the last command
        self.back = 0.0  # em

    def typesets(self) -> bool:
        """Whether every command only typesets, in its place, and what is opened is closed."""
        return all(self._takes(found) for found in _TOKEN.finditer(self.body)) and not self.open

    def _takes(self, found: re.Match[str]) -> bool:
        name, sign, brace, space = found.groups()
        if name is not None or sign is not None:
            self.row, self.signs = self.row + 1, 0
            known = self._sign(sign, found.end()) if name is None else self._command(name, found.end())
            return known and self.row <= _ROW
        if brace is not None:
            return self._opens("}") if brace == "{" else self._closes("}")
        self.signs += space is None
        if self.signs > 1:
            self.row = 0
        return True

    def _sign(self, sign: str, end: int) -> bool:
        if sign in BACK:
            return self._leads_back(BACK[sign])
        option = _SPACE.match(self.body, end) if sign == "\\" else None
        if option is None:
            return sign in SIGNS
        space = self.body[option.end() :].partition("]")[0]
        return self._length(option.end()) if re.search(r"\d", space) else True

    def _command(self, name: str, end: int) -> bool:
        if name in ("begin", "end"):
            return self._environment(name, end)
        if name in LENGTHS:
            return self._length(end)
        if name in COVERS:
            return self._is_short(end)
        if name in BACK:
            return self._leads_back(BACK[name])
        if name in ("left", "right"):
            return self._opens("right") if name == "left" else self._closes("right")
        if name == "genfrac":
            return bool(_FRACTION.match(self.body, end))
        styled = ("cancel" in name or "bracket" in name) and _OPTION.match(self.body, end)  # of widths and a colour of its own
        return name in COMMANDS and not styled

    def _environment(self, mark: str, end: int) -> bool:
        found = _NAME.match(self.body, end)
        if found is None:
            return False
        if mark == "end":
            return self._closes(found[1])
        if found[1] == "array":
            fine = bool(_PREAMBLE.match(self.body, found.end()))
        elif found[1].rstrip("*") in COUNTED:
            fine = bool(_COUNT.match(self.body, found.end()))
        else:
            fine = found[1].rstrip("*") in ENVIRONMENTS
        return fine and self._opens(found[1])

    def _opens(self, closing: str) -> bool:
        self.open.append(closing)
        return len(self.open) <= _DEEPEST

    def _closes(self, closing: str) -> bool:
        return bool(self.open) and self.open.pop() == closing

    def _length(self, at: int) -> bool:
        found = _LENGTH.match(self.body, at)
        if found is None or found[2] not in _EM:
            return False
        em = float(found[1].replace(",", ".")) * _EM[found[2]]
        return em <= _FARTHEST if em >= 0 else self._leads_back(-em)

    def _leads_back(self, em: float) -> bool:
        self.back += em
        return em <= _ONCE_BACK and self.back <= _BACK

    def _is_short(self, at: int) -> bool:
        """Whether the argument at `at` is one sign, one command or a short group."""
        begins = _COVERED_ARGUMENT.match(self.body, at)
        if begins is None:
            return _OPTION.match(self.body, at) is None  # one of more than a name hides where the argument begins
        depth = 1
        for found in _TOKEN.finditer(self.body, begins.end(), begins.end() + _COVERED + 1):
            depth += (found[3] == "{") - (found[3] == "}")
            if not depth:
                return True
        return False
