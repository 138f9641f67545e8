"""A link that the user's own text holds is never suggested beside it."""

from __future__ import annotations

import pytest

SEEDS = "# Tomato seeds\n\nTomato seeds ferment for three days in a jar of water.\n"
PROSE = "I put the tomato seeds in a jar of water, to ferment for three days.\n"


@pytest.mark.parametrize(
    "own",
    [
        f"{PROSE}\n## connections\n- [[Tomato seeds]]\n",
        f"{PROSE}\n## connections\n- [[Tomato seeds]]\n\nAnd more after it.\n",
        f"As in [[12-garden/Tomato seeds|the other]]. {PROSE}",
        f"As in [the other](../12-garden/Tomato%20seeds.md). {PROSE}",
        f"---\nup: '[[Tomato seeds]]'\n---\n{PROSE}",
    ],
    ids=["a closing section of that name", "one further up", "a wikilink", "a relative link", "a property"],
)
def test_a_note_that_the_text_links_to_is_not_suggested(vault, write, inbox, own):
    write("12-garden/Tomato seeds.md", SEEDS)
    write("Inbox/Jar.md", own)
    (outcome,) = inbox().run()
    text = (vault / outcome.note).read_text()
    assert text.count("omato seeds]]") + text.count("omato seeds|") + text.count("omato%20seeds") == 1
    assert text.endswith("\n## connections\n- processed from inbox\n")
    assert own.partition("---\n")[2].partition("---\n")[2] in text
    aged = text.encode()
    for _ in range(3):
        write(outcome.note, (vault / outcome.note).read_bytes())
        inbox().refresh()
    assert (vault / outcome.note).read_bytes() == aged


def test_without_it_the_note_is_suggested(vault, write, inbox):
    write("12-garden/Tomato seeds.md", SEEDS)
    write("Inbox/Jar.md", PROSE)
    (outcome,) = inbox().run()
    assert "- [[Tomato seeds]] (" in (vault / outcome.note).read_text()
