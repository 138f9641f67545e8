"""The words of a paragraph -> one line of inert Markdown: emphasis, code, links, images, line breaks.

Every text of the page goes through `notes.inert`; what stands around it is written here and is Markdown of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin

from lxml.html import HtmlElement

from ...notes import inert
from ..dom import UNSEEN, contents, is_hidden, tag_of, words_of
from ..handles import HANDLE, is_handle
from .code import code_text, shown_text
from .footnotes import Footnotes
from .formulas import Formula, formula_of, is_copy, split
from .images import image_address, is_decoration, is_furniture
from .pieces import BREAK, Piece, apart, bracketed, is_image, join, scripted, tidy

_EMPHASIS = {
    "b": "**",
    "strong": "**",
    "em": "*",
    "i": "*",
    "var": "*",
    "dfn": "*",
    "del": "~~",
    "s": "~~",
    "strike": "~~",
    "mark": "==",
}
_CODE = frozenset(("code", "tt", "kbd", "samp"))
_FILE = re.compile(r"https?://\S+|\S+\.(?:jpe?g|png|gif|webp)", re.IGNORECASE)  # what a program wrote, where people say what is to be seen
_FEW = 60  # characters
DEEPEST = 100  # elements inside each other; nobody's layout is deeper, and of what is, only the words are written
_SPOKEN = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text)(?=$|\s)", re.IGNORECASE)
_CLIPPED = re.compile(r"clip\s*:\s*rect\(\s*[01](?:px)?(?:[\s,]+[01](?:px)?){3}\s*\)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2028\u2029\u3000]+")
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")


@dataclass(slots=True)
class Inline:
    r"""Writes runs of inline elements; `base` is the address that links are read from, `images` the addresses already written.

    `formed` tells that a live form (formula, highlight, footnote) was written; then all is written again with `live`, so that no text
    beside it can be taken for a part of one. With `typesets` the text holds formulas between `\(` and `\)`.
    """

    base: str
    images: set[str]
    footnotes: Footnotes = field(default_factory=Footnotes)
    hidden: set[HtmlElement] = field(default_factory=set)
    typesets: bool = False
    live: bool = False
    formed: bool = False
    depth: int = 0
    unscripted: str = ""  # the last image that stood in a `<noscript>`; the real one may follow

    def line(self, nodes: Iterable[str | HtmlElement], *, breaks: str = BREAK, href: str = "") -> str:
        """The Markdown of some inline nodes, without white space around it; a link to `href` if one is given."""
        text = tidy(join(self._pieces(nodes, frozenset(), linked=bool(href)), live=self.live), breaks)
        return self._link(text, href) if href and text and not text.startswith("![") else text

    def heading(self, nodes: Iterable[str | HtmlElement], *, href: str = "") -> tuple[str, list[str]]:
        """The words of a heading, to follow its marks on one line, and the pictures in it, which stand below."""
        others, images = apart(self._pieces(nodes, frozenset(), linked=bool(href)))
        text = tidy(join(others, live=self.live, start=False), " ")
        return (self._link(text, href) if href and text else text), [image.text for image in images]

    def _pieces(self, nodes: Iterable[str | HtmlElement], inside: frozenset[str], linked: bool = False) -> list[Piece]:
        pieces: list[Piece] = []
        for node in nodes:
            if isinstance(node, str):
                pieces += self._text(node, linked)
            else:
                pieces += self._element(node, inside, linked)
        return pieces

    def _text(self, text: str, linked: bool) -> list[Piece]:
        text = _INVISIBLE.sub("", text)
        if not self.typesets or ("$" not in text and "\\" not in text):
            return [Piece("text", text)]
        return [
            piece for part in split(text) for piece in ([Piece("text", part)] if isinstance(part, str) else self._formula(part, linked))
        ]

    def _formula(self, formula: Formula, linked: bool) -> list[Piece]:
        """A formula; one that may do more than typeset, or stands in a link, is code."""
        made = "" if linked else inert.formula(formula.tex, display=formula.display)
        self.formed |= bool(made)
        return [Piece("markdown", made)] if made else [Piece("code", formula.tex)] if formula.tex.strip() else []

    def _element(self, element: HtmlElement, inside: frozenset[str], linked: bool) -> list[Piece]:
        if self.depth >= DEEPEST:
            return [Piece("text", words_of(element))]
        self.depth += 1
        try:
            return self._shallow(element, inside, linked)
        finally:
            self.depth -= 1

    def _shallow(self, element: HtmlElement, inside: frozenset[str], linked: bool) -> list[Piece]:
        tag = tag_of(element)
        if element in self.footnotes.references:
            self.formed = True
            return [Piece("markdown", f"[^{self.footnotes.references[element]}]")]
        if element in self.hidden or is_copy(element) or _is_aside(element):
            return []
        if (formula := formula_of(element)) is not None:
            return self._formula(formula if formula.tex else Formula(words_of(element)), linked or not formula.tex)
        if tag == "noscript":
            real = (image for image in element.iter("img") if image not in self.hidden)
            unseen = [image for image in real if image_address(image, self.base) not in self.images]
            pieces = [piece for image in unseen for piece in self._image(image)]
            self.unscripted = image_address(unseen[-1], self.base) if unseen else ""
            return pieces
        if tag in UNSEEN:
            return []
        if tag == "br":
            return [Piece("break")]
        if tag == "img":
            return self._image(element)
        if tag in _CODE:
            return _code(element)
        if tag == "a":
            return self._anchor(element, inside, linked)
        return self._styled(element, tag, inside, linked)

    def _styled(self, element: HtmlElement, tag: str, inside: frozenset[str], linked: bool) -> list[Piece]:
        if is_handle(element):
            return []
        mark = _EMPHASIS.get(tag, "")
        within = inside | {mark} if mark else inside
        pieces = self._pieces(contents(element), within, linked)
        if tag in ("sup", "sub"):
            return [scripted(piece, tag) for piece in pieces]
        if tag == "q":
            return [Piece("text", "“"), *pieces, Piece("text", "”")]
        if tag in ("rt", "rp"):
            return [Piece("text", f"({words_of(element)})")] if tag == "rt" and words_of(element) else []
        if mark and mark not in inside and any(piece.kind != "break" and not is_image(piece) for piece in pieces):
            self.formed |= mark == "=="
            return [Piece("emphasis", mark=mark, parts=tuple(pieces))]
        return pieces

    def _anchor(self, element: HtmlElement, inside: frozenset[str], linked: bool) -> list[Piece]:
        href = (element.get("href") or "").strip()
        if is_handle(element) or (self._is_here(href) and HANDLE.fullmatch(words_of(element))):
            return []
        pieces = self._pieces(contents(element), inside, True)
        others, images = apart(pieces)
        text = tidy(join(others, live=self.live), " ")
        if linked or not href or not text or self._is_here(href):
            return pieces  # a place on the page itself is none in a note
        raw = "".join(piece.raw for piece in pieces)
        lead, tail = (" " if raw[:1].isspace() else ""), (" " if raw[-1:].isspace() else "")
        return [*images, Piece("text", lead), Piece("markdown", self._link(text, href)), Piece("text", tail)]

    def _is_here(self, href: str) -> bool:
        return href.startswith("#") or ("#" in href and href.partition("#")[0] == self.base.partition("#")[0])

    def _link(self, text: str, href: str) -> str:
        """`[text](href)`, the text being Markdown already; only the text where the address is none to be followed."""
        try:
            address = urljoin(self.base, href)
        except ValueError:
            return text
        made = inert.link("x", address)
        return f"[{bracketed(text)}]{made[3:]}" if made.startswith("[x](") else text

    def _image(self, image: HtmlElement) -> list[Piece]:
        alt = " ".join(unescape(image.get("alt") or "").split())  # many sites escape these words twice
        alt = "" if _FILE.fullmatch(alt) else alt
        if is_decoration(image) and not _alone_in_cell(image):
            return [Piece("text", alt)] if 0 < len(alt) <= 3 and not is_furniture(image) else []
        address = image_address(image, self.base)
        if not address or address == self.unscripted:
            return []
        made = inert.link("x", address)
        if not made.startswith("[x]("):
            return []
        self.images.add(address)
        return [Piece("markdown", f"![{bracketed(inert.line(alt))}]{made[3:]}")]


def _code(element: HtmlElement) -> list[Piece]:
    """Code in a line of words; lines of it that `<br>` parts stay apart."""
    shown = [code_text(element)] if next(element.iter("br"), None) is None else shown_text(element).split("\n")
    lines = [Piece("code", line) for each in shown if (line := _SPACE.sub(" ", each).strip())]
    return [piece for line in lines for piece in (Piece("break"), line)][1:]


def _is_aside(element: HtmlElement) -> bool:
    """Whether a few words in a paragraph are not to be seen: for machines or for ears. A long hidden text is what a button unfolds."""
    if not element.attrib or not (is_hidden(element) or _is_spoken(element)):
        return False
    return len(words_of(element)) < _FEW and next(element.iter("math"), None) is None


def _is_spoken(element: HtmlElement) -> bool:
    """Whether words are shrunk to nothing, for screen readers alone: ", opens new tab"."""
    return bool(_SPOKEN.search(element.get("class") or "") or _CLIPPED.search(element.get("style") or ""))


def _alone_in_cell(image: HtmlElement) -> bool:
    """Whether a small picture is all that a table's cell says: a tick, a flag."""
    cell = image.getparent()
    return cell is not None and cell.tag == "td" and not words_of(cell)
