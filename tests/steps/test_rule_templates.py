"""A rule of the settings may name a template, whose properties the note then has."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from vault_inbox.notes import properties


def test_the_properties_of_a_rules_template_stand_in_the_note(vault, write, inbox):
    (vault / "Talks").mkdir()
    write("Templates/Talk.md", "---\nspeaker: unknown\nrating: 0\n---\n# {{title}}\n")
    write("Vault Inbox.md", '```toml\n[rule.talks]\ntitle = "talk: *"\nfolder = "Talks"\ntemplate = "Templates/Talk.md"\n```\n')
    write("Inbox/a.txt", "Title: Talk: comfrey\n\nComfrey makes the compost hot.\n")
    (outcome,) = inbox().run()
    assert outcome.warnings == ()
    assert outcome.note.startswith("Talks/")
    text = (vault / outcome.note).read_text()
    assert "speaker: unknown\nrating: 0\n" in text


def _note_of(vault, write, inbox, template, drop="Title: Talk: comfrey\nTags: bees\n\nComfrey makes the compost hot.\n"):
    write("Templates/Talk.md", f"---\n{template}---\n# {{{{title}}}}\n")
    write("Vault Inbox.md", '```toml\n[rule.talks]\ntitle = "talk: *"\ntemplate = "Templates/Talk.md"\n```\n')
    write("Inbox/20250908_070503_phone_a.txt", drop)
    (outcome,) = inbox().run()
    assert outcome.warnings == ()
    return properties.read((vault / outcome.note).read_text())


@pytest.mark.parametrize(
    ("written", "tags"), [("[talks, Bees, Open Air]", ["bees", "talks", "open-air"]), ("talks bees", ["bees", "talks"])]
)
def test_the_tags_and_aliases_of_a_template_join_the_notes_own(vault, write, inbox, written, tags):
    made = _note_of(vault, write, inbox, f"tags: {written}\naliases: [A talk]\n")
    assert made["tags"] == tags
    assert "A talk" in made["aliases"]


def test_what_obsidian_fills_in_is_filled_in(vault, write, inbox):
    template = (
        'heard: {{date}}\nat: "{{ time }}"\nwhen: {{date:YYYY-MM-DDTHH:mm}}\nyear: {{date:YYYY}}\nday: {{date:D.M.YY}}, a Monday\n'
        'about: {{title}}\nup:\n  - "[[Talks of {{date:YYYY}}]]"\n'
    )
    made = _note_of(vault, write, inbox, template)
    assert {name: made[name] for name in ("heard", "at", "when", "year", "day", "about", "up")} == {
        "heard": date(2025, 9, 8),
        "at": "07:05",
        "when": datetime(2025, 9, 8, 7, 5),
        "year": "2025",
        "day": "8.9.25, a Monday",
        "about": "Talk: comfrey",
        "up": ["[[Talks of 2025]]"],
    }


def test_a_title_in_a_template_breaks_nothing_and_does_nothing(vault, write, inbox):
    made = _note_of(vault, write, inbox, "about: {{title}}\nrating: 0\n", 'Title: Talk: "a" # [[B]] <% x %>\n\nComfrey makes compost.\n')
    assert made["rating"] == 0
    assert made["about"].replace("\u200b", "") == 'Talk: "a" # [[B]] <% x %>'
    assert "[[" not in made["about"]
    assert "<%" not in made["about"]


@pytest.mark.parametrize("slip", ["up: [[Library]]\n", "n: {a: {{title}}}\n", "tags: [[a, b]]\n", "{{title}}: x\n"])
def test_a_property_that_no_note_can_hold_costs_only_itself(vault, write, inbox, slip, caplog):
    (vault / "Talks").mkdir()
    write("Templates/Talk.md", f"---\n{slip}rating: 3\n---\n")
    rule = 'title = "talk: *"\nfolder = "Talks"\nstatus = "to-read"\ntemplate = "Templates/Talk.md"\n'
    write("Vault Inbox.md", f"```toml\n[rule.talks]\n{rule}```\n")
    write("Inbox/a.txt", "Title: Talk: comfrey\n\nComfrey makes the compost hot.\n")
    (outcome,) = inbox().run()
    assert (outcome.note.split("/")[0], outcome.warnings) == ("Talks", ())
    made = properties.read((vault / outcome.note).read_text())
    assert (made["status"], made["rating"]) == ("to-read", 3)
    assert not {"up", "n"} & set(made)
    why = [line for line in inbox().explain(outcome.note)["properties"] if "left out" in line]
    told = [record.getMessage() for record in caplog.records if "rule.talks.template" in record.getMessage()]
    assert (len(why), len(told) > 0) == (1, True)
    assert not {"\ue000", "\ue001", "\ue002"} & set(f"{why}{told}{made}")


def test_what_no_note_gets_of_a_template_is_told_once(vault, write, inbox, caplog):
    write("Inbox/b.txt", "Title: Talk: bees\n\nBees have a queen.\n")
    template = "mood: <% tp.user.mood() %>\nmonth: {{date:MMMM}}\nauthor: ''\ntype: talk\nrating: 3\ntags: [2025]\n"
    write("Templates/Talk.md", f"---\n{template}---\n")
    write("Vault Inbox.md", '```toml\n[rule.talks]\ntitle = "talk: *"\ntemplate = "Templates/Talk.md"\n```\n')
    write("Inbox/a.txt", "Title: Talk: comfrey\n\nComfrey makes the compost hot.\n")
    for outcome in inbox().run():
        made = properties.read((vault / outcome.note).read_text())
        assert (made["rating"], made["type"]) == (3, "note")
        assert not {"mood", "month", "author", "tags"} & set(made)
        assert any("rule talks" in line for line in inbox().explain(outcome.note)["properties"])
    told = [record.getMessage() for record in caplog.records if "rule.talks.template" in record.getMessage()][:1]
    assert all(f"{name}: " in told[0] for name in ("mood", "month", "author", "type", "tags"))
    assert "rating" not in told[0]
