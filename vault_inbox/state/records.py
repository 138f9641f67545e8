"""What this machine last wrote of each note of ours, and why: the base that tells the user's edits from our own text."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ..disk import Disk
from . import files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


UNWANTED = "refresh"  # among what the user refused: a rewrite was undone, so the daemon leaves the note alone


@dataclass(frozen=True, slots=True)
class Record:
    """What is remembered of one note.

    `note` is its path in the vault and `text` what counts as written by us, `drop`, `part` and `folder` (of the inbox, "" for the inbox
    itself) say what it was made of. `written` is when it was last written and `refreshed` when it was last looked at for a refresh, in the
    vault's local time. `run` is the run that made it.
    `why` holds the reasons per field, `refused` what the user wants no more.
    `moving` is the path that the note has until a rewrite has also moved it to `note`.
    `targets` says by what the notes that it links to are found again: path -> mark. `awaited` are drops that the user's own text links to
    and that were still in the inbox: path -> the `inbox_id` of the note that they become. `titles` are what its pages call themselves, for
    the note may be called otherwise.
    `brought` are the lines of the properties that the note had of its own when it was made, as they stood in it: the user's. `None` where
    the record does not know them.
    A rewrite is announced before it is done: once the note's text has the hash `planned`, `planned_text` is what was last written.
    """

    inbox_id: str
    note: str
    text: str
    drop: str = ""
    part: str = "1/1"
    written: datetime | None = None
    why: Mapping[str, Sequence[str]] = field(default_factory=dict)
    refused: Mapping[str, Sequence[str]] = field(default_factory=dict)
    refreshed: datetime | None = None
    run: str = ""
    planned: str = ""
    planned_text: str = ""
    moving: str = ""
    targets: Mapping[str, str] = field(default_factory=dict)
    awaited: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    titles: Sequence[str] = ()
    brought: str | None = None

    def plan(self, new: str, text: str) -> Record:
        """The record to keep before a note is rewritten to hold `new`, of which `text` is what counts as ours."""
        return dataclasses.replace(self, planned=_digest(new), planned_text=text)

    def settled(self, now: str) -> Record:
        """The record without its plan: carried out where the note says `now` what was planned, dropped where it does not."""
        done = bool(self.planned) and self.planned == _digest(now)
        if self.moving and self.planned and not done:
            return dataclasses.replace(self, note=self.moving, planned="", planned_text="", moving="")
        return dataclasses.replace(self, text=self.planned_text if done else self.text, planned="", planned_text="")


_TEXTS = ("inbox_id", "note", "text", "drop", "part", "run", "planned", "planned_text", "moving", "folder")


class Records:
    """The records of one vault, one small file each under `folder`; a file that cannot be read counts as not there."""

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self._folder = folder / "records"
        self._disk = disk or Disk()

    def get(self, inbox_id: str) -> Record | None:
        """Return the record of a note, `None` if there is none."""
        record = _record(files.read_json(self._path(inbox_id)))
        return record if record and record.inbox_id == inbox_id else None

    def put(self, record: Record) -> None:
        """Keep a record, in place of the one before."""
        files.write_json(self._path(record.inbox_id), _plain(record), self._disk)

    def forget(self, inbox_id: str) -> None:
        """Remove a record, if there is one."""
        files.remove(self._path(inbox_id), self._disk)

    def __iter__(self) -> Iterator[Record]:
        """Yield every record that can be read, in the order of their ids."""
        for path in sorted(self._folder.glob("*/*.json")):
            record = _record(files.read_json(path))
            if record:
                yield record

    def newest(self, most: int) -> Iterator[Record]:
        """Yield the records that were written last, newest first, at most so many."""
        paths = sorted(self._folder.glob("*/*.json"), key=_time, reverse=True)
        yield from (record for path in paths[:most] if (record := _record(files.read_json(path))))

    def _path(self, inbox_id: str) -> Path:
        # an id comes from a note's properties, where anybody can write anything
        name = inbox_id if re.fullmatch(r"[0-9a-f]{16}", inbox_id) else sha256(inbox_id.encode("utf-8", "replace")).hexdigest()
        return self._folder / name[:2] / f"{name}.json"


def _time(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:  # it went while we looked
        return 0


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(record: Record) -> dict[str, Any]:
    values = {entry.name: getattr(record, entry.name) for entry in dataclasses.fields(record)}
    for name in ("written", "refreshed"):
        values[name] = values[name].isoformat() if values[name] else None
    for name in ("why", "refused"):
        values[name] = {key: list(texts) for key, texts in values[name].items()}
    for name in ("targets", "awaited"):
        values[name] = dict(values[name])
    values["titles"] = list(values["titles"])
    return values


def _record(values: Mapping[str, Any] | None) -> Record | None:
    if values is None:
        return None
    try:
        known = {entry.name: values[entry.name] for entry in dataclasses.fields(Record) if entry.name in values}
        for name in ("written", "refreshed"):
            known[name] = datetime.fromisoformat(known[name]) if known.get(name) else None
        for name in ("why", "refused"):
            known[name] = {str(key): [str(text) for text in texts] for key, texts in known.get(name, {}).items()}
        for name in ("targets", "awaited"):
            known[name] = {str(path): str(mark) for path, mark in known.get(name, {}).items()}
        known["titles"] = tuple(str(title) for title in known.get("titles", ()))
        record = Record(**known)
    except (TypeError, ValueError, AttributeError):
        return None
    texts = [getattr(record, name) for name in _TEXTS]
    is_text = record.brought is None or isinstance(record.brought, str)
    return record if is_text and all(isinstance(text, str) for text in texts) else None
