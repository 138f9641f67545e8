"""While the pages of a note are fetched, somebody else is at it: what this machine remembers of it is still what was done to it."""

from __future__ import annotations

import json

import pytest

from vault_inbox import FetchError, Inbox, Page

NORTH, SOUTH = "https://sea.example.org/north", "https://lake.example.net/south"


def article(name: str) -> bytes:
    text = f"<p>The blue whale of the {name} is the largest animal that has ever lived on the earth, and it sings for hours.</p>"
    page = f"<html><head><title>Whales {name}</title></head><body><article><h1>Whales {name}</h1>{text * 6}</article></body></html>"
    return page.encode()


class Sea:
    """The pages that are `up`; `meanwhile` is done once, when the next one is asked for."""

    def __init__(self) -> None:
        self.up: tuple[str, ...] = ()
        self.meanwhile = None

    def __call__(self, url: str) -> Page:
        act, self.meanwhile = self.meanwhile, None
        if act:
            act()
        if url not in self.up:
            raise FetchError(url, "no answer", retryable=True)
        return Page(url, "text/html", article(url.rpartition("/")[2]))


@pytest.fixture
def sea() -> Sea:
    return Sea()


@pytest.fixture
def again(vault, quiet, sea, own_machine):
    """again() runs once more, an hour later; with `meanwhile` that is done while the first page is fetched."""

    def run(meanwhile=None):
        quiet()
        for file in own_machine.rglob("retries/*.json"):
            file.write_text(json.dumps({**json.loads(file.read_text()), "due": 0.0}))
        sea.meanwhile = meanwhile
        return Inbox(vault, pages=sea).run()

    return run


@pytest.fixture
def note(vault, write, sea):
    write("Inbox/whales.txt", f"Two whales.\n\n{NORTH}\n\n{SOUTH}\n")
    (outcome,) = Inbox(vault, pages=sea).run()
    assert outcome.status == "pending"
    return vault / outcome.note


def test_what_another_process_completed_meanwhile_is_remembered_as_its_work(vault, note, sea, again, own_machine):
    other = Sea()
    sea.up = other.up = (NORTH, SOUTH)
    again(lambda: Inbox(vault, pages=other).refresh())
    text = note.read_text()
    assert "Not fetched" not in text
    (record,) = [json.loads(file.read_text()) for file in own_machine.rglob("records/*/*.json")]
    assert "Not fetched" not in record["text"]
    assert not list(own_machine.rglob("retries/*.json"))
    (undone,) = Inbox(vault).undo(note.name)
    assert (undone.did, undone.why) == ("restored", "")


def test_what_the_user_took_back_meanwhile_stays_taken_back_and_its_pages_come(vault, note, sea, again):
    sea.up = (NORTH,)
    again()
    assert note.read_text().count("Not fetched yet") == 1
    sea.up = (NORTH, SOUTH)
    again(lambda: Inbox(vault).undo(note.name))
    assert note.read_text().count("Not fetched yet") == 2
    again()
    text = note.read_text()
    assert "Not fetched" not in text
    assert all(f"The blue whale of the {name} is" in text for name in ("north", "south"))


def test_a_note_that_was_unmade_meanwhile_is_forgotten_and_its_drop_makes_another(vault, note, sea, again, own_machine):
    sea.up = (NORTH, SOUTH)
    again(lambda: Inbox(vault).undo(last_run=True))
    assert not note.exists()
    for kind in ("records/*/*.json", "writes/*/*.json", "retries/*.json"):
        assert not list(own_machine.rglob(kind))
    (vault / "Inbox/Held/whales.txt").rename(vault / "Inbox/whales.txt")
    (made,) = again()
    assert made.status == "created"
    (undone,) = Inbox(vault).undo(made.note)
    assert (undone.did, undone.why) == ("trashed", "")


def test_an_edit_that_was_saved_meanwhile_makes_no_line_of_the_history(vault, note, sea, again):
    sea.up = (NORTH, SOUTH)
    edit = "\nMy own thought.\n\n## Scraped"
    again(lambda: note.write_text(note.read_text().replace("\n## Scraped", edit, 1)))
    assert "Not fetched yet" in note.read_text()
    history = Inbox(vault).explain(note.name)["history"]
    assert [line for line in history if "updated" in line] == []
    again()
    text = note.read_text()
    assert "My own thought." in text
    assert "Not fetched" not in text
