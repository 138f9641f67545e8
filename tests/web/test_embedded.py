"""Which text of a page's data is its article, whose it is, and what broken or hostile data cost."""

from __future__ import annotations

import json
from time import process_time
from typing import Any

import pytest

from vault_inbox.model import Article, Page
from vault_inbox.web.extract import read_page

PROSE = "The river turned north behind the mill, and nobody on the boat had seen the bridge that stood there in the fog. "
OTHER = "My grandfather built that bridge in the year of the flood, and it was never where you say that it stood at all. "
TITLE = "A long walk"


def read(scripts: str) -> Article:
    html = f"<!doctype html><html lang=en><head><title>{TITLE}</title></head><body><div id=__next></div>{scripts}</body></html>"
    return read_page(Page("https://example.org/walk", "text/html; charset=utf-8", html.encode()))


def state(data: object) -> str:
    told = json.dumps(data).replace("</", r"<\/")  # so that no data end the script
    return f"<script>window.__INITIAL_STATE__ = {told}</script>"


def pushed(rows: str) -> str:
    return f"<script>self.__next_f.push({json.dumps([1, rows])})</script>"


def blocks(text: str, number: int, **more: Any) -> list[dict[str, Any]]:
    return [{"type": "paragraph", "text": f"{text}{place}", **more} for place in range(number)]


OWN, LONGER = blocks(PROSE, 4), blocks(OTHER * 3, 12)
TITLED = {"title": TITLE, "content": OWN}
BESIDE = {
    "comments": {"article": {"body": OWN}, "comments": LONGER},
    "comments of a cache": {"article": {"body": OWN}, "comments({'first':10})": LONGER},
    "comments by kind": {"article": {"body": OWN}, "below": [{**block, "__typename": "TextComment"} for block in LONGER]},
    "blocks of many people": {"article": {"body": OWN}, "below": blocks(OTHER * 3, 12, user="bob")},
    "terms": {"article": {"content": OWN}, "footer": {"terms": LONGER}},
    "next": {"article": TITLED, "next": [{"title": "Other", "content": LONGER}]},
    "another title": {"article": TITLED, "stories": [{"title": "Other", "content": LONGER}]},
    "another title, in HTML": {
        "article": {**TITLED, "content": f"<p>{PROSE * 5}</p><p>{PROSE}</p>"},
        "stories": [{"title": "Other", "content": f"<p>{OTHER * 9}</p>"}],
    },
    "a title as an object": {"article": {"title": {"rendered": TITLE}, "content": OWN}, "stories": [{"content": LONGER}]},
    "a review": {"__typename": "FilmReview", **TITLED},
    "an address as key": {"/api/next-and-more": TITLED},
}


@pytest.mark.parametrize("data", BESIDE.values(), ids=BESIDE.keys())
def test_what_stands_beside_an_article_is_not_taken_for_it(data: object) -> None:
    text = read(state(data)).text
    assert text.startswith(PROSE)
    assert OTHER not in text


DOUBTFUL = {
    "comments alone": {"comments": LONGER},
    "comments by kind": {"thread": {"items": [{"__typename": "CommentBody", "body": OTHER * 3} for _ in range(12)]}},
    "another article alone": {"story": {"title": "Other", "content": LONGER}},
    "two without a title": {"a": {"content": OWN}, "b": {"content": blocks(OTHER, 4)}},
    "pieces": {"title": TITLE, "parts": [{"html": f"<p>{text}</p><p>{text}</p>"} for text in (PROSE * 4, OTHER * 4, PROSE * 5)]},
    "a paragraph": {"title": TITLE, "parts": [{"html": f"<p>{PROSE * 6}</p>"}]},
    "a text beside others": {"article": {"title": TITLE, "body": PROSE * 20}, "related": LONGER},
}


@pytest.mark.parametrize("data", DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_with_doubt_there_is_no_article(data: object) -> None:
    assert read(state(data)).verdict == "script-only"


def test_one_article_told_twice_is_no_doubt() -> None:
    assert read(state({"a": {"content": OWN}, "b": {"content": OWN}})).verdict == "article"


FORMS = {
    "tags in a text": (
        {"type": "paragraph", "text": "A <div> and a <script> in List<String> & more"},
        "A \\<div> and a \\<script> in List\\<String> & more",
    ),
    "a tag left open": ({"type": "paragraph", "children": [{"text": "One "}, {"text": "<b> is bold"}]}, "One \\<b> is bold"),
    "inline tags": ({"type": "paragraph", "text": "One <b>is</b> bold<br>so"}, "One **is** bold  \nso"),
    "HTML by its key": ({"type": "block", "html": "<p>One <custom-a>is</custom-a> <script>x()</script>bold"}, "One is bold"),
    "lists in lists": (
        {"type": "list", "data": {"items": [{"content": "A", "items": [{"content": "B", "items": []}]}, {"content": "C"}]}},
        "- A\n  - B\n- C",
    ),
    "lists below items": (
        {
            "name": "core/list",
            "innerBlocks": [
                {
                    "name": "core/list-item",
                    "attributes": {"content": "A"},
                    "innerBlocks": [{"name": "core/list", "innerBlocks": [{"name": "core/list-item", "attributes": {"content": "B"}}]}],
                }
            ],
        },
        "- A\n  - B",
    ),
    "paragraphs in items": (
        {
            "type": "bulletList",
            "content": [{"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "A"}]}]}],
        },
        "- A",
    ),
    "code": ({"type": "code", "code": "if a<b> 1:\n  pass"}, "```\nif a<b> 1:\n  pass\n```"),
    "a text beside a picture": ({"type": "textImage", "text": "Beside it"}, "Beside it"),
    "a picture alone": ({"type": "image", "text": "Beside it"}, ""),
    "cells": ({"type": "table", "data": {"content": [["a", "b"], ["c", "d"]]}}, "| a | b |\n| --- | --- |\n| c | d |"),
    "paragraphs in a box": (
        {"type": "callout", "content": [{"type": "paragraph", "content": "A"}, {"type": "paragraph", "content": "B"}]},
        "A\n\nB",
    ),
    "a heading of many digits": ({"type": "heading", "level": "1" * 5000, "text": "A"}, "### A"),
    "a heading of no digit": ({"type": "heading", "level": "²", "text": "A"}, "### A"),
    "half a character": ({"type": "paragraph", "text": "A \ud83d"}, "A �"),
}


@pytest.mark.parametrize(("block", "markdown"), FORMS.values(), ids=FORMS.keys())
def test_every_word_of_a_block_is_read_in_its_form(block: object, markdown: str) -> None:
    text = read(state({"body": [*OWN, block, {"type": "paragraph", "text": "The end"}]})).text
    _, _, rest = text.partition(f"{PROSE}3\n\n")
    assert rest.removesuffix("The end").strip() == markdown


def test_a_number_of_many_digits_costs_no_article() -> None:
    assert read(state({"body": OWN}).replace('"body"', f'"n": {"9" * 5000}, "body"')).verdict == "article"


PEOPLE = {
    "two names and what one is": ({"title": "Senior Reporter", "firstName": "Ada", "lastName": "Field"}, "Ada Field"),
    "a photographer": ([{"role": "Photographer", "name": "Max Roe"}, {"role": "Author", "name": "Ada Field"}], "Ada Field"),
    "half a character": ("Ada \ud83d Field", "Ada � Field"),
}


@pytest.mark.parametrize(("author", "name"), PEOPLE.values(), ids=PEOPLE.keys())
def test_who_wrote_an_article_in_data(author: object, name: str) -> None:
    assert read(state({"article": {"body": OWN, "author": author}})).author == name


SITE = {
    "the site's": {"creator": "Max Roe", "date": "2024-05-03", "page": {"article": {"body": OWN}}},
    "above the article": {"author": "Max Roe", "publishedAt": "2024-05-03", "article": TITLED},
}


@pytest.mark.parametrize("data", SITE.values(), ids=SITE.keys())
def test_what_the_site_says_of_itself_is_not_said_of_the_article(data: object) -> None:
    found = read(state(data))
    assert (found.verdict, found.author, found.published) == ("article", "", None)


def test_the_day_beside_an_article_in_data() -> None:
    assert str(read(state({"article": {"body": OWN, "date": "2024-05-03"}})).published) == "2024-05-03"
    days = {"publishedAt": "2099-01-01", "published_at": "2024-05-03T09:00:00", "published": "2024-05-04"}
    assert str(read(state({"article": {"body": OWN, **days}})).published) == "2024-05-03 09:00:00"


def test_half_a_character_and_depth_in_a_stream_cost_no_article() -> None:
    html = f"<p>{PROSE.strip()}</p>" * 6
    deep = "[" * 900 + "]" * 900
    rows = f'1:{{"title":"{TITLE}","body":"$2","x":{deep}}}\n2:T{len(html):x},{html}3:["\\ud83d"]\n4:{{"a":"\ud83d"}}\n'
    assert read(pushed(rows)).text == "\n\n".join([PROSE.strip()] * 6)


HOSTILE = {
    "starts of objects": "<script>" + "var aaa={" * 80_000 + "</script>",
    "starts of objects with keys": "<script>" + 'var aaa={"' * 80_000 + "</script>",
    "starts of pushes": "<script>" + "self.__next_f.push([1," * 40_000 + "</script>",
    "letters of numbers": pushed("a" * 80_000),
    "rows that are no JSON": pushed("1:{\n" * 40_000),
    "starts of paragraphs": state({"a": "<p " * 80_000}),
    "an object of many texts": state({f"title{place}": f"<p>{place}</p>{PROSE * 5}<p></p>" for place in range(4_000)}),
    "a list in a list": state({"a": json.loads("[" * 300 + json.dumps(OWN * 50) + "]" * 300)}),
    "starts of tags": state({"a": [*OWN, {"type": "html", "html": "<script" * 20_000}]}),
}


@pytest.mark.parametrize("scripts", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_scripts_take_no_quadratic_time(scripts: str) -> None:
    start = process_time()
    read(scripts)
    assert process_time() - start < 3  # seconds of CPU; each took a multiple of it, or would


def test_a_text_whose_object_bears_the_address_is_the_pages_where_the_page_is_called_as_its_section() -> None:
    def told(slug: str) -> Article:
        post = {"slug": slug, "title": "How the till learned Welsh", "author": {"name": "Ada Field"}, "body": OWN}
        html = f"<html lang=en><head><title>Engineering</title></head><body><div id=__next></div>{state({'post': post})}</body></html>"
        return read_page(Page("https://example.org/engineering/welsh-till", "text/html; charset=utf-8", html.encode()))

    article = told("welsh-till")
    assert (article.verdict, article.title, article.author) == ("article", "How the till learned Welsh", "Ada Field")
    assert told("other-till").verdict != "article"
