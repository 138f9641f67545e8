"""Feeds of every kind: their entries, the entry of a link, and an entry as an article."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from vault_inbox.errors import FetchError
from vault_inbox.model import Page
from vault_inbox.web.feeds.entries import entry_article, find_entry
from vault_inbox.web.feeds.entry import Entry, Feed, stated_day
from vault_inbox.web.feeds.feet import without_foot
from vault_inbox.web.feeds.read import read_feed

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xml:lang="en-us" xmlns="http://www.w3.org/2005/Atom">
<title>A Weblog &amp; more</title><link href="http://example.org/" rel="alternate"/><link href="http://example.org/atom/" rel="self"/>
<author><name>Ada Writer</name></author>
<entry><title>The Board Election is Open!</title><link href="https://example.org/2025/Sep/9/election/#atom-everything" rel="alternate"/>
<published>2025-09-17T23:53:38-07:00</published><updated>2025-09-18T01:00:00-07:00</updated><id>tag:example.org,2025:1</id>
<summary type="html">&lt;p&gt;Votes are &lt;a href="/vote"&gt;open&lt;/a&gt; &amp;amp; counted.&lt;/p&gt;</summary>
<category term="python"/><category term="votes"/></entry>
<entry><title type="html">Using &amp;lt;b&amp;gt; &lt;i&gt;well&lt;/i&gt;</title>
<author><name>Ben</name></author><author><name>Cleo</name><email>c@x</email></author>
<link href="two"/><id>tag:example.org,2025:2</id><updated>2025-09-10T10:00:00Z</updated>
<content type="xhtml" xml:base="https://cdn.example.org/post/">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Whole <img src="a.png"/></p></div></content>
<summary>Only the beginning</summary></entry>
</feed>"""

RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Tom &amp;amp; Co</title>
<link>https://blog.test</link><language>de</language>
<managingEditor>ed@x.org (Ed Itor)</managingEditor>
<item><title>Why &amp;#8217;tis &amp;amp;amp; so</title><guid isPermaLink="false">123</guid><link>https://blog.test/a?utm_source=rss</link>
<pubDate>Wed, 17 Sep 2025 23:53:38 -0700</pubDate><dc:creator>Jane</dc:creator><dc:creator>Joe</dc:creator>
<description>Short teaser [&amp;#8230;]</description><content:encoded><![CDATA[<p>Full text.</p>
<p>The post <a href="x">Why</a> appeared first on <a href="y">Blog</a>.</p>]]></content:encoded><category>A b</category></item>
<item><title><![CDATA[A <i>b</i> c]]></title><guid>https://blog.test/b</guid>
<author>noreply@x.org</author><description>plain text here</description></item>
</channel></rss>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://old.test/"><title>Old</title><link>https://old.test/</link></channel>
<item rdf:about="https://old.test/1"><title>One</title><link>https://old.test/1</link><description>&lt;p&gt;Text&lt;/p&gt;</description>
<dc:date>2004-02-29T23:30:00-05:00</dc:date></item></rdf:RDF>"""

JSON: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "J &amp; K",
    "home_page_url": "https://j.test/",
    "language": "en",
    "authors": [{"name": "Jo"}],
    "items": [
        {
            "id": "1",
            "url": "https://j.test/1",
            "title": "One",
            "content_html": "<p>Hi</p>",
            "date_published": "2025-01-01T23:00:00-08:00",
            "tags": ["x", 3],
        },
        {"id": 2, "external_url": "https://k.test/", "content_text": "a < b\n\nand more", "author": {"name": "Kay"}},
        "nonsense",
    ],
}


def page(text: str | bytes, **more: Any) -> Page:
    body = text if isinstance(text, bytes) else text.encode()
    return Page("https://example.org/feed", more.pop("content_type", "text/html"), body, **more)


def test_atom() -> None:
    feed = read_feed(page(ATOM))
    assert (feed.title, feed.url, feed.language) == ("A Weblog & more", "http://example.org/", "en-us")
    first, second = feed.entries
    assert first == Entry(
        url="https://example.org/2025/Sep/9/election/#atom-everything",
        id="tag:example.org,2025:1",
        title="The Board Election is Open!",
        authors=("Ada Writer",),
        published=date(2025, 9, 17),
        updated=date(2025, 9, 18),
        html='<p>Votes are <a href="/vote">open</a> &amp; counted.</p>',
        base="https://example.org/2025/Sep/9/election/#atom-everything",
        tags=("python", "votes"),
    )
    assert (second.title, second.authors, second.published) == ("Using <b> well", ("Ben", "Cleo"), date(2025, 9, 10))
    assert (second.url, second.base) == ("https://example.org/two", "https://cdn.example.org/post/")
    assert "Whole" in second.html
    assert not second.partial


def test_rss() -> None:
    feed = read_feed(page(RSS))
    assert (feed.title, feed.language) == ("Tom & Co", "de")
    first, second = feed.entries
    assert (first.title, first.authors, first.published) == ("Why ’tis & so", ("Jane", "Joe"), date(2025, 9, 17))
    assert (entry_article(first, feed).text, first.partial, first.tags) == ("Full text.", False, ("A b",))
    assert (second.title, second.url, second.authors) == ("A b c", "https://blog.test/b", ())
    assert (second.html, second.partial) == ("<p>plain text here</p>", True)


def test_rdf() -> None:
    (entry,) = read_feed(page(RDF)).entries
    assert (entry.title, entry.url, entry.published) == ("One", "https://old.test/1", date(2004, 2, 29))


def test_json_feed() -> None:
    feed = read_feed(page(json.dumps(JSON)))
    assert (feed.title, feed.url, feed.language) == ("J & K", "https://j.test/", "en")
    first, second = feed.entries
    assert (first.authors, first.published, first.tags) == (("Jo",), date(2025, 1, 1), ("x",))
    assert (second.url, second.id, second.authors) == ("https://k.test/", "2", ("Kay",))
    assert second.html == "<p>a &lt; b</p><p>and more</p>"


@pytest.mark.parametrize(
    "fields",
    [
        {"items": None},
        {"items": {}},
        {"title": 5, "authors": "x", "language": []},
        {"items": [{"tags": "x", "authors": [1], "date_published": 3}]},
    ],
)
def test_a_json_feed_with_odd_fields_is_read(fields: dict[str, Any]) -> None:
    assert isinstance(read_feed(page(json.dumps(JSON | fields))), Feed)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2025-09-17T23:53:38-07:00", date(2025, 9, 17)),
        ("2025-09-17T00:10:00+14:00", date(2025, 9, 17)),
        ("2025-09-17", date(2025, 9, 17)),
        ("Wed, 17 Sep 2025 23:53:38 -0700", date(2025, 9, 17)),
        ("17 Sep 25 23:53 EST", date(2025, 9, 17)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0001-01-01T00:00:00", None),
        ("Wed, 31 Feb 2025 00:00:00 GMT", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_the_day_that_the_feed_states(raw: str, day: date | None) -> None:
    assert stated_day(raw) == day


def test_a_date_in_another_form_is_still_read() -> None:
    odd = RSS.replace("Wed, 17 Sep 2025 23:53:38 -0700", "20250917")
    assert read_feed(page(odd)).entries[0].published == date(2025, 9, 17)


@pytest.mark.parametrize(
    ("link", "title", "found"),
    [
        ("https://example.org/2025/Sep/9/election/#atom-everything", "", 0),
        ("http://www.example.org/2025/Sep/9/election?utm_medium=x", "", 0),
        ("tag:example.org,2025:2", "", 1),
        ("https://example.org/two", "", 1),
        ("https://gone.test/", "the board  ELECTION_is open", 0),
        ("", "Using <b> well", 1),
        ("https://gone.test/", "The Board", None),
        ("", "", None),
        ("", "!!!", None),
    ],
)
def test_the_entry_of_a_link_is_found(link: str, title: str, found: int | None) -> None:
    feed = read_feed(page(ATOM))
    assert find_entry(feed, link, title) is (None if found is None else feed.entries[found])


def test_entries_of_one_page_are_told_apart_by_fragment_or_title() -> None:
    entries = (
        tuple(Entry(url=f"https://x.test/log#{day}", title=f"Release {day}") for day in (1, 2))
        + (Entry("https://x.test/l", title="Links"),) * 2
    )
    feed = Feed("Log", "https://x.test/", entries)
    assert find_entry(feed, "https://x.test/log#2", "") is entries[1]
    assert find_entry(feed, "https://x.test/log", "release 1") is entries[0]
    assert find_entry(feed, "https://x.test/log", "") is None
    assert find_entry(feed, "https://gone.test/", "Links") is None


@pytest.mark.parametrize(
    ("html", "partial"),
    [
        ("<p>The first words of it [&#8230;]</p>", True),
        ("<p>The first words of it&hellip; <a href='x'>Read more</a></p>", True),
        ("<p>The first words.</p><p><a href='x'>Continue reading <span>The Article</span> →</a></p>", True),
        ("<p>Der Anfang …</p>", True),
        ("One plain sentence.", True),
        ("<p>A short but whole entry.</p>", False),
        ("<p>" + "Long enough. " * 200 + "And so on …</p>", False),
        ("Long plain text. " * 60, False),
        ("", False),
    ],
)
def test_a_teaser_is_known(html: str, partial: bool) -> None:
    feed = read_feed(page(f"<rss version='2.0'><channel><item><description><![CDATA[{html}]]></description></item></channel></rss>"))
    assert feed.entries[0].partial is partial


DTDS = {
    "entities": '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    "parameter entity": '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]>',
    "file": '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "hidden end": '<!DOCTYPE rss [<!ENTITY b "]><rss>"><!ENTITY a "boo">]>',
    "lower case": '<!doctype rss [<!ENTITY a "x">]>',
    "split": '<!DOCTYPE rss SYSTEM "x"\n[\n<!ATTLIST rss a CDATA "x">]>',
}


@pytest.mark.parametrize("name", DTDS)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_r40_definitions_are_refused(name: str, charset: str) -> None:
    text = f"<?xml version='1.0'?>{DTDS[name]}<rss version='2.0'><channel><title>x</title><item><title>&a;</title></item></channel></rss>"
    with pytest.raises(FetchError, match="definitions of its own") as caught:
        read_feed(page(text.encode(charset)))
    assert not caught.value.retryable


def test_r40_a_plain_doctype_is_passed_over() -> None:
    doctype = '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x/rss-0.91.dtd">'
    assert read_feed(page(doctype + '<rss version="0.91"><channel><title>Old</title></channel></rss>')).title == "Old"


def test_an_article_about_entities_is_no_dtd() -> None:
    text = RSS.replace("<p>Full text.</p>", "<p>Write <code>&lt;!ENTITY a &gt;</code> or <!ENTITY b></p>")
    assert "<!ENTITY" in read_feed(page(text)).entries[0].html


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (page(b"<html><p>moved"), "not a feed"),
        (page(b""), "not a feed"),
        (page(b"<rss", status=404), "answers 404"),
        (page(b"<rss>" + b" " * 10_000_000), "larger than 10 MB"),
        (page(b"{}"), "not a feed"),
        (page(b"<rss version='2.0'><channel>" + b"<item>" * 200_001), "too large to be read"),
    ],
)
def test_what_is_no_feed_is_refused(answer: Page, words: str) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        read_feed(answer)
    assert not caught.value.retryable


@pytest.mark.parametrize("broken", ["</b>", "&nbsp;", "&", "\x0b", "<p>"])
def test_a_broken_feed_is_read_as_far_as_it_goes(broken: str) -> None:
    text = f"<rss version='2.0'><channel><item><title>One{broken}</title><link>https://x.test/1</link></item></channel></rss>"
    assert read_feed(page(text)).entries[0].title.startswith("One")


def test_text_in_another_charset_is_read() -> None:
    text = "<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><title>Grüße</title></channel></rss>"
    assert read_feed(page(text.encode("latin-1"), content_type="text/xml")).title == "Grüße"


def test_an_entry_becomes_an_article() -> None:
    feed = read_feed(page(ATOM))
    article = entry_article(feed.entries[0], feed)
    assert article.url == "https://example.org/2025/Sep/9/election/"
    assert article.text.strip() == "Votes are [open](https://example.org/vote) & counted."
    assert (article.author, article.published, article.modified) == ("Ada Writer", date(2025, 9, 17), date(2025, 9, 18))
    assert (article.site, article.verdict, article.tags) == ("A Weblog & more", "article", ("python", "votes"))
    assert article.sources["published"] == "feed"
    second = entry_article(feed.entries[1], feed)
    assert second.author == ("Ben", "Cleo")
    assert "https://cdn.example.org/post/a.png" in second.text


def test_an_entry_without_text_says_so() -> None:
    feed = Feed("x", "https://x.test/")
    article = entry_article(Entry("https://x.test/1", title="One"), feed)
    assert (article.verdict, article.text, article.reason, article.author) == ("empty", "", "the feed gives no text", "")


SUPPORT = (
    "The Daily is a reader-supported publication. To receive new posts and support my work, consider becoming a free or paid subscriber."
)
MEDIUM = (
    "A flood was originally published in Town on Medium, "
    "where people are continuing the conversation by highlighting and responding to this story."
)
SOUND = "Hosted on Acast. See [acast.com/privacy](https://acast.com/privacy) for more information."
SUBSCRIBE = "[Subscribe now](https://eva.substack.com/subscribe?utm_source=x)"


@pytest.mark.parametrize("foot", [SUPPORT, SOUND, f"***\n\n{SOUND}", SUBSCRIBE, f"*{SUPPORT}*\n\n{SUBSCRIBE}"])
def test_what_a_site_writes_of_itself_below_an_entry_is_left_out(foot: str) -> None:
    assert without_foot(f"The river rose.\n\n{foot}\n") == "The river rose."


@pytest.mark.parametrize(
    "foot",
    [
        f"I moved. {SUPPORT}",
        f"{SUPPORT} But I do not ask.",
        f"{SUPPORT}\n\nThanks to Tom.",
        SOUND.replace("[acast.com/privacy](https://acast.com/privacy)", "[acast.com/privacy](https://eva.example.org/privacy)"),
        SUBSCRIBE.replace("/subscribe", "/list"),
        "Subscribe now",
        "Read more",
        "***",
        MEDIUM,
    ],
)
def test_what_else_stands_below_an_entry_stays(foot: str) -> None:
    assert without_foot(f"The river rose.\n\n{foot}") == f"The river rose.\n\n{foot}"
