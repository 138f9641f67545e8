"""Which parts of a page are taken for the article: what the page's own data tell, and by which words a part is known."""

from __future__ import annotations

import json

import pytest

from vault_inbox.model import Article, Page
from vault_inbox.web.choosing import completing, figures, posts, rules
from vault_inbox.web.choosing.asides import count_asides
from vault_inbox.web.choosing.house_lines import is_heading_of_others
from vault_inbox.web.choosing.runs import runs_of
from vault_inbox.web.dom import parse
from vault_inbox.web.extract import read_page

FIRST = [
    f"The barrel of {name} stands on bricks behind the shed, where the downpipe ends, and it fills within one storm in spring or autumn."
    for name in ("Ada", "Bo", "Cy", "Di")
]
SECOND = [
    f"Whoever lives {where} the river sees the water rise twice a year, and those who keep a boat there move it before the rain begins."
    for where in ("below", "above")
]
MENU = "".join(f"<li><a href=/{i}>Another page of ours, number {i}</a></li>" for i in range(12))


def torn(body: str) -> str:
    """The text of a page whose article goes on far from where it begins, with `body` as its text in JSON-LD."""
    data = json.dumps({"@type": "Article", "headline": "Barrels", "articleBody": body})
    article = "".join(f"<p>{text}</p>" for text in FIRST)
    rest = f"<ul>{MENU}</ul>".join(f"<div>{text}</div>" for text in SECOND)
    html = (
        f'<!doctype html><html><head><title>Barrels</title><script type="application/ld+json">{data}</script></head>'
        f"<body><article><h1>Barrels</h1>{article}</article><ul>{MENU}</ul><section>{rest}</section><ul>{MENU}</ul></body></html>"
    )
    return read_page(Page("https://www.example.org/barrels", "text/html", html.encode())).text


def test_paragraphs_that_the_pages_data_tell_are_taken_wherever_they_stand() -> None:
    assert torn(" ".join([*FIRST, *SECOND])) == "\n\n".join([*FIRST, *SECOND])
    assert torn(" ".join(FIRST)) == "\n\n".join(FIRST)


@pytest.mark.parametrize("beside", [False, True])
def test_posts_of_an_article_told_live_are_taken(beside: bool) -> None:
    """News sites tell an article and its live blog as two things with one headline."""
    headline = {"headline": "The river rises"}
    live = {"@type": "LiveBlogPosting", **headline, "liveBlogUpdate": [{"articleBody": text} for text in SECOND], "articleBody": FIRST[0]}
    data = json.dumps([{"@type": "NewsArticle", **headline}, live] if beside else live)
    posts = "".join(f"<div><b>1{i}:00</b><p>{text}</p></div><ul>{MENU}</ul>" for i, text in enumerate(SECOND))
    told = f'<title>The river rises</title><script type="application/ld+json">{data}</script>'
    article = f"<article><h1>The river rises</h1>{''.join(f'<p>{text}</p>' for text in FIRST)}</article>"
    html = f"<!doctype html><html><head>{told}</head><body>{article}<ul>{MENU}</ul><section>{posts}</section></body></html>"
    read = read_page(Page("https://www.example.org/river", "text/html", html.encode())).text
    assert [text for text in (*FIRST, *SECOND) if text not in read] == []


@pytest.mark.parametrize(("tag", "kept"), [("pre hidden", False), ("pre style='display: none'", False), ("pre", True), ("p hidden", True)])
def test_a_text_that_a_page_holds_once_more_to_be_copied_is_hidden(tag: str, kept: bool) -> None:
    """Many a documentation has all of its Markdown in a hidden `<pre>`, for a button; a hidden paragraph may be one to be unfolded."""
    root = parse(
        f"<html><body><article>{''.join(f'<p>{text}</p>' for text in FIRST)}"
        f"<{tag}># Barrels {' '.join(FIRST[1:])}</{tag.partition(' ')[0]}></article></body></html>"
    )
    assert root is not None
    runs = runs_of(root)
    for run in runs:
        run.chosen = run.recalled = 1.0
    rules.judge(runs, ["Barrels"])
    assert [run.keep for run in runs] == [True, True, True, True, kept]


CODE = "<pre>def filled(barrel):\n    # TODO\n    return barrel.level == barrel.height</pre>"
SOLUTION = f"{CODE[5:-6]}\n\ndef emptied(barrel):\n    barrel.level = 0\n    return barrel"


@pytest.mark.parametrize(
    ("hidden", "kept"),
    [
        (CODE[5:-6], False),  # as a button copies it
        (f"# Barrels\n\n{FIRST[0]} [More](/more)\n\n```\n{CODE[5:-6]}\n```", False),  # the page
        ("function filled(barrel) {\n  return barrel.level === barrel.height;\n}", True),  # the code in another language
        (SOLUTION, True),
        ("make fill", True),
        ("", None),
    ],
)
def test_hidden_code_that_is_said_nowhere_else_stays(hidden: str, kept: bool | None) -> None:
    root = parse(
        f"<html><body><article><p>{FIRST[0]}</p>{CODE}<pre style='display:none'><code>{hidden}</code></pre></article></body></html>"
    )
    assert root is not None
    runs = runs_of(root)
    for run in runs:
        run.chosen = run.recalled = 1.0
    rules.judge(runs, ["Barrels"])
    assert [run.keep for run in runs] == [True, True] + [kept] * (kept is not None)


@pytest.mark.parametrize("said", ["<code>{}</code>", "<code><span>{}</span></code>", "{}"])
def test_hidden_code_of_which_the_text_quotes_a_line_is_no_copy(said: str) -> None:
    lines = [f"barrel.set_level({name!r}, height={20 + 7 * place}, unit='foot')" for place, name in enumerate("abcdefgh")]
    other = [f"import {{ {name} }} from './{name}'" for name in ("Barrel", "Level", "Foot", "Unit")]
    quoted = f"Whoever sets a level writes {said.format(lines[2])} and waits."
    root = parse(f"<article><p>{quoted}</p><pre>{chr(10).join(lines)}</pre><pre hidden>{chr(10).join([*other, *lines])}</pre></article>")
    assert root is not None
    runs = runs_of(root)
    for run in runs:
        run.chosen = run.recalled = 1.0
    rules.judge(runs, [])
    assert [run.keep for run in runs] == [True, True, True]


def test_numbers_of_lines_make_no_other_code() -> None:
    lines = CODE[5:-6].split("\n")
    shown = "\n".join(f"<span class=ln>{number}</span> {line}" for number, line in enumerate(lines, 1))
    for hidden, kept in ((CODE[5:-6], False), (CODE[5:-6].replace("barrel", "barrel 9"), True)):
        root = parse(f"<article><p>{FIRST[0]}</p><pre>{shown}</pre><pre hidden>{hidden}</pre></article>")
        assert root is not None
        runs = runs_of(root)
        for run in runs:
            run.chosen = run.recalled = 1.0
        rules.judge(runs, [])
        assert runs[-1].keep == kept


def wordpress(body: str, article: str, behind: str) -> Article:
    """What is read of a page whose article stands in `article` and whose body bears the class `body`."""
    html = (
        f"<!doctype html><html><head><title>Barrels</title></head><body class='{body}'><main><article class='{article} hentry'>"
        f"<h1>Barrels</h1><p>{FIRST[0]}</p></article>{behind}</main></body></html>"
    )
    return read_page(Page("https://www.example.org/barrels", "text/html", html.encode()))


OTHERS = "".join(
    f"<article class='post-{place} hentry'><h3><a href=/{place}>Oak, part {place}</a></h3><p>{text}</p></article>"
    for place, text in enumerate((*FIRST[1:], *SECOND), 20)
)


@pytest.mark.parametrize("body", ["single postid-12 wide", "single single-post postid-12 single-format-standard"])
@pytest.mark.parametrize(
    "behind", [OTHERS, f"<article class='post-12'><h3>You may like</h3>{OTHERS}</article>", f"<ul><li class=post-34>{OTHERS}</li></ul>"]
)
def test_other_posts_of_a_wordpress_page_are_none_of_the_article(body: str, behind: str) -> None:
    """They may be longer than the article together, and stand in one box with it."""
    read = wordpress(body, "post-12", behind)
    assert (read.verdict, read.text) == ("article", FIRST[0])
    assert any("in another post" in each for each in read.left_out)


@pytest.mark.parametrize(
    ("body", "article"),
    [("single", "post-12"), ("postid-12", "post-1"), ("postid-120", "post-12"), ("postid-12", "post-12x"), ("postid-12", "")],
)
def test_where_wordpress_does_not_number_the_pages_own_post_none_is_another(body: str, article: str) -> None:
    text = wordpress(body, article, f"<div class='post-7'>{''.join(f'<p>{text}</p>' for text in FIRST[1:])}</div>").text
    assert [each for each in FIRST if each not in text] == []


REPLIES = "".join(f"<div class='post-{place} {{0}}'><p>{text}</p></div>" for place, text in enumerate(FIRST[1:], 20))


@pytest.mark.parametrize(
    ("body", "article", "inside", "behind"),
    [
        ("topic bbpress single single-topic postid-12", "post-12 topic type-topic", "", REPLIES.format("reply type-reply hentry")),
        ("single single-question postid-12", "post-12 question", "", REPLIES.format("answer")),
        ("single single-post postid-12", "post-12 type-post", "", REPLIES.format("faq type-faq")),
        ("single single-post postid-12", "post-12 type-post entry-content", REPLIES.format("type-post wp-block-post"), ""),
        ("single single-post postid-12", "post-12 type-post", f"{REPLIES.format('type-post')}<p>{SECOND[0]}</p>", ""),
        ("page page-id-12", "post-12 page type-page", REPLIES.format("faq type-faq hentry"), ""),
        ("page page-id-12", "post-12 page type-page", "", REPLIES.format("type-post wp-block-post")),
    ],
    ids=[
        "replies",
        "answers",
        "questions",
        "set into the post by its writer",
        "set between",
        "a page of questions",
        "a page that shows posts",
    ],
)
def test_posts_that_are_what_a_wordpress_page_says_are_its_own(body: str, article: str, inside: str, behind: str) -> None:
    html = (
        f"<!doctype html><html><head><title>Barrels</title></head><body class='{body}'><main><h1>Barrels</h1>"
        f"<article class='{article}'><p>{FIRST[0]}</p>{inside}</article>{behind}</main></body></html>"
    )
    text = read_page(Page("https://www.example.org/barrels", "text/html", html.encode())).text
    assert [each for each in FIRST if each not in text] == []


def test_other_posts_below_the_text_of_a_box_around_all_are_none_of_the_article() -> None:
    """Page builders put the post's number around all that they show."""
    html = (
        f"<article class='post-12 type-post hentry'><div class=entry-content><p>{FIRST[0]}</p></div>{REPLIES.format('type-post')}</article>"
    )
    page = f"<!doctype html><title>Barrels</title><body class='single single-post postid-12'><main><h1>Barrels</h1>{html}</main>"
    assert read_page(Page("https://www.example.org/barrels", "text/html", page.encode())).text == FIRST[0]
    page = page.replace(" class=entry-content", "")
    assert read_page(Page("https://www.example.org/barrels", "text/html", page.encode())).text == FIRST[0]


@pytest.mark.parametrize("box", ["", "post-content", "entry-content"])
def test_posts_among_the_paragraphs_of_a_post_are_its_own_whatever_their_boxes_of_text_are_called(box: str) -> None:
    shown = "".join(
        f"<article class='post-{place} type-post'><h2><a href=/{place}>Oak, part {place}</a></h2>"
        f"<div class='{box}'><p>{text}</p></div></article>"
        for place, text in enumerate(FIRST[1:], 20)
    )
    html = (
        f"<div class='post-12 type-post'><h1>Barrels</h1><div><p>{FIRST[0]}</p></div><div>{shown}</div><div><p>{SECOND[0]}</p></div></div>"
    )
    page = f"<!doctype html><title>Barrels</title><body class='single single-post postid-12'><main>{html}</main>"
    text = read_page(Page("https://www.example.org/barrels", "text/html", page.encode())).text
    assert [each for each in FIRST if each not in text] == []
    assert text.count("### [Oak, part") == 3


@pytest.mark.parametrize(("kept", "number"), [(True, 20), (False, 20), (True, 12)])
def test_the_title_of_a_post_that_an_article_shows_stands_where_its_words_do(kept: bool, number: int) -> None:
    """A heading of the own post was judged by itself."""
    shown = f"<li class='post-{number} type-post'><h3><a href=/oak>Oak</a></h3><p>{FIRST[1]}</p></li>"
    root = parse(
        f"<body class='single single-post postid-12'><article class='post-12 type-post'><p>{FIRST[0]}</p><ul>{shown}</ul><p>{FIRST[2]}</p>"
        "</article></body>"
    )
    assert root is not None
    runs = posts.own_runs(root, runs_of(root))
    for run in runs:
        run.keep = run.text in (FIRST if kept else (FIRST[0], FIRST[2]))
    posts.complete(runs)
    assert [run.keep for run in runs] == [True, kept and number == 20, kept, True]


@pytest.mark.parametrize("kind", ["post", "book"])
def test_other_posts_of_the_same_type_are_none_of_the_article(kind: str) -> None:
    others = OTHERS.replace("hentry", f"type-{kind} hentry")
    assert wordpress(f"single single-{kind} postid-12", f"post-12 type-{kind}", others).text == FIRST[0]


@pytest.mark.parametrize(
    "heading",
    [
        "Related",
        "Você pode gostar...",
        "Das könnte Sie auch interessieren",
        "À lire aussi",
        "Te puede interesar",
        "Ti potrebbe interessare",
        "Läs också",
        "Související články",
        "Powiązane artykuły",
        "Похожие статьи",
        "関連記事",
        "관련 기사",
        "相关阅读",
        "اقرأ أيضا",
    ],
)
def test_headings_over_what_is_no_part_of_the_article(heading: str) -> None:
    assert is_heading_of_others(heading)


@pytest.mark.parametrize(
    "heading", ["How the barrel works", "Kommentar: Ein Fass ohne Boden", "Vom Dach ins Beet", "Les outils", "雨水桶的安装"]
)
def test_headings_of_an_article(heading: str) -> None:
    assert not is_heading_of_others(heading)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Subscribe to our newsletter", 2),
        ("Jetzt den Newsletter abonnieren", 2),
        ("© 2024", 1),
        ("会員登録はこちら", 2),
        ("A full barrel that freezes will split", 0),
    ],
)
def test_words_that_speak_of_the_site(text: str, count: int) -> None:
    assert count_asides(text, set(text.lower().split())) == count


def page_of(end: str, start: str = "") -> str:
    """The text of a page with an article of four paragraphs, and what stands before and behind them."""
    lead = "".join(f"<p>{text}</p>" for text in FIRST)
    html = f"<!doctype html><title>Barrels</title><body><article><h1>Barrels</h1>{start}{lead}{end}</article></body>"
    return read_page(Page("https://www.example.org/barrels", "text/html", html.encode())).text


ENDS = {
    "a heading": "<h2>What others wrote</h2>",
    "a label": "<p><b>Tags:</b></p>",
    "a heading over a label": "<h2>Filed away</h2><p>Journal name:</p>",
    "signs": "<p>–</p>",
    "what WordPress writes": "<p>Proudly powered by WordPress</p>",
    "the same and the theme": "<p>Proudly powered by WordPress | Theme: Twenty Sixteen</p>",
    "the same in German": "<p>Stolz präsentiert von WordPress</p>",
    "a counter of readers behind a label": "<p>Also:</p><p><img src='https://stats.example.net/b.gif?v=1'></p>",
    "a copyright notice": "<p><i>Copyright 2013 The Barrel Press. All rights reserved. This may not be rewritten.</i></p>",
    "buttons": "<p>Print Email Font Resize</p>",
    "a form's messages": "<div class=hidden><div class=hidden>• Invalid email address.</div></div>",
    "a line of a style sheet": "<p>.barrel { color: red }</p>",
    "words for browsers without scripts": "<noscript><h2>Comments</h2><p>You have no JavaScript to say anything with.</p></noscript>",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
def test_what_leads_to_nothing_is_no_end_of_an_article(end: str) -> None:
    assert page_of(end) == "\n\n".join(FIRST)


BEGINNINGS = {
    "a day and the time of it": "<p>18 July 2013 Last updated at 17:13 GMT</p>",
    "a day": "<p>July 18, 2013</p>",
    "a place and a day": "<p>PORT ELLEN | Thu Jul 18, 2013 3:05pm EDT</p>",
    "buttons": "<ul><li>Print</li><li>Email</li></ul>",
    "a day and its hour in signs": "<p>2024年5月12日 6時00分</p>",
    "a labelled day and its hour in signs": "<p>公開日：2024年5月12日（日） 午前6:00</p>",
    "a Chinese one": "<p>发布时间：2024年5月12日 星期日 06:00</p>",
    "how long it takes to read": "<p class=lead-in>Lesezeit: 3 Min</p>",
    "the same in French": "<p>Temps de lecture : 4 min</p>",
    "the same behind the number": "<p>3 Min. Lesezeit</p>",
    "the same in Japanese": "<p>読了時間：約3分</p>",
}


@pytest.mark.parametrize("line", BEGINNINGS.values(), ids=BEGINNINGS.keys())
def test_what_is_no_beginning_of_an_article(line: str) -> None:
    assert page_of("", line) == "\n\n".join(FIRST)


@pytest.mark.parametrize(
    "line",
    [
        "2024年5月12日 6時00分頃、港の古い橋の近くで火事があり、三時間後に消えた。",
        "Lesezeit: 3 Tage braucht, wer dieses Buch an einem Stück zu Ende lesen will.",
        "Proudly powered by wind and rain, the old mill on the hill grinds on each Friday.",
        "3 min de silence précèdent la course, puis les barques quittent le port.",
    ],
)
def test_words_like_those_of_a_day_or_of_a_house_are_a_beginning(line: str) -> None:
    assert page_of("", f"<p>{line}</p>") == "\n\n".join((line, *FIRST))


KEPT = {
    "headings that are all the text": (
        "".join(f"<h2>{i}. A barrel that {what}</h2>" for i, what in enumerate(("leaks", "rots", "fills"))),
        "2. A barrel that fills",
    ),
    "points of the article": ("<ul><li>An oak barrel of two hundred litres, cleaned and put up.</li></ul>", "cleaned and put up."),
    "a heading over a picture": ("<h2>The barrel</h2><p><img src=/barrel.jpg></p>", "![](https://www.example.org/barrel.jpg)"),
    "a label over a video": ("<p>See it fill:</p><iframe src='https://www.youtube.com/embed/abcdefgh'></iframe>", "v=abcdefgh)"),
    "items of a list under its heading": (
        "<h2>What it needs</h2><ul><li>An oak barrel of two hundred litres, cleaned.<li>Four bricks to put it on, and a tap.</ul>",
        "- Four bricks to put it on, and a tap.",
    ),
    "code with braces": (
        f"<p>The rule that paints it is <code>.barrel {{ color: red }}</code>.</p><p>{SECOND[0]}</p>",
        "`.barrel { color: red }`.\n\n" + SECOND[0],
    ),
}


@pytest.mark.parametrize(("end", "text"), KEPT.values(), ids=KEPT.keys())
def test_what_leads_to_something_stays(end: str, text: str) -> None:
    assert page_of(end).endswith(text)


FINDS = {
    "First find": "Three forks in one morning, all of them without handles.",
    "Second find": "A coin from 1911, green and thin as a leaf in winter.",
    "What now": "Tomorrow I start on the other side of the shed, where the nettles are.",
}


def dug(above: str, titles: str = "Why I dig") -> str:
    """What is read of a text of short paragraphs whose parts bear headings of the first level."""
    body = "".join(f"<h1>{name}</h1><p>{text}</p>" for name, text in FINDS.items())
    html = f"<!doctype html><html lang=en><title>{titles}</title><body><main><article>{above}{body}</article></main>"
    return read_page(Page("https://medium.com/@ada/why-i-dig-1a2b", "text/html", html.encode())).text


def test_headings_of_the_first_level_behind_the_title_name_parts_of_the_text() -> None:
    assert dug("<h1>Why I dig</h1>") == "\n\n".join(f"### {name}\n\n{text}" for name, text in FINDS.items())
    said_twice = dug("<h1>Why I dig</h1><h1>Why I dig</h1>")
    assert "Why I dig" not in said_twice


def test_text_beside_a_paragraph_in_one_box_is_not_lost() -> None:
    picture = "<div class=image><img src=/oak.jpg><p class=source>Image: <a href=/bo>Bo on Barrels</a></p></div>"
    first, *others = FIRST
    rest = "".join(f"<p>{text}</p>" for text in others)
    html = (
        f"<!doctype html><title>Barrels</title><body><div class=post><h1>Barrels</h1><div><p>{picture}{first}</p>{rest}</div></div></body>"
    )
    text = read_page(Page("https://www.example.org/barrels", "text/html", html.encode())).text
    assert first in text.split("\n\n")


def test_a_long_text_for_browsers_without_scripts_is_no_article() -> None:
    words = "This page needs JavaScript. " + "Please enable JavaScript in the settings of your browser and load the page again. " * 8
    html = f"<!doctype html><title>Tides</title><body><div id=root></div><noscript><p>{words}</p></noscript><script src=/app.js></script>"
    found = read_page(Page("https://www.example.org/tides", "text/html", html.encode()))
    assert (found.verdict, found.text) == ("script-only", "")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("<a href=/sold>HARBOUR TOWN SELLS ITS LAST RAIN BARREL</a>", False),
        ("<a href=/sold>Harbour town sells its last rain barrel</a> to a family from inland.", True),
        ("NO BARREL MAY STAND ON THE QUAY", True),
    ],
)
def test_a_link_in_capitals_between_two_paragraphs_is_another_story(line: str, kept: bool) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in [*FIRST[:2], line, *FIRST[2:]])
    html = f"<!doctype html><html><head><title>Barrels</title></head><body><article><h1>Barrels</h1>{paragraphs}</article></body></html>"
    text = read_page(Page("https://www.example.org/barrels", "text/html", html.encode())).text
    assert len(text.split("\n\n")) == len(FIRST) + kept


def test_words_that_only_white_space_parts_stay_apart_where_they_stand_for_a_picture() -> None:
    figure = "<figure><img src=/b.jpg width=800><figcaption><span>A barrel</span>\n <span>Photo: Ada</span></figcaption></figure>"
    paragraphs = "".join(f"<p>{text}</p>" for text in FIRST)
    html = f"<html><head><title>Barrels</title></head><body><article><p>{FIRST[0]}</p>{figure}{paragraphs}</article></body></html>"
    text = read_page(Page("https://www.example.org/barrels", "text/html", html.encode())).text
    assert "barrel Photo: Ada" in text


def test_what_was_said_only_where_it_was_left_out_is_no_repetition() -> None:
    box, paragraphs = f"<div class=promo><p>{SECOND[0]}</p></div>", "".join(f"<p>{text}</p>" for text in [*FIRST, SECOND[0]])
    for first in (box, f"<p>{SECOND[0]}</p>"):
        root = parse(f"<body>{first}<article>{paragraphs}</article>")
        assert root is not None
        runs = runs_of(root)
        for run in runs:
            run.chosen = 1.0
        rules.judge(runs, ())
        runs[0].keep = False  # as another judge may have it
        completing.restore_repeated(runs)
        assert [run.keep for run in runs] == [False, *[True] * 5]


QUOTED = "<blockquote><p>{}</p></blockquote>"
OURS = "A full barrel is worth a well, they say here."
IN_FIGURES = {
    "words of its own": (f"<figure>{QUOTED.format(OURS)}</figure>", True),
    "words of its own, and some of the article's": (f"<figure>{QUOTED.format(OURS + FIRST[0][-29:])}</figure>", True),
    "words that the article says": (f"<figure>{QUOTED.format(FIRST[1][11:70])}</figure>", False),
    "words that the article says, cut": (f"<figure>{QUOTED.format(FIRST[1][:60] + ' … ' + FIRST[2][-50:])}</figure>", False),
    "a button": (f"<figure>{QUOTED.format('Share this article')}</figure>", False),
    "no quotation": (f"<figure><p>{OURS}</p></figure>", False),
    "at the page's side": (f"<aside><figure>{QUOTED.format(OURS)}</figure></aside>", False),
    "below what others wrote": (f"<div class=related><figure>{QUOTED.format(OURS)}</figure></div>", False),
    "among what was left out": (f"<div><p>{SECOND[0]}</p><figure>{QUOTED.format(OURS)}</figure><p>{SECOND[1]}</p></div>", False),
    "the card of another page": (f"<figure>{QUOTED.format(f'<a href=/well>{OURS}</a>')}</figure>", False),
    "in figures without end": (f"{'<figure>' * 5}{QUOTED.format(OURS)}{'</figure>' * 5}", False),
}


@pytest.mark.parametrize(("held", "kept"), IN_FIGURES.values(), ids=IN_FIGURES)
def test_a_quotation_in_a_figure_among_the_articles_paragraphs_is_its_own(held: str, kept: bool) -> None:
    paragraphs = [f"<p>{text}</p>" for text in FIRST]
    root = parse(f"<body><article>{''.join(paragraphs[:2])}{held}{''.join(paragraphs[2:])}</article>")
    assert root is not None
    runs = runs_of(root)
    for run in runs:
        run.chosen = float(run.text in FIRST)
    rules.judge(runs, ())
    assert [run.text for run in runs if run.keep] == FIRST
    figures.complete(runs)
    assert [run.keep for run in runs if run.text not in (*FIRST, *SECOND)] == [kept]


def test_a_quotation_in_a_figure_behind_an_article_is_the_sites() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in FIRST)
    root = parse(f"<body><article>{paragraphs}<figure>{QUOTED.format(OURS)}</figure></article>")
    assert root is not None
    runs = runs_of(root)
    for run in runs:
        run.chosen = float(run.text in FIRST)
    rules.judge(runs, ())
    figures.complete(runs)
    assert [run.keep for run in runs] == [*[True] * len(FIRST), False]


def test_a_short_report_that_its_page_marks_as_an_aside_is_found_by_its_description() -> None:
    report = f"{FIRST[0]} {SECOND[0]}"
    html = (
        f'<!doctype html><title>Barrels</title><meta name=description content="{report[:130]} ..."><body>'
        f"<header><nav>{f'<ul>{MENU}</ul>' * 12}</nav></header>"
        f"<main><aside><h1>Barrels</h1><article><p>{report}</p></article></aside><ul>{MENU}</ul></main>"
    )
    article = read_page(Page("https://www.example.org/barrels", "text/html", html.encode()))
    assert (article.verdict, article.text) == ("article", report)


def entries(*hours: str) -> str:
    said = zip(hours, FIRST, strict=False)
    told = "".join(f"<div class=entry><time>{hour}</time><h3>What is new at {hour[0]}</h3><p>{text}</p></div>" for hour, text in said)
    html = f"<title>The river rises</title><article><h1>The river rises</h1><p>{SECOND[0]}</p>{told}</article>"
    return read_page(Page("https://www.example.org/river", "text/html", html.encode())).text


def test_the_hours_of_an_article_told_live_stay_with_its_entries() -> None:
    text = entries("14:05", "9.20 Uhr", "7:15 am")
    assert [hour for hour in ("14:05", "9.20 Uhr", "7:15 am") if f"{hour}\n\n### What is new" not in text] == []


def test_a_short_question_that_the_data_tell_word_for_word_is_the_pages() -> None:
    question = "I sow them in April and in May they are mush."
    data = {"@type": "QAPage", "mainEntity": {"@type": "Question", "name": "Why do my beans rot?", "text": question}}
    answers = "".join(f"<div class=answer><p>{text}</p></div>" for text in FIRST)
    html = (
        f'<title>Why do my beans rot?</title><script type="application/ld+json">{json.dumps(data)}</script>'
        f"<main><h1>Why do my beans rot?</h1><div class=question><p>{question}</p></div>{answers}</main>"
    )
    assert question in read_page(Page("https://www.example.org/beans", "text/html", html.encode())).text
