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
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from ...text.charsets import codec_of, declared, decode_named, has_long_letters, mended, outweighs

if TYPE_CHECKING:
    from email.message import Message

    _Policy = EmailPolicy[EmailMessage]
else:
    _Policy = EmailPolicy

_LONG = 4000  # characters of a header in which its sender is looked for, which takes time that grows with their square
_LONG_OF_PART = 1000  # the same for what says the kind and name of a part; names have at most some hundred
# How a part is sent, in one word; some programs write quotes, a `;` or a blank beside it, or a blank for its hyphen.
_SENT_AS = re.compile(r"(quoted)[\s_]?(printable)|[\w-]+", re.IGNORECASE)
# Words in other letters than ASCII (RFC 2047 §2): a blank between two of them is nothing (§6.2), and no such word holds `=?`.
_WORD = r"=\?([^?\s]{1,60})\?([bq])\?((?:[^?=]|=(?!\?[^=])|\?(?!=))*)\?="
_ENCODED = re.compile(_WORD, re.IGNORECASE)
_WORDS = re.compile(rf"(?:{_WORD})+", re.IGNORECASE)
# A sender with one address behind the name. Many programs write a comma, brackets or other signs there without the quotes that these need.
# An `@` inside of a word is that of an address.
_ONE = re.compile(r"((?:[^<>@\"\\]|@(?!\S)|(?<!\S)@(?=\S))++)<[^<>@\s]+@[^<>@\s]+>\s*")
_JAPANESE = b"\x1b$"  # begins letters of JIS, which old programs of Japan wrote into headers as they are (RFC 1468)
_FIRST_PARTS = 20  # among which the first text of a mail stands
_NO_LETTERS_OF_ASCII = ("utf", "hz", "iso2022")  # charsets in which a line in ASCII may be something else
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_BETWEEN = re.compile(r"\?=\s+(?==\?[^?\s]{1,60}\?[bq]\?)", re.IGNORECASE)
# The same beside what stands in quotes, where it needs none of its own.
_QUOTED_OR_WORDS = re.compile(rf'"(?:[^"\\]|\\.)*"|{_WORDS.pattern}', re.IGNORECASE | re.DOTALL)
_IN_QUOTES = re.compile(r'"([^"]+)"')
_DOUBTFUL = re.compile("[\ufffd\x80-\x9f\x1b]")  # what stands in no name, but where it was read in a wrong charset
# The name of a file without the quotes that it needs: with blanks, brackets or an encoded word in it, of which the e-mail package reads a
# part. A word with `=` behind a blank is the next thing that is said, without the `;` that it needs.
_UNQUOTED = re.compile(
    r";\s*+(?:file)?name\s*+=\s*+(?!\")(?:=\?|[^;\s(]++\(\d+\)[^;\s]|[^;\s(]++[^\S\r\n]?\([^;()\r\n]{1,80}+\)\.\w"
    r"|[^;\s]++[^\S\r\n]++(?![\w-]+\s*=)[^;\s(])",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r";\s*(?:file)?name((?:\*\d{1,2})?\*?)\s*=\s*(\"(?:[^\"\\]|\\.)*\"|[^;]*)", re.IGNORECASE | re.DOTALL)
_NAMING = ("content-disposition", "content-type")  # the headers that name a file
# Characters in base64 of the 22 bytes of a `Thread-Index` (MS-OXOMSG §2.2.1.3); each answer has 5 bytes more.
_FIRST_OF_THREAD = 32
# What mail programs and servers begin a mail with, below empty lines that no mail begins with (RFC 5322 §2.1).
_LATE = re.compile(
    rb"[\r\n]+(?=(?:from|to|subject|date|received|return-path|delivered-to|message-id|mime-version|content-type|x-[\w-]+):)", re.IGNORECASE
)


class _Bounded(_Policy):
    """The usual reading; headers about a part are cut to a length that can be read, and one that cannot be read is its bare line."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        if not name.lower().startswith("content-"):
            return name, value
        value = value[:_LONG_OF_PART]
        sent_as = _SENT_AS.search(value) if name.lower() == "content-transfer-encoding" else None
        if sent_as and sent_as[1]:
            return name, f"{sent_as[1]}-{sent_as[2]}"
        return name, sent_as[0] if sent_as else value

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
        if quoted := _IN_QUOTES.fullmatch(name):  # it stands in brackets behind its address
            name = quoted[1]
    except RecursionError:
        return said
    return one_line(_letters(name)) or one_line(_letters(address)) or said


def _in_quotes(match: re.Match[str]) -> str:
    """Give a name with its encoded words as what they say, in quotes: there a comma or a bracket is part of it."""
    quoted = match[0].startswith('"')
    said = _WORDS.sub(lambda words: re.sub(r'[\\"]', r"\\\g<0>", _said(words[0])), match[0])
    return said if quoted or "<" in said else f'"{said}"'


def goes_on(message: Message) -> bool:
    """Tell whether Outlook says that a mail answers another one or passes it on: by the place in its thread, or by what this is about.

    The topic of a first mail has lost any prefix of up to three letters too, so that it counts only where no place is told.
    """
    subject, topic = header(message, "subject"), header(message, "thread-topic")
    if place := header(message, "thread-index").replace(" ", ""):
        return len(place) > _FIRST_OF_THREAD
    return topic != "" and subject.endswith(topic) and subject.removesuffix(topic).rstrip().endswith((":", "："))


def charset(part: Message) -> str:
    """Give the charset that a part names; one that names none has ASCII alone (RFC 2046 §4.1.2)."""
    try:
        return str(part.get_content_charset("ascii"))
    except (ValueError, LookupError, AttributeError, TypeError):
        return "ascii"


def file_name(part: Message, label: str = "") -> str:
    """Give the name that a part has as a file; `label` names the charset of its mail, in which bare bytes mostly are."""
    try:
        name = str(part.get_filename(""))
    except (ValueError, LookupError, AttributeError, TypeError):
        name = "\ufffd"
    # the e-mail package knows fewer charsets, and no bare bytes
    if _DOUBTFUL.search(name) or any(_UNQUOTED.search(_raw(part, header, label)) for header in _NAMING):
        name = next(filter(None, (_file_name_in(_raw(part, header, label)) for header in _NAMING)), "")
    return one_line(name)


def _file_name_in(header: str) -> str:
    """Read the name of a file in a header; it may stand in pieces, with its charset before the first (RFC 2231 §3 and §4)."""
    found = {pieces: value[1:-1].replace('\\"', '"') if value[:1] == '"' else value.strip() for pieces, value in _FILE_NAME.findall(header)}
    plain = found.pop("", "")
    if not found:
        return _decoded(plain)
    label, pieces = "", b""
    for place in sorted(found, key=lambda place: int(place.strip("*") or 0)):
        value = found[place]
        if place in ("*", "*0*") and value.count("'") > 1:
            label, _, value = value.split("'", 2)
        data = value.encode("utf-8", "surrogateescape")
        pieces += unquote_to_bytes(data) if place.endswith("*") else data
    return decode_named(pieces, label)


def disposition(part: Message) -> str:
    """Give how a part says that it is meant: "attachment" as a file, "inline" as part of the text (RFC 2183), "" where it says neither."""
    return _raw(part, "content-disposition").partition(";")[0].strip().lower()


def content_id(part: Message) -> str:
    """Give the name by which the pages of a mail show a part (RFC 2392)."""
    return _raw(part, "content-id").strip().strip("<>")


def _raw(message: Message, name: str, label: str = "") -> str:
    raw = next((str(text) for key, text in message.raw_items() if key.lower() == name), "")
    data = raw.encode("utf-8", "surrogateescape")
    if _JAPANESE in data:
        said = decode_named(data, "iso-2022-jp")
        return raw if "\ufffd" in said else said
    if data.isascii():
        return raw
    label = label or charset_of_text(message)
    if _is_utf8(data):  # by chance, as 系统通知 in GB 2312 is `ϵͳ֪ͨ`
        return decode_named(data, label, proof=1) if has_long_letters(label) else raw
    if codec_of(label).startswith(_NO_LETTERS_OF_ASCII):
        return raw
    return decode_named(data, label)  # bare bytes that are no UTF-8 are mostly in the charset of the text


def charset_of_text(message: Message) -> str:
    """Give the charset that a part names, or the first text within it."""
    texts = (part for part in islice(message.walk(), _FIRST_PARTS) if part.get_content_maintype() == "text")
    named = (charset_of(part) for part in ((message,) if not message.is_multipart() else texts))
    return next((label for label in named if codec_of(label) not in ("", "ascii")), "ascii")


def charset_of(text: Message) -> str:
    """Give the charset of a text: the one that its part names, else, or where it is not UTF-8 as named, what the page in it names."""
    label = charset(text)
    if text.get_content_type() != "text/html" or codec_of(label) not in ("", "ascii", "utf-8"):
        return label
    data = text.get_payload(decode=True)
    page = data if isinstance(data, bytes) else b""
    own = declared(page)
    return label if not own or (codec_of(label) == "utf-8" and outweighs(page, own)) else own


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
