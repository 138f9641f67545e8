"""A caption that a page says twice, as the words that stand for a picture and as the line beneath it, is said once: by the line."""

from __future__ import annotations

import re

_PICTURE = re.compile(r"!\[((?:\\.|[^\]\\])*)\](\([^\s()]*\))")
_ADDRESS = re.compile(r"\]\([^)]*\)")
_WORDS = 4  # fewer may begin two lines by chance


def once(blocks: list[str]) -> list[str]:
    """The blocks of a text; a picture whose words also begin the next block, or are begun by it, has none of its own."""
    return [_bare(block, following) for block, following in zip(blocks, [*blocks, ""][1:], strict=True)]


def _bare(block: str, following: str) -> str:
    found = _PICTURE.fullmatch(block)
    if not found or not following or following.startswith("!["):
        return block
    alt, line = _words(found[1]), _words(_ADDRESS.sub(" ", following))
    least = min(len(alt), len(line))
    same = alt == line or (least >= _WORDS and alt[:least] == line[:least])
    return f"![]{found[2]}" if alt and same else block


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
