"""Only a note that has been quiet for a while is written into: its reader may have it open."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from vault_inbox import FetchError, Inbox, Page

ADDRESS = "https://garden.example.org/worms"
PAGE = f"<title>Worms</title><article><h1>Worms</h1>{'<p>The worms go down below the frost, and wait there for spring.</p>' * 5}</article>"


def nothing(url: str) -> Page:
    raise FetchError(url, "no answer", retryable=True)


@pytest.mark.parametrize("ahead", [-5, 20, 86_400], ids=["lately", "by a clock that is ahead", "by one that is a day ahead"])
def test_r33_a_note_changed_lately_is_left_for_later_whatever_the_other_clock_says(vault: Path, write, inbox, ahead: int) -> None:
    write("Inbox/20250918_114949_phone_.txt", f"{ADDRESS}\n")
    (made,) = Inbox(vault, pages=nothing).run()
    note = vault / str(made.note)
    then = time.time() + ahead
    os.utime(note, (then, then))
    before = note.read_bytes()
    (result,) = inbox({ADDRESS: PAGE}).refresh()
    assert result.outcome.status == "skipped"
    assert note.read_bytes() == before


def test_r33_a_quiet_note_gets_its_page(vault: Path, write, inbox, quiet) -> None:
    write("Inbox/20250918_114949_phone_.txt", f"{ADDRESS}\n")
    Inbox(vault, pages=nothing).run()
    quiet()
    (result,) = inbox({ADDRESS: PAGE}).refresh()
    assert result.outcome.status == "updated"
