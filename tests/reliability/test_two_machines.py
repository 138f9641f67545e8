"""Two machines that process, refresh and edit the same vault over a sync app that is late: no line that a user wrote is ever lost.

The sync app is this file. It brings some paths at a time, and keeps a second version as a conflict copy as Syncthing does: where both sides
changed a file, one version takes the name; what was removed here and changed there comes back.
"""

from __future__ import annotations

import os
import random
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from vault_inbox import Inbox
from vault_inbox.disk import Disk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vault_inbox import Context, Note

TURNS = 40
SUBJECTS = ("Comfrey", "Compost", "Greenhouse", "Rain Barrel")
SEEDS = range(500) if os.environ.get("SWEEP") == "full" else range(4)


class Meanwhile(Disk):
    """Lets `then` happen before the call that is `left` calls away: what others do while we are at work."""

    def __init__(self) -> None:
        self.left = 0
        self.then: Callable[[], object] = lambda: None

    def pass_by(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.then()


def _passing(name: str) -> Any:
    def call(self: Meanwhile, *args: Any) -> Any:
        self.pass_by()
        return getattr(super(Meanwhile, self), name)(*args)

    return call


for _name in ("open", "write", "fsync", "link", "rename", "rename_new", "exchange", "unlink", "mkdir"):
    setattr(Meanwhile, _name, _passing(_name))


class Machine:
    """One machine with its own folder; what it makes of a drop bears its tag, as links would differ."""

    def __init__(self, place: Path, name: str) -> None:
        self.name = name
        self.vault = place / name
        for folder in (".obsidian", "Inbox"):
            (self.vault / folder).mkdir(parents=True)
        (self.vault / ".obsidian/app.json").write_text('{"trashOption": "local"}')
        home = place / f"{name}-home"
        options = {"state_dir": str(home / "state"), "cache_dir": str(home / "cache"), "machine": name, "offline": True}
        self.disk = Meanwhile()
        self.inbox = Inbox(self.vault, steps=["connections", self._step], options=options, disk=self.disk)

    def _step(self, note: Note, ctx: Context) -> Note:
        return replace(note, tags=(self.name,), category="00-first" if self.name == "attic" and "Rain" in note.title else None)

    def notes(self) -> list[Path]:
        return sorted(path for path in self.vault.rglob("*.md") if not path.relative_to(self.vault).parts[0].startswith((".", "Inbox")))

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.vault.rglob("*") if path.is_file() and ".obsidian" not in path.parts)
        return {path.relative_to(self.vault).as_posix(): path.read_bytes() for path in found}

    def put(self, name: str, data: bytes | None) -> None:
        path = self.vault / name
        if data is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temp = path.with_name(f".arriving-{path.name}"[:200])
        temp.write_bytes(data)
        os.utime(temp, (time.time() - 3600,) * 2)
        temp.replace(path)


class Sync:
    """What both sides last agreed on, path by path."""

    def __init__(self, sides: tuple[Machine, Machine], chance: random.Random) -> None:
        self.sides, self.chance = sides, chance
        self.agreed: dict[str, bytes] = {}
        self.copies = 0

    def some(self, share: float) -> None:
        """Bring a share of what differs, in any order."""
        here, there = (side.files() for side in self.sides)
        names = sorted({*here, *there, *self.agreed})
        self.chance.shuffle(names)
        for name in names:
            if self.chance.random() < share:
                self._bring(name, here.get(name), there.get(name))

    def _bring(self, name: str, here: bytes | None, there: bytes | None) -> None:
        before = self.agreed.get(name)
        if here == there:
            winner = here
        elif here == before or there == before:
            winner = there if here == before else here
        elif here is None or there is None:
            winner = here if there is None else there
        else:
            winner, loser = self.chance.sample([here, there], 2)
            self.copies += 1
            stem, _, suffix = name.rpartition(".")
            copy = f"{stem}.sync-conflict-20250918-{self.copies:06}-ABCDEFG.{suffix}"
            for side in self.sides:
                side.put(copy, loser)
            self.agreed[copy] = loser
        for side, held in zip(self.sides, (here, there), strict=True):
            if held != winner:
                side.put(name, winner)
        if winner is None:
            self.agreed.pop(name, None)
        else:
            self.agreed[name] = winner


class Story:
    """What happens, by chance: drops, runs, refreshes, lines of the users', some paths synced, also in the middle of a run."""

    def __init__(self, place: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.sides = Machine(place, "desk"), Machine(place, "attic")
        self.sync = Sync(self.sides, self.chance)
        self.lines: list[str] = []
        self.drops = 0

    def turn(self) -> None:
        side = self.chance.choice(self.sides)
        side.disk.left, side.disk.then = self.chance.randrange(60), self.chance.choice([self.bring, lambda: self.edit(side)])
        self.chance.choice([self.drop, self.run, self.run, self.refresh, self.edit, self.edit, self.bring, self.bring])(side)
        side.disk.left = 0

    def drop(self, side: Machine) -> None:
        subject, other = self.chance.sample(SUBJECTS, 2)
        self.drops += 1
        name = f"Inbox/20250918_11{self.drops:04}_phone_{subject.replace(' ', '_')}.{self.chance.choice(['txt', 'md'])}"
        side.put(name, f"{subject} {self.drops} helps the {other}.\n".encode())

    def run(self, side: Machine) -> None:
        side.inbox.run()

    def refresh(self, side: Machine) -> None:
        side.inbox.refresh()

    def edit(self, side: Machine) -> None:
        if notes := side.notes():
            note = self.chance.choice(notes)
            self.lines.append(f"Line {len(self.lines)} of the user's on {side.name}.")
            side.put(note.relative_to(side.vault).as_posix(), note.read_bytes() + f"\n{self.lines[-1]}\n".encode())

    def bring(self, _side: Machine | None = None) -> None:
        self.sync.some(self.chance.choice([0.3, 1.0]))


@pytest.mark.sweep
@pytest.mark.parametrize("seed", SEEDS)
def test_r31_r33_no_line_of_a_users_is_lost_however_late_the_sync(memory, monkeypatch, seed):
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 600)  # each machine had its turn at what it wrote itself
    story = Story(memory, seed)
    for _ in range(TURNS):
        story.turn()
    for _ in range(6):  # until nobody has anything to do
        story.sync.some(1.0)
        for side in story.sides:
            side.inbox.run()
    story.sync.some(1.0)
    here, there = (side.files() for side in story.sides)
    assert here == there
    assert [name for name in here if ".~vi-" in name] == []
    standing = {line for note in story.sides[0].notes() for line in note.read_text().split("\n")}
    assert [line for line in story.lines if line not in standing] == []
