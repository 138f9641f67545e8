"""The words of a paragraph -> one line of inert Markdown: emphasis, code, links, images, line breaks.

Every text of the page goes through `notes.inert`; what stands around it is written here and is Markdown of ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin

from lxml.html import HtmlElement

from ...notes import inert
from ..dom import UNSEEN, contents, marks_of, tag_of, words_of
from .code import code_text
from .images import image_address, is_decoration

BREAK = "  \n"
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
}
_CODE = frozenset(("code", "tt", "kbd", "samp"))
_SUPERSCRIPT = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SCRIPTABLE = {"sup": re.compile(r"[0-9+−=()n-]+"), "sub": re.compile(r"[0-9+−=()-]+")}
# "¶" behind a heading, "[edit]" of a wiki, "↩" behind a footnote: handles of the page, not words of it.
_HANDLE = re.compile(r"(?:[¶#§🔗⚓↩︎↑]|permalink|link to this (?:heading|section)|copy link|direct link|anchor)+", re.IGNORECASE)
_HANDLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:headerlink|header-anchor|heading-anchor|mw-editsection|hash-link|anchorjs-link|footnote-backref)(?=$|\s)"
)
# A second copy of a formula, for the eye; the first is MathML.
_FORMULA_COPY = re.compile(r"(?:^|\s)(?:katex-html|MathJax_Preview|mwe-math-fallback-image-\w+)(?=$|\s)")
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2028\u2029\u3000]+")
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paragraph: plain text, finished Markdown, a line break, or further pieces inside emphasis (`mark`)."""

    kind: Literal["text", "markdown", "break", "emphasis"]
    text: str = ""
    mark: str = ""


@dataclass(slots=True)
class Inline:
    """Writes runs of inline elements; `base` is the address that links are read from, `images` the addresses already written."""

    base: str
    images: set[str]
    unscripted: str = ""  # the last image that stood in a `<noscript>`; the real one may follow

    def line(self, nodes: Iterable[str | HtmlElement], *, breaks: str = BREAK, href: str = "") -> str:
        """The Markdown of some inline nodes, without white space around it; a link to `href` if one is given."""
        nodes = list(nodes)
        text = _tidy(_join(self._pieces(nodes, frozenset(), linked=bool(href))), breaks)
        return self._link(text, href) if href and text and not text.startswith("![") else text

    def _pieces(self, nodes: Iterable[str | HtmlElement], inside: frozenset[str], linked: bool = False) -> list[Piece]:
        pieces: list[Piece] = []
        for node in nodes:
            if isinstance(node, str):
                pieces.append(Piece("text", _INVISIBLE.sub("", node)))
            else:
                pieces += self._element(node, inside, linked)
        return pieces

    def _element(self, element: HtmlElement, inside: frozenset[str], linked: bool) -> list[Piece]:
        tag = tag_of(element)
        if tag == "math":
            return _formula(element)
        if tag == "noscript":
            unseen = [image for image in element.iter("img") if image_address(image, self.base) not in self.images]
            pieces = [piece for image in unseen for piece in self._image(image)]
            self.unscripted = image_address(unseen[-1], self.base) if unseen else ""
            return pieces
        if tag in UNSEEN or _FORMULA_COPY.search(element.get("class") or ""):
            return []
        if tag in ("br", "wbr"):
            return [Piece("break")] if tag == "br" else []
        if tag == "img":
            return self._image(element)
        if tag in _CODE:
            code = _SPACE.sub(" ", code_text(element)).strip()
            return [Piece("markdown", inert.code_span(code))] if code else []
        if tag == "a":
            return self._anchor(element, inside, linked)
        return self._styled(element, tag, inside, linked)

    def _styled(self, element: HtmlElement, tag: str, inside: frozenset[str], linked: bool) -> list[Piece]:
        if is_handle(element):
            return []
        mark = _EMPHASIS.get(tag, "")
        within = inside | {mark} if mark else inside
        pieces = self._pieces(contents(element), within, linked)
        if tag in _SCRIPTABLE:
            return [_scripted(piece, tag) for piece in pieces]
        if tag == "q":
            return [Piece("text", "“"), *pieces, Piece("text", "”")]
        if tag in ("rt", "rp"):
            return [Piece("text", f"({words_of(element)})")] if tag == "rt" and words_of(element) else []
        if mark and mark not in inside and any(piece.kind != "break" for piece in pieces):
            return [Piece("emphasis", _join(pieces), mark)]
        return pieces

    def _anchor(self, element: HtmlElement, inside: frozenset[str], linked: bool) -> list[Piece]:
        href = (element.get("href") or "").strip()
        if is_handle(element) or (self._is_here(href) and _HANDLE.fullmatch(words_of(element))):
            return []
        pieces = self._pieces(contents(element), inside, True)
        text = _tidy(_join([piece for piece in pieces if not piece.text.startswith("![")]), " ")
        if linked or not href or not text or self._is_here(href):
            return pieces  # a place on the page itself is none in a note
        images = [piece for piece in pieces if piece.kind == "markdown" and piece.text.startswith("![")]
        raw = "".join(piece.text for piece in pieces)
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
        return f"[{_bracketed(text)}]{made[3:]}" if made.startswith("[x](") else text

    def _image(self, image: HtmlElement) -> list[Piece]:
        alt = " ".join((image.get("alt") or "").split())
        if is_decoration(image) and not _alone_in_cell(image):
            return [Piece("text", alt)] if 0 < len(alt) <= 3 else []
        address = image_address(image, self.base)
        if not address or address == self.unscripted:
            return []
        made = inert.link("x", address)
        if not made.startswith("[x]("):
            return []
        self.images.add(address)
        return [Piece("markdown", f"![{_bracketed(inert.line(alt))}]{made[3:]}")]


def is_handle(element: HtmlElement) -> bool:
    """Whether an element is a handle of the page beside the text: "¶", "[edit]", "↩"."""
    if _HANDLE_CLASS.search(marks_of(element)):
        return True
    return element.tag == "a" and bool(_HANDLE.fullmatch(words_of(element))) and (element.get("href") or "").startswith("#")


def formula_of(math: HtmlElement) -> str:
    """The TeX source that a MathML formula carries, else its text."""
    for note in math.iter():
        if tag_of(note).endswith("annotation") and "tex" in (note.get("encoding") or "").lower():
            return " ".join((note.text or "").split())
    return " ".join((math.get("alttext") or "").split()) or words_of(math)


def _alone_in_cell(image: HtmlElement) -> bool:
    """Whether a small picture is all that a table's cell says: a tick, a flag."""
    cell = image.getparent()
    return cell is not None and cell.tag == "td" and not words_of(cell)


def _formula(math: HtmlElement) -> list[Piece]:
    tex = formula_of(math)
    return [Piece("markdown", inert.code_span(tex))] if tex else []


def _scripted(piece: Piece, tag: str) -> Piece:
    """x<sup>2</sup> -> x², where the characters exist; else the plain text."""
    text = piece.text.strip()
    if piece.kind != "text" or not _SCRIPTABLE[tag].fullmatch(text):
        return piece
    return Piece("text", text.translate(_SUPERSCRIPT if tag == "sup" else _SUBSCRIPT))


def _join(pieces: list[Piece]) -> str:
    """Pieces -> Markdown in which NUL is a line break; white space is folded but kept at the ends."""
    merged = _merged(pieces)
    done = [_written(piece, "".join(p.text for p in merged[max(0, i - 1) : i])) for i, piece in enumerate(merged)]
    out = ""
    for i, piece in enumerate(merged):
        text = done[i]
        if piece.kind == "emphasis":
            after = next((done[j] for j in range(i + 1, len(done)) if done[j]), "")
            text = _emphasis(text, piece.mark, out[-1:], after[:1])
        if text.startswith(" ") and (out.endswith((" ", "\x00"))):
            text = text[1:]
        if text.startswith("[") and out.endswith("!"):
            out = out[:-1] + "\\!"  # "Look![here](…)" is no image
        out += text
    return out


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one kind made one, so that a text is made inert as a whole and `**a****b**` never arises."""
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last is not None and piece.kind == last.kind and piece.kind in ("text", "emphasis") and piece.mark == last.mark:
            merged[-1] = Piece(piece.kind, last.text + piece.text, piece.mark)
        else:
            merged.append(piece)
    return merged


def _written(piece: Piece, before: str) -> str:
    if piece.kind == "break":
        return "\x00"
    if piece.kind != "text":
        return piece.text
    text = _SPACE.sub(" ", piece.text)
    core = text.strip(" ")
    if not core:
        return text
    lead, tail = " " * text.startswith(" "), " " * text.endswith(" ")
    return lead + inert.line(core, start=not before.strip() or before.endswith("\x00")) + tail


def _emphasis(text: str, mark: str, before: str, after: str) -> str:
    """The text between marks, if Markdown will read them so beside these characters (CommonMark's flanking rules)."""
    core = text.strip(" \x00")
    if not core:
        return text
    lead, tail = text[: len(text) - len(text.lstrip(" \x00"))], text[len(text.rstrip(" \x00")) :]
    opens = lead or _apart(before) or not _punctuation(core[0])
    closes = tail or _apart(after) or not _punctuation(core[-1])
    if not opens or not closes or "\x00\x00" in core or (before == mark[0] and not lead):
        return text
    return f"{lead}{mark}{core}{mark}{tail}"


def _apart(char: str) -> bool:
    return not char or char.isspace() or char == "\x00" or _punctuation(char)


def _punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _bracketed(text: str) -> str:
    """Markdown whose brackets, but for those in code, end no link text and open no wikilink."""
    return re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)|(?<!\\)[\[\]]", lambda found: found[0] if found[1] else "\\" + found[0], text)


def _tidy(text: str, breaks: str) -> str:
    """Line breaks written out, none at the ends, no white space around them."""
    text = re.sub(r" *\x00[ \x00]*", "\x00", text).strip(" \x00")
    return text.replace("\x00", breaks)
