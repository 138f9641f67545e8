"""A new note never takes over a link that means another note of its name."""

from __future__ import annotations

import unicodedata

import pytest

from vault_inbox import FetchError, Inbox

OLD = "Projects/Long folder name/Alpha.md"
WORDS = "Title: Alpha\n\nWords about the first of all letters.\n"


def _note(outcomes):
    (outcome,) = outcomes
    assert outcome.status == "created"
    return outcome.note


@pytest.mark.parametrize(
    ("old", "linking", "note"),
    [
        (OLD, "As [[Alpha]] says.", "Unfiled/Alpha 1.md"),
        (OLD, "As [[alpha#Part|the first]] says.", "Unfiled/Alpha 1.md"),
        (OLD, "As [the first](Alpha.md) says.", "Unfiled/Alpha 1.md"),
        ("Projects/Long folder name/ALPHA.md", "As [[Alpha]] says.", "Unfiled/Alpha 1.md"),
        ("Alpha.md", "As ![[Alpha]] says.", "Unfiled/Alpha 1.md"),
        (OLD, "As [[Projects/Long folder name/Alpha]] says.", "Unfiled/Alpha.md"),
        (OLD, "As [[Alphabet]] says.", "Unfiled/Alpha.md"),
        (OLD, "Nothing of the kind.", "Unfiled/Alpha.md"),
        ("Elsewhere/Beta.md", "What is [[Alpha]]?", "Unfiled/Alpha.md"),
    ],
    ids=["bare", "a part, another case", "Markdown", "the other's case", "the root", "a path", "another name", "no link", "no other note"],
)
def test_a_name_that_a_link_means_gets_a_number(vault, write, inbox, old, linking, note):
    write(old, "The old one.\n")
    write("Areas/Index.md", f"{linking}\n")
    write("Inbox/20250918_114949_phone_x.txt", WORDS)
    assert _note(inbox().run()) == note
    text = (vault / note).read_text()
    assert "\n# Alpha\n" in text
    assert "aliases" not in text


def test_the_next_number_that_is_free(write, inbox):
    write(OLD, "The old one.\n")
    write("Areas/Alpha 1.md", "Another.\n")
    write("Areas/Index.md", "[[Alpha]], [[Alpha 1]]\n")
    write("Unfiled/Alpha 2.md", "In the way.\n")
    write("Inbox/20250918_114949_phone_x.txt", WORDS)
    assert _note(inbox().run()) == "Unfiled/Alpha 3.md"


def test_names_are_one_in_any_normal_form(write, inbox):
    write(f"Projects/{unicodedata.normalize('NFD', 'Café')}.md", "The old one.\n")
    write("Areas/Index.md", "[[Café]]\n")
    write("Inbox/20250918_114949_phone_x.txt", WORDS.replace("Alpha", "Café"))
    assert _note(inbox().run()) == "Unfiled/Café 1.md"


def test_a_drop_whose_own_link_means_another_note(vault, write, inbox):
    write("Recipes/Kimchi.md", "Cabbage.\n")
    write("Inbox/Kimchi.md", "Tried [[Kimchi]] again, with less salt.\n")
    note = _note(inbox().run())
    assert note == "Unfiled/Kimchi 1.md"
    assert "Tried [[Kimchi]] again" in (vault / note).read_text()


def test_a_drop_that_links_to_itself_keeps_its_name(write, inbox):
    write("Inbox/Kimchi.md", "Tried [[Kimchi#Salt]] again.\n\n## Salt\nLess.\n")
    assert _note(inbox().run()) == "Unfiled/Kimchi.md"


def test_the_name_of_a_day_is_linked_as_far_as_anyone_knows(write, inbox):
    write(".obsidian/daily-notes.json", '{"folder": "Daily"}')
    write("Daily/2025-09-19.md", "Rain.\n")
    write("Inbox/2025-09-19.md", "A walk.\n")
    assert _note(inbox().run()) == "Unfiled/2025-09-19 1.md"


@pytest.mark.parametrize("linking", ["Daily/2025-09-19.md", "Archive/Old.md", "Templates/Week.md"])
def test_a_link_that_waits_for_a_note_is_met_wherever_it_stands(write, inbox, linking):
    write(".obsidian/daily-notes.json", '{"folder": "Daily"}')
    write(".obsidian/templates.json", '{"folder": "Templates"}')
    write(".obsidian/app.json", '{"userIgnoreFilters": ["Archive/"]}')
    write(linking, "What is [[Alpha]]?\n")
    write("Inbox/20250918_114949_phone_x.txt", WORDS)
    assert _note(inbox().run()) == "Unfiled/Alpha.md"


def test_many_drops_of_one_name(write, inbox):
    write(OLD, "The old one.\n")
    write("Areas/Index.md", "[[Alpha]]\n")
    for number in range(3):
        write(f"Inbox/20250918_11494{number}_phone_x.txt", WORDS + f"And {number}.\n")
    assert sorted(outcome.note for outcome in inbox().run()) == [f"Unfiled/Alpha {number}.md" for number in (1, 2, 3)]


PAGE = "<title>Alpha</title><h1>Alpha</h1>" + "<p>What there is to say of the first letter, in one long sentence of its own.</p>" * 8
SLUG = "https://letters.example.org/alpha"


def test_a_note_that_gets_its_real_name_later(vault, write, inbox):
    def away(url):
        raise FetchError(url, "the network is away", retryable=True)

    write(OLD, "The old one.\n")
    write("Areas/Index.md", "[[Alpha]]\n")
    write("Inbox/20250918_114949_phone.txt", f"{SLUG}\n")
    (outcome,) = Inbox(vault, pages=away).run()
    assert outcome.status == "pending"
    write(outcome.note, (vault / outcome.note).read_bytes())
    inbox({SLUG: PAGE}).refresh()
    assert [path.name for path in (vault / "Unfiled").iterdir()] == ["Alpha 1.md"]


def test_a_link_to_a_note_of_the_same_name_leads_there(vault, write, inbox):
    write("Projects/Alpha.md", f"---\nurl: {SLUG}\n---\nThe old one.\n")
    write("Inbox/20250918_114949_phone_x.txt", f"Title: Alpha\nLink: {SLUG}\n\nWhat Ben said of it.\n")
    note = _note(inbox({SLUG: PAGE}).run())
    assert note == "Unfiled/Alpha.md"
    assert "- same page as [[Projects/Alpha|Alpha]]\n" in (vault / note).read_text()
