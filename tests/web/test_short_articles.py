"""Short articles that look like something else: like a wall, a page of scripts, a list, a notice. Their text must not be lost.

Beside each stands the page that it looks like, where the two differ in but one thing.
"""

from __future__ import annotations

import re

import pytest

from vault_inbox.model import Page
from vault_inbox.web.extract import read_page

MENU = (
    "<nav><a href=/a>News</a> <a href=/b>Club</a> <a href=/c>Contact</a></nav>"
    "<form><input name=s><button>Go</button></form><script>go()</script>"
)
POEM = (
    "<h1>The heron</h1><p>Grey coat on the weir,<br>one leg in the water,<br>one in the year before.</p>"
    "<p>He does not wait.<br>The river does.</p>"
)
NOSCRIPT = "<noscript>Please enable JavaScript to view the comments.</noscript>"
LOGIN = "<form><input name=u><input type=password><button>Log in</button></form>"
STEPS = "<ol><li>Open the settings.</li><li>Choose a name.</li></ol>"
HELP = (
    "<p>Packages are published from the command line, but the registry wants to know who somebody is before it takes the first one.</p>"
    f"{STEPS}<p>The token is valid for one year, and a new one can be made at any time on the same page without loss of packages.</p>"
)
INVITATION = (
    "<p>We invite you all to our summer fair at the boathouse this Saturday, with tea, cake and a raffle for the new oars that we need.</p>"
    "<p>Bring your friends and your children, the boats are free from noon until four and our juniors will show you how to row.</p>"
)
MEANINGS = "<p>1. a round vessel of wood, wider in the middle, held by hoops.</p><p>2. the tube of a gun through which the shot leaves.</p>"
TOLD = (
    "A novel on a keeper of the {0} coast who writes letters to ships that never answer, and on the winter when one of them did. "
    "It is slow, and funny in places where nobody expects it, and the last forty pages are the best on snow{1}"
)
BOOKS = "<div class=item><h3><a href=/books/{0}>The {0} lighthouse keeper</a></h3><p>{1}</p></div>"
COASTS = ("northern", "southern", "drowned", "silent", "painted")
EPISODE = '<script type=application/ld+json>[{{"@type": "PodcastSeries", "name": "Weather"}}{0}]</script>'
NOTES = "<h1>Rain</h1><p>Ada talks with Bo of gauges.</p><ul><li>00:00 Why rain is counted</li><li>04:10 The gauge of a school</li></ul>"
PICTURES = "<a href=/p/{0}{1}><img src=/t/{0}.jpg></a>"


def books(end: str) -> str:
    rows = "".join(BOOKS.format(coast, TOLD.format(coast, end)) for coast in COASTS)
    return f"<h1>Five books for the winter</h1><p>Here are the five that we gave to friends.</p>{rows}"


def pictures(ending: str) -> str:
    return "<h1>Herons</h1><p>These are pictures of a week in the reeds.</p>" + "".join(PICTURES.format(i, ending) for i in range(14))


def verdict(body: str, title: str, path: str = "/node/214", head: str = "") -> str:
    html = f"<html lang=en><head><title>{title}</title>{head}</head><body>{MENU}<div>{body}</div></body></html>"
    return read_page(Page(f"https://willow.example{path}", "text/html", html.encode())).verdict


ARTICLES = {
    "a line for browsers without scripts, on the comments": (f"{POEM}{NOSCRIPT}", "The heron"),
    "a box to log in beside it": (f"{POEM}<div><h3>Members</h3>{LOGIN}</div>", "The heron"),
    "verse on a site whose pages are all called alike": (POEM.replace("h1", "h2"), "Reed notes"),
    "a recipe there": ("<h2>Plum cake</h2><ul><li>500 g plums<li>200 g flour<li>3 eggs</ul><p>Bake for 40 minutes.</p>", "My kitchen"),
    "help on accounts": (f"<h1>Create an account to publish</h1>{HELP}", "Create an account to publish | Docs"),
    "help on subscriptions": (f"<h1>Upgrade to Premium</h1>{HELP}", "Upgrade to Premium - Help"),
    "an invitation on a site whose pages are all called alike": (
        f"<div>Willow Rowing Club</div><h1>Summer fair on Saturday</h1>{INVITATION}",
        "Willow Rowing Club",
    ),
    "books that somebody tells of": (books("."), "Five books for the winter"),
}


@pytest.mark.parametrize(("body", "title"), ARTICLES.values(), ids=ARTICLES)
def test_a_short_article_is_read(body: str, title: str) -> None:
    assert verdict(body, title) == "article"


OTHERS = {
    "script-only": (f"<h1>The heron</h1>{NOSCRIPT}", "The heron"),
    "login or paywall": (f"<h1>The heron</h1><p>Members meet here and read what others wrote.</p>{LOGIN}", "The heron"),
    "error page": ("<h2>Oh dear</h2><p>The page moved out.</p>", "Reed notes"),
    "listing": (books("…"), "Five books for the winter"),
}


@pytest.mark.parametrize(("expected", "body", "title"), [(kind, *page) for kind, page in OTHERS.items()], ids=OTHERS)
def test_what_a_short_article_looks_like_is_still_told(expected: str, body: str, title: str) -> None:
    assert verdict(body, title) == expected


LEDE = "<h1>The heron</h1><p>The grey bird of the weir has come back for the third year in a row.</p>"
HOURS = "<ul><li>On Monday from nine to twelve<li>On Friday from two to five<li>Closed in August</ul>"
PLAN = "<p>Our cellar holds ten thousand issues.</p><p>Choose your plan, and come in: the first month costs nothing.</p>"
OF_CLUB = (
    "<p>The members of the club meet on Friday at seven.</p><p>The plan for the new mill and an account of the year will be read there.</p>"
)
BAR = f"<div class=sidebar><h2>User login</h2>{LOGIN}</div>"
NOTICE = "<p>The rowers meet on Friday at seven in the old mill.</p><p>Bring oars and a coat.</p>"
BESIDE = {
    "a line above a login": (
        "login or paywall",
        f"<h1>The heron</h1><p>Use the number on your card, then renew your loans and holds here.</p><div><h2>Your data</h2>{LOGIN}</div>",
    ),
    "hours above a login": ("article", f"<h1>The heron</h1>{HOURS}<div><h2>Your data</h2>{LOGIN}</div>"),
    "lines beside a login at the page's side": ("article", f"<h1>The heron</h1>{NOTICE}<aside><h2>User login</h2>{LOGIN}</aside>"),
    "lines beside a login in a bar": (
        "article",
        f"<h1>The heron</h1>{NOTICE}<div class=region-sidebar-first><div><h2>User login</h2>{LOGIN}</div></div>",
    ),
    "one short line beside a login in a bar": (
        "login or paywall",
        f"<h1>The heron</h1><p>Come in, and read what happened at the weir on Friday, and all else.</p>{BAR}",
    ),
    "what a wall says beside a login in a bar": ("login or paywall", f"<h1>The heron</h1>{PLAN}{BAR}"),
    "the members and plans of a club beside one": ("article", f"<h1>The heron</h1>{OF_CLUB}{BAR}"),
    "lines beside a login in a bar without a heading": (
        "article",
        f"<h1>The heron</h1>{NOTICE}<div class=region-sidebar-first>{LOGIN}</div>",
    ),
    "lines above a login called after a thing in such bars": (
        "login or paywall",
        f"<h1>The heron</h1>{NOTICE}<div class=login-widget><h2>User login</h2>{LOGIN}</div>",
    ),
    "a page of login with one more at the side": (
        "login or paywall",
        f"<h1>The heron</h1>{NOTICE}<div><h2>Your data</h2>{LOGIN}</div><aside><h2>User login</h2>{LOGIN}</aside>",
    ),
    "a line where a script writes the rest": ("script-only", f"{LEDE}{NOSCRIPT.replace('view the comments', 'read on')}"),
    "a line where a script writes the comments": ("article", f"{LEDE}{NOSCRIPT}"),
    "nothing beside them": ("script-only", f"<h1>The heron</h1>{NOSCRIPT}"),
    "hours beside such a line": ("article", f"<h1>The heron</h1>{HOURS}{NOSCRIPT}"),
}


@pytest.mark.parametrize(("expected", "body"), BESIDE.values(), ids=BESIDE)
def test_verse_and_lists_are_told_from_the_line_above_a_login_or_a_script(expected: str, body: str) -> None:
    assert verdict(body, "The heron") == expected


CLUBS = [
    "<p>The yearly subscription is 20 euros and is due in May.</p><p>Please pay Tom at the door, or by bank.</p>",
    "<p>We sell premium honey from forty hives in the town.</p><p>Come by on Saturday, and bring a jar.</p>",
    "<p>Membership is open to all who row in the county.</p><p>Write to Eva, who tells you when we meet.</p>",
    "<p>Your lesson plan for the week hangs at the door of the mill.</p><p>Ask Tom where you have lost yours.</p>",
    "<p>The post of the clerk is open: members elect one on Sunday.</p><p>Write to Eva by Friday, please.</p>",
    "<p>The mill is open only for members of the club this week.</p><p>Ask Tom for the key, and lock it behind you.</p>",
    "<p>The fee goes to our new account at the bank of the town.</p><p>Eva has the number, and writes it down for you.</p>",
    "<p>Please register by Friday, there are but twenty seats.</p><p>Tom has the list at the door, and a pen.</p>",
    "<p>Our rowing course begins on 3 May at ten.</p><p>The first hour is a free trial; bring towels.</p>",
    "<p>Boats are ten euros for each hour, or fifty for the day.</p><p>You can cancel at any time before nine.</p>",
    "<p>Pay the fees to the account of the club by March.</p><p>You need an account at the bank in the town for it.</p>",
    "<p>Der Shuttle zum Konzert fährt um sieben.</p><p>Lesen Sie weiter unten, wie Sie schon am Freitag zu Eva kommen.</p>",
    "<p>Наш канал растёт каждый день, и мы рады этому.</p><p>Только подписчиков у нас теперь сто двадцать человек.</p>",
    "<p>우리 모임은 금요일 저녁 일곱 시에 옛 방앗간에서 만납니다.</p><p>이제 구독자만 백이십 명이고, 모두 노를 가져옵니다.</p>",
    "<p>Bitte melden Sie sich bis Freitag bei Eva an.</p><p>Wer kein Abo für den Bus hat, zahlt zwei Euro beim Fahrer.</p>",
]
WALLS = [
    "<p>To read on, register for free: it takes but a minute.</p><p>Those who did read ten stories a month at no cost.</p>",
    "<p>This story is only for subscribers of the Herald.</p><p>The first month costs nothing, and you may end it in June.</p>",
    "<p>Start your free trial, and read all that we wrote of the mill.</p><p>Cancel anytime, with no more than a click.</p>",
    "<p>Become a member to read all that we wrote of the mill.</p><p>It costs no more than a coffee in each month.</p>",
    "<p>Ten thousand issues wait here for you.</p><p>Subscribe now, and come in: the first month costs nothing.</p>",
    "<p>All that we wrote of the mill in thirty years waits here for you.</p><p>Get a 7-day free trial, or come in for one euro.</p>",
    "<p>Dieser Artikel ist exklusiv für Plus-Abonnenten.</p><p>Testen Sie H+ einen Monat lang kostenlos und lesen Sie alles.</p>",
    "<p>Sie haben schon ein Abo? Dann melden Sie sich an.</p><p>Lesen Sie jetzt weiter mit H+ für nur 1 Euro im ersten Monat.</p>",
    "<p>Этот материал доступен только подписчикам.</p><p>Подпишитесь и читайте без ограничений, всего 100 рублей.</p>",
    "<p>이 기사는 유료 구독자만 읽을 수 있습니다.</p><p>한 달에 천 원이면 우리가 방앗간에 대해 쓴 모든 것이 여러분을 기다립니다.</p>",
    "<p>Den här artikeln är bara för prenumeranter.</p><p>Den första månaden kostar en krona, och sedan tio kronor.</p>",
    "<p>Bu içerik sadece abonelere özeldir, giriş yapın.</p><p>İlk ay bir lira, sonra her ay yalnızca on liradır.</p>",
    "<p>Dieser Beitrag ist nur für registrierte Leser sichtbar.</p><p>Noch nicht dabei? Es kostet nichts und dauert nicht lange.</p>",
]


@pytest.mark.parametrize("lines", CLUBS)
def test_what_a_club_tells_beside_a_login_in_a_bar_asks_no_reader_for_one(lines: str) -> None:
    assert verdict(f"<h1>The heron</h1>{lines}{BAR}", "The heron") == "article"


@pytest.mark.parametrize("lines", WALLS)
def test_what_asks_its_reader_beside_a_login_in_a_bar_is_a_wall(lines: str) -> None:
    assert verdict(f"<h1>The heron</h1>{lines}{BAR}", "The heron") == "login or paywall"


TOLD_ONE_BY_ONE = {
    "books": ("article", "Five books for the winter", "/books-for-winter", ""),
    "a front page": ("listing", "Five books for the winter", "/", ""),
    "a section": ("listing", "Books", "/books", ""),
    "an archive": ("listing", "Posts tagged winter", "/tag/winter", ""),
    "a post of a section": ("article", "Five books for the winter", "/category/books/five-books-for-the-winter", ""),
    "a post before the next": ("article", "Five books for the winter", "/five", "<a rel=next href=/six-books>Six books</a>"),
    "the first of many pages": ("listing", "Five books for the winter", "/books", "<a href=/books/page/2/>Older</a>"),
    "one of many pages": ("listing", "Five books for the winter", "/books/page/3/", "<a href=/books/page/4/>Older</a>"),
    "one of many pages, by a query": ("listing", "Five books for the winter", "/b?of=3&page=2", "<a href=?page=3&amp;of=3>Older</a>"),
    "a post beside the pages of its blog": ("article", "Five books for the winter", "/blog/five", "<a href=/blog/page/2/>Our blog</a>"),
    "a post and more of what readers said": ("article", "Five books for the winter", "/five", "<a href=?page=2>Older comments</a>"),
    "a post and pages of what readers said": (
        "article",
        "Five books for the winter",
        "/five",
        "<div class=comments><a href=?page=2>2</a></div>",
    ),
    "where a paper keeps its news": ("listing", "News of our coast", "/news/", ""),
    "a story there": ("article", "News of our coast", "/news/news-of-our-coast", ""),
    "below a topic": ("listing", "Five books for the winter", "/topics/winter", ""),
    "a page that is not there": ("listing", "Page not found here", "/gone", ""),
    "the results of a search": ("listing", "Results for winter books", "/search?q=winter+books", ""),
    "the results of a search at the front": ("listing", "Results for winter books", "/?s=winter+books", ""),
    "the results of a search in signs": ("listing", "Results for 冬 books", "/search?q=冬", ""),
    "the results of a search behind its path": ("listing", "Results for winter books", "/search/winter", ""),
    "the results of a search in all": ("listing", "Results for winter books", "/search/all?q=winter", ""),
    "the results of a shop's search": ("listing", "Results for winter books", "/s?k=winter", ""),
    "the results of a search at the front's file": ("listing", "Results for winter books", "/index.php?q=winter", ""),
    "a post at the front": ("article", "Five books for the winter", "/?post=five-books-for-the-winter", ""),
    "a post in a field that others search by": ("article", "Five books for the winter", "/?q=five-books-for-the-winter", ""),
    "a post found by an advertisement": ("article", "Five books for the winter", "/?utm_campaign=winter", ""),
    "a post at the front's file": ("article", "Five books for the winter", "/index.php?page=winter", ""),
    "a post in a section on searches": ("article", "Five books for the winter", "/search/books-for-winter", ""),
    "a post in a section on research": ("article", "Cinq books pour winter", "/recherche/winter", ""),
    "a post found by a search": ("article", "Five books for the winter", "/five-books?q=winter", ""),
    "a post on a search": ("article", "In search of winter books", "/in-search?of=winter", ""),
    "a post by its number": ("article", "Five books for the winter", "/?p=214", ""),
}


@pytest.mark.parametrize(("expected", "title", "path", "behind"), TOLD_ONE_BY_ONE.values(), ids=TOLD_ONE_BY_ONE)
def test_what_is_told_one_by_one_is_told_from_the_posts_of_a_list(expected: str, title: str, path: str, behind: str) -> None:
    body = books(".").replace("Five books for the winter", title)
    assert verdict(f"{body}{behind}", title, path) == expected


@pytest.mark.timeout(20)
@pytest.mark.parametrize("query", ["a_" * 50_000 + "!", "q=a&" * 50_000, "q=" + "a-" * 50_000])
def test_a_search_without_end_takes_no_time(query: str) -> None:
    assert verdict(books("."), "Five books for the winter", f"/?q={query}") in ("article", "listing")


INTRODUCTION = (
    "<p>We have read all winter, in the lamp room and on the ferry, and these are what we would read again before the ice is gone.</p>"
)
DAY = "<meta property=article:published_time content=2024-05-03>"
UNTOLD = {
    "a title of two words": ("Winter books", "/winter-books"),
    "a main heading in other words": ("Winter books | Willow Reading", "/winter-books"),
    "a blog's posts under a topic": ("Books for the winter", "/topics/winter-books"),
}


@pytest.mark.parametrize(("title", "path"), UNTOLD.values(), ids=UNTOLD)
def test_what_is_told_one_by_one_below_an_introduction_is_an_article(title: str, path: str) -> None:
    heading = "Read by the stove" if "|" in title else title
    whole = books(".").replace("Five books for the winter", heading)
    assert verdict(whole, title, path) == "listing"
    assert verdict(whole.replace("</h1>", f"</h1>{INTRODUCTION}"), title, path) == "article"
    assert verdict(f"{whole}{INTRODUCTION}", title, path) == "listing"  # said of the site, below what others wrote


SECTIONS = {
    "one word": ("Books", "/node/214"),
    "the end of the address": ("Winter books", "/culture/winter-books/"),
    "a word that is the end of the address": ("Journal", "/journal/"),
}


@pytest.mark.parametrize(("title", "path"), SECTIONS.values(), ids=SECTIONS)
def test_below_what_may_be_the_name_of_a_section_an_introduction_has_more_than_a_sentence(title: str, path: str) -> None:
    rows = books(".").partition("friends.</p>")[2]
    assert verdict(f"<h1>{title}</h1>{INTRODUCTION}{rows}", title, path) == "listing"
    assert verdict(f"<h1>{title}</h1>{INTRODUCTION}<p>Two are new.</p>{rows}", title, path) == "article"
    assert verdict(f"<h1>{title}</h1>{INTRODUCTION.replace('ferry, and', 'ferry. And')}{rows}", title, path) == "article"
    assert verdict(f"<h1>{title}</h1>{INTRODUCTION}{rows}", title, path, DAY) == "article"
    abroad = rows.replace("/books/", "https://press.example/")
    assert verdict(f"<h1>{title}</h1>{INTRODUCTION}{abroad}", title, path) == "article"  # what it names stands on other sites
    short = re.sub(r"The (\w+) lighthouse keeper", r"\1 keeper", rows)
    assert verdict(f"<h1>{title}</h1>{INTRODUCTION}{short}", title, path) == "listing"  # a teaser's sentences are no introduction


def test_one_sentence_is_an_introduction_below_a_title_that_is_no_sections() -> None:
    rows = books(".").partition("friends.</p>")[2]
    assert verdict(f"<h1>Winter books</h1>{INTRODUCTION}{rows}", "Winter books", "/node/214") == "article"


def test_what_is_told_one_by_one_on_a_page_that_tells_its_day_is_an_article_unless_its_boxes_are_cut() -> None:
    pager = "<a href=/winter-books/page/2/>Older</a>"
    assert verdict(f"{books('.')}{pager}", "Winter books", "/winter-books", DAY) == "article"
    assert verdict(f"{books('…')}{pager}", "Winter books", "/winter-books", DAY) == "listing"
    assert verdict(books("."), "Winter books", "/", DAY) == "listing"


def test_a_part_of_the_title_is_enough_above_what_is_told_one_by_one() -> None:
    title = "Five books for the winter – All that is read in the lamp rooms of the northern coast"
    page = f"{books('.')}<h1>Write to us</h1>"
    assert verdict(page, title, "/five") == "article"
    assert verdict(page.replace("Five books for the winter", "All that we read"), title, "/five") == "listing"


def test_a_wall_above_what_it_sells_is_no_help() -> None:
    title = "Subscribe to read"
    assert verdict(f"<h1>{title}</h1>{HELP}", title) == "article"
    assert verdict(f"<h1>{title}</h1>{HELP.replace(STEPS, '')}", title) == "login or paywall"


def test_a_wall_asks_for_a_price_or_an_address() -> None:
    title = "Create an account to read"
    assert verdict(f"<h1>{title}</h1>{HELP}<div><form><input type=email></form></div>", title) == "login or paywall"
    assert verdict(f"<h1>{title}</h1>{HELP.replace('one year', '$ 20')}", title) == "login or paywall"


def test_a_dictionary_keeps_its_word_in_its_box_at_a_path_and_a_search_in_a_query() -> None:
    entry = f"<form><input name=q value=barrel></form><h1>barrel</h1>{MEANINGS}"
    assert verdict(entry, "barrel | Reed Dictionary", "/define/barrel") == "article"
    assert verdict(entry, "barrel | Reed Dictionary", "/?q=barrel") == "listing"
    assert verdict(entry, "barrel | Reed Dictionary", "/search/barrel") == "listing"
    assert verdict(entry, "barrel | Reed Dictionary", "/search/barrel?sort=day") == "listing"


def test_an_episode_names_its_series_and_is_none() -> None:
    episode = ', {"@type": "PodcastEpisode", "name": "Rain"}'
    assert verdict(NOTES, "Rain", head=EPISODE.format(episode)) == "article"
    assert verdict(NOTES, "Rain", head=EPISODE.format("")) == "listing"


def test_pictures_that_a_sentence_tells_of_are_no_album_where_they_are_but_shown_larger() -> None:
    assert verdict(pictures(".jpg"), "Herons") == "article"
    assert verdict(pictures(""), "Herons") == "listing"


ASKED = "<h2>Welcome</h2><p>What stands here is for grown people, who may read of how our gin is made in the old mill by the river.</p>"
TALE = (
    "<p>The old mill made gin for the whole valley until the flood of 1911 took its wheel, its copper kettle and the miller's own boat.</p>"
    "<p>His granddaughter found the kettle in the reeds last year, and had it mended by the smith who once learned from her father.</p>"
)
FRONTS = "".join(f"<a hreflang={code} href=/{code}/>Go {code}</a> " for code in ("de", "fr", "it", "pl"))
FIELDS = "<p><label>Name and surname <input></label></p><p><label>What do you need? <textarea></textarea></label></p>"
TICKED = "<li><label><input type=checkbox> 500 g plums, halved</label><li><label><input type=checkbox> 200 g flour</label>"

PAIRS = {
    "what asks for an age, and what is only called so": (
        (f"<div class=age-gate>{ASKED}<button>Yes</button></div>", "error page"),
        (f"<div class=age-gate>{ASKED}</div>", "article"),
    ),
    "a choice of languages, and an article in others": (
        (f"<h1>Welcome</h1><p>Prices depend on where you are, and so do the samples that we send.</p>{FRONTS}", "listing"),
        (f"<h1>Welcome</h1>{ASKED}{FRONTS.replace('/>Go', '/gin>Go')}", "article"),
    ),
    "what asks for an age, and an article called after such a check": (
        (
            f"<div class=age-check>{ASKED}<p>You must be of age to go on.</p><button>Yes</button></div>",
            "error page",
        ),
        (f"<div class=age-check><h1>Welcome</h1>{TALE}<button>Share</button></div>", "article"),
    ),
    "what asks for an age, and a post with such a tag": (
        (f"<div class=site-age-gate>{ASKED}<button>Yes</button></div>", "error page"),
        (f"<div class='post tag-age-check'>{ASKED}<button>Share</button></div>", "article"),
    ),
    "a choice of languages, and two paragraphs beside one": (
        (f"<h1>Welcome</h1><p>Choose what you speak.</p>{FRONTS}", "listing"),
        (f"{FRONTS}<h1>Welcome</h1>{INVITATION}", "article"),
    ),
    "a form, and a recipe whose ingredients are ticked off": (
        (f"<h1>Welcome</h1><form>{FIELDS}<button>Send</button></form>", "empty"),
        (f"<form><h1>Welcome</h1><ul>{TICKED}<li><label><input type=checkbox> 3 eggs</label></ul></form>", "article"),
    ),
}

NEWEST = "".join(f"<li><a href=/{i}>Post {i}</a><div>{TOLD.format(COASTS[i], '…')}</div></li>" for i in range(3))
NOTHING = "<p>Nobody wrote this page so far. You may search for its title in the other pages of the harbour, or in the older ones.</p>"
PUR = (
    "<p>Read us as ever, with tracking. You may take back your consent at any time in our privacy centre.</p>"
    "<p>We and our 212 partners use personal data and cookies on your device, to measure and to show what may please you.</p>"
    "<a href=/ok>Accept and go on</a>"
)


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_a_page_that_asks_is_told_from_one_that_tells(pair: tuple[tuple[str, str], ...]) -> None:
    assert [verdict(body, "Welcome", "/gin") for body, _ in pair] == [expected for _, expected in pair]


LIKE_NOTICES = {
    "a notice above the newest posts": ("Page not found", f"<p>Nothing was found at this address.</p><ul>{NEWEST}</ul>", "error page"),
    "a story above them": ("Page not found", f"{INVITATION}<ul>{NEWEST}</ul>", "article"),
    "a guard in another language": ("Zugriff verweigert", "<p>Ihre Anfrage wurde gesperrt. Nummer 7a1f.</p>", "error page"),
    "a story called like it": ("Zugriff verweigert: der Sommer der Ruderer", INVITATION, "article"),
    "a dialog that asks first": ("Read us as ever", f"<div role=dialog>{PUR}</div>", "consent wall"),
    "a dialog beside a story": ("Summer fair", f"{INVITATION}<div role=dialog>{PUR}</div>", "article"),
    "what a wiki writes where there is no text": ("Ropewalk", f"<div class=noarticletext>{NOTHING}</div>", "error page"),
    "a few words of a wiki": ("Ropewalk", f"<div class=articletext>{NOTHING}</div>", "article"),
}


@pytest.mark.parametrize(("title", "body", "expected"), LIKE_NOTICES.values(), ids=LIKE_NOTICES)
def test_notices_are_told_from_stories(title: str, body: str, expected: str) -> None:
    assert verdict(f"<h1>{title}</h1>{body}", title) == expected


def test_a_notice_in_the_place_of_an_article_whose_data_go_on_is_no_article() -> None:
    day = "<meta property=article:published_time content=2024-05-03>"
    notice = "<h1>Unavailable for legal reasons</h1><p>You come from where we do not serve, and access cannot be granted at this time.</p>"
    title = "<meta property=og:title content='{}'>".format
    assert verdict(notice, "451: Unavailable for legal reasons", head=day + title("Barn dance raises money")) == "error page"
    story = f"<h1>Unavailable for legal reasons</h1>{INVITATION}"
    assert verdict(story, "Unavailable for legal reasons", head=day + title("Unavailable for legal reasons")) == "article"


def test_a_profile_with_what_somebody_wrote_below_is_a_list_and_one_without_is_none() -> None:
    data = '<script type=application/ld+json>{"@type": "ProfilePage"}</script>'
    life = "<h1>Ada Field</h1><p>Gardener. Counts rain at the mill.</p><p>Born in Willow, where she lives.</p>"
    works = "".join(f"<div class=k><h3><a href=/n/{i}>The rain of the {i}th week</a></h3><p>It fell again.</p></div>" for i in range(5))
    assert verdict(f"{life}{works}", "Ada Field", "/people/ada-field", data) == "listing"
    assert verdict(life, "Ada Field", "/people/ada-field", data) == "article"
