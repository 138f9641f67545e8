"""One way to compare names: of folders, notes, tags and settings alike."""

from __future__ import annotations

import unicodedata


def fold(name: str) -> str:
    """Return a name or path as phones and Macs compare it: without case and in NFC."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
