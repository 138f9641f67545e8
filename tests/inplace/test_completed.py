"""A pending note whose page came: it gets everything that it waited for, and, if nobody touched it, its real name and folder."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from vault_inbox import FetchError, Inbox, Page

PARAGRAPH = "The worms go down to where the frost does not reach, and wait there until the sun has warmed the heap again in March. "
ADDRESS = "https://garden.example.org/worms"


def page(title: str) -> str:
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{f'<p>{PARAGRAPH}</p>' * 4}</article></body></html>"


PAGES = {ADDRESS: page("Where the compost worms go in winter")}


def nothing(url: str) -> Page:
    raise FetchError(url, "no answer", retryable=True)


@pytest.fixture
def pending(vault: Path, write, quiet) -> Callable[..., Path]:
    """pending(text) -> the note of a drop whose page cannot be had yet, an hour old."""

    def make(text: str = f"{ADDRESS}\n", name: str = "Inbox/20250918_114949_phone_.txt") -> Path:
        write(name, text)
        (outcome,) = Inbox(vault, pages=nothing).run()
        assert outcome.status == "pending"
        quiet()
        return vault / str(outcome.note)

    return make


def garden(write) -> None:
    for number, name in enumerate(("Compost worms", "Worm bin", "Winter heap", "Compost heap")):
        write(f"12-garden/{name}.md", f"---\ntags: [compost, worms]\n---\n# {name}\n\nThe compost worms of the heap in winter, {number}.\n")
    for name in ("SQLite", "Backups", "Python"):
        write(f"24-computing/{name}.md", f"# {name}\n\nA note about {name} and databases.\n")


def test_a_note_named_by_its_address_gets_its_real_name_once(vault, pending, inbox, quiet) -> None:
    note = pending()
    assert note.name == "Worms (garden.example.org).md"
    (result,) = inbox(PAGES).refresh()
    assert result.outcome.note == "Unfiled/Where the compost worms go in winter.md"
    assert not note.exists()
    text = (vault / result.outcome.note).read_text()
    assert "\n# Where the compost worms go in winter\n" in text
    assert "status: draft\n" in text
    quiet()
    (again,) = inbox(PAGES).refresh()
    assert (again.outcome.status, again.diff) == ("skipped", "")


@pytest.mark.parametrize("how", ["edited", "linked", "moved", "named by the drop"])
def test_a_note_that_somebody_edited_linked_moved_or_named_keeps_its_name(how, vault, pending, inbox, write, quiet) -> None:
    note = pending(f"Title: My worms\nLink: {ADDRESS}\n") if how == "named by the drop" else pending()
    if how == "edited":
        note.write_text(note.read_text() + "\nMine.\n")
    elif how == "linked":
        write("Mine.md", "See [[Worms (garden.example.org)]].\n")
    elif how == "moved":
        (vault / "My folder").mkdir()
        note = note.rename(vault / "My folder/Worms (garden.example.org).md")
    quiet()
    inbox(PAGES).refresh()
    assert "status: draft\n" in note.read_text()
    assert PARAGRAPH.strip() in note.read_text()


def test_a_completed_note_leaves_the_unfiled_folder_when_its_category_is_sure(vault, pending, inbox, write) -> None:
    garden(write)
    note = pending()
    assert note.parent.name == "Unfiled"
    (result,) = inbox(PAGES).refresh()
    assert result.outcome.note == "12-garden/Where the compost worms go in winter.md"
    assert "category: 12-garden\n" in (vault / result.outcome.note).read_text()
    (undone,) = inbox().undo(last_run=True)
    assert (undone.did, undone.note) == ("restored", "Unfiled/Worms (garden.example.org).md")
    assert "status: pending\n" in note.read_text()
    assert not (vault / result.outcome.note).exists()


@pytest.mark.parametrize("how", ["edited", "linked", "moved", "filed by year", "a category of the user's"])
def test_the_category_of_a_completed_note_says_where_it_lies(how, vault, pending, inbox, write, quiet) -> None:
    garden(write)
    if how == "filed by year":
        write("Vault Inbox.md", '```toml\n[note]\nfolder = "{year}"\n```\n')
    note = pending(f"Title: My worms\nLink: {ADDRESS}\n")
    if how == "edited":
        note.write_text(note.read_text() + "\nMine.\n")
    elif how == "linked":
        write("Mine.md", "See [[Unfiled/My worms]].\n")
    elif how == "moved":
        note = note.rename(vault / "24-computing/My worms.md")
    elif how == "a category of the user's":
        note.write_text(note.read_text().replace("status:", "category: mine\nstatus:"))
    quiet()
    (result,) = inbox(PAGES).refresh()
    assert (result.outcome.status, vault / result.outcome.note) == ("updated", note)
    text = note.read_text()
    assert PARAGRAPH.strip() in text
    said = {"moved": ["24-computing"], "filed by year": ["12-garden"], "a category of the user's": ["mine"]}.get(how, [])
    assert re.findall(r"^category: (.*)$", text, re.MULTILINE) == said
    quiet()
    assert inbox(PAGES).refresh()[0].diff == ""


@pytest.mark.parametrize("how", ["refresh", "run"])
def test_the_move_is_told_by_log_and_explain(how, vault, pending, inbox, own_machine) -> None:
    old = pending()
    if how == "refresh":
        inbox(PAGES).refresh()
    else:
        for path in (own_machine / "state").rglob("retries/*.json"):
            path.write_text(json.dumps({**json.loads(path.read_text()), "due": 0.0}))
        inbox(PAGES).run()
    new = "Unfiled/Where the compost worms go in winter.md"
    (told,) = (entry for entry in inbox().log() if entry["warnings"] and "moved" in entry["warnings"][0])
    assert (told["drop"], told["part"], told["note"]) == ("Inbox/20250918_114949_phone_.txt", "1/1", new)
    assert told["warnings"] == [f"moved from Unfiled/{old.name}"]
    made, updated = inbox().explain(new)["history"]
    assert made.endswith(f"made as Unfiled/{old.name}")
    assert updated.endswith(f"updated, moved from Unfiled/{old.name}")
    assert [result.did for result in inbox().undo(last_run=True)] == ["restored"]
    assert old.exists()


@pytest.mark.parametrize(("link", "stays"), [("[[Unfiled/My worms]]", True), ("[[My worms]]", False)])
def test_it_stays_where_a_link_of_the_users_would_break(link, stays, vault, pending, inbox, write) -> None:
    note = pending(f"Title: My worms\nLink: {ADDRESS}\n")
    garden(write)
    write("Mine.md", f"See {link}.\n")
    (result,) = inbox(PAGES).refresh()
    assert (result.outcome.note == "Unfiled/My worms.md") == stays
    assert note.exists() == stays
    assert (vault / "Mine.md").read_text() == f"See {link}.\n"


def test_our_links_to_it_follow(vault, pending, inbox, write, quiet) -> None:
    (vault / ".obsidian/app.json").write_text('{"newLinkFormat": "absolute"}')
    pending(f"Title: My worms\nLink: {ADDRESS}\n")
    write("Inbox/b.txt", "In winter My worms are asleep, and in spring My worms wake up.\n")
    (other,) = inbox().run()
    garden(write)
    assert "[[Unfiled/My worms" in (vault / other.note).read_text()
    quiet()
    inbox(PAGES).refresh()
    assert (vault / "12-garden/My worms.md").exists()
    quiet()
    inbox(PAGES).refresh()
    assert "[[12-garden/My worms" in (vault / other.note).read_text()


def test_a_note_whose_status_is_left_out_is_completed_too(vault, pending, inbox, write) -> None:
    write("Vault Inbox.md", '```toml\n[note.properties]\nstatus = ""\n```\n')
    note = pending(f"Title: My worms\nLink: {ADDRESS}\n")
    assert inbox().status().pending == ("Unfiled/My worms.md",)
    note.write_text(note.read_text().replace("# My worms", "# My worms\n\nMine."))
    os.utime(note, (0, 0))
    (result,) = inbox(PAGES).refresh()
    assert result.outcome.status == "updated"
    text = note.read_text()
    assert PARAGRAPH.strip() in text
    assert "Mine." in text
    assert "status" not in text
    assert inbox().status().pending == ()


def test_a_found_tag_comes_beside_the_users_under_another_name(vault, pending, inbox, write) -> None:
    garden(write)
    write("Vault Inbox.md", '```toml\n[note.properties]\ntags = "topics"\n[step.tags]\ncutoff = 0.1\n```\n')
    note = pending(f"Title: Notes\nTags: reading\nLink: {ADDRESS}\n")
    note.write_text(note.read_text().replace("topics:\n", "topics:\n  - mine\n"))
    os.utime(note, (0, 0))
    inbox(PAGES).refresh()
    listed = note.read_text().partition("topics:\n")[2].partition("\nstatus")[0].split("\n")
    assert {"  - mine", "  - reading"} < set(listed)


def test_a_completed_note_that_keeps_its_name_knows_its_page_by_the_pages_title(pending, vault, write, inbox) -> None:
    note = pending(f"Title: My worms\nLink: {ADDRESS}\n")
    inbox(PAGES).refresh()
    write("Inbox/20261122_101010_share_.txt", f"Where the compost worms go in winter\n{ADDRESS}?utm_source=x\n")
    (outcome,) = inbox(PAGES).run()
    assert (outcome.status, vault / str(outcome.note)) == ("duplicate", note)


def test_with_auto_off_a_page_is_waited_for_until_a_refresh_is_asked_for(vault, pending, inbox, write):
    note = pending()
    before = note.read_bytes()
    write("Vault Inbox.md", '```toml\n[refresh]\nauto = "off"\n```\n')
    assert inbox(PAGES).run() == []
    assert note.read_bytes() == before
    (result,) = inbox(PAGES).refresh()
    assert result.outcome.status == "updated"


def test_what_a_site_asks_for_holds_where_the_note_shows_no_section_for_its_page(vault, write, quiet, own_machine) -> None:
    def later(url: str) -> Page:
        raise FetchError(url, "the site refuses connections", retryable=True, retry_after=7200)

    def waits() -> list[float]:
        return [json.loads(path.read_text())["wait"] for path in (own_machine / "state").rglob("retries/*.json")]

    write("Vault Inbox.md", "```toml\n[note]\nsections = ['summary', 'content', 'connections']\n```\n")
    write("Inbox/20250918_114949_phone_.txt", f"Ask Anna about the worms. She knows where they go.\n\n{ADDRESS}\n\nThe end.\n")
    (made,) = Inbox(vault, pages=later).run()
    assert made.status == "pending"
    assert "## Scraped" not in (vault / str(made.note)).read_text()
    assert min(waits()) > 7000
    quiet()
    (result,) = Inbox(vault, pages=later).refresh()
    assert result.outcome.status == "pending"
    assert [wait > 7000 for wait in waits()] == [True]
