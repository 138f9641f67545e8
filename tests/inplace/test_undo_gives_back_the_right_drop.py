"""Undo of the last run gives back the very drops of that run; where it cannot tell now, it refuses and takes back no older run."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from vault_inbox import Page
from vault_inbox.disk import Disk
from vault_inbox.processing.by_hand.holding import is_named

URL = "https://garden.example.org/a"
PAGES = {URL: "<title>Compost</title><article><h1>Compost</h1>" + "<p>The worms go down to where the frost does not reach.</p>" * 9}


class Refusing(Disk):
    """A disk on which files of one name cannot be read."""

    def __init__(self, name: str) -> None:
        self.name = name

    def read_whole(self, path: Path, limit: int | None = None) -> bytes:
        if path.name == self.name:
            raise PermissionError(13, "Permission denied", str(path))
        return super().read_whole(path, limit)


def held(vault: Path) -> dict[str, bytes]:
    folder = vault / "Inbox/Held"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


@pytest.fixture
def second(write, inbox):
    """A note of the page, then a run of which `two.txt` is a duplicate by that page; returns the note."""
    write("Inbox/one.txt", f"{URL}\n")
    (first,) = inbox(PAGES).run()
    write("Inbox/two.txt", f"{URL}\n\n")
    (outcome,) = inbox(PAGES).run()
    assert outcome.status == "duplicate"
    return first.note


@pytest.mark.parametrize("ids", [True, False], ids=["history", "history of an earlier version"])
def test_an_original_that_cannot_be_read_now_is_refused_and_no_older_run_is_taken_back(ids, second, vault, inbox, own_machine):
    if not ids:
        forget_ids(own_machine)
    (result,) = inbox(PAGES, disk=Refusing("two.txt")).undo(last_run=True)
    assert (result.did, "may not read or write" in result.why) == ("refused", True)
    assert (vault / second).exists()
    (result,) = inbox(PAGES).undo(last_run=True)
    assert (result.did, held(vault)) == ("held", {"two.txt": f"{URL}\n\n".encode()})


def test_a_month_of_originals_that_cannot_be_listed_is_refused(second, vault, inbox, monkeypatch):
    listdir = os.listdir

    def refuse(path):
        if "/originals/" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return listdir(path)

    work = inbox(PAGES)
    with monkeypatch.context() as patched:
        patched.setattr(os, "listdir", refuse)
        (result,) = work.undo(last_run=True)
    assert (result.did, (vault / second).exists(), held(vault)) == ("refused", True, {})


def forget_ids(machine: Path) -> None:
    """Write the history as earlier versions did."""
    for path in (machine / "state").rglob("history.jsonl"):
        entries = [json.loads(line) for line in path.read_text().split("\n") if line]
        lines = [{name: value for name, value in entry.items() if name not in {"inbox_id", "file_id"}} for entry in entries]
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))


def test_a_duplicate_with_the_name_of_the_first_drop_comes_back_with_its_own_bytes(vault, write, inbox):
    write("Inbox/one.txt", f"{URL}\n")
    inbox(PAGES).run()
    write("Inbox/one.txt", f"{URL}\n\n")
    inbox(PAGES).run()
    inbox(PAGES).undo(last_run=True)
    assert held(vault) == {"one.txt": f"{URL}\n\n".encode()}


def test_a_list_of_known_links_comes_back_with_its_own_bytes(vault, write, inbox):
    pages = {f"{URL}{each}": PAGES[URL].replace("Compost", f"Compost {each}") for each in "bc"}
    links = "".join(f"- {url}\n" for url in pages)
    for text in (links, f"\n{links}"):
        write("Inbox/links.txt", text)
        assert len(inbox(pages).run()) == 2
    assert {result.did for result in inbox(pages).undo(last_run=True)} == {"held"}
    assert held(vault) == {"links.txt": f"\n{links}".encode()}


@pytest.mark.parametrize("ids", [True, False], ids=["history", "history of an earlier version"])
def test_the_original_of_another_machines_note_is_not_taken(ids, vault, write, inbox, own_machine, monkeypatch):
    write("Inbox/first.txt", f"{URL}\n")
    inbox(PAGES).run()
    write("Inbox/Rye.txt", f"{URL}\n\n")
    inbox(PAGES).run()
    with monkeypatch.context() as other:
        other.setenv("VAULT_INBOX_STATE_DIR", str(own_machine / "other"))
        write("Inbox/Rye 2.txt", "A thought on the second loaf of rye.\n")
        (theirs,) = inbox(PAGES).run()
    if not ids:
        forget_ids(own_machine)
    inbox(PAGES).undo(last_run=True)
    assert held(vault) == {"Rye.txt": f"{URL}\n\n".encode()}
    assert [path.name for path in vault.rglob("originals/*/Rye*")] == ["Rye 2.txt"]
    assert (vault / theirs.note).exists()


def test_asked_again_no_older_note_of_the_same_path_is_taken_back(vault, write, inbox):
    write("Inbox/one.txt", "The first thought about heaps.\n")
    (old,) = inbox().run()
    (vault / old.note).unlink()
    write("Inbox/one.txt", "Quite another idea on worms.\n")
    write("Inbox/two.txt", "And a third about leaves.\n")
    one, two = inbox().run()
    assert one.note == old.note
    note = vault / two.note
    note.write_text(note.read_text() + "mine\n")
    assert sorted(result.did for result in inbox().undo(last_run=True)) == ["refused", "trashed"]
    assert [result.did for result in inbox().undo(last_run=True)] == ["refused"]
    assert held(vault) == {"one.txt": b"Quite another idea on worms.\n"}


def test_the_originals_are_listed_once_however_many_duplicates_there_are(vault, write, inbox, monkeypatch):
    write("Inbox/first.txt", f"{URL}\n")
    inbox(PAGES).run()
    for number in range(9):
        write(f"Inbox/{number}.txt", f"{URL}?utm_source={number}\n")
    assert {outcome.status for outcome in inbox(PAGES).run()} == {"duplicate"}
    listdir, listed = os.listdir, []
    work = inbox({URL: Page(URL, "text/html", PAGES[URL].encode())})
    monkeypatch.setattr(os, "listdir", lambda path=".": (listed.append(str(path)), listdir(path))[1])
    assert [result.did for result in work.undo(last_run=True)] == ["held"] * 9
    assert len([path for path in listed if "/originals/" in path]) == 1


@pytest.mark.parametrize("other", ["Re 2.txt", "Report of May 2.md", "Report of Mayday 2.txt"])
def test_a_file_in_held_that_is_called_a_little_like_a_failed_drop_is_not_that_drop(other, vault, write, inbox, look):
    write("Inbox/Report of May.txt", b"abc\0\0")
    (outcome,) = inbox().run()
    assert outcome.status == "failed"
    (vault / "Inbox/Failed/Report of May.txt").unlink()
    write(f"Inbox/Held/{other}", "Something else.\n")
    before = look()
    assert inbox().undo(last_run=True) == []
    assert look() == before


@pytest.mark.parametrize(
    ("path", "name", "is_so"),
    [
        ("Report.txt", "Report.txt", True),
        ("REPORT 12.TXT", "Report.txt", True),
        ("Report 2.pdf", "Report.txt", False),
        ("R 2.txt", "Report.txt", False),
        ("Report.txt", "Report 2.txt", False),
        (f"{'a' * 240} 2.txt", f"{'a' * 250}.txt", False),
        (f"{'a' * 234} 2.txt", f"{'a' * 250}.txt", True),  # as `free_name` cuts it
        (f"{'a' * 231} 2.txt", f"{'a' * 250}.txt", True),  # as the originals do
    ],
)
def test_a_numbered_name_is_known_by_its_whole_stem(path, name, is_so):
    assert is_named(Path(path), name) is is_so
