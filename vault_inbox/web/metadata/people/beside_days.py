"""Names beside the day below a title, where no word says that they wrote it: "Ada Field · 4 April 2024 · 5 min read".

A town or a section stands there as often: "New York, 4 April 2024", "Climate Change | 4 April 2024". So what looks like a name must also
begin with a first name that people bear, or lead to a page of a person, or stand beside a picture that is called after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from lxml.html import HtmlElement

from ...dom import BLOCKS, HEADINGS, tag_of, words_of
from ..days.order import Reader
from ..titles.others import is_elses
from ..titles.place import is_caption, pieces_behind
from ..titles.texts import Piece, texts_before
from .given import is_given
from .labels import BY, is_others
from .shapes import is_full_name

_BEHIND, _BEFORE = 12, 4  # pieces of text on either side of a title
_DAYS = 2  # the one of publication and that of a change; further ones are those of other articles
_LONGEST = 90  # characters of such a line
_SHORT = 30  # characters beside a day that still say but when: "Posted on", "5 min read"
_MOST_WORDS = 4  # of a name
_NEAR = 3  # elements around a name and its day
_ALT = 20  # characters of "Profile picture of"
_PART = re.compile(r"\s*[|·•—–»]\s*|\s+-\s+|,\s+")
_AND = re.compile(r"\s+(?:and|und|et|y|e|og|och|en|ja|i|и|&)\s+")
_PLACE = re.compile(r"(?:in|at|à|en|em|aus)\s+[A-ZÀ-Ý]")
_PERSON = re.compile(
    r"/@|/(?:authors?|people|person|profiles?|users?|members?|team|staff|writers?|contributors?|journalists?|autor(?:en|es)?)/\S"
)
_TOPIC = re.compile(r"/(?:tags?|topics?|categor\w+|sections?|subjects?|rubri\w+|themen?|temas?|collections?)(?:/|$)|[?&](?:tag|cat)=")


def beside_days(place: HtmlElement, title: str, reader: Reader) -> Iterator[list[str]]:
    """The names beside each day near the heading that shows the title: in the day's own line, else in the pieces of text around it."""
    behind = [piece for label, piece in islice(pieces_behind(place), _BEHIND) if not is_others(label[-_ALT:])]
    before = list(islice(texts_before(place), _BEFORE))[::-1]
    for pieces, is_below in ((behind, True), (before, False)):
        dated = ((at, rest) for at, piece in enumerate(pieces) if (rest := _without_days(piece, reader)) is not None)
        for at, rest in islice(dated, _DAYS):
            piece = pieces[at]
            names = [name for part in rest if (name := _people(part, piece, title, by_name=True))]
            yield [name for each in names[:1] for name in each]
            if not names and sum(map(len, rest)) <= _SHORT:
                yield from (_people(each.text, each, title, by_name=is_below) for each in _around(pieces, at))


def _without_days(piece: Piece, reader: Reader) -> list[str] | None:
    """The parts of a line without its days; `None` where it has none, or is no such line."""
    if len(piece.text) > _LONGEST or not _is_ones_own(piece):
        return None
    found, at, rest = reader.days_in(piece.text), 0, ""
    if not found:
        return [] if tag_of(piece.element) == "time" else None
    for start, end, _ in found:
        rest, at = f"{rest}{piece.text[at:start]} | ", end
    return [part.strip() for part in _PART.split(rest + piece.text[at:]) if part.strip()]


def _around(pieces: Sequence[Piece], at: int) -> Iterator[Piece]:
    """The two pieces before one and the one behind it, in the same box and each a line by itself."""
    boxes = list(islice(pieces[at].element.iterancestors(), _NEAR))
    for other in (at - 1, at - 2, at + 1):
        if 0 <= other < len(pieces) and _is_ones_own(pieces[other]):
            is_near = any(each in boxes for each in islice(pieces[other].element.iterancestors(), _NEAR))
            if is_near and not _goes_on(pieces[other]):
                yield pieces[other]


def _goes_on(piece: Piece) -> bool:
    """Whether a piece begins a sentence: "Ada Field has kept barrels for years"."""
    block = next((each for each in (piece.element, *piece.element.iterancestors()) if tag_of(each) in BLOCKS), piece.element)
    words = words_of(block)
    behind = words.partition(piece.text)[2].lstrip(" ,")
    return len(words) > _LONGEST or words.endswith(".") or (behind[:1].islower() and not _PLACE.match(behind))


def _is_ones_own(piece: Piece) -> bool:
    return (
        not is_others(piece.text)
        and tag_of(piece.element) not in HEADINGS[:2]
        and not is_elses(piece.element)
        and not is_caption(piece.element)
    )


def _people(text: str, piece: Piece, title: str, *, by_name: bool) -> list[str]:
    """The names in a text, if all are people's: by where they lead or a picture beside them, and `by_name` by their first names."""
    link = next((each.get("href") or "" for each in (piece.element, *piece.element.iterancestors()) if tag_of(each) == "a"), "")
    if len(text) > _LONGEST or _TOPIC.search(link):
        return []
    said = BY.sub("", text)
    names = list(takewhile(_is_short_name, _AND.split(said.strip(" ,·|"))))
    told = said != text or _PERSON.search(link) is not None or any(_is_pictured(name, piece.element) for name in names)
    is_known = all(name.casefold() not in title.casefold() and (told or (by_name and is_given(name.split()[0]))) for name in names)
    return names if is_known else []


def _is_short_name(text: str) -> bool:
    return is_full_name(text) and " " in text and len(text.split()) <= _MOST_WORDS


def _is_pictured(name: str, element: HtmlElement) -> bool:
    """Whether a picture in the same box is called after a person: "Photo of Ada Field"."""
    pictures = (image for box in islice(element.iterancestors(), _NEAR) for image in islice(box.iter("img"), _NEAR))
    return any(name.casefold() in alt.casefold() and len(alt) <= len(name) + _ALT for image in pictures if (alt := image.get("alt") or ""))
