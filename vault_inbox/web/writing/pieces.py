"""Pieces of a paragraph -> one line of Markdown in which each piece is read as what it is: text, emphasis, what is written already."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from ...notes import inert

BREAK = "  \n"
_TRIES = 8  # times to look for emphasis that cannot be; each looks at all that the one before has laid open
# Characters of a text that would be marks together with others beyond the code or link beside them.
_BOUND = re.compile(r"^ ?[*_~]+|(?<![\\*_~])[*_~]+(?= ?$)")
_ADDRESS = re.compile(r"\]\(|://")
_SUPERSCRIPT = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SCRIPTABLE = {"sup": re.compile(r"[0-9+−=()n-]+"), "sub": re.compile(r"[0-9+−=()-]+")}
# White space but for a single blank, which is to stay.
_SPACE = re.compile(r"[\t\n\r\f\v\u00a0\u2028\u2029\u3000][ \t\n\r\f\v\u00a0\u2028\u2029\u3000]*| [ \t\n\r\f\v\u00a0\u2028\u2029\u3000]+")

_BRACKETS = re.compile(r"\\.|(``*)(?!`).*?(?<!`)\1(?!`)|[\[\]]")
# One letter of a word that more than one word and two letters of itself stand before, stressed without it.
_SLIP = re.compile(r"[^\W\d_](?!\w)")
_CUT = re.compile(r"\w\W+\w*[^\W\d_]{2}$")
# What could be a part of a formula or a highlight; escapes are stepped over.
_MARKS = re.compile(r"(?:\\?=){2,}|^=|=$|\\.|\$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paragraph: plain text, code, finished Markdown, a line break, or emphasis (`mark`) around further `parts`."""

    kind: Literal["text", "code", "markdown", "break", "emphasis"]
    text: str = ""
    mark: str = ""
    parts: tuple[Piece, ...] = ()

    @property
    def raw(self) -> str:
        """The text as the page has it."""
        return "\x00" if self.kind == "break" else self.text or "".join(part.raw for part in self.parts)


def scripted(piece: Piece, tag: str) -> Piece:
    """x<sup>2</sup> -> x², where the characters exist; else the plain text."""
    text = piece.text.strip()
    if piece.kind != "text" or not _SCRIPTABLE[tag].fullmatch(text):
        return piece
    return Piece("text", text.translate(_SUPERSCRIPT if tag == "sup" else _SUBSCRIPT))


def join(pieces: list[Piece], *, live: bool = False, start: bool = True) -> str:
    """Pieces -> Markdown in which NUL is a line break; white space is folded but kept at the ends.

    `live` says that formulas, highlights or footnotes stand among the text: then no mark of theirs in the text itself stays unescaped.
    `start` says that the text begins a line, where "1." or "-" would begin a list.
    """
    pieces = _unslipped(pieces)
    for _ in range(_TRIES):
        merged = _merged(pieces)
        text, refused = _joined(merged, live, start)
        if not refused:
            return text
        pieces = [each for i, piece in enumerate(merged) for each in (piece.parts if i in refused else (piece,))]
    return _joined(_merged(list(_unstressed(pieces))), live, start)[0]


def _joined(merged: list[Piece], live: bool, start: bool) -> tuple[str, set[int]]:
    """The text of some pieces, and which of them are emphasis that Markdown would not read as such: its marks would be but characters."""
    done = [_written(piece, merged[i - 1].raw if i else " " if start else "#", live) for i, piece in enumerate(merged)]
    out, refused = "", set()
    for i, piece in enumerate(merged):
        text = _BOUND.sub(_escaped, done[i]) if piece.kind == "text" and len(merged) > 1 else done[i]
        if piece.kind == "emphasis":
            after = next((done[j] for j in range(i + 1, len(done)) if done[j]), "")
            stressed = None if _ends_in(piece, piece.mark[0]) else _emphasis(text, piece.mark, out[-1:], after[:1])
            refused |= {i} if stressed is None else set()
            text = stressed or text
        if text.startswith(" ") and (out.endswith((" ", "\x00"))):
            text = text[1:]
        if _glued(out, text, i > 0 and is_image(merged[i - 1])):
            text = f" {text}"
        if text.startswith("[") and out.endswith("!"):
            out = out[:-1] + "\\!"  # "Look![here](…)" is no image
        elif live and piece.kind == "text" and i and merged[i - 1].kind in ("markdown", "code"):
            text = _beside(out, text)
        elif text.startswith("$") and out.endswith("$"):
            text = f" {text}"  # the marks of two formulas, or of one and an amount of money, are no `$$`
        out += text
    return out, refused


def _unslipped(pieces: list[Piece]) -> list[Piece]:
    """Emphasis that ends one letter before its last word does takes that letter in: "<i>Associated Pres</i>s" was a slip of the mouse."""
    made = list(pieces)
    for i, (piece, following) in enumerate(pairwise(pieces)):
        last = piece.parts[-1] if piece.kind == "emphasis" else piece
        letter = following.text[:1] if following.kind == "text" and _SLIP.match(following.text) else ""
        if piece.kind == "emphasis" and last.kind == "text" and letter and _CUT.search(last.text):
            made[i] = replace(piece, parts=(*piece.parts[:-1], replace(last, text=last.text + letter)))
            made[i + 1] = replace(following, text=following.text[1:])
    return made


def _unstressed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        yield from _unstressed(piece.parts) if piece.kind == "emphasis" else (piece,)


def _glued(out: str, text: str, after_image: bool) -> bool:
    """Whether what follows needs a space: words beside a picture, and stressed code behind an address, which `inert` keeps apart."""
    if text.startswith("!["):
        return out[-1:].isalnum() or out.endswith((")", "`"))
    stressed_code = text[:1] in ("*", "=", "~") and "`" in text.partition(" ")[0]
    return (after_image and text[:1].isalnum()) or (stressed_code and bool(_ADDRESS.search(out.rpartition(" ")[2])))


def is_image(piece: Piece) -> bool:
    """Whether a piece is a picture."""
    return piece.kind == "markdown" and piece.text.startswith("![")


def apart(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Pieces without the pictures among them, and these, also those in emphasis: a link around words holds no picture."""
    others: list[Piece] = []
    images: list[Piece] = []
    for piece in pieces:
        parts, inner = apart(list(piece.parts))
        images += [piece] if is_image(piece) else inner
        if not is_image(piece) and (parts or piece.kind != "emphasis"):
            others.append(replace(piece, parts=tuple(parts)))
    return others, images


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one kind made one, so that a text is made inert as a whole and `**a****b**` or `` `a``b` `` never arises."""
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last is not None and piece.kind == last.kind and piece.kind in ("text", "code", "emphasis") and piece.mark == last.mark:
            merged[-1] = Piece(piece.kind, last.text + piece.text, piece.mark, last.parts + piece.parts)
        else:
            merged.append(piece)
    return merged


def _beside(out: str, text: str) -> str:
    """The text behind a formula or a footnote's mark, such that it stays one: no digit ends `$x$`, `[^1](` and `[^1]:` are others."""
    if out.endswith("$") and text[:1].isdigit():
        return f" {text}"
    return f"\\{text}" if text.startswith(("(", ":")) and out.endswith("]") else text


def _written(piece: Piece, before: str, live: bool) -> str:
    if piece.kind == "break":
        return "\x00"
    if piece.kind == "code":
        return inert.code_span(piece.text)
    if piece.kind == "emphasis":
        return join(list(piece.parts), live=live)
    if piece.kind != "text":
        return piece.text
    text = _SPACE.sub(" ", piece.text)
    core = text.strip(" ")
    if not core:
        return text
    lead, tail = " " * text.startswith(" "), " " * text.endswith(" ")
    made = inert.line(core, start=not before.strip() or before.endswith("\x00"))
    return lead + (_MARKS.sub(_escaped, made) if live else made) + tail


def _escaped(found: re.Match[str]) -> str:
    if found[0][0] == "\\" and found[0][1] != "=":
        return found[0]
    return "".join(char if char == " " else f"\\{char}" for char in found[0] if char != "\\")


def _ends_in(emphasis: Piece, mark: str) -> bool:
    """Whether the words that a mark would stand beside begin or end with the same character."""
    first, last = emphasis.parts[0], emphasis.parts[-1]
    return (first.kind == "text" and first.text.lstrip().startswith(mark)) or (last.kind == "text" and last.text.rstrip().endswith(mark))


def _emphasis(text: str, mark: str, before: str, after: str) -> str | None:
    """The text between marks, `None` if Markdown will not read them so beside these characters (CommonMark's flanking rules)."""
    core = text.strip(" \x00")
    if not core:
        return text
    lead, tail = text[: len(text) - len(text.lstrip(" \x00"))], text[len(text.rstrip(" \x00")) :]
    opens = lead or _apart(before) or not _punctuation(core[0])
    closes = tail or _apart(after) or not _punctuation(core[-1])
    broken = "\x00\x00" in core or (mark == "==" and "\x00" in core) or all(map(_apart, core))
    if not opens or not closes or broken or (before == mark[0] and not lead):
        return None
    return f"{lead}{mark}{core}{mark}{tail}"


def _apart(char: str) -> bool:
    return not char or char.isspace() or char == "\x00" or _punctuation(char)


def _punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def bracketed(text: str) -> str:
    """Markdown whose brackets, but for those in code, end no link text and open no wikilink."""
    return _BRACKETS.sub(lambda found: f"\\{found[0]}" if found[0] in "[]" else found[0], text)


def tidy(text: str, breaks: str) -> str:
    """Line breaks written out, none at the ends, no white space around them."""
    text = re.sub(r" *\x00[ \x00]*", "\x00", text).strip(" \x00")
    return text.replace("\x00", breaks)
