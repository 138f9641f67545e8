"""What a daemon found out once, of a page or of a note that moved, it does not believe for ever."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from vault_inbox import FetchError, Inbox, Outcome, Page

URL = "https://rivers.example.org/falls"
PAGE = (
    "<html><head><title>The river falls</title></head><body><article><h1>The river falls</h1>"
    + "<p>The river falls is the subject of this page, and here is what there is to say about it in one long sentence.</p>" * 4
    + "</article></body></html>"
)
SETTINGS = "```toml\n[watch]\nsettle = 0.05\nrescan = 1.0\n[refresh]\nauto = '{auto}'\n```\n"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """later(seconds): so much time has passed for the daemon."""
    clock, passed = time.monotonic, [0.0]

    def more(seconds: float) -> None:
        passed[0] += seconds

    monkeypatch.setattr(time, "monotonic", lambda: clock() + passed[0])
    return more


class Watched:
    """A daemon in this thread: `next` gives its next outcome, `after(n, do)` does something n looks from now.

    At each look something rings the bell, so that the next one need not wait for a second.
    """

    def __init__(self, inbox: Inbox, most: int = 60) -> None:
        self._stop = threading.Event()
        self._ring = inbox.vault / "Inbox"
        self._look, self._most = 0, most
        self._plans: dict[int, Callable[[], object]] = {}
        self._outcomes = inbox.watch(self._stop, alive=self._alive)

    def after(self, looks: int, do: Callable[[], object]) -> None:
        self._plans[self._look + looks] = do

    def next(self) -> Outcome:
        return next(self._outcomes)

    def end(self) -> None:
        self._stop.set()
        assert list(self._outcomes) == []

    def _alive(self) -> None:
        self._look += 1
        self._plans.pop(self._look, lambda: None)()
        (self._ring / f"{self._look}.part").touch()
        if self._look > self._most:
            self._stop.set()


@pytest.fixture
def watch() -> Iterator[Callable[[Inbox], Watched]]:
    """watch(inbox) -> a daemon that ends with the test."""
    running: list[Watched] = []

    def begin(inbox: Inbox) -> Watched:
        running.append(Watched(inbox))
        return running[-1]

    yield begin
    for one in running:
        one.end()


@pytest.mark.parametrize(
    ("failure", "rest", "asked"),
    [
        (FetchError(URL, "its certificate has expired"), 61, 2),
        (FetchError(URL, "its certificate has expired"), 0, 1),
        (FetchError(URL, "it asked for a rest", retryable=True, retry_after=3600), 61, 1),
    ],
    ids=["another run", "the same run", "another run, before the site wants it"],
)
def test_a_page_that_could_not_be_had_is_asked_for_again_in_another_run(vault, write, later, watch, failure, rest, asked):
    pages: list[str] = []

    def source(url: str) -> Page:
        pages.append(url)
        if len(pages) == 1:
            raise failure
        return Page(url, "text/html", PAGE.encode())

    write("Vault Inbox.md", SETTINGS.format(auto="off"))
    watched = watch(Inbox(vault, pages=source))
    write("Inbox/a.txt", f"{URL}\n")
    first = watched.next()
    (vault / first.note).unlink()
    watched.after(1, lambda: later(rest))
    watched.after(3, lambda: write("Inbox/a.txt", f"{URL}\n"))  # a look at which nothing was to be done lies between
    second = watched.next()
    assert pages == [URL] * asked
    assert ("here is what there is to say" in (vault / second.note).read_text()) == (asked == 2)


@pytest.mark.parametrize("moved_on", [False, True], ids=["not found at first", "found, and moved on since"])
def test_links_follow_a_note_that_a_sync_app_brings_later_or_moves_again(vault, write, inbox, later, watch, moved_on):
    """Of two of our notes that link to it the second is being edited when the first is looked at: its turn comes in the next round."""
    write("Vault Inbox.md", SETTINGS.format(auto="all"))
    target = write("12-garden/Comfrey manure.md", "# Comfrey manure\n\nComfrey manure in the rain barrel: how long it ferments.\n")
    for name in ("One", "Two"):
        write(f"Inbox/12-garden/{name}.txt", f"Comfrey manure ferments for weeks in the rain barrel, as number {name} says.\n")
    first, second = (vault / outcome.note for outcome in inbox().run())
    for note in (first, second):
        assert "- [[Comfrey manure]] (named in the text)" in note.read_text()
    os.utime(first, (0, 0))
    bytes_of_it = target.read_bytes()
    target.unlink()
    if moved_on:
        target = write("12-garden/Slurry.md", bytes_of_it)
    watched = watch(inbox())

    def next_round() -> None:
        target.unlink(missing_ok=True)
        write("12-garden/Liquid gold.md", bytes_of_it)
        os.utime(second, (0, 0))
        later(3601)

    assert watched.next().note == first.relative_to(vault).as_posix()
    assert ("- [[Slurry]]" in first.read_text()) == moved_on
    watched.after(3, next_round)
    assert watched.next().note == second.relative_to(vault).as_posix()
    assert "- [[Liquid gold]] (named in the text)" in second.read_text()  # the link that was there: a new one would have another reason


def test_r01_a_drop_that_is_put_back_at_once_is_read_again(vault, write, inbox, watch):
    write("Vault Inbox.md", SETTINGS.format(auto="off").replace("rescan = 1.0", "rescan = 60.0"))
    write("Inbox/a.txt", "\0")
    watched = watch(inbox())
    for _ in range(3):
        outcome = watched.next()
        assert (outcome.status, outcome.drop) == ("failed", "Inbox/a.txt")
        (vault / "Inbox/Failed/a.txt").rename(vault / "Inbox/a.txt")
