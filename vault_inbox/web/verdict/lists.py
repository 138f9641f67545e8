"""Pages that are but lists of other pages: indexes, front pages, archives, search results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote_plus, urljoin, urlsplit

from lxml.html import HtmlElement

from ..choosing.runs import Run
from ..dom import HEADINGS, tag_of, words_of
from ..metadata.titles.wording import agree, parts_of, same_words
from .error_words import LOST
from .rows import is_beside, is_rows, is_told_whole, leads_to
from .said import tells_article
from .sayings import OF_COMMENTS, is_title, words_in
from .walls import is_prose

_NEXT_PAGE = re.compile(r"/page/\d|[?&]paged?=\d")
_NUMBER = re.compile(r"/page/\d+/?$|(?:^|&)paged?=\d+|/index\.\w+$")
# Where a site keeps what it wrote on one thing, or by one of its people; a post has its name behind that.
_ARCHIVE = re.compile(
    r"/(?:tag|categor(?:y|ie)|author)s?/[^/?#]+/?(?:[?#]|$)|"
    r"/(?:news|latest(?:-news)?|blog|press(?:e|-?releases?|emitteilungen)?|aktuell(?:es)?|actualit[eé]s?|noticias|notizie|nieuws|archives?)"
    r"/?(?:index\.\w+)?(?:#|$)",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"/topics?/[^/?#]+/?(?:[?#]|$)", re.IGNORECASE)  # some sites keep their articles there
# Where sites answer what was searched, whatever they call the field; a post that was found so has its own name there.
_SEARCH = re.compile(
    r"(?:^|/)(?:(?:search|suche|recherche|buscar|busqueda|busca|cerca|ricerca|zoeken|sok|szukaj|hledat|arama|find)(?:[-_/]?results?)?|results?)"
    r"(?:\.\w+)?/?$",
    re.IGNORECASE,
)
# On a front page, and in parts of a search ("/search/all"), only these fields tell it: a post may stand at "/?post=old-bridges". What
# stands behind "/search/" by itself may be what was searched; "recherche" is research as well.
_FRONT = re.compile(r"(?:index\.\w+|s)?/?", re.IGNORECASE)
_FIELDS = frozenset(("s", "q", "k", "query", "search", "suche", "keyword", "keywords", "keys", "text"))
_BEHIND = re.compile(r"(?:^|/)(?:search|suche|buscar|busqueda|busca|zoeken|szukaj|hledat)/([^/]+)/?$", re.IGNORECASE)
_SLUG = re.compile(r"[^\W_]+(?:[-_][^\W_]+){2,}(?:\.\w+)?")  # the name of a post: three words or more, without a space
_WORD = re.compile(r"\w{3,}|[^\W\x00-\x7f]+")  # a word of one sign is one
_OWN = 3  # words of a title; a section's has fewer
_LINES = 20  # of an introduction that are looked at
_SENTENCES = 2  # below the name of a section; one says what is found there
_SENTENCE = re.compile(r"[.!?…][\"'”’»)]?(?=\s|$)|[。！？।]")
_PARTS = 4  # of a title, between the names of a section and a site
_TITLES = 6  # headings that are links; an article that names so many others has words of its own between them
_CARDS = 5  # teasers that hold all the text of a page
_MOST = 0.8  # of the boxes
_MOSTLY = 0.9  # of a heading's characters that are a link: the site's name
_PARAGRAPH = 20  # words; a paragraph of an article
_TEASER = 60  # words of a teaser; what is longer is a part of an article
_A_DAY = 2  # words: "May 3"
_BESIDE = 30  # words above and below teasers
_SERVERS_LIST = re.compile(r"^Index of /")  # what servers call the list of a folder's files
_OUTSIDE = ("nav", "aside", "footer", "header")


def is_listing(root: HtmlElement, runs: Sequence[Run], title: str, url: str) -> bool:
    """Whether a page whose article's runs are kept is a list of links; `title` and `url` are its own."""
    kept = [run for run in runs if run.keep]
    told = _may_tell_each(root, runs, title, url)
    if _is_links(kept, title, url) or _is_cards(runs, kept, url, told=told):
        return True
    read = kept if sum(words_in(run.text) for run in kept) >= _PARAGRAPH else runs
    return is_rows(read, url, front=_is_front(url), told=told) and not tells_article(root)  # a short one, above others


def is_told(runs: Sequence[Run]) -> bool:
    """Whether two paragraphs of the article follow each other: among results of a search a link stands between any two."""
    told = False
    for run in runs:
        if run.links > 0.5 or _is_begun_by_link(run):
            told = False
        elif run.keep and words_in(run.text) >= _PARAGRAPH:
            if told:
                return True
            told = True
    return False


def _may_tell_each(root: HtmlElement, runs: Sequence[Run], title: str, url: str) -> bool:
    """Whether a page may tell of books, places or sites one by one, below a title of its own.

    Front pages, archives and pages of errors show the beginning of each post, which is a whole paragraph as well. An article has a title of
    some words, or an introduction; of what a site keeps under a topic, both.
    """
    if _is_front(url) or is_title(title, LOST):
        return False
    if tells_article(root):
        return True
    if _ARCHIVE.search(url) or any(_is_next_page(link, url) for link in root.iter("a", "link")):
        return False
    names = (title, *parts_of(title)[:_PARTS])
    main = [run.text for run in runs if _is_main_heading(run) and any(agree(run.text, name) for name in names)]
    is_own = any(words_in(text) >= _OWN and not is_title(text, LOST) and not _is_searched(text, url) for text in main)
    return (is_own and _is_introduced(runs, url)) if _TOPIC.search(url) else is_own or _is_introduced(runs, url)


def _is_searched(heading: str, url: str) -> bool:
    """Whether a heading above the results of a search says what was searched: "Results for bridge" at `/search?q=bridge`."""
    told, own = heading.casefold(), set(_WORD.findall(heading.casefold()))
    asked = _WORD.findall(_searched(url).casefold())
    return any(word in own or (not word.isascii() and word in told) for word in asked)


def _searched(url: str) -> str:
    """What was searched where the address of a page is that of a search."""
    address, _, query = url.partition("#")[0].partition("?")
    path = address.partition("://")[2].partition("/")[2]
    fields = [(name.lower(), value) for name, value in parse_qsl(query) if not name.lower().startswith("utm_")]
    if _SEARCH.search(path):
        return " ".join(value for _, value in fields)
    behind = _BEHIND.search(path)
    if behind is None and _FRONT.fullmatch(path) is None:
        return ""
    values = [value for name, value in fields if name in _FIELDS] or [unquote_plus(behind[1]) if behind else ""]
    return " ".join(value for value in values if not _SLUG.fullmatch(value))


def _is_main_heading(run: Run) -> bool:
    return tag_of(run.block) == "h1" and run.links < _MOSTLY


def _is_introduced(runs: Sequence[Run], url: str) -> bool:
    """Whether a paragraph of the article stands below a main heading; below what may be a section's name, two sentences or more."""
    is_section = _is_called_section(runs, url)
    told = _introduction(runs, is_section=is_section)
    if not is_section:
        return any(map(is_prose, told))
    first = list(islice(told, _LINES))
    return any(map(is_prose, first)) and sum(len(_SENTENCE.findall(run.text)) for run in first) >= _SENTENCES


def _is_called_section(runs: Sequence[Run], url: str) -> bool:
    """Whether the main headings may be a section's name: one word ("Sport"), or what the page's address ends with."""
    try:
        last = unquote_plus(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    except ValueError:
        last = ""
    names = [run.text for run in runs if _is_main_heading(run)]
    return bool(names) and all(words_in(name) <= 1 or same_words(name, last) for name in names)


def _introduction(runs: Sequence[Run], *, is_section: bool) -> Iterator[Run]:
    """The lines of the article below a main heading, up to a title that leads to another page.

    A link of a word or two may be the author's; in a section it is a title where it stands in a heading.
    """
    below, looked = False, set[HtmlElement]()  # several runs of one block
    for run in runs:
        is_heading = tag_of(run.block) in HEADINGS
        if _is_main_heading(run):
            below = not is_title(run.text, LOST)
        elif below and run.keep and not is_heading and ((is_prose(run) and not _is_begun_by_link(run)) or not run.links):
            yield run
        elif below and run.links and run.block not in looked:
            below = not (is_section and is_heading) and all(words_in(words_of(link)) < _OWN for link in run.block.iter("a"))
            looked.add(run.block)


def _is_next_page(link: HtmlElement, url: str) -> bool:
    """Whether a link leads to another page of the list that stands at `url`: not of the site's blog, nor of what readers wrote below."""
    target = link.get("href") or ""
    if not _NEXT_PAGE.search(target):
        return False
    try:
        here, there = urlsplit(url), urlsplit(urljoin(url, target))
    except ValueError:
        return False
    if any(_NUMBER.sub("", a).strip("/&") != _NUMBER.sub("", b).strip("/&") for a, b in zip(here[2:4], there[2:4], strict=True)):
        return False  # paths and queries
    return not (is_beside(link) or OF_COMMENTS.search(f"{words_of(link)} {there.fragment}"))


def _is_links(kept: list[Run], title: str, url: str) -> bool:
    """Many links and hardly any prose; on a front page less of it is enough, and nothing but links is a list at any length."""
    linked = {block: _linked(block) for block in {run.block for run in kept if run.links > 0}}  # lines that `<br>` parts share one
    links = [run for run in kept if run.links > 0 and words_in(run.text) - linked[run.block].words <= _A_DAY]
    if _SERVERS_LIST.match(title) or (len(kept) > 2 and len(links) == len(kept) and all(linked[run.block].leads for run in links)):
        return True
    prose = [run for run in kept if len(run.text) > 160 and run.links < 0.5]
    links = [run for run in links if run.block.tag not in ("td", "th")]
    front = _is_front(url)
    chars = sum(len(run.text) for run in kept)
    whole = set(map(id, links))
    share = sum(len(run.text) * (1.0 if id(run) in whole else run.links) for run in kept) / chars if chars else 0.0
    if front and sum(_begins_with_link(run) for run in kept) > max(
        _TITLES, 0.5 * len([run for run in kept if run.text.strip("0123456789 .,")])
    ):
        return True
    many = len(links) >= (5 if front else 8)
    return many and (share > 0.6 or (front and share > 0.35)) and len(prose) < (6 if front else 3)


class _Linked(NamedTuple):
    """How many words of a block are links (what has but a day more is one), and whether one leads to another place."""

    words: int
    leads: bool


def _linked(block: HtmlElement) -> _Linked:
    links = list(block.iter("a"))
    targets = ((link.get("href") or "#").strip().lower() for link in links)
    words = sum(words_in(words_of(link)) for link in links)
    return _Linked(words, any(not target.startswith(("#", "javascript:")) for target in targets))


def _is_front(url: str) -> bool:
    try:
        return urlsplit(url).path.strip("/").lower() in ("", "index.html", "index.php", "home") and not urlsplit(url).query
    except ValueError:
        return False


def _begins_with_link(run: Run) -> bool:
    """Whether a run is a link and a few words on it: a forum, a department."""
    return tag_of(run.block) not in ("td", "th") and words_in(run.text) < _PARAGRAPH and _is_begun_by_link(run)


def _is_begun_by_link(run: Run) -> bool:
    link = next(run.block.iter("a"), None) if run.links > 0 else None
    return link is not None and run.text.startswith(words_of(link) or "\n")


def _is_cards(runs: Sequence[Run], kept: list[Run], url: str, *, told: bool) -> bool:
    """Teaser beside teaser: what was taken for text stands below titles that lead to other pages of the site, each in a box of its own."""
    titles = [run.block for run in runs if run.links > 0.5 and tag_of(run.block) in HEADINGS and leads_within(run.block, url)]
    if len(titles) < _CARDS:
        return False
    boxes = _boxes(titles)
    words: dict[HtmlElement, int] = {}
    outside = 0
    for run in kept:
        box = next((each for each in (run.block, *run.block.iterancestors()) if each in boxes), None)
        if box is not None:
            words[box] = words.get(box, 0) + words_in(run.text)
        elif run.links < 0.5:
            outside += words_in(run.text)
    if sum(words_in(run.text) for run in kept) < _PARAGRAPH:
        return len(boxes) >= _TITLES  # whatever was taken for text is a line above the teasers
    if len(words) < _CARDS or outside > _BESIDE or max(words.values()) > _TEASER:
        return False
    return not told or sum(map(is_told_whole, words)) < _MOST * len(words)


def _boxes(titles: list[HtmlElement]) -> set[HtmlElement]:
    """Around each title the largest element that holds no other one."""
    held: dict[HtmlElement, int] = {}
    for title in titles:
        for each in (title, *title.iterancestors()):
            held[each] = held.get(each, 0) + 1
    chains = ([each for each in (title, *title.iterancestors()) if held[each] == 1] for title in titles)
    return {chain[-1] for chain in chains if chain and not any(tag_of(each) in _OUTSIDE for each in chain[-1].iterancestors())}


def leads_within(title: HtmlElement, url: str) -> bool:
    """Whether a title leads to another page of the same site."""
    link = next((each for each in (*title.iter("a"), *title.iterancestors("a")) if words_of(each)), None)
    return link is not None and leads_to(link, url)
