"""Notes and vaults as a user types them: from anywhere, as a shell completes their paths."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vault_inbox.cli.main import cli


@pytest.fixture
def note(vault, write, inbox) -> Path:
    """A note of ours, `Unfiled/Comfrey.md`, and another one."""
    write("Inbox/Comfrey.txt", "Comfrey makes the compost hot.\n")
    write("Inbox/Grass.txt", "And so does fresh grass.\n")
    inbox().run()
    return vault / "Unfiled/Comfrey.md"


def call(*args: str, **env: str) -> Result:
    return CliRunner().invoke(cli, args, env={"VAULT_INBOX_OFFLINE": "1", **env})


NAMES = [  # (working folder, what is typed): {} is the folder that the vault lies in
    ("{}/elsewhere", "{}/vault/Unfiled/Comfrey.md"),
    ("{}", "vault/Unfiled/Comfrey.md"),
    ("{}", "vault/Unfiled/Comfrey"),
    ("{}/vault", "Unfiled/Comfrey.md"),
    ("{}/vault/Unfiled", "Comfrey.md"),
    ("{}/vault/Unfiled", "Unfiled/Comfrey"),
    ("{}/vault/Inbox", "../Unfiled/Comfrey.md"),
    ("{}/vault/Inbox", "[[Comfrey]]"),
    ("{}/elsewhere", "{}/link/Unfiled/Comfrey.md"),
]


@pytest.mark.parametrize(("folder", "typed"), NAMES)
def test_a_note_is_found_from_where_one_stands(vault, note, tmp_path, monkeypatch, folder, typed):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(vault)
    monkeypatch.chdir(folder.format(tmp_path))
    explained = call("explain", typed.format(tmp_path))
    assert explained.output.startswith("note\n    Unfiled/Comfrey.md\n")
    os.utime(note, (0, 0))
    assert "0 of 1 notes would change" in call("refresh", "--note", typed.format(tmp_path), "--dry-run").output
    assert "Unfiled/Comfrey.md (to the trash)" in call("undo", typed.format(tmp_path)).output
    assert not note.exists()


@pytest.mark.parametrize("vault_by", [["--vault", "vault"], ["--vault", "{}/link"], ["--vault", "elsewhere/../vault"]])
def test_a_note_is_found_in_the_vault_that_is_named(vault, note, tmp_path, monkeypatch, vault_by):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(vault)
    (tmp_path / "Comfrey.md").write_text("Another one, in no vault.\n")
    monkeypatch.chdir(tmp_path)
    for typed in ("Comfrey.md", "Unfiled/Comfrey", "vault/Unfiled/Comfrey.md", str(note)):
        result = call("explain", typed, *(each.format(tmp_path) for each in vault_by))
        assert result.output.startswith("note\n    Unfiled/Comfrey.md\n"), typed


def test_the_note_that_lies_in_the_working_folder_comes_before_one_of_its_name(vault, note, write, monkeypatch):
    write("Comfrey.md", "In the vault itself.\n")
    monkeypatch.chdir(note.parent)
    assert call("explain", "Comfrey.md").output.startswith("note\n    Unfiled/Comfrey.md\n")


@pytest.mark.parametrize("command", ["explain", "undo"])
def test_a_note_in_no_vault_or_in_another_is_named(vault, tmp_path, monkeypatch, command):
    stray = tmp_path / "stray.md"
    stray.write_text("In no vault.\n")
    monkeypatch.chdir(vault)
    for typed in (str(stray), "../stray.md"):
        error = str(call(command, typed).exception)
        assert error.startswith(f"{stray} lies in no vault")
    error = str(call(command, str(stray), "--vault", str(vault)).exception)
    assert error == f"{stray} lies outside the vault {vault}"


@pytest.mark.parametrize("args", [["{}"], ["--vault", "{}"], []])
def test_the_vault_may_stand_beside_last_run(vault, note, tmp_path, monkeypatch, args):
    monkeypatch.chdir(tmp_path if args else note.parent)
    result = call("undo", "--last-run", *(each.format(vault) for each in args))
    assert result.exit_code == 0, result.output
    assert not note.exists()


def test_a_note_beside_last_run_is_refused(note, monkeypatch):
    monkeypatch.chdir(note.parent)
    result = call("undo", "Comfrey.md", "--last-run")
    assert result.exit_code == 2
    assert "with --last-run the argument is the vault" in result.output
    assert note.exists()


def test_what_lies_in_held_and_failed_has_no_name_of_a_note(vault, note, write):
    write("Inbox/Held/Comfrey.md", "A drop that was put back.\n")
    write("Inbox/Failed/Comfrey.md", "What failed.\n")
    write("Inbox/Comfrey.md", "A drop that waits.\n")
    assert call("explain", "Comfrey", "--vault", str(vault)).output.startswith("note\n    Unfiled/Comfrey.md\n")
    assert "Unfiled/Comfrey.md (to the trash)" in call("undo", "Comfrey", "--vault", str(vault)).output
    (vault / "Inbox/Comfrey.md").unlink()
    for path in (vault / "Inbox/Held").glob("Comfrey*.md"):
        assert path.is_file()
    assert "there is no such note" in str(call("undo", "Comfrey", "--vault", str(vault)).exception)


def test_a_note_of_ours_that_waits_in_the_inbox_is_found_by_its_name(vault, note):
    note.rename(vault / "Inbox/Comfrey.md")
    assert call("explain", "Comfrey", "--vault", str(vault)).output.startswith("note\n    Inbox/Comfrey.md\n")
