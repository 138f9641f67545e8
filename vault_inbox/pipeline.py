"""Runs the steps, and every other piece of foreign code, so that its failure costs one result and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from .model import Context, Note, Step

log = logging.getLogger(__name__)
T = TypeVar("T")


def run_steps(note: Note, ctx: Context, steps: Sequence[tuple[str, Step]]) -> Note:
    """`note` after each named step in turn; a step that raises, or gives no note, leaves it as it was and becomes a warning.

    What a drop *is* (its identity, its file, the user's own text) belongs to the drop: a step cannot change it.
    """
    for name, step in steps:
        try:
            result = step(note, ctx)
            if not isinstance(result, Note):
                raise TypeError(f"it gave {type(result).__name__}, not a Note")
        except Exception as error:
            log.debug("step %s failed", name, exc_info=True)
            ctx.warn(f"the step “{name}” failed and was left out: {said(error)}")
            continue
        note = replace(result, inbox_id=note.inbox_id, original_file=note.original_file, own=note.own, frontmatter=note.frontmatter)
    return note


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
