"""What this machine did to each note, so that it can be told and taken back: the notes' journal, outside the vault."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ..disk import Disk
from . import files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

KEPT = 20  # writes of one note that can be taken back; a note is brought up to date at most once a day, and seldom changes then


@dataclass(frozen=True, slots=True)
class Write:
    """One write of a note.

    `kind` is "made", "updated", "adopted" or "cleaned"; `at` the vault's local time; `note` its path then. `after` is the digest of the
    text that was written, `before` the text that stood there, `None` where the note was new. `moved` is the path from which the note was
    moved to `note` with it, "" where it stayed. One that is `reworded` only told another reason for the same, and is taken back together
    with the one before. `base` is what counted as written by us of `before`, where that waited for a page; else "".
    """

    kind: str
    run: str
    at: datetime | None
    note: str
    after: str
    before: str | None = None
    moved: str = ""
    reworded: bool = False
    base: str = ""


@dataclass(frozen=True, slots=True)
class Undone:
    """The `last` write of a note taken back: the digest of the text that the note has `after` that, and the writes that are `left`."""

    last: Write
    after: str
    left: tuple[Write, ...]


def digest(text: str) -> str:
    """Return by what a text is known again."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Writes:
    """The journals of one vault, one small file for each note under `folder`; a file that cannot be read counts as not there."""

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self._folder = folder / "writes"
        self._disk = disk or Disk()

    def of(self, inbox_id: str, text: str) -> tuple[Write, ...]:
        """Return the writes of a note that now holds `text`, oldest first.

        One that was announced and never done is left out, and so is one that was taken back, even where that was cut off.
        """
        if undone := self.cut_off(inbox_id, text):
            return undone.left
        found = _writes(self._values(inbox_id).get("writes"))
        while found and found[-1].before == text and found[-1].after != digest(text):
            found.pop()
        return tuple(_joined(found))

    def keep(self, inbox_id: str, writes: Sequence[Write]) -> None:
        """Keep a note's writes in place of those before: the first, and the newest `KEPT`."""
        kept = [*writes[:1], *writes[1:][-KEPT:]]
        files.write_json(self._path(inbox_id), {"inbox_id": inbox_id, "writes": _plain(kept)}, self._disk)

    def begin_undo(self, inbox_id: str, writes: Sequence[Write], undone: Undone) -> None:
        """Announce that the last of a note's writes is taken back, until `keep`: a kill in between leaves a note that tells it."""
        values = {"inbox_id": inbox_id, "writes": _plain(writes), "after": undone.after, "left": _plain(undone.left)}
        files.write_json(self._path(inbox_id), values, self._disk)

    def cut_off(self, inbox_id: str, text: str) -> Undone | None:
        """Return what was taken back of a note that now holds `text`, where that was cut off before `keep`; else `None`."""
        values = self._values(inbox_id)
        writes = _writes(values.get("writes"))
        if not writes or values.get("after") != digest(text):
            return None
        return Undone(writes[-1], digest(text), tuple(_writes(values.get("left"))))

    def forget(self, inbox_id: str) -> None:
        """Remove a note's journal, if there is one."""
        files.remove(self._path(inbox_id), self._disk)

    def _values(self, inbox_id: str) -> Mapping[str, Any]:
        values = files.read_json(self._path(inbox_id)) or {}
        return values if values.get("inbox_id") == inbox_id else {}

    def _path(self, inbox_id: str) -> Path:
        # an id comes from a note's properties, where anybody can write anything
        name = inbox_id if re.fullmatch(r"[0-9a-f]{16}", inbox_id) else digest(inbox_id)
        return self._folder / name[:2] / f"{name}.json"


def _writes(values: object) -> list[Write]:
    return [write for write in map(_write, values if isinstance(values, list) else ()) if write]


def _plain(writes: Sequence[Write]) -> list[dict[str, Any]]:
    return [{**dataclasses.asdict(write), "at": write.at.isoformat() if write.at else None} for write in writes]


def _joined(writes: Sequence[Write]) -> list[Write]:
    """The writes with each that is `reworded` taken into the one that it followed on: only now, for one never done must be told from it."""
    joined: list[Write] = []
    for write in writes:
        if write.reworded and joined and write.before is not None and joined[-1].after == digest(write.before):
            joined[-1] = dataclasses.replace(joined[-1], after=write.after)
        else:
            joined.append(write)
    return joined


def _write(values: Mapping[str, Any]) -> Write | None:
    try:
        at = datetime.fromisoformat(values["at"]) if values["at"] else None
        write = Write(**{**values, "at": at})
    except (TypeError, ValueError, KeyError):
        return None
    texts = (write.kind, write.run, write.note, write.after, write.before or "", write.moved, write.base)
    return write if all(isinstance(text, str) for text in texts) else None
