"""Live forms of our own writer: mathematics, highlights, callouts, footnotes. They pass only where asked for and only where harmless."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox.notes.inert import block, formula, line

TEX = Path(__file__).parent.parent / "cases" / "tex"
USUAL, HOSTILE = ((TEX / name).read_text(encoding="utf-8").rstrip("\n").split("\n") for name in ("usual.txt", "hostile.txt"))
KEPT = [
    "Let $x^2$ and $$\\frac{a}{b}$$ be.",
    "a ==b c== d",
    "> [!note] Title\n> words",
    "- a\n\n  > [!warning]\n  > words",
    "one[^1] two[^a]\n\n[^1]: First $x$ ==y==\n\n[^a]: Second note",
    "| $a$ | ==b== |\n| --- | --- |\n| c[^1] | d |\n\n[^1]: e f",
    "### On $n$ things",
    "| 1. | a |\n| --- | --- |\n| 2. | b |",
]
BROKEN_UP = {
    "a command that links": ("$\\href{javascript:x}{y}$", "\\$\\href{javascript:x}{y}\\$"),
    "a colour that is a style": ("$\\fcolorbox{red;position:fixed}{white}{x}$", "\\$\\fcolorbox{red;position:fixed}{white}{x}\\$"),
    "a definition of commands": ("$\\def\\x{y}$", "\\$\\def\\x{y}\\$"),
    "Templater in a formula": ("$a <% b$", "\\$a &lt;% b\\$"),
    "a wikilink in a formula": ("$[[x]]$", "\\$\\[\\[x]]\\$"),
    "braces that do not pair": ("$\\frac{a}{b$", "\\$\\frac{a}{b\\$"),
    "a digit behind": ("$x$5 $y$", "\\$x\\$5 $y$"),
    "a price beside a formula": ("$5 and $x$ for $6", "\\$5 and $x$ for \\$6"),
    "formulas over lines": ("$$\nx\n$$", "\\$\\$\nx\n\\$\\$"),
    "a highlight that does not end": ("==a and ==b", "=\\=a and =\\=b"),
    "a highlight around a wikilink": ("==[[x]]==", "==\\[\\[x]]=="),
    "a callout of no known kind": ("> [!evil] x", "> \\[!evil] x"),
    "a callout that folds": ("> [!note]- x", "> \\[!note]- x"),
    "a callout in the middle of a quote": ("> a\n> [!note] x", "> a\n> \\[!note] x"),
    "a reference to nothing": ("a[^1]", "a\\[^1]"),
    "a note in the middle": ("[^1]: a\n\nb[^1]", "\\[^1]\\: a\n\nb\\[^1]"),
    "a note with a block behind it": ("a[^1]\n\n[^1]: b\n\n    [[c]]", "a\\[^1]\n\n\\[^1]\\: b\n\n```\n[[c]]\n```"),
    "a note that begins a list": ("a[^1]\n\n[^1]: - [ ] b", "a[^1]\n\n[^1]: \\- [ ] b"),
    "a note that others take for an address": ("a[^1]\n\n[^1]: javascript:x", "a[^1]\n\n[^1]: \u200bjavascript:x"),
    "an inline footnote": ("a^[b]", "a\\^[b]"),
    "a footnote's mark that is a link": ("[^1](https://e.org)\n\n[^1]: a", "[\\^1](https://e.org)\n\n[^1]: a"),
    "marks in the words of a link": ("[$x$](https://e.org)", "[\\$x\\$](https://e.org)"),
}
MARKS = st.text(alphabet=st.sampled_from("$=[]^!:|\\{}()<%>`*_ \nxa1-"), max_size=24)
PIECES = """
$x$ $$y$$ $ $5 == ==a== = [^1] ␤␤[^1]:␠ [^ >␠[!note]␠ [! [[ ]] [a](https://e.org) ` `` ```␤ |␠ ␤ ␤␤ ␠ ␠␠␠␠ -␠ >␠
\\ <% {{ \\href{a}{b} \\frac{a}{b} :: #t %% ^id x 1
""".split()  # noqa: SIM905 - a list in quotes cannot be read
SOUP = st.lists(st.sampled_from([piece.replace("␤", "\n").replace("␠", " ") for piece in PIECES]), max_size=14).map("".join)


@pytest.mark.parametrize("text", KEPT)
def test_the_writers_forms_stay(text: str) -> None:
    assert block(text, forms=True) == text


@pytest.mark.parametrize("text", KEPT)
def test_foreign_text_has_none(live, read_words, text: str) -> None:
    made = block(text)
    assert live(made) == []
    assert read_words(made) == read_words(text)


@pytest.mark.parametrize(("text", "expected"), BROKEN_UP.values(), ids=BROKEN_UP.keys())
def test_a_form_that_is_none_is_text(text: str, expected: str) -> None:
    made = block(text, forms=True)
    assert made == expected
    assert block(made, forms=True) == made


@pytest.mark.parametrize("text", [*KEPT, *(f"a ${tex}$ b" for tex in USUAL if "color" not in tex and "Large" not in tex)])
def test_the_eye_lets_the_writers_forms_pass(live, text: str) -> None:
    assert live(block(text, forms=True), forms=True) == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "$\\href{a}{b}$",
            "$\\kern-9em x$",
            "$a <% b$",
            "$$x$$ [[y]]",
            "==a== [[y]]",
            "==a:: b==",
            "a[^1]",
            "[^1]: a\n\nb[^1]",
        ),
        *(
            "> [!note]- a",
            "> [!evil] a",
            "`= this` $x$",
            "a[^1]\n\n[^1]: b:: c",
            "a[^1]\n\n[^1]: ![[b]]",
            "> [!note] #a",
            "$x$ ^id",
        ),
    ],
)
def test_the_eye_sees_what_hides_among_them(live, text: str) -> None:
    assert live(text, forms=True) != []
    made = block(text, forms=True)
    assert live(made, forms=True) == []


@settings(deadline=None, max_examples=400)
@given(SOUP)
def test_nothing_else_becomes_live_and_twice_is_once(live, text: str) -> None:
    made = block(text, forms=True)
    assert block(made, forms=True) == made
    assert live(made, forms=True) == []


@settings(deadline=None, max_examples=400)
@given(SOUP)
def test_what_was_inert_stays_inert_among_the_writers_text(text: str) -> None:
    made = block(text)
    # Beside what may be mathematics every dollar is escaped.
    assert block(made, forms=True).replace("\\$", "$") == made.replace("\\$", "$")


@settings(deadline=None, max_examples=300)
@given(MARKS)
def test_a_line_of_foreign_text_forges_nothing(live, text: str) -> None:
    made = line(text)
    assert block(made, forms=True) == made
    assert live(made) == []


def test_footnotes_get_a_name_of_their_own() -> None:
    made = block("a[^1] `[^1]`\n\n[^1]: b", forms=True, suffix="-4f2a")
    assert made == "a[^1-4f2a] `[^1]`\n\n[^1-4f2a]: b"
    assert block(made, forms=True, suffix="-4f2a") == made


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("a^2 + b", "$a^2 + b$"),
        ("  a % comment\n  b ", "$a b$"),
        ("x \\label{eq:1} \\\\ ", "$x$"),
        ("[[a]]", "$[ [a] ]$"),
        ("{{a}}", "${ {a}}$"),
        ("a<b", "$a< b$"),
        ("[a](b)", "$[a] (b)$"),
        ("50\\%", "$50\\%$"),
        ("a == b", "$a = = b$"),
        ("\\href{javascript:alert(1)}{x}", ""),
        ("\\class{a}{b}", ""),
        ("\\newcommand{\\x}{y}", ""),
        ("\\htmlData{a=b}{c}", ""),
        ("\\require{html}", ""),
        ("\\rule{1em}{1em}", ""),
        ("\\hspace{40em}", ""),
        ("a $ b", ""),
        ("a ` b", ""),
        ("a <% b", "$a <$"),
        ("{" * 60 + "}" * 60, ""),
        ("x" * 6000, ""),
        ("{a", ""),
        ("a\\", ""),
        ("", ""),
    ],
)
def test_formula(tex: str, expected: str) -> None:
    made = formula(tex)
    assert made == expected
    assert not made or formula(made[1:-1]) == made
    assert not made or block(made, forms=True) == made


@pytest.mark.parametrize("tex", USUAL)
def test_usual_mathematics_stays_live(tex: str) -> None:
    made = formula(tex)
    assert made
    assert block(made, forms=True) == made


@pytest.mark.parametrize("tex", HOSTILE)
def test_tex_that_does_more_than_typeset_is_text(tex: str) -> None:
    assert formula(tex) == ""
    assert "$" not in block(f"a ${tex}$ b", forms=True).replace("\\$", "")


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet=st.sampled_from("\\abhref{}[]()^_$%<>&#~`|=:!/ \n1"), max_size=30))
def test_a_formula_stands_still(text: str) -> None:
    made = formula(text, display=True)
    assert not made or (block(made, forms=True) == made and "\n" not in made)


@pytest.mark.parametrize(
    "text",
    ["$" * 20_000, "==a " * 10_000, "$a " * 10_000, "[^1]" * 10_000 + "\n\n[^1]: a", "[^1]: a\n\n" * 5_000],
    ids=lambda text: text[:6],
)
@pytest.mark.timeout(10)
def test_hostile_lengths_take_no_time(text: str) -> None:
    made = block(text, forms=True)
    assert block(made, forms=True) == made
