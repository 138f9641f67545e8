"""What there is to tell: the state of the inbox, past outcomes, why a note is as it is, what a file would become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...drops import kind_of, split_drop
from ...errors import DropError
from ...model import Drop
from ...model import Status as Became
from ...plugins import known_steps
from ...state.locks import is_watched
from ..arrival.intake import drop_of, known_part
from ..arrival.making import draft, place
from ..arrival.publishing import is_pending
from ..running import listing
from ..workspace import Workspace


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
    """

    note: str
    text: str
    status: Became
    warnings: tuple[str, ...] = ()


def status(work: Workspace) -> Status:
    """Look at the vault and this machine's memory."""
    ours = work.index.all_ours()
    failed = work.vault / work.settings.failed
    last = work.history.last(1)
    return Status(
        vault=str(work.vault),
        inbox=work.settings.inbox,
        waiting=sum(kind_of(found.path.name) is not None for found in listing(work)),
        notes=len(ours),
        pending=tuple(sorted(ref.path for ref in ours if is_pending(work, ref.path))),
        failed=tuple(sorted(work.relative(path) for path in failed.iterdir() if path.suffix == ".md")) if failed.is_dir() else (),
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
    found: list[Preview] = []
    whole = drop_of(work, path, path.read_bytes())
    for part in split_drop(whole):
        found.append(_previewed(work, whole, part, [other.note for other in found]))
    return found


def _previewed(work: Workspace, whole: Drop, drop: Drop, reserved: Sequence[str]) -> Preview:
    """One part of a file; `reserved` are the paths of the parts before it."""
    if known := known_part(work, whole, drop):
        return Preview(known, "", "duplicate")
    made = draft(work, drop)
    if made.twin:
        return Preview(made.twin, "", "duplicate", made.warnings)
    made = place(work, drop, made, reserved)
    return Preview(made.path, made.text, "pending" if made.note.status == "pending" else "created", made.warnings)
