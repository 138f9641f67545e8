"""The reading processes of a test, seen from outside."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vault_inbox.model import Page
from vault_inbox.reading.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROSE = "".join(
    f"<p>Day {day}: the rain barrel stood in the garden and was full of water, because it had rained all night.</p>" for day in range(12)
)
SLOW = b"<p " + b" ".join(b"a%d=1" % number for number in range(300_000)) + b">x"  # over ten seconds
LARGE = b"<article>" + b"<p>x " * 2_000_000  # several gigabytes


def children() -> set[int]:
    """The processes that this one has started and that still run."""
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        try:
            found |= {int(pid) for pid in (task / "children").read_text().split()}
        except OSError:  # a thread that has just ended
            continue
    return {pid for pid in found if runs(pid)}


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def awaited(true: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether something comes true in time."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        os.sched_yield()
    return True


@pytest.fixture
def pool() -> Iterator[Callable[..., Pool]]:
    """pool(…) -> a pool of its own, ended after the test."""
    made: list[Pool] = []

    def make(**limits: float) -> Pool:
        made.append(Pool(**limits))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def good() -> Page:
    return Page("https://example.org/rain", "text/html", f"<title>Rain</title><article><h1>Rain</h1>{PROSE}</article>".encode())


@pytest.fixture
def slow() -> Page:
    return Page("https://example.org/slow#x", "text/html", SLOW)


@pytest.fixture
def large() -> Page:
    return Page("https://example.org/large", "text/html", LARGE)


@pytest.fixture
def helpers() -> tuple[Callable[[], set[int]], Callable[[int], bool], Callable[..., bool]]:
    return children, runs, awaited
