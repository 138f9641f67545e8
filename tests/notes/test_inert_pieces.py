"""The pieces that other rooms write with: one line of text, links, addresses, code, property values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox.notes.inert import address, block, code_fence, code_span, line, link, plain

MARKS = st.text(alphabet=st.sampled_from("[]()!#:%=$^<>`~\\|{}*_-+.&; \n\tax1/é\u2028"), max_size=24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words, as they are.", "Plain words, as they are."),
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("snake_case and a * b", "snake_case and a * b"),
        ("*not* _emphasis_ __init__", r"\*not\* \_emphasis\_ \_\_init\_\_"),
        ("a `code` b", r"a \`code\` b"),
        ("[[x]] #tag key:: value %%c%%", r"\[\[x]] \#tag key:\: value %\%c%\%"),
        ("[a](https://e.org)", r"[a]\(https://e.org)"),
        ("<b>bold</b> &amp; <% x %>", r"\<b>bold\</b> &amp;amp; &lt;% x %>"),
        (r"C:\path\[x] end\\", r"C:\path\\[x] end\\\\"),
        ("see https://e.org/a_b_c?x=1.", "see https://e.org/a_b_c?x=1."),
        ("~~gone~~", r"\~\~gone\~\~"),
        ("# no heading", r"\# no heading"),
        ("1984. A novel", r"1984\. A novel"),
        ("- no item", r"\- no item"),
        ("> no quote", r"\> no quote"),
        ("---", r"\---"),
        ("[ ] no task", r"\[ ] no task"),
        ("\u202egnp.exe\x00", "gnp.exe"),
        ("", ""),
    ],
)
def test_line(text: str, expected: str) -> None:
    assert line(text) == expected


def test_inside_a_line_the_start_needs_no_care() -> None:
    assert line("1984. A novel", start=False) == "1984. A novel"


@settings(deadline=None, max_examples=300)
@given(MARKS)
def test_a_line_of_plain_text_is_inert_and_reads_the_same(live, read_words, text: str) -> None:
    made = line(text)
    assert "\n" not in made
    assert live(made) == []
    assert block(made) == made
    assert read_words(made) == "".join(char for char in text if char.isalnum())


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("A page", "https://e.org/a", "[A page](https://e.org/a)"),
        ("[1]", "https://e.org/", r"[\[1\]](https://e.org/)"),
        ("", "https://e.org/", "[https://e.org/](https://e.org/)"),
        ("me", "mailto:me@e.org", "[me](mailto:me@e.org)"),
        ("a site", "www.e.org/a_b", "[a site](https://www.e.org/a_b)"),
        ("x", "www.", "x"),
        ("x", "javascript:alert(1)", "x"),
        ("x #t", "obsidian://open", r"x \#t"),
        ("x", "https://e.org/a b)c", "[x](https://e.org/a%20b%29c)"),
        ("a\\", "https://e.org/", r"[a\\](https://e.org/)"),
    ],
)
def test_link(text: str, url: str, expected: str) -> None:
    assert link(text, url) == expected


@settings(deadline=None, max_examples=200)
@given(MARKS, MARKS)
def test_a_link_is_always_one_link(live, read_words, text: str, path: str) -> None:
    made = link(text, f"https://e.org/{path}")
    assert live(made) == []
    assert block(made) == made
    assert made.startswith("[")
    assert made.count("](https://e.org/") == 1


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://en.wikipedia.org/wiki/Python_(language)", "https://en.wikipedia.org/wiki/Python_(language)"),
        ("HTTP://e.org/ä?q=%20&lt;", "http://e.org/ä?q=%20&lt%3B"),
        ("https://e.org/a)b", "https://e.org/a%29b"),
        ("https://e.org/[[x]]#t|y", "https://e.org/%5B%5Bx%5D%5D#t%7Cy"),
        ("https://e.org/100%%", "https://e.org/100%25%25"),
        ("https://e.org/<%x%>", "https://e.org/%3C%25x%25%3E"),
        ("http://[2001:db8::1]:8080/a[b]", "http://[2001:0db8:0000:0000:0000:0000:0000:0001]:8080/a%5Bb%5D"),
        ("http://[x::y]/", "http://%5Bx:%3Ay%5D/"),
        ("ftp://e.org/", ""),
        ("//e.org/", ""),
        ("https://", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_address(url: str, expected: str) -> None:
    assert address(url) == expected
    assert address(address(url)) == expected


def test_a_fence_is_longer_than_any_run_inside() -> None:
    assert code_fence("a\n````\nb\n", "Python title=x") == "`````python\na\n````\nb\n`````"


@pytest.mark.parametrize("language", ["dataviewjs", "dataview", "tasks", "query", "button", "mermaid", "base", "sparql", "", "x y"])
def test_only_known_languages_stay(language: str) -> None:
    assert code_fence("x", language) == "```\nx\n```"


@pytest.mark.parametrize(
    ("language", "kept"), [("html", "xml"), ("htm", "xml"), ("XHTML", "xml"), ("svg", "xml"), ("jsx", "js"), ("latex", "tex")]
)
def test_a_language_that_a_plugin_draws_gets_another_name_of_its(language: str, kept: str) -> None:
    assert code_fence("<img src=x onerror=run()>", language) == f"```{kept}\n<img src=x onerror=run()>\n```"
    assert block(f"~~~{language}\nx\n~~~").startswith(f"```{kept}\n")


@pytest.mark.parametrize("language", ["xml", "js", "ts", "tsx", "css", "vue", "svelte", "sql", "md", "python"])
def test_what_no_plugin_draws_keeps_its_name(language: str) -> None:
    assert code_fence("x", language) == f"```{language}\nx\n```"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x", "`x`"),
        ("a ` b", "``a ` b``"),
        ("`x`", "`` `x` ``"),
        ("= this", "`\u200b= this`"),
        ("$= dv", "`\u200b$= dv`"),
        ("<% x %>", "`<\u200b% x %>`"),
        ("`$= dv`", "`` `\u200b$= dv` ``"),
        ("``jsx:<a/>`", "``` ``\u200bjsx:<a/>` ```"),
        ("` button-x `", "`` ` \u200bbutton-x ` ``"),
        ("`jsx-a11y`", "`` `jsx-a11y` ``"),
        ("SET `name` = 1, `id`=2", "``SET `name` = 1, `id`=2``"),  # it is still to be copied
        ("`name`=1", "`` `name`=1 ``"),
        ("a\n  b", "`a b`"),
        (" ", ""),
    ],
)
def test_code_span(code: str, expected: str) -> None:
    assert code_span(code) == expected


@settings(deadline=None, max_examples=150)
@given(MARKS)
def test_code_is_code_and_inert(live, text: str) -> None:
    assert live(code_fence(text)) == []
    assert live(code_span(text)) == []
    assert block(code_fence(text)).rstrip() == code_fence(text).rstrip() or not text.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A title: with std::vector", "A title: with std::vector"),
        ("two\nlines\u2028and more\x00", "two lines and more"),
        ("<% x %> [[y]] key:: v", "<\u200b% x %> [\u200b[y]] key:\u200b: v"),
        ("\u202eabc\u2066", "abc"),
        ("`= this` ``$= dv.x`` `button-go` `x = 1`", "`\u200b= this` ``\u200b$= dv.x`` `\u200bbutton-go` `x = 1`"),
        ("![a](https://e.org/p.gif) [b](obsidian://x)", "![a]\u200b(https://e.org/p.gif) [b]\u200b(obsidian:\u200b//x)"),
        ("<obsidian://x> <https://e.org/>", "<\u200bobsidian:\u200b//x> <https://e.org/>"),
        ("<img src=x> <svg/onload=y> <STYLE> <p title", "<\u200bimg src=x> <\u200bsvg/onload=y> <\u200bSTYLE> <p title"),
        ("List<int> and <b>, $5, C:\\new, a://b", "List<int> and <b>, $5, C:\\new, a:\u200b//b"),
        ("$\\href{x}{y}$", "$\\\u200bhref{x}{y}$"),
        ("$5-$\\href{x}{y}", "$5-$\\\u200bhref{x}{y}"),
        ("C:\\Users\\a for $5 or $6", "C:\\Users\\a for $5 or $6"),
        ("👩‍👩‍👧 کتاب‌ها", "👩‍👩‍👧 کتاب‌ها"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected
    assert plain(plain(text)) == expected
