"""Rules of the user's own: which notes they hold for, what they decide, and that they come before what is learned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vault_inbox.model import Article, Note, Reference
from vault_inbox.settings.vault import read_vault_settings
from vault_inbox.steps import category, tags
from vault_inbox.steps.rules import apply, holds

NOTE = Note(
    "Weeknotes 12: a new lathe",
    content="Wood and steel.",
    url="https://m.youtube.com/watch?v=1",
    source="rss",
    site="Ann’s Workshop",
    tags=("making/wood",),
)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"site": ("youtube.com",)}, True),
        ({"site": ("tube.com",)}, False),
        ({"site": ("*tube.com",)}, True),
        ({"site": ("ann’s workshop",)}, True),
        ({"site": ("vimeo.com", "youtube.com")}, True),
        ({"source": ("RSS",)}, True),
        ({"source": ("phone",)}, False),
        ({"tag": ("making",)}, True),
        ({"tag": ("#making/wood",)}, True),
        ({"tag": ("make",)}, False),
        ({"title": ("weeknotes",)}, True),
        ({"title": ("week",)}, False),
        ({"title": ("week*",)}, True),
        ({"title": ("*lathe",)}, True),
        ({"title": ("weeknotes",), "source": ("phone",)}, False),
        ({"title": ("weeknotes",), "source": ("phone", "rss")}, True),
    ],
)
def test_when_a_rule_holds(rule, expected):
    assert holds(NOTE, rule) is expected


def test_a_site_is_known_by_links_and_pages_but_not_by_the_feed():
    note = Note("A", references=(Reference("https://feeds.example.org/x", "feed"), Reference("https://www.example.com/a")))
    assert holds(note, {"site": ("example.com",)})
    assert not holds(note, {"site": ("example.org",)})
    assert holds(replace(note, scraped=(Article("https://blog.example.org/a"),)), {"site": ("example.org",)})


def test_of_several_rules_the_first_decides_and_all_give_tags():
    rules = [
        {"name": "a", "source": ("rss",), "tags": ("feed",)},
        {"name": "b", "title": ("weeknotes",), "folder": "80-weeknotes", "tags": ("weeknotes", "feed"), "status": "to-read"},
        {"name": "c", "site": ("youtube.com",), "folder": "50-watching", "status": "to-watch"},
        {"name": "d", "source": ("phone",), "folder": "Phone"},
    ]
    found = apply(NOTE, rules)
    assert (found.names, found.folder, found.tags, found.status) == (("a", "b", "c"), "80-weeknotes", ("feed", "weeknotes"), "to-read")


def test_rules_of_the_settings_come_before_what_is_learned(make_world):
    settings = read_vault_settings(
        '```toml\n[rule.weeknotes]\ntitle = "weeknotes"\nfolder = "80-weeknotes"\ntags = ["weeknotes"]\nstatus = "to-read"\n```\n'
    )
    notes = {f"30-wood/{name}.md": "---\ntags: [wood]\n---\nWood and steel and a lathe.\n" for name in ("A", "B", "C")}
    world = make_world(notes)
    note = tags.make(settings.step["tags"])(NOTE, world.ctx)
    note = category.make(settings.step["category"])(note, world.ctx)
    assert note.category == "80-weeknotes"
    assert note.tags[:2] == ("making/wood", "weeknotes")
    assert note.status == "to-read"
    assert "80-weeknotes: by the rule weeknotes" in world.why["category"]


def test_a_folder_that_the_drop_was_put_into_comes_before_a_rule(make_world):
    rules = ({"name": "r", "source": ("rss",), "folder": "80-weeknotes"},)
    world = make_world({"30-wood/A.md": "Wood.\n"})
    assert category.make({"rules": rules})(replace(NOTE, folder="30-wood"), world.ctx).category == "30-wood"


def test_a_note_that_waits_for_its_page_stays_pending(make_world):
    rules = ({"name": "r", "source": ("rss",), "status": "to-read"},)
    assert category.make({"rules": rules})(replace(NOTE, status="pending"), make_world().ctx).status == "pending"


def test_a_template_gives_its_properties_and_the_notes_own_win(make_world):
    world = make_world()
    settings = {
        "rules": ({"name": "r", "source": ("rss",), "template": "Templates/Week.md"},),
        "templates": {"Templates/Week.md": {"rating": "", "shelf": "week"}},
    }
    note = category.make(settings)(replace(NOTE, properties={"shelf": "mine"}), world.ctx)
    assert note.properties == {"rating": "", "shelf": "mine"}
    assert not world.warnings
    category.make({**settings, "templates": {}})(NOTE, world.ctx)
    assert "Templates/Week.md" in world.warnings[0]
