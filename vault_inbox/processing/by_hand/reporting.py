"""What there is to tell: the state of the inbox, past outcomes, the steps that run, what a file would become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...drops import kind_of
from ...errors import DropError
from ...model import Drop
from ...model import Status as Became
from ...plugins import known_steps
from ...state.locks import is_watched
from ..arrival import failures
from ..arrival.intake import LARGEST, TOO_LARGE, drop_of, filed_again, known_part, read
from ..arrival.making import draft, place
from ..arrival.publishing import is_pending, known_note
from ..arrival.recognising import FailureNote, Ours, recognised
from ..running import listing
from ..shared.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a vault's inbox; `pending` and `failed` are paths in the vault, `last` is when something happened last."""

    vault: str
    inbox: str
    waiting: int
    notes: int
    pending: tuple[str, ...]
    failed: tuple[str, ...]
    watching: bool
    last: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What one part of a file would become, in the words of an outcome.

    `note` is the path of the note in the vault and `text` its text; a `duplicate` has no text, and `note` is the note that is there.
    "updated" is a note of ours that would be filed again, its text as it is.
    """

    note: str
    text: str
    status: Became
    warnings: tuple[str, ...] = ()


def status(work: Workspace) -> Status:
    """Look at the vault and this machine's memory."""
    ours = work.index.all_ours()
    last = work.history.last(1)
    return Status(
        vault=str(work.vault),
        inbox=work.settings.inbox,
        waiting=sum(kind_of(found.path.name) is not None for found in listing(work)),
        notes=len(ours),
        pending=tuple(sorted(ref.path for ref in ours if is_pending(work, ref.path))),
        failed=tuple(work.relative(path) for path in failures.notes(work)),
        watching=is_watched(work.state),
        last=str(last[0].get("at", "")) if last else "",
    )


def log(work: Workspace, count: int) -> list[Mapping[str, object]]:
    """The last outcomes, oldest first, as they were kept."""
    return list(work.history.last(count))


def steps(work: Workspace) -> list[Mapping[str, object]]:
    """The steps that run, in their order, then those that are installed but not named."""
    running = [name for name, _ in work.steps]
    known = known_steps()
    rows: list[Mapping[str, object]] = [
        {"order": order, "name": name, "origin": known.get(name, "given in the program")} for order, name in enumerate(running, 1)
    ]
    return rows + [{"order": None, "name": name, "origin": origin} for name, origin in known.items() if name not in running]


def preview(work: Workspace, path: Path) -> list[Preview]:
    """The notes that a file, inside the inbox or anywhere else, would become; what is known already is a duplicate of its note."""
    if kind_of(path.name) is None:
        raise DropError(f"{path.name}: {path.suffix} files are left where they are")
    return _previews(work, path, _read(work, path))


def _read(work: Workspace, path: Path) -> Drop:
    """A file as `run` reads it; one outside the vault, which may be a pipe, no further than that."""
    if path.is_relative_to(work.vault) and ".." not in path.parts:
        return read(work, path)
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise DropError(TOO_LARGE)
    return drop_of(work, path, data)


def _previews(work: Workspace, path: Path, drop: Drop, seen: tuple[Path, ...] = ()) -> list[Preview]:
    """What a file would become; `seen` are the drops that failure notes led to: two may be about each other."""
    parts = recognised(work, path, drop)
    if isinstance(parts, FailureNote):
        lies = parts.drop if parts.drop.is_file() else work.inbox() / parts.drop.name  # there where trying it again was cut off
        if lies in seen or not lies.is_file():
            raise failures.gone(work, parts.drop)
        return _previews(work, lies, replace(_read(work, lies), folder=""), (*seen, lies))
    if isinstance(parts, Ours):
        return [_filed(work, path, drop, parts.inbox_id)]
    found: list[Preview] = []
    for part in parts:
        found.append(_previewed(work, drop, part, [other.note for other in found]))
    return found


def _filed(work: Workspace, path: Path, drop: Drop, inbox_id: str) -> Preview:
    """A note of ours in the inbox; where it lies in its place already, its duplicate."""
    known = known_note(work, inbox_id)
    if known and work.vault / known == path:
        return Preview(known, "", "duplicate")
    placed = filed_again(work, drop, inbox_id)
    return Preview(placed.path, drop.data.decode("utf-8", "replace"), "updated", placed.warnings)


def _previewed(work: Workspace, whole: Drop, drop: Drop, reserved: Sequence[str]) -> Preview:
    """One part of a file; `reserved` are the paths of the parts before it."""
    if known := known_part(work, whole, drop):
        return Preview(known, "", "duplicate")
    made = draft(work, drop)
    if made.twin:
        return Preview(made.twin, "", "duplicate", made.warnings)
    made = place(work, drop, made, reserved)
    return Preview(made.path, made.text, "pending" if made.note.status == "pending" else "created", made.warnings)
