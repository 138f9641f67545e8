"""What pages say of themselves, and where each value was found."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from vault_inbox.web.dom import parse
from vault_inbox.web.metadata.dates import read_date
from vault_inbox.web.metadata.page import Metadata, read_metadata
from vault_inbox.web.metadata.people import people
from vault_inbox.web.metadata.titles import without_site

URL = "https://www.gardenpress.example/2024/rain-barrels?utm_source=x"


def read(head: str = "", body: str = "", url: str = URL, lang: str = "") -> Metadata:
    root = parse(f"<html{lang and f' lang={lang}'}><head>{head}</head><body>{body}<p>Some text.</p></body></html>")
    assert root is not None
    return read_metadata(root, url)


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **fields})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


TITLES = {
    "heading that agrees": (meta("og:title", "Rain barrels - Garden Press"), "<h1>Rain barrels</h1>", "Rain barrels", "h1"),
    "heading in other words": (
        meta("og:title", "Best rain barrels of 2024"),
        "<h1>Our favourite rain barrels</h1>",
        "Our favourite rain barrels",
        "h1",
    ),
    "heading is the logo": (meta("og:title", "Rain barrels"), "<h1>Garden Press</h1>", "Rain barrels", "og:title"),
    "one of several headings": ("<title>Rain barrels</title>", "<h1>Garden</h1><h1>Rain barrels</h1>", "Rain barrels", "h1"),
    "title without the site": (
        meta("og:site_name", "Garden Press") + "<title>Rain barrels – Garden Press</title>",
        "",
        "Rain barrels",
        "title",
    ),
    "site in front": (
        meta("og:site_name", "Garden Press") + "<title>Garden Press: news | Rain barrels</title>",
        "",
        "Rain barrels",
        "title",
    ),
    "site known by its address": ("<title>Rain barrels - GardenPress</title>", "", "Rain barrels", "title"),
    "a dash in a title": (meta("og:site_name", "Garden Press") + "<title>Rain - a history</title>", "", "Rain - a history", "title"),
    "twice escaped": ("<title>Salt &amp;amp; water &amp;#8217; now</title>", "", "Salt & water ’ now", "title"),
    "only a heading": ("", "<h1>Rain  barrels</h1>", "Rain barrels", "h1"),
    "only JSON-LD": (ld(headline="Rain barrels"), "", "Rain barrels", "JSON-LD headline"),
    "none": ("", "", "", None),
}


@pytest.mark.parametrize(("head", "body", "title", "source"), TITLES.values(), ids=TITLES.keys())
def test_title(head: str, body: str, title: str, source: str | None) -> None:
    about = read(head, body)
    assert (about.title, about.sources.get("title")) == (title, source)


AUTHORS = {
    "JSON-LD": (ld(author={"@type": "Person", "name": "Ada Field"}), "", "Ada Field"),
    "several": (
        ld(author=[{"@type": "Person", "name": "Ada Field"}, {"@type": "Person", "name": "Bo Stone"}]),
        "",
        ("Ada Field", "Bo Stone"),
    ),
    "people before organisations": (
        ld(author=[{"@type": "Organization", "name": "Garden Co"}, {"@type": "Person", "name": "Ada Field"}]),
        "",
        "Ada Field",
    ),
    "in a graph": (
        '<script type="application/ld+json">{"@graph":[{"@type":"Article","author":{"name":"Ada Field"}}]}</script>',
        "",
        "Ada Field",
    ),
    "broken JSON-LD": ('<script type="application/ld+json">{"@type":"Article",</script>' + meta("author", "Ada Field"), "", "Ada Field"),
    "meta with an address": (meta("article:author", "https://facebook.com/ada.field") + meta("author", "Ada Field"), "", "Ada Field"),
    "citations are turned round": ('<meta name="citation_author" content="Field, Ada">', "", "Ada Field"),
    "the site is no person": (meta("og:site_name", "Garden Press") + meta("author", "Garden Press"), "", ""),
    "byline": ("", "<h1>X</h1><div class=byline>By <a>Ada Field</a> and Bo Stone | 3 May 2024</div>", ("Ada Field", "Bo Stone")),
    "words of a byline": ("", "<h1>X</h1><p>By Ada Field</p>", "Ada Field"),
    "link of an author": ("", "<a rel=author href=/ada>Ada Field</a>", "Ada Field"),
    "a link behind a long byline": (
        "",
        f"<div class=byline>Posted by <a href=/u/ada>Ada Field</a> on Monday, from the house of {'barrels and ' * 6}gardens</div>",
        "Ada Field",
    ),
    "a page of the author": ("", "<h1>X</h1><div><a href=/authors/ada-field/>Ada Field</a></div>", "Ada Field"),
    "told to chats": (meta("twitter:label1", "Written by") + meta("twitter:data1", "Ada Field"), "", "Ada Field"),
    "a blog called as its author": (
        meta("og:site_name", "Ada Field") + ld(author={"@type": "Person", "name": "Ada Field"}),
        "",
        "Ada Field",
    ),
    "readers who comment": ("", "<div class=comments><span class=author>Troll Smith</span></div>", ""),
    "form fields": ("", "<form><span class=comment-form-author>Name</span></form>", ""),
    "nobody": (meta("author", "admin"), "", ""),
}


@pytest.mark.parametrize(("head", "body", "author"), AUTHORS.values(), ids=AUTHORS.keys())
def test_author(head: str, body: str, author: str | tuple[str, ...]) -> None:
    assert read(head, body).author == author


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By JANE DOE", ("JANE DOE",)),
        ("Von Max Müller und Eva Klein", ("Max Müller", "Eva Klein")),
        ("Jane Doe, Senior Editor", ("Jane Doe",)),
        ("Jane Doe, Max Roe and Kim Poe", ("Jane Doe", "Max Roe", "Kim Poe")),
        ("Jane Doe; Jane Doe", ("Jane Doe",)),
        ("Dr Jane Doe, Dr. Max Roe, MPH, RD", ("Dr Jane Doe", "Dr. Max Roe")),
        ("Jane Doe Founder", ("Jane Doe",)),
        ("Jane Doe March 3", ("Jane Doe",)),
        ("Garden Staff", ("Garden Staff",)),
        ("The Author", ()),
        ("Article by", ()),
        ("Jane Doe on behalf of the Garden Team", ("Jane Doe",)),
        ("2024-05-03", ()),
        ("jane@example.org", ()),
        ("https://example.org/jane", ()),
        ("jane.doe", ()),
        ("山田太郎", ("山田太郎",)),
        ("", ()),
    ],
)
def test_people(text: str, names: tuple[str, ...]) -> None:
    assert people([text]) == names


DATES = {
    "JSON-LD, the day as it stands": (ld(datePublished="2024-05-03T23:30:00-08:00"), "", datetime(2024, 5, 3, 23, 30)),
    "midnight is a day": (ld(datePublished="2024-05-03T00:00:00Z"), "", date(2024, 5, 3)),
    "meta": (meta("article:published_time", "2024-05-03"), "", date(2024, 5, 3)),
    "time": ("", "<time datetime=2024-05-03 class=published>yesterday</time><time datetime=2020-01-01></time>", date(2024, 5, 3)),
    "a day that is shown": ("", "<h1>X</h1><p class=post-date>Posted on 3 May 2024</p>", date(2024, 5, 3)),
    "a change that is shown": (
        meta("article:modified_time", "2024-05-03"),
        "<h1>X</h1><p class=post-date>Updated on 3 May 2024</p>",
        None,
    ),
    "the only time": ("", "<time datetime=2024-05-03T10:00>May</time>", datetime(2024, 5, 3, 10)),
    "no plausible year": (meta("article:published_time", "0001-01-01"), "", None),
    "none": ("", "", None),
}


@pytest.mark.parametrize(("head", "body", "published"), DATES.values(), ids=DATES.keys())
def test_published(head: str, body: str, published: date | None) -> None:
    about = read(head, body, url="https://example.org/a")
    assert about.published == published
    assert ("published" in about.sources) == (published is not None)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (meta("article:published_time", "2024-05-04T02:41:00+00:00"), date(2024, 5, 3)),  # evening of the 3rd where the site is
        (meta("article:published_time", "2024-04-01T10:00:00"), datetime(2024, 4, 1, 10)),
        ("", date(2024, 5, 3)),
    ],
)
def test_the_day_in_the_address(head: str, published: date) -> None:
    assert read(head, url="https://example.org/2024/05/03/rain").published == published


def test_modified() -> None:
    assert read(ld(dateModified="2024-06-01")).modified == date(2024, 6, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-03 10:20", datetime(2024, 5, 3, 10, 20)),
        ("20240503", date(2024, 5, 3)),
        ("May 3rd, 2024", date(2024, 5, 3)),
        ("3 May 2024", date(2024, 5, 3)),
        ("2024-13-45", None),
        ("soon", None),
    ],
)
def test_read_date(text: str, day: date | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://www.gardenpress.example/barrels#top", "https://www.gardenpress.example/barrels"),
        ("/barrels", "https://www.gardenpress.example/barrels"),
        ("https://m.gardenpress.example/barrels", "https://m.gardenpress.example/barrels"),
        ("https://www.gardenpress.example/", "https://www.gardenpress.example/2024/rain-barrels"),
        ("https://other.example/barrels", "https://www.gardenpress.example/2024/rain-barrels"),
        ("javascript:x", "https://www.gardenpress.example/2024/rain-barrels"),
        ("http://[bad", "https://www.gardenpress.example/2024/rain-barrels"),
    ],
)
def test_canonical_address_only_if_plausible(link: str, url: str) -> None:
    assert read(f'<link rel=canonical href="{link}">').url == url


def test_everything_else() -> None:
    head = (
        meta("og:site_name", "Garden Press")
        + meta("og:description", "All about   barrels &amp;amp; cans")
        + meta("og:image", "/b.jpg")
        + meta("article:tag", "Water")
        + meta("article:tag", "Garden tools")
    )
    about = read(head, lang="en-GB")
    assert (about.site, about.language, about.description) == ("Garden Press", "en", "All about barrels & cans")
    assert (about.image, about.tags) == ("https://www.gardenpress.example/b.jpg", ("Water", "Garden tools"))
    assert about.sources["site"] == "og:site_name"
    assert about.sources["tags"] == "article:tag"


def test_keywords_only_if_they_are_few() -> None:
    assert read('<meta name=keywords content="water, barrels">').tags == ("water", "barrels")
    assert read(f'<meta name=keywords content="{", ".join(f"word{i}" for i in range(30))}">').tags == ()


def test_a_site_without_a_name_is_its_address() -> None:
    assert read().site == "gardenpress.example"


@pytest.mark.parametrize(
    ("title", "sites", "bare"),
    [
        ("A | B | Example News", ("Example News", ""), "A | B"),
        ("How to sew a thing | Sewing", ("", "example"), "How to sew a thing"),
        ("C++ / Rust", ("Example", "example"), "C++ / Rust"),
        ("Example", ("Example", "example"), "Example"),
    ],
)
def test_without_site(title: str, sites: tuple[str, str], bare: str) -> None:
    assert without_site(title, sites) == bare
