"""Entities in notes of the script before this program become characters, but never markup."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault_inbox.notes.earlier.entities import decoded
from vault_inbox.notes.splice import apply


def plain(text: str) -> str:
    return apply(text, decoded(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Don&#x27;t say &quot;5 &lt; 6 &amp; 7 &gt; 6&quot;", 'Don\'t say "5 < 6 & 7 > 6"'),
        ("caf&eacute; &#8211; &hellip;", "café – …"),
        ("&amp;amp; and &amp;#8217;", "& and ’"),
        ("and&#x2F;or, mail me&#64;home, 3&#46;5", "and/or, mail me@home, 3.5"),
        ("a&nbsp;b", "a b"),
        ("&lt;b&gt;x&lt;/b&gt;", "\\<b>x\\</b>"),
        ("f(x) -&gt; y", "f(x) -> y"),
        ("`&lt;` and https://e.org/?a&amp;b", "`&lt;` and https://e.org/?a&amp;b"),
        ("AT&T and R&D; fish &chips;", "AT&T and R&D; fish &chips;"),
    ],
)
def test_an_entity_becomes_its_character(text, wanted):
    assert plain(text) == wanted


MARKUP = [
    *("&lt;&#37; x %>", "&lt;% x %>", "&#35;tag", "&#91;&#91;Note]]", "&#33;[[Note]]", "&#61;&#61;m&#61;&#61;", "&#37;&#37;c&#37;&#37;"),
    *("&#36;x&#36;", "&#42;b&#42;", "&#96;= x&#96;", "key&#58;&#58; v", "&#94;id", "&#124;a|", "&#126;&#126;s~~", "&#45; x"),
    *("- &gt; text", "1. &gt; [!tip]- x", "> * &gt; x", "a\n  10) - &gt; x"),
    *("&gt; a quote", "&#123;&#123;x}}", "1&#46; x", "<b&gt;"),
]


@pytest.mark.parametrize("text", MARKUP)
def test_an_entity_that_might_be_markup_stays(text):
    assert plain(text) == text


@pytest.mark.parametrize("line", ["&nbsp;&gt; x", "-&nbsp;&gt; x", "&#8203;- &amp;nbsp;&gt; x", "> &#32;&gt; x"])
def test_no_quote_comes_alive_behind_an_entity_that_becomes_a_space(line):
    assert plain(line).endswith("&gt; x")


@pytest.mark.parametrize("mark", ["~~~dataviewjs", "```tasks", "- [ ] x", "> [!tip] x", "# x", "+ x", "1. x", "    x"])
@pytest.mark.parametrize("space", ["&nbsp;", "&#32;", "&emsp;&nbsp;", "- &nbsp;"])
def test_no_block_comes_alive_behind_an_entity_that_is_space(space, mark):
    assert plain(f"{space}{mark}") == f"{space}{mark}"


def test_a_line_of_nothing_but_space_is_empty():
    assert plain("a\n&nbsp;\nb") == "a\n \nb"


@pytest.mark.parametrize("line", ["- f(x) -&gt; y", "1.5 &gt; 1", "2 &gt; 1", "*a* &gt; b"])
def test_what_only_looks_like_a_list_keeps_no_entity(line):
    assert plain(line) == html.unescape(line)


@given(st.text(st.sampled_from("<>%[]#=`$&'\"a b!/:"), max_size=12))
def test_nothing_comes_alive_and_nothing_reads_otherwise(text):
    coded = "".join(f"&#{ord(char)};" for char in text)
    made = plain(coded)
    assert not re.search(r"<[A-Za-z/!?%]|\[\[|%%|==|(?<![&\\])#|`|\$|::", re.sub(r"\\<|&#\d+;", "", made))
    assert html.unescape(re.sub(r"\\(?=<)", "", made)).split() == text.split()
