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
    "a handle in the heading": (
        "<title>Command line — Garden 1.0</title>",
        "<h1>Command line<a class=headerlink href='#cli'>¶</a></h1>",
        "Command line",
        "h1",
    ),
    "another handle": (meta("og:title", "Quick start | Garden"), "<h1>Quick start<a href='#quick'>#</a></h1>", "Quick start", "h1"),
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
    "a line above it": (
        meta("og:title", "Rain fills the barrels"),
        "<h1><span>Garden</span> Rain fills the barrels</h1>",
        "Rain fills the barrels",
        "og:title",
    ),
    "a word that ends like it": (meta("og:title", "barrels of rain"), "<h1>Superbarrels of rain</h1>", "Superbarrels of rain", "h1"),
    "a day in it": ("", "<h1><time>Dec 18<br>2025</time> Rain barrels</h1>", "Rain barrels", "h1"),
    "under the blog's name": (
        meta("og:title", "How rain barrels work") + "<title>Garden Press: How rain barrels work</title>",
        "<h1>Garden Press</h1><h2>How rain barrels work</h2>",
        "How rain barrels work",
        "og:title",
    ),
    "a site that nobody names": ("<title>Rain barrels - Other Press</title>", "<h2>Rain barrels</h2>", "Rain barrels", "title"),
    "twice in one heading": ("", "<h1>How rain barrels work How rain barrels work</h1>", "How rain barrels work", "h1"),
    "below a blog's name that is its title's start": (
        "<title>Garden notes: Rain barrels</title>",
        "<h1><a>Garden notes</a></h1><h3>Rain barrels</h3>",
        "Rain barrels",
        "title",
    ),
    "behind the name in the logo": (
        "<title>Rain barrels - 남도매일</title>",
        "<h1><a>남도매일</a></h1><h3>Rain barrels</h3>",
        "Rain barrels",
        "title",
    ),
    "a title with a colon": ("<title>Rain: a history</title>", "<nav>a history</nav><h1>Rain: a history</h1>", "Rain: a history", "h1"),
    "long behind the heading, which stands twice": (
        "<title>Rain barrels explained - All of it | Garden Press of the North</title>",
        "<h1>Rain barrels</h1><h1>Rain barrels</h1>",
        "Rain barrels",
        "h1",
    ),
    "a manual page": ("<title>barrel(1) - Garden OS manual page</title>", "<h2>NAME</h2>", "barrel(1)", "title"),
    "a repository": ("<title>ada/barrel: Count the rain</title>", "<h2>ada / barrel</h2><h1>barrel</h1>", "barrel", "h1"),
    "on two lines": ("", "<h1>Rain<br>barrels</h1>", "Rain barrels", "h1"),
    "labelled": ("", "<h1><span>Title:</span>Rain barrels</h1>", "Rain barrels", "h1"),
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
    "a label and a name": ("", "<h1>X</h1><span>Written by:</span><div><b>Ada Field</b></div>", "Ada Field"),
    "a small by with a colon": ("", "<h1>X</h1><p>by: Ada Field, Dec 17, 2025</p>", "Ada Field"),
    "a name in two halves": (ld(author={"@type": "Person", "givenName": "Ada", "familyName": "Field"}), "", "Ada Field"),
    "a role below a name": ("", "<div class=byline><a>Ada Field</a><p>, Soil and Water Expert</p></div>", "Ada Field"),
    "a day below a name": ("", "<div class=byline><a>Ada Field</a><p>Last update: May 3</p></div>", "Ada Field"),
    "a department": ("", "<h1>X</h1><span class=meta-author>Wellness &amp; Prevention</span>", ""),
    "the desk of the site": (meta("og:site_name", "gp.example") + ld(author={"name": "gp NACHRICHTEN"}), "", ""),
    "whoever publishes": (
        meta("og:site_name", "Garden") + ld(author={"name": "Garden Press Ltd"}, publisher={"name": "Garden Press, Ltd"}),
        "",
        "",
    ),
    "whose blog it is": (meta("og:site_name", "Ada Field’s blog"), "", "Ada Field"),
    "readers who comment": ("", "<div class=comments><span class=author>Troll Smith</span></div>", ""),
    "readers under a heading of their own": (
        "",
        "<h1>X</h1><section id=comments><h1>3 Comments</h1><a rel=author>Troll Smith</a></section>",
        "",
    ),
    "form fields": ("", "<form><span class=comment-form-author>Name</span></form>", ""),
    "nobody": (meta("author", "admin"), "", ""),
    "the paper that stands at the address": (
        meta("author", "Garden Press") + "<title>Rain</title>",
        "<div class=byline>By Ada Field, Garden Press Sports</div>",
        "Ada Field",
    ),
    "a blog at its author's name": ("<title>Rain | Garden Press</title>" + meta("author", "Gar Denpress"), "", "Gar Denpress"),
    "a site with an ampersand": (meta("og:site_name", "Soil & Water") + meta("author", "Soil&Water"), "", ""),
    "where the site's people are": (
        meta("og:site_name", "Garden Press"),
        "<div class=byline><b>By Ada Field</b><i>Garden Press, Oslo</i></div>",
        "Ada Field",
    ),
    "a day behind the name": ("", "<h1>X</h1><div class=byline>By Ada Field on May 20, 2020</div>", "Ada Field"),
    "a day behind the name, in German": ("", "<h1>X</h1><div class=byline>Von Ada Field am 3. Mai 2020</div>", "Ada Field"),
    "who comments, in one word": ("", "<div class=commentAuthor><a>troll7</a> wrote:</div>", ""),
    "beside related stories": ("", "<div class='story with_related_items'><cite class=byline>By Ada Field</cite></div>", "Ada Field"),
    "the whole page in a form": ("", "<form><h1>X</h1><p>By Ada Field</p></form>", "Ada Field"),
    "in a list of terms": ("", "<h1>X</h1><dl><dt>By</dt><dd>Ada Field</dd></dl>", "Ada Field"),
    "a byline in the head": (meta("byline", "By Ada Field"), "", "Ada Field"),
    "who posted it": ("", "<h1>X</h1><div class=posted-by><a href=/ada>Ada Field</a></div>", "Ada Field"),
    "a long byline": (
        "",
        f"<div class=byline><span>By&nbsp;Ada Field, Contributing Writer</span><p>Reviewed by Bo Stone, {'professor, ' * 9}</p></div>",
        "Ada Field",
    ),
    "authors of other articles": (
        "",
        "<main><p><a rel=author>Ada Field</a> and <a rel=author>Bo Stone</a></p></main><ul><li><p><a rel=author>Cy Marsh</a></p></li></ul>",
        ("Ada Field", "Bo Stone"),
    ),
    "a menu with authors": ("", "<h1>X</h1><div><a href=/a>authors</a></div><div><a href=/r>reviews</a></div>", ""),
    "who wrote the article": (
        "",
        "<h1>X</h1><p>Article written by:</p><h3>Ada Field, MD, FOMA</h3><p>Article reviewed by:</p>",
        "Ada Field",
    ),
    "beside the text": ("", "<h1>X</h1><aside><h3>Author</h3><p>Ada Field</p></aside>", "Ada Field"),
    "in an aside that was never closed": (
        "",
        f"<aside class=banner><div>New!<article><h1>X</h1><span class=meta-author>Ada Field</span>{'<p>Rain.</p>' * 5}</article>",
        "Ada Field",
    ),
    "another article's, in an aside": ("", "<h1>X</h1><aside><b class=author>Ada Field</b><p>Y</p></aside>", ""),
    "an address behind it": (meta("author", "Ada Field - https://ada.example/"), "", "Ada Field"),
    "what a firm does": ("", "<h1>X</h1><b class=author>Software for harbours</b><b class=author>Ada Field</b>", "Ada Field"),
    "a team, and one of it": ("", "<h1>X</h1><b class=author>The Harbour Team</b><p class=byline>By Ada Field</p>", "Ada Field"),
    "a team alone": ("", "<h1>X</h1><b class=author>The Harbour Team</b>", "The Harbour Team"),
    "behind a small picture": (
        "",
        "<h1>X</h1><p class=post-meta><i class='fa fa-user'></i> Ada Field <i class=clock></i> 3 May</p>",
        "Ada Field",
    ),
    "a picture for an account": ("", "<h1>X</h1><p class=head><i class='fa fa-user'></i> Boat Owners</p>", ""),
    **{
        f"{word} behind a picture": ("", f"<h1>X</h1><p class=post-meta><i class='fa fa-user'></i> {word} <i>3 May</i></p>", "")
        for word in ("Login", "Add Friend", "All Levels", "Family Room")
    },
    **{
        f"written by {who}": ("", f"<h1>X</h1><p>This article was written by {who}. It goes on for a good while behind that.</p>", "")
        for who in ("artificial intelligence", "GPT", "a group of friends")
    },
    "the asker of a question": (
        '<script type="application/ld+json">{"@type":"QAPage","mainEntity":{"@type":"Question","author":{"name":"ada54"}}}</script>',
        "<h1>X</h1>",
        "ada54",
    ),
    "frequent questions": (
        '<script type="application/ld+json">{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"Why?"}]}</script>',
        "<h1>X</h1>",
        "",
    ),
    "in a forum": ("", "<h1>X</h1><p class=author>von <b>adafield</b> » So 18. Nov 2018, 19:22</p>", "adafield"),
    "at the end of a head's title": ("<title>Rain by Ada Field | Garden Press</title>", "<h1>Rain</h1><p>Ada Field</p>", "Ada Field"),
    "at the end of a text": ("", f"<h1>X</h1><div>{'<p>Rain.</p>' * 4}<p align=right><i>Ada FIELD</i></p></div>", "Ada FIELD"),
    "in a sentence": (
        "",
        "<h1>X</h1><p>This post was written by Ada Field, who keeps the light of the harbour and its bell.</p>",
        "Ada Field",
    ),
    "a menu by kind": ("", "<h1>X</h1><div>By Category</div>", ""),
    "initials for a picture": ("", "<h1>X</h1><div>Author</div><i>AF</i>", ""),
    "where an author has an account": ("", "<a rel=author href=/ada>Ada Field</a> <a rel=author href=/+ada>Google+</a>", "Ada Field"),
}


@pytest.mark.parametrize(("head", "body", "author"), AUTHORS.values(), ids=AUTHORS.keys())
def test_author(head: str, body: str, author: str | tuple[str, ...]) -> None:
    assert read(head, body).author == author


BYLINES = [
    ("<span class=auteur>Maëlle Quémér</span>", "Maëlle Quémér"),
    ("<p class=firma><span>ANA ROJO</span> | La Laguna | 3 feb 2016</p>", "Ana Rojo"),
    ("<p class=signature>di <strong>Marta Bianchi</strong></p>", "Marta Bianchi"),
    ("<p class=autor>9.12.2014 – <a>Jan Novák</a></p>", "Jan Novák"),
    ("<p class=by>Ada Field</p>", "Ada Field"),
    ("<address>Ada Field</address>", "Ada Field"),
    ("<p>Door: Jan de Boer en Piet Vos</p>", ("Jan de Boer", "Piet Vos")),
    ("<p>Propos recueillis par Jean Dubois — 3 novembre 2021</p>", "Jean Dubois"),
    ("<p>Posée par <b>mira54</b> le 14 février 2012</p>", "mira54"),
    ("<p>Posted on <time>3 May</time> by Ada Field in <a>Rain</a></p>", "Ada Field"),
    ("<p>Tekst: Ola Nordmann Foto: Kari Hansen</p>", "Ola Nordmann"),
    ("<p>Haber: Can Yılmaz</p>", "Can Yılmaz"),
    ("<p>2013. augusztus 19. <span>Szerző: Kiss Éva</span></p>", "Kiss Éva"),
    ("<p>Γράφει η <a>Άννα Παππά</a></p>", "Άννα Παππά"),
    ("<p>Автор статьи: Иван Иванов</p>", "Иван Иванов"),
    ("<p>كتب: مروان الطحاوي</p>", "مروان الطحاوي"),
    ("<p>کد خبر: ۴۴۱ <i>۲۷ بهمن</i> نویسنده: فرزانه دهکردی</p>", "فرزانه دهکردی"),
    ("<p>लेखक: सरिता मिश्रा | 4 नवंबर 2022</p>", "सरिता मिश्रा"),
    ("<p>来源：南湖晚报　作者：王小明　<a>评论</a></p>", "王小明"),
    ("<p>記者王小明／台北報導</p>", "王小明"),
    ("<li>기자명 홍길동</li>", "홍길동"),
    ("<p>홍길동 기자</p>", "홍길동"),
    ("<p>Photo: Bo Stone</p>", ""),
    ("<p>Foto door: Bo Stone</p>", ""),
    ("<b>Illustration</b> <i>by Bo Stone</i>", ""),
    ("<p>Edited by Bo Stone</p>", ""),
    ("<p>Sort by <a>date</a></p>", ""),
    ("<p>Text: <a>klein</a> <a>groß</a></p>", ""),
    ("<p>Von Kiel nach Rom</p>", ""),
    ("<p><b>NEWS PROVIDED BY</b> <a>Bo Stone Pumps</a></p>", ""),
    ("<address>12 High Street, Oslo</address>", ""),
    ("<address>Stone Pumps Ltd</address>", ""),
    ("<p class=autor>Redakcja Sportowa</p>", ""),
    ("<figure><figcaption>Text: Bo Stone</figcaption></figure>", ""),
]


@pytest.mark.parametrize(("line", "author"), BYLINES)
def test_a_byline_below_the_title_that_no_standard_marks(line: str, author: str | tuple[str, ...]) -> None:
    assert read("", f"<h1>Rain barrels</h1>{line}").author == author


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By JANE DOE", ("Jane Doe",)),
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
        ("Jane Doe\non behalf of\nGarden group", ("Jane Doe",)),
        ("Jane Doe\non Friday\nfrom the garden-dept.", ("Jane Doe",)),
        ("Jane Doe\nand Max Roe", ("Jane Doe", "Max Roe")),
        ("February 8, 2022", ()),
        ("2024-05-03", ()),
        ("jane@example.org", ()),
        ("https://example.org/jane", ()),
        ("jane.doe", ()),
        ("山田太郎", ("山田太郎",)),
        ("文／山田太郎", ("山田太郎",)),
        ("文在寅", ("文在寅",)),
        ("記者：山田太郎", ("山田太郎",)),
        ("记者 王小明", ("王小明",)),
        ("홍길동 기자", ("홍길동",)),
        ("Текст: Иван Иванов", ("Иван Иванов",)),
        ("Автор Иван Иванов", ("Иван Иванов",)),
        ("Tekst: Ola Nordmann", ("Ola Nordmann",)),
        ("Skriven av Sven Svensson", ("Sven Svensson",)),
        ("By Jane Doe and Max Roe, Special to The Herald", ("Jane Doe", "Max Roe")),
        ("By J.R.R. Marsh and A. Stone", ("J.R.R. Marsh", "A. Stone")),
        ("By Jane Doe Herald Staff Writer", ("Jane Doe",)),
        ("By Jane Doe for ProPublica", ("Jane Doe",)),
        ("Coalition for Rivers and Lakes", ("Coalition for Rivers and Lakes",)),
        ("Von Jane Doe, Berlin", ("Jane Doe",)),
        ("Jane Doe, Example Corp", ("Jane Doe",)),
        ("Jane Doe (she/her)", ("Jane Doe",)),
        ("Jeanne Dubois avec AFP", ("Jeanne Dubois",)),
        ("Jane Doe, Max Roe et al.", ("Jane Doe", "Max Roe")),
        ("Jane Doe with Max Roe", ("Jane Doe", "Max Roe")),
        ("Jane Doe 3 May 2024", ("Jane Doe",)),
        ("Jane Doe\nPhotographs by Max Roe", ("Jane Doe",)),
        ("Medically reviewed by Dr. Max Roe", ()),
        ("AI platform for harbours", ()),
        ("what is a barrel?", ()),
        ("Ask the Doctors", ("Ask the Doctors",)),
        ("By JANE DOE and MAX ROE", ("Jane Doe", "Max Roe")),
        ("JEAN-LUC O’NEILL, DONALD G. McROE Jr., LUDWIG VAN ROE", ("Jean-Luc O’Neill", "Donald G. McRoe Jr.", "Ludwig van Roe")),
        ("P. J. ROE, AJ MCDOE, JANE DOE III", ("P. J. Roe", "AJ McDoe", "Jane Doe III")),
        ("Jane DOE and MAX ROE", ("Jane DOE", "MAX ROE")),
        ("TMZ", ("TMZ",)),
        ("Jane Doe Tuesday", ("Jane Doe",)),
        ("Ruby Tuesday", ("Ruby Tuesday",)),
        ("Jane Doe in Oslo", ("Jane Doe",)),
        ("Reuters in Oslo", ("Reuters",)),
        ("Jane Doe, Associated Press", ("Jane Doe",)),
        ("JANE DOE AP Sports Writer", ("Jane Doe",)),
        ("JANE DOE - AP Technology Writers", ("Jane Doe",)),
        ("Jane Doe\nEnvoyée spéciale à Oslo", ("Jane Doe",)),
        ("Jane Doe, IDG News Service", ("Jane Doe",)),
        ("Jane Doe, Harbour Today", ("Jane Doe",)),
        ("Staff, news services", ()),
        ("Tuesday, Aug. 17, 2010", ()),
        ("Jane Doe and AP", ("Jane Doe", "AP")),
        ("Associated Press", ("Associated Press",)),
        ("Jane Doe @janedoe", ("Jane Doe",)),
        ("Jane Doe / Max Roe", ("Jane Doe", "Max Roe")),
        ("Article by: Jane Doe", ("Jane Doe",)),
        ("Special to the Herald", ()),
        ("Staff Reports", ()),
        ("", ()),
    ],
)
def test_people(text: str, names: tuple[str, ...]) -> None:
    assert people([text]) == names


@pytest.mark.timeout(20)
@pytest.mark.parametrize("words", ["Jane Doe and ", "Jane Doe, ", "Jane Doe " + " " * 40, "Jane Doe\n"])
def test_a_field_of_names_without_end_takes_no_time(words: str) -> None:
    assert read(f'<meta name="author" content="{words * 20_000}">').author in {"Jane Doe", ""}


DATES = {
    "JSON-LD, the day as it stands": (ld(datePublished="2024-05-03T23:30:00-08:00"), "", datetime(2024, 5, 3, 23, 30)),
    "midnight is a day": (ld(datePublished="2024-05-03T00:00:00Z"), "", date(2024, 5, 3)),
    "meta": (meta("article:published_time", "2024-05-03"), "", date(2024, 5, 3)),
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


@pytest.mark.parametrize(
    ("head", "site", "source"),
    [
        ("", "gardenpress.example", "address"),
        ("<title>Rain | Garden Press</title>", "Garden Press", "title"),
        ("<title>Rain - GardenPress.example</title>", "GardenPress.example", "title"),
        ("<title>Rain | Other Press</title>", "gardenpress.example", "address"),
        (meta("og:site_name", "www.gardenpress.example") + "<title>Rain - Gárden Press</title>", "Gárden Press", "title"),
        (meta("og:site_name", "@gardenpress") + "<title>Rain - Garden Press</title>", "Garden Press", "title"),
    ],
)
def test_a_site_without_a_name_is_called_as_its_titles_end_or_as_its_address(head: str, site: str, source: str) -> None:
    about = read(head)
    assert (about.site, about.sources["site"]) == (site, source)


@pytest.mark.parametrize(
    ("descriptions", "found"),
    [
        (["Garden Press is where northern gardeners find their tools"], ""),
        (["Garden Press is where northern gardeners find rain barrels"], "Garden Press is where northern gardeners find rain barrels"),
        (["Garden Press", "How to fill them"], "How to fill them"),
        (["The", "How to fill them"], "How to fill them"),
        (["<br />How <b>to</b> fill them"], "How to fill them"),
        (["雨水を集める"], "雨水を集める"),
    ],
)
def test_description_of_the_article_not_of_the_site(descriptions: list[str], found: str) -> None:
    names = ("og:description", "description")
    head = meta("og:site_name", "Garden Press") + "".join(map(meta, names, (text.replace("<", "&lt;") for text in descriptions)))
    assert read(head, f"<h1>Rain barrels</h1><p>{'Water is kept for dry weeks. ' * 5}</p>").description == found


@pytest.mark.parametrize(
    ("path", "is_kept"),
    [
        ("/2024/barrel.jpg", True),
        ("/media/2946-barrel-logo.jpg", True),
        ("/sites/default/files/2946.jpg", True),
        ("/images/GardenPress_Logo_lg.gif", False),
        ("/images/fb_share_default.png", False),
        ("/images/icons/big_black.png", False),
        ("/spacer.gif", False),
        ("/m/apple-touch-icon.png", False),
    ],
)
def test_a_sites_logo_is_no_picture(path: str, *, is_kept: bool) -> None:
    image = "https://gardenpress.example" + path
    assert read(meta("og:site_name", "Garden Press") + meta("og:image", image)).image == (image if is_kept else "")
    other = "https://gardenpress.example/other.jpg"
    assert read(meta("og:image", image) + meta("twitter:image", other)).image == (image if is_kept else other)


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


@pytest.mark.parametrize(("marks", "day"), [("single postid-12", date(2024, 5, 3)), ("page page-id-12", None)])
def test_wordpress_says_what_is_a_post(marks: str, day: date | None) -> None:
    head = meta("article:modified_time", "2024-06-03") + ld(**{"@type": "WebPage", "datePublished": "2024-05-03"})
    root = parse(f"<html><head>{head}</head><body class='{marks}'><h1>Rain barrels</h1><p>Some text.</p></body></html>")
    assert root is not None
    assert read_metadata(root, URL).published == day
