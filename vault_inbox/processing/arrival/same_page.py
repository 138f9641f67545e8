"""Pages that other notes hold already: which these are, what a drop says beyond them, and its note without them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from unicodedata import category

from ...drops import kind_of
from ...drops.shared.decode import decode, plain_lines
from ...drops.shared.facts import tags_of
from ...drops.shared.headers import read_headers
from ...drops.shared.links import plain_title, words_of
from ...drops.shared.names import read_name
from ...model import FOREIGN, Connection, Drop, Note, NoteRef
from ...notes import properties
from ...notes.layout import PROPERTIES
from ...notes.parse import SAME_PAGE, read_note
from ...pipeline import attempt
from ...text.entities import decoded
from ...text.folding import fold
from ...text.slugs import slug_title
from ...vault.scan import scan
from ...web.urls import find_urls, identity, site_of
from ..shared.workspace import Workspace

Held = Mapping[str, str]
_CUT = re.compile(r"…|\.\.\.")  # where an app ended a title that was too long for it
_BEGINNING = 3  # words that a title must begin with to be meant by them: fewer may be the user's own
_WRAPPED = 3  # lines over which a share sheet may spread a title
_LONGEST_TAB = 500  # characters of a page's `<title>` that are kept
_CUT_OFF = 10  # letters of a title that was cut off, for writing without spaces
_HEADING = re.compile(r"^# +(\S.*)$", re.MULTILINE)
_SIGNS = re.compile(r"((?<=\w)[+#]+(?!\w)|[‼⁉]|(?<!\S)[:;]-?[()](?!\S))")  # C++ is not C; a face made of punctuation says something
_MARKS = frozenset("|<>=~+∣|<>=~")  # symbols that part a title from a site, or that Markdown has for itself


@dataclass(slots=True)
class _Known:
    """What the vault knows of some pages: how they are called, the names of their sites and authors, and by which ways they came.

    Of their notes it knows the tags, the folders, the other names, the lines and the properties that are not ours. `tabs` are titles with
    more behind them, as a browser shows them.
    """

    titles: list[str]
    names: list[str]
    tabs: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    properties: set[str] = field(default_factory=set)


def held_pages(work: Workspace, note: Note) -> Held:
    """The pages that a note is about, asks for or has read, and another note holds: page (its `identity`) -> path of that note."""
    links = (ref.url for ref in note.references if ref.role == "link")
    read = (article.url for article in note.scraped if article.verdict == "article")
    pages = dict.fromkeys(identity(url) for url in (note.url, *links, *read) if url)
    return {page: path for page in pages if page and (path := _holder(work, note, page))}


def adds_nothing(work: Workspace, drop: Drop, first: Note, note: Note, held: Held) -> bool:
    """Whether a note holds nothing but known pages, and no words of the user's own; `first` is what the drop alone gave."""
    if first.own is not None or (first.words and not _asks(first)):
        return False
    if first.feed is None or identity(note.url) not in held:  # what else an entry of a feed links to is no wish of the user's
        links = {identity(ref.url) for ref in note.references if ref.role == "link"}
        read = {identity(article.url) for article in note.scraped}
        if (read or links) - set(held):
            return False
    known = _known(work, first, held)
    if first.source not in FOREIGN and not (known.tags.issuperset(map(fold, first.tags)) and _has_facts(work, drop, first, known)):
        return False
    beside = {line for line in map(_letters, _beside(drop)) if line in known.lines}
    return _are_titles((line for line in _said(drop, first) if _letters(line) not in beside), known)


def own_titles(note: Note) -> tuple[str, ...]:
    """What the pages of a note call themselves, also with more behind it in a browser's tab; note and file may have another name."""
    titled = [article for article in note.scraped if article.title]
    tabs = (tab for article in titled if len(tab := article.head_title) <= _LONGEST_TAB and _extends(tab, article.title))
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


def _known(work: Workspace, first: Note, held: Held) -> _Known:
    """What is known of the pages of a drop, by their addresses, by the notes that hold them and by these notes' records."""
    sites = [site_of(ref.url) for ref in first.references]
    known = _Known([slug_title(ref.url, site) for ref, site in zip(first.references, sites, strict=True)], sites)
    for path in dict.fromkeys(held.values()):
        text, _ = attempt(lambda: _text(work, path))  # noqa: B023 - used at once
        note, _ = attempt(lambda: read_note(text or "", "", work.layout))  # noqa: B023 - used at once
        if heading := _HEADING.search(text or ""):
            known.titles.append(plain_title(heading[1]))
        if note:
            known.names += [note.site, *_came_by(note)]
            known.properties.update(_properties(work, note))
            known.lines.update(map(_letters, (text or "").split("\n")))
        if ref := work.index.note(path):
            record = work.records.get(ref.inbox_id) if ref.ours else None
            told = record.titles if record else ()
            tabs = [title for title in told if any(_extends(title, other) for other in told)]
            known.titles += [ref.title, *ref.aliases, *(title for title in told if title not in tabs)]
            known.tabs += tabs
            known.tags.update(map(fold, ref.tags))
            known.folders.add(_letters(ref.folder))
    return known


def _has_facts(work: Workspace, drop: Drop, first: Note, known: _Known) -> bool:
    """Whether known notes hold what header lines say: who wrote it, whence and by which ways it came, the folder that it is wished for."""
    site = "" if first.feed else first.site  # a feed's name is no word of the user's
    wish = "" if drop.folder else first.folder  # a folder of the inbox is no word
    is_filed = not wish or any(_letters(wish) in folder for folder in known.folders)
    is_met = is_filed or bool(known.tags.intersection(map(fold, tags_of([wish]))))
    is_met = is_met and all(_are_names(_words(name), known) for name in (site, *_came_by(first)))
    return is_met and (kind_of(drop.name) not in ("text", "markdown") or _has_properties(work, drop, first, known))


def _has_properties(work: Workspace, drop: Drop, first: Note, known: _Known) -> bool:
    """Whether known notes hold a drop's other properties and what else it calls the page; a file's name is no word, nor is a day."""
    file_name = read_name(drop).title
    others = (alias for alias in first.aliases if _letters(alias) != _letters(file_name))
    return known.properties.issuperset(_properties(work, first)) and all(_is_title(alias, known) for alias in others)


def _properties(work: Workspace, note: Note) -> Iterator[str]:
    """The properties of a note that are neither ours nor a day, each folded with its value; by which ways it came is looked at apart."""
    ours = {"via", "date", *(fold(work.layout.name_of(name)) for name in PROPERTIES)}
    for name, value in note.properties.items():
        line, _ = attempt(lambda: properties.entry(name, value))  # noqa: B023 - used at once; none for what only people nest
        if line and fold(name) not in ours:
            yield _letters(line)


def _beside(drop: Drop) -> tuple[str, ...]:
    """What stands beside the facts in a drop's header lines."""
    if kind_of(drop.name) not in ("text", "markdown"):
        return ()
    return read_headers(plain_lines(properties.split(decode(drop.data))[1]))[0].beside


def _came_by(note: Note) -> tuple[str, ...]:
    """The authors of a note, and by which ways its page came."""
    authors = (note.author,) if isinstance(note.author, str) else note.author
    return (*authors, *str(note.properties.get("via") or "").split(", "))


def _text(work: Workspace, path: str) -> str:
    return work.files.read(work.vault / path).decode("utf-8", "replace").replace("\r\n", "\n")


def _said(drop: Drop, first: Note) -> Iterator[str]:
    """The lines of a drop that may be the user's own though they look like a title; the name of a file is none of them."""
    shortcut = kind_of(drop.name) == "link" and drop.part == "1/1"  # its title is the browser's
    if shortcut or first.source in FOREIGN or not _asks(first):
        return
    lines = words_of(first.content).split("\n")
    yield from lines
    title = _letters(first.title)
    if title in map(_letters, lines):
        return
    for line in decoded(decode(drop.data)).split("\n"):
        for found in reversed(find_urls(line)):
            line = line[: found.start] + line[found.end :]  # noqa: PLW2901 - the same line, without its addresses
        for letters in (_letters(each).removeprefix("title") for each in (line, plain_title(line))):  # a title has lost its Markdown
            if letters == title or (len(title) > len("untitled") and letters.endswith(title)):
                yield first.title
                return


def _asks(note: Note) -> bool:
    return any(ref.role == "link" for ref in note.references)


def _are_titles(lines: Iterable[str], known: _Known) -> bool:
    """Whether lines are titles of known pages; the name of a site or an author may have a line of its own, but only beside a title.

    A title may be wrapped over a few lines.
    """
    said = [line for line in lines if _words(line)]
    read = {0: False}  # how many lines can be read so -> whether there is a title among them
    for at in range(len(said)):
        for end in range(at + 1, min(at + _WRAPPED, len(said)) + 1) if at in read else ():
            run = " ".join(said[at:end])
            if _is_title(run, known):
                read[end] = True
            elif end == at + 1 and _are_names(_words(run), known):
                read[end] = read[at] or read.get(end, False)
    return not said or read.get(len(said), False)


def _is_title(line: str, known: _Known) -> bool:
    """Whether a line is a title of a known page, cut off or not; the names of site and author may stand beside it, and nothing else may.

    Words that merely resemble a title may be the user's own: "Must read:" before it, a year behind it, one word changed, its first word,
    the beginning of what a browser's tab shows.
    """
    words, (head, cut, tail) = _words(line), _CUT.sub("\0", line).partition("\0")
    is_long = sum(bool(_words(word)) for word in head.split()) >= _BEGINNING
    cut_off = bool(cut) and (is_long or len(_letters(head)) >= _CUT_OFF) and _are_names(_words(tail), known)
    for title in filter(None, map(_words, known.titles)):
        if cut_off and "".join(title).startswith(_letters(head)):
            return True
        if words and title[: len(words)] == words and ((is_long and not cut) or _are_names(title[len(words) :], known)):
            return True
    return any(_is_between_names(words, title, known) for title in filter(None, map(_words, [*known.titles, *known.tabs])))


def _is_between_names(words: list[str], title: list[str], known: _Known) -> bool:
    places = (at for at in range(len(words)) if words[at : at + len(title)] == title)
    return any(_are_names(words[:at], known) and _are_names(words[at + len(title) :], known) for at in places)


def _are_names(words: list[str], known: _Known) -> bool:
    """Whether words are nothing but names of sites and authors, each of them whole, but for an article before it."""
    names = [name[at:] for name in map(_words, known.names) for at in range(1 + (name[:1] == ["the"]))]
    return not words or any(name and words[: len(name)] == name and _are_names(words[len(name) :], known) for name in names)


def _words(text: str) -> list[str]:
    """The words of a text, folded; a sign such as an emoji or an arrow is one, for it says something, and punctuation is none."""
    parts = enumerate(_SIGNS.split(fold(text)))
    return [word for at, part in parts for word in ([part] if at % 2 else _plain_words(part))]


def _plain_words(text: str) -> list[str]:
    spaced = (f" {char} " if _is_sign(char) else char if char.isalnum() or category(char)[0] == "M" else " " for char in text)
    return [word for word in "".join(spaced).replace("\ufe0f", "").split() if category(word[0])[0] != "M"]


def _is_sign(char: str) -> bool:
    return category(char) in ("Sc", "Sm", "So") and char not in _MARKS


def _extends(tab: str, title: str) -> bool:
    """Whether a title is another one with more behind it."""
    words, more = _words(title), _words(tab)
    return 0 < len(words) < len(more) and more[: len(words)] == words


def _letters(text: str) -> str:
    return "".join(_words(text))
