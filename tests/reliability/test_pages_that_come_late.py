"""Pages that come late: each of a busy site gets its turn, and the note tells what was met. A real server, through the public door."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from vault_inbox import Inbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TEXT = "".join(f"<p>The rain barrel is filled {when}, and the comfrey tea in it is stirred with a long stick.</p>" for when in "abcdef")
PAGE = f"<html><head><title>Rain barrels</title></head><body><article><h1>Rain barrels</h1>{TEXT}</article></body></html>"


class Site(ThreadingHTTPServer):
    """Answers each path as `answers` says, (status, headers); a 200 has the same article for all. `asked` are the paths in their order."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, tuple[int, dict[str, str]]] = {}
        self.asked: list[str] = []
        self.name = f"127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        status, headers = self.server.answers.get(self.path, (200, {}))
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(PAGE.encode() if status == 200 else b"")

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def door(vault: Path, site: Site) -> Callable[..., Inbox]:
    """door(offline=True) -> the vault's `Inbox` on a machine that may ask the site."""
    return lambda **options: Inbox(vault, options={"allow_private": [site.name], **options})


@pytest.fixture
def waiting(vault: Path, write: Callable[..., Path], site: Site, door: Callable[..., Inbox]) -> Callable[..., list[Path]]:
    """waiting("a", "b") -> a note each, an hour old, that waits for this page of the site; they were made offline."""

    def make(*names: str) -> list[Path]:
        for name in names:
            write(f"Inbox/{name}.txt", f"What {name} says of it is to be read.\n\nhttp://{site.name}/{name}\n")
        notes = [vault / str(outcome.note) for outcome in door(offline=True).run()]
        return [write(note.relative_to(vault).as_posix(), note.read_bytes()) for note in notes]

    return make


@pytest.fixture
def later(vault: Path, own_machine: Path, write: Callable[..., Path]) -> Callable[[float], None]:
    """later(60) -> so many seconds have passed, for the schedule and for the notes."""

    def move(seconds: float) -> None:
        for path in own_machine.rglob("retries/*.json"):
            plan = json.loads(path.read_text())
            path.write_text(json.dumps({**plan, "due": plan["due"] - seconds, "first": plan["first"] - seconds}))
        for note in vault.glob("Unfiled/*.md"):
            write(note.relative_to(vault).as_posix(), note.read_bytes())

    return move


def plans(machine: Path) -> list[tuple[int, float]]:
    """Attempts, and seconds until the next one, of all that is to be tried again."""
    found = (json.loads(path.read_text()) for path in machine.rglob("retries/*.json"))
    return sorted((plan["attempts"], plan["due"] - time.time()) for plan in found)


@pytest.mark.parametrize(("how", "rest"), [("refresh", "1"), ("refresh", "30"), ("run", "7200")])
def test_r30_a_page_that_is_always_refused_keeps_no_other_page_of_its_site_away(how, rest, site, waiting, door, later):
    notes = waiting("a", "b", "c")
    site.answers = {f"/{name}": (429, {"Retry-After": rest}) for name in "ab"}
    for _ in range(5):
        later(10_000)
        getattr(door(), how)()
        if "/c" in site.asked:
            break
    assert "status: draft\n" in notes[2].read_text()
    assert all(site.asked.count(f"/{name}") <= 2 for name in "ab")


def test_r30_a_page_that_was_not_asked_for_since_its_site_rests_has_not_failed(site, waiting, door, later, own_machine):
    waiting("a", "b")
    site.answers = {"/a": (429, {"Retry-After": "300"}), "/b": (429, {"Retry-After": "300"})}
    later(100)
    tried = door().run()
    assert len(site.asked) == len(tried) == 1  # the other is not even made again
    (tries, rest), (more, wait) = plans(own_machine)
    assert (tries, more) == (1, 2)
    assert 240 < rest <= 301
    assert wait > 240


@pytest.mark.parametrize("edit", ["", "line", "below"])
def test_the_note_says_why_its_page_is_not_there_now(edit, site, waiting, door, later):
    (note,) = waiting("a")
    made = note.read_text()
    assert "> Not fetched yet: working offline.\n" in made
    changed = {"": made, "line": made.replace("offline.", "offline. Mine."), "below": made.replace("offline.", "offline.\n\nMine.")}[edit]
    note.write_text(changed.replace("\n", "\r\n"), newline="")
    for status, words in ((500, "500 (internal server error)"), (503, "503 (service unavailable)")):
        site.answers = {"/a": (status, {})}
        later(100)
        (result,) = door().refresh()
        assert result.outcome.status == "pending"
        assert result.outcome.warnings == (f"http://{site.name}/a: the page answers {words}",)
        text = note.read_bytes().decode()
        kept = "working offline" if edit == "line" else f"the page answers {words}"
        wanted = changed.replace("working offline", kept).replace("\n", "\r\n")
        assert [line for line in text.split("\n") if "modified" not in line] == [
            line for line in wanted.split("\n") if "modified" not in line
        ]
        later(100)
        (again,) = door().refresh()
        assert (again.outcome.status, again.diff) == ("pending", "")
        assert note.read_bytes().decode() == text
    site.answers = {}
    later(100)
    (done,) = door().refresh()
    assert done.outcome.status == "updated"
    assert "long stick" in note.read_text()
    assert ("Not fetched yet" in note.read_text()) == (edit == "line")


def test_a_reason_that_tells_nothing_of_the_page_takes_the_place_of_none(site, waiting, door, later):
    first, second = waiting("a", "b")
    site.answers = {"/a": (500, {}), "/b": (500, {})}
    later(100)
    door().refresh()
    site.answers = {"/a": (503, {"Retry-After": "60"}), "/b": (503, {"Retry-After": "60"})}
    later(1000)
    results = door().refresh()
    assert sorted(result.outcome.warnings[0].partition(": ")[2][:14] for result in results) == ["the page answe", "the site asked"]
    assert sorted("answers 500" in note.read_text() for note in (first, second)) == [False, True]
    later(1000)
    before = [note.read_text() for note in (first, second)]
    assert [result.outcome.warnings[0].partition(": ")[2] for result in door(offline=True).refresh()] == ["working offline"] * 2
    assert [note.read_text() for note in (first, second)] == before


def test_another_reason_is_no_news_and_keeps_the_note_from_no_undo(site, waiting, door, later, vault):
    (note,) = waiting("a")
    site.answers = {"/a": (500, {})}
    later(100)
    (outcome,) = door().run()
    assert outcome.warnings == (f"http://{site.name}/a: the page answers 500 (internal server error)",)
    assert "answers 500" in note.read_text()
    assert [entry["status"] for entry in door().log()] == ["pending"]
    (undone,) = door().undo(last_run=True)
    assert (undone.did, vault / undone.note) == ("trashed", note)


def test_a_note_whose_status_is_left_out_is_tried_again_all_the_same(site, write, waiting, door, later, own_machine):
    write("Vault Inbox.md", '```toml\n[note.properties]\nstatus = ""\n```\n')
    (note,) = waiting("a")
    site.answers = {"/a": (500, {})}
    later(100)
    (outcome,) = door().run()
    assert outcome.status == "pending"
    assert "> Not fetched yet: the page answers 500" in note.read_text()
    assert [attempts for attempts, _ in plans(own_machine)] == [2]


LAYOUTS = {
    "usual": "",
    "last": "[note]\nsections = ['content', 'connections', 'scraped']\n",
    "no status": "[note.properties]\nstatus = ''\n",
}


@pytest.mark.parametrize(
    ("edit", "layout"),
    [*((edit, "usual") for edit in ("", "above", "below", "line")), ("", "last"), ("", "no status"), ("line", "no status")],
)
def test_a_note_that_waited_for_a_page_which_another_note_holds_waits_no_more(edit, layout, vault, site, write, waiting, door, later):
    write("Vault Inbox.md", f"```toml\n{LAYOUTS[layout]}```\n")
    site.answers = {"/short": (302, {"Location": "/a?utm_source=x"})}
    (note,) = waiting("short")
    write("Inbox/a.txt", f"http://{site.name}/a\n")
    (held,) = door().run()
    made = note.read_text()
    heading = f"## Scraped from http://{site.name}/short\n"
    waits = f"{heading}> Not fetched yet: working offline.\n"
    changed = {
        "": made,
        "above": made.replace(heading, f"Mine.\n\n{heading}"),
        "below": made.replace(waits, f"{waits}\nMine.\n"),
        "line": made.replace("offline.", "offline. Mine."),
    }[edit]
    assert (edit == "") == (changed == made)
    note.write_text(changed)
    later(100)
    results = door().refresh([note.relative_to(vault).as_posix()])
    assert [result.outcome.status for result in results] == ["updated"]
    text = (vault / results[0].outcome.note).read_text()
    assert "pending" not in text
    assert "- same page as [[a]]" in text
    assert text.count("Mine.") == (edit != "")
    assert ("Not fetched" in text) == (edit == "line")
    assert (heading in text) == (edit in {"line", "below"})
    assert "What short says of it is to be read" in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    later(100)
    assert [(result.outcome.status, result.diff) for result in door().refresh([results[0].outcome.note])] == [("skipped", "")]
    if edit == "" and layout == "usual":
        write("Inbox/again.txt", f"http://{site.name}/short\n")
        (again,) = door().run()
        assert (again.status, again.note) == ("duplicate", held.note)


def test_of_two_pages_the_one_that_another_note_holds_goes_when_the_other_has_come(vault, site, write, waiting, door, later):
    site.answers = {"/short": (302, {"Location": "/a"}), "/b": (500, {})}
    write("Inbox/two.txt", f"Both are to be read, says Anna.\n\nhttp://{site.name}/short\n\nhttp://{site.name}/b\n\nThe end.\n")
    (note,) = waiting()
    write("Inbox/a.txt", f"http://{site.name}/a\n")
    door().run()
    for answer in ((500, {}), (200, {})):
        site.answers["/b"] = answer
        later(1000)
        (result,) = door().refresh([note.relative_to(vault).as_posix()])
    text = (vault / result.outcome.note).read_text()
    assert text.count("## Scraped from ") == 1
    assert f"## Scraped from http://{site.name}/b\n" in text
    assert "Not fetched" not in text
    assert "same page as [[a]]" in text


def test_a_note_whose_step_that_fetches_is_left_out_waits_on_with_its_lines(vault, site, write, waiting, door, later):
    write("Inbox/two.txt", f"Title: Two\nLink: http://{site.name}/a\nLink: http://{site.name}/b\n")
    (note,) = waiting()
    write("Vault Inbox.md", "```toml\nsteps = ['title', 'summary', 'tags', 'category', 'connections']\n```\n")
    later(1000)
    door().refresh()
    assert "status: pending\n" in note.read_text()
    assert note.read_text().count("> Not fetched yet: ") == 2


def test_a_line_that_another_device_put_back_goes_when_the_page_comes(site, waiting, door, later):
    (note,) = waiting("a")
    old = note.read_text()
    site.answers = {"/a": (500, {})}
    later(1000)
    door().run()
    assert note.read_text() != old
    note.write_text(old.replace("status: pending", "status: pending\nmine: kept"))
    site.answers = {}
    later(10_000)
    assert [outcome.status for outcome in door().run()] == ["updated"]
    assert "long stick" in note.read_text()
    assert "mine: kept" in note.read_text()
    assert "Not fetched" not in note.read_text()


@pytest.mark.parametrize("layout", ["usual", "last"])
@pytest.mark.parametrize("below", ["", "\nMine.\n"])
def test_two_lines_for_pages_that_other_notes_hold_go_together(below, layout, vault, site, write, waiting, door, later):
    write("Vault Inbox.md", f"```toml\n{LAYOUTS[layout]}```\n")
    write("Inbox/two.txt", f"Both are to be read, says Anna.\n\nhttp://{site.name}/s1\n\nhttp://{site.name}/s2\n\nThe end.\n")
    site.answers = {"/s1": (302, {"Location": "/a"}), "/s2": (302, {"Location": "/b"})}
    (note,) = waiting()
    for name in "ab":
        write(f"Inbox/{name}.txt", f"http://{site.name}/{name}\n")
    door().run()
    note.write_text(note.read_text() + below)
    later(1000)
    (result,) = door().refresh([note.relative_to(vault).as_posix()])
    assert (result.outcome.status, result.outcome.error) == ("updated", None)
    text = (vault / result.outcome.note).read_text()
    assert "Not fetched" not in text
    assert "The end." in text
    assert text.count("Mine.") == bool(below)


def test_undo_of_a_try_that_told_a_reason_and_wrote_a_link_keeps_the_note(vault, site, write, door, later):
    write("Inbox/a.txt", f"The compost heap needs turning, says Anna of the garden club.\n\nhttp://{site.name}/a\n")
    (made,) = door(offline=True).run()
    note = vault / made.note
    write(made.note, note.read_bytes())
    write("Compost heap.md", "# Compost heap\n\nThe compost heap needs turning.\n")
    site.answers = {"/a": (500, {})}
    later(1000)
    door().run()
    assert "[[Compost heap]]" in note.read_text()
    door().undo(last_run=True)
    assert note.exists()
    assert "[[Compost heap]]" not in note.read_text()


def test_a_page_in_hand_is_kept_where_the_note_of_its_address_has_none(vault, site, write, waiting, door, later):
    site.answers = {"/short": (302, {"Location": "/a"}), "/a": (404, {})}
    (note,) = waiting("short")
    write("Inbox/a.txt", f"A says much of worms.\n\nhttp://{site.name}/a\n")
    (without,) = door().run()
    assert "> Not fetched: " in (vault / without.note).read_text()
    write("Inbox/more.txt", f"http://{site.name}/a\n")
    assert [outcome.status for outcome in door().run()] == ["duplicate"]  # the page is still lost, and known
    site.answers["/a"] = (200, {})
    later(1000)
    (result,) = door().refresh([note.relative_to(vault).as_posix()])
    text = (vault / result.outcome.note).read_text()
    assert "long stick" in text
    assert "same page as" not in text


@pytest.mark.parametrize("address", ["http://[x]/y", "http://[a.example.org]/one"])
def test_an_address_that_the_user_spoiled_keeps_no_other_note_from_its_page(address, site, waiting, door, later):
    spoiled, other = waiting("a", "b")
    text = spoiled.read_text()
    spoiled.write_text(text.replace(f"## Scraped from http://{site.name}/a", f"## Scraped from {address}"))
    later(10_000)
    assert [outcome.status for outcome in door().run()] == ["updated", "updated"]
    assert "long stick" in other.read_text()
    assert "long stick" in spoiled.read_text()
