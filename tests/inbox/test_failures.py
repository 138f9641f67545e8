"""Drops that cannot become notes, and those that can after all."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from dataclasses import replace

import pytest

from vault_inbox import Inbox, Page
from vault_inbox.disk import Disk
from vault_inbox.reading.pool import Pool


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"half\0binary\0text", "NUL"), (b"x" * 5_000_001, "5 MB")],
    ids=["NUL bytes", "over 5 MB"],
)
def test_r20_a_text_that_is_none_goes_to_failed_with_its_bytes_and_a_reason(vault, write, inbox, data, says):
    write("Inbox/strange.txt", data)
    (outcome,) = inbox().run()
    assert outcome.status == "failed"
    assert says in outcome.error
    assert (vault / "Inbox/Failed/strange.txt").read_bytes() == data
    note = (vault / outcome.note).read_text()
    assert outcome.error in note
    assert inbox().run() == []


@pytest.mark.parametrize("name", ["strange", "Ä long näme " * 16], ids=["short", "long"])
@pytest.mark.parametrize("moved", ["the drop", "the note"])
def test_moving_the_drop_or_its_failure_note_back_retries_it(vault, write, inbox, moved, name):
    write(f"Inbox/{name}.txt", b"half\0binary")
    (failed,) = inbox().run()
    (vault / f"Inbox/Failed/{name}.txt").write_bytes(b"Now it is a text about comfrey.\n")
    back = f"Inbox/Failed/{name}.txt" if moved == "the drop" else failed.note
    target = vault / "Inbox" / back.split("/")[-1]
    (vault / back).rename(target)
    when = time.time() - 3600
    for path in (vault / "Inbox").rglob("*"):
        os.utime(path, (when, when))
    (outcome,) = inbox().run()
    assert outcome.status == "created"
    assert "comfrey" in (vault / outcome.note).read_text()
    assert [path for path in (vault / "Inbox").rglob("*") if path.is_file()] == []


class Reading(Disk):
    """Counts what is read in Failed/."""

    def __init__(self):
        self.failed = 0

    def read_whole(self, path, limit=None):
        self.failed += path.parent.name == "Failed"
        return super().read_whole(path, limit)


def test_what_lies_in_failed_costs_other_drops_nothing(vault, write):
    for number in range(9):
        write(f"Inbox/strange {number}.txt", b"half\0binary")
    assert {outcome.status for outcome in Inbox(vault).run()} == {"failed"}
    write("Inbox/good.txt", "Comfrey makes the compost hot.\n")
    disk = Reading()
    (outcome,) = Inbox(vault, disk=disk).run()
    assert (outcome.status, disk.failed) == ("created", 0)


def test_r20_other_kinds_of_files_stay_where_they_are_and_are_told_once(vault, write, inbox):
    photo = write("Inbox/photo.jpg", b"\xff\xd8\xff")
    (outcome,) = inbox().run()
    assert outcome.status == "skipped"
    assert photo.exists()
    assert inbox().run() == []


def test_r20_another_photo_of_that_name_is_told_of_and_of_those_that_are_gone_nothing_stays(vault, write, inbox, own_machine):
    photo = write("Inbox/IMG_1.jpg", b"\xff\xd8\xff")
    for number in range(9):
        write(f"Inbox/IMG_1{number}.jpg", b"\xff\xd8\xff")
    assert len(inbox().run()) == 10
    for path in (vault / "Inbox").glob("*.jpg"):
        path.unlink()
    assert inbox().run() == []
    assert not [path for path in own_machine.rglob("*.json") if "jpg" in path.read_text()]
    write("Inbox/IMG_1.jpg", b"another")
    assert [(one.status, one.drop) for one in inbox().run()] == [("skipped", "Inbox/IMG_1.jpg")]
    assert photo.exists()


def test_r11_a_file_that_is_empty_again_after_it_was_a_note_is_told_of_again(write, inbox):
    write("Inbox/note.txt", "")
    assert [one.status for one in inbox().run()] == ["skipped"]
    write("Inbox/note.txt", "Comfrey makes the compost hot.\n")
    assert [one.status for one in inbox().run()] == ["created"]
    write("Inbox/note.txt", "")
    assert [one.status for one in inbox().run()] == ["skipped"]
    assert inbox().run() == []


def test_r11_an_empty_file_is_left_alone(vault, write, inbox):
    path = write("Inbox/empty.txt", "")
    (outcome,) = inbox().run()
    assert outcome.status == "skipped"
    assert path.exists()
    assert inbox().run() == []


def test_r02_a_step_that_raises_is_a_warning_and_the_note_is_made(vault, write, inbox):
    def broken(note, ctx):
        raise RuntimeError("out of paper")

    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    (outcome,) = inbox(steps=["title", broken, "tags"]).run()
    assert outcome.status == "created"
    assert any("broken" in warning and "out of paper" in warning for warning in outcome.warnings)


def test_a_reader_that_does_not_start_leaves_its_drop_in_the_inbox_and_its_page_for_later(vault, write, monkeypatch):
    url = "https://rivers.example.org/falls"
    write("Inbox/a.html", "<p>The river falls, and here is what there is to say about it.</p>")
    write("Inbox/b.txt", f"{url}\n")
    inbox = Inbox(vault, pages=lambda url: Page(url, "text/html", b"<p>The river falls."), options={"workers": 7})
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    drop, page = inbox.run()
    assert (drop.status, page.status) == ("failed", "pending")
    assert (vault / "Inbox/a.html").exists()
    monkeypatch.undo()
    assert [outcome.status for outcome in inbox.run()] == ["created"]


def test_r29_a_page_that_our_reader_fails_on_costs_no_other_page_and_is_tried_again(vault, write, monkeypatch):
    good, bad = "https://rivers.example.org/falls", "https://rivers.example.org/rises"
    text = "The river falls slowly in a dry year, and nobody who lives beside it waters a garden before the evening. " * 3
    read = Pool.page
    write("Inbox/a.txt", f"Title: Two\nLink: {bad}\nLink: {good}\n")
    pages = {url: Page(url, "text/html", f"<article><h1>Water</h1><p>{text}{url}</p></article>".encode()) for url in (good, bad)}
    with monkeypatch.context() as broken:
        broken.setattr(Pool, "page", lambda pool, page: read(pool, replace(page, url=5) if page.url == bad else page))
        (outcome,) = Inbox(vault, pages=pages.__getitem__).run()
    assert outcome.status == "pending"
    note = (vault / outcome.note).read_text()
    assert f"{text}{good}" in note
    assert f" {bad}\n> Not fetched yet: the program failed to read the page.\n" in note
    os.utime(vault / outcome.note, (time.time() - 3600,) * 2)
    Inbox(vault, pages=pages.__getitem__).refresh([outcome.note])
    note = (vault / outcome.note).read_text()
    assert f"{text}{good}" in note
    assert f"{text}{bad}" in note
    assert "Not fetched" not in note


@pytest.mark.parametrize(
    ("data", "quoted"),
    [(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\xf8" * 20, False), (b"Comfrey makes the com\0post hot, as \xe4ver.\n", True)],
    ids=["a picture called .txt", "a text with a damaged byte"],
)
def test_a_failure_note_quotes_what_can_be_read(vault, write, inbox, data, quoted):
    write("Inbox/strange.txt", data)
    (outcome,) = inbox().run()
    assert outcome.status == "failed"
    note = (vault / outcome.note).read_text()
    assert ("begins like this" in note, "IHDR" in note, "Comfrey" in note) == (quoted, False, quoted)


@pytest.mark.parametrize("told", [True, False], ids=["run told of it", "nobody told of it"])
def test_an_empty_file_is_told_of_once_by_all_of_run_and_daemons(vault, write, inbox, monkeypatch, caplog, told):
    write("Vault Inbox.md", "```toml\n[watch]\nrescan = 1\nsettle = 0.1\n```\n")
    write("Inbox/empty.txt", "")
    assert not told or [outcome.warnings for outcome in inbox().run()] == [("it is empty",)]
    clock, passed = time.monotonic, 0.0
    monkeypatch.setattr(time, "monotonic", lambda: clock() + passed)
    for _ in range(2):
        stop, signs = threading.Event(), 0

        def alive() -> None:
            nonlocal signs, passed
            signs, passed = signs + 1, passed + 50
            if signs > 5:
                stop.set()  # noqa: B023 - used at once

        assert list(inbox().watch(stop, alive=alive)) == []
    assert caplog.text.count("empty.txt has been empty for a minute") == (not told)
