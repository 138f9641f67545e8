"""A `.md` drop with prose is the user's own note: every byte stays."""

from __future__ import annotations

import pytest

OWN = (
    '---\r\nmood: puzzled   # my own key\r\ntags: [baking]\r\nno: "12"\r\n---\r\n'
    "The third flat loaf in a row.\r\n\r\n- [ ] half the starter\r\n- new [[Flour]], `= this.mood` and #tag\r\n\r\n"
    "<% tp.date.now() %>\r\nno last newline"
)


def test_the_text_and_the_properties_are_carried_over_byte_for_byte(vault, write, inbox):
    write("Inbox/Thoughts on bread.md", OWN)
    (outcome,) = inbox().run()
    assert outcome.status == "created"
    assert outcome.note.endswith("Thoughts on bread.md")
    data = (vault / outcome.note).read_bytes()
    body = OWN.partition("---\r\nThe third")[2]
    assert ("The third" + body).encode() in data
    for line in ("mood: puzzled   # my own key\r\n", 'no: "12"\r\n'):
        assert line.encode() in data
    assert b"\n" not in data.replace(b"\r\n", b"")
    text = data.decode()
    assert text.index("no last newline") < text.index("## connections\r\n- processed from inbox")
    assert "tags: [baking" in text


def test_the_original_of_a_users_note_is_kept_too(vault, write, inbox):
    write("Inbox/Thoughts on bread.md", OWN)
    inbox().run()
    (original,) = (vault / ".vault-inbox/originals").rglob("*.md")
    assert original.read_bytes() == OWN.encode()


def test_a_note_in_which_someone_may_be_typing_is_left_for_the_next_time(vault, write, inbox):
    path = write("Inbox/Diary.md", "Today I began to write and have not fin", age=5)
    (outcome,) = inbox().run()
    assert (outcome.status, outcome.note) == ("skipped", None)
    assert path.read_text() == "Today I began to write and have not fin"


def test_relative_links_follow_the_note_when_it_moves(vault, write, inbox):
    write("Inbox/photo.png", b"\x89PNG\r\n")
    write("12-garden/Compost.md", "Warm again.\n")
    write("Inbox/Heap.md", "The heap today: ![heap](photo.png), compare [the other](../12-garden/Compost.md).\n")
    outcomes = {outcome.drop: outcome for outcome in inbox().run()}
    assert outcomes["Inbox/photo.png"].status == "skipped"
    text = (vault / outcomes["Inbox/Heap.md"].note).read_text()
    assert outcomes["Inbox/Heap.md"].note == "Unfiled/Heap.md"
    assert "![heap](../Inbox/photo.png)" in text
    assert "[the other](../12-garden/Compost.md)" in text


def test_a_note_of_ours_moved_into_the_inbox_is_filed_again(vault, write, inbox):
    write("Inbox/12-garden/idea.txt", "Comfrey makes the compost hot.\n")
    (first,) = inbox().run()
    assert first.note.startswith("12-garden/")
    text = (vault / first.note).read_bytes()
    write("Inbox/24-computing/" + first.note.split("/")[1], text)
    (vault / first.note).unlink()
    (again,) = inbox().run()
    assert again.note == "24-computing/" + first.note.split("/")[1]
    assert (vault / again.note).read_bytes() == text
    assert not (vault / first.note).exists()


def test_definitions_and_html_lead_to_their_files_again_and_a_new_folder_has_a_name_for_every_system(vault, write, inbox):
    write("Inbox/What now?/p.png", b"x")
    write("Inbox/What now?/My walk.md", 'I walked. ![][pic] <img src="p.png">\n\n[pic]: p.png\n')
    (outcome,) = [each for each in inbox().run() if each.note]
    assert outcome.note == "What now/My walk.md"
    text = (vault / outcome.note).read_text()
    moved = "../Inbox/What%20now%3F/p.png"
    assert f'<img src="{moved}">' in text
    assert f"[pic]: {moved}\n" in text
    assert "category: What now\n" in text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_prose_between_two_rules_is_no_block_of_properties_and_stays(vault, write, inbox, newline):
    own = "---\n\nThe third flat loaf in a row.\n\nWhy: too cold.\n\n---\n\nMore of it.\n".replace("\n", newline)
    write("Inbox/Bread.md", own)
    (outcome,) = inbox().run()
    assert outcome.status == "created"
    data = (vault / outcome.note).read_bytes().decode()
    properties, _, rest = data.partition(f"{newline}---{newline}")
    assert properties.startswith(f"---{newline}type: note")
    assert rest.startswith(own)
    assert f"processed from inbox{newline}" in rest


def test_broken_properties_fail_with_what_to_do(write, inbox):
    write("Inbox/Bread.md", "---\nmood: a: b\n---\nThe third flat loaf.\n")
    (outcome,) = inbox().run()
    assert outcome.status == "failed"
    assert "mend what stands between the first two lines `---`" in outcome.error
