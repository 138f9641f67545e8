"""Whether a page with little text looks like an article, for pages whose words give nothing away.

A notice in words that nobody has listed still comes without an author or a day, in lines rather than paragraphs, at an address
whose words it does not speak of, and its heading is seldom the page's title. Only the words for "you" are of some language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import partial
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from ..choosing.runs import fold
from ..dom import HEADINGS, tag_of, words_of
from ..metadata.page import Metadata
from .said import Said, first_headings, head_title, is_called_article, is_titled, is_told_beside_login, meta
from .sayings import speaks_to_reader, words_in
from .walls import is_prose

_FEW, _SOME = 100, 150  # words
_ODD = 2  # marks
_DIALOGS = ("dialog", "alertdialog")
_SLUG = re.compile(r"[a-z0-9]{3,}")
_OTHER_LETTER = re.compile(r"[^\W\d_a-z]")
_BARE_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_IN_TITLE, _IN_TEXT = 2, 3  # words of an address; fewer may be a section's name
_HALF = 0.5
_LINKED, _PICTURES, _ITEMS = 0.4, 3, 8  # share of words, pictures, runs of text: a list rather than a notice
_MANY_LINKS = 0.3
_BUTTONS = 3
_ALIKE, _TEASER = 4, 5  # boxes, words in each
_WORD = re.compile(r"\w{3,}|[\u3040-\u9fff\uac00-\ud7af]{2,}")
_UNSPACED = re.compile(r"[\u3040-\u9fff\uac00-\ud7af\u0e00-\u0eff]")
_MENUS = ("nav", "header", "footer", "aside")
_LINES = 3  # of a verse or list, at least
_BARE = 3  # links; a page with fewer and without a script, button or form has no site around it, and is what it says


def is_unlike(page: Said, about: Metadata, url: str) -> bool:
    """Whether a page does not look like one that holds an article."""
    if page.words >= _SOME or len(page.kept) > _SOME:
        return False
    odd = _oddities(page, about, url)
    if (odd.spoken or odd.dialog or odd.noindex) and _is_strange(page, about):
        return bool(page.language) or sum(odd) >= _ODD  # where a language is not known, "you" may be a word of another
    if _is_bare(page.root) or _has_sign(page, about, url):
        return False
    enough = _ODD if page.words >= _FEW or is_titled(page) or (odd.no_prose and _is_verse_or_list(page)) else 1
    return sum(odd) >= enough


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
    if about.published or about.author or is_called_article(page.root):
        return True
    slug = _slug(url)
    if len(slug) >= _IN_TITLE and len(slug & set(_SLUG.findall(about.title.lower()))) >= _HALF * len(slug):
        return True
    return any(tag_of(box) == "article" for run in page.kept for box in (run.block, *run.block.iterancestors()))


def _is_strange(page: Said, about: Metadata) -> bool:
    """Whether no heading has a word of the page's titles, and its text has few: something else stands where the article was to stand.

    A wall, or a notice that it is gone, is often put into the page of the article itself, which goes on to tell its title, author and day.
    """
    titles = _words(" ".join((*about.titles, *head_title(page))))
    first = next((at for at, run in enumerate(page.runs) if run.keep and is_prose(run)), 0)
    above = [run.text for run in page.runs[:first] if tag_of(run.block) in HEADINGS]
    main = [run.text for run in page.runs if tag_of(run.block) == "h1"]
    if not (titles and above) or titles & _words(" ".join((*above, *main))):
        return False
    return len(titles & _words(" ".join(run.text for run in page.kept))) < _HALF * len(titles)


def _words(text: str) -> set[str]:
    """The words of a text; where words are not spaced, every two letters."""
    words = _WORD.findall(fold(text))
    return {part for word in words for part in (map("".join, pairwise(word)) if _UNSPACED.match(word) else (word,))}


class _Oddities(NamedTuple):
    """The marks that speak for a notice or a form; an article may bear one, for poems have no prose either."""

    spoken: bool
    no_prose: bool
    address: bool
    noindex: bool
    canonical: bool
    named: bool
    password: bool
    form: bool
    dialog: bool
    links: bool
    buttons: bool


def _oddities(page: Said, about: Metadata, url: str) -> _Oddities:
    prose = [run for run in page.kept if is_prose(run)]
    return _Oddities(
        spoken=_is_spoken(page),
        no_prose=not prose,
        address=_is_elsewhere(page, {word for word in _slug(url) if not word.isdigit()}),
        noindex="noindex" in meta(page.root, "robots"),
        canonical=_is_front_instead(page.root, url),
        named=_is_named_like_site(page, about, url),
        password=any(map(_is_secret, page.root.iter("input"))) and not is_told_beside_login(page),
        form=any(_is_login(box) for run in page.kept for box in run.over),
        dialog=all(any(tag_of(box) == "dialog" or box.get("role") in _DIALOGS for box in (run.block, *run.over)) for run in page.kept),
        links=_linked(page) > _MANY_LINKS,
        buttons=sum(1 for _ in page.root.iter("button")) >= _BUTTONS,
    )


def _is_verse_or_list(page: Said) -> bool:
    """Whether a page without paragraphs has lines that are broken as a poem's are, or a list of things that lead nowhere: a recipe's."""
    verse = max((sum(1 for _ in run.block.iter("br")) for run in page.kept if not run.links), default=0)
    items = Counter(run.block.getparent() for run in page.kept if tag_of(run.block) == "li" and not run.links)
    return max(verse + 1, *items.values(), 0) >= _LINES


def _is_secret(field: HtmlElement) -> bool:
    return bool(field.get("type") == "password")


def _is_login(box: HtmlElement) -> bool:
    return tag_of(box) == "form" and any(map(_is_secret, box.iter("input")))


def _is_front_instead(root: HtmlElement, url: str) -> bool:
    """Whether a page says that it is the site's front page, at the address of another: what was there is not."""
    links = (link for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    href = next((link.get("href") or "" for link in links), "").strip()
    try:
        return bool(href) and not _path(urljoin(url, href)) and bool(_path(url))
    except ValueError:
        return False


def _is_named_like_site(page: Said, about: Metadata, url: str) -> bool:
    """Whether a page is called like its host ("example.com"), or like its site though it is not the front page."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    if host and host in map(str.lower, (about.title, *first_headings(page.runs))):
        return True
    title = fold(about.title).replace(" ", "")
    return bool(title and _path(url)) and title in (fold(about.site).replace(" ", ""), *host.split(".")[:-1])


def _path(url: str) -> str:
    return urlsplit(url).path.strip("/")


def _is_elsewhere(page: Said, slug: set[str]) -> bool:
    """Whether an address speaks of other things than its page; only a text in Latin letters can be compared with it."""
    said = " ".join(run.text.lower() for run in page.runs)
    plain = _plain(said)
    if len(slug) < _IN_TEXT or _OTHER_LETTER.search(plain):
        return False
    return len(slug - set(_SLUG.findall(f"{plain} {_plain(said.translate(_TWO_LETTERS))}"))) >= _HALF * len(slug)


def _plain(text: str) -> str:
    """A text in small letters as addresses bear it: "rośnie" is "rosnie" there."""
    bare = unicodedata.normalize("NFKD", text.translate(_BARE_LETTERS))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _is_spoken(page: Said) -> bool:
    """Whether there is a paragraph, and each speaks to its reader."""
    prose = [run.text for run in page.kept if is_prose(run)]
    return bool(prose) and all(map(partial(speaks_to_reader, language=page.language), prose))


def _slug(url: str) -> set[str]:
    """The words of the longest part of an address."""
    parts = unquote(urlsplit(url).path).lower().split("/")
    return set(_SLUG.findall(max(parts, key=len).partition(".")[0]))


def _linked(page: Said) -> float:
    """How much of the words of a page's text stands in links, menus aside."""
    runs = [run for run in page.kept if not any(tag_of(box) in _MENUS for box in (run.block, *run.block.iterancestors()))]
    linked = sum(words_in(words_of(link)) for run in runs for link in run.block.iter("a"))
    return min(1.0, linked / max(1, sum(words_in(run.text) for run in runs)))


def _is_bare(root: HtmlElement) -> bool:
    return next(root.iter("script", "button", "form"), None) is None and sum(1 for _ in root.iter("a")) < _BARE
