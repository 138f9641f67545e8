"""Drops that cannot become notes: the file goes to Failed/ byte for byte, with a note that says why and how to try again."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from ..errors import NoteError
from ..model import Drop
from ..notes import inert, properties
from ..state.locks import write_lock
from ..vault.names import file_stem, fold, free_name
from .workspace import Workspace

_QUOTED = 2_000  # characters of the drop that its failure note quotes
_MOST = 64 * 1024 * 1024  # bytes; nothing of a larger drop is quoted


def put(work: Workspace, path: Path, reason: str) -> str:
    """Move a drop to Failed/ beside a note about it; returns the note's path in the vault.

    The note comes first: a kill in between leaves the drop where it was, and the next try finds the same note and goes on.
    """
    folder = work.vault / work.settings.failed
    work.files.make_folder(folder)
    data = _beginning(work, path)
    with write_lock(work.state):
        while True:
            taken = {fold(entry.name) for entry in folder.iterdir()}
            name = free_name(path.stem, lambda candidate: fold(candidate) in taken, path.suffix)  # noqa: B023 -- used at once
            note = _publish(work, folder, name, _note(work, name, path.name, data, reason).encode())
            try:
                work.files.move(path, folder / name)
            except FileExistsError:
                continue
            except OSError:
                if not os.path.lexists(path) and os.path.lexists(folder / name):  # moved all the same, or by another machine
                    return work.relative(note)
                with contextlib.suppress(OSError, NoteError):
                    work.files.remove(note, work.files.read(note))
                raise
            return work.relative(note)


def _publish(work: Workspace, folder: Path, about: str, text: bytes) -> Path:
    """Write the note about a failed file; one that says just this is taken as it is."""
    seen: set[str] = set()
    while True:
        note = folder / free_name(f"{file_stem(about)} - not processed", lambda candidate: candidate in seen)
        try:
            work.files.publish(note, text)
        except FileExistsError:
            if work.files.read(note) != text:
                seen.add(note.name)
                continue
        return note


def drop_of_note(work: Workspace, path: Path, data: bytes) -> Path | None:
    """The failed file that a failure note is about, `None` where this is no failure note."""
    if path.suffix.lower() != ".md":
        return None
    name = _about(data)
    return work.vault / work.settings.failed / name if name else None


def forgive(work: Workspace, drop: Drop) -> None:
    """Remove the failure notes of a drop that became a note after all."""
    folder = work.vault / work.settings.failed
    for note in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        data = work.files.read(note)
        failed = _about(data)
        if failed and failed == drop.name and not (folder / failed).exists():
            work.files.remove(note, data)


def _about(data: bytes) -> str:
    try:
        name = properties.read(data.decode("utf-8", "replace")).get("failed_drop", "")
    except NoteError:
        return ""
    return Path(str(name)).name


def _beginning(work: Workspace, path: Path) -> bytes:
    try:
        return work.files.read(path, limit=_MOST)[: 4 * _QUOTED]
    except OSError as error:
        if error.errno == errno.EFBIG:
            return b""  # too large to be looked into
        raise


def _note(work: Workspace, name: str, came_as: str, data: bytes, reason: str) -> str:
    values = {"type": "failed drop", "failed_drop": name, "reason": inert.plain(reason)}
    text = data.decode("utf-8", "replace").replace("\0", "�")[:_QUOTED]
    lines = [
        f"---\n{properties.dump(values)}---\n",
        f"# {inert.line(came_as)} could not become a note\n",
        f"Why: {inert.line(reason)}\n",
        f"The file lies unchanged in `{work.settings.failed}`. To try again, move it, or this note, back into `{work.settings.inbox}`.\n",
        "It begins like this:\n",
        inert.code_fence(text),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"
