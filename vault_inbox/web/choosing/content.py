"""Which text of a page is the article: its runs of text, marked so that a foreign extractor's choice can be read back onto the page itself.

A run is what a reader sees as one paragraph, item, cell or heading. The extractor gets a copy of the page in which each piece of text
ends with a character of its own (a rare ideograph); the characters that it gives back name the pieces that it chose. So the choice is its,
and the Markdown is written from the untouched page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from ..dom import BLOCKS, UNSEEN, tag_of
from .sums import Sums

# CJK Extension B: letters to every library (no control or private character to be cleaned away), unchanged by Unicode normalisation.
_FIRST, _COUNT = 0x20000, 42_000
# An extractor takes quadratic time over the children of one element; thousands of words, each in a box of its own, are but a paragraph.
_CROWD = 1000
_INLINE = ("span", "font", "b", "strong", "i", "em", "u", "s", "small", "sup", "sub", "mark", "code", "abbr", "cite", "a")
# Words inside a player are for those whose browser cannot play.
_UNREAD = UNSEEN | {"iframe", "video", "audio"}
_UNSEEN_BY_ALL = ("style", "svg", "link", "template", "select", "object", "embed")
_BOXES = tuple(BLOCKS - {"td", "th", "tr", "thead", "tbody", "tfoot", "html", "body", "hr"})
_CAPTION = re.compile(r"(?:^|[\s_-])(?:caption|wp-caption-text|thumbcaption|gallerytext|credit|legend)(?=$|[\s_-])", re.IGNORECASE)
_COMMENT = re.compile(r"^[Cc]omment")
_LABEL = 25  # characters
_MARK = re.compile("[\U00020000-\U0002a6df]")


@dataclass(slots=True)
class Run:
    """One run of text: the block it stands in, the places of the tree that hold its text, and what is known of it.

    `chosen` is how much of it an extractor chose, `recalled` the same for one that rather takes too much, `links` how much of it stands
    in links (all 0…1); `caption` says whether it is a picture's. `keep` is the last word, `reason` says why.
    """

    block: HtmlElement
    places: list[tuple[HtmlElement, bool]] = field(default_factory=list)  # (element, whether it is the text behind the element)
    numbers: list[int] = field(default_factory=list)
    text: str = ""
    chosen: float = 0.0
    links: float = 0.0
    caption: bool = False
    recalled: float = 0.0
    keep: bool = False
    reason: str = ""

    def clear(self) -> None:
        """Take the run's text out of the tree."""
        for element, behind in self.places:
            if behind:
                element.tail = " "
            else:
                element.text = None


def runs_of(root: HtmlElement) -> list[Run]:
    """The runs of text of a page, in reading order; text that no reader sees is left out."""
    runs: list[Run] = []
    run = Run(root)
    number = 0
    for element, behind, ends, linked in _walk(root):
        text = element.tail if behind else element.text
        if ends:
            if run.numbers:
                runs.append(run)
            run = Run(_block_of(element, behind))
        if not text:
            continue
        run.places.append((element, behind))
        run.text += text  # white space too: it may be all that parts two words
        if not text.isspace():
            run.numbers.append(number)
            run.links += len(text.strip()) if linked else 0
            number += 1
    if run.numbers:
        runs.append(run)
    captions: dict[HtmlElement, bool] = {}
    for run in runs:
        run.text = " ".join(run.text.split())
        run.caption = _is_caption(run.block, captions)
        run.links = min(1.0, run.links / len(run.text))
    return runs


def _walk(root: HtmlElement) -> Iterator[tuple[HtmlElement, bool, bool, bool]]:
    """Every place of text as (element, behind it?, whether a block begins or ends there, whether it is in a link)."""
    walker = etree.iterwalk(root, events=("start", "end"))
    after_break = False
    links = 0
    for event, element in walker:
        tag = tag_of(element)
        block = tag in BLOCKS
        if tag == "a":
            links += 1 if event == "start" else -1
        if event == "start":
            if tag in _UNREAD:
                walker.skip_subtree()
                continue
            if block or element.text:
                yield element, False, block, links > 0
            after_break = False if (element.text and not element.text.isspace()) or block else after_break
        elif element is not root:
            twice = tag == "br" and after_break
            yield element, True, block or twice, links > 0
            after_break = (tag == "br" or after_break) and not (element.tail and not element.tail.isspace()) and not block


def _block_of(element: HtmlElement, behind: bool) -> HtmlElement:
    block = element.getparent() if behind else element
    while block is not None and tag_of(block) not in BLOCKS and block.getparent() is not None:
        block = block.getparent()
    return element if block is None else block


def marked(root: HtmlElement, runs: list[Run]) -> HtmlElement:
    """A copy of the page whose pieces of text end with their marks."""
    texts = [(place, _text_at(place)) for run in runs for place in run.places]
    marks = [number for run in runs for number in _numbers(run)]
    for (place, text), number in zip(texts, marks, strict=True):
        _put(place, _with_mark(text, number))
    copy = deepcopy(root)
    _take_out_unseen(copy)
    for place, text in texts:
        _put(place, text)
    _unname(copy)
    for crowd in copy.xpath(f"//*[count(*) > {_CROWD}]"):
        etree.strip_tags(crowd, *_INLINE)
        crowd.text = crowd.text  # one piece again, for the pieces are what is slow
        for child in crowd:
            child.tail = child.tail
    return copy


def _text_at(place: tuple[HtmlElement, bool]) -> str:
    element, behind = place
    return (element.tail if behind else element.text) or ""


def _put(place: tuple[HtmlElement, bool], text: str) -> None:
    element, behind = place
    if behind:
        element.tail = text
    else:
        element.text = text


def _numbers(run: Run) -> Iterator[int | None]:
    """For each place of a run the number of its text, `None` where there is but white space."""
    numbers = iter(run.numbers)
    for place in run.places:
        yield None if _text_at(place).isspace() else next(numbers)


def _take_out_unseen(copy: HtmlElement) -> None:
    """Take out what an extractor would only have to pass over, again and again; the page's JSON-LD may be all that it finds."""
    etree.strip_elements(copy, *_UNSEEN_BY_ALL, with_tail=False)
    for script in list(copy.iter("script")):
        if script.get("type") != "application/ld+json":
            script.drop_tree()


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


def _filled(run: Run) -> list[tuple[HtmlElement, bool]]:
    return [(element, behind) for element, behind in run.places if not (element.tail if behind else element.text or "").isspace()]


def _with_mark(text: str, number: int | None) -> str:
    if number is None:
        return text
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
        sizes = [len((element.tail if behind else element.text) or "") for element, behind in _filled(run)]
        hits = sum(size for size, number in zip(sizes, run.numbers, strict=True) if number % _COUNT in found)
        made.append(hits / sum(sizes))
    return made


def unmarked(text: str) -> str:
    """An extractor's answer without marks."""
    return _MARK.sub("", text)


def prune(
    root: HtmlElement, runs: list[Run], media: Collection[str] = ("img", "picture", "iframe", "video", "audio", "math", "hr")
) -> None:
    """Leave in the tree only the runs that are kept, and the pictures and players that stand among them."""
    sums = Sums(runs)
    kept = sums.of(len(run.text) * run.keep for run in runs)
    dropped = sums.of(len(run.text) * (not run.keep and not run.caption) for run in runs)  # captions go with their pictures
    for element in list(root.iter(*media)):
        if element.getparent() is not None and not _among(element, kept, dropped):
            element.drop_tree()
    for run in runs:
        if not run.keep:
            if run.caption:
                _to_picture(run)
            run.clear()
    _clear(root, runs, media)


def _clear(root: HtmlElement, runs: list[Run], media: Collection[str]) -> None:
    """Take out the boxes in which nothing is left; cells stay, for a table keeps its columns."""
    living = {root}
    places = [element for run in runs if run.keep for element, _ in run.places]
    for element in [*places, *root.iter(*media)]:
        holder: HtmlElement | None = element
        while holder is not None and holder not in living:
            living.add(holder)
            holder = holder.getparent()
    for element in [element for element in root.iter(*_BOXES) if element not in living]:
        if element.getparent() in living:
            element.drop_tree()


def _is_caption(block: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Whether a block, or one of the two around it, is the caption of a picture."""
    for holder in (block, *islice(block.iterancestors(), 2)):
        if holder not in known:
            known[holder] = tag_of(holder) == "figcaption" or bool(_CAPTION.search(holder.get("class") or ""))
        if known[holder]:
            return True
    return False


def _to_picture(run: Run) -> None:
    """Give a caption that is no paragraph of its own to its picture, as the words that stand for it."""
    for parent in islice(run.block.iterancestors(), 3):
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
