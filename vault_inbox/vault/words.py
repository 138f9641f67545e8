"""Text cut into words: one rule for what the index holds, what it is asked, and where titles stand in a text.

Words are letters, digits and their marks, case-folded, in NFC. Scripts that write without spaces (and Korean, whose particles stick to
the word) are indexed as overlapping pairs of characters, and a title in them may stand anywhere in a run.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Kana without the middle dot, Han, Hangul, Thai, Lao, Myanmar, Khmer.
_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e80-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17d3\u3005-\u3007\u3041-\u309a\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# `\w` leaves combining marks out and would cut Hindi or Thai words. These blocks hold the marks of the scripts in use.
_MARKS = "".join(
    chr(i)
    for start, end in ((0x300, 0x1E00), (0x20D0, 0x2100), (0x3099, 0x309B), (0xA66F, 0xAC00), (0xFE00, 0xFE30))
    for i in range(start, end)
    if unicodedata.category(chr(i)) in ("Mn", "Mc")
)
# `[x][x]*` rather than `[x]+`: `re` then looks for its beginning in a quick loop.
_RUN = re.compile(f"[{_UNSPACED}][{_UNSPACED}]*")
_WORD = re.compile(rf"[\w{_MARKS}]+")
_NO_WORD = re.compile(rf"[^\x00-\x7f\w{_MARKS}][^\x00-\x7f\w{_MARKS}]*")
_ASCII_WORD = re.compile(r"\w+", re.ASCII)
_SPACES = bytes(byte if byte > 0x7F or chr(byte).isalnum() else 0x20 for byte in range(256))  # all of ASCII that is in no word
_WORD_OR_CHARACTER = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[\w{_MARKS}])+")
# English names only: a month's name is a date beside a number, a name (April, May) by itself.
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?|\d*[wq]\d{1,2}|\d+t\d+z?")
_DATE = re.compile(rf"{_NUMBER.pattern}|{_MONTH}")
_ADDRESS = re.compile(r"\bhttps?://\S+", re.IGNORECASE)


class Place(NamedTuple):
    """A word of a text: case-folded in NFC, and the half-open span where it stands."""

    word: str
    start: int
    end: int


def indexable(text: str) -> str:
    """Return text as the index holds it: case-folded NFC, runs of unspaced script cut into pairs of characters.

    Only words and ASCII are left, for FTS5 knows the letters of Unicode 6.1 and takes all that came later for some.
    """
    if text.isascii():
        return text.lower()
    words = _NO_WORD.sub(" ", text)
    if words.isascii():  # only its dashes and quotes were not
        return words.lower()
    return _RUN.sub(_pairs, _NO_WORD.sub(" ", unicodedata.normalize("NFC", text.casefold())))


def _pairs(run: re.Match[str]) -> str:
    characters = run.group()
    pairs = " ".join(characters[i : i + 2] for i in range(max(1, len(characters) - 1)))
    return f" {pairs} "


def terms(indexed: str) -> list[str]:
    """Return the words of a text that went through `indexable`, in order; FTS5's unicode61 with marks as letters cuts the same ones.

    Beyond ASCII such a text holds nothing but words, so its bytes tell where it is cut, in half the time of a pattern.
    """
    return indexed.encode().translate(_SPACES).decode().split()


def places(text: str) -> Iterator[Place]:
    """Return the words of a text and where they stand, for finding names.

    A character of unspaced script is a word of its own. Web addresses are passed over.
    """
    text = _spaced(text)
    pattern = _WORD_OR_CHARACTER if _RUN.search(text) else _WORD
    for match in pattern.finditer(text):
        yield Place(_folded(match.group()), match.start(), match.end())


def _spaced(text: str) -> str:
    """Return a text of the same length without addresses and underscores."""
    if "://" in text:
        text = _ADDRESS.sub(lambda address: " " * len(address.group()), text)
    return text.replace("_", " ")


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFC", word.casefold())


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a title or alias as `places` would find them in a text."""
    if name.isascii():  # nearly all are, and there are many
        return tuple(_ASCII_WORD.findall(_spaced(name).lower()))
    return tuple(place.word for place in places(name))


def phrase_terms(words: Sequence[str]) -> list[str]:
    """Return a name's words as the index holds them one after another: characters of unspaced script become pairs."""
    text = ""
    for word in words:
        joined = text and _RUN.fullmatch(word) and _RUN.fullmatch(text[-1])
        text += word if joined else f" {word}"
    return terms(indexable(text))


def telling(words: Sequence[str]) -> bool:
    """Return whether a name may be looked for in texts: 3 characters or more (2 in unspaced script), and no mere number or date."""
    if not words:
        return False
    if _DATE.fullmatch(words[0]) and all(map(_DATE.fullmatch, words)) and any(map(_NUMBER.fullmatch, words)):
        return False
    letters = "".join(words)
    return len(letters) >= 3 or (len(letters) == 2 and _RUN.search(letters) is not None)
