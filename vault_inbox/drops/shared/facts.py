"""What a drop says about its page or itself, in header lines or properties, in one shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...notes.tags import valid_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from ...model import Reference

_DEGREES = re.compile(r"(?:jr|sr|ph\.?\s?d|m\.?d|esq|m\.?a|m\.?sc|b\.?a|[ivx]{2,4})\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a drop; what it does not say is empty. `feed` is the feed's name.

    `origin` and `via` are the values of `Source:` and `Via:` lines as they stand. `lost_tags` are names that can be no tag. `day` is a date
    as it is written that is no certain day. `beside` is what else stood in a line: it stays text.
    """

    title: str = ""
    links: tuple[Reference, ...] = ()
    feed: str = ""
    origin: str = ""
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    day: str = ""
    tags: tuple[str, ...] = ()
    lost_tags: tuple[str, ...] = ()
    category: str = ""
    via: str = ""
    site: str = ""
    description: str = ""
    aliases: tuple[str, ...] = ()
    created: date | datetime | None = None
    beside: tuple[str, ...] = ()

    def __or__(self, other: Facts) -> Facts:
        """Take from `other` what is missing here; what may be several is joined."""
        own = {name: getattr(self, name) or getattr(other, name) for name in self.__slots__}
        own["links"] = (*self.links, *other.links)
        own["authors"] = tuple(dict.fromkeys((*self.authors, *other.authors)))
        own["origin"] = ", ".join(dict.fromkeys(filter(None, (self.origin, other.origin))))
        own["via"] = ", ".join(dict.fromkeys(filter(None, (self.via, other.via))))
        own["tags"] = tags_of([*self.tags, *other.tags])
        own["lost_tags"] = tuple(dict.fromkeys((*self.lost_tags, *other.lost_tags)))
        own["beside"] = (*self.beside, *other.beside)
        own["aliases"] = tuple(dict.fromkeys((*self.aliases, *other.aliases)))
        return Facts(**own)

    def contradicts(self, other: Facts) -> bool:
        """Tell whether `other` says something else of which there can be only one: it would be lost."""
        pairs = ((self.title, other.title), (self.feed, other.feed), (self.category, other.category), (self.day, other.day))
        dates = {self.published, other.published} - {None}
        return len(dates) > 1 or any(one and two and one.casefold() != two.casefold() for one, two in pairs)


def author_of(authors: Sequence[str]) -> str | tuple[str, ...]:
    """Give the shape that a note holds: a string for one author, a tuple for several."""
    return authors[0] if len(authors) == 1 else tuple(authors) or ""


def split_authors(text: str) -> tuple[str, ...]:
    """Split "A; B", "A and B", "A B, C D and E F"; "Last, First" and "Name, PhD" stay one author."""
    text = re.sub(r"^by\s+", "", text.strip(), flags=re.IGNORECASE)
    parts = [part for piece in text.split(";") for part in re.split(r"\s+(?:and|und|&)\s+|,\s*and\s+", piece)]
    names = [name for part in parts for name in _split_commas(part, certain=len(parts) > 1 and ";" not in text)]
    return tuple(dict.fromkeys(name for name in (name.strip(" ,") for name in names) if name))


def _split_commas(text: str, *, certain: bool) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    if any(_DEGREES.fullmatch(part) for part in parts[1:]):
        return [text]
    return parts if certain or len(parts) > 2 or all(" " in part for part in parts) else [text]


def tags_of(names: Iterable[str]) -> tuple[str, ...]:
    """Make valid tags, each once without regard to case, in order."""
    tags: dict[str, str] = {}
    for name in names:
        tag = _tag(name)
        if tag:
            tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())


def lost_tags(names: Iterable[str]) -> tuple[str, ...]:
    """Give the names that can be no tag, as they stand; a stray comma or # names none."""
    return tuple(name.strip() for name in names if name.strip(" \t#") and not _tag(name))


def _tag(name: str) -> str:
    return valid_tag(name.strip().lstrip("#"))


def folder_wish(text: str) -> str:
    """Give the folder that a `Category:` names, "" if it can be none; whether it exists is for others to see."""
    folder = "/".join(part.strip() for part in text.strip().strip("/").split("/"))
    fits = folder and len(folder) <= 200 and not re.search(r'[\\:*?"<>|\x00-\x1f]', folder)
    return folder if fits and not any(part.startswith(".") or not part for part in folder.split("/")) else ""
