"""JSON Feed (https://www.jsonfeed.org/version/1.1/), read leniently: a field of the wrong type is as good as none."""

from __future__ import annotations

import json
from html import escape
from typing import Any, cast

from .entry import Entry, Feed, make_entry, one_line, paragraphs, stated_day


def read_json(text: str, url: str) -> Feed:
    """Read the text of a JSON Feed that lies at `url`."""
    data = cast("dict[str, Any]", json.loads(text.lstrip("\ufeff")))
    shared = _authors(data)
    items = data.get("items")
    return Feed(
        title=one_line(_text(data, "title")),
        url=_text(data, "home_page_url") or url,
        entries=tuple(_entry(item, shared, url) for item in (items if isinstance(items, list) else []) if isinstance(item, dict)),
        language=_text(data, "language"),
    )


def _entry(item: dict[str, Any], shared: tuple[str, ...], feed_url: str) -> Entry:
    published, updated = stated_day(_text(item, "date_published")), stated_day(_text(item, "date_modified"))
    tags = item.get("tags")
    fields = Entry(
        url=_text(item, "url") or _text(item, "external_url"),
        id=str(item.get("id") or ""),
        title=one_line(_text(item, "title")),
        authors=_authors(item) or shared,
        published=published or updated,
        updated=updated,
        tags=tuple(dict.fromkeys(one_line(tag) for tag in tags if isinstance(tag, str))) if isinstance(tags, list) else (),
    )
    texts = (_text(item, "content_html"), paragraphs(escape(_text(item, "content_text"), quote=False)))
    return make_entry(fields, texts, paragraphs(escape(_text(item, "summary"), quote=False)), feed_url)


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return value.strip() if isinstance(value, str) else ""


def _authors(data: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of version 1.1's `authors` or version 1's `author`."""
    stated = data.get("authors")
    people = stated if isinstance(stated, list) else [data.get("author")]
    return tuple(filter(None, dict.fromkeys(one_line(_text(person, "name")) for person in people if isinstance(person, dict))))
