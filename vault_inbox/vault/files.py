"""`Files`: the one object through which the product writes into a vault. It never replaces what it was not told to replace.

A file of the user's is safe at every moment, also when the process is killed between two calls or a call fails: a new file appears
whole or not at all, a changed one is swapped in and what came out is looked at.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from .. import temps
from ..disk import NO_LINKS, UNSUPPORTED, Disk
from ..errors import NoteError
from ..text.folding import fold
from .folders import contained, is_short_link, missing_folders
from .names import free_name
from .trash import Names, names_in, to_system_trash

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

AnyPath = str | PurePath
KEPT = "Kept by vault-inbox.md"


class Files:
    """The files of one vault. Paths are from its root or full ones inside it; links that lead out need `allow_links`.

    `machine` is this computer's name: it stands in the names of temp files, of which `sweep` removes only its own. `disk` makes the calls.
    Every method raises `NoteError` for a path that leads out of the vault and `OSError` where the disk refuses.
    """

    def __init__(self, vault: Path, *, allow_links: Sequence[Path] = (), machine: str = "", disk: Disk | None = None) -> None:
        self.vault, self.machine = Path(vault), machine
        self.allow_links = tuple(allow_links)
        self.disk = disk or Disk()
        self._trashed = Names(self.vault / ".trash")

    def read(self, path: AnyPath, limit: int | None = None) -> bytes:
        """Return the bytes of a regular file; `OSError` for anything else (never blocking) and for more than `limit` bytes."""
        return self.disk.read_whole(self._real(path), limit)

    def is_being_written(self, path: AnyPath) -> bool:
        """Tell whether another process has the file open for writing, where the system can tell."""
        return self.disk.is_being_written(self._real(path))

    def publish(self, path: AnyPath, data: bytes) -> None:
        """Write a new file, whole or not at all; raises `FileExistsError` where the name is taken."""
        target = self._real(path, follow=False)
        with self._temp(target.parent, data) as temp:
            self._give_name(temp, target, data)
        self.disk.sync_folder(target.parent)

    def replace(self, path: AnyPath, old: bytes, new: bytes) -> None:
        """Write `new` over a file that still holds `old`; raises `NoteError` where it was changed meanwhile, and keeps that change."""
        target = self._real(path)
        if self.disk.read_whole(target) != old:
            raise _changed(target)
        with self._temp(target.parent, new, mode=stat.S_IMODE(target.stat().st_mode)) as temp, self._swap_name(temp, old, new) as swap:
            try:
                self.disk.exchange(swap, target)
            except OSError as error:
                if error.errno not in UNSUPPORTED:
                    raise
                self._replace_simply(swap, target, old)
            else:
                self._look_at(swap, target, old, new)
        self.disk.sync_folder(target.parent)

    def move(self, source: AnyPath, target: AnyPath) -> None:
        """Move a file to a free name, across file systems too, of a short link its bytes; raises `FileExistsError` where it is taken."""
        here, there = self._real(source, follow=False), self._real(target, follow=False)
        if is_short_link(here):
            self._move_link(here, there)
            return
        try:
            self._rename_new(here, there)
        except OSError as error:
            if error.errno != errno.EXDEV and error.errno not in UNSUPPORTED:
                raise
            self._copy_over(here, there)
        self.disk.sync_folder(there.parent)
        self.disk.sync_folder(here.parent)

    def remove(self, path: AnyPath, expected: bytes) -> None:
        """Remove a file that still holds `expected`, of a link only itself; raises `NoteError` where it does not."""
        target = self._real(path, follow=False)
        if self.read(path) != expected or self.is_being_written(path):
            raise _changed(target)
        self.disk.unlink(target)
        self.disk.sync_folder(target.parent)

    def make_folder(self, path: AnyPath) -> None:
        """Make a folder and those above it, inside a vault that exists; one that is there already is fine."""
        if not self.vault.is_dir():
            raise FileNotFoundError(errno.ENOENT, "the vault is not there", str(self.vault))
        for folder in missing_folders(self._real(path)):
            with contextlib.suppress(FileExistsError):
                self.disk.mkdir(folder)
            if not folder.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, "a file has the name of the folder", str(folder))
            self.disk.sync_folder(folder.parent)

    def trash(self, path: AnyPath, option: str = "local", expected: bytes | None = None) -> Path | None:
        """Throw a file away as the vault's `trashOption` says and return where it lies now, `None` if that is nowhere in the vault.

        "none" deletes. "local" moves it to `.trash/`; so does "system", as Obsidian does, where the system has no trash for it.
        With `expected` only a file that holds these bytes goes; raises `NoteError` for any other. One changed at that moment comes
        back, under the next free name where its own was taken meanwhile.
        """
        source = self._real(path, follow=False)
        if expected is not None and (self.disk.read_whole(source) != expected or self.disk.is_being_written(source)):
            raise _changed(source)
        if option == "none" or (option == "system" and to_system_trash(source)):
            if option == "none":
                self.disk.unlink(source)
            self.disk.sync_folder(source.parent)
            return None
        target = self._to_trash(source)
        if expected is not None and self.disk.read_whole(target) != expected:
            self._move_to_free(target, source)
            raise _changed(source)
        return target

    def _to_trash(self, source: Path) -> Path:
        self.make_folder(".trash")
        target = self._move_to_free(source, self.vault / ".trash" / source.name, self._trashed.now())
        self._trashed.add(target.name)
        return target

    def _move_to_free(self, source: Path, target: Path, known: set[str] | None = None) -> Path:
        """Move a file to a name or, where that is taken, to the next free one beside it; returns which. `known`: the names there."""
        while True:
            taken, known = known or names_in(target.parent), None
            free = target.with_name(free_name(target.stem, lambda name: fold(name) in taken, target.suffix))  # noqa: B023 -- used at once
            with contextlib.suppress(FileExistsError):
                self.move(source, free)
                return free

    def sweep(self) -> int:
        """Remove the temp files that dead processes of this machine left; returns how many. To be called under the write lock.

        A swap that was cut off may have left somebody's edit in one: that becomes a visible note, `Kept by vault-inbox.md`.
        """
        swept = 0
        for folder, temp in temps.stale_below(self.vault, self.machine):
            with contextlib.suppress(OSError):
                self._sweep_one(folder, temp)
                swept += 1
        return swept

    def _sweep_one(self, folder: Path, temp: temps.Temp) -> None:
        path = folder / temp.name
        if temp.may_go(self.disk.read_whole(path)) or self.disk.has_twin(path):  # of a note that was not replaced, and edited in place
            self.disk.unlink(path)
            return
        taken = names_in(folder)
        self._rename_new(path, folder / free_name(KEPT.removesuffix(".md"), lambda name: fold(name) in taken))

    def _real(self, path: AnyPath, *, follow: bool = True) -> Path:
        return contained(self.vault, path, self.allow_links, follow=follow)

    @contextmanager
    def _temp(self, folder: Path, data: bytes, mode: int | None = None) -> Iterator[Path]:
        """Make a temp file with these bytes on the disk; what still bears its name in the end is removed."""
        temp = folder / temps.temp_name(self.machine)
        try:
            self.disk.write_whole(temp, data, mode)
            yield temp
        finally:
            self._drop(temp)

    @contextmanager
    def _swap_name(self, temp: Path, old: bytes, new: bytes) -> Iterator[Path]:
        """Put the temp file under a name that says what it may hold, so that after a crash an edit in it is told from our own text."""
        swap = temp.parent / temps.temp_name(self.machine, old, new)
        self.disk.rename(temp, swap)
        try:
            yield swap
        finally:
            self._drop(swap)

    def _drop(self, temp: Path) -> None:
        kept = temps.read_name(temp.name)
        temps.done_with(temp.name)
        with contextlib.suppress(OSError):
            if kept and kept.hashes and not kept.may_go(self.disk.read_whole(temp)):
                self._sweep_one(temp.parent, kept)
            else:
                self.disk.unlink(temp)

    def _give_name(self, temp: Path, target: Path, data: bytes) -> None:
        """Give a finished temp file its name, by whatever the file system can do without replacing."""
        for way, unable in ((self.disk.link, NO_LINKS), (self.disk.rename_new, UNSUPPORTED)):
            try:
                way(temp, target)
            except OSError as error:
                if error.errno not in unable:
                    raise
            else:
                return
        self._write_in_place(target, data)

    def _write_in_place(self, target: Path, data: bytes) -> None:
        """Take the last resort (exFAT, some Android mounts): the name is taken and filled at once, and given back if that fails."""
        try:
            self.disk.write_whole(target, data)
        except FileExistsError:
            raise
        except OSError:
            with contextlib.suppress(OSError):
                self.disk.unlink(target)
            raise

    def _look_at(self, swap: Path, target: Path, old: bytes, new: bytes) -> None:
        """After the swap: done if `old` came out; else the newest text of somebody else's goes back, whatever the order of saves."""
        came = self.disk.read_whole(swap)
        if came == old and not self.disk.is_being_written(swap):
            return
        placed = new
        while True:
            self.disk.exchange(swap, target)
            out = self.disk.read_whole(swap)
            if out == placed:
                raise _changed(target)
            placed, came = came, out

    def _replace_simply(self, temp: Path, target: Path, old: bytes) -> None:
        """Compare, then replace, with the old file kept until it is certain that nobody wrote into it meanwhile.

        Its name says what it held: after a crash an edit in it is told from that. Without hard links nothing can be kept.
        """
        kept = target.parent / temps.temp_name(self.machine, old, old)
        try:
            linked = self.disk.has_linked(target, kept)
            if self.disk.read_whole(target) != old or self.disk.is_being_written(target):
                raise _changed(target)
            self.disk.rename(temp, target)
            if linked and self.disk.read_whole(kept) != old:
                self.disk.rename(kept, target)
                raise _changed(target)
        finally:
            self._drop(kept)

    def _rename_new(self, source: Path, target: Path) -> None:
        try:
            self.disk.rename_new(source, target)
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise
            if not self.disk.has_linked(source, target):
                raise
            self._unlink_moved(source, target)

    def _copy_over(self, source: Path, target: Path) -> None:
        """Move between file systems: copy, bring to the disk, compare, and only then remove."""
        before, data = os.lstat(source), self.disk.read_whole(source)
        with self._temp(target.parent, data) as temp:
            self._give_name(temp, target, data)
        os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.disk.sync_folder(target.parent)
        if self.disk.read_whole(target) != data or self.disk.read_whole(source) != data or self.disk.is_being_written(source):
            self.disk.unlink(target)
            raise _changed(source)
        self._unlink_moved(source, target)

    def _move_link(self, source: Path, target: Path) -> None:
        """Write the bytes under the new name, then remove the link; where it has to stay, they go again."""
        self.publish(target, data := self.read(source))
        try:
            self.remove(source, data)
        except (OSError, NoteError):
            if os.path.lexists(source):
                self.remove(target, data)
            raise

    def _unlink_moved(self, source: Path, target: Path) -> None:
        """Remove the old name of what has a new one; where that fails the new one goes, so that a second try makes no third."""
        try:
            self.disk.unlink(source)
        except OSError:
            if os.path.lexists(source):  # a failing disk may have removed it all the same
                self.disk.unlink(target)
            raise


def _changed(path: Path) -> NoteError:
    return NoteError(f"{path.name} was changed meanwhile")
