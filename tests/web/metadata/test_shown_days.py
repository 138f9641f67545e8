"""The day that a page shows beside its title: in its own language, and no day of a change, of another article or of an event."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from vault_inbox.web.dom import parse
from vault_inbox.web.metadata.days.calendar import days_in
from vault_inbox.web.metadata.days.dates import as_day
from vault_inbox.web.metadata.page import Metadata, read_metadata

WRITTEN = [
    ("3. Mai 2024", "de", date(2024, 5, 3)),
    ("1er août 2024", "fr", date(2024, 8, 1)),
    ("12 de octubre de 2024", "es", date(2024, 10, 12)),
    ("20 Novembre 2024", "it", date(2024, 11, 20)),
    ("3 мая 2024 г.", "ru", date(2024, 5, 3)),
    ("2024. május 3.", "hu", date(2024, 5, 3)),
    ("7. januára 2025", "sk", date(2025, 1, 7)),
    ("3 Kasım 2024", "tr", date(2024, 11, 3)),
    ("2024年5月3日", "ja", date(2024, 5, 3)),
    ("2024년 5월 3일", "ko", date(2024, 5, 3)),
    ("03.05.2024, 14:30 Uhr", "de", date(2024, 5, 3)),
    ("3/5/2024", "es", date(2024, 5, 3)),
    ("5/3/2024", "en-US", date(2024, 5, 3)),
    ("3/5/2024", "en-GB", date(2024, 5, 3)),
    ("5/3/2024", "en", None),  # May or March: English is written both ways
    ("5/3/2024", "", None),
    ("24/5/2024", "en", date(2024, 5, 24)),
    ("Sept. 3rd, 2024", "en", date(2024, 9, 3)),
    ("May 3, 2024", "de", date(2024, 5, 3)),  # an English page that calls itself German
    ("05/03/2024", "sv", None),  # Swedish begins with the year; this is somebody else's way
    ("24/05/2024", "sv", None),
    ("05.03.2024", "en-US", date(2024, 5, 3)),
    ("3 Foo 2024", "en", None),
    ("٣ مايو ٢٠٢٤", "ar", date(2024, 5, 3)),
    ("3 במאי 2024", "he", date(2024, 5, 3)),
    ("3 พฤษภาคม 2567", "th", date(2024, 5, 3)),
    ("3 พ.ค. 2567", "th", date(2024, 5, 3)),
    ("3 May 2567", "en", None),
    ("令和6年5月3日", "ja", date(2024, 5, 3)),
    ("民國113年5月3日", "zh-TW", date(2024, 5, 3)),
    ("version 8.4.13", "en", None),
    ("version 8.4.13", "de", None),
    ("25.04.24 | 14:07 Uhr", "de", date(2024, 4, 25)),
    ("25.04.24", "en", None),
    ("05.15.13", "en", date(2013, 5, 15)),
    ("31 February 2024", "en", None),
    ("12 May 1812", "en", None),
    ("3. Mai 2024", "not a language", None),
    ("2024. 5. 3.", "ko", date(2024, 5, 3)),
    ("2024. 5. 3. 08:00", "", date(2024, 5, 3)),
    ("2024.5.3", "ja", date(2024, 5, 3)),
    ("Update: 2024.5.3", "ja", date(2024, 5, 3)),
    ("公開日2024.5.3", "ja", date(2024, 5, 3)),
    ("2024/5/3", "zh", date(2024, 5, 3)),
    ("2024-5-3", "", date(2024, 5, 3)),
    ("2024.5.3", "en", None),  # a version of a program
    ("2024.5.3", "", None),
    ("Reed 2024.5.3", "ja", None),
    ("v2024.5.3", "ja", None),
    ("2024.5.3.1", "ja", None),
    ("/2024/5/3/", "ja", None),
    ("2024. 15. 3.", "ko", None),
    ("ngày 3 tháng 5 năm 2024", "vi", date(2024, 5, 3)),
    ("3 Tháng 5, 2024", "vi", date(2024, 5, 3)),
    ("3 tháng 15 năm 2024", "vi", None),
    ("2024 m. gegužės 3 d.", "lt", date(2024, 5, 3)),
    ("2024. gada 3. maijs", "lv", date(2024, 5, 3)),
]


@pytest.mark.parametrize(("text", "language", "day"), WRITTEN)
def test_a_day_as_it_is_written(text: str, language: str, day: date | None) -> None:
    assert [found for *_, found in days_in(text, language)] == ([day] if day else [])


def read(body: str, head: str = "", lang: str = "en") -> Metadata:
    prose = "<p>The barrel was filled by one good storm.</p>"
    root = parse(f"<html lang={lang}><head><title>Rain barrels</title>{head}</head><body>{body}{prose}</body></html>")
    assert root is not None
    return read_metadata(root, "https://garden.example/barrels")


H1 = "<h1>Rain barrels</h1>"
FAR = "".join(f"<p>Paragraph {i} of a long story on barrels, rain and roofs, that goes on for a good while.</p>" for i in range(12))
SHOWN = {
    "behind the title": f"{H1}<div><span>Ada Field</span><span>May 3, 2024</span></div>",
    "before the title": f"<div>Gardens</div><div>May 3, 2024</div>{H1}",
    "in a byline": f"{H1}<p>Posted by Ada on 3 May 2024 @ 8:39</p>",
    "in a time that says less": f"{H1}<time datetime=2024-05-03>3 May 2024</time>",
    "published, then changed": f"{H1}<p>Published May 3, 2024 – Updated June 9, 2024</p>",
    "changed, and published below it": f"{H1}<p>Updated 9 June 2024</p><p>Published 3 May 2024</p>",
    "changed, then published": f"{H1}<p>Updated June 9, 2024</p><p>Originally published</p><p>May 3, 2024</p>",
    "a title that is no heading": "<div><b>Rain barrels</b></div><div>May 3, 2024</div>",
    "in a box that speaks of comments and holds the title": f"<div class=header-comment>{H1}<span>May 3, 2024</span></div>",
    "a field of a box beside the text": f"{H1}<aside><dl><dt>Date<dd>May 3, 2024</dl></aside>",
    "beside the way to the page": f"<div><a href=/>Home</a> » <a href=/g>Garden</a> <span>May 3, 2024</span></div>{H1}",
    "beside a way that is marked as one": f"<div><p class=crumbs><a href=/>Home</a> | <a href=/g>Plot</a></p> <b>May 3, 2024</b></div>{H1}",
    "beside a way whose sign stands by itself": f"<ul><li><a href=/>Home</a></li><li>›</li><li>May 3, 2024</li></ul>{H1}",
    "in an old page that is set in": f"<blockquote>{H1}<p>May 3, 2024</p>{FAR}</blockquote>",
    "in a text that is set in": f"{H1}<blockquote><p>May 3, 2024</p>{FAR}</blockquote>",
    "of an event that is told on its day": (
        f'<script type="application/ld+json">{{"@type":"Event","startDate":"2024-05-03T19:00"}}</script>{H1}<p>Published May 3, 2024</p>'
    ),
    "the first of several": f"{H1}<i>May 3, 2024</i><div class=posts><i>June 1, 2024</i></div>",
}


@pytest.mark.parametrize("body", SHOWN.values(), ids=SHOWN.keys())
def test_the_day_beside_the_title(body: str) -> None:
    about = read(body)
    assert (about.published, about.sources["published"]) == (date(2024, 5, 3), "shown")


CHANGED = {
    "a change": f"{H1}<p>Last updated: May 3, 2024</p>",
    "a change told before it": f"{H1}<span>Updated on</span> <span>May 3, 2024</span>",
    "a change, and a word between": f"{H1}<i>Last updated</i> <i>on</i> <i>May 3, 2024</i>",
    "a change by its name": f"{H1}<div class=modified-date>May 3, 2024</div>",
    "a change in German": f"{H1}<p>Zuletzt aktualisiert: <b>3. Mai 2024</b></p>",
    "a change in a time for publication": f"{H1}<time class=published datetime=2024-05-03>Updated May 3, 2024</time>",
}


@pytest.mark.parametrize("body", CHANGED.values(), ids=CHANGED.keys())
def test_the_day_of_a_change_stands_in_where_the_page_tells_no_other(body: str) -> None:
    lang = "de" if "aktualisiert" in body else "en"
    about = read(body, lang=lang)
    assert (about.published, about.sources["published"]) == (date(2024, 5, 3), "shown as changed")
    told = read(body, ld(datePublished="2020-01-02"), lang=lang)
    assert told.published == date(2020, 1, 2)


AWAY = {
    "posted": "<div>Posted on May 3, 2024</div>",
    "published, in a box beside": "<div><h3>Published</h3> <span>May 3, 2024</span></div>",
    "in a sentence": "<p>This article was originally published on May 3, 2024, and has been read again since by those who know.</p>",
    "a date by its name": "<span class=article__date>May 3, 2024</span>",
    "below the post": "<div class=post-footer>Written on May 3, 2024 by <a href=/ada>Ada</a></div>",
    "data for scripts": "<div data-props='{&quot;datePublished&quot;: &quot;2024-05-03&quot;}'></div>",
    "escaped data for scripts": '<script>push("{\\"datePublished\\":\\"2024-05-03\\"}")</script>',
}


@pytest.mark.parametrize("body", AWAY.values(), ids=AWAY.keys())
def test_a_day_away_from_the_title_that_says_what_it_is(body: str) -> None:
    assert read(f"{H1}{FAR}{body}").published == date(2024, 5, 3)
    assert read(f"{H1}{FAR}{body}{body.replace('05-03', '05-09').replace('May 3', 'May 9')}").published is None  # which of the two?


def test_a_line_by_itself_comes_before_a_sentence() -> None:
    sentence = AWAY["in a sentence"].replace("2024", "2017")
    assert read(f"{H1}{FAR}{sentence}{AWAY['posted']}").published == date(2024, 5, 3)


def test_what_is_told_comes_before_a_bare_day_beside_the_title() -> None:
    assert read(f"{H1}<div>June 1, 2024</div>{FAR}{AWAY['in a sentence']}").published == date(2024, 5, 3)


MENU = "<a href=/>Home</a>" + "".join(f"<a href=/{name}>{name}</a> " for name in ("Garden", "Kitchen", "Village", "Weather"))
TWEET = '<blockquote class="twitter-tweet"><p>Still here.</p>— Eva (@eva) <a href="https://x.example/1">May 3, 2024</a></blockquote>'
NONE = {
    "a title's, that speaks of what is published": f"{H1}{FAR}<div><a href=/b>华为发布业界首款芯片麒麟</a><span>2024-05-03</span></div>",
    "a box beside the text": f"{H1}<aside><dl><dt>Next fair<dd>May 3, 2024</dl></aside>",
    "a deadline": f"{H1}<p>Deadline: May 3, 2024</p>",
    "when it happens": f"{H1}<div><p>When: May 3, 2024</p><p>Where: Town hall</p></div>",
    "the only time, of another article": f"{H1}<h3>Read more</h3><ul><li><a href=/b>Oak</a> <time datetime=2024-05-03>3 May</time></ul>",
    "the only time, of a reader": f"{H1}<ol class=comments><li><time datetime=2024-05-03>3 May</time></ol>",
    "today's, beside the way to the front page": f"<div><a href=/>Garden Press</a> <b>Monday, May 3, 2024</b></div>{H1}",
    "today's, there and marked": f"<div><a href=/>Garden Press</a> <b class=date>May 3, 2024</b></div>{H1}",
    "today's, beside a short menu": f"<div><a href=/>Home</a> <a href=/c>Contact</a> <b>Monday, May 3, 2024</b></div>{H1}",
    "today's, beside a short menu with strokes": f"<div><a href=/>Home</a> | <a href=/c>Contact</a> | Monday, May 3, 2024</div>{H1}",
    "today's, in a menu": f"<ul><li><a href=/>Home</a><li><a href=/about>About</a><li>May 3, 2024</ul>{H1}",
    "today's, beside a front page in Chinese": f"<div><a href=/>首页</a> 2024年5月3日 星期五</div>{H1}",
    "today's, beside a menu": f"<div>{MENU} <b>May 3, 2024</b></div>{H1}",
    "today's, in the page's head": f"<header><a href=/>Home</a> <b>May 3, 2024</b></header>{H1}",
    "whose it is since then": f"{H1}<p>© May 3, 2024 Ada Field</p>",
    "the end of a life": f"{H1}<p>May 3, 1931 – May 3, 2024</p>",
    "last active": f"{H1}<p>Last active May 3, 2024</p>",
    "a picture's": f"{H1}<figure><img src=a.jpg><figcaption>Photo: Ada | May 3, 2024</figcaption></figure>",
    "a teaser's": f"{H1}{FAR}<a href=/b>The quay in the fog, and who walked there in the night<span>Published: May 3, 2024</span></a>",
    "of a publisher's list": f"{H1}{FAR}<p>Publisher opens new hall</p><p>May 3, 2024</p>",
    "below a heading of others": f"{H1}{FAR}<h2>Related posts</h2><span class=date>May 3, 2024</span>",
    "a version's": f"{H1}<h2>4.3.0 (May 3, 2024)</h2>",
    "an event": f"{H1}<p>May 3, 2024 – May 9, 2024</p>",
    "another article": f"{H1}{FAR}<div>May 3, 2024</div>",
    "under a heading of others": f"{H1}<h2>Latest stories</h2><div>May 3, 2024</div>",
    "readers who comment": f"{H1}<div class=comments><p>May 3, 2024</p></div>",
    "events": f"{H1}<ul>"
    + "".join(f"<li><div class=date>May {i}, 2024</div><h2><a href=/{i}>Fair {i}</a></h2></li>" for i in (3, 4, 5))
    + "</ul>",
    "of an event, told to machines": f"{H1}<p itemprop=startDate>May 3, 2024</p>",
    "of an event, the only time": f"{H1}<time itemprop=startDate datetime=2024-05-03>Friday</time>",
    "of an event in the page's data, and of others": (
        '<script type="application/ld+json">{"@type":"MusicEvent","startDate":"2024-05-02T19:00","endDate":"2024-05-03"}</script>'
        f"{H1}<p>Friday, May 3, 2024, 7 pm</p><p>Great Hall</p><h2>Next in the hall</h2><p>May 24, 2024</p>"
    ),
    "of a post that the text shows": f"{H1}<p>The ferry was late.</p>{TWEET}",
    "of a post as Substack shows it": f"{H1}<p>The ferry was late.</p><div class=tweet><p>Still here.</p><a href=/s>May 3, 2024</a></div>",
    "of a mail that is quoted": f"{H1}<blockquote><p>On May 3, 2024, Tom wrote:</p><p>The barrel is full.</p></blockquote>",
    "in prose": f"{H1}<p>{'The storm that filled them came over the hill on May 3, 2024, and nobody who was there forgot it. ' * 2}</p>",
}


@pytest.mark.parametrize("body", NONE.values(), ids=NONE.keys())
def test_no_day_is_better_than_a_wrong_one(body: str) -> None:
    assert read(body, lang="de" if "aktualisiert" in body else "en").published is None


def ld(**fields: str) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "Article", **fields})}</script>'


AGAINST_THE_MARKUP = {
    "told in UTC": ("<time>May 3, 2024</time>", {"datePublished": "2024-05-04T02:00:00Z"}, date(2024, 5, 3)),
    "told to readers": ("<p class=published>May 3, 2024</p>", {"datePublished": "2023-11-11"}, date(2024, 5, 3)),
    "not told": ("<p>May 3, 2024</p>", {"datePublished": "2023-11-11"}, date(2023, 11, 11)),
    "the change is shown": (
        "<p class=published>May 3, 2024</p>",
        {"datePublished": "2023-11-11", "dateModified": "2024-05-03"},
        date(2023, 11, 11),
    ),
    "the last save, told twice": (
        f"{FAR}<p>Published May 3, 2024</p>",
        {"datePublished": "2024-11-29T12:28:31", "dateModified": "2024-11-29T12:28:31"},
        date(2024, 5, 3),
    ),
    "a post of the day before": (f"<p>The ferry was late.</p>{TWEET}", {"datePublished": "2024-05-04"}, date(2024, 5, 4)),
    "an event on the day after": (
        '<script type="application/ld+json">{"@type":"Event","startDate":"2024-05-03T19:00"}</script><p>Friday, May 3, 2024</p>',
        {"datePublished": "2024-05-02"},
        date(2024, 5, 2),
    ),
    "in other words": ("", {"datePublished": "Fri, 05/03/2024 - 11:38"}, date(2024, 5, 3)),
    "with its hour": ("", {"datePublished": "2024-05-03T11:38:00"}, datetime(2024, 5, 3, 11, 38)),
}


@pytest.mark.parametrize(("body", "fields", "day"), AGAINST_THE_MARKUP.values(), ids=AGAINST_THE_MARKUP.keys())
def test_what_is_shown_beside_what_the_markup_says(body: str, fields: dict[str, str], day: date) -> None:
    assert read(f"{H1}{body}", ld(**fields), lang="en-US").published == day


ORDERS = {
    "a day above twelve": ("<p>05/03/2024</p><p class=note>Seen on 24/05/2024</p>", "", date(2024, 3, 5)),
    "against the language": ("<p>05/03/2024</p><p class=note>Seen on 24/05/2024</p>", "en-US", date(2024, 3, 5)),
    "a weekday": ("<p>Fri, 05/03/2024 - 10:15</p>", "", date(2024, 5, 3)),
    "a weekday, the other way": ("<p>Tue, 05/03/2024 - 10:15</p>", "", date(2024, 3, 5)),
    "a weekday of neither": ("<p>Mon, 05/03/2024 - 10:15</p>", "", None),
    "two orders": ("<p>05/03/2024</p><div class=comments>24/05/2024 <i>05/24/2024</i></div>", "", None),
    "told elsewhere": (
        "<time datetime=05-03-2024>05-03-2024</time><h4>Others</h4><time datetime=2024-03-05>5 March</time>",
        "",
        date(2024, 3, 5),
    ),
    "nothing tells": ("<p>05/03/2024</p>", "", None),
    "a version": ("<p>05/03/2024</p><p>Go 1.21.13</p>", "", None),
    "a version, in America": ("<p>05/03/2024</p><p>Node 18.12.10</p>", "en-US", date(2024, 5, 3)),
    "a ticket": ("<p>05/03/2024</p><p>Ticket 24-11-05</p>", "en-US", date(2024, 5, 3)),
    "another stroke": ("<p>05/03/2024</p><p>24.05.2024</p>", "en-US", date(2024, 5, 3)),
    "a score, in Britain": ("<p>05/03/2024</p><p>6/15/20</p>", "en-GB", date(2024, 3, 5)),
    "a country's English": ("<p>05/03/2024</p><p>06/15/2024</p>", "en-ZA", date(2024, 3, 5)),
}


@pytest.mark.parametrize(("body", "lang", "day"), ORDERS.values(), ids=ORDERS.keys())
def test_the_order_of_numbers_is_told_by_the_pages_other_days(body: str, lang: str, day: date | None) -> None:
    assert read(f"{H1}{body}", lang=lang or "en").published == day


@pytest.mark.parametrize(("host", "day"), [("garden.co.uk", date(2024, 3, 5)), ("garden.us", date(2024, 5, 3)), ("garden.example", None)])
def test_the_order_of_numbers_is_told_by_the_country(host: str, day: date | None) -> None:
    root = parse(f"<html lang=en><body>{H1}<p>05/03/2024</p></body></html>")
    assert root is not None
    assert read_metadata(root, f"https://{host}/barrels").published == day


MAILS = {
    "pipermail": "<h1>Oak</h1><b>Ada Field</b> <a href='mailto:a'>ada at x.example</a><br><i>Fri May  3 09:41:07 CEST 2024</i>",
    "MHonArc": "<h1>Oak</h1><ul><li><em>Subject</em>: Oak<li><em>From</em>: Ada Field &lt;a@x&gt;<li><em>Date</em>: Fri, 3 May 2024</ul>",
    "public-inbox": "<pre>From: Ada Field @ 2024-05-03  9:41 UTC (permalink / raw)\nTo: list\nMessage-ID: <a>x</a>\n\nOak lasts.</pre>",
    "MARC": "<pre><b>\nSubject:  Re: Rain barrels\nFrom:     Ada Field &lt;ada () x&gt;\nDate:  2024-05-03 9:41:07\n</b>\nOak lasts.</pre>",
}


@pytest.mark.parametrize("body", MAILS.values(), ids=MAILS.keys())
def test_who_sent_a_mail_and_when(body: str) -> None:
    about = read(body)
    assert (about.author, about.published and as_day(about.published)) == ("Ada Field", date(2024, 5, 3))


PROSE = f"<p>{'The river turned north behind the mill. ' * 4}</p>"


def test_a_page_of_no_known_language_names_months_in_a_widespread_one() -> None:
    assert read(f"{H1}<p>7. Januar 2012</p>", lang="").published == date(2012, 1, 7)


def test_the_day_that_visitors_are_counted_since_is_none_of_a_page() -> None:
    assert read(f"{H1}<p>You are visitor 48213 since May 1, 2001</p>").published is None


SHOWN_MAILS = {
    "in a listing": f"{PROSE}<pre>DATA\nFrom: Ada Field &lt;ada@x&gt;\nDate: Fri, 3 May 2024\nSubject: Rain barrels\n</pre>",
    "of another subject": "<pre>From: Ada Field &lt;ada@x&gt;\nDate: Fri, 3 May 2024\nSubject: [PATCH] bell\n</pre>",
    "in bold": f"{PROSE}<p><b>From:</b> Ada Field<br><b>Date:</b> 3 May 2024<br><b>Subject:</b> Rain barrels</p>",
    "heads of a table": "<table><tr><th>Subject<th>Date<th>From<th>Hall<tr><td>Barrels<td>3 May 1924<td>Ada Field<td>4</table>",
}


@pytest.mark.parametrize("body", SHOWN_MAILS.values(), ids=SHOWN_MAILS.keys())
def test_a_mail_that_an_article_shows_gives_it_no_author(body: str) -> None:
    about = read(f"{H1}{body}")
    assert (about.author, about.published) == ("", None)


def test_words_like_those_of_a_mail_are_none() -> None:
    assert read(f"{H1}<dl><dt>From</dt><dd>Kiel</dd><dt>To</dt><dd>Oslo</dd><dt>Date</dt><dd>3 May</dd></dl>").author == ""
