"""Which text of a page is the article: its runs of text, marked so that a foreign extractor's choice can be read back onto the page itself.

The extractor gets a copy of the page in which each piece of text ends with a character of its own (a rare ideograph); the characters
that it gives back name the pieces that it chose. So the choice is its, and the Markdown is written from the untouched page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement

from ..dom import BLOCKS, is_hidden, tag_of
from .runs import Place, Run, says
from .sums import Sums

# CJK Extension B: letters to every library (no control or private character to be cleaned away), unchanged by Unicode normalisation.
_FIRST, _COUNT = 0x20000, 42_000
# An extractor takes quadratic time over the children of one element; thousands of words, each in a box of its own, are but a paragraph.
_CROWD = 1000
_INLINE = ("span", "font", "b", "strong", "i", "em", "u", "s", "small", "sup", "sub", "mark", "code", "abbr", "cite", "a")
_UNSEEN_BY_ALL = ("style", "svg", "link", "template", "select", "object", "embed", "meta", "source", "input", "canvas")
# These say nothing where they hold nothing; cells do, for a table has columns, and so do breaks and rules.
_EMPTY = ("div", "span", "section", "button", "i", "noscript", "img", "figure", "picture", "a", "ul", "article")
_NOTHING = "nothing"
_BOXES = tuple(BLOCKS - {"td", "th", "tr", "thead", "tbody", "tfoot", "html", "body", "hr"})
_COMMENT = re.compile(r"^[Cc]omment")
_IN_LINE = ("button", "option", "select")  # blocks to the extractors that stand in a line of words
_MEDIA = ("img", "picture", "iframe", "video", "audio", "math", "hr")
_LABEL = 25  # characters
_MARK = re.compile("[\U00020000-\U0002a6df]")


def marked(root: HtmlElement, runs: list[Run]) -> HtmlElement:
    """A copy of the page whose pieces of text end with their marks, without the text of other posts."""
    for run in runs:
        for place, text, number in _numbered(run):
            _put(place, " " if run.other else _with_mark(text, number))
    copy = deepcopy(root)
    _take_out_unseen(copy)
    for run in runs:
        for place, text, _ in _numbered(run):
            _put(place, text)
    _unname(copy)
    for crowd in copy.xpath(f"//*[count(*) > {_CROWD}]"):
        etree.strip_tags(crowd, *_INLINE)
        crowd.text = crowd.text  # one piece again, for the pieces are what is slow
        for child in crowd:
            child.tail = child.tail
    return copy


def _put(place: Place, text: str) -> None:
    element, behind = place
    if behind:
        element.tail = text
    else:
        element.text = text


def _numbered(run: Run) -> Iterator[tuple[Place, str, int]]:
    """The places of a run that hold more than white space, with their texts and numbers."""
    filled = ((place, piece) for place, piece in zip(run.places, run.pieces, strict=True) if not piece.isspace())
    for (place, piece), number in zip(filled, run.numbers, strict=True):
        yield place, piece, number


def _take_out_unseen(copy: HtmlElement) -> None:
    """Take out what an extractor would only have to pass over, again and again; the page's JSON-LD may be all that it finds."""
    etree.strip_elements(copy, *_UNSEEN_BY_ALL, with_tail=False)
    for script in list(copy.iter("script")):
        if script.get("type") != "application/ld+json":
            script.drop_tree()
    for element in reversed(list(copy.iter(*_EMPTY))):  # from the inside out; all are taken out at once, for each alone copies its tail
        if (not element.text or element.text.isspace()) and all(each.tag == _NOTHING and not says(each.tail) for each in element):
            element.tag = _NOTHING
    etree.strip_elements(copy, _NOTHING, with_tail=False)


def _unname(copy: HtmlElement) -> None:
    """Take the name off a box called "comment…" that holds most of the page's paragraphs: extractors throw such boxes away whole."""
    boxes = [
        box
        for box in copy.iter("div", "section", "ul", "ol")
        if _COMMENT.search(box.get("class") or "") or _COMMENT.search(box.get("id") or "")
    ]
    if not boxes:
        return
    whole = sum(len("".join(p.itertext())) for p in copy.iter("p"))
    for box in boxes:
        if sum(len("".join(p.itertext())) for p in box.iter("p")) > whole / 2:
            box.attrib.pop("class", None)
            box.attrib.pop("id", None)


def _with_mark(text: str, number: int) -> str:
    if not text.isascii():
        text = _MARK.sub("\u4e00", text)
    words = text.rstrip()
    kept = words[:-1] if len(words) > 1 else words  # as long as before, for extractors weigh lengths
    return f"{kept}{chr(_FIRST + number % _COUNT)}{text[len(words) :]}"


def shares(runs: list[Run], text: str) -> list[float]:
    """Read the marks of an extractor's answer: how much of each run it chose, 0…1."""
    found = {ord(mark) - _FIRST for mark in _MARK.findall(text)}
    made: list[float] = []
    for run in runs:
        sizes = [len(piece) for piece in run.pieces if not piece.isspace()]
        hits = sum([size for size, number in zip(sizes, run.numbers, strict=True) if number % _COUNT in found])
        made.append(hits / sum(sizes) if hits else 0.0)
    return made


def unmarked(text: str) -> str:
    """An extractor's answer without marks."""
    return _MARK.sub("", text)


def prune(root: HtmlElement, runs: list[Run]) -> None:
    """Leave in the tree only the runs that are kept, and the pictures and players that stand among them."""
    sums = Sums(runs)
    kept = sums.of(len(run.text) * run.keep for run in runs)
    dropped = sums.of(len(run.text) * (not run.keep and not run.caption) for run in runs)  # captions go with their pictures
    for element in list(root.iter(*_MEDIA)):
        if element.getparent() is not None and not _among(element, kept, dropped):
            element.drop_tree()
    for run in runs:
        if not run.keep:
            if run.caption:
                _to_picture(run)
            run.clear()
    _clear(root, runs)


def _clear(root: HtmlElement, runs: list[Run]) -> None:
    """Take out the boxes in which nothing is left; cells stay, for a table keeps its columns."""
    living = {root}
    places = [element for run in runs if run.keep for element, _ in run.places]
    for element in [*places, *root.iter(*_MEDIA)]:
        holder: HtmlElement | None = element
        while holder is not None and holder not in living:
            living.add(holder)
            holder = holder.getparent()
    for element in [element for element in root.iter(*_BOXES) if element not in living]:
        if element.getparent() in living:
            _take_out(element)


def _take_out(box: HtmlElement) -> None:
    """Take a box out of the tree; where only it parted two lines, something else does."""
    if not is_hidden(box) and _ends_in_line(box) and _begins_in_line(box):
        if tag_of(box) in _IN_LINE:
            box.tail = f" {box.tail or ''}"
        else:
            box.addprevious(box.makeelement("br"))
    box.drop_tree()


def _ends_in_line(box: HtmlElement) -> bool:
    """Whether words stand right before a box, or an element that is no block."""
    before, parent = box.getprevious(), box.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else None
    return says(text) or (before is not None and _is_in_line(before))


def _begins_in_line(box: HtmlElement) -> bool:
    behind = box.getnext()
    return says(box.tail) or (behind is not None and _is_in_line(behind))


def _is_in_line(element: HtmlElement) -> bool:
    return tag_of(element) not in BLOCKS and tag_of(element) != "br"


def _to_picture(run: Run) -> None:
    """Give a caption that is no paragraph of its own to its picture, as the words that stand for it."""
    for parent in run.over[:3]:
        images = list(parent.iter("img"))
        if len(images) == 1:
            images[0].set("alt", run.text)
        if images:
            return


def _among(element: HtmlElement, kept: dict[HtmlElement, float], dropped: dict[HtmlElement, float]) -> bool:
    """Whether the nearest ancestor that holds words keeps at least half of them; in a figure a word or two are but a label ("Image")."""
    label = _LABEL if next(element.iterancestors("figure"), None) is not None else 0
    for parent in element.iterancestors():
        ours, others = kept.get(parent, 0), dropped.get(parent, 0)
        if ours > 0 or others > label:
            return ours >= others
    return False
