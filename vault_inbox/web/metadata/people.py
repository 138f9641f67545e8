"""Bylines -> names of people: "By JANE DOE, Staff Writer and Max Muster | 3 May" -> Jane Doe's and Max Muster's names, no more."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BY = re.compile(
    r"^\W*(?:(?:written|posted|published|words|story|text|reviewed|authored)\s+by|by|von|par|por|di|da|door|av|af|od|autor(?:in)?|"
    r"author|text)\b\s*:?\s*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:;|\||·|•|/|\n|\s(?:and|und|et|y|e|og|och|en|&)\s|,\s*(?:and|und)\s|&|،|、)\s*")
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d{2,}|^\W*$|\b(?:19|20)\d\d\b|\b(?:updated|published|minutes?|ago|read|share|comments?|editor(?:ial)?|"
    r"reporter|correspondent|writer|"
    r"contributor|journalist|redakteur(?:in)?|journaliste|profile|follow|view all|more|subscribe|click|about|photo|image|"
    r"last modified|says|e-?mail|name|website|the author|article by|in)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|contributor|journalist|staff|director|manager|founder|co-?founder|CEO|CTO|CMO|head|"
    r"lead|specialist|"
    r"analyst|producer|columnist|fellow|professor|author|expert|president|partner|engineer|manager|MD|M\.D\.|PhD|Ph\.D\.?|Jr\.?|Sr\.?|guest|"
    r"senior|associate)\b",
    re.IGNORECASE,
)
# Degrees and memberships behind a name: "RD", "MPH", "FACEP". A name in capitals has more than one word.
_DEGREE = re.compile(r"(?:[A-Z]\.?){2,6}(?:-[A-Z]+)?")
_SURPLUS = re.compile(
    r"\s+(?:on behalf of\b.*|(?:on (?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|(?:co-?)?founder|ceo|cto)$|(?:jan|feb|mar|apr|may|jun|"
    r"jul|aug|sep|oct|nov|dec)[a-z]*\.? \d.*)",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    """
    admin administrator editor editors author anonymous unknown guest staff team null none undefined user webmaster redaktion
    redaction redazione rédaction redacción redacao redação newsroom
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
_LONGEST = 60  # characters of one name
_MOST = 12


def people(texts: Iterable[str], site: str = "") -> tuple[str, ...]:
    """The names of people in author fields or bylines, each once; no dates, addresses, roles or the site's own name."""
    names: dict[str, str] = {}
    for text in texts:
        for name in _split(text) if "://" not in text else ():
            key = name.casefold()
            if _is_name(name) and key not in names and key != site.casefold():
                names[key] = name
    return tuple(names.values())[:_MOST]


def _split(text: str) -> list[str]:
    bare = _BY.sub("", text).strip()
    parts = [part for part in _AND.split(bare) if part]
    found: list[str] = []
    for part in parts:
        pieces = [piece.strip() for piece in part.split(",")]
        # "Doe, Jane" stays whole; "Jane Doe, Senior Editor" loses the role; "Jane Doe, Max Muster" are two.
        if len(pieces) == 2 and all(piece and " " not in piece for piece in pieces):
            found.append(part)
        else:
            found += [piece for piece in pieces if piece is pieces[0] or not (_ROLE.search(piece) or _DEGREE.fullmatch(piece))]
    return [_clean(name) for name in found]


def _clean(name: str) -> str:
    name = _SURPLUS.sub("", re.sub(r"\s*[(\[].*?[)\]]\s*", " ", _BY.sub("", name)))
    return " ".join(name.split()).strip(" ,;:.-–—|·*’'\"“”") if not name.endswith(("Jr.", "Sr.")) else " ".join(name.split())


def _is_name(name: str) -> bool:
    if re.fullmatch(r"[a-z0-9]+[._-][a-z0-9._-]+", name):
        return False  # a log-in name or a template's variable
    return 1 < len(name) <= _LONGEST and len(name.split()) <= 6 and not _NO_NAME.search(name) and name.casefold() not in _NOBODY
