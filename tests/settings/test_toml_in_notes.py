from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox.settings.toml import read_toml, straight_quotes, toml_blocks

BLOCKS = {
    "backticks": ("```toml\na = 1\n```\n", [(2, "a = 1")]),
    "tildes, the word in capitals": ("~~~ TOML\na = 1\n~~~", [(2, "a = 1")]),
    "text around it": ("# T\n\ntext\n```toml\na = 1\nb = 2\n```\nmore", [(5, "a = 1\nb = 2")]),
    "two of them": ("```toml\na=1\n```\n\n```toml\nb=1\n```", [(2, "a=1"), (6, "b=1")]),
    "CRLF": ("x\r\n```toml\r\na = 1\r\n```\r\n", [(3, "a = 1")]),
    "BOM": ("\ufeff```toml\na = 1\n```", [(2, "a = 1")]),
    "indented by three": ("   ```toml\n   a = 1\n     b = 2\n c = 3\n   ```", [(2, "a = 1\n  b = 2\nc = 3")]),
    "indented by four is code": ("    ```toml\n    a = 1\n    ```", []),
    "never closed": ("```toml\na = 1\n", [(2, "a = 1\n")]),
    "a longer fence": ("````toml\na = 1\n```\n````\n", [(2, "a = 1\n```")]),
    "a fence of the other kind does not close": ("~~~toml\na = 1\n```\n~~~", [(2, "a = 1\n```")]),
    "shown inside another block": ("````markdown\n```toml\na = 1\n```\n````\n", []),
    "another language": ("```python\na = 1\n```\n```\nb = 1\n```", []),
    "tomlish": ("```tomlx\na = 1\n```", []),
    "code in a line": ("```toml a = 1```\n", []),
    "a word after the language": ("```toml {title}\na = 1\n```", [(2, "a = 1")]),
}


@pytest.mark.parametrize(("note", "blocks"), BLOCKS.values(), ids=BLOCKS)
def test_blocks_are_found(note: str, blocks: list[tuple[int, str]]) -> None:
    assert list(toml_blocks(note)) == blocks


QUOTES = {
    "a = “x”": "x",
    "a = „x“": "x",
    "a = ”x”": "x",
    "a = »x«": "x",
    "a = «\u00a0Boîte\u202f»": "Boîte",
    "a = ‘x’": "x",
    "a = ‚x‘": "x",
    "a = ‘it’s mine’": "it’s mine",
    "a = ‘C:\\new’": "C:\\new",
    "a = “Simon’s notes” # “no”": "Simon’s notes",
    'a = “say "hi"”': 'say "hi"',
    'a = "“x” and ‘y’"': "“x” and ‘y’",
    "a = '“x”'": "“x”",
    'a = """“x”\n”y“"""': "“x”\n”y“",
    "a = '''“x”, ”y“'''": "“x”, ”y“",
    'a = "\\"“x”, "': '"“x”, ',
    "a = [“x”, ‘y’, “z”]": ["x", "y", "z"],
    "a = { b = “x”, “c d” = “y” }": {"b": "x", "c d": "y"},
    'a = "x" # it’s “fine”': "x",
}


@pytest.mark.parametrize(("text", "value"), QUOTES.items())
def test_curly_quotes_delimit(text: str, value: object) -> None:
    assert tomllib.loads(straight_quotes(text))["a"] == value


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_characters='"\\\x7f', exclude_categories=["Cc", "Cs"])))
def test_straight_strings_are_never_touched(inner: str) -> None:
    line = f'a = "{inner}"'
    assert straight_quotes(line) == line


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_characters='"\\\x7f“”„‟«»', exclude_categories=["Cc", "Cs"])))
def test_curly_strings_hold_what_straight_ones_hold(inner: str) -> None:
    assert tomllib.loads(straight_quotes(f"a = “{inner}”")) == {"a": inner}


def test_each_value_knows_its_line() -> None:
    entries, problems = read_toml('a = 1\n\n[b]\n# c\nx = [\n  1, # ]\n  "]",\n]\ny.z = {p = 1, q = 2}\n[c.d]\n', first=10)
    assert not problems
    assert [(".".join(entry.path), entry.value, entry.line) for entry in entries] == [
        ("a", 1, 10),
        ("b", {}, 12),
        ("b.x", [1, "]"], 14),
        ("b.y.z.p", 1, 18),
        ("b.y.z.q", 2, 18),
        ("c.d", {}, 19),
    ]


BROKEN = {
    "a = Inbox": (1, "a text stands in quotes"),
    'x = 1\na = "Inbox': (2, "the closing quote is missing"),
    'a = "x”': (1, "the closing quote is missing"),
    "a = [1,\n2\n": (1, "never closed"),
    'a = """x\ny': (1, "never closed"),
    "a = [\n1,\n!\n]": (3, "Invalid value"),
    "[note": (1, "Expected ']'"),
    "[[note]]\na = 1": (1, "double brackets"),
    "just words": (1, "Expected '='"),
    "a = " + "[" * 5000: (1, "recursion"),
    "a = " + "9" * 5000: (1, "limit"),
    ".".join("a" * 2000) + " = 1": (1, "recursion"),
}


@pytest.mark.parametrize(("text", "told"), BROKEN.items(), ids=lambda value: str(value)[:20])
def test_a_broken_line_is_told_with_its_line(text: str, told: tuple[int, str]) -> None:
    _, problems = read_toml(text)
    assert [problem.line for problem in problems] == [told[0]]
    assert told[1] in problems[0].text


def test_a_broken_line_hides_neither_the_rest_nor_misplaces_it() -> None:
    entries, problems = read_toml("a = 1\nb = \nc = 3\n[broken\nd = 4\n[fine]\ne = 5")
    assert [problem.line for problem in problems] == [2, 4]
    assert [(".".join(entry.path), entry.value) for entry in entries] == [("a", 1), ("c", 3), ("fine", {}), ("fine.e", 5)]


def test_a_long_list_is_read_in_linear_time() -> None:
    entries, _ = read_toml("a = [\n" + '"x",\n' * 20_000 + "]")
    assert len(entries[0].value) == 20_000
