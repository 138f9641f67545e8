"""The posts of a WordPress page: its own, and others that it shows beside or below, which are no part of the article.

WordPress numbers its posts. The class of the body of a post's page tells which one it is (`postid-12`), that of the box around each post
which one that is and of what type (`post-34 type-post`), be it whole or a teaser. On 30 of 694 real pages, articles all of them, the boxes
of others hold 8,000 words, none of which stands in the gold text.

Everything that WordPress keeps is such a post: an answer, the reply in a forum, a question of a FAQ, a member of a team. So only posts of
the own one's type are others, and none that stands in the own one's text, where its writer has set it. A "page" (`page-id-12`) is
often but the frame of the posts that it shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from ..dom import HEADINGS, tag_of
from .rules import SURE
from .runs import Run

ANOTHER = "in another post"
# WordPress writes the type of a page's post right before the number: `single single-post postid-12 single-format-standard`.
_OWN = re.compile(r"(?<!\S)(?:single-(\S+)\s+)?postid-(\d+)(?!\S)")
_POST = re.compile(r"(?<!\S)post-(\d+)(?!\S)")
_TYPE = re.compile(r"(?<!\S)type-(\S+)")
_CONTENT = re.compile(r"(?<!\S)(?:entry-content|post-content|elementor-widget-theme-post-content|wp-block-post-content)(?!\S)")
_PARAGRAPH = 80  # characters of a paragraph
_USUAL = "post"  # the type where none is told


def own_runs(root: HtmlElement, runs: Sequence[Run]) -> list[Run]:
    """The runs of the page's own post; those of others are marked as `other`. All are its own where its post stands in no box."""
    body = next(root.iter("body"), None)
    own = None if body is None else _OWN.search(body.get("class") or "")
    if body is None or own is None:
        return list(runs)
    number = own[2]
    first = next((box for box in body.iterdescendants() if _number(box) == number), None)
    known: dict[HtmlElement, HtmlElement | None] = {}
    boxes = [_box_of(run, known) for run in runs]
    if first is None or not any(box is not None and _number(box) == number for box in boxes):
        return list(runs)
    kind = _kind(first) or own[1] or _USUAL
    others = {box for box in set(boxes) if box is not None and _number(box) != number and (_kind(box) or _USUAL) == kind}
    shown = _set_in(first, others, runs, boxes)
    for run, box in zip(runs, boxes, strict=True):
        if box in shown:
            run.post = box
        elif box in others:
            run.other, run.reason = True, ANOTHER
    return [run for run in runs if not run.other]


def complete(runs: Sequence[Run]) -> None:
    """Bring back the headings of the posts that an article shows where their words are kept: nothing else says which posts they are."""
    shown = {run.post for run in runs if run.keep and tag_of(run.block) not in HEADINGS} - {None}
    for run in runs if shown else ():
        if not run.keep and run.post in shown and tag_of(run.block) in HEADINGS and run.reason not in SURE:
            run.keep, run.reason = True, "the title of a post that the article shows"


def _set_in(own: HtmlElement, others: set[HtmlElement], runs: Sequence[Run], boxes: Sequence[HtmlElement | None]) -> set[HtmlElement]:
    """Those of some posts that the writer of the own one has set in it: in the box of its text, or among its paragraphs if none is named.

    Page builders put the own post's number on a box around all they show, teasers of other posts below the text too.
    """
    named = (box for box in own.iter() if _CONTENT.search(box.get("class") or ""))
    texts = {box for box in named if not any(over in others for over in box.iterancestors())}  # teasers have boxes of text as well
    if texts:
        return {box for box in others if any(over in texts for over in box.iterancestors())}
    places = [i for i, (run, box) in enumerate(zip(runs, boxes, strict=True)) if box is own and len(run.text) >= _PARAGRAPH]
    first, last = (places[0], places[-1]) if places else (len(runs), -1)
    return {box for i, box in enumerate(boxes) if box is not None and box in others and first < i < last}


def _number(box: HtmlElement) -> str:
    found = _POST.search(box.get("class") or "")
    return found[1] if found else ""


def _kind(box: HtmlElement) -> str:
    found = _TYPE.search(box.get("class") or "")
    return found[1] if found else ""


def _box_of(run: Run, known: dict[HtmlElement, HtmlElement | None]) -> HtmlElement | None:
    """The box of the innermost post around a run, None where there is none."""
    way: list[HtmlElement] = []
    box = None
    for element in (run.block, *run.over):
        if element in known:
            box = known[element]
            break
        way.append(element)
        if _number(element):
            box = element
            break
    known.update(dict.fromkeys(way, box))
    return box
