"""What stands beside words on a page, pictures, rules, line numbers, stands apart in the note, and never costs code or words."""

from __future__ import annotations

import pytest

from vault_inbox.web.writing.markdown import markdown_of

CASES = {
    "a picture before and behind words": ("<p><img src=/a.png>One <b>two</b><img src=/b.png></p>", "![](A)\n\nOne **two**\n\n![](B)"),
    "a picture between words": ("<p>one<img src=/a.png>two</p>", "one ![](A) two"),
    "a picture in an item": ("<ul><li><img src=/a.png>one</li></ul>", "- ![](A) one"),
    "a picture in a stressed heading": ("<h2><b><img src=/a.png></b></h2><p>x</p>", "![](A)\n\nx"),
    "a stressed heading": ("<h2><strong>1. One</strong></h2>", "### 1. One"),
    "a heading with marks behind": ("<h2>In C #</h2>", "### In C \\#"),
    "an empty summary": ("<ul><li><details><summary></summary></details></li></ul>", ""),
    "a rule in a box": ("<p>a</p><div><hr></div><p>b</p>", "a\n\n***\n\nb"),
    "a rule of characters": ("<p>a</p><p>* * *</p><p>b</p>", "a\n\n***\n\nb"),
    "a rule of low lines": ("<p>a</p><p>___</p><p>b</p>", "a\n\n***\n\nb"),
    "rules at the ends": ("<hr><div><hr></div><p>a</p><div><hr></div>", "a"),
    "code beside code": ("<p><code>a</code><code>b</code></p>", "`ab`"),
    "stressed marks": ("<p>a <b>*</b> b</p>", "a * b"),
    "words escaped twice": ("<img src=/a.png alt='A &amp;amp; B'>", "![A & B](A)"),
    "an advertisement": ("<img src='https://ad.example.net/x?sz=728x90'><p>a</p>", "a"),
    "a counter of readers": ("<img src='https://stats.example.org/b.gif?v=1'><p>a</p>", "a"),
    "a counter by a script": ("<img src='/Pages/ArticleTrack.aspx?articleid=2'><img src=/logger/p.gif?a=1><p>a</p>", "a"),
    "the logo of a site": ("<img src=/images/site-logo.gif><p>a</p>", "a"),
    "a logo that is spoken of": (
        "<img src=/logo.png alt='How the logo has changed'>",
        "![How the logo has changed](https://example.org/logo.png)",
    ),
    "a chart of a host of statistics": ("<img src='https://stats.example.org/rain.png'>", "![](https://stats.example.org/rain.png)"),
    "icons of buttons": ("<img src=/images/icons/print.jpg><img src=/std/icon-email.gif alt=Mai><p>a</p>", "a"),
    "a large picture named as an icon": ("<img src=/images/icon.png width=400>", "![](https://example.org/images/icon.png)"),
    "words that are but the file's name": ("<img src=/a.png alt=IMG_2041.jpg>", "![](A)"),
    "a caption that the picture's words say too": (
        "<figure><img src=/a.png alt='An oak barrel by the shed.'><figcaption>An oak barrel by the shed. (Bo)</figcaption></figure>",
        "![](A)\n\nAn oak barrel by the shed. (Bo)",
    ),
    "a caption of other words": (
        "<img src=/a.png alt=Barrel><p>An oak barrel by the shed.</p>",
        "![Barrel](A)\n\nAn oak barrel by the shed.",
    ),
    "words for browsers without scripts": ("<p>a</p><noscript><p>Enable scripts.<img src=/a.png></p></noscript>", "a\n\n![](A)"),
    "stress that ends within a word": ("<p><i>Told by the Barrel Pres</i>s. <b>A</b>ll</p>", "*Told by the Barrel Press*. **A**ll"),
    "a copy of a picture": ("<img src='https://camo.example/1' data-canonical-src='https://example.org/a.png'>", "![](A)"),
    "code in a box with line numbers": (
        "<div class='language-python line-numbers-mode'><span class=x></span><pre><code>a</code></pre></div>",
        "```python\na\n```",
    ),
    "code under a toolbar": ("<div class=code-toolbar><pre class='line-numbers language-js'><code>a</code></pre></div>", "```js\na\n```"),
    "numbers beside code": (
        "<div class='language-c highlight'><table><tr><td class=linenos><pre>1\n2</pre></td><td><pre>a\nb</pre></td></tr></table></div>",
        "```c\na\nb\n```",
    ),
    "a hint": ("<div class='hint px-4 hint-warning'><div><p>Take care.</p></div></div>", "> [!warning] Warning\n> Take care."),
}


@pytest.mark.parametrize(("html", "markdown"), CASES.values(), ids=CASES.keys())
def test_case(html: str, markdown: str) -> None:
    expected = markdown.replace("(A)", "(https://example.org/a.png)").replace("(B)", "(https://example.org/b.png)")
    assert markdown_of(html, "https://example.org/") == expected
