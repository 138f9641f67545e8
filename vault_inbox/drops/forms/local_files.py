"""The addresses by which a saved page names the files that its browser put beside it: no such address is on the web, the words stay."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ...text.companions import page_of
from ...text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection

_NOWHERE = "https://files.invalid/"  # a name that no host has (RFC 2606)
_ADDRESS = re.compile(
    rb"(?P<before>\s(?:src|href|poster|data|data-src)\s{0,9}=\s{0,9}[\"'])(?:\./)?(?P<folder>[^\"'<>/:?#]{1,600})/(?P<file>[^\"'<>]{0,600})"
)
_SIZES = re.compile(rb"\ssrcset\s{0,9}=\s{0,9}(?:\"[^\"<>]*\"|'[^'<>]*')")  # the same picture once more
_NO_WORD = re.compile(rb"[^\w.-]+")
_SAVED = re.compile(rb"<!--\s{0,9}saved from url=", re.IGNORECASE)  # by a browser that wrote each address of the page anew
_HEAD = 2000  # bytes in which that stands
_LINK = re.compile(rf"!?(?<!\\)\[((?:\\.|[^\\\[\]\n])*)\]\(<?{re.escape(_NOWHERE)}[^()\s<>]*>?(?:\s+\"[^\"\n]*\")?\)")


def without_places(data: bytes, names: Collection[str]) -> bytes:
    """Give each address in the folder of a saved page's files a place that is none; `names` are what the file of the page is called.

    A folder of another name is one where the page was renamed, if its browser says that it saved it; else it may be the site's own.
    """
    pages = {fold(name) for name in names}
    saved = _SAVED.search(data[:_HEAD]) is not None

    def local(folder: bytes) -> bool:
        page = page_of(unquote(unescape(folder.decode("utf-8", "replace"))))
        return bool(page) and (saved or fold(page) in pages)

    def moved(address: re.Match[bytes]) -> bytes:
        if not local(address["folder"]):
            return address[0]
        return address["before"] + _NOWHERE.encode() + _NO_WORD.sub(b"-", address["file"])

    def sizes(attribute: re.Match[bytes]) -> bytes:
        first = re.match(rb"(?:\./)?([^\"'/:?#,]{1,600})/", re.split(rb"[\"']", attribute[0], maxsplit=1)[1].strip())
        return b"" if first and local(first[1]) else attribute[0]

    return _ADDRESS.sub(moved, _SIZES.sub(sizes, data))


def words_alone(text: str) -> str:
    """Give a text in Markdown with the words of links to such places, and of pictures, without these places."""
    if _NOWHERE not in text:
        return text
    lines: list[str] = []
    gone = False  # the line before held nothing but pictures without a word
    for line in text.split("\n"):
        words = _LINK.sub(r"\1", _LINK.sub(r"\1", line)) if _NOWHERE in line else line  # a picture can be the words of a link
        if words.strip() or not (gone or words != line):
            lines.append(words)
        gone = not words.strip() and (gone or words != line)
    return "\n".join(lines)
