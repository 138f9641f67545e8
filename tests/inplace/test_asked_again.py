"""A page that was given up is asked for again when the user shares its address once more."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from vault_inbox import FetchError, Inbox, Page

ADDRESS = "https://garden.example/comfrey"
LEAVES = "<p>Its leaves feed the compost, and bees love its flowers.</p>"
PAGE = f"<title>Comfrey</title><article><h1>Comfrey</h1>{LEAVES * 8}</article>"
GIVEN_UP = f"## Scraped from {ADDRESS}\n> Not fetched: the page is gone (404).\n"
NO_STATUS = '```toml\n[note.properties]\nstatus = ""\n```\n'


def gone(url: str):
    raise FetchError(url, "the page is gone (404)")


def there(url: str) -> Page:
    return Page(url, "text/html", PAGE.encode())


@pytest.fixture
def later(quiet, own_machine):
    """later(hours) moves what was written, and what failed, so many hours back."""

    def move(hours: float) -> None:
        quiet()
        for file in own_machine.rglob("records/*/*.json"):
            record = json.loads(file.read_text())
            record["written"] = (datetime.fromisoformat(record["written"]) - timedelta(hours=hours)).isoformat()
            file.write_text(json.dumps(record))
        for file in own_machine.rglob("retries/*.json"):
            retry = json.loads(file.read_text())
            file.write_text(json.dumps({**retry, "first": retry["first"] - hours * 3600, "due": retry["due"] - hours * 3600}))

    return move


@pytest.fixture
def given_up(vault, write):
    """given_up(settings) -> the note of a page that is gone."""

    def make(settings: str = ""):
        if settings:
            write("Vault Inbox.md", settings)
        write("Inbox/20260901_080000_phone_Comfrey.txt", f"{ADDRESS}\n")
        (outcome,) = Inbox(vault, pages=gone).run()
        note = vault / outcome.note
        assert GIVEN_UP in note.read_text()
        return note

    return make


@pytest.mark.parametrize("settings", ["", NO_STATUS], ids=["status", "no status"])
@pytest.mark.parametrize("words", ["", "Comfrey\n\n"], ids=["the same drop", "another drop"])
def test_a_page_shared_anew_comes_into_the_note_that_had_given_it_up(settings, words, given_up, vault, write, later) -> None:
    note = given_up(settings)
    later(2)
    write("Inbox/20260908_080000_phone_Comfrey.txt", f"{words}{ADDRESS}\n")
    (outcome,) = Inbox(vault, pages=there).run()
    assert (outcome.status, vault / outcome.note) == ("duplicate", note)
    assert "asked for again" in " ".join(outcome.warnings)
    assert Inbox(vault, pages=there).status().pending == (outcome.note,)
    assert "> Not fetched yet: the page is gone (404).\n" in note.read_text()
    later(1)
    (done,) = Inbox(vault, pages=there).run()
    assert done.status == "updated"
    text = (vault / done.note).read_text()
    assert "Its leaves feed the compost" in text
    assert "Not fetched" not in text
    assert len([path for path in vault.rglob("*.md") if "Comfrey" in path.name or "garden" in path.name]) == 1


def test_words_beside_the_address_are_a_note_of_their_own_and_the_page_is_asked_for(given_up, vault, write, later) -> None:
    note = given_up()
    later(2)
    write("Inbox/20260908_080000_phone_Tea.txt", f"Dig some into the new bed before the frost comes.\n\n{ADDRESS}\n")
    (outcome,) = Inbox(vault, pages=there).run()
    assert outcome.status == "created"
    assert f"same page as [[{note.stem}]]" in (vault / outcome.note).read_text()
    later(1)
    (done,) = Inbox(vault, pages=there).run()
    assert "Its leaves feed the compost" in (vault / done.note).read_text()


def test_a_page_that_is_still_gone_is_given_up_again(given_up, vault, write, later) -> None:
    note = given_up()
    before = note.read_text()
    later(2)
    write("Inbox/20260908_080000_phone_Comfrey.txt", f"{ADDRESS}\n")
    Inbox(vault, pages=gone).run()
    later(1)
    (done,) = Inbox(vault, pages=gone).run()
    assert (done.status, vault / done.note) == ("updated", note)
    assert GIVEN_UP in note.read_text()
    assert "status: draft" in note.read_text()
    assert [line for line in note.read_text().split("\n") if "modified" not in line] == [
        line for line in before.split("\n") if "modified" not in line
    ]


def test_a_note_written_within_the_hour_is_left_as_it_is(given_up, vault, write, quiet) -> None:
    note = given_up()
    before = note.read_text()
    quiet()
    write("Inbox/20260908_080000_phone_Comfrey.txt", f"{ADDRESS}\n")
    (outcome,) = Inbox(vault, pages=there).run()
    assert (outcome.status, outcome.warnings) == ("duplicate", ())
    assert note.read_text() == before


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("status: draft", "status: done"),
        ("is gone (404).\n", "is gone (404). I have it on paper.\n"),
        ("> Not fetched", "Lost\n\n> Not fetched"),
    ],
)
def test_what_the_user_has_changed_stays(ours, theirs, given_up, vault, write, later) -> None:
    note = given_up()
    note.write_text(note.read_text().replace(ours, theirs))
    before = note.read_text()
    later(2)
    write("Inbox/20260908_080000_phone_Comfrey.txt", f"{ADDRESS}\n")
    (outcome,) = Inbox(vault, pages=there).run()
    assert (outcome.status, outcome.warnings) == ("duplicate", ())
    assert note.read_text() == before


def test_a_note_that_the_user_moved_waits_where_it_lies(given_up, vault, write, later) -> None:
    note = given_up()
    (vault / "Garden").mkdir()
    moved = note.rename(vault / "Garden" / "Russian comfrey.md")
    later(2)
    write("Inbox/20260908_080000_phone_Comfrey.txt", f"{ADDRESS}\n")
    (outcome,) = Inbox(vault, pages=there).run()
    assert outcome.note == "Garden/Russian comfrey.md"
    later(1)
    (done,) = Inbox(vault, pages=there).run()
    assert done.note == outcome.note
    assert "Its leaves feed the compost" in moved.read_text()


def test_asking_again_is_undone_with_its_run(given_up, vault, write, later) -> None:
    note = given_up()
    before = note.read_text()
    later(2)
    write("Inbox/20260908_080000_phone_Comfrey.txt", f"{ADDRESS}\n")
    Inbox(vault, pages=there).run()
    assert note.read_text() != before
    undone = Inbox(vault, pages=there).undo(last_run=True)
    assert sorted(result.did for result in undone) == ["held", "restored"]
    assert note.read_text() == before
    later(1)
    assert Inbox(vault, pages=there).run() == []
    assert note.read_text() == before


def silent(url: str):
    raise FetchError(url, "no answer", retryable=True)


@pytest.mark.parametrize("asked", [True, False], ids=["asked again", "not asked"])
def test_a_page_that_was_taken_back_comes_again_only_where_it_is_shared_anew(asked, vault, write, later, own_machine) -> None:
    write("Inbox/20260901_080000_phone_Comfrey.txt", f"Comfrey for the compost.\n\n{ADDRESS}\n")
    Inbox(vault, pages=silent).run()
    later(2)
    (done,) = Inbox(vault, pages=there).run()
    assert done.status == "updated"
    (undone,) = Inbox(vault).undo(done.note)
    assert undone.did == "restored"
    later(26)
    if asked:
        write("Inbox/20260908_080000_phone_Comfrey.txt", f"{ADDRESS}\n")
        (outcome,) = Inbox(vault, pages=there).run()
        assert (outcome.status, "asked for again" in " ".join(outcome.warnings)) == ("duplicate", True)
    for _ in range(2):
        later(26)
        for file in own_machine.rglob("retries.json"):
            file.write_text(json.dumps({"when": 0.0}))
        Inbox(vault, pages=there).run()
    assert ("bees love its flowers" in (vault / undone.note).read_text()) is asked


@pytest.mark.parametrize(
    ("old", "new"), [("> Not fetched yet: no answer.\n", ""), ("status: pending\n", "status: draft\n")], ids=["no line", "another status"]
)
def test_a_page_that_was_taken_back_stays_away_on_every_machine_where_the_note_says_so(old, new, vault, write, later, own_machine) -> None:
    write("Inbox/20260901_080000_phone_Comfrey.txt", f"{ADDRESS}\n")
    Inbox(vault, pages=silent).run()
    later(2)
    (done,) = Inbox(vault, pages=there).run()
    (undone,) = Inbox(vault).undo(done.note)
    note = vault / undone.note
    assert old in note.read_text()
    note.write_text(note.read_text().replace(old, new))
    before = note.read_bytes()
    for file in [*own_machine.rglob("*.json"), *own_machine.rglob("*.jsonl")]:
        file.unlink()
    for _ in range(3):
        later(26)
        for file in own_machine.rglob("retries.json"):
            file.write_text(json.dumps({"when": 0.0}))
        assert Inbox(vault, pages=there).run() == []
    assert [result.outcome.status for result in Inbox(vault, pages=there).refresh()] == ["skipped"]
    assert note.read_bytes() == before
