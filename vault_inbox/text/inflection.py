"""Words that differ only in their ending are taken for one: "knihy" for "kniha", "networks" for "network". Pure.

A rule of thumb that needs no language: a stemmer would have to be told which language a title is in, and knows a few of them.
"""

from __future__ import annotations

import re

STEM = 4  # letters that both words must share at least: with fewer, "rest" would be "rent"
_SHARE = 0.75  # of the longer word that must be shared: endings are short, and what follows a shared beginning is another word
_DIGIT = re.compile(r"\d")


def inflected(one: str, other: str) -> bool:
    """Whether two folded words are equal, or equal but for an ending; a word with a digit is a number or a name of its own and has none."""
    if one == other:
        return True
    if _DIGIT.search(one) or _DIGIT.search(other):
        return False
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= STEM and shared >= _SHARE * max(len(one), len(other))


def beginning(word: str) -> str:
    """The letters that every word begins with which is equal to this one but for an ending; "" where only the word itself is."""
    return word[: max(STEM, -(-len(word) * 3 // 4))] if len(word) >= STEM and not _DIGIT.search(word) else ""
