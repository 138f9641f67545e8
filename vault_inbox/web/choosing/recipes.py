"""The ingredients and steps of a recipe: short lines in boxes of their own, which extractors pass over.

The page's data tell them; where they do not, a heading says "Ingredients".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise

from lxml.html import HtmlElement

from ..dom import HEADINGS, tag_of
from .house_lines import is_heading_of_others
from .rules import SURE, TITLE, TOLD
from .runs import Run, fold

_SENTENCE = 25  # folded characters; a run of so many in a told line is no chance
_BETWEEN = 3  # runs between two told ones: the name of a part ("For the sauce"), an item that the data write otherwise
_LABEL = 60  # characters of "Ingredients", and of the name of a part
_LINKS = 0.7
_MOST = 2.0  # times the characters of a line; what holds it and is longer only mentions it
_TOLD = 40_000  # folded characters that are looked for, each line costing a search of its own; more is no recipe
_EACH = 80  # characters that a search is reckoned as, so that there are no more than 500
_ITEM = 120  # characters of an ingredient
_FEWEST = 3  # ingredients
_PLACES = 50  # of one line; a page says no ingredient more often
_OTHERS = ("aside", "nav", "header", "footer")
_COMMENTS = re.compile(r"(?:^|\s)comments?(?=[-_\s]|$)", re.IGNORECASE)
_INGREDIENTS = re.compile(
    r"\W*(?:ingredients?|zutaten|ingr[ée]dients|ingredientes|ingredienti|ingredi[ëe]nten|ingredienser|ingredienzen|ainekset|sk[łl]adniki|"
    r"p[řr][íi]sady|suroviny|sastojci|hozz[áa]val[óo]k|ingrediente|malzemeler|υλικά|ингредиенты|інгредієнти|bahan(?:-bahan)?|"
    r"nguyên liệu|מצרכים|المكونات|المقادير|材料|食材|재료)(?:\s+(?:list|para|für|pour|per|voor|for)\b.{0,40})?\W*(?:\(?\d+\)?)?\W*",
    re.IGNORECASE,
)


def complete(runs: Sequence[Run], lines: Sequence[str]) -> None:
    """Bring back the runs that say what the page's data tell as ingredients and steps (`lines`), with the headings over them.

    A line that is kept somewhere stays there alone: many recipes stand twice on their page, once for printing.
    """
    told = [line for line in dict.fromkeys(map(fold, lines)) if line]
    told = told[: bisect_right(list(accumulate(len(line) + _EACH for line in told)), _TOLD)]
    page = [run for run in runs if not run.caption and (run.keep or _may_return(run))]
    found = _lines(page, told) | _parts(page, told) if told else set()
    if listed := _listed(page):
        kept = {page[i].folded for i in found} | {run.folded for run in page if run.keep}
        found |= {i for i in listed if page[i].folded not in kept}
    for i in found | _between(page, sorted(found)) | _over(page, found):
        if not page[i].keep:
            page[i].keep, page[i].reason = True, TOLD


def _may_return(run: Run) -> bool:
    """Whether a run that was left out may be a part of the recipe after all: no title, no row of links, nothing of another box."""
    if run.reason in SURE or run.reason == TITLE or run.links >= _LINKS:
        return False
    boxes = [box for box in run.over if tag_of(box) not in ("body", "main", "article")]  # those speak of the whole page: "has-comments"
    return not any(tag_of(box) in _OTHERS or _COMMENTS.search(box.get("class") or "") for box in boxes)


def _lines(page: Sequence[Run], told: Sequence[str]) -> set[int]:
    """The runs that are a told line, one or several together: where such are kept already these, else the first."""
    worded = [i for i, run in enumerate(page) if run.folded]
    starts = list(accumulate((len(page[i].folded) + 1 for i in worded), initial=1))
    whole = f" {' '.join(page[i].folded for i in worded)} "
    found: set[int] = set()
    for line in told:
        places = [worded[first:behind] for first, behind in islice(_places(whole, starts, line), _PLACES)]
        places = [place for place in places if sum(len(page[i].folded) for i in place) <= _MOST * len(line)]
        kept = [place for place in places if all(page[i].keep for i in place)]
        found.update(*(kept or sorted(places, key=lambda place: any(page[i].reason for i in place)))[:1])
    return found


def _places(whole: str, starts: Sequence[int], line: str) -> Iterator[tuple[int, int]]:
    """Where a line stands in the text of all runs: the first of them, and the one behind the last."""
    at = whole.find(f" {line} ")
    while at >= 0:
        yield bisect_right(starts, at + 1) - 1, bisect_right(starts, at + len(line))
        at = whole.find(f" {line} ", at + 1)


def _parts(page: Sequence[Run], told: Sequence[str]) -> set[int]:
    """The runs that are a part of a told line: all steps may be told in one."""
    whole = "".join(f" {line} \n" for line in told)
    kept = {run.folded for run in page if run.keep}
    found: dict[str, int] = {}
    for i, run in enumerate(page):
        if len(run.folded) >= _SENTENCE and (run.keep or run.folded not in kept) and f" {run.folded} " in whole:
            found.setdefault(run.folded, i)
    return set(found.values())


def _between(page: Sequence[Run], found: Sequence[int]) -> set[int]:
    """What stands between two told runs: headings, and items of the list that both are in."""
    return {
        i
        for first, last in pairwise(found)
        if last - first <= _BETWEEN + 1
        for i in range(first + 1, last)
        if (tag_of(page[i].block) in HEADINGS and page[i].reason != TITLE)
        or _list_of(page[i]) in ({_list_of(page[first])} & {_list_of(page[last])}) - {None}
    }


def _list_of(run: Run) -> HtmlElement | None:
    return next((box for box in run.over if tag_of(box) in ("ul", "ol", "dl", "table")), None)


def _over(page: Sequence[Run], found: set[int]) -> set[int]:
    """The headings right over told runs: "Ingredients"."""
    over = ((i - 1, page[i - 1]) for i in found if i)
    return {i for i, run in over if tag_of(run.block) in HEADINGS[1:] and run.reason != TITLE and not is_heading_of_others(run.text)}


def _listed(page: Sequence[Run]) -> set[int]:
    """The items under each line that says "Ingredients": a list, or lines of the looks of the first two, up to what is no such item."""
    found: set[int] = set()
    end = 0
    for i, run in enumerate(page):
        if i >= end and _is_label(run) and run.links < _LINKS:
            items = list(_items(page, i + 1))
            found.update(items if len(items) >= _FEWEST else ())
            end = items[-1] + 1 if items else end
    return found


def _is_label(run: Run) -> bool:
    return len(run.text) <= _LABEL and _INGREDIENTS.fullmatch(run.text) is not None


def _items(page: Sequence[Run], first: int) -> Iterator[int]:
    looks = {_looks(run) for run in page[first : first + 2] if tag_of(run.block) not in HEADINGS}
    for i in range(first, len(page)):
        run = page[i]
        under = i + 1 < len(page) and len(run.text) <= _LABEL and _looks(page[i + 1]) in looks
        if (
            _is_label(run)
            or len(run.text) > _ITEM
            or run.links > _LINKS
            or not (_looks(run) in looks or (under and not is_heading_of_others(run.text)))
        ):
            return
        yield i


def _looks(run: Run) -> tuple[str, str]:
    return ("li", "") if "li" in (tag_of(run.block), *map(tag_of, run.over[:2])) else (tag_of(run.block), run.block.get("class") or "")
