"""Our part of our notes, brought up to date in place: pending pages, links to newer notes. The user's part is never touched."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...errors import NoteError
from ...model import Connection, Note, NoteRef, Outcome, Status
from ...notes.follow import lines_of_links
from ...notes.merge.remember import given_up, remember
from ...notes.parse import read_note
from ...notes.render import render
from ...notes.update import update
from ...pipeline import attempt, said
from ...state.locks import write_lock
from ...state.records import Record
from ...state.retries import Retry
from ...text.folding import fold
from ..arrival.making import Said
from ..arrival.publishing import is_waiting
from ..arrival.same_page import own_titles
from ..shared import originals
from ..shared.filing import with_links
from ..shared.following import follow, marks
from ..shared.leading import lead_on
from ..shared.note_names import note_path
from ..shared.rewriting import check_unchanged, decoded, diff, is_fresh, moved, write
from ..shared.workspace import Workspace
from .completing import Again, made_again
from .relinking import relinked
from .settling import is_stand_in, settled_note, staying_note
from .turns import Missing, due_notes, look_later, plan_next, put_off, turn, waits


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of one note: `diff` is the unified diff of its text, "" where nothing changed or would change.

    `reworded` says that it is as pending as before, and only tells another reason why.
    """

    outcome: Outcome
    diff: str = ""
    reworded: bool = False


def refresh(work: Workspace, notes: Sequence[str] | None = None, *, dry_run: bool = False) -> list[Refreshed]:
    """Bring our notes up to date: all of them, or those that are named, as `named` reads names. With `dry_run` nothing is written."""
    if not dry_run:
        lead_on(work, asked=True)
    ours = {ref.path: ref for ref in work.index.all_ours()}
    bearers = Counter(ref.inbox_id for ref in ours.values())
    names = sorted(ours) if notes is None else list(notes)
    found = [attempt(lambda: note_path(work, name)) for name in names]  # noqa: B023 - used at once
    refs = [ours.get(path or "") for path, _ in found]
    places = turn(work)
    done = {}
    for place in sorted(range(len(names)), key=lambda place: places(refs[place])):
        ref, (path, error) = refs[place], found[place]
        if ref is None:
            done[place] = Refreshed(_failed(path or names[place], said(error) if error else "it was not made by vault-inbox"))
        elif bearers[ref.inbox_id] > 1:
            done[place] = Refreshed(_told(work, ref, _doubled(ref)))
        else:
            done[place] = refresh_one(work, ref, dry_run=dry_run)
    results = [done[place] for place in range(len(names))]
    work.tell([result.outcome for result in results if result.outcome.status == "updated" and not dry_run], in_place=True)
    return results


def complete_due(work: Workspace) -> Iterator[Outcome]:
    """Try again the pages that are due, and complete their notes in place.

    The history keeps what was written, and a failure once for each reason: days of tries that change nothing would hide all else there.
    """
    due = due_notes(work)
    if due:
        work.index.refresh()  # a cache that was lost knows of no notes
    for retry in due:
        refs = work.index.with_inbox_id(retry.key)
        if not _still_waits(work, retry, refs) or put_off(work, retry.key, refs[0]):
            continue
        result = refresh_one(work, refs[0])
        outcome = result.outcome
        if outcome.status == "failed" and not work.retries.get(retry.key):  # another process finished it meanwhile, or took it back
            continue
        if outcome.status == "failed":
            plan_next(work, retry.key, reason=outcome.error or "")
        if (result.diff and not result.reworded) or outcome.error not in {None, retry.reason}:
            work.tell([outcome], in_place=True)
        if outcome.status != "skipped":
            yield outcome


def _still_waits(work: Workspace, retry: Retry, refs: Sequence[NoteRef]) -> bool:
    """Whether the note of these that is due is to be tried now: also one that cannot be read, for that is told, and counts as a failure.

    One that has been finished is forgotten, and only one that was read to be so. One that is not found may only be away; where it was
    deleted it is never made again. Where several bear the `inbox_id` none is written, until the copies are gone.
    """
    looks = [attempt(lambda: waits(work, ref)) for ref in refs]  # noqa: B023 - used at once
    unread = any(error for _, error in looks)
    is_waiting_still = unread or any(waiting for waiting, _ in looks)
    if refs and not is_waiting_still:
        for ref in refs:
            attempt(lambda: _move_finished(work, ref))  # noqa: B023 - used at once
        work.remember(work.retries.forget, retry.key)
    elif len(refs) != 1:
        look_later(work, retry)
    return is_waiting_still and len(refs) == 1


def refresh_one(work: Workspace, ref: NoteRef, *, dry_run: bool = False) -> Refreshed:
    """Bring one note of ours up to date; never raises for a note that cannot be."""
    started = time.monotonic()
    result, error = attempt(lambda: _refreshed(work, ref, dry_run))
    outcome = result.outcome if result else _failed(ref.path, said(error) if error else "")
    outcome = replace(_told(work, ref, outcome), seconds=round(time.monotonic() - started, 3))
    return replace(result, outcome=outcome) if result else Refreshed(outcome)


def _told(work: Workspace, ref: NoteRef, outcome: Outcome) -> Outcome:
    """The outcome with the drop that the note was made of, as it was told then; without it where the originals cannot be read."""
    came, error = attempt(lambda: originals.came_as(work, ref.inbox_id, outcome.note or ref.path))
    if came is None:
        return replace(outcome, warnings=(*outcome.warnings, f"which drop it was made of cannot be told: {said(error) if error else ''}"))
    return replace(outcome, drop=came[0], part=came[1])


def _refreshed(work: Workspace, ref: NoteRef, dry_run: bool) -> Refreshed:
    path = work.vault / ref.path
    data = work.files.read(path)
    if not dry_run and is_fresh(path):
        return Refreshed(_skipped(ref.path, "it was changed a moment ago"))
    if len(work.index.with_inbox_id(ref.inbox_id)) > 1:
        return Refreshed(_doubled(ref))
    text = decoded(ref.path, data)
    kept = work.records.get(ref.inbox_id)
    record = kept.settled(text) if kept else None
    if not dry_run and (there := _move_finished(work, ref)):
        return Refreshed(_outcome("updated", there))
    was_pending = is_waiting(work, text, record)
    led = text
    if record:
        led, record = follow(work, ref, record, text)
    note, said_of, again = _derived(work, ref, led, record, pending=was_pending)
    anew, why, pages = bool(again and again.anew), said_of.reasons(), again.pages if again else Missing()
    # what we would have written counts as written: then nothing that stands is ever taken out, and what the user took out stays out
    known = record or Record(ref.inbox_id, ref.path, render(_as_far_as_written(work, ref, note), work.layout), drop=note.original_file)
    known = replace(known, brought=known.brought or originals.properties_of(note) or known.brought)
    if record is None and not dry_run:
        with write_lock(work.state):
            _check_unchanged(work, ref, data, kept)
            work.records.put(known)
            kept = work.records.get(ref.inbox_id)
    if record is None and not was_pending:
        return Refreshed(_skipped(ref.path))
    new, note, there = _new_text(work, ref, note, record, led, pending=was_pending, anew=anew)
    changed = diff(ref.path, text, new, there) if new != text else ""
    told = bool(changed and again and again.told) and note.status == "pending"
    reworded = told and lines_of_links(text, work.layout) == lines_of_links(new, work.layout)
    if changed and not dry_run:
        base = render(note, work.layout) if anew else _remembered(work, known, led, new, over=was_pending and note.status != "pending")
        known = replace(
            known,
            targets={**marks(work, note.connections), **known.targets},
            moving=ref.path if there != ref.path else "",
            titles=own_titles(note) or known.titles,
        )
        known = replace(known, note=there, why={**known.why, **why}).plan(new, base)
        with write_lock(work.state):
            _check_unchanged(work, ref, data, kept)
            there = write(work, path, data, new, known, reworded=reworded)
    if was_pending and not dry_run:
        plan_next(work, ref.inbox_id, pages, over=note.status != "pending")
    if note.status != "pending" or not was_pending:
        return Refreshed(_skipped(ref.path) if new == text else _outcome("updated", there), changed)
    waits = replace(_outcome("pending", there), warnings=pages.reasons)
    return Refreshed(waits, changed, reworded=reworded)


def _check_unchanged(work: Workspace, ref: NoteRef, data: bytes, record: Record | None) -> None:
    """Raise `NoteError` where the note, or what is remembered of it, is not as it was read: fetching its pages may have taken minutes.

    Another process may have completed it, or the user taken it back: to go on would bring back what was forgotten then. To be called
    under the write lock. When it was last looked at counts for nothing.
    """
    check_unchanged(work, work.vault / ref.path, data)
    now = work.records.get(ref.inbox_id)
    if (now and replace(now, refreshed=None)) != (record and replace(record, refreshed=None)):
        raise NoteError(f"{ref.path}: another process was at it meanwhile")


def _remembered(work: Workspace, record: Record, text: str, new: str, *, over: bool) -> str:
    """What counts as written of a note that got none of its pages; `over` where it waits for them no more."""
    base = remember(record.text, text, new, work.layout)
    return given_up(base) if over else base


def _as_far_as_written(work: Workspace, ref: NoteRef, note: Note) -> Note:
    """The note without links to notes that changed after it did, which are only open, and with no properties but ours."""

    def is_older(connection: Connection) -> bool:
        target = work.vault / connection.target
        return not target.is_file() or target.stat().st_mtime_ns <= (work.vault / ref.path).stat().st_mtime_ns

    return replace(note, connections=tuple(filter(is_older, note.connections)), properties={})


def _new_text(
    work: Workspace, ref: NoteRef, note: Note, record: Record | None, text: str, *, pending: bool, anew: bool
) -> tuple[str, Note, str]:
    """The note's new text, the note with links for its place, and the path that it should have.

    A completed note that nobody has edited or moved since we made it may get a better name and folder, and then is written anew.
    """
    if record and anew and note.status != "pending" and note.own is None and (ref.path, text) == (record.note, record.text):
        by_address = is_stand_in(ref, read_note(text, ref.title, work.layout).url)
        settled, there = settled_note(work, ref, note, named_by_address=by_address)
        if there != ref.path:
            return render(settled, work.layout), settled, there
    if pending:
        note = staying_note(work, ref, note)
    base = _known(work, record, pending) if record else None
    return update(text, note, base=base, layout=work.layout), note, ref.path


def _move_finished(work: Workspace, ref: NoteRef) -> str:
    """Finish a move that was cut off after the note was written; the note's path now, "" where there was none to finish."""
    record = work.records.get(ref.inbox_id)
    if record is None or record.moving != ref.path:
        return ""
    with write_lock(work.state):
        record = work.records.get(ref.inbox_id)
        text = decoded(ref.path, work.files.read(ref.path))
        written = record.settled(text) if record else None
        if written is None or written.moving != ref.path or written.text != text:
            return ""
        return moved(work, written)


def _derived(work: Workspace, ref: NoteRef, text: str, record: Record | None, *, pending: bool) -> tuple[Note, Said, Again | None]:
    """The note as it would be made today, its links written for its place, why, and how it was made again if it is pending."""
    standing = replace(read_note(text, ref.title, work.layout), frontmatter=originals.brought(work, record, text))
    again = made_again(work, ref, standing, record, text) if pending else None
    said_of, made = Said(), again.note if again else standing
    if again and again.anew:
        first = read_note(record.text, "", work.layout) if record else standing  # the time zone may be another one since
        note = replace(made, category=standing.category or made.category, created=first.created or made.created)
        said_of.why.update({name: list(texts) for name, texts in again.why.items()})
    else:
        found = relinked(work, ref, standing, record, text, said_of)
        note = replace(found, source=made.source, feed=made.feed, references=made.references, sender=made.sender, status=made.status)
        if again and again.told:
            note = replace(note, scraped=again.told, modified=work.now())
    if record and (folder := _moved_to(work, ref, record)) is not None:
        note = replace(note, category=folder or None, modified=work.now())
        if fold(folder) != fold(standing.category or ""):
            said_of.explain("category", f"{folder or 'none'}: the note was moved there")
    placed = with_links(note, ref.path, work.place())
    pairs = zip(note.connections, placed.connections, strict=True)
    connections = tuple(had if had.link else made for had, made in pairs)  # a link that was read from the note is written already
    return replace(placed, connections=connections), said_of, again


def _moved_to(work: Workspace, ref: NoteRef, record: Record) -> str | None:
    """The category of the folder that the user moved a note to, "" for a folder that is none; `None` where it lies as it did."""
    if fold(ref.folder) == fold(record.note.rpartition("/")[0]):
        return None
    return "" if fold(ref.folder) == fold(work.unfiled()) else ref.folder


def _known(work: Workspace, record: Record, pending: bool) -> str | None:
    """What we last wrote; `None` where a note that we had completed is pending again: a phone saved the state that it knew."""
    came_back = pending and not is_waiting(work, record.text, record)
    return None if came_back else record.text


def _doubled(ref: NoteRef) -> Outcome:
    return _skipped(ref.path, "another note bears the same inbox_id (a conflict copy?); neither is changed")


def _outcome(status: Status, path: str) -> Outcome:
    return Outcome("", "1/1", status, path)


def _skipped(path: str, *warnings: str) -> Outcome:
    return replace(_outcome("skipped", path), warnings=warnings)


def _failed(path: str, error: str) -> Outcome:
    return replace(_outcome("failed", path), error=error)
