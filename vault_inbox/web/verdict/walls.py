"""Where an article ends at a wall: the lines and boxes that ask for a subscription, and what of the article stands before them."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from ..choosing.runs import Run
from ..dom import marks_of, tag_of, words_of
from .sayings import SUBSCRIBER, WALL, is_saying, words_in

_FEW = 8  # words; a sentence that says something
_PARAGRAPH = 20  # words; a paragraph of an article, where error pages have sentences
_OFFER = 80  # words of a box that offers a subscription; a longer one so marked is the article that it guards
_MOSTLY = 0.9  # of a run's characters that are links


def is_prose(run: Run) -> bool:
    """Whether a run is a paragraph of an article."""
    return words_in(run.text) >= _PARAGRAPH and run.links < 0.5


def asks_to_pay(root: HtmlElement, runs: Sequence[Run]) -> bool:
    """Whether a line asks for a subscription or login, and no paragraph of the article stands behind it."""
    walled = is_walled(root)
    asked = [
        i for i, run in enumerate(runs) if (is_saying(run.text, WALL) or (walled and is_saying(run.text, SUBSCRIBER))) and not _in_head(run)
    ]
    prose = [i for i, run in enumerate(runs) if run.keep and words_in(run.text) >= _PARAGRAPH and not WALL.search(run.text)]
    return bool(asked) and (not prose or asked[-1] > prose[-1])


def take_out_wall(kept: Sequence[Run]) -> bool:
    """Take out of an article's runs what asks to pay: the box of the wall, each line that says so, and all below the wall.

    A line that asks with paragraphs of the article below it is no wall: it alone is taken out. Gives whether at least a sentence is left.
    """
    said = [run for run in kept if is_saying(run.text, WALL) or is_saying(run.text, SUBSCRIBER) or _is_of_wall(run.block)]
    ends = max((at for at, run in enumerate(kept) if is_prose(run) and run not in said and not WALL.search(run.text)), default=-1)
    behind = next((at for at, run in enumerate(kept) if at > ends and run in said), len(kept))
    for at, run in enumerate(kept):
        if run in said or (at > behind and not is_prose(run)):
            run.keep, run.reason = False, "a wall"
    return any(run.keep and (is_prose(run) or _is_sentence(run)) for run in kept)


def is_walled(root: HtmlElement) -> bool:
    """Whether a page has a box that calls itself a paywall."""
    return any("paywall" in marks_of(element).lower() for element in root.iter("div", "section", "aside"))


def _is_sentence(run: Run) -> bool:
    return words_in(run.text) >= _FEW and run.text.rstrip('»”"’ ').endswith((".", "!", "?", "…", "。", "！", "？", "।"))


def _in_head(run: Run) -> bool:
    """Whether a run is a button in the site's head: "Subscribe now"."""
    return run.links > _MOSTLY and any(tag_of(box) in ("nav", "header") for box in run.block.iterancestors())


def _is_of_wall(block: HtmlElement) -> bool:
    """Whether a block stands in the box of a wall, which offers a subscription."""
    boxes = (each for each in (block, *block.iterancestors("div", "section", "aside")) if "paywall" in marks_of(each).lower())
    return any(words_in(text) <= _OFFER and WALL.search(text) for text in map(words_of, boxes))
