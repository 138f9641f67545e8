"""Any text at all, through every function of `inert`: nothing live, the words are kept, done twice is done once, our sections stay ours.

`SWEEP=full` runs 100,000 examples; `FUZZ=N` as many as you like.
"""

from __future__ import annotations

import os
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vault_inbox import Article, Note, render
from vault_inbox.notes.inert import address, block, code_fence, code_span, line, link, plain
from vault_inbox.notes.sections import find

FULL = os.environ.get("SWEEP") == "full"
EXAMPLES = int(os.environ.get("FUZZ", "100000" if FULL else "200"))
MARKS = r"""
` `` ``` ```` ~~~ ```dataviewjs ```js ~~~tasks [ ] [[ ]] ![[ ![ ]( ) ( <( [^ ^[ [^1] [^1]: ]: [a]: [b](https://e.org) [c](javascript:x)
![d](x.png) <https://e.org> <obsidian://x> https://e.org/ https://e.org/a_b?c=d&e= www.e.org/ a@e.org < <% %> <%* <!-- --> <div </b> <b>
&lt; &#60; &#91; & &amp; :: : ::: %% % == = === --- -- *** ___ - + * > # ## ###### #tag #1 #é ^id ^ $ $$ $x$ \ \\ \[ \` \< | || |---|---|
-|- {{ }} { } [!note] 1. 2) 📅 ✅ 2025-01-01 a:: due:: $= INPUT[ key value 1 x word Word é 中 ж summary content connections Scraped
""".split()  # noqa: SIM905 - a list in quotes cannot be read
UNSEEN = ["\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\u2028", "\x85", "\x00", "\xa0", "\u3000", "\U000e0041"]
BETWEEN = [
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\f",
    "\v",
    "- [ ] ",
    "> [!tip]- ",
    "\n## connections\n",
    "# ",
    "> ",
    "- ",
    "1. ",
    "= this",
]
PIECES = [*MARKS, *UNSEEN, *BETWEEN]
# What our own writer makes, whole and in pieces, and what must not hide in it.
FORMS = [
    *[
        "$x$",
        "$$y$$",
        "$",
        "$\\frac{a}{b}$",
        "$\\kern-9em x$",
        "$\\href{a}{b}$",
        "\\text{",
        "}",
        "==a==",
        "==a `b`==",
        "[^1]",
        "[^a-b]",
        "[^2]",
    ],
    *[
        "\n\n[^1]: ",
        "\n\n[^a-b]: ",
        "\n[^1]: ",
        "> [!note] ",
        "> [!tip]\n> ",
        "> [!todo]- ",
        "\n\n> [!faq] ",
        "| $a$ | ==b== |\n| --- | --- |\n| ",
    ],
    *[
        "`= this`",
        "`$= dv.current()`",
        "`dc= 1`",
        "`INPUT[text:a]`",
        "`button-a`",
        "[a:: b]",
        "(a:: b)",
        "![[x]]",
        "[[x]]",
        "\n%%\n",
        "^id\n",
        "#tag",
    ],
    *[
        "\n## connections\n",
        "\n- processed from inbox\n",
        "\n```dataviewjs\n",
        "\n```\n",
        "<% a %>",
        "<script>",
        "\n---\n",
        "\n\n    ",
        "1\\. ",
    ],
]
SOUP = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=24).map("".join)
FORM_SOUP = st.lists(st.sampled_from(FORMS) | st.sampled_from(FORMS) | st.sampled_from(PIECES), max_size=18).map("".join)
fuzzed = settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
pytestmark = [pytest.mark.sweep, pytest.mark.timeout(0 if FULL or EXAMPLES > 1000 else 120)]


@fuzzed
@given(SOUP)
def test_a_block_is_inert_and_stands_still(live, text: str) -> None:
    made = block(text)
    assert live(made) == []
    assert block(made) == made


@fuzzed
@given(SOUP)
def test_a_note_has_our_sections_and_no_others(text: str) -> None:
    made = render(Note(title=text, content=text, summary=text, source=text, inbox_id="0" * 16))
    _, sections = made.split("\n---\n", 1)
    headings = [section.heading for section in find(sections) if section.level == 2]
    assert headings == [name for name in ("summary", "content", "connections") if f"\n## {name}\n" in sections]
    assert headings[-1] == "connections"
    assert len([section for section in find(sections) if section.level == 1]) <= 1


@fuzzed
@given(FORM_SOUP)
def test_a_block_of_our_writers_holds_nothing_live_but_its_forms(live, text: str) -> None:
    made = block(text, forms=True, suffix="-4f2a")
    assert live(made, forms=True) == []
    assert block(made, forms=True, suffix="-4f2a") == made


@fuzzed
@given(FORM_SOUP, FORM_SOUP)
def test_pages_with_live_forms_end_none_of_our_sections(one: str, two: str) -> None:
    pages = Article("https://e.org/1", text=one), Article("https://e.org/2", text=two)
    made = render(Note(title="A title", content="words", scraped=pages, inbox_id="0" * 16))
    _, sections = made.split("\n---\n", 1)
    headings = [section.heading for section in find(sections) if section.level == 2]
    assert headings == ["content", "Scraped from https://e.org/1", "Scraped from https://e.org/2", "connections"]


@fuzzed
@given(SOUP, st.booleans())
def test_a_line_is_inert_and_reads_the_same(live, read_words, text: str, start: bool) -> None:
    made = line(text, start=start)
    assert not re.search(r"[\n\r\v\f\x85\u2028\u2029]", made)
    assert live(made if start else f"x {made}") == []
    assert block(made) == made or not start
    if "://" not in text:  # an address is shown as it must be written
        assert read_words(made if start else f"x{made}").removeprefix("" if start else "x") == re.sub(r"[\W_]+", "", text)


@fuzzed
@given(SOUP, SOUP)
def test_a_link_is_one_link_or_text(live, text: str, url: str) -> None:
    made = link(text, url)
    assert live(made) == []
    assert block(made) == made
    assert link(text, f"https://e.org/{url}").count("](https://e.org/") == 1


@fuzzed
@given(SOUP)
def test_an_address_is_one_word_and_stands_still(live, text: str) -> None:
    made = address(f"https://e.org/{text}")
    assert made.startswith("https://e.org/")
    assert not re.search(r"[\s<>\"`\\\[\]{}|]", made)
    assert address(made) == made
    assert live(f"## Scraped from {made}", top=2) == []
    assert address(text) in {"", address(address(text))}


@fuzzed
@given(SOUP, SOUP)
def test_code_is_code(live, text: str, language: str) -> None:
    fence, span = code_fence(text, language), code_span(text)
    assert live(fence) == []
    assert live(span) == []
    assert block(fence) == fence or not text.strip()
    assert block(span) == span


@fuzzed
@given(SOUP)
def test_a_property_is_one_line_that_nothing_runs(text: str) -> None:
    made = plain(text)
    assert "<%" not in made
    assert "[[" not in made
    # Dataview shows it as Markdown in its tables.
    assert not re.search(r"\]\(|`\s*\$?=|<(?!https?:|mailto:)[A-Za-z][\w+.-]*:|<[A-Za-z][\w-]*[\s/][^<>]*=", made)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", made)
    assert plain(made) == made
