"""Pages that other notes hold already: which these are, what a drop says beyond them, and its note without them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from ...drops import kind_of
from ...drops.shared.decode import decode, plain_lines
from ...drops.shared.facts import tags_of
from ...drops.shared.headers import read_headers
from ...drops.shared.links import plain_title, words_of
from ...drops.shared.names import read_name
from ...model import FOREIGN, Article, Connection, Drop, Note, NoteRef
from ...notes import properties
from ...notes.layout import PROPERTIES
from ...notes.parse import lost_pages, read_note
from ...notes.writing import SAME_PAGE
from ...pipeline import attempt
from ...text.entities import decoded
from ...text.folding import fold
from ...text.slugs import slug_title
from ...vault.scan import scan
from ...web.urls import find_urls, identity, site_of
from ..shared.workspace import Workspace
from .known_texts import Text, came_by_mail, is_by_its_feed, is_cut, is_of_another_day, leads_of, line_of, lines_of, says_page, title_of
from .known_titles import Known, are_names, are_titles, extends, is_title, letters_of, words_in

Held = Mapping[str, str]
_LONGEST_TAB = 500  # characters of a page's `<title>` that are kept
_HEADING = re.compile(r"^# +(\S.*)$", re.MULTILINE)
_MOST = 100  # notes of one page in which a text is looked for; where there are more it may get one more
_NUMBERED = re.compile(r" \(?\d{1,2}\)?$")  # a second file of the same name
_CLIPPERS = frozenset({"clippings"})  # the tag that Obsidian's clipper gives to all that it clips
# Properties that a clipper fills with what the page says, or with what its template says of every page: `type`, `status`, `category`.
# `via`, by which a person tells of another, is none of them.
_OF_THE_PAGE = frozenset({*PROPERTIES, "title", "link", "description"})


def held_pages(work: Workspace, note: Note) -> Held:
    """The pages that a note is about, asks for or has read, and another note holds: page (its `identity`) -> path of that note."""
    links = (ref.url for ref in note.references if ref.role == "link")
    read = {identity(article.url): article for article in note.scraped if article.verdict == "article"}
    pages = dict.fromkeys([*(identity(url) for url in (note.url, *links) if url), *read])
    return {page: path for page in pages if page and (path := _holder(work, note, page, read.get(page)))}


def adds_nothing(work: Workspace, drop: Drop, first: Note, note: Note, held: Held) -> bool:
    """Whether a note holds nothing but known pages, and no words of the user's own; `first` is what the drop alone gave.

    A text that it brings is known where each of its lines stands in a note of the page, whatever it came by; of a page's own text the
    words are enough. That it is about a known page, called as that is, or an entry of its feed, says nothing of its words: "Solved: it
    was a disk" comes after "We look into it".
    """
    if first.own is not None or (first.words and not _asks(first)):
        return False
    if first.feed is None or identity(note.url) not in held:  # what else an entry of a feed links to is no wish of the user's
        links = {identity(ref.url) for ref in note.references if ref.role == "link"}
        read = {identity(article.url) for article in note.scraped}
        if (read or links) - set(held):
            return False
    known = _known(work, first, held)
    if not (_has_facts(work, drop, first, known) and _stands(work, first, known, held)):
        return False
    beside = {letters_of(line) for line in _beside(drop) if line_of(line) in known.lines}
    return are_titles((line for line in _said(drop, first, known) if letters_of(line) not in beside), known)


def twin(work: Workspace, first: Note, held: Held) -> str:
    """The path of the note that a drop which adds nothing is told to be in: of those of its pages the first with all of its text."""
    return next(_saying(work, first, held, _texts(work, first, held)), next(iter(held.values())))


def own_titles(note: Note) -> tuple[str, ...]:
    """What the pages of a note call themselves, also with more behind it in a browser's tab; note and file may have another name."""
    titled = [article for article in note.scraped if article.title]
    tabs = (tab for article in titled if len(tab := article.head_title) <= _LONGEST_TAB and extends(tab, article.title))
    return tuple(dict.fromkeys([*(article.title for article in titled), *tabs]))


def led(note: Note, asked: Mapping[str, str], held: Held) -> Note:
    """The note with the addresses of held pages in place of those that led to them; `asked` is `identity` -> address of the page."""

    def there(url: str) -> str:
        page = asked.get(identity(url), "")
        return page if identity(page) in held else url

    return replace(note, url=there(note.url), references=tuple(replace(ref, url=there(ref.url)) for ref in note.references))


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


def _holder(work: Workspace, note: Note, page: str, read: Article | None) -> str:
    others = (other for other in work.index.with_url(f"https://{page}") if other.inbox_id != note.inbox_id)
    return next((other.path for other in others if _holds(work, other, note, page, read)), "")


def _holds(work: Workspace, other: NoteRef, note: Note, page: str, read: Article | None) -> bool:
    """Whether a note has a page or waits for it. One of ours that leads to another note for its page has only what its headings name.

    So has that of a mail: its address leads to a copy of the mail, which only another mail has as well, or a page that has been `read`
    and of which the mail says every line. A page that has been `read` is not held by one of ours that only says why it is not there, or
    only in part: its text would be in no note.
    """
    if not other.ours:
        return True
    text, _ = attempt(lambda: _text(work, other.path))
    known, _ = attempt(lambda: read_note(text or "", other.title, work.layout))
    if read and text and (page in map(identity, lost_pages(text)) or (not read.partial and is_cut(text, page))):
        return False
    if text is None or known is None:
        return True
    is_mail = note.source != "email" and came_by_mail(known, text)
    leads = bool(known.connections) or is_mail  # one read back has such links alone
    if not leads or page in {identity(url) for url in scan(text, (), work.layout.headings).urls}:
        return True
    return is_mail and read is not None and says_page(text, note, page, read)


def _known(work: Workspace, first: Note, held: Held) -> Known:
    """What is known of the pages of a drop, by their addresses, by the notes that hold them and by these notes' records."""
    sites = [site_of(ref.url) for ref in first.references]
    known = Known([slug_title(ref.url, site) for ref, site in zip(first.references, sites, strict=True)], sites)
    for path in dict.fromkeys(held.values()):
        text, _ = attempt(lambda: _text(work, path))  # noqa: B023 - used at once
        note, _ = attempt(lambda: read_note(text or "", "", work.layout))  # noqa: B023 - used at once
        if heading := _HEADING.search(text or ""):
            known.titles.append(plain_title(heading[1]))
        if note:
            known.names += [note.site, *_came_by(note)]
            known.properties.update(_properties(work, note.properties))
        if ref := work.index.note(path):
            record = work.records.get(ref.inbox_id) if ref.ours else None
            told = record.titles if record else ()
            tabs = [title for title in told if any(extends(title, other) for other in told)]
            known.titles += [ref.title, *ref.aliases, *(title for title in told if title not in tabs)]
            known.tabs += tabs
            known.tags.update(map(fold, ref.tags))
            known.folders.add(letters_of(ref.folder))
    for path, text in _texts(work, first, held):
        known.lines.update(map(line_of, text.split("\n")))
        known.texts[path] = text
    return known


def _texts(work: Workspace, first: Note, held: Held) -> Iterator[tuple[str, str]]:
    """The notes of some pages, path and text: those that hold them, then others that only lead to these."""
    found = (other.path for page in held for other in work.index.with_url(f"https://{page}") if other.inbox_id != first.inbox_id)
    for path in dict.fromkeys([*held.values(), *islice(found, _MOST)]):
        text, _ = attempt(lambda: _text(work, path))  # noqa: B023 - used at once
        yield path, text or ""


def _stands(work: Workspace, first: Note, known: Known, held: Held) -> bool:
    """Whether known notes hold the text that a drop brings; what else a user says beside an address is looked at line by line."""
    if not _brings_text(first):
        return True
    title = title_of(first, held, known.titles)
    is_called_so = is_title(title, known) or line_of(title) in known.lines
    if not (is_called_so and are_names(words_in(first.sender), known)):
        return False
    return any(True for _ in _saying(work, first, held, known.texts.items()))


def _saying(work: Workspace, first: Note, held: Held, texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The notes, by their paths, that say all of the text that a drop brings.

    A mail leads to the same places as well, and is of the same day: each month an invoice comes with the same words. An entry of a feed
    shows other pictures than its page does, but not than an entry of that feed: there another one says more.
    """
    is_mail, is_entry, brings = first.source == "email", first.source == "rss", _brings_text(first)
    lines, pages = (lines_of(first, held), leads_of(first) - set(held) if is_mail else set()) if brings else ([], set())
    for path, text in texts:
        note = attempt(lambda: read_note(text, "", work.layout))[0] if is_mail or is_entry else None  # noqa: B023 - used at once
        is_other = is_mail and note is not None and is_of_another_day(first, note, text)
        known, pictures = Text(text), not is_entry or (note is not None and is_by_its_feed(note, text))
        if not is_other and known.leads_to(pages) and known.says(lines, in_words=first.source in FOREIGN, pictures=pictures):
            yield path


def _has_facts(work: Workspace, drop: Drop, first: Note, known: Known) -> bool:
    """Whether known notes hold what a drop says beside its text: its tags, the folder that it is wished for, its properties.

    Of a share, also who wrote the page, whence and by which ways it came: in a clip the page says that itself, as it gives an entry of a
    feed all of its facts.
    """
    if first.source in FOREIGN and first.source != "clip":
        return True
    wish = "" if drop.folder else first.folder  # a folder of the inbox is no word
    is_filed = not wish or any(letters_of(wish) in folder for folder in known.folders)
    is_met = is_filed or bool(known.tags.intersection(map(fold, tags_of([wish]))))
    is_met = is_met and known.tags.issuperset(set(map(fold, first.tags)) - (_CLIPPERS if first.source == "clip" else set()))
    if first.source != "clip":
        site = "" if first.feed else first.site  # a feed's name is no word of the user's
        is_met = is_met and all(are_names(words_in(name), known) for name in (site, *_came_by(first)))
    return is_met and (kind_of(drop.name) not in ("text", "markdown") or _has_properties(work, drop, first, known))


def _has_properties(work: Workspace, drop: Drop, first: Note, known: Known) -> bool:
    """Whether known notes hold a drop's other properties and what else it calls the page; a file's name is no word, nor is a day."""
    file_name = read_name(drop).title
    others = (alias for alias in first.aliases if letters_of(alias) != letters_of(file_name))
    kept, _ = attempt(lambda: properties.read(f"---\n{first.frontmatter.strip()}\n---\n"))  # those of a clip stay as they stand
    said = {**first.properties, **{name: value for name, value in (kept or {}).items() if fold(name) not in _OF_THE_PAGE}}
    ways = [way for name, value in said.items() if first.source == "clip" and fold(name) == "via" for way in _ways(value)]
    is_met = known.properties.issuperset(_properties(work, said)) and all(is_title(alias, known) for alias in others)
    return is_met and all(are_names(words_in(way), known) for way in ways)


def _properties(work: Workspace, values: Mapping[str, Any]) -> Iterator[str]:
    """The properties of a note that are neither ours nor a day, each folded with its value; by which ways it came is looked at apart."""
    ours = {"via", "date", *(fold(work.layout.name_of(name)) for name in PROPERTIES)}
    for name, value in values.items():
        line, _ = attempt(lambda: properties.entry(name, value))  # noqa: B023 - used at once; none for what only people nest
        if fold(name) not in ours:
            yield letters_of(line or f"{name}: {value}")


def _beside(drop: Drop) -> tuple[str, ...]:
    """What stands beside the facts in a drop's header lines."""
    if kind_of(drop.name) not in ("text", "markdown"):
        return ()
    return read_headers(plain_lines(properties.split(decode(drop.data))[1]))[0].beside


def _came_by(note: Note) -> tuple[str, ...]:
    """The authors of a note, and by which ways its page came."""
    authors = (note.author,) if isinstance(note.author, str) else note.author
    return (*authors, *_ways(note.properties.get("via")))


def _ways(via: object) -> list[str]:
    return str(via or "").split(", ")


def _text(work: Workspace, path: str) -> str:
    return work.files.read(work.vault / path).decode("utf-8", "replace").replace("\r\n", "\n")


def _said(drop: Drop, first: Note, known: Known) -> Iterator[str]:
    """The lines of a drop that may be the user's own though they look like a title; the name of a file is one only where it was chosen."""
    yield from _given_name(drop, first, known)
    shortcut = kind_of(drop.name) == "link" and drop.part == "1/1"  # its title is the browser's
    if shortcut or _brings_text(first):
        return
    lines = words_of(first.content).split("\n")
    yield from lines
    title = letters_of(first.title)
    if title in map(letters_of, lines):
        return
    for line in decoded(decode(drop.data)).split("\n"):
        for found in reversed(find_urls(line)):
            line = line[: found.start] + line[found.end :]  # noqa: PLW2901 - the same line, without its addresses
        for letters in (letters_of(each).removeprefix("title") for each in (line, plain_title(line))):  # a title has lost its Markdown
            if letters == title or (len(title) > len("untitled") and letters.endswith(title)):
                yield first.title
                return


def _given_name(drop: Drop, first: Note, known: Known) -> Iterator[str]:
    """The name of a text file where a person chose it, of several words, without a time before it; a number behind a title is no word.

    The title of a text that it brings was looked at with that.
    """
    name = read_name(drop)
    if kind_of(drop.name) in ("text", "markdown") and " " in name.title and not name.stamped:
        names = (name.title, _NUMBERED.sub("", name.title))
        if not (_brings_text(first) and letters_of(first.title) in map(letters_of, names)):
            yield names[not is_title(name.title, known)]


def _brings_text(first: Note) -> bool:
    """Whether the text of a drop is that of a page or a mail, or stands for its page: none that a user says beside an address."""
    return first.source in FOREIGN or not _asks(first)


def _asks(note: Note) -> bool:
    return any(ref.role == "link" for ref in note.references)
