"""Where a finished note goes: its folder by the settings, its file name by the title, its links in the vault's own style."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from unicodedata import normalize

from ...model import Note
from ...settings.vault import VaultSettings
from ...text.folding import fold
from ...vault.folders import SETTINGS_NOTE
from ...vault.links import LinkStyle, Named, write_link
from ...vault.names import file_stem, free_name
from ...vault.scan import scan

_NUMBER = re.compile(r"^\d+(?:\.\d+)*[-_. ]+(?=.)")  # that puts folders in order: `30-`, `10.02 `


@dataclass(frozen=True, slots=True)
class Place:
    """What filing must know of the vault: which folders notes may lie in, which names are taken, Obsidian's folder for new notes.

    `is_linked` tells of a name whether links mean a note by it alone, whatever its folder; the note at a second path does not count.
    """

    settings: VaultSettings
    may_hold: Callable[[str], bool]
    has_folder: Callable[[str], bool]
    is_taken: Callable[[str, str], bool]
    is_linked: Callable[[str, str], bool]
    new_note_folder: str
    named: Named
    style: LinkStyle


def folder_of(note: Note, place: Place, wished: str = "") -> str:
    """The folder for a note, relative to the vault, "" for its root.

    A drop put into a sub-folder of the inbox (`wished`) goes to that folder; a new one gets a name that every system can carry. A
    `Category:` line leads only to a folder that exists. Then comes the rule for its source, then `note.folder`; a pattern that needs a
    category which is not certain gives `unfiled`.
    """
    if wished:
        return wished if place.has_folder(wished) else "/".join(map(file_stem, wished.split("/")))
    if note.folder and place.may_hold(note.folder) and place.has_folder(note.folder):
        return note.folder
    rules = place.settings.note
    pattern = rules.folders.get(note.source, rules.folder)
    if "{category}" in pattern and not note.category:
        return unfiled_folder(place.settings, place.new_note_folder)
    return _filled(pattern, note)


def wished_folder(wish: str, folders: Collection[str]) -> str:
    """The one of `folders` that a `Category:` line means, "" if it means none, or more than one: its path, else its name without number.

    `Recipes` means `30-Recipes`; case never counts.
    """
    spoken = [(folder, fold(folder), "/".join(_NUMBER.sub("", part) for part in fold(folder).split("/"))) for folder in folders]
    name = fold(wish)
    for found in (
        {folder for folder, full, _ in spoken if full == name},
        {folder for folder, _, bare in spoken if bare == name},
        {folder for folder, full, bare in spoken if name in {full.rpartition("/")[2], bare.rpartition("/")[2]}},
    ):
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def file_for(note: Note, folder: str, place: Place, old: str = "") -> str:
    """The path for a new note in `folder`: the title made safe, with a number where that name is taken.

    That of the settings note is taken in every folder: one there would make the folder a vault, and a page's words its settings.
    A name is taken as well where links, of the vault or of the note itself, mean another note by it, in any folder: Obsidian finds the
    note in the link's own folder first, then the one with the shortest path, and that could be the new one. `old` is where a note that
    moves lies now.
    """

    def is_taken(candidate: str) -> bool:
        if fold(candidate) == fold(SETTINGS_NOTE):
            return True
        return place.is_taken(folder, candidate) or place.is_linked(candidate, old) or _means_another(note, candidate, place, old)

    name = free_name(file_stem(note.file_name or note.title), is_taken)
    return f"{folder}/{name}" if folder else name


def _means_another(note: Note, name: str, place: Place, old: str) -> bool:
    """Whether the user's own text in the note links by this name to another note."""
    text = note.own or f"---\n{note.frontmatter}\n---\n"
    wanted = fold(name.removesuffix(".md"))
    others = any(path != old for path in place.named(name))
    return others and any(fold(link.target) == wanted for link in scan(text).links)


def with_links(note: Note, path: str, place: Place) -> Note:
    """The note with each connection written as Obsidian resolves it from `path`, once the note lies there."""
    own = fold(path.rpartition("/")[2].removesuffix(".md"))

    def named(name: str) -> Collection[str]:
        found = place.named(name)
        return {*found, path} if fold(name.removesuffix(".md")) == own else found

    written = tuple(replace(connection, link=write_link(connection.target, path, named, place.style)) for connection in note.connections)
    return replace(note, connections=written)


def with_alias(note: Note) -> Note:
    """The note with its title as an alias where the file name cannot carry it."""
    stem = file_stem(note.file_name or note.title)
    if note.own is not None or stem == normalize("NFC", note.title) or fold(note.title) in {fold(alias) for alias in note.aliases}:
        return note
    return replace(note, aliases=(*note.aliases, note.title))


def unfiled_folder(settings: VaultSettings, new_note_folder: str) -> str:
    """The folder for notes without a certain category: of the settings, else Obsidian's for new notes (never the inbox), else Unfiled."""
    inside = f"{fold(new_note_folder)}/".startswith(f"{fold(settings.inbox)}/")
    return settings.note.unfiled or (new_note_folder if not inside else "") or "Unfiled"


def _filled(pattern: str, note: Note) -> str:
    when = note.created
    values = {
        "category": note.category or "",
        "year": f"{when:%Y}" if when else "",
        "month": f"{when:%m}" if when else "",
        "source": file_stem(note.source),
        "site": file_stem(note.site) if note.site else "",
    }
    parts = (part.strip() for part in pattern.format_map(values).split("/"))
    return "/".join(part for part in parts if part)
