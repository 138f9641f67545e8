"""HTML fragments and the Markdown that they become."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox.notes import inert
from vault_inbox.web.writing.markdown import markdown_of

BASE = "https://example.org/dir/page.html"

CASES = {
    "paragraphs": ("<p>One\n  two</p>three<p>four</p>", "One two\n\nthree\n\nfour"),
    "two breaks end a paragraph, one does not": ("a<br>b<br><br>c", "a  \nb\n\nc"),
    "emphasis": (
        "<p>a <b>bold</b>, <i>it</i>, <del>gone</del>, <mark>lit</mark>, <u>plain</u></p>",
        "a **bold**, *it*, ~~gone~~, ==lit==, plain",
    ),
    "white space goes outside of the marks": ("<p>a<b> bold </b>c</p>", "a **bold** c"),
    "neighbours join": ("<p><b>a</b><strong>b</strong></p>", "**ab**"),
    "marks that Markdown would not read are left out": ("<p><b>“Quoted.”</b>next</p>", "“Quoted.”next"),
    "nested once": ("<p><b><strong>a</strong> <em>b</em></b></p>", "**a *b***"),
    "sub and sup": ("<p>H<sub>2</sub>O, 10<sup>-6</sup> m<sup>2</sup>, 2<sup>nd</sup></p>", "H₂O, 10⁻⁶ m², 2nd"),
    "words for screen readers": (
        "<a href='https://o.example/'>on<span style='clip: rect(0 0 0 0)'>, opens new tab</span></a><b class=sr-only> (external)</b>",
        "[on](https://o.example/)",
    ),
    "quotation marks": ("<p>He said <q>no</q>.</p>", "He said “no”."),
    "code span": ("<p>Run <code>a `b`  c</code> or <kbd>Esc</kbd></p>", "Run ``a `b` c`` or `Esc`"),
    "links are absolute": (
        "<a href='../x?a=1&amp;b=2'>x</a> <a href='//o.example/'>o</a>",
        "[x](https://example.org/x?a=1&b=2) [o](https://o.example/)",
    ),
    "a place on the page itself is text": (
        "<a href='#top'>up</a> and <a href='https://example.org/dir/page.html#x'>here</a>",
        "up and here",
    ),
    "brackets in a link": ("<p>[<a href=/1>[1]</a>]</p>", None),
    "link around a heading": (
        "<a href=/x><h2>Head</h2><p>text</p></a>",
        "### [Head](https://example.org/x)\n\n[text](https://example.org/x)",
    ),
    "an exclamation before a link is no image": ("<p>Look!<a href=/x>here</a></p>", "Look\\![here](https://example.org/x)"),
    "mail": ("<a href='mailto:a@example.org'>write</a>", "[write](mailto:a@example.org)"),
    "headings keep their order below level 2": ("<h1>A</h1><h4>B</h4><h1>C</h1>", "### A\n\n#### B\n\n### C"),
    "a heading's handle": ("<h2 id=a>Use <a class=headerlink href='#a'>¶</a></h2><h2>X <a href='#b'>#</a></h2>", "### Use\n\n### X"),
    "lists": ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "- a\n- b\n  - c\n- d"),
    "numbers": ("<ol start=9><li>a<li>b<ol><li>c</ol></ol>", "9. a\n10. b\n    1. c"),
    "a number of its own": ("<ol><li>a<li value=7>b<li>c</ol>", "1. a\n7. b\n8. c"),
    "a list outside of an item belongs to the item before": ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
    "text above the items of a list": ("<ul>To <b>bring</b>:<li>a<li>b</ul>", "To **bring**:\n\n- a\n- b"),
    "text between the items of a list": (
        "<ol><li>a</li>And <i>then</i>:<br><li>b</li> so <li>c</ol>",
        "1. a\n\nAnd *then*:\n\n2. b\n\nso\n\n3. c",
    ),
    "signs between the items of a list": ("<ul><li>a</li>, <li>b</li> | <li>c</li>.</ul>", "- a\n- b\n- c"),
    "text without items in a list": ("<ul>\n<br>a<br>b<p>c</p>d</ul>e", "a  \nb\n\nc\n\nd\n\ne"),
    "text set in twice": ("<ul><ul>a</ul></ul><blockquote><ol><ul>b</ul></ol></blockquote>", "a\n\n> b"),
    "items set in twice": ("<ul><ul><li>a<li>b</ul></ul>", "- - a\n  - b"),
    "elements without items in a list": ("<ul><div>a</div><span>b</span><a href=/c>c</a></ul>", "- a\n- b\n- [c](https://example.org/c)"),
    "a picture between items belongs to the one before": (
        "<ol><li>a</li><img src=/b.png><li>c</li><p>d</p><pre>e</pre><li>f</ol>",
        "1. a\n\n   ![](https://example.org/b.png)\n\n2. c\n\n   d\n\n   ```\n   e\n   ```\n\n3. f",
    ),
    "headings of items count none": ("<ol><h3>A</h3><li>a<li>b</li><h3>B</h3><li>c</ol>", "### A\n\n1. a\n2. b\n\n### B\n\n3. c"),
    "paragraphs and words above items": ("<ol><p>a</p><li>b</ol><ul><b>c</b><li>d</ul>", "a\n\n1. b\n\n**c**\n\n- d"),
    "words stressed between items": ("<ul><li>a</li><strong>B</strong><li>c</ul>", "- a\n\n**B**\n\n- c"),
    "a box around some items": ("<ol><div><li>a<li>b</div><div><li>c</div></ol>", "1. a\n2. b\n3. c"),
    "a link around an item": ("<ul><a href=/a><li>a</li></a><li>b</ul>", "- [a](https://example.org/a)\n- b"),
    "two lists stay two": ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n* b"),
    "items of paragraphs": ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c"),
    "boxes to tick": ("<ul><li><input type=checkbox checked> a<li><input type=checkbox> b</ul>", "- ☑ a\n- ☐ b"),
    "definitions": ("<dl><dt>a<dd>b<dd>c<dt>d<dd>e</dl>", "**a**\n\nb\n\nc\n\n**d**\n\ne"),
    "text among definitions": ("<dl>a<dt>b</dt>c<dd>d</dd>: <div><dt>e<dd>f</div>g</dl>", "a\n\n**b**\n\nc\n\nd\n\n**e**\n\nf\n\ng"),
    "text without definitions": ("<dl>a</dl><dl><dl><dd>b</dl></dl>", "a\n\nb"),
    "quotation": ("<blockquote><p>a</p><p>b</p><blockquote>c</blockquote></blockquote>d", "> a\n>\n> b\n>\n> > c\n\nd"),
    "code": ("<pre><code class='hljs language-js'>a {\n\n\tb\n}</code></pre>", "```js\na {\n\n\tb\n}\n```"),
    "language around the code": ("<div class='highlight-source-rust'><pre>fn a() {}</pre></div>", "```rust\nfn a() {}\n```"),
    "unknown language": ("<pre><code class=language-dataview>LIST</code></pre>", "```\nLIST\n```"),
    "code with fences": ("<pre>```\nx\n```</pre>", "````\n```\nx\n```\n````"),
    "lines as elements": ("<pre><code><span class=line>a</span>\n<span class=line>  b</span></code></pre>", "```\na\n  b\n```"),
    "lines without line ends": ("<pre><div class=line>a</div><div class=line>b</div></pre>", "```\na\nb\n```"),
    "line numbers": (
        "<table class=highlighttable><tr><td class=linenos><pre>1\n2</pre></td><td class=code><pre>a\nb</pre></td></tr></table>",
        "```\na\nb\n```",
    ),
    "line numbers inside": ("<pre><span class=lnt>1</span><span>a</span>\n<span class=lnt>2</span><span>b</span></pre>", "```\na\nb\n```"),
    "rule": ("<p>a</p><hr><p>b</p><hr>", "a\n\n***\n\nb"),
    "table": (
        "<table><thead><tr><th>A<th>B|C</thead><tr><td>1<br>2<td><b>x</b><tr><td colspan=2>wide</table>",
        "| A | B\\|C |\n| --- | --- |\n| 1 2 | **x** |\n| wide |  |",
    ),
    "row spans": ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "| a | b |\n| --- | --- |\n|  | c |"),
    "caption of a table": (
        "<table><caption>Sizes</caption><tr><td>a<td>b<tr><td>c<td>d</table>",
        "Sizes\n\n| a | b |\n| --- | --- |\n| c | d |",
    ),
    "layout table": ("<table><tr><td><h2>A</h2><p>one</p></td><td><p>two</p></td></tr></table>", "### A\n\none\n\ntwo"),
    "a title over a table": (
        "<table><tr><th colspan=2>Sizes<tr><th>A<th>B<tr><td>1<td>2</table>",
        "Sizes\n\n| A | B |\n| --- | --- |\n| 1 | 2 |",
    ),
    "a head without a row": (
        "<table><thead><th>A<th>B</thead><tbody><tr><td>1<td>2</table>",
        "| A | B |\n| --- | --- |\n| 1 | 2 |",
    ),
    "a line of code in a cell": (
        "<table><tr><td>A<td><pre>x | y</pre><tr><td>1<td>2</table>",
        "| A | `x \\| y` |\n| --- | --- |\n| 1 | 2 |",
    ),
    "a list in a cell": ("<table><tr><td>A<td><ul><li>b<li>c</ul><tr><td>1<td>2</table>", "| A | b c |\n| --- | --- |\n| 1 | 2 |"),
    "a table in a table": (
        "<table><tr><td>a<td><table><tr><td>b<td>c<tr><td>d<td>e</table></table>",
        "a\n\n| b | c |\n| --- | --- |\n| d | e |",
    ),
    "a list that does not count from 1 behind words": ("<ul><li>a<ol start=3><li>b</ol></ul>", "- a\n\n  3. b"),
    "boxes of items inside": ("<ul><li>a<ul><li><input type=checkbox>b</ul></ul>", "- a\n  - ☐ b"),
    "code in a box": ("<div class=code-block data-lang=http>GET /\n\n&gt; x</div>", "```http\nGET /\n\n> x\n```"),
    "tabs in code in a list": ("<ul><li>a<pre>\tb\n\tc</pre></ul>", "- a\n\n  ```\n      b\n      c\n  ```"),
    "words for machines": ("<p>Founded in 1998<span style='display:none'> (1998-02-28)</span>.</p>", "Founded in 1998."),
    "image": ("<img src=a.png alt='A [b]'>", "![A \\[b\\]](https://example.org/dir/a.png)"),
    "image in a link": ("<a href=/big.png><img src=a.png alt=A></a>", "![A](https://example.org/dir/a.png)"),
    "lazy image": ("<img class=lazyload src='data:image/gif;base64,R0' data-src=/real.jpg>", "![](https://example.org/real.jpg)"),
    "sizes": ("<img src='data:x' srcset='/s.jpg 320w, /l.jpg 1280w, /m.jpg 640w'>", "![](https://example.org/l.jpg)"),
    "picture": ("<picture><source srcset='/a.webp 1x, /b.webp 2x'><img alt=P></picture>", "![P](https://example.org/b.webp)"),
    "image for those without scripts": (
        "<img src='data:x' class=lazy><noscript><img src=/n.jpg alt=N></noscript>",
        "![N](https://example.org/n.jpg)",
    ),
    "the words for those without scripts": ("<noscript>Please enable JavaScript</noscript>a", "a"),
    "a counter for those without scripts": ("<p>a</p><noscript><img src='https://count.example/p?x=1'></noscript>", "a"),
    "a preview of the picture beside": (
        "<figure><img src='/44/a.png?q=20'><noscript><img src=/800/a.png alt=A></noscript></figure>",
        "![A](https://example.org/800/a.png)",
    ),
    "an address in an attribute of a script's own": ("<img src='data:x' data-loader='/a.png' alt=A>", "![A](https://example.org/a.png)"),
    "the site for a picture": ("<p>a</p><img src='/' alt='Main picture'>", "a"),
    "counting pixels": ("<img src=/t.gif width=1 height=1>a", "a"),
    "video": (
        "<iframe src='https://www.youtube.com/embed/b_PXuEPxN50?rel=0' title='How to'></iframe>",
        "[How to](https://www.youtube.com/watch?v=b_PXuEPxN50)",
    ),
    "video of the page": ("<video><source src=/v.mp4></video>", "[Video](https://example.org/v.mp4)"),
    "a film held back until a reader agrees": (
        "<iframe src=about:blank data-src='https://www.youtube.com/embed/b_PXuEPxN50'></iframe>",
        "[Video](https://www.youtube.com/watch?v=b_PXuEPxN50)",
    ),
    "a film behind the site's own frame": (
        "<iframe src=/blank.html data-src-cmplz='https://www.youtube.com/embed/b_PXuEPxN50'></iframe>",
        "[Video](https://www.youtube.com/watch?v=b_PXuEPxN50)",
    ),
    "a film that is loaded late": (
        "<iframe data-lazy-src='https://player.vimeo.com/video/1234' src=about:blank></iframe><noscript><iframe></iframe></noscript>",
        "[Video](https://vimeo.com/1234)",
    ),
    "a film that is loaded later": (
        "<iframe data-litespeed-src='https://www.youtube.com/embed/b_PXuEPxN50' src=about:blank></iframe>",
        "[Video](https://www.youtube.com/watch?v=b_PXuEPxN50)",
    ),
    "a film by its name": (
        "<lite-youtube videoid=b_PXuEPxN50 playlabel='How to'></lite-youtube><amp-youtube data-videoid=b_PXuEPxN50></amp-youtube>",
        "[How to](https://www.youtube.com/watch?v=b_PXuEPxN50)\n\n[Video](https://www.youtube.com/watch?v=b_PXuEPxN50)",
    ),
    "an embedded film": (
        "<object><param name=movie value='//www.youtube.com/v/b_PXuEPxN50'><p>No Flash</p></object><embed src='//youtu.be/embed/abcdef'>",
        "[Video](https://www.youtube.com/watch?v=b_PXuEPxN50)\n\n[Video](https://youtu.be/embed/abcdef)",
    ),
    "a film of long ago": (
        "<embed src='https://www.youtube.com/v/b_PXuEPxN50&hl=en&fs=1'><embed src='https://www.youtube.com/v/b_PXuEPxN50&start=30'>",
        "[Video](https://www.youtube.com/watch?v=b_PXuEPxN50)\n\n[Video](https://www.youtube.com/watch?v=b_PXuEPxN50&t=30s)",
    ),
    "what is embedded but no film": ("<embed src=/x.swf><object data=/a.pdf></object><lite-youtube></lite-youtube>a", "a"),
    "a film that only its page can play": ("<video src='blob:https://example.org/5'></video><iframe src=about:blank></iframe>a", "a"),
    "a film of the second source": (
        "<video src='blob:x'><source src='data:video/mp4,x'><source src=/v.mp4></video>",
        "[Video](https://example.org/v.mp4)",
    ),
    "a picture as the term": ("<dl><dt><img src=/a.png></dt><dd>b</dl>", "![](https://example.org/a.png)\n\nb"),
    "foreign frame": ("a<iframe src='https://ads.example/x'></iframe>b", "a\n\nb"),
    "details": ("<details><summary>More</summary><p>text</p></details>", "**More**\n\ntext"),
    "formula": (
        "<p>So <math><semantics><mi>a</mi><annotation encoding='application/x-tex'>a^2</annotation></semantics></math>.</p>",
        "So $a^2$.",
    ),
    "script and style": ("<style>p{}</style><script>x()</script><p>a</p>", "a"),
    "hidden": ("<p hidden>a</p><p style='display: none'>b</p><p>c</p>", "c"),
    "soft hyphens": ("<p>Hub&shy;schrau&shy;ber</p>", "Hubschrauber"),
    "ruby": ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
    "nothing": ("", ""),
    "text": ("just text", "just text"),
    "entities once": ("<p>&amp;amp; &lt;b&gt;</p>", None),
    "base": ("<head><base href='https://o.example/b/'></head><a href=x>x</a>", "[x](https://o.example/b/x)"),
}


@pytest.mark.parametrize(
    ("html", "expected"), [(h, e) for h, e in CASES.values() if e is not None], ids=[k for k, (_, e) in CASES.items() if e is not None]
)
def test_fragment(html: str, expected: str) -> None:
    assert markdown_of(html, BASE) == expected


@pytest.mark.parametrize("html", [h for h, _ in CASES.values()], ids=CASES.keys())
def test_result_is_inert_already(html: str) -> None:
    text = markdown_of(html, BASE)
    assert inert.block(text, images="keep", forms=True) == text


def test_no_wikilink_arises_from_links_in_brackets() -> None:
    text = markdown_of("<p>[<a href=/1>[1]</a>] [[x]]</p>", BASE)
    assert not re.search(r"(?<!\\)\[\[", text)
    assert "(https://example.org/1)" in text


def test_entities_are_decoded_once() -> None:
    assert markdown_of("<p>&amp;lt; is &lt;</p>").replace("\\", "") in {"&lt; is <", "&amp;lt; is <"}


def test_without_a_base_relative_links_are_text() -> None:
    assert markdown_of("<a href=/x>x</a> <img src=y.png>") == "x"


@pytest.mark.parametrize(
    "tag", ["div", "table><tr><td", "ul><li", "blockquote", "dl><dd", "b", "div class='alert alert-info'", "span", "mark"]
)
@pytest.mark.timeout(20)
def test_deep_nesting_ends_in_words(tag: str) -> None:
    text = markdown_of(f"<p>before</p><{tag}>" + f"a <{tag}>" * 600 + "[[words]]")
    assert text.startswith("before\n\n")
    assert text.count("a") >= 300
    assert inert.block(text, images="keep", forms=True) == text


def test_a_real_mixture() -> None:
    html = """
      <h2>Steps</h2>
      <ol>
        <li><p>First:</p><pre><code class="lang-sh">make</code></pre></li>
        <li>Then
          <blockquote>wait</blockquote>
        </li>
      </ol>
    """
    expected = """\
        ### Steps

        1. First:

           ```sh
           make
           ```

        2. Then

           > wait"""
    assert markdown_of(html) == dedent(expected)


TAGS = [
    "p",
    "div",
    "b",
    "em",
    "a href='/x'",
    "ul",
    "ol",
    "li",
    "pre",
    "code",
    "blockquote",
    "table",
    "tr",
    "td",
    "h2",
    "br",
    "sup",
    "span",
    "dl",
    "dt",
    "dd",
]
TEXTS = st.text(st.sampled_from(list("ab *_`[]()<>#-+.1|!\\$%=:{}^~&;\n\"'。")), max_size=12)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"<{t}>" for t in TAGS] + [f"</{t.split()[0]}>" for t in TAGS]), TEXTS.map(lambda t: t.replace("<", "&lt;"))
        ),
        max_size=14,
    )
)
def test_any_mixture_is_inert(pieces: list[str]) -> None:
    text = markdown_of("".join(pieces), BASE)
    assert inert.block(text, images="keep") == text
    assert "<%" not in text
