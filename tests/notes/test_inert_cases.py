"""Foreign Markdown made inert: every case file says what goes in and what comes out; nothing in it may be live, and it reads the same.

In the files `⟦U+202E⟧` stands for a character that nobody would see. A `*` behind a title: a reader of the text sees other words than
before, since an address that may not be followed is not shown, that of a definition is, an image without words is named, or a hidden letter
goes.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox.notes.inert import block

FOLDER = Path(__file__).parent.parent / "cases" / "inert"
CASE = re.compile(r"^(.+)\n\.\n((?:.*\n)*?)\.\n((?:.*\n)*?)\.\n", re.MULTILINE)


def shown(text: str) -> str:
    return re.sub(r"⟦U\+([0-9A-F]+)⟧", lambda found: chr(int(found[1], 16)), text.removesuffix("\n"))


CASES = [
    pytest.param(title, shown(given_text), shown(expected), id=f"{file.stem}: {title}")
    for file in sorted(FOLDER.glob("*.md"))
    for title, given_text, expected in CASE.findall(file.read_text(encoding="utf-8"))
]
PIECES = """
␤ ␤ ␤␤ ␠ ␠␠ ␠␠␠␠ ␉ -␠ +␠ 1.␠ 2)␠ >␠ > ` `` ``` ~~~ ```dataviewjs␤ ```python␤ [[ ]] [ ]( ] ( ) ! # #␠ #tag ## :: : %% % == = === --- *** -
$ $x$ ^id ^ < <% <div> <!-- --> \\ | |---|---|␤ x word 1 {{ { &lt; & * ** _ ~~ ]: [^1] -␠[␠]␠ [!note] a::b javascript: obsidian:// https://e.org/
<https://e.org> [a](javascript:x) [b](https://e.org) ![i](https://e.org/i) \u2028 \f
""".split()  # noqa: SIM905 - a list in quotes cannot be read
SOUP = st.lists(st.sampled_from([piece.replace("␤", "\n").replace("␠", " ").replace("␉", "\t") for piece in PIECES]), max_size=16)
PROSE = """
The Python Software Foundation's annual board election is open until $5 tickets (about 50% of them, US$7 or 5 € each) are gone; see
https://example.org/2025/Sep/9/psf-board_election/?a=1&b=2#frag for C# and F# notes. Is 2 < 3 and x > y? "Yes" – says R&D [sic], on 10:30.
Use snake_case_names, `std::vector<int>` and `[[x]]`, *not* CamelCase; #1 in the list was a/b testing, #2 a 3^2 grid (v1.0, ~10 users).
E-mail me@example.org: "it's fine" ... and so on, e.g. item 1. or 2) in 2024-05-01. C:\\Users\\me, {x}, 100%! A = B, key: value, a_b.
"""


@pytest.mark.parametrize(("title", "text", "expected"), [(case.id, *case.values[1:]) for case in CASES], ids=[case.id for case in CASES])
def test_case(title: str, text: str, expected: str, live, read_words) -> None:
    made = block(text)
    assert made == expected
    assert block(made) == made
    assert live(made) == []
    if not title.endswith(" *"):
        assert read_words(made) == read_words(text)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 250


@settings(deadline=None, max_examples=400)
@given(SOUP)
def test_any_soup_of_marks_is_inert_and_stands_still(live, pieces: list[str]) -> None:
    made = block("".join(pieces))
    assert live(made) == []
    assert block(made) == made


def test_ordinary_prose_gets_hardly_a_backslash() -> None:
    text = PROSE * 5
    made = block(text)
    assert made.count("\\") - text.count("\\") <= len(text) / 400
    assert block(PROSE.strip()) == PROSE.strip()


@pytest.mark.parametrize("text", ["a\r\n\r\nb [[x]]\r", "a\n\nb [[x]]"])
def test_lines_end_with_line_feeds(text: str) -> None:
    assert block(text) == "a\n\nb \\[\\[x]]"


def test_other_line_ends_are_no_line_ends(live) -> None:
    made = block("a\u2028- [ ] b\x85# c \v d")
    assert "\n" not in made
    assert live(made) == []


def test_images_can_stay_images() -> None:
    text = "![a [[b]]](https://e.org/i.png) ![x](../me.png) [![y](https://e.org/y)](https://e.org/)"
    assert block(text, images="keep") == "![a \\[\\[b\\]\\]](https://e.org/i.png) x [![y](https://e.org/y)](https://e.org/)"


@pytest.mark.parametrize(("top", "expected"), [(1, "# A\n## B"), (2, "## A\n### B"), (4, "#### A\n##### B"), (6, "###### A\n###### B")])
def test_headings_stand_no_higher_than_asked(top: int, expected: str) -> None:
    assert block("# A\n## B", top=top) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "](" * 20_000,
        "> " * 20_000,
        "`x " * 20_000,
        "https://e.org/" + ")" * 20_000,
        "https://e.org/" + ")." * 20_000,
        "[a](" * 9_000,
    ],
    ids=lambda text: text[:8],
)
@pytest.mark.timeout(10)
def test_hostile_lengths_take_no_time(text: str) -> None:
    made = block(text)
    assert block(made) == made
