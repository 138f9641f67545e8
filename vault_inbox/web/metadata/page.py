"""What a page says of itself: title, authors, dates, site, language, address. Each value goes with the place that it was found in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from .. import urls
from ..dom import words_of
from . import jsonld
from .authors import author_places
from .bylines import bylines
from .days import Days
from .descriptions import description
from .order import Reader
from .outlets import PAPER, is_team, stands_at
from .people import people
from .pictures import is_default
from .titles import (
    agree,
    akin,
    bare_manual,
    heading_words,
    is_behind,
    is_repository,
    parts_of,
    said_once,
    without_shown_site,
    without_site,
)

Found = tuple[str, str]  # a value and where it stood
_OWNER = re.compile(
    r"([A-ZÀ-Ý]\S+(?: [A-ZÀ-Ý]\S+){1,2})[’']s (?:\w+ )?(?:blog|weblog|website|homepage|home page|notes|journal)", re.IGNORECASE
)
_LABEL = re.compile(r"^Title:\s*")  # what archives of papers write before it
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title", "sailthru.title", "headline")
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
_IMAGES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_SITES = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher")
_MOST_KEYWORDS = 12  # a longer list is written for search engines, not for readers


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own account of itself; `titles` are all that it calls itself, for lines of the text that only repeat them.

    `body` is the article's text as its JSON-LD tells it: often shortened and always without markup, but a witness.
    """

    url: str
    title: str = ""
    author: str | tuple[str, ...] = ""
    published: date | datetime | None = None
    modified: date | datetime | None = None
    site: str = ""
    language: str = ""
    description: str = ""
    image: str = ""
    tags: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    body: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)


def read_metadata(root: HtmlElement, url: str) -> Metadata:
    """All that a page says of itself; `url` is the address it was fetched from."""
    page = _Page(root, url)
    site, title = page.site(), page.title()
    days = Days(root, url, page.about, page.meta, title[0], Reader(root, url, page.locale()[0]))
    found: dict[str, tuple[Any, str]] = {
        "url": page.canonical(),
        "title": title,
        # A blog at its author's name ends its titles with it.
        "author": page.author(urls.site_of(url) if site[1] == "title" else site[0], title[0]),
        "published": days.published(),
        "modified": days.modified(),
        "site": site,
        "language": page.language(),
        "description": description(page.all_of(_DESCRIPTIONS, "description"), root, title[0], site[0]),
        "image": page.image(site[0]),
        "tags": page.tags(),
    }
    values = {name: value for name, (value, _) in found.items()}
    sources = {name: source for name, (value, source) in found.items() if value and source}
    body = jsonld.text_of(page.about.get("articleBody"))
    return Metadata(**values, titles=page.titles(title[0]), body=unescaped(body), sources=sources)


def unescaped(text: str) -> str:
    """Text with its entities decoded, twice escaped ones too, on one line."""
    for _ in range(3):
        decoded = html.unescape(text)
        if decoded == text:
            break
        text = decoded
    return " ".join(text.split())


class _Page:
    """The places of one page that metadata are read from."""

    def __init__(self, root: HtmlElement, url: str) -> None:
        self.root = root
        self.url = url
        self.about = jsonld.described(root)
        self.meta: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            content = unescaped(element.get("content") or element.get("value") or "")
            for name in {(element.get(key) or "").strip().lower() for key in ("property", "name", "itemprop")} - {""}:
                if content:
                    self.meta.setdefault(name, []).append(content)
        headings = (said_once(_LABEL.sub("", unescaped(heading_words(h1)))) for h1 in root.iter("h1"))
        self.headings = list(dict.fromkeys(text for text in headings if text))
        head = next((text for element in root.iter("title") if (text := unescaped(element.text_content()))), "")
        self.head_title = said_once(head)

    def first(self, names: Iterable[str], key: str = "") -> Found:
        """The first of these `<meta>` values, else a field of the JSON-LD."""
        return next(self.all_of(names, key), ("", ""))

    def all_of(self, names: Iterable[str], key: str = "") -> Iterator[Found]:
        """The first value of each of these `<meta>` names, then a field of the JSON-LD."""
        yield from ((self.meta[name][0], name) for name in names if name in self.meta)
        text = unescaped(jsonld.text_of(self.about.get(key))) if key else ""
        if text:
            yield text, f"JSON-LD {key}"

    def title(self) -> Found:
        """The heading that says what the title given to others says, else that title without the site's name."""
        given, source = self.first(_TITLES)
        if not given:
            given, source = self.head_title, "title"
        if not given:
            given, source = self.first((), "headline")
        said = bare_manual(_LABEL.sub("", said_once(self._without_site(given))))
        told = self._without_unknown_site(said)
        for heading in self.headings:
            if self._is_blogs_name(heading, told) or (told != said and not agree(heading, told)):
                continue
            if is_behind(told, heading):
                return told, source  # the heading has a line above its title: "Premier League | Liverpool loses"
            if (
                is_repository(told, heading)
                or agree(heading, given)
                or agree(heading, told)
                or (len(self.headings) == 1 and akin(heading, f"{given} {self.head_title}"))
            ):
                return self._without_site(heading), "h1"
        if told:
            return told, source
        return (self.headings[0], "h1") if self.headings else ("", "")

    def _without_unknown_site(self, title: str) -> str:
        """A title whose first part is a heading or term of the page: what stands behind it is the site, though no one says its name."""
        title = without_shown_site(title, self.root)
        first, *rest = parts_of(title) or [""]
        if self.headings or len(rest) != 1:
            return title
        return first if any(words_of(each) == first for each in self.root.iter("h2", "h3", "dt")) else title

    def _is_blogs_name(self, heading: str, told: str) -> bool:
        """Whether a heading is the blog's name above the title of one of its posts."""
        return heading != told and bool(told) and (heading == self.site()[0] or stands_at(heading, urls.site_of(self.url)))

    def _without_site(self, title: str) -> str:
        return without_site(title, (self.site()[0], urls.site_of(self.url).rpartition(".")[0]))

    def titles(self, title: str) -> tuple[str, ...]:
        """Every title that the page gives itself."""
        given = [value for name in _TITLES for value in self.meta.get(name, [])[:1]]
        given += [self.head_title, jsonld.text_of(self.about.get("headline"))]
        given += [heading for heading in self.headings if is_behind(title, heading)]
        return tuple(dict.fromkeys(text for each in given for text in (each, self._without_site(each)) if text) | {title: None})

    def author(self, site: str, title: str) -> tuple[str | tuple[str, ...], str]:
        """People who wrote the page: by JSON-LD, `<meta>`, marked-up links and names, or a byline near the top."""
        publisher = unescaped(jsonld.text_of(self.about.get("publisher")))
        team: Found = ("", "")
        places = chain(author_places(self.root, self.about, self.meta), bylines(self.root, title, self.head_title))
        for source, texts in places:
            lines = ("\n".join(map(unescaped, text.split("\n"))) for text in texts)
            names = people(lines, () if self._is_person(site) else (site, publisher), urls.site_of(self.url))
            if names and (source != "byline" or not is_team(names)):
                return (names[0] if len(names) == 1 else names), source
            if names and not team[0]:
                team = names[0], source  # one of them may have a byline as well
        if team[0]:
            return team
        owner = _OWNER.fullmatch(site)
        return (owner[1], "site") if owner else ("", "")

    def _is_person(self, site: str) -> bool:
        """Whether the site bears the name of a person who says so: a blog that is called as its author."""
        author = self.about.get("author")
        people = [item for item in (author if isinstance(author, list) else [author]) if isinstance(item, dict)]
        told = any(item.get("@type") == "Person" and item.get("name") == site for item in people)
        return len(site.split()) in (2, 3) and not PAPER.search(site) and (told or self.meta.get("twitter:data1", [""])[0] == site)

    def site(self) -> Found:
        """The site's name, else its address."""
        name, source = self.first(_SITES)
        if not name or name.startswith(("http://", "https://")):
            publisher = unescaped(jsonld.text_of(self.about.get("publisher")))
            name, source = (publisher, "JSON-LD publisher") if publisher and "://" not in publisher else ("", "")
        host = urls.site_of(self.url)
        if name and not name.startswith(("@", "www.")):
            return name, source
        named = next((part for part in reversed(parts_of(self.head_title)) if stands_at(part, host)), "")
        return (named, "title") if named else (name, source) if name else (host, "address")

    def language(self) -> Found:
        """The primary language as two or three letters: "en" for "en-US"."""
        locale, source = self.locale()
        return locale.partition("-")[0], source

    def locale(self) -> Found:
        """The language as the page writes it, with its country where it is given: "en-US"."""
        html_lang = self.root.get("lang") or self.root.get("{http://www.w3.org/XML/1998/namespace}lang") or self.root.get("xml:lang")
        for source, value in (
            ("html lang", html_lang or ""),
            ("og:locale", self.meta.get("og:locale", [""])[0]),
            ("JSON-LD inLanguage", jsonld.text_of(self.about.get("inLanguage"))),
            ("content-language", self.meta.get("content-language", self.meta.get("language", [""]))[0]),
        ):
            found = re.match(r"([a-z]{2,3})(?:[-_]([a-z]{2}))?(?![a-z])", value.strip(), re.IGNORECASE)
            if found:
                return found[1].lower() + (f"-{found[2].upper()}" if found[2] else ""), source
        return "", ""

    def image(self, site: str) -> Found:
        """The picture that stands for the page, none where it is but the logo of the site."""
        for given, source in self.all_of(_IMAGES):
            try:
                address = urljoin(self.url, given)
                if address.lower().startswith(("http://", "https://")) and not is_default(address, (site, urls.site_of(self.url))):
                    return address, source
            except ValueError:
                continue
        return "", ""

    def canonical(self) -> Found:
        """The address that the page gives itself, if that is on the same site and not the front page; else the one it was fetched from."""
        links = [link.get("href") or "" for link in self.root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
        for source, given in (("canonical", links[0] if links else ""), ("og:url", self.meta.get("og:url", [""])[0])):
            address = _plausible(given, self.url)
            if address:
                return address, source
        return urls.clean(self.url) or self.url, "address"

    def tags(self) -> tuple[tuple[str, ...], str]:
        """Keywords for readers: `article:tag`, else keywords if they are few."""
        given, source = self.meta.get("article:tag", []), "article:tag"
        if not given:
            words = self.about.get("keywords")
            listed = words if isinstance(words, list) else re.split(r"[,;]", words) if isinstance(words, str) else []
            given, source = [unescaped(word) for word in listed if isinstance(word, str)], "JSON-LD keywords"
        if not given:
            given, source = re.split(r"[,;]", ",".join(self.meta.get("keywords", []))), "keywords"
        tags = tuple(
            dict.fromkeys(
                tag.strip() for each in given for tag in (each.split(",") if len(given) == 1 else [each]) if 1 < len(tag.strip()) <= 40
            )
        )
        return (tags, source) if 0 < len(tags) <= _MOST_KEYWORDS else ((), "")


def _plausible(given: str, url: str) -> str:
    try:
        address = urls.clean(urljoin(url, given.strip())) if given.strip() else ""
        own, other = urlsplit(url), urlsplit(address)
    except ValueError:
        return ""
    if not address or not _same_site(own.hostname or "", other.hostname or ""):
        return ""
    if other.path.strip("/") == "" and not other.query and (own.path.strip("/") or own.query):
        return ""
    return address


def _same_site(a: str, b: str) -> bool:
    a, b = (host.lower().removeprefix("www.") for host in (a, b))
    short, long = sorted((a, b), key=len)
    if short == long or long.endswith("." + short):
        return True
    # amp.example.org and m.example.org
    return "." in short.partition(".")[2] and short.partition(".")[2] == long.partition(".")[2]
