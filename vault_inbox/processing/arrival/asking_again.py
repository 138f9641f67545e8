"""A page that was given up or taken back, asked for again where its address is dropped once more: its note waits for it as at first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from ...model import Outcome
from ...notes import properties
from ...notes.merge.remember import waiting_again
from ...notes.parse import lost_pages
from ...notes.pending import waits_for
from ...pipeline import attempt
from ...state.locks import write_lock
from ...state.records import UNWANTED
from ...web.urls import identity
from ..shared import originals
from ..shared.rewriting import decoded, is_fresh, write
from ..shared.workspace import Workspace
from .publishing import is_waiting

ASKED_AGAIN = "a page that had not come for it is asked for again"
_REST = timedelta(hours=1)  # a feed may bring the address of a page that is gone with each of its turns


def ask_again(work: Workspace, path: str, pages: Collection[str] | None = None) -> tuple[str, ...]:
    """Let the note at `path` wait again for those of the pages (by their `identity`; `None` stands for all) that it tells as given up.

    So does one whose completion was undone: it waits by its text, and was left alone since.

    Returns what is to be said of that, nothing where none is. Left as it is: a note that this machine knows nothing of, or wrote within
    the hour, that may be open somewhere, or whose status or lines are the user's by now. Its pages then come, or not, as those of any
    pending note do.
    """
    done, _ = attempt(lambda: _ask_again(work, path, pages))
    return (ASKED_AGAIN,) if done else ()


def _ask_again(work: Workspace, path: str, pages: Collection[str] | None) -> bool:
    file = work.vault / path
    with write_lock(work.state):
        data = work.files.read(file)
        text = decoded(path, data)
        told = lost_pages(text), waits_for(text)
        lost, back = ([page for page in found if pages is None or identity(page) in pages] for found in told)
        inbox_id = str(properties.read(text).get("inbox_id", "")) if lost or back else ""
        kept = work.records.get(inbox_id) if inbox_id else None
        if kept is None or is_fresh(file):
            return False
        if kept.written and work.now() - kept.written < _REST and not kept.planned:  # with a plan that write was cut off
            return False
        if len(work.index.with_inbox_id(inbox_id)) > 1:
            return False
        record = replace(kept.settled(text), note=path)
        status = None if originals.own_text(work, text) is not None else work.layout.name_of("status")
        new, base = waiting_again(text, record.text, lost, status)
        was_undone = UNWANTED in record.refused and bool(back) and is_waiting(work, text, record)
        if new == text and not was_undone:
            return False
        record = replace(record, refused={name: texts for name, texts in record.refused.items() if name != UNWANTED})
        work.retries.forget(inbox_id)
        work.retries.failed(inbox_id)
        if new == text:
            work.records.put(record)
        else:
            write(work, file, data, new, record.plan(new, base))
        drop, part = originals.came_as(work, inbox_id, path)
        work.tell([Outcome(drop, part, "pending", path, warnings=(ASKED_AGAIN,))], in_place=True)
    return True
