"""Bylines -> names of people: "By JANE DOE, Staff Writer and Max Muster | 3 May" -> Jane Doe's and Max Muster's names, no more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from .capitals import calmed
from .outlets import is_agency, is_outlet, is_paper, without_agency

_BY = re.compile(
    r"^\W*(?:(?:written|posted|published|words|story|text|reviewed|authored|article)\s+by|by|von|par|por|di|da|door|av|af|od|autor(?:in)?|"
    r"author|text|quelle|source|fuente)\b\s*:?\s*",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*(?:;|\||·|•|(?<![A-Z])/|\n(?:(?:and|und|et|y|e|og|och|en|&)\s)?|\s(?:and|und|et|y|e|og|och|en|&)\s|,\s*(?:and|und)\s|&|،|、)\s*"
)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d{2,}|(?:^|\s)\d|^\W*$|\b(?:19|20)\d\d\b|\b(?:updated|published|minutes?|ago|read|share|comments?|editor(?:ial)?|"
    r"reporter|correspondent|writer|"
    r"contributor|journalist|redakteur(?:in)?|journaliste|profile|follow|view all|more|subscribe|click|about|photo|image|"
    r"last modified|says|e-?mail|name|website|the author|in|staff reports?|(?:news|wire) (?:services|reports)|"
    r"special (?:for|to)|for the)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|contributor|journalist|staff|director|manager|founder|co-?founder|CEO|CTO|CMO|head|"
    r"lead|specialist|coordinator|"
    r"analyst|producer|columnist|fellow|professor|author|expert|president|partner|engineer|manager|MD|M\.D\.|PhD|Ph\.D\.?|guest|"
    r"senior|associate|envoyée?s? spécia(?:le?s?|ux)|correspondante?s?|korrespondent(?:in)?|corresponsal|enviad[oa]s? especial(?:es)?|"
    r"corrispondente|inviat[oa])\b",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s[-–—]\s")
_HANDLE = re.compile(r"(?<=\S)\s+\(?@\w+\)?")
_PLACE = re.compile(r"(?<=\S) in (?:[Tt]he )?[A-ZÀ-Ý].*")  # "Jane Roe in Boston"
_WEEKDAY = re.compile(r"(\S+ \S.*?),?\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*", re.IGNORECASE)
_BEHALF = re.compile(r"\s+on behalf of\b", re.IGNORECASE)
_ELSE = re.compile(r"\s*(?:on|from|in|at|for|last|updated?|published|posted)\b", re.IGNORECASE)
# Degrees and memberships behind a name: "RD", "MPH", "FACEP". A name in capitals has more than one word.
_DEGREE = re.compile(r"(?:[A-Z]\.?){2,6}(?:-[A-Z]+)?|[JS]r\.?")
_SURPLUS = re.compile(
    r"\s+(?:last updated?\b.*|(?:on (?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|(?:co-?)?founder|ceo|cto)$|(?:jan|feb|mar|apr|may|jun|"
    r"jul|aug|sep|oct|nov|dec)[a-z]*\.? \d.*)",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    """
    admin administrator editor editors author anonymous unknown guest staff team null none undefined user webmaster redaktion
    monday tuesday wednesday thursday friday saturday sunday
    google google+ twitter facebook linkedin instagram rss archive archives analysis
    red agenturen agenturer agencies redaction redazione rédaction redacción redacao redação newsroom
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
_LONGEST = 60  # characters of one name
_MOST = 12


def people(texts: Iterable[str], sites: Iterable[str] = (), host: str = "") -> tuple[str, ...]:
    """The names of people in author fields or bylines, each once; no dates, addresses, roles, nor the site's own name or desk.

    `sites` are the names of the site and of who publishes it, `host` is where it stands.
    """
    names: dict[str, str] = {}
    own = [site for site in sites if site]
    for text in texts:
        for name in _split(text, own, host) if "://" not in text and not is_outlet(_clean(text), own, host) else ():
            if _is_name(name) and not is_outlet(name, own, host):
                names.setdefault(name.casefold(), name)
    return calmed(list(names.values())[:_MOST])


def _split(text: str, sites: list[str], host: str) -> list[str]:
    first, *lines = _BEHALF.split(_BY.sub("", text).strip())[0].split("\n")
    # What a byline says below a name is who that is: ", Privacy and Security Expert"; or when and where it was written.
    below = takewhile(lambda line: not _ELSE.match(line), lines)
    told = "\n".join([first, *(line for line in below if not line.lstrip().startswith(",") and not _is_what_one_is(line))])
    parts = [part for part in _AND.split(told) if part]
    found: list[str] = []
    for part in parts:
        pieces = [_before_dash(piece.strip(), sites, host) for piece in part.split(",")]
        # "Doe, Jane" stays whole; "Jane Doe, Senior Editor" loses the role; "Jane Doe, Max Muster" are two.
        if is_outlet(pieces[0], sites, host):
            continue  # behind it stands its place: "Harbour News, Beirut"
        if len(pieces) == 2 and all(piece and " " not in piece and not piece[0].islower() for piece in pieces):
            found.append(part)
        else:
            found += [piece for piece in pieces if piece is pieces[0] or not _is_what_one_is(piece)]
    return [_clean(name) for name in found]


def _before_dash(piece: str, sites: list[str], host: str) -> str:
    """A name without who that is: "Jane Roe - AP Technology Writer"; the site's name without what stands behind it."""
    first, *rest = _DASH.split(piece, maxsplit=1)
    return first if rest and (_is_what_one_is(rest[0]) or is_outlet(first, sites, host)) else piece


def _is_what_one_is(piece: str) -> bool:
    """Whether words behind or below a name say who that is: a role, a degree, the paper or agency one writes for."""
    return _ROLE.search(piece) is not None or _DEGREE.fullmatch(piece.strip()) is not None or is_agency(piece) or is_paper(piece)


def _clean(name: str) -> str:
    name = _SURPLUS.sub("", re.sub(r"\s*[(\[].*?[)\]]\s*", " ", _BY.sub("", _HANDLE.sub("", name))))
    name = without_agency(_WEEKDAY.sub(r"\1", _PLACE.sub("", name)))
    return " ".join(name.split()).strip(" ,;:.-–—|·*’'\"“”") if not name.endswith(("Jr.", "Sr.")) else " ".join(name.split())


def _is_name(name: str) -> bool:
    if re.fullmatch(r"[a-z0-9]+[._-][a-z0-9._-]+", name):
        return False  # a log-in name or a template's variable
    return 1 < len(name) <= _LONGEST and len(name.split()) <= 6 and not _NO_NAME.search(name) and name.casefold() not in _NOBODY
