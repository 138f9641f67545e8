"""Runs the steps, and every other piece of foreign code, so that its failure costs one result and nothing else."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import isfinite
from types import NoneType
from typing import TypeVar

from .disk_errors import in_words
from .model import Article, Connection, Context, Note, Reference, Step

log = logging.getLogger(__name__)
T = TypeVar("T")
SLOW = 60.0  # seconds; three pages that never answer take as long


def run_steps(note: Note, ctx: Context, steps: Sequence[tuple[str, Step]], slow: float = SLOW) -> Note:
    """`note` after each named step in turn; a step that raises, or gives what no note can hold, leaves it as it was and becomes a warning.

    What a drop *is* (its identity, its file, the user's own text) belongs to the drop: a step cannot change it. Every `slow` seconds the
    log says which step is at work: nothing can stop one that never ends, but a person can.
    """
    with _told_of(note.original_file, slow) as work:
        for name, step in steps:
            work.begins(name)
            try:
                result = _checked(step(note, ctx))
            except Exception as error:
                log.debug("step %s failed", name, exc_info=True)
                ctx.warn(f"the step “{name}” failed and was left out: {said(error)}")
                continue
            note = replace(result, inbox_id=note.inbox_id, original_file=note.original_file, own=note.own, frontmatter=note.frontmatter)
    return note


@dataclass(slots=True)
class _Work:
    """Which step is at work on which drop, and since when."""

    drop: str
    step: str = ""
    since: float = 0.0

    def begins(self, step: str) -> None:
        self.since = time.monotonic()  # first: whoever looks between the two must not count from long ago
        self.step = step

    def tell(self, slow: float) -> None:
        seconds = time.monotonic() - self.since
        if self.step and seconds >= slow / 2:  # else none has begun, or those before it took the time together
            log.warning("the step “%s” has been at work on “%s” for %.0f seconds; the drops behind it wait", self.step, self.drop, seconds)


@contextmanager
def _told_of(drop: str, slow: float) -> Iterator[_Work]:
    """Tell in the log every `slow` seconds which step takes that long, from a thread that does nothing else."""
    work, done = _Work("".join(filter(str.isprintable, drop))), threading.Event()  # no name of a file may drive a terminal

    def watch() -> None:
        while not done.wait(slow):
            work.tell(slow)

    threading.Thread(target=watch, name="slow steps", daemon=True).start()
    try:
        yield work
    finally:
        done.set()


_TEXTS = ("title", "content", "summary", "status", "source", "url", "site", "sender", "description", "folder", "file_name")
_KINDS: Mapping[str, type | tuple[type, ...]] = {
    **dict.fromkeys(_TEXTS, str),
    **dict.fromkeys(("created", "modified"), (datetime, NoneType)),
    **dict.fromkeys(("words", "formed"), bool),
    "published": (date, NoneType),
    "category": (str, NoneType),
    "author": (str, list, tuple),
    "feed": (Reference, NoneType),
    "properties": Mapping,
}
_PARTS: Mapping[str, type] = {"tags": str, "aliases": str, "connections": Connection, "scraped": Article, "references": Reference}


def _checked(result: object) -> Note:
    """The result of a step, if it is a note whose fields can be written; raises `TypeError` else: steps are anybody's code."""
    if not isinstance(result, Note):
        raise TypeError(f"it gave {type(result).__name__}, not a Note")
    for name, kinds in _KINDS.items():
        if not isinstance(getattr(result, name), kinds):
            raise TypeError(f"its {name} cannot be {getattr(result, name)!r:.60}")
    for name, kind in _PARTS.items():
        value = getattr(result, name)
        if isinstance(value, str) or not isinstance(value, Sequence) or not all(isinstance(part, kind) for part in value):
            raise TypeError(f"its {name} are not each a {kind.__name__}")
    if not isinstance(result.author, str) and not all(isinstance(name, str) for name in result.author):
        raise TypeError("its author is not each a str")
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
    """An error in one line for people: what a disk refuses in plain words, else its own words, else its kind."""
    words = " ".join(in_words(error).split())
    return words or type(error).__name__
