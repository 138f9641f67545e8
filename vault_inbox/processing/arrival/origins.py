"""Where each property of a new note comes from: the drop itself, the page and the place on it, the entry of a feed."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Drop, Note

_TOLD = ("url", "author", "published", "site")


def origins(drop: Drop, first: Note, note: Note) -> Iterator[str]:
    """Say where the values of a note were found; `first` is what the drop alone gave, before any step."""
    if note.created:
        yield "created: " + ("the time of the file" if note.created == drop.captured else "the drop itself")
    if note.source:
        yield "source: " + ("no other is named" if note.source == "drop" else "the drop itself")
    for name in _TOLD:
        value = getattr(note, name)
        if value:
            yield f"{name}: {_place(first, note, name)}"
    if note.original_file:
        yield "original_file: the name of the drop"
    if note.inbox_id:
        yield "inbox_id: the SHA-256 of its bytes"


def left_out(note: Note) -> Iterator[str]:
    """Say what of the note's pages was not taken for their article."""
    for article in note.scraped:
        yield from (f"left out of {article.url}: {piece}" for piece in article.left_out)


def _place(first: Note, note: Note, name: str) -> str:
    value = getattr(note, name)
    if value == getattr(first, name):
        return "the drop itself"
    for article in note.scraped:
        if getattr(article, name) == value and article.sources.get(name):
            return f"{article.sources[name]} ({article.url})"
    return "the entry of its feed" if note.feed else "its page"
