"""A page that the vault has or waits for: what the user says beside it is kept, and other pages are fetched all the same."""

from __future__ import annotations

from vault_inbox import FetchError

RYE, WAL = "https://bread.example.org/rye", "https://db.example.org/wal"


def page(title: str, words: str) -> str:
    text = "".join(
        f"<p>{words} {each} is told at some length here, in a paragraph of its own, so that it is an article.</p>" for each in "abcd"
    )
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"


PAGES = {RYE: page("Rye at last", "What a sour dough wants"), WAL: page("Readers never block", "What a write-ahead log does")}


def test_a_known_page_keeps_no_new_one_from_being_fetched(vault, write, inbox):
    write("Inbox/20261119_101010_phone_.txt", f"{WAL}\n")
    (first,) = inbox(PAGES).run()
    write("Inbox/20261122_101010_phone_.txt", f"Two for the train, the second is Anna's.\n\n{WAL}\n\n{RYE}\n")
    (second,) = inbox(PAGES).run()
    text = (vault / second.note).read_text()
    assert second.status == "created"
    assert f"## Scraped from {RYE}\n" in text
    assert f"## Scraped from {WAL}" not in text
    assert "- same page as [[Readers never block]]" in text
    assert first.note != second.note


def test_words_before_a_known_link_are_kept(vault, write, inbox):
    write("Inbox/20261119_101010_phone_.txt", f"{WAL}\n")
    inbox(PAGES).run()
    for number, sep in enumerate(("\n", " ")):
        words = f"Ask Anna Keller whether number {number} does this too"
        write(f"Inbox/2026112{number}_101010_phone_.txt", f"{words}{sep}{WAL}\n")
        (outcome,) = inbox(PAGES).run()
        assert outcome.status == "created"
        text = (vault / outcome.note).read_text()
        assert words in text
        assert "same page as [[Readers never block]]" in text


def test_a_share_of_a_known_page_under_its_own_title_is_no_second_note(write, inbox):
    write("Inbox/20261119_101010_phone_.txt", f"{WAL}\n")
    inbox(PAGES).run()
    write("Inbox/20261122_101010_share_.txt", f"Readers never block\n{WAL}\n")
    (outcome,) = inbox(PAGES).run()
    assert outcome.status == "duplicate"


def test_a_note_that_waits_for_a_page_is_not_given_up_for_one_that_leads_to_it(vault, write, inbox):
    def down(url: str):
        raise FetchError(url, "the site refuses connections", retryable=True)

    write("Inbox/20261120_100000_phone_.txt", f"First thought about this page on rye. It has two sentences.\n\n{RYE}\n\nAnd an end.\n")
    away = inbox(pages=None)
    away = type(away)(vault, pages=down, options={"state_dir": str(vault.parent / "s"), "cache_dir": str(vault.parent / "c")})
    (first,) = away.run()
    assert first.status == "pending"
    write("Inbox/20261121_100000_phone_.txt", f"Quite another thought, next day. Ask Anna about it.\n\n{RYE}\n\nMore words.\n")
    second = away.run()[-1]
    assert "same page as" in (vault / second.note).read_text()
    list(away.refresh())
    text = (vault / first.note).read_text()
    assert "status: pending\n" in text
    assert "same page as" not in text
