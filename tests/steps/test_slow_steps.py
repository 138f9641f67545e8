"""A step that takes long: the log says which one, on which drop, while it is still at work."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace

import pytest

from vault_inbox.model import Context, Note
from vault_inbox.pipeline import run_steps


class Heard(logging.Handler):
    """Keeps what is logged, and lets others wait for it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.any = threading.Event()

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
        self.any.set()


@pytest.fixture
def heard():
    handler = Heard()
    log = logging.getLogger("vault_inbox.pipeline")
    log.addHandler(handler)
    yield handler
    log.removeHandler(handler)


def test_the_log_names_a_step_that_takes_long_while_it_works(make_world, heard: Heard) -> None:
    def waits(note: Note, _ctx: Context) -> Note:
        assert heard.any.wait(30)
        return replace(note, summary="done")

    note = run_steps(Note(title="A", original_file="a \x1b\ndrop.txt"), make_world().ctx, [("patient", waits)], slow=0.01)
    assert note.summary == "done"
    assert "“patient”" in heard.lines[0]
    assert "“a drop.txt”" in heard.lines[0]


def test_the_log_says_nothing_of_steps_that_end(make_world, heard: Heard) -> None:
    before = threading.active_count()
    ctx = make_world().ctx
    for _ in range(20):
        run_steps(Note(title="A"), ctx, [("quick", lambda note, _ctx: note)])
    assert heard.lines == []
    for thread in threading.enumerate():
        if thread.name == "slow steps":
            thread.join(30)
    assert threading.active_count() <= before
