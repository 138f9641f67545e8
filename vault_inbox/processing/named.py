"""A note that a person names: by its path in the vault, with or without `.md`, or as a link would name it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ..errors import ConfigError
from ..vault.names import fold
from .workspace import Workspace


def note_path(work: Workspace, note: str) -> str:
    """The path in the vault of the note that is meant: a file at that path, else the one note whose path ends so.

    `[[Note]]` is the same as `Note`. Case does not count, as in links; but where a link would take the shortest path of several, a
    command must not guess. Raises `ConfigError` where there is no such note, or more than one.
    """
    name = note.strip().removeprefix("[[").removesuffix("]]").partition("#")[0].partition("|")[0] if note.strip().startswith("[[") else note
    for candidate in (name, f"{name}.md"):
        path = Path(candidate)
        absolute = path if path.is_absolute() else work.vault / path
        if absolute.is_file() and absolute.is_relative_to(work.vault):
            return work.relative(absolute)
    wanted = fold(f"/{name.removesuffix('.md').strip('/')}.md")
    named = [path for path in work.index.named(PurePosixPath(name).name) if fold(f"/{path}").endswith(wanted)]
    if len(named) == 1:
        return named[0]
    raise ConfigError(f"{note}: " + (f"several notes have that name: {', '.join(named)}" if named else "there is no such note"))
