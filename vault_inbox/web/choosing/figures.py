"""Figures that hold no picture: the caption of the article's table, code, film or quotation, and the quotation itself.

Extractors throw figures away as pictures, and leave a caption to its picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from ..dom import tag_of
from ..writing.players import is_player
from .rules import REPEATED, SURE, around_name
from .runs import Run
from .sums import Sums

_ROW = 4  # words in a row by which a quotation is told to be said elsewhere: few texts share so many by chance
_SAID = 0.5  # of these rows; who pulls a quotation out shortens it
_DEEPEST = 3  # figures inside each other; a gallery is one of figures
_REFUSED = (SURE - {"the day"}) | {REPEATED, "a picture's credit"}  # under a quotation stands its own day


def complete(runs: Sequence[Run]) -> None:
    """Bring back the quotations in figures among the article's paragraphs, and captions of figures whose words or film are kept."""
    figures = _figures(runs)
    if not any(not run.keep and _may_return(run) for held in figures.values() for run in held):
        return
    sums = Sums(runs)
    kept = sums.of(len(run.text) * run.keep for run in runs)
    dropped = sums.of(len(run.text) * (not run.keep and not run.caption) for run in runs)
    among = {figure for figure in figures if _is_among(figure, kept, dropped)}
    _quotations([held for figure, held in figures.items() if figure in among], runs)
    for figure, held in figures.items():
        if (any(run.keep and not run.caption for run in held) and _has_words(figure)) or (figure in among and _has_film(figure)):
            for run in held:
                if not run.keep and run.caption and _may_return(run):
                    run.keep, run.reason = True, "the caption of what is kept"


def _figures(runs: Sequence[Run]) -> dict[HtmlElement, list[Run]]:
    """The runs of each figure, of figures inside each other those of the innermost."""
    figures: dict[HtmlElement, list[Run]] = {}
    for run in runs:
        figure = next((box for box in (run.block, *run.over) if tag_of(box) == "figure"), None)
        if figure is not None and sum(1 for _ in islice(figure.iterancestors("figure"), _DEEPEST)) < _DEEPEST:
            figures.setdefault(figure, []).append(run)
    return figures


def _quotations(figures: Sequence[Sequence[Run]], runs: Sequence[Run]) -> None:
    """Keep the quotations that some figures hold; what stands behind all else that is kept is the site's."""
    said = {row for run in runs if run.keep for row in _rows(run)}
    places = {id(run): place for place, run in enumerate(runs)}
    last = max((places[id(run)] for run in runs if run.keep), default=-1)
    for held in figures:
        quoted = [run for run in held if not run.caption and _may_return(run)]
        for run in quoted if places[id(held[0])] < last and not _is_link(quoted) else ():
            if not run.keep and not _is_said(run, said):
                run.keep, run.reason = True, "a quotation among the article's paragraphs"


def _may_return(run: Run) -> bool:
    """Whether a run is a caption or a quotation that no rule refuses for what it says."""
    quoted = any(tag_of(box) == "blockquote" for box in (run.block, *run.over[:3]))
    return (run.caption or quoted) and run.reason not in _REFUSED


def _is_among(figure: HtmlElement, kept: dict[HtmlElement, float], dropped: dict[HtmlElement, float]) -> bool:
    """Whether the nearest box around a figure that holds other words keeps at least half of them."""
    own, own_kept = dropped.get(figure, 0), kept.get(figure, 0)
    for box in (figure, *figure.iterancestors()):
        ours, others = kept.get(box, 0) - own_kept, dropped.get(box, 0) - own
        if ours > 0 or others > 0:
            return ours >= others
        if tag_of(box) in ("aside", "footer", "nav") or around_name(box):
            return False
    return False


def _rows(run: Run) -> Iterator[tuple[str, ...]]:
    words = run.folded.split()
    return zip(*(words[start:] for start in range(_ROW)), strict=False)


def _is_said(run: Run, said: set[tuple[str, ...]]) -> bool:
    rows = [*_rows(run)]
    return bool(rows) and sum(row in said for row in rows) >= _SAID * len(rows)


def _is_link(quoted: Sequence[Run]) -> bool:
    """Whether most of a quotation is a link: how sites set the card of another page between two paragraphs."""
    return sum(len(run.text) * run.links for run in quoted) > sum(len(run.text) for run in quoted) / 2


def _has_words(figure: HtmlElement) -> bool:
    """Whether a figure is one of words: pictures in it stand in a table, or show who is quoted."""
    return next(figure.iter("table", "pre", "blockquote"), None) is not None or next(figure.iter("img"), None) is None


def _has_film(figure: HtmlElement) -> bool:
    return next(figure.iter("img"), None) is None and any(map(is_player, figure.iter("video", "audio", "iframe")))
