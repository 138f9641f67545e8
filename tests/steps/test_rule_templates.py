"""A rule of the settings may name a template, whose properties the note then has."""

from __future__ import annotations


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
