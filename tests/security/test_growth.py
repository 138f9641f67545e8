"""Whatever a text is made of, reading it takes time in proportion to its length: no pattern looks again and again through what follows.

Processor time is compared at one length and at four times as much. What takes a few milliseconds at the larger one has nothing to answer
for; what seems to grow faster is measured again, at larger sizes, so that a busy machine fails nothing.
"""

from __future__ import annotations

import gc
import os
import re
import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import count

import pytest

from vault_inbox import Drop, Note, Page, VaultInboxError, read_drop, split_drop, update
from vault_inbox.drops.forms.html import page_url
from vault_inbox.drops.forms.local_files import without_places, words_alone
from vault_inbox.model import Connection
from vault_inbox.notes import sections
from vault_inbox.notes.follow import repointed
from vault_inbox.notes.inert import block, line
from vault_inbox.notes.layout import Layout
from vault_inbox.notes.parse import read_note
from vault_inbox.notes.render import render
from vault_inbox.processing.arrival.known_entries import without_frame
from vault_inbox.processing.arrival.known_texts import Text, line_of
from vault_inbox.steps.openers import language_of
from vault_inbox.steps.plain_text import plain
from vault_inbox.steps.summary import paragraphs
from vault_inbox.steps.words import names, topics
from vault_inbox.text.charsets import decode_named
from vault_inbox.text.generic_names import says_nothing
from vault_inbox.text.sentences import is_whole, sentences
from vault_inbox.vault.links import repoint
from vault_inbox.vault.names import file_stem
from vault_inbox.vault.scan import scan
from vault_inbox.vault.words import indexable
from vault_inbox.web.extract import read_page
from vault_inbox.web.feeds.feet import without_foot
from vault_inbox.web.urls import find_urls

TOKENS = r"""
[ ] ( ) < > { } | ` ~ * _ = $ \ # - + : & ! ? . ; , " ' / % ^ @ • 。 [[ ]] ]( [a]( ![ ![]( ![[ [^ [^1] [^a]: [a]:␣ [a][
[a](b) [[a]] [[a| <a <a␣ </ <!-- --> <? <![CDATA[ <% %> <%␣a {{ }} {{a {% <http:// <p> <br> <b>a</b> <img␣src="a"> ``
``` ```␤ ```a␤ ~~~␤ `a␣ ``a␣ ~~ ~~a ** *a␣ **a␣ **a** __ _a␣ == ==a␣ $$ $a␣ \( \[ \frac{ \begin{a} a␣ a.␣ A.␣ Mr.␣ . .␣
... A A,␣ aA 3.␣ 1.␣ !␣ ."␣ (a␣ “a␣ «a␣ é ß 1 2024-01-01␣ 12:00␣ http:// https://a.b/ https://a.b/␣ http://a.b/a.
www.a.b␣ a@b.c␣ #a␣ #a @a␣ a::␣ key:␣a␤ Title:␣a␤ Link:␣http://a.b/␤ Tags:␣a,␣b␤ Source:␣http://a.b/␤ -␣ -␣a␤ -␤ 1.␣a␤
*␣a␤ >␣ >␣>␣a␤ >␣[!note]␣a␤ #␣a␤ ##␣a␤ ##␣a␤␤b␤ a␤ a␤␤ ␤ ␤␤ ␣ ␣␣␣␣a␤ ␉ ␉a␤ ---␤ ---␤a:␣b␤ ␣␤ \␤ |␣a␣|␤ |-|␤ -␣[␣]␣a␤
␣␣-␣a␤ [a](x: [a](mailto:a \[a](<x: &amp; &# &nbsp; %20 ``a` ␀ ␍␤ क़ ![a](b.png) ![a␣3](c.png)␤ a␣b␣c␣d␣e␣f…␤ <http://a>
""".split()  # noqa: SIM905 (a list of so many is unreadable)
SIGNS = {"␣": " ", "␤": "\n", "␉": "\t", "␍": "\r", "␀": "\0"}
BEFORE = {"": "", "words": "Some words ", "heading": "## Scraped from http://a.b/", "code": "```\n", "properties": "---\na: "}
BEHIND = {"": "", "words": " and an end", "marks": '">])}%>`x#y#x', "line": "\n\n## connections\n- a\n"}
OWN = "---\nurl: http://a.b/\n---\n\n# A title\n\n"
SCRIPT = "---\nsource: inbox_processing\n---\n\n# A title\n\n## content\n"


def runs_of_ticks(length: int) -> str:
    """Runs of backticks, each longer than the one before, so that none closes another."""
    found, size = [], 0
    while size < length:
        found.append("`" * (len(found) + 1) + "a ")
        size += len(found[-1])
    return "".join(found)[:length]


def made_of(token: str) -> Callable[[int], str]:
    for sign, meant in SIGNS.items():
        token = token.replace(sign, meant)
    return lambda length: token * (length // len(token))


TEXTS = {
    **{token: made_of(token) for token in dict.fromkeys(TOKENS)},
    "growing runs of `": runs_of_ticks,
    "a run of ` in a line": lambda length: "a " + "`" * length,  # at the line's start it would be a fence
    "a run of ~ before a `": lambda length: f"{'~' * length}`",
}
READERS: dict[str, Callable[[str], object]] = {
    "plain": plain,
    "plain prose": lambda text: plain(text, prose=True),
    "sentences": sentences,
    "is_whole": is_whole,
    "paragraphs": paragraphs,
    "topics": topics,
    "names": names,
    "language_of": language_of,
    "scan": scan,
    "scan of the script's": lambda text: scan(SCRIPT + text),
    "indexable": indexable,
    "repoint": lambda text: repoint(text, "Inbox", "Notes", lambda path: path, lambda name, own: f"{name}{own}"),
    "file_stem": lambda text: file_stem(f"A{text}"),  # what stands at its edges goes first
    "find": sections.find,
    "open_fence": sections.open_fence,
    "read_note": lambda text: read_note(OWN + text, "A title"),
    "line_of": line_of,
    "known text": lambda text: Text(text).says([line_of(line) for line in text.split("\n")], in_words=True),
    "known text without its first sign": lambda text: Text(text).says([line_of(line[1:]) for line in text.split("\n")], in_words=True),
    "an entry's frame": lambda text: without_frame(f"{text}\n\nRead more".split("\n"), "A title", {"a.b"}),
    "an entry's foot": without_foot,
    "repointed": lambda text: repointed(f"{OWN}## connections\n- {text}", {"a": "[[b]]"}, Layout()),
    "find_urls": find_urls,
    "a drop": lambda text: read_drop(Drop("a.txt", text.encode())),
    "a clip": lambda text: read_drop(Drop("20250918_114949_clip_A.txt", f"Link: http://a.b/\n\n{text}".encode())),
    "a mail": lambda text: read_drop(Drop("20250918_114949_email_A.txt", f"From: a@b.c\nSubject: {text}".encode())),
    "a note of the user's": lambda text: read_drop(Drop("A.md", f"My own words.\n\n{text}".encode())),
    "a note of the user's without a name": lambda text: read_drop(Drop("Untitled.md", f"[[a]] {text}".encode())),
    "says_nothing": says_nothing,
    "files beside a page": lambda text: without_places(f'<img src="./a_files/{text}'.encode(), ("a",)),
    "words of files beside a page": lambda text: words_alone(f"![a](https://files.invalid/a) {text}"),
    "a list of links": lambda text: split_drop(Drop("a.txt", f"http://a.b/\nhttp://a.c/\n{text}".encode())),
}
# Each of these does much for a character: only the long form has time for them, and `test_hostile_drops` counts their work.
SLOW: dict[str, Callable[[str], object]] = {
    "block": block,
    "line": line,
    "update": lambda text: update(f"{OWN}{text}", Note(title="A title", inbox_id="0" * 16)),
}
# Where else in a drop foreign words stand. The default form takes some texts for each of these, other ones for each.
DROPS = {
    **{name: ("a.txt", f"{name}: {{}}\nLink: http://a.b/\n\nSome words") for name in ("Title", "Tags", "Author", "Date", "Source", "Via")},
    "Link": ("a.txt", "Link: http://a.b/ {}\n\nSome words"),
    "Category": ("a.txt", "Category: {}\n\nSome words"),
    "share": ("20250918_114949_share_A.txt", "{}\nhttp://a.b/"),
    "before an address": ("a.txt", "{} http://a.b/"),
    "feed": ("20250918_114949_rss_A.txt", "RSS Feed: X\nLink: http://a.b/\n\n{}"),
    "entry": ("a.txt", "<item><title>A</title><link>http://a.b/</link><description>{}</description></item>"),
    "clippings": ("a.txt", "A book\n- Page 1 | Monday\n\n{}\n==========\n"),
    "properties": ("A.md", '---\ntitle: "{}"\nurl: http://a.b/\n---\n\nSome words'),
    "no properties": ("A.md", "---\ntitle: [{}\nurl: http://a.b/\n---\n\nSome words"),
    "file name": ("{}.txt", "Some words"),
    "shortcut": ("a.url", "[InternetShortcut]\nURL=http://a.b/{}\n"),
    "webloc": ("a.webloc", "<plist><dict><key>URL</key><string>http://a.b/{}</string></dict></plist>"),
    "mail header": ("a.eml", "From: {}\nSubject: {}\nDate: {}\n\nSome words"),
    "mail": ("a.eml", "From: a@b.c\nSubject: A\n\nSome words\n\n{}"),
}
WORDS = "<p>The barrel was full of water again, and the comfrey beside it had grown as high as the fence.</p>" * 4
PAGES = {
    "title": "<title>{}</title>",
    "meta": '<meta name="description" content="{}"><meta name="author" content="{}"><meta name="date" content="{}">',
    "heading": "<h1>{}</h1>",
    "byline": '<p class="byline">By {}</p><span class="author">{}</span>',
    "day": "<h1>A</h1><time>{}</time><p>Published on {}</p>",
    "paragraph": "<p>Some words {}</p>",
    "list": "<ul><li>{}</li></ul><dl><dt>a<dd>{}</dl>",
    "table": "<table><tr><td>a<td>{}<tr><td>b<td>c</table>",
    "code": '<pre class="{}"><code>{}</code></pre> <code>{}</code>',
    "link": '<p>Words <a href="/{}">{}</a> <img src="/{}" alt="{}"></p>',
    "names": '<div class="{}" id="{}"><p>Some words</p></div>',
    "formula": '<p>Words <math><mi>a</mi><annotation encoding="application/x-tex">{}</annotation></math></p>',
    "footnote": '<p>Words<sup id="r1"><a href="#n1">1</a></sup></p><ol><li id="n1">{} <a href="#r1">^</a></ol>',
    "data": '<script type="application/ld+json">{{"@type": "Article", "headline": "{}", "author": "{}", "articleBody": "{}"}}</script>',
    "script": '<script>self.__next_f.push([1,"{}"]);window.a = {{"text": "{}"}}</script>',
    "comment": "<!-- {} --><style>{}</style>",
}
FULL = os.environ.get("SWEEP") == "full"
LONG = 10_000  # characters, four times as many as the text it is compared with
FLOOR = 0.02  # seconds of processor time that so short a text may take, however they grow: ten times as many take two seconds then
WORST = 8.0  # what is linear grows by 4, what looks through all that follows for each sign by 16
DOUBTFUL = 5.0  # what seems to grow so much is looked at again
PAIRS = 3
LINES = 1600  # of a page
TICK = 1e-6  # seconds; what takes less has no growth that could be measured
NEVER_READ = count()


def seconds(read: Callable[[str], object], text: str, calls: int = 1) -> float:
    """The least processor time of some calls: what else the machine does only ever adds."""
    taken = []
    gc.disable()  # it walks through what the tests before left
    try:
        for _ in range(calls):
            varied = f"{text}{next(NEVER_READ)}"  # some keep what they read last
            began = time.process_time()
            with suppress(VaultInboxError):  # a text may be refused
                read(varied)
            taken.append(time.process_time() - began)
    finally:
        gc.enable()
    return min(taken)


def growth(read: Callable[[str], object], make: Callable[[int], str], length: int) -> float:
    """How many times as long four times the length takes: the middle one of some pairs, for a busy machine slows down either of a pair."""
    return statistics.median(seconds(read, make(4 * length)) / max(seconds(read, make(length)), TICK) for _ in range(PAIRS))


def grows_too_fast(read: Callable[[str], object], make: Callable[[int], str]) -> bool:
    """Whether it does so twice: from a quarter of the length to it, and from there to four times as much."""
    usual = seconds(read, make(LONG))
    if usual <= FLOOR or usual <= DOUBTFUL * seconds(read, make(LONG // 4), 2):
        return False
    return seconds(read, make(LONG), 3) > FLOOR and growth(read, make, LONG // 4) > WORST and growth(read, make, LONG) > WORST


def test_what_looks_through_all_that_follows_is_found() -> None:
    slow, make = re.compile(r"!\[[^\]]*\]"), made_of("![")
    assert grows_too_fast(slow.search, make)
    assert not grows_too_fast(lambda text: [slow.sub("", text[at : at + 100]) for at in range(len(text))], made_of("![a]"))


def some(place: int, step: int) -> dict[str, Callable[[int], str]]:
    """All texts in the long form, else every `step`th, beginning with another one for each `place`."""
    return dict([*TEXTS.items()][0 if FULL else place % step :: 1 if FULL else step])


@pytest.mark.timeout(1200 if FULL else 120)
@pytest.mark.parametrize("reader", READERS)
def test_time_grows_as_the_text_does(reader: str) -> None:
    texts = some([*READERS].index(reader), 3)
    assert [name for name, make in texts.items() if grows_too_fast(READERS[reader], lambda length, make=make: f"{make(length)}x")] == []


def filled(form: str, text: str) -> str:
    """Put a text into each gap of a form, no longer in all than in one; a form may have none."""
    gaps = form.count("{}")
    return form.format(*[text[: len(text) // max(gaps, 1)]] * gaps)


@pytest.mark.timeout(1200 if FULL else 120)
@pytest.mark.parametrize("place", DROPS)
def test_time_grows_as_a_part_of_a_drop_does(place: str) -> None:
    name, form = DROPS[place]

    def read(text: str) -> object:
        return [read_drop(part) for part in split_drop(Drop(filled(name, text), filled(form, text).encode()))]

    found = [text for text, make in some([*DROPS].index(place), 24).items() if grows_too_fast(read, lambda length, make=make: make(length))]
    assert found == []


@pytest.mark.timeout(1200 if FULL else 120)
@pytest.mark.parametrize("place", PAGES)
def test_time_grows_as_a_part_of_a_page_does(place: str) -> None:
    def read(text: str) -> object:
        part = filled(PAGES[place], text)
        return read_page(Page("https://a.b/c", "text/html", f"<title>A</title><article>{WORDS}{part}{WORDS}</article>".encode()))

    read("a")  # what is loaded and worked out once
    texts = some([*PAGES].index(place), 50)
    assert [text for text, make in texts.items() if grows_too_fast(read, lambda length, make=make: f"{make(length)}x")] == []


def test_a_header_line_of_escaped_brackets_takes_no_time() -> None:
    assert not grows_too_fast(lambda text: read_drop(Drop("a.txt", f"Tags: {text}\n\nWords".encode())), made_of(r"\["))


@pytest.mark.parametrize(
    "mark", ["<!-- ", "<script>", '<a "', '<a a="', "<a a= ", "<a =", "<a a='b", "</Html", "<p>a</p></html>", "<i hidden>a</i>b", "<"]
)
def test_what_stands_below_a_page_takes_no_time(mark: str) -> None:
    mail = "Subject: A\nContent-Type: text/html\n\n<p>Words</p></html>"
    assert not grows_too_fast(lambda text: read_drop(Drop("a.eml", f"{mail}{text}".encode())), made_of(mark))


@pytest.mark.parametrize(
    "mark",
    [
        *("<", "<!--", "<A ", '<A a="<', "<A a='\"<", '<A a=" ', ' ICON="', "<DL>", "</DL>", "<H3>a</H3><DL>", "<A HREF='b'>a</A><DD>a"),
        *('<A a="data:', '<A a="data:<', '<A """data:', """<A '"' "'"data:""", '<A a="data:"b="data:', "<b a ", "<b a>"),
    ],
)
def test_an_export_of_bookmarks_takes_no_time(mark: str) -> None:
    export = "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><A HREF='https://a.b/'>a</A>"
    assert not grows_too_fast(lambda text: read_drop(Drop("a.html", f"{export}{text}".encode())), made_of(mark))


OPEN = """<wbr> <wbr␣a= </br> <br></br> <embed␣a> <iframe␣a <iframe␣a=" <iframe␣/> <!--␣<wbr> <![CDATA[<wbr> </␣<wbr> <ul>a <dl>a"""


@pytest.mark.parametrize("mark", OPEN.split(" "))
def test_elements_that_hold_nothing_and_lists_without_items_take_no_time(mark: str) -> None:
    mail = "Subject: A\nContent-Type: text/html\n\n<p>Words</p>"
    assert not grows_too_fast(lambda text: read_drop(Drop("a.eml", f"{mail}{text}".encode())), made_of(mark))


HEADER = r"""
=?a?q? =?utf-8?q?a?= =?utf-8?b?YQ==?=␣ ?=␣ =? ?= \" \ " ' ( ) Re: Re:A Re:␣ R:␣ [ ] < > <> <a <a@ <a@b> a@b @ @␣ ␣@ ␣@␣ @@␣ @a␣ a@␣
, ,␣ ; : :␣ . .␣ a a␣ ␣ ␉ ␣␣a | = =a 5 <a@b>,␣ "a"␣ "a␣ é é␣
""".split()  # noqa: SIM905 (a list of so many is unreadable)
BEHIND_HEADER = {"": "", "address": " Bee <a@b.c>", "no address": " Bee"}


# A pattern that fits one sign in two ways takes for ever at 20 of them: such a one ends by the time limit.
@pytest.mark.timeout(20)
@pytest.mark.parametrize("behind", BEHIND_HEADER)
@pytest.mark.parametrize("mark", HEADER)
def test_words_of_a_mails_header_take_no_time(mark: str, behind: str) -> None:
    def read(text: str) -> object:
        value = f"Anna {text}{BEHIND_HEADER[behind]}"
        return read_drop(Drop("a.eml", f"From: {value}\nSubject: {value}\nThread-Topic: {value}\nDate: {value}\n\nWords".encode()))

    assert not grows_too_fast(read, made_of(mark))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("mark", HEADER)
def test_words_of_a_header_about_a_part_take_no_time(mark: str) -> None:
    def read(text: str) -> object:
        about = f"Content-Type: a/b; name={text}\nContent-Disposition: attachment; filename={text}\nContent-Transfer-Encoding: {text}"
        head = "Subject: A\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nWords\n"
        return read_drop(Drop("a.eml", f"{head}--b\n{about}\n\nx\n--b--\n".encode()))

    assert not grows_too_fast(read, made_of(mark))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("mark", HEADER)
def test_a_mail_that_a_script_wrote_down_takes_no_time(mark: str) -> None:
    def read(text: str) -> object:
        return read_drop(Drop("20250918_114949_email_A.txt", f"From: Anna {text} Bee\nTo: {text}\nSubject: {text}\n\nWords".encode()))

    assert not grows_too_fast(read, made_of(mark))


PICTURES = """<img <img␣a= <img␣a=" <img␣a='" <img␣a="<img␣ <img␣a="b> = =" =' ="=' ="> width= height:␣ <a␣href=https://b><img␣a="""


@pytest.mark.parametrize("mark", PICTURES.split(" "))
def test_pictures_of_a_mail_that_do_not_end_take_no_time(mark: str) -> None:
    mail = 'Subject: A\nContent-Type: text/html\n\n<p>Words</p><a href="https://a.b/"><img '
    assert not grows_too_fast(lambda text: read_drop(Drop("a.eml", f"{mail}{text}".encode())), made_of(mark))
    assert not grows_too_fast(lambda text: read_drop(Drop("a.eml", f"{mail}{text}></a>".encode())), made_of(mark))


TAGS = 10  # of 4,000 characters, up to which each is read


@pytest.mark.timeout(20)
@pytest.mark.parametrize("mark", ["a", "a:", "a␣", "a=", "a='", 'a="', "=", "='=\"", "a=b␣", "a␣=␣", "␣"])
def test_what_a_saved_page_says_of_itself_takes_no_time(mark: str) -> None:
    tag = f"<meta {made_of(mark)(3900)}>"
    assert seconds(page_url, tag * TAGS, 2) < 10 * FLOOR


@pytest.mark.parametrize("mark", ["é", "é ", "aé", "Ж ", "系 ", "ϵͳ", "ϵ ", "’", "É\u00a0", "É\u0093"])
@pytest.mark.parametrize("charset", ["gb2312", "shift_jis", "windows-1252"])
def test_letters_of_a_text_that_names_another_charset_take_no_time(mark: str, charset: str) -> None:
    written = "utf-8" if ord(mark[-1]) != 0x93 and mark != "É\u00a0" else "latin-1"
    data = mark.encode(written)
    assert not grows_too_fast(lambda text: decode_named(data * len(text), charset), made_of("a"))


def test_gaps_in_a_pages_data_take_no_time() -> None:
    page = '<title>A</title><script type="application/ld+json">{}"{}</script>'.format
    assert not grows_too_fast(lambda text: read_page(Page("https://a.b/c", "text/html", page("{", text).encode())), made_of("␉"))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("end", ["-A", " A", " 3", "-Pro", " for iOS", " X9", " Mail"])
@pytest.mark.parametrize("line", ["Sent from my iPhone", "Von meinem Handy", "Отправлено с iPhone", "Shared via Feedly", "via @a"])
def test_a_line_that_nearly_is_an_apps_takes_no_time(line: str, end: str) -> None:
    text = f"Words\n\nhttp://a.b/\n{line}{end * ((110 - len(line)) // len(end))}?"  # a longer line is none
    assert seconds(lambda text: read_drop(Drop("a.txt", text.encode())), text, 2) < FLOOR


FIGURE = "<figure><blockquote>a</blockquote><figcaption>b</figcaption>"


NUMBERED = "<table><tr><td class=gutter>1<td class=code><pre>a</pre></table>"
CODES = [
    *(NUMBERED, "<tr><td class=blob-num><td class=blob-code>a", "<div class=syntaxhighlighter>a", "<div class=syntaxhighlighter>a</div>"),
    *("<pre><div>a", "<code>a<br>b</code>", "<p><code>a<br>b</code></p>", "<pre>a</pre><div class=gutter>1</div>", "<object><embed src=a>"),
    *("<ol><li>a<p>b", '<a href="#n">1</a><p id=n class=note>b<a></a>', "<div class=kg-button-card><a href=//b.c>a</a></div>"),
    *("a <i></i>\n", "<div><i></i>", "<p><a name=b></a>a", "<blockquote class=twitter-tweet><p>a</p>b</blockquote>"),
    *("<h2><button>a", "<button aria-expanded=a aria-controls=b>a</button><div id=b><p>a</p></div>", "<i>a</i><div></div>"),
]


@pytest.mark.parametrize(
    "tag", ["<pre>a</pre>", "<p>“a</p>", "“", "<b>a", '<sup><a href="#a">1</a></sup>', "<li><a href=/a>A title</a>", FIGURE, *CODES]
)
def test_time_grows_as_a_page_has_elements(tag: str) -> None:
    def read(text: str) -> object:
        return read_page(Page("https://a.b/c", "text/html", f"<title>A</title><div><div>{WORDS}{text}</div></div>".encode()))

    read("a")
    assert not grows_too_fast(read, lambda length: tag * (length // len(tag)))


def test_time_grows_as_a_page_has_lines_with_links_in_one_block() -> None:
    line = "a <a href=/a>b</a><br><br>"
    page = "<title>A</title><h1>A</h1><div>{}</div>".format
    assert not grows_too_fast(
        lambda text: read_page(Page("https://a.b/c", "text/html", page(text).encode())), lambda length: line * (LINES * length // LONG)
    )


def test_time_grows_as_a_card_that_was_never_closed_has_links() -> None:
    line = "<p><a href=//b.c/intent/d?e=f>Some words</a></p>"
    page = "<title>A</title><h1>A</h1><div class=button-wrapper data-attrs=a>{}</div>".format
    assert not grows_too_fast(
        lambda text: read_page(Page("https://a.b/c", "text/html", page(text).encode())), lambda length: line * (LINES * length // LONG)
    )


def test_time_grows_as_our_lines_in_a_note_do() -> None:
    bare = Note("A title", inbox_id="0" * 16)
    ours = render(replace(bare, connections=(Connection("a/B.md", "words"),)))
    line = "- [[a/B]] (words)"
    assert f"\n{line}\n" in ours

    def many(length: int) -> str:
        return ours.replace(line, "\n".join([line] * (length // 4)))

    assert line not in update(many(8), bare, ours)
    assert not grows_too_fast(lambda text: update(text, bare, ours), many)


@pytest.mark.sweep
@pytest.mark.skipif(not FULL, reason="long: SWEEP=full")
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("reader", [*READERS, *SLOW])
def test_time_grows_as_the_text_does_between_others(reader: str, before: str) -> None:
    read, found = {**READERS, **SLOW}[reader], []
    for name, make in TEXTS.items():
        for end, tail in BEHIND.items():
            if grows_too_fast(read, lambda length, make=make, tail=tail: f"{BEFORE[before]}{make(length)}{tail}"):
                found.append((name, end))
    assert found == []
