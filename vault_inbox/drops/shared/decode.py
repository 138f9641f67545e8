"""The bytes of a drop → its text, or a DropError in the user's words."""

from __future__ import annotations

import codecs
import math
import unicodedata

from ...errors import DropError

_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cf", "Cc"})
_PROOF = 4  # whole characters beyond ASCII for each bad byte: no paragraph of 6,381 in Windows-1252 had more than one
MAX_BYTES = 5_000_000  # a text drop above this goes to Failed/ (contract §4)


def decode(data: bytes) -> str:
    """Decode a text drop; a UTF-8 byte order mark stays, so that encoding the text as UTF-8 gives the same bytes.

    The order is fixed, nothing is guessed: byte order mark, strict UTF-8, Windows-1252 (guessing charsets mangled real files). A text
    that was cut inside a character, or has a spoiled byte, is UTF-8 still: the rest of it proves that, and the byte shows as U+FFFD.
    Below a mark of UTF-8 other bytes are Windows-1252: each shows as its letter.
    Raises DropError for an empty file, NUL characters, over 5 MB, or bytes that are none of these encodings.
    """
    check_size(data, MAX_BYTES)
    text = _decoded(data)
    if "\0" in text:
        raise DropError("the file is no text: it has NUL characters in it")
    if not _seen(text):
        raise DropError("the file is empty")
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
            if encoding == "utf-8" and (text := _spoiled(data)):
                return text
    raise DropError("the file is no text that can be read: neither UTF-8 nor UTF-16 nor Windows-1252")


def mended(data: bytes) -> str:
    """Decode UTF-8 of which single bytes are Windows-1252, as where a program of today wrote on in the file of an older one."""
    return data.decode("utf-8", "vault_inbox.cp1252")


def _of_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.reason == "unexpected end of data" and error.end - error.start > 1:  # a character that was cut off
        return "\ufffd", error.end
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("vault_inbox.cp1252", _of_windows)


def _spoiled(data: bytes) -> str:
    """Decode UTF-8 with a few bad bytes, "" for what is no such text: letters of another encoding hardly ever make whole characters."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - bad
    return text if whole >= _PROOF * bad else ""
