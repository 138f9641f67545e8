"""Figures: the caption of the article's table, code, film, gallery or quotation, and the quotation itself.

Extractors throw figures away as pictures, and leave a caption to its picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from ..dom import tag_of, words_of
from ..writing.players import is_player
from .around import around_name
from .rules import REPEATED, SURE
from .runs import Run
from .sums import Sums

_ROW = 4  # words in a row by which a quotation is told to be said elsewhere: few texts share so many by chance
_SAID = 0.5  # of these rows; who pulls a quotation out shortens it
_GALLERY = re.compile(r"(?:^|[\s_-])gallery(?=$|[\s_-])")  # its pictures have captions of their own, or none
_CARD = re.compile(r"(?:^|[\s_-])bookmark-card(?=$|\s)")
# The caption of what reads the article out is the site's, in the languages of most news sites.
_OF_PLAYER = re.compile(
    r"\W*(?:listen to (?:this|the) (?:article|story|post|essay)|(?:diesen )?artikel (?:an)?hören|écouter (?:cet |l[’'])article|"
    r"escuch(?:ar?|e) (?:este|el) artículo|(?:ouvir|ouça) (?:este|o) artigo|ascolta (?:questo |l[’'])articolo|"
    r"luister naar (?:dit|het) artikel|lyssna på artikeln|lyt til artiklen|posłuchaj artykułu|слушать статью|"
    r"この記事を聴く|音声で聴く|收听(?:本文|文章))\W*(?:\(?\d{1,3}\s?(?:min\w*\.?|:\d\d)\)?\W*)?",
    re.IGNORECASE,
)
_PULLED = re.compile(r"(?:^|[\s_-])pull-?quotes?(?=$|[\s_-])", re.IGNORECASE)
_NEAR = 4  # boxes around a run in which its name as a pulled quotation stands
_DEEPEST = 3  # figures inside each other; a gallery is one of figures
_REFUSED = (SURE - {"the day"}) | {REPEATED, "a picture's credit"}  # under a quotation stands its own day


def complete(runs: Sequence[Run]) -> None:
    """Bring back the quotations in figures among the article's paragraphs, and captions of figures whose words or film are kept.

    What is pulled out of the text to be read at a glance is left out, if the text says it word for word.
    """
    _pulled(runs)
    figures = _figures(runs)
    if not any(not run.keep and _may_return(run) for held in figures.values() for run in held):
        return
    sums = Sums(runs)
    kept = sums.of(len(run.text) * run.keep for run in runs)
    dropped = sums.of(len(run.text) * (not run.keep and not run.caption) for run in runs)
    among = {figure for figure in figures if is_among(figure, kept, dropped)}
    _quotations([held for figure, held in figures.items() if figure in among], runs)
    for figure, held in figures.items():
        if _is_asking(figure):
            continue
        has_words = any(run.keep and not run.caption for run in held) and _has_words(figure)
        if has_words or (figure in among and (_has_film(figure) or _is_gallery(figure) or _is_card(figure, held))):
            for run in held:
                if not run.keep and run.caption and _may_return(run) and not _OF_PLAYER.fullmatch(run.text):
                    run.keep, run.reason = True, "the caption of what is kept"


def _pulled(runs: Sequence[Run]) -> None:
    """Leave out the boxes, named as pulled quotations, in which nothing is said, and nobody named, that is in no other paragraph."""
    pulled: dict[HtmlElement, list[Run]] = {}
    for run in runs:
        box = next((box for box in (run.block, *run.over[:_NEAR]) if _is_pulled(box.get("class"))), None) if run.keep else None
        if box is not None:
            pulled.setdefault(box, []).append(run)
    if not pulled:
        return
    taken = {id(run) for held in pulled.values() for run in held}
    others = [run for run in runs if run.keep and id(run) not in taken]
    said = {row for run in others for row in _rows(run)}
    words = {word for run in others for word in run.folded.split()}
    for held in pulled.values():
        quoted = [run for run in held if not _is_speaker(run)]
        rows = [row for run in quoted for row in _rows(run)]
        named = all(words.issuperset(run.folded.split()) for run in held if _is_speaker(run))
        if named and rows and all(row in said for row in rows) and all(len(run.folded.split()) >= _ROW for run in quoted):
            for run in held:
                run.keep, run.reason = False, REPEATED


@lru_cache(maxsize=4096)
def _is_pulled(classes: str | None) -> bool:
    return bool(classes) and _PULLED.search(str(classes)) is not None


def _is_speaker(run: Run) -> bool:
    """Whether a run says but who is quoted."""
    return run.caption or tag_of(run.block) in ("cite", "footer") or next((words_of(c) for c in run.block.iter("cite")), "") == run.text


def _is_asking(figure: HtmlElement) -> bool:
    """Whether a figure asks readers something and has buttons for their answers: a poll."""
    return next(figure.iter("form", "input"), None) is not None and next(figure.iter("table", "pre", "blockquote"), None) is None


def _is_gallery(figure: HtmlElement) -> bool:
    return bool(_GALLERY.search(figure.get("class") or ""))


def _is_card(figure: HtmlElement, held: Sequence[Run]) -> bool:
    """Whether a figure is the card of another page that the writer says something of; then its title is kept, for that speaks of it."""
    said = [run for run in held if run.caption and _may_return(run)]
    title = next((run for run in held if not run.caption and run.reason not in _REFUSED), None)
    if not said or title is None or not _CARD.search(figure.get("class") or ""):
        return False
    title.keep, title.reason = True, "the title of a page that the article speaks of"
    return True


def _figures(runs: Sequence[Run]) -> dict[HtmlElement, list[Run]]:
    """The runs of each figure, of figures inside each other those of the innermost."""
    figures: dict[HtmlElement, list[Run]] = {}
    for run in runs:
        figure = run.block if tag_of(run.block) == "figure" else next(run.block.iterancestors("figure"), None)
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


def is_among(figure: HtmlElement, kept: dict[HtmlElement, float], dropped: dict[HtmlElement, float], *, by_name: bool = True) -> bool:
    """Whether the nearest box around a figure that holds other words keeps at least half of them.

    With `by_name` not where a box that holds but the figure names itself no part of an article.
    """
    own, own_kept = dropped.get(figure, 0), kept.get(figure, 0)
    for box in (figure, *figure.iterancestors()):
        ours, others = kept.get(box, 0) - own_kept, dropped.get(box, 0) - own
        if ours > 0 or others > 0:
            return ours >= others
        if by_name and (tag_of(box) in ("aside", "footer", "nav") or around_name(box)):
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
