"""Names beside a page's title that no markup of a standard marks: behind a word such as "Szerző:", in an element called "auteur".

All of them must look like a name. The places: right behind the title, before it, in the head's title, at the end of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice, takewhile
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from ..dom import tag_of, words_of
from . import labels
from .authors import is_elses
from .shapes import is_full_name
from .shown import is_caption, labelled, pieces_behind, place_of
from .texts import Piece, texts_before

_BEFORE = 3  # pieces of text before a title
_LONGEST = 90  # characters of a byline
_SHORT = 20  # characters of "Illustrations"
_LONGEST_TITLE = 500  # characters
_MOST = 4  # names
# What ends a name: strokes, brackets, numbers, another such word.
_END = re.compile(r"\s*(?:[|·•»(（\[]|\s[-–—]|[-–—]\s|\d|\s\w+\s?:).*")
# Who did something else for a text.
_OTHERS = re.compile(
    r"foto|photo|fotó|bild|image|illustr|grafi|video|edited|review|translat|checked|фото|صور|צילום|写真|사진|摄影|攝影", re.IGNORECASE
)
_AND = re.compile(r"\s+(?:and|und|et|y|e|og|och|en|em|in|on|am|le|i|a|ja|ve|és|si|și|и|та|και|&)\s+|\s*[,،、;&/]\s*", re.IGNORECASE)
_HANDLE = re.compile(r"[\w.-]{3,24}")
_OWN = ("a", "b", "strong", "em", "cite")  # elements that set a name apart
_IN_HEAD = re.compile(r".+\S\s(?:by|von|par|por)\s(.{4,60}?)(?:\s+[|–—-]\s.*)?", re.IGNORECASE)
_TEXT = 3  # paragraphs before a name at the end of a text
_RIGHT = etree.XPath("(//p[@align='right' or contains(translate(@style, ' ', ''), 'text-align:right')])[last()]")


def bylines(root: HtmlElement, title: str, head_title: str) -> Iterator[tuple[str, list[str]]]:
    """The places that may name the authors of a page, best first, as (name of the place, names)."""
    place = place_of(root, title)
    if place is not None:
        before = labelled(reversed(list(islice(texts_before(place), _BEFORE))))
        for label, piece in chain(pieces_behind(place), before):
            if len(piece.text) <= _LONGEST and not is_elses(piece.element) and not is_caption(piece.element):
                yield "byline", [] if _OTHERS.search(label[-_SHORT:]) else _names(_said(piece.text)) or _named(label, piece)
    yield "title", _in_head(root, head_title)
    for line in cast("list[HtmlElement]", _RIGHT(root)):
        yield "signature", [words_of(line)] if is_full_name(words_of(line)) and _is_last(line) and not is_elses(line) else []


def _is_last(line: HtmlElement) -> bool:
    """Whether a line ends a text of some paragraphs."""
    paragraphs = islice(line.itersiblings("p", preceding=True), _TEXT)
    return len(list(paragraphs)) == _TEXT and not any(words_of(each) for each in line.itersiblings())


def _said(text: str) -> str:
    """What stands behind the word for an author, "" where no such word stands."""
    reporter = labels.REPORTER.fullmatch(text)
    if reporter:
        return reporter[1] or reporter[2]
    found = labels.BY.match(text) or labels.NAMED.search(text)
    return text[found.end() :] if found and not _OTHERS.search(text[: found.end()]) else ""


def _named(label: str, piece: Piece) -> list[str]:
    """A name in an element that is called after authors, or right behind the words for one in an element of its own."""
    text, element = piece
    if len(label) <= _LONGEST and labels.LABEL.fullmatch(label):
        is_handle = tag_of(element) in _OWN and labels.BEGUN_BY.fullmatch(label) and _HANDLE.fullmatch(text)
        return [text] if is_handle else _names(text)
    boxes = [element, *islice(element.iterancestors(), 1)]
    is_marked = any(labels.CLASSES.search(each.get("class") or "") and len(words_of(each)) <= _LONGEST for each in boxes)
    return _names(text) if is_marked or (tag_of(element) == "address" and words_of(element) == text) else []


def _names(text: str) -> list[str]:
    parts = [part.strip() for part in _AND.split(_END.sub("", f"{text} ")) if part.strip()]
    return list(takewhile(is_full_name, parts))[:_MOST]


def _in_head(root: HtmlElement, head_title: str) -> list[str]:
    """The name at the end of "Rain barrels by Ada Field | Garden Press", where it stands in the page by itself too."""
    found = _IN_HEAD.fullmatch(head_title[:_LONGEST_TITLE])
    if found is None or not is_full_name(found[1]):
        return []
    shown = any(
        (each.text or "").strip() == found[1] for each in root.iter("p", "div", "span", "a", "b", "strong", "em", "i", "h2", "h3", "h4")
    )
    return [found[1]] if shown else []
