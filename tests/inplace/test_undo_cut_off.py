"""Undo that is cut off at any call of the disk loses nothing, and goes on when it is asked again."""

from __future__ import annotations

import shutil
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
