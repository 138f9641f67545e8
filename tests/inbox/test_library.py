"""The Python interface: drafts, drops by script, steps and pages of one's own."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path

import pytest

import vault_inbox
from vault_inbox import (
    DEFAULT_STEPS,
    Article,
    ConfigError,
    Drop,
    DropError,
    Inbox,
    Note,
    Outcome,
    Page,
    read_drop,
    read_page,
    render,
    split_drop,
    update,
)


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


@pytest.mark.parametrize(
    "change",
    [
        {"properties": {"nested": {"a": 1}}},
        {"properties": {"number": float("nan")}},
        {"connections": ("24-computing/X.md",)},
        {"tags": "abc"},
        {"title": None},
        {"created": "2025-09-18"},
        {"modified": 3},
        {"published": "today"},
        {"category": 24},
        {"category": ("24-computing",)},
        {"author": None},
        {"author": ("Ann", 3)},
        {"folder": None},
        {"file_name": 1},
        {"references": ("https://example.org/a",)},
        {"feed": "https://example.org/feed"},
        {"properties": None},
        {"tags": {"a": 1}},
    ],
    ids=str,
)
def test_a_step_whose_note_cannot_be_written_is_left_out(vault, write, change):
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    (outcome,) = Inbox(vault, steps=[lambda note, ctx: replace(note, **change)]).run()
    assert outcome.status == "created"
    assert len(outcome.warnings) == 1
    assert "failed and was left out" in outcome.warnings[0]


@pytest.mark.parametrize("category", [".obsidian/x", "Inbox", "../../x", "/etc", "Templates"])
def test_no_step_and_no_header_files_a_note_where_none_belongs(vault, write, category):
    write(".obsidian/templates.json", '{"folder": "Templates"}')
    (vault / "Templates").mkdir()
    write("Inbox/a.txt", "Comfrey makes the compost hot.\n")
    (outcome,) = Inbox(vault, steps=[lambda note, ctx: replace(note, category=category)]).run()
    assert (outcome.status, outcome.note) == ("created", "Unfiled/a.md")
    assert outcome.warnings
    write("Inbox/b.txt", f"Category: {category}\n\nAnd so does fresh grass.\n")
    (outcome,) = Inbox(vault, steps=[]).run()
    assert (outcome.status, outcome.note) == ("created", "Unfiled/b.md")


@pytest.mark.parametrize("name", ["Vault Inbox.md", "24-computing/mine.md", "Inbox/Held/h.txt", "Inbox/nothing.txt", "../outside.txt"])
def test_only_drops_are_processed(vault, write, name):
    path = write(name, "```toml\n```\nMine.\n") if "nothing" not in name else vault / name
    with pytest.raises(DropError):
        Inbox(vault).process(path)
    assert path.exists() or "nothing" in name


def test_a_page_source_that_breaks_costs_its_page_alone(vault, write):
    def pages(url):
        if url.endswith("/1"):
            raise RuntimeError("out of paper")
        if url.endswith("/3"):
            return Page(url, "text/html", b"busy", status=503)
        text = b"<p>" + b"A page about the heap in winter, and what the worms do below the frost. " * 9 + b"</p>"
        return Page(url, "text/html", b"<article><h1>Heap</h1>" + text + b"</article>", 200, "javascript:alert(1)")

    write("Inbox/a.txt", "Some words of mine about these.\n\nhttps://e.org/1\n\nhttps://e.org/2\n\nhttps://e.org/3\n")
    (outcome,) = Inbox(vault, pages=pages).run()
    text = (vault / outcome.note).read_text()
    assert outcome.status == "pending"
    assert "what the worms do" in text
    assert "## Scraped from https://e.org/2\n" in text
    assert "javascript" not in text
    assert "out of paper" in text


def test_a_note_of_the_users_with_broken_properties_goes_to_failed_at_once(vault, write, inbox):
    write("Inbox/bad.md", "---\nfoo: [unclosed\n---\nMy own words, several of them.\n")
    (outcome,) = inbox().run()
    assert (outcome.status, outcome.note) == ("failed", "Inbox/Failed/bad.md - not processed.md")
    assert (vault / "Inbox/Failed/bad.md").exists()


def test_a_tag_cannot_break_out_of_its_line(inbox):
    assert inbox().add("text", tags=["a\nTitle: x"]).read_text() == "Tags: a Title: x\n\ntext\n"


def test_drops_of_one_second_have_names_of_their_own_that_are_no_titles(vault, inbox):
    own = inbox()
    paths = [own.add(f"Thought number {word}.\n") for word in ("one", "two", "three", "four")]
    titled = [own.add("Words.\n" * number, title="Bees") for number in (1, 2, 3)]
    assert len({*paths, *titled}) == 7
    names = sorted(Path(outcome.note).name for outcome in own.run())
    assert names == sorted(
        [*(f"Thought number {word}.md" for word in ("one", "two", "three", "four")), "Bees.md", "Bees 1.md", "Bees 2.md"]
    )


def test_adding_at_once_never_loses_a_drop(vault, inbox):
    with ThreadPoolExecutor(4) as pool:
        paths = list(pool.map(lambda number: inbox().add(f"Text {number}"), range(12)))
    assert sorted(path.read_text() for path in paths) == sorted(f"Text {number}\n" for number in range(12))


def test_tags_of_the_user_are_kept_and_what_can_be_none_is_told(vault, inbox):
    own = inbox()
    own.add("Words.", tags=["2025-09", "2025/09", "_1", "v1.2", "1984", "!!"])
    (outcome,) = own.run()
    text = (vault / outcome.note).read_text()
    assert "tags:\n  - 2025-09\n  - 2025/09\n  - _1\n  - v1-2\n" in text
    assert outcome.warnings == ("“1984” can be no tag and was left out", "“!!” can be no tag and was left out")


@pytest.mark.parametrize(
    ("options", "named"),
    [({"steps": [3]}, "3"), ({"steps": "fetch"}, "steps"), ({"pages": 3}, "pages"), ({"extractors": [3]}, "extractors")],
)
def test_arguments_of_the_wrong_kind_are_refused_at_once(vault, options, named):
    with pytest.raises(ConfigError, match=named):
        Inbox(vault, **options)


def test_the_order_of_fields_is_that_of_the_contract():
    assert [field.name for field in fields(Article)][:8] == ["url", "title", "text", "author", "published", "site", "language", "verdict"]
    assert [field.name for field in fields(Outcome)] == ["drop", "part", "status", "note", "warnings", "error", "seconds"]
    assert [field.name for field in fields(Page)] == ["url", "content_type", "body", "status", "final_url"]


@pytest.mark.parametrize("kind", [None, "", "text/html", "text/html; charset=iso-8859-1"])
@pytest.mark.parametrize(
    "body", ["<html><head><title>Größe</title></head><body><p>Bienen</p></body></html>", b"", "", None, bytearray(b"x")]
)
def test_a_page_of_any_kind_is_read(kind, body):
    page = Page("https://example.org/a", kind, body)
    article = read_page(page)
    assert article.url == "https://example.org/a"
    if body and isinstance(body, str):
        assert article.title == "Größe"
