"""The user's own rules: patterns on site, source, tag and title, and what then holds. They come before all that is learned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from ..text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..model import Note

PATTERNS = ("site", "source", "tag", "title")


@dataclass(frozen=True, slots=True)
class Applied:
    """What the rules that hold for a note say: the first folder, status and template, and all tags; `names` are these rules."""

    names: tuple[str, ...] = ()
    folder: str = ""
    tags: tuple[str, ...] = ()
    status: str = ""
    template: str = ""


def apply(note: Note, rules: Iterable[Mapping[str, Any]]) -> Applied:
    """What holds for a note. A rule holds when each of its patterns does, of several for one thing any; see `PATTERNS`."""
    holding = [rule for rule in rules if holds(note, rule)]

    def first(key: str) -> str:
        return next((rule[key] for rule in holding if rule.get(key)), "")

    return Applied(
        tuple(rule["name"] for rule in holding),
        first("folder"),
        tuple(dict.fromkeys(tag for rule in holding for tag in rule.get("tags", ()))),
        first("status"),
        first("template"),
    )


def holds(note: Note, rule: Mapping[str, Any]) -> bool:
    """Whether all patterns of a rule hold for a note."""
    said = {"site": _sites(note), "source": [note.source], "tag": note.tags, "title": [note.title]}
    tests = {"site": _is_site, "source": _matches, "tag": _is_tag, "title": _in_title}
    return all(
        any(tests[kind](fold(value), fold(pattern)) for pattern in rule[kind] for value in said[kind])
        for kind in PATTERNS
        if rule.get(kind)
    )


def _sites(note: Note) -> list[str]:
    """The hosts of the note's pages, and the names of their sites and of the feed."""
    urls = [note.url, *(ref.url for ref in note.references if ref.role == "link"), *(article.url for article in note.scraped)]
    hosts = [url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0] for url in urls]
    names = [note.site, note.feed.title if note.feed else "", *(article.site for article in note.scraped)]
    return [site.removeprefix("www.") for site in (*hosts, *names) if site]


def _matches(value: str, pattern: str) -> bool:
    return fnmatchcase(value, pattern)


def _is_site(value: str, pattern: str) -> bool:
    """A site is also one below it: youtube.com holds for m.youtube.com."""
    pattern = pattern.removeprefix("www.")
    return fnmatchcase(value, pattern) or fnmatchcase(value, f"*.{pattern}")


def _is_tag(value: str, pattern: str) -> bool:
    """A tag is also one nested in it: python holds for python/packaging."""
    pattern = pattern.removeprefix("#")
    return fnmatchcase(value, pattern) or fnmatchcase(value, f"{pattern}/*")


def _in_title(value: str, pattern: str) -> bool:
    """A pattern without * and ? stands in the title as whole words."""
    if "*" in pattern or "?" in pattern:
        return fnmatchcase(value, pattern)
    return re.search(rf"(?<!\w){re.escape(pattern)}(?!\w)", value) is not None
