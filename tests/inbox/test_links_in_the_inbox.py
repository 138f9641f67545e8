"""Links that lie in the inbox: to places that this machine allows, and back into the vault."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import pytest

from vault_inbox import FetchError, Inbox, Page
from vault_inbox.disk import Disk

TEXT = "The heap is warm below.\n"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder outside the vault with one text that is an hour old."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "heap.txt").write_text(TEXT)
    hour = time.time() - 3600
    os.utime(folder / "heap.txt", (hour, hour))
    return folder


def test_r17_of_an_allowed_link_the_bytes_are_kept_and_the_other_file_stays(vault: Path, elsewhere: Path, inbox) -> None:
    (vault / "Inbox/heap.txt").symlink_to(elsewhere / "heap.txt")
    (outcome,) = inbox(options={"allow_links": [str(elsewhere)]}).run()
    assert outcome.status == "created"
    (original,) = vault.rglob("heap.txt")
    assert (original.is_symlink(), original.read_text()) == (False, TEXT)
    assert not os.path.lexists(vault / "Inbox/heap.txt")
    assert (elsewhere / "heap.txt").read_text() == TEXT
    assert inbox(options={"allow_links": [str(elsewhere)]}).run() == []


def test_r17_an_allowed_folder_is_worked_on_like_the_inbox(vault: Path, elsewhere: Path, inbox) -> None:
    (vault / "Inbox/phone").symlink_to(elsewhere)
    (outcome,) = inbox(options={"allow_links": [str(elsewhere)]}).run()
    assert outcome.status == "created"
    assert not (elsewhere / "heap.txt").exists()
    assert [path.read_text() for path in vault.rglob("heap.txt")] == [TEXT]


@pytest.mark.parametrize("name", ["heap.txt", "phone"])
def test_r17_a_link_that_is_not_allowed_is_left_alone(vault: Path, elsewhere: Path, inbox, name: str) -> None:
    (vault / "Inbox" / name).symlink_to(elsewhere / "heap.txt" if name == "heap.txt" else elsewhere)
    assert inbox().run() == []
    assert (vault / "Inbox" / name).is_symlink()
    assert (elsewhere / "heap.txt").read_text() == TEXT


@pytest.mark.parametrize("target", ["..", "../Notes", "../Notes/Mine.md", "Held", "Failed", "."])
@pytest.mark.parametrize("allowed", [False, True])
def test_r17_a_link_back_into_the_vault_makes_no_drop_of_a_note(vault: Path, write, inbox, target: str, allowed: bool) -> None:
    files = {"Notes/Mine.md": "My note.\n", "Inbox/Held/held.txt": "held\n", "Inbox/Failed/bad.txt": "bad\n"}
    for name, text in files.items():
        write(name, text)
    (vault / "Inbox/link.md").symlink_to(target)
    assert inbox(options={"allow_links": [str(vault.parent)] if allowed else []}).run() == []
    assert {name: (vault / name).read_text() for name in files} == files
    assert sorted(path.name for path in vault.rglob("*.md") if path.is_file() and not path.is_symlink()) == ["Mine.md"]


def test_r17_a_linked_note_of_ours_is_filed_as_a_file(vault: Path, elsewhere: Path, inbox) -> None:
    text = '---\ntype: note\ninbox_id: "00000000000000aa"\n---\n\n# Warm heaps\n\n## content\nThe heap is warm.\n'
    (elsewhere / "Warm heaps.md").write_text(text)
    hour = time.time() - 3600
    os.utime(elsewhere / "Warm heaps.md", (hour, hour))
    (vault / "Inbox/Warm heaps.md").symlink_to("../../elsewhere/Warm heaps.md")
    (outcome,) = inbox(options={"allow_links": [str(elsewhere)]}).run()
    note = vault / outcome.note
    assert (note.is_symlink(), note.read_text(), (elsewhere / "Warm heaps.md").exists()) == (False, text, True)


def test_r17_a_linked_drop_that_fails_lies_in_failed_as_a_file(vault: Path, elsewhere: Path, inbox) -> None:
    (elsewhere / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    hour = time.time() - 3600
    os.utime(elsewhere / "bad.txt", (hour, hour))
    (vault / "Inbox/bad.txt").symlink_to("../../elsewhere/bad.txt")
    (outcome,) = inbox(options={"allow_links": [str(elsewhere)]}).run()
    assert outcome.status == "failed"
    failed = vault / "Inbox/Failed/bad.txt"
    assert (failed.is_symlink(), failed.read_bytes()) == (False, b"\x00\x01\x02" * 50)


def test_r29_a_file_in_the_place_of_failed_keeps_no_drop_from_being_put_away(vault: Path, write, inbox) -> None:
    write("Inbox/Failed", "A drop without an ending.\n")
    write("Inbox/heap.txt", TEXT)
    assert {"heap.txt"} == {Path(outcome.drop).name for outcome in inbox().run() if outcome.status == "created"} - {"Failed"}
    assert not (vault / "Inbox/heap.txt").exists()


class Stubborn(Disk):
    """A disk that lets go of no link in the inbox, as often as it is told to; with `kill` the process ends there."""

    def __init__(self, times: int, error: type[BaseException] = PermissionError) -> None:
        super().__init__()
        self.times, self.error = times, error

    def unlink(self, path: Path) -> None:
        if path.is_symlink() and self.times:
            self.times -= 1
            raise self.error
        super().unlink(path)


@pytest.mark.parametrize("error", [PermissionError, KeyboardInterrupt])
def test_r22_a_linked_drop_that_fails_comes_to_failed_once(vault: Path, elsewhere: Path, inbox, error: type[BaseException]) -> None:
    (elsewhere / "heap.txt").write_bytes(b"\0\1\2")
    hour = time.time() - 3600
    os.utime(elsewhere / "heap.txt", (hour, hour))
    (vault / "Inbox/heap.txt").symlink_to(elsewhere / "heap.txt")
    disk = Stubborn(2 if error is PermissionError else 1, error)
    for _ in range(4):
        with contextlib.suppress(KeyboardInterrupt):
            inbox(options={"allow_links": [str(elsewhere)]}, disk=disk).run()
    assert sorted(path.name for path in (vault / "Inbox/Failed").iterdir()) == ["heap.txt", "heap.txt - not processed.md"]
    assert not os.path.lexists(vault / "Inbox/heap.txt")
    assert (vault / "Inbox/Failed/heap.txt").read_bytes() == b"\0\1\2"


def test_r17_of_a_link_to_a_huge_file_only_the_link_is_moved(vault: Path, elsewhere: Path, inbox) -> None:
    with (elsewhere / "huge.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    hour = time.time() - 3600
    os.utime(elsewhere / "huge.txt", (hour, hour))
    (vault / "Inbox/huge.txt").symlink_to(elsewhere / "huge.txt")
    (outcome,) = inbox(options={"allow_links": [str(elsewhere)]}).run()
    assert outcome.status == "failed"
    assert (vault / "Inbox/Failed/huge.txt").is_symlink()


def test_r16_what_was_read_of_a_link_is_kept_when_its_file_vanishes(vault: Path, elsewhere: Path, inbox) -> None:
    class Vanishing(Disk):
        looks = 0

        def is_being_written(self, path: Path) -> bool:
            self.looks += path.name == "heap.txt"
            written = super().is_being_written(path)
            if self.looks == 2:
                (elsewhere / "heap.txt").unlink(missing_ok=True)
            return written

    (vault / "Inbox/heap.txt").symlink_to(elsewhere / "heap.txt")
    (outcome,) = inbox(options={"allow_links": [str(elsewhere)]}, disk=Vanishing()).run()
    assert outcome.status == "created"
    assert [path.read_text() for path in vault.rglob("heap.txt") if not path.is_symlink()] == [TEXT]


PAGE = "https://example.org/heaps"


def test_r17_a_note_in_an_allowed_linked_folder_is_known_as_any_other(vault: Path, elsewhere: Path, write) -> None:
    def away(url: str) -> Page:
        raise FetchError(url, "the network is away", retryable=True)

    def here(url: str) -> Page:
        return Page(
            url, "text/html", f"<title>Heaps</title><h1>Heaps</h1>{'<p>A heap is warm below, and worms like it there.</p>' * 9}".encode()
        )

    (elsewhere / "heap.txt").unlink()
    (vault / "Far").symlink_to(elsewhere)
    write("Inbox/Far/heaps.txt", f"{PAGE}\n")
    (outcome,) = Inbox(vault, pages=away, options={"allow_links": [str(elsewhere)]}).run()
    assert (outcome.status, outcome.note[:4]) == ("pending", "Far/")
    note = elsewhere / outcome.note.removeprefix("Far/")
    os.utime(note, (time.time() - 3600,) * 2)
    reached = Inbox(vault, pages=here, options={"allow_links": [str(elsewhere)]})
    assert reached.status().pending == (outcome.note,)
    reached.refresh()
    assert "worms like it there" in note.read_text()
    write("Inbox/again.txt", f"{PAGE}?utm_source=x\n")
    (again,) = reached.run()
    assert (again.status, again.note) == ("duplicate", f"Far/{next(elsewhere.glob('*.md')).name}")
