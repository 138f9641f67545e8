"""A drop that is one whole entry of an RSS, Atom or JSON feed, as it stands there → its facts and its text as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Reference
from ...web.urls import clean
from ..shared.facts import Facts, lost_tags, tags_of

if TYPE_CHECKING:
    from ...web.feeds.entry import Entry

_MARKS = ("<", "{")  # of XML and of JSON


def read_entry(text: str) -> tuple[Facts, str] | None:
    """Read a text that is one whole entry of a feed: its facts and its text as HTML; None for any other text."""
    if not text.lstrip().startswith(_MARKS):
        return None
    from ...web.feeds.alone import read_alone  # noqa: PLC0415 - feedparser is slow to import and few drops need it

    alone = read_alone(text)
    return (_facts(alone.entry, alone.files), "\n\n".join((alone.entry.html, *alone.texts))) if alone else None


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
