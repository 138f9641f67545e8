"""Whatever is dropped becomes a note or is refused in words; splitting loses no page."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vault_inbox.drops import is_prose, read_drop, split_drop
from vault_inbox.errors import DropError
from vault_inbox.model import Drop
from vault_inbox.web.urls import find_urls, identity

NAMES = st.sampled_from(
    [
        "a.txt",
        "Untitled",
        "20250918_114949_rss_A_b_.txt",
        "20250918_114949_share.txt",
        "a.md",
        "a.url",
        "a.desktop",
        "a.webloc",
        "a.eml",
        "a.html",
    ]
)
PIECES = st.sampled_from(
    [
        "---\n", "title: x\n", "source: https://example.org/\n", "tags: [clippings]\n", "inbox_capture: share\n",
        "Link: https://example.org/a\n", "RSS Feed: B\n", "Tags: #a, b\n", "Date: 9 Sep\n", "https://example.org/b\n", "Title\n",
        "- [T](https://example.org/c)\n", "“quote” ",
        "\n", "\r\n", "```\n", "<p>x</p>", "&lt;p&gt;", "[InternetShortcut]\n", "URL=https://example.org/\n",
        "words of prose. ", "{{content}}",
        "Subject: x\n", "From: a@b\n", "Content-Type: text/html\n", "\u2028", "\ufeff", "# ", "[", "](",
        "<!-- saved from url=(1)https://a.b/ -->",
    ]
)  # fmt: skip
DATA = st.one_of(
    st.binary(max_size=60),
    st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=14).map(lambda parts: "".join(parts).encode(errors="ignore")),
)


@settings(deadline=None, max_examples=250)
@given(NAMES, DATA)
@example("a.md", b"---\ninbox_capture: [1]\nsource: {a: 1}\ntags: 3\nauthor: {}\ncreated: 0\n---\ntext")
@example("a.eml", b'Date: \xff\nFrom: "\n\nx')
def test_a_note_or_a_refusal(name: str, data: bytes) -> None:
    drop = Drop(name, data)
    for part in split_drop(drop):
        try:
            note = read_drop(part)
        except DropError:
            continue
        assert note.title.strip()
        assert "\n" not in note.title
        assert note.created is None or note.created.tzinfo is None
        if is_prose(name, data) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            assert note.own in (data.decode("utf-8", "replace"), data.decode("cp1252", "replace"))


def test_a_sender_of_very_many_brackets_is_kept_as_it_stands() -> None:
    sender = "(" * 3000
    for name in ("a.eml", "20250918_114949_email_A.txt"):
        assert read_drop(Drop(name, f"From: {sender}\nSubject: Hello\n\nText.\n".encode())).author == sender


@pytest.mark.timeout(20)
@pytest.mark.parametrize("inside", ["a:b " * 100_000, " ".join(f"a{i}='1'" for i in range(100_000))])
def test_attributes_without_end_cost_little(inside: str) -> None:
    assert read_drop(Drop("a.txt", f"<item {inside}></item>".encode())).content


@pytest.mark.timeout(20)
@pytest.mark.parametrize("sign", [" ", "<a b=", '<a b="', "<ul> ", "<p", "<!--", "[a](b) ", "submitted by ", "The post ", "Title: a\n b\n"])
def test_signs_without_end_cost_little(sign: str) -> None:
    for source in ("rss", "email", "phone"):
        text = f"x{sign * (150_000 // len(sign))}x<br>" if sign != " " else f"{sign * 150_000}x"
        assert read_drop(Drop(f"20250918_114949_{source}_A.txt", text.encode())).content


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(["", "A title\n", "Title - ", "- "]), st.integers(0, 9)), min_size=2, max_size=8))
def test_no_page_of_a_list_is_lost(links: list[tuple[str, int]]) -> None:
    text = "\n\n".join(f"{before}https://example.org/{number}" for before, number in links)
    parts = split_drop(Drop("Untitled.txt", text.encode()))
    pages = {identity(found.url) for found in find_urls(text)}
    assert {identity(reference.url) for part in parts for reference in read_drop(part).references} == pages
    assert len(parts) == len(pages)
    assert [part.part for part in parts] == [f"{place}/{len(parts)}" for place in range(1, len(parts) + 1)]


def test_an_address_that_stands_twice_counts_where_it_stands_first() -> None:
    text = "https://a.example.org/one\n- [Two](https://b.example.org/two)\nSome words of mine.\nhttps://a.example.org/one?utm_source=x\n"
    note = read_drop(Drop("links.txt", text.encode()))
    assert note.url == "https://a.example.org/one"
    assert [found.url for found in note.references] == ["https://a.example.org/one", "https://b.example.org/two"]


def test_a_link_comes_before_what_is_only_named_whatever_stands_first() -> None:
    text = "See https://a.example.org/one or https://b.example.org/two first.\n\nhttps://b.example.org/two\n"
    note = read_drop(Drop("links.txt", text.encode()))
    assert [(found.url, found.role) for found in note.references] == [
        ("https://b.example.org/two", "link"),
        ("https://a.example.org/one", "mention"),
    ]
