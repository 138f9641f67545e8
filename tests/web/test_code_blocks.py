"""Code as highlighters and editors of blogs set it: each block comes out as one, with its lines, its indentation and its language."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from vault_inbox import Page, read_page
from vault_inbox.web.writing.markdown import markdown_of

CASES = tomllib.loads((Path(__file__).parent / "code_blocks.toml").read_text(encoding="utf-8"))
BLOCKS: dict[str, dict[str, str]] = CASES["block"]
OTHERS: dict[str, dict[str, str]] = CASES["other"]
PARAGRAPHS = """
<p>The council of Harbour has decided on Tuesday that the old iron bridge over the river Reed will be closed for two years, because its
pillars are no longer safe for lorries and buses.</p>
<p>Residents had asked for another vote, saying that the ferry runs only twice a day and that the school on the other side cannot be
reached by children in winter without it.</p>
{}
<p>The mayor said that the money for a new bridge was already in the budget, and that the works would begin in the spring of next year if
the weather and the builders allow it.</p>
<p>A spokesman for the builders told this paper that the steel had been ordered, and that the first pillars would be set before the storms
of the autumn reach the coast again.</p>
"""
PAGE = f"""<!doctype html><html lang=en><head><title>The bridge closes - Harbour Herald</title></head><body>
<header><a href=/>Harbour Herald</a></header><main><article><h1>The bridge closes</h1>{PARAGRAPHS}</article></main>
<footer><p>© 2026 Harbour Herald</p></footer></body></html>"""


@pytest.mark.parametrize("case", [*BLOCKS.values(), *OTHERS.values()], ids=[*BLOCKS, *OTHERS])
def test_markup(case: dict[str, str]) -> None:
    assert markdown_of(case["html"], "https://example.org/") == case["markdown"]


@pytest.mark.parametrize("case", BLOCKS.values(), ids=BLOCKS)
def test_a_block_among_paragraphs_is_the_articles(case: dict[str, str]) -> None:
    page = PAGE.replace("{}", case["html"])
    text = read_page(Page("https://example.org/bridge", "text/html; charset=utf-8", page.encode())).text
    assert text.count("```") == 2
    assert case["markdown"][case["markdown"].index("```") :] in text
    for words in ("pillars are no longer safe", "in winter without it.", "The mayor said", "reach the coast again."):
        assert words in text
