"""Whether a page with little text looks like an article, for pages whose words give nothing away.

A notice in words that nobody has listed still comes without an author or a day, in lines rather than paragraphs, at an address
whose words it does not speak of, and its heading is seldom the page's title. Only the words for "you" are of some language.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from ..dom import HEADINGS, tag_of, words_of
from ..metadata import jsonld
from ..metadata.page import Metadata
from ..metadata.titles import agree
from .said import Said
from .sayings import speaks_to_reader, words_in
from .walls import is_prose

_FEW, _SOME = 100, 150  # words
_ODD = 2  # marks
_SLUG = re.compile(r"[a-z0-9]{3,}")
_OTHER_LETTER = re.compile(r"[^\W\d_a-z]")
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
    if page.words >= _SOME or len(page.kept) > _SOME or _is_bare(page.root) or _has_sign(page, about, url):
        return False
    enough = _ODD if page.words >= _FEW or _is_titled(page) else 1
    return sum(_oddities(page, url)) >= enough


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
    return any(tag_of(box) == "article" for run in page.kept for box in (run.block, *run.block.iterancestors()))


def _is_titled(page: Said) -> bool:
    """Whether a heading says what the page's title says."""
    return any(tag_of(run.block) in HEADINGS and agree(run.text, page.title) for run in page.runs)


class _Oddities(NamedTuple):
    """The marks that speak for a notice or a form; an article may bear one, for poems have no prose either."""

    spoken: bool
    no_prose: bool
    address: bool
    noindex: bool
    password: bool
    links: bool
    buttons: bool


def _oddities(page: Said, url: str) -> _Oddities:
    prose = [run for run in page.kept if is_prose(run)]
    return _Oddities(
        spoken=bool(prose) and _is_spoken(page),
        no_prose=not prose,
        address=_is_elsewhere(page, _slug(url)),
        noindex="noindex" in _meta(page.root, "robots"),
        password=any(field.get("type") == "password" for field in page.root.iter("input")),
        links=_linked(page) > _MANY_LINKS,
        buttons=sum(1 for _ in page.root.iter("button")) >= _BUTTONS,
    )


def _is_elsewhere(page: Said, slug: set[str]) -> bool:
    """Whether an address speaks of other things than its page; only a text in plain letters can be compared with it."""
    said = " ".join(run.text.lower() for run in page.runs)
    if len(slug) < _IN_TEXT or _OTHER_LETTER.search(said):
        return False
    return len(slug - set(_SLUG.findall(said))) >= _HALF * len(slug)


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
