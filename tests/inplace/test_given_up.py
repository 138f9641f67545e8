"""A page that never comes is given up after seven days, and the note says so."""

from __future__ import annotations

import json

import pytest

from vault_inbox import FetchError, Inbox

DAY = 86_400.0


def unreachable(url: str):
    raise FetchError(url, "the site does not answer", retryable=True)


@pytest.fixture
def earlier(own_machine):
    """earlier(days) moves all that failed so many days back."""

    def move(days: float) -> None:
        (file,) = own_machine.rglob("retries/*")
        file.write_text(
            json.dumps(
                {key: value - days * DAY if key in ("first", "due") else value for key, value in json.loads(file.read_text()).items()}
            )
        )

    return move


def test_after_seven_days_a_pending_note_is_a_draft_that_says_why(vault, write, quiet, earlier) -> None:
    write("Inbox/20260901_080000_phone_Comfrey.txt", "Comfrey for the compost.\n\nhttps://garden.example/comfrey\n")
    (outcome,) = Inbox(vault, pages=unreachable).run()
    assert (outcome.status, outcome.note) == ("pending", "Unfiled/Comfrey.md")
    note = vault / outcome.note
    for days in (3, 3):
        earlier(days)
        quiet()
        Inbox(vault, pages=unreachable).refresh()
        assert "status: pending" in note.read_text()
    earlier(1)
    quiet()
    Inbox(vault, pages=unreachable).refresh()
    text = note.read_text()
    assert "status: draft" in text
    assert "## Scraped from https://garden.example/comfrey\n> Not fetched: the site does not answer" in text
    assert "Comfrey for the compost." in text
    quiet()
    Inbox(vault, pages=unreachable).refresh()
    assert note.read_text() == text


NO_FETCH = "```toml\nsteps = ['title', 'summary', 'tags', 'category', 'connections']\n```\n"


@pytest.mark.parametrize("how", ["its drop is gone", "the step that fetches is left out"])
@pytest.mark.parametrize("edit", ["", "heading", "line"])
@pytest.mark.parametrize("memory", ["", "no record"])
def test_after_seven_days_a_note_that_cannot_be_made_again_is_a_draft_that_says_why(
    how, edit, memory, vault, write, quiet, earlier, own_machine
) -> None:
    def refused(url: str):
        raise FetchError(url, "the site refuses connections", retryable=True)

    write("Inbox/20260901_080000_phone_Comfrey.txt", "Comfrey for the compost.\n\nhttps://garden.example/comfrey\n")
    (outcome,) = Inbox(vault, pages=refused).run()
    note = vault / outcome.note
    heading, line = "## Scraped from https://garden.example/comfrey\n", "> Not fetched yet: the site refuses connections.\n"
    assert heading + line in note.read_text()
    changed = {"heading": (heading, "## Comfrey\n"), "line": (line, line.replace(".\n", ". Mine.\n"))}.get(edit, ("", ""))
    note.write_text(note.read_text().replace(*changed))
    if how == "its drop is gone":
        next((vault / ".vault-inbox/originals").rglob("*.txt")).unlink()
    else:
        write("Vault Inbox.md", NO_FETCH)
    for record in own_machine.rglob("records/*/*.json") if memory else ():
        record.unlink()
    quiet()
    earlier(7)
    (outcome,) = Inbox(vault, pages=refused).run()
    assert outcome.status == "updated"
    text = note.read_text()
    assert "status: draft" in text
    assert "Comfrey for the compost." in text
    is_known = edit == "" or (edit == "heading" and not memory)
    assert ("> Not fetched: the site refuses connections.\n" in text) == is_known
    assert ("Not fetched yet" in text) != is_known
    assert ("Mine." in text) == (edit == "line")
    assert not list(own_machine.rglob("retries/*.json"))
    quiet()
    (again,) = Inbox(vault, pages=refused).refresh()
    assert (again.outcome.status, again.outcome.error) == ("skipped", None)
    assert note.read_text() == text
    assert Inbox(vault, pages=refused).status().pending == ()


NO_STATUS = '```toml\n[note.properties]\nstatus = ""\n```\n'


@pytest.mark.parametrize("settings", ["", NO_STATUS], ids=["status", "no status"])
@pytest.mark.parametrize("drop", ["there", "gone"])
def test_a_note_that_was_given_up_waits_no_more_though_the_user_wrote_into_a_line(settings, drop, vault, write, quiet, earlier) -> None:
    if settings:
        write("Vault Inbox.md", settings)
    write(
        "Inbox/20260901_080000_phone_Comfrey.txt",
        "Comfrey for the compost.\n\nhttps://garden.example/comfrey\n\nhttps://garden.example/tea\n",
    )
    (outcome,) = Inbox(vault, pages=unreachable).run()
    note = vault / outcome.note
    line = "> Not fetched yet: the site does not answer"
    note.write_text(note.read_text().replace(f"{line}.", f"{line}. Mine.", 1))
    if drop == "gone":
        next((vault / ".vault-inbox/originals").rglob("*.txt")).unlink()
    earlier(7)
    quiet()
    (given_up,) = Inbox(vault, pages=unreachable).refresh()
    assert given_up.outcome.status == "updated"
    text = note.read_text()
    assert f"{line}. Mine.\n" in text
    assert "> Not fetched: the site does not answer.\n" in text
    quiet()
    (again,) = Inbox(vault, pages=unreachable).refresh()
    assert (again.outcome.status, again.outcome.error) == ("skipped", None)
    assert note.read_text() == text
    assert Inbox(vault, pages=unreachable).status().pending == ()


def test_a_note_without_a_status_waits_again_where_a_device_puts_our_line_back(vault, write, quiet, earlier) -> None:
    def refused(url: str):
        raise FetchError(url, "the site refuses connections", retryable=True)

    write("Vault Inbox.md", NO_STATUS)
    write("Inbox/20260901_080000_phone_Comfrey.txt", "Comfrey for the compost.\n\nhttps://garden.example/comfrey\n")
    (outcome,) = Inbox(vault, pages=refused).run()
    waiting = (vault / outcome.note).read_text()
    earlier(7)
    quiet()
    Inbox(vault, pages=refused).refresh()
    assert Inbox(vault, pages=refused).status().pending == ()
    (vault / outcome.note).write_text(waiting)
    assert Inbox(vault, pages=refused).status().pending == (outcome.note,)
