"""When a page is asked for again: a real busy server, through the public door."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from vault_inbox import FetchError, Inbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Busy(ThreadingHTTPServer):
    """Says 503 with `Retry-After` until `well`; `asked` are the paths that were asked for."""

    well = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []


class Handler(BaseHTTPRequestHandler):
    server: Busy

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200 if self.server.well else 503)
        if not self.server.well:
            self.send_header("Retry-After", "7200")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def busy() -> Iterator[Busy]:
    with Busy() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def schedule(machine: Path) -> list[dict[str, Any]]:
    """What is to be tried again, as this machine keeps it over restarts."""
    return [json.loads(path.read_text()) for path in machine.rglob("retries/*.json")]


def test_r30_retry_after_of_a_real_server_reaches_the_schedule_and_its_other_pages_wait_unasked(vault, write, busy, own_machine):
    site = f"127.0.0.1:{busy.server_address[1]}"
    for number in range(4):
        write(f"Inbox/{number}.txt", f"Something to read.\n\nhttp://{site}/{number}\n")
    outcomes = Inbox(vault, options={"allow_private": [site]}).run()
    assert [outcome.status for outcome in outcomes] == ["pending"] * 4
    assert busy.asked == ["/0"]
    plans = schedule(own_machine)
    assert len(plans) == 4
    for plan in plans:
        assert 7100 <= plan["wait"] <= 7200 * 1.25
        assert plan["due"] >= time.time() + 7000
    busy.well = True
    assert Inbox(vault, options={"allow_private": [site]}).run() == []  # a restart asks nobody before the time
    assert busy.asked == ["/0"]


def unreachable(url: str) -> Any:
    raise FetchError(url, "there is no network", retryable=True)


def make_due(home: Path) -> None:
    for path in home.rglob("retries/*.json"):
        path.write_text(json.dumps({**json.loads(path.read_text()), "due": time.time() - 1}))


def test_r30_tries_that_change_nothing_are_no_news_and_nothing_to_take_back(vault, write, own_machine):
    write("Inbox/a.txt", "Something to read.\n\nhttps://x.test/a\n")
    inbox = Inbox(vault, pages=unreachable)
    (made,) = inbox.run()
    note = vault / made.note
    write(made.note, note.read_bytes())  # an hour old
    for _ in range(3):
        make_due(own_machine)
        (outcome,) = inbox.run()
        assert outcome.status == "pending"
    assert [entry["status"] for entry in inbox.log()] == ["pending"]
    (undone,) = inbox.undo(last_run=True)
    assert (undone.did, undone.note) == ("trashed", made.note)


def test_r30_a_note_that_cannot_be_written_is_news_once_for_each_reason(vault, write, own_machine):
    write("Inbox/a.txt", "Something to read.\n\nhttps://x.test/a\n")
    inbox = Inbox(vault, pages=unreachable)
    (made,) = inbox.run()
    write(made.note, (vault / made.note).read_bytes())
    for path in (vault / ".vault-inbox/originals").rglob("*.txt"):
        path.unlink()
    for _ in range(3):
        make_due(own_machine)
        (outcome,) = inbox.run()
        assert outcome.status == "failed"
    assert [entry["status"] for entry in inbox.log()] == ["pending", "failed"]


def test_r30_a_conflict_copy_of_a_pending_note_is_no_second_try(vault, write, own_machine):
    write("Inbox/a.txt", "Something to read.\n\nhttps://x.test/a\n")
    inbox = Inbox(vault, pages=unreachable)
    (made,) = inbox.run()
    text = (vault / made.note).read_text()
    for number in range(3):
        write(made.note.replace(".md", f".sync-conflict-20250918-11494{number}-ABCDEFG.md"), f"{text}\nA line of the user's.\n")
    for path in own_machine.rglob("retries/*.json"):
        path.unlink()
        path.parent.rmdir()
    inbox.run()
    (plan,) = schedule(own_machine)
    assert plan["attempts"] == 1


def test_r30_retry_after_of_a_later_try_reaches_the_schedule(vault, write, own_machine):
    waits = [None, 5000.0]

    def page(url: str) -> Any:
        raise FetchError(url, "it is busy", retryable=True, retry_after=waits.pop(0))

    write("Inbox/a.txt", "Something to read.\n\nhttps://x.test/a\n")
    Inbox(vault, pages=page).run()
    (plan,) = schedule(own_machine)
    assert 60 <= plan["wait"] <= 75
    (note,) = [path for path in vault.rglob("*.md") if ".vault-inbox" not in path.parts]
    write(note.relative_to(vault).as_posix(), note.read_bytes())  # an hour old
    make_due(own_machine)
    Inbox(vault, pages=page).run()
    assert waits == []
    (plan,) = schedule(own_machine)
    assert plan["attempts"] == 2
    assert 5000 <= plan["wait"] <= 6250
