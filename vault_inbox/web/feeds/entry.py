"""An entry and a feed, and what every format of feeds needs to make them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_tz
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from .feet import without_foot

if TYPE_CHECKING:
    from collections.abc import Iterable

_TEASER_LENGTH = 1_500  # characters; longer texts that end in dots are articles that end in dots
_BARE_SUMMARY = 600  # characters; a feed that gives no more than such a text, without a paragraph, gives a summary
_END = 200  # characters in which a text says that more follows
_TEASER_END = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|"
    r"(?:read|view|see) (?:more|the rest|on|(?:the )?full (?:article|post|story))|"
    r"(?:continue|keep) reading[^.]{0,120}|"
    r"weiterlesen[^.]{0,120}|mehr lesen|lire la suite|leer más|seguir leyendo|leia mais|continua a leggere|lees (?:meer|verder)|číst dál)"
    r"\W*$",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(?:p|div|br|ul|ol|blockquote|pre|table|figure|h[1-6])\b", re.IGNORECASE)
# Neither reaches over the start of another: the time grows with the text alone.
_TAG = re.compile(r"<!--(?:(?!<!--).)*?-->|</?[a-z][^<>]*>", re.IGNORECASE | re.DOTALL)


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


def make_entry(fields: Entry, texts: Iterable[str], summary: str, feed_url: str) -> Entry:
    """Complete an entry: the fullest of its texts and its summary (all HTML), whether that is a teaser, its addresses made absolute.

    For the readers of the formats, which know where these stand.
    """
    full = [text for text in texts if text.strip()]
    html = max([*full, summary], key=len)
    brief = plain_text(summary)
    text = without_foot(plain_text(html))
    cut = len(text) < _TEASER_LENGTH and bool(_TEASER_END.search(text[-_END:]))
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
        description=brief if len(brief) < len(text) and not _TEASER_END.search(brief[-_END:]) else "",
        tags=fields.tags,
        partial=bool(text) and (cut or bare),
    )


def plain_text(html: str) -> str:
    """Return HTML or a doubly escaped title as one line of plain text."""
    return one_line(_TAG.sub(" " if _BLOCK.search(html) else "", html))


def without_end(summary: str) -> str:
    """Return the words of a summary (HTML) as plain text, without what says that more follows elsewhere."""
    text = without_foot(plain_text(summary))
    return text[:-_END] + _TEASER_END.sub("", text[-_END:])


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
