"""Two machines over two folders that Syncthing keeps in step on the loopback, with drops and edits on both sides. Linux, needs `syncthing`.

    python benchmarks/synced.py [SECONDS]                  one of the two is named as `processor`
    python benchmarks/synced.py [SECONDS] --both           both process: what they make twice must be one note again in the end

Says how many drops have no note or two, how many notes differ between the folders, how many conflict copies are left because a user wrote
in them, and how many lines that the users wrote stand nowhere. Exit code 1 where a drop or a line is lost, or a note is doubled: a copy in
which nobody wrote counts as a second note.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_server
from xml.etree import ElementTree

from daemons import Daemon, Drops, new_vault

CALM = 20.0  # seconds: Syncthing and both daemons look several times in it
QUIET = {"STNOUPGRADE": "1", "STNORESTART": "1", "STNODEFAULTFOLDER": "1"}
OPTIONS = {
    "globalAnnounceEnabled": "false",
    "localAnnounceEnabled": "false",
    "relaysEnabled": "false",
    "natEnabled": "false",
    "crashReportingEnabled": "false",
    "startBrowser": "false",
    "urAccepted": "-1",
    "reconnectionIntervalS": "2",
}


class Syncthing:
    """One of two instances; nothing of it leaves the loopback."""

    def __init__(self, home: Path, folder: Path) -> None:
        self._home = home
        self._folder = folder
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        command = ["syncthing", "generate", f"--home={home}", "--no-default-folder", "--skip-port-probing"]
        subprocess.run(command, check=True, capture_output=True)
        self.name = subprocess.run(
            ["syncthing", f"--home={home}", "--device-id"], check=True, capture_output=True, text=True
        ).stdout.strip()

    def start(self, other: Syncthing) -> None:
        """Share the folder with the other one."""
        path = self._home / "config.xml"
        tree = ElementTree.parse(path)
        root = tree.getroot()
        options = {**OPTIONS, "listenAddress": f"tcp://127.0.0.1:{self.port}"}
        for name, value in options.items():
            _first(root, f"options/{name}").text = value
        _first(root, "gui/address").text = f"127.0.0.1:{_free_port()}"
        device = ElementTree.SubElement(root, "device", id=other.name, name="other", compression="never")
        ElementTree.SubElement(device, "address").text = f"tcp://127.0.0.1:{other.port}"
        folder = ElementTree.SubElement(
            root, "folder", id="vault", path=str(self._folder), type="sendreceive", rescanIntervalS="10", fsWatcherEnabled="true",
            fsWatcherDelayS="1",
        )  # fmt: skip
        for name in (self.name, other.name):
            ElementTree.SubElement(folder, "device", id=name)
        ElementTree.SubElement(folder, "maxConflicts").text = "-1"
        tree.write(path)
        (self._folder / ".stfolder").mkdir()
        with (self._home / "log").open("wb") as log:
            command = ["syncthing", "serve", f"--home={self._home}", "--no-browser"]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **QUIET})

    def end(self) -> None:
        """End it."""
        if self._process:
            self._process.terminate()
            self._process.wait(30)


@dataclass
class Side:
    """One machine: its copy of the vault, its daemon, what its user did."""

    name: str
    drops: Drops
    daemon: Daemon
    sync: Syncthing
    chance: random.Random
    lines: list[str] = field(default_factory=list)

    def round(self) -> None:
        """A drop, and a line of the user's in some note; often both sides take the same note."""
        if self.chance.random() < 0.7:
            self.drops.put(self.chance.choice([".txt", ".md"]))
        notes = sorted(path for path in _notes(self.drops.vault))
        if notes and self.chance.random() < 0.5:
            note = notes[0] if self.chance.random() < 0.3 else self.chance.choice(notes)
            line = f"An edit on {self.name}, number {len(self.lines)}."
            with suppress(OSError):  # moved meanwhile
                temp = note.with_name(f".saving-{len(self.lines)}")
                temp.write_bytes(note.read_bytes() + f"\n{line}\n".encode())
                temp.rename(note)
                self.lines.append(line)


def synced(place: Path, seconds: float, *, both: bool) -> bool:
    """Let both sides work, wait until they agree, and judge."""
    settings = f"processor = '{'' if both else 'desk'}'\n[watch]\nsettle = 1.0\nsettle_md = 2.0\nrescan = 5.0"
    sides = [_side(place, name, number, settings) for number, name in enumerate(("desk", "attic"))]
    try:
        sides[0].sync.start(sides[1].sync)
        sides[1].sync.start(sides[0].sync)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for side in sides:
                side.round()
            time.sleep(1.0)
        agreed = _agree([side.drops.vault for side in sides], time.monotonic() + 240)
    finally:
        for side in sides:
            side.daemon.end()
            side.sync.end()
    return _judge(sides, agreed=agreed)


def _side(place: Path, name: str, number: int, settings: str) -> Side:
    vault = new_vault(place / name, settings)
    os.utime(vault / "Vault Inbox.md", (1_700_000_000, 1_700_000_000))
    daemon = Daemon(vault, place / f"{name}-home", VAULT_INBOX_OFFLINE="1", VAULT_INBOX_MACHINE=name)
    drops = Drops(vault, random.Random(number), first=1000 * number)
    return Side(name, drops, daemon, Syncthing(place / f"{name}-sync", vault), random.Random(10 + number))


def _agree(vaults: list[Path], end: float) -> bool:
    """Wait until the inboxes are empty and both folders are the same, at looks over `CALM` seconds."""
    before: list[dict[str, bytes]] = []
    since = time.monotonic()
    while time.monotonic() < end:
        trees = [_tree(vault) for vault in vaults]
        if trees[0] != trees[1] or trees != before or any(name.startswith("Inbox/") for name in trees[0]):
            since = time.monotonic()
        elif time.monotonic() - since > CALM:
            return True
        before = trees
        time.sleep(2.0)
    return False


def _judge(sides: list[Side], *, agreed: bool) -> bool:
    desk = sides[0].drops
    trees = [_tree(side.drops.vault) for side in sides]
    differ = sum(trees[0].get(name) != trees[1].get(name) for name in {*trees[0], *trees[1]})
    desk.made += sides[1].drops.made
    conflicts = [path for path in _notes(desk.vault) if ".sync-conflict-" in path.name]
    text = "\n".join(path.read_text(encoding="utf-8") for path in _notes(desk.vault)).split("\n")
    lost = sum(line not in set(text) for side in sides for line in side.lines)
    edited = [path for path in conflicts if any(f"\n{line}\n" in path.read_text(encoding="utf-8") for side in sides for line in side.lines)]
    for path in edited:  # another version of a note that there is, which only its user can join with that one
        path.unlink()
    verdict = desk.verdict()
    edits = sum(len(side.lines) for side in sides)
    print(", ".join(f"{name} {number}" for name, number in verdict.items()))
    trashed = len(list((desk.vault / ".trash").glob("*.md")))
    print(
        f"edits {edits}, lost {lost}; edited conflict copies {len(edited)}, others {len(conflicts) - len(edited)}; in the trash {trashed}"
    )
    print(f"files that differ {differ}; in step {agreed}")
    return agreed and not lost and not any(verdict[name] for name in ("lost", "torn", "doubled"))


def _tree(vault: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for path in vault.rglob("*"):
        name = path.relative_to(vault).as_posix()
        with suppress(OSError):
            if path.is_file() and ".stfolder" not in name and not path.name.startswith((".syncthing", ".~vi-")):
                found[name] = path.read_bytes()
    return found


def _notes(vault: Path) -> list[Path]:
    found = [*vault.glob("*.md"), *vault.glob("*/*.md")]
    return [path for path in found if path.parent.name not in {"Inbox", ".trash"} and not path.name.startswith(("Vault Inbox", "."))]


def _first(root: ElementTree.Element, path: str) -> ElementTree.Element:
    found = root.find(path)
    assert found is not None, path
    return found


def _free_port() -> int:
    with create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=float, nargs="?", default=60.0)
    parser.add_argument("--both", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        return 0 if synced(Path(place), args.seconds, both=args.both) else 1


if __name__ == "__main__":
    sys.exit(main())
