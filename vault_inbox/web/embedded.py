"""The article of a page that holds it only as data for its scripts: in the JSON of Next, Nuxt and their like, as HTML or as blocks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from . import blocks
from .metadata.dates import read_date
from .metadata.jsonld import text_of
from .metadata.page import Metadata
from .metadata.people import people

_SHORTEST = 500  # characters of HTML; less is a teaser or a notice
_FEWEST = 300  # characters of blocks, which are an article's by their form
_PARAGRAPHS = re.compile(r"<p[\s>].*</p>", re.IGNORECASE | re.DOTALL)
_LARGEST = 10_000_000  # characters of one script
_STATE = re.compile(r"(?:window\.|self\.|var |globalThis\.)\s*[\w.]{3,40}\s*=\s*(?=\{)")  # window.__INITIAL_STATE__ = {…}
_FLIGHT = re.compile(r"self\.__next_f\.push\((?=\[1,)")  # the stream that Next sends behind a page, piece by piece
_ROW = re.compile(r"([0-9a-f]+):(?:T([0-9a-f]+),|[\[{])")
_AUTHORS = ("author", "authors", "byline", "bylines", "creator", "creators", "contributors", "writer", "writers")
_NAMES = ("name", "fullName", "full_name", "displayName", "display_name", "title", "label")
_DAYS = (
    *("datePublished", "publishedAt", "published_at", "firstPublished", "firstPublishedAt", "publishedDate", "publicationDate"),
    *("publishDate", "publish_date", "published", "pubDate", "published_time", "publishedTime", "date"),
)
_ABOVE = 3  # objects around a text that may say whose it is


class Embedded(NamedTuple):
    """An article among a page's data: its HTML, and the authors and the day that stand beside it."""

    html: str
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None


def embedded_in(root: HtmlElement) -> Embedded | None:
    """The longest text of paragraphs in a page's data, `None` if there is none; JSON-LD is not looked at."""
    found = max((text for data in _data(root) for text in _texts(data)), key=lambda text: len(text[0]), default=None)
    if found is None:
        return None
    html, around = found
    authors = next((names for thing in around if (names := people(_authors(thing)))), ())
    return Embedded(html, authors, next((day for thing in around if (day := _day(thing))), None))


def told_by(found: Embedded, about: Metadata) -> Metadata:
    """What a page says of itself, and what its data say where that is silent."""
    sources = dict(about.sources)
    author, published = about.author, about.published
    if not author and found.authors:
        author, sources["author"] = found.authors[0] if len(found.authors) == 1 else found.authors, "data for scripts"
    if published is None and found.published is not None:
        published, sources["published"] = found.published, "data for scripts"
    return replace(about, author=author, published=published, sources=sources)


def _data(root: HtmlElement) -> Iterator[Any]:
    """The data of a page's scripts, as JSON tells them."""
    flight: list[str] = []
    for script in root.iter("script"):
        kind, text = (script.get("type") or "").lower(), (script.text or "").strip()
        if len(text) >= _LARGEST:
            continue
        if kind == "application/json":
            yield from _decoded(text, 0)
        elif kind in ("", "text/javascript", "module"):
            pushed = (piece for start in _FLIGHT.finditer(text) for _, *pieces in _decoded(text, start.end()) for piece in pieces)
            flight += (piece for piece in pushed if isinstance(piece, str))
            yield from (data for start in _STATE.finditer(text) for data in _decoded(text, start.end()))
    if flight:
        yield _rows("".join(flight))


def _decoded(text: str, at: int) -> Iterator[Any]:
    """The JSON that begins at a place of a text; none where it is broken off, or no JSON."""
    try:
        yield json.JSONDecoder(strict=False).raw_decode(text, at)[0]
    except (ValueError, RecursionError):
        return


def _rows(flight: str) -> Any:
    """The rows of Next's stream: "1a:{…}" is data, "1b:T5f3,…" a text of so many bytes that data name "$1b"."""
    rows: list[Any] = []
    texts: dict[str, str] = {}
    at = 0
    while (found := _ROW.search(flight, at)) is not None:
        at = found.end()
        if found[2]:
            size = int(found[2], 16)
            text = flight[at : at + size].encode()[:size].decode("utf-8", "ignore")
            texts[f"${found[1]}"] = text
            at += len(text)
        else:
            rows += _decoded(flight, at - 1)
            end = flight.find("\n", at)
            at = end if end >= 0 else len(flight)
    return _filled(rows, texts)


def _filled(data: Any, texts: Mapping[str, str]) -> Any:
    if isinstance(data, list):
        return [_filled(each, texts) for each in data]
    if isinstance(data, dict):
        return {key: _filled(each, texts) for key, each in data.items()}
    return texts.get(data, data) if isinstance(data, str) else data


def _texts(data: Any) -> Iterator[tuple[str, tuple[dict[str, Any], ...]]]:
    """The texts among data that may be an article, each with the objects around it, the nearest first."""
    todo: list[tuple[Any, tuple[dict[str, Any], ...]]] = [(data, ())]
    while todo:
        each, around = todo.pop()
        if isinstance(each, str) and len(each) > _SHORTEST and _PARAGRAPHS.search(each):
            yield each, around
        elif isinstance(each, list):
            html = blocks.html_of(each)
            if len(html) > _FEWEST:
                yield html, around
            todo += ((value, around) for value in each)
        elif isinstance(each, dict):
            todo += ((value, (each, *around[: _ABOVE - 1])) for value in each.values())


def _authors(thing: Mapping[str, Any]) -> list[str]:
    given = next((value for key in _AUTHORS if (value := thing.get(key))), None)
    return [name for each in (given if isinstance(given, list) else [given]) if (name := _name(each))]


def _name(value: Any) -> str:
    if not isinstance(value, dict):
        return text_of(value)
    if isinstance(value.get("node"), dict):
        return _name(value["node"])  # GraphQL
    first, last = (text_of(value.get(key)) for key in ("firstName", "lastName"))
    names = (text_of(value.get(key)) for key in _NAMES)
    return next((name for name in names if name), f"{first} {last}".strip())


def _day(thing: Mapping[str, Any]) -> date | datetime | None:
    return next((day for key in _DAYS if isinstance(value := thing.get(key), str) and (day := read_date(value))), None)
