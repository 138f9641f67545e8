"""A pending note that cannot be read or found at the moment it is due, or that nobody planned to try again, is completed all the same."""

from __future__ import annotations

import json
import os
import shutil
import time
from datetime import timedelta
from itertools import pairwise

import pytest

from vault_inbox import FetchError, Inbox
from vault_inbox.disk import Disk
from vault_inbox.state.records import Record

ADDRESS = "https://garden.example.org/worms"
WORMS = "<p>The worms go down to where the frost does not reach, and wait there until the sun has warmed the heap again.</p>"
PAGES = {
    f"{ADDRESS}{end}": f"<html><head><title>Worms</title></head><body><article><h1>Worms</h1>{WORMS * 4}</article></body></html>"
    for end in ("", "-2", "-3")
}


def nothing(url: str):
    raise FetchError(url, "no answer", retryable=True)


def moved_back(machine, **values: float) -> None:
    """Makes every try due, or moves it back in time by so many seconds."""
    for file in machine.rglob("retries/*.json"):
        plan = json.loads(file.read_text())
        file.write_text(json.dumps({**plan, "due": 0.0, **{name: plan[name] - by for name, by in values.items()}}))


@pytest.fixture
def pending(vault, write, quiet):
    write("Inbox/worms.txt", f"Worms in winter.\n\n{ADDRESS}\n")
    (outcome,) = Inbox(vault, pages=nothing).run()
    assert outcome.status == "pending"
    quiet()
    return vault / outcome.note


def away(note, there: bool) -> None:
    hidden = note.with_name(".away")
    note.rename(hidden) if there else hidden.rename(note)


def broken(note, there: bool) -> None:
    line = 'status: pending\nmine: [a, "b\n'
    text = note.read_text()
    note.write_text(text.replace("status: pending\n", line) if there else text.replace(line, "status: pending\n"))


def foreign(note, there: bool) -> None:
    note.write_bytes(note.read_bytes() + b"\xff" if there else note.read_bytes().removesuffix(b"\xff"))


def closed(note, there: bool) -> None:
    note.chmod(0 if there else 0o644)


HIDDEN = [away, broken, foreign, *([closed] if os.name == "posix" and os.geteuid() else [])]


@pytest.mark.parametrize("hide", HIDDEN)
def test_a_note_that_is_out_of_reach_when_it_is_due_is_completed_later(hide, pending, inbox, quiet, own_machine):
    for _ in range(3):
        hide(pending, True)
        quiet()
        moved_back(own_machine)
        inbox(PAGES).run()
        hide(pending, False)
    quiet()
    moved_back(own_machine)
    assert [outcome.status for outcome in inbox(PAGES).run()] == ["updated"]
    assert WORMS.removeprefix("<p>").removesuffix("</p>") in pending.read_text()
    assert "Not fetched" not in pending.read_text()
    assert not list(own_machine.rglob("retries/*.json"))


def test_a_note_that_is_gone_is_looked_for_less_and_less_often_and_not_after_seven_days(pending, inbox, own_machine):
    pending.unlink()
    waits = []
    for _ in range(4):
        moved_back(own_machine)
        assert inbox(PAGES).run() == []
        (file,) = own_machine.rglob("retries/*.json")
        waits.append(json.loads(file.read_text())["wait"])
    assert waits[0] >= 119
    assert all(after >= 1.9 * before for before, after in pairwise(waits))
    moved_back(own_machine, first=7 * 86_400.0)
    inbox(PAGES).run()
    assert not list(own_machine.rglob("retries/*.json"))


def test_a_note_with_a_conflict_copy_beside_it_is_looked_at_less_and_less_often_and_completed_when_that_is_gone(
    pending, inbox, quiet, own_machine
):
    copy = pending.with_name(f"{pending.stem}.sync-conflict-20241120-101010-ABCDEFG.md")
    copy.write_text(pending.read_text() + "\nMy words.\n")
    before = pending.read_bytes(), copy.read_bytes()
    waits = []
    for _ in range(3):
        quiet()
        moved_back(own_machine)
        assert inbox(PAGES).run() == []
        (file,) = own_machine.rglob("retries/*.json")
        plan = json.loads(file.read_text())
        assert plan["due"] > time.time() + 60
        waits.append(plan["wait"])
    assert (pending.read_bytes(), copy.read_bytes()) == before
    assert waits[0] >= 119
    assert all(after >= 1.9 * former for former, after in pairwise(waits))
    copy.unlink()
    quiet()
    moved_back(own_machine)
    assert [outcome.status for outcome in inbox(PAGES).run()] == ["updated"]
    assert "Not fetched" not in pending.read_text()


def test_a_finished_note_with_a_conflict_copy_as_finished_is_waited_for_no_more(pending, inbox, quiet, own_machine):
    copy = pending.with_name(f"{pending.stem}.sync-conflict-20241120-101010-ABCDEFG.md")
    pending.write_text(pending.read_text().replace("status: pending", "status: done"))
    copy.write_text(pending.read_text() + "\nMy words.\n")
    quiet()
    moved_back(own_machine)
    assert inbox(PAGES).run() == []
    assert not list(own_machine.rglob("retries/*.json"))


def test_a_deleted_note_that_is_dropped_once_more_has_all_its_tries_before_it(pending, vault, write, own_machine):
    pending.unlink()
    moved_back(own_machine, first=6 * 86_400.0)
    Inbox(vault, pages=nothing).run()
    (before,) = [json.loads(file.read_text()) for file in own_machine.rglob("retries/*.json")]
    write("Inbox/worms.txt", f"Worms in winter.\n\n{ADDRESS}\n")
    (outcome,) = Inbox(vault, pages=nothing).run()
    assert outcome.status == "pending"
    (plan,) = [json.loads(file.read_text()) for file in own_machine.rglob("retries/*.json")]
    assert plan["attempts"] == 1
    assert plan["first"] > before["first"] + 5 * 86_400


def forget_all(machine) -> None:
    shutil.rmtree(machine / "state")


@pytest.fixture
def three(vault, write, quiet, own_machine):
    """Three pending notes of which this machine's memory was lost."""
    for end in ("", "-2", "-3"):
        write(f"Inbox/worms{end}.txt", f"Worms{end} in winter.\n\n{ADDRESS}{end}\n")
    assert [outcome.status for outcome in Inbox(vault, pages=nothing).run()] == ["pending"] * 3
    quiet()
    forget_all(own_machine)


def completed(inbox, quiet, machine) -> None:
    inbox(PAGES).run()
    quiet()
    moved_back(machine)
    inbox(PAGES).run()
    assert inbox().status().pending == ()


def test_where_the_memory_was_lost_what_is_done_first_keeps_no_note_from_its_page(three, vault, write, inbox, quiet, own_machine):
    drop = write("Inbox/bees.txt", "Bees.\n\nhttps://garden.example.org/bees\n")
    assert [outcome.status for outcome in Inbox(vault, pages=nothing).process(drop)] == ["pending"]
    quiet()
    inbox(PAGES).run()
    quiet()
    moved_back(own_machine)
    inbox(PAGES).run()
    assert inbox().status().pending in {(), ("Unfiled/bees.md",)}


class Killed(BaseException):
    """As `kill -9` at a call."""


class Ends(Disk):
    """Ends the process when the second try is written down."""

    written = 0

    def rename(self, source, target) -> None:
        if target.parent.name == "retries":
            self.written += 1
            if self.written == 2:
                raise Killed
        super().rename(source, target)


def test_who_is_killed_while_the_tries_are_planned_plans_the_rest_later(three, inbox, quiet, own_machine):
    with pytest.raises(Killed):
        inbox(disk=Ends()).run()
    assert len(list(own_machine.rglob("retries/*.json"))) == 1
    completed(inbox, quiet, own_machine)


def a_day_later(machine) -> None:
    (file,) = machine.rglob("retries.json")
    when = json.loads(file.read_text())["when"]
    file.write_text(json.dumps({"when": when - timedelta(days=1).total_seconds()}))


def test_notes_that_nobody_planned_are_looked_for_once_a_day(pending, inbox, quiet, own_machine):
    (file,) = own_machine.rglob("retries/*.json")
    file.unlink()
    inbox(PAGES).run()
    assert not list(own_machine.rglob("retries/*.json"))
    a_day_later(own_machine)
    completed(inbox, quiet, own_machine)


def test_what_was_given_up_and_what_the_user_calls_pending_is_not_planned(pending, vault, write, inbox, quiet, own_machine):
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    (idea,) = inbox().run()
    text = (vault / idea.note).read_text()
    write(idea.note, text.replace("status: draft", "status: pending"))
    moved_back(own_machine, first=7 * 86_400.0)
    Inbox(vault, pages=nothing).run()
    assert "> Not fetched: no answer" in pending.read_text()
    quiet()
    a_day_later(own_machine)
    inbox(PAGES).run()
    assert not list(own_machine.rglob("retries/*.json"))


@pytest.mark.parametrize("memory", ["none", "made of the note itself"])
def test_what_the_user_calls_pending_stays_so_on_a_machine_that_did_not_make_it(memory, vault, write, inbox, quiet, own_machine):
    write("Inbox/worms.txt", f"{ADDRESS}\n")
    (outcome,) = inbox(PAGES).run()
    note = vault / outcome.note
    note.write_text(note.read_text().replace("status: draft\n", "status: pending\n"))
    before = note.read_bytes()
    assert b"status: pending\n" in before
    forget_all(own_machine)
    if memory != "none":
        with inbox()._open() as work:
            work.index.refresh()
            (ref,) = work.index.all_ours()
            work.records.put(Record(ref.inbox_id, ref.path, note.read_text(), drop="worms.txt"))
    quiet()
    for _ in range(2):
        assert inbox(PAGES).run() == []
        assert not list(own_machine.rglob("retries/*.json"))
        a_day_later(own_machine)
    assert note.read_bytes() == before


def test_what_we_called_pending_is_planned_also_where_the_user_took_its_line_out(pending, inbox, quiet, own_machine):
    line = "> Not fetched yet: no answer.\n"
    assert line in pending.read_text()
    pending.write_text(pending.read_text().replace(line, ""))
    quiet()
    (file,) = own_machine.rglob("retries/*.json")
    file.unlink()
    a_day_later(own_machine)
    inbox(PAGES).run()
    assert len(list(own_machine.rglob("retries/*.json"))) == 1


def test_a_completion_that_was_undone_is_not_planned_again(pending, inbox, quiet, own_machine):
    moved_back(own_machine)
    (outcome,) = inbox(PAGES).run()
    assert outcome.status == "updated"
    inbox().undo(outcome.note)
    assert "Not fetched yet" in pending.read_text()
    quiet()
    a_day_later(own_machine)
    inbox(PAGES).run()
    assert not list(own_machine.rglob("retries/*.json"))
