"""The ingredients and steps that a page tells in its data: schema.org's `Recipe` and `HowTo`, as JSON-LD or as microdata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from ...dom import words_of
from . import jsonld
from .values import unescaped

_KINDS = frozenset(("Recipe", "HowTo"))
_LISTS = ("recipeIngredient", "ingredients", "supply", "tool")
_STEPS = ("recipeInstructions", "step", "steps", "itemListElement")
_MARKED = frozenset(("recipeIngredient", "ingredients", "recipeInstructions"))
_SAYS = re.compile(r"\"(?:Recipe|HowTo)\"")
_TAG = re.compile(r"<[^>]{0,300}>")
_DEEPEST = 4  # steps in sections in lists in …


def recipe_lines(root: HtmlElement) -> list[str]:
    """Each ingredient and each step that the page's data tell, in their order; steps told in one string are one line."""
    scripts = (script for script in root.iter("script") if script.text and _SAYS.search(script.text))
    things = (thing for script in scripts for thing in jsonld.things(script))
    lines = [line for thing in things if _KINDS.intersection(jsonld.kinds_of(thing)) for line in _told(thing)]
    named = root.xpath("descendant-or-self::*[@itemprop]")
    lines += [words_of(element) for element in named if _MARKED.intersection(element.get("itemprop").split())]
    plain = (unescaped(_TAG.sub(" ", unescaped(line))) for line in lines)
    return list(dict.fromkeys(line for line in plain if line))


def _told(thing: dict[str, Any]) -> Iterator[str]:
    for key in _LISTS:
        yield from _texts(thing.get(key), 0)
    for key in _STEPS:
        yield from _texts(thing.get(key), 0)


def _texts(value: Any, depth: int) -> Iterator[str]:
    """The texts of a field: strings, and of objects the text (else the name), of sections also what they list."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth <= _DEEPEST:
        for each in value:
            yield from _texts(each, depth + 1)
    elif isinstance(value, dict) and depth <= _DEEPEST:
        yield from _texts(value.get("text") or value.get("name"), depth + 1)
        yield from _texts(value.get("itemListElement"), depth + 1)
