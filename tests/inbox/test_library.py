"""The Python interface: drafts, drops by script, steps and pages of one's own."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime

import pytest

import vault_inbox
from vault_inbox import DEFAULT_STEPS, ConfigError, Drop, Inbox, Note, Page, read_drop, read_page, render, split_drop, update


def test_draft_runs_the_steps_and_writes_nothing(vault, write, inbox):
    write("12-garden/Compost.md", "---\ntags: [garden]\n---\nGreen and brown in layers.\n")
    write("12-garden/Leaves.md", "---\ntags: [garden]\n---\nOak leaves take two years in the [[Compost]].\n")
    before = sorted(vault.rglob("*"))
    note = inbox().draft(Drop("idea.txt", b"Comfrey leaves make the compost hot within a week.", datetime(2025, 9, 18, 11, 49)))
    assert isinstance(note, Note)
    assert "12-garden/Compost.md" in [connection.target for connection in note.connections]
    assert sorted(vault.rglob("*")) == before


def test_add_writes_a_drop_that_run_makes_a_note_of(vault, inbox):
    path = inbox().add("Read this https://example.org/a", title="What: a title?", source="script", tags=["later", "to read"])
    assert path.parent == vault / "Inbox"
    os.utime(path, (0, 0))
    (outcome,) = inbox().run()
    text = (vault / outcome.note).read_text()
    assert "# What: a title?\n" in text
    assert "  - later\n  - to-read\n" in text
    assert "source: script\n" in text


def test_two_drops_in_one_second_do_not_clobber_each_other(inbox):
    paths = {inbox().add(f"idea {number}", title="Same") for number in range(5)}
    assert len(paths) == 5


def test_a_step_of_ones_own(vault, write):
    def shout(note, ctx):
        return replace(note, properties={**note.properties, "words": len(note.content.split())})

    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    (outcome,) = Inbox(vault, steps=[*DEFAULT_STEPS, shout]).run()
    assert "words: 5\n" in (vault / outcome.note).read_text()


def test_process_takes_one_file(vault, write, inbox):
    path = write("Inbox/idea.txt", "Comfrey makes the compost hot.\n", age=0)
    other = write("Inbox/other.txt", "Something else.\n")
    (outcome,) = inbox().process(path)
    assert outcome.status == "created"
    assert other.exists()


def test_the_pure_functions_need_no_vault():
    when = datetime(2025, 9, 18, 11, 49, 49)
    note = read_drop(Drop("idea.txt", b"Link: https://example.org/a\n\nRead this", captured=when))
    text = render(note)
    assert "created: 2025-09-18T11:49:49\n" in text
    assert update(text, note, base=None) == text
    assert split_drop(Drop("x.txt", b"hello")) == (Drop("x.txt", b"hello"),)
    assert read_page(Page("https://example.org/a", "text/html", b"")).verdict == "empty"


def test_public_names_are_sorted_and_there():
    assert vault_inbox.__all__ == sorted(vault_inbox.__all__, key=lambda name: (not name.isupper(), name))
    for name in vault_inbox.__all__:
        assert getattr(vault_inbox, name).__doc__ or name.isupper()
    assert set(vault_inbox.__all__) <= set(dir(vault_inbox))
    with pytest.raises(AttributeError):
        vault_inbox.nothing_of_the_kind  # noqa: B018


def test_without_a_vault_the_nearest_one_upwards_is_taken(vault, monkeypatch, tmp_path):
    (vault / "a/b").mkdir(parents=True)
    monkeypatch.chdir(vault / "a/b")
    assert Inbox().vault == vault
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="no vault"):
        Inbox()
