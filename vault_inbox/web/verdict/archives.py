"""Lists that bear an introduction: sections, shelves of a shop, boards of a forum, calendars, results of a search.

What tells them holds in every language: boxes of one kind beside each other that lead to other pages, all text above them, and a sign in
the page's markup or data that the boxes are what it is for. Below an article such boxes stand as well, without the sign.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from urllib.parse import unquote_plus

from lxml.html import HtmlElement

from ..choosing.runs import Run
from ..dom import HEADINGS, tag_of, words_of
from ..metadata.structured import jsonld
from .lists import leads_within
from .rows import is_beside
from .said import meta, tells_article
from .sayings import PRICE, words_in
from .walls import is_prose, is_sentence

_FEWEST = 5  # boxes
_PICTURES = 12  # side by side; what somebody tells of a day has fewer, or words
_POSTS = 2  # posts of an archive that shows them whole
_BOX = 60  # words of a box
_TITLE = 2  # words of a title, at least
_MOST = 0.8  # of the boxes; a title may be a word
_PROSE = 20  # words of a paragraph
_INTRODUCTION = 150  # words above the boxes, where a sign tells a list
_LONGEST = 600  # words of paragraphs; a page that has more is no list, and need not be looked at
_LINE = 60  # words above them, where the boxes themselves are all that tells it
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
_DAY = re.compile(r"\b(?:19|20)\d\d\b")
_OF_ARCHIVES = frozenset(("archive", "search-results", "post-type-archive", "tax-archive"))  # WordPress, on the page itself
_LISTS = frozenset(("CollectionPage", "SearchResultsPage", "PodcastSeries", "RadioSeries"))
_PROFILES = frozenset(("ProfilePage",))  # of whom the works are listed below
_OG_LISTS = ("music.playlist", "music.album", "music.radio_station", "video.tv_show")
_SEARCH_PATH = re.compile(r"/(?:search|suche|recherche|buscar|busca|cerca|zoeken)/([^?#]+)", re.IGNORECASE)
_SEARCHED = ("q", "s", "query", "search", "keyword", "keywords")


def is_archive(root: HtmlElement, runs: Sequence[Run], url: str) -> bool:
    """Whether a page at `url`, whose article's runs are kept, is a list with an introduction, or an archive of posts."""
    if tells_article(root):
        return False
    marks = {mark for body in root.iter("body") for mark in (body.get("class") or "").split()}
    if _is_album(root, runs):
        return True
    if {"mediawiki", "ns-14"} <= marks:
        return True  # a category; the software numbers its kinds of pages
    if marks & _OF_ARCHIVES and "single" not in marks:
        titles = [run for run in runs if run.links > 0.5 and tag_of(run.block) in HEADINGS and leads_within(run.block, url)]
        if len(titles) >= _POSTS and any(run.keep for run in titles):
            return True
    if (_is_called_list(root) or meta(root, "og:type") in _OG_LISTS) and not any(map(is_prose, (run for run in runs if run.keep))):
        return True
    if sum(words for run in runs if run.keep and (words := words_in(run.text)) >= _PROSE) > _LONGEST:
        return False
    return any(_is_catalogue(root, runs, boxes) for boxes in _rows(root, url))


def is_search(root: HtmlElement, title: str, url: str) -> bool:
    """Whether a page at `url` shows what was searched: the words stand in its box for them, in its title and in its address."""
    fields = (field for field in root.iter("input") if (field.get("name") or "").lower() in _SEARCHED)
    values = ((field.get("value") or "").strip().casefold() for field in fields)
    # A dictionary keeps the word in its box as well, and tells it at a path of another name.
    asked = unquote_plus(" ".join((url.partition("?")[2], *_SEARCH_PATH.findall(url)))).casefold()
    return any(value and value in title.casefold() and value in asked for value in values)


def _is_album(root: HtmlElement, runs: Sequence[Run]) -> bool:
    """Whether a page has pictures side by side that lead on, and hardly a word that is no link."""
    if sum(words_in(run.text) for run in runs if run.keep and run.links < 0.5) >= _PROSE:
        return False
    # A line tells of pictures that links but show larger; where each has a page of its own, it tells of an album.
    told = any(run.keep and tag_of(run.block) not in HEADINGS and is_sentence(run) for run in runs)
    links = (link for link in root.iter("a") if not (told and _PICTURE.search(link.get("href") or "")))
    pictured = Counter(link.getparent() for link in links if next(link.iter("img"), None) is not None and not words_of(link))
    return max(pictured.values(), default=0) >= _PICTURES


def _rows(root: HtmlElement, url: str) -> list[list[HtmlElement]]:
    """Boxes of one kind beside each other that each lead to another page of the site, and are no part of a menu."""
    found: list[list[HtmlElement]] = []
    for parent in root.iter("div", "ul", "ol", "section", "main", "tbody", "table"):
        if len(parent) < _FEWEST or is_beside(parent):
            continue
        kinds: dict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
        for each in parent:
            if isinstance(each.tag, str) and tag_of(each) in ("li", "div", "article", "section", "tr", "a"):
                kinds[tag_of(each), " ".join((each.get("class") or "").split()[:1])].append(each)
        rows = (boxes for boxes in kinds.values() if len(boxes) >= _FEWEST)
        found += [boxes for boxes in rows if sum(_is_box(box, url) for box in boxes) >= _MOST * len(boxes)]
    return found


def _is_box(box: HtmlElement, url: str) -> bool:
    """Whether a box is a title that leads on, with a line or two on it; what a comment or post says stands below no title."""
    if not leads_within(box, url):
        return False
    link = next(each for each in (*box.iter("a"), box) if words_of(each))
    told, linked = words_in(words_of(box)), words_in(words_of(link))
    titled = next(link.iter(*HEADINGS), next(link.iterancestors(*HEADINGS), None)) is not None
    return 1 < told <= _BOX and (titled or (linked >= _TITLE and told - linked < _PROSE))


def _is_catalogue(root: HtmlElement, runs: Sequence[Run], boxes: list[HtmlElement]) -> bool:
    """Whether all text stands above the boxes, and they are what the page is for."""
    inside = set(boxes)
    if any(not is_beside(time) and not inside.intersection(time.iterancestors()) for time in root.iter("time")):
        return False  # an article's own day
    boxed = [not inside.isdisjoint((run.block, *run.block.iterancestors())) for run in runs]
    if True not in boxed:
        return False
    last = len(boxed) - 1 - boxed[::-1].index(True)
    prose = [at for at, run in enumerate(runs) if run.keep and not boxed[at] and run.links < 0.5 and words_in(run.text) >= _PROSE]
    words = sum(words_in(runs[at].text) for at in prose)
    if words > _INTRODUCTION or (prose and prose[-1] > last):
        return False
    told = sum(placed and run.links < 0.5 and words_in(run.text) >= _PROSE for run, placed in zip(runs, boxed, strict=True))
    is_shelf = all(PRICE.search(words_of(box)) for box in boxes) and told <= (1 - _MOST) * len(boxes)  # else each thing is reviewed
    if is_shelf or _is_called_list(root, _LISTS | _PROFILES):
        return True
    taken = sum(words_in(run.text) for run, placed in zip(runs, boxed, strict=True) if run.keep and placed)
    return words <= _LINE and taken > words and all(map(_is_dated, boxes))


def _is_dated(box: HtmlElement) -> bool:
    return next(box.iter("time"), None) is not None or any(map(_DAY.search, box.itertext()))


def _is_called_list(root: HtmlElement, names: frozenset[str] = _LISTS) -> bool:
    """Whether a page's data call it a list of others, by one of some `names`; what they tell of one episode names its series as well."""
    kinds = [kind for script in root.iter("script") for thing in jsonld.things(script) for kind in jsonld.kinds_of(thing)]
    return not names.isdisjoint(kinds) and not any(kind.endswith("Episode") for kind in kinds)
