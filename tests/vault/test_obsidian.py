from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from vault_inbox.vault.folders import find_vault, is_vault, settings_folder, spelled
from vault_inbox.vault.obsidian import Obsidian, read_obsidian

if TYPE_CHECKING:
    from pathlib import Path


def vault_with(root: Path, folder: str = ".obsidian", **files: object) -> Path:
    (root / folder).mkdir(parents=True)
    for name, value in files.items():
        text = value if isinstance(value, str) else json.dumps(value)
        (root / folder / f"{name.replace('_', '-')}.json").write_text(text, encoding="utf-8")
    return root


def test_a_vault_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert read_obsidian(tmp_path) == Obsidian()
    assert read_obsidian(vault_with(tmp_path)) == Obsidian(folder=".obsidian")


def test_all_settings_are_read(tmp_path: Path) -> None:
    vault = vault_with(
        tmp_path,
        app={
            "useMarkdownLinks": True,
            "newLinkFormat": "relative",
            "newFileLocation": "folder",
            "newFileFolderPath": "New notes/",
            "attachmentFolderPath": "./files",
            "trashOption": "local",
            "userIgnoreFilters": ["Archive/", r"/\.excalidraw\.md$/", "/^(?<x>Old)/"],
        },
        templates={"folder": "/Templates"},
        daily_notes={"folder": "Journal", "format": "YYYY/MM/YYYY-MM-DD dddd"},
        types={"types": {"created": "datetime", "broken": 3}},
    )
    read = read_obsidian(vault)
    assert (read.use_markdown_links, read.new_link_format, read.new_note_folder, read.trash) == (True, "relative", "New notes", "local")
    assert (read.templates_folder, read.daily_folder, dict(read.types)) == ("Templates", "Journal", {"created": "datetime"})
    assert read.warnings == ()
    assert [read.excluded(path) for path in ("archive/a.md", "a.excalidraw.md", "Old/x.md", "b.md")] == [True, True, True, False]
    assert [read.is_template(path) for path in ("templates/x.md", "Templates.md")] == [True, False]
    assert read.is_daily("Journal/2025/09/2025-09-18 Thursday.md")
    assert not read.is_daily("Journal/2025/09/2025-09-18.md")
    assert not read.is_daily("Journal/ideas.md")


@pytest.mark.parametrize(
    ("setting", "note", "folder"),
    [
        ("/", "a/n.md", ""),
        ("", "a/n.md", ""),
        ("./", "a/n.md", "a"),
        ("./", "n.md", ""),
        ("./files", "a/n.md", "a/files"),
        ("x/y", "n.md", "x/y"),
    ],
)
def test_attachments_lie_where_the_settings_say(tmp_path: Path, setting: str, note: str, folder: str) -> None:
    assert read_obsidian(vault_with(tmp_path, app={"attachmentFolderPath": setting})).attachments_for(note) == folder


@pytest.mark.parametrize(
    ("form", "path", "daily"),
    [
        ("", "2025-09-18.md", True),
        ("", "2025-09-18 trip.md", False),
        ("DD.MM.YY", "18.09.25.md", True),
        ("[Day] Do MMMM YYYY", "Day 18th September 2025.md", True),
        ("[Day] Do MMMM YYYY", "Monday 2025.md", False),
        ("gggg-[W]ww", "2025-W38.md", True),
    ],
)
def test_daily_notes_are_known_by_moments_format(tmp_path: Path, form: str, path: str, daily: bool) -> None:
    assert read_obsidian(vault_with(tmp_path, daily_notes={"format": form})).is_daily(path) is daily


@pytest.mark.parametrize("broken", ["{", "[]", "", "\x00", "[" * 100_000, '"text"'])
def test_broken_json_gives_defaults_and_a_warning(tmp_path: Path, broken: str) -> None:
    read = read_obsidian(vault_with(tmp_path, app=broken))
    assert (read.new_link_format, read.trash, read.use_markdown_links) == ("shortest", "system", False)
    assert len(read.warnings) == 1
    assert "app.json" in read.warnings[0]


def test_wrong_values_give_defaults_and_a_warning_each(tmp_path: Path) -> None:
    app = {
        "newLinkFormat": "funny",
        "trashOption": 3,
        "newFileLocation": "folder",
        "newFileFolderPath": "../out",
        "userIgnoreFilters": ["/(/"],
    }
    read = read_obsidian(vault_with(tmp_path, app=app, templates={"folder": ["x"]}))
    assert (read.new_link_format, read.trash, read.new_note_folder, read.templates_folder) == ("shortest", "system", "", "")
    assert len(read.warnings) == 5


NAMED_TO_HARM = "Notes/" + "aA1 " * 60 + "!.md"  # what all patterns below look for, but not where they do


@pytest.mark.parametrize("pattern", [r"/(\w+\s?|a|A1)+!$/", "/(?=(\\w|a|A)*!)/", "/" + "(\\w*)" * 50 + "!/"])
def test_no_pattern_of_the_vault_holds_up_the_program(tmp_path: Path, caplog: pytest.LogCaptureFixture, pattern: str) -> None:
    read = read_obsidian(vault_with(tmp_path, app={"userIgnoreFilters": [pattern, "/^Old/"]}))
    began = time.process_time()
    for number in range(500):
        read.excluded(NAMED_TO_HARM.replace("Notes", f"Notes {number}"))
    assert time.process_time() - began < 10
    assert read.excluded("Old/x.md")
    assert len(caplog.records) <= 1


def test_many_patterns_hold_up_the_program_no_longer_than_one(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    patterns = [f"/(a|aa)+{number}$/" for number in range(60)]
    read = read_obsidian(vault_with(tmp_path, app={"userIgnoreFilters": [*patterns, "/^Old/"]}))
    began = time.process_time()
    for number in range(60):
        read.excluded("a" * 200 + f"{number}.md")
    assert time.process_time() - began < 5  # by themselves each would take half a second
    assert read.excluded("Old/x.md")
    assert not read.excluded("Notes/x.md")
    assert len(caplog.records) <= 60


def test_a_pattern_that_takes_for_ever_is_told_and_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    read = read_obsidian(vault_with(tmp_path, app={"userIgnoreFilters": ["/(a|aa)+$/"]}))
    assert read.excluded("a")
    slow = ["a" * length + ".md" for length in range(100, 200)]
    asked = [path for path in slow if read.excluded(path)]
    assert asked == slow[: len(asked)] != []
    assert len(asked) < len(slow)
    assert all(map(read.excluded, asked))  # what nobody could be sure of stays out
    assert not read.excluded("a")
    assert ["takes too long" in record.message for record in caplog.records] == [True]


@pytest.mark.parametrize("form", ["MMMM" * 50, "[]M" * 60, "Y" * 200, "MMMM dddd Do " * 15])
def test_no_format_of_days_holds_up_the_program(tmp_path: Path, form: str) -> None:
    read = read_obsidian(vault_with(tmp_path, daily_notes={"format": form}))
    began = time.process_time()
    for path in ("1" * 240 + ".mdx", "a" * 240 + ".mdx", "a b 1a " * 30 + ".mdx"):
        assert not any(read.is_daily(path) for _ in range(50))
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "pattern",
    [
        "/(a{65535}){65535}/",
        "/(?:a{9999999999})/",
        "/((a{2,1000}){1000,})/",
        "/" + "(" * 1000 + "/",
        f"/{'a' * 1001}/",
        "/(?x)a{1 0000000}/",
    ],
)
def test_a_pattern_that_would_take_much_memory_is_none(tmp_path: Path, pattern: str) -> None:
    read = read_obsidian(vault_with(tmp_path, app={"userIgnoreFilters": [pattern]}))
    assert read.ignored_patterns == ()
    assert len(read.warnings) == 1


def test_what_javascript_reads_is_a_pattern(tmp_path: Path) -> None:
    filters = [r"/^\d{4}-\d{2}-\d{2}\/(?<name>\p{L}+)\.md$/", r"/(?<=Old\/.*)secret/", "/^(?!Notes)x{2}\\//"]
    read = read_obsidian(vault_with(tmp_path, app={"userIgnoreFilters": filters}))
    assert read.warnings == ()
    assert [read.excluded(path) for path in ("2025-09-18/Größe.md", "Old/a/secret.md", "xx/a.md", "Notes/secret.md")] == [True] * 3 + [
        False
    ]


def test_a_group_may_be_named_again(tmp_path: Path) -> None:
    read = read_obsidian(vault_with(tmp_path, app={"userIgnoreFilters": [r"/^(?<day>\d+)\/\k<day>\.md$/", r"/[\\k<x>]{4}\.txt$/"]}))
    assert read.warnings == ()
    assert [read.excluded(path) for path in ("12/12.md", "12/13.md", "xk<>.txt", "(P=x.txt")] == [True, False, True, False]


def test_new_notes_go_to_no_folder_that_obsidian_hides(tmp_path: Path) -> None:
    read = read_obsidian(vault_with(tmp_path, app={"newFileLocation": "folder", "newFileFolderPath": ".obsidian/plugins"}))
    assert read.new_note_folder == ""
    assert len(read.warnings) == 1


def test_many_filters_end_somewhere(tmp_path: Path) -> None:
    read = read_obsidian(vault_with(tmp_path, app={"userIgnoreFilters": [f"Old {number}/" for number in range(20_000)]}))
    assert len(read.ignored_prefixes) < 1_000
    assert len(read.warnings) == 1


def test_a_bom_is_no_fault(tmp_path: Path) -> None:
    assert read_obsidian(vault_with(tmp_path, app='\ufeff{"trashOption": "none"}')).trash == "none"


def test_the_settings_folder_may_have_another_name(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    vault_with(tmp_path, ".obsidian-phone", app={"trashOption": "none"})
    assert settings_folder(tmp_path) == ".obsidian-phone"
    assert read_obsidian(tmp_path).trash == "none"


def test_the_nearest_vault_upwards_is_found(tmp_path: Path) -> None:
    vault = vault_with(tmp_path / "Vault")
    (vault / "a" / "b").mkdir(parents=True)
    assert find_vault(vault / "a" / "b") == vault
    (vault / "a" / "Vault Inbox.md").touch()
    assert find_vault(vault / "a" / "b") == vault / "a"
    assert not is_vault(tmp_path)


def test_r16_a_folder_is_found_however_it_is_spelled(tmp_path: Path) -> None:
    (tmp_path / "Cafe\u0301" / "Sub").mkdir(parents=True)
    assert spelled(tmp_path, "caf\xe9/SUB/new") == "Cafe\u0301/Sub/new"
