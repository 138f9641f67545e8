"""Drops and notes that change while they are worked on, odd clocks, poison drops."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import threading
import time
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from vault_inbox import Inbox, read_page
from vault_inbox.disk import Disk

OLD = (1_700_000_000, 1_700_000_000)
URL = "https://rivers.example.org/x"
PAGE = (
    "<html><head><title>The river falls</title></head><body><article><h1>The river falls</h1>"
    + "<p>The river falls is the subject of this page, and here is what there is to say about it in one long sentence.</p>" * 4
    + "</article></body></html>"
)


def inbox_id(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


def notes_with(vault: Path, data: bytes) -> list[Path]:
    return [path for path in vault.rglob("*.md") if f'inbox_id: "{inbox_id(data)}"' in path.read_text()]


# ---------------------------------------------------------------- a drop that changes


def test_r32_a_drop_that_changes_at_any_call_loses_no_version(worker, places, new_vault, put):
    first, second = b"What I thought in the morning.\n", b"What I think in the evening.\n"
    kept, left = set(), [0]  # in the first run it does not change, and it shows the calls
    while left:
        at = left.pop(0)
        vault = new_vault(f"v{at}")
        put(vault / "Inbox/a.txt", first)
        done = worker.do(vault, at=at, fault="edit", edits={str(vault / "Inbox/a.txt"): second.decode()})
        again = worker.do(vault, times=2)
        assert [done["error"], again["error"]] == ["", ""]
        originals = {path.read_bytes() for path in (vault / ".vault-inbox/originals").rglob("*.txt")}
        left = left if at else places(done["calls"])
        changed = at > 0
        assert len(notes_with(vault, second)) == changed
        assert originals == {data for data in (first, second) if notes_with(vault, data)}
        assert len(notes_with(vault, first)) <= 1
        kept.add((first in originals, second in originals))
        assert [path.name for path in (vault / "Inbox").iterdir()] == []
        assert again["runs"][1]["outcomes"] == []
    # before anything is written the old version never was a drop; after that both are kept
    assert kept == {(False, True), (True, True), (True, False)}


class EditingDisk(Disk):
    """Somebody saves between the last look at a drop and the moment it is put away."""

    def __init__(self, drop: Path, text: bytes) -> None:
        self.drop, self.text = drop, text

    def rename_new(self, source: Path, target: Path) -> None:
        if source == self.drop and self.text:
            source.write_bytes(self.text)
            self.text = b""
        super().rename_new(source, target)


def test_r32_a_save_at_the_very_moment_of_putting_away_goes_back_into_the_inbox(vault, write):
    first, second = b"What I thought in the morning.\n", b"What I think in the evening.\n"
    path = write("Inbox/a.txt", first)
    Inbox(vault, disk=EditingDisk(path, second)).run()
    assert path.read_bytes() == second
    os.utime(path, OLD)
    Inbox(vault).run()
    assert sorted(path.read_bytes() for path in (vault / ".vault-inbox/originals").rglob("*.txt")) == sorted([first, second])
    assert [len(notes_with(vault, data)) for data in (first, second)] == [1, 1]


def test_r32_a_drop_that_somebody_holds_open_to_write_stays_until_it_is_closed(vault, write):
    path = write("Inbox/a.txt", b"The beginning.\n")
    with path.open("ab") as writing:
        Inbox(vault).run()
        assert path.exists()
        writing.write(b"The end.\n")
    os.utime(path, OLD)
    Inbox(vault).run()
    assert not path.exists()
    assert len(notes_with(vault, b"The beginning.\nThe end.\n")) == 1


# ---------------------------------------------------------------- a note that changes while it is rewritten


@pytest.fixture
def pending(vault, write, inbox):
    """A note whose page is still to be fetched, and its text."""
    write("Inbox/20250918_114949_share_x.txt", f"{URL}\n")
    (outcome,) = Inbox(vault, options={"offline": True}).run()
    assert outcome.status == "pending"
    note = vault / outcome.note
    os.utime(note, OLD)
    return note, note.read_text()


def save(note: Path, text: str) -> None:
    """Save as a sync app does: beside, with the time of the phone, renamed over."""
    temp = note.with_name(".saving")
    temp.write_text(text)
    os.utime(temp, OLD)
    temp.replace(note)


def test_r33_an_edit_at_any_call_of_a_rewrite_is_not_lost(worker, places, new_vault, put, memory):
    template = new_vault("template")
    put(template / "Inbox/20250918_114949_share_x.txt", f"{URL}\n".encode())
    (outcome,) = worker.do(template)["outcomes"]
    edited = (template / outcome["note"]).read_text() + "\nA line from the phone.\n"
    left = [0]  # in the first run nobody edits, and it shows the calls
    while left:
        at = left.pop(0)
        vault = memory / f"v{at}"
        shutil.copytree(template, vault)
        note = vault / outcome["note"]
        os.utime(note, OLD)
        done = worker.do(vault, "refresh", at=at, fault="edit", edits={str(note): edited}, pages={URL: PAGE})
        assert done["error"] == ""
        if not at:
            assert len(done["calls"]) > 10
            left = places(done["calls"])
            continue
        assert "\nA line from the phone.\n" in note.read_text()
        os.utime(note, OLD)
        worker.do(vault, "refresh", pages={URL: PAGE})
        text = note.read_text()
        assert "\nA line from the phone.\n" in text
        assert "status: draft\n" in text
        assert [path.name for path in vault.rglob("*") if path.name.startswith(".~vi-")] == []


def test_r33_no_edit_is_lost_in_a_race_with_refresh(vault, pending, inbox):
    note, text = pending
    refreshing = inbox({URL: PAGE}, extractors=[read_page])
    turns = 2000 if os.environ.get("SWEEP") == "full" else 60
    rewritten, took = 0, 0.02
    for turn in range(turns):
        save(note, text)
        line = f"\nEdit {turn} from the phone.\n"
        editor = threading.Timer(random.uniform(0, took), save, (note, text + line))
        editor.start()
        begun = time.monotonic()
        (result,) = refreshing.refresh([note.relative_to(vault).as_posix()])
        took = 0.9 * took + 0.1 * (time.monotonic() - begun)
        editor.join()
        assert line in note.read_text()
        rewritten += result.outcome.status == "updated"
    assert rewritten
    assert list(vault.rglob(".~vi-*")) == []


# ---------------------------------------------------------------- clocks


@pytest.mark.parametrize("mtime", [0, -86_400 * 365, 2**31 - 1, 2**33, 2**40, "in an hour"], ids=str)
def test_r28_a_drop_with_an_odd_time_becomes_a_note_at_once(worker, new_vault, mtime):
    vault = new_vault("v")
    path = vault / "Inbox/idea.txt"
    path.write_text("Comfrey makes the compost hot.\n")
    mtime = time.time() + 3600 if mtime == "in an hour" else mtime
    os.utime(path, (mtime, mtime))
    kept = int(path.stat().st_mtime)
    (outcome,) = worker.do(vault)["outcomes"]
    assert outcome["status"] == "created"
    text = (vault / outcome["note"]).read_text()
    try:
        assert f"created: {datetime.fromtimestamp(kept).isoformat()}\n" in text
    except (ValueError, OverflowError, OSError):
        assert "created: " not in text
    (original,) = (vault / ".vault-inbox/originals").rglob("*.txt")
    assert int(original.stat().st_mtime) == kept


def test_r28_a_note_of_the_users_from_the_future_is_not_taken_for_one_that_is_being_typed(worker, new_vault, put):
    vault = new_vault("v")
    put(vault / "Inbox/Bread.md", b"The third flat loaf in a row, and the oven was hot.\n", age=-86_400)
    (outcome,) = worker.do(vault)["outcomes"]
    assert outcome["status"] == "created"


def test_r28_a_note_from_the_future_is_completed_all_the_same(pending, inbox, monkeypatch):
    note, _ = pending
    os.utime(note, (time.time() + 86_400, time.time() + 86_400))
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 60)  # since it came it has been quiet
    (result,) = inbox({URL: PAGE}).refresh()
    assert result.outcome.status == "updated"


def test_r28_a_changed_drop_with_the_old_time_and_size_is_another_drop(vault, write, inbox):
    write("Inbox/a.txt", b"The first text.\n")
    inbox().run()
    path = write("Inbox/a.txt", b"The other text!\n")
    os.utime(path, OLD)
    (outcome,) = inbox().run()
    assert outcome.status == "created"


# ---------------------------------------------------------------- poison


class PoisonedDisk(Disk):
    """What contains the word poison makes the program itself fail, wherever it is to be written but into Failed/."""

    def write_whole(self, path: Path, data: bytes, mode: int | None = None) -> None:
        if b"poison" in data and path.parent.name != "Failed":
            raise RuntimeError("a mistake in the program")
        super().write_whole(path, data, mode)


def test_r29_a_poison_drop_goes_to_failed_after_five_tries_and_the_others_go_on(vault, write):
    data = b"This is the poison.\n"
    write("Inbox/a.txt", data)
    inbox = Inbox(vault, disk=PoisonedDisk())
    for turn in range(5):
        write(f"Inbox/b{turn}.txt", f"Wholesome text {turn}.\n")
        bad, good = inbox.run()
        assert (bad.status, good.status) == ("failed", "created")
        assert (vault / "Inbox/a.txt").exists() == (turn < 4)
    assert (vault / "Inbox/Failed/a.txt").read_bytes() == data
    assert "a mistake in the program" in (vault / bad.note).read_text()
    assert inbox.run() == []


class FullVault(Disk):
    """The vault's disk is full, this machine's memory lies on another; there is room for the little that would go to Failed/."""

    def write_whole(self, path: Path, data: bytes, mode: int | None = None) -> None:
        if "vault" in path.parts and path.parent.name != "Failed":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write_whole(path, data, mode)


def test_r24_r29_where_the_vault_alone_is_full_tries_are_counted_and_the_drop_stays(vault, write, own_machine):
    assert vault.name == "vault"
    path = write("Inbox/a.txt", b"Comfrey.\n")
    for _ in range(8):
        (outcome,) = Inbox(vault, disk=FullVault()).run()
        assert (outcome.status, path.exists()) == ("failed", True)
    (retry,) = own_machine.rglob("retries/*.json")
    assert json.loads(retry.read_text())["attempts"] == 8
    (outcome,) = Inbox(vault).run()
    assert outcome.status == "created"


def test_r24_r29_a_full_disk_is_no_fault_of_the_drop_however_long_it_lasts(worker, new_vault, put):
    vault = new_vault("v")
    put(vault / "Inbox/a.txt", b"Comfrey.\n")
    for _ in range(8):
        (outcome,) = worker.do(vault, at=4, fault="ENOSPC", lasting=True)["outcomes"]
        assert outcome["status"] == "failed"
        assert "is full: make room" in outcome["error"]
        assert (vault / "Inbox/a.txt").exists()
    (outcome,) = worker.do(vault)["outcomes"]
    assert outcome["status"] == "created"
