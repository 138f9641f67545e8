"""The bytes of a drop → its text, or a DropError in the user's words."""

from __future__ import annotations

import codecs
import math
import re
import unicodedata

from ...errors import DropError

_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cf", "Cc"})
_PROOF = 4  # whole characters beyond ASCII for each bad byte: no paragraph of 6,381 in Windows-1252 had more than one
MAX_BYTES = 5_000_000  # a text drop above this goes to Failed/ (contract §4)
# What a text that names one of these is written in: browsers read the wider one, which has all its letters (WHATWG, "Encoding").
_READ_AS = {
    "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "iso2022_jp": "iso2022_jp_ext",
    "euc_kr": "cp949", "big5": "big5hkscs", "cp950": "big5hkscs",
}  # fmt: skip
# Mails under these names have signs that Windows has in rows which JIS leaves empty (①, ㈱, 髙); the codecs do not know them.
_MENDED = {"euc_jp": "vault_inbox.cp932", "iso2022_jp_ext": "vault_inbox.cp932"}
_WINDOWS_ROWS = re.compile(rb"(?:[\xad\xf9-\xfc][\xa1-\xfe])+|(?:[\x2d\x79-\x7c][\x21-\x7e])+")  # 13 and 89 to 92
_NO_LETTERS = re.compile(rb"[\x80-\x8d\x90-\xa0\xff]*")  # bytes that no letter of EUC-JP begins with
_ELSE = {"big5hkscs": "cp950"}  # what is written under the same name in Taiwan, where it has signs that the first has not
# Names that Python does not know, beside those with an `x-` before one that it knows.
_NAMED = {
    "windows-874": "cp874", "windows-31j": "cp932", "x-sjis": "cp932", "ms_kanji": "cp932", "gb_2312-80": "gb18030",
    "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8", "cp50220": "iso2022_jp_ext", "iso-2022-jp-ms": "iso2022_jp_ext",
    "utf8mb4": "utf-8",
}  # fmt: skip
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape"})  # Python has these too
_WIDE = ("utf-16", "utf-32")  # no charset whose ASCII is ASCII
_DECLARED = re.compile(rb"<meta\b[^<>]{0,200}\bcharset\s{0,20}=\s{0,20}[\"']?([\w:.-]{1,60})", re.IGNORECASE)
_HEAD = 2048  # bytes in which a page names its charset
_LATIN = "\u024f"  # the last letter of the blocks of Latin letters
_BEFORE = 12  # bytes: some letters
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_RUN = re.compile(rb"[\x80-\xc1\xf5-\xff]*")  # bytes that no letter of UTF-8 begins with


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


def decode_named(data: bytes, label: str) -> str:
    """Decode a text that names its charset, as a mail or a page does; never fails. A label that is no charset, or only ASCII, says nothing.

    UTF-8 is UTF-8 whatever a text names, where it is not so by chance: a few letters in an East Asian charset may be. So it is with a
    spoiled byte too, where the charset that is named has letters of one byte: these hardly ever make whole characters.
    """
    codec = codec_of(label)
    if codec in ("", "ascii", "utf-8") or data.startswith(codecs.BOM_UTF8) or (codec.startswith(_WIDE) and _is_ascii(data)):
        return mended(data)
    utf8 = _strict(data, "utf-8") or (mended(data) if _has_one_byte(codec) and _spoiled(data) else "")
    beyond = sum(char > "\x7f" for char in utf8)
    text = "" if beyond >= _PROOF else _strict(data, codec) or _strict(data, _ELSE.get(codec, codec))
    if beyond and (not text or len(text) == len(data)):  # letters of one byte never make those of UTF-8
        return utf8
    return text or data.decode(codec, _MENDED.get(codec, "replace"))


def _has_one_byte(codec: str) -> bool:
    """Tell whether all letters of a charset are single bytes."""
    return len(_BEYOND_ASCII.decode(codec, "replace")) == len(_BEYOND_ASCII)


def codec_of(label: str) -> str:
    """Give Python's name of the charset that a label names, of the wider one that it is read as; "" for none."""
    label = label.strip().lower()
    for name in (_NAMED.get(label, label), label.removeprefix("x-")):
        try:
            codec = codecs.lookup(name).name
            b"a".decode(codec)  # fails for what makes no text of bytes
        except (LookupError, ValueError):
            continue
        return "" if codec in _NO_CHARSETS else _READ_AS.get(codec, codec)
    return ""


def declared(page: bytes) -> str:
    """Give the label that a page names as its charset, "" if it names none."""
    found = _DECLARED.search(page[:_HEAD])
    label = found[1].decode("ascii", "replace") if found else ""
    return "utf-8" if codec_of(label).startswith(_WIDE) else label  # who can read this byte by byte is not reading UTF-16


def _is_ascii(data: bytes) -> bool:
    return data.isascii() and b"\0" not in data


def _strict(data: bytes, codec: str) -> str:
    """Decode a text, "" where a byte of it does not fit."""
    try:
        text = data.decode(codec, _MENDED.get(codec, "strict"))
    except ValueError:
        return ""
    return "" if codec in _MENDED and "\ufffd" in text else text


def mended(data: bytes) -> str:
    """Decode UTF-8 of which single bytes are Windows-1252, as where a program of today wrote on in the file of an older one."""
    return data.decode("utf-8", "vault_inbox.cp1252")


def _of_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start, end = error.object, error.start, error.end
    at_end = error.reason == "unexpected end of data" and end - start > 1
    if at_end or end - start > 2 or _follows_others(data, start):  # a character that was cut off
        return "\ufffd", end
    further = _RUN.match(data, end)
    end = further.end() if further else end
    return data[start:end].decode("cp1252", "replace"), end


def _follows_others(data: bytes, start: int) -> bool:
    """Tell whether the letter before a place is none of those that Windows-1252 has or goes with."""
    if data[start - 1 : start].isalpha():
        return False
    letters = [char for char in data[max(0, start - _BEFORE) : start].decode("utf-8", "ignore") if char.isalpha()]
    return bool(letters) and letters[-1] > _LATIN


def _of_japanese_windows(error: UnicodeError) -> tuple[str, int]:
    """Read a letter of a row that JIS X 0208 leaves empty through its place in Shift_JIS, where Windows has it too."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start, end = error.object, error.start, error.end
    if run := _WINDOWS_ROWS.match(data, start):
        return b"".join(map(_in_shift_jis, run[0][::2], run[0][1::2])).decode("cp932", "replace"), run.end()
    bad = _NO_LETTERS.match(data, end)
    return "\ufffd" * (1 + (bad.end() - end if bad else 0)), bad.end() if bad else end


def _in_shift_jis(first: int, second: int) -> bytes:
    row, cell = first & 0x7F, second & 0x7F
    lead = (row + 1) // 2 + (0x70 if row < 0x5F else 0xB0)
    trail = cell + (0x7E if row % 2 == 0 else 0x1F if cell < 0x60 else 0x20)
    return bytes((lead, trail))


codecs.register_error("vault_inbox.cp1252", _of_windows)
codecs.register_error("vault_inbox.cp932", _of_japanese_windows)


def _spoiled(data: bytes) -> str:
    """Decode UTF-8 with a few bad bytes, "" for what is no such text: letters of another encoding hardly ever make whole characters."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - bad
    return text if whole >= _PROOF * bad else ""
