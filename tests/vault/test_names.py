from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox.text.folding import fold
from vault_inbox.vault.names import clip, file_stem, free_name

FORBIDDEN = set('/\\:*?"<>|#^[]`')


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Python: the good parts", "Python - the good parts"),
        ("At 12:30 sharp", "At 12-30 sharp"),
        ("std::vector", "std-vector"),
        ("What I learned:", "What I learned"),
        ("AC/DC", "AC-DC"),
        ("either / or", "either - or"),
        ("https://example.org/a?b=1", "https-example.org-a" + "b=1"),
        ("Post | Site", "Post - Site"),
        ('He said "no"', "He said 'no'"),
        ("Why? Because*", "Why Because"),
        ("Vec<T> explained", "Vec T explained"),
        ("[2023] A talk [video]", "(2023) A talk (video)"),
        ("C# in depth", "C sharp in depth"),
        ("Issue #12", "Issue 12"),
        ("100%% sure", "100% sure"),
        ("100% sure", "100% sure"),
        (".NET 8", "NET 8"),
        ("And then...", "And then"),
        ("  a \t b\nc  ", "a b c"),
        ("a\u2028b\x0cc", "a b c"),
        ("abc\u202edef\u200bghi\ufeff\x07", "abcdefghi"),
        ("👩\u200d👩\u200d👧 ❤️\u200d🔥", "👩\u200d👩\u200d👧 ❤️\u200d🔥"),
        ("کتاب\u200cها", "کتاب\u200cها"),
        ("क्\u200dष", "क्\u200dष"),
        ("pay\u200dpal \u200c👩\u200d\u200d", "paypal 👩"),
        ("run `= this.file`", "run '= this.file'"),
        ("Cafe\u0301", "Caf\xe9"),
        ("CON", "CON_"),
        ("nul.txt", "nul_.txt"),
        ("com1 . x", "com1_ . x"),
        ("console", "console"),
        ("\u3164\u115f\u2800", "Untitled"),
        ("A\u2800title", "A title"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("", "Untitled"),
        ("???", "Untitled"),
        ("///", "Untitled"),
        ("...", "Untitled"),
        ("日本語のタイトル", "日本語のタイトル"),
    ],
)
def test_r15_a_title_becomes_a_readable_name(title: str, stem: str) -> None:
    assert file_stem(title) == stem


HARD = st.text(
    alphabet=st.one_of(st.sampled_from('.: /\\|%#?*<>[]"`~^\u0301\u200b\u202e\t\nCONcon1é👨🏽🇩🇪'), st.characters()), max_size=300
)


@given(HARD)
@settings(deadline=None, max_examples=300)
def test_r15_any_title_gives_a_valid_name_that_stays(title: str) -> None:
    stem = file_stem(title)
    assert stem
    assert not FORBIDDEN & set(stem)
    assert "%%" not in stem
    assert not stem.startswith((".", " "))
    assert not stem.endswith((".", " "))
    assert len(f"{stem}.md".encode()) <= 240
    assert unicodedata.is_normalized("NFC", stem)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in stem)
    assert stem.split(".")[0].strip().lower() not in {"con", "nul", "com1"}
    assert file_stem(stem) == stem


def test_r15_a_long_title_is_cut_after_a_word_and_never_inside_a_character() -> None:
    assert file_stem("word " * 100).endswith("word")
    flags = file_stem("🇩🇪" * 100)
    assert len(flags) % 2 == 0
    marked = file_stem("e\u0323\u0302x" * 200)  # ệ keeps no mark, x\u0302 would
    assert unicodedata.category(marked[-1])[0] != "M" or len(marked.encode()) <= 237
    waving = file_stem("👋🏽" * 100)
    assert waving.endswith("🏽")
    assert len(file_stem("a" + "\u0301" * 500).encode()) <= 237


def test_clip_keeps_what_fits() -> None:
    assert clip("abc", 3) == "abc"
    assert clip("äöü", 5) == "äö"


def test_a_taken_name_gets_a_number() -> None:
    taken = {"note.md", "note 1.md"}
    assert free_name("note", taken.__contains__) == "note 2.md"
    assert free_name("photo", {"photo.jpg"}.__contains__, ".jpg") == "photo 1.jpg"


def test_a_number_fits_into_a_long_name() -> None:
    long = file_stem("ü" * 300)
    name = free_name(long, {f"{long}.md"}.__contains__)
    assert name.endswith(" 1.md")
    assert len(name.encode()) <= 240


def test_r16_one_name_however_it_is_spelled() -> None:
    assert fold("Café") == fold("cafe\u0301") == fold("CAFE\u0301")
    assert file_stem("Cafe\u0301") == file_stem("Café")
