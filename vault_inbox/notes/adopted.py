"""A note of the script before this program gets its address and its identity: two lines among its properties, every other byte as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..errors import NoteError
from . import fields, inert
from .merge_properties import preceding, same_values
from .properties import parse, read, split
from .splice import apply, insertion, merged

if TYPE_CHECKING:
    from .layout import Layout

SCRIPT = "inbox_processing"
_LINK = re.compile(r"^Link:[ \t]*(https?://\S+)[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_FEED = re.compile(r"^Source:[ \t]*(https?://\S+)[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_SCRAPED = re.compile(r"^## Scraped from[ \t]+<?(https?://[^\s>]+)>?[ \t]*\r?$\s*(\S*)", re.MULTILINE | re.IGNORECASE)
_DUMP = ("<?xml", "<rss", "<feed")


def is_of_the_script(text: str, layout: Layout) -> bool:
    """Tell whether a note is of the earlier script and bears no `inbox_id` yet. Raises `NoteError` where its properties are broken."""
    if SCRIPT not in text:
        return False
    values = read(text)
    return values.get(layout.name_of("source")) == SCRIPT and values.get("inbox_id") is None


def address_of(text: str) -> str:
    """Return the address of the page that such a note is about: its `Link:` line, else the first scraped heading that is no feed; or ""."""
    body = split(text)[1]
    scraped = list(_SCRAPED.finditer(body))
    top = body[: scraped[0].start()] if scraped else body
    if link := _LINK.search(top):
        return link[1]
    feed = _FEED.search(top)
    pages = (each[1] for each in scraped if not each[2].lower().startswith(_DUMP) and (feed is None or each[1] != feed[1]))
    return next(pages, "")


def adopted(text: str, url: str, inbox_id: str, layout: Layout) -> str:
    """Return the note's text with `url`, unless it has one, and `inbox_id` spliced into its properties; proved by reading it back."""
    block = parse(text)
    if block is None:
        raise NoteError("the note has no properties")
    wanted: dict[str, Any] = {layout.name_of("url"): inert.address(url), "inbox_id": inbox_id}
    new = {name: value for name, value in wanted.items() if name and value and block.find(name) is None}
    order = [layout.name_of(name) for name in fields.ORDER]
    result = apply(text, merged([insertion(block, name, value, preceding(block, order, name)) for name, value in new.items()]))
    again = parse(result)
    if again is None or result[again.body :] != text[block.body :] or not same_values(read(result), {**read(text), **new}):
        raise NoteError("the note's properties would not read back as they were written")
    return result
