"""Notes of the script before this program become ours, by hand: two properties each; or, where that is asked for, without its faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ...model import Outcome
from ...notes import properties
from ...notes.earlier import adopted
from ...notes.render import render
from ...pipeline import attempt, said
from ...state.locks import write_lock
from ...state.records import Record
from ...state.writes import Write, digest
from ...web import urls
from ..arrival.same_page import own_titles
from ..shared import originals
from ..shared.following import marks
from ..shared.rewriting import check_unchanged, decoded, diff, is_fresh
from ..shared.workspace import Workspace
from ..upkeep.refreshing import Refreshed
from .cleaning import Clean, clean
from .runs import drop_of

Agree = Callable[[Refreshed], bool]


def adopt(work: Workspace, *, dry_run: bool = False, cleaned: bool = False, agree: Agree | None = None) -> list[Refreshed]:
    """Give each note of the earlier script its `url` and its `inbox_id`; with `dry_run` nothing is written.

    The `inbox_id` is the hash of its drop, where that lies among the originals, else of the note's own text. The pages of the notes are
    known from then on, and `refresh` keeps their connections current. With `cleaned` the notes also lose the script's faults: see
    `cleaning`. `agree` is shown each change before it is written, and may refuse it.
    """
    results: list[Refreshed] = []
    taken = {ref.inbox_id for ref in work.index.all_ours()}
    for path in sorted(work.index.paths()):
        result, error = attempt(lambda: _one(work, path, taken, dry_run, cleaned, agree))  # noqa: B023 - used at once
        if error:
            result = Refreshed(Outcome("", "1/1", "failed", path, error=said(error)))
        if result:
            came, _ = attempt(lambda: drop_of(work, path))  # noqa: B023 - used at once; one that cannot be looked up stops no other
            drop, part = came or ("", "1/1")
            results.append(replace(result, outcome=replace(result.outcome, drop=drop, part=part)))
            if result.outcome.status == "updated" and not dry_run:
                work.tell([results[-1].outcome], in_place=True)  # at once: a person may stop at the next note that is asked for
    return results


def _one(work: Workspace, path: str, taken: set[str], dry_run: bool, cleaned: bool, agree: Agree | None) -> Refreshed | None:
    data = work.files.read(path)
    if adopted.SCRIPT.encode() not in data:
        return None
    text = decoded(path, data)
    if not adopted.is_of_the_script(text, work.layout):
        return None
    known = str(properties.read(text).get("inbox_id") or "")
    if known and not cleaned:
        return None
    inbox_id = known or _identity(work, text, data, taken)
    if why := _why_not(work, path, inbox_id, dry_run=dry_run):
        return Refreshed(Outcome("", "1/1", "skipped", path, warnings=(why,)))
    taken.add(inbox_id)
    new = adopted.adopted(text, urls.clean(adopted.address_of(text)), inbox_id, work.layout)
    made = clean(work, path, new, inbox_id) if cleaned else None
    new, warnings = (made.text, made.warnings) if made else (new, ())
    if new == text:
        return Refreshed(Outcome("", "1/1", "skipped", path, warnings=warnings))
    result = Refreshed(Outcome("", "1/1", "updated", path, warnings=warnings), diff(path, text, new))
    if dry_run:
        return result
    if agree and not agree(result):
        return Refreshed(Outcome("", "1/1", "skipped", path, warnings=("left as it is",)))
    _write(work, path, data, new, inbox_id, made)
    return result


def _why_not(work: Workspace, path: str, inbox_id: str, *, dry_run: bool) -> str:
    """Why a note is left as it is; "" if it may be changed."""
    if not dry_run and is_fresh(work.vault / path):
        return "it was changed a moment ago"
    if not inbox_id:
        return "another note has just the same text; neither is told from the other"
    if len(work.index.with_inbox_id(inbox_id)) > 1:
        return "another note bears the same inbox_id (a conflict copy?); neither is changed"
    return ""


def _identity(work: Workspace, text: str, data: bytes, taken: set[str]) -> str:
    """The hash of the note's drop, else of its own text; "" where both are another note's."""
    name = str(properties.read(text).get(work.layout.name_of("original_file")) or "")
    drops = [work.files.read(file) for file in originals.candidates(work, name) if file.name == Path(name).name] if name else []
    return next((identity for identity in map(originals.digest, (*drops, data)) if identity not in taken), "")


def _write(work: Workspace, path: str, old: bytes, new: str, inbox_id: str, made: Clean | None) -> None:
    """Rewrite a note. Of a cleaned one the record follows its text: what was never written is not for the user to have taken out."""
    before = old.decode()
    entry = Write("cleaned" if made else "adopted", work.run_id, work.now(), path, digest(new), before)
    record = _record(work, path, inbox_id, made) if made else None
    with write_lock(work.state):
        check_unchanged(work, work.vault / path, old)  # a person was asked, or a page fetched, since it was read
        work.writes.keep(inbox_id, [*work.writes.of(inbox_id, before), entry])
        if record and (known := work.records.get(inbox_id)):  # should we be killed here, the note itself says which of both it holds
            work.records.put(known.settled(before).plan(new, record.text))
        work.files.replace(work.vault / path, old, new.encode())
        if record:
            work.remember(work.records.put, record)
    work.remember(work.index.put, path)


def _record(work: Workspace, path: str, inbox_id: str, made: Clean) -> Record:
    """What counts as ours from now on is what the steps would write: what the note has beside that is the user's."""
    base = render(replace(made.note, inbox_id=inbox_id), work.layout)
    return Record(
        inbox_id,
        path,
        base,
        drop=made.note.original_file,
        written=work.now(),
        why=made.why,
        targets=marks(work, made.note.connections),
        titles=own_titles(made.note),
    )
