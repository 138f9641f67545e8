"""Feeds as the web serves them (RSS, Atom, RDF, JSON Feed), and the one entry of a feed that a dropped link belongs to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_tz
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ...errors import FetchError
from ...model import Article
from ..sniff import decode, kind_of
from ..urls import clean, identity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...model import Page

MAX_BYTES = 10_000_000
MAX_TAGS = 200_000  # of an XML feed, its articles' own included; feedparser needs up to 0.05 ms for each

_TEASER_LENGTH = 1_500  # characters; longer texts that end in dots are articles that end in dots
_BARE_SUMMARY = 600  # characters; a feed that gives no more than such a text, without a paragraph, gives a summary
_TEASER_END = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|"
    r"(?:read|view|see) (?:more|the rest|on|(?:the )?full (?:article|post|story))|"
    r"(?:continue|keep) reading[^.]{0,120}|"
    r"weiterlesen[^.]{0,120}|mehr lesen|lire la suite|leer más|seguir leyendo|leia mais|continua a leggere|lees (?:meer|verder)|číst dál)"
    r"\W*$",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(?:p|div|br|ul|ol|blockquote|pre|table|figure|h[1-6])\b", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?-->|</?[a-z][^>]*>", re.IGNORECASE | re.DOTALL)
# WordPress puts this under every entry, whole or cut.
_APPEARED_FIRST = re.compile(
    r"<p>\s*The post <a\b[^>]*>.{0,500}?</a> (?:first )?appeared first on <a\b[^>]*>.{0,200}?</a>\.?\s*</p>\s*$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its page, its own id, and all that the feed says of it.

    `html` is the fullest text that the feed gives, `base` what its relative links start from; `description` is a summary beside it.
    `published` and `updated` are the days in the zone that the feed states. `partial` marks a teaser.
    """

    url: str
    id: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    updated: date | None = None
    html: str = ""
    base: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, the home page it belongs to, and its entries in its own order."""

    title: str
    url: str
    entries: tuple[Entry, ...] = ()
    language: str = ""


def read_feed(page: Page) -> Feed:
    """Read a page that is a feed; `FetchError` (not retryable) for an error page, for what is no feed, too large, or has a DTD."""
    if page.status >= 400:
        raise FetchError(page.url, f"the feed answers {page.status}")
    if len(page.body) > MAX_BYTES:
        raise FetchError(page.url, f"the feed is larger than {MAX_BYTES / 1e6:g} MB")
    if kind_of(page) != "feed":
        raise FetchError(page.url, "the address is not a feed")
    text, url = decode(page).lstrip("\ufeff \t\r\n"), page.final_url or page.url
    if text.startswith("<"):
        from .xml_feed import read  # noqa: PLC0415 - feedparser is loaded only when there is a feed
    else:
        from .json_feed import read  # noqa: PLC0415
    return read(text, url)


def find_entry(feed: Feed, link: str, title: str) -> Entry | None:
    """Return the entry of a link: by its very address, by its id, as the same page, else by a title that only one entry has."""
    wanted, page, words = link.strip(), identity(link), _folded(title)
    exact = [entry for entry in feed.entries if wanted and wanted in (entry.url, entry.id)]
    same = [entry for entry in feed.entries if page and page in (identity(entry.url), identity(entry.id))]
    for found in (exact, same):
        # Several entries of one page differ in their titles (a changelog whose entries are fragments).
        named = _titled(found, words)
        if named or len(found) == 1:
            return (named or found)[0]
    titled = _titled(feed.entries, words)
    return titled[0] if len(titled) == 1 else None


def entry_article(entry: Entry, feed: Feed) -> Article:
    """Return an entry as an article; its verdict is "empty" where the feed gives no text."""
    from ..extract import markdown_of  # noqa: PLC0415 - loads the extraction

    text = markdown_of(entry.html, entry.base or entry.url or feed.url)
    stated = {
        "title": entry.title,
        "author": entry.authors,
        "published": entry.published,
        "modified": entry.updated,
        "site": feed.title,
        "language": feed.language,
        "description": entry.description,
        "tags": entry.tags,
    }
    return Article(
        url=clean(entry.url) or entry.url,
        title=entry.title,
        text=text,
        author=entry.authors[0] if len(entry.authors) == 1 else entry.authors or "",
        published=entry.published,
        modified=entry.updated,
        site=feed.title,
        language=feed.language,
        description=entry.description,
        verdict="article" if text.strip() else "empty",
        reason="" if text.strip() else "the feed gives no text",
        partial=entry.partial,
        tags=entry.tags,
        sources={name: "feed" for name, value in stated.items() if value},
    )


def make_entry(fields: Entry, texts: Iterable[str], summary: str, feed_url: str) -> Entry:
    """Complete an entry: the fullest of its texts and its summary (all HTML), whether that is a teaser, its addresses made absolute.

    For the readers of the formats, which know where these stand.
    """
    full = [text for text in texts if text.strip()]
    html = _APPEARED_FIRST.sub("", max([*full, summary], key=len))
    brief = plain_text(summary)
    text = plain_text(html)
    cut = len(text) < _TEASER_LENGTH and bool(_TEASER_END.search(text[-200:]))
    bare = not full and len(text) < _BARE_SUMMARY and not _BLOCK.search(html)
    url = joined(feed_url, fields.url)
    return Entry(
        url=url,
        id=fields.id,
        title=fields.title,
        authors=fields.authors,
        published=fields.published,
        updated=fields.updated,
        html=html if _TAG.search(html) else paragraphs(html),
        base=joined(url, fields.base) if fields.base else url,
        description=brief if len(brief) < len(text) and not _TEASER_END.search(brief) else "",
        tags=fields.tags,
        partial=bool(text) and (cut or bare),
    )


def plain_text(html: str) -> str:
    """Return HTML or a doubly escaped title as one line of plain text."""
    return one_line(_TAG.sub(" " if _BLOCK.search(html) else "", html))


def one_line(text: str) -> str:
    """Return text without entities (feeds often escape twice) on one line."""
    return " ".join(unescape(unescape(text)).split())


def paragraphs(text: str) -> str:
    """Return text without tags as HTML paragraphs, split at blank lines."""
    return "".join(f"<p>{part.strip()}</p>" for part in re.split(r"\n[ \t]*\r?\n", text) if part.strip())


def stated_day(raw: str) -> date | None:
    """Return the day that an ISO 8601 or RFC 822 date states, before any zone is applied; `None` where it states none."""
    text = raw.strip()
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        parts = parsedate_tz(text)
        try:
            day = date(*parts[:3]) if parts else date.min
        except ValueError:
            return None
    return day if day.year > 1970 else None  # the years 1 and 1970 are a computer's way to say "none"


def joined(base: str, link: str) -> str:
    """Return a link made absolute; one that cannot be read stays as it is."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link.strip()


def _titled(entries: Iterable[Entry], words: str) -> list[Entry]:
    return [entry for entry in entries if words and _folded(entry.title) == words]


def _folded(title: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", title).casefold().replace("_", " ")))
