"""Properties as Obsidian sees them: read strictly, written plainly, refused where they cannot be trusted."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox.errors import NoteError
from vault_inbox.notes.properties import dump, parse, read, split

VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["no", "12:30", "0123", "1.10", "1e5", "0x1F", "~", "null", "2025-09-09", "[[A]]", "a: b", "a #b", "- x", "<<", "=", "", "'", '"']
    ),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.dates(),
    st.datetimes().map(lambda when: when.replace(microsecond=0)),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: 1\n---\nbody", {"a": 1}),
        ("\ufeff---\r\na: x\r\n---\r\n", {"a": "x"}),
        ("---  \na: x\n---\t\nbody", {"a": "x"}),
        ("---\n---\n", {}),
        ("---\n# only a comment\n---\n", {}),
        ("---\na: 1\nno end", {}),
        ("\n---\na: 1\n---\n", {}),
        ("----\na: 1\n----\n", {}),
        ("text", {}),
        ("", {}),
        ("---\nno: no\nyes: on\n1: x\ncontent: y\n---\n", {"no": "no", "yes": "on", "1": "x", "content": "y"}),
        ("---\na: 0123\nb: 1.10\nc: 12:30\nd: 1.5\ne: -3\nf: 1_000\ng: 0x1F\nh: 1e3\n---\n",
         {"a": "0123", "b": "1.10", "c": "12:30", "d": 1.5, "e": -3, "f": "1_000", "g": "0x1F", "h": "1e3"}),
        ("---\na: true\nb: False\nc:\nd: ~\ne: 'true'\n---\n", {"a": True, "b": False, "c": None, "d": None, "e": "true"}),
        ("---\na: 2025-09-18\nb: 2025-09-18T11:49:49\nc: 2025-09-18 11:49\nd: 2025-13-45\n---\n",
         {"a": date(2025, 9, 18), "b": datetime(2025, 9, 18, 11, 49, 49), "c": datetime(2025, 9, 18, 11, 49), "d": "2025-13-45"}),
        ("---\ntags: [a, 'b c']\nlist:\n- x\n- y\n---\n", {"tags": ["a", "b c"], "list": ["x", "y"]}),
        ("---\na: &x v\nb: *x\n<<: c\n---\n", {"a": "v", "b": "v", "<<": "c"}),
        ("---\na: |\n  one\n  two\nb: >-\n  one\n  two\n---\n", {"a": "one\ntwo\n", "b": "one two"}),
        ("---\nkey: x\nKEY: y\n---\n", {"key": "x", "KEY": "y"}),
    ],
)  # fmt: skip
def test_read(text: str, expected: dict[str, object]) -> None:
    assert read(text) == expected


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{n}: &{n} [{','.join(['*' + p] * 9)}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("a: [\n", "line 3"),
        ("a: 1\nb: 2\na: 3\n", "line 4"),
        ("ok: 1\nx:\n\t- tab\n", "line 4"),
        ("- a\n- b\n", "line 2"),
        ("only words\n", "line 2"),
        ("\n- a\n- b\n", "line 2"),
        ("only words\n\nand more\n", "line 2"),
        ("a: !!python/object/apply:os.system [x]\n", "line 2"),
        ("a: 1\nb: !mine x\n", "line 3"),
        ("? [a, b]\n: c\n", "line 2"),
        ("a: &a [*a]\n", "line 2"),
        ("a: *unknown\n", "line 2"),
        ("a: {b: 1, b: 2}\n", "line 2"),
        (LAUGHS, "repeat"),
        ("a: " + "[" * 5000 + "]" * 5000 + "\n", "deep"),
        ("- " * 20_000 + "\n", "deep"),
        ("? " * 20_000 + "\n", "deep"),
        ("".join(" " * depth + "a:\n" for depth in range(340)), "deep"),
        ("a: x\n" * 20_000, "KB"),
        ("a: " + "x" * 10_000_000 + "\n", "KB"),
        ("a: \x00\n", "YAML"),
        ("%YAML 9.9\n", "YAML"),
    ],
    ids=lambda value: value[:14],
)
def test_r34_r36_what_cannot_be_trusted_is_refused_with_its_line(block: str, line: str) -> None:
    began = time.process_time()
    with pytest.raises(NoteError, match=line):
        read(f"---\n{block}---\n")
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "block", "rest"),
    [
        ("---\na: 1\n---\nbody\n---\n", "a: 1\n", "body\n---\n"),
        ("\ufeff---\r\na: 1\r\n---\r\nbody", "a: 1\r\n", "body"),
        ("---\na: 1\n---", "a: 1\n", ""),
        ("---\na: 1\n", "", "---\na: 1\n"),
        ("\ufeffbody", "", "body"),
    ],
)
def test_split(text: str, block: str, rest: str) -> None:
    assert split(text) == (block, rest)


def test_dump_has_the_look_of_the_contract() -> None:
    values = {
        "type": "note", "created": datetime(2025, 9, 18, 11, 49, 49), "tags": ["python-software-foundation", "1e5"],
        "url": "https://simonwillison.net/2025/Sep/9/psf-board-election/#x", "published": date(2025, 9, 9),
        "site": "Simon Willison’s Weblog", "inbox_id": "5f0c123412341234", "related": "[[A note]]", "see": "about [[A]]",
        "answer": "no", "time": "12:30", "what": "a: b", "hash": "a #b", "no": True, "count": 3, "drive": "C:", "quote": '"x" \\',
    }  # fmt: skip
    assert dump(values) == (
        "type: note\ncreated: 2025-09-18T11:49:49\ntags:\n  - python-software-foundation\n"
        '  - "1e5"\nurl: https://simonwillison.net/2025/Sep/9/psf-board-election/#x\npublished: 2025-09-09\n'
        'site: Simon Willison’s Weblog\ninbox_id: "5f0c123412341234"\nrelated: "[[A note]]"\nsee: "about [[A]]"\n'
        'answer: "no"\ntime: "12:30"\nwhat: "a: b"\nhash: "a #b"\n"no": true\ncount: 3\ndrive: "C:"\nquote: "\\"x\\" \\\\"\n'
    )


@settings(deadline=None, max_examples=300)
@given(st.dictionaries(st.text(min_size=1, max_size=10), st.one_of(VALUES, st.lists(VALUES, min_size=1, max_size=3)), max_size=4))
def test_what_is_written_reads_back(values: dict[str, object]) -> None:
    made = f"---\n{dump(values)}---\n"
    assert read(made) == values
    for line in made.split("\n"):
        assert "\r" not in line


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=20))
def test_text_stays_text_for_an_older_reader_too(text: str) -> None:
    assert yaml.safe_load(dump({"x": text})) == {"x": text or None} or text == ""


def test_a_value_that_properties_cannot_hold_is_refused() -> None:
    with pytest.raises(NoteError, match="cannot hold"):
        dump({"a": {"b": 1}})


def test_parse_knows_the_place_of_every_property() -> None:
    text = '\ufeff---\na: "x y" # why\n"b":\n  - 1\n  # between\n  - "2"\n\nc: |\n  long\n\nd: [u, é😀]\ne:\n---\nbody'
    text = text.replace("\n", "\r\n")
    block = parse(text)
    assert block is not None
    assert text[block.body :] == "body"
    places = {each.name: (text[each.start : each.end], [text[start:end] for start, end in each.items]) for each in block.properties}
    assert places == {
        "a": ('a: "x y" # why\r\n', []),
        "b": ('"b":\r\n  - 1\r\n  # between\r\n  - "2"\r\n', ["1", '"2"']),
        "c": ("c: |\r\n  long\r\n\r\n", []),
        "d": ("d: [u, é😀]\r\n", ["u", "é😀"]),
        "e": ("e:\r\n", []),
    }
    held = block.find("A")
    assert held is not None
    assert text[slice(*held.value_span)] == '"x y"'
