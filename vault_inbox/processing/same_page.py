"""Pages that other notes hold already: which these are, what a drop says beyond them, and its note without them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..drops import kind_of
from ..drops.decode import decode
from ..drops.links import words_of
from ..drops.text import FOREIGN
from ..drops.titles import slug_title
from ..model import Connection, Drop, Note, NoteRef
from ..notes.parse import SAME_PAGE, read_note
from ..pipeline import attempt
from ..vault.scan import scan
from ..web.urls import find_urls, identity
from .workspace import Workspace

Held = Mapping[str, str]
_MOST = 2 / 3  # of a line's words that a title must have for the line to be that title: a site's name may stand beside it
_FEW = 3  # words; of a shorter line only a title that begins so, or an address with all of them, tells
_HEADING = re.compile(r"^# +(\S.*)$", re.MULTILINE)


def held_pages(work: Workspace, note: Note) -> Held:
    """The pages that a note is about, asks for or has read, and another note holds: page (its `identity`) -> path of that note."""
    links = (ref.url for ref in note.references if ref.role == "link")
    read = (article.url for article in note.scraped if article.verdict == "article")
    pages = dict.fromkeys(identity(url) for url in (note.url, *links, *read) if url)
    return {page: path for page in pages if page and (path := _holder(work, note, page))}


def adds_nothing(work: Workspace, drop: Drop, first: Note, note: Note, held: Held) -> bool:
    """Whether a note holds nothing but known pages, and no words of the user's own; `first` is what the drop alone gave."""
    if first.words or first.own is not None:
        return False
    if first.feed is None or identity(note.url) not in held:  # what else an entry of a feed links to is no wish of the user's
        links = {identity(ref.url) for ref in note.references if ref.role == "link"}
        read = {identity(article.url) for article in note.scraped}
        if (read or links) - set(held):
            return False
    return not says_more(work, drop, first, held)


def says_more(work: Workspace, drop: Drop, first: Note, held: Held) -> bool:
    """Whether lines of a drop are the user's own words: they are no title that the vault knows of its pages."""
    titles = [slug_title(ref.url) for ref in first.references]
    for path in dict.fromkeys(held.values()):
        titles += _titles(work, path)
    known = {word for ref in first.references for word in _words(ref.url)}
    return any(not _is_title(line, titles, known) for line in _said(drop, first))


def without(note: Note, held: Held) -> Note:
    """The note without the pages that others hold; it is about the first of those that are left, if any is."""
    references = tuple(replace(ref, role="mention") if ref.role == "link" and identity(ref.url) in held else ref for ref in note.references)
    scraped = tuple(article for article in note.scraped if identity(article.url) not in held)
    left = [*(article.url for article in scraped), *(ref.url for ref in references if ref.role == "link")]
    url = left[0] if left and identity(note.url) in held else note.url
    return replace(note, references=references, scraped=scraped, url=url)


def linked(note: Note, held: Held) -> Note:
    """The note with `same page as` and a link for each note that holds one of its pages."""
    paths = tuple(dict.fromkeys(held.values()))
    others = (connection for connection in note.connections if connection.target not in paths)
    return replace(note, connections=(*(Connection(path, relation=SAME_PAGE) for path in paths), *others))


def _holder(work: Workspace, note: Note, page: str) -> str:
    others = (other for other in work.index.with_url(f"https://{page}") if other.inbox_id != note.inbox_id)
    return next((other.path for other in others if _holds(work, other, page)), "")


def _holds(work: Workspace, other: NoteRef, page: str) -> bool:
    """Whether a note has a page or waits for it. One of ours that leads to another note for its page has only what its headings name."""
    if not other.ours:
        return True
    text, _ = attempt(lambda: _text(work, other.path))
    note, _ = attempt(lambda: read_note(text or "", other.title, work.layout))
    if text is None or note is None or not note.connections:  # a note that is read back has these links alone
        return True
    return page in {identity(url) for url in scan(text, ()).urls}


def _titles(work: Workspace, path: str) -> list[str]:
    """What the vault calls the page of a note: its file's name, aliases, first heading."""
    ref = work.index.note(path)
    text, _ = attempt(lambda: _text(work, path))
    heading = _HEADING.search(text or "")
    return [*((ref.title, *ref.aliases) if ref else ()), *([heading[1]] if heading else [])]


def _text(work: Workspace, path: str) -> str:
    return work.files.read(work.vault / path).decode("utf-8", "replace").replace("\r\n", "\n")


def _said(drop: Drop, first: Note) -> Iterator[str]:
    """The lines of a drop that may be the user's own though they look like a title; the name of a file is none of them."""
    shortcut = kind_of(drop.name) == "link" and drop.part == "1/1"  # its title is the browser's
    if shortcut or first.source in FOREIGN or not any(ref.role == "link" for ref in first.references):
        return
    yield from words_of(first.content).split("\n")
    title = _letters(first.title)
    for line in html.unescape(decode(drop.data)).split("\n"):
        for found in reversed(find_urls(line)):
            line = line[: found.start] + line[found.end :]  # noqa: PLW2901 - the same line, without its addresses
        letters = _letters(line).removeprefix("title")
        if letters == title or (len(title) > len("untitled") and letters.endswith(title)):
            yield first.title
            return


def _is_title(line: str, titles: list[str], known: set[str]) -> bool:
    """Whether a line is one of these titles, cut off or not, or shares most of its words with one; `known` are those of the addresses."""
    letters, words = _letters(line), _words(line)
    if not letters or set(words) <= known or any(_letters(title).startswith(letters) for title in titles):
        return True
    if len(words) < _FEW:
        return False
    return any(sum(word in known or word in _words(title) for word in words) >= _MOST * len(words) for title in titles)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _letters(text: str) -> str:
    return "".join(_words(text))
