"""The daemon goes on under the name of a run while that is taken back: the last run is always what was done last, never an older one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from vault_inbox.disk import Disk

WORDS = {
    "a": "An older thought on gardens.",
    "b": "The worms go down to the frost.",
    "c": "Cheese wants a cool room.",
    "d": "Boats need tar in spring.",
}


@pytest.fixture
def daemon(vault, write, inbox):
    """`next(daemon)` -> the next outcome of a daemon that begins after `a.txt` was processed by a run of its own."""
    write("Vault Inbox.md", "```toml\n[watch]\nrescan = 1\nsettle = 0.1\nsettle_md = 0.1\n```\n")
    write("Inbox/a.txt", WORDS["a"])
    inbox().run()
    outcomes = inbox().watch(threading.Event())
    yield outcomes
    outcomes.close()


def undo(inbox) -> str:
    """The names of the drops that came back with the last run."""
    return " ".join(sorted(Path(each.drop).stem for each in inbox().undo(last_run=True) if each.drop))


@pytest.mark.parametrize(
    "order",
    [
        "drop b, undo b, drop c, undo c, undo a, undo ",
        "drop b, undo b, back b, undo b, undo a, undo ",
        "drop b, undo b, back b, undo b, back b, drop c, undo b c, undo a, undo ",
        "drop b, drop c, undo b c, back b, drop d, undo b d, undo a, undo ",
        "drop b, undo b, undo a, drop c, undo c, undo ",
        "drop b, undo b, undo a, back a, undo a, undo ",
        "drop b, drop c, note b, drop d, undo c d, undo a, undo ",
        "drop b, drop c, note b, back b, undo b c, undo a, undo ",
        "drop b, note b, drop c, undo c, undo a, undo ",
        "drop b, note a, back a, undo a b, undo ",
        "drop b, undo b, run c, undo c, undo a, undo ",
        "drop b, run c, drop d, undo b d, undo c, undo a, undo ",
        "drop b, undo b, run c, drop d, undo d, undo c, undo a, undo ",
        "drop b, drop c, edit b, undo c, drop d, undo d, undo ",
    ],
)
def test_undo_takes_back_what_was_done_last(order, vault, write, inbox, daemon):
    notes = {"a": "Unfiled/a.md"}
    for each in order.split(", "):
        act, name = each.split(" ", 1)
        if act == "undo":
            assert undo(inbox) == name
        elif act == "note":
            (result,) = inbox().undo(notes[name])
            assert result.did == "trashed"
        elif act == "edit":
            write(notes[name], (vault / notes[name]).read_text() + "\nMy own words.\n")
        elif act == "run":
            with pytest.MonkeyPatch.context() as patched:  # another process, faster than the daemon
                patched.setattr(time, "sleep", lambda _: None)
                write(f"Inbox/{name}.txt", WORDS[name])
                assert [outcome.status for outcome in inbox().run()] == ["created"]
        else:
            if act == "back":
                (vault / f"Inbox/Held/{name}.txt").rename(vault / f"Inbox/{name}.txt")
            else:
                write(f"Inbox/{name}.txt", WORDS[name])
            outcome = next(daemon)
            assert (outcome.drop, outcome.status) == (f"Inbox/{name}.txt", "created")
            notes[name] = outcome.note


def test_what_comes_while_a_run_is_taken_back_is_the_next_to_be_taken_back(vault, write, inbox, daemon):
    for name in "bc":
        write(f"Inbox/{name}.txt", WORDS[name])
        next(daemon)
    work = inbox()

    def come(_):
        write("Inbox/d.txt", WORDS["d"])
        assert next(daemon).note == "Unfiled/d.md"

    results = work.undo(last_run=True, tell=come)
    assert sorted(Path(each.drop).stem for each in results) == ["b", "c"]
    assert undo(inbox) == "d"
    assert undo(inbox) == "a"


class Interrupted(Disk):
    """A disk that once, when the first drop has been told as taken back, lets something else happen."""

    def __init__(self, happen: Callable[[], object]) -> None:
        self.happen: Callable[[], object] | None = happen

    def write_all(self, fd: int, data: bytes) -> None:
        super().write_all(fd, data)
        if self.happen and b'"run": "undo' in data:
            happen, self.happen = self.happen, None
            happen()


def test_what_comes_while_the_taking_back_is_told_is_the_next_to_be_taken_back(vault, write, inbox, daemon):
    for name in "bc":
        write(f"Inbox/{name}.txt", WORDS[name])
        next(daemon)

    def come():
        write("Inbox/d.txt", WORDS["d"])
        assert next(daemon).note == "Unfiled/d.md"

    disk = Interrupted(come)
    assert len(inbox(disk=disk).undo(last_run=True)) == 2
    assert disk.happen is None
    assert undo(inbox) == "d"


def test_a_drop_that_comes_a_minute_later_is_a_run_of_its_own_however_rare_the_looks_are(vault, write, inbox, monkeypatch):
    write("Vault Inbox.md", "```toml\n[watch]\nrescan = 600\nsettle = 0.1\n```\n")
    daemon = inbox().watch(threading.Event())
    write("Inbox/b.txt", WORDS["b"])
    next(daemon)
    clock = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: clock() + 61)
    write("Inbox/c.txt", WORDS["c"])
    next(daemon)
    daemon.close()
    assert undo(inbox) == "c"
    assert undo(inbox) == "b"
