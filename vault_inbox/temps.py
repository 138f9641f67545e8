"""The names of files that exist only while something is being written: `.~vi-<machine>-<pid>-<random>.tmp`, beside their target."""

from __future__ import annotations

import os
import platform
import re
import secrets
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(r"\.~vi-([a-z0-9]+)-(\d+)-([0-9a-f]{16})(?:-([0-9a-f]{16})-([0-9a-f]{16}))?\.tmp")
_NOT_SWEPT = frozenset({".git", "node_modules"})
_alive: set[str] = set()  # the names that this process is working with


@dataclass(frozen=True, slots=True)
class Temp:
    """What a temp file's name says: who made it, and for a swap the hashes of the two texts it may rightly hold."""

    name: str
    machine: str
    pid: int
    hashes: tuple[str, ...]

    def is_stale(self, machine: str) -> bool:
        """Tell whether it was left by a process of this machine that is gone."""
        if self.machine != machine_word(machine) or self.name in _alive:
            return False
        return self.pid == os.getpid() or not _runs(self.pid)

    def may_go(self, data: bytes) -> bool:
        """Tell whether nothing is lost with it; false where a swap was cut off while it held somebody's edit."""
        return not self.hashes or _digest(data) in self.hashes


def temp_name(machine: str, *holds: bytes) -> str:
    """Return a fresh name; `holds` are the two texts that a swap puts there."""
    parts = [machine_word(machine), str(os.getpid()), secrets.token_hex(8), *map(_digest, holds)]
    name = f".~vi-{'-'.join(parts)}.tmp"
    _alive.add(name)
    return name


def done_with(name: str) -> None:
    """Forget a name: whatever still bears it may be swept."""
    _alive.discard(name)


def read_name(name: str) -> Temp | None:
    """Read a file name as that of a temp file of ours, `None` if it is none."""
    match = _NAME.fullmatch(name)
    if not match:
        return None
    return Temp(name, match[1], int(match[2]), tuple(part for part in match.groups()[3:] if part))


def stale_below(root: Path, machine: str) -> Iterator[tuple[Path, Temp]]:
    """Yield the folder and the name of each temp file below `root` that a dead process of this machine left."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in _NOT_SWEPT]
        for temp in filter(None, map(read_name, names)):
            if temp.is_stale(machine):
                yield Path(folder), temp


def machine_word(machine: str) -> str:
    """Return a computer's name as one word that a file name can carry; two computers never share one."""
    machine = machine or platform.node()
    word = re.sub(r"[^a-z0-9]", "", machine.lower())[:20]
    return word if word == machine else word + sha256(machine.encode("utf-8", "replace")).hexdigest()[:6]


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


def _runs(pid: int) -> bool:
    """Tell whether a process with this id runs; where asking would be dangerous (Windows) it is taken to."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
