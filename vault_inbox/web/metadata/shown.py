"""The day that a page shows its readers beside its title; no day of a change, of another article or of an event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain, pairwise
from typing import NamedTuple, cast

from lxml import etree
from lxml.html import HtmlElement

from ..choosing.rules import is_heading_of_others
from ..dom import HEADINGS, marks_of, tag_of, words_of
from .authors import is_elses
from .calendar import days_in
from .dates import read_date
from .titles import agree

_BEHIND, _BEFORE = 25, 3  # pieces of text between a title and its day, on either side of the title
_FAR = 700  # characters; further behind the title the article has begun
_LONG = 100  # characters; a longer piece is prose that speaks of a day
_LABEL = 40  # characters of "Last updated on"
_SHORT_LABEL = 6  # words
_LINES = ("p", "div", "span", "strong", "b", "font", "td", "legend", "a")  # where pages without headings have their title
_UNREAD = " or ".join(f"ancestor::{tag}" for tag in ("script", "style", "noscript", "template", "svg", "select", "textarea", "head"))
_FOLLOWING = etree.XPath(f"following::text()[normalize-space() and not({_UNREAD})][position() <= {_BEHIND}]")
_ALL = etree.XPath(f"//text()[normalize-space() and not({_UNREAD})]")
_PRECEDING = etree.XPath(f"preceding::text()[normalize-space() and not({_UNREAD})][position() <= {_BEFORE + 1}]")
CHANGED = re.compile(
    r"updated?|modif|edited|revised|reviewed|checked|accessed|active|chang|aktualisiert|überarbeitet|geändert|mis[e]? à jour|"
    r"actualiza|atualiza|aggiorna|bijgewerkt|gewijzigd|uppdatera|oppdater|opdater|päivitetty|aktuali[sz]|zaktualizow|güncelle|"
    r"обновл|оновл|ενημέρωση|更新|수정|업데이트|cập nhật|diperbarui|تحديث",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"(?<!re)publi(?!c\b|cly|city|cist|can)|pubdate|release-|originally (?:publi|posted)|"
    r"veröffentlicht|erschienen|geplaatst|publicerad|julkaistu|yayın|опубликован|"
    r"опубліковано|δημοσι|公開|发布|發佈|게시|입력|نشر",
    re.IGNORECASE,
)


class Piece(NamedTuple):
    """A piece of text, white space folded, and the element it stands in."""

    text: str
    element: HtmlElement


class Shown(NamedTuple):
    """A day beside the title; `told` where the page calls it the day of publication."""

    day: date | datetime
    told: bool


def shown_day(root: HtmlElement, title: str, language: str) -> Shown | None:
    """The first day behind a page's title that is no change's, else the last one right before it."""
    place = _title_of(root, title)
    if place is None:
        return None
    pairs = chain(_behind(place), reversed(list(pairwise(_pieces(_PRECEDING, place)))))
    return next((found for previous, piece in pairs if (found := _dated(previous, piece, language))), None)


def shows_change(root: HtmlElement, day: date, language: str) -> bool:
    """Whether a page tells its readers anywhere that this is the day of a change."""
    for previous, piece in pairwise(_pieces(_ALL, root)):
        if len(piece.text) <= _LONG and any(found == day for *_, found in days_in(piece.text, language)):
            label = previous.text[-_LABEL:] if len(previous.text.split()) <= _SHORT_LABEL else ""
            if CHANGED.search(f"{label} {piece.text} {_marks(piece.element)}"):
                return True
    return False


def _title_of(root: HtmlElement, title: str) -> HtmlElement | None:
    headings = [(heading, words_of(heading)) for heading in root.iter(*HEADINGS)]
    firsts = [heading for heading, words in headings if tag_of(heading) == "h1" and words]
    agreeing = [heading for heading, words in headings if agree(words, title)]
    found = [heading for heading in agreeing if heading in firsts] or agreeing or firsts
    lines = (line for line in root.iter(*_LINES) if line.text and agree(line.text, title) and not is_elses(line))
    return found[0] if found else next(lines, None)


def _behind(place: HtmlElement) -> Iterator[tuple[Piece, Piece]]:
    read = 0
    for previous, piece in pairwise((Piece("", place), *_pieces(_FOLLOWING, place))):
        if tag_of(piece.element) in HEADINGS and is_heading_of_others(piece.text):
            return
        yield previous, piece
        read += len(piece.text)
        if read > _FAR:
            return


def _pieces(axis: etree.XPath, place: HtmlElement) -> list[Piece]:
    texts = cast("list[etree._ElementUnicodeResult]", axis(place))
    return [Piece(" ".join(text.split()), _element_of(text)) for text in texts]


def _element_of(text: etree._ElementUnicodeResult) -> HtmlElement:
    element = cast("HtmlElement", text.getparent())
    return cast("HtmlElement", element.getparent()) if text.is_tail else element  # behind the root there is no text


def _dated(previous: Piece, piece: Piece, language: str) -> Shown | None:
    """The day of publication in a short piece of text, read with what stands right before it ("Last updated:")."""
    words, element = piece
    if len(words) > _LONG or is_elses(element):
        return None
    stamp = next((each.get("datetime") for each in (element, *element.iterancestors()) if each.get("datetime")), "") or ""
    found, marks = days_in(words, language), _marks(element)
    if len(found) > 1 and not re.search(r"[^\W\d_]", words[found[0][1] : found[1][0]]):
        return None  # from one day to another: an event's
    at, label = 0, "" if len(previous.text.split()) > _SHORT_LABEL else previous.text[-_LABEL:]
    for start, end, day in found:
        said = f"{label} {words[at:start]}"
        if not CHANGED.search(said) and not (CHANGED.search(marks) and not PUBLISHED.search(f"{said} {marks}")):
            return Shown(_with_time(day, stamp), bool(PUBLISHED.search(f"{said} {marks}")))
        at, label = end, ""
    return None


def _marks(element: HtmlElement) -> str:
    """What a date's element and the one around it call themselves; `<time>` with a day that is no change's is a date too."""
    parent = element.getparent()
    own = f"{marks_of(element)} {element.get('itemprop') or ''}"
    return own if parent is None else f"{own} {marks_of(parent)}"


def _with_time(day: date, stamp: str) -> date | datetime:
    told = read_date(stamp) if stamp else None
    return told if isinstance(told, datetime) and told.date() == day else day
