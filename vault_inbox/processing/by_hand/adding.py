"""Write a drop as a phone or a script would: a text file with header lines, named by time, source and title."""

from __future__ import annotations

import re
from pathlib import Path

from ...errors import ConfigError
from ...vault.names import file_stem
from ..shared.workspace import Workspace

_MOST = 100_000  # drops of one second and one name
_LONGEST = 80  # characters of the title in the file name; the whole title stands in the `Title:` line


def add(work: Workspace, text: str, *, title: str = "", source: str = "script", tags: tuple[str, ...] = ()) -> Path:
    """Write `text` into the inbox under a free name and return its path; the inbox must exist.

    Raises `ConfigError` where the source is not one word or there is nothing to write.
    """
    if not re.fullmatch(r"[^\W_]+", source):
        raise ConfigError(f"source {source!r}: one word of letters and digits is needed, such as script, phone, clip")
    if not text.strip() and not title.strip():
        raise ConfigError("there is no text to add")
    if not work.inbox().is_dir():
        raise ConfigError(f"there is no inbox at {work.inbox()}: make it with `vault-inbox init`")
    data = _text(text, " ".join(title.split()), tags).encode()
    stem = f"{work.now():%Y%m%d_%H%M%S}_{source}"
    if title.strip():
        stem += "_" + re.sub(r"\W+", "_", file_stem(title))[:_LONGEST].strip("_")
    for number in range(_MOST):
        target = work.inbox() / (f"{stem}_({number}).txt" if number else f"{stem}.txt")  # a number in brackets alone is no title
        if target.exists():
            continue
        try:
            work.files.publish(target, data)
        except FileExistsError:  # another process was faster
            continue
        return target
    raise ConfigError(f"{work.inbox()}: no name is free for another drop of this second")


def _text(text: str, title: str, tags: tuple[str, ...]) -> str:
    head = [f"Title: {title}"] if title else []
    if tags:
        head.append(f"Tags: {', '.join(' '.join(tag.split()) for tag in tags)}")
    return "\n".join([*head, "", text.rstrip()] if head else [text.rstrip()]).rstrip() + "\n"
