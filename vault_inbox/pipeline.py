"""Runs the steps, and every other piece of foreign code, so that its failure costs one result and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from math import isfinite
from typing import TypeVar

from .model import Article, Connection, Context, Note, Step

log = logging.getLogger(__name__)
T = TypeVar("T")


def run_steps(note: Note, ctx: Context, steps: Sequence[tuple[str, Step]]) -> Note:
    """`note` after each named step in turn; a step that raises, or gives what no note can hold, leaves it as it was and becomes a warning.

    What a drop *is* (its identity, its file, the user's own text) belongs to the drop: a step cannot change it.
    """
    for name, step in steps:
        try:
            result = _checked(step(note, ctx))
        except Exception as error:
            log.debug("step %s failed", name, exc_info=True)
            ctx.warn(f"the step “{name}” failed and was left out: {said(error)}")
            continue
        note = replace(result, inbox_id=note.inbox_id, original_file=note.original_file, own=note.own, frontmatter=note.frontmatter)
    return note


def _checked(result: object) -> Note:
    """The result of a step, if it is a note whose fields can be written; raises `TypeError` else: steps are anybody's code."""
    if not isinstance(result, Note):
        raise TypeError(f"it gave {type(result).__name__}, not a Note")
    for name in ("title", "content", "summary", "status", "source", "url", "site"):
        if not isinstance(getattr(result, name), str):
            raise TypeError(f"its {name} is no text")
    for name, kind in (("tags", str), ("aliases", str), ("connections", Connection), ("scraped", Article)):
        value = getattr(result, name)
        if isinstance(value, str) or not all(isinstance(part, kind) for part in value):
            raise TypeError(f"its {name} are not each a {kind.__name__}")
    for name, value in result.properties.items():
        if not all(_is_plain(part) for part in (value if isinstance(value, (list, tuple)) else [value])):
            raise TypeError(f"a property cannot hold {value!r:.60} ({name})")
    return result


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, (str, int, date)) or (isinstance(value, float) and isfinite(value))


def attempt(work: Callable[[], T]) -> tuple[T | None, Exception | None]:
    """`(result, None)`, or `(None, error)` where the work raised: one bad drop must never end the daemon."""
    try:
        return work(), None
    except Exception as error:
        log.debug("a drop failed", exc_info=True)
        return None, error


def said(error: BaseException) -> str:
    """An error in one line for people: its own words, else its kind."""
    words = " ".join(str(error).split())
    return words or type(error).__name__
