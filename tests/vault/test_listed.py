"""The names in folders, kept for some seconds, whatever happens to the files meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vault_inbox.vault.listed import HOLDS, Listed

if TYPE_CHECKING:
    from pathlib import Path


def test_a_name_is_taken_however_it_is_spelled(tmp_path: Path) -> None:
    (tmp_path / "A").mkdir()
    (tmp_path / "A/Café.md").touch()
    names = Listed(tmp_path)
    assert [names.has("A", name) for name in ("Café.md", "CAFÉ.md", "Cafe\u0301.md", "Cafe.md")] == [True, True, True, False]
    assert not names.has("not there", "a.md")
    assert not names.has("", "a.md")


def test_what_came_and_went_since_is_seen(tmp_path: Path) -> None:
    (tmp_path / "old.md").touch()
    names = Listed(tmp_path)
    assert names.has("", "old.md")
    (tmp_path / "old.md").unlink()
    (tmp_path / "new 1.md").touch()
    assert names.has("", "new 1.md")
    assert not names.has("", "old.md")
    assert names.beginning("", "new") == ["new 1.md"]


def test_a_file_of_ours_is_known_at_once_in_any_spelling(tmp_path: Path) -> None:
    names = Listed(tmp_path)
    assert not names.has("", "Note.md")
    (tmp_path / "Note.md").touch()
    names.add("Note.md")
    assert names.has("", "NOTE.md")
    names.add("Note.md")
    assert names.beginning("", "no") == ["Note.md"]
    assert names.beginning("", "o") == []


def test_another_spelling_that_came_from_elsewhere_is_seen_after_some_seconds(tmp_path: Path) -> None:
    now = 100.0
    names = Listed(tmp_path, clock=lambda: now)
    assert not names.has("", "note.md")
    (tmp_path / "NOTE.md").touch()
    now += HOLDS + 1
    assert names.has("", "note.md")


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("Notes/Über.md", "Notes/U\u0308ber.md"),
        ("notes/über.MD", "Notes/U\u0308ber.md"),
        ("NOTES", "Notes"),
        ("notes/none.md", ""),
        ("none/Über.md", ""),
        ("notes/Über.md/x.md", ""),
        ("notes/\0", ""),
        ("n" * 5000, ""),
    ],
)
def test_a_file_is_found_however_a_path_spells_it(tmp_path: Path, path: str, found: str) -> None:
    (tmp_path / "Notes").mkdir()
    (tmp_path / "Notes/U\u0308ber.md").touch()
    assert Listed(tmp_path).spelled(path) == found


def test_of_files_that_differ_in_case_alone_a_path_means_its_own(tmp_path: Path) -> None:
    for name in ("a.md", "A.md"):
        (tmp_path / name).touch()
    assert [Listed(tmp_path).spelled(name) for name in ("a.md", "A.md")] == ["a.md", "A.md"]
