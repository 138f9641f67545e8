"""Descriptions that tell of the article, and such that only tell of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_WORD = re.compile(r"\w{4,}")
_FEW = 5  # words; so short a description may do without a word of the text
_PARAGRAPH = 80  # characters
_SAYS_LITTLE = re.compile(r"[ -~]*")  # what counts letters as words: other scripts write sentences without spaces


def description(candidates: Iterable[tuple[str, str]], root: HtmlElement, title: str, site: str) -> tuple[str, str]:
    """The first of a page's descriptions, each (text, source), that tells of its article, ("", "") if none does.

    The site's name is none, nor is a text of which no word stands in the title or a paragraph: that is the site's motto. One of
    fewer than three words was cut off; a longer one goes before it.
    """
    told = [(" ".join(_TAG.sub(" ", text).split()), source) for text, source in candidates]
    fit = [each for each in told if each[0] and each[0].casefold() != site.casefold() and not _is_motto(each[0], root, title)]
    long = [each for each in fit if len(each[0].split()) > 2 or not _SAYS_LITTLE.fullmatch(each[0])]
    return next(iter(long or fit), ("", ""))


def _is_motto(text: str, root: HtmlElement, title: str) -> bool:
    words = set(_WORD.findall(text.casefold()))
    if len(words) < _FEW or words & set(_WORD.findall(title.casefold())):
        return False
    paragraphs = [text for p in root.iter("p") if len(text := "".join(p.itertext())) > _PARAGRAPH]
    return bool(paragraphs) and words.isdisjoint(_WORD.findall(" ".join(paragraphs).casefold()))
