"""When what failed is tried again: which pending notes and drops are due, whose turn comes first, and how long the next try waits."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ...errors import FetchError
from ...model import NoteRef
from ...notes.pending import waits_for
from ...pipeline import attempt
from ...state.retries import FIRST_WAIT, LONGEST_WAIT, Retry
from ...vault.folders import is_gone
from ...web.fetching.manners import ASKED
from ...web.library import UNASKED
from ..arrival.publishing import is_waiting
from ..shared.leading import is_awaited
from ..shared.rewriting import decoded
from ..shared.workspace import Workspace

_DROP = "drop:"  # begins the key, in the schedule, of a drop that failed; its path follows


@dataclass(frozen=True, slots=True)
class Missing:
    """The pages that a note still waits for, by what was said when they were asked for: nothing of a page that was never asked for.

    `wait` is how many seconds their sites asked to be left alone.
    """

    failures: tuple[FetchError, ...] = ()
    wait: float = 0.0

    @property
    def reasons(self) -> tuple[str, ...]:
        """Address and reason of each page."""
        return tuple(str(failure) for failure in self.failures)

    @property
    def tried(self) -> tuple[FetchError, ...]:
        """What was said of the pages that were truly asked for."""
        return tuple(failure for failure in self.failures if failure.reason not in UNASKED)

    @property
    def reason(self) -> str:
        """What was said of them, in one text."""
        return "; ".join(map(str, self.tried))

    @property
    def rests(self) -> bool:
        """Whether no page was asked for, since the sites of all of them rest."""
        return bool(self.failures) and all(failure.reason == ASKED for failure in self.failures)


def missing(work: Workspace, urls: Iterable[str]) -> Missing:
    """Which of these pages may come later, and what keeps them away now."""
    addresses = tuple(dict.fromkeys(urls))
    found = {str(failure): failure for failure in map(work.library.failure, addresses) if failure and failure.retryable}
    return Missing(tuple(found.values()), max(map(work.library.wait, addresses), default=0.0))


def due_notes(work: Workspace) -> list[Retry]:
    """The pending notes that are due, by their `inbox_id`, in the order of their turns."""
    return [retry for retry in work.retries.due() if not retry.key.startswith(_DROP) and not is_awaited(retry.key)]


def due_drops(work: Workspace) -> list[Path]:
    """The drops that failed for a reason that may pass, and are due to be tried again. One that cannot be looked at now stays due."""
    keys = [retry.key.removeprefix(_DROP) for retry in work.retries.due() if retry.key.startswith(_DROP)]
    for key in keys:
        if is_gone(work.vault / key):
            work.remember(work.retries.forget, f"{_DROP}{key}")
    return [work.vault / key for key in keys if os.path.exists(work.vault / key)]  # noqa: PTH110 - no error where it cannot be looked at


def turn(work: Workspace) -> Callable[[NoteRef | None], int]:
    """The key that sorts notes by their turn, those that wait for nothing last.

    One page that its site always refuses, asked for first each time, would keep all other pages of that site away for ever.
    """
    places = {retry.key: place for place, retry in enumerate(work.retries.in_order())}
    return lambda ref: places.get(ref.inbox_id, len(places)) if ref else len(places)


def waits(work: Workspace, ref: NoteRef) -> bool:
    """Whether a note of ours still waits for a page. Raises `NoteError` or `OSError` where it cannot be read now."""
    return is_waiting(work, decoded(ref.path, work.files.read(work.vault / ref.path)), work.records.get(ref.inbox_id))


def look_later(work: Workspace, retry: Retry) -> None:
    """Put off a pending note that cannot be found now: a sync app or a change of branches brings it back, or the user deleted it.

    Each time for twice as long, so that a deleted one is looked for a few times in its seven days.
    """
    if work.retries.is_hopeless(retry.key):
        work.remember(work.retries.forget, retry.key)
    else:
        work.remember(work.retries.put_off, retry.key, min(2 * max(retry.wait, FIRST_WAIT), LONGEST_WAIT))


def plan_next(work: Workspace, inbox_id: str, pages: Missing = Missing(), *, over: bool = False, reason: str = "") -> None:
    """Plan the next try of a pending note, or no more where that is over or hopeless.

    Only after the note is written: a kill costs one more try then. `pages` are those that did not come; where none was asked for, this was
    no try. `reason` is why the note could not be written.
    """
    if over or work.retries.is_hopeless(inbox_id):
        work.remember(work.retries.forget, inbox_id)
    elif pages.rests and not reason:
        work.remember(work.retries.put_off, inbox_id, pages.wait)
    else:
        work.remember(lambda: work.retries.failed(inbox_id, retry_after=pages.wait, reason=reason or pages.reason))


def put_off(work: Workspace, inbox_id: str, ref: NoteRef) -> bool:
    """Put a pending note off unlooked at while the sites of all its pages rest: to make it again would only tell so."""
    rest, _ = attempt(lambda: min(map(work.rest, waits_for(work.files.read(work.vault / ref.path).decode())), default=0.0))
    if not rest or rest <= 0 or work.retries.is_hopeless(inbox_id):
        return False
    work.remember(work.retries.put_off, inbox_id, rest)
    return True
