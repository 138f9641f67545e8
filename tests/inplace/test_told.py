"""What is told of notes that exist has the form of what was told when they were made: their drop, their part, the time it took."""

from __future__ import annotations

import json
import os
import shutil

import pytest
from click.testing import CliRunner

from vault_inbox import Inbox, Page
from vault_inbox.cli.main import cli

LINKS = "One thing\nhttps://e.org/1\n\nAnother thing\nhttps://e.org/2\n"
ARTICLE = "<article><h1>Heap</h1><p>" + "What the worms of the heap do below the frost in winter, and why. " * 9 + "</p></article>"


class Site:
    """Every page of it can be had, or none."""

    def __init__(self):
        self.up = False

    def __call__(self, url):
        if not self.up:
            raise OSError("no network")
        return Page(url, "text/html", ARTICLE.replace("Heap", f"Heap {url[-1]}").encode())


@pytest.fixture
def due(own_machine):
    """due() makes every page that is waited for due now."""

    def hurry():
        for path in (own_machine / "state").rglob("retries/*.json"):
            path.write_text(json.dumps({**json.loads(path.read_text()), "due": 0.0}))

    return hurry


@pytest.mark.parametrize("folder", ["Inbox", "Inbox/12-garden"])
def test_a_page_that_is_tried_again_is_told_like_the_first_time(vault, write, quiet, due, folder):
    site = Site()
    write(f"{folder}/l.txt", LINKS)
    first = Inbox(vault, pages=site).run()
    assert {(each.drop, each.part, each.status) for each in first} == {(f"{folder}/l.txt", part, "pending") for part in ("1/2", "2/2")}
    for up, status in ((False, "pending"), (True, "updated")):
        quiet()
        due()
        site.up = up
        again = Inbox(vault, pages=site).run()
        assert {(each.drop, each.part, each.status) for each in again} == {(f"{folder}/l.txt", part, status) for part in ("1/2", "2/2")}
        assert all(each.seconds > 0 for each in again)
    (undone,) = {each.did for each in Inbox(vault, pages=site).undo(last_run=True)}
    assert undone == "restored"


@pytest.mark.parametrize("memory", ["kept", "lost"])
def test_a_refresh_names_every_note_s_drop(vault, write, inbox, quiet, own_machine, memory):
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    inbox().run()
    quiet()
    if memory == "lost":
        shutil.rmtree(own_machine / "state")
    for _ in range(2):
        (result,) = inbox().refresh()
        assert (result.outcome.drop, result.outcome.part, result.outcome.note) == ("Inbox/idea.txt", "1/1", "Unfiled/idea.md")


@pytest.mark.parametrize("drop", ["", "l.txt"])
def test_what_an_earlier_version_told_of_a_note_in_place_is_taken_back_as_that(vault, write, quiet, due, own_machine, drop):
    site = Site()
    write("Inbox/l.txt", "https://e.org/1\n")
    Inbox(vault, pages=site).run()
    before = {path: path.read_bytes() for path in vault.glob("Unfiled/*.md")}
    quiet()
    due()
    site.up = True
    Inbox(vault, pages=site).run()
    (log,) = (own_machine / "state").rglob("history*.jsonl")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert lines[-1].pop("in_place")
    lines[-1]["drop"] = drop
    log.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    assert [each.did for each in Inbox(vault, pages=site).undo(last_run=True)] == ["restored"]
    assert {path: path.read_bytes() for path in vault.glob("Unfiled/*.md")} == before


def test_a_refresh_leaves_the_sender_of_a_mail_where_it_is(vault, write, inbox):
    mail = "From: Letters [on] Notes <l@l.example>\nSubject: Slips\nContent-Type: text/plain\n\nReview ten slips a week, says the letter.\n"
    write("Inbox/letter.eml", mail)
    (made,) = inbox().run()
    note = vault / made.note
    before = note.read_bytes()
    assert b"processed from e-mail: " in before
    os.utime(note, (note.stat().st_mtime - 600,) * 2)
    list(inbox().refresh())
    assert note.read_bytes() == before


def test_what_is_adopted_or_taken_back_names_its_drop_and_its_note(vault, write, inbox, quiet):
    write("Old.md", "---\nsource: inbox_processing\noriginal_file: old.txt\n---\n\n## content\nAn old text.\n")
    write("Bare.md", "---\nsource: inbox_processing\n---\n\n## content\nOf a drop that nobody knows.\n")
    write("Inbox/l.txt", LINKS)
    Inbox(vault, pages=Site()).run()
    quiet()
    result = CliRunner().invoke(cli, ["adopt", str(vault)])
    assert result.stdout.split("\n")[:2] == ["~ Bare.md (updated)", "~ Inbox/old.txt -> Old.md (updated)"]
    quiet()
    inbox({"https://e.org/1": ARTICLE, "https://e.org/2": ARTICLE}).refresh()
    inbox().undo(last_run=True)
    inbox().undo(last_run=True)
    logged = CliRunner().invoke(cli, ["log", str(vault), "--json"]).stdout
    undone = [entry for entry in map(json.loads, logged.strip().split("\n")) if entry["run"].startswith("undo ")]
    assert {(entry["drop"], entry["part"]) for entry in undone} == {
        ("Inbox/l.txt", "1/2"), ("Inbox/l.txt", "2/2"), ("Inbox/old.txt", "1/1"), ("", "1/1"),
    }  # fmt: skip


@pytest.mark.parametrize("pending", [False, True], ids=["a finished note", "a note that waits for its page"])
def test_an_original_with_a_time_that_no_calendar_has_costs_no_note(vault, write, inbox, quiet, own_machine, pending):
    write("Inbox/a.txt", "Comfrey makes the compost hot.\n")
    write("Inbox/b.txt", "https://e.org/1\n" if pending else "Rhubarb does not.\n")
    site = Site()
    Inbox(vault, pages=site).run()
    quiet()
    shutil.rmtree(own_machine / "state")
    for original in vault.rglob("originals/*/b.txt"):
        os.utime(original, (10**12, 10**12))
    site.up = True
    Inbox(vault, pages=site).refresh()  # the first time only records what stands
    quiet()
    told = {each.outcome.drop: each.outcome.error for each in Inbox(vault, pages=site).refresh()}
    assert told == {"Inbox/a.txt": None, "Inbox/b.txt": None}
