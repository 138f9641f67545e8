"""Tags are of Obsidian's syntax by construction."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox.notes.tags import valid_tag

REJECTED = re.compile(r"[\s\u2000-\u206f\u2e00-\u2e7f!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\']")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Python", "Python"),
        ("Machine Learning", "machine-learning"),
        ("#tag", "tag"),
        ("2024", ""),
        ("2024/09", "2024/09"),
        ("2025-09", "2025-09"),
        ("_1", "_1"),
        ("_/-", ""),
        ("v1.2", "v1-2"),
        ("3.11", "3-11"),
        ("node.js", "nodejs"),
        ("Version 1.2 notes", "version-1-2-notes"),
        ("y2024", "y2024"),
        ("a/b", "a/b"),
        ("/a//b/", "a/b"),
        ("Rock & Roll", "rock-roll"),
        ("it’s", "its"),
        ("C++", "cpp"),
        ("C#", "csharp"),
        ("Science – Fiction", "science-fiction"),
        ("Cafe\u0301", "Café"),
        ("Übergrößen", "Übergrößen"),
        ("数据", "数据"),
        ("to-do_list", "to-do_list"),
        ("--", ""),
        ("!?", ""),
        ("", ""),
    ],
)
def test_valid_tag(text: str, tag: str) -> None:
    assert valid_tag(text) == tag


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=20))
def test_every_tag_is_valid_and_stays_as_it_is(text: str) -> None:
    tag = valid_tag(text)
    assert not REJECTED.search(tag)
    assert valid_tag(tag) == tag
    assert unicodedata.normalize("NFC", tag) == tag
    assert not tag or re.search(r"[^0-9]", tag)
