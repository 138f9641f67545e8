"""Which originals this machine put away: only these may be let go of later. What it does not know is somebody else's, and stays."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from math import isfinite
from typing import TYPE_CHECKING

from ..disk import Disk
from . import files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_NAME = re.compile(r"[^/\\\0]+/[^/\\\0]+")  # a month and a file


@dataclass(frozen=True, slots=True)
class Original:
    """A file that was put away: `name` below the originals (`2025-09/x.txt`), `inbox_id` of its bytes, `at` in seconds since 1970."""

    name: str
    inbox_id: str
    at: float


class Kept:
    """The originals of one vault that this machine put away, a line each in a file under `folder`. Lines that cannot be read do not count.

    A line is written after its file is in place: after a kill in between the file is not known, and stays for good.
    """

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self._file = folder / "originals.jsonl"
        self._disk = disk or Disk()
        self._known: dict[str, Original] = {}
        self._read = (0, 0)  # which file was read, and how many bytes of it: lines are only ever added to one

    def add(self, original: Original) -> None:
        """Remember a file that was put away just now."""
        files.append_line(self._file, json.dumps(asdict(original)), self._disk)

    def all(self) -> Mapping[str, Original]:
        """Return what is known, by name; of two of one name the later one holds. Only what was added since the last call is read."""
        try:
            with self._file.open("rb") as file:
                status, (inode, done) = os.fstat(file.fileno()), self._read
                if status.st_ino != inode or status.st_size < done:
                    self._known, done = {}, 0
                file.seek(done)
                new = file.read()
        except OSError:  # what cannot be read is not known: its files stay
            self._known, self._read = {}, (0, 0)
            return {}
        whole = new[: new.rfind(b"\n") + 1]
        self._known.update(
            (original.name, original) for original in map(_original, whole.decode("utf-8", "replace").split("\n")) if original
        )
        self._read = status.st_ino, done + len(whole)
        return self._known

    def forget(self, is_gone: Callable[[Original], bool]) -> None:
        """Forget those of which `is_gone` is true. To be called under the write lock."""
        left = [original for original in self.all().values() if not is_gone(original)]
        files.write_text(self._file, "".join(json.dumps(asdict(original)) + "\n" for original in left), self._disk)


def _original(line: str) -> Original | None:
    try:
        values = json.loads(line)
        original = Original(str(values["name"]), str(values["inbox_id"]), float(values["at"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return original if _NAME.fullmatch(original.name) and isfinite(original.at) else None
