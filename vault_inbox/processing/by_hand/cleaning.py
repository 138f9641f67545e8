"""What a note of the script before this program becomes when the steps are run again on its original text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath

from ...drops.shared.headers import read_headers
from ...errors import DropError, NoteError
from ...model import Article, Context, Drop, Note, Reference, Step
from ...notes import properties
from ...notes.earlier import adopted
from ...notes.earlier.cleaned import cleaned
from ...notes.earlier.dumps import is_a_persons
from ...notes.parse import without_connections
from ...pipeline import run_steps
from ...text.entities import decoded
from ...web import urls
from ...web.feeds.feet import without_foot
from ..arrival.making import Said, explain_sources, not_in_text, watched
from ..shared.filing import with_links
from ..shared.workspace import Workspace

_MARKUP = re.compile(r"(?:<|&lt;)/?(?:p|div|br|ul|ol|li|a|h[1-6]|blockquote|pre|table|figure|img)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clean:
    """The new text of a note, the note that the steps made of its original text, why it is so, and which pages could not be had."""

    text: str
    note: Note
    why: Mapping[str, tuple[str, ...]]
    warnings: tuple[str, ...]


def clean(work: Workspace, path: str, text: str, inbox_id: str) -> Clean:
    """Clean a note of the script; where a page may be had later its source stays the script's, so that it is tried again.

    Raises `NoteError` where nothing can be made of what it holds.
    """
    old = adopted.read_old(text)
    drop = _drop(work, text, old)
    try:
        first = replace(work.readers.drop(drop), inbox_id=inbox_id, original_file=_name(work, text))
    except DropError as error:
        raise NoteError(f"nothing can be made of its text: {error}") from error
    said = Said()
    asked: dict[str, str] = {}
    ctx = watched(work.context(said.warn, said.explain, (path,)), asked)
    made = run_steps(_with_pages(first, old.pages), ctx, _steps(work, PurePosixPath(path).stem))
    explain_sources(said, drop, first, made)
    pages = {address: article for address in old.pages if (article := _article(made, address, asked))}
    note = with_links(_standing(work, path, text, replace(made, tags=first.tags), said), path, work.place())
    lost = tuple(f"{address}: its page could not be read, so its text stays as it is" for address in old.pages if address not in pages)
    rest = _rest(old.content, first)
    new = cleaned(text, note, pages, rest, work.layout, waiting=made.status == "pending")
    return Clean(new, note, said.reasons(), (*said.warnings, *lost))


def _with_pages(note: Note, pages: Sequence[str]) -> Note:
    """The note with the pages that the script read among those to be fetched."""
    known = {urls.identity(reference.url) for reference in note.references}
    more = (Reference(url) for url in map(urls.clean, pages) if url and urls.identity(url) not in known)
    return replace(note, references=(*note.references, *more))


def _steps(work: Workspace, name: str) -> list[tuple[str, Step]]:
    """The vault's steps but for those of which the note stays as the user knows it: its name and its place."""

    def named(note: Note, _: Context) -> Note:
        return replace(note, title=name)

    return [(each, named if each == "title" else step) for each, step in work.steps if each != "category"]


def _standing(work: Workspace, path: str, text: str, made: Note, said: Said) -> Note:
    """What the steps made, as far as it can stand in a note that exists: of the tags those that the drop itself brought."""
    status = properties.read(text).get(work.layout.name_of("status"))
    note = replace(
        made,
        status=str(status or "draft"),
        modified=work.now(),
        scraped=tuple(article for article in made.scraped if article.text.strip()),
        connections=tuple(connection for connection in made.connections if connection.target != path),
    )
    return not_in_text(note, without_connections(text, work.layout), path, work.place().named, said)


def _drop(work: Workspace, text: str, old: adopted.Old) -> Drop:
    """The drop that the note was made of, as text; the address that a cleaned note has among its properties stands for its header line."""
    values = properties.read(text)
    facts, _ = read_headers(old.content)
    address = urls.clean(adopted.address_of(text) or str(values.get(work.layout.name_of("url")) or ""))
    head = f"Link: {address}\n\n" if address and not facts.links else ""
    created = values.get(work.layout.name_of("created"))
    captured = created if isinstance(created, datetime) else None
    return Drop(f"{PurePosixPath(_name(work, text)).stem}.txt", (head + old.content).encode(), captured=captured)


def _name(work: Workspace, text: str) -> str:
    return PurePosixPath(str(properties.read(text).get(work.layout.name_of("original_file")) or "note.txt")).name


def _article(note: Note, address: str, asked: Mapping[str, str]) -> Article | None:
    """The article that was read for an address in a heading."""
    key = urls.identity(address)
    keys = {key, urls.identity(asked.get(key, ""))}
    fits = (article for article in note.scraped if article.text.strip() and urls.identity(article.url) in keys)
    return next(fits, None)


def _rest(content: str, note: Note) -> str | None:
    """What stays of the content as it stands: the drop's own text; `None` where that is HTML, to be written as Markdown."""
    body = read_headers(content)[1].strip("\n")
    wanted = decoded(note.content.rstrip())
    if wanted and (tail := _tail(content.rstrip(), wanted)):
        return tail
    if wanted and (tail := _tail(without_foot(content), wanted)):  # what follows stays: a note is only cut at its top
        return content[content.rindex(tail) :].rstrip()
    if note.content and _MARKUP.search(body) and not is_a_persons(body):
        return None
    return body


def _tail(content: str, wanted: str) -> str:
    """The end of a text that reads as wanted once its entities are characters; "" if there is none. The later it begins, the shorter."""
    at = bisect_left(range(len(content)), -len(wanted), key=lambda start: -len(decoded(content[start:])))
    return content[at:] if decoded(content[at:]) == wanted else ""
