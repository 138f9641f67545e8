"""Two machines that made the same note over a sync app: one note in the end, nothing that a user wrote is touched.

The sync app is this file: it puts the conflict copies, and the other machine's notes, where Syncthing would (`benchmarks/synced.py`).
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from vault_inbox import Inbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vault_inbox import Context, Note

DROP = "Comfrey makes the compost hot.\n"
NOTE = "Unfiled/a.md"
COPY = "Unfiled/a.sync-conflict-20250918-114949-ABCDEFG.md"


class Machine:
    """One of two machines with a folder of its own; what it makes of a drop bears its tag, as links would differ."""

    def __init__(self, place: Path, name: str, folder: str = "Unfiled", settings: str = "") -> None:
        self.name = name
        self.folder = folder
        self.vault = place / name
        self.settings = settings
        for made in (".obsidian", "Inbox"):
            (self.vault / made).mkdir(parents=True)
        (self.vault / ".obsidian/app.json").write_text('{"trashOption": "local"}')
        if settings:
            (self.vault / "Vault Inbox.md").write_text(settings)
        self.options = {
            "state_dir": str(place / f"{name}-state"),
            "cache_dir": str(place / f"{name}-cache"),
            "machine": name,
            "offline": True,
        }

    def step(self, note: Note, ctx: Context) -> Note:
        return replace(note, tags=(self.name,), category=None if self.folder == "Unfiled" else self.folder)

    def run(self) -> list[str]:
        """Run once; returns what was told, without its times."""
        return [f"{one.status} {one.note}" for one in Inbox(self.vault, steps=[self.step], options=self.options).run()]

    def put(self, name: str, text: str) -> None:
        path = self.vault / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (time.time() - 3600,) * 2)

    def text(self, name: str = NOTE) -> str:
        return (self.vault / name).read_text()

    def notes(self) -> set[str]:
        """The notes that bear the drop's `inbox_id`; what lies in the trash is none."""
        found = {path.relative_to(self.vault).as_posix() for path in self.vault.rglob("*.md") if "inbox_id" in path.read_text()}
        return {name for name in found if not name.startswith((".", "Inbox"))}


@pytest.fixture
def machines(tmp_path: Path) -> Callable[..., tuple[Machine, Machine]]:
    """machines() -> two machines that both have made the note of the same drop; `attic` files it in `folder`."""

    def make(folder: str = "Unfiled", settings: str = "") -> tuple[Machine, Machine]:
        both = (Machine(tmp_path, "desk", settings=settings), Machine(tmp_path, "attic", folder, settings))
        for machine in both:
            machine.put("Inbox/a.txt", DROP)
            machine.run()
        return both

    return make


def test_r31_a_conflict_copy_is_taken_away_by_the_machine_that_wrote_it(machines):
    desk, attic = machines()
    theirs, ours = desk.text(), attic.text()
    assert theirs != ours
    attic.put(COPY, ours)
    attic.put(NOTE, theirs)
    desk.put(COPY, ours)
    assert desk.run() == []
    assert desk.notes() == {NOTE, COPY}
    assert attic.run() == [f"duplicate {NOTE}"]
    assert attic.notes() == {NOTE}
    assert attic.text() == theirs
    assert [path.read_text() for path in (attic.vault / ".trash").iterdir()] == [ours]
    assert attic.run() == []


@pytest.mark.parametrize("option", ["system", "none"])
def test_r31_a_second_note_goes_into_the_vaults_own_trash_whatever_obsidian_does(machines, option, tmp_path, monkeypatch):
    """From the system's trash a save at that very moment could not come back."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    desk, attic = machines()
    ours = attic.text()
    (attic.vault / ".obsidian/app.json").write_text(f'{{"trashOption": "{option}"}}')
    put_both(attic, desk.text(), ours)
    assert attic.run() == [f"duplicate {NOTE}"]
    assert [path.read_text() for path in (attic.vault / ".trash").iterdir()] == [ours]


@pytest.mark.parametrize("folder", ["00-first", "99-later"])
def test_r31_of_two_notes_in_two_folders_the_first_stays_whoever_looks_first(machines, folder):
    desk, attic = machines(folder)
    other = f"{folder}/a.md"
    theirs, ours = desk.text(), attic.text(other)
    desk.put(other, ours)
    attic.put(NOTE, theirs)
    told = {machine.name: machine.run() for machine in (desk, attic)}  # at the same moment: neither sees what the other does
    stays, goes = sorted([NOTE, other])
    owner = desk if goes == NOTE else attic
    assert told == {"desk": [], "attic": [], owner.name: [f"duplicate {stays}"]}
    assert owner.notes() == {stays}
    assert {NOTE, other} >= (desk.notes() & attic.notes()) == {stays}


def edited(text: str) -> str:
    return f"{text}\nA line of the user's.\n"


def put_both(machine: Machine, note: str, copy: str) -> None:
    machine.put(NOTE, note)
    machine.put(COPY, copy)


@pytest.mark.parametrize("which", ["copy", "both"])
def test_r31_a_note_that_a_user_wrote_in_stays_as_it_is(machines, which):
    desk, attic = machines()
    theirs, ours = desk.text(), attic.text()
    note, copy = (edited(theirs) if which == "both" else theirs), edited(ours)
    for machine in (desk, attic):
        put_both(machine, note, copy)
        assert machine.run() == []
        assert (machine.text(), machine.text(COPY)) == (note, copy)


def test_r31_an_edited_copy_takes_the_place_of_a_note_that_nobody_wrote_in(machines, monkeypatch):
    desk, attic = machines()
    theirs, copy = desk.text(), edited(attic.text())
    for machine in (desk, attic):
        put_both(machine, theirs, copy)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 600)  # its own machine had its turn
    assert attic.run() == []
    assert desk.run() == [f"duplicate {NOTE}"]
    assert desk.notes() == {NOTE}
    assert desk.text() == copy


@pytest.mark.parametrize("auto", ["off", "pending"])
def test_r31_where_notes_are_not_rewritten_unasked_an_edited_copy_stays_beside_its_note(machines, monkeypatch, auto):
    desk, attic = machines(settings=f'```toml\n[refresh]\nauto = "{auto}"\n```\n')
    theirs, copy = desk.text(), edited(attic.text())
    put_both(desk, theirs, copy)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 600)
    assert desk.run() == []
    assert (desk.text(), desk.text(COPY)) == (theirs, copy)


def test_r31_a_copy_that_was_cut_short_takes_no_place(machines, monkeypatch):
    desk, _ = machines()
    text = desk.text()
    put_both(desk, text, text[: text.index("## content")])
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 600)
    desk.run()
    assert desk.text() == text


def test_r31_a_note_of_which_the_user_made_another_stays(machines):
    desk, _ = machines()
    text = desk.text()
    other = text.replace("type: note", "type: plan").replace("Comfrey makes", "Nettles make")
    assert other != text
    desk.put("Unfiled/Another.md", other)
    desk.put("Inbox/b.txt", "Anything else.\n")
    desk.run()
    assert (desk.text(), desk.text("Unfiled/Another.md")) == (text, other)


def test_r31_a_note_that_was_moved_by_hand_or_copied_by_the_user_stays(machines):
    desk, _ = machines()
    text = desk.text()
    desk.put("00-mine/a.md", edited(text))  # the user's own copy, with more in it
    assert desk.run() == []
    assert desk.notes() == {NOTE, "00-mine/a.md"}
    desk.put("50-moved/a.md", text)
    (desk.vault / NOTE).unlink()
    assert desk.run() == []
    assert desk.notes() == {"00-mine/a.md", "50-moved/a.md"}


def test_r31_where_one_machine_alone_processes_no_second_note_is_its_own(machines):
    desk, attic = machines("00-first", "```toml\nprocessor = ''\n```\n")
    other, ours = "00-first/a.md", attic.text("00-first/a.md")
    desk.put(other, ours)
    desk.put("Vault Inbox.md", "```toml\nprocessor = 'desk'\n```\n")
    assert desk.run() == []
    assert desk.notes() == {NOTE, other}
    desk.put("Vault Inbox.md", "```toml\nprocessor = ''\n```\n")
    assert desk.run() == [f"duplicate {other}"]


def test_r31_what_is_known_of_the_note_that_went_is_not_taken_for_the_other(machines):
    """Else links of the note that stays would count as the user's, and those of the one that went as removed by the user."""
    desk, attic = machines()
    put_both(attic, desk.text(), attic.text())
    attic.run()
    inbox = Inbox(attic.vault, steps=[attic.step], options=attic.options)
    assert [entry["status"] for entry in inbox.log()] == ["created", "duplicate"]
    (undone,) = inbox.undo(NOTE)
    assert undone.did == "refused"
    assert attic.text() == desk.text()


def test_r31_conflict_copies_of_an_original_with_the_same_bytes_go(machines):
    desk, _ = machines()
    (original,) = (path for path in (desk.vault / ".vault-inbox/originals").rglob("*") if path.is_file())
    same, other = (original.with_name(f"a.sync-conflict-20250918-11494{number}-ABCDEFG.txt") for number in (1, 2))
    same.write_text(DROP)
    other.write_text("Other words.\n")
    desk.run()
    assert sorted(path.name for path in original.parent.iterdir()) == sorted([original.name, other.name])


def test_r22_r31_killed_at_any_call_one_of_two_notes_stays_whole(worker, places, new_vault, put):
    left = [0]  # the first run is not killed, and shows the calls
    while left:
        at = left.pop(0)
        vault = new_vault(f"v{at}")
        put(vault / "Inbox/a.txt", DROP.encode())
        (made,) = worker.do(vault)["outcomes"]
        note = vault / made["note"]
        ours = note.read_text()
        theirs = ours.replace("- processed from inbox", "- processed from an inbox elsewhere")
        copy = note.with_name("a.sync-conflict-20250918-114949-ABCDEFG.md")
        put(copy, ours.encode())
        put(note, theirs.encode())
        done = worker.do(vault, at=at, fault="kill")
        assert bool(done["killed"]) == (at > 0)
        left = left if at else places(done["calls"])
        after = worker.do(vault)
        assert after["error"] == ""
        assert (note.read_text(), copy.exists()) == (theirs, False)
        assert [path.read_text() for path in (vault / ".trash").iterdir()] == [ours]
        assert list(vault.rglob("*.tmp")) == []
        assert worker.do(vault)["outcomes"] == []
    assert at > 5
