"""Very many copies of one note (a template copied again and again, a storm of a sync app): the work grows with their number, no faster."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from vault_inbox import Inbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FEW, MANY = 60, 240
HOUR_AGO = time.time() - 3600


def calls(work: Callable[[], object]) -> int:
    """How many functions were called, ours and the interpreter's: unlike seconds the same on every machine and under any load."""
    counted = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


def put(path: Path, text: str) -> None:
    path.write_text(text)
    os.utime(path, (HOUR_AGO, HOUR_AGO))


@pytest.fixture
def copied(memory: Path) -> Callable[[int, str], Inbox]:
    """copied(count, name) -> the inbox of a vault where so many notes bear the `inbox_id` of one of ours; `name` takes a number."""

    def make(count: int, name: str) -> Inbox:
        home = memory / f"{count}"
        vault = home / "vault"
        for folder in (".obsidian", "Inbox"):
            (vault / folder).mkdir(parents=True)
        put(vault / "Inbox/a.txt", "Comfrey makes the compost hot.\n")
        options = {"state_dir": str(home / "state"), "cache_dir": str(home / "cache"), "offline": True}
        (made,) = Inbox(vault, options=options).run()
        text = (vault / str(made.note)).read_text()
        put(vault / str(made.note), text)
        for number in range(count):
            put(vault / "Unfiled" / name.format(number), f"{text}\nLine {number}\n")
        inbox = Inbox(vault, options=options)
        inbox.run()  # the notes are read into the index
        return inbox

    return make


@pytest.mark.parametrize("name", ["Copy {}.md", "a.sync-conflict-20250918-{:06}-ABCDEFG.md"])
@pytest.mark.parametrize("work", ["run", "refresh"])
def test_r31_the_work_grows_with_the_number_of_copies_and_no_faster(copied, work, name):
    few, many = (calls(getattr(copied(count, name), work)) for count in (FEW, MANY))
    assert many < few * MANY / FEW
    assert many > few  # all of them were looked at
