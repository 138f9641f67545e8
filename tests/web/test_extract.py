"""A page becomes an article: what is kept, what goes, and what a page can do to its reader (nothing)."""

from __future__ import annotations

import json
from dataclasses import replace
from time import process_time

import pytest
from markdown_it import MarkdownIt

from vault_inbox.errors import ExtractError
from vault_inbox.model import Article, Page
from vault_inbox.notes import inert
from vault_inbox.web.extract import read_page

URL = "https://www.gardenpress.example/2024/05/rain-barrels"
PROSE = [
    "A rain barrel under a downpipe fills within one good storm, and the water it holds is soft, warm and free of lime.",
    "Set the barrel on a stand of bricks: every ten centimetres of height give the tap a little more pressure, and a can fits under it.",
    "In winter the tap stays open, because a full barrel that freezes through will split along its seam, however thick its walls are.",
    "Mosquitoes need still water for about ten days; a lid or a fine mesh over the opening keeps them out better than any additive does.",
]


def page(body: str, head: str = "", url: str = URL) -> Page:
    html = f"<!doctype html><html lang=en><head><title>Rain barrels | Garden Press</title>{head}</head><body>{body}</body></html>"
    return Page(url, "text/html", html.encode())


def article(*parts: str) -> Page:
    return page(f"<article><h1>Rain barrels</h1>{''.join(parts)}</article>")


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


CHROME = f"""
<header><nav><a href=/>Home</a> <a href=/shop>Shop</a> <a href=/about>About us</a></nav></header>
<main><article>
  <h1>Rain barrels</h1>
  <p class=byline>By Ada Field</p>
  <div class=share-bar><a href=#>Share this article</a> <a href=#>Tweet</a></div>
  {paragraphs(PROSE[:2])}
  <p>Read more: <a href=/pumps>Seven pumps for small gardens that we like</a></p>
  <div class="newsletter-signup"><p>Get our letter every Sunday, with the jobs for the week in your garden.</p></div>
  {paragraphs(PROSE[2:])}
  <div class=author-bio><p>Ada Field has grown vegetables on clay for twenty years and writes about it here every week.</p></div>
</article></main>
<section class=related><h3>Related</h3><p><a href=/a>The best watering cans of the year, compared</a></p></section>
<div id=comments class=comments-area><p>What a lovely barrel, I bought two of them last year and they still hold water well!</p></div>
<footer><p>© 2024 Garden Press. All rights reserved.</p></footer>
"""


def test_clean_article_is_its_paragraphs() -> None:
    read = read_page(article(paragraphs(PROSE)))
    assert read.verdict == "article"
    assert read.text == "\n\n".join(PROSE)
    assert (read.title, read.url, read.site) == ("Rain barrels", URL, "Garden Press")
    assert not read.partial


@pytest.mark.parametrize(
    "gone",
    [
        "Rain barrels",  # the title stands above the text already
        "Ada Field",
        "Share this article",
        "Seven pumps",
        "every Sunday",
        "twenty years",
        "watering cans",
        "lovely barrel",
        "All rights reserved",
        "About us",
    ],
)
def test_what_stands_around_an_article_goes(gone: str) -> None:
    assert gone not in read_page(page(CHROME)).text


def test_what_stands_around_takes_no_prose_with_it() -> None:
    assert [text for text in PROSE if text not in read_page(page(CHROME)).text] == []


CONSENT = (
    "This website uses small files to ensure you get the best experience, to measure how it is used and to show you offers that fit. "
    "You can change what you allow at any time in the settings at the foot of each page."
)
BELOW = "The lid is the part that most people leave out, and it is the one that keeps leaves, children and small animals from falling in."


@pytest.mark.parametrize(
    "below",
    [
        f"<p>{BELOW}</p><p>{BELOW.lower()}</p>",
        f"<html><head><title>More</title></head><body><p>{BELOW}</p><p>{BELOW.lower()}</p></body></html>",
    ],
)
def test_paragraphs_below_the_end_of_a_page_are_read(below: str) -> None:
    source = page(f"<h1>Rain barrels</h1>{paragraphs(PROSE[:2])}")
    for end in (b"</html>", b"</HTML>", b"</Html >"):
        text = read_page(replace(source, body=source.body.replace(b"</html>", end) + below.encode())).text
        assert text.split("\n\n") == [*PROSE[:2], BELOW, BELOW.lower()]


def test_an_article_below_a_page_that_is_but_a_head_is_read_though_something_there_fades_in() -> None:
    source = page("<header><nav><a href=/>Home</a></nav><p>Water in the garden</p></header>")
    below = f"<style>.lazy {{ opacity: 0 }}</style><h1>Rain barrels</h1>{paragraphs(PROSE)}"
    text = read_page(replace(source, body=source.body + below.encode())).text
    assert [each for each in PROSE if each not in text] == []


@pytest.mark.parametrize(
    "below",
    [
        "<!-- Cached page, 0.2 seconds -->",
        "<script>var text = '" + BELOW * 3 + "'</script>",
        "<div>Visitors: 12345</div>",
        f"<div style='display:none'>{BELOW * 3}</div>",
        f"<div style='position:absolute;left:-9999px'>{BELOW * 3}</div>",
        f"<div><a href='https://pills.example/'>{BELOW * 3}</a></div>",
        paragraphs(PROSE),
        f"<div class=cc-window role=dialog><p>{CONSENT}</p><button>Got it</button></div>",
    ],
)
def test_what_others_put_below_a_page_changes_nothing(below: str) -> None:
    source = page(f"<h1>Rain barrels</h1>{paragraphs(PROSE)}")
    assert read_page(replace(source, body=source.body + below.encode())) == read_page(source)


def test_the_end_of_a_page_that_stands_in_a_script_is_none() -> None:
    source = article(f"<script>x = '</html>{BELOW * 3}'</script>", paragraphs(PROSE))
    assert read_page(source).text == read_page(article(paragraphs(PROSE))).text


def test_headings_items_and_code_between_paragraphs_come_along() -> None:
    body = (
        f"<p>{PROSE[0]}</p><h2>What you need</h2><ul><li>a barrel</li><li>bricks</li></ul><p>{PROSE[1]}</p>"
        f"<h3>Flow</h3><pre><code class=language-python>def flow(h):\n\n    return 2 * h</code></pre><p>{PROSE[2]}</p>"
    )
    assert read_page(article(body)).text == (
        f"{PROSE[0]}\n\n### What you need\n\n- a barrel\n- bricks\n\n{PROSE[1]}\n\n#### Flow\n\n"
        f"```python\ndef flow(h):\n\n    return 2 * h\n```\n\n{PROSE[2]}"
    )


def test_a_caption_goes_with_its_picture() -> None:
    figure = "<figure><img src=/barrel.jpg><figcaption>A barrel on bricks</figcaption></figure>"
    text = read_page(article(f"<p>{PROSE[0]}</p>{figure}{paragraphs(PROSE[1:])}")).text
    assert "![A barrel on bricks](https://www.gardenpress.example/barrel.jpg)" in text


CAPTION = "<figcaption>Sizes, told by Eva</figcaption>"
CAPTIONED = {
    "a table": ("<table><tr><td>A<td>B<tr><td>1<td>2</table>", "| A | B |\n| --- | --- |\n| 1 | 2 |"),
    "a table with pictures": (
        "<table><tr><td><img src=/a.png>A<td><img src=/b.png>B<tr><td>1<td>2</table>",
        "| ![](https://www.gardenpress.example/a.png) A | ![](https://www.gardenpress.example/b.png) B |\n| --- | --- |\n| 1 | 2 |",
    ),
    "code": ("<pre>def flow(h): return 2 * h</pre>", "```\ndef flow(h): return 2 * h\n```"),
    "a film": ("<video src=/v.mp4></video>", "[Video](https://www.gardenpress.example/v.mp4)"),
    "a film of another site": (
        "<iframe src=https://www.youtube.com/embed/b_PXuEPxN50></iframe>",
        "[Video](https://www.youtube.com/watch?v=b_PXuEPxN50)",
    ),
    "a quotation": (
        "<blockquote><p>The lid keeps the leaves out.</p></blockquote>",
        "> The lid keeps the leaves out.",
    ),
    "a quotation with a picture of who says it": (
        "<img src=/eva.jpg alt=Eva><blockquote><p>The lid keeps the leaves out.</p></blockquote>",
        "![Eva](https://www.gardenpress.example/eva.jpg)\n\n> The lid keeps the leaves out.",
    ),
    "verse": ("<p>Rain on the lid,<br>and none below.</p>", "Rain on the lid,  \nand none below."),
}


@pytest.mark.parametrize(("held", "written"), CAPTIONED.values(), ids=CAPTIONED)
def test_a_caption_without_a_picture_stays_with_what_it_is_of(held: str, written: str) -> None:
    text = read_page(article(paragraphs(PROSE[:2]), f"<figure>{held}{CAPTION}</figure>", paragraphs(PROSE[2:]))).text
    assert text.split("\n\n", 2)[2] == f"{written}\n\nSizes, told by Eva\n\n{PROSE[2]}\n\n{PROSE[3]}"


def test_the_words_of_a_post_in_a_figure_stand_above_who_wrote_it_and_when() -> None:
    post = "<blockquote><p>Our barrels are full.</p>— Eva (@eva) <a href=https://x.example/1>May 5, 2020</a></blockquote>"
    text = read_page(article(paragraphs(PROSE[:2]), f"<figure>{post}</figure>", paragraphs(PROSE[2:]))).text
    assert "> Our barrels are full.\n>\n> — Eva (@eva) [May 5, 2020](https://x.example/1)" in text


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><iframe src=https://ads.example/x></iframe><figcaption>Offers of the week</figcaption></figure>",
        "<figure><video src=/v.mp4></video><figcaption>Photo: Getty Images</figcaption></figure>",
        "<aside><figure><video src=/v.mp4></video><figcaption>Our film of the week</figcaption></figure></aside>",
    ],
)
def test_captions_of_what_is_no_part_of_an_article_stay_out(figure: str) -> None:
    text = read_page(article(paragraphs(PROSE[:2]), figure, paragraphs(PROSE[2:]))).text
    assert [each for each in text.split("\n\n") if not each.startswith("[Video]")] == PROSE


def test_pictures_of_teasers_do_not_come_along() -> None:
    teaser = "<div class=related><a href=/x><img src=/teaser.jpg><span>The best cans of the year</span></a></div>"
    assert "teaser.jpg" not in read_page(article(paragraphs(PROSE[:2]), teaser, paragraphs(PROSE[2:]))).text


def test_a_box_called_comment_may_hold_the_article() -> None:
    read = read_page(page(f"<div class=commentOnSelection><div>{paragraphs(PROSE)}</div></div><div><p>Menu</p></div>"))
    assert PROSE[3] in read.text


def test_text_that_only_the_json_holds_is_found() -> None:
    data = (
        '<script type="application/ld+json">{"@type":"Article","headline":"Rain barrels","articleBody":"' + " ".join(PROSE) + '"}</script>'
    )
    read = read_page(page("<div id=x></div>", data))
    assert (read.verdict, read.text) == ("article", " ".join(PROSE))


HOSTILE = {
    "templater": ("<p>Use <code>&lt;% tp.file.title %&gt;</code> or &lt;%* await x() %&gt; in it.</p>", "<%"),
    "wikilink": ("<p>See [[Secret note]] and ![[Secret note]] for it.</p>", "[[Secret"),
    "dataviewjs": ("<pre><code class=language-dataviewjs>dv.pages()</code></pre>", "```dataviewjs"),
    "inline query": ("<p>The sum is <code>$= dv.pages().length</code> today.</p>", "`$="),
    "raw html": ("<p>Write &lt;script&gt;alert(1)&lt;/script&gt; here.</p>", " <script"),
    "iframe": ("<p>Look</p><iframe src='https://evil.example/x'></iframe>", "evil.example"),
    "javascript link": ("<p>Click <a href='javascript:alert(1)'>this thing</a> now.</p>", "javascript:"),
    "obsidian link": ("<p>Open <a href='obsidian://open?vault=x'>this note</a> now.</p>", "obsidian:"),
    "data image": ("<p>x <img src='data:image/png;base64,AAAA' alt=''> y</p>", "data:image"),
    "tag": ("<p>Buy it #today or never.</p>", " #today"),
    "field": ("<p>rating:: 5</p>", "rating::"),
    "comment": ("<p>Hidden %%in here%% somewhere.</p>", "%%in"),
    "task": ("<p>- [ ] pay me</p>", "\n- [ ] pay"),
    "heading": ("<p># scraped from me</p>", "\n# "),
}


@pytest.mark.parametrize(("snippet", "live"), HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_of_a_page_is_live_in_obsidian(snippet: str, live: str) -> None:
    text = read_page(article(paragraphs(PROSE[:2]), snippet, paragraphs(PROSE[2:]))).text
    assert live not in text
    assert PROSE[3] in text


RICH = article(
    f"<p>{PROSE[0]} <b>Note:</b>bricks * stones _and_ so on, 5 < 6 & a|b, see <a href='/a_b(c)'>a [thing] here</a>!</p>",
    "<h2>1. What you need</h2><ol start=3><li>one<ul><li>deep<p>more</p></li></ul></li><li>two</li></ol><hr>",
    "<table><tr><th>Name</th><th>a|b</th></tr><tr><td><code>x|y</code></td><td>2<br>3</td></tr></table>",
    f"<blockquote><p>{PROSE[1]}</p><ul><li>q</li></ul><pre>a\n\nb ``` c</pre></blockquote><p>{PROSE[2]}<br>+ next line</p>",
    "<p>2024. A year<br># not a heading<br>- no item</p><dl><dt>Term</dt><dd>Meaning of it</dd></dl>",
    f"<p>{PROSE[3]}</p>",
)


@pytest.mark.parametrize(
    "source", [article(paragraphs(PROSE)), page(CHROME), RICH, *(article(h, paragraphs(PROSE)) for h, _ in HOSTILE.values())]
)
def test_text_passes_through_inert_unchanged(source: Page) -> None:
    text = read_page(source).text
    assert inert.block(text, images="keep") == text


def test_rich_text_reads_the_same_when_rendered() -> None:
    html = MarkdownIt("commonmark").enable("table").render(read_page(RICH).text)
    for words in (
        "bricks * stones _and_ so on, 5 &lt; 6 &amp; a|b",
        "a [thing] here",
        '<ol start="3">',
        "<code>x|y</code>",
        "2 3",
        "b ``` c",
    ):
        assert words in html
    assert html.count("<li>") == 4
    assert html.count("<h3>") == 1
    assert "<h1>" not in html
    assert "<blockquote>" in html


def test_ordinary_prose_needs_no_backslash() -> None:
    assert "\\" not in read_page(article(paragraphs([*PROSE, "It cost $5 (or 4.50 €) – “cheap”, at 50 % off; see p. 3-4 & note 2."]))).text


@pytest.mark.parametrize(
    ("body", "content_type", "words"),
    [
        (
            "<html><body><article><p>Дождевая бочка под водостоком наполняется за одну хорошую грозу.</p></article>".encode("cp1251"),
            "text/html; charset=windows-1251",
            "Дождевая бочка",
        ),
        (
            "<html><head><meta charset=shift_jis></head><body><article><p>雨水タンクは嵐でいっぱいになります。</p></article>".encode(
                "shift_jis"
            ),
            "text/html",
            "雨水タンク",
        ),
        (
            "<html><body><article><p>Das Faß füllt sich bei einem einzigen Gewitter, und das Wasser ist weich.</p></article>".encode(
                "cp1252"
            ),
            "text/html",
            "Faß füllt",
        ),
        (
            b'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body>'
            + "<p>Le tonneau d’été se remplit en un seul orage, et l’eau est douce.</p></body></html>".encode(),
            "application/xhtml+xml",
            "d’été",
        ),
    ],
    ids=["windows-1251 by header", "shift_jis by meta", "no charset", "xhtml"],
)
def test_charsets(body: bytes, content_type: str, words: str) -> None:
    assert words in read_page(Page(URL, content_type, body)).text


def test_plain_text_is_an_article_with_its_lines() -> None:
    read = read_page(Page("https://example.org/notes/READ%20ME.txt", "text/plain", b"First line\nsecond [[line]]\n\n# third <%x%>\n"))
    assert (read.verdict, read.title) == ("article", "READ ME.txt")
    assert read.text == inert.block(read.text)
    assert "[[" not in read.text
    assert "<%" not in read.text
    assert read.text.startswith("First line\nsecond")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<",
        b"<html>",
        b"\x00" * 50,
        b"<p>" * 5000,
        b"<!doctype html><div>" * 3000 + b"words",
        b"<html><body>&#xD800;&#0;</body>",
        b"<![CDATA[x]]>",
        b"<table>" * 800,
    ],
)
def test_never_raises(body: bytes) -> None:
    assert isinstance(read_page(Page(URL, "text/html", body)), Article)


def declines(_page: Page) -> Article:
    raise ExtractError("not mine")


def test_extractors_come_first_and_may_decline() -> None:
    def mine(asked: Page) -> Article:
        return Article(asked.url, "Mine", "# Head\n\n[[x]] ![p](https://example.org/p.png)")

    read = read_page(article(paragraphs(PROSE)), [declines, mine, declines])
    assert read == replace(read, title="Mine", text=inert.block("### Head\n\n[[x]] ![p](https://example.org/p.png)", images="keep"))
    assert "[[x]]" not in read.text
    assert read_page(article(paragraphs(PROSE)), [declines]).title == "Rain barrels"


def fails(_page: Page) -> Article:
    raise ZeroDivisionError("a fault of the extractor")


def test_an_extractor_that_fails_declines_and_is_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    assert read_page(article(paragraphs(PROSE)), [fails]).title == "Rain barrels"
    assert "a fault of the extractor" in caplog.text


def test_thousands_of_words_in_boxes_of_their_own_take_no_quadratic_time() -> None:
    crowd = "".join(f"<span>word {i}</span> " for i in range(20_000))
    start = process_time()
    text = read_page(article(paragraphs(PROSE), f"<p>{crowd}</p>")).text
    assert "word 19999" in text
    assert process_time() - start < 20  # seconds of CPU; it was 63


def test_a_declared_shadow_root_is_read() -> None:
    body = f"<story-page><template shadowrootmode=open><article><h1>Rain barrels</h1>{paragraphs(PROSE)}</article></template></story-page>"
    assert read_page(page(body)).text == "\n\n".join(PROSE)


@pytest.mark.parametrize("key", ["__NEXT_DATA__", "__NUXT_DATA__"])
def test_an_article_that_stands_only_in_the_data_of_the_page_is_found(key: str) -> None:
    data = json.dumps({"props": {"menu": ["Home"], "post": {"title": "Rain barrels", "html": f"<h2>Start</h2>{paragraphs(PROSE * 2)}"}}})
    read = read_page(page(f"<div id=__next></div><script id={key} type=application/json>{data}</script><script src=/app.js></script>"))
    assert read.verdict == "article"
    assert read.text.startswith(f"### Start\n\n{PROSE[0]}\n\n{PROSE[1]}")


def texts(*parts: str) -> list[dict[str, str]]:
    return [{"type": "text", "text": part} for part in parts]


BLOCKS = {
    "a paper's own": [
        *({"type": "paragraph", "text": text} for text in PROSE),
        {"type": "heading", "level": 3, "text": "Winter"},
        {"type": "ad", "text": "Buy"},
        {"type": "quote", "text": "Soft & warm"},
        {"type": "list", "items": ["Mesh"]},
    ],
    "Portable Text": [
        *({"_type": "block", "style": "normal", "children": [{"_type": "span", "text": text}]} for text in PROSE),
        {"_type": "block", "style": "h3", "children": [{"_type": "span", "text": "Winter"}]},
        {"_type": "block", "style": "blockquote", "children": [{"_type": "span", "text": "Soft & warm"}]},
        {"_type": "block", "style": "normal", "listItem": "bullet", "children": [{"_type": "span", "text": "Mesh"}]},
    ],
    "Editor.js": [
        *({"type": "paragraph", "data": {"text": text}} for text in PROSE),
        {"type": "header", "data": {"text": "Winter", "level": 3}},
        {"type": "quote", "data": {"text": "Soft &amp; <span>warm</span>"}},
        {"type": "list", "data": {"items": ["Mesh"]}},
    ],
    "ProseMirror": [
        *({"type": "paragraph", "content": texts(text[:9], text[9:])} for text in PROSE),
        {"type": "heading", "attrs": {"level": 3}, "content": texts("Winter")},
        {"type": "blockquote", "content": [{"type": "paragraph", "content": texts("Soft & warm")}]},
        {"type": "bulletList", "content": [{"type": "listItem", "content": [{"type": "paragraph", "content": texts("Mesh")}]}]},
    ],
}


@pytest.mark.parametrize("blocks", BLOCKS.values(), ids=BLOCKS.keys())
def test_an_article_in_blocks_is_read_with_its_author_and_day(blocks: list[object]) -> None:
    post = {"byline": [{"fullName": "Ada Field"}], "publishedAt": "2024-05-03", "body": {"content": blocks}}
    data = json.dumps({"props": {"post": post, "more": [{"title": "Tap"}]}})
    read = read_page(page(f"<div id=__next></div><script>window.__STATE__ = {data};</script>"))
    assert read.text == "\n\n".join([*PROSE, "### Winter", "> Soft & warm", "- Mesh"])
    assert (read.author, str(read.published), read.sources["author"]) == ("Ada Field", "2024-05-03", "data for scripts")


def test_an_article_in_the_stream_behind_a_page_is_put_together() -> None:
    html = paragraphs([f"“{text}”" for text in PROSE * 2])
    post = {"body": "$2", "author": {"firstName": "Ada", "lastName": "Field"}, "date": "2024-05-03"}
    rows = f"1:{json.dumps({'post': post})}\n2:T{len(html.encode()):x},{html}3:null\n"
    pushes = "".join(f"<script>self.__next_f.push({json.dumps([1, rows[at : at + 300]])})</script>" for at in range(0, len(rows), 300))
    read = read_page(page(f"<div></div>{pushes}"))
    assert read.text.split("\n\n") == [f"“{text}”" for text in PROSE * 2]
    assert (read.author, str(read.published)) == ("Ada Field", "2024-05-03")


def test_words_of_a_program_are_no_article() -> None:
    words = [{"type": "label", "text": f"Word {i}"} for i in range(99)]
    assert read_page(page(f"<div id=root></div><script type=application/json>{json.dumps(words)}</script>")).verdict != "article"
