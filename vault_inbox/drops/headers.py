"""Header lines at the top of a text drop → facts; the rest is the body."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from ..model import Reference
from ..web.urls import clean, find_urls
from .dates import parse_date
from .facts import Facts, lost_tags, split_authors, tags_of
from .links import link_line
from .placeholders import without_unfilled

if TYPE_CHECKING:
    from collections.abc import Callable

_LINE = re.compile(r"\s*(rss feed|source|link|url|title|authors?|date|published|tags|category|via)\s*[:：]\s*(.*)", re.IGNORECASE)
_MOST = 100  # header lines; a file that has more is something else


def read_headers(text: str) -> tuple[Facts, str]:
    r"""Read the header lines at the top of a text whose lines end in `\n`; give the facts and the text that follows.

    Blank lines before them do not count; they end at the first other line. A line that only looks like one is no header:
    a `Link:` without an address or with words beside it, words that are no date behind `Date:`, a second `Title:` with other words.
    """
    lines = text.split("\n")
    start = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    facts = Facts()
    for place in range(start, min(len(lines), start + _MOST)):
        match = _LINE.fullmatch(lines[place].rstrip())
        read = _fact(match[1].lower(), without_unfilled(html.unescape(match[2]).strip())) if match else None
        if read is None or facts.contradicts(read):
            return facts, "\n".join(lines[place:])
        facts = facts | read
    return facts, "\n".join(lines[start + _MOST :])


def carried_lines(text: str) -> list[str]:
    """Give the `Tags:`, `Category:` and `Via:` lines of a text as they stand: the children of a split list carry them on."""
    lines = text[: len(text) - len(read_headers(text)[1])].split("\n")
    return [line.strip() for line in lines if re.match(r"\s*(?:tags|category|via)\s*[:：]\s*\S", line, re.IGNORECASE)]


def _tags(text: str) -> Facts:
    """Split "a, b; c" or "#a #b"; words without either are one tag."""
    names = re.split(r"[,;]|\s+(?=#)", text)
    return Facts(tags=tags_of(names), lost_tags=lost_tags(names))


def _links(value: str) -> Facts | None:
    if line := link_line(value):
        return Facts(links=(Reference(clean(line.url), "link", line.title),))
    links = tuple(Reference(clean(found.url)) for found in find_urls(value) if clean(found.url))
    return Facts(links=links) if not value or (links and not re.search(r"\w", words_beside(value))) else None


def words_beside(text: str) -> str:
    """Give the words beside the addresses in a header line's value."""
    for found in reversed(find_urls(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    return " ".join(text.split()).strip(" ,;:|()<>–—-")


def _source(value: str) -> Facts | None:
    value = re.sub(r"^feed:(?://)?(?=\w)", "https://", re.sub(r"^feed:(?=https?:)", "", value))
    return Facts(origin=value) if find_urls(value) or len(value) <= 80 else None


def _date(value: str) -> Facts | None:
    published = parse_date(value)
    unsure = re.fullmatch(r"(?:\d[\d./: -]*)?", value)  # 3/4/2025: a date, but which day?
    return Facts(published=published) if published or unsure else None


_READERS: dict[str, Callable[[str], Facts | None]] = {
    "rss feed": lambda value: Facts(feed=value),
    "source": _source,
    "link": _links,
    "url": _links,
    "title": lambda value: Facts(title=" ".join(value.split())),
    "author": lambda value: Facts(authors=split_authors(value)),
    "authors": lambda value: Facts(authors=split_authors(value)),
    "date": _date,
    "published": _date,
    "tags": _tags,
    "category": lambda value: Facts(category=value),
    "via": lambda value: Facts(via=value),
}


def _fact(name: str, value: str) -> Facts | None:
    """Read one header line; None when its value shows that it is none."""
    return _READERS[name](value)
