from __future__ import annotations

import pickle
import re
from dataclasses import replace
from types import ModuleType

import pytest

from vault_inbox.errors import ConfigError
from vault_inbox.settings.vault import NoteSettings, VaultSettings, WatchSettings, read_vault_settings
from vault_inbox.steps import category, connections, fetch, tags

CONTRACT = """\
inbox = "Inbox"
failed = "Inbox/Failed"
originals = ".vault-inbox/originals"
keep_originals = "forever"
processor = ""
timezone = ""
steps = ["fetch", "title", "summary", "tags", "category", "connections"]
[note]
folder = "{category}"
unfiled = ""
sections = ["summary", "content", "scraped", "connections"]
headings = { summary = "summary", content = "content", scraped = "Scraped from", connections = "connections" }
title_heading = true
[note.folders]
[note.properties]
[watch]
settle = 2.0
settle_md = 60.0
rescan = 30.0
[refresh]
auto = "all"
[step.fetch]
limit = 3
[step.tags]
limit = 5
cutoff = 0.5
[step.category]
folders = []
cutoff = 0.5
[step.connections]
limit = 5
cutoff = 0.5
"""


def note(toml: str) -> str:
    return f"# Vault Inbox\n\n```toml\n{toml}\n```\n"


def read(toml: str) -> VaultSettings:
    return read_vault_settings(
        note(toml), steps=("fetch", "title", "summary", "tags", "category", "connections", "mine"), extractors=("ours",)
    )


def problems_of(toml: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(toml)
    return str(caught.value).split("\n")


def test_without_settings_the_defaults_hold() -> None:
    assert read_vault_settings("") == read_vault_settings("# Only words\n```python\nx = 1\n```") == VaultSettings()


def test_the_defaults_are_those_of_the_documentation() -> None:
    assert read(CONTRACT) == VaultSettings()
    every_key = {"steps", "keep_originals", "title_heading", "settle_md", "rescan", "auto", "limit", "cutoff", "folders", "properties"}
    assert every_key <= set(re.findall(r"^\[?(?:\w+\.)?(\w+)", CONTRACT, re.MULTILINE))


def test_everything_can_be_set() -> None:
    settings = read(
        """
        inbox = "01 Posteingang/Neu/"
        failed = "Fehler"
        originals = "Archiv/Originale"
        keep_originals = 90
        processor = "mac-mini"
        timezone = "Europe/Berlin"
        steps = ["fetch", "mine"]
        [note]
        folder = "{year}/{month}/{source}/{site}"
        unfiled = "./Sonst"
        sections = ["content", "summary"]
        headings = { summary = "Zusammenfassung" }
        title_heading = false
        folders.rss = "80-feeds/{site}"
        properties = { url = "link", type = "" }
        [watch]
        settle = 0
        settle_md = 5
        rescan = 1
        [refresh]
        auto = "pending"
        [step]
        fetch.limit = 0
        category = { folders = ["24-*", "areas/**"], cutoff = 0 }
        mine = { deep = { x = [1, { y = 2 }] }, when = 2025-09-18 }
        [extractor.ours]
        """
    )
    assert settings == replace(
        VaultSettings(),
        inbox="01 Posteingang/Neu",
        failed="Fehler",
        originals="Archiv/Originale",
        keep_originals=90,
        processor="mac-mini",
        timezone="Europe/Berlin",
        steps=("fetch", "mine"),
        note=NoteSettings(
            folder="{year}/{month}/{source}/{site}",
            unfiled="Sonst",
            sections=("content", "summary"),
            headings={"summary": "Zusammenfassung", "content": "content", "scraped": "Scraped from", "connections": "connections"},
            title_heading=False,
            folders={"rss": "80-feeds/{site}"},
            properties={"url": "link", "type": ""},
        ),
        watch=WatchSettings(0.0, 5.0, 1.0),
        refresh=replace(VaultSettings().refresh, auto="pending"),
        step={
            "fetch": {"limit": 0},
            "tags": {"limit": 5, "cutoff": 0.5},
            "category": {"folders": ("24-*", "areas/**"), "cutoff": 0.0},
            "connections": {"limit": 5, "cutoff": 0.5},
            "mine": settings.step["mine"],
        },
        extractor={"ours": {}},
    )
    assert settings.step["mine"]["deep"] == {"x": [1, {"y": 2}]}


def test_the_folder_for_failures_follows_the_inbox() -> None:
    assert read('inbox = "Drops"').failed == "Drops/Failed"


def test_blocks_are_merged_and_phone_quotes_accepted() -> None:
    text = (
        "```toml\r\n[note]\r\nfolder = “Notes”\r\n```\r\n\r\n~~~toml\r\n[note]\r\nunfiled = „Sonst“\r\n[step.tags]\r\nlimit = 2\r\n~~~\r\n"
    )
    settings = read_vault_settings(text)
    assert (settings.note.folder, settings.note.unfiled, settings.step["tags"]) == ("Notes", "Sonst", {"limit": 2, "cutoff": 0.5})


@pytest.mark.parametrize("settings", [VaultSettings(), read('steps = ["mine"]\n[step.mine]\nx = 1')], ids=["default", "read"])
def test_settings_can_be_sent_to_a_worker(settings: VaultSettings) -> None:
    assert pickle.loads(pickle.dumps(settings)) == settings


@pytest.mark.parametrize("step", [fetch, tags, category, connections])
def test_a_step_that_is_made_without_settings_takes_their_defaults(step: ModuleType) -> None:
    own = {name.lower(): value for name, value in vars(step).items() if name in ("LIMIT", "CUTOFF")}
    told = VaultSettings().step[step.__name__.rpartition(".")[2]]
    assert own == {name: told[name] for name in ("limit", "cutoff") if name in told}


def test_a_step_that_is_switched_off_keeps_its_table() -> None:
    settings = read("[step.mine]\nx = 1")
    assert "mine" not in settings.steps
    assert settings.step["mine"] == {"x": 1}


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('steps = "fetch"', 'a list of steps in brackets, out of "fetch", "title"'),
        ('note.sections = "summary"', 'out of "summary", "content", "scraped", "connections"'),
        ('note.unfiled = "Later/{year}"', "as it is called"),
        ('inbox = "{source}"', "as it is called"),
    ],
)
def test_a_bad_value_says_what_is_valid(toml: str, words: str) -> None:
    (told,) = problems_of(toml)
    assert words in told
    assert told.startswith("Vault Inbox.md, line 4: ")


def test_a_key_set_twice_names_both_lines() -> None:
    text = '```toml\ninbox = "A"\n[watch]\nsettle = 1\n```\n\n```toml\ninbox = "A"\nwatch.settle = 1\n```\n'
    with pytest.raises(ConfigError) as caught:
        read_vault_settings(text)
    assert str(caught.value) == (
        "Vault Inbox.md, line 8: inbox is set twice: first on line 2\nVault Inbox.md, line 9: watch.settle is set twice: first on line 4"
    )


def test_all_problems_are_told_in_the_order_of_their_lines() -> None:
    told = problems_of('inbox = "../x"\nfaild = "y"\n[watch]\nsettle = -1\nrescan = 0\n[refresh]\nauto = Off')
    assert [line.partition(":")[0] for line in told] == [f"Vault Inbox.md, line {number}" for number in (4, 5, 7, 8, 10)]


UNKNOWN = {
    'faild = "x"': ['"faild"', 'did you mean "failed"?', "originals", "rule, extractor"],
    "[watch]\nsetle = 1": ['"watch.setle"', 'did you mean "settle"?', "Valid in [watch]: settle, settle_md, rescan"],
    'folder = "x"': ['did you mean "note.folder"?'],
    "[nots]\nx = 1\ny = 2": ['"nots"', 'did you mean "note"?'],
    "[step.tag]\nlimit = 1": ['"step.tag"', 'did you mean "tags"?'],
    "[step.title]\nx = 1": ['"step.title', "fetch, tags, category, connections"],
    "[step.fetch]\ncutoff = 1": ['"step.fetch.cutoff"', "Valid in [step.fetch]: limit"],
    'note.properties.inbox_id = "x"': ['"note.properties.inbox_id"', "original_file"],
    'note.properties.ulr = "x"': ['did you mean "url"?'],
    "inbox.x = 1": ['"inbox.x"'],
    "[step.theirs]\nx = 1": ['"step.theirs'],
    "extractor = 1": ["extractor = 1 must be a table: write [extractor.NAME]"],
    "[extractor.theirs]\nx = 1": ["[extractor.theirs]", "no extractor of this name is installed", '"ours"'],
    "[empty]": ['"empty"'],
    'note = "x"': ["note", "must be a table: write [note]"],
    'steps = ["mine"]\nstep.mine = 3': ["step.mine", "must be a table"],
    'steps = ["mine"]\n[step.mine]\na.b = 1\na = 2': ["step.mine.a has a value on line 7"],
}


@pytest.mark.parametrize(("toml", "parts"), UNKNOWN.items())
def test_unknown_keys_are_refused_with_the_valid_ones(toml: str, parts: list[str]) -> None:
    told = problems_of(toml)
    assert len(told) == 1
    assert re.match(r"Vault Inbox\.md, line \d+: ", told[0])
    assert [part for part in parts if part not in told[0]] == []


BAD = [
    *(
        f'{key} = "{path}"'
        for key in ("inbox", "failed", "originals", "note.folder", "note.unfiled")
        for path in ("../x", "/x", "C:/x", "a\\\\b")
    ),
    *(
        f'{key} = "{path}"'
        for key in ("inbox", "failed", "originals")
        for path in ("", ".", "/", " ", "a/../../b", "x ./y", "~/x", "a|b", "a\\u0000b")
    ),
    *('inbox = ".obsidian/x"', "inbox = 3", 'inbox = ["x"]', "inbox = {}", 'inbox = "a\\nb"', 'note.folders.rss = "../{site}"'),
    *("keep_originals = 0", "keep_originals = -1", "keep_originals = 1.5", 'keep_originals = "30"', "keep_originals = true"),
    *('timezone = "Berlin"', 'timezone = "../../etc/passwd"', 'timezone = "Europe"', "timezone = 1"),
    *('steps = ["tgas"]', 'steps = ["tags", "tags"]', 'steps = "tags"', "steps = [1]"),
    *(
        'note.folder = "{title}"',
        'note.folder = "{"',
        'note.folder = "{}"',
        'note.folder = "{site:>9}"',
        'note.folder = "{site.x}"',
        'note.folder = "{{site}}"',
    ),
    *('note.sections = ["summary", "summary"]', 'note.sections = ["tags"]', 'note.sections = "summary"'),
    *(
        'note.headings.summary = ""',
        'note.headings.summary = "a\\nb"',
        'note.headings.summary = "## x"',
        'note.headings.summary = "Content"',
    ),
    *("note.title_heading = 1", 'note.title_heading = "true"'),
    *('note.properties.url = "a: b"', 'note.properties.url = "no"', 'note.properties.url = "1"', 'note.properties.url = "Site"'),
    *('note.properties.url = "inbox_id"', 'note.properties = { url = "x", site = "X" }', "note.properties.url = false"),
    *(
        "watch.settle = -0.1",
        "watch.settle = inf",
        "watch.settle = nan",
        'watch.settle = "2"',
        "watch.settle_md = -1",
        "watch.rescan = 0.9",
    ),
    *('refresh.auto = "al"', "refresh.auto = true", "refresh.auto = []"),
    *(f"step.{step}.cutoff = {value}" for step in ("tags", "category", "connections") for value in ("1.1", "-0.1", "nan", "true", '"0.5"')),
    *(f"step.{step}.limit = {value}" for step in ("fetch", "tags", "connections") for value in ("-1", "101", "1.0", "true")),
    *('step.category.folders = "24-*"', 'step.category.folders = ["../*"]', 'step.category.folders = [""]'),
]


@pytest.mark.parametrize("toml", BAD)
def test_bad_values_are_refused_with_what_is_valid(toml: str) -> None:
    told = problems_of(toml)
    key = toml.partition(" =")[0]
    assert len(told) == 1
    assert told[0].startswith("Vault Inbox.md, line 4: ")
    assert key in told[0]
    assert " must " in told[0] or "two properties" in told[0]


APART = [
    *('originals = "Inbox/Old"', 'inbox = "Failed/In"\nfailed = "Failed"', 'inbox = "A"\nfailed = "a"', 'failed = "inbox/held"'),
    *('note.folder = "Inbox"', 'note.folder = "inbox/{category}"', 'note.unfiled = "Inbox/x"', 'note.folders.rss = "Inbox/{site}"'),
    *('originals = "Old"\nfailed = "Old"', 'originals = "Old"\nnote.folder = "Old/{category}"', 'failed = "F"\nnote.unfiled = "F"'),
    'inbox = "Cafe\\u0301"\nnote.unfiled = "Caf\\u00e9"',
]


@pytest.mark.parametrize("toml", APART)
def test_folders_that_would_feed_each_other_are_refused(toml: str) -> None:
    assert any("must not lie in" in line for line in problems_of(toml))


GOOD = [
    *('note.folder = ""', 'failed = "Inbox Failed"', 'originals = "Originals"', 'inbox = ".drops"', 'note.folder = "Inboxes/{category}"'),
    *(
        "note.sections = []",
        "steps = []",
        'note.properties = { url = "site", site = "Seite der Quelle" }',
        'step.category.folders = ["**/C#"]',
    ),
    *(
        'timezone = "UTC"',
        "step.tags.cutoff = 1",
        "step.connections.limit = 100",
        'note.headings.scraped = "Quelle:"',
        "keep_originals = 1",
    ),
]


@pytest.mark.parametrize("toml", GOOD)
def test_unusual_but_sensible_values_hold(toml: str) -> None:
    assert read(toml) != VaultSettings()


def test_the_name_of_the_file_is_told() -> None:
    with pytest.raises(ConfigError, match=r"^Other\.md, line 4: "):
        read_vault_settings(note("x = 1"), "Other.md")
