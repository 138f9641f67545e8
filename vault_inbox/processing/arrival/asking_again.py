"""A page that was given up, asked for again where the user drops its address once more: its note waits for it as it did at first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from ...model import Outcome
from ...notes import properties
from ...notes.merge.remember import waiting_again
from ...notes.parse import lost_pages
from ...pipeline import attempt
from ...state.locks import write_lock
from ...web.urls import identity
from ..shared import originals
from ..shared.rewriting import decoded, is_fresh, write
from ..shared.workspace import Workspace

ASKED_AGAIN = "a page that had not come for it is asked for again"
_REST = timedelta(hours=1)  # a feed may bring the address of a page that is gone with each of its turns


def ask_again(work: Workspace, path: str, pages: Collection[str] | None = None) -> tuple[str, ...]:
    """Let the note at `path` wait again for those of the pages (by their `identity`; `None` stands for all) that it tells as given up.

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
        lost = [page for page in lost_pages(text) if pages is None or identity(page) in pages]
        inbox_id = str(properties.read(text).get("inbox_id", "")) if lost else ""
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
        if new == text:
            return False
        work.retries.forget(inbox_id)
        work.retries.failed(inbox_id)
        write(work, file, data, new, record.plan(new, base))
        drop, part = originals.came_as(work, inbox_id, path)
        work.tell([Outcome(drop, part, "pending", path, warnings=(ASKED_AGAIN,))], in_place=True)
    return True
