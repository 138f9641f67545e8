"""Where an article ends at a wall: the lines and boxes that ask for a subscription, and what of the article stands before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from ..choosing.runs import Run
from ..dom import HEADINGS, marks_of, tag_of, words_of
from ..metadata.titles.wording import agree
from .sayings import OF_COMMENTS, PRICE, is_saying, words_in
from .wall_words import SUBSCRIBER, WALL, asks_to_pay_for_text

_FEW = 8  # words; a sentence that says something
_PARAGRAPH = 20  # words; a paragraph of an article, where error pages have sentences
_OFFER = 80  # words of a box that offers a subscription; a longer one so marked is the article that it guards
_MOSTLY = 0.9  # of a run's characters that are links
_TEASER = 60  # words; what stands before an offer in words that nobody has listed is the beginning of an article, and no article
# What addresses call the page where one subscribes or logs in; it is said there in the site's language, in plain letters.
_WAYS_IN = re.compile(
    r"(?:^|[/_.?=-])(?:log-?in|logg?-?inn?|sign-?(?:in|up)|regist\w*|subscri\w*|suscri\w*|subskr\w*|prenumer\w*|abos?|abonn?\w*|abbon\w*|"
    r"assin\w*|predplat\w*|tilaa\w*|elofiz\w*|podpisk\w*|anmeld\w*|connexion|accedi|inloggen|kirjaudu|prihla\w*|zaloguj|giris)(?=$|[/_.?&-])",
    re.IGNORECASE,
)
_OF_WALLS = re.compile(r"(?:^|[\s_-])(?:pay|reg)?(?:wall|gate|lock(?:ed)?)(?=$|[\s_-])", re.IGNORECASE)


def is_prose(run: Run) -> bool:
    """Whether a run is a paragraph of an article."""
    return words_in(run.text) >= _PARAGRAPH and run.links < 0.5


def asks_to_pay(root: HtmlElement, runs: Sequence[Run]) -> bool:
    """Whether a line asks for a subscription or login, and no paragraph of the article stands behind it."""
    walled = is_walled(root)
    asked = [
        i
        for i, run in enumerate(runs)
        if (asks_to_pay_for_text(run.text) or (walled and is_saying(run.text, SUBSCRIBER))) and not _in_head(run)
    ]
    prose = [i for i, run in enumerate(runs) if run.keep and words_in(run.text) >= _PARAGRAPH and not WALL.search(run.text)]
    if not prose or not asked:
        return bool(asked)
    around = set(runs[prose[-1]].over)
    return any(i > prose[-1] and not _is_of_comments(runs[i], around) for i in asked)


def _is_of_comments(run: Run, around: set[HtmlElement]) -> bool:
    """Whether a run stands in the box of readers' comments, which is none of those `around` the article's paragraphs."""
    return any(OF_COMMENTS.search(marks_of(box)) for box in (run.block, *run.over) if box not in around)


def offer_in(kept: Sequence[Run], title: str) -> HtmlElement | None:
    """The box that offers the rest of an article for a price: it has a heading of its own (or is called a wall), a price and a way in.

    No words need to be known for that, but only a beginning may stand above: a longer text may be whole, and followed by an offer.
    """
    for run in kept:
        if not PRICE.search(run.text):
            continue
        boxes = (box for box in run.over if tag_of(box) in ("div", "section", "aside", "form"))
        box = next((box for box in boxes if _is_way_in(box)), None)
        if box is not None and _is_offer(box, title) and _words_outside(kept, box) < _TEASER:
            return box
    return None


def _is_way_in(box: HtmlElement) -> bool:
    """Whether a box calls itself a wall, or leads to where one subscribes or logs in."""
    return bool(_OF_WALLS.search(marks_of(box))) or any(_WAYS_IN.search(link.get("href") or "") for link in box.iter("a"))


def _is_offer(box: HtmlElement, title: str) -> bool:
    """Whether a box begins with a heading, or calls itself a wall, is short, and is not what the page's own title stands in."""
    headings = [words_of(each) for each in box.iter(*HEADINGS)]
    first = next((each for each in box.iter(*HEADINGS, "p", "li") if words_of(each)), None)
    headed = first is not None and tag_of(first) in HEADINGS
    if not headed and not _OF_WALLS.search(marks_of(box)):
        return False
    return words_in(words_of(box)) <= 2 * _OFFER and not any(agree(each, title) for each in headings)


def _words_outside(kept: Sequence[Run], box: HtmlElement) -> int:
    return sum(words_in(run.text) for run in kept if box is not run.block and box not in run.over)


def take_out_wall(kept: Sequence[Run], offer: HtmlElement | None = None) -> bool:
    """Take out of an article's runs what asks to pay: the box of the wall, each line that says so, and all below the wall.

    A line that asks with paragraphs of the article below it is no wall: it alone is taken out. Gives whether at least a sentence is left.
    """
    said = [
        run
        for run in kept
        if asks_to_pay_for_text(run.text) or is_saying(run.text, SUBSCRIBER) or _is_of_wall(run.block) or offer in (run.block, *run.over)
    ]
    ends = max((at for at, run in enumerate(kept) if is_prose(run) and run not in said and not WALL.search(run.text)), default=-1)
    behind = next((at for at, run in enumerate(kept) if at > ends and run in said), len(kept))
    for at, run in enumerate(kept):
        if run in said or (at > behind and not is_prose(run)):
            run.keep, run.reason = False, "a wall"
    return any(run.keep and (is_prose(run) or is_sentence(run)) for run in kept)


def is_walled(root: HtmlElement) -> bool:
    """Whether a page has a box that calls itself a paywall."""
    return any("paywall" in marks_of(element).lower() for element in root.iter("div", "section", "aside"))


def is_sentence(run: Run) -> bool:
    """Whether a run is a sentence that says something."""
    return words_in(run.text) >= _FEW and run.text.rstrip('»”"’ ').endswith((".", "!", "?", "…", "。", "！", "？", "।"))


def _in_head(run: Run) -> bool:
    """Whether a run is a button in the site's head: "Subscribe now"."""
    return run.links > _MOSTLY and any(tag_of(box) in ("nav", "header") for box in run.block.iterancestors())


def _is_of_wall(block: HtmlElement) -> bool:
    """Whether a block stands in the box of a wall, which offers a subscription."""
    boxes = (each for each in (block, *block.iterancestors("div", "section", "aside")) if "paywall" in marks_of(each).lower())
    return any(words_in(text) <= _OFFER and WALL.search(text) for text in map(words_of, boxes))
