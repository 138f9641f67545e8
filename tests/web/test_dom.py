"""A page as a tree: elements that hold nothing, as browsers read them, whatever is left open."""

from __future__ import annotations

import json

import pytest

from vault_inbox import Drop, Page, read_drop, read_page
from vault_inbox.web.dom import parse, words_of
from vault_inbox.web.writing.markdown import markdown_of

PARAGRAPHS = [
    f"The barrel of {name} stands on bricks behind the old shed, where the downpipe ends, and it fills within one storm in spring."
    for name in ("Ada", "Bo", "Cy", "Tom")
]


def page(body: str, head: str = "") -> Page:
    html = f"<!doctype html><html><head><title>Barrels</title>{head}</head><body><article><h1>Barrels</h1>{body}</article></body></html>"
    return Page("https://www.example.org/barrels", "text/html", html.encode())


HOLDING_NOTHING = {
    "a place to part a word": (
        "<p>Hash<wbr>Map and <a href=https://o.example>https://<WBR>o.example/<wbr/>a</a></p><p>b</p>",
        "HashMap and [https://o.example/a](https://o.example)\n\nb",
    ),
    "one before blocks": ("<wbr><div>a</div><wbr class=x><p>b<wbr></wbr>c</p>", "a\n\nbc"),
    "a place to part a word in a cell": (
        "<table><tr><td>data.<wbr>Frame<td>x<wbr>y<tr><td>1<td>2</table>",
        "| data.Frame | xy |\n| --- | --- |\n| 1 | 2 |",
    ),
    "music that plays": ("<embed src=x.mid><p>a</p><p>b</p>", "a\n\nb"),
    "music with a sign in its name": ('<p>a <embed src="b>c.mid"/> d</p><embed src=x></embed>e', "a d\n\ne"),
    "a source in no film": ("<div><source src=a><track src=b><p>a</p></div><bgsound src=c><p>b</p>", "a\n\nb"),
    "a break that is closed": ("<p>one</br>two</BR >three</p>", "one  \ntwo  \nthree"),
    "a break that is opened and closed": ("<p>one<br></br>two<br />\n</br>three</p>", "one  \ntwo  \nthree"),
    "a word shown as code": ("<p>Write <code>&lt;wbr&gt;</code> or <code>a<wbr>b</code>.</p>", "Write `<wbr>` or `ab`."),
    "in an attribute": ("<p><img src=/a.png alt='a <wbr> b </br>'></p>", "![a \\<wbr> b \\</br>](https://example.org/a.png)"),
    "in a comment": ("<p>a<!-- <wbr> </br> --!>b<!-->c<wbr>d</p>", "abcd"),
    "in what is a comment to browsers": ("<p>a<![CDATA[ x <wbr>b</ <wbr>c<? <wbr>d</p>", "abcd"),
    "an element of a script's own": ("<p>a<wbr-x>b</wbr-x><embed-x>c</embed-x></p><title-bar>d<wbr>e</title-bar>", "abc\n\nde"),
    "behind a frame that is closed at once": (
        "<p>a<iframe src='x>y' /><wbr>b<br/>c<textarea rows='2'/>d<wbr>e</p>",
        "a\n\nb  \ncde",
    ),
    "in a frame that is not": ("<p>a<iframe src=x/>b<wbr>c</iframe>d<wbr>e</p>", "a\n\nde"),
    "at the end": ("<p>a<wbr", "a"),
}


@pytest.mark.parametrize(("html", "expected"), HOLDING_NOTHING.values(), ids=HOLDING_NOTHING)
def test_what_stands_behind_an_element_that_holds_nothing_is_read(html: str, expected: str) -> None:
    assert markdown_of(html, "https://example.org/") == expected


@pytest.mark.parametrize("text", ["<wbr>", "a</br>b", "<embed src=x>"])
@pytest.mark.parametrize("holder", ["script", "style", "textarea", "title", "xmp", "iframe"])
def test_text_of_elements_that_hold_no_others_stays(holder: str, text: str) -> None:
    root = parse(f"<div><{holder}>{text}</{holder}><p>c<wbr>d</p></div>")
    assert root is not None
    assert [each.text for each in root.iter(holder, "p")] == [text, "cd"]


def test_data_of_a_page_keep_what_looks_like_an_element() -> None:
    data = json.dumps({"@type": "Article", "headline": "Barrels", "author": {"@type": "Person", "name": "Ada <wbr>Field"}})
    root = parse(f"<head><script type=application/ld+json>{data}</script></head><p>a<wbr>b</p>")
    assert root is not None
    assert [script.text for script in root.iter("script")] == [data]


@pytest.mark.parametrize("mark", ["<wbr>", "<embed src=/a.swf>", "<WBR/>"])
def test_an_article_goes_on_behind_such_an_element(mark: str) -> None:
    body = "".join(f"<p>{text.replace('the old shed', f'the old {mark}shed')}</p>" for text in PARAGRAPHS)
    assert read_page(page(body)).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("count", [3, 3_000])
def test_so_do_a_mail_and_a_saved_page(count: int) -> None:
    body = f"<p>{'a<wbr>' * count}</p><p>The end of all.</p>"
    mail = f"From: ada@garden.example\nSubject: Barrels\nContent-Type: text/html; charset=utf-8\n\n{body}"
    assert read_drop(Drop("m.eml", mail.encode())).content == f"{'a' * count}\n\nThe end of all."
    saved = page("".join(f"<p>{text.replace(' ', '<wbr> ')}</p>" for text in PARAGRAPHS)).body
    assert read_drop(Drop("barrels.html", saved)).content == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "before", ["<title>T</title>", "<!doctype html><html lang=en><title>T</title>", "<head><title>T</title><meta charset=utf-8>"]
)
@pytest.mark.parametrize("tag", ["article", "main", "section", "x-story", "div"])
def test_a_page_may_leave_out_where_its_body_begins(before: str, tag: str) -> None:
    root = parse(f"{before}<{tag}><p>A</p></{tag}> B <p>C</p> <footer>D</footer>")
    assert root is not None
    head, body = root
    assert (head.tag, body.tag, words_of(head), words_of(body)) == ("head", "body", "T", "A B C D")
    assert body[0].tag == tag


def test_what_belongs_into_the_head_of_a_page_stays_there() -> None:
    root = parse(
        "<title>T</title><style>a</style><article><p>A</p></article><link rel=next href=b><script>c</script><noscript>d</noscript>"
    )
    assert root is not None
    assert [child.tag for child in root.find("head")] == ["title", "style", "link", "script", "noscript"]
    assert [child.tag for child in root.find("body")] == ["article"]
