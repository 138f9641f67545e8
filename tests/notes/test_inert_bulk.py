"""A text of more lines and marks than anybody writes: it is shown as code, as it stands, in little time."""

from __future__ import annotations

import pytest

from vault_inbox.notes.inert import block

MOST = 200_000


@pytest.mark.parametrize("mark", ["[", "*\n", "<% a %>"])
def test_a_text_of_too_many_marks_is_code_and_loses_nothing(mark: str) -> None:
    text = mark * (MOST + 1) + "end"
    made = block(text)
    fence, body = made.split("\n", 1)
    assert fence == "`" * len(fence)
    assert body.endswith(f"\nend\n{fence}" if mark.endswith("\n") else f"end\n{fence}")
    assert f"\n{fence}\n" not in body
    assert "<%" not in made
    assert body.replace("\u200b", "").startswith(text)
    assert made == block(made)


def test_a_long_text_of_words_stays_words() -> None:
    text = "The garden lay behind the house, as it had for years (or so he said): “quiet”, green - and wet.\n" * 3_000
    assert block(text) == text.strip("\n")


def test_one_long_run_takes_no_quadratic_time() -> None:
    assert block("=" * (MOST - 10)) == "\\" + "=" * (MOST - 10)
    assert block("a " + "=" * (MOST - 10) + " b").startswith("a =")
    assert block(f"[a]({' ' * MOST}b").startswith("[a]\\(")
