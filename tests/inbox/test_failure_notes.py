"""The notes in Failed/: they go when their drop is a note, and no word that the user wrote into one is lost."""

from __future__ import annotations

import json
import os
import sys
import time

import launch
import pytest
from click.testing import CliRunner

from vault_inbox.cli.main import cli
from vault_inbox.processing.shared.settings_file import SettingsKeeper
from vault_inbox.vault.files import Files

BAD = b"half\0binary"
REMARK = b"\nAsk Bob for the file again.\n"
NOTE = "Inbox/Failed/strange.txt - not processed.md"


def kept(vault, words=REMARK):
    """Where the user's words lie."""
    return [path.relative_to(vault).as_posix() for path in sorted(vault.rglob("*")) if path.is_file() and words in path.read_bytes()]


def move(vault, source, target):
    path = (vault / source).rename(vault / target)
    os.utime(path, (time.time() - 3600,) * 2)


@pytest.fixture
def failed(vault, write, inbox):
    """A drop that failed."""
    write("Inbox/strange.txt", BAD)
    (outcome,) = inbox().run()
    assert outcome.note == NOTE


@pytest.fixture
def edited(vault, failed):
    """A drop that failed, with a remark in its note."""
    with (vault / NOTE).open("ab") as note:
        note.write(REMARK)


def test_a_note_of_the_users_that_says_failed_drop_becomes_a_note(vault, write, inbox, failed):
    diary = b"---\nfailed_drop: strange.txt\n---\nAll my own words about it, a diary.\n"
    write("Inbox/Diary.md", diary)
    (outcome,) = inbox().run()
    assert (outcome.drop, outcome.status) == ("Inbox/Diary.md", "created")
    assert b"a diary" in (vault / outcome.note).read_bytes()
    assert (vault / "Inbox/Failed/strange.txt").read_bytes() == BAD


@pytest.mark.parametrize("moved", ["the drop", "the note", "both"])
def test_a_remark_outlives_the_success_of_its_drop(vault, write, inbox, edited, moved):
    write("Inbox/Failed/strange.txt", "Mended: comfrey.\n")
    if moved != "the note":
        move(vault, "Inbox/Failed/strange.txt", "Inbox/strange.txt")
    if moved != "the drop":
        move(vault, NOTE, "Inbox/n.md")  # in the order of names before its drop
    outcomes = inbox().run()
    assert [outcome.status for outcome in outcomes] == ["created"]
    (place,) = kept(vault)
    assert place.startswith(".trash/")
    assert place in outcomes[0].warnings[-1]
    assert [path for path in (vault / "Inbox").rglob("*") if path.is_file()] == []


def test_a_remark_outlives_another_failure(vault, inbox, edited):
    move(vault, NOTE, "Inbox/n.md")
    (outcome,) = inbox().run()
    assert outcome.status == "failed"
    assert kept(vault) == [NOTE]
    assert outcome.note == NOTE.replace(".md", " 1.md")


def test_a_note_whose_drop_was_deleted_goes_when_it_is_moved_back(vault, inbox, failed):
    (vault / "Inbox/Failed/strange.txt").unlink()
    move(vault, NOTE, "Inbox/strange.txt - not processed.md")
    (outcome,) = inbox().run()
    assert (outcome.status, outcome.note) == ("skipped", None)
    assert "no longer in Inbox/Failed" in outcome.warnings[0]
    assert [path for path in (vault / "Inbox").rglob("*") if path.is_file()] == []


def test_a_remark_in_a_note_whose_drop_was_deleted_stays(vault, inbox, edited):
    (vault / "Inbox/Failed/strange.txt").unlink()
    move(vault, NOTE, "Inbox/strange.txt - not processed.md")
    (outcome,) = inbox().run()
    assert outcome.status == "failed"
    assert "Inbox/Failed/strange.txt - not processed.md" in kept(vault)


def test_a_drop_is_tried_again_in_the_folder_that_its_note_is_moved_to(vault, write, inbox):
    write("24-computing/a.md", "My own note about cables.\n")
    write("Inbox/24-computing/strange.txt", BAD)
    inbox().run()
    write("Inbox/Failed/strange.txt", "Mended: comfrey.\n")
    write("Inbox/24-computing/strange 1.txt", "Another thought.\n")
    (vault / "Inbox/24-computing").mkdir(exist_ok=True)
    move(vault, NOTE, "Inbox/24-computing/n.md")
    outcomes = inbox().run()
    assert [(outcome.status, outcome.note.split("/")[0]) for outcome in outcomes] == [("created", "24-computing")] * 2
    assert outcomes[0].drop == "Inbox/24-computing/strange.txt"
    assert not [path for path in (vault / "Inbox").rglob("*") if path.is_file()]


def test_undo_gives_a_failed_drop_back_into_its_folder(vault, write, inbox):
    write("24-computing/a.md", "My own note about cables.\n")
    write("Inbox/24-computing/strange.txt", BAD)
    inbox().run()
    (result,) = inbox().undo(last_run=True)
    assert (result.did, result.drop) == ("held", "Inbox/Held/24-computing/strange.txt")
    assert (vault / result.drop).read_bytes() == BAD


def test_a_second_failure_leaves_one_note(vault, write, inbox, failed):
    write("Inbox/Failed/strange.txt", b"other\0bytes")
    move(vault, NOTE, "Inbox/n.md")
    (outcome,) = inbox().run()
    assert outcome.status == "failed"
    assert [path.name for path in (vault / "Inbox/Failed").glob("*.md")] == [outcome.note.rpartition("/")[2]]
    assert "other" in (vault / outcome.note).read_text()


def test_undo_refuses_where_the_user_wrote_into_the_failure_note(vault, inbox, edited):
    (undone,) = inbox().undo(last_run=True)
    assert undone.did == "refused"
    assert kept(vault) == [NOTE]
    (undone,) = inbox().undo(last_run=True, keep_edits=True)
    assert (undone.did, undone.drop) == ("held", "Inbox/Held/strange.txt")
    assert kept(vault) == [undone.copy]


ODD = {
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo if hasattr(os, "mkfifo") else None,
    "a dangling link": lambda path: path.symlink_to("/nowhere/x.md"),
    "a link that leads out": lambda path: path.symlink_to("/etc/hostname"),
}


@pytest.mark.skipif(os.name == "nt", reason="no pipes")
@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", ["old.md", "milk.txt - not processed.md", "strange.txt - not processed.md"])
def test_an_odd_entry_in_failed_stops_nothing(vault, write, inbox, kind, name):
    (vault / "Inbox/Failed").mkdir()
    ODD[kind](vault / "Inbox/Failed" / name)
    write("Inbox/milk.txt", "Buy milk and bread.\n")
    write("Inbox/strange.txt", BAD)
    assert [outcome.status for outcome in inbox().run()] == ["created", "failed"]
    assert inbox().run() == []
    assert os.path.lexists(vault / "Inbox/Failed" / name)


def test_only_notes_about_this_drop_are_read(vault, write, inbox):
    unread = [write(f"Inbox/Failed/d{number}.txt - not processed.md", "---\nfailed_drop: x\n---\n") for number in range(9)]
    for path in unread:
        os.utime(path, ns=(1, 1_700_000_000_000_000_000))  # an access would move the first time up, whatever the mount says
    write("Inbox/milk.txt", "Buy milk and bread.\n")
    inbox().run()
    assert {path.stat().st_atime_ns for path in unread} == {1}


def test_a_copy_of_one_of_our_notes_lies_in_failed_with_a_reason(vault, write, inbox):
    write("Inbox/a.txt", "Alpha words.\n")
    (made,) = inbox().run()
    copy = (vault / made.note).read_bytes()
    write("Inbox/a copy.md", copy)
    (outcome,) = inbox().run()
    assert (outcome.status, outcome.note) == ("failed", "Inbox/Failed/a copy.md - not processed.md")
    assert made.note in (vault / outcome.note).read_text()
    assert (vault / "Inbox/Failed/a copy.md").read_bytes() == copy
    assert inbox().run() == []


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_utf_8_leads_back_to_its_file(vault, inbox):
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (vault / "Inbox" / name).write_bytes(BAD)
    except OSError:
        pytest.skip("this file system takes no such names")
    os.utime(vault / "Inbox" / name, (1_700_000_000,) * 2)
    (outcome,) = inbox().run()
    assert r"caf\xe9.txt" in (vault / outcome.note).read_text()
    (vault / "Inbox/Failed" / name).write_text("Mended: comfrey.\n")
    move(vault, outcome.note, "Inbox/n.md")
    os.utime(vault / "Inbox/Failed" / name, (1_700_000_000,) * 2)
    (again,) = inbox().run()
    assert again.status == "created"
    assert [path for path in (vault / "Inbox").rglob("*") if path.is_file()] == []


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_json_on_stdout_is_utf_8_whatever_the_file_names(vault, write):
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        write(f"Inbox/{name}", BAD)
    except OSError:
        pytest.skip("this file system takes no such names")
    command = [sys.executable, "-m", "vault_inbox", "run", str(vault), "--json"]
    done = launch.run(command, capture_output=True, check=False, env={**os.environ, "VAULT_INBOX_OFFLINE": "1"})
    assert json.loads(done.stdout.decode("utf-8"))["drop"] == f"Inbox/{name}"
    write(f"Inbox/{name}", BAD + b"2")
    done = launch.run(command[:-1], capture_output=True, check=False, env={**os.environ, "VAULT_INBOX_OFFLINE": "1"})
    assert r"Inbox/caf\xe9.txt" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("words", [b"", REMARK], ids=["untouched", "edited"])
def test_a_run_takes_away_the_notice_about_settings_that_are_mended(vault, write, inbox, words):
    write("Vault Inbox.md", "```toml\nbogus = 1\n```\n")
    keeper = SettingsKeeper(vault, vault.parent / "keeper")
    keeper.tell(Files(vault), keeper.current())
    notice = vault / "Inbox/Failed/Settings not read.md"
    with notice.open("ab") as file:
        file.write(words)
    write("Vault Inbox.md", "```toml\n[watch]\nsettle = 1.0\n```\n")
    inbox().run()
    assert not notice.exists()
    trash = vault / ".trash/Settings not read.md"
    assert trash.read_bytes().endswith(words) if words else not trash.exists()


def test_a_failure_note_of_the_first_versions_is_kept_and_nothing_is_said_of_it(vault, write, inbox, failed):
    """It bears no checksum, so nobody can tell whether words were added."""
    note = vault / NOTE
    lines = [line for line in note.read_bytes().split(b"\n") if not line.startswith(b"checksum:")]
    note.write_bytes(b"\n".join(lines))
    write("Inbox/Failed/strange.txt", "Mended: comfrey.\n")
    move(vault, "Inbox/Failed/strange.txt", "Inbox/strange.txt")
    (outcome,) = inbox().run()
    assert (outcome.status, outcome.warnings) == ("created", ())
    assert not note.exists()
    assert (vault / ".trash" / note.name).read_bytes() == b"\n".join(lines)


def test_a_failure_note_names_a_file_and_no_folder(vault, write, inbox, failed):
    text = (vault / NOTE).read_text().replace("failed_drop: strange.txt", 'failed_drop: ".."')
    write("Inbox/odd.md", text)
    (outcome,) = inbox().run()
    assert (outcome.drop, outcome.status) == ("Inbox/odd.md", "created")


def test_each_failed_drop_counts_once_and_what_else_lies_in_failed_does_not(vault, write, inbox, edited):
    write("Inbox/strange.md", BAD)
    inbox().run()
    write("Vault Inbox.md", "```toml\nnonsense = 1\n```\n")
    keeper = SettingsKeeper(vault, vault.parent / "keeper")
    keeper.tell(Files(vault), keeper.current())
    (vault / "Vault Inbox.md").unlink()
    assert (vault / "Inbox/Failed/Settings not read.md").exists()
    write("Inbox/Failed/mine.md", "Ask Bob.\n")
    write("Inbox/Failed/strange.txt - not processed (conflict).md", (vault / NOTE).read_bytes())
    assert inbox().status().failed == ("Inbox/Failed/strange.md - not processed.md", NOTE)
    assert "2 drops: Inbox/Failed/strange.md" in CliRunner().invoke(cli, ["doctor", str(vault)]).output
