"""Undo takes back the very note that was made: no copy of it, no other note at its path, and none of an earlier life."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vault_inbox import FetchError, Inbox, Page

TEXT = "Title: Blue Whale\n\nThe blue whale is the largest animal that has ever lived.\n"
URL = "https://whales.example.org/blue"
PAGES = {URL: "<title>Blue whales</title><article><h1>Blue whales</h1>" + "<p>The blue whale sings in deep waters for hours.</p>" * 9}
DEVICE = "Unfiled/Blue Whale (Conflicted copy phone 202509181149).md"


@pytest.fixture
def made(vault, write, inbox) -> Path:
    """A note of ours, made by the last run."""
    write("Inbox/a.txt", TEXT)
    (outcome,) = inbox().run()
    return vault / outcome.note


def no_answer(url: str) -> Page:
    raise FetchError(url, "the site refuses connections", retryable=True)


def forget(own_machine: Path, *keys: str) -> None:
    """Leave out of the history what earlier versions did not write there."""
    (history,) = own_machine.rglob("history.jsonl")
    lines = [json.loads(line) for line in history.read_text().splitlines()]
    history.write_text("".join(json.dumps({key: value for key, value in line.items() if key not in keys}) + "\n" for line in lines))


@pytest.mark.parametrize("edit", ["", "\nMy words on the phone.\n"], ids=["the same", "edited"])
@pytest.mark.parametrize("keep_edits", [False, True])
@pytest.mark.parametrize("copy", [DEVICE, "Archive/Blue Whale copy.md"])
def test_a_copy_of_the_note_is_not_taken_for_the_note(copy, keep_edits, edit, made, vault, write, inbox):
    text = made.read_bytes() + edit.encode()
    write(copy, text)
    (result,) = inbox().undo(last_run=True, keep_edits=keep_edits)
    assert (result.did, result.note) == ("trashed", made.relative_to(vault).as_posix())
    assert (vault / copy).read_bytes() == text
    assert not made.exists()


def test_of_copies_that_all_lie_elsewhere_none_is_taken(made, vault, write, inbox, look):
    for name in ("Archive/One.md", "Archive/Two.md"):
        write(name, made.read_bytes())
    made.unlink()
    before = look()
    (result,) = inbox().undo(last_run=True)
    assert (result.did, "Archive/One.md, Archive/Two.md" in result.why) == ("refused", True)
    assert look() == before


def test_a_copy_that_is_named_is_refused_and_the_note_can_still_be_taken_back(made, vault, write, inbox, look):
    write("Archive/Blue Whale copy.md", made.read_bytes())
    before = look()
    (result,) = inbox().undo("Archive/Blue Whale copy.md")
    assert (result.did, "it is a copy of Unfiled/Blue Whale.md" in result.why) == ("refused", True)
    assert look() == before
    (result,) = inbox().undo("Unfiled/Blue Whale.md")
    assert result.did == "trashed"


COPIES = (
    " (Conflicted copy phone 202509181149)",
    ".sync-conflict-20250918-114900-ABCDEFG",
    " (conflicted copy 2025-09-18 114900)",
    "_conflict-20250918-114900",
)


@pytest.mark.parametrize("moved", ["Archive/Blue Whale.md", "Unfiled/My whale.md"], ids=["moved", "renamed"])
@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("how", ["named", "last run"])
def test_a_conflict_copy_beside_a_note_that_was_moved_stays(how, copy, moved, made, vault, write, inbox):
    text = made.read_bytes()
    write(moved, text)
    made.unlink()
    other = write(moved.replace(".md", f"{copy}.md"), text + b"\nOlder words.\n")
    (result,) = inbox().undo(moved) if how == "named" else inbox().undo(last_run=True)
    assert (result.did, result.note, result.drop) == ("trashed", moved, "Inbox/Held/a.txt")
    assert other.read_bytes() == text + b"\nOlder words.\n"
    assert not (vault / moved).exists()


def test_a_note_that_was_completed_and_moved_gets_its_former_text_also_beside_a_conflict_copy(vault, write, inbox):
    write("Inbox/a.txt", f"Blue Whale.\n\n{URL}\n")
    (outcome,) = Inbox(vault, pages=no_answer).run()
    former = (vault / outcome.note).read_bytes()
    write(outcome.note, former)
    (done,) = inbox(PAGES).refresh()
    text = (vault / str(done.outcome.note)).read_bytes()
    assert text != former
    (vault / str(done.outcome.note)).unlink()
    moved = write("Archive/My whale.md", text)
    copy = write(f"Archive/My whale{COPIES[0]}.md", text)
    (result,) = inbox().undo(last_run=True)
    assert (result.did, moved.read_bytes(), copy.read_bytes()) == ("restored", former, text)


def test_a_conflict_copy_that_is_named_is_refused_while_its_note_lies_beside_it(made, write, inbox, look):
    write("Archive/Blue Whale.md", made.read_bytes())
    write(f"Archive/Blue Whale{COPIES[0]}.md", made.read_bytes())
    made.unlink()
    before = look()
    (result,) = inbox().undo(f"Archive/Blue Whale{COPIES[0]}.md")
    assert (result.did, "it is a copy of Archive/Blue Whale.md" in result.why) == ("refused", True)
    assert look() == before


@pytest.mark.parametrize("copy", ["Archive/Blue Whale 1.md", f"Elsewhere/Blue Whale{COPIES[0]}.md", f"Archive/Whale{COPIES[0]}.md"])
def test_of_notes_whose_names_do_not_tell_the_copy_only_the_one_that_is_named_is_taken_back(copy, made, vault, write, inbox, look):
    text = made.read_bytes()
    write("Archive/Blue Whale.md", text)
    write(copy, text)
    made.unlink()
    before = look()
    (result,) = inbox().undo(last_run=True)
    assert (result.did, "which of them is the note cannot be told" in result.why) == ("refused", True)
    assert look() == before
    (result,) = inbox().undo("Archive/Blue Whale.md")
    assert (result.did, result.note) == ("trashed", "Archive/Blue Whale.md")
    assert (vault / copy).read_bytes() == text


def test_a_conflict_copy_that_alone_is_left_is_the_note(made, vault, write, inbox):
    write(DEVICE, made.read_bytes())
    made.unlink()
    (result,) = inbox().undo(last_run=True)
    assert (result.did, result.note) == ("trashed", DEVICE)


EXCLUDED = {
    "Archive/Worms.md": (".obsidian/app.json", '{"userIgnoreFilters": ["Archive/"]}'),
    "Templates/Blue Whale.md": (".obsidian/templates.json", '{"folder": "Templates"}'),
    "Daily/2026-09-18.md": (".obsidian/daily-notes.json", '{"folder": "Daily"}'),
}


@pytest.mark.parametrize("edit", ["", "\nMy own thoughts.\n"], ids=["as made", "edited"])
@pytest.mark.parametrize("moved", EXCLUDED)
def test_a_note_moved_to_where_the_index_does_not_look_is_told_of_and_stays(moved, edit, made, vault, write, inbox, look):
    write(*EXCLUDED[moved])
    write(moved, made.read_text() + edit)
    made.unlink()
    before = look()
    for _ in range(2):
        (result,) = inbox().undo(last_run=True)
        assert (result.did, moved in result.why) == ("refused", True)
        assert look() == before
    (result,) = inbox().undo(moved, keep_edits=True)
    assert (result.did, result.drop) == ("kept" if edit else "trashed", "Inbox/Held/a.txt")


def test_a_note_that_became_a_template_is_not_taken_for_deleted(made, vault, write, inbox, look):
    made.write_text(made.read_text() + "\n<% tp.date.now() %>\n")
    before = look()
    (result,) = inbox().undo(last_run=True)
    assert (result.did, "--keep-edits" in result.why) == ("refused", True)
    assert look() == before


def test_a_note_in_a_folder_that_was_excluded_since_is_taken_back(made, vault, write, inbox):
    write(".obsidian/app.json", '{"userIgnoreFilters": ["Unfiled/"]}')
    (result,) = inbox().undo(last_run=True)
    assert (result.did, result.note, made.exists()) == ("trashed", "Unfiled/Blue Whale.md", False)


def test_a_completed_note_moved_to_where_the_index_does_not_look_is_no_reason_to_take_back_the_run_before(vault, write, inbox, look):
    write("Inbox/a.txt", f"Blue Whale.\n\n{URL}\n")
    (outcome,) = Inbox(vault, pages=no_answer).run()
    former = (vault / outcome.note).read_bytes()
    write(outcome.note, former)
    (done,) = inbox(PAGES).refresh()
    note = vault / str(done.outcome.note)
    write(*EXCLUDED["Archive/Worms.md"])
    moved = write("Archive/Worms.md", note.read_bytes())
    note.unlink()
    before = look()
    (result,) = inbox().undo(last_run=True)
    assert (result.did, "Archive/Worms.md" in result.why) == ("refused", True)
    assert look() == before
    (result,) = inbox().undo("Archive/Worms.md")
    assert (result.did, moved.read_bytes()) == ("restored", former)


@pytest.mark.parametrize("name", ["Worms", "Blue Whale"])
def test_an_excluded_copy_of_a_note_that_stands_is_left(name, made, vault, write, inbox):
    write(*EXCLUDED["Archive/Worms.md"])
    copy = write(f"Archive/{name}.md", made.read_bytes())
    (result,) = inbox().undo(last_run=True)
    assert (result.did, made.exists(), copy.exists()) == ("trashed", False, True)


@pytest.mark.parametrize("named", [False, True], ids=["last run", "by name"])
def test_the_note_of_a_drop_that_comes_again_has_nothing_of_the_one_that_was_deleted(named, vault, write, inbox, quiet):
    write("Inbox/a.txt", f"{URL}\n")
    (outcome,) = Inbox(vault, pages=no_answer).run()
    assert outcome.status == "pending"
    quiet()
    (done,) = inbox(PAGES).refresh()
    (vault / done.outcome.note).unlink()  # by the user, who shares the page again
    write("Inbox/a.txt", f"{URL}\n")
    (outcome,) = inbox(PAGES).run()
    assert outcome.status == "created"
    assert [line.split()[-1] for line in inbox().explain(outcome.note)["history"]] == ["made"]
    (result,) = inbox().undo(outcome.note) if named else inbox().undo(last_run=True)
    assert (result.did, result.why) == ("trashed", "")
    assert not (vault / outcome.note).exists()


@pytest.fixture
def filed(made, vault, write, inbox) -> Path:
    """The note was moved into the inbox, and filed again by the last run."""
    write(f"Inbox/{made.name}", made.read_bytes())
    made.unlink()
    (outcome,) = inbox().run()
    assert (outcome.status, outcome.note) == ("updated", made.relative_to(vault).as_posix())
    return made


@pytest.mark.parametrize("known", [True, False], ids=["history", "history of an earlier version"])
def test_another_note_at_the_path_of_one_filed_again_stays(known, filed, vault, write, inbox, own_machine):
    text = filed.read_bytes()
    filed.rename(vault / "My whale.md")
    mine = write("Unfiled/Blue Whale.md", "# Another note of mine\n")
    if not known:
        forget(own_machine, "inbox_id", "file_id", "folder")
    results = inbox().undo(last_run=True)
    assert mine.read_text() == "# Another note of mine\n"
    if known:
        assert [(result.did, result.drop) for result in results] == [("held", "Inbox/Held/Blue Whale.md")]
        assert (vault / "Inbox/Held/Blue Whale.md").read_bytes() == text


@pytest.mark.parametrize("known", [True, False], ids=["history", "history of an earlier version"])
def test_a_note_filed_again_comes_to_held(known, filed, vault, inbox, own_machine):
    text = filed.read_bytes()
    if not known:
        forget(own_machine, "inbox_id", "file_id", "folder")
    (result,) = inbox().undo(last_run=True)
    assert (result.did, result.drop) == ("held", "Inbox/Held/Blue Whale.md")
    assert (vault / result.drop).read_bytes() == text
    assert not filed.exists()


def test_the_copy_of_a_note_filed_again_stays(filed, vault, write, inbox):
    copy = write(DEVICE, filed.read_bytes())
    (result,) = inbox().undo(last_run=True)
    assert (result.note, copy.exists(), filed.exists()) == ("Unfiled/Blue Whale.md", True, False)


@pytest.mark.parametrize(("copy", "did"), [(f"My whale{COPIES[0]}.md", "held"), ("My whale 1.md", "refused")])
def test_a_note_filed_again_that_was_renamed_is_told_from_its_conflict_copy_alone(copy, did, filed, vault, write, inbox):
    text = filed.read_bytes()
    filed.rename(vault / "My whale.md")
    write(copy, text)
    (result,) = inbox().undo(last_run=True)
    assert (result.did, (vault / "My whale.md").exists()) == (did, did == "refused")
    assert (vault / copy).read_bytes() == text


def test_drops_come_back_where_the_inbox_was_renamed_meanwhile(made, vault, write, inbox):
    write("Inbox/sub/a2.txt", TEXT)
    write("Inbox/sub/b.txt", b"abc\0\0\0def")
    assert sorted(outcome.status for outcome in inbox().run()) == ["duplicate", "failed"]
    (vault / "Inbox").rename(vault / "00 Inbox")
    write("Vault Inbox.md", '```toml\ninbox = "00 Inbox"\n```\n')
    results = inbox().undo(last_run=True)
    assert sorted(result.drop for result in results) == ["00 Inbox/Held/sub/a2.txt", "00 Inbox/Held/sub/b.txt"]
    assert not any((vault / "00 Inbox/Failed").iterdir())


def test_a_history_that_tells_no_folder_puts_drops_of_an_inbox_renamed_meanwhile_right_into_held(made, vault, write, inbox, own_machine):
    write("Inbox/sub/a2.txt", TEXT)
    inbox().run()
    forget(own_machine, "folder")
    (vault / "Inbox").rename(vault / "00 Inbox")
    write("Vault Inbox.md", '```toml\ninbox = "00 Inbox"\n```\n')
    assert [result.drop for result in inbox().undo(last_run=True)] == ["00 Inbox/Held/a2.txt"]
