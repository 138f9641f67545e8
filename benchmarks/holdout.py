"""A vault split in two: most of its notes as the vault, the rest as drops of which it is known what their author did."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vault_inbox.model import Context, Note
from vault_inbox.notes.properties import split
from vault_inbox.vault.index import Index

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_NUMBER = re.compile(r"^\d{3,} ")


@dataclass(frozen=True)
class Held:
    """A note held out: what is left of it as a drop, and what its author gave it."""

    note: Note
    path: str
    folder: str
    tags: tuple[str, ...]
    links: tuple[str, ...]


def whole(vault: Path) -> Index:
    """The index of all notes of a vault, in memory."""
    index = Index(vault, None, skip=lambda path: path.startswith(("Inbox/", "Templates/", "Daily/")) or path == "Vault Inbox.md")
    index.refresh()
    return index


def hold_out(vault: Path, scratch: Path, paths: Sequence[str], index: Index) -> tuple[Index, list[Held]]:
    """Copy the vault without these notes into `scratch`; return its index and the notes as drops, links as plain words."""
    kept = [path for path in sorted(index.paths()) if path not in set(paths)]
    for path in kept:
        (scratch / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(vault / path, scratch / path)
    held = []
    for path in paths:
        known = index.note(path)
        assert known
        _, body = split((vault / path).read_text("utf-8", "replace"))
        note = Note(_NUMBER.sub("", known.title), content=_LINK.sub(r"\1", body).strip())
        held.append(Held(note, path, known.folder, known.tags, tuple(index.links_from(path))))
    return whole(scratch), held


def newest(index: Index, share: float) -> list[str]:
    """The last part of a vault's notes, by file name (as numbered or dated vaults are ordered)."""
    paths = sorted(index.paths(), key=lambda path: (path.rpartition("/")[2], path))
    return paths[round(len(paths) * (1 - share)) :]


def some(index: Index, count: int, seed: int = 1) -> list[str]:
    """So many notes by lot, always the same ones."""
    return random.Random(seed).sample(sorted(index.paths()), min(count, len(index.paths())))


def nowhere(index: Index) -> Context:
    """A context without a network and a listener."""

    def no_page(url: str) -> object:
        raise LookupError(url)

    return Context(index, no_page, lambda *_: None, datetime(2026, 1, 1), lambda _: None, lambda *_: None)  # type: ignore[arg-type]
