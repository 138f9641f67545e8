"""`docs/reliability.md` has a row for each requirement, and the tests that it names exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = re.findall(r"^\| (\d+) \| (.*) \|$", (ROOT / "docs/reliability.md").read_text(), re.MULTILINE)


def test_each_requirement_has_a_row() -> None:
    assert [int(number) for number, _ in ROWS] == list(range(1, 34))


def test_the_tests_that_are_named_exist() -> None:
    there = {
        name for path in (ROOT / "tests").rglob("test_*.py") for name in re.findall(r"^def (test_\w+)", path.read_text(), re.MULTILINE)
    }
    named = {name for _, row in ROWS for name in re.findall(r"`(test_\w+)`", row)}
    assert len(named) > 50
    assert named - there == set()
