"""Names in capitals as others write them: "MARY-ANN O'NEILL" -> "Mary-Ann O'Neill"; initials and short forms stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

SMALL = frozenset(("de", "del", "della", "da", "dos", "di", "du", "des", "von", "van", "der", "den", "zu", "bin", "ibn"))
_AS_IT_IS = re.compile(r"(?:[A-Z]\.)+-?(?:[A-Z]\.?)*|[A-Z]|[B-DF-HJ-NP-TV-XZ]{2,4}|[A-Z]J|I{2,3}|IV|(?:Jr|Sr|JR|SR)\.?")
_PARTS = re.compile(r"(?:(?<![^\W_])(?:M[Cc](?=[A-Z]{3})|[A-Z](?=['’])))|[^\W\d_]+")
_MIXED = re.compile(r"\b(?:Mc|Mac)(?=[A-Z])|\b(?:Jr|Sr)\b")


def calmed(names: Sequence[str]) -> tuple[str, ...]:
    """The names of one byline; where all that have two words or more are shouted, written as people write theirs."""
    full = [name for name in names if " " in name]
    if not full or not all(map(_is_shouted, full)):
        return tuple(names)
    return tuple(_calm(name) if " " in name else name for name in names)


def _is_shouted(name: str) -> bool:
    words = [word for word in _MIXED.sub("", name).split() if any(map(str.isalpha, word))]
    full = [word for word in words if len(re.findall(r"[A-ZÀ-Ý]", word)) > 1]
    return all(map(str.isupper, words)) and len(full) + sum(word.endswith(".") for word in words) > 1 and bool(full)


def _calm(name: str) -> str:
    first, *others = name.split(" ")
    return " ".join((_word(first), *(word.lower() if word.lower() in SMALL else _word(word) for word in others)))


def _word(word: str) -> str:
    return word if _AS_IT_IS.fullmatch(word) else _PARTS.sub(lambda part: part[0].capitalize(), word)
