"""What a service runs, and what there is to tell of one."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

# The sign by which a file, or a task, is known for ours: nothing without it is ever replaced or removed.
MARK = "Written by vault-inbox service install"
# Says to the program that launchd runs it, and which file takes what it says: nobody else keeps that file short, and whoever leaves
# with an error is started anew every half minute.
AGENT_LOG = "VAULT_INBOX_AGENT_LOG"


@dataclass(frozen=True, slots=True)
class Program:
    """The daemon of one vault: `python` is the interpreter, both paths are absolute; `workers` processes read pages for it."""

    vault: Path
    python: Path
    workers: int = 1

    @property
    def name(self) -> str:
        """The service's name: the vault's own and a hash of its real path, of characters that every service manager takes."""
        real = os.path.realpath(self.vault)
        word = re.sub(r"[^A-Za-z0-9]+", "-", Path(real).name)[:40].strip("-") or "vault"
        return f"{word}-{sha256(os.fsencode(real)).hexdigest()[:8]}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """What the interpreter gets: `-P` keeps the folder it is started in from being searched for modules."""
        return ("-P", "-m", "vault_inbox", "watch", str(self.vault))


@dataclass(frozen=True, slots=True)
class Report:
    """A service as it stands, what was done to it, what did not work, and what the user may want to know or type."""

    service: str
    manager: str
    file: str
    installed: bool
    enabled: bool
    running: bool
    did: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
