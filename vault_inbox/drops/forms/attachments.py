"""The files that a mail brings beside its text: no note holds them, so that they stay in the original, and a warning says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from .mail_headers import charset_of_text, content_id, disposition, file_name, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from email.message import EmailMessage

_NAMED = 3  # of many are told by their names
_LONG = 80  # characters of a name
_LARGE = 100_000  # bytes of a named text, 15,000 words: no mail program shows so long a file as part of a letter
_PHOTO = 27_000  # characters, 20 kB in base64: a named picture of more that a page shows is a photo, for the signs of a page are smaller
# What mail programs make for themselves, and nobody opens.
_OF_PROGRAMS = frozenset(
    {
        "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-keys",
        "application/pgp-encrypted",
    }
)  # fmt: skip
# Texts that nobody reads as they stand.
_FOR_PROGRAMS = frozenset({"text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/css", "text/javascript"})
_SHOWN = re.compile(r"\bcid:([^\s\"'<>()]+)", re.IGNORECASE)


def holds_text(leaf: EmailMessage) -> bool:
    """Whether a part that consists of no others is text of the mail itself; what is named as several parts and is not is read as text."""
    kind = leaf.get_content_type()
    placed = disposition(leaf)
    if placed == "attachment" or kind in _FOR_PROGRAMS or kind.partition("/")[0] not in ("text", "multipart"):
        return False
    # the text of a mail may bear a name too, but is not said to stand inside of it
    return not (placed == "inline" and kind != "text/html" and file_name(leaf) and len(str(leaf.get_payload())) > _LARGE)


def told_of(message: EmailMessage, pages: Iterable[str]) -> tuple[str, ...]:
    """Give the warning about the files of a message and of those within it, nothing where there are none. May raise `RecursionError`.

    Pictures that its `pages`, as HTML, show belong to their looks (RFC 2392), but for photos.
    """
    shown = {unquote(name) for page in pages for name in _SHOWN.findall(page)}
    label = charset_of_text(message)
    names = [_short(file_name(leaf, label)) or "without a name" for leaf in _leaves(message) if _is_file(leaf, shown)]
    if not names:
        return ()
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    count = "1 attachment" if len(names) == 1 else f"{len(names)} attachments"
    stay = "stays" if len(names) == 1 else "stay"
    return (f"{count} ({', '.join(names[:_NAMED])}{more}) {stay} in the original alone",)


def _leaves(part: EmailMessage) -> Iterator[EmailMessage]:
    if not part.is_multipart():
        yield part
    for below in parts_of(part):
        yield from _leaves(below)


def _is_file(leaf: EmailMessage, shown: set[str]) -> bool:
    """Whether a part stands in no note: it is no text of the mail, no picture of a page, and nothing of a mail program's own."""
    if leaf.get_content_type() in _OF_PROGRAMS or holds_text(leaf):
        return False
    if disposition(leaf) == "attachment" or leaf.get_content_maintype() != "image" or content_id(leaf) not in shown:
        return True
    return bool(file_name(leaf)) and len(str(leaf.get_payload())) > _PHOTO


def _short(name: str) -> str:
    return name if len(name) <= _LONG else f"{name[: _LONG - 1]}…"
