"""Tags of Obsidian's syntax, by construction."""

from __future__ import annotations

import re
import unicodedata

# What Obsidian's importer rejects in a tag, apart from `-`, `_` and `/`, and what cannot be seen.
_REJECTED = re.compile(r"[\u2000-\u206f\u2e00-\u2e7f!\"#$%&'()*+,.:;<=>?@\[\\\]^`{|}~\x00-\x1f\x7f-\x9f\u00ad\ufeff\ud800-\udfff]")
_HYPHENS = re.compile(r"-{2,}")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_SIGNS = {"C++": "cpp", "C#": "csharp", "F#": "fsharp"}


def valid_tag(text: str) -> str:
    """Return text as a tag without `#`, "" if none can be made.

    Several words become lower case and are joined by "-" ("Machine Learning" -> "machine-learning"); one word keeps its spelling.
    Nested tags (`a/b`) stay nested; punctuation goes, but a point between digits becomes "-" (`v1.2` -> `v1-2`); at least one character
    is no digit (Obsidian's rule: `2025-09` is a tag, `2025` is none). The result is NFC.
    """
    words = unicodedata.normalize("NFC", text).strip().removeprefix("#").split()
    name = " ".join(words)
    name = _SIGNS.get(name.upper(), name)
    if " " in name:
        name = name.lower()
    parts = [_part(part) for part in name.split("/")]
    tag = unicodedata.normalize("NFC", "/".join(part for part in parts if part))
    return tag if re.search(r"[^0-9]", tag) and re.search(r"[^/_-]", tag) else ""


def _part(text: str) -> str:
    text = _POINT.sub("-", text)
    spaced = re.sub(r"[\u2010-\u2015&+.]", " ", text) if " " in text else re.sub(r"[\u2010-\u2015]", "-", text)
    kept = _REJECTED.sub("", spaced)
    return _HYPHENS.sub("-", "-".join(kept.split())).strip("-")
