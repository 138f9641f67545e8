"""A note of the script before this program gets its address and its identity: two lines among its properties, every other byte as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...errors import NoteError
from .. import inert, sections
from ..layout import PROPERTIES
from ..merge.properties import preceding, same_values
from ..properties import parse, read, split
from ..splice import apply, insertion, merged
from . import dumps

if TYPE_CHECKING:
    from ..layout import Layout

SCRIPT = "inbox_processing"
_LINK = re.compile(r"^Link:[ \t]*(https?://\S+)[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_FEED = re.compile(r"^Source:[ \t]*(https?://\S+)[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_CONTENT, _HEADING = "content", "Scraped from"  # the script's own words, whatever the settings call these sections


@dataclass(frozen=True, slots=True)
class Old:
    """What such a note holds: the text of its drop, and the addresses of its scraped headings that stand over no raw feed."""

    content: str
    pages: tuple[str, ...]


def is_of_the_script(text: str, layout: Layout) -> bool:
    """Tell whether a note is of the earlier script. Raises `NoteError` where its properties are broken."""
    return SCRIPT in text and read(text).get(layout.name_of("source")) == SCRIPT


def read_old(text: str) -> Old:
    """Read a note of the script: its drop's text without blank lines around it, and its pages, in their order."""
    block = parse(text)
    second = [section for section in sections.find(text, block.body if block else 0) if section.level == 2]
    content = next((section.text(text) for section in second if section.heading.strip() == _CONTENT), "")
    addresses = {scraped_address(section): section for section in reversed(second)}
    pages = [address for address, section in reversed(addresses.items()) if address and not dumps.is_feed(section.text(text))]
    return Old(content, tuple(pages))


def scraped_address(section: sections.Section) -> str:
    """Return the address in a scraped heading, "" for any other section."""
    words, _, address = section.heading.strip().rpartition(" ")
    address = address.strip("<>")
    return address if section.level == 2 and words == _HEADING and address.startswith("http") else ""


def address_of(text: str) -> str:
    """Return the address of the page that such a note is about: its `Link:` line, else the first scraped heading that is no feed; or ""."""
    top = split(text)[1].partition(f"\n## {_HEADING}")[0]
    if link := _LINK.search(top):
        return link[1]
    feed = _FEED.search(top)
    return next((page for page in read_old(text).pages if feed is None or page != feed[1]), "")


def adopted(text: str, url: str, inbox_id: str, layout: Layout) -> str:
    """Return the note's text with `url`, unless it has one, and `inbox_id` spliced into its properties; proved by reading it back."""
    block = parse(text)
    if block is None:
        raise NoteError("the note has no properties")
    wanted: dict[str, Any] = {layout.name_of("url"): inert.address(url), "inbox_id": inbox_id}
    new = {name: value for name, value in wanted.items() if name and value and block.find(name) is None}
    order = [layout.name_of(name) for name in PROPERTIES]
    result = apply(text, merged([insertion(block, name, value, preceding(block, order, name)) for name, value in new.items()]))
    again = parse(result)
    if again is None or result[again.body :] != text[block.body :] or not same_values(read(result), {**read(text), **new}):
        raise NoteError("the note's properties would not read back as they were written")
    return result
