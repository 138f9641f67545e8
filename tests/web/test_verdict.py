"""Pages that are no articles, and what the user is told about each: "Not fetched: …"."""

from __future__ import annotations

import pytest

from vault_inbox.model import Page
from vault_inbox.web.extract import read_page

URL = "https://www.gardenpress.example/2024/rain-barrels"
PROSE = "<p>A rain barrel under a downpipe fills within one good storm, and the water it holds is soft, warm and free of lime.</p>"
LINKS = "".join(f"<div><h3><a href=/a{i}>Story number {i}: how the garden grew this summer</a></h3></div>" for i in range(30))

# What Ghost writes below each beginning, twenty words long as a paragraph of an article is.
GHOST = "Subscribe now and have access to all our stories, enjoy exclusive content and stay up to date with constant updates."


def html(body: str, head: str = "", title: str = "Rain barrels") -> bytes:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


RESPONSES = {
    "not found": (Page(URL, "text/html", html(PROSE), status=404), "error page", "the page answers 404 (not found)"),
    "gone": (Page(URL, "text/html", html(PROSE), status=410), "error page", "the page answers 410 (gone)"),
    "unknown status": (Page(URL, "text/html", html(PROSE), status=599), "error page", "the page answers 599"),
    "feed": (
        Page(URL, "text/html", b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>'),
        "feed",
        "it is a feed, not a page",
    ),
    "pdf called html": (Page(URL, "text/html", b"%PDF-1.7\n..."), "not text", "it is a PDF file, not a page"),
    "image": (Page(URL, "image/png", b"\x89PNG\r\n\x1a\n\x00\x00"), "not text", "it is an image, not a page"),
    "data": (Page(URL, "application/json", b'{"a": 1}'), "not text", "it is data for programs, not a page"),
    "too large": (Page(URL, "text/html", b"<html>" + b" " * 20_000_001), "too large", "the page is larger than 20 MB"),
    "empty": (Page(URL, "text/html", b" \n"), "empty", "the page is empty"),
    "blank": (Page(URL, "text/html", html("<div></div>")), "empty", "no text was found on the page"),
}


@pytest.mark.parametrize(("page", "verdict", "reason"), RESPONSES.values(), ids=RESPONSES.keys())
def test_by_the_answer(page: Page, verdict: str, reason: str) -> None:
    read = read_page(page)
    assert (read.verdict, read.reason, read.text, read.url) == (verdict, reason, "", URL)


WORDS = {
    "soft 404": (
        html("<h1>Page not found</h1><p>Sorry, the page you are looking for does not exist.</p>", title="404 | Garden"),
        "error page",
    ),
    "German soft 404": (html("<main><h1>Seite nicht gefunden</h1><p>Zur Startseite.</p></main>", title="Garten"), "error page"),
    "robot check": (html("<p>Checking your browser before you go on.</p>", title="Just a moment..."), "error page"),
    "consent": (
        html(
            "<h1>We value your privacy</h1><p>We and our partners store cookies on your device. Change your consent at any time.</p>"
            "<p>Read our privacy policy about cookies and consent.</p><button>Accept all</button>",
            title="Before you continue",
        ),
        "consent wall",
    ),
    "login": (
        html("<form><h1>Sign in</h1><label>Password</label><input type=password></form>", title="Sign in - Garden"),
        "login or paywall",
    ),
    "script-only": (
        html("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div><script>x()</script>"),
        "script-only",
    ),
    "hollow": (html("<div id=__next></div><script src=/app.js></script>"), "script-only"),
    "listing": (html(f"<main>{LINKS}</main>"), "listing"),
}


@pytest.mark.parametrize(("body", "verdict"), WORDS.values(), ids=WORDS.keys())
def test_by_its_words(body: bytes, verdict: str) -> None:
    read = read_page(Page(URL, "text/html", body))
    assert read.verdict == verdict
    assert read.reason
    assert read.reason[0].islower()
    assert not read.reason.endswith(".")
    assert read.text == ""


@pytest.mark.parametrize(
    ("box", "reason"),
    [
        ("<form><input name=user><input type=password></form>", "the page asks for a login or a subscription"),
        ("<p>From 3 € a month.</p>", "the page asks for a subscription"),
    ],
)
def test_a_page_called_by_its_wall_says_what_it_asks_for(box: str, reason: str) -> None:
    title = "Please log in to continue"
    read = read_page(Page(URL, "text/html", html(f"<main><h1>{title}</h1>{PROSE}{box}</main>", title=title)))
    assert (read.verdict, read.reason) == ("login or paywall", reason)


@pytest.mark.parametrize(
    "wall",
    [
        "<div class=paywall><p>Subscribe to continue reading. Already a subscriber? Log in.</p></div>",
        "<div class=box><p>Jetzt weiterlesen mit G+</p></div>",
        "<p>Dieser Artikel ist exklusiv für Plus-Abonnenten.</p><p>Sie haben schon ein Abo? Dann melden Sie sich an.</p>",
        "<p>Lesen Sie jetzt weiter mit H+ für nur 1 Euro im ersten Monat.</p>",
        "<p>Этот материал доступен только подписчикам.</p><p>Всего 100 рублей.</p>",
        "<p>이 기사는 유료 구독자만 읽을 수 있습니다.</p>",
        "<p>Den här artikeln är bara för prenumeranter</p><p>Prova för 1 kr</p>",
        "<p>Bu içerik sadece abonelere özeldir</p><p>Abone ol</p>",
        "<h3>Unlock this post</h3><p>by becoming a member</p><p>Join to unlock</p>",
        f"<p>This post is for paying subscribers only</p><p>{GHOST}</p>",
        '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>',
    ],
)
def test_what_stands_before_a_wall_is_kept(wall: str) -> None:
    read = read_page(Page(URL, "text/html", html(f"<article><h1>Rain barrels</h1>{PROSE}{wall}</article>")))
    assert (read.verdict, read.partial) == ("login or paywall", True)
    assert read.reason == "the page asks for a subscription"
    assert "fills within one good storm" in read.text


def test_a_whole_article_that_calls_itself_locked_is_an_article() -> None:
    flag = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
    many = "".join(
        f"<p>{i}. The barrel of garden number {i} was filled by the storm of the night before, and its owner was glad of it.</p>"
        for i in range(30)
    )
    read = read_page(Page(URL, "text/html", html(f"<article><h1>Rain barrels</h1>{many}</article>", flag)))
    assert (read.verdict, read.partial) == ("article", False)


@pytest.mark.parametrize(
    "words",
    [
        "<p>Error 404 means that a server has found no page; this is how to serve a kind one, with a search box and a way home.</p>",
        "<p>Cookies: mix flour, butter and sugar. Bake the cookies for twelve minutes, let the cookies rest, and eat the cookies warm.</p>",
        "<p>The key did not unlock this post office, and Tom had to join the two halves of the lock again before the bell rang.</p>",
        "<p>Lesen Sie weiter unten, wie Eva das Wasser in die Tonne bringt, und schon ein Abonnement der Konzerte macht sie froh.</p>",
        "<p>Только подписчиков у канала сто тысяч, и все они знают, как вода приходит в бочку после первой бури этого лета.</p>",
        "<p>이 채널은 구독자만 십만 명이고, 모두 첫 폭풍이 지나면 물이 어떻게 통에 들어오는지 알고 있다.</p>",
        "<p>To enable JavaScript in the old browser, open the settings, then the second tab, and tick the third box from the top.</p>",
    ],
)
def test_articles_about_such_things_are_articles(words: str) -> None:
    read = read_page(Page(URL, "text/html", html(f"<article><h1>Rain barrels</h1>{PROSE}{words}{PROSE.replace('one', 'a')}</article>")))
    assert read.verdict == "article"


@pytest.mark.parametrize(
    ("title", "lines", "expected"),
    [
        ("Fence posts", ("You cannot unlock the post until the key turns.", "Turn it left."), "article"),
        ("Fence posts", ("Unlock the post with the small key.", "Then pull it out of the ground."), "article"),
        ("Letters", ("Her letters unlock the story of the harbour.", "They lie in the town hall."), "article"),
        ("The barrel", ("Unlock the post", "It costs no more than a coffee."), "login or paywall"),
        ("The barrel", ("Unlock the post by becoming a member", "It costs no more than a coffee."), "login or paywall"),
        ("The barrel", ("Pay one euro to unlock this post.", "It costs no more than a coffee."), "login or paywall"),
        ("사진 전시", ("우리 잡지는 구독자만 볼 수 있던 사진을 공개합니다.", "누구나 오세요. 입장료는 없습니다."), "article"),
        ("사진", ("이 글은 구독자만 볼 수 있습니다.", "한 달에 천 원입니다."), "login or paywall"),
        ("사진", ("이 글은 구독자만 이용하실 수 있어요.", "한 달에 천 원입니다."), "login or paywall"),
        ("사진", ("구독자만 열람 가능합니다.", "한 달에 천 원입니다."), "login or paywall"),
    ],
)
def test_what_is_unlocked_and_who_alone_could_see_it_is_told_from_a_wall(title: str, lines: tuple[str, ...], expected: str) -> None:
    body = f"<article><h1>{title}</h1>{''.join(f'<p>{line}</p>' for line in lines)}</article>"
    assert read_page(Page(URL, "text/html", html(body, title=title))).verdict == expected


LAST = (
    "<p>Comments are for subscribers only. Subscribe to join the conversation.</p>",
    "<p>Commenting is available to subscribers only</p>",
    "<p>Log in to view the 14 comments.</p>",
    "<p>Die Kommentarfunktion ist nur für Abonnenten verfügbar.</p>",
    "<p>L’espace des contributions est réservé aux abonnés. Abonnez-vous pour contribuer à la discussion.</p>",
    "<p>Reageren is alleen voor abonnees.</p>",
    "<p>댓글은 구독자만 볼 수 있습니다.</p>",
    "<p>Listening to this article is available to subscribers only.</p>",
    "<section class=comments><p>This is for subscribers only.</p></section>",
    "<p>The club is for members only, and the bar shuts at ten.</p>",
    "<p>The magazine was for members only until 1990, when the club let women in.</p>",
    "<p>Want more? Our Friday letter is for members only.</p>",
    "<p>Das Angebot gilt exklusiv für Abonnenten der Bahn.</p>",
    "<p>Erbjudandet är bara för prenumeranter på nyhetsbrevet.</p>",
    "<p>Log in to see your bookings and the price of your mooring.</p>",
    "<p>Point your phone at the lens to unlock the story behind every object in the hall.</p>",
)


@pytest.mark.parametrize("last", LAST)
def test_what_is_for_some_below_a_whole_report_is_no_wall_where_it_is_not_the_text(last: str) -> None:
    body = f"<article><h1>Rain barrels</h1>{PROSE}{PROSE.replace('one good', 'the first')}{last}</article>"
    read = read_page(Page(URL, "text/html", html(body)))
    assert (read.verdict, read.partial) == ("article", False)


@pytest.mark.parametrize(
    "last",
    [
        "<p>This story is for members only, and so is the archive.</p>",
        "<p>Our best journalism is for subscribers only.</p>",
        "<p>The barrel club is for members only. Join today!</p>",
        "<p>For members only</p>",
        "<p>Der ganze Artikel ist nur für Abonnenten der Gartenpost lesbar.</p>",
        "<p>Nur für Abonnenten der Gartenpost</p>",
        "<p>Subscribe to continue reading and to join the comments.</p>",
        "<p>Comments are for subscribers only. Subscribe to keep reading.</p>",
        "<p>Log in to read this article and the comments.</p>",
        "<p>Unlock the story with a subscription.</p>",
        "<p>Log in to see the rest.</p>",
    ],
)
def test_what_is_for_some_below_a_beginning_is_a_wall_where_it_is_the_text(last: str) -> None:
    read = read_page(Page(URL, "text/html", html(f"<article class=has-comments><h1>Rain barrels</h1>{PROSE}{last}</article>")))
    assert (read.verdict, read.partial) == ("login or paywall", True)


def test_links_in_an_article_make_no_listing() -> None:
    items = "".join(f"<li><a href=/t{i}>A tool that we recommend, number {i}</a></li>" for i in range(12))
    prose = "".join(f"<p>{i}. {PROSE[3:]}{PROSE}" for i in range(4))
    assert read_page(Page(URL, "text/html", html(f"<article>{prose}<h2>Tools</h2><ul>{items}</ul></article>"))).verdict == "article"


@pytest.mark.parametrize(
    "title",
    [
        "Results for Q3 2025 show nine percent growth",
        "Results for “growth” in three reports",
        "Search results: how engines rank pages",
        "Risultati per azione: la guida",
    ],
)
def test_a_story_called_like_a_search_is_an_article(title: str) -> None:
    body = f"<article><h1>{title}</h1>" + "".join(f"<p>{i}. {PROSE[3:]}" for i in range(20)) + "</article>"
    read = read_page(Page(URL, "text/html", html(body, title=title)))
    assert (read.verdict, read.text.count("fills within one good storm")) == ("article", 20)


@pytest.mark.parametrize("result", ["<a href='/r{i}'>{name}</a><p>{told}</p>", "<p><a href='/r{i}'>{name}</a> {told}</p>"])
@pytest.mark.parametrize("title", ["Search results", "Results for “barrels”"])
def test_long_results_of_a_search_are_a_listing(title: str, result: str) -> None:
    told = "A rain barrel under a downpipe fills within one good storm, and the water it holds is soft, warm and free of any lime."
    results = "".join(f"<li>{result.format(i=i, name=f'Barrel number {i} of the garden', told=told)}</li>" for i in range(4))
    read = read_page(Page(URL, "text/html", html(f"<main><h1>{title}</h1><ul>{results}</ul></main>", title=title)))
    assert (read.verdict, read.text) == ("listing", "")


def test_a_story_in_a_box_called_not_found_is_an_article() -> None:
    body = f"<article class='not-found'><h1>Lost keys</h1>{PROSE}{PROSE.replace('one good', 'the first')}</article>"
    read = read_page(Page(URL, "text/html", html(body, title="Lost keys")))
    assert (read.verdict, "fills within one good storm" in read.text) == ("article", True)


def test_help_called_like_a_request_is_an_article() -> None:
    body = (
        "<article><h1>Verify your email</h1><p>To verify your email, open the settings of your account, choose the second tab, press the "
        "blue button, and then open the message that comes.</p><p>Press it once.</p></article>"
    )
    read = read_page(Page(URL, "text/html", html(body, title="Verify your email")))
    assert (read.verdict, "choose the second tab" in read.text) == ("article", True)


def test_only_the_line_that_asks_is_taken_out_above_the_end_of_an_article() -> None:
    flag = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
    body = (
        f"<article><h1>Rain barrels</h1>{PROSE}<p>Already a subscriber? Log in</p><h2>Tools</h2><ul><li>a saw for the pipe</li></ul>"
        f"<p>He said no to them.</p>{PROSE.replace('one good', 'the first')}<p>A short ending stands here.</p></article>"
    )
    read = read_page(Page(URL, "text/html", html(body, flag)))
    assert (read.verdict, read.partial, "Already a subscriber" in read.text) == ("login or paywall", True, False)
    for kept in ("Tools", "a saw for the pipe", "He said no to them.", "the first storm", "A short ending stands here."):
        assert kept in read.text


def test_what_stands_below_the_wall_is_not_of_the_article() -> None:
    wall = "<p>Subscribe to continue reading</p><h2>More for you</h2><p>Four weeks for one euro.</p>"
    read = read_page(Page(URL, "text/html", html(f"<article><h1>Rain barrels</h1>{PROSE}{wall}</article>")))
    assert (read.verdict, read.partial) == ("login or paywall", True)
    assert not any(line in read.text for line in ("Subscribe", "More for you", "Four weeks"))


@pytest.mark.parametrize(("mark", "verdict"), [("archive tag", "listing"), ("single", "article")])
def test_an_archive_of_whole_posts_is_known_by_its_mark(mark: str, verdict: str) -> None:
    posts = "".join(
        f"<article><h2><a href='/2015/{i}/'>The oven number {i} is lit again</a></h2>{PROSE}{PROSE}</article>" for i in range(3)
    )
    page = html(posts, title="Ovens").replace(b"<body>", f"<body class='{mark}'>".encode())
    assert read_page(Page("https://www.gardenpress.example/tag/ovens/", "text/html", page)).verdict == verdict
