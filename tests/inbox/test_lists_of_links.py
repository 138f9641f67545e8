"""A drop that is nothing but links becomes one note for each."""

from __future__ import annotations

from hashlib import sha256

LINKS = "WAL mode explained\nhttps://data.example.org/wal\n\n- [Chains](https://bikes.example.org/chain)\n- https://news.example.org/x\n"


def page(title: str) -> str:
    text = f"<p>{title} is the subject of this page, and here is what there is to say about it in one long sentence of its own.</p>" * 4
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"


PAGES = {
    "https://data.example.org/wal": page("WAL mode explained"),
    "https://bikes.example.org/chain": page("Chains"),
    "https://news.example.org/x": page("The river falls"),
}


def test_each_link_becomes_a_note_and_the_whole_is_put_away_once(vault, write, inbox):
    write("Inbox/20250918_180002_phone_Links.txt", LINKS)
    outcomes = inbox(PAGES).run()
    assert [(outcome.status, outcome.part) for outcome in outcomes] == [("created", "1/3"), ("created", "2/3"), ("created", "3/3")]
    assert [outcome.note.split("/")[-1] for outcome in outcomes] == ["WAL mode explained.md", "Chains.md", "The river falls.md"]
    child = b"Title: WAL mode explained\nURL: https://data.example.org/wal\n"
    text = (vault / outcomes[0].note).read_text()
    assert f'inbox_id: "{sha256(child).hexdigest()[:16]}"' in text
    assert "created: 2025-09-18T18:00:02" in text
    assert "source: phone" in text
    (original,) = (vault / ".vault-inbox/originals/2025-09").iterdir()
    assert original.read_text() == LINKS


def test_an_interrupted_list_goes_on_where_it_stopped(vault, write, inbox):
    write("Inbox/20250918_180002_phone_Links.txt", LINKS)
    first = inbox(PAGES).run()
    write("Inbox/20250918_180002_phone_Links.txt", LINKS)
    (vault / first[2].note).unlink()
    again = inbox(PAGES).run()
    assert [outcome.status for outcome in again] == ["duplicate", "duplicate", "created"]
    assert len(list((vault / ".vault-inbox/originals/2025-09").iterdir())) == 1


def test_notes_that_an_earlier_version_made_of_a_list_are_known(vault, write, inbox):
    page_a, page_b = "https://data.example.org/wal", "https://bikes.example.org/chain"
    former = f"{page_a}\n{page_b}\n"  # its children have the bytes that children of any list had: only addresses
    write("Inbox/list.txt", former)
    made = inbox(PAGES).run()
    (original,) = (vault / ".vault-inbox/originals").rglob("list.txt")
    original.write_text(f"Author: Jane Doe\n{former}")
    write("Inbox/list.txt", f"Author: Jane Doe\n{former}")
    again = inbox(PAGES).run()
    assert [(outcome.status, outcome.note) for outcome in again] == [("duplicate", outcome.note) for outcome in made]


def test_other_words_above_a_list_of_the_same_name_are_kept(vault, write, inbox):
    pages = "https://data.example.org/wal\nhttps://bikes.example.org/chain\n"
    write("Inbox/list.txt", pages)
    inbox(PAGES).run()
    write("Inbox/list.txt", f"Author: Jane Doe\n{pages}")
    again = inbox(PAGES).run()
    assert [outcome.status for outcome in again] == ["created", "created"]


def test_the_title_of_a_list_stands_in_each_note(vault, write, inbox):
    write("Inbox/list.txt", "Title: For the train\nhttps://data.example.org/wal\nhttps://bikes.example.org/chain\n")
    outcomes = inbox(PAGES).run()
    assert [outcome.part for outcome in outcomes] == ["1/2", "2/2"]
    assert all("via: For the train\n" in (vault / outcome.note).read_text() for outcome in outcomes)
