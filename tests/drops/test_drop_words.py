"""Nothing that a person wrote vanishes: each word of a drop stands somewhere in its note, whatever its lines look like."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from vault_inbox import render
from vault_inbox.drops import read_drop, split_drop
from vault_inbox.errors import DropError
from vault_inbox.model import Drop

# Left out by construction, since it is meant to go: an app's words ("Check out this article:", "via @app") on the line of a link or right
# before one, an app's signature at the end, the words of a `Category:`, which name the folder, and the names of header lines ("Title") and
# tags (<item>), which say what the note shows.
LINES = st.sampled_from(
    [
        "", "", "", "Tomorrow:", "Listen to the podcast\nCall mummy", "Listen to this song!\nBuy bread.", "Bread.", "- [ ] water roses",
        "- trees", "#garden #frost", "#Shopping", "#general", "#endif", "#c0ffee", "# Heading", "Prune the pear, and ask about it in",
        "https://example.org/bees", "Good honey - https://example.org/honey", "[Wasps](https://example.org/nest)",
        'Watch "Dune" on Saturday', "“Quoted lines.”", "Title: Fine weather", "Tags: autumn, winter", "Tags:", "Date: tomorrow evening",
        "Author: Jane Poet, John Writer", "Link: missing", "Source: Paper", "Note: errands", "From: Anna <a@b.org>",
        "Subject: Meeting", "```", "    indented code", "==========", "---", "<item><name>Thing</name></item>",
        "<entry><title>Purchase</title><rating>Stars</rating>between</entry>",
        "<item><title>Entry</title><description>Told</description></item>",
        '{"url": "https://example.org/json", "content_text": "Article", "remark": "mine"}', "The post about ants appeared first on paper",
        "a < b && c &amp; dear", "Sent by nobody, shared with friends", "x{{content}}y",
    ]
)  # fmt: skip
LABEL = re.compile(r"^(?:title|tags|date|author|link|source):|</?\w+>|https?://\S+", re.IGNORECASE | re.MULTILINE)
WORD = re.compile(r"[^\W\d_]{4,}")


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


@settings(deadline=None, max_examples=120)
@given(st.lists(LINES, min_size=1, max_size=7))
@example(["Tomorrow:", "Listen to the podcast", "Call mummy"])
@example(["<item><name>Thing</name></item>"])
@example(["<entry><title>Purchase</title><rating>Stars</rating>between</entry>"])
@example(["Call mummy", "#endif"])
@example(["Title: Fine weather", "Title: Good honey", "Buy bread."])
def test_each_word_of_a_drop_stands_in_its_note(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        notes = [render(read_drop(part)) for part in split_drop(Drop("20250918_114949_phone_.txt", text.encode()))]
    except DropError:  # tags or authors of nothing: the file itself is kept, and named
        assert not any(line and not re.match("Tags:|Author:|Date:|Source:|- |```", line) for line in lines)
        return
    shown = "\n".join(notes).casefold()
    assert not [word for word in _words(LABEL.sub(" ", text)) if word not in shown]
