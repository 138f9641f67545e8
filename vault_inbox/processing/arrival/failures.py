"""Drops that cannot become notes: the file goes to Failed/ byte for byte, with a note that says why and how to try again."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from pathlib import Path

from ...errors import DropError, NoteError
from ...notes import inert, properties, sealed
from ...pipeline import attempt
from ...state.locks import write_lock
from ...text.folding import fold
from ...vault.folders import is_short_link
from ...vault.names import LONGEST, clip, file_stem, free_name
from ..shared.workspace import Workspace

_QUOTED = 2_000  # characters of the drop that its failure note quotes
_ILLEGIBLE = 1 / 5  # of the signs of a binary file, at least: text with a few damaged bytes has fewer
_STEM = LONGEST - len(" 99.md")  # bytes, so that a failure note's name begins like this whatever its number
_TYPE, _SAYS = "failed drop", "could not become a note"  # by which a failure note is known that the user wrote into
_ESCAPED = re.compile(r"\\x([89a-f][0-9a-f])")
_MOST = 64 * 1024 * 1024  # bytes; nothing of a larger drop is quoted
_LARGEST = 1024 * 1024  # bytes of a failure note, with what a user may write into it


def put(work: Workspace, path: Path, reason: str) -> str:
    """Move a drop to Failed/ beside a note about it; returns the note's path in the vault.

    The note comes first: a kill in between leaves the drop where it was, and the next try finds the same note and goes on.
    """
    folder = work.vault / work.settings.failed
    work.files.make_folder(folder)
    data = _beginning(work, path)
    with write_lock(work.state):
        if is_short_link(path) and (note := _put_before(work, folder, path)):
            return work.relative(note)
        while True:
            taken = {fold(entry.name) for entry in folder.iterdir()}
            name = free_name(path.stem, lambda candidate: fold(candidate) in taken, path.suffix)  # noqa: B023 -- used at once
            text = _note(work, name, path.name, data, reason)
            note = _publish(work, folder, name, text)
            try:
                work.files.move(path, folder / name)
            except FileExistsError:
                continue
            except (OSError, NoteError):
                if os.path.lexists(path) or not os.path.lexists(folder / name):  # else moved all the same, or by another machine
                    with contextlib.suppress(OSError, NoteError):
                        work.files.remove(note, text)
                    raise
            _supersede(work, note, name)
            return work.relative(note)


def _put_before(work: Workspace, folder: Path, link: Path) -> Path | None:
    """The note about a link whose bytes came to Failed/ before a kill: only the link is left to go. `None` where nothing came."""
    data, _ = attempt(lambda: work.files.read(folder / link.name))
    notes = _notes_about(work, link.name)
    if data is None or not notes or work.files.read(link) != data:
        return None
    work.files.remove(link, data)
    return notes[-1][0]


def _publish(work: Workspace, folder: Path, about: str, text: bytes) -> Path:
    """Write the note about a failed file; one that says just this is taken as it is."""
    seen: set[str] = set()
    while True:
        note = folder / free_name(_note_stem(about), lambda candidate: candidate in seen)
        try:
            work.files.publish(note, text)
        except FileExistsError:
            if attempt(lambda: work.files.read(note))[0] != text:  # noqa: B023 - used at once; what cannot be read is another's
                seen.add(note.name)
                continue
        return note


def _supersede(work: Workspace, newest: Path, name: str) -> None:
    """Remove what earlier notes said of a failed file; one that the user wrote into stays."""
    for note, data in _notes_about(work, name):
        if note != newest and sealed.is_untouched(data):
            with contextlib.suppress(OSError, NoteError):
                work.files.remove(note, data)


def drop_of_note(work: Workspace, path: Path, data: bytes) -> Path | None:
    """The failed file that a failure note is about, `None` where this is none: a note of the user's own may say `failed_drop`."""
    name = _about(data) if path.suffix.lower() == ".md" and _SAYS.encode() in data else ""
    if not name:
        return None
    folder = work.vault / work.settings.failed
    return folder / (name if os.path.lexists(folder / name) else _unescaped(name))


def notes(work: Workspace) -> list[Path]:
    """The failure notes in Failed/, one for each drop that failed; what else lies there is none. Raises `OSError`."""
    folder = work.vault / work.settings.failed
    found: dict[Path, Path] = {}
    for path in sorted(folder.glob("*.[mM][dD]"), key=lambda each: -len(each.name)):  # of two about one drop the shortest name holds
        data, _ = attempt(lambda: work.files.read(path, limit=_LARGEST))  # noqa: B023 - used at once
        if data is not None and (drop := drop_of_note(work, path, data)):
            found[drop] = path
    return sorted(found.values())


def gone(work: Workspace, drop: Path) -> DropError:
    """What is wrong with a failure note that is moved back without its drop."""
    return DropError(f"the file that this note is about ({escaped(drop.name)}) is no longer in {work.settings.failed}")


def put_back(work: Workspace, note: Path, data: bytes, name: str) -> None:
    """Move a failure note to its place in Failed/ again, where it stays until its drop, which came to Failed/ as `name`, is a note."""
    folder = work.vault / work.settings.failed
    work.files.make_folder(folder)
    _publish(work, folder, name, data)
    work.files.remove(note, data)


def is_edited(data: bytes) -> bool:
    """Whether a failure note holds more, or other words, than we wrote."""
    return not sealed.is_untouched(data)


def forgive(work: Workspace, name: str) -> tuple[str, ...]:
    """Remove the failure notes of a drop that became a note after all; `name` is what it was called in Failed/.

    A note that the user wrote into goes to the vault's `.trash/`, whatever `trashOption` says; a warning for each is returned. So does one
    without a checksum, of which nobody can tell; of that nothing is said.
    """
    told: list[str] = []
    if os.path.lexists(work.vault / work.settings.failed / name):
        return ()
    for note, data in _notes_about(work, name):
        with contextlib.suppress(OSError, NoteError):  # it is being changed, or may not be: it stays
            if sealed.is_untouched(data):
                work.files.remove(note, data)
            elif (kept := work.files.trash(note, "local", data)) and sealed.is_sealed(data):
                told.append(f"you wrote into the note about its failure: it lies in {work.relative(kept)}")
    return tuple(told)


def _notes_about(work: Workspace, name: str) -> list[tuple[Path, bytes]]:
    """The failure notes about a file and what they hold; only names that fit are looked at, and what cannot be read is passed over."""
    folder = work.vault / work.settings.failed
    begin = fold(_note_stem(name))
    try:
        with os.scandir(folder) as entries:
            fitting = sorted(entry.name for entry in entries if fold(entry.name).startswith(begin) and entry.is_file(follow_symlinks=False))
    except OSError:
        return []
    read = ((folder / each, attempt(lambda: work.files.read(folder / each))[0]) for each in fitting if each.lower().endswith(".md"))  # noqa: B023 - used at once
    return [(note, data) for note, data in read if data is not None and _about(data) == escaped(name)]


def _about(data: bytes) -> str:
    try:
        values = properties.read(data.decode("utf-8", "replace"))
    except NoteError:
        return ""
    name = Path(str(values.get("failed_drop", ""))).name if values.get("type") == _TYPE else ""
    return "" if name == ".." else name


def escaped(name: str) -> str:
    r"""A file name as text: bytes that are no UTF-8, which Linux allows, as `\xe9`."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _unescaped(name: str) -> str:
    return _ESCAPED.sub(lambda found: chr(0xDC00 + int(found[1], 16)), name)


def _note_stem(about: str) -> str:
    return clip(f"{file_stem(about)} - not processed", _STEM)


def _beginning(work: Workspace, path: Path) -> bytes:
    try:
        return work.files.read(path, limit=_MOST)[: 4 * _QUOTED]
    except OSError as error:
        if error.errno == errno.EFBIG:
            return b""  # too large to be looked into
        raise


def _is_legible(text: str) -> bool:
    """Whether a person could make something of the beginning of a file: most of its signs are none of a program's."""
    return sum(char == "�" or not (char.isprintable() or char.isspace()) for char in text) <= _ILLEGIBLE * len(text)


def _note(work: Workspace, name: str, came_as: str, data: bytes, reason: str) -> bytes:
    values = {"type": _TYPE, "failed_drop": escaped(name), "reason": inert.plain(reason)}
    text = data.decode("utf-8", "replace").replace("\0", "�")[:_QUOTED]
    lines = [
        f"# {inert.line(escaped(came_as))} {_SAYS}\n",
        f"Why: {inert.line(reason)}\n",
        f"The file lies unchanged in `{work.settings.failed}`. To try again, move it, or this note, back into `{work.settings.inbox}`.\n",
        *(["It begins like this:\n", inert.code_fence(text)] if _is_legible(text) else []),
    ]
    return sealed.seal(values, "\n" + "\n".join(lines).rstrip("\n") + "\n")
