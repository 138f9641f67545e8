"""What happened, line by line: the outcomes of every run, in a file that never grows large."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from typing import TYPE_CHECKING

from ..disk import Disk
from ..errors import VaultBusy
from . import files
from .locks import write_lock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from ..model import Outcome

LARGEST = 1_000_000  # bytes of the file before it becomes the older half: some 4,000 outcomes each
_NEW, _OLD, _UNDOING = "history.jsonl", "history.1.jsonl", "undoing.json"


class History:
    """The outcomes of one vault, kept under `folder`; lines that cannot be read are passed over."""

    def __init__(self, folder: Path, largest: int = LARGEST, disk: Disk | None = None) -> None:
        self._folder = folder
        self._new = folder / _NEW
        self._old = folder / _OLD
        self._undoing = folder / _UNDOING
        self._largest = largest
        self._disk = disk or Disk()

    def append(
        self,
        outcome: Outcome,
        run: str,
        at: datetime,
        *,
        in_place: bool = False,
        ids: tuple[str, str] | None = None,
        folder: str | None = None,
    ) -> None:
        """Keep an outcome of the run `run`, which happened at `at` (the vault's local time); `in_place` is one of a note that existed.

        `ids` are the `inbox_id` of its drop, and of the file that the drop is a part of; `folder` is that of the inbox in which it lay, ""
        for the inbox itself: the inbox may be called otherwise when that is asked for.
        """
        entry = {"at": at.isoformat(timespec="seconds"), "run": run, **dataclasses.asdict(outcome)}
        if in_place:
            entry["in_place"] = True
        if ids:
            entry["inbox_id"], entry["file_id"] = ids
        if folder is not None:
            entry["folder"] = folder
        if files.append_line(self._new, json.dumps(entry), self._disk) > self._largest:
            with contextlib.suppress(VaultBusy, FileNotFoundError):  # somebody writes: at the next outcome; or another process did it
                self._turn()

    def last(self, count: int) -> list[Mapping[str, object]]:
        """Return the last `count` outcomes, oldest first: `at`, `run` and the fields of `Outcome`."""
        return self._entries()[-count:] if count > 0 else []

    def begin_undo(self, run: str) -> None:
        """Write down that the run `run` is being taken back, until `end_undo`: a kill in between leaves no line that tells it."""
        files.write_json(self._undoing, {"run": run}, self._disk)

    def undoing(self) -> str:
        """Return the run of which the taking back began and did not end; "" if there is none."""
        return str((files.read_json(self._undoing) or {}).get("run") or "")

    def end_undo(self) -> None:
        """Forget what `begin_undo` wrote down."""
        files.remove(self._undoing, self._disk)

    def _turn(self) -> None:
        """Let the file become the older half, if it still is too large: of two processes that find it so, one does it."""
        with write_lock(self._folder, timeout=0):
            if self._new.stat().st_size > self._largest:
                self._disk.rename(self._new, self._old)

    def _entries(self) -> list[Mapping[str, object]]:
        found: list[Mapping[str, object]] = []
        for path in (self._old, self._new):
            for line in _text(path).split("\n"):
                try:
                    entry = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                if isinstance(entry, dict):
                    found.append(entry)
        return found


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
