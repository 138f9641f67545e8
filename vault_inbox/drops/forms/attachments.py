"""The files that a mail brings beside its text: no note holds them, so that they stay in the original, and a warning says so."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMED = 3  # of many are told by their names
_LONG = 80  # characters of a name
_HEADER = 8000  # characters; the full reading of a longer header takes time that grows with their square
_SIGNATURES = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-keys"}
)


def told_of(message: EmailMessage) -> tuple[str, ...]:
    """Give the warning about the files of a message and of those within it, nothing where there are none. May raise `RecursionError`."""
    names = list(_files(message))
    if not names:
        return ()
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    count = "1 attachment" if len(names) == 1 else f"{len(names)} attachments"
    stay = "stays" if len(names) == 1 else "stay"
    return (f"{count} ({', '.join(names[:_NAMED])}{more}) {stay} in the original alone",)


def _files(part: EmailMessage, laid_out: bool = False) -> Iterator[str]:
    """Give the names of the files; what is `laid_out` belongs to a page's looks, as the pictures of a newsletter do (RFC 2387)."""
    if part.is_multipart():
        related = part.get_content_type() == "multipart/related"
        for below in part.get_payload():
            if isinstance(below, EmailMessage):
                yield from _files(below, related)
    elif part.get_content_type() not in _SIGNATURES and _is_file(part, laid_out):
        yield _name(part) or "without a name"


def _is_file(part: EmailMessage, laid_out: bool) -> bool:
    """Whether a part is a file of its own (RFC 2183): it says so, or it has a name, no text, and is no part of a page's looks."""
    said = next((str(value) for key, value in part.raw_items() if key.lower() == "content-disposition"), "")
    if said.partition(";")[0].strip().lower() == "attachment":
        return True
    return not laid_out and part.get_content_maintype() != "text" and bool(_name(part))


def _name(part: EmailMessage) -> str:
    """Give a file's name as one line; broken headers, which the e-mail package fails on in many ways, say none."""
    if any(len(str(value)) > _HEADER for _, value in part.raw_items()):
        return ""
    try:
        name = str(part.get_filename(""))
    except (ValueError, LookupError, AttributeError, TypeError):
        return ""
    name = " ".join("".join(char if char.isprintable() else " " for char in name).split())
    return name if len(name) <= _LONG else f"{name[: _LONG - 1]}…"
