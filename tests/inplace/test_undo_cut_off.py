"""Undo that is cut off at any call of the disk loses nothing, and goes on when it is asked again."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from vault_inbox import FetchError, Inbox, Page
from vault_inbox.disk import Disk

CALLS = ("open", "write", "fsync", "link", "rename", "rename_new", "exchange", "unlink", "mkdir")
LINKS = "- [One](https://e.example.org/1)\n- [Two](https://e.example.org/2)\n"


class Cut(BaseException):
    """The process is killed here."""


class Failing(Disk):
    """A disk that is no more after so many calls, just before or just after the last one."""

    def __init__(self, calls: int, after: bool) -> None:
        self.left, self.after = calls, after


def _cutting(name: str):
    def call(self: Failing, *args: object) -> object:
        if self.left < 0:
            raise Cut
        self.left -= 1
        if self.left < 0 and not self.after:
            raise Cut
        result = getattr(Disk, name)(self, *args)
        if self.left < 0:
            raise Cut
        return result

    return call


for _name in CALLS:
    setattr(Failing, _name, _cutting(_name))


def snapshot(vault: Path) -> dict[str, bytes]:
    return {path.relative_to(vault).as_posix(): path.read_bytes() for path in vault.rglob("*") if path.is_file()}


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
@pytest.mark.parametrize("drop", ["Comfrey makes the compost hot.\n", LINKS], ids=["a text", "a list"])
def test_r22_undo_cut_off_anywhere_goes_on(drop: str, after: bool, vault: Path, write, own_machine: Path) -> None:
    write("Inbox/20250918_114949_phone_Idea.txt", drop)
    Inbox(vault, pages={}.__getitem__).run()
    state = own_machine / "state"
    copies = {folder: folder.with_name(f"{folder.name} copy") for folder in (vault, state)}
    for folder, copy in copies.items():
        shutil.copytree(folder, copy)
    Inbox(vault, pages={}.__getitem__).undo(last_run=True)
    wanted = snapshot(vault)
    for calls in range(200):
        for folder, copy in copies.items():
            shutil.rmtree(folder)
            shutil.copytree(copy, folder)
        try:
            Inbox(vault, pages={}.__getitem__, disk=Failing(calls, after)).undo(last_run=True)
        except Cut:
            pass
        else:
            break
        texts = b"\n".join(snapshot(vault).values())
        assert all(line in texts for line in drop.encode().strip().split(b"\n"))
        work = Inbox(vault, pages={}.__getitem__)
        assert not [result for result in work.undo(last_run=True) if result.did == "refused"]
        with work._open() as opened:
            opened.sweep()
        assert snapshot(vault) == wanted, calls
    assert calls > 10


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_r22_a_try_that_told_another_reason_and_was_cut_off_is_taken_back_with_its_note(after: bool, vault: Path, write, own_machine):
    def asked(reason: str):
        def page(url: str) -> Page:
            raise FetchError(url, reason, retryable=True)

        return page

    write("Inbox/20250918_114949_phone_Idea.txt", "Comfrey makes the compost hot.\n\nhttps://e.example.org/1\n")
    (made,) = Inbox(vault, pages=asked("the site refuses connections")).run()
    write(made.note, (vault / made.note).read_bytes())  # an hour old
    state = own_machine / "state"
    copies = {folder: folder.with_name(f"{folder.name} copy") for folder in (vault, state)}
    for folder, copy in copies.items():
        shutil.copytree(folder, copy)
    told = set()
    for calls in range(500):
        for folder, copy in copies.items():
            shutil.rmtree(folder)
            shutil.copytree(copy, folder)
        disk = Failing(calls, after)
        try:
            Inbox(vault, pages=asked("the page answers 503"), disk=disk).refresh()
        except Cut:
            pass
        else:
            break
        told.add("answers 503" in (vault / made.note).read_text())
        (undone,) = Inbox(vault, pages={}.__getitem__).undo(made.note)
        assert (undone.did, undone.why) == ("trashed", ""), calls
    assert calls > 5
    assert told == {False, True}


def edit(vault: Path, note: str) -> None:
    path = vault / note
    path.write_bytes(path.read_bytes() + b"\nMy own line.\n")


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
@pytest.mark.parametrize("edited", [False, True], ids=["untouched", "edited"])
def test_r22_the_undo_of_a_failed_drop_cut_off_anywhere_goes_on(edited: bool, after: bool, vault: Path, write, own_machine: Path) -> None:
    write("Inbox/sub/a.txt", b"abc\0\0\0def")
    (failed,) = Inbox(vault, pages={}.__getitem__).run()
    if edited:
        edit(vault, failed.note)
    for calls, _ in cut_off_and_asked_again(vault, own_machine / "state", after, last_run=True, keep_edits=edited):
        assert not list((vault / "Inbox/Failed").iterdir()), calls
        assert len(list((vault / "Inbox/Held/sub").iterdir())) == 1 + edited, calls


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_r22_after_an_undo_that_was_cut_off_the_run_before_stays_until_it_is_asked_for_again(after: bool, vault, write, own_machine):
    write("Inbox/a.txt", "Comfrey makes the compost hot.\n")
    (first,) = Inbox(vault, pages={}.__getitem__).run()
    write("Inbox/b.txt", "Nettles feed the tomatoes.\n")
    (second,) = Inbox(vault, pages={}.__getitem__).run()
    told = []
    for calls, results in cut_off_and_asked_again(vault, own_machine / "state", after, last_run=True):
        assert not (vault / second.note).exists(), calls
        if not (vault / first.note).exists():  # what was cut off had told all that it did
            assert [entry["run"].startswith("undo ") for entry in Inbox(vault).log(9)] == [False, False, True, True], calls
        told += [result.why for result in results if result.did == "gone"]
        if any(result.did == "gone" for result in results):
            (result,) = Inbox(vault, pages={}.__getitem__).undo(last_run=True)
            assert (result.did, result.note) == ("trashed", first.note), calls
    assert set(told) == {"all of the last run had been taken back already when that was cut off; asked again, the run before goes"}


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_r22_an_undo_with_an_edited_text_cut_off_anywhere_keeps_one_copy(after: bool, vault: Path, write, own_machine: Path) -> None:
    completed = complete(vault, write)
    edit(vault, completed)
    text = (vault / completed).read_bytes()
    for calls, _ in cut_off_and_asked_again(vault, own_machine / "state", after, keep_edits=True):
        copies = [path for path in (vault / "Unfiled").glob("*(edited)*.md") if b"My own line." in path.read_bytes()]
        assert len(copies) == 1, calls
        assert copies[0].read_bytes().count(b"\n") == text.count(b"\n") - 1  # all but its inbox_id


@pytest.mark.parametrize("asked", ["by name", "last run"])
def test_r22_the_undo_of_a_completion_cut_off_anywhere_goes_on_and_never_takes_the_note(asked, vault: Path, write, own_machine: Path):
    write("Inbox/20250918_114949_phone.txt", "https://e.example.org/1\n")
    (made,) = Inbox(vault, pages=no_answer).run()
    write(made.note, (vault / made.note).read_bytes())  # an hour old
    html = "<title>Compost</title><article><h1>Compost</h1>" + "<p>The worms wait until the sun warms the heap.</p>" * 9
    Inbox(vault, pages=lambda url: Page(url, "text/html", html.encode())).refresh()
    went_on = 0
    for calls in each_call(vault, own_machine):
        note = next((vault / "Unfiled").glob("*.md"))
        name = {"note": note.relative_to(vault).as_posix()} if asked == "by name" else {"last_run": True}
        try:
            Inbox(vault, disk=Failing(calls, after=True)).undo(**name)
        except Cut:
            note = next((vault / "Unfiled").glob("[!.]*.md"))
            name = {"note": note.relative_to(vault).as_posix()} if asked == "by name" else {"last_run": True}
            is_restored = "heap" not in note.read_text()
            is_remembered = not any(b"updated" in file.read_bytes() for file in own_machine.rglob("writes/*/*.json"))
            results = Inbox(vault).undo(**name)
            did = [result.did for result in results]
            if not is_remembered:  # a run that was all but told has nothing left
                assert did == ["restored"] or (asked == "last run" and did == ["gone"]), calls
                went_on += is_restored and did == ["restored"]
                (record,) = own_machine.rglob("records/*/*.json")
                assert list(json.loads(record.read_text())["refused"]) == ["refresh"], calls
        else:
            break
    assert went_on


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_r22_a_note_made_again_after_a_kill_has_no_journal_of_the_one_that_was_deleted(after: bool, vault: Path, write, own_machine: Path):
    (vault / complete(vault, write)).unlink()  # by the user, who shares the page again
    write("Inbox/20250918_114949_phone.txt", "https://e.example.org/1\n")
    state = own_machine / "state"
    for calls in each_call(vault, state):
        try:
            Inbox(vault, pages=no_answer, disk=Failing(calls, after)).run()
        except Cut:
            Inbox(vault, pages=no_answer).run()
            (note,) = (vault / "Unfiled").glob("*.md")
            (undone,) = Inbox(vault, pages=no_answer).undo(note.relative_to(vault).as_posix())
            assert (undone.did, undone.why) == ("trashed", ""), calls
        else:
            break
    assert calls > 5


class NoRoom(Disk):
    """A disk on which no note can be swapped for another."""

    def exchange(self, first: Path, second: Path) -> None:
        if second.suffix == ".md":
            raise OSError(errno.ENOSPC, "No space left on device", str(first))
        super().exchange(first, second)


@pytest.mark.parametrize("edited", [False, True], ids=["untouched", "edited"])
def test_r24_an_undo_that_finds_no_room_leaves_all_as_it_was_however_often(edited: bool, vault: Path, write) -> None:
    completed = complete(vault, write)
    if edited:
        edit(vault, completed)
    before = snapshot(vault)
    for _ in range(3):
        (result,) = Inbox(vault, pages={}.__getitem__, disk=NoRoom()).undo(last_run=True, keep_edits=edited)
        assert result.did == "refused"
        assert snapshot(vault) == before
    (result,) = Inbox(vault, pages={}.__getitem__).undo(last_run=True, keep_edits=edited)
    assert (result.did, bool(result.copy)) == ("restored", edited)
    assert result.note != completed


def complete(vault: Path, write) -> str:
    """A note that waited for its page and got it, with its real name; returns its path."""
    write("Inbox/20250918_114949_phone.txt", "https://e.example.org/1\n")
    (made,) = Inbox(vault, pages=no_answer).run()
    write(made.note, (vault / made.note).read_bytes())  # an hour old
    html = "<title>Compost in winter</title><article><h1>Compost in winter</h1>" + "<p>The worms wait until the sun warms the heap.</p>" * 9
    (done,) = Inbox(vault, pages=lambda url: Page(url, "text/html", html.encode())).refresh()
    assert done.outcome.note != made.note
    return done.outcome.note


def no_answer(url: str) -> Page:
    raise FetchError(url, "the site refuses connections", retryable=True)


def each_call(*folders: Path) -> Iterator[int]:
    """The numbers of the calls at which to cut off, the folders each time as they are at the beginning."""
    copies = {folder: folder.with_name(f"{folder.name} copy") for folder in folders}
    for folder, copy in copies.items():
        shutil.copytree(folder, copy)
    for calls in range(300):
        for folder, copy in copies.items():
            shutil.rmtree(folder)
            shutil.copytree(copy, folder)
        yield calls


def cut_off_and_asked_again(vault: Path, state: Path, after: bool, **asked: object) -> Iterator[tuple[int, list]]:
    """Undo cut off at each call in turn and asked again: gives the number of the call and what the second one did."""
    asked = {"last_run": True, **asked}
    for calls in each_call(vault, state):
        try:
            Inbox(vault, pages={}.__getitem__, disk=Failing(calls, after)).undo(**asked)
        except Cut:
            results = Inbox(vault, pages={}.__getitem__).undo(**asked)
            assert not [result for result in results if result.did == "refused"], calls
            with Inbox(vault)._open() as opened:
                opened.sweep()
            yield calls, results
        else:
            break
    assert calls > 5
