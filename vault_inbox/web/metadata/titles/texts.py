"""The pieces of text that stand around a place of a page, nearest first, read only as far as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from lxml import etree
from lxml.html import HtmlElement

from ...dom import tag_of

UNREAD = frozenset(("script", "style", "noscript", "template", "svg", "select", "textarea", "head"))


class Piece(NamedTuple):
    """A piece of text, white space folded, and the element it stands in."""

    text: str
    element: HtmlElement


def texts_in(root: HtmlElement) -> Iterator[Piece]:
    """The pieces of text below an element that readers see, in order."""
    if tag_of(root) in UNREAD:
        return
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element is not root:
                yield from _piece(element.tail, element.getparent())
        elif tag_of(element) in UNREAD:
            walk.skip_subtree()
        else:
            yield from _piece(element.text, element)


def texts_behind(place: HtmlElement) -> Iterator[Piece]:
    """The pieces of text behind an element, in order."""
    parent = place.getparent()
    while parent is not None:
        yield from _piece(place.tail, parent)
        following = place.getnext()
        if following is None:
            place, parent = parent, parent.getparent()
        else:
            yield from texts_in(following)
            place = following


def texts_before(place: HtmlElement) -> Iterator[Piece]:
    """The pieces of text before an element, the nearest first."""
    parent = place.getparent()
    while parent is not None:
        earlier = place.getprevious()
        if earlier is None:
            yield from _piece(parent.text, parent)
            place, parent = parent, parent.getparent()
        else:
            yield from _piece(earlier.tail, parent)
            yield from reversed(list(texts_in(earlier)))
            place = earlier


def texts_before_text(text: etree._ElementUnicodeResult) -> Iterator[Piece]:
    """The pieces of text before another one, as XPath gives it, the nearest first."""
    element = cast("HtmlElement", text.getparent())
    if text.is_tail:
        yield from reversed(list(texts_in(element)))
    yield from texts_before(element)


def _piece(text: str | None, element: HtmlElement) -> Iterator[Piece]:
    folded = " ".join(text.split()) if text else ""
    if folded:
        yield Piece(folded, element)
