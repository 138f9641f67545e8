"""Footnotes, formulas, highlights and callouts of a page, and foreign text that only looks like them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox.notes import inert
from vault_inbox.web.writing.markdown import markdown_of

BASE = "https://example.org/a"

CASES = {
    "footnotes that lead there and back": (
        (
            "<p>One<sup><a href='#fn1' id=r1>1</a></sup> and two.<a href='#fn2' id=r2>[2]</a></p><hr><section class=footnotes><ol>"
            "<li id=fn1><p>First. <a href='#r1'>↩</a></p></li>"
            "<li id=fn2><p>Second <b>note</b>.</p><p>More. <a href='#r2'>↩</a></p></li></ol></section>"
        ),
        "One[^1] and two.[^2]\n\n[^1]: First.\n\n[^2]: Second **note**. More.",
    ),
    "footnotes under a heading of their own, by the items' places": (
        "<p>See<a href='#a'>1</a>.</p><h2>Notes</h2><ol><li><a id=a></a>There.</li></ol>",
        "See[^1].\n\n[^1]: There.",
    ),
    "one note, two marks": (
        "<p>a<a href='#n'>*</a> b<a href='#n'>*</a></p><p id=n class=footnote>Both.</p>",
        "a[^1] b[^1]\n\n[^1]: Both.",
    ),
    "raised numbers without links": (
        "<p>a<sup>1</sup> in 10<sup>3</sup></p><p><sup>1</sup> Not so.</p>",
        "a[^1] in 10³\n\n[^1]: Not so.",
    ),
    "a list named footnotes without links": (
        "<p>a<sup>1</sup></p><ol class=footnotes-list><li>One.</li></ol>",
        "a[^1]\n\n[^1]: One.",
    ),
    "numbers of equations are no footnotes": (
        "<p>By <a href='#t1'>1</a></p><h3><a name=t1></a>Theorem 1</h3><p>So it is.</p>",
        "By 1\n\n### Theorem 1\n\nSo it is.",
    ),
    "sources stay a list": (
        "<p>So it is.<sup><a href='#c1'>[1]</a></sup></p><h2>References</h2><ol class=references><li id=c1>Field, A.: Tides.</li></ol>",
        "So it is.[1]\n\n### References\n\n1. Field, A.: Tides.",
    ),
    "a colon and a bracket behind a mark": (
        "<p>a<a href='#n'>1</a>: b<a href='#n'>1</a>(c)</p><p id=n class=footnote>Note it.</p>",
        "a[^1]\\: b[^1]\\(c)\n\n[^1]: Note it.",
    ),
    "KaTeX": (
        (
            "<p>So <span class=katex><span class=katex-mathml><math><semantics><mi>a</mi>"
            "<annotation encoding='application/x-tex'>a^2</annotation>"
            "</semantics></math></span><span class=katex-html>a2</span></span>.</p>"
        ),
        "So $a^2$.",
    ),
    "MathJax 2": (
        (
            "<p>So <span class=MathJax_Preview>x</span><span class=MathJax>x</span><script type='math/tex'>x_1</script></p>"
            "<div class=MathJax_Display>y</div><script type='math/tex; mode=display'>y = 1</script>"
        ),
        "So $x_1$\n\n$$y = 1$$",
    ),
    "MathML without TeX": (
        "<p><math><mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac><mo>≤</mo><msup><mi>x</mi><mn>2</mn></msup></math></p>",
        "$\\frac{a}{b + 1} \\leq x^2$",
    ),
    "a formula on its own": ("<math display=block alttext='E = mc^2'><mi>E</mi></math>", "$$E = mc^2$$"),
    "pandoc's and Stack Exchange's marks": (
        "<p><span class='math inline'>\\(a\\)</span> <span class=math-container>$b$</span></p>",
        "$a$ $b$",
    ),
    "a picture of a formula": ("<p>So <img class=latex src=/l.png alt='\\frac{a}{b}'> is.</p>", "So $\\frac{a}{b}$ is."),
    "text of a page that loads MathJax": (
        "<script src='https://cdn.example/mathjax@3/tex-mml-chtml.js'></script><p>Let \\(x^2\\) cost $5 or $6.</p>",
        "Let $x^2$ cost \\$5 or \\$6.",
    ),
    "text of a page that does not": ("<p>Let \\(x^2\\) and $y^2$ be.</p>", "Let \\\\(x^2\\\\) and \\$y^2\\$ be."),
    "a formula that links is code": (
        "<p><math alttext='\\href{javascript:alert(1)}{x}'><mi>x</mi></math></p>",
        "`\\href{javascript:alert(1)}{x}`",
    ),
    "a formula in a link is code": ("<a href=/x>on <math alttext='x'><mi>x</mi></math></a>", "[on `x`](https://example.org/x)"),
    "a formula in a table": (
        "<table><tr><td><math alttext='|x|'><mi>x</mi></math><td>a|b<tr><td>c<td>d</table>",
        "| $\\vert x\\vert$ | a\\|b |\n| --- | --- |\n| c | d |",
    ),
    "highlights": ("<p>a <mark>b <b>c</b></mark>, d == e</p>", "a ==b **c**==, d \\=\\= e"),
    "a note, set apart": (
        "<div class='admonition tip'><p class=admonition-title>Try <i>it</i></p><p>Words.</p><pre>x</pre></div>",
        "> [!tip] Try *it*\n> Words.\n>\n> ```\n> x\n> ```",
    ),
    "a warning without a title": ("<div class='alert alert-warning'>Mind.</div>", "> [!warning] Warning\n> Mind."),
    "a box of another kind": ("<div class='alert alert-cookie'>Mind.</div>", "Mind."),
    "two formulas": (
        "<p><math alttext='x'></math><math alttext='y'></math>$<math alttext='z'></math>1</p>",
        "$x$ $y$\\$ $z$ 1",
    ),
    "foreign marks": (
        "<p>==a== $x$ [^1] $<b>x</b>$ =<b>=x==</b></p><p>[^1]: b</p><blockquote>[!note] c</blockquote>",
        "=\\=a== \\$x\\$ \\[^1] \\$**x**\\$ =**=x=\\=**\n\n\\[^1]\\: b\n\n> \\[!note] c",
    ),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES.keys())
def test_form(html: str, expected: str) -> None:
    made = markdown_of(html, BASE)
    assert made == expected
    assert inert.block(made, images="keep", forms=True) == made


FOREIGN = st.text(st.sampled_from(list("ab1 $=[]^!:\\*_`|(){}<")), max_size=10).map(lambda text: text.replace("<", "&lt;"))
FORMS = [
    "<mark>lit</mark>",
    "<math alttext='x^2'><mi>x</mi></math>",
    "<p>a<a href='#n1'>1</a></p><p id=n1 class=footnote>Note it.</p>",
    "<div class='admonition note'>Mind.</div>",
    "<b>",
    "</b>",
    "<p>",
    "<br>",
    "<td>",
    "<a href=/x>",
    "</a>",
    "<blockquote>",
]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.one_of(FOREIGN, st.sampled_from(FORMS)), max_size=12))
def test_foreign_text_forges_no_form(pieces: list[str]) -> None:
    html = "".join(pieces)
    made = markdown_of(html, BASE)
    assert inert.block(made, images="keep", forms=True) == made
    allowed = {"x^2"}
    assert {found[2] for found in re.finditer(r"(?<!\\)(\$\$?)(?=\S)((?:\\[^$]|[^$\\\n])+)(?<!\s)\1(?!\d)", made)} <= allowed
    highlights = re.findall(r"(?<![\\=])==(?=[^\s=])((?:\\.|(?!==)[^\\\n])*?)(?<!\s)==(?!=)", made)
    assert all(re.fullmatch(r"(?:lit)+", words) for words in highlights)
    assert len(re.findall(r"(?<!\\)\[\^", made)) <= 4 * html.count("<a href='#n1'")
    assert len(re.findall(r"^[> ]*> \[!", made, re.MULTILINE)) <= html.count("admonition")
