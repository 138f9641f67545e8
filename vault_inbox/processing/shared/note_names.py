"""A note that a person names: by its path in the vault, with or without `.md`, or as a link would name it."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from ...errors import ConfigError
from ...settings.keys import HELD
from ...text.folding import fold
from .workspace import Workspace


def note_path(work: Workspace, note: str) -> str:
    """The path in the vault of the note that is meant: a file at that path, else the one note whose path ends so.

    `[[Note]]` is the same as `Note`. Case does not count, as in links; but where a link would take the shortest path of several, a
    command must not guess. A full path counts as well. What lies in the inbox is meant where no note has that name, and what lies in
    Failed/, in Held/ and among the originals by its path alone: these are no notes. Raises `ConfigError` where there is no such note in
    the vault, or more than one.
    """
    name = note.strip().removeprefix("[[").removesuffix("]]").partition("#")[0].partition("|")[0] if note.strip().startswith("[[") else note
    for candidate in (name, f"{name}.md"):
        file = Path(os.path.normpath(work.vault / candidate))
        if file.is_file():
            return _inside(work.vault, file)
    wanted = fold(f"/{name.removesuffix('.md').strip('/')}.md")
    named = [path for path in work.index.named(PurePosixPath(name).name) if fold(f"/{path}").endswith(wanted)]
    inbox = work.settings.inbox
    apart = [path for path in named if not _is_below(path, f"{inbox}/{HELD}", work.settings.failed, work.settings.originals)]
    named = [path for path in apart if not _is_below(path, inbox)] or apart
    if len(named) == 1:
        return named[0]
    raise ConfigError(f"{note}: " + (f"several notes have that name: {', '.join(named)}" if named else "there is no such note"))


def _is_below(path: str, *folders: str) -> bool:
    return fold(path).startswith(tuple(f"{fold(folder)}/" for folder in folders))


def _inside(vault: Path, file: Path) -> str:
    """The path in the vault of a file, whichever links its folder and the vault are reached by."""
    for top, folder in ((vault, file.parent), (vault.resolve(), file.parent.resolve())):
        if folder.is_relative_to(top):
            return (folder / file.name).relative_to(top).as_posix()
    raise ConfigError(f"{file} lies outside the vault {vault}")
