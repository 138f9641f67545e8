from __future__ import annotations

import pytest

from vault_inbox.model import Article, Note, Reference
from vault_inbox.steps import title
from vault_inbox.text.slugs import slug_title
from vault_inbox.web.urls import site_of

URL = "https://example.org/blog/how-trees-talk"


def run(name, world, page="", site="", **fields):
    scraped = (Article(URL, title=page, text="x", site=site),) if page else ()
    return title.make({})(Note(name, url=URL, scraped=scraped, site=site, references=(Reference(URL),), **fields), world.ctx)


@pytest.mark.parametrize(
    ("own", "page", "expected", "aliases"),
    [
        ("How trees talk to each other", "Trees: a conversation", "How trees talk to each other", ()),
        ("how-trees-talk", "How trees talk", "How trees talk", ()),
        ("how-trees-talk", "", "how-trees-talk", ()),
        (URL, "How trees talk", "How trees talk", ()),
        ("example.org", "How trees talk", "How trees talk", ()),
        ("Untitled 3", "How trees talk", "How trees talk", ()),
        ("Partage", "How trees talk", "How trees talk", ()),
        ("Neue Aufnahme 12", "How trees talk", "How trees talk", ()),
        ("Note vocale", "", "Note vocale", ()),
        ("Untitled", "Scratch", "Scratch", ()),
        ("2025-09-18", "How trees talk", "2025-09-18", ()),
        ("How trees talk to…", "How trees talk to each other", "How trees talk to each other", ()),
        ("How trees talk to e", "How trees talk to each other", "How trees talk to e", ()),
        ("How trees and fungi talk to ea", "How trees and fungi talk to each other", "How trees and fungi talk to each other", ()),
        ("The 2025 Election is Open_", "The 2025 Election is Open!", "The 2025 Election is Open!", ()),
        ("WHY TREES ARE TALKING TO US", "Trees that talk", "Trees that talk", ("WHY TREES ARE TALKING TO US",)),
        ("WHY TREES ARE TALKING TO US", "", "WHY TREES ARE TALKING TO US", ()),
        ("NASA JPL", "Jet Propulsion", "NASA JPL", ()),
        ("Tom &amp; Jerry&#39;s tree", "", "Tom & Jerry's tree", ()),
        ("RT @ann: Trees are talking", "", "Trees are talking", ("RT @ann: Trees are talking",)),
        ("Trees 🌳🌳🔥 are talking", "", "Trees are talking", ("Trees 🌳🌳🔥 are talking",)),
        ("I ❤ trees", "", "I ❤ trees", ()),
        ("Python 3.14", "Python 3.14 is released today", "Python 3.14", ()),
        ("Untitled", "Only who loves…", "Only who loves…", ()),
        (URL, "WHY TREES ARE TALKING TO US", "WHY TREES ARE TALKING TO US", ()),
        ("WHY TREES ARE TALKING TO US", "Trees are…", "WHY TREES ARE TALKING TO US", ()),
        ("Untitled", "Title:Trees that talk", "Trees that talk", ()),
        ("(12) Trees that talk", "", "Trees that talk", ("(12) Trees that talk",)),
        ("(500) Days of Summer", "", "(500) Days of Summer", ()),
        ("Fwd: Re: Trees that talk", "", "Trees that talk", ("Fwd: Re: Trees that talk",)),
        ("Re: Trees that talk", "", "Re: Trees that talk", ()),
    ],
)
def test_a_weak_title_gives_way_and_a_good_one_stays(make_world, own, page, expected, aliases):
    note = run(own, make_world(), page)
    assert (note.title, note.aliases) == (expected, aliases)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example.org/item?id=41234567",
        "https://www.example.org/watch?v=x",
        "https://example.org:8443/starter",
        "https://example.org/article.php?id=12",
        "https://example.org/how-trees-grow?page=2",
        "https://example.org/?p=12",
        "https://xn--mller-kva.de:8443/news",
        "https://www.xn--strae-oqa.de/",
    ],
)
def test_a_title_made_of_an_address_gives_way_in_every_form(make_world, url):
    article = Article(url, title="Trees that talk", text="x")
    note = Note(slug_title(url, site_of(url)), url=url, scraped=(article,), references=(Reference(url),))
    assert title.make({})(note, make_world().ctx).title == "Trees that talk"


@pytest.mark.parametrize(
    "own",
    [
        "Trees talk | The Daily Leaf",
        "Trees talk - The Daily Leaf",
        "The Daily Leaf » Trees talk",
        "Trees talk / The Daily Leaf",
        "Trees talk – The Daily Leaf, the paper of the forest",
    ],
)
def test_the_name_of_the_site_is_taken_off(make_world, own):
    assert run(own, make_world(), site="The Daily Leaf").title == "Trees talk"


def test_another_sites_name_or_a_subtitle_stays(make_world):
    assert run("Trees talk - a report", make_world(), site="The Daily Leaf").title == "Trees talk - a report"


def test_error_pages_offer_no_title(make_world):
    page = Article(URL, title="404 not found", verdict="error page")
    note = Note("how-trees-talk", url=URL, scraped=(page,))
    assert title.make({})(note, make_world().ctx) is note


@pytest.mark.parametrize(
    ("page", "expected"),
    [("How to turn a heap - Videos", "How to turn a heap"), ("Videos", "Watch (app.example.org)"), ("Example", "Watch (app.example.org)")],
    ids=["a video", "a program's window", "its host's name"],
)
def test_a_page_without_text_gives_its_title_unless_that_is_only_where_it_is(make_world, page, expected):
    url = "https://app.example.org/watch?v=1"
    article = Article(url, title=page, site="Videos", verdict="empty")
    note = Note(slug_title(url, site_of(url)), url=url, scraped=(article,), references=(Reference(url),))
    assert title.make({})(note, make_world().ctx).title == expected


def test_the_users_own_note_keeps_its_name(make_world):
    assert run("untitled", make_world(), "A better one", own="text").title == "untitled"


def test_a_title_is_at_most_200_characters(make_world):
    found = run("word " * 80, make_world()).title
    assert len(found) <= 200
    assert found.endswith("word…")


def test_the_step_says_why(make_world):
    world = make_world()
    run("Untitled", world, "How trees talk")
    assert world.why["title"] == ["the page's; of the drop's own, it says nothing"]
