"""Pieces of a paragraph -> one line of Markdown in which each piece is read as what it is: text, emphasis, what is written already."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from ...notes import inert

BREAK = "  \n"
_SUPERSCRIPT = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SCRIPTABLE = {"sup": re.compile(r"[0-9+−=()n-]+"), "sub": re.compile(r"[0-9+−=()-]+")}
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2028\u2029\u3000]+")

_BRACKETS = re.compile(r"\\.|(``*)(?!`).*?(?<!`)\1(?!`)|[\[\]]")
# What could be a part of a formula or a highlight; escapes are stepped over.
_MARKS = re.compile(r"(?:\\?=){2,}|^=|=$|\\.|\$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paragraph: plain text, finished Markdown, a line break, or further pieces inside emphasis (`mark`)."""

    kind: Literal["text", "markdown", "break", "emphasis"]
    text: str = ""
    mark: str = ""


def scripted(piece: Piece, tag: str) -> Piece:
    """x<sup>2</sup> -> x², where the characters exist; else the plain text."""
    text = piece.text.strip()
    if piece.kind != "text" or not _SCRIPTABLE[tag].fullmatch(text):
        return piece
    return Piece("text", text.translate(_SUPERSCRIPT if tag == "sup" else _SUBSCRIPT))


def join(pieces: list[Piece], *, live: bool = False) -> str:
    """Pieces -> Markdown in which NUL is a line break; white space is folded but kept at the ends.

    `live` says that formulas, highlights or footnotes stand among the text: then no mark of theirs in the text itself stays unescaped.
    """
    merged = _merged(pieces)
    done = [_written(piece, merged[i - 1].text if i else "", live) for i, piece in enumerate(merged)]
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
        elif live and piece.kind == "text" and i and merged[i - 1].kind == "markdown":
            text = _beside(out, text)
        elif text.startswith("$") and out.endswith("$"):
            text = f" {text}"  # the marks of two formulas, or of one and an amount of money, are no `$$`
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


def _beside(out: str, text: str) -> str:
    """The text behind a formula or a footnote's mark, such that it stays one: no digit ends `$x$`, `[^1](` and `[^1]:` are others."""
    if out.endswith("$") and text[:1].isdigit():
        return f" {text}"
    return f"\\{text}" if text.startswith(("(", ":")) and out.endswith("]") else text


def _written(piece: Piece, before: str, live: bool) -> str:
    if piece.kind == "break":
        return "\x00"
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
    return found[0] if found[0][0] == "\\" and found[0][1] != "=" else "".join(f"\\{char}" for char in found[0] if char != "\\")


def _emphasis(text: str, mark: str, before: str, after: str) -> str:
    """The text between marks, if Markdown will read them so beside these characters (CommonMark's flanking rules)."""
    core = text.strip(" \x00")
    if not core:
        return text
    lead, tail = text[: len(text) - len(text.lstrip(" \x00"))], text[len(text.rstrip(" \x00")) :]
    opens = lead or _apart(before) or not _punctuation(core[0])
    closes = tail or _apart(after) or not _punctuation(core[-1])
    broken = "\x00\x00" in core or (mark == "==" and "\x00" in core)
    if not opens or not closes or broken or (before == mark[0] and not lead):
        return text
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
