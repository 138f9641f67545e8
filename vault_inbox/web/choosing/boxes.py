"""What the boxes around a run of text call themselves: "article-body", "sidebar", "hidden". Names are inherited from box to box."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

from ..dom import marks_in, tag_of
from .around import around_mark

_NAMES = {
    "good": r"article-?(?:body|content|text|main|copy)\w*|body-?(?:content|copy|text)|entry-?content|post-?(?:content|body|text|entry)|"
    r"story-?(?:body|content|text)\w*|rich-?text|prose|markdown(?:-body)?|main-?content|page-?content|content-?body|mw-parser-output",
    "aside": r"side-?bar\w*|widget\w*|aside|rail|right-?col\w*|secondary",
    "meta": r"meta|date|time(?:stamp)?|tags?|categor(?:y|ies)|kicker|eyebrow|label|info|published|posted|entry-meta|post-meta",
    "sub": r"sub-?(?:title|head(?:line|ing)?)|standfirst|stand-first|dek|deck|summary|excerpt|intro(?:duction)?|lead|lede|teaser|"
    r"description|abstract|chapeau|vorspann|perex",
    "menu": r"menu|nav\w*|toc|table-of-contents|pagination|pager|toolbar|tabs?|dropdown|carousel|slider|swiper|gallery|grid|list|cards?|"
    r"tile|item",
    "hidden": r"hidden|hide|visually-hidden|sr-only|screen-reader\w*|noprint|no-print|print-only|d-none",
}
_PATTERNS = {name: re.compile(rf"(?<![^\s_-])(?:{words})(?![^\s_-])") for name, words in _NAMES.items()}
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TAGS = ("section", "ul", "ol", "table", "header", "figure")
_OFF = ("aside", "footer", "nav", "form", "dialog", "button")
_NONE: frozenset[str] = frozenset()
FAR = 12  # steps; a box further out says nothing of a run


class Box(NamedTuple):
    """An element's depth in the page, its kinds and those around it.

    `steps` out an element names itself no part of an article, `off` steps out stands one that is none by its tag; `article` and `main`
    are the innermost elements of that tag around it.
    """

    depth: int = 0
    steps: int = FAR
    kinds: frozenset[str] = frozenset()
    off: int = FAR
    article: HtmlElement | None = None
    main: HtmlElement | None = None


def box_of(element: HtmlElement, known: dict[HtmlElement, Box]) -> Box:
    """What an element and those around it call themselves; `known` remembers."""
    if element in known:
        return known[element]
    parent = element.getparent()
    over = Box() if parent is None else box_of(parent, known)
    tag = tag_of(element)
    if tag == "body":
        box = Box(depth=over.depth + 1)  # what a page calls itself as a whole says nothing of its parts
    else:
        said = dict(element.items())
        marks = marks_in(said)
        found = _kinds_of(marks) | _kinds_by_tag(said, tag)
        box = Box(
            over.depth + 1,
            0 if around_mark(marks) else min(over.steps + 1, FAR),
            over.kinds | found if found else over.kinds,
            0 if tag in _OFF else min(over.off + 1, FAR),
            element if tag == "article" else over.article,
            element if tag == "main" or said.get("role") == "main" else over.main,
        )
    known[element] = box
    return box


def _kinds_by_tag(said: Mapping[str, str], tag: str) -> frozenset[str]:
    found = frozenset({"ul" if tag == "ol" else tag}) if tag in _TAGS else _NONE
    if said and ("hidden" in said or said.get("aria-hidden") == "true" or _UNSEEN.search(said.get("style", ""))):
        found |= {"hidden"}
    return found


@lru_cache(maxsize=4096)
def _kinds_of(marks: str) -> frozenset[str]:
    words = _CAMEL.sub("-", marks).lower()  # twice as quick as patterns that know no case
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(words)) if words else frozenset()
