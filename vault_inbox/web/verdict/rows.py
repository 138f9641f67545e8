"""Rows of boxes that each lead to another page of the site: teasers, threads of a board, results of a search, goods, jobs.

What such a page shows is hardly its own: most of its text stands in boxes of one kind beside each other, each begun by a title that is a
link, and little stands outside of them. That holds in every language, with cards, lists and tables, and however long a teaser is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit

from lxml.html import HtmlElement

from ..choosing.runs import Run
from ..dom import HEADINGS, marks_of, tag_of, words_of
from .sayings import words_in

_FEWEST = 4  # boxes
_FEWEST_TITLED = 3  # boxes of which each has a heading for a title: a blog's front page shows few
_MOST = 0.8  # of the boxes: an advertisement may stand between them, a thread may be moved
_HALF = 0.5  # of the words
_ON_FRONT = 1 / 3  # of the words, on a site's front page
_OUTSIDE = 60  # words: a heading, a line on what is listed, numbers of pages
_LONGEST = 100  # words of a box; WordPress cuts a teaser at 55, what is much longer is a part of an article
_TITLE = 2.5  # words of a title, on average; names of things that are reviewed one by one are shorter
_PARAGRAPH = 20  # words
_WHOLE = 40  # words
_ENDS = (".", "!", "?", "。", "！", "？", "।", "۔")
_DAY = re.compile(r"\b(?:19|20)\d\d\b")
_LABEL = 8  # words beside a title: where, when, how long
_SENTENCE = 6  # words of an item; tags are shorter
_POST = 2  # paragraphs
_BADGE = 4  # words before a title: a number, a day, "Pinned:"
_MENUS = ("nav", "aside", "footer", "header")
_BESIDE = re.compile(r"related|sidebar|widget|recommend|more-|read-?next|also|footer|comment|repl(?:y|ies)|answer", re.IGNORECASE)

_Kind = tuple[HtmlElement, str, str]  # of boxes: what they stand in, their tag, the first of their classes


def is_rows(kept: Sequence[Run], url: str, *, front: bool, told: bool) -> bool:
    """Whether what was taken for the article's text stands in rows that lead on; less of it has to on a site's `front` page.

    `told` is whether the page may tell of what its rows lead to, each in a whole paragraph.
    """
    if _has_paragraphs(kept):
        return False
    whole, held = 0, Counter[_Kind]()
    for run in kept:
        words = words_in(run.text)
        whole += words
        for box in (run.block, *run.over):
            parent = box.getparent()
            if parent is not None and len(parent) >= _FEWEST_TITLED:
                held[parent, tag_of(box), _mark(box)] += words
    least = max(whole - _OUTSIDE, whole * (_ON_FRONT if front else _HALF))
    return any(words >= least and is_row(kind, url, told=told) for kind, words in held.items())


def _has_paragraphs(kept: Sequence[Run]) -> bool:
    """Whether paragraphs without a link follow each other in one box, in more words than may stand outside of rows: the quick question."""
    plain = [(run, words) for run in kept if not run.links and (words := words_in(run.text)) >= _PARAGRAPH]
    beside = Counter(run.block.getparent() for run, _ in plain)
    return sum(words for run, words in plain if beside[run.block.getparent()] >= _POST) > _OUTSIDE


def is_row(kind: _Kind, url: str, *, told: bool) -> bool:
    """Whether boxes of one kind are teasers, threads or the like, and no menu."""
    parent, tag, mark = kind
    boxes = [each for each in parent if each.tag == tag and _mark(each) == mark]
    if len(boxes) < _FEWEST_TITLED or is_beside(parent):
        return False
    titles = [(box, title) for box in boxes if (title := _title(box, url)) is not None]
    if len(titles) < _MOST * len(boxes) or len({words_of(title) for _, title in titles}) < _MOST * len(titles):
        return False  # posts of a thread are all called like it
    if len(titles) < _FEWEST and not all(_is_heading(title) for _, title in titles):
        return False
    if sum(words_in(words_of(title)) for _, title in titles) < _TITLE * len(titles):
        return False
    if told and sum(map(is_told_whole, boxes)) >= _MOST * len(boxes):
        return False  # books, places or sites that somebody tells of one by one
    return sum(_is_teaser(box, title) for box, title in titles) >= _MOST * len(titles)


def is_beside(parent: HtmlElement) -> bool:
    """Whether an element is, or stands in, a menu or what stands beside an article and below it."""
    around = [each for each in (parent, *parent.iterancestors()) if tag_of(each) not in ("body", "html")]
    return any(tag_of(each) in _MENUS or _BESIDE.search(marks_of(each)) for each in around)


def leads_to(link: HtmlElement, url: str) -> bool:
    """Whether a link leads to another page of the site."""
    try:
        here, there = urlsplit(url), urlsplit((link.get("href") or "").strip())
        if there.scheme not in ("", "http", "https") or (there.netloc and _host(there) != _host(here)):
            return False
    except ValueError:
        return False
    return bool(there.path.strip("/") or there.query) and (there.path, there.query) != (here.path, here.query)


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.")


def _title(box: HtmlElement, url: str) -> HtmlElement | None:
    links = (box,) if box.tag == "a" else box.iter("a")
    return next((link for link in links if (leads_to(link, url) or _is_of_script(link)) and words_of(link)), None)


def _is_of_script(link: HtmlElement) -> bool:
    """Whether only a script knows where a link leads: to another page, or to the answer below a question."""
    target = (link.get("href") or "#").strip().lower()
    return target == "#" or target.startswith("javascript:")


def _is_heading(link: HtmlElement) -> bool:
    return next(link.iter(*HEADINGS), next(link.iterancestors(*HEADINGS), None)) is not None


def _is_teaser(box: HtmlElement, link: HtmlElement) -> bool:
    """Whether a box begins with its title, and has a paragraph below that at most: what has two, or a list of sentences, is a post."""
    text, title = words_of(box), words_of(link)
    if words_in(text) > _LONGEST or words_in(text[: text.find(title)]) > _BADGE:
        return False
    if _is_of_script(link) and words_in(text) - words_in(title) > _LABEL:
        return False
    paragraphs = sum(words_in(words_of(each)) >= _PARAGRAPH for each in box.iter("p"))
    items = sum(words_in(words_of(each)) >= _SENTENCE for each in box.iterdescendants("li"))
    return paragraphs < _POST and items < _POST


def is_told_whole(box: HtmlElement) -> bool:
    """Whether a box tells of what its one link leads to in a whole paragraph: a teaser is short or cut, or has a day or a second link."""
    text = words_of(box)
    targets = {link.get("href") for link in box.iter("a")}
    is_dated = next(box.iter("time"), None) is not None or _DAY.search(text) is not None
    return words_in(text) >= _WHOLE and text.endswith(_ENDS) and not text.endswith("...") and len(targets) == 1 and not is_dated


def _mark(box: HtmlElement) -> str:
    return next(iter((box.get("class") or "").split()), "")
