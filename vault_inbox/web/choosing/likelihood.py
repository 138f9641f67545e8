"""The last word on each run: how likely it is a part of the article, by a fitted model over what was measured of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import exp
from typing import TypeAlias

from ..metadata.page import Metadata
from . import weights
from .content import Run
from .features import NAMES, Row, measure

Tree: TypeAlias = "float | tuple[int, float, Tree, Tree]"  # a leaf's log-odds, or (figure, threshold, if not above, if above)
_LIKELY = 0.6  # log-odds (65 %) against or for what votes and rules decided; in between they have it
_SURE = 1.7  # log-odds (85 %) that bring back what a rule has refused by name
_LEAST = 0.2  # of the characters that votes and rules would keep


def judge(runs: Sequence[Run], about: Metadata) -> None:
    """Set `keep` and `reason` of each run by the model; the votes and rules that set them before are among what it goes by."""
    rows = measure(runs, about)
    odds = [None if row is None else log_odds(row) for row in rows]
    keeps = [_keep(run, each) for run, each in zip(runs, odds, strict=True)]
    ruled = sum(len(run.text) for run in runs if run.keep)
    if sum(len(run.text) for run, keep in zip(runs, keeps, strict=True) if keep) < _LEAST * ruled:
        return  # a page that is like none of those the model has seen: votes and rules have it
    for run, keep, each in zip(runs, keeps, odds, strict=True):
        if keep != run.keep and each is not None:
            run.reason = f"{100 / (1 + exp(-each)):.0f} % likely by its looks"
        run.keep = keep


def _keep(run: Run, odds: float | None) -> bool:
    if odds is None or (run.caption and not run.keep):  # a caption goes with its picture
        return False
    if run.keep:
        return odds >= -_LIKELY
    return odds >= (_SURE if run.reason else _LIKELY)


def log_odds(row: Row) -> float:
    """The logarithm of the odds that a run with these figures is a part of the article."""
    odds, trees = _model(weights.START, weights.TREES)
    for tree in trees:
        leaf = tree
        while isinstance(leaf, tuple):
            leaf = leaf[2] if row[leaf[0]] <= leaf[1] else leaf[3]
        odds += leaf
    return odds


@cache
def _model(start: float, text: str) -> tuple[float, tuple[Tree, ...]]:
    words = iter(text.split())
    trees: list[Tree] = []
    for word in words:
        trees.append(_read(word, words))
    return start, tuple(trees)


def _read(word: str, words: Iterator[str]) -> Tree:
    if word not in NAMES:
        return float(word)
    threshold = float(next(words))
    low = _read(next(words), words)
    return (NAMES.index(word), threshold, low, _read(next(words), words))
