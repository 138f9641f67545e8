"""The tables `[rule.NAME]`: read in their order, and every mistake told with its line."""

from __future__ import annotations

import pytest

from vault_inbox.errors import ConfigError
from vault_inbox.settings.vault import VaultSettings, read_vault_settings


def read(toml: str) -> VaultSettings:
    return read_vault_settings(f"```toml\n{toml}\n```\n", "Vault Inbox.md")


def test_rules_stand_in_the_tables_of_the_steps_that_apply_them_in_their_order() -> None:
    settings = read(
        '[rule.videos]\nsite = ["youtube.com", "vimeo.com"]\nfolder = "50-watching/"\ntags = ["#video"]\n'
        '[rule.b]\ntitle = "Weeknotes*"\ntemplate = "Templates/Week"\nstatus = "to-read"'
    )
    rules = (
        {"name": "videos", "site": ("youtube.com", "vimeo.com"), "folder": "50-watching", "tags": ("video",)},
        {"name": "b", "title": ("Weeknotes*",), "template": "Templates/Week.md", "status": "to-read"},
    )
    assert settings.step["tags"]["rules"] == settings.step["category"]["rules"] == rules
    assert "rules" not in read("").step["tags"]


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ('[rule.a]\nfolder = "X"', ["line 2: [rule.a] has no pattern: it needs one of site, source, tag, title"]),
        ('[rule.a]\nsite = "x.org"', ["line 2: [rule.a] has no result: it needs one of folder, tags, status, template"]),
        ("[rule.a]", ["line 2: [rule.a] has no pattern", "line 2: [rule.a] has no result"]),
        ('[rule.a]\nsite = "x.org"\nfoldr = "X"', ['line 4: there is no setting "rule.a.foldr"; did you mean "folder"?']),
        ('[rule.a]\nsite = []\nfolder = "X"', ["line 3: rule.a.site = [] must be a text in quotes or a list of texts"]),
        ('[rule.a]\nsite = "x"\ntags = ["two words"]', ["line 4: rule.a.tags", "each a tag of letters"]),
        ('[rule.a]\nsite = "x"\nfolder = "../up"', ["line 4: rule.a.folder"]),
        ('[rule.a]\nsite = "x"\nfolder = "Inbox/x"', ['line 4: rule.a.folder = "Inbox/x" must not lie in inbox']),
        ('rule = "x"', ['line 2: rule = "x" must be a table: write [rule.NAME] above its keys']),
        ('[rules.a]\nsite = "x"', ['there is no setting "rules.a"; did you mean "rule"?']),
    ],
)
def test_a_mistake_is_told_with_its_line(toml: str, expected: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        read(toml)
    for words in expected:
        assert words in str(caught.value)
