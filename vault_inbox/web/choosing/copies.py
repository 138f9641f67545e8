"""Hidden blocks that say a page's text once more: all of it as Markdown, for the button "Copy page" of many a documentation.

Other hidden blocks are said nowhere else, and a reader may unfold them: the code in another language behind a tab, the solution of a task.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from ..dom import is_hidden, tag_of
from .runs import Run, fold

_ROW = 4  # words in a row by which a text is told to be said elsewhere: few texts share so many by chance
_CODE = ("code", "kbd", "samp", "tt")
_NEAR = 3  # elements around a word in which code is looked for: highlighters wrap each
_LINES = 2  # more numbers in a row than this count lines
_IN_PROSE = 0.1  # of them, and not in `<code>`: prose quotes a line of code, and a comment in code may say four words of the prose
_SAID = 0.5  # of these rows; links and code fences of Markdown stand between words that the page has side by side


def copies(runs: Sequence[Run]) -> list[Run]:
    """The hidden `<pre>` of which the other runs say all, or half and not in code alone: a solution repeats the code of its task."""
    hidden = [run for run in runs if tag_of(run.block) == "pre" and is_hidden(run.block)]
    if not hidden:
        return []
    apart = {id(run) for run in hidden}
    said: set[tuple[str, ...]] = set()
    in_prose: set[tuple[str, ...]] = set()
    for run in runs:
        if id(run) not in apart:
            said.update(_rows(_unnumbered(run.folded.split())))
            if tag_of(run.block) != "pre":
                in_prose.update(_rows(_unnumbered(fold("".join(_prose(run))).split())))
    return [run for run in hidden if _is_said([*_rows(run.folded.split())], said, in_prose)]


def _prose(run: Run) -> Iterator[str]:
    """The pieces of a run that stand in no code."""
    for (element, behind), piece in zip(run.places, run.pieces, strict=True):
        around = islice(element.iterancestors(), _NEAR) if behind else (element, *islice(element.iterancestors(), _NEAR))
        yield " " if any(each.tag in _CODE for each in around) else piece


def _unnumbered(words: list[str]) -> list[str]:
    """The words without the numbers of lines, which count from one."""
    kept: list[str] = []
    following = 1
    for word in words:
        if word == str(following):
            following += 1
        else:
            kept.append(word)
    return kept if following > _LINES else words


def _rows(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Each four words in a row; those of a shorter text as they are."""
    return (tuple(words[at : at + _ROW]) for at in range(max(1, len(words) - _ROW + 1)))


def _is_said(rows: list[tuple[str, ...]], said: set[tuple[str, ...]], in_prose: set[tuple[str, ...]]) -> bool:
    share = sum(row in said for row in rows) / len(rows)
    return share == 1 or (share >= _SAID and sum(row in in_prose for row in rows) >= _IN_PROSE * len(rows))
