"""The words of our sections: summary, content, scraped pages, and the connections with their provenance line."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from . import inert

if TYPE_CHECKING:
    from ..model import Article, Connection, Note
    from .layout import Layout

PROVENANCE = "processed from "
SAME_PAGE = "same page as"
NOT_YET = "> Not fetched yet: "
ONLY_A_PART = "> Only a part of this page could be read"
# Lines by which our own are known again: in foreign text they lose a space, or get one more, which shows nowhere.
_NOT_FETCHED_LIKE = re.compile(r"^> (?=Not fetched)", re.MULTILINE)
_PROVENANCE_LIKE = re.compile(r"^([ \t]*[-*+][ \t]+processed) (?=from )", re.MULTILINE)
_PROVENANCE_LINE = re.compile(rf"^- {PROVENANCE}(.*)$", re.MULTILINE)
_WORDS = {"phone": "phone shortcut", "share": "share sheet", "clip": "clip"}
_FEED_HOST = re.compile(r"(?:feeds?|rss|atom)\d*\.", re.IGNORECASE)
_REASONS = {
    "feed": "the address leads to a feed",
    "listing": "the page is a list of other pages",
    "error page": "the page is an error message",
    "consent wall": "the page asks for consent first",
    "login or paywall": "the page asks for a login or a subscription",
    "script-only": "the page shows nothing without scripts",
    "not text": "the address leads to no text",
    "too large": "the page is too large",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One section as it is to be written: which of ours it is, its heading without `## `, its text without blank lines around it."""

    kind: str
    heading: str
    body: str

    @property
    def text(self) -> str:
        """The whole section, without a line end behind it."""
        return f"## {self.heading}\n{self.body}"


def parts(note: Note, layout: Layout) -> list[Part]:
    """Return the note's sections in the layout's order, without those that would be empty."""
    made = {
        "summary": [Part("summary", layout.heading("summary"), inert.line(note.summary))],
        "content": [Part("content", layout.heading("content"), _block(note.content, _own_suffix(note)))],
        "scraped": [scraped_part(article, note, layout) for article in note.scraped],
        "connections": [connections_part(note, layout)],
    }
    return [part for kind in layout.sections for part in made.get(kind, ()) if part.body]


def prepare(note: Note) -> None:
    """Do the long part of a note's text ahead: under the write lock, where the text is made, nobody should wait for it.

    A text of 200,000 lines or marks takes some two seconds; what comes of it is kept for the next call.
    """
    if note.own is None:
        _block(note.content, _own_suffix(note))
    for article in note.scraped:
        _block(article.text, _suffix(article.url))


def scraped_part(article: Article, note: Note, layout: Layout) -> Part:
    """Return the section of one page: its text, or one line that says why there is none."""
    address = inert.address(article.url) or inert.line(article.url, start=False)
    return Part("scraped", f"{layout.heading('scraped')} {address}".rstrip(), _scraped_body(article, note))


def connections_part(note: Note, layout: Layout) -> Part:
    """Return the connections section: where the note came from, then one line a connection."""
    lines = [f"- {provenance(note)}", *(connection_line(connection) for connection in note.connections)]
    return Part("connections", layout.heading("connections"), "\n".join(lines))


def connection_line(connection: Connection) -> str:
    """Return `- relation [[link]] (reason)`; the link is written as the vault writes links, else as the path without `.md`."""
    link = connection.link or f"[[{connection.target.removesuffix('.md')}]]"
    relation = f"{inert.undated(inert.line(connection.relation))} " if connection.relation.strip() else ""
    reason = f" ({inert.undated(inert.line(connection.reason, start=False))})" if connection.reason.strip() else ""
    return f"- {relation}{link}{reason}"


def provenance(note: Note) -> str:
    """Return the words that say where a note came from: `processed from RSS: [site](address)` and so on."""
    if note.source == "rss":
        return PROVENANCE + inert.undated(_feed(note))
    if note.source == "email":
        sender = inert.undated(inert.line(note.sender, start=False))
        return f"{PROVENANCE}e-mail: {sender}" if sender else f"{PROVENANCE}e-mail"
    return PROVENANCE + _WORDS.get(note.source, "inbox")


def source_of(connections: str, source: str) -> str:
    """Return a note's source by its provenance line, for the property may hold the user's own word, or a clip's address.

    Where that line tells nothing it is `source`, the property's value, unless the line would then have said so.
    """
    found = _PROVENANCE_LINE.search(connections)
    if found is None:
        return source
    told = found[1].strip()
    if told.startswith("RSS"):
        return "rss"
    if told.startswith("e-mail"):
        return "email"
    known = {words: name for name, words in _WORDS.items()}
    return known.get(told) or ("drop" if source in {*_WORDS, "rss", "email"} else source)


def _scraped_body(article: Article, note: Note) -> str:
    text = _block(article.text, _suffix(article.url))
    if not text:
        opening = NOT_YET if note.status == "pending" and article.verdict == "empty" else "> Not fetched: "
        return f"{opening}{_reason(article)}."
    if not article.partial:
        return text
    why = f": {_reason(article)}" if article.reason or article.verdict in _REASONS else ""
    return f"{text}\n\n{ONLY_A_PART}{why}."


@lru_cache(maxsize=4)  # the drop's text and its pages; few, for each may hold megabytes
def _block(text: str, suffix: str = "") -> str:
    """Foreign text made inert; with `suffix` it is our own writer's, whose forms stay live."""
    made = inert.block(text, top=3, images="link", forms=bool(suffix), suffix=suffix)
    return _PROVENANCE_LIKE.sub(r"\1  ", _NOT_FETCHED_LIKE.sub(">", made))


def _suffix(url: str) -> str:
    """What tells the footnotes of one page from those of others, and from the user's own, in the same note."""
    return f"-{hashlib.sha256(url.encode()).hexdigest()[:4]}"


def _own_suffix(note: Note) -> str:
    """The same for the note's own text, "" where that is not our writer's."""
    return _suffix(note.inbox_id or note.url or note.title) if note.formed else ""


def _reason(article: Article) -> str:
    words = article.reason.strip().rstrip(".") or _REASONS.get(article.verdict, "nothing readable was found")
    return inert.line(words, start=False)


def _feed(note: Note) -> str:
    """`RSS: [site](address)`: the site that the feed belongs to, or, where a service serves the feed, that of the entry."""
    feed = note.feed.url if note.feed else ""
    links = [ref.url for ref in note.references if ref.role == "link"]
    origins = [origin for origin in map(_origin, (feed, note.url, *links)) if origin]
    own = [origin for origin in origins if not _FEED_HOST.match(origin.partition("://")[2])]
    address = next(iter(own or origins), "")
    name = (note.feed.title if note.feed else "") or note.site or address.partition("://")[2].strip("/").removeprefix("www.")
    if not name:
        return "RSS"
    return f"RSS: {inert.link(name, address) if address else inert.line(name, start=False)}"


def _origin(url: str) -> str:
    safe = inert.address(url)
    split = urlsplit(safe) if safe else None
    host = split.netloc.rpartition("@")[2] if split else ""
    return f"{split.scheme}://{host}/" if split and host else ""
