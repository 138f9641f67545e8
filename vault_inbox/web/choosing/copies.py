"""Hidden blocks that say a page's text once more: all of it as Markdown, for the button "Copy page" of many a documentation.

Other hidden blocks are said nowhere else, and a reader may unfold them: the code in another language behind a tab, the solution of a task.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..dom import is_hidden, tag_of
from .runs import Run

_ROW = 4  # words in a row by which a text is told to be said elsewhere: few texts share so many by chance
_LINES = 2  # more numbers in a row than this count lines
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
            (said if tag_of(run.block) == "pre" else in_prose).update(_rows(_unnumbered(run.folded.split())))
    said |= in_prose
    return [run for run in hidden if _is_said([*_rows(run.folded.split())], said, in_prose)]


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
    return share == 1 or (share >= _SAID and not in_prose.isdisjoint(rows))
