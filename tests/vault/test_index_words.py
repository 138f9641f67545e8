"""How text is cut into words: the same by our own rule and by FTS5's."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault_inbox.vault.index import Index
from vault_inbox.vault.words import indexable, name_words, phrase_terms, places, telling, terms

if TYPE_CHECKING:
    from pathlib import Path

SENTENCES = [
    "Don't panic: it's 3.14 o'clock",
    "snake_case CamelCase x86-64 C++",
    "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "Cafe\u0301 and Café",
    "Übergröße STRASSE İstanbul ΣΊΣΥΦΟΣ",
    "हिन्दी में लिखा हुआ पाठ",
    "東京タワー と Python入門・続編 は楽しい",
    "서울에서 부산까지",
    "ภาษาไทยไม่มีช่องว่าง",
    "שָׁלוֹם עולם والسلام عليكم",
    "emoji 😀 and ½ or ² or Ⅷ",
]


def test_lower_case_and_one_normal_form() -> None:
    assert terms(indexable("CAFE\u0301 Café")) == ["café", "café"]


def test_unspaced_script_becomes_pairs() -> None:
    assert terms(indexable("東京タワー")) == ["東京", "京タ", "タワ", "ワー"]
    assert terms(indexable("Python入門 山")) == ["python", "入門", "山"]


def test_words_keep_their_marks() -> None:
    assert terms(indexable("हिन्दी में")) == ["हिन्दी", "में"]


def test_fts5_cuts_the_same_words(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    for number, sentence in enumerate(SENTENCES):
        (vault / f"n{number}.md").write_text(sentence, "utf-8")
    cache = tmp_path / "index.db"
    with Index(vault, cache, skip=lambda _: False) as index:
        index.refresh()
    with closing(sqlite3.connect(cache)) as database:
        by_fts5 = {row[0] for row in database.execute("SELECT term FROM vocabulary")}
        by_us = {row[0] for row in database.execute("SELECT word FROM frequency WHERE notes > 0")}
    assert by_us == by_fts5


def test_places_say_where() -> None:
    text = "A Big_Deal, 東京 (see https://example.org/big)!"
    assert [(place.word, text[place.start : place.end]) for place in places(text)] == [
        ("a", "A"),
        ("big", "Big"),
        ("deal", "Deal"),
        ("東", "東"),
        ("京", "京"),
        ("see", "see"),
    ]


@given(st.text(max_size=60))
def test_places_never_leave_the_text(text: str) -> None:
    end = 0
    for place in places(text):
        assert end <= place.start < place.end <= len(text)
        end = place.end


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=40))
def test_a_name_is_cut_like_the_text_it_stands_in(name: str) -> None:
    assert list(name_words(name)) == [place.word for place in places(name)]


def test_a_phrase_in_unspaced_script_is_looked_for_as_it_was_indexed() -> None:
    assert phrase_terms(name_words("東京タワー guide 2")) == ["東京", "京タ", "タワ", "ワー", "guide", "2"]


@pytest.mark.parametrize("name", ["Sun", "C++ notes", "東京", "4th Wall", "March", "Version 2", "서울"])
def test_names_worth_looking_for(name: str) -> None:
    assert telling(name_words(name))


@pytest.mark.parametrize(
    "name", ["", "to", "C#", "山", "2024", "2025-09-18", "20250918_114949", "2024-W12", "18 September 2025", "Q3 2024", "***"]
)
def test_names_that_are_dates_numbers_or_too_short(name: str) -> None:
    assert not telling(name_words(name))
