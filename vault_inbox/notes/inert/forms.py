r"""Live forms that only our own writer of Markdown makes: mathematics, highlights, callouts, footnotes.

In foreign text their marks are escaped before it comes here, so what still stands unescaped in the writer's text is the writer's. Each form
is let through only where it is harmless in itself: TeX that only typesets, callouts of known kinds, footnotes whose definitions stand at
the end, a line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .math import body_of

_LABEL = r"\[\^([A-Za-z0-9-]{1,40})\]"
_DEFINITION = re.compile(rf"{_LABEL}: (?=\S)")
_REFERENCE = re.compile(rf"{_LABEL}(?![(:])")
# A closing mark has no space before it and no digit behind it (Pandoc's rule, and Obsidian's).
_MATH = re.compile(r"(?<!\\)(\$\$?)(?![\s$])((?:\\[^$]|[^$\\])+)(?<!\s)\1(?![$\d])")
_CODE = re.compile(r"(?<!`)(``*+)[^`]+\1(?!`)")
_HIGHLIGHT = re.compile(r"(?<![=\\])==(?![\s=])(?:\\.|(?!==)[^\\])*?(?<!\s)==(?!=)")
CALLOUTS = frozenset(
    """
    abstract attention bug caution check cite danger done error example fail failure faq help hint important info missing note question
    quote success summary tip tldr todo warning
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
_CALLOUT = re.compile(r"\[!([a-z]+)\](?= |$)")


@dataclass(frozen=True, slots=True)
class Live:
    """Which forms are live in one text.

    `labels` are those of its footnotes, each to be followed by `suffix`; `tail` is the line from which on the footnotes are defined;
    `math` says whether there is any, so that every other dollar must be escaped.
    """

    labels: frozenset[str]
    suffix: str
    tail: int
    math: bool

    def definition(self, line: str) -> tuple[str, str] | None:
        """Return the mark of a footnote's definition and the words behind it, if the line is one."""
        found = _DEFINITION.match(line)
        return (f"[^{self._named(found[1])}]: ", line[found.end() :]) if found else None

    def reference(self, text: str, at: int) -> tuple[str, int] | None:
        """Return a reference to a footnote that is defined, and where it ends, if one begins at `at`."""
        found = _REFERENCE.match(text, at)
        return (f"[^{self._named(found[1])}]", found.end()) if found and found[1] in self.labels else None

    def _named(self, label: str) -> str:
        return label if label.endswith(self.suffix) else label + self.suffix


def live_in(lines: list[str], suffix: str) -> Live:
    """Find out which forms a text of our writer's holds."""
    tail = len(lines)
    while tail and (not lines[tail - 1] or _DEFINITION.match(lines[tail - 1])):
        tail -= 1
    while 0 < tail < len(lines) and lines[tail]:  # what follows a paragraph without a blank line belongs to it
        tail += 1
    labels = frozenset(found[1] for line in lines[tail:] if (found := _DEFINITION.match(line)))
    return Live(labels, suffix, tail, math=any(_MATH.search(line) for line in _words(lines)))


def _words(lines: list[str]) -> Iterator[str]:
    """The lines that hold a dollar, without code."""
    fenced = False
    for line in lines:
        if line.lstrip("> ").startswith("```"):
            fenced = not fenced
        elif "$" in line and not fenced:
            yield _CODE.sub("", line)


def math_end(text: str, at: int) -> int | None:
    """Return where the mathematics that begins at `at` ends, `None` if none does that only typesets."""
    found = _MATH.match(text, at)
    return found.end() if found and body_of(found[2]) == found[2] else None


def highlight_end(text: str, at: int) -> int | None:
    """Return where the highlight that begins at `at` ends, `None` if none does."""
    found = _HIGHLIGHT.match(text, at)
    return found.end() if found else None


def is_callout(text: str) -> bool:
    """Whether a quote's first line names a kind of callout that Obsidian itself has."""
    found = _CALLOUT.match(text)
    return bool(found and found[1] in CALLOUTS)
