"""The article of a page that holds it only as data for its scripts: the longest piece of HTML in the JSON of Next, Nuxt and their like."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

_SHORTEST = 500  # characters of HTML; less is a teaser or a notice
_PARAGRAPHS = re.compile(r"<p[\s>].*</p>", re.IGNORECASE | re.DOTALL)
_LARGEST = 10_000_000  # characters of one script


def embedded_html(root: HtmlElement) -> str:
    """The longest string of paragraphs in a page's JSON scripts, "" if there is none; JSON-LD is not looked at."""
    found = [text for script in root.iter("script") for text in _strings(script)]
    return max(found, key=len, default="")


def _strings(script: HtmlElement) -> Iterator[str]:
    kind, text = (script.get("type") or "").lower(), script.text or ""
    if kind != "application/json" or not _SHORTEST < len(text) < _LARGEST:
        return
    try:
        todo: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while todo:
        each = todo.pop()
        if isinstance(each, str) and len(each) > _SHORTEST and _PARAGRAPHS.search(each):
            yield each
        elif isinstance(each, (dict, list)):
            todo += each.values() if isinstance(each, dict) else each
