"""What an article's first and last lines may not be: a heading or label of what was left out ("Tags:"), bare signs, others' lists."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from lxml.html import HtmlElement

from ..dom import HEADINGS, tag_of
from ..writing.images import is_decoration
from .content import Run

_LABEL = 60  # characters; a longer line that ends in a colon says more than a label
_LINKS = 0.9  # of an item's characters
_COLONS = (":", "：")
_SEEN = ("img", "iframe", "video", "audio", "math")


def trim_end(root: HtmlElement, runs: Sequence[Run]) -> None:
    """Take from the end of a pruned page the lines that lead to nothing: no text, picture or player stands behind them."""
    kept = [i for i, run in enumerate(runs) if run.keep]
    owned = frozenset(kept)
    order = {element: place for place, element in enumerate(root.iter())}
    last = max((order[element] for element in root.iter(*_SEEN) if tag_of(element) != "img" or not is_decoration(element)), default=-1)
    while len(kept) > 1:
        i = kept.pop()
        run = runs[i]
        reason = "" if order.get(run.block, -1) < last else _reason(run) or _of_others(runs, i, owned)
        if not reason:
            return
        _drop(run, reason)


def trim_start(runs: Sequence[Run]) -> None:
    """Take from the beginning of an article the items of lists that are none of its own: the site's tabs, a list of feeds."""
    kept = [i for i, run in enumerate(runs) if run.keep]
    owned = frozenset(kept)
    for i in kept[:-1]:
        reason = _of_others(runs, i, owned)
        if not reason:
            return
        _drop(runs[i], reason)


def _drop(run: Run, reason: str) -> None:
    run.keep, run.reason = False, reason
    run.clear()


def _reason(run: Run) -> str:
    if tag_of(run.block) in HEADINGS:
        return "a heading with nothing behind it"
    if run.text.endswith(_COLONS) and len(run.text) <= _LABEL:
        return "a label with nothing behind it"
    return "" if any(map(str.isalnum, run.text)) else "signs with nothing behind them"


def _of_others(runs: Sequence[Run], i: int, owned: AbstractSet[int]) -> str:
    """Whether a run is an item of a list that is none of the article's.

    Of three things that speak against a list, two must be so: its heading or lead was left out, some of its items were, and all are links.
    """
    box = next(runs[i].block.iterancestors("ul", "ol"), None)
    if box is None:
        return ""
    items = [j for j, run in enumerate(runs) if box in (run.block, *run.block.iterancestors())]
    unled = items[0] - 1 not in owned
    torn = any(j not in owned for j in items)
    links = all(runs[j].links >= _LINKS for j in items if j != items[0] or runs[j].links or len(runs[j].text) > _LABEL)
    return "a list of others" if unled + torn + links > 1 else ""
