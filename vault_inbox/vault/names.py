"""Names that every system and every link can carry: a title becomes a file stem, a taken name becomes the next one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 240  # bytes of UTF-8 of a whole file name: ext4 and APFS take 255, sync tools add their own endings
_NAMELESS = "Untitled"

_PLAIN = str.maketrans({'"': "'", "`": "'", "<": " ", ">": " ", "[": "(", "]": ")", "^": "-", "?": None, "*": None})
_SHARP = re.compile(r"(?<![^\W_])([A-Za-z])#(?!\w)")  # C# and F# would read as C and F
_COLONS = re.compile(r"(?<![\s:])\s*+:++\s++")  # each run is looked at once
_RUN = re.compile(r"[:/\\|]+")
_EDGES = " :/\\|"
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\s*(?:\.|$))", re.IGNORECASE)
_JOINER = re.compile("[\u200c\u200d]")
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs that are drawn as nothing: Hangul's fillers, Braille's blank
_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")  # Arabic and Syriac number signs


def file_stem(title: str) -> str:
    """Return a title as a file name without its ending: valid on every system, safe inside links, NFC, never empty.

    With `.md` it is at most 240 bytes of UTF-8. A stem that is safe already stays as it is. Rules: Obsidian's list of characters that
    files and links cannot hold, Windows' device names; the backtick goes too, for a link that bears one would be code.
    """
    text = unicodedata.normalize("NFC", title)
    text = _JOINER.sub(lambda found: found[0] if _joiner_shows(text, found.start()) else "", text)
    text = "".join(_kept(char) for char in text)
    text = _SHARP.sub(r"\1 sharp", text).replace("#", " ").translate(_PLAIN).strip(_EDGES)
    text = _COLONS.sub(" - ", text)
    text = _RUN.sub("-", text)
    text = re.sub(r"%{2,}", "%", text)
    text = unicodedata.normalize("NFC", " ".join(text.split(" ")))
    text = _trimmed(re.sub(r" {2,}", " ", text))
    text = _DEVICE.sub(r"\1_", text, count=1) if _DEVICE.match(text) else text
    return clip(text, LONGEST - len(".md")) or _NAMELESS


def free_name(stem: str, taken: Callable[[str], bool], suffix: str = ".md") -> str:
    """Return the first of `stem.md`, `stem 1.md`, `stem 2.md`, … that is not taken; `taken` is asked with the whole file name.

    A long stem is cut so that the number still fits into 240 bytes.
    """
    number = 0
    while True:
        ending = f" {number}{suffix}" if number else suffix
        name = clip(stem, LONGEST - len(ending.encode())) + ending
        if not taken(name):
            return name
        number += 1


def clip(text: str, limit: int) -> str:
    """Return `text` cut to `limit` bytes of UTF-8, between characters as a reader sees them and after a word where one ends near."""
    data = text.encode("utf-8", "replace")
    if len(data) <= limit:
        return text
    end = len(data[:limit].decode("utf-8", "ignore"))
    whole = end
    while whole and _joins(text, whole):
        whole -= 1
    kept = text[: whole or end]
    space = kept.rfind(" ")
    return _trimmed(kept[:space] if space > len(kept) * 3 // 4 and text[len(kept)] != " " else kept)


def _kept(char: str) -> str:
    """Return one character of a title, a space for whitespace, nothing for what cannot be seen or stored."""
    category = unicodedata.category(char)
    if category in {"Zs", "Zl", "Zp"} or char in "\t\n\r\f\v\x85" or char in _BLANK:
        return " "
    if category in {"Cc", "Cs"} or (category == "Cf" and char not in _VISIBLE_FORMAT and not _JOINER.match(char)):
        return ""
    code = ord(char)
    return "" if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF else char  # noncharacters


def _joiner_shows(text: str, at: int) -> bool:
    """Whether a joiner stands between two letters or signs of a script that is written with joiners, or between two emoji."""
    around = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return all(char > "\u0590" and unicodedata.category(char)[0] in "LMS" for char in around)


def _trimmed(text: str) -> str:
    return text.lstrip(" .").rstrip(" .")


def _joins(text: str, at: int) -> bool:
    """Whether the character at `at` belongs to the one before it: a mark, a skin tone, what a joiner joins, the second half of a flag."""
    if at >= len(text):
        return False
    char = text[at]
    if unicodedata.category(char).startswith("M") or "\U0001f3fb" <= char <= "\U0001f3ff" or _JOINER.match(char):
        return True
    if at and _JOINER.match(text[at - 1]):
        return True
    flags = re.search(r"[\U0001F1E6-\U0001F1FF]*$", text[:at])
    return "\U0001f1e6" <= char <= "\U0001f1ff" and flags is not None and len(flags.group()) % 2 == 1
