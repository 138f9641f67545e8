"""The power goes after any call: what was not brought to the disk may be gone, and still nothing is lost, torn or doubled.

The disk is modelled with no more than is promised of one: a change of names reaches it for sure with the next sync of a folder that it
touches (a rename whole or not at all), the bytes of a file only when that file is synced: until then its name may lead to an empty file.
After each call the two ends are looked at: nothing reached the disk that did not have to, and every name did but no bytes that did not have
to.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from vault_inbox import FetchError, Inbox, Page
from vault_inbox.disk import Disk

ADDRESS = "https://garden.example.org/worms"
PAGE = "<title>Worms</title><article><h1>Worms</h1>" + "<p>The worms go down below the frost, and wait there for spring.</p>" * 5
TEXT = "The third flat loaf in a row, and the starter smells of pears.\n"
OWN = "---\nmood: puzzled   # my own key\n---\nThe third flat loaf in a row.\n"


@dataclass
class Names:
    """Which file each name leads to, and which folders there are."""

    files: dict[Path, int] = field(default_factory=dict)
    folders: set[Path] = field(default_factory=set)

    def do(self, change: dict[Path, int | str | None]) -> None:
        for path, file in change.items():
            if file is None:
                self.files.pop(path, None)
            elif isinstance(file, str):
                self.folders.add(path)
            else:
                self.files[path] = file


class Powered(Disk):
    """A real disk that keeps account of what is on it for good."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.live, self.safe = Names(), Names()
        self.bytes: dict[int, bytes] = {}  # of each file, what was brought to the disk
        self.changes: list[dict[Path, int | str | None]] = []  # those of names that are not on the disk for sure
        self.opened: dict[int, tuple[Path, int | None]] = {}
        self.seen: list[dict[Path, bytes | None]] = []
        for folder, _, files in os.walk(root):
            for names in (self.live, self.safe):
                names.folders.add(Path(folder))
            for name in files:
                number = len(self.bytes)
                self.bytes[number] = (Path(folder) / name).read_bytes()
                self.live.files[Path(folder) / name] = self.safe.files[Path(folder) / name] = number

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        fd = super().open(path, flags, mode)
        if flags & os.O_CREAT and path not in self.live.files:
            self.bytes[number := len(self.bytes)] = b""
            self._changed({path: number})
        self.opened[fd] = path, self.live.files.get(path)
        return fd

    def write(self, fd: int, data: bytes) -> int:
        done = super().write(fd, data)
        self._look()
        return done

    def fsync(self, fd: int) -> None:
        super().fsync(fd)
        path, number = self.opened[fd]
        if number is None:
            for change in self.changes:
                if path in {name.parent for name in change}:
                    self.safe.do(change)
            self.changes = [change for change in self.changes if path not in {name.parent for name in change}]
        else:
            self.bytes[number] = Path(f"/proc/self/fd/{fd}").read_bytes()
        self._look()

    def link(self, source: Path, target: Path) -> None:
        super().link(source, target)
        self._changed({target: self.live.files[source]})

    def rename(self, source: Path, target: Path) -> None:
        super().rename(source, target)
        self._changed({source: None, target: self.live.files[source]})

    def rename_new(self, source: Path, target: Path) -> None:
        super().rename_new(source, target)
        self._changed({source: None, target: self.live.files[source]})

    def exchange(self, one: Path, other: Path) -> None:
        super().exchange(one, other)
        self._changed({one: self.live.files[other], other: self.live.files[one]})

    def unlink(self, path: Path) -> None:
        super().unlink(path)
        self._changed({path: None})

    def mkdir(self, path: Path, mode: int = 0o777) -> None:
        super().mkdir(path, mode)
        self._changed({path: "folder"})

    def _changed(self, change: dict[Path, int | str | None]) -> None:
        self.live.do(change)
        self.changes.append(change)
        self._look()

    def _look(self) -> None:
        for names in (self.safe, self.live):
            state = {path: self.bytes[number] for path, number in names.files.items() if path.parent in names.folders}
            tree: dict[Path, bytes | None] = {**dict.fromkeys(names.folders), **state}
            if not self.seen or tree not in self.seen[-2:]:
                self.seen.append(tree)


def lay(root: Path, tree: dict[Path, bytes | None]) -> None:
    """Put the files of a moment where they were, an hour old."""
    for folder, folders, files in os.walk(root, topdown=False):
        for name in files:
            (Path(folder) / name).unlink()
        for name in folders:
            (Path(folder) / name).rmdir()
    for path, data in sorted(tree.items()):
        (path if data is None else path.parent).mkdir(parents=True, exist_ok=True)
        if data is not None:
            path.write_bytes(data)
            os.utime(path, (time.time() - 3600,) * 2)


def aged(root: Path) -> None:
    """Make every file an hour old."""
    lay(root, {path: path.read_bytes() if path.is_file() else None for path in root.rglob("*")})


def nothing(url: str) -> Page:
    raise FetchError(url, "no answer", retryable=True)


def something(url: str) -> Page:
    return Page(url, "text/html", PAGE.encode())


@dataclass
class Machine:
    """A vault and the memory of one machine, on one disk."""

    root: Path

    @property
    def vault(self) -> Path:
        return self.root / "vault"

    def inbox(self, disk: Disk | None = None, pages: Callable[[str], Page] = something) -> Inbox:
        options = {"state_dir": str(self.root / "state"), "cache_dir": str(self.root.parent / "cache")}
        return Inbox(self.vault, pages=pages, options=options, disk=disk)

    def cuts(self, work: Callable[[Disk], object]) -> Iterator[dict[Path, bytes | None]]:
        """Do the work, then lay out each state that the disk may be in when the power goes; the last is that of the end."""
        disk = Powered(self.root)
        work(disk)
        end = {path: disk.bytes[number] for path, number in disk.safe.files.items()}
        states = [*disk.seen, {**dict.fromkeys(disk.safe.folders), **end}]
        for state in states:
            lay(self.root, state)
            yield state

    def texts(self, pattern: str = "*.md") -> list[str]:
        return [path.read_text() for path in self.vault.rglob(pattern) if ".obsidian" not in path.parts]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    one = Machine(tmp_path / "disk")
    for folder in (".obsidian", "Inbox", "Garden"):
        (one.vault / folder).mkdir(parents=True)
    lay(one.root, {one.vault / ".obsidian/app.json": b"{}", one.vault / "Inbox": None, one.vault / "Garden/Worms.md": b"# My worms\n"})
    return one


def originals(machine: Machine, name: str) -> list[bytes]:
    return [path.read_bytes() for path in (machine.vault / ".vault-inbox").rglob(name)]


@pytest.mark.sweep
@pytest.mark.parametrize(("name", "text"), [("loaf.txt", TEXT), ("Loaf.md", OWN), ("20250918_114949_phone_.txt", f"{ADDRESS}\n")])
def test_r22_after_a_power_cut_at_any_call_a_drop_has_its_note_and_its_original(machine: Machine, name: str, text: str) -> None:
    drop = machine.vault / "Inbox" / name
    drop.write_text(text)
    os.utime(drop, (time.time() - 3600,) * 2)
    states = 0
    for state in machine.cuts(lambda disk: machine.inbox(disk).run()):
        states += 1
        kept = [data for path, data in state.items() if data is not None and path.name == name]
        assert text.encode() in kept, "the drop's bytes are nowhere"
        machine.inbox().run()
        assert (machine.vault / "Garden/Worms.md").read_text() == "# My worms\n"
        assert originals(machine, name) == [text.encode()]
        assert not drop.exists()
        notes = [note for note in machine.texts() if "inbox_id" in note]
        assert len(notes) == 1, notes
        assert notes[0].endswith("\n")
        assert "## connections" in notes[0]
        assert not list(machine.root.rglob(".~vi-*"))
    assert states > 10
    assert [note for note in state.values() if note and b"inbox_id" in note], "when it is told, the note is on the disk for good"  # type: ignore[operator]


@pytest.mark.sweep
def test_r22_after_a_power_cut_at_any_call_a_note_is_the_old_or_the_new(machine: Machine) -> None:
    (machine.vault / "Inbox/20250918_114949_phone_.txt").write_text(f"{ADDRESS}\n")
    aged(machine.root)
    (made,) = machine.inbox(pages=nothing).run()
    assert made.status == "pending"
    note = machine.vault / str(made.note)
    old = note.read_bytes()
    aged(machine.root)
    states = 0
    for state in machine.cuts(lambda disk: machine.inbox(disk).refresh()):
        states += 1
        mine = [data for path, data in state.items() if path.suffix == ".md" and data and b"inbox_id" in data and ".~vi-" not in path.name]
        assert mine in ([old], [mine[0]])
        assert mine[0] == old or b"below the frost" in mine[0]
        machine.inbox().refresh()
        notes = [text for text in machine.texts() if "inbox_id" in text]
        assert len(notes) == 1
        assert "below the frost" in notes[0]
        machine.inbox().run()  # clears away what a dead process left
        assert not list(machine.vault.rglob(".~vi-*"))
    assert states > 5
