"""RSS, Atom and RDF feeds, read by feedparser from text that is already here; it never sees a DTD and never fetches."""

from __future__ import annotations

import re
from datetime import date
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

import feedparser

from ...errors import FetchError
from ..sniff import root_at
from .entry import Entry, Feed, joined, make_entry, one_line, paragraphs, plain_text, stated_day

if TYPE_CHECKING:
    from time import struct_time

MAX_TAGS = 200_000  # the articles' own included; feedparser needs up to 0.05 ms for each
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DTD = re.compile(r"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOBODY = frozenset({"", "admin", "administrator", "noreply", "unknown", "author"})


def read_xml(text: str, url: str) -> Feed:
    """Read the text of an XML feed that lies at `url`; `FetchError` if it has a DTD or very many tags."""
    start = root_at(text)
    if _DTD.search(_COMMENT.sub("", text[:start])):
        raise FetchError(url, "the feed brings definitions of its own, which are not read")
    if text.count("<") > MAX_TAGS:
        raise FetchError(url, "the feed is too large to be read in good time")
    data = _NOT_XML.sub("", text[start:]).encode("utf-8", "replace")
    # A stream, because feedparser takes a string for an address or a file name. Its own cleaning and link resolving are off: Markdown
    # is made harmless where it is made, and relative links start from the entry.
    parsed = feedparser.parse(
        BytesIO(data), response_headers={"content-type": "application/xml; charset=utf-8"}, resolve_relative_uris=False, sanitize_html=False
    )
    about = parsed.feed
    shared = _authors(about) if parsed.version.startswith("atom") else ()  # in RSS this is the editor or webmaster
    return Feed(
        title=_title(about),
        url=joined(url, about.get("link") or ""),
        entries=tuple(_entry(entry, shared, url) for entry in parsed.entries),
        language=about.get("language") or "",
    )


def _entry(entry: Any, shared: tuple[str, ...], feed_url: str) -> Entry:
    contents = [content for content in entry.get("content", ()) if "html" in content.type or content.type.startswith("text/")]
    summary = entry.get("summary_detail") or {}
    fullest = max([*contents, summary], key=lambda detail: len(detail.get("value") or ""))
    published, updated = _day(entry, "published"), _day(entry, "updated")
    fields = Entry(
        url=entry.get("feedburner_origlink") or entry.get("link") or "",
        id=entry.get("id") or "",
        title=_title(entry),
        authors=_authors(entry) or shared,
        published=published or _day(entry, "created") or updated,
        updated=updated,
        base=fullest.get("base") or "",
        tags=tuple(dict.fromkeys(one_line(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags", ()))),
    )
    return make_entry(fields, [_html(content) for content in contents], _html(summary), feed_url)


def _html(detail: Any) -> str:
    value: str = detail.get("value") or ""
    return paragraphs(escape(value, quote=False)) if detail.get("type") == "text/plain" else value


def _title(element: Any) -> str:
    """Return a title as plain text; `<b>` in a plain title is what it says, in an HTML title it is a tag."""
    detail = element.get("title_detail") or {}
    value: str = detail.get("value") or ""
    return one_line(value) if detail.get("type") == "text/plain" else plain_text(value)


def _authors(element: Any) -> tuple[str, ...]:
    names = (one_line(author.get("name") or "") for author in element.get("authors", ()))
    return tuple(dict.fromkeys(name for name in names if name.casefold() not in _NOBODY and "@" not in name))


def _day(entry: Any, name: str) -> date | None:
    """Return the day that a date names in its own zone; feedparser's own reading is in UTC, often the day after."""
    if name not in entry:  # `.get` answers for `updated` with `published`, and warns
        return None
    return stated_day(entry[name]) or _utc_day(entry.get(f"{name}_parsed"))


def _utc_day(moment: struct_time | None) -> date | None:
    return date(*moment[:3]) if moment and moment.tm_year > 1970 else None
