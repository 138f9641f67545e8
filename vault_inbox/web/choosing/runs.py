"""The runs of text of a page: what a reader sees as one paragraph, item, cell or heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from ..dom import BLOCKS, UNSEEN, tag_of

# Words inside a player are for those whose browser cannot play.
_UNREAD = UNSEEN | {"iframe", "video", "audio"}
_WORD = re.compile(r"\w+")
_CAPTION = re.compile(r"(?:^|[\s_-])(?:caption|wp-caption-text|thumbcaption|gallerytext|credit|legend)(?=$|[\s_-])", re.IGNORECASE)


def fold(text: str) -> str:
    """A text as it is compared: letters and digits only, no case."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(_WORD.findall(plain.casefold()))


Place = tuple[HtmlElement, bool]  # an element, and whether it is the text behind the element


@dataclass(slots=True)
class Run:
    """One run of text: the block it stands in, the places of the tree that hold its text, and what is known of it.

    `over` are the elements around the block, the innermost first; `pieces` are the texts of the places as they stand there, and each of
    those that hold more than white space has one of the `numbers`. `chosen` is how much of it an extractor chose, `recalled` the same for
    one that rather takes too much, `links` how much of it stands in links (all 0…1); `caption` says whether it is a picture's, `other`
    whether it stands in another post than the page's, `post` is the box of one that the page's own post shows. `keep` is the last word,
    `reason` says why.
    """

    block: HtmlElement
    over: tuple[HtmlElement, ...] = ()
    places: list[Place] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    text: str = ""
    chosen: float = 0.0
    links: float = 0.0
    caption: bool = False
    recalled: float = 0.0
    other: bool = False
    post: HtmlElement | None = None
    keep: bool = False
    reason: str = ""
    _folded: str | None = field(default=None, init=False, repr=False)

    @property
    def folded(self) -> str:
        """The text as it is compared: letters and digits only, no case."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

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
    begun: Place = (root, False)
    run, number = Run(root), 0
    for place, text, ends, linked in _walk(root):
        if ends:
            if run.numbers:
                runs.append(run)
            if run.places:
                run = Run(root)
            begun = place
        if not text:
            continue
        run.places.append(place)
        run.pieces.append(text)  # white space too: it may be all that parts two words
        if not text.isspace():
            run.block = run.block if run.numbers else _block_of(begun)
            run.numbers.append(number)
            run.links += len(text.strip()) if linked else 0
            number += 1
    if run.numbers:
        runs.append(run)
    _complete(runs)
    return runs


def _complete(runs: list[Run]) -> None:
    captions: dict[HtmlElement, bool] = {}
    ways: dict[HtmlElement, tuple[HtmlElement, ...]] = {}  # many blocks stand in one box
    for run in runs:
        run.text = " ".join("".join(run.pieces).split())
        run.links = min(1.0, run.links / len(run.text))
        parent = run.block.getparent()
        if parent is not None:
            if parent not in ways:
                ways[parent] = (parent, *parent.iterancestors())
            run.over = ways[parent]
        run.caption = _is_caption(run, captions)


def _walk(root: HtmlElement) -> Iterator[tuple[Place, str | None, bool, bool]]:
    """Every place of text, as (place, text, whether a block begins or ends there, whether it is in a link)."""
    walker = etree.iterwalk(root, events=("start", "end"))
    after_break = False
    links = 0
    for event, element in walker:
        tag = element.tag
        block = tag in BLOCKS
        if tag == "a":
            links += 1 if event == "start" else -1
        if event == "start":
            if tag in _UNREAD:
                walker.skip_subtree()
                continue
            text = element.text
            if block or text:
                yield (element, False), text, block, links > 0
            after_break = after_break and not block and not says(text)
        elif element is not root:
            text = element.tail
            ends = block or (tag == "br" and after_break)
            if ends or text:
                yield (element, True), text, ends, links > 0
            after_break = (tag == "br" or after_break) and not block and not says(text)


def says(text: str | None) -> bool:
    """Whether a piece of text holds more than white space."""
    return bool(text) and not str(text).isspace()


def _block_of(place: Place) -> HtmlElement:
    element, behind = place
    block = element.getparent() if behind else element
    while block is not None and tag_of(block) not in BLOCKS and block.getparent() is not None:
        block = block.getparent()
    return element if block is None else block


def _is_caption(run: Run, known: dict[HtmlElement, bool]) -> bool:
    """Whether a run's block, or one of the two around it, is the caption of a picture."""
    for holder in (run.block, *run.over[:2]):
        if holder not in known:
            classes = holder.get("class")
            known[holder] = tag_of(holder) == "figcaption" or (classes is not None and bool(_CAPTION.search(classes)))
        if known[holder]:
            return True
    return False
