"""What a page says of itself: title, authors, dates, site, language, address. Each value goes with the place that it was found in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from .. import urls
from .days.found import Days
from .days.order import Reader
from .descriptions import description
from .people.authors import author_places
from .people.bylines import bylines
from .people.names import people
from .people.outlets import PAPER, is_team
from .pictures import is_default
from .structured import jsonld
from .structured.values import unescaped
from .titles.chosen import GIVEN, Found, Titles, unlabelled
from .titles.hosts import stands_at
from .titles.place import leads_home
from .titles.wording import heading_words, is_above_title, parts_of, said_once

_OWNER = re.compile(
    r"([A-ZÀ-Ý]\S+(?: [A-ZÀ-Ý]\S+){1,2})[’']s (?:\w+ )?(?:blog|weblog|website|homepage|home page|notes|journal)", re.IGNORECASE
)
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
    head_title: str = ""
    body: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)


def read_metadata(root: HtmlElement, url: str) -> Metadata:
    """All that a page says of itself; `url` is the address it was fetched from."""
    page = _Page(root, url)
    site = page.site()
    titles = page.titles(site[0])
    title = titles.chosen()
    reader = Reader(root, url, page.locale()[0])
    days = Days(root, url, page.about, page.meta, title[0], page.canonical()[0], reader)
    found: dict[str, tuple[Any, str]] = {
        "url": page.canonical(),
        "title": title,
        # A blog at its author's name ends its titles with it.
        "author": page.author(urls.site_of(url) if site[1] == "title" else site[0], title[0], reader),
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
    body = jsonld.body_of(page.about)
    return Metadata(**values, titles=titles.all(title[0]), head_title=page.head_title, body=unescaped(body), sources=sources)


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
        head = next((text for element in root.iter("title") if (text := unescaped(element.text_content()))), "")
        self.head_title = said_once(head)
        named = [(said_once(unlabelled(unescaped(heading_words(h1)))), leads_home(h1, url)) for h1 in root.iter("h1")]
        if len(named) == 1 and is_above_title(named[0][0], self.head_title, root):
            named = [(named[0][0], True)]
        self.masthead = next((words for words, home in named if home), "") if self.head_title else ""
        lower = (heading_words(h2) for h2 in root.iter("h2")) if self.masthead and len(named) == 1 else ()  # the page's own stands below it
        self.headings = list(dict.fromkeys(words for words in (*(words for words, _ in named), *lower) if words and words != self.masthead))

    def first(self, names: Iterable[str], key: str = "") -> Found:
        """The first of these `<meta>` values, else a field of the JSON-LD."""
        return next(self.all_of(names, key), ("", ""))

    def all_of(self, names: Iterable[str], key: str = "") -> Iterator[Found]:
        """The first value of each of these `<meta>` names, then a field of the JSON-LD."""
        yield from ((self.meta[name][0], name) for name in names if name in self.meta)
        text = unescaped(jsonld.text_of(self.about.get(key))) if key else ""
        if text:
            yield text, f"JSON-LD {key}"

    def titles(self, site: str) -> Titles:
        """What the page calls itself."""
        given = tuple(self.all_of(GIVEN))
        headline = unescaped(jsonld.text_of(self.about.get("headline")))
        host = urls.site_of(self.url)
        return Titles(self.root, self.url, host, site or self.masthead, tuple(self.headings), self.head_title, given, headline)

    def author(self, site: str, title: str, reader: Reader) -> tuple[str | tuple[str, ...], str]:
        """People who wrote the page: by JSON-LD, `<meta>`, marked-up links and names, or a byline near the top."""
        publisher = unescaped(jsonld.text_of(self.about.get("publisher")))
        team: Found = ("", "")
        places = chain(author_places(self.root, self.about, self.meta), bylines(self.root, title, self.head_title, reader))
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


# The names by which a site gives the same pages for other screens, on paper, as they were or will be, and its own blog; and the languages
# and countries for which sites have editions of their own. "tv" and "ai" are countries as well, but no such edition's names.
_FORMS = frozenset(("www", "m", "mobile", "mobil", "wap", "amp", "touch", "lite", "text", "print", "edition", "old", "new", "beta", "blog"))
_NUMBERED = re.compile(r"www?\d{1,2}")
_EDITIONS = frozenset(
    """
    ar at au be bg bn br ca ch cl cn co cs cz da de dk el en es et eu fa fi fr gb gl gr he hi hk hr hu id ie il in it ja jp ke ko kr lt
    lv ms mx ng nl nn no nb nz pe ph pk pl pt ro rs ru se sg sk sl sq sr sv sw ta te th tr tw uk ua ur us vi vn za zh
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
# Where each host below has an owner of its own, whatever it is called: "ab.blogspot.com", "beta.github.io".
_SERVICES = re.compile(
    r"(?:blogspot|wordpress|substack|tumblr|livejournal|typepad|weebly|wixsite|herokuapp|hatenablog|over-blog|bandcamp|jimdofree|tistory|"
    r"myshopify|squarespace|medium|beehiiv|azurewebsites|pythonanywhere|onrender|firebaseapp|fc2|strikingly|webnode|ucoz|blogger)"
    r"(?:\.[a-z]{2,3}){1,2}|"
    r"(?:github|gitlab|itch|webflow|ghost|codeberg|readthedocs|hackmd)\.(?:io|page)|(?:netlify|vercel|web|deno|glitch|fly)\.(?:app|dev|me)|"
    r"pages\.dev|workers\.dev|hashnode\.dev|neocities\.org|altervista\.org|dreamwidth\.org|micro\.blog|bearblog\.dev|write\.as|"
    r"notion\.site|carrd\.co|surge\.sh|blog\.jp|livedoor\.blog|free\.fr|canalblog\.com|cocolog-nifty\.com|hateblo\.jp"
)
_KINDS_OF_HOST = frozenset({"ac", "co", "com", "edu", "gov", "ne", "net", "or", "org"})  # below a country's own ending


def _same_site(a: str, b: str) -> bool:
    """Whether two hosts are forms or editions of one site. Other hosts of one ending need not be: each blog of a service has its owner."""
    return _site(a) == _site(b)


def _site(host: str) -> str:
    labels = host.lower().removesuffix(".").split(".")
    end = 3 if len(labels[-1]) == 2 and labels[-2:-1] and labels[-2] in _KINDS_OF_HOST else 2
    below = labels[:-end] if _SERVICES.fullmatch(".".join(labels[-end:])) else []
    if below and below[-1] != "www":
        end += 1  # its owner's name
    own = [label for label in labels[:-end] if not (label in _FORMS or _NUMBERED.fullmatch(label) or _is_edition(label))]
    return ".".join([*own, *labels[-end:]])


def _is_edition(label: str) -> bool:
    """Whether a label is that of a language, a country or both: "uk", "pt-br"."""
    return all(code in _EDITIONS for code in label.split("-", 2)) and label.count("-") <= 1
