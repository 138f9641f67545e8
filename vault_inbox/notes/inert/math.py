r"""Foreign TeX as mathematics of ours: only what typesets. What would run, link, style, define or leave its place is refused.

Obsidian hands mathematics to MathJax. Its commands that do more than typeset are known and few (`\href`, `\class`, `\def`, `\require` …);
without definitions no other name can stand for one of them.
"""

from __future__ import annotations

import re

_LONGEST = 5000  # characters; a formula is shorter, and MathJax takes its time over longer ones
_DEEPEST = 50  # braces in braces
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])|(?:\\\\\s*)+$")
_REFUSED = re.compile(
    r"\\(?:href|url|html\w*|class|cssId|style|data|require|autoload|includegraphics|input|include|read|write|openin|openout|immediate|"
    r"special|def|edef|gdef|xdef|let|futurelet|global|long|newcommand|renewcommand|providecommand|Newextarrow|newenvironment|renewenvironment|"
    r"newtheorem|DeclareMathOperator|DeclarePairedDelimiter\w*|csname|expandafter|catcode|char|unicode|Unicode|definecolor|setOptions|"
    r"toggle|endtoggle|mathtip|texttip|Tooltip|tooltip|mmlToken|bbox|fcolorbox|enclose|mathtoolsset|newtagform|renewtagform|usetagform|ref|eqref|pageref|cite|verb|loop|repeat|"
    r"rule|Rule|Space|raise|lower|moveleft|moveright|raisebox|begingroup|endgroup|shoveleft|shoveright)(?![A-Za-z])"
)
# A length that leads out of the line: 10em, 100pt.
_FAR = re.compile(r"\d{2,}(?:\.\d*)?\s*(?:em|ex|cm|in|pc)\b|\d{3,}(?:\.\d*)?\s*(?:pt|mm|mu|px|bp|sp)\b")
# What Markdown, Obsidian or Templater would read as its own, also in mathematics; a space in between changes no formula.
_APART = re.compile(
    r"(?<=[\[!])\[|(?<=\])[\](]|(?<=\{)\{|(?<=\[)\^|(?<=\^)\[|(?<=:):|(?<=:)//|(?<==)=|(?<=~)~|<(?=[A-Za-z/!?])|(?<=&)(?=#?\w+;)"
)
_FORBIDDEN = re.compile(r"[`$#]|<%|%%")


def formula(tex: str, *, display: bool = False) -> str:
    r"""Return `$tex$`, or `$$tex$$` for `display`, on one line; "" where the TeX may do more than typeset or cannot stand in Markdown."""
    body = body_of(tex)
    mark = "$$" if display else "$"
    return f"{mark}{body}{mark}" if body else ""


def body_of(tex: str) -> str:
    """Return TeX on one line, "" if refused.

    Comments, labels and a last line break are gone, and nothing in it means something outside of mathematics.
    """
    if len(tex) > _LONGEST:
        return ""
    bare = _LABEL.sub(" ", _COMMENT.sub(r"\1", _CONTROL.sub("", tex.replace("\r", "\n"))))
    body = _APART.sub(_spaced, " ".join(bare.split()))
    refused = not body or _FORBIDDEN.search(body) or _REFUSED.search(body) or _FAR.search(body)
    return "" if refused or not _balanced(body) or body.endswith("\\") else body


def _spaced(found: re.Match[str]) -> str:
    return f"{found[0]} " if found[0] == "<" else f" {found[0]}"


def _balanced(body: str) -> bool:
    depth = 0
    for mark in re.findall(r"\\.|[{}]", body):
        depth += (mark == "{") - (mark == "}")
        if not 0 <= depth <= _DEEPEST:
            return False
    return depth == 0
