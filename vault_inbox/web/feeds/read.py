"""Feeds as the web serves them (RSS, Atom, RDF, JSON Feed), from bytes already fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import FetchError
from ..sniff import decode, kind_of
from .json_feed import read_json

if TYPE_CHECKING:
    from ...model import Page
    from .entry import Feed

MAX_BYTES = 10_000_000


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
        from .xml_feed import read_xml  # noqa: PLC0415 - feedparser is loaded only when there is such a feed

        return read_xml(text, url)
    return read_json(text, url)
