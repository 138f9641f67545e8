"""The article of a page that holds it only as data for its scripts: in the JSON of Next, Nuxt and their like, as HTML or as blocks.

Data hold other texts too: comments, the next article, terms. A text is taken where the object around it bears the page's title, or
where no other text comes near it; with doubt none is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from ..metadata.days.dates import as_day, read_date
from ..metadata.page import Metadata
from ..metadata.people.names import people
from ..metadata.structured.jsonld import text_of
from ..metadata.titles.wording import agree
from . import blocks
from .data import data_of, whole

_SHORTEST = 500  # characters of HTML; less is a teaser or a notice
_FEWEST = 300  # characters of blocks, which are an article's by their form
_ONE = 1500  # characters of HTML that is but one paragraph
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
# Keys of what stands beside an article, and kinds of what people answer to it.
_BESIDE = re.compile(
    r"\b(?:comments?|repl(?:y|ies)|discussions?|threads?|messages|reviews|related|recommend\w*|similar|trending|popular|latest|"
    r"next|prev|previous|more|footer|terms|privacy|consent|cookies?|legal|disclaimers?|polic(?:y|ies)|gdpr|menus?|nav|navigation|navbar|"
    r"sidebar|modals?|banners?|newsletters?|paywall|promos?|teasers?|i18n|translations|locales|ads?)\b",
    re.IGNORECASE,
)
_KEY = re.compile(r"[A-Za-z][\w-]{0,39}(?![\w/.-])")  # of "Comment:12" and "comments({…})" the beginning
_WORDS = 3  # of a key
_TITLES = re.compile(r"title|headline|heading$", re.IGNORECASE)
_LONGEST_TITLE = 500  # characters
_NEARLY = 0.5  # of the longest text; another of so many characters makes it doubtful which is the article
_AUTHORS = ("author", "authors", "byline", "bylines", "writer", "writers")
_CREATORS = ("creator", "creators", "contributors")  # further away, these made the site
_NAMES = ("name", "fullName", "full_name", "displayName", "display_name")
_IN_TWO = (("firstName", "lastName"), ("first_name", "last_name"), ("givenName", "familyName"))
_LABELS = ("title", "label")
_ROLES = ("role", "roles", "type", "kind", "job", "jobTitle", "job_title", "position", "title", "contributorType")
_PICTURES = re.compile(r"photo|foto|illustrat|picture|camera|graphic|video", re.IGNORECASE)
_WRITES = re.compile(r"writ|author|report|journal|editor|text|words", re.IGNORECASE)
_DAYS = (
    *("datePublished", "publishedAt", "published_at", "firstPublished", "firstPublishedAt", "publishedDate", "publicationDate"),
    *("publishDate", "publish_date", "published", "pubDate", "published_time", "publishedTime"),
)
_ADDRESSES = ("slug", "path", "uri", "url", "permalink", "href", "link")
_ABOVE = 3  # objects around a text that may say whose it is


class _Thing(NamedTuple):
    """An object of data and the titles that it bears, read once: thousands of texts may stand in one."""

    data: dict[str, Any]
    titles: tuple[str, ...]


_Around = tuple[_Thing, ...]  # the objects around a text, the nearest first
_Text = tuple[str, _Around]


class Embedded(NamedTuple):
    """An article among a page's data: its HTML, the authors and the day that stand beside it, and its title where the page has another."""

    html: str
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    title: str = ""


def embedded_in(root: HtmlElement, about: Metadata) -> Embedded | None:
    """The article in a page's data, `None` if there is none or none can be told from the others; JSON-LD is not looked at."""
    titles = [title for title in (about.title, *about.titles) if title]
    found = _article([text for data in data_of(root) for text in _texts(data)], titles, about.url)
    if found is None:
        return None
    html, around = found
    things = list(_near(around, titles))
    authors = next((names for thing, near in things if (names := people(_authors(thing.data, near=near)))), ())
    day = next((day for thing, near in things if (day := _day(thing.data, near=near))), None)
    owner = _owner(around)
    title = next((whole(text) for text in owner.titles), "") if owner and titles and not _bears(owner, titles) else ""
    return Embedded(whole(html), authors, day, title)


def told_by(found: Embedded, about: Metadata) -> Metadata:
    """What a page says of itself, and what its data say where that is silent."""
    sources = dict(about.sources)
    author, published = about.author, about.published
    if not author and found.authors:
        author, sources["author"] = found.authors[0] if len(found.authors) == 1 else found.authors, "data for scripts"
    if published is None and found.published is not None:
        published, sources["published"] = found.published, "data for scripts"
    title = found.title or about.title
    if found.title:
        sources["title"] = "data for scripts"
    return replace(about, title=title, author=author, published=published, sources=sources)


def _article(texts: list[_Text], titles: list[str], url: str) -> _Text | None:
    """The longest text of an object that bears the page's title; where none does, of one that bears the end of its address at `url`.

    Where none does either, the longest of all if no object with a title holds it.

    `None` where another is nearly as long: then it is one of many, or a piece of an article.
    """
    owners = [(text, _owner(text[1])) for text in texts]
    things = {id(owner): owner for _, owner in owners if owner}
    bearing = {key for key, thing in things.items() if _bears(thing, titles)}
    bearing = bearing or {key for key, thing in things.items() if _stands_at(thing, url)}  # the page is called as its section is
    owned = [(text, owner) for text, owner in owners if id(owner) in bearing]
    longest, owner = max(owned or owners, key=lambda each: len(each[0][0]), default=(None, None))
    if longest is None or (titles and owner and not owned):
        return None  # an object with another title is another article
    rivals = (text for text, other in owned if other is owner) if owned else texts
    return None if any(_rivals(text, longest) for text in rivals) else longest


def _rivals(text: _Text, longest: _Text) -> bool:
    """Whether a text of another object is nearly as long, and not the same told twice."""
    near, nearest = (next(iter(around), None) for _, around in (text, longest))
    return near is not nearest and text[0] != longest[0] and len(text[0]) >= _NEARLY * len(longest[0])


def _owner(around: _Around) -> _Thing | None:
    """The nearest object that has a title."""
    return next((thing for thing in around if thing.titles), None)


def _bears(thing: _Thing, titles: list[str]) -> bool:
    return any(agree(own, title) for own in thing.titles for title in titles)


def _stands_at(thing: _Thing, url: str) -> bool:
    """Whether an object's own address ends as the page's: by several words, as "about" is many a page's."""
    slug = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    told = (thing.data.get(key) for key in _ADDRESSES)
    return "-" in slug.strip("-") and any(isinstance(each, str) and each.rstrip("/").rpartition("/")[2] == slug for each in told)


def _titles(thing: Mapping[str, Any]) -> Iterator[str]:
    """What an object calls itself: `title`, `seoTitle`, `headline`; in WordPress and Arc an object holds it."""
    for key, value in thing.items():
        if _TITLES.search(key):
            told = value.values() if isinstance(value, dict) else [value]
            yield from (text for text in told if isinstance(text, str) and text.strip() and len(text) <= _LONGEST_TITLE)


def _near(around: _Around, titles: list[str]) -> Iterator[tuple[_Thing, bool]]:
    """The objects that may say whose a text is, and whether they are its own: the nearest, and the one with the page's title, the last."""
    for place, thing in enumerate(around):
        owner = _bears(thing, titles)
        yield thing, owner or place == 0
        if owner:
            return


def _texts(data: Any) -> Iterator[_Text]:
    """The texts among data that may be an article, each once, with the objects around it."""
    seen: set[str] = set()
    todo: list[tuple[Any, _Around]] = [(data, ())]
    while todo:
        each, around = todo.pop()
        if isinstance(each, str) and len(each) > _SHORTEST and each not in seen:
            seen.add(each)
            if _has_paragraphs(each):
                yield each, around
        elif isinstance(each, list):
            html = blocks.html_of(each)
            if len(html) > _FEWEST:
                yield html, around
            todo += ((value, around) for value in each)
        elif isinstance(each, dict) and ((titles := tuple(_titles(each))) or not blocks.is_answer(each)):  # a review may be the article
            inside = (_Thing(each, titles), *around[: _ABOVE - 1])
            todo += ((value, inside) for key, value in each.items() if not _is_beside(key))


def _is_beside(key: str) -> bool:
    """Whether a key names what stands beside an article; an address or a slug as key may hold any word."""
    name = _KEY.match(key)
    return name is not None and len(words := blocks.words(name[0]).split()) <= _WORDS and _BESIDE.search(" ".join(words)) is not None


def _has_paragraphs(text: str) -> bool:
    """Whether a text is HTML of two paragraphs, or of one long one: a shorter one is a piece of something."""
    paragraph = _PARAGRAPH.search(text)
    end = text.lower().rfind("</p>")
    return paragraph is not None and paragraph.end() < end and (len(text) > _ONE or _PARAGRAPH.search(text, paragraph.end()) is not None)


def _authors(thing: Mapping[str, Any], *, near: bool) -> list[str]:
    given = next((value for key in (*_AUTHORS, *(_CREATORS if near else ())) if (value := thing.get(key))), None)
    return [name for each in (given if isinstance(given, list) else [given]) if (name := whole(_name(each)))]


def _name(value: Any) -> str:
    if not isinstance(value, dict):
        return text_of(value)
    if isinstance(value.get("node"), dict):
        return _name(value["node"])  # GraphQL
    roles = " ".join(text_of(value.get(key)) for key in _ROLES)
    if _PICTURES.search(roles) and not _WRITES.search(roles):
        return ""
    in_two = (f"{text_of(value.get(first))} {text_of(value.get(last))}".strip() for first, last in _IN_TWO)
    names = (*(text_of(value.get(key)) for key in _NAMES), *in_two, *(text_of(value.get(key)) for key in _LABELS))
    return next((name for name in names if name), "")


def _day(thing: Mapping[str, Any], *, near: bool) -> date | datetime | None:
    """The earliest day of publication that an object tells: others are of a later edition, or still to come."""
    told = (read_date(value) for key in (*_DAYS, *(("date",) if near else ())) if isinstance(value := thing.get(key), str))
    return min(filter(None, told), key=as_day, default=None)
