"""The last word on each run: how likely it is a part of the article, by a fitted model over what was measured of it."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from ..dom import HEADINGS, tag_of
from ..metadata.page import Metadata
from . import weights
from .completing import keep_among_alike
from .features import measure
from .rules import SURE, TOLD
from .runs import Run

_SURE = 1.7  # log-odds (85 %) that bring back what a rule has refused by name
_LONG = 3000  # characters of one paragraph; so long ones the model has hardly seen, and chrome is shorter
_LEAST = 0.4  # of the characters that votes and rules would keep


def judge(runs: Sequence[Run], about: Metadata) -> None:
    """Set `keep` and `reason` of each run by the model; the votes and rules that set them before are among what it goes by."""
    rows = measure(runs, about)
    odds = [None if row is None else weights.log_odds(*row) for row in rows]
    keeps = [_keep(run, each) for run, each in zip(runs, odds, strict=True)]
    keep_among_alike(runs, odds, keeps)
    ruled = sum(len(run.text) for run in runs if run.keep)
    if sum(len(run.text) for run, keep in zip(runs, keeps, strict=True) if keep) < _LEAST * ruled:
        return  # a page that is like none of those the model has seen: votes and rules have it
    for run, keep, each in zip(runs, keeps, odds, strict=True):
        if keep != run.keep and each is not None:
            run.reason = f"{100 / (1 + exp(-each)):.0f} % likely by its looks"
        run.keep = keep


def _keep(run: Run, odds: float | None) -> bool:
    if odds is None or (not run.keep and (run.caption or _is_sure(run))):  # a caption goes with its picture
        return False
    if run.keep and (run.reason == TOLD or (len(run.text) >= _LONG and run.chosen == run.recalled == 1)):
        return True
    return odds >= (_SURE if run.reason and not run.keep else 0)


def _is_sure(run: Run) -> bool:
    """Whether a rule's refusal stands whatever the model says; a heading "Print" may be a manual's."""
    return run.reason in SURE and tag_of(run.block) not in HEADINGS
