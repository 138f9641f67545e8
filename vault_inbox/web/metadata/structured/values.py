"""Values as pages write them into their head and their data."""

from __future__ import annotations

import html


def unescaped(text: str) -> str:
    """Text with its entities decoded, twice escaped ones too, on one line."""
    for _ in range(3):
        decoded = html.unescape(text)
        if decoded == text:
            break
        text = decoded
    return " ".join(text.split())
