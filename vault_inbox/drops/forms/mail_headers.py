"""The headers of a mail and of its parts; broken ones, which the e-mail package fails on in many ways, say nothing."""

from __future__ import annotations

import codecs
import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from email.message import EmailMessage, Message

    _Policy = EmailPolicy[EmailMessage]
else:
    _Policy = EmailPolicy

_LONG = 8000  # characters of a header; the full reading of a longer one takes time that grows with their square
_LONG_OF_PART = 2000  # the same for what says the kind and name of a part, which is read many times; names have at most some hundred
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
        try:
            return super().header_fetch_parse(name, value)
        except (ValueError, LookupError, AttributeError, TypeError):
            if not name.lower().startswith("content-"):
                raise
            return value


def parsed(data: bytes) -> EmailMessage:
    """Give a mail with its parts. May raise `RecursionError` for parts in parts in parts."""
    data = data.removeprefix(codecs.BOM_UTF8)
    late = _LATE.match(data)
    return message_from_bytes(data[late.end() :] if late else data, policy=_Bounded())


def header(message: Message, name: str) -> str:
    """Give a header as one line, "" for a broken one."""
    raw = _raw(message, name)
    try:
        value = str(message.get(name, "")) if len(raw) <= _LONG else _decoded(raw)
    except (ValueError, LookupError, AttributeError, TypeError):
        return ""
    except RecursionError:  # very many brackets: the header as it stands
        value = raw
    return one_line(value)


def one_line(value: str) -> str:
    """Give what a header says without line ends and characters that cannot be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())


def sender(message: Message) -> str:
    """Give the name of who wrote a mail, the address where there is none."""
    said = header(message, "from")
    try:
        name, address = parseaddr(said)
    except RecursionError:
        return said.strip()
    return name.strip() or address or said.strip()


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
    return next((str(text) for key, text in message.raw_items() if key.lower() == name), "")


def _decoded(raw: str) -> str:
    """Decode the encoded words of a header, each on a line of its own: `decode_header` takes long for many on one."""
    return str(make_header(decode_header(re.sub(r"\?=[ \t]+=\?", "?=\n =?", raw))))
