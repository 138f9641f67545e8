from __future__ import annotations

import re
from dataclasses import replace

import pytest
import yaml

from vault_inbox.settings.templates import inbox_base, settings_note, share_template
from vault_inbox.settings.vault import NoteSettings, VaultSettings, read_vault_settings

NAMES = [("mac-mini", "Inbox"), ("", "01 Eingang/Neu"), ('Ann’s "Mac"', "@FAILED@ “x”")]


@pytest.mark.parametrize(("machine", "inbox"), NAMES)
def test_the_settings_note_says_the_defaults(machine: str, inbox: str) -> None:
    text = settings_note(machine, inbox)
    assert read_vault_settings(text) == replace(VaultSettings(), inbox=inbox, failed=f"{inbox}/Failed", processor=machine)


@pytest.mark.parametrize(("machine", "inbox"), NAMES)
def test_each_commented_setting_is_a_default(machine: str, inbox: str) -> None:
    text = settings_note(machine, inbox)
    live, count = re.subn(r"^# (?=\w+ = )", "", text, flags=re.MULTILINE)
    assert read_vault_settings(live) == read_vault_settings(text)
    assert count == 21  # each key of the documentation but `inbox` and `processor`, which stand uncommented


def test_the_settings_note_names_every_key() -> None:
    text = settings_note("", "Inbox")
    keys = {match[1] for match in re.finditer(r"^(?:# )?(\w+) = ", text, re.MULTILINE)}
    tables = set(re.findall(r"^\[(.+)\]$", text, re.MULTILINE))
    own = VaultSettings()
    assert keys == {
        *(name for name in own.__slots__ if name not in {"note", "watch", "refresh", "step", "extractor"}),
        *(name for name in own.note.__slots__ if name not in {"folders", "properties"}),
        *own.watch.__slots__,
        *own.refresh.__slots__,
        *(key for table in own.step.values() for key in table),
    }
    assert tables == {"note", "note.folders", "note.properties", "watch", "refresh", *(f"step.{name}" for name in own.step)}


def views_of(settings: VaultSettings) -> dict[str, dict[str, object]]:
    return {view["name"]: view for view in yaml.safe_load(inbox_base(settings))["views"]}


def test_the_base_shows_what_came_in_what_waits_and_what_failed() -> None:
    views = views_of(VaultSettings())
    assert [view["filters"] for view in views.values()] == [
        {"and": ['file.hasProperty("inbox_id")']},
        {"and": ['file.hasProperty("inbox_id")', 'note["status"] == "pending"']},
        {"and": ['file.inFolder("Inbox/Failed")']},
    ]
    assert list(views) == ["What came in", "Pending", "Failed"]
    assert {view["type"] for view in views.values()} == {"table"}
    assert views["What came in"]["sort"] == [{"property": "note.created", "direction": "DESC"}]


def test_the_base_follows_renamed_properties_and_folders() -> None:
    note = NoteSettings(properties={"status": "Stand der Dinge", "created": "", "url": "link"})
    views = views_of(VaultSettings(failed='Inbox/It\'s # "bad"', note=note))
    assert views["Pending"]["filters"] == {"and": ['file.hasProperty("inbox_id")', 'note["Stand der Dinge"] == "pending"']}
    assert views["Failed"]["filters"] == {"and": ['file.inFolder("Inbox/It\'s # \\"bad\\"")']}
    assert views["What came in"]["sort"] == [{"property": "file.ctime", "direction": "DESC"}]
    assert views["What came in"]["order"] == [
        *("file.name", "note.category", "note.source", "note.site", "note.link", "note.Stand der Dinge", "note.tags")
    ]


def test_the_base_has_no_pending_view_without_a_status() -> None:
    assert list(views_of(VaultSettings(note=NoteSettings(properties={"status": ""})))) == ["What came in", "Failed"]


@pytest.mark.parametrize("title", ["Plain", "He said \"no\": #1 - [x] {y} 'z'", "- a: b", "", "& * ! | > %"])
def test_what_the_share_template_makes_is_valid_whatever_the_title(title: str) -> None:
    made = share_template().replace("{{title}}", title).replace("{{url}}", "https://example.org/?a=1#b")
    made = re.sub(r"\{\{\w+\}\}", "", made)
    properties = yaml.safe_load(made.split("---\n")[1])
    assert properties == {
        "inbox_capture": "share",
        "title": title,
        "url": "https://example.org/?a=1#b",
        **dict.fromkeys(("author", "published", "site", "description"), ""),
    }


def test_the_share_template_has_each_variable_of_the_share_sheet() -> None:
    assert set(re.findall(r"\{\{(\w+)\}\}", share_template())) == {"title", "url", "author", "published", "site", "description"}
