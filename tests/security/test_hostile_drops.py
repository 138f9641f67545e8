"""A dropped text that is made to take for ever: it costs seconds, and the other drops are processed."""

from __future__ import annotations

import pytest

LONG = 60_000  # characters; where the time was quadratic these took minutes
TEXTS = {
    "stars": "*a ",
    "underscores": "_a ",
    "brackets": "[[",
    "comments": "<!-- ",
    "backticks": "`a ",
    "links": "[a](",
    "images": "![a](https://example.org/",
    "addresses": "https://example.org/a.",
    "headings": "# a\n",
    "quotes": "> > - a\n",
    "fields": "a:: ",
    "mathematics": "$a ",
}


@pytest.mark.timeout(100)
@pytest.mark.parametrize("mark", TEXTS.values(), ids=TEXTS)
def test_a_text_of_nothing_but_marks_takes_no_time(inbox, write, mark: str) -> None:
    write("Inbox/hostile.txt", f"A text\n\n{mark * (LONG // len(mark))}")
    write("Inbox/other.txt", "A harmless text about gardens.")
    outcomes = {outcome.drop: outcome.status for outcome in inbox().run()}
    assert outcomes == {"Inbox/hostile.txt": "created", "Inbox/other.txt": "created"}
