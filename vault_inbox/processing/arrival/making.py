"""From a drop to the text of its note: read, steps, duplicates, place, links. Nothing here writes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from ...drops.shared.facts import tags_of
from ...errors import DropError, FetchError, NoteError
from ...model import Article, Context, Drop, Note
from ...notes import inert
from ...notes.render import render
from ...notes.writing import prepare
from ...pipeline import attempt, run_steps
from ...steps.kinship import nearest
from ...steps.plain_text import subject
from ...text.folding import fold
from ...vault.folders import spelled
from ...vault.links import Named, repoint, resolve
from ...vault.scan import scan
from ...web.urls import identity
from ..shared.filing import file_for, folder_of, wished_folder, with_alias, with_links
from ..shared.leading import Links
from ..shared.workspace import Workspace
from . import origins, same_page

_NEIGHBOURS, _WORDS = 5, 6  # of the notes most like a new one, and of the words that each shares with it, as they are explained

_ASKED = 2  # times the limit of pages for one note: so many are asked for where others hold those that links lead to


@dataclass(frozen=True, slots=True)
class Made:
    """A note-to-be: where it goes, its text, what was warned of and why each field has its value.

    `twin` is the path of a note that already holds this page; the drop then becomes no note of its own. `held` are the pages that other
    notes hold: `identity` -> path. `awaited` are the drops that its text links to: path -> the `inbox_id` that their notes will bear.
    """

    note: Note
    path: str = ""
    text: str = ""
    twin: str = ""
    warnings: tuple[str, ...] = ()
    why: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    awaited: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Said:
    """Collects what the steps say."""

    warnings: list[str] = field(default_factory=list)
    why: dict[str, list[str]] = field(default_factory=dict)

    def warn(self, text: str) -> None:
        """Keep a warning, once."""
        if text not in self.warnings:
            self.warnings.append(text)

    def explain(self, name: str, text: str) -> None:
        """Keep a reason for a field's value."""
        self.why.setdefault(name, []).append(text)

    def copy(self) -> Said:
        """The same, to go on from."""
        return Said([*self.warnings], {name: [*texts] for name, texts in self.why.items()})

    def reasons(self) -> dict[str, tuple[str, ...]]:
        """The reasons, frozen."""
        return {name: tuple(texts) for name, texts in self.why.items()}


def draft(work: Workspace, drop: Drop, *, standing: bool = False) -> Made:
    """What a drop becomes, all steps run, before it has a place in the vault.

    A page that the vault already holds is not scraped again: with words of the user's own, or pages that are new, the note links to
    the other (`same page as [[X]]`), without them there is no second note (`Made.twin`), unless the drop's note is `standing` already.
    """
    said = Said()
    first = _with_wish(work, drop, work.readers.drop(drop), said)
    for warning in first.warnings:
        said.warn(warning)
    held = same_page.held_pages(work, first)
    if held and not standing and same_page.adds_nothing(work, drop, first, first, held):
        return Made(first, twin=same_page.twin(work, first, held), held=held)
    asked: dict[str, str] = {}
    note = _stepped(work, same_page.without(first, held), told := said.copy(), asked)
    while late := {page: path for page, path in same_page.held_pages(work, note).items() if page not in held}:
        # known only by the address that a page has after redirects: what the steps took from it is not the note's. Without it they may
        # ask for a link that they left out before, and that may lead to a known page too; each round takes such pages away
        held = {**held, **late}
        if not standing and same_page.adds_nothing(work, drop, first, note, held):
            return Made(note, twin=same_page.twin(work, first, late), held=held)
        knowing = same_page.without(same_page.led(first, asked, held), held)
        note = same_page.without(_stepped(work, knowing, told := said.copy(), asked, again=True), held)
    said = told
    if note.own is not None:
        note = not_in_text(note, note.own, f"{work.settings.inbox}/{drop.folder}/{drop.name}".replace("//", "/"), work.place().named, said)
    for path in dict.fromkeys(held.values()):
        said.explain("connections", f"{path}: the same page")
    note = same_page.linked(note, held)
    explain_sources(said, drop, first, note)
    title, _, body = subject(note).partition("\n")
    neighbours, _ = attempt(lambda: nearest(work.apart(_paths(work, note)), title, body))  # as the steps asked: the answer is kept
    for neighbour in (neighbours or ())[:_NEIGHBOURS]:
        said.explain("neighbours", f"{neighbour.note.path} {neighbour.score:.2f} ({', '.join(neighbour.words[:_WORDS])})")
    prepare(note)
    return Made(with_alias(note), warnings=tuple(said.warnings), why=said.reasons(), held=held)


def _stepped(work: Workspace, note: Note, said: Said, asked: dict[str, str], *, again: bool = False) -> Note:
    """The note after all steps; `asked` is told which page each address led to. Done `again`, few further pages are asked for."""
    most = _ASKED * int(work.settings.step["fetch"]["limit"]) if again else None
    return run_steps(note, watched(work.context(said.warn, said.explain, _paths(work, note)), asked, most), work.steps)


def _paths(work: Workspace, note: Note) -> list[str]:
    """Where the note lies already."""
    return [ref.path for ref in work.index.with_inbox_id(note.inbox_id)]


def watched(ctx: Context, asked: dict[str, str], most: int | None = None) -> Context:
    """A context that notes in `asked` where each address led: its `identity` -> its page's; `most` bounds how many it holds."""

    def article(url: str) -> Article:
        if most is not None and len(asked) >= most and identity(url) not in asked:
            raise FetchError(url, "no more pages are asked for one note")
        asked[identity(url)] = url
        found = ctx.article(url)
        asked[identity(url)] = found.url
        return found

    return replace(ctx, article=article)


def _with_wish(work: Workspace, drop: Drop, note: Note, said: Said) -> Note:
    """The note with the folder that its `Category:` line means, as the vault spells it; a name of no folder makes none."""
    if drop.folder or not note.folder:
        return note
    folder = spelled(work.vault, note.folder)
    if not ((work.vault / folder).is_dir() and work.place().may_hold(folder)):
        folder = wished_folder(note.folder, work.folders())
    if not folder:
        unknown = f"no folder is named “{inert.plain(note.folder)}”"
        said.explain("category", unknown)
        if note.own is None and not note.frontmatter.strip():  # else it stays in the note's properties
            said.warn(f"Category: {unknown}")
            note = _with_words_of_wish(note)
    return replace(note, folder=folder)


def _with_words_of_wish(note: Note) -> Note:
    """The note with the words of a `Category:` that is no folder as a tag, or, where they can be none, in its text."""
    if tags := tags_of([note.folder]):
        return replace(note, tags=tags_of([*note.tags, *tags]))
    return replace(note, content=f"{note.content}\n\nCategory: {note.folder}".strip("\n"))


def not_in_text(note: Note, text: str, path: str, named: Named, said: Said) -> Note:
    """The note without connections that its own text, which stands at `path`, links to already."""
    linked = {resolve(link.target, path, named) for link in scan(text).links}
    for connection in note.connections:
        if connection.target in linked and not connection.relation:
            said.explain("connections", f"left out: {connection.target}: the text links to it already")
    return replace(note, connections=tuple(each for each in note.connections if each.relation or each.target not in linked))


def explain_sources(said: Said, drop: Drop, first: Note, note: Note) -> None:
    """Keep where the note's properties come from, and what was left out of its pages; `first` is what the drop alone gave."""
    for text in origins.left_out(note):
        said.explain("scraped", text)
    for text in origins.origins(drop, first, note):
        said.explain("properties", text)


def place(work: Workspace, drop: Drop, made: Made, reserved: Collection[str] = ()) -> Made:
    """The made note with its path and its text; the category follows a folder that the user chose by hand.

    `reserved` are paths that count as taken.
    """
    where = work.place(reserved)
    note = made.note
    warnings = made.warnings
    if note.category is not None and not where.may_hold(note.category):
        warnings = (*warnings, f"no note can be filed in “{note.category}”")
        note = replace(note, category=None)
    folder = spelled(work.vault, folder_of(note, where, drop.folder))
    if folder and (drop.folder or fold(folder) == fold(note.folder)):
        note = replace(note, category=folder)
    path = file_for(note, folder, where)
    links = Links(work)
    if note.own is not None:
        came_from = f"{work.settings.inbox}/{drop.folder}".rstrip("/")
        lay = f"{came_from}/{drop.name}"
        note = replace(note, own=repoint(note.own, came_from, folder, links.lies, lambda name, own: links.means(name, own, lay, path)))
    note = with_links(note, path, where)
    try:
        text = render(note, work.layout)
    except NoteError as error:  # of the drop's own properties, which must stay as they are
        advice = "mend what stands between the first two lines `---`, then move the file back into the inbox"
        raise DropError(f"its properties cannot be kept as they are: {error}; {advice}") from error
    return replace(made, note=note, path=path, text=text, warnings=warnings, awaited=links.waiting)
