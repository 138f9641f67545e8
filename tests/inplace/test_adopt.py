"""Notes of the script before this program become ours, and keep every byte."""

from __future__ import annotations

from hashlib import sha256

import pytest
from click.testing import CliRunner

from vault_inbox.cli.main import cli
from vault_inbox.notes.earlier.adopted import address_of

OLD = """---
type: note
category: 12-garden
created: 2025-09-18 11:51
modified: 2025-09-18 11:51
tags:
- Compost Heap
- garden
status: draft
source: inbox_processing
original_file: 20250918_114949_rss_Compost_in_winter.txt
---


# Compost in winter

## summary
A heap in winter sleeps.

## content
RSS Feed: Garden &amp; Heap
Source: https://garden.example.org/feed.xml
Link: https://garden.example.org/compost-in-winter?utm_source=rss#top

Compost in winter

## Scraped from https://garden.example.org/feed.xml
<?xml version="1.0"?><feed><link href="https://other.example.org/"/></feed>

## Scraped from https://garden.example.org/compost-in-winter
Compost in winter Garden & Heap Subscribe A heap in winter sleeps.


## connections
- processed from phone shortcut"""
DROP = b"RSS Feed: Garden & Heap\nLink: https://garden.example.org/compost-in-winter\n\nCompost in winter\n"
ADDRESS = "https://garden.example.org/compost-in-winter"


def test_an_old_note_gets_two_lines_and_keeps_every_byte(vault, write, inbox):
    write("12-garden/Compost in winter.md", OLD)
    (result,) = inbox().adopt()
    identity = sha256(OLD.encode()).hexdigest()[:16]
    wanted = OLD.replace("source: inbox_processing\n", f"source: inbox_processing\nurl: {ADDRESS}\n").replace(
        "winter.txt\n---", f'winter.txt\ninbox_id: "{identity}"\n---'
    )
    assert (vault / "12-garden/Compost in winter.md").read_text() == wanted
    assert (result.outcome.status, result.outcome.note) == ("updated", "12-garden/Compost in winter.md")
    assert inbox().adopt() == []


@pytest.mark.parametrize("shape", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text, lambda text: text + "\n"])
def test_line_ends_and_marks_stay(shape, vault, write, inbox):
    write("Old.md", shape(OLD))
    inbox().adopt()
    new = (vault / "Old.md").read_bytes().decode()
    added = [line for line in new.split("\n") if line not in shape(OLD).split("\n")]
    assert [line.partition(":")[0] for line in added] == ["url", "inbox_id"]
    assert "\n".join(line for line in new.split("\n") if line not in added) == shape(OLD)


def test_the_identity_is_that_of_the_drop_where_it_is_kept(vault, write, inbox):
    write("Old.md", OLD)
    write(".vault-inbox/originals/2025-09/20250918_114949_rss_Compost_in_winter.txt", DROP)
    inbox().adopt()
    assert f'inbox_id: "{sha256(DROP).hexdigest()[:16]}"' in (vault / "Old.md").read_text()
    write("Inbox/20250918_114949_rss_Compost_in_winter.txt", DROP)
    (outcome,) = inbox().run()
    assert (outcome.status, outcome.note) == ("duplicate", "Old.md")


def test_a_dry_run_shows_the_lines_and_writes_nothing(vault, write, inbox, look):
    write("Old.md", OLD)
    before = look()
    result = CliRunner().invoke(cli, ["adopt", "--dry-run", str(vault)])
    added = [line for line in result.output.split("\n") if line.startswith("+") and not line.startswith("+++")]
    assert [line.partition(":")[0] for line in added] == ["+url", "+inbox_id"]
    assert look() == before


def test_adopted_notes_can_be_given_back(vault, write, inbox, look, quiet):
    write("Old.md", OLD)
    write("Older.md", OLD.replace("winter", "summer"))
    before = look()
    assert len(inbox().adopt()) == 2
    assert {result.did for result in inbox().undo(last_run=True)} == {"restored"}
    assert look() == before
    quiet()
    inbox().adopt()
    (result,) = inbox().undo("Old")
    assert (result.did, (vault / "Old.md").read_text()) == ("restored", OLD)


def test_an_adopted_note_is_kept_current_and_keeps_its_own_lines(vault, write, inbox, quiet):
    write("12-garden/Compost in winter.md", OLD + "\n- [[My link]] (why I think so)\n")
    write("12-garden/Heap.md", "# Heap\n\nThe compost heap in winter sleeps: a heap in winter, compost in winter.\n")
    inbox().adopt()
    quiet()
    (recorded,) = inbox().refresh()
    assert recorded.diff == ""
    before = (vault / "12-garden/Compost in winter.md").read_text()
    write("12-garden/Winter.md", "# Compost in winter and the heap\n\nCompost in winter: the heap sleeps, garden and heap.\n")
    inbox().refresh()
    after = (vault / "12-garden/Compost in winter.md").read_text()
    assert [line for line in before.split("\n") if line not in after.split("\n")] == []


def test_notes_that_are_not_the_scripts_are_left(vault, write, inbox, look):
    write("Mine.md", "---\nsource: phone\n---\nI once used inbox_processing.\n")
    write("Broken.md", "---\nsource: inbox_processing\na: [\n---\nText.\n")
    write("Ours.md", '---\nsource: inbox_processing\ninbox_id: "0123456789abcdef"\n---\nText.\n')
    before = look()
    (result,) = inbox().adopt()
    assert (result.outcome.status, result.outcome.note) == ("failed", "Broken.md")
    assert look() == before


def test_two_notes_of_the_same_text_are_not_confused(vault, write, inbox):
    write("a/Old.md", OLD)
    write("b/Old.md", OLD)
    assert [result.outcome.status for result in inbox().adopt()] == ["updated", "skipped"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (OLD, "https://garden.example.org/compost-in-winter?utm_source=rss#top"),
        ("## content\nSource: https://e.org/feed\n\n## Scraped from https://e.org/feed\nText\n", ""),
        ("## content\nx\n\n## Scraped from https://e.org/f\n<?xml version='1.0'?>\n\n## Scraped from https://e.org/page\nText\n", "https://e.org/page"),
        ("## content\nWords only.\n", ""),
        ("## content\nx\n\n## Scraped from https://e.org/page\nLink: https://other.example/\n", "https://e.org/page"),
    ],
)  # fmt: skip
def test_the_address_is_the_links_or_a_scraped_pages(text: str, address: str) -> None:
    assert address_of(text) == address


def test_an_original_that_leads_out_of_the_vault_stops_no_other_note(vault, write, inbox, tmp_path):
    write("A.md", OLD)
    write("B.md", OLD.replace("_winter.txt", "_summer.txt").replace("winter", "summer"))
    (tmp_path / "elsewhere.txt").write_bytes(DROP)
    original = vault / ".vault-inbox/originals/2025-09/20250918_114949_rss_Compost_in_winter.txt"
    original.parent.mkdir(parents=True)
    original.symlink_to(tmp_path / "elsewhere.txt")
    first, second = (result.outcome for result in inbox().adopt())
    assert (first.status, first.note, "leads out of the vault" in (first.error or "")) == ("failed", "A.md", True)
    assert (second.status, second.note) == ("updated", "B.md")
    assert (vault / "A.md").read_text() == OLD


def test_a_note_that_is_edited_while_a_person_is_asked_is_not_told_as_adopted(vault, write, inbox, own_machine):
    note = write("12-garden/Compost in winter.md", OLD)

    def agree(result: object) -> bool:
        note.write_text(OLD.replace("A heap in winter sleeps.\n", "A heap in winter sleeps. Mine.\n", 1))
        return True

    (result,) = inbox().adopt(agree=agree)
    assert (result.outcome.status, "changed meanwhile" in str(result.outcome.error)) == ("failed", True)
    assert not list(own_machine.rglob("writes/*/*.json"))
