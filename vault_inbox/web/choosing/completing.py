"""What the judges of the runs tore apart: a text said twice whose wrong place was left out, a table, a row, an hour and its entry."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from ..dom import HEADINGS, tag_of
from .rules import REPEATED
from .runs import Run

_DOUBT = -1.0  # log-odds (27 %) from which a run among its like is kept; all nineteen such runs of 530 pages were articles'
_LINK = 0.9  # of its characters
_ALIKE = ("p", "li")
_HOUR = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?(?:Uhr|[ap]\.?m\.?))?(?:\s[A-Z]{2,4})?")


def restore_repeated(runs: Sequence[Run]) -> None:
    """Bring back what was left out as said before, where the place that said it first was itself left out by a later judge."""
    kept = {run.folded for run in runs if run.keep}
    for run in runs:
        if not run.keep and run.reason == REPEATED and run.folded not in kept:
            run.keep, run.reason = True, "said before in what was left out"
            kept.add(run.folded)


def complete_tables(runs: list[Run]) -> None:
    """Bring back the missing cells of a table of which most is kept: a row without its head, or a head without its rows, says nothing."""
    tables: dict[HtmlElement, list[Run]] = {}
    for run in runs:
        cell = next((e for e in (run.block, *run.block.iterancestors("td", "th")) if tag_of(e) in ("td", "th")), None)
        table = None if cell is None else next(cell.iterancestors("table"), None)
        if table is not None:
            tables.setdefault(table, []).append(run)
    for cells in tables.values():
        whole, kept = sum(len(run.text) for run in cells), sum(len(run.text) for run in cells if run.keep)
        if 0.6 * whole <= kept < whole:
            for run in cells:
                run.keep, run.reason = True, run.reason if run.keep else "a cell of the article's table"


def keep_among_alike(runs: Sequence[Run], odds: Sequence[float | None], keeps: list[bool]) -> None:
    """Keep a paragraph or item that the model doubts where one like it is kept both before and behind it in the same box.

    Not if it is but a link, as the names of other stories are.
    """
    rows: dict[Hashable, list[int]] = {}
    for i, run in enumerate(runs):
        if run.over and tag_of(run.block) in _ALIKE:
            rows.setdefault((run.over[0], run.block.tag, run.block.get("class")), []).append(i)
    for row in rows.values():
        kept = [i for i in row if keeps[i]]
        for i in row[row.index(kept[0]) : row.index(kept[-1])] if kept else ():
            run, each = runs[i], odds[i]
            keeps[i] |= each is not None and each > _DOUBT and run.links < _LINK and not run.reason and not run.caption


def keep_hours(runs: Sequence[Run]) -> None:
    """Bring back the hours of an article that is told live: a `<time>` right before a kept heading, both in one box.

    One alone may be the page's own.
    """
    hours = [run for run, behind in pairwise(runs) if behind.keep and tag_of(behind.block) in HEADINGS and _is_hour(run, behind)]
    for run in hours if len(hours) > 1 else ():
        if not run.keep:
            run.keep, run.reason = True, "the hour of an entry"


def _is_hour(run: Run, heading: Run) -> bool:
    is_one = _HOUR.fullmatch(run.text) is not None and any(tag_of(place) == "time" for place, _ in run.places)
    return is_one and heading.block.getparent() in (run.block, run.block.getparent())
