"""The charsets that texts name, read as browsers read them (WHATWG, "Encoding"); and UTF-8, which a text proves by its letters."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from itertools import islice

_PROOF = 4  # whole characters beyond ASCII for each bad byte: no paragraph of 6,381 in Windows-1252 had more than one
# What a text that names one of these is written in: browsers read the wider one, which has all its letters.
_READ_AS = {
    "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "iso2022_jp": "iso2022_jp_ext",
    "euc_kr": "cp949", "big5": "big5hkscs", "cp950": "big5hkscs",
}  # fmt: skip
# Names that Python does not know: those of the standard, of PHP and of mail programs. Those of a known shape are read by `_SHAPES`.
_NAMED = {
    **dict.fromkeys(("unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8", "utf8mb4"), "utf-8"),
    **dict.fromkeys(("unicode", "unicodefeff", "csunicode", "iso-10646-ucs-2", "ucs-2"), "utf-16"), "unicodefffe": "utf-16-be",
    **dict.fromkeys(("csgb2312", "gb_2312", "gb_2312-80", "cn-gb"), "gb18030"), **dict.fromkeys(("cn-big5", "x-x-big5"), "big5"),
    **dict.fromkeys(("windows-31j", "x-sjis", "ms_kanji", "sjis-win"), "cp932"),
    **dict.fromkeys(("cseucpkdfmtjapanese", "eucjp-win", "eucjp-ms", "cp51932"), "euc_jp"),
    **dict.fromkeys(("cp50220", "cp50221", "cp50222", "iso-2022-jp-ms"), "iso2022_jp"),
    **dict.fromkeys(("cseuckr", "csksc56011987", "iso-ir-149", "ks_c_5601-1989", "ksc_5601"), "cp949"),
    **dict.fromkeys(("csiso88598e", "csiso88598i", "visual", "logical"), "iso8859-8"),
    **dict.fromkeys(("csiso88596e", "csiso88596i"), "iso8859-6"), "sun_eu_greek": "iso8859-7", "csisolatin9": "iso8859-15",
    "koi": "koi8-r", "koi8": "koi8-r", "koi8-ru": "koi8-u", "mac": "mac-roman", "csmacintosh": "mac-roman",
    "x-mac-ukrainian": "mac-cyrillic", "x-mac-ce": "mac-latin2",
}  # fmt: skip
_SHAPES = (
    (re.compile(r"(?:windows|win|cp|ms|ibm|dos)[-_ ]?(?:cp)?-?(\d{3,5})"), r"cp\1"),
    (re.compile(r"iso[-_ ]?8859[-_ ]?(\d{1,2})(?:[-_][ie])?"), r"iso8859-\1"),
    (re.compile(r"latin[-_ ](\d{1,2})"), r"latin\1"),
)
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape"})  # Python has these too
_WIDE = ("utf-16", "utf-32")  # no charset whose ASCII is ASCII
# What is written under the same name too: in Taiwan with signs that the first has not, in Japan with those of Windows.
_ELSE = {
    "big5hkscs": "cp950",
    **dict.fromkeys(("iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_2004"), "iso2022_jp_ext"),
}
# Texts under these names have signs that Windows has in rows which JIS leaves empty (①, ㈱, 髙); the codecs do not know them.
_MENDED = {"euc_jp": "vault_inbox.cp932", "iso2022_jp_ext": "vault_inbox.cp932"}
_MOST_MENDED = 200_000  # bad places in a Japanese text, half a second; what has more is none
_WINDOWS_ROWS = re.compile(rb"(?:[\xad\xf9-\xfc][\xa1-\xfe])+|(?:[\x2d\x79-\x7c][\x21-\x7e])+")  # 13 and 89 to 92
_NO_LETTERS = re.compile(rb"[\x80-\x8d\x90-\xa0\xff]*")  # bytes that no letter of EUC-JP begins with
_DECLARED = (
    re.compile(rb"\s*<\?xml\b[^<>]{0,200}?\bencoding\s{0,20}=\s{0,20}[\"']([\w:.-]{1,60})", re.IGNORECASE),
    re.compile(rb"<meta\b[^<>]*?\bcharset\s{0,20}=\s{0,20}[\"']?\s{0,20}([\w:.-]{1,60})", re.IGNORECASE),
)
_HEAD = 4096  # bytes in which a page names its charset
_LATIN = "\u024f"  # the last letter of the blocks of Latin letters
_BEFORE = 12  # bytes: some letters
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_RUN = re.compile(rb"[\x80-\xc1\xf5-\xff]*")  # bytes that no letter of UTF-8 begins with
# The beginning of a letter of three or four bytes, of which the second is a sign of Windows-1252 that follows none of its letters there:
# `ðŸ`, `â€`. Those with `…`, a quote or a dash are words' ends (`café”`); behind `â`, which ends hardly a word, so begin `€`, `™`, `→`.
_CUT = re.compile(rb"[\xe0-\xf4][\x80\x81\x83\x88\x8a\x8c-\x90\x98\x9a\x9c-\x9f]|\xe2[\x82\x84\x86]")
# Words of Latin letters that end in `É` or its like with a no-break space or `»` behind: both bytes make a letter of UTF-8 by chance, of
# those that no text has alone (`ɠ`). Left out are the pairs that make a letter of Europe or of Hawaii (`à`, `Ż`, `λ`, `Р`, `ʻ`).
# In a word of capitals also `…`, a quote, a dash, `™` or `®` may follow (`CAFÉ’S`), but no small letter behind `È™`: that is `ș` (`Ași`).
_ENDS_OF_WORDS = re.compile(
    rb"[\x00-\x7f]*+(?:(?:[\xc7-\xc9\xcb-\xcd\xcf\xd1-\xdf][\xa0\xbb]"
    rb"|(?<=[A-Z])(?!\xc8\x99[a-z])[\xc7-\xc9\xcb-\xcd\xcf\xd1-\xd6\xd8-\xde][\x85\x91-\x97\x99\xae])[\x00-\x7f]*+)*+"
)
# The letters of East Asian charsets (GB 2312, Big5, KS X 1001, JIS X 0208) have both bytes above A0: some of them read as letters of two
# bytes in UTF-8 that have such a second byte too (通知 as `֪ͨ`), never as these others.
_BEYOND = re.compile(r"[^\x00-\x7f]+")
_MOST_RUNS = 100_000  # of letters beyond ASCII, a fifth of a second; where they prove nothing, no more would
_NOT_EAST_ASIAN = re.compile("[{}]".format("".join(chr(code) for code in range(0x80, 0x800) if code & 0x3F <= 0x20)))
_LONG_LETTERS = re.compile(r"[\u0800-\U0010ffff]+")  # of three bytes in UTF-8 and more
_LATIN_WORD = re.compile(r"[À-ÖØ-öø-ſ]+")


def decode_named(data: bytes, label: str, proof: int = _PROOF) -> str:
    """Decode a text that names its charset, as a mail or a page does; never fails. A label that is no charset, or only ASCII, says nothing.

    UTF-8 is UTF-8 whatever a text names, where it is not so by chance: letters in an East Asian charset may be, where fewer than `proof` of
    them say otherwise.
    So it is with a spoiled byte too: letters of another charset hardly ever make whole characters.
    """
    codec = codec_of(label)
    if codec in ("", "ascii", "utf-8") or data.startswith(codecs.BOM_UTF8) or (codec.startswith(_WIDE) and not _is_wide(data)):
        return mended(data)
    one_byte = _has_one_byte(codec)
    utf8 = proven_utf8(data) if one_byte else _strict(data, "utf-8")
    beyond = 0 if _is_chance(data, codec) else _beyond_ascii(utf8)
    if beyond >= proof and (one_byte or _is_proven(utf8, proof)):
        return utf8
    text = _read(data, codec)
    whole = text if "\ufffd" not in text else _read(data, _ELSE[codec]) if codec in _ELSE else "\ufffd"
    if beyond and (one_byte or "\ufffd" in whole):  # letters of one byte never make those of UTF-8
        return utf8
    if "\ufffd" not in whole:
        return whole
    utf8 = "" if one_byte else proven_utf8(data)
    return text if utf8.isascii() else utf8


def proven_utf8(data: bytes) -> str:
    """Decode what is UTF-8 by its letters, single bytes of Windows-1252 among them or not; "" for any other text."""
    return _strict(data, "utf-8") or (mended(data) if spoiled(data) else "")


def spoiled(data: bytes) -> str:
    """Decode UTF-8 with a few bad bytes, "" for what is no such text: letters of another encoding hardly ever make whole characters."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    whole = _beyond_ascii(text) - bad
    return text if whole >= _PROOF * bad else ""


# What capitals of Windows-1252 and a no-break space behind them are in UTF-8: "É" is `ɠ`, "Ó" is `Ӡ`; and letters of Western Europe.
_BEFORE_BLANKS = re.compile("[{}]".format("".join(chr(code) for code in range(0x180, 0x800) if code & 0x3F == 0x20)))
_WESTERN = re.compile("[\u00a0-\u017f\u2010-\u2122]")


def outweighs(page: bytes, label: str) -> bool:
    """Tell whether the letters of a page that is sent as UTF-8 say more than the other charset that it names itself.

    A template keeps its old name for years. Letters of a charset of Western Europe make whole ones only before a no-break space; those of
    others do so by chance, but then most bytes are bad ones.
    """
    text = page.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    whole = _beyond_ascii(text) - bad
    if codec_of(label) == "cp1252":
        whole -= len(_BEFORE_BLANKS.findall(text))
        return whole > bad or (not bad and (whole > 0 or text.isascii())) or (whole > 0 and _WESTERN.search(text) is not None)
    return not bad or whole > bad


def mended(data: bytes) -> str:
    """Decode UTF-8 of which single bytes are Windows-1252, as where a program of today wrote on in the file of an older one."""
    return data.decode("utf-8", "vault_inbox.cp1252")


@lru_cache(maxsize=256)
def codec_of(label: str) -> str:
    """Give Python's name of the charset that a label names, of the wider one that it is read as; "" for none."""
    label = label.strip().lower()
    bare = label.removeprefix("x-")
    shaped = (shape.sub(name, bare) for shape, name in _SHAPES if shape.fullmatch(bare))
    for name in (_NAMED.get(label, label), _NAMED.get(bare, bare), *shaped):
        try:
            codec = codecs.lookup(name).name
            bytes(4).decode(codec)  # fails for what makes no text of bytes
        except (LookupError, ValueError):
            continue
        return "" if codec in _NO_CHARSETS else _READ_AS.get(codec, codec)
    return ""


def declared(page: bytes) -> str:
    """Give the label that a page names as its charset, in its XML declaration or a `<meta>`; "" if it names none that is known."""
    found = (pattern.search(page[:_HEAD]) if at else pattern.match(page) for at, pattern in enumerate(_DECLARED))
    label = next((name for match in found if match and codec_of(name := match[1].decode("ascii", "replace"))), "")
    return "utf-8" if codec_of(label).startswith(_WIDE) else label  # who can read this byte by byte is not reading UTF-16


def has_long_letters(label: str) -> bool:
    """Tell whether a label names a charset of East Asia: its letters have two bytes, beside ASCII."""
    codec = codec_of(label)
    wide = codec.startswith(("utf", "hz", "iso2022"))
    return codec not in ("", "ascii") and not wide and not _has_one_byte(codec)


def _has_one_byte(codec: str) -> bool:
    """Tell whether all letters of a charset are single bytes."""
    return len(_BEYOND_ASCII.decode(codec, "replace")) == len(_BEYOND_ASCII)


def _is_wide(data: bytes) -> bool:
    """Tell whether a text may be in letters of two bytes: each of its blanks and line ends has a zero then."""
    return b"\0" in data or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _beyond_ascii(text: str) -> int:
    return 0 if text.isascii() else len(text) - len(text.encode("ascii", "ignore"))


def _is_chance(data: bytes, codec: str) -> bool:
    """Tell whether all that could be letters of UTF-8 is more likely the end of words in a charset of Latin letters."""
    return b"\xc9\xa0\xbb".decode(codec, "replace") == "É\xa0»" and _ENDS_OF_WORDS.fullmatch(data) is not None


def _is_proven(utf8: str, proof: int) -> bool:
    """Tell whether a text in UTF-8 has as many letters as a `proof` needs of those that no East Asian charset has by chance.

    Such are letters of three bytes, those of a word in which one has a second byte that those charsets lack, Latin ones that touch one of
    ASCII (`Grüße`), and a sign that stands alone (`©`).
    """
    found = 0
    for run in islice(_BEYOND.finditer(utf8), _MOST_RUNS):
        short = _LONG_LETTERS.sub("", run[0])
        found += len(run[0]) - len(short)
        beside = utf8[max(0, run.start() - 1) : run.start()] + utf8[run.end() : run.end() + 1]
        touches = _LATIN_WORD.fullmatch(short) and re.search("[A-Za-z]", beside)
        if touches or _NOT_EAST_ASIAN.search(short) or (len(run[0]) == 1 and short and short < "À"):
            found += len(short)
        if found >= proof:
            return True
    return False


def _strict(data: bytes, codec: str) -> str:
    """Decode a text, "" where a byte of it does not fit."""
    try:
        return data.decode(codec)
    except ValueError:
        return ""


def _read(data: bytes, codec: str) -> str:
    """Decode a text; what does not fit is U+FFFD, signs of Windows in a Japanese one are theirs."""
    text = data.decode(codec, "replace")
    if codec not in _MENDED or not 0 < text.count("\ufffd") <= _MOST_MENDED:
        return text
    return data.decode(codec, _MENDED[codec])


def _of_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start, end = error.object, error.start, error.end
    at_end = error.reason == "unexpected end of data" and end - start > 1
    cut = at_end or end - start > 2 or (end - start > 1 and _CUT.match(data, start) is not None)
    if cut or _follows_others(data, start):  # a character that was cut off
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
