"""A note of ours, read back from its text: what the steps need to look at it again."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ..model import Connection, Note
from . import properties, sections
from .layout import PROPERTIES, Layout
from .merge.written import Written
from .splice import items_of
from .writing import SAME_PAGE, source_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEFAULT = Layout()
_NOT_FETCHED = re.compile(r"^> Not fetched.*$", re.MULTILINE)
_SENDER = re.compile(r"^- processed from e-mail: (\S.*)$", re.MULTILINE)
_SAME = re.compile(rf"^- {SAME_PAGE} (\S.*)$", re.MULTILINE)


def read_note(text: str, title: str, layout: Layout = _DEFAULT) -> Note:
    """A note's text -> the note: its properties, what its body says as `content`, and the pages that it names as the same.

    The content is the body without what we wrote of our own accord, as the steps had it when the note was made: without title, summary,
    headings of ours, lines that stand for a page, and the connections section. `title` is the note's file name without `.md`. Raises
    `NoteError` where the properties cannot be read.
    """
    values = properties.read(text)
    names = {layout.name_of(name).casefold() for name in PROPERTIES}
    body, connections = _cut(_body(text), layout)
    noted = of_properties(values, layout)
    return replace(
        noted,
        title=title,
        content=_said(body, layout),
        source=source_of(connections, noted.source),
        connections=tuple(Connection(link, link=link, relation=SAME_PAGE) for link in _SAME.findall(connections)),
        sender=sender[1] if (sender := _SENDER.search(connections)) else "",
        properties={name: value for name, value in values.items() if name.casefold() not in names},
    )


def of_properties(values: Mapping[str, Any], layout: Layout = _DEFAULT) -> Note:
    """A note's properties, as `properties.read` gives them -> a note with what those of ours say, and nothing else."""
    folded = {name.casefold(): value for name, value in reversed(list(values.items()))}  # as Obsidian compares them
    ours = {name: folded.get(layout.name_of(name).casefold()) for name in PROPERTIES}
    return Note(
        title="",
        created=_moment(ours["created"]),
        modified=_moment(ours["modified"]),
        source=_text(ours["source"]) or "drop",
        status=_text(ours["status"]) or "draft",
        url=_text(ours["url"]),
        author=_authors(ours["author"]),
        published=ours["published"] if isinstance(ours["published"], date) else None,
        site=_text(ours["site"]),
        tags=_items(ours["tags"], layout.name_of("tags")),
        category=_text(ours["category"]) or None,
        aliases=_items(ours["aliases"], layout.name_of("aliases")),
        original_file=_text(ours["original_file"]),
        inbox_id=_text(ours["inbox_id"]),
    )


def same_pages(text: str) -> list[str]:
    """The links of a note of ours to those that hold its page, as they are written."""
    return _SAME.findall(text.replace("\r\n", "\n"))


def lost_pages(text: str) -> list[str]:
    """The addresses under whose headings stands only the line which says that there is no article, for good."""
    body = _body(text)
    said = ((each.page, each.text(body)) for each in sections.find(body) if each.page)
    return [page for page, line in said if line.startswith("> Not fetched:") and "\n" not in line]


def without_connections(text: str, layout: Layout = _DEFAULT) -> str:
    """A note's text without the connections section: its properties, its title, its summary and all else, whoever wrote it."""
    return text.removesuffix(properties.split(text)[1]) + _cut(_body(text), layout)[0]


def _body(text: str) -> str:
    return properties.split(text)[1].replace("\r\n", "\n")


def _cut(body: str, layout: Layout) -> tuple[str, str]:
    """The body without the connections section, known as where it is brought up to date, and the text of that section."""
    section = Written(body, sections.find(body)).connections(layout.heading("connections"))
    if section is None:
        return body, ""
    return body[: section.start] + body[section.end :], body[section.body : section.end]


def _said(body: str, layout: Layout) -> str:
    """The body without title, summary, our headings and the lines that say why a page is not there."""
    pages = f"{layout.heading('scraped')} "
    for each in reversed(sections.find(body)):
        heading, is_title = each.heading.strip(), each.level == 1 and not body[: each.start].strip()
        if each.level == 2 and heading == layout.heading("summary"):
            body = body[: each.start] + body[each.end :]
        elif is_title or (each.level == 2 and (heading == layout.heading("content") or heading.startswith(pages))):
            body = body[: each.start] + body[each.body :]
    return _NOT_FETCHED.sub("", body)


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next((item for item in value if item is not None), None)
    return "" if value is None else str(value)


def _items(value: Any, name: str) -> tuple[str, ...]:
    return tuple(str(item) for item in items_of(value, name) if item is not None)


def _authors(value: Any) -> str | tuple[str, ...]:
    return tuple(str(item) for item in value if item is not None) if isinstance(value, list) else _text(value)


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else None
