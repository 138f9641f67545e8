"""The headers of a mail and of its parts; broken ones, which the e-mail package fails on in many ways, say nothing."""

from __future__ import annotations

import binascii
import codecs
import re
from contextlib import suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..shared.decode import codec_of, decode_named, mended

if TYPE_CHECKING:
    from email.message import Message

    _Policy = EmailPolicy[EmailMessage]
else:
    _Policy = EmailPolicy

_LONG = 4000  # characters of a header in which its sender is looked for, which takes time that grows with their square
_LONG_OF_PART = 1000  # the same for what says the kind and name of a part; names have at most some hundred
# Words in other letters than ASCII (RFC 2047 §2): a blank between two of them is nothing (§6.2), and no such word holds `=?`.
_WORD = r"=\?([^?\s]{1,60})\?([bq])\?((?:[^?=]|=(?!\?[^=])|\?(?!=))*)\?="
_ENCODED = re.compile(_WORD, re.IGNORECASE)
_WORDS = re.compile(rf"(?:{_WORD})+", re.IGNORECASE)
# A sender with one address behind the name. Many programs write a comma or brackets there without the quotes that these need.
_ONE = re.compile(r"([^<>@\"():;\\]+)<[^<>@\s]+@[^<>@\s]+>\s*")
_NO_LETTERS_OF_ASCII = ("utf", "hz", "iso2022")  # charsets in which a line in ASCII may be something else
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_BETWEEN = re.compile(r"\?=\s+(?==\?[^?\s]{1,60}\?[bq]\?)", re.IGNORECASE)
# The same beside what stands in quotes, where it needs none of its own.
_QUOTED_OR_WORDS = re.compile(rf'"(?:[^"\\]|\\.)*"|{_WORDS.pattern}', re.IGNORECASE | re.DOTALL)
# What mail programs and servers begin a mail with, below empty lines that no mail begins with (RFC 5322 §2.1).
_LATE = re.compile(
    rb"[\r\n]+(?=(?:from|to|subject|date|received|return-path|delivered-to|message-id|mime-version|content-type|x-[\w-]+):)", re.IGNORECASE
)


class _Bounded(_Policy):
    """The usual reading; headers about a part are cut to a length that can be read, and one that cannot be read is its bare line."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONG_OF_PART] if name.lower().startswith("content-") else value

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return _read_once(name, value) if name.lower().startswith("content-") else value


@lru_cache(maxsize=16)  # of one part some are read many times
def _read_once(name: str, value: str) -> Any:
    try:
        return _USUAL.header_fetch_parse(name, value)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):  # the last: very many brackets
        return value


_USUAL: _Policy = EmailPolicy()


def parsed(data: bytes) -> EmailMessage:
    """Give a mail with its parts. May raise `RecursionError` for parts in parts in parts."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if data.partition(b"\n")[0].endswith(b"\r\r"):  # written as text where that makes `\r\n` of each `\n`
        data = data.replace(b"\r\r\n", b"\r\n")
    late = _LATE.match(data)
    message = message_from_bytes(data[late.end() :] if late else data, policy=_Bounded())
    for part in message.walk():
        if isinstance(part, EmailMessage):
            _unpack(part)
    return message


def _unpack(part: EmailMessage) -> None:
    """Read the mail within a part that is sent in base64, which RFC 2046 §5.2.1 forbids: it has been taken for a text without headers."""
    within = parts_of(part) if part.get_content_maintype() == "message" else []
    if len(within) != 1 or within[0].keys() or _raw(part, "content-transfer-encoding").strip().lower() != "base64":
        return
    with suppress(ValueError):
        mail = parsed(binascii.a2b_base64(str(within[0].get_payload()).encode("ascii")))
        if mail.keys():
            part.set_payload([mail])


def parts_of(part: EmailMessage) -> list[EmailMessage]:
    """Give what a part consists of, nothing where it is no more than itself."""
    below = part.get_payload() if part.is_multipart() else []
    return [each for each in below if isinstance(each, EmailMessage)]


def header(message: Message, name: str) -> str:
    """Give a header as one line."""
    return one_line(_decoded(_raw(message, name)))


def one_line(value: str) -> str:
    """Give what a header says without line ends and characters that cannot be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())


def sender(message: Message) -> str:
    """Give the name of who wrote a mail, the address where there is none."""
    raw = _raw(message, "from")
    said = one_line(_decoded(raw))
    try:
        line = _QUOTED_OR_WORDS.sub(_in_quotes, _BETWEEN.sub("?=", raw[:_LONG]))
        if (one := _ONE.fullmatch(line)) and (name := one_line(_letters(one[1]))):
            return name
        name, address = parseaddr(line)
    except RecursionError:
        return said
    return one_line(_letters(name)) or one_line(_letters(address)) or said


def _in_quotes(match: re.Match[str]) -> str:
    """Give a name with its encoded words as what they say, in quotes: there a comma or a bracket is part of it."""
    quoted = match[0].startswith('"')
    said = _WORDS.sub(lambda words: re.sub(r'[\\"]', r"\\\g<0>", _said(words[0])), match[0])
    return said if quoted or "<" in said else f'"{said}"'


def charset(part: Message) -> str:
    """Give the charset that a part names; one that names none has ASCII alone (RFC 2046 §4.1.2)."""
    try:
        return str(part.get_content_charset("ascii"))
    except (ValueError, LookupError, AttributeError, TypeError):
        return "ascii"


def file_name(part: Message) -> str:
    """Give the name that a part has as a file."""
    try:
        return one_line(str(part.get_filename("")))
    except (ValueError, LookupError, AttributeError, TypeError):
        return ""


def disposition(part: Message) -> str:
    """Give how a part says that it is meant: "attachment" as a file, "inline" as part of the text (RFC 2183), "" where it says neither."""
    return _raw(part, "content-disposition").partition(";")[0].strip().lower()


def content_id(part: Message) -> str:
    """Give the name by which the pages of a mail show a part (RFC 2392)."""
    return _raw(part, "content-id").strip().strip("<>")


def _raw(message: Message, name: str) -> str:
    raw = next((str(text) for key, text in message.raw_items() if key.lower() == name), "")
    data, label = raw.encode("utf-8", "surrogateescape"), charset(message)
    if data.isascii() or _is_utf8(data) or codec_of(label).startswith(_NO_LETTERS_OF_ASCII):
        return raw
    return decode_named(data, label)  # bare bytes that are no UTF-8 are mostly in the charset of the text


def _is_utf8(data: bytes) -> bool:
    with suppress(UnicodeDecodeError):
        return bool(data.decode())
    return False


def _decoded(raw: str) -> str:
    """Give a header with its encoded words as what they say."""
    found, end = [], 0
    joined = _BETWEEN.sub("?=", raw)
    for words in _WORDS.finditer(joined):
        found += [_letters(joined[end : words.start()]), _said(words[0])]
        end = words.end()
    return "".join([*found, _letters(joined[end:])])


def _said(words: str) -> str:
    """Decode encoded words that follow each other; some cut a letter in two."""
    parts: list[tuple[str, bytes]] = []
    for word in _ENCODED.finditer(words):
        label, data = word[1].partition("*")[0].lower(), _bytes_of(word)
        if parts and parts[-1][0] == label:
            data = parts.pop()[1] + data
        parts.append((label, data))
    return "".join(decode_named(data, label) for label, data in parts)


def _bytes_of(word: re.Match[str]) -> bytes:
    text = word[3].encode("utf-8", "surrogateescape")
    if word[2] in "qQ":
        return binascii.a2b_qp(text, header=True)
    text = _NO_BASE64.sub(b"", text)
    return binascii.a2b_base64(text[: len(text) - (len(text) % 4 == 1)] + b"==")


def _letters(raw: str) -> str:
    """Give a text as it stands in a mail; bytes beyond ASCII, which should not stand there, are mostly UTF-8."""
    return raw if raw.isascii() else mended(raw.encode("utf-8", "surrogateescape"))
