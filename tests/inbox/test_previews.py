"""What `preview` says of a file is what `run` then does with it, also where the file is no new drop."""

from __future__ import annotations

import os
import time

import pytest

from vault_inbox import DropError, NoteError
from vault_inbox.processing.arrival.intake import LARGEST

BAD = b"half\0binary"
NOTE = "Inbox/Failed/strange.txt - not processed.md"
IDEA = "20250918_114949_phone_Compost.txt"


def move(vault, source, target):
    path = (vault / source).rename(vault / target)
    os.utime(path, (time.time() - 3600,) * 2)
    return path


@pytest.fixture
def ours(vault, write, inbox):
    """The path of a note of ours that the user went on with and moved into the inbox."""
    write(f"Inbox/{IDEA}", "Comfrey makes the compost hot.\n")
    (made,) = inbox().run()
    with (vault / made.note).open("a", encoding="utf-8") as note:
        note.write("\nMy own words, é.\n")
    return move(vault, made.note, "Inbox/Compost.md")


def test_a_note_of_ours_in_the_inbox_is_filed_as_it_is(vault, inbox, ours):
    text = ours.read_text()
    (told,) = inbox().preview(ours)
    (done,) = inbox().run()
    assert (told.note, told.status, told.warnings) == (done.note, done.status, done.warnings)
    assert (done.status, told.text) == ("updated", text)
    assert (vault / done.note).read_text() == text
    (there,) = inbox().preview(vault / done.note)
    assert (there.note, there.text, there.status) == (done.note, "", "duplicate")


def test_a_copy_of_a_note_of_ours_fails_as_it_would(vault, write, inbox, ours):
    write("24-computing/Compost.md", ours.read_bytes())
    with pytest.raises(DropError) as told:
        inbox().preview(ours)
    (done,) = inbox().run()
    assert (done.status, done.error) == ("failed", str(told.value))


@pytest.fixture
def failed(vault, write, inbox):
    """The note about a drop that failed, back in the inbox."""
    write("Inbox/strange.txt", BAD)
    inbox().run()
    return move(vault, NOTE, "Inbox/strange.txt - not processed.md")


def test_a_failure_note_in_the_inbox_is_what_its_drop_becomes(vault, write, inbox, failed):
    write("Inbox/Failed/strange.txt", "Mended: comfrey.\n")
    (told,) = inbox().preview(failed)
    (done,) = inbox().run()
    assert (told.note, told.status, done.status) == (done.note, done.status, "created")
    assert told.text == (vault / done.note).read_text()


def test_a_failure_note_whose_drop_still_fails_or_is_gone_says_so(vault, inbox, failed):
    with pytest.raises(DropError, match="NUL"):
        inbox().preview(failed)
    (vault / "Inbox/Failed/strange.txt").unlink()
    with pytest.raises(DropError, match="no longer in Inbox/Failed"):
        inbox().preview(failed)


def test_failure_notes_about_each_other_end(vault, write, inbox, failed):
    text = failed.read_text()
    write("Inbox/Failed/A.md", text.replace("strange.txt", "B.md"))
    write("Inbox/Failed/B.md", text.replace("strange.txt", "A.md"))
    with pytest.raises(DropError, match="no longer in Inbox/Failed"):
        inbox().preview(vault / "Inbox/Failed/A.md")


@pytest.mark.parametrize("where", ["Inbox/big.txt", "../big.txt"])
def test_a_file_is_read_no_further_than_a_drop_may_be_long(vault, inbox, where):
    with (vault / where).open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(DropError, match="larger than 64 MB"):
        inbox().preview(vault / where)


def test_a_link_in_the_vault_leads_no_further_than_run_follows_it(vault, tmp_path, inbox):
    (tmp_path / "secret.txt").write_text("Not for the vault.\n")
    (vault / "Inbox/link.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(NoteError, match="leads out"):
        inbox().preview(vault / "Inbox/link.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "secret.txt")
    (told,) = inbox().preview(tmp_path / "link.txt")
    assert "Not for the vault." in told.text
