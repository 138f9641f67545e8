"""A `Category:` line leads to a folder that exists, never makes one, and a name of none is told."""

from __future__ import annotations

import pytest

NOTE = "Notes on dough, flour and salt.\n"


@pytest.fixture
def folders(vault, write):
    write("30-Recipes/Bread.md", NOTE)
    write("10-garden/12.3 soil/Compost.md", "Warm again.\n")
    write("1-Music/Score.md", "Four bars.\n")
    write("2-Music/Song.md", "Four bars more.\n")
    (vault / "Café").mkdir()


@pytest.mark.parametrize(
    ("line", "folder"),
    [
        ("30-Recipes", "30-Recipes"),
        ("30-recipes/", "30-Recipes"),
        ("recipes", "30-Recipes"),
        ("RECIPES", "30-Recipes"),
        ("garden/soil", "10-garden/12.3 soil"),
        ("Soil", "10-garden/12.3 soil"),
        ("cafe\u0301", "Café"),
    ],
)
def test_a_folder_is_found_by_its_name(vault, write, inbox, folders, line, folder):
    write("Inbox/one.txt", f"Category: {line}\n\nWarm water first, thought my aunt.\n")
    (outcome,) = inbox().run()
    assert outcome.note == f"{folder}/one.md"
    assert outcome.warnings == ()
    assert f"\ncategory: {folder}\n" in (vault / outcome.note).read_text()


@pytest.mark.parametrize("line", ["40-Recipes", "Cooking", "Music", "30-Recipes/Cakes", "Inbox", "{{x}}"])
def test_a_name_of_no_folder_is_told_and_makes_none(vault, write, inbox, folders, line):
    before = {path for path in vault.iterdir() if path.name != "Unfiled"}
    write("Inbox/one.txt", f"Category: {line}\n\nWarm water first, thought my aunt.\n")
    (outcome,) = inbox().run()
    assert outcome.note == "Unfiled/one.md"
    assert [warning for warning in outcome.warnings if warning.startswith("Category: no folder is named")]
    assert any("no folder is named" in reason for reason in inbox().explain(outcome.note)["category"])
    assert {path for path in vault.iterdir() if path.name not in {"Unfiled", ".vault-inbox"}} == before


def test_a_category_of_the_users_own_note_stays_without_a_warning(vault, write, inbox, folders):
    write("Inbox/Mine.md", "---\ncategory: essays\n---\nI thought of it all day.\n")
    (outcome,) = inbox().run()
    assert (outcome.note, outcome.warnings) == ("Unfiled/Mine.md", ())
    assert "\ncategory: essays\n" in (vault / outcome.note).read_text()
