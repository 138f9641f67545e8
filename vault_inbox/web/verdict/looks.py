"""Whether a page with little text looks like an article, for pages whose words give nothing away.

A notice in words that nobody has listed still comes without an author or a day, at an address whose words it does not speak of, or says
"we" and "you" under the title of an article that it never mentions. No rule here depends on a language but by the words for "you".
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from ..dom import HEADINGS, tag_of, words_of
from ..metadata import jsonld
from ..metadata.page import Metadata
from .said import Said
from .sayings import speaks_to_reader, words_in
from .walls import is_prose

# Of 300 pages without an article and 190 short ones with one, from sites that no rule was made for, these lost no article.
_FEW, _SOME, _LITTLE = 80, 150, 100  # words
_ODD = 2  # marks
_SLUG = re.compile(r"[a-z0-9]{3,}")
_WORD = re.compile(r"[^\W\d_]{4,}")
_IN_TITLE, _IN_TEXT = 2, 3  # words of an address; fewer may be a section's name
_HALF = 0.5
_LINKED, _PICTURES, _ITEMS = 0.4, 3, 8  # share of words, pictures, runs of text: a list rather than a notice
_MANY_LINKS = 0.3
_BUTTONS = 3
_ALIKE, _TEASER = 4, 5  # boxes, words in each
_MENUS = ("nav", "header", "footer", "aside")
_BARE = 3  # links; a page with fewer and without a script, button or form has no site around it, and is what it says


def is_unlike(page: Said, about: Metadata, url: str) -> bool:
    """Whether a page does not look like one that holds an article."""
    if page.words >= _SOME or _is_bare(page.root):
        return False
    if page.words < _LITTLE and _speaks_of_other_things(page, about):
        return True
    return not _has_sign(page, about, url) and _oddities(page, url) >= (1 if page.words < _FEW else _ODD)


def is_list(page: Said) -> bool:
    """Whether such a page rather is a list than a notice."""
    if any(map(is_prose, page.kept)):
        return _most_alike(page.root) >= _ALIKE
    pictured = sum(1 for run in page.kept if next(run.block.iter("img"), None) is not None) >= _PICTURES
    return len(page.kept) >= _ITEMS or pictured or _linked(page) >= _LINKED or _most_alike(page.root) >= _ALIKE


def _most_alike(root: HtmlElement) -> int:
    """The largest number of boxes of one kind side by side that each hold a link and some words, outside menus."""
    found = (link for link in root.iter("a") if not any(tag_of(box) in _MENUS for box in link.iterancestors()))
    boxes = {box for link in found for box in (link, *link.iterancestors())}
    told = (box for box in boxes if words_in(words_of(box)) >= _TEASER)
    return max(Counter((box.getparent(), box.tag, box.get("class")) for box in told).values(), default=0)


def _has_sign(page: Said, about: Metadata, url: str) -> bool:
    """Whether anything speaks for an article: a day, an author, a mark of its template, or an address that bears its title."""
    if about.published or about.author or _meta(page.root, "og:type") == "article" or jsonld.is_article(jsonld.described(page.root)):
        return True
    slug = _slug(url)
    if len(slug) >= _IN_TITLE and len(slug & set(_SLUG.findall(about.title.lower()))) >= _HALF * len(slug):
        return True
    return _is_in_article(page)


def _is_in_article(page: Said) -> bool:
    return any(tag_of(box) == "article" for run in page.kept for box in (run.block, *run.block.iterancestors()))


def _oddities(page: Said, url: str) -> int:
    """How many marks speak for a notice or a form."""
    prose = [run for run in page.kept if is_prose(run)]
    slug = _slug(url)
    return sum((
        bool(prose) and _is_spoken(page),
        not prose,
        len(slug) >= _IN_TEXT and len(slug - set(_SLUG.findall(" ".join(run.text.lower() for run in page.runs)))) >= _HALF * len(slug),
        "noindex" in _meta(page.root, "robots"),
        any(field.get("type") == "password" for field in page.root.iter("input")),
        bool(urlsplit(url).query),
        _linked(page) > _MANY_LINKS,
        sum(1 for _ in page.root.iter("button")) >= _BUTTONS,
    ))  # fmt: skip


def _speaks_of_other_things(page: Said, about: Metadata) -> bool:
    """Whether a page says "you" in every paragraph and no word of its title: a wall before an article, or what is left in its place."""
    if about.author or _is_in_article(page) or sum(tag_of(run.block) in HEADINGS for run in page.kept) > 1:
        return False  # a list of questions has headings
    words = set(_WORD.findall(about.title.casefold()))
    said = set(_WORD.findall(" ".join(run.text for run in page.kept if is_prose(run)).casefold()))
    return len(words) >= _IN_TEXT and bool(said) and _is_spoken(page) and not words & said


def _is_spoken(page: Said) -> bool:
    speaks = partial(speaks_to_reader, language=page.language)
    return all(speaks(run.text) for run in page.kept if is_prose(run))


def _slug(url: str) -> set[str]:
    """The words of the longest part of an address."""
    parts = unquote(urlsplit(url).path).lower().split("/")
    return set(_SLUG.findall(max(parts, key=len).partition(".")[0]))


def _linked(page: Said) -> float:
    """How much of the words of a page's text stands in links, menus aside."""
    runs = [run for run in page.kept if not any(tag_of(box) in _MENUS for box in (run.block, *run.block.iterancestors()))]
    linked = sum(words_in(words_of(link)) for run in runs for link in run.block.iter("a"))
    return min(1.0, linked / max(1, sum(words_in(run.text) for run in runs)))


def _meta(root: HtmlElement, name: str) -> str:
    found = (each.get("content") for each in root.iter("meta") if (each.get("property") or each.get("name") or "").lower() == name)
    return (next(found, "") or "").lower()


def _is_bare(root: HtmlElement) -> bool:
    return next(root.iter("script", "button", "form"), None) is None and sum(1 for _ in root.iter("a")) < _BARE
