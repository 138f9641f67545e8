"""What an article's first and last lines may not be: a heading or label of what was left out ("Tags:"), bare signs, others' lists."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from ..dom import HEADINGS, tag_of
from ..writing.images import is_decoration
from .runs import Run

_HEADINGS = 2  # more of them in a row are what the article says: the steps of a slide show
_LABEL = 60  # characters; a longer line that ends in a colon says more than a label
_TAB = 30  # characters of a site's tab, where an article's points are longer
_PROSE = 250  # characters of a paragraph
_LINKS = 0.9  # of an item's characters
_COLONS = (":", "：")
_SEEN = ("img", "iframe", "video", "audio", "math")


def trim_end(root: HtmlElement, runs: Sequence[Run]) -> None:
    """Take from the end of a pruned page the lines that lead to nothing: no text, picture or player stands behind them."""
    kept, lists = [i for i, run in enumerate(runs) if run.keep], _Lists(runs)
    order = {element: place for place, element in enumerate(root.iter())}
    last = max((order[element] for element in root.iter(*_SEEN) if tag_of(element) != "img" or not is_decoration(element)), default=-1)
    ends: list[tuple[Run, str]] = []
    for i in reversed(kept[1:]):
        reason = "" if order.get(runs[i].block, -1) < last else _reason(runs[i]) or lists.reason(i)
        if not reason:
            break
        ends.append((runs[i], reason))
    if sum(tag_of(run.block) in HEADINGS for run, _ in ends) <= _HEADINGS:
        for run, reason in ends:
            _drop(run, reason)


def trim_start(runs: Sequence[Run]) -> None:
    """Take from the beginning of an article the items of lists that are none of its own: the site's tabs, a list of feeds."""
    kept, lists = [i for i, run in enumerate(runs) if run.keep], _Lists(runs)
    for i in kept[:-1]:
        reason = lists.reason(i) if len(runs[i].text) <= _TAB else ""
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


class _Lists:
    """The lists of a page as its runs were judged: which of them are none of the article's."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs
        self.owned = [run.keep for run in runs]
        self.known: dict[HtmlElement, str] = {}

    def reason(self, i: int) -> str:
        """Why the list that a run is an item of is none of the article's, "" if it may be or there is none."""
        box = next(self.runs[i].block.iterancestors("ul", "ol"), None)
        if box is None:
            return ""
        if box not in self.known:
            self.known[box] = "a list of others" if self._is_of_others(self._items(box, i)) else ""
        return self.known[box]

    def _items(self, box: HtmlElement, i: int) -> range:
        first, behind = i, i + 1
        while first > 0 and box in self.runs[first - 1].block.iterancestors():
            first -= 1
        while behind < len(self.runs) and box in self.runs[behind].block.iterancestors():
            behind += 1
        return range(first, behind)

    def _is_of_others(self, items: range) -> bool:
        """Of three things that speak against a list, two must be so: its lead was left out, some of its items were, all are links."""
        if any(len(self.runs[j].text) > _PROSE for j in items):
            return False  # a whole article may stand in one item
        unled = items.start == 0 or not self.owned[items.start - 1]
        torn = not all(self.owned[j] for j in items)
        label = not self.runs[items.start].links and len(self.runs[items.start].text) <= _LABEL
        return unled + torn + all(self.runs[j].links >= _LINKS for j in items[label:]) > 1
