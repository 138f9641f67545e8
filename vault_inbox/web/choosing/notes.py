"""Footnotes whose marks stand in the article: they are its words, however short, and wherever the page puts them."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from ..writing.footnotes import footnotes_of
from .around import around_name
from .rules import SURE
from .runs import Run


def complete(runs: Sequence[Run], root: HtmlElement, base: str) -> None:
    """Bring back the notes that a kept run's mark leads to; relative links are read from `base`."""
    if all(run.keep for run in runs) or not any(run.keep for run in runs):
        return
    found = footnotes_of(root, base)
    if not found.notes:
        return
    kept = {element for run in runs if run.keep for element, _ in run.places}
    wanted = {label: mark for mark, label in found.references.items() if any(each in kept for each in mark.iter())}
    inside = {each for label, mark in wanted.items() if _is_apart(found.notes[label], mark) for each in found.notes[label].iter()}
    for run in runs:
        if not run.keep and run.block in inside and run.reason not in SURE:
            run.keep, run.reason = True, "a footnote of the article"


def _is_apart(note: HtmlElement, mark: HtmlElement) -> bool:
    """Whether no box around a note, but not around its mark, names itself no part of an article."""
    around = set(mark.iterancestors())
    for box in note.iterancestors():
        if box in around:
            return True
        if around_name(box):
            return False
    return True
