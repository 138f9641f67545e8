"""Pending notes that nobody plans to try again, found and planned once a day: the notes are the ledger, the schedule only a memory."""

from __future__ import annotations

from ...model import NoteRef
from ...notes.writing import NOT_YET
from ...pipeline import attempt
from ...state.records import UNWANTED
from ..arrival.publishing import is_waiting
from ..shared.rewriting import decoded
from ..shared.workspace import Workspace

_STATUS = "pending"  # a note whose text has neither this nor our line for a page waits for none: its properties need not be read


def schedule_pending(work: Workspace) -> None:
    """Plan the next try of every pending note that has none, at most once a day.

    So it is where this machine's memory was lost, or never was, where another machine made the note, or where it could not be read for as
    long as it was due. To look takes reading all notes of ours: four seconds for 10,000.
    """
    if work.retries.is_whole():
        return
    work.index.refresh()
    planned = {retry.key for retry in work.retries}
    for ref in work.index.all_ours():
        found, _ = attempt(lambda: ref.inbox_id not in planned and _waits_on(work, ref))  # noqa: B023 - used at once
        if found:
            work.remember(work.retries.failed, ref.inbox_id)
            planned.add(ref.inbox_id)  # each once: a conflict copy is no second try
    work.remember(work.retries.found_whole)


def _waits_on(work: Workspace, ref: NoteRef) -> bool:
    """Whether a note is to be tried again: it waits for a page. One whose completion was undone is left."""
    text = decoded(ref.path, work.files.read(work.vault / ref.path))
    if NOT_YET not in text and _STATUS not in text:
        return False
    record = work.records.get(ref.inbox_id)
    return not (record and UNWANTED in record.refused) and is_waiting(work, text, record)
