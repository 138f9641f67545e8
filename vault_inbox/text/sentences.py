"""Whole sentences of a plain text, in whatever language: where one ends, and whether it can stand alone."""

from __future__ import annotations

import re

# A full stop after these does not end a sentence. Folded, without the stop.
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        """
    mr mrs ms dr prof sr jr st mt vs etc inc ltd co corp dept gen col sgt lt capt gov sen rep rev hon pres e.g i.e eg ie cf al approx ca fig
    figs no nos vol vols pp p ed eds op cit ep jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat a.m
    p.m u.s u.k u.n d.c ph.d b.a m.a
    z.b d.h u.a bzw usw evtl ggf inkl zzgl bspw sog vgl nr str abs art bd hrsg hr fr tel mio mrd geb gest
    p.ex av bd mme mlle dra sra srta ud uds pág núm tj tzn např atd apod mj resp č ing mgr bc mudr judr
    """,
    )
)
# Languages that write ordinal numbers with a full stop: "am 3. Oktober".
_STOP_ORDINALS = frozenset({"de", "cs", "sk", "da", "nb", "nn", "no", "fi", "et", "hu", "pl", "sl", "hr", "sr", "lv", "is", "tr"})
# Of these a sentence hardly ever ends with one: where a text does, it was cut off there by somebody who took the stop for its end.
_NEVER_LAST = frozenset(re.findall(r"\S+", "mr mrs ms dr prof st mt vs gen col sgt lt capt gov sen rep rev u.s z.b d.h"))
_CLOSERS = "\"'”’»›)]」』】）"
# A run of stops is looked at once, from its beginning: nothing that ends no sentence there ends one further on in the run.
_END = re.compile(rf"[.!?…](?<![.!?…]{{2}})[.!?…]*+[{re.escape(_CLOSERS)}]*+(?=\s|$)|[。！？｡؟।۔]+[{re.escape(_CLOSERS)}]*")
_OPENERS = "\"'“‘„«»‚(¿¡「『【（["
_FOLLOWS = re.compile(rf"\s*[{re.escape(_OPENERS)}]*(.?)", re.DOTALL)
_LONGEST = 80  # characters of a word that matters before a stop: no abbreviation is as long, and nobody has forty initials
_BRACKETS = (("(", ")"), ("[", "]"), ("«", "»"), ("「", "」"), ("『", "』"), ("（", "）"))


def sentences(text: str, language: str = "") -> list[str]:
    """The sentences of one paragraph in order, white space folded; the last may be without an end.

    A stop after an abbreviation, an initial or (in languages that write ordinals so) a small number ends nothing, nor one before a word in
    lower case; `language` is a code such as "de" or "de-AT", "" if unknown.
    """
    text = " ".join(text.split())
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if _ends(text, start, end, language):
            found.append(text[start : end.end()].strip())
            start = end.end()
    if rest := text[start:].strip():
        found.append(rest)
    return found


def _ends(text: str, start: int, end: re.Match[str], language: str) -> bool:
    found = _FOLLOWS.match(text, end.end())
    follows = found[1] if found else ""
    if follows.islower():
        return False
    if end.group()[0] != "." or end.group().startswith(".."):
        return True
    word = re.split(r"[\s(\[\"“„«'’]", text[max(start, end.start() - _LONGEST) : end.start()])[-1]
    if not follows:
        return True
    if word.casefold() in _ABBREVIATIONS or re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", word):
        return word == "I"
    ordinal = word.isdecimal() and len(word) <= 2 and language[:2].lower() in _STOP_ORDINALS
    return not ordinal


def is_whole(sentence: str) -> bool:
    """Whether a sentence begins and ends: a terminator that is no ellipsis, no lower-case start, no bracket or quotation left open."""
    bare = sentence.rstrip(_CLOSERS)
    if not bare or bare[-1] not in ".!?。！？｡؟।۔" or bare.endswith(("..", "[.", "…")):
        return False
    if bare[-1] == "." and re.split(r"[\s(\[]", bare[:-1])[-1].casefold() in _NEVER_LAST:
        return False
    first = sentence.lstrip(_OPENERS)[:1]
    if not first or first.islower() or "[…]" in sentence or "[...]" in sentence:
        return False
    pairs = [("„", "“")] if "„" in sentence else [("“", "”")]
    return sentence.count('"') % 2 == 0 and all(sentence.count(left) == sentence.count(right) for left, right in [*_BRACKETS, *pairs])
