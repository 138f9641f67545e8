"""`keep_originals`: what this machine put away goes after so many days; nothing else ever does."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from vault_inbox import FetchError, Inbox, Page
from vault_inbox.disk import Disk
from vault_inbox.state.kept import Kept, Original

DAYS = 86_400.0
SETTINGS = '```toml\noriginals = "Archive"\nkeep_originals = 30\n```\n'
LINKS = "One\nhttps://a.example.org/x\n\n- [Two](https://b.example.org/x)\n"


@pytest.fixture
def later(monkeypatch):
    """later(days) sets the clock ahead."""
    now = time.time

    def ahead(days: float) -> None:
        monkeypatch.setattr(time, "time", lambda: now() + days * DAYS)

    return ahead


def lying(vault):
    return {path.relative_to(vault).as_posix() for path in (vault / "Archive").rglob("*") if not path.is_dir()}


@pytest.fixture
def archive(vault, write, inbox):
    """A vault with three originals: of a note, of a list of links, of the same bytes again under another name."""
    write("Vault Inbox.md", SETTINGS)
    write("Inbox/20250918_114949_phone_Milk.txt", "Buy milk and bread.\n")
    write("Inbox/20250918_114949_phone_Links.txt", LINKS)
    inbox().run()
    write("Inbox/20250919_114949_phone_Milk_again.txt", "Buy milk and bread.\n")
    assert [outcome.status for outcome in inbox().run()] == ["duplicate"]
    return {f"Archive/2025-09/2025091{name}.txt" for name in ("8_114949_phone_Milk", "8_114949_phone_Links", "9_114949_phone_Milk_again")}


def test_originals_go_after_so_many_days_and_not_before(vault, inbox, archive, later):
    assert lying(vault) == archive
    later(29)
    inbox().run()
    assert lying(vault) == archive
    later(31)
    inbox().run()
    assert lying(vault) == set()


def test_files_of_the_users_stay_whatever_they_are_called(vault, write, inbox, archive, later):
    own = {
        write(name, data).relative_to(vault).as_posix()
        for name, data in {
            "Archive/Letters/Grandma.md": "My own only copy.\n",
            "Archive/2025-09/Note.md": "Mine, in a month.\n",
            "Archive/2025-09/Milk, my copy.txt": "Buy milk and bread.\n",
            "Archive/2024-01/20250918_114949_phone_Milk.txt": "Buy milk and bread.\n",
            "Archive/Letters/Letter.sync-conflict-20250918-114949-ABCDEFG.md": "Twice.\n",
            "Archive/Letters/Letter.md": "Twice.\n",
            "Archive/2025-09/List.sync-conflict-20250918-114949-ABCDEFG.md": "Twice.\n",
            "Archive/2025-09/List.md": "Twice.\n",
            "Archive/loose.md": "At the top.\n",
        }.items()
    }
    later(60)
    inbox().run()
    assert lying(vault) == own


def test_an_original_that_the_user_changed_stays(vault, write, inbox, archive, later):
    changed = "Archive/2025-09/20250918_114949_phone_Milk.txt"
    write(changed, "Buy milk and bread. And my own thoughts on it.\n")
    later(60)
    inbox().run()
    assert lying(vault) == {changed}


def test_a_file_of_the_users_that_has_the_drops_name_and_bytes_stays(vault, write, inbox, later):
    write("Vault Inbox.md", SETTINGS)
    write("Archive/2025-09/20250918_114949_phone_Milk.txt", "Buy milk and bread.\n")
    write("Inbox/20250918_114949_phone_Milk.txt", "Buy milk and bread.\n")
    inbox().run()
    later(60)
    inbox().run()
    assert lying(vault) == {"Archive/2025-09/20250918_114949_phone_Milk.txt"}


@pytest.mark.parametrize("who", ["another machine", "a machine that lost its memory"])
def test_what_this_machine_does_not_know_stays(vault, archive, later, tmp_path, who):
    options = {"state_dir": str(tmp_path / "other"), "machine": "attic" if who == "another machine" else ""}
    later(60)
    Inbox(vault, options={name: value for name, value in options.items() if value}).run()
    assert lying(vault) == archive


def test_what_cannot_be_read_stays_and_the_others_go(vault, inbox, archive, later):
    odd = vault / min(archive)
    odd.unlink()
    odd.mkdir()
    (odd / "mine.txt").write_text("Mine.\n")
    later(60)
    inbox().run()
    assert lying(vault) == {f"{min(archive)}/mine.txt"}


def test_a_drop_that_comes_again_is_kept_as_long_again(vault, write, inbox, later):
    write("Vault Inbox.md", SETTINGS)
    for days in (0, 25):
        later(days)
        write("Inbox/20250918_114949_phone_Milk.txt", "Buy milk and bread.\n", age=3600.0)
        inbox().run()
    later(50)
    inbox().run()
    assert lying(vault) == {"Archive/2025-09/20250918_114949_phone_Milk.txt"}
    later(56)
    inbox().run()
    assert lying(vault) == set()


@pytest.mark.parametrize("drop", ["The milk is to be read of.\n\nhttps://a.example.org/x\n", LINKS])
def test_the_drop_of_a_note_that_waits_for_its_page_stays_until_that_has_come(drop, vault, write, inbox, later):
    def nothing(url: str) -> Page:
        raise FetchError(url, "the site did not answer in time", retryable=True)

    write("Vault Inbox.md", SETTINGS)
    write("Inbox/20250918_114949_phone_Milk.txt", drop)
    write("Inbox/20250918_114949_phone_Milk_and_bread.txt", "Buy milk and bread.\n")
    Inbox(vault, pages=nothing).run()
    assert len(lying(vault)) == 2
    later(31)
    Inbox(vault, pages=nothing).run()
    assert lying(vault) == {"Archive/2025-09/20250918_114949_phone_Milk.txt"}
    page = "".join(f"<p>The milk comes from the neighbour in the morning, and on day {day} it is still warm.</p>" for day in "abcdef")
    page = f"<html><head><title>Milk</title></head><body><article><h1>Milk</h1>{page}</article></body></html>"
    internet = inbox({f"https://{site}.example.org/x": page for site in "ab"})
    assert {result.outcome.status for result in internet.refresh()} <= {"updated", "skipped"}
    assert internet.status().pending == ()
    internet.run()
    assert lying(vault) == set()


def test_forever_keeps_all(vault, write, inbox, archive, later):
    write("Vault Inbox.md", SETTINGS.replace("30", '"forever"'))
    later(4_000)
    inbox().run()
    assert lying(vault) == archive


class Meanwhile(Disk):
    """When the first original goes, another process has just kept the others anew."""

    done = False

    def unlink(self, path: Path) -> None:
        if path.parent.name == "2025-09" and not self.done:
            (known,) = Path(os.environ["VAULT_INBOX_STATE_DIR"]).rglob("originals.jsonl")
            for each in list(Kept(known.parent).all().values()):
                Kept(known.parent).add(Original(each.name, each.inbox_id, time.time()))
            self.done = True
        super().unlink(path)


def test_an_original_that_was_kept_anew_a_moment_ago_stays(vault, inbox, archive, later):
    later(31)
    inbox(disk=Meanwhile()).run()
    assert len(lying(vault)) == len(archive) - 1
    inbox().run()
    assert len(lying(vault)) == len(archive) - 1
    later(62)
    inbox().run()
    assert lying(vault) == set()


def test_what_is_known_of_originals_is_read_as_it_grows(tmp_path):
    mine, others = Kept(tmp_path), Kept(tmp_path)
    one, two, three = (Original(f"2025-09/{name}.txt", name, 1.0) for name in "abc")
    mine.add(one)
    assert list(mine.all().values()) == [one]
    others.add(two)
    assert list(mine.all().values()) == [one, two]
    others.forget(lambda original: original == one)
    assert list(mine.all().values()) == [two]
    mine.add(three)
    assert list(others.all().values()) == [two, three]
    (tmp_path / "originals.jsonl").unlink()
    assert not mine.all()


def test_a_memory_of_originals_that_cannot_be_read_holds_nothing_up(vault, write, inbox):
    for _ in range(2):
        write("Inbox/seed.txt", "The seed is sown.\n")
        (outcome,) = inbox().run()
        (memory,) = Path(os.environ["VAULT_INBOX_STATE_DIR"]).rglob("originals.jsonl")
        if memory.is_file():
            memory.unlink()
            memory.mkdir()
    assert outcome.status == "duplicate"
    assert not (vault / "Inbox/seed.txt").exists()
