"""Whether a text stands in that of a note: what two programs write in two ways is one, and a sign that tells something is not left out."""

from __future__ import annotations

import pytest

from vault_inbox.processing.arrival.known_texts import Text, line_of

BEFORE, BEHIND = "the people of the town of lund say that", "and that this is so for all of them"
TOLD_APART = [
    ("लड़का", "लड़की"),  # a boy, a girl
    ("ดี", "ดู"),  # good, to look
    ("பால", "பாலி"),
    ("كتب", "كُتُب"),
    ("+5", "<5"),
    ("+5", "5"),
    ("x > 5", "x < 5"),
    ("a ≠ b", "a = b"),
    ("the sum is 3 + 4", "the sum is 3 * 4"),
    ("C", "C++"),
    ("C", "C#"),
    ("5 %", "5"),
    ("30%", "30‰"),
    ("#garden", "garden"),
    ("see ![the wall](https://x.example.org/wall.png)", "see"),
    ("see ![the wall](https://x.example.org/wall.png)", "see ![the door](https://x.example.org/wall.png)"),
    ("see ![](https://x.example.org/wall.png)", "see ![](https://x.example.org/door.png)"),
]
WRITTEN_IN_TWO_WAYS = [
    ("लड़का", "**लड़का**"),
    ("❤️", "❤"),
    ("\\<5 \\> 3 \\# \\+ 1", "<5 > 3 # + 1"),
    ("<https://x.example.org/a>", "https://x.example.org/a"),
    ("see [#](https://x.example.org/a#b) there", "see there"),
    ("| a | b |", "a b"),
    ("\\#garden", "#garden"),
    ("see ![](https://x.example.org/a/wall-300x200.png?w=5)", "see [image](https://y.example.org/wall.png)"),
    ("see ![wall](https://x.example.org/wall.png)", "see ![](https://x.example.org/wall.png)"),
]


def stands(words: str, other: str) -> bool:
    """Whether a line with some words stands in a text whose line has others."""
    return Text(f"{BEFORE} {other} {BEHIND}").says([line_of(f"{BEFORE} {words} {BEHIND}")], in_words=True)


@pytest.mark.parametrize(("one", "other"), TOLD_APART)
def test_words_that_differ_by_a_sign_are_others(one, other) -> None:
    assert not stands(one, other)


@pytest.mark.parametrize(("one", "other"), WRITTEN_IN_TWO_WAYS)
def test_what_two_programs_write_in_two_ways_is_one(one, other) -> None:
    assert stands(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("## The flood of the year in Lund ##", "The flood of the year in Lund"),
        ("- the flood", "+ the flood"),
        ("> the flood", "the flood"),
    ],
)
def test_the_marks_of_a_line_are_none_of_its_words(one, other) -> None:
    assert Text(one).says([line_of(other)], in_words=True)
    assert Text(other).says([line_of(one)], in_words=True)


def test_a_sentence_that_stands_again_far_below_is_the_near_one() -> None:
    first, second = "The river rose two metres in a single night.", "The water took the old bridge and many trees."
    text = Text(f"{first} {second} And so on.\n\nThe third.\n\n> {first}\n")
    assert text.says([line_of(first), line_of(second)], in_words=True)
    assert not text.says([line_of("The third."), line_of(second)], in_words=True)


@pytest.mark.parametrize("end", ["…", "...", " […]", " [...]"])
def test_a_text_that_was_cut_off_is_known_by_its_beginning(end) -> None:
    text = Text("The river rose two metres in a single night.\n\n夜のうちに川の水かさが二メートルも増えた。")
    assert text.says([line_of(f"The river rose two metres in a si{end}")], in_words=True)
    assert text.says([line_of(f"夜のうちに川の水かさが二メ{end}")], in_words=True)
    assert not text.says([line_of(f"The river rose two metres in a da{end}")], in_words=True)
    assert not text.says([line_of(f"The river{end}")], in_words=True)
