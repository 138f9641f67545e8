"""Single properties change, every other byte stays."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox.errors import NoteError
from vault_inbox.notes.properties import parse, read
from vault_inbox.notes.splice import Edit, added, apply, list_edits, merged, replacement

LINES = [
    "title: 'A'  # mine", "# a comment", "Aliases: []", "no: no", "nested:\n  a: 1\n  b: [x]", "long: |\n  one\n\n  two", "anchor: &a v",
    "alias: *a", "date: 2020-01-01", "empty:", "folded: >\n  x\n  y", '"quoted key": "\\u00e9"', "list:\n- x\n- y", "plain: two\n  lines",
]  # fmt: skip
TAGS = [
    "tags: [a, 'b c']", "tags: [a,]", "tags: []", "tags:", "tags: # none", "tags: a", "tags: a, b", "tags:\n- a\n- b",
    "tags:\n    -   'a' # x\n    # y", "TAGS:\n  - a", "tags: ~", "tags: [\n  a,\n  b\n]",
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: [a, 'b']  # c", "tags: [a, 'b', x, y]  # c"),
        ("tags: [a, ]", "tags: [a, x, y, ]"),
        ("tags: []", "tags: [x, y]"),
        ("tags:", "tags:\n  - x\n  - y"),
        ("tags: # none\nb: 1", "tags: # none\n  - x\n  - y\nb: 1"),
        ("tags: a", "tags: [a, x, y]"),
        ("tags: a, b", "tags: [a, b, x, y]"),
        ("tags:\n- a\n# end\nb: 1", "tags:\n- a\n- x\n- y\n# end\nb: 1"),
        ("tags:\n    -   'a' # x\n", "tags:\n    -   'a' # x\n    -   x\n    -   y\n"),
        ("Tags:\n  - X", "Tags:\n  - X\n  - y"),
        ("tags: ['#x']", "tags: ['#x', y]"),
        ("a: 1", "a: 1\ntags:\n  - x\n  - y"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_tags_are_appended_in_the_lists_own_style(before: str, after: str, newline: str) -> None:
    text, expected = (f"---\n{block.strip()}\n---\nbody".replace("\n", newline) for block in (before, after))
    assert added(text, {"tags": ["x", "y"]}) == expected


@pytest.mark.parametrize(
    ("before", "gone", "after"),
    [
        ("tags: [a, b, c] # x", [1], "tags: [a, c] # x"),
        ("tags: [a, b, c]", [0, 2], "tags: [b]"),
        ("tags: [a]", [0], "tags: []"),
        ("tags:\n  - a\n  - b # x\n  - c", [1], "tags:\n  - a\n  - c"),
        ("tags:\n- a\nb: 1", [0], "b: 1"),
    ],
)
def test_items_are_taken_away(before: str, gone: list[int], after: str) -> None:
    text = f"---\n{before}\n---\n"
    block = parse(text)
    assert block is not None
    held = block.find("tags")
    assert held is not None
    assert apply(text, list_edits(text, block, held, (), gone)) == f"---\n{after}\n---\n"


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("status: pending # soon", "draft", "status: draft # soon"),
        ("status: 'pending'", "a: b", 'status: "a: b"'),
        ("status:\nb: 1", "x", "status: x\nb: 1"),
        ("status: |\n  one\n\n  two\nb: 1", "x", "status: x\nb: 1"),
        ("status: x", ["a", "b"], "status:\n  - a\n  - b"),
        ("status:\n- a\n# c\nb: 1", "x", "status: x\n# c\nb: 1"),
        ("  status: x\n  b: 1", "y", "  status: y\n  b: 1"),
    ],
)
def test_a_value_is_replaced(before: str, value: Any, after: str) -> None:
    text = f"---\n{before}\n---\n"
    block = parse(text)
    assert block is not None
    held = block.find("status")
    assert held is not None
    assert apply(text, [replacement(block, held, value)]) == f"---\n{after}\n---\n"


def test_a_text_without_properties_gets_a_block() -> None:
    assert added("\ufeffText\r\n", {"a": "x"}) == "\ufeff---\r\na: x\r\n---\r\nText\r\n"
    assert added("---\nno end", {"a": "x"}) == "---\na: x\n---\n---\nno end"
    assert added("", {"a": "x"}) == "---\na: x\n---\n"


@pytest.mark.parametrize("block", ["{a: 1, b: 2}", "tags: {a: 1}", "tags: |\n  a\n", "x: &t [a]\ntags: *t"])
def test_what_cannot_be_changed_safely_is_refused(block: str) -> None:
    with pytest.raises(NoteError):
        added(f"---\n{block}\n---\n", {"tags": ["x"]})


@settings(deadline=None, max_examples=250)
@given(st.lists(st.sampled_from(LINES), unique=True), st.sampled_from(TAGS), st.sampled_from(["\n", "\r\n"]), st.data())
def test_every_byte_that_is_not_ours_stays(lines: list[str], tags: str, newline: str, data: st.DataObject) -> None:
    if "alias: *a" in lines:  # an alias stands behind its anchor
        lines = [*(line for line in lines if line not in {"alias: *a", "anchor: &a v"}), "anchor: &a v", "alias: *a"]
    lines.insert(data.draw(st.integers(0, len(lines))), tags)
    text = ("---\n" + "\n".join(lines) + "\n---\nbody\n").replace("\n", newline)
    before = read(text)
    made = added(text, {"title": "ours", "tags": ["new", "a"], "extra": "no"})
    after = dict(read(made))
    held = next(name for name in before if name.lower() == "tags")
    assert "new" in after[held]
    assert after["extra"] == "no"
    assert {**after, held: None, "title": None, "extra": None} == {**before, held: None, "title": None, "extra": None}
    assert after["title"] == before.get("title", "ours")
    assert added(made, {"title": "ours", "tags": ["new", "a"], "extra": "no"}) == made
    kept = [line for line in text.split(newline) if not line.lstrip().lower().startswith("tags")]
    position = 0
    for line in kept:
        assert (position := made.find(line, position)) >= 0


def test_edits_at_one_place_keep_their_order() -> None:
    text = "---\na: 1\n---\n"
    assert added(text, {"x": 1, "y": 2, "tags": ["t"]}) == "---\na: 1\nx: 1\ny: 2\ntags:\n  - t\n---\n"
    assert merged([]) == []


def test_two_edits_never_replace_the_same_text() -> None:
    assert merged([Edit(2, 2, "a"), Edit(2, 2, "b")]) == [Edit(2, 2, "ab")]
    with pytest.raises(NoteError, match="overlap"):
        merged([Edit(2, 5, "a"), Edit(2, 5, "b")])
