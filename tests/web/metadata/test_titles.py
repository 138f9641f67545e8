"""What a page calls itself: the heading that says its title, without the name of its site."""

from __future__ import annotations

import pytest
from heads import ld, meta, read

from vault_inbox.web.metadata.titles.wording import without_site

TITLES = {
    "heading that agrees": (meta("og:title", "Rain barrels - Garden Press"), "<h1>Rain barrels</h1>", "Rain barrels", "h1"),
    "heading in other words": (
        meta("og:title", "Best rain barrels of 2024"),
        "<h1>Our favourite rain barrels</h1>",
        "Our favourite rain barrels",
        "h1",
    ),
    "heading is the logo": (meta("og:title", "Rain barrels"), "<h1>Garden Press</h1>", "Rain barrels", "og:title"),
    "heading leads to the front page": (
        "<title>Garden Press | Rain barrels by Jane Doe</title>",
        "<a href='/'><h1>Garden Press</h1></a><h2>Rain barrels</h2>",
        "Rain barrels",
        "h1",
    ),
    "a link to the front page in the heading": (
        meta("og:title", "Of rain and barrels") + "<title>Garden Press: Of rain and barrels</title>",
        "<h1><a href='https://example.org'>Garden Press</a></h1><h2>Sunday</h2><h3>Of rain and barrels</h3>",
        "Of rain and barrels",
        "og:title",
    ),
    "a heading with a link of its own": (
        "<title>Rain barrels | Garden Press</title>",
        "<h1><a href='/?p=12'>Rain barrels</a></h1><h2>Garden Press</h2>",
        "Rain barrels",
        "h1",
    ),
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
    "a line above it, that only a style breaks": (
        "<title>Rain barrels - Garden Town</title>",
        "<h1><span>Water</span><span>Rain barrels</span></h1>",
        "Rain barrels",
        "title",
    ),
    "letters that are coloured one by one": ("", "<h1><b>R</b><b>ain</b> barrels</h1>", "Rain barrels", "h1"),
    "under a site that only the head names": (
        meta("og:title", "Rain barrels") + "<title>Rain barrels - Garden Town</title>",
        "<h1>Garden Town</h1><h2>Rain barrels</h2>",
        "Rain barrels",
        "h1",
    ),
    "more than is told to chats": (
        meta("og:title", "A guide") + "<title>Rain barrels | A guide</title>",
        "<h1>Rain barrels</h1>",
        "Rain barrels",
        "h1",
    ),
    "under its section": (
        "<title>Rain barrels - News - Garden Town</title>",
        "<h1>News</h1><h2>Rain barrels</h2>",
        "Rain barrels",
        "title",
    ),
    "the site behind a colon": (
        meta("og:site_name", "Garden Town") + "<title>Rain: a history: Garden Town</title>",
        "",
        "Rain: a history",
        "title",
    ),
    "on two lines": ("", "<h1>Rain<br>barrels</h1>", "Rain barrels", "h1"),
    "heading is the name behind the title": (
        "<title>Rain barrels - The Willow Club</title>",
        "<h1>The Willow Club</h1><h2>Rain barrels</h2>",
        "Rain barrels",
        "h1",
    ),
    "heading is the name before a longer title": (
        "<title>Willow Club • View topic - Rain barrels of oak</title>",
        "<h1>Willow Club</h1><h2>Rain barrels of oak</h2>",
        "Rain barrels of oak",
        "h1",
    ),
    "a lower heading says how the title ends": (
        "<title>Rain barrels of oak - Comments</title>",
        "<h1>Rain barrels of oak</h1><h2>Comments</h2>",
        "Rain barrels of oak",
        "h1",
    ),
    "called like all pages of the site": (
        "<title>Willow Club</title>",
        "<div>WILLOW CLUB</div><h1>Summer fair on Saturday</h1>",
        "Summer fair on Saturday",
        "h1",
    ),
    "called like an item of the menu": (
        "<title>Obituaries | Willow Club</title>",
        "<ul><li>News<li>Obituaries</ul><h1>Edith Marlowe</h1>",
        "Edith Marlowe",
        "h1",
    ),
    "one word before the site's short name": ("<title>barrel | Garden Press</title>", "<h1>barrel</h1>", "barrel", "h1"),
    "one word before the rest of the title": (
        "<title>Exclusive | Oak barrels win</title>",
        "<h1>Exclusive</h1>",
        "Exclusive | Oak barrels win",
        "title",
    ),
    "shown below the heading as well": (
        "<title>Rain barrels</title>",
        "<p>Rain barrels</p><h1>Our journal</h1><p>Rain barrels</p>",
        "Rain barrels",
        "title",
    ),
    "a heading of another in a box": (
        "<title>Rain barrels of oak</title>",
        "<h2>Rain barrels of oak</h2><h1>Most read today</h1>",
        "Rain barrels of oak",
        "title",
    ),
    "called like what others are given": (
        meta("og:title", "Willow Club") + "<title>Willow Club</title>",
        "<div>Willow Club</div><h1>This page is gone</h1>",
        "Willow Club",
        "og:title",
    ),
    "the end of the way to it, above a part of it": (
        "<title>Rain barrels | Reed</title>",
        "<div class=breadcrumbs><a href=/g>Garden</a> <span>Rain barrels</span></div><h1>Overview</h1>",
        "Rain barrels",
        "title",
    ),
    "the tab that is open": (
        "<title>Rain barrels</title>",
        "<ul class=tabs><li>Rain barrels</li></ul><h1>Table of contents</h1>",
        "Rain barrels",
        "title",
    ),
    "a line above who wrote it": (
        "<title>My life with rain</title>",
        "<p><b>My life with rain</b></p><h1>Ada Field</h1>",
        "My life with rain",
        "title",
    ),
    "a line above its part": (
        "<title>My life with rain</title>",
        "<div class=title>My life with rain</div><h1>Chapter one</h1>",
        "My life with rain",
        "title",
    ),
    "a line above what readers say": (
        "<title>Rain barrels</title>",
        "<div>Rain barrels</div><section class=comments><h1>Leave a reply</h1></section>",
        "Rain barrels",
        "title",
    ),
    "the site's name in a paragraph of the page's head": (
        "<title>The Reed Garden Club</title>",
        "<header><p class=site-title>The Reed Garden Club</p></header><h1>Rain barrels</h1>",
        "Rain barrels",
        "h1",
    ),
    "a kind of text above its title": (
        "<title>Press release</title>",
        "<p>Press release</p><h1>The oak barrel wins</h1>",
        "The oak barrel wins",
        "h1",
    ),
    "labelled": ("", "<h1><span>Title:</span>Rain barrels</h1>", "Rain barrels", "h1"),
    "only a heading": ("", "<h1>Rain  barrels</h1>", "Rain barrels", "h1"),
    "only JSON-LD": (ld(headline="Rain barrels"), "", "Rain barrels", "JSON-LD headline"),
    "none": ("", "", "", None),
}


@pytest.mark.parametrize(("head", "body", "title", "source"), TITLES.values(), ids=TITLES.keys())
def test_title(head: str, body: str, title: str, source: str | None) -> None:
    about = read(head, body)
    assert (about.title, about.sources.get("title")) == (title, source)


def test_one_word_before_a_name_that_ends_the_address() -> None:
    page = ("<title>barrel | Reed Dictionary</title>", "<h1>barrel</h1>")
    assert read(*page, url="https://willow.example/define/barrel").title == "barrel"
    assert read(*page, url="https://willow.example/define?word=barrel").title == "barrel"
    assert read(*page, url="https://willow.example/define/Barrel.html").title == "barrel"
    assert read("<title>barrel | all our words</title>", page[1], url="https://willow.example/define/barrel").title == "barrel"


ONE_WORD = [
    ("barrel | Reed Dictionary", "barrel"),
    ("Regen – Gedichte von Ada", "Regen"),
    ("水車小屋 – 山のニュースセンター", "水車小屋"),
    ("卖磨坊｜山谷日报电子版", "卖磨坊"),
    ("Exclusive | all our words", "Exclusive | all our words"),
]


@pytest.mark.parametrize(("told", "title"), ONE_WORD)
def test_one_word_before_what_looks_like_the_name_of_a_site_that_nobody_names(told: str, title: str) -> None:
    word = told.split(maxsplit=1)[0].partition("｜")[0]
    assert read(f"<title>{told}</title>", f"<h1>{word}</h1>", url="https://willow.example/page/9").title == title


@pytest.mark.parametrize("told", ["Review | Blue Velvet", "Interview | Ada Field", "Opinion – Ban Barrels", "Kolumne | Regen im Mai"])
def test_a_word_for_a_kind_of_text_is_half_a_title(told: str) -> None:
    kind = told.partition(" ")[0]
    menu = f"<nav><a href=/all>{kind}</a></nav>"
    assert read(f"<title>{told}</title>", f"<h1>{kind}</h1>").title == told
    assert read(f"<title>{told}</title>", f"{menu}<h1>{kind}</h1>").title == told
    assert read(meta("og:title", told), f"<h1>{kind}</h1>").title == told
    assert read(f"<title>{kind} | Garden Press</title>", f"<h1>{kind}</h1>").title == kind  # the site's name tells nothing
    assert read(f"<title>{kind}</title>", f"<h1>{kind}</h1>").title == kind
    assert read(f"<title>barrel | {told.split(maxsplit=2)[2]}</title>", "<h1>barrel</h1>").title == "barrel"


OF_MANUALS = {
    "essay - The Free Dictionary": "https://willow.example/wiki/essay",
    "Comment - Web APIs | Willow": "https://willow.example/docs/Web/API/Comment",
    "Column | Reed Compose": "https://willow.example/layout/column",
    "Preview | Reed docs": "https://willow.example/docs/preview.html",
    "Glosse - Wörterbuch": "https://willow.example/wort?w=Glosse",
}


@pytest.mark.parametrize(("told", "url"), OF_MANUALS.items())
def test_a_word_for_a_kind_of_text_that_ends_the_address_is_what_a_page_is_on(told: str, url: str) -> None:
    word = told.partition(" ")[0]
    assert read(f"<title>{told}</title>", f"<h1>{word}</h1>", url=url).title == word


def test_a_word_for_a_kind_of_text_before_a_short_name_is_half_a_title_where_no_manual_is_told() -> None:
    for told, url in {
        "Interview – Ada Field on bridges": "https://willow.example/interview",
        "Review | Blue Velvet": "https://willow.example/film/review",
        "Opinion | Ban the guns": "https://willow.example/gun-control/opinion",
        "Portrait – Ada Field": "https://ada.example/portrait",
        "Essay | A wiki year": "https://willow.example/my-wiki/essay-1",
    }.items():
        assert read(f"<title>{told}</title>", f"<h1>{told.split()[0]}</h1>", url=url).title == told
    told = "Column | Reed Compose"  # its folder is called as components are, or it is the site's name
    assert read(f"<title>{told}</title>", "<h1>Column</h1>", url="https://willow.example/widgets/column").title == "Column"
    assert read(f"<title>{told}</title>", "<h1>Column</h1>", url="https://reedcompose.example/column").title == "Column"


def test_a_word_for_a_kind_of_text_behind_the_name_of_what_it_is_on_is_half_a_title() -> None:
    told = "Review | Blue Velvet"
    assert read(f"<title>{told}</title>", "<h1>Review</h1>", url="https://willow.example/films/blue-velvet/review").title == told
    told = "Opinion | The old bridge must stay where it is"
    assert read(f"<title>{told}</title>", "<h1>Opinion</h1>", url="https://willow.example/2024/05/opinion").title == told


def test_one_word_above_the_title_is_none() -> None:
    head = "<title>Exclusive | The Oak Barrel Wins</title>"
    assert read(head, "<h1>Exclusive</h1>").title == "Exclusive"
    assert read(head, "<h1>Exclusive</h1><h2>The oak barrel wins</h2>").title == "The Oak Barrel Wins"
    assert read(head, "<h1>Exclusive</h1><p>The oak barrel wins</p>").title == "Exclusive | The Oak Barrel Wins"
    assert read(head + meta("og:title", "The Oak Barrel Wins"), "<h1>Exclusive</h1>").title == "The Oak Barrel Wins"
    assert read("<title>News | Reed Weekly</title>" + meta("og:title", "Oak wins"), "<h1>News</h1>").title == "Oak wins"
    assert read("<title>Oak | Reed Weekly</title>" + meta("og:title", "Oak | Reed Weekly"), "<h1>Oak</h1>").title == "Oak"


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


TAGLINES = {
    "Paths | Harbour – The magazine of the coast": "Paths",
    "Paths - Harbour | Build all kinds of apps now": "Paths",
    "Paths - Harbour - News from the coast": "Paths",
    "安装桥梁 | Harbour - 港口博客与生活": "安装桥梁",
}


@pytest.mark.parametrize("told", TAGLINES)
def test_what_a_site_is_for_is_not_the_title(told: str) -> None:
    heading = f"<h1>{TAGLINES[told]}</h1>"
    for head in (f"<title>{told}</title>", f"<title>{told}</title>{meta('og:title', told)}{meta('og:site_name', 'Harbour')}"):
        assert read(head, heading, url="https://harbour.example/paths").title == TAGLINES[told]


def test_what_a_site_is_for_stands_behind_most_of_its_address_as_well() -> None:
    head = "<title>Paths · Harbour - The most popular paper</title>"
    assert read(head, "<h1>Paths</h1>", url="https://getharbour.example/paths").title == "Paths"
    head = "<title>Paths · Harbour - The most popular paper</title>"
    assert read(head, "<h1>Paths</h1>", url="https://harbourmasters.example/paths").title == "Paths · Harbour - The most popular paper"


def test_what_a_site_is_for_is_not_the_title_of_a_page_without_a_heading() -> None:
    for name in ("Harbour – The magazine of the coast", "Harbour | News from the coast", "Harbour - News from the coast"):
        for cut in ("|", "-", "–"):
            head = f"<title>Why bridges fall {cut} {name}</title>"
            assert read(head, url="https://harbour.example/why").title == "Why bridges fall"
    head = "<title>安装桥梁的方法 | Harbour - 港口博客与生活</title>"
    assert read(head, url="https://harbour.example/why").title == "安装桥梁的方法"


def test_one_word_before_the_site_may_be_a_section_and_the_title_the_last() -> None:
    told = "News | Harbour | The old bridge closes for good"
    assert read(f"<title>{told}</title>", url="https://harbour.example/bridge").title == "The old bridge closes for good"
    unsure = told.replace("News", "Bridges")  # may be the title, and the last what the site says of itself
    assert read(f"<title>{unsure}</title>", url="https://harbour.example/bridge").title == unsure
    heading = "<h1>The old bridge closes for good</h1>"
    more = told.replace("News", "The latest news")
    assert read(f"<title>{more}</title>", heading, url="https://harbour.example/bridge").title == "The old bridge closes for good"
    assert read(f"<title>{told}</title>", heading, url="https://harbour.example/bridge").title == "The old bridge closes for good"


@pytest.mark.parametrize(
    ("title", "site", "heading"),
    [
        ("News - Harbour Council - Working for you", "Harbour Council", "Bins: new days from May"),
        ("News | Harbour FC | The club of the coast", "Harbour FC", "Late goal sinks Rovers"),
        ("News - Universität Hafen - Forschung und Lehre seit 1456", "Universität Hafen", "Neue Pumpe entdeckt"),
        ("Aktuelles | Stadt Hafen | Leben am Wasser", "Stadt Hafen", "Brücke bleibt gesperrt"),
        ("Actualités | Mairie du Quai | Une ville à vivre", "Mairie du Quai", "Le pont reste fermé"),
        ("Technology | Acme | Pumps and valves for industry", "Acme", "How the new pump works"),
    ],
)
def test_what_a_site_says_of_itself_behind_a_section_is_no_title_of_a_page_with_a_heading(title: str, site: str, heading: str) -> None:
    about = read(meta("og:site_name", site) + f"<title>{title}</title>", f"<h1>{heading}</h1>")
    assert (about.title, about.sources["title"]) == (heading, "h1")


@pytest.mark.parametrize("heading", ["", "Harbour Herald", "Subscribe to our newsletter", "Harbour: old bridge closes"])
def test_a_heading_of_the_site_or_of_others_makes_no_motto_of_a_title(heading: str) -> None:
    head = meta("og:site_name", "Harbour Herald") + "<title>News | Harbour Herald | The old bridge closes for good</title>"
    title = read(head, f"<h1>{heading}</h1>").title
    assert title == ("The old bridge closes for good" if "bridge" not in heading else heading)


@pytest.mark.parametrize(
    "told",
    [
        "Harbour Herald 17.0 released - What is new",
        "Harbour Herald closes – ferry runs",
        "Harbour Herald at 100 – a history",
        "Inside Harbour Herald - How we work",
        "Why we left Harbour Herald – a story of letters",
        "My years at Harbour Herald | A memoir of a writer",
        "How papers are made – with the Harbour Herald as a guide",
        "Harbour Heraldry – a history",
    ],
)
def test_a_title_that_holds_the_site_s_name_is_whole(told: str) -> None:
    head = meta("og:site_name", "Harbour Herald")
    assert read(f"{head}<title>{told}</title>", url="https://www.harbourherald.example/why").title == told
    assert read(f"{head}<title>{told} | Harbour Herald</title>", url="https://www.harbourherald.example/why").title == told


@pytest.mark.parametrize("name", ["Harbour Herald", "The Harbour Herald", "Harbour Herald News", "HarbourHerald.com", "Harbour Herald #18"])
@pytest.mark.parametrize("cut", ["|", "-", "–"])
def test_a_site_before_a_title_may_have_its_ending_or_a_number(name: str, cut: str) -> None:
    head = f"{meta('og:site_name', 'Harbour Herald')}<title>{name} {cut} The bridge closes for good</title>"
    assert read(head, url="https://www.harbourherald.example/why").title == "The bridge closes for good"


@pytest.mark.parametrize(
    ("title", "sites", "bare"),
    [
        ("Report - how we work at Harbour Herald", ("Harbour Herald", ""), "Report - how we work at Harbour Herald"),
        ("Phishing by post | heise online", ("heise", ""), "Phishing by post"),
        ("Le pont ferme - le blog de Harbour", ("Harbour", ""), "Le pont ferme"),
        ("The bridge closes - the Harbour Herald", ("Harbour Herald", ""), "The bridge closes"),
        ("Spanish - The Centre for Open Learning (COLL)", ("coll", ""), "Spanish"),
        ("A | B | Example News", ("Example News", ""), "A | B"),
        ("How to sew a thing | Sewing", ("", "example"), "How to sew a thing"),
        ("C++ / Rust", ("Example", "example"), "C++ / Rust"),
        ("Example", ("Example", "example"), "Example"),
        ("Harbour – a history – Harbour Gazette", ("Harbour Gazette", ""), "Harbour – a history"),
        ("News | Harbour Herald | The bridge closes", ("Harbour Herald", ""), "The bridge closes"),
        ("Blog | Acme | How we built it", ("Acme", ""), "How we built it"),
        ("Politik | ZDF | Brücke wird gesperrt", ("ZDF", ""), "Brücke wird gesperrt"),
        ("ニュース｜朝日新聞｜橋が閉まる", ("朝日新聞", ""), "橋が閉まる"),
        ("Barrels | Harbour Herald | Official site", ("Harbour Herald", ""), "Barrels"),
        ("Science | Harbour | Official journal of science", ("Harbour", ""), "Science"),
        ("Blog | Harbour | Home", ("Harbour", ""), "Blog"),
        ("The bridge closes | Harbour Herald | News", ("Harbour Herald", ""), "The bridge closes"),
        ("News | Harbour Herald | Sport", ("Harbour Herald", ""), "News"),  # no title behind them
        ("News | Harbour | The bridge closes", ("", ""), "News | Harbour"),  # may be two sections of a site that is not known
    ],
)
def test_without_site(title: str, sites: tuple[str, str], bare: str) -> None:
    assert without_site(title, sites) == bare
