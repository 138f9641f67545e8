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
