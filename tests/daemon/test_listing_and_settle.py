from __future__ import annotations

import contextlib
import os
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest

from vault_inbox.daemon.listing import Found, is_placeholder, list_all, list_files, never_a_drop
from vault_inbox.daemon.settle import Settle


@pytest.mark.parametrize(
    "name",
    [
        ".hidden",
        ".DS_Store",
        "~$letter.docx",
        ".~lock.a#",
        "._a.txt",
        ".syncthing.a.txt.tmp",
        "~syncthing~a.txt.tmp",
        ".goutputstream-X1",
        ".#a.md",
        ".fuse_hidden01",
        ".nfs0001",
        "a.txt~",
        "a.tmp",
        "a.TEMP",
        "a.part",
        "a.filepart",
        "a.partial",
        "a.crdownload",
        "a.download",
        "a.opdownload",
        "a.!sync",
        "a.!ut",
        "a.swp",
        "a.swo",
        "a.swx",
        "a.kate-swp",
        ".a.txt.icloud",
        "a.icloud",
        "a.lock",
        "a.lnk",
        "4913",
        "Thumbs.db",
        "thumbs.DB",
        "desktop.ini",
        ".~vi-m-1-0000000000000000.tmp",
    ],
)
def test_r12_never_a_drop(name: str) -> None:
    assert never_a_drop(name)


@pytest.mark.parametrize(
    ("status", "waits"),
    [
        ({"st_flags": 0x40000000}, True),
        ({"st_flags": 0x20}, False),
        ({"st_file_attributes": 0x00400020}, True),
        ({"st_file_attributes": 0x00040020}, True),
        ({"st_file_attributes": 0x20}, False),
        ({}, False),
    ],
    ids=["macOS without data", "macOS", "Windows without data", "Windows, a folder's kind", "Windows", "Linux"],
)
def test_r14_a_file_whose_data_lies_in_a_cloud_is_known_by_its_status(status: dict[str, int], waits: bool) -> None:
    assert is_placeholder(SimpleNamespace(**status)) is waits


class Clouded:
    """An entry of a folder as macOS tells of it, where the data of `cloud.txt` lies in iCloud only."""

    def __init__(self, entry: os.DirEntry[str]) -> None:
        self.name, self.path = entry.name, entry.path
        self.is_dir, self.is_symlink, self._stat = entry.is_dir, entry.is_symlink, entry.stat

    def stat(self, *, follow_symlinks: bool = True) -> SimpleNamespace:
        told = self._stat(follow_symlinks=follow_symlinks)
        known = {name: getattr(told, name) for name in ("st_mode", "st_size", "st_mtime_ns", "st_ino")}
        return SimpleNamespace(**known, st_flags=0x40000000 if self.name == "cloud.txt" else 0)


def test_r14_a_listing_passes_over_what_lies_in_a_cloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("cloud.txt", "here.txt"):
        (tmp_path / name).write_text("x")
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda folder: contextlib.nullcontext([Clouded(entry) for entry in scandir(folder)]))
    found = list(list_files(tmp_path))
    monkeypatch.undo()
    assert [each.path.name for each in found] == ["here.txt"]


@pytest.mark.parametrize("name", ["a.txt", "a", "a.md", "49130", "part.txt", "a.lock.md", "~a.txt", "temp", "a.tmp.txt", "a.url"])
def test_r12_a_drop(name: str) -> None:
    assert not never_a_drop(name)


def names(root: Path, *args: object) -> list[str]:
    return [found.path.relative_to(root).as_posix() for found in list_files(root, *args)]  # type: ignore[arg-type]


def test_the_listing_finds_drops_in_sub_folders_and_leaves_out_the_rest(tmp_path: Path) -> None:
    for folder in ("b/c", "Failed", ".obsidian", ".stversions", "@eaDir", "__MACOSX", "b/Held"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "x.txt").write_text("x")
    (tmp_path / "a.txt").write_text("abc")
    (tmp_path / "a.tmp").write_text("abc")
    assert names(tmp_path, [tmp_path / "Failed", tmp_path / "b" / "Held"]) == ["a.txt", "b/c/x.txt"]
    status = (tmp_path / "a.txt").stat()
    assert next(list_files(tmp_path)) == Found(tmp_path / "a.txt", 3, status.st_mtime_ns, status.st_ino)
    assert list_all(tmp_path, [tmp_path / "Failed", tmp_path / "b" / "Held"])[1] == [tmp_path, tmp_path / "b", tmp_path / "b" / "c"]


def test_r18_what_is_no_regular_file_is_passed_over_without_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind("socket.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "real.txt").write_text("x")
    assert names(tmp_path) == ["real.txt"]


def test_r17_links_are_followed_only_where_allowed(tmp_path: Path) -> None:
    inbox, outside = tmp_path / "Inbox", tmp_path / "outside"
    inbox.mkdir()
    outside.mkdir()
    (outside / "far.txt").write_text("x")
    (inbox / "folder").symlink_to(outside)
    (inbox / "file.txt").symlink_to(outside / "far.txt")
    (outside / "circle").symlink_to(inbox)
    assert names(inbox) == []
    assert names(inbox, (), lambda real: real.is_relative_to(outside)) == ["file.txt", "folder/far.txt"]
    assert sorted(names(inbox, (), lambda real: True)) == ["file.txt", "folder/far.txt"]


def test_a_root_that_cannot_be_listed_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(list_files(tmp_path / "none"))


A, B = Path("a.txt"), Path("b.md")


def file(path: Path = A, size: int = 3, mtime: int = 1, inode: int = 1) -> Found:
    return Found(path, size, mtime, inode)


def test_r10_a_file_is_ready_after_two_equal_looks_and_the_settle_time() -> None:
    settle = Settle(2.0)
    assert settle.look([file()], 0.0) == []
    assert settle.look([file()], 1.9) == []
    assert settle.look([file()], 2.0) == [file()]


def test_r10_one_look_is_never_enough() -> None:
    settle = Settle(0.0)
    assert settle.look([file()], 100.0) == []
    assert settle.look([file()], 100.0) == [file()]


@pytest.mark.parametrize("changed", [file(size=4), file(mtime=2), file(inode=2)])
def test_r10_any_change_starts_the_wait_anew(changed: Found) -> None:
    settle = Settle(2.0)
    settle.look([file()], 0.0)
    assert settle.look([changed], 3.0) == []
    assert settle.look([changed], 4.9) == []
    assert settle.look([changed], 5.0) == [changed]


def test_r10_the_time_that_a_slow_listing_took_is_no_rest() -> None:
    settle = Settle(2.0)
    assert settle.look([file()], 0.0, 30.0) == []
    assert settle.look([file()], 31.9, 33.0) == []
    assert settle.look([file()], 33.0, 34.0) == [file()]


def test_r08_each_state_of_a_file_is_handed_out_once() -> None:
    settle = Settle(1.0)
    settle.look([file()], 0.0)
    assert settle.look([file()], 1.0) == [file()]
    assert settle.look([file()], 2.0) == [file()]  # not handed yet
    settle.handed(file())
    assert settle.look([file()], 9.0) == []
    assert settle.wait(9.0) is None
    settle.look([file(size=9)], 10.0)
    assert settle.look([file(size=9)], 11.0) == [file(size=9)]


def test_a_file_that_went_and_came_back_waits_again() -> None:
    settle = Settle(1.0)
    settle.look([file()], 0.0)
    settle.handed(file())
    settle.look([], 1.0)
    assert settle.look([file()], 2.0) == []
    assert settle.look([file()], 3.0) == [file()]


def test_r10_where_someone_may_be_typing_the_wait_is_longer() -> None:
    asked: list[Path] = []

    def is_slow(path: Path) -> bool:
        asked.append(path)
        return path == B

    settle = Settle(2.0, 60.0, is_slow)
    both = [file(), file(B)]
    settle.look(both, 0.0)
    assert asked == []
    assert settle.look(both, 2.0) == [file()]
    settle.handed(file())
    assert settle.wait(2.0) == 58.0
    assert settle.look(both, 59.9) == []
    assert settle.look(both, 60.0) == [file(B)]
    assert asked == [A, B]


def test_r11_an_empty_file_waits_and_is_told_once() -> None:
    settle = Settle(2.0)
    empty = [file(size=0)]
    settle.look(empty, 0.0)
    assert settle.look(empty, 30.0) == []
    assert settle.empties(59.9) == []
    assert settle.wait(30.0) == 30.0
    assert settle.look(empty, 60.0) == []
    assert settle.empties(60.0) == [A]
    assert settle.empties(61.0) == []
    assert settle.wait(61.0) is None
    settle.look([file()], 70.0)
    assert settle.look([file()], 72.0) == [file()]


def test_files_come_in_the_order_of_their_names_without_endings(tmp_path: Path) -> None:
    for name in ("x 2.txt", "x.txt", "x (Tom's conflicted copy 2025-09-18).txt", "w.txt"):
        (tmp_path / name).write_text("words")
    assert names(tmp_path) == ["w.txt", "x.txt", "x (Tom's conflicted copy 2025-09-18).txt", "x 2.txt"]
