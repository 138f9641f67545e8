"""Drops that cannot become notes: the file goes to Failed/ byte for byte, with a note that says why and how to try again."""

from __future__ import annotations

from pathlib import Path

from ..errors import NoteError
from ..model import Drop
from ..notes import inert, properties
from ..vault.names import file_stem, fold, free_name
from .workspace import Workspace

_QUOTED = 2_000  # characters of the drop that its failure note quotes


def put(work: Workspace, path: Path, reason: str) -> str:
    """Move a drop to Failed/ and write the note beside it; returns the note's path in the vault."""
    folder = work.vault / work.settings.failed
    work.files.make_folder(folder)
    taken = {fold(entry.name) for entry in folder.iterdir()}
    name = free_name(path.stem, lambda candidate: fold(candidate) in taken, path.suffix)
    target = folder / name
    work.files.move(path, target)
    note = folder / free_name(f"{file_stem(name)} - not processed", lambda candidate: fold(candidate) in taken)
    work.files.publish(note, _note(work, target, path, reason).encode())
    return work.relative(note)


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


def _note(work: Workspace, target: Path, came_from: Path, reason: str) -> str:
    values = {"type": "failed drop", "failed_drop": target.name, "reason": inert.plain(reason)}
    text = work.files.read(target, limit=None)[: 4 * _QUOTED].decode("utf-8", "replace").replace("\0", "�")[:_QUOTED]
    lines = [
        f"---\n{properties.dump(values)}---\n",
        f"# {inert.line(came_from.name)} could not become a note\n",
        f"Why: {inert.line(reason)}\n",
        f"The file lies unchanged in `{work.settings.failed}`. To try again, move it, or this note, back into `{work.settings.inbox}`.\n",
        "It begins like this:\n",
        inert.code_fence(text),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"
