"""The one entry of a feed that a dropped link belongs to, and that entry as an article."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ...model import Article
from ..urls import clean, identity
from .feet import without_foot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .entry import Entry, Feed


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

    text = without_foot(markdown_of(entry.html, entry.base or entry.url or feed.url))
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


def _titled(entries: Iterable[Entry], words: str) -> list[Entry]:
    return [entry for entry in entries if words and _folded(entry.title) == words]


def _folded(title: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", title).casefold().replace("_", " ")))
