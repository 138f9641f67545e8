"""Two notes of one drop: two machines made them at once, or a sync app kept a second version. One goes where it is this machine's own work.

The rule needs no talk between the machines, and holds however late the sync is. All notes of one `inbox_id` have an order that every
machine sees alike: by path, and conflict copies after the note that they are a copy of. A machine takes away only what it wrote itself,
that nobody has changed or moved since, and only for a note that comes before it. So the first of them always stays, whoever looks, and
when; a note in which a user wrote always stays.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from ...model import Drop, Outcome
from ...notes import properties, sections
from ...pipeline import attempt, said
from ...state.locks import write_lock
from ...state.writes import Write, digest
from ...text.conflicts import conflict_of
from ...text.folding import fold
from ..shared import originals
from ..shared.rewriting import journal
from ..shared.workspace import Workspace
from .publishing import bears, is_pending

log = logging.getLogger(__name__)

_OWNERS_TURN = 120.0  # seconds for which a copy must lie there untaken before it counts as edited
_THEIRS = 6 * 3600.0  # seconds: the machine whose note stayed completes it; where it does not, this one tries again after that


def settle_doubles(work: Workspace) -> Iterator[Outcome]:
    """Take away the second notes that are this machine's own work, and second originals; what else is doubled stays."""
    attempt(lambda: originals.drop_copies(work))
    work.index.refresh()
    by_id: dict[str, list[str]] = {}
    for ref in work.index.all_ours():
        by_id.setdefault(ref.inbox_id, []).append(ref.path)
    for inbox_id, paths in by_id.items():
        for path, first in _settle(work, inbox_id, paths):
            warning = f"{path}, a second note of the same drop, lies in the trash"
            drop, part = originals.came_as(work, inbox_id, first)
            outcome = Outcome(drop, part, "duplicate", first, warnings=(warning,))
            work.tell([outcome], in_place=True)
            yield outcome


def _settle(work: Workspace, inbox_id: str, paths: list[str]) -> Iterator[tuple[str, str]]:
    """Do so for the notes of one `inbox_id`; yields each path that went, with that of the note which holds."""
    ordered = sorted(paths, key=_rank)
    known = frozenset(paths)  # a storm of copies may leave thousands
    for path in ordered[:0:-1]:
        first = _first(work, path, ordered[0], known)
        gone, error = attempt(lambda: first and _settle_pair(work, inbox_id, path, first))  # noqa: B023 - used at once
        if error:  # changed at that moment, or the disk refuses: another look will come
            log.debug("%s stays: %s", path, said(error))
        if gone:
            yield path, first


def withdraw(work: Workspace, drop: Drop, outcome: Outcome) -> Outcome:
    """What became of a note-to-be whose drop another machine put away meanwhile: where its note comes first, ours goes."""
    if outcome.status not in {"created", "pending"} or outcome.note is None:
        return outcome
    work.index.refresh()
    paths = [ref.path for ref in work.index.with_inbox_id(drop.inbox_id)]
    held = dict(_settle(work, drop.inbox_id, paths)).get(outcome.note)
    return replace(outcome, status="duplicate", note=held) if held else outcome


def _rank(path: str) -> tuple[bool, str, str]:
    return conflict_of(PurePosixPath(path).name) is not None, fold(path), path


def _origin(path: str) -> str:
    """The path of the note that a conflict copy, or a copy of a copy, is one of; of any other note its own."""
    place = PurePosixPath(path)
    while name := conflict_of(place.name):
        place = place.with_name(name)
    return place.as_posix()


def _first(work: Workspace, path: str, first: str, known: frozenset[str]) -> str:
    """The note for which this one may go, "" where there is none: for a copy the note that it is a copy of, else the first of all.

    Where one machine alone processes the vault, nobody else made a note: a second one is the user's copy.
    """
    origin = _origin(path)
    if origin != path:
        return origin if origin in known else ""
    return first if not work.settings.processor else ""


def _settle_pair(work: Workspace, inbox_id: str, path: str, first: str) -> bool:
    """Make one of two notes where that is safe; true if the note at `path` went. Of two that both bear somebody's words both stay."""
    with write_lock(work.state):
        data, other = work.files.read(path), work.files.read(first)
        if not (bears(work, path, inbox_id) and bears(work, first, inbox_id)):
            return False
        text, theirs = _decoded(data), _decoded(other)
        is_copy, grown = _origin(path) != path, _holds(theirs, text)
        steps = journal(work, inbox_id, text)
        if is_copy and data == other:
            _trash(work, path, data)
        elif _is_own_work(steps, path, text) and (is_copy or not _may_be_copied(work, text, theirs)):
            stays_ours = grown or _is_own_work(journal(work, inbox_id, theirs), first, theirs)
            _give_up(work, inbox_id, [] if stays_ours else steps, lambda: _trash(work, path, data))
        elif is_copy and _holds(text, _words(work, theirs)) and _may_be_taken_in(work, inbox_id, path, first, theirs):
            _give_up(work, inbox_id, journal(work, inbox_id, theirs), lambda: work.files.replace(first, other, data))
            _trash(work, path, data)
            work.remember(work.index.put, first)
        else:
            return False
        work.remember(work.index.put, path)
        if is_pending(work, first) and work.records.get(inbox_id) is None:
            work.remember(lambda: work.retries.failed(inbox_id, retry_after=_THEIRS))
    return True


def _trash(work: Workspace, path: str, data: bytes) -> None:
    """Into the vault's own trash, whichever its user prefers: nobody asked for this, and a save at that very moment must come back.

    From the system's trash it could not.
    """
    work.files.trash(path, "local", data)


def _may_be_copied(work: Workspace, text: str, theirs: str) -> bool:
    """Whether the other note may be one that the user made as a copy of ours, and went on with.

    It says all that ours says, of the same; or it lacks words of the drop, which another machine would have written as well.
    """
    return not _holds(theirs, _words(work, text)) or (properties.read(text) == properties.read(theirs) and _holds(theirs, text))


def _words(work: Workspace, text: str) -> str:
    """What a note says of its drop alone: no properties, title, summary, page or link."""
    block = properties.parse(text)
    start = block.body if block else 0
    ours, page = {work.layout.heading(name) for name in ("summary", "connections")}, work.layout.heading("scraped")
    words = text[start:]
    for each in reversed(sections.find(text, start)):
        heading = each.heading.strip()
        written = each.level == 2 and (heading in ours or heading.startswith(f"{page} "))
        if each.level == 1 or written:
            words = words[: each.start - start] + words[(each.end if written else each.body) - start :]
    return words


def _give_up(work: Workspace, inbox_id: str, steps: list[Write], write: Callable[[], object]) -> None:
    """Do the write by which a note that was made in these steps ends, and forget it; without steps what is known of the note still holds.

    The journal stays until that is done: after a kill in between it still says whose work it is. The record goes before: it must never
    be taken for what we wrote of the other note.
    """
    if steps:
        work.writes.keep(inbox_id, steps)
        work.records.forget(inbox_id)
    write()
    if steps:
        work.remember(work.writes.forget, inbox_id)
        work.remember(work.retries.forget, inbox_id)


def _may_be_taken_in(work: Workspace, inbox_id: str, path: str, first: str, text: str) -> bool:
    """Whether a conflict copy may take the place of its note: that one is our own work, and no machine took the copy for its own.

    So somebody wrote in the copy. Should its machine only be late, no harm is done: one of two notes that nobody wrote in stays.
    It rewrites a note that exists, unasked: where `refresh.auto` does not allow that, both stay.
    """
    if work.settings.refresh.auto != "all":
        return False
    lies_for = time.time() - (work.vault / path).stat().st_ctime
    if lies_for < _OWNERS_TURN or (is_pending(work, path) and not is_pending(work, first)):
        return False
    return _is_own_work(journal(work, inbox_id, text), first, text)


def _is_own_work(steps: list[Write], path: str, text: str) -> bool:
    """Whether a text is what this machine made of the drop, there, by its own writes alone; an earlier state of it counts as well."""
    place, before = "", None
    for step in steps:
        if (digest(step.before) if step.before is not None else None) != before or (place and place != (step.moved or step.note)):
            return False
        place, before = step.note, step.after
        if before == digest(text):
            return place == _origin(path)
    return False


def _holds(text: str, other: str) -> bool:
    """Whether every line of the other text stands in this one too."""
    return Counter(other.split("\n")) <= Counter(text.split("\n"))


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
