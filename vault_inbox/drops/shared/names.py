"""What a drop's file name says: its kind, the time of capture, where it came from, its title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ...model import Drop, Note
from ...text.conflicts import conflict_of
from ...text.generic_names import is_generic

Kind = Literal["text", "markdown", "html", "link", "email"]
_KINDS: dict[str, Kind] = {
    "txt": "text",
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "url": "link",
    "webloc": "link",
    "desktop": "link",
    "eml": "email",
}
_SUFFIX = re.compile(r"(?<=.)\.(?=\w*[A-Za-z])([^\W_]{1,12})$")  # the ".0" of "Version 2.0" and the ".2_notes" of "v1.2_notes" are none
# Without its seconds a time could be a number of the title's, so one of the usual sources has to follow.
_PATTERN = re.compile(r"(\d{8}_\d{4}(?:\d\d|(?=_(?i:rss|phone|share|clip|email|drop)(?:_|$))))(?:_([^\s_]+))?(?:_(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DropName:
    """What a file name says; `source` and `title` are "" where it says nothing, `stamped` is true where it begins with a time."""

    created: datetime | None
    source: str = ""
    title: str = ""
    stamped: bool = False


def kind_of(name: str) -> Kind | None:
    """Tell the kind of drop by its extension, case-blind; no extension is text; None for photos, PDFs and all else."""
    suffix = _SUFFIX.search(name)
    return _KINDS.get(suffix[1].lower()) if suffix else "text"


def read_name(drop: Drop) -> DropName:
    """Read `YYYYMMDD_HHMMSS_<source>_<Title_with_underscores>.txt`; any other name is a title and the time is `drop.captured`.

    The seconds may be missing before a usual source. Times are local to the vault, without zone and microseconds. A child of a split
    list takes no title from the name of the whole.
    """
    stem = stem_of(drop.name)
    captured = drop.captured.replace(tzinfo=None, microsecond=0) if drop.captured else None
    match = _PATTERN.fullmatch(stem)
    time = _time(match[1]) if match else None
    if match and time:
        source, title = (match[2] or "").lower(), _spaced(match[3] or "")
    else:
        time, source, title = captured, "", stem.strip()
    if drop.part != "1/1" or is_generic(title):
        title = ""
    return DropName(time, source, title, stamped=bool(match and time is not captured))


def stem_of(name: str) -> str:
    """Give the name without its extension and without what a sync tool appended to a conflicting copy."""
    suffix = _SUFFIX.search(name)
    stem = name[: suffix.start()] if suffix else name
    return conflict_of(stem) or stem


def first_note(drop: Drop) -> Note:
    """Make the note that a drop becomes when nothing but its name and bytes is looked at."""
    name = read_name(drop)
    return Note(
        title=name.title,
        created=name.created,
        source=name.source or "drop",
        original_file=drop.name,
        inbox_id=drop.inbox_id,
        folder=drop.folder,
    )


def _time(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp.ljust(15, "0"), "%Y%m%d_%H%M%S")  # a time may come without its seconds
    except ValueError:
        return None


def _spaced(title: str) -> str:
    return " ".join(title.replace("_", " ").split())
