"""The bytes of a drop → its text, or a DropError in the user's words."""

from __future__ import annotations

import codecs
import math
import unicodedata

from ...errors import DropError
from ...text.charsets import mended, proven_utf8

_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cf", "Cc"})
MAX_BYTES = 5_000_000  # a text drop above this goes to Failed/ (contract §4)


def decode(data: bytes) -> str:
    """Decode a text drop; a UTF-8 byte order mark stays, so that encoding the text as UTF-8 gives the same bytes.

    The order is fixed, nothing is guessed: byte order mark, strict UTF-8, Windows-1252 (guessing charsets mangled real files). A text
    with a few other bytes is UTF-8 still: the rest of it proves that, as a mark of UTF-8 does. Each such byte shows as its letter of
    Windows-1252, in which an older program may have written on; a character that was cut off shows as U+FFFD.
    Raises DropError for an empty file, NUL characters, over 5 MB, or bytes that are none of these encodings.
    """
    check_size(data, MAX_BYTES)
    text = _decoded(data)
    if "\0" in text:
        raise DropError("the file is no text: it has NUL characters in it")
    if not _seen(text):
        raise DropError("the file holds nothing but blanks" if data else "the file is empty")
    return text


def _seen(text: str) -> bool:
    """Tell whether anything in a text can be seen: spaces, marks of direction and characters of no width cannot."""
    return any(unicodedata.category(char) not in _UNSEEN for char in text)


def check_size(data: bytes, limit: int) -> None:
    """Raise DropError when there are more than `limit` bytes."""
    if len(data) > limit:
        raise DropError(f"the file is too large: {math.ceil(len(data) / 1e5) / 10:.1f} MB, at most {limit / 1e6:.0f} MB are read")


def plain_lines(text: str) -> str:
    r"""Drop the byte order mark and make every line end `\n`; form feeds and U+2028 are no line ends."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return mended(data)  # the mark is proof enough
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            if encoding == "utf-8" and (text := proven_utf8(data)):
                return text
    raise DropError("the file is no text that can be read: neither UTF-8 nor UTF-16 nor Windows-1252")
