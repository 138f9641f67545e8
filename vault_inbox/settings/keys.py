"""The keys of the vault settings, each with its check, and the rules that join two keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..notes.layout import PROPERTIES, SECTIONS
from ..text.folding import fold
from .checks import (
    anywhere,
    choice,
    days,
    flag,
    folder,
    glob,
    heading,
    note_path,
    number,
    one_or_more,
    pattern,
    property_name,
    several,
    some_text,
    tag,
    text,
    whole,
    zone,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .checks import Check
    from .toml import Key

HELD = "Held"  # the folder of the inbox that `undo` puts drops into
Clash = tuple[tuple[str, ...], str]  # the keys that do not go together, and why

# upper bounds: far above what anybody wants, far below what would stall the daemon
_PLAIN: Mapping[str, Check] = {
    "inbox": folder,
    "failed": folder,
    "originals": folder,
    "keep_originals": days,
    "processor": text,
    "timezone": zone,
    "note.folder": pattern,
    "note.unfiled": anywhere,
    "note.sections": several(choice(*SECTIONS), "sections", SECTIONS),
    **{f"note.headings.{section}": heading for section in SECTIONS},
    "note.title_heading": flag,
    **{f"note.properties.{name}": property_name for name in PROPERTIES if name != "inbox_id"},
    "watch.settle": number(0, 3600),
    "watch.settle_md": number(0, 86_400),
    "watch.rescan": number(1, 3600),
    "refresh.auto": choice("all", "pending", "off"),
    "step.fetch.limit": whole(0, 100),
    "step.tags.limit": whole(0, 100),
    "step.tags.cutoff": number(0, 1),
    "step.category.folders": several(glob, "patterns of folders"),
    "step.category.cutoff": number(0, 1),
    "step.connections.limit": whole(0, 100),
    "step.connections.cutoff": number(0, 1),
}
CHECKS: Mapping[Key, Check] = {tuple(name.split(".")): check for name, check in _PLAIN.items()}
# the keys of each table [rule.NAME]: patterns, and what then holds
RULE_PATTERNS: Mapping[str, Check] = dict.fromkeys(("site", "source", "tag", "title"), one_or_more(some_text))
RULE_RESULTS: Mapping[str, Check] = {"folder": folder, "tags": several(tag, "tags"), "status": some_text, "template": note_path}
TABLES: Mapping[Key, Check | None] = {("note", "folders"): pattern}  # tables whose keys are free

# the first must not lie in the second: its files would be taken for drops, or never be read, or be put away twice
_APART = (
    *(("inbox", "failed"), ("inbox", "originals"), ("originals", "inbox"), ("originals", "failed"), ("failed", "originals")),
    *((notes, other) for notes in ("note.folder", "note.unfiled") for other in ("inbox", "failed", "originals")),
)


def folder_clashes(folders: Mapping[str, str]) -> Iterator[Clash]:
    """Find folders that lie in one another and must not; `folders` maps a key (`note.folders.rss` too) to its folder or pattern."""
    for inner, outer in _APART:
        for key in (key for key in folders if key == inner or (inner == "note.folder" and key.startswith(("note.folders.", "rule.")))):
            if folders[key] and _within(folders[key], folders[outer]):
                yield (key, outer), f'{key} = "{folders[key]}" must not lie in {outer} = "{folders[outer]}"'
    held = f"{folders['inbox']}/{HELD}"
    if _within(folders["failed"], held):
        yield ("failed", "inbox"), f'failed = "{folders["failed"]}" must not lie in "{held}", which is kept for `undo`'


def heading_clashes(headings: Mapping[str, str]) -> Iterator[Clash]:
    """Find sections with one heading: they could not be told apart in a note."""
    seen: dict[str, str] = {}
    for section, words in headings.items():
        twin = seen.setdefault(words.casefold(), section)
        if twin != section:
            keys = (f"note.headings.{twin}", f"note.headings.{section}")
            yield keys, f'{keys[0]} and {keys[1]} must differ, both are "{words}"'


def property_clashes(renamed: Mapping[str, str]) -> Iterator[Clash]:
    """Find properties that would end up with one name; Obsidian compares names without case."""
    seen: dict[str, str] = {}
    for name in PROPERTIES:
        final = renamed.get(name, name)
        twin = seen.setdefault(final.casefold(), name) if final else name
        if twin != name:
            keys = tuple(f"note.properties.{key}" for key in (twin, name) if key in renamed)
            yield keys, f'{" and ".join(keys)}: two properties would be called "{final}"'


def _within(path: str, outer: str) -> bool:
    return f"{fold(path)}/".startswith(f"{fold(outer)}/")
