"""A pending note made again from its drop: with the pages that came, or, after seven days, as a draft that says which did not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ...errors import NoteError
from ...model import Article, Note, NoteRef
from ...notes import inert
from ...notes.pending import last_told, waits_for
from ...notes.writing import SAME_PAGE
from ...state.records import Record
from ...web.urls import identity
from ..arrival.making import draft
from ..shared import originals
from ..shared.workspace import Workspace
from .turns import Missing, missing


@dataclass(frozen=True, slots=True)
class Again:
    """A pending note as it would be made today, why, and which pages are missing.

    Where it is not `anew` it has none of its pages, and is no better than the note that stands: only what the lines for its pages say is
    news then, of those in `told`.
    """

    note: Note
    why: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pages: Missing = field(default_factory=Missing)
    anew: bool = True
    told: tuple[Article, ...] = ()


def made_again(work: Workspace, ref: NoteRef, standing: Note, record: Record | None, text: str) -> Again:
    """Make a pending note again from its drop; `standing` is what `text` is read as. Raises `NoteError` where there is no such drop.

    A note for which no page came is looked at as a finished one is: its tags and its summary are no better than they were. Where no
    record says what we wrote of it, all of it must be made again. Missing are also pages for which it has no section.
    """
    name = record.drop if record else standing.original_file
    drop = originals.find(work, name, ref.inbox_id)
    is_hopeless = work.retries.is_hopeless(ref.inbox_id)
    base = record.text if record else None
    if drop is None and is_hopeless:
        return Again(replace(standing, status="draft", modified=work.now()), anew=False, told=_given_up(work, text, base))
    if drop is None:
        raise NoteError(f"{ref.path}: its drop {name} is not among the originals, so its page cannot be fetched for it")
    made = draft(work, drop, standing=True)
    note = replace(made.note, modified=work.now())
    if not (note.scraped or any(each.relation == SAME_PAGE for each in note.connections)):  # the step that fetches failed, or is left out
        note = replace(note, status="pending", scraped=_given_up(work, text, base) if is_hopeless else ())
    if note.status == "pending" and is_hopeless:
        note = replace(note, status="draft")
    pages = missing(work, [*(article.url for article in note.scraped), *waits_for(text)])
    anew = not (record and note.status == "pending" and _waits_for_all(text, base, note))
    told = () if anew else _other_reasons(work, ref, note, text, pages)
    return Again(note, {name: tuple(texts) for name, texts in made.why.items()}, pages, anew, told)


def _given_up(work: Workspace, text: str, base: str | None) -> tuple[Article, ...]:
    """The pages for which a note waits, as pages that will not come: each for the reason that its line tells.

    What stands under other headings than ours, in what was last written, is the user's.
    """
    ours = {line.strip() for line in (base or text).split("\n")}
    heading = f"## {work.layout.heading('scraped')}"
    told = {page: reason for page, reason in last_told(text, base).items() if inert.address(page) == page and f"{heading} {page}" in ours}
    return tuple(Article(page, verdict="empty", reason=reason) for page, reason in told.items())


def _other_reasons(work: Workspace, ref: NoteRef, made: Note, text: str, pages: Missing) -> tuple[Article, ...]:
    """The pages for which a note waits, where this machine has met another reason than at its last try: its text names the first one.

    Two machines that meet different ones do not write them in turns for ever. Either all are told or none: the text of a note with some
    of its pages would lose the others.
    """
    before = work.retries.get(ref.inbox_id)
    if pages.tried != pages.failures or (before and before.reason == pages.reason):
        return ()
    waiting = waits_for(text)
    found = tuple(article for article in made.scraped if inert.address(article.url) in waiting)
    return found if len(found) == len(waiting) else ()


def _waits_for_all(text: str, base: str | None, note: Note) -> bool:
    """Whether a note made anew still waits for every page that its text waits for."""
    pages = {identity(article.url) for article in note.scraped if not article.text.strip()}
    return pages.issuperset(map(identity, waits_for(text, base)))
