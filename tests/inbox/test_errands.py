"""Short notes that share a common word with the vault are not drawn into it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "vault"
ERRANDS = {
    "20250911_100000_phone_Plumber.txt": "Call the plumber about the kitchen tap, it drips again.",
    "20250912_100000_phone_Tap_washers.txt": "Buy washers for the tap.",
    "20250913_100000_phone_Paint.txt": "Buy paint for the bedroom, light grey.",
    "20250914_100000_phone_Scarf.txt": "Buy the blue scarf for Anna.",
    "20250915_100000_phone_Bike.txt": "Buy a new chain, and the rear brake squeaks.",
    "20250916_100000_phone_Insurance.txt": "Ask for the insurance card, then buy stamps.",
}


@pytest.fixture
def example(vault, write):
    shutil.copytree(EXAMPLE, vault, dirs_exist_ok=True, ignore=shutil.ignore_patterns("Inbox"))
    return write


def links(vault: Path, title: str) -> list[str]:
    (note,) = vault.rglob(f"{title}.md")
    return [line for line in note.read_text().split("\n") if line.startswith("- [[")]


def test_one_common_word_links_and_files_nothing_and_links_of_ours_call_for_no_more(vault, example, inbox):
    for name, text in ERRANDS.items():
        example(f"Inbox/{name}", text + "\n")
    outcomes = inbox().run()
    assert {outcome.status for outcome in outcomes} == {"created"}
    for title in ("Plumber", "Tap washers", "Paint", "Scarf", "Insurance"):
        assert (vault / "Unfiled" / f"{title}.md").exists()
        assert links(vault, title) == []
    assert links(vault, "Bike") == ["- [[Chain]] (named in the text)"]
