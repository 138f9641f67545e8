"""One entry of an RSS, Atom or JSON feed that stands alone, without its feed.

Only an entry of which every word has a place is read as one; any other text of tags or JSON is somebody's own.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from ...errors import FetchError
from ...model import Page
from .entry import Entry, paragraphs, plain_text, without_end
from .read import read_feed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_XML_ENTRY = re.compile(r"(?:<\?xml[^<>]*\?>\s*)?(<(item|entry)(?:\s[^<>]*)?>.*</\2\s*>)", re.IGNORECASE | re.DOTALL)
_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
# The prefixes that entries use and that their feed declares at its top.
_PREFIXES = {
    "content": _CONTENT,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "atom": _ATOM,
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
}
_PREFIX = re.compile(r"[<\s]/?([A-Za-z][\w-]{0,30}):[A-Za-z]")
_DECLARED = re.compile(r"\sxmlns:([A-Za-z][\w-]{0,30})\s*=")
_MOST_PREFIXES = 50  # an entry has a handful; the parser compares each with all the others
_HUGE_TAG = re.compile(r"<(?!!)[^<>]{5000}")  # the parser's time grows with the square of its attributes
_NO_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")  # of HTML or a bare "&", which feeds have
# What the elements of an item (RSS 2.0) and of an entry (RFC 4287) are named.
_ELEMENTS = frozenset({
    "title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubdate", "source", "id", "updated",
    "published", "summary", "content", "contributor", "rights",
})  # fmt: skip
# https://www.jsonfeed.org/version/1.1/#items-a-name-items-a
_JSON_TEXTS = frozenset({"content_html", "content_text"})
_JSON_KEYS = _JSON_TEXTS | {
    "id", "url", "external_url", "title", "summary", "image", "banner_image", "date_published", "date_modified", "author",
    "authors", "tags", "language", "attachments",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alone:
    """An entry with what its feed's reader leaves out: the addresses of its files and of a further page, and texts beside the fullest."""

    entry: Entry
    files: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """An entry within a feed of its own: the feed, its type, the files that belong to the entry, and its texts as HTML."""

    feed: str
    content_type: str
    files: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def read_alone(text: str) -> Alone | None:
    """Read a text that is one whole entry of a feed; None for any other text."""
    text = text.strip()
    source = None
    if text.startswith("<") and (match := _XML_ENTRY.fullmatch(text)):
        source = _xml(match[1], atom=match[2].lower() == "entry")
    elif text.startswith("{") and text.endswith("}"):
        source = _json(text)
    return _read(source) if source else None


def _xml(entry: str, *, atom: bool) -> _Source | None:
    from xml.etree import ElementTree  # noqa: PLC0415 - few drops need it

    declared = set(_DECLARED.findall(entry))
    used = set(_PREFIX.findall(entry)) - declared - {"xml", "xmlns"}
    if len(used) + len(declared) > _MOST_PREFIXES or _HUGE_TAG.search(entry):
        return None
    prefixes = "".join(f' xmlns:{name}="{_PREFIXES.get(name, f"urn:{name}")}"' for name in sorted(used))
    feed = f'<feed xmlns="{_ATOM}"{prefixes}>{entry}</feed>' if atom else f'<rss version="2.0"{prefixes}><channel>{entry}</channel></rss>'
    try:  # the text begins with the entry: it has no definitions that could grow
        root = ElementTree.fromstring(_NO_ENTITY.sub("&amp;", feed))  # noqa: S314
    except (ElementTree.ParseError, ValueError):
        return None
    top = root if atom else root[0]
    if len(top) != 1 or not _is_known(top[0]):
        return None
    return _Source(feed, "application/xml", _files(top[0]), _texts(top[0]))


def _is_known(entry: Element) -> bool:
    """Tell whether an element holds nothing but elements that an entry has, once the prefixed ones of other makers are left aside."""
    spaces = ("", f"{{{_ATOM}", entry.tag.rpartition("}")[0])
    tags = [child.tag for child in entry]
    own = [name.lower() for space, _, name in (tag.rpartition("}") for tag in tags) if space in spaces]
    single = [name for name in own if name not in ("link", "author", "category", "enclosure", "contributor")]
    between = [entry.text, *(child.tail for child in entry)]
    return not any((text or "").strip() for text in between) and set(own) <= _ELEMENTS and len(single) == len(set(single))


def _files(entry: Element) -> tuple[str, ...]:
    """Give the addresses of the sounds and other files of an entry; a picture is a part of its looks."""
    found = [child for child in entry if child.tag == "enclosure" or child.get("rel") == "enclosure"]
    return tuple(child.get("url") or child.get("href") or "" for child in found if not child.get("type", "").startswith("image/"))


def _texts(entry: Element) -> tuple[str, ...]:
    """Give the texts of an entry but XHTML's: there is but one of these, and the reader of feeds takes it."""
    names = ("description", "summary", "content", f"{{{_ATOM}}}summary", f"{{{_ATOM}}}content", f"{{{_CONTENT}}}encoded")
    return tuple("".join(child.itertext()) for child in entry if child.tag in names and child.get("type") != "xhtml")


def _json(text: str) -> _Source | None:
    """Wrap a JSON object that has an address and a text as the items of JSON Feed name them, and no name but theirs."""
    try:
        item = json.loads(text)
    except (ValueError, RecursionError):
        return None
    known = isinstance(item, dict) and all(name in _JSON_KEYS or name.startswith("_") for name in item)
    if not known or not {"url", "external_url"} & item.keys() or not _JSON_TEXTS & item.keys():
        return None
    feed = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "", "items": [{text}]}}'
    texts = (str(item.get(name) or "") for name in ("content_text", "summary"))
    in_html = (str(item.get("content_html") or ""), *(paragraphs(escape(each, quote=False)) for each in texts))
    further = (str(item["external_url"]),) if item.get("url") and item.get("external_url") else ()
    return _Source(feed, "application/feed+json", (*further, *_attached(item.get("attachments"))), in_html)


def _attached(files: Any) -> tuple[str, ...]:
    found = files if isinstance(files, list) else []
    return tuple(str(file.get("url") or "") for file in found if isinstance(file, dict))


def _read(source: _Source) -> Alone | None:
    try:
        entries = read_feed(Page("", source.content_type, source.feed.encode(errors="replace"))).entries
    except FetchError:
        return None
    if len(entries) != 1 or not (entry := entries[0]).html.strip() or not (entry.url or entry.title):
        return None
    return Alone(entry, tuple(filter(None, source.files)), tuple(_unsaid(entry, source.texts)))


def _unsaid(entry: Entry, texts: Iterable[str]) -> Iterable[str]:
    """Give the texts that say more than the entry's fullest text, its title and its description, longest first."""
    said = _words(plain_text(f"{entry.html} {entry.title} {entry.description}"))
    for text in sorted(texts, key=len, reverse=True):
        if not (words := _words(without_end(text))) <= said:
            said |= words
            yield text


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))
