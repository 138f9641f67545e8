"""The steps `tags`, `category` and `connections` over a real index of small vaults."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vault_inbox.model import Article, Note, Reference
from vault_inbox.steps import category, connections, tags
from vault_inbox.steps.kinship import gather, size
from vault_inbox.steps.words import by_first_word, initials, names, phrases, singular, stems, tells

PSF = Note(
    "The 2025 PSF Board Election is Open!",
    content=(
        "The Python Software Foundation's annual board member election is taking place right now. I've served on the board since 2022 and "
        "I'm running for a second term. Here's the opening section of my nomination statement. I've been a board member of the Python "
        "Software Foundation since 2022 and I'm running for re-election. Serving on the board of the Python Software Foundation taught me "
        "a lot. The election ends in September."
    ),
    url="https://example.org/election",
    inbox_id="0123456789abcdef",
)
VAULT = {
    "24-computing/Board notes.md": (
        "---\ntags: [python-software-foundation]\n---\nThe Python Software Foundation met. The board spoke of the nomination of members.\n"
    ),
    "24-computing/Packaging.md": "---\ntags: [python]\n---\nHow Python wheels are built and uploaded to an index.\n",
    "24-computing/Elections in clubs.md": (
        "---\ntags: [Election]\n---\nAn election of a board needs a nomination period and a count of votes.\n"
    ),
    "31-kitchen/Bread.md": "---\ntags: [baking]\n---\nFlour, water, salt and yeast make a dough that rests with a cloth over it.\n",
    "31-kitchen/Soup.md": "---\ntags: [cooking]\n---\nCarrots and leek simmer in water with salt from a jar.\n",
}


def run(step, note, world, **settings):
    return step.make(settings)(note, world.ctx)


def test_words_and_names():
    assert singular("elections") == "election"
    assert [singular(word) for word in ("class", "status", "analysis", "gas")] == ["class", "status", "analysis", "gas"]
    assert not tells("with")
    assert tells("election")
    assert initials("Python Software Foundation") == "PSF"
    found = names("The Python Software Foundation's board met Simon Willison, Ann Lee of Oslo. the Python Software Foundation did.")
    assert found == {"Python Software Foundation": 2, "Simon Willison": 1, "Ann Lee of Oslo": 1}
    assert phrases(stems("deep machine learning machine"), by_first_word([("machine", "learning"), ("machine",)])) == {
        ("machine", "learning"): 1,
        ("machine",): 1,
    }


# tags


def test_the_drops_own_tags_come_first_and_always_spelled_as_the_vault_spells_them(make_world):
    note = run(tags, replace(PSF, tags=("election", "my idea", "ELECTION", "#later", "2025")), make_world(VAULT), limit=1)
    assert note.tags == ("Election", "my-idea", "later")


def test_tags_that_the_drop_brings_are_explained(make_world):
    world = make_world(VAULT)
    run(tags, replace(PSF, tags=("election", "later")), world)
    assert "Election, later: the drop names them" in world.why["tags"]


def test_the_vaults_tags_are_used_where_the_text_bears_them_out(make_world):
    note = run(tags, PSF, make_world(VAULT))
    assert {"Election", "python-software-foundation"} <= set(note.tags)
    assert not {"baking", "cooking"} & set(note.tags)
    assert len(note.tags) <= 5


def test_a_vault_without_tags_gets_the_names_and_words_that_carry_the_text(make_world):
    world = make_world()
    note = run(tags, PSF, world)
    assert note.tags[0] == "python-software-foundation"
    assert "election" in note.tags
    assert not {"open", "2025", "member", "ai"} & set(note.tags)
    assert any("python-software-foundation is new" in text for text in world.why["tags"])


def test_a_title_that_the_text_repeats_is_no_name(make_world):
    note = replace(PSF, content=f"{PSF.title} {PSF.title}\n\n{PSF.content}")
    found = run(tags, note, make_world()).tags
    assert "election" in found
    assert "psf-board-election" not in found


def test_a_vault_with_a_vocabulary_gets_no_new_tags(make_world):
    subjects = ("astronomy", "baking", "chess", "drawing", "editing", "fishing", "gardening", "hiking", "insects")
    vocabulary = {f"{subject}.md": f"---\ntags: [{subject}]\n---\nAbout {subject}.\n" for subject in subjects}
    assert run(tags, PSF, make_world(vocabulary)).tags == ()


def test_a_grown_vault_that_does_not_tag_gets_no_tags(make_world):
    untagged = {f"{number}.md": f"Thought {number} on matters of the day.\n" for number in range(30)}
    assert run(tags, PSF, make_world(untagged)).tags == ()


def test_a_tag_that_most_of_its_notes_do_not_say_is_not_given_for_its_word(make_world):
    read = {f"Reading/{title}.md": f"---\ntags: [books]\n---\n{title}, a novel.\n" for title in ("Middlemarch", "Austerlitz", "Stoner")}
    office = {"Work/Desk.md": "How to book a desk.\n"}
    note = Note("A new office", content="Staff can book room four by telephone. The lift is being mended and the windows are new.")
    assert run(tags, note, make_world({**VAULT, **read, **office})).tags == ()


FILES = Note("Copying files", content="Copying files to another machine: the files keep their dates, and files in use are left out.")


@pytest.mark.parametrize(
    ("others", "expected"), [({}, ("shell/files",)), ({"Py/Shutil.md": "---\ntags: [python/files]\n---\nFiles.\n"}, ())]
)
def test_a_word_that_several_nested_tags_end_with_says_none_of_them(make_world, others, expected):
    shell = {f"Shell/{name}.md": f"---\ntags: [shell/files]\n---\n{name} of files.\n" for name in ("Moving", "Removing", "Finding")}
    more = {"Cars.md": "---\ntags: [cars, boats, bikes, trains]\n---\nTo get about.\n"}
    assert run(tags, FILES, make_world({**VAULT, **shell, **others, **more})).tags == expected


@pytest.mark.parametrize(("bearers", "written"), [(1, ()), (2, ("security",))])
def test_in_a_grown_vault_one_neighbour_alone_gives_no_tag(make_world, bearers, written):
    near = {
        f"Net/Expiry {place}.md": "---\ntags: [security]\n---\nRenew each certificate before the expiry date of its authority.\n"
        for place in range(bearers)
    }
    others = {f"Log/{number}.md": f"---\ntags: [log]\n---\nThought {number} on matters of the day.\n" for number in range(170)}
    note = Note("Errand", content="Renew the certificate of the mail server, its expiry is near; ask the authority.")
    assert run(tags, note, make_world({**near, **others})).tags == written


def test_the_keywords_of_the_page_choose_among_the_vaults_tags_and_are_new_ones_only_where_the_text_says_them(make_world):
    page = Article("https://example.org/a", text=PSF.content, tags=("Elections", "Nonsense", "Board Member"))
    note = replace(PSF, content="", scraped=(page,))
    assert "Election" in run(tags, note, make_world(VAULT)).tags


def test_page_keywords_in_an_empty_vault(make_world):
    page = Article("https://example.org/a", text=PSF.content, tags=("Nonsense", "Board Member"))
    found = run(tags, replace(PSF, content="", scraped=(page,)), make_world()).tags
    assert found[0] == "board-member"
    assert "nonsense" not in found


def test_a_cutoff_of_nought_fills_the_limit_and_a_high_one_writes_little(make_world):
    world = make_world(VAULT)
    few = run(tags, PSF, world, cutoff=1.01).tags
    assert len(run(tags, PSF, world, cutoff=0, limit=2).tags) == 2
    assert not {"python", "baking"} & set(few)
    assert run(tags, PSF, world, limit=0).tags == ()


# category


def test_a_note_goes_where_its_neighbours_lie(make_world):
    world = make_world(VAULT)
    note = run(category, PSF, world)
    assert note.category == "24-computing"
    assert world.why["category"][0].startswith("24-computing")
    assert world.why["category"][1].startswith("runner-up: 31-kitchen")


def test_words_of_courtesy_are_nothing_that_two_notes_share(make_world):
    notes = {
        "10 Garten/Bitte lesen - Düngen.md": "# Bitte lesen: Düngen\nBitte lesen, das Beet im Garten.\n",
        "10 Garten/Tomaten.md": "Tomaten mögen die Sonne.\n",
        "20 Geld/Konto.md": "Das Konto bei der Bank.\n",
        "20 Geld/Bank.md": "Die Bank am Markt.\n",
    }
    world = make_world(notes)
    note = Note("Bitte lesen: Artikel über Zinsen", content="Die Zinsen steigen wieder.")
    assert category.make({})(note, world.ctx).category is None
    assert connections.make({})(note, world.ctx).connections == ()


def test_unsure_is_none_and_a_cutoff_of_nought_always_names_a_folder(make_world):
    world = make_world(VAULT)
    stranger = Note("Glaciers", content="Moraines show how far the ice reached.")
    assert run(category, stranger, world).category is None
    assert run(category, stranger, world, cutoff=0).category in {"24-computing", "31-kitchen"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"folder": "31-kitchen"}, "31-kitchen"),
        ({"folder": "31-Kitchen/"}, "31-kitchen"),
        ({"category": "31-KITCHEN"}, "31-kitchen"),
        ({"category": "No such folder"}, "24-computing"),
    ],
)
def test_a_folder_that_the_drop_names_wins_if_the_vault_has_it(make_world, fields, expected):
    assert run(category, replace(PSF, **fields), make_world(VAULT)).category == expected


def test_folders_of_one_note_are_no_candidates_unless_the_settings_say_so(make_world):
    notes = {**VAULT, "60-drawer/Python Software Foundation board.md": PSF.content}
    world = make_world(notes)
    assert run(category, PSF, world, cutoff=0).category == "24-computing"
    assert run(category, PSF, world, folders=["60-*"], cutoff=0).category == "60-drawer"
    assert not world.warnings
    assert run(category, PSF, world, folders=["70-*"], cutoff=0).category is None
    assert len(world.warnings) == 1
    assert "70-*" in world.warnings[0]


def test_a_folder_of_one_note_is_a_candidate_where_the_text_says_its_name(make_world):
    notes = {**VAULT, "60-boards/Python Software Foundation board.md": PSF.content}
    assert run(category, PSF, make_world(notes)).category == "60-boards"


def test_nested_folders_are_categories_too(make_world):
    notes = {path.replace("24-computing/", "24-computing/python/"): text for path, text in VAULT.items()}
    assert run(category, PSF, make_world(notes)).category == "24-computing/python"


@pytest.mark.parametrize(
    ("folder", "title"), [("Rezepte", "Oma nach dem Rezept fragen"), ("Cuisine/Recettes", "Une recette"), ("Hôtels", "L’hôtel de la plage")]
)
def test_a_folder_is_named_by_its_word_with_another_ending(make_world, folder, title):
    held = {f"{folder}/{number}.md": f"Nr. {number}: {words}.\n" for number, words in enumerate(("Lauch", "Speck", "Dill", "Mohn", "Hefe"))}
    assert run(category, Note(title, content="Am Sonntag."), make_world({**VAULT, **held})).category == folder


@pytest.mark.parametrize(
    ("tags", "filed"),
    [
        (("fish",), "Küche/Hauptgerichte"),
        (("FISH", "later"), "Küche/Hauptgerichte"),
        (("dinner",), None),  # its notes lie in two folders
        (("once",), None),  # a single note shows no habit
        (("later",), None),
    ],
)
def test_a_tag_of_the_drops_own_files_it_where_the_notes_with_that_tag_lie(make_world, tags, filed):
    kitchen = {
        "Küche/Hauptgerichte/Forelle.md": "---\ntags: [fish, dinner]\n---\nIn Mehl gewendet, in Butter gebraten.\n",
        "Küche/Hauptgerichte/Karpfen.md": "---\ntags: [fish, dinner]\n---\nBlau gekocht, mit Meerrettich.\n",
        "Küche/Suppen/Linsen.md": "---\ntags: [dinner, once]\n---\nMit Essig.\n",
        "Küche/Suppen/Erbsen.md": "---\ntags: [dinner]\n---\nMit Majoran.\n",
    }
    world = make_world({**VAULT, **kitchen})
    note = run(category, Note("Zander", content="Auf der Haut kross.", tags=tags), world)
    assert note.category == filed
    assert not filed or "the drop's tags 0.50" in world.why["category"][0]


@pytest.mark.parametrize(("ours", "filed"), [("", "31-kitchen"), ('inbox_id: "00000000000000a{}"\n', None)])
def test_the_folders_that_we_chose_do_not_make_a_clippers_tag_a_category(make_world, ours, filed):
    clips = {f"31-kitchen/Clip {n}.md": f"---\ntags: [clippings]\n{ours.format(n)}---\nLeek and salt.\n" for n in range(2)}
    note = Note("Gears", content="Which chain fits.", tags=("clippings",))
    assert run(category, note, make_world({**VAULT, **clips})).category == filed


def test_tags_that_the_step_found_are_no_second_vote_for_the_folder(make_world):
    world = make_world(VAULT)
    found = run(tags, PSF, world)
    assert found.found_tags == found.tags
    alone = run(category, PSF, world)
    assert run(category, found, world).category == alone.category
    assert not any("the drop's tags" in text for text in world.why["category"])
    assert run(tags, replace(PSF, tags=("later",)), world).found_tags == found.tags


def test_a_vault_without_folders_has_no_category(make_world):
    assert run(category, PSF, make_world(), cutoff=0).category is None


# connections


def test_a_note_that_the_text_names_is_linked_with_the_reason(make_world):
    note = replace(PSF, content=PSF.content + " See my Board notes on it.")
    first = run(connections, note, make_world(VAULT)).connections[0]
    assert (first.target, first.reason) == ("24-computing/Board notes.md", "named in the text")
    assert 0.5 <= first.score <= 1


def test_shared_names_and_words_link_in_a_vault_of_a_handful_of_notes(make_world):
    found = {link.target: link.reason for link in run(connections, PSF, make_world(VAULT)).connections}
    assert found["24-computing/Board notes.md"] == "both name the Python Software Foundation"
    assert found["24-computing/Elections in clubs.md"].startswith("both about ")
    assert "election" in found["24-computing/Elections in clubs.md"]
    assert not any(path.startswith("31-kitchen") for path in found)


def test_a_note_is_never_linked_to_itself(make_world):
    notes = {
        **VAULT,
        "Unfiled/Renamed.md": f'---\ninbox_id: "{PSF.inbox_id}"\n---\n{PSF.content}',
    }
    found = run(connections, PSF, make_world(notes), cutoff=0).connections
    assert not any(link.target.startswith("Unfiled/") for link in found)


@pytest.mark.parametrize(("said", "linked"), [("Carbon and nitrogen rot in a heap.", True), ("A word of my aunt.", False)])
def test_a_note_of_the_same_title_is_linked_where_both_share_more_than_that(make_world, said, linked):
    notes = {**VAULT, "Garden/Heap basics.md": "A heap needs carbon from leaves and nitrogen from grass.\n"}
    found = run(connections, Note("Heap basics", content=f"{said} Turn it weekly."), make_world(notes)).connections
    assert ("Garden/Heap basics.md" in [link.target for link in found]) == linked


def test_an_address_says_no_words_of_a_title(make_world):
    vault = make_world({**VAULT, "Slow food.md": "Line one on sleep.\n"}).ctx.vault
    assert gather(vault, "Kefir", "Grains in milk, http://slow-food.example.org/kefir")["Slow food.md"].covered == 0
    assert gather(vault, "Kefir", "Grains in milk, slow food")["Slow food.md"].covered == 1


def test_a_vault_is_as_large_as_it_is_whatever_its_notes_say(make_world):
    vault = make_world({**VAULT, "Nowhere.md": "This leads nowhere.\n"}).ctx.vault
    assert size(vault) == len(VAULT) + 1


def test_the_note_of_a_page_that_the_text_links_to_is_linked(make_world):
    notes = {**VAULT, "31-kitchen/Rye.md": "---\nurl: https://example.com/rye\n---\nA sour dough.\n"}
    world = make_world(notes)
    in_text = replace(PSF, content=PSF.content + " Off topic: [this](https://example.com/rye).")
    mentioned = replace(PSF, references=(Reference("https://example.com/rye", "mention"),))
    for note in (in_text, mentioned):
        first = run(connections, note, world).connections[0]
        assert (first.target, first.reason, first.score) == ("31-kitchen/Rye.md", "its page is linked in the text", 0.9)


def test_a_cutoff_of_nought_fills_the_limit_with_the_best_first(make_world):
    found = run(connections, PSF, make_world(VAULT), cutoff=0, limit=2).connections
    assert len(found) == 2
    assert found[0].score >= found[1].score


def test_parts_of_one_series_do_not_fill_the_list(make_world):
    parts = {f"Log/Board log {n}.md": f"Board election nomination of member {n} of the foundation, September." for n in range(1, 6)}
    found = run(connections, PSF, make_world({**VAULT, **parts}), limit=5).connections
    assert sum(link.target.startswith("Log/") for link in found) <= 2


def test_links_that_are_there_stay_and_are_not_doubled(make_world):
    world = make_world(VAULT)
    once = run(connections, PSF, world)
    assert run(connections, once, world).connections == once.connections


def test_what_was_not_linked_is_explained(make_world):
    world = make_world(VAULT)
    run(connections, PSF, world, cutoff=0.99)
    assert any(text.startswith("not certain enough: 24-computing/") for text in world.why["connections"])


def test_an_empty_vault_gives_no_links(make_world):
    assert run(connections, PSF, make_world(), cutoff=0).connections == ()


def test_a_note_named_with_another_ending_is_linked(make_world):
    names = ("Doménový model", "Návrhové vzory", "Databázový server", "Relační algebra", "Testování programů", "Správa verzí")
    notes = {f"FIT/{name}.md": f"{name} je téma přednášky {number}.\n" for number, name in enumerate(names)}
    note = Note("Dědičnost", content="V relační databázi chybí dědičnost, o níž čteme v doménovém modelu aplikace.")
    found = {link.target: link.reason for link in run(connections, note, make_world(notes), cutoff=0).connections}
    assert found["FIT/Doménový model.md"] == "named in the text as doménovém modelu"


def test_of_a_series_two_parts_are_linked(make_world):
    parts = {f"24-computing/Rust course part {number}.md": f"Ownership and borrowing in Rust, lesson {number}.\n" for number in range(1, 6)}
    others = {f"30-cooking/Soup {name}.md": f"Soup of {name}.\n" for name in ("leek", "carrot", "beans", "peas", "beet", "kale")}
    note = Note("Borrowing", content="Ownership and borrowing in Rust explained: a lesson on lifetimes.")
    linked = run(connections, note, make_world({**parts, **others}), cutoff=0.01).connections
    assert sum("Rust course" in connection.target for connection in linked) == 2


def test_the_words_of_a_button_below_each_highlight_are_no_tag(make_world):
    marked = [f"- The {word} of the sea is old. ([View Highlight](https://read.example.org/{word}))" for word in ("salt", "tide", "depth")]
    note = Note("Seas", content="\n".join([*marked, "Ada Winterkorn measured. Ada Winterkorn wrote. Ada Winterkorn left."]))
    assert run(tags, note, make_world()).tags == ("ada-winterkorn",)


def test_a_name_that_is_linked_again_and_again_to_one_page_is_a_tag(make_world):
    said = "[Ada Winterkorn](https://example.org/ada) measured the sea. "
    assert run(tags, Note("Seas", content=said * 3), make_world()).tags == ("ada-winterkorn",)
