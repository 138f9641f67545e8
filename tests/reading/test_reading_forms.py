"""What comes back from a reading process is believed only where it has exactly the form that was asked for."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox.model import Article, Note, Reference
from vault_inbox.reading.forms import pack, unpack

text = st.text(st.characters(codec=None), max_size=20)  # lone surrogates too
when = st.none() | st.dates() | st.datetimes(timezones=st.none() | st.timezones())
articles = st.builds(
    Article,
    url=text,
    text=text,
    author=text | st.lists(text, max_size=3).map(tuple),
    published=when,
    modified=when,
    partial=st.booleans(),
    tags=st.lists(text, max_size=3).map(tuple),
    sources=st.dictionaries(text, text, max_size=3),
)


@given(articles)
@settings(deadline=None, max_examples=60)
def test_an_article_comes_back_as_it_was(article: Article) -> None:
    back = unpack(Article, pack(article))
    assert back == article
    assert type(back.published) is type(article.published)


def test_a_note_comes_back_as_it_was() -> None:
    note = Note(
        "Title",
        created=datetime(2025, 9, 18, 11, 49),
        published=date(2025, 9, 9),
        scraped=(Article("https://x.test/"),),
        references=(Reference("https://x.test/", "mention"),),
        feed=Reference("https://x.test/feed", "feed"),
        properties={"rating": 4},
        own=None,
    )
    assert unpack(Note, pack(note)) == note


@pytest.mark.parametrize("form", [Article | None, str])
def test_no_answer_is_an_answer_only_where_it_may_be(form: Any) -> None:
    if form is str:
        with pytest.raises(ValueError, match="no str"):
            unpack(form, b"null")
    else:
        assert unpack(form, b"null") is None


@pytest.mark.parametrize(
    "change",
    [
        {"url": 5},
        {"url": None},
        {"url": ["x"]},
        {"text": {"a": "b"}},
        {"author": [1]},
        {"author": {"x": "y"}},
        {"published": "tomorrow"},
        {"published": 20250909},
        {"verdict": "fine"},
        {"verdict": []},
        {"partial": 1},
        {"tags": "one"},
        {"sources": {"a": 1}},
        {"sources": []},
        {"__class__": "Note"},
        {"unknown": ""},
    ],
)
def test_anything_else_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack(Article, json.dumps({"url": "https://x.test/", **change}).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b'"x"', b"{}", b"{", b"\xff", b"[" * 100_000, b"5", b"\x80\x04cos\nsystem\n"])
def test_what_is_no_article_at_all_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack(Article, data)
