"""Footnotes of a page: which marks in the text lead to which notes, so that they can be written as `[^1]` with the notes at the end.

Known by how they are built: a short mark that links to an item or paragraph of the page, which links back, is named as a note, or is
numbered like its mark; and raised numbers whose notes begin with the same raised number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from ..dom import HEADINGS, contents, marks_of, tag_of, words_of

_MARK = re.compile(r"[\[(]?\s*((?:n(?:ote)?\.?\s*)?\d{1,3}|[A-Za-z]|[*†‡§¶]{1,3}|[ivx]{1,5})\s*[\])]?")
_NAMED = re.compile(r"(?:^|[\s_:.-])(?:fn|foot-?note|note|end-?note|sdfootnote|ftn|edn)s?(?=$|[\s_:.\d-])", re.IGNORECASE)
# A list of sources is a section of the article, with a heading that a reader looks for; it stays where it is.
_SOURCES = re.compile(r"(?:^|[\s_-])(?:references?|ref-?list|bibliography|biblio|citations?|works-?cited)(?=$|[\s_-])", re.IGNORECASE)
_NOTES = re.compile(r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?|doc-endnotes)(?:[\s_-]|$)", re.IGNORECASE)
_WRAPPERS = ("sup", "span", "small", "cite", "b", "strong")
_BACK = re.compile(r"(?:^|\s)(?:mw-cite-backlink|footnote-?back(?:ref|link)?|reversefootnote|doc-backlink)(?=$|\s)")
# What a raised number behind it is the power of: 120 m², 10³, x².
_POWER = re.compile(r"(?:\b(?:[a-zA-Zµ]|[kcdmn]m|ft|mi|yd)|\d)$")
_LONGEST = 3000  # characters; a note is shorter
_MOST_LINKS = 100  # in a note; one of them leads back
_HOLDERS = ("li", "dd", "p", "div", "aside", "td")


@dataclass(slots=True)
class Footnotes:
    """What is known of the footnotes of a page.

    `references` gives the label of each mark in the text, `notes` the element that holds each label's note; `hidden` is what goes from
    the text: the notes where they stand, their marks and links back, and a heading with nothing else under it.
    """

    references: dict[HtmlElement, str] = field(default_factory=dict)
    notes: dict[str, HtmlElement] = field(default_factory=dict)
    hidden: set[HtmlElement] = field(default_factory=set)


def footnotes_of(root: HtmlElement, base: str) -> Footnotes:
    """The footnotes of a page or a part of it."""
    found = Footnotes()
    pairs = list(_linked(root, base)) or list(_raised(root))
    labels: dict[HtmlElement, str] = {}
    for mark, element, note in pairs:
        if note not in labels:
            labels[note] = _label(mark, found.notes)
            found.notes[labels[note]] = note
        found.references[element] = labels[note]
    found.hidden |= _unneeded(found, base)
    return found


def _label(mark: str, taken: dict[str, HtmlElement]) -> str:
    """The page's own number where it can be one, else the next that is free."""
    label = "".join(char for char in mark.lower() if char.isascii() and char.isalnum())
    number = 1
    while not label or label in taken:
        label, number = str(number), number + 1
    return label


def fragment_of(anchor: HtmlElement, base: str) -> str:
    """The name of the place on the same page that a link leads to, "" for other links."""
    address, mark, fragment = (anchor.get("href") or "").strip().partition("#")
    return fragment if mark and (not address or address == base.partition("#")[0]) else ""


def _linked(root: HtmlElement, base: str) -> Iterator[tuple[str, HtmlElement, HtmlElement]]:
    anchors = [(anchor, fragment) for anchor in root.iter("a") if (fragment := fragment_of(anchor, base))]
    if not anchors:
        return
    wanted = {fragment for _, fragment in anchors}
    places: dict[str, HtmlElement] = {}
    for element in root.xpath("descendant-or-self::*[@id or @name]"):
        for name in (element.get("id"), element.get("name")):
            if name in wanted:
                places.setdefault(name, element)
    order: dict[HtmlElement, int] = {}
    notes: dict[HtmlElement, HtmlElement | None] = {}  # many marks may lead to one place
    for anchor, fragment in anchors:
        place = places.get(fragment)
        mark = _MARK.fullmatch(words_of(anchor)) if place is not None else None
        if place is None or mark is None:
            continue
        if place not in notes:
            notes[place] = _note_at(place)
        note = notes[place]
        order = order or {element: i for i, element in enumerate(root.iter())}
        if note is not None and order[anchor] < order[note] and _belongs(anchor, mark[1], place, note, base):
            yield mark[1], _whole_mark(anchor), note


def _note_at(place: HtmlElement) -> HtmlElement | None:
    """The item or paragraph that a link's target begins, or is."""
    note: HtmlElement | None = place
    if tag_of(place) not in _HOLDERS or (tag_of(place) != "li" and _MARK.fullmatch(words_of(place).strip(". "))):
        note = next(place.iterancestors(*_HOLDERS), None)
    if note is None or next(note.iterancestors(*HEADINGS), None) is not None or next(note.iter(*HEADINGS), None) is not None:
        return None
    if any(_SOURCES.search(marks_of(box)) for box in islice(note.iterancestors(), 2)):
        return None
    words = words_of(note)
    return note if 0 < len(words) <= _LONGEST and not _MARK.fullmatch(words.strip(". ")) else None


def _belongs(anchor: HtmlElement, mark: str, place: HtmlElement, note: HtmlElement, base: str) -> bool:
    if any(box is note for box in anchor.iterancestors()):
        return False
    if _NAMED.search(f"{marks_of(place)} {place.get('name') or ''} {marks_of(note)}") or anchor.get("role") == "doc-noteref":
        return True
    own = {name for each in (anchor, *_near(anchor)) for name in (each.get("id"), each.get("name")) if name}
    if any(fragment_of(back, base) in own for back in islice(note.iter("a"), _MOST_LINKS)):
        return True
    return tag_of(note) == "li" and mark == str(1 + sum(1 for _ in islice(note.itersiblings("li", preceding=True), 999)))


def _near(anchor: HtmlElement) -> Iterator[HtmlElement]:
    for parent in anchor.iterancestors():
        if tag_of(parent) not in _WRAPPERS:
            return
        yield parent


def _whole_mark(anchor: HtmlElement) -> HtmlElement:
    """The outermost element that holds nothing but the mark."""
    whole, words = anchor, words_of(anchor).strip("[]()")
    for parent in _near(anchor):
        if words_of(parent).strip("[]() ") != words:
            break
        whole = parent
    return whole


def _raised(root: HtmlElement) -> Iterator[tuple[str, HtmlElement, HtmlElement]]:
    """Raised numbers without links: their notes begin with the same number, or are the items of a list that is named so; counted from 1."""
    raised: dict[str, list[HtmlElement]] = {}
    notes: dict[str, HtmlElement] = dict(_listed(root))
    for sup in root.iter("sup"):
        number = words_of(sup)
        if not (number.isascii() and number.isdigit() and len(number) < 4):
            continue
        note = _begun_by(sup)
        if note is not None:
            notes.setdefault(number, note)
        else:
            raised.setdefault(number, []).append(sup)
    if notes and all(number in raised for number in notes) and "1" in notes:
        for number, note in notes.items():
            marks = [sup for sup in raised[number] if not any(parent is note for parent in sup.iterancestors())]
            for sup in [sup for sup in marks if not _POWER.search(_before(sup))] or marks:
                yield number, sup, note


def _before(element: HtmlElement) -> str:
    """The text right before an element in its parent."""
    previous = element.getprevious()
    return (element.getparent().text if previous is None else previous.tail) or ""


def _begun_by(sup: HtmlElement) -> HtmlElement | None:
    parent = sup.getparent()
    first = parent is not None and next((each for each in contents(parent) if not isinstance(each, str) or each.strip()), None) is sup
    return parent if first and tag_of(parent) in _HOLDERS and words_of(parent) != words_of(sup) else None


def _listed(root: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    for holder in root.iter("ol", "section", "div", "aside", "footer"):
        if not _NOTES.search(f"{marks_of(holder)} {holder.get('role') or ''}"):
            continue
        listing = holder if tag_of(holder) == "ol" else next(holder.iter("ol"), None)
        if listing is not None:
            yield from ((str(number), item) for number, item in enumerate(listing.iterchildren("li"), 1))
            return


def _unneeded(found: Footnotes, base: str) -> set[HtmlElement]:
    """The notes where they stand, what in them only leads back or repeats the mark, and boxes and headings that hold nothing else."""
    hidden: set[HtmlElement] = set(found.notes.values())
    backs = {name for mark in found.references for each in (mark, *mark.iter(), *_near(mark)) if (name := each.get("id"))}
    for label, note in found.notes.items():
        hidden |= {each for each in note.iter("a", "span", "sup") if _leads_back(each, base, backs) or _repeats(each, label)}
    looked_at: set[HtmlElement] = set()
    for note in found.notes.values():
        box = note.getparent()
        while box is not None and box not in looked_at:
            looked_at.add(box)
            if _holds_words(box, hidden):
                break
            hidden.add(box)
            hidden |= set(_headings_over(box))
            box = box.getparent()
    return hidden


def _leads_back(element: HtmlElement, base: str, backs: set[str]) -> bool:
    if _BACK.search(element.get("class") or "") or element.get("role") == "doc-backlink":
        return True
    return tag_of(element) == "a" and fragment_of(element, base) in backs


def _repeats(element: HtmlElement, label: str) -> bool:
    """Whether an element at the start of a note only says the note's own mark."""
    return tag_of(element) != "span" and not element.get("href") and words_of(element).strip("[]().:") == label


def _holds_words(box: HtmlElement, hidden: Iterable[HtmlElement]) -> bool:
    """Whether anything but hidden elements and headings says something in a box."""
    return any(
        each.strip()
        if isinstance(each, str)
        else each not in hidden and tag_of(each) not in HEADINGS and (words_of(each) or next(each.iter("img"), None) is not None)
        for each in contents(box)
    )


def _headings_over(box: HtmlElement) -> Iterator[HtmlElement]:
    """The heading right over a box, if nothing else stands under it; rules that set the box apart."""
    following = next((each for each in box.itersiblings() if words_of(each)), None)
    for before in box.itersiblings(preceding=True):
        if tag_of(before) == "hr":
            yield before
        elif words_of(before):
            if tag_of(before) in HEADINGS and (following is None or tag_of(following) in HEADINGS):
                yield before
            return
