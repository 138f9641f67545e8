"""A pending note whose page came gets its real name and its real folder: once, and only while nobody has touched it.

A note's name is decided once, for a move outside Obsidian leaves links behind. A note made of nothing but an address is the exception:
what it is about is known only when its page comes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from ...model import Note, NoteRef
from ...text.folding import fold
from ...text.slugs import slug_title
from ...vault.folders import spelled
from ...vault.links import resolve
from ...vault.names import file_stem
from ...web.urls import site_of
from ..shared.filing import file_for, folder_of, with_links
from ..shared.workspace import Workspace


def settled_note(work: Workspace, ref: NoteRef, note: Note, *, named_by_address: bool) -> tuple[Note, str]:
    """The completed note with its links, and the path where it should lie: its own where nothing better is known of it.

    It moves out of the folder for notes without a category once it has one, and takes its page's title for a name that was its address.
    No link that the user wrote to it is broken by that: where one would be, the note stays.
    """
    place = work.place()
    folder, stem = ref.folder, ref.title
    if fold(folder) == fold(work.unfiled()) and note.category and place.may_hold(note.category):
        folder = spelled(work.vault, folder_of(note, place))
    if named_by_address and not work.index.links_to(ref.path):
        stem = file_stem(note.title)
    if (fold(folder), fold(stem)) == (fold(ref.folder), fold(ref.title)):
        return note, ref.path
    path = file_for(replace(note, file_name=stem), folder, place, old=ref.path)
    if not _keeps_links(work, ref.path, path):
        return note, ref.path
    return with_links(note, path, place), path


def staying_note(work: Workspace, ref: NoteRef, note: Note) -> Note:
    """The note of a page that came late, where it lies: without a category that names another folder than that for notes without one.

    A category says where a note is filed, and follows one that the user moves.
    """
    place = work.place()
    without = replace(note, category=None)
    here, there = fold(folder_of(without, place)), fold(folder_of(note, place))
    return without if here == fold(ref.folder) != there else note


def is_stand_in(ref: NoteRef, url: str) -> bool:
    """Whether a note's name is only what its address says."""
    stem = file_stem(slug_title(url, site_of(url))) if url else ""
    return bool(stem) and re.fullmatch(rf"{re.escape(fold(stem))}(?: \d+)?", fold(ref.title)) is not None


def _keeps_links(work: Workspace, old: str, new: str) -> bool:
    """Whether every link that the user wrote to a note still leads to it after a move; links of our notes follow it by themselves."""

    def named(name: str) -> set[str]:
        paths = {path for path in work.place().named(name) if path != old}
        return paths | ({new} if fold(PurePosixPath(new).stem) == fold(name.removesuffix(".md")) else set())

    theirs = [(other, target) for other, target in work.index.links_to(old) if not _ours(work, other)]
    return all(resolve(target, other, named) == new for other, target in theirs)


def _ours(work: Workspace, path: str) -> bool:
    ref = work.index.note(path)
    return ref is not None and ref.ours
