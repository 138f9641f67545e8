"""A dropped text that is made to take for ever: it costs seconds, in proportion to its length, and nobody else waits for it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import filelock
import pytest

from vault_inbox.notes.inert import block, blocks

LONG = 60_000  # characters; where the time was quadratic these took minutes
TEXTS = {
    "stars": "*a ",
    "underscores": "_a ",
    "brackets": "[[",
    "comments": "<!-- ",
    "backticks": "`a ",
    "links": "[a](",
    "images": "![a](https://example.org/",
    "addresses": "https://example.org/a.",
    "headings": "# a\n",
    "quotes": "> > - a\n",
    "fields": "a:: ",
    "mathematics": "$a ",
}


@pytest.mark.timeout(100)
@pytest.mark.parametrize("mark", TEXTS.values(), ids=TEXTS)
def test_a_text_of_nothing_but_marks_takes_no_time(inbox, write, mark: str) -> None:
    write("Inbox/hostile.txt", f"A text\n\n{mark * (LONG // len(mark))}")
    write("Inbox/other.txt", "A harmless text about gardens.")
    outcomes = {outcome.drop: outcome.status for outcome in inbox().run()}
    assert outcomes == {"Inbox/hostile.txt": "created", "Inbox/other.txt": "created"}


def profiled(work: Callable[[], object], see: Callable[[FrameType, str], None]) -> None:
    """Do a work, and show every call in it (`call` or `return`) to `see`."""
    before = sys.getprofile()
    sys.setprofile(lambda frame, event, _: see(frame, event))
    try:
        work()
    finally:
        sys.setprofile(before)


SHORT_LINES = [
    "- a\n  - b\n",
    "> > a\n",
    "-\n",
    "| a | b |\n|---|---|\n",
    "```\na\n```\n",
    "1. [ ] a\n",
    "a[^1]\n",
    "\ta\n",
    "> [!note] a\n",
    "$a$ b\n",
]


@pytest.mark.parametrize("mark", [*TEXTS.values(), *SHORT_LINES])
@pytest.mark.parametrize("forms", [False, True])
def test_the_work_grows_as_the_text_does(mark: str, forms: bool) -> None:
    def calls(length: int) -> int:
        count = 0

        def see(_frame: FrameType, _event: str) -> None:
            nonlocal count
            count += 1

        profiled(lambda: block(mark * (length // len(mark)), forms=forms), see)
        return count

    assert calls(8_000) <= 4.4 * calls(2_000) + 1_000


def test_no_text_is_made_harmless_under_the_write_lock(vault, inbox, write) -> None:
    """One drop that takes long must not keep other programs of this vault from writing."""
    write("Inbox/hostile.txt", "A text\n\nhttps://e.org/a\n\n" + "- [[a]]\n" * 500)
    locks: list[filelock.BaseFileLock] = []
    held: list[bool] = []
    acquire, scan = filelock.FileLock.acquire.__code__, blocks._Scanner.read.__code__

    def see(frame: FrameType, event: str) -> None:
        if event == "call" and frame.f_code is acquire and str(frame.f_locals["self"].lock_file).endswith("write.lock"):
            locks.append(frame.f_locals["self"])
        if event == "call" and frame.f_code is scan and len(frame.f_locals["self"].lines) > 100:
            held.append(any(lock.is_locked for lock in locks))

    page = f"<html><title>A page</title><article><h1>A page</h1>{'<p>Words of a page, which are many, and [[b]] too.</p>' * 200}</article>"
    profiled(inbox(pages={"https://e.org/a": page}).run, see)
    (note,) = (path for path in vault.rglob("*.md") if "Words of a page" in path.read_text())
    assert note.read_text().count("- ") >= 500
    assert locks
    assert len(held) >= 2  # the drop's own text and the page's
    assert not any(held)
