"""Plain property blocks read without a YAML parser say what the parser says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox.notes.properties import read, split
from vault_inbox.vault.plain_properties import plain_properties

NAMES = ("tags", "aliases", "url", "a")


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("", {}),
        ("tags: one\n", {"tags": "one"}),
        ("tags:\n- a\n- b c\nother: 2024-01-01\n", {"tags": ["a", "b c"]}),
        ("tags:\n  - 'x: y'\n  - \"#z\"\n", {"tags": ["x: y", "#z"]}),
        ("aliases: [One, 'Two, three', \"\"]\n", {"aliases": ["One", "Two, three", ""]}),
        ("tags: []\naliases:\na: \n", {"tags": []}),
        ("url: https://example.org/a#b\ncreated: 2025-09-18 11:51\n", {"url": "https://example.org/a#b"}),
    ],
)
def test_what_is_plain(block: str, found: dict[str, object]) -> None:
    assert plain_properties(block, NAMES) == found


@pytest.mark.parametrize(
    "block",
    [
        "tags: [unclosed\n",
        "a: 1\nA: 2\na: 3\n",
        "a: x\n  more\n",
        "a:\n- x\n  - y\n",
        "a: x # comment\n",
        "a: x: y\n",
        "a: *x\n",
        "a: |\n  text\n",
        "tags: true\n",
        "tags:\n- 2024\n",
        "a:\tx\n",
        "a: {b: c}\n",
        "- list\n",
        "a: 'it''s'\n",
        "a:\n" + "- b\n" * 4000,
    ],
)
def test_what_is_left_to_the_parser(block: str) -> None:
    assert plain_properties(block, NAMES) is None


SCALARS = st.text(st.sampled_from("abtn09-_:#.,é '\"[]{}?!&*|>%@~=\\\t\xa0\x85\u2028"), max_size=6) | st.sampled_from(
    """true;null;2024;2020-01-01;1.5;a b;a:b;"x # y: z";' s ';it''s;#x;x#y;- x;~;&a x;*a;!!str x;|;>-
    ;[a, b];[a,b];[];[ 'x' , y ];[1, a];[a #b];[a, ];[,];[a b,  c d ];[a, [b]]""".replace("\n    ", "").split(";")
)
PROPERTIES = st.sampled_from([*NAMES, "b", "a-b", "Tags", "x y", "no", "1", "é", "<<"])
LINES = (
    st.builds("{}: {}{}\n".format, PROPERTIES, SCALARS, st.sampled_from(["", " ", " # c"]))
    | st.builds(
        lambda name, indent, items: f"{name}:\n" + "".join(f"{indent}- {item}\n" for item in items),
        PROPERTIES,
        st.sampled_from(["", " ", "  "]),
        st.lists(SCALARS, max_size=3),
    )
    | st.sampled_from(["\n", "# c\n", "  more\n", "- x\n", "...\n", "a:b\n"])
)


@settings(max_examples=400, deadline=None)
@given(st.lists(LINES, max_size=4).map("".join))
def test_it_says_what_the_parser_says(block: str) -> None:
    text = f"---\n{block}---\n"
    if split(text)[0] == block and (found := plain_properties(block, NAMES)) is not None:
        assert found == {name: value for name, value in read(text).items() if name in NAMES and value is not None}
