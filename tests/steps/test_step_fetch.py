from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from vault_inbox.errors import FetchError
from vault_inbox.model import Article, Note, Reference
from vault_inbox.steps import fetch

URL = "https://example.org/a"
LONG = "A paragraph of the article with enough words in it to be read. " * 20
PAGE = Article(URL, title="A page", text=LONG, author="Ann", published=date(2025, 1, 2), site="Example", tags=("one",))
FEED = Reference("https://example.org/feed", "feed", "Example feed")
NOTE = Note("A", content="Own words", references=(Reference(URL),))
DOWN = FetchError(URL, "the server does not answer", retryable=True)
GONE = FetchError(URL, "the page does not exist (404)")


def run(note, world, **settings):
    return fetch.make(settings)(note, world.ctx)


def test_an_article_is_appended_and_fills_what_the_drop_left_open(make_world):
    note = run(NOTE, make_world(pages={URL: PAGE}))
    assert note.scraped == (PAGE,)
    assert (note.url, note.author, note.published, note.site) == (URL, "Ann", date(2025, 1, 2), "Example")
    assert (note.content, note.status) == ("Own words", "draft")


def test_what_the_drop_says_goes_before_the_entry_and_the_entry_before_the_page(make_world):
    world = make_world(pages={URL: PAGE}, entries={URL: Article(URL, author="Eve", published=date(2025, 3, 4), text="", tags=("two",))})
    note = run(replace(NOTE, feed=FEED), world)
    assert (note.author, note.published) == ("Eve", date(2025, 3, 4))
    assert run(replace(NOTE, feed=FEED, author="Me"), world).author == "Me"
    assert note.scraped[0].tags == ("two", "one")
    assert note.scraped[0].text == LONG


@pytest.mark.parametrize(("day", "taken"), [(date(2025, 9, 19), True), (date(2025, 9, 20), False), (datetime(2025, 9, 20, 8), False)])
def test_a_day_that_is_still_to_come_is_no_day_of_publication(make_world, day, taken):
    """The context's day is 18 September; elsewhere it may be the 19th already."""
    note = run(NOTE, make_world(pages={URL: replace(PAGE, published=day)}))
    assert note.published == (day if taken else None)


@pytest.mark.parametrize("verdict", ["listing", "feed", "consent wall", "error page", "script-only", "not text", "too large", "empty"])
def test_a_page_that_is_no_article_never_becomes_content(make_world, verdict):
    note = run(NOTE, make_world(pages={URL: replace(PAGE, verdict=verdict, reason="the reason", text="Menu Login")}))
    assert [(page.text, page.verdict, page.reason) for page in note.scraped] == [("", verdict, "the reason")]
    assert (note.author, note.status, note.content) == ("", "draft", "Own words")


def test_what_a_paywall_lets_through_is_kept(make_world):
    walled = replace(PAGE, verdict="login or paywall", reason="the page asks for a subscription", partial=True)
    assert run(NOTE, make_world(pages={URL: walled})).scraped == (walled,)


@pytest.mark.parametrize(("error", "status"), [(DOWN, "pending"), (GONE, "draft")])
def test_a_page_that_cannot_be_had_leaves_its_reason(make_world, error, status):
    note = run(NOTE, make_world(pages={URL: error}))
    assert (note.status, note.url) == (status, URL)
    assert note.scraped == (Article(URL, verdict="empty", reason=error.reason),)


@pytest.mark.parametrize(
    "page",
    [DOWN, GONE, replace(PAGE, verdict="consent wall", text=""), replace(PAGE, text="Teaser."), replace(PAGE, text="Half.", partial=True)],
)
def test_the_whole_text_of_the_feed_stands_in_for_a_page_that_is_worse(make_world, page):
    entry = Article(URL, title="Entry", text=LONG, author="Eve")
    note = run(replace(NOTE, feed=FEED), make_world(pages={URL: page}, entries={URL: entry}))
    assert (note.scraped[0].text, note.scraped[0].verdict, note.status) == (LONG, "article", "draft")


def test_a_feeds_summary_stands_in_for_nothing(make_world):
    entry = Article(URL, text="Only the beginning", author="Eve", partial=True)
    note = run(replace(NOTE, feed=FEED), make_world(pages={URL: DOWN}, entries={URL: entry}))
    assert (note.scraped[0].text, note.status, note.author) == ("", "pending", "Eve")


def test_a_feed_that_is_down_costs_only_its_metadata(make_world):
    world = make_world(pages={URL: PAGE}, entries={URL: FetchError(FEED.url, "time-out", retryable=True)})
    note = run(replace(NOTE, feed=FEED), world)
    assert (note.status, note.scraped) == ("draft", (PAGE,))


def test_a_drop_with_a_feed_and_no_link_finds_its_entry_by_title(make_world):
    world = make_world(pages={URL: PAGE}, entries={"A": Article(URL, author="Eve", partial=True)})
    note = run(replace(NOTE, references=(), feed=FEED), world)
    assert (note.url, note.author, note.scraped) == (URL, "Eve", (PAGE,))


def test_each_page_once_at_most_limit_in_order_and_an_error_stops_no_other(make_world):
    urls = ["https://example.org/b", URL, "http://www.example.org/a/", "https://example.org/c", "https://example.org/d"]
    world = make_world(pages={URL: PAGE, "https://example.org/c": replace(PAGE, url="https://example.org/c")})
    note = run(replace(NOTE, references=tuple(Reference(url) for url in urls)), world)
    assert world.asked == ["https://example.org/b", URL, "https://example.org/c"]
    assert [page.verdict for page in note.scraped] == ["empty", "article", "article"]


def test_two_links_that_lead_to_one_page_are_scraped_once(make_world):
    short = "https://example.net/short"
    world = make_world(pages={URL: PAGE, short: PAGE})
    assert run(replace(NOTE, references=(Reference(short), Reference(URL))), world).scraped == (PAGE,)


@pytest.mark.parametrize(
    ("note", "limit"),
    [(replace(NOTE, references=(Reference(URL, "mention"), FEED)), 3), (replace(NOTE, scraped=(PAGE,)), 3), (replace(NOTE, url=URL), 0)],
    ids=["no link", "the drop brought the article", "limit 0"],
)
def test_nothing_to_fetch_leaves_the_note_alone(make_world, note, limit):
    world = make_world(pages={URL: PAGE})
    assert run(note, world, limit=limit) is note
    assert world.asked == []


def test_the_address_is_the_pages_own_on_the_same_site_only(make_world):
    here, there = replace(PAGE, url="https://example.org/canonical"), replace(PAGE, url="https://elsewhere.net/a")
    world = make_world(pages={URL: here, "https://example.org/x": there})
    assert run(replace(NOTE, url=URL), world).url == "https://example.org/canonical"
    assert run(replace(NOTE, url=URL, references=(Reference("https://example.org/x"),)), world).url == URL


def test_an_address_left_over_is_named_though_it_begins_another(make_world):
    first, longer = "https://example.org/b", f"{URL}1"
    note = replace(NOTE, content=f"See {longer}.", references=(Reference(first), Reference(URL), Reference(longer)))
    assert run(note, make_world(), limit=1).properties == {"links": (URL,)}
