"""What a page says, for who judges whether it is an article: its runs of text, its title and headings, its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from ..choosing.runs import Run
from ..dom import HEADINGS, marks_of, tag_of, words_of
from ..metadata.structured import jsonld
from ..metadata.titles.wording import agree
from .sayings import words_in
from .wall_words import asks_beside_login
from .walls import is_prose

FEW = 12  # words of lines that stand below their title
_ENOUGH = 40  # words of one line beside a login in a bar; what a wall says is shorter
_TWO = 2
_LINES = 3  # of verse, or items
OUTSIDE = ("header", "footer", "nav")
# As programs for sites name the bars: "region-sidebar-first", "widget-area", "right-column"; a "login-widget" may be the page itself.
_SIDEBAR = re.compile(r"side-?bar|widget-?area|(?:^|[\s_-])(?:left|right|side)-?(?:col(?:umn)?|bar|menu|nav)(?=$|[\s_-])", re.IGNORECASE)
_FORMS = 5  # that are looked at: to search, to log in, to subscribe
_MOSTLY = 0.9  # of a run's words that are links


class Said(NamedTuple):
    """What a page says: its runs of text, those of the article, how many words these have, its title and its language."""

    root: HtmlElement
    runs: Sequence[Run]
    kept: list[Run]
    words: int
    title: str
    language: str


def language(root: HtmlElement) -> str:
    """The language that a page names for itself."""
    return next((named for each in (root, *root.iter("html")) if (named := each.get("lang") or each.get("xml:lang"))), "")


def meta(root: HtmlElement, name: str) -> str:
    """What a page says in its head under a name, in small letters."""
    found = (each.get("content") for each in root.iter("meta") if (each.get("property") or each.get("name") or "").lower() == name)
    return (next(found, "") or "").lower()


def is_called_article(root: HtmlElement) -> bool:
    """Whether a page's data call it an article."""
    return meta(root, "og:type") == "article" or jsonld.is_article(jsonld.described(root))


def tells_article(root: HtmlElement) -> bool:
    """Whether a page's data tell an article, or the day of one; lists are called articles by some sites, but have no day."""
    return bool(meta(root, "article:published_time")) or jsonld.is_article(jsonld.described(root))


def is_titled(page: Said) -> bool:
    """Whether a heading says what the page's title says."""
    return any(tag_of(run.block) in HEADINGS and agree(run.text, page.title) for run in page.runs)


def is_line(run: Run) -> bool:
    """Whether a run is a line of text, no heading and nothing of a page's head or foot."""
    outside = any(tag_of(box) in OUTSIDE for box in (run.block, *run.over))
    return tag_of(run.block) not in HEADINGS and run.links < 0.5 and not outside


def is_verse_or_list(page: Said) -> bool:
    """Whether a page's text has verse, or a list of things: ingredients, hours. What a page says of a login or of scripts seldom has."""
    verse = max((sum(1 for _ in run.block.iter("br")) for run in page.kept if not run.links), default=0)
    items = Counter(run.block.getparent() for run in page.kept if tag_of(run.block) == "li" and not run.links)
    return max(verse + 1, *items.values(), 0) >= _LINES


def is_told_beside_login(page: Said) -> bool:
    """Whether lines stand below the page's own title, and what asks for a password is a box beside them, with a heading of its own.

    A box between the lines may be what they speak of, unless they are verse or a list; one in a bar at the page's side is none, unless
    they are a short line, or ask the reader for a login or a subscription.
    """
    forms = [
        form for form in islice(page.root.iter("form"), _FORMS) if any(field.get("type") == "password" for field in form.iter("input"))
    ]
    boxes = [_box_of(form) for form in forms]
    beside = [run for run in page.kept if set(boxes) & {run.block, *run.over}]
    if not boxes or any(map(is_prose, beside)) or any(agree(words_of(each), page.title) for box in boxes for each in box.iter(*HEADINGS)):
        return False
    lines = [run.text for run in page.kept if is_line(run) and run not in beside]
    words = sum(map(words_in, lines))
    if not is_titled(page) or words < FEW:
        return False
    is_told = (len(lines) >= _TWO or words >= _ENOUGH) and not any(map(asks_beside_login, lines))
    return is_verse_or_list(page) or (is_told and all(map(_is_in_sidebar, forms)))


def _box_of(form: HtmlElement) -> HtmlElement:
    """The box around a form that has a heading; the form itself where it stands in a bar without one."""
    for each in (form, *form.iterancestors()):
        if next(each.iter(*HEADINGS), None) is not None:
            return each
        if _is_bar(each):
            break
    return form


def _is_in_sidebar(form: HtmlElement) -> bool:
    """Whether a form stands in a bar that goes along all pages of a site: at the side, in the page's head or foot."""
    return any(map(_is_bar, form.iterancestors()))


def _is_bar(element: HtmlElement) -> bool:
    if tag_of(element) in ("body", "html"):
        return False
    return tag_of(element) in ("aside", *OUTSIDE) or bool(_SIDEBAR.search(marks_of(element)))


def head_title(page: Said) -> list[str]:
    """The title in a page's head, where that is not the one it is called by."""
    head = next((words_of(title) for title in page.root.iter("title")), "")
    return [head] if page.title not in head else []


def first_paragraph(page: Said) -> Run | None:
    """The first run of the article that is no heading."""
    return next((run for run in page.kept if tag_of(run.block) not in HEADINGS), None)


def first_headings(runs: Sequence[Run]) -> list[str]:
    """The main headings of a page, else its first one, unless a paragraph of the article stands before that."""
    main = [run.text for run in runs if tag_of(run.block) == "h1" and run.links < _MOSTLY]  # one that is a link is the site's name
    if main:
        return main
    other = (run for run in runs if run.links < _MOSTLY or tag_of(run.block) != "h1")
    first = next((run for run in other if tag_of(run.block) in HEADINGS or (run.keep and is_prose(run))), None)
    return [first.text] if first is not None and tag_of(first.block) in HEADINGS else []
