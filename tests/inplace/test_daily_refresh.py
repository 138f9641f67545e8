"""What the daemon brings up to date by itself, and how often."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from vault_inbox.disk import Disk
from vault_inbox.processing.upkeep.daily import Daily

IDEA = "Comfrey manure ferments for three weeks in the rain barrel behind the shed.\n"
BETTER = "# Comfrey manure\n\nComfrey manure in the rain barrel: how long it ferments, and how it is thinned.\n"


def settings(write, auto: str) -> None:
    write("Vault Inbox.md", f'```toml\n[refresh]\nauto = "{auto}"\n[watch]\nrescan = 1\nsettle = 0.1\n```\n')


def watched(inbox, until: int = 1, looks: int = 30) -> list:
    """The first outcomes of a daemon, or what it made until it had looked often enough."""
    stop, found, seen = threading.Event(), [], 0

    def alive() -> None:
        nonlocal seen
        seen += 1
        if seen > looks:
            stop.set()

    for outcome in inbox().watch(stop, alive=alive):
        found.append(outcome)
        if len(found) >= until:
            stop.set()
    return found


def test_an_old_note_gains_its_link_to_a_newer_one(vault, write, inbox, quiet):
    settings(write, "all")
    write("Inbox/idea.txt", IDEA)
    (made,) = inbox().run()
    write("12-garden/Comfrey manure.md", BETTER)
    quiet()
    (outcome,) = watched(inbox)
    assert (outcome.status, outcome.note) == ("updated", made.note)
    assert "- [[Comfrey manure]]" in (vault / made.note).read_text()


@pytest.mark.parametrize("where", ["summary", "title", "text"])
def test_no_link_is_written_to_a_note_that_the_user_links_to(where, vault, write, inbox, quiet):
    write("Inbox/idea.txt", " ".join(f"{IDEA.strip()} It is told for the time number {number}." for number in range(12)))
    (made,) = inbox().run()
    note, link = vault / made.note, "See [[Comfrey manure]].\n"
    places = {"summary": "\n## content\n", "title": "\n## summary\n", "text": "\n## connections\n"}
    text = note.read_text()
    assert text.count(places[where]) == 1
    edited = text.replace(places[where], f"\n{link}{places[where]}")
    note.write_text(edited)
    write("12-garden/Comfrey manure.md", BETTER)
    quiet()
    inbox().refresh()
    assert note.read_text().count("[[Comfrey manure") == 1


@pytest.mark.parametrize("auto", ["pending", "off"])
def test_nothing_finished_is_rewritten_where_the_settings_say_so(auto, vault, write, inbox, quiet):
    settings(write, auto)
    write("Inbox/idea.txt", IDEA)
    (made,) = inbox().run()
    write("12-garden/Comfrey manure.md", BETTER)
    quiet()
    before = (vault / made.note).read_bytes()
    assert watched(inbox, looks=4) == []
    assert (vault / made.note).read_bytes() == before


def test_a_note_is_looked_at_once_a_day_and_over_restarts(vault, write, inbox, quiet):
    write("Inbox/idea.txt", IDEA)
    (made,) = inbox().run()
    write("12-garden/Comfrey manure.md", BETTER)
    quiet()
    with inbox()._open() as work:
        work.index.refresh()
        assert [outcome.note for outcome in Daily().some(work)] == [made.note]
    write("12-garden/Rain barrel.md", "# Rain barrel\n\nThe rain barrel behind the shed, and comfrey.\n")
    quiet()
    with inbox()._open() as work:
        work.index.refresh()
        assert list(Daily().some(work)) == []
        (record,) = work.records
        work.records.put(replace(record, refreshed=record.refreshed - timedelta(days=1, minutes=1)))
        assert [outcome.note for outcome in Daily().some(work)] == [made.note]
    assert "- [[Rain barrel]]" in (vault / made.note).read_text()


@pytest.mark.parametrize("memory", ["kept", "lost"])
def test_what_the_user_calls_pending_is_left_until_it_is_called_otherwise(memory, vault, write, inbox, quiet, own_machine):
    write("Inbox/idea.txt", IDEA)
    (made,) = inbox().run()
    note = vault / made.note
    note.write_text(note.read_text().replace("status: draft\n", "status: pending\n"))
    before = note.read_text()
    assert "status: pending\n" in before
    write("12-garden/Comfrey manure.md", BETTER)
    for record in own_machine.rglob("records/*/*.json") if memory == "lost" else ():
        record.unlink()
    quiet()
    with inbox()._open() as work:
        work.index.refresh()
        assert list(Daily().some(work)) == []
    assert note.read_text() == before
    note.write_text(before.replace("status: pending\n", "status: done\n"))
    quiet()
    if memory == "kept":  # else what the note has not is not known to be new
        with inbox()._open() as work:
            work.index.refresh()
            assert [outcome.note for outcome in Daily().some(work)] == [made.note]
        assert "[[Comfrey manure" in note.read_text()
        assert "status: done\n" in note.read_text()


def test_a_note_that_was_changed_a_moment_ago_and_one_that_was_undone_are_left(vault, write, inbox, quiet):
    write("Inbox/idea.txt", IDEA)
    (made,) = inbox().run()
    write("12-garden/Comfrey manure.md", BETTER)
    with inbox()._open() as work:
        work.index.refresh()
        assert list(Daily().some(work)) == []
    quiet()
    with inbox()._open() as work:
        work.index.refresh()
        assert len(list(Daily().some(work))) == 1
    (undone,) = inbox().undo(made.note)
    assert undone.did == "restored"
    quiet()
    with inbox()._open() as work:
        work.index.refresh()
        (record,) = work.records
        work.records.put(replace(record, refreshed=None))
        assert list(Daily().some(work)) == []
    (result,) = inbox().refresh()
    assert result.diff == ""  # what was undone counts as taken out by the user


def test_few_notes_are_looked_at_in_one_go(vault, write, inbox, quiet):
    for number in range(25):
        write(f"Inbox/{number:02}.txt", f"Thought number {number}, about bees.\n")
    inbox().run()
    quiet()
    with inbox()._open() as work:
        work.index.refresh()
        daily = Daily()
        list(daily.some(work))
        assert 0 < sum(record.refreshed is not None for record in work.records) <= 20
        for _ in range(30):
            list(daily.some(work))
        assert all(record.refreshed for record in work.records)


class Counting(Disk):
    """Counts what is read and written, by path."""

    def __init__(self) -> None:
        self.reads: dict[str, int] = {}
        self.writes: list[str] = []

    def read_whole(self, path, limit=None):
        self.reads[str(path)] = self.reads.get(str(path), 0) + 1
        return super().read_whole(path, limit)

    def open(self, path, flags, mode=0o666):
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            self.writes.append(str(path))
        return super().open(path, flags, mode)


@pytest.mark.parametrize("count", [60, pytest.param(1000, marks=pytest.mark.sweep)] if os.environ.get("SWEEP") == "full" else [60])
def test_a_refresh_with_nothing_to_change_writes_no_file_and_reads_each_note_once(count, vault, write, inbox, quiet, look):
    for number in range(count):
        write(
            f"12-garden/Note {number}.md",
            f'---\ntype: note\nstatus: draft\ninbox_id: "{number:016x}"\n---\n\n# Note {number}\n\n## content\nBees, {number}.\n\n'
            "## connections\n- processed from inbox\n",
        )
    inbox().refresh()  # recorded
    inbox().refresh()  # brought up to date
    quiet()
    disk, before = Counting(), look()
    inbox(disk=disk).refresh()
    assert look() == before
    assert disk.writes == []
    notes = {path: reads for path, reads in disk.reads.items() if path.endswith(".md")}
    assert len(notes) == count
    assert set(notes.values()) == {1}


def test_a_note_that_was_moved_takes_its_category_along_in_the_next_round_and_rests_then(vault, write, inbox, quiet, own_machine):
    write("Inbox/idea.txt", IDEA)
    (made,) = inbox().run()
    quiet()
    with inbox()._open() as work:
        work.index.refresh()
        daily = Daily()
        list(daily.some(work))
        (vault / "12-garden").mkdir()
        (vault / made.note).rename(vault / "12-garden/idea.md")
        daily._begun = -7200.0  # the next round
        assert [outcome.note for outcome in daily.some(work)] == ["12-garden/idea.md"]
        assert "category: 12-garden\n" in (vault / "12-garden/idea.md").read_text()
        write("12-garden/Comfrey manure.md", BETTER)
        quiet()
        daily._begun = -7200.0
        assert list(daily.some(work)) == []
    with inbox()._open() as work:
        work.index.refresh()
        assert list(Daily().some(work)) == []
