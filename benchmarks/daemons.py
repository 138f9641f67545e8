"""Real daemons for the benchmarks: start `vault-inbox watch`, read from /proc what it costs, make drops, say what became of them."""

from __future__ import annotations

import contextlib
import os
import random
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

SETTINGS = "Vault Inbox.md"
WORDS = tuple(
    re.findall(
        r"\w+",
        "compost leaves bread dough oven rye garden shed ladder harbour tide boat rope knot kernel socket thread index query letter archive"
        " map river bridge stone lime mortar clay glaze kiln wool loom dye indigo madder root seed frost moon almanac",
    )
)
_TICKS = os.sysconf("SC_CLK_TCK")
_WORD = re.compile(rb"\b(?:%s|token-\d{6})\b" % "|".join(WORDS).encode())
_ID = re.compile(rb'^inbox_id: "(\w+)"$', re.MULTILINE)


class Daemon:
    """`vault-inbox watch` over a vault, with the machine's memory in `home`."""

    def __init__(self, vault: Path, home: Path, **environment: str) -> None:
        self._vault = vault
        self._log = home / "log.txt"
        home.mkdir(exist_ok=True)
        places = {"VAULT_INBOX_STATE_DIR": str(home / "state"), "VAULT_INBOX_CACHE_DIR": str(home / "cache")}
        self._env = {**os.environ, **places, "XDG_CONFIG_HOME": str(home), "VAULT_INBOX_MACHINE": home.name, **environment}
        self.start()

    def start(self) -> None:
        """Start it, again after it ended."""
        with self._log.open("ab") as log:
            command = [sys.executable, "-m", "vault_inbox", "watch", str(self._vault)]
            self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log, env=self._env)

    def signal(self, number: int) -> None:
        """Send a signal to the daemon alone."""
        self._process.send_signal(number)

    def end(self, *, kill: bool = False) -> int:
        """End it, by SIGKILL or SIGTERM, and return its exit code."""
        if kill:
            self._process.kill()
        else:
            self._process.terminate()
        return self._process.wait(60)

    def is_running(self) -> bool:
        """Whether it has not ended by itself."""
        return self._process.poll() is None

    def cpu(self) -> float:
        """Seconds of processor time so far, its reading processes included."""
        return sum(_cpu(pid) for pid in self._family())

    def memory(self, name: str = "VmRSS", *, family: bool = True) -> float:
        """MiB now (`VmRSS`) or at most (`VmHWM`), with its reading processes or without."""
        return sum(_memory(pid, name) for pid in (self._family() if family else [self._process.pid]))

    def threads(self) -> int:
        """How many threads the daemon has."""
        return len(list(Path(f"/proc/{self._process.pid}/task").iterdir()))

    def descriptors(self) -> int:
        """How many files, pipes and sockets the daemon has open."""
        return len(list(Path(f"/proc/{self._process.pid}/fd").iterdir()))

    def _family(self) -> list[int]:
        pid = self._process.pid
        children: set[str] = set()
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            with contextlib.suppress(OSError):  # a thread that ended meanwhile
                children.update(task.read_text().split())
        return [pid, *map(int, children)]


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _memory(pid: int, name: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().split("\n")
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


@dataclass
class Drops:
    """Drops put into a vault's inbox, each with a token by which it is found again."""

    vault: Path
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    made: list[bytes] = field(default_factory=list)
    first: int = 0  # the number of the first, where several put drops into one vault

    def put(self, suffix: str = ".txt", address: str = "") -> None:
        """One more drop, as a sync app makes it: complete, under its name at once."""
        token = f"token-{self.first + len(self.made):06}"
        data = f"{self.sentence()} {token}.\n\n{address}\n\n{self.sentence()}\n{self.sentence()}\n".encode()
        self.made.append(data)
        temp = self.vault / f".arriving-{token}"
        temp.write_bytes(data)
        temp.rename(self.vault / f"Inbox/20250918_114949_phone_{token}{suffix}")

    def sentence(self) -> str:
        """Some words."""
        return " ".join(self.chance.choices(WORDS, k=9)).capitalize()

    def left(self) -> int:
        """How many files still lie in the inbox."""
        return sum(entry.is_file() and not entry.name.startswith(".") for entry in os.scandir(self.vault / "Inbox"))

    def verdict(self) -> dict[str, int]:
        """How many drops there were; have no note or no original; have two; how many notes or drops are cut off, or left over as temps.

        A note belongs to a drop by its `inbox_id`, and holds all of its words.
        """
        notes: dict[bytes, list[bytes]] = {}
        for path in self.vault.rglob("*.md"):
            parts = path.relative_to(self.vault).parts
            if parts[0] != "Inbox" and not any(part.startswith(".") for part in parts):  # what lies in the trash is no note
                text = path.read_bytes()
                for found in _ID.findall(text):
                    notes.setdefault(found, []).append(text)
        kept = [path for path in (self.vault / ".vault-inbox/originals").rglob("*") if path.is_file()]
        originals = Counter(path.read_bytes() for path in kept if not path.name.startswith(".syncthing."))  # its own temps stay for a day
        verdict = Counter({"lost": 0, "doubled": 0, "torn": len(list(self.vault.rglob(".~vi-*")))})
        for data in self.made:
            found = notes.get(sha256(data).hexdigest()[:16].encode(), [])
            verdict["lost"] += not found or not originals[data]
            verdict["doubled"] += len(found) > 1 or originals[data] > 1
            verdict["torn"] += not all(text.startswith(b"---\n") and _words(data) <= _words(text) for text in found)
        return {"drops": len(self.made), **verdict, "waiting": self.left()}


def _words(text: bytes) -> set[bytes]:
    return set(_WORD.findall(text.lower()))


def new_vault(folder: Path, settings: str = "") -> Path:
    """An empty vault with an inbox; `settings` is the TOML of its settings note."""
    (folder / ".obsidian").mkdir(parents=True)
    (folder / "Inbox").mkdir()
    if settings:
        (folder / SETTINGS).write_text(f"```toml\n{settings}\n```\n", encoding="utf-8")
    return folder
