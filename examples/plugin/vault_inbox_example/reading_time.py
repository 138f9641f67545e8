"""A step that says how long an article takes to read."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vault_inbox import Context, Note


def make(settings: Mapping[str, Any]) -> Callable[[Note, Context], Note]:
    """Make the step; `words_per_minute` is the reader's speed, 238 by default (Brysbaert 2019, English non-fiction)."""
    speed = int(settings.get("words_per_minute", 238))
    if speed < 1:
        raise ValueError("words_per_minute must be 1 or more")

    def reading_time(note: Note, ctx: Context) -> Note:
        words = sum(len(article.text.split()) for article in note.scraped)
        if not words:
            return note
        minutes = ceil(words / speed)
        ctx.explain("reading_minutes", f"{words} words at {speed} a minute")
        return replace(note, properties={**note.properties, "reading_minutes": minutes})

    return reading_time
