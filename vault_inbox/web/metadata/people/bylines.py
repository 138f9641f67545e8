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

from ...dom import tag_of, words_of
from ..days.order import Reader
from ..titles.others import is_elses
from ..titles.place import is_caption, labelled, pieces_behind, place_of
from ..titles.texts import Piece, texts_before
from . import labels
from .beside_days import beside_days
from .given import is_given
from .shapes import is_full_name

_BEFORE = 3  # pieces of text before a title
_LONGEST = 90  # characters of a byline
_SHORT = 20  # characters of "Illustrations"
_LONGEST_TITLE = 500  # characters
_MOST = 4  # names
# What ends a name: strokes, brackets, numbers, another such word.
_END = re.compile(
    r"\s*(?:\s(?:on|am|vom|le|el|den|dne|em|il|op|på|d\.)\s(?:[^\W\d]+\W+){0,3}\d|[|·•»(（\[]|\s[-–—]|[-–—]\s|\d|\s\w+\s?:|\s[\u3400-\u9fff]{1,4}\s?[:：/／|｜]).*"
)
_SEPARATOR = re.compile(r"\s*[/|·•;]\s*(?=\S)")
_STROKES = re.compile(r"\s[|·•–—]\s")
_SPACE_IN_SIGNS = re.compile(r"(?<=[\u3400-\u9fff]{2})[ \u3000](?=[\u3400-\u9fff]{2})")
_AND = re.compile(r"\s+(?:and|und|et|y|e|og|och|en|em|in|on|am|le|i|a|ja|ve|és|si|și|и|та|και|&)\s+|\s*[,،、;&/]\s*", re.IGNORECASE)
_HANDLE = re.compile(r"[\w.-]{3,24}")
_OWN = ("a", "b", "strong", "em", "cite")  # elements that set a name apart
_IN_HEAD = re.compile(r".+\S\s(?:by|von|par|por)\s(.{4,60}?)(?:\s+[|–—-]\s.*)?", re.IGNORECASE)
_SIGNED = re.compile(rf"(?:^|[\s_-])(?:sign|signed|podpis|underskrift|allekirjoitus)(?=$|[\s_-])|{labels.CLASSES.pattern}", re.IGNORECASE)
_TEXT = 3  # paragraphs before a name at the end of a text
_RIGHT = etree.XPath("(//p[@align='right' or contains(translate(@style, ' ', ''), 'text-align:right')])[last()]")


def bylines(root: HtmlElement, title: str, head_title: str, reader: Reader) -> Iterator[tuple[str, list[str]]]:
    """The places that may name the authors of a page, best first, as (name of the place, names)."""
    place = place_of(root, title)
    if place is not None:
        before = labelled(reversed(list(islice(texts_before(place), _BEFORE))))
        for label, piece in chain(pieces_behind(place), before):
            if len(piece.text) <= _LONGEST and not is_elses(piece.element) and not is_caption(piece.element):
                yield "byline", [] if labels.is_others(label[-_SHORT:]) else _names(_said(piece.text)) or _named(label, piece)
        yield from (("beside the day", names) for names in beside_days(place, title, reader))
    yield "title", _in_head(root, head_title)
    for line in cast("list[HtmlElement]", _RIGHT(root)):
        yield "signature", [words_of(line)] if is_full_name(words_of(line)) and _is_last(line) and not is_elses(line) else []
    for line in root.iter("p"):
        if _SIGNED.search(line.get("class") or "") and len(words_of(line)) <= _LONGEST and _is_last(line) and not is_elses(line):
            names = _names(_said(words_of(line)) or words_of(line).strip("()（） "))
            yield "signature", names if _said(words_of(line)) or all(map(_is_likely, names)) else []


def _is_likely(name: str) -> bool:
    """Whether a name begins with a first name that is known, or is of a script without capitals; else it may be a town's."""
    return is_given(name.split(maxsplit=1)[0]) or name[0].lower() == name[0].upper()


def _is_last(line: HtmlElement) -> bool:
    """Whether a line ends a text of some paragraphs."""
    paragraphs = islice(line.itersiblings("p", preceding=True), _TEXT)
    return len(list(paragraphs)) == _TEXT and not any(words_of(each) for each in line.itersiblings())


def _said(text: str) -> str:
    """What stands behind the word for an author, "" where no such word stands."""
    reporter = labels.REPORTER.fullmatch(text)
    if reporter:
        return reporter[1] or reporter[2]
    for part in (text, *_STROKES.split(text)):
        found = labels.BY.match(part) or labels.NAMED.search(part) or _weakly_said(part)
        if found and not labels.is_others(_SEPARATOR.split(part[: found.end()])[-1]):
            return part[found.end() :]
    return ""


def _weakly_said(text: str) -> re.Match[str] | None:
    """A word that means "of" or "from" as often as "by", before a first name: "De Ioana Stan", but not "De Nueva York"."""
    found = labels.WEAK_BY.match(text)
    return found if found and is_given(text[found.end() :].split(maxsplit=1)[0]) else None


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
    said = _SPACE_IN_SIGNS.sub("、", _END.sub("", f"{text} "))
    parts = [part.strip() for part in _AND.split(said) if part.strip()]
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
