"""One-word titles that a text says by chance: names of files, German nouns, capitals where a sentence begins, parts of longer names."""

from __future__ import annotations

import pytest

from vault_inbox.model import Note
from vault_inbox.steps import connections, tags

OURS = '---\ninbox_id: "{:016x}"\n---\n{}\n'
VAULT = {
    "ideas.md": OURS.format(1, "Birdhouse from driftwood, lamp for the hall."),
    "meeting.md": OURS.format(2, "Tuesday at nine with Tom."),
    "gedanke.md": OURS.format(3, "Schnee fällt leise."),
    "Rezept.md": OURS.format(4, "Hefe, Salz, lauwarme Milch."),
    "Einkauf.md": OURS.format(5, "Seife, Kerzen, Zwiebeln."),
    "sqlite.md": OURS.format(6, "A database in one file."),
    "Idee.md": "Ein Vogelhaus bauen.\n",
    "Mark.md": "A colleague from Leeds who plays the oboe.\n",
    "Rust.md": "---\naliases: [Ferris]\n---\nA compiled language, its compiler checks borrowing.\n",
    "Anki.md": "Flash cards, spaced repetition.\n",
    "SOAP.md": "Envelopes in XML.\n",
    "zettel.md": "How slips are numbered.\n",
    "Schweiz.md": "Berge, Seen, Käse.\n",
    "Kubernetes.md": OURS.format(7, "Pods in clusters."),
    "Slugs.md": "Copper tape and beer traps.\n",
    "Pension.md": "The statement of each autumn.\n",
    "Risotto.md": "Rice stirred with cheese.\n",
}


def linked(note, world):
    return [connection.target for connection in connections.make({})(note, world.ctx).connections]


@pytest.mark.parametrize(
    ("title", "text", "never"),
    [
        ("Afternoon", "At the meeting we had no good ideas, so the shopping was left to Paul.", ["meeting.md", "ideas.md"]),
        ("Unterwegs", "Das ist mir nicht neu: Ein Gedanke während der Fahrt mit dem Zug.", ["gedanke.md"]),
        ("Heute", "Das Rezept für den Einkauf am Montag ist da. Mehl mitbringen.", ["Rezept.md", "Einkauf.md"]),
        ("Rezept gegen Mangel", "Das wird nicht von allen gelobt, und es ist nicht neu.", ["Rezept.md"]),
        ("Regierung", "Das ist keine gute Idee, und sie wird nicht von allen gelobt.", ["Idee.md"]),
        ("Turning a heap", "Mark the day on which you turned it, and the mark on the fork.", ["Mark.md"]),
    ],
)
def test_a_word_said_in_passing_is_no_link(make_world, title, text, never):
    assert not set(never) & set(linked(Note(title, content=text), make_world(VAULT)))


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("Afternoon", "We stored it all in SQLite and went home.", "sqlite.md"),  # spelled as no common word is
        ("Afternoon", "They write a zettel for each thought.", "zettel.md"),  # the user's own way of writing titles
        ("Afternoon", "Tea was had. SOAP is an old protocol.", "SOAP.md"),
        ("Afternoon", "Tea was had with Mark and his dog.", "Mark.md"),
        ("Afternoon", "Ferris waved from the poster.", "Rust.md"),  # an alias was given so that it is found
        ("Anki 25 is out", "The new release syncs faster, and it is free.", "Anki.md"),  # what a title begins with
        ("Why Anki Stays", "The new release syncs faster, and it is free.", "Anki.md"),
        ("Vokabeln", "Das Lernen geht mit Anki leichter, und es ist nicht teuer.", "Anki.md"),
        ("Monday", "Mark called about the leaking roof.", "Mark.md"),  # a capital where a sentence begins tells nothing
        ("Monday", "- [ ] Mark: bring the ladder", "Mark.md"),
        ("Monday", "Spoke to Mark Baker on the phone.", "Mark.md"),
        ("Mark anrufen", "Er hat sich nicht gemeldet, und es ist spät.", "Mark.md"),
        ("Urlaub", "Wir fahren in die Schweiz, und das Wetter ist nicht schlecht.", "Schweiz.md"),
        ("Abend", "Das Lernen mit Anki Vokabeln ist leicht, und es ist nicht teuer.", "Anki.md"),
        ("Dienst", "Wir haben das mit Kubernetes gemacht, und es ist nicht leicht.", "Kubernetes.md"),  # one of ours
        ("Turning compilers", "Rust forms no garbage: its compiler checks borrowing.", "Rust.md"),  # further words speak for it
        ("Backen", "Das Rezept ist mit Hefe, Salz und Milch, und es wird nicht süß.", "Rezept.md"),
    ],
)
def test_a_name_that_is_meant_is_linked(make_world, title, text, wanted):
    assert wanted in linked(Note(title, content=text), make_world(VAULT))


def test_of_two_notes_of_one_title_the_better_one_is_linked_alone(make_world):
    world = make_world(
        {**VAULT, "Books/Range.md": "Why generalists win.\n", "Unfiled/Range.md": "Where generalists win: sport and music.\n"}
    )
    found = linked(Note("Wide", content="He read Range twice: in sport and in music generalists win, says Range."), world)
    assert [path for path in found if path.endswith("/Range.md")] == ["Unfiled/Range.md"]


def test_notes_of_one_title_that_are_named_by_names_of_their_own_stay(make_world):
    world = make_world(
        {
            **VAULT,
            "Alpha/index.md": "---\naliases: [Lighthouse Project]\n---\nLenses.\n",
            "Beta/index.md": "---\naliases: [Harbour Project]\n---\nCranes.\n",
        }
    )
    found = linked(Note("Today", content="We spoke of the Lighthouse Project and of the Harbour Project."), world)
    assert {"Alpha/index.md", "Beta/index.md"} <= set(found)


def test_two_notes_of_one_title_stay_where_the_text_links_to_the_page_of_one(make_world):
    page = "---\nurl: https://example.org/range\n---\nAn interview.\n"
    world = make_world({**VAULT, "Books/Range.md": "Why generalists win in sport.\n", "Unfiled/Range.md": page})
    text = "He read Range twice: in sport generalists win. See https://example.org/range"
    assert {"Books/Range.md", "Unfiled/Range.md"} <= set(linked(Note("Wide", content=text), world))


@pytest.mark.parametrize(
    ("title", "text", "reason"),
    [
        ("More of comfrey manure", "Nettles do as well.", "named in the title"),
        ("Feeding", "It smells like comfrey manure.", "named in the text"),
    ],
)
def test_the_reason_says_where_the_note_is_named(make_world, title, text, reason):
    world = make_world({**VAULT, "Comfrey manure.md": "Leaves in a barrel.\n"})
    found = connections.make({})(Note(title, content=text), world.ctx).connections
    assert [link.reason for link in found if link.target == "Comfrey manure.md"] == [reason]


GARDEN = {
    **{f"Soil {i}.md": f"---\ntags: [garden, garden/soil]\n---\nThe soil of the garden needs humus and worms, {i}.\n" for i in range(4)},
    **{f"Log {i}.md": f"---\ntags: [log, work, food, tax]\n---\nThought {i} on matters of the day.\n" for i in range(20)},
}


@pytest.mark.parametrize(
    ("had", "written"), [((), ("garden/soil",)), (("garden/soil",), ("garden/soil",)), (("garden",), ("garden", "garden/soil"))]
)
def test_a_tag_above_one_that_the_note_gets_is_left_out(make_world, had, written):
    note = Note("Soil of the garden", content="Humus and worms make the soil of a garden.", tags=had)
    assert tags.make({})(note, make_world(GARDEN).ctx).tags == written


def test_a_tag_gives_way_to_none_below_it_that_is_far_less_likely(make_world):
    vault = {**GARDEN, "Pots.md": "---\ntags: [garden/pots]\n---\nClay.\n"}
    note = Note("Soil of the garden", content="Humus and worms make the soil of a garden.")
    found = tags.make({"cutoff": 0.0})(note, make_world(vault).ctx).tags
    assert "garden/soil" in found
    assert "garden/pots" not in found
