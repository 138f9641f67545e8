"""What a file in the inbox is before anything is made of it; asked once for who makes notes and for who only tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...drops import is_prose, read_drop, split_drop
from ...model import Drop
from ..shared.workspace import Workspace
from . import failures


@dataclass(frozen=True, slots=True)
class FailureNote:
    """A failure note that was moved back: `drop`, which lies in Failed/, is to be tried again."""

    drop: Path


@dataclass(frozen=True, slots=True)
class Ours:
    """A note of ours with this `inbox_id` that was moved into the inbox: it is to be filed again, its bytes as they are."""

    inbox_id: str


def recognised(work: Workspace, path: Path, drop: Drop) -> FailureNote | Ours | tuple[Drop, ...]:
    """What the file at `path` is, which holds this drop: one of the two above, else its parts, each a note to be. Raises `DropError`."""
    if wanted := failures.drop_of_note(work, path, drop.data):
        return FailureNote(wanted)
    if is_prose(drop.name, drop.data) and (ours := read_drop(drop)).own is not None and ours.inbox_id != drop.inbox_id:
        return Ours(ours.inbox_id)
    return split_drop(drop)
