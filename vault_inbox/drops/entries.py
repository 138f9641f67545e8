"""A drop that is one whole entry of an RSS, Atom or JSON feed, as it stands there → its facts and its text as HTML.

Only an entry of which every word has a place is read as one; any other text of tags or JSON is somebody's own and stays as it is.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import FetchError
from ..model import Page, Reference
from ..web.urls import clean
from .facts import Facts, lost_tags, tags_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from ..web.feeds.entry import Entry

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
class _Source:
    """An entry within a feed of its own: the feed, its type, the files that belong to the entry, and a text that stands beside another."""

    feed: str
    content_type: str
    files: tuple[str, ...] = ()
    beside: str = ""


def read_entry(text: str) -> tuple[Facts, str] | None:
    """Read a text that is one whole entry of a feed: its facts and its text as HTML; None for any other text."""
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
    return _Source(feed, "application/xml", _files(top[0]), _beside(top[0]))


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


def _beside(entry: Element) -> str:
    """Give the content of an item whose description is longer: the reader of feeds takes the longest of the two for its text."""
    texts = {child.tag: "".join(child.itertext()) for child in entry}
    full = texts.get(f"{{{_CONTENT}}}encoded", "")
    return full if len(texts.get("description", "")) > len(full) else ""


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
    return _Source(feed, "application/feed+json", _attached(item.get("attachments")))


def _attached(files: Any) -> tuple[str, ...]:
    found = files if isinstance(files, list) else []
    return tuple(str(file.get("url") or "") for file in found if isinstance(file, dict))


def _read(source: _Source) -> tuple[Facts, str] | None:
    from ..web.feeds.read import read_feed  # noqa: PLC0415 - feedparser is slow to import and few drops need it

    try:
        entries = read_feed(Page("", source.content_type, source.feed.encode(errors="replace"))).entries
    except FetchError:
        return None
    if len(entries) != 1 or not (entry := entries[0]).html.strip() or not (entry.url or entry.title):
        return None
    html = f"{entry.html}\n\n{source.beside}" if source.beside.strip() else entry.html
    return _facts(entry, source.files), html


def _facts(entry: Entry, files: tuple[str, ...]) -> Facts:
    link = clean(entry.url)
    others = (Reference(clean(file), "mention", file.rpartition("/")[2]) for file in files if clean(file) and file not in entry.html)
    return Facts(
        title=entry.title,
        links=(*((Reference(link),) if link else ()), *others),
        authors=entry.authors,
        published=entry.published,
        tags=tags_of(entry.tags),
        lost_tags=lost_tags(entry.tags),
        description=entry.description,
    )
