"""When a page was published and changed, as its markup and its address tell."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from heads import URL, ld, meta, read

from vault_inbox.web.dom import parse
from vault_inbox.web.metadata.days.dates import read_date
from vault_inbox.web.metadata.page import read_metadata

DATES = {
    "JSON-LD, the day as it stands": (ld(datePublished="2024-05-03T23:30:00-08:00"), "", datetime(2024, 5, 3, 23, 30)),
    "midnight is a day": (ld(datePublished="2024-05-03T00:00:00Z"), "", date(2024, 5, 3)),
    "meta": (meta("article:published_time", "2024-05-03"), "", date(2024, 5, 3)),
    "a preprint, by its first version": (
        "<meta name=citation_online_date content=2024/11/03><meta name=citation_date content=2024/05/03>",
        "",
        date(2024, 5, 3),
    ),
    "time": ("", "<time datetime=2024-05-03 class=published>yesterday</time><time datetime=2020-01-01></time>", date(2024, 5, 3)),
    "a day that is shown": ("", "<h1>X</h1><p class=post-date>Posted on 3 May 2024</p>", date(2024, 5, 3)),
    "a change that is shown": (
        meta("og:updated_time", "2024-05-03"),
        "<h1>X</h1><p class=post-date>Updated on 3 May 2024</p>",
        date(2024, 5, 3),
    ),
    "a page of WordPress, whose record has a day": (
        meta("article:modified_time", "2024-05-03") + ld(**{"@type": "WebPage", "datePublished": "2011-05-03"}),
        "<h1>X</h1><p class=post-date>Updated on 3 May 2024</p>",
        None,
    ),
    "the only time": ("", "<time datetime=2024-05-03T10:00>May</time>", datetime(2024, 5, 3, 10)),
    "a value instead of a content": ("<meta itemprop=datePublished value='2024-05-03 00:00:00.0'>", "", date(2024, 5, 3)),
    "an element named after it": (
        "",
        "<h1>X</h1><h4>Related articles</h4><ul><li>Rain</ul><p class=article_date>May 3, 2024</p>",
        date(2024, 5, 3),
    ),
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


@pytest.mark.parametrize(
    ("path", "shown", "published"),
    [
        ("/2024/05/03/rain", "Published: May 2, 2024", date(2024, 5, 2)),  # papers file under the day of print
        ("/2024/05/03/rain", "May 2, 2024", date(2024, 5, 3)),
        ("/2024/05/03/rain", "Published: May 3, 2023", date(2024, 5, 3)),
        ("/2024/POLITICS/05/03/rain", "", date(2024, 5, 3)),
        ("/2024/rain/5/barrels", "", None),
    ],
)
def test_the_day_in_the_address_and_the_one_shown(path: str, shown: str, published: date | None) -> None:
    assert read(body=f"<h1>Rain</h1><p>{shown}</p>", url=f"https://example.org{path}").published == published


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


@pytest.mark.parametrize(("marks", "day"), [("single postid-12", date(2024, 5, 3)), ("page page-id-12", None)])
def test_wordpress_says_what_is_a_post(marks: str, day: date | None) -> None:
    head = meta("article:modified_time", "2024-06-03") + ld(**{"@type": "WebPage", "datePublished": "2024-05-03"})
    root = parse(f"<html><head>{head}</head><body class='{marks}'><h1>Rain barrels</h1><p>Some text.</p></body></html>")
    assert root is not None
    assert read_metadata(root, URL).published == day
