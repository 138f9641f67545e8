"""What was left out of a page, in a few lines for people: the beginning of each piece, and why."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ...notes import inert

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .runs import Run

_MOST = 10  # pieces that are told one by one
_SHOWN = 60  # characters of each
_PASSED_OVER = "not taken for a part of the article"


def left_out(runs: Sequence[Run]) -> tuple[str, ...]:
    """Return the pieces that stand between those that were kept: `“How it begins…” (why)`, the longest ten in the page's order."""
    pieces = [_piece(group) for kept, group in groupby((run for run in runs if run.text.strip()), key=lambda run: run.keep) if not kept]
    chosen = sorted(sorted(range(len(pieces)), key=lambda place: -len(pieces[place][0]))[:_MOST])
    told = [f"“{_beginning(pieces[place][0])}” ({pieces[place][1]})" for place in chosen]
    rest = len(pieces) - len(chosen)
    return (*told, *((f"and {rest} shorter",) if rest > 0 else ()))


def _piece(runs: Iterable[Run]) -> tuple[str, str]:
    held = list(runs)
    reasons = dict.fromkeys(run.reason or _PASSED_OVER for run in held)
    return " ".join(run.text for run in held), ", ".join(list(reasons)[:3])


def _beginning(text: str) -> str:
    flat = inert.plain(text[: 4 * _SHOWN])
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN].rpartition(' ')[0] or flat[:_SHOWN]}…"
