"""Names that are common words, dated series and older notes of a page: what must not be linked, and what must all the same."""

from __future__ import annotations

import pytest

from vault_inbox.model import Note
from vault_inbox.steps import connections

VAULT = {
    "Ideas.md": "A list of things to make one day: a birdhouse, a lamp from driftwood, a bench for the hall.\n",
    "Notes.md": "How this vault is kept: one thought to a file, links rather than folders.\n",
    "Home.md": "The rooms to paint: hall in white, kitchen in green. The boiler is due in spring.\n",
    "Work.md": "Colleagues, desk numbers, how to book a meeting room, holidays left.\n",
    "Books.md": "Read in this year: Middlemarch, The Leopard, Austerlitz.\n",
    "Animals/Python.md": "The python is a snake that kills by constriction. It lays eggs and lives in trees of Asia and Africa.\n",
    "Animals/Otter.md": "The otter eats fish and crayfish and lives in dens on river banks.\n",
    "Animals/Heron.md": "The heron stands in shallow water and waits for frogs and fish.\n",
    "Garden/Compost.md": "Leaves, peelings and straw rot in a heap that is turned twice a year.\n",
    "Garden/Tomatoes.md": "Sown in March under glass, planted out in May, tied to stakes.\n",
    "Garden/Slugs.md": "Copper tape, beer traps and ducks against slugs on lettuce.\n",
    "Cooking/Sourdough.md": "A starter of rye flour and water, fed each day; the loaf bakes in a hot pot.\n",
    "Cooking/Risotto.md": "Rice stirred in stock with onion, white wine and cheese.\n",
    "Cooking/Stock.md": "Bones, carrots and leek simmer for hours; freeze it in jars.\n",
    "Money/Pension.md": "Contributions, the age of retirement, the statement of each autumn.\n",
    "Money/Rent.md": "Paid on the third; the deposit lies with the bank.\n",
    "Travel/Lisbon.md": "Trams, tiles and custard tarts; the ferry across the Tagus.\n",
    "Travel/Packing.md": "Two shirts, charger, passport, earplugs, rain jacket.\n",
    "Reading/Middlemarch.md": "A novel of a provincial town by George Eliot: Dorothea, Casaubon, Lydgate.\n",
    "Method/Zettelkasten.md": "Slips with one thought each, numbered and linked, as Luhmann kept them.\n",
    **{
        f"Reviews/Weekly review 2026-W{week}.md": f"Went well: {well}. Next: call {name}, answer letters, plan the week.\n"
        for week, well, name in (("43", "fence mended", "Ann"), ("44", "tax sent", "Bo"), ("45", "ran twice", "Cy"), ("46", "slept", "Di"))
    },
}


def linked(note, world):
    return [connection.target for connection in connections.make({})(note, world.ctx).connections]


@pytest.mark.parametrize(
    ("title", "text", "never"),
    [
        ("Battery prices", "Prices fell. The new cells need ideas from chemistry that few firms have had so far.", "Ideas.md"),
        ("A strike of pilots", "Pilots went home on Monday after talks with the airline had failed for the third time.", "Home.md"),
        ("Desks counted", "Few work from home in the EU. Home is where one in ten has a desk, says the office of statistics.", "Home.md"),
        ("Museum shut", "Visitors may look at the oldest books of the library behind glass, says Bo. Books need gloves.", "Books.md"),
        ("Bank rescued", "The central bank notes that deposits are safe. Its governor spoke of calm.", "Notes.md"),
        ("Solar farm approved", "The council let the farm start work in June. Panels come from a plant nearby.", "Work.md"),
        ("Speed of interpreters", "A new release of python runs loops faster. The compiler keeps types of variables.", "Animals/Python.md"),
        ("Museum reopens", "Visitors may look at the oldest books of the library behind glass, says its director.", "Books.md"),
        ("Shares fall", "The stock of the maker of chips fell by a tenth after its report.", "Cooking/Stock.md"),
    ],
)
def test_a_common_word_in_passing_is_no_link(make_world, title, text, never):
    assert never not in linked(Note(title, content=text), make_world(VAULT))


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("Card files", "The scholar worked with a Zettelkasten all his life and wrote seventy books from it.", "Method/Zettelkasten.md"),
        (
            "Baking at home",
            "Bread from sourdough needs rye flour, water and a day of rest; bake the loaf in a hot pot.",
            "Cooking/Sourdough.md",
        ),
        ("A snake escapes", "A python got out of a zoo. The snake kills by constriction and lives in trees.", "Animals/Python.md"),
        ("Provincial lives", "Few novels are as wise as Middlemarch, the critic writes.", "Reading/Middlemarch.md"),
        ("Weekend in Lisbon", "Take the tram up the hill, then the ferry across the Tagus for grilled fish.", "Travel/Lisbon.md"),
    ],
)
def test_a_note_that_is_meant_is_linked(make_world, title, text, wanted):
    assert wanted in linked(Note(title, content=text), make_world(VAULT))


def test_the_next_of_a_dated_series_is_not_linked_to_the_ones_before(make_world):
    note = Note("Weekly review 2026-W47", content="Went well: roof mended. Next: call Ed, answer letters, plan the week.")
    assert not [path for path in linked(note, make_world(VAULT)) if path.startswith("Reviews/")]


def test_a_part_that_the_text_names_is_linked(make_world):
    note = Note("Weekly review 2026-W47", content="As I wrote in Weekly review 2026-W46, sleep comes first. Went well: roof mended.")
    assert "Reviews/Weekly review 2026-W46.md" in linked(note, make_world(VAULT))


def test_captured_notes_that_name_a_note_do_not_make_it_less_certain(make_world):
    """Also older notes of the same page, which say all that the drop says."""
    note = Note("Card files", content="The scholar worked with a Zettelkasten all his life and wrote seventy books from it.")
    older = {f"Caught/Card files {number}.md": f'---\ninbox_id: "{number:016x}"\n---\n{note.content}\n' for number in range(1, 5)}
    world = make_world({**VAULT, **older, "Links.md": "My own [[Zettelkasten]].\n", "Plain.md": "No Zettelkasten for me.\n"})
    mention = next(mention for mention in world.ctx.vault.mentions(note.content) if mention.note.title == "Zettelkasten")
    assert mention.probability == pytest.approx(1.3 / 3)
    assert "Method/Zettelkasten.md" in linked(note, world)


CROWD = "The mayor Bo Stone, the baker Cy Reed, the smith Di Marsh, the judge Ed Lake, the miller Flo Hill and the nurse Gus Wood came." * 2
GERMAN = (
    "Nach dem Regen nahm die Gärtnerin achtzig Liter Wasser aus dem Fass. Größere Mengen kommen aus dem Brunnen, sagt {who}; das Beet mit "
    "dem Kohl bekommt den Rest, und im Herbst wird der Kompost mit der Schubkarre auf das Feld gebracht. {who} hält es seit März so."
)


@pytest.mark.parametrize(
    ("text", "other", "reason"),
    [
        ("Erste Fuhre Kompost für den Garten.", "Erste Fuhre Kompost auf dem Balkon.", "both about "),
        (GERMAN.format(who="sie"), "Sechzig Liter Wasser aus dem Fass, Größere Mengen für den Kohl.", "both about "),
        (GERMAN.format(who="Ada Winterkorn"), "Was Ada Winterkorn vom Kohl weiß.", "both name Ada Winterkorn"),
        (
            "Der Rat hört Dr. Ada Winterkorn zum Kohl. Später spricht Dr. Ada Winterkorn.",
            "Was Ada Winterkorn weiß.",
            "both name Ada Winterkorn",
        ),
        (f"{CROWD} They all met Ada Winterkorn.", "What Ada Winterkorn knows of cabbage.", "both name Ada Winterkorn"),
        ("We met Ada Winterkorn at the Neue Galerie für Kunst.", "What Ada Winterkorn knows of cabbage.", "both name Ada Winterkorn"),
        ("The first load, said Ada Winterkorn, is for the cabbage.", "What Ada Winterkorn knows of cabbage.", "both name Ada Winterkorn"),
    ],
)
def test_where_every_noun_has_a_capital_it_makes_no_name(make_world, text, other, reason):
    world = make_world({**VAULT, "Merkzettel.md": f"{other}\n"})
    found = connections.make({"cutoff": 0})(Note("Heute", content=text), world.ctx).connections
    assert {link.target: link.reason for link in found}["Merkzettel.md"].startswith(reason)


RIDE = "Der Fluss ist breit, das Ufer flach; am Abend steht der Wind von Westen, und die Fähren fahren bis zehn."
TAX = "Wer mehr verdient, zahlt erst darüber; die Tabelle zeigt, was im Monat bleibt. Bei der Rente ändert sich nichts."
FOOTER = "Sie erhalten diesen Newsletter, weil Sie sich angemeldet haben. Newsletter abbestellen, Profil bearbeiten, Impressum."


@pytest.mark.parametrize(
    ("text", "other", "wanted"),
    [
        (
            f"Von Dresden nach Wittenberge in acht Tagen. {RIDE} {FOOTER}",
            f"Der Grundfreibetrag steigt auf 12.500 Euro. {TAX} {FOOTER}",
            False,
        ),
        (
            "People ask how to unsubscribe from the newsletter, where their preferences are, and what privacy they have.",
            "The newsletter: how to unsubscribe, preferences, privacy.",
            True,
        ),
        ("Drei Dramen laufen an. Bearbeiten, Profil.", "Wer sein Profil bearbeiten will, sieht die Dramen.", True),
        (
            "Browsers and privacy: which preferences stop tracking of the browser.",
            "Privacy preferences of a browser that stop tracking.",
            True,
        ),
        (
            f"Von Dresden nach Wittenberge führt der Elberadweg. {FOOTER}",
            f"Zelten am Elberadweg zwischen Dresden und Wittenberge. {FOOTER}",
            True,
        ),
    ],
)
def test_the_footer_of_two_newsletters_is_no_common_matter(make_world, text, other, wanted):
    found = connections.make({})(Note("Mai", content=text), make_world({**VAULT, "Brief.md": f"{other}\n"}).ctx).connections
    reasons = [link.reason for link in found if link.target == "Brief.md"]
    assert bool(reasons) == wanted
    assert "abbestellen" not in "".join(reasons)
