"""The daemon's round of our notes: what has become better since is written into them, at most once a day each."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from ...model import NoteRef, Outcome
from ...notes.pending import is_pending
from ...pipeline import attempt
from ...state.locks import write_lock
from ...state.records import UNWANTED
from ...text.folding import fold
from ..shared.rewriting import decoded, is_fresh
from ..shared.workspace import Workspace
from .refreshing import refresh_one
from .turns import waits

_ROUND = 3600.0  # seconds from the begin of one round to the next: a note that was busy gets its turn then
_A_FEW, _AT_ONCE = 20, 1.0  # notes, and seconds, of a round at one look


class Daily:
    """The daemon's round of our notes: each at most once a day, a few at each look, so that drops never wait for long.

    One that was moved to another folder since gets its turn in the next round, for its category goes with it. What was looked at lately,
    and where it lay then, is known from the notes' records, and in memory while the daemon runs.
    """

    def __init__(self) -> None:
        self._left: list[str] = []
        self._seen: dict[str, tuple[datetime, str]] = {}
        self._begun = -_ROUND

    def some(self, work: Workspace) -> Iterator[Outcome]:
        """Bring the next notes of the round up to date; yields what changed, or could not."""
        if not self._left and time.monotonic() - self._begun > _ROUND:
            self._begun = time.monotonic()
            work.index.refresh()
            self._left = list(dict.fromkeys(ref.inbox_id for ref in work.index.all_ours()))[::-1]
        until = time.monotonic() + _AT_ONCE
        for _ in range(min(_A_FEW, len(self._left))):
            refs = work.index.with_inbox_id(self._left.pop())
            if len(refs) == 1 and self._is_due(work, refs[0]):
                outcome = refresh_one(work, refs[0]).outcome
                work.remember(_looked_at, work, refs[0].inbox_id)
                if outcome.status in {"updated", "failed"}:
                    work.tell([outcome], in_place=True)
                    yield outcome
            if time.monotonic() > until:
                break

    def _is_due(self, work: Workspace, ref: NoteRef) -> bool:
        """Whether a note was not looked at for a day, or lies in another folder than then, and is neither being edited nor waiting.

        One that looks pending though no try is planned waits for that, or bears the status as the user's own word, which stays.
        """
        now = work.now()
        seen, folder = self._seen.get(ref.inbox_id, (None, ref.folder))
        if self._within_a_day(seen, now) and fold(folder) == fold(ref.folder):
            return False
        path = work.vault / ref.path
        if not path.is_file() or is_fresh(path):
            return False
        record = work.records.get(ref.inbox_id)
        refreshed = record.refreshed if record else None
        wrote = folder if seen else record.note.rpartition("/")[0] if record else ref.folder
        moved = fold(wrote) != fold(ref.folder)
        self._seen[ref.inbox_id] = (now if moved else refreshed or now), ref.folder
        if (record and UNWANTED in record.refused) or (self._within_a_day(refreshed, now) and not moved):
            return False
        if work.retries.get(ref.inbox_id) is not None:
            return False
        pending, _ = attempt(lambda: _looks_pending(work, ref))  # one that cannot be read is told of by the refresh
        return not pending

    @staticmethod
    def _within_a_day(then: datetime | None, now: datetime) -> bool:
        return then is not None and abs(now - then) < timedelta(days=1)


def _looks_pending(work: Workspace, ref: NoteRef) -> bool:
    """Whether a note waits for a page, or says so though it does not, which is the user's word then."""
    return is_pending(decoded(ref.path, work.files.read(ref.path)), work.layout) or waits(work, ref)


def _looked_at(work: Workspace, inbox_id: str) -> None:
    with write_lock(work.state):
        record = work.records.get(inbox_id)
        if record:
            work.records.put(replace(record, refreshed=work.now()))
