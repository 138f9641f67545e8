"""The calls that change a disk, one method each, so that a test can make any of them fail; what is built of them; what Python lacks."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

# "this file system, or this system, cannot do that": another way is tried
UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOTTY})
NO_LINKS = UNSUPPORTED | {errno.EPERM, errno.EMLINK}  # link(2) says EPERM on FAT, and where hard links are protected

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_LOOK = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)  # a FIFO must not hold us
_AT_FDCWD = -100
# flags of Linux' renameat2(2) and of macOS' renamex_np(2)
_NOREPLACE, _EXCHANGE = (4, 2) if sys.platform == "darwin" else (1, 2)


class Disk:
    """Every call by which the product changes a vault, and its own memory. Errors are `OSError` as the system gives them.

    One object serves a whole run. Paths are absolute. The index cache stays outside: it is disposable, and SQLite writes it.
    """

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        """Return a descriptor of the file, closed on exec; new files follow the umask."""
        return os.open(path, flags | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0), mode)

    def write(self, fd: int, data: bytes) -> int:
        """Write some of the bytes; returns how many."""
        return os.write(fd, data)

    def fsync(self, fd: int) -> None:
        """Bring a file, or a folder's names, to the disk."""
        os.fsync(fd)

    def link(self, source: Path, target: Path) -> None:
        """Give a second name for a file; raises `FileExistsError` where `target` is taken."""
        os.link(source, target, follow_symlinks=os.link not in os.supports_follow_symlinks)

    def rename(self, source: Path, target: Path) -> None:
        """Rename, replacing `target`."""
        source.replace(target)

    def rename_new(self, source: Path, target: Path) -> None:
        """Rename to a name that is free, in one step; raises `FileExistsError`, or `OSError` with an errno of `UNSUPPORTED`."""
        if sys.platform == "win32":
            source.rename(target)  # never replaces on Windows
        else:
            _renameat2(source, target, _NOREPLACE)

    def exchange(self, one: Path, other: Path) -> None:
        """Swap two files in one step; raises `OSError` with an errno of `UNSUPPORTED` where that cannot be had."""
        _renameat2(one, other, _EXCHANGE)

    def unlink(self, path: Path) -> None:
        """Remove a name."""
        path.unlink()

    def mkdir(self, path: Path, mode: int = 0o777) -> None:
        """Make one folder."""
        path.mkdir(mode)

    def read_whole(self, path: Path, limit: int | None = None) -> bytes:
        """Return the bytes of a regular file, without ever blocking; `OSError` for anything else and for more than `limit` bytes."""
        if not stat.S_ISREG(os.lstat(path).st_mode):  # opening a device can do things
            raise OSError(errno.EINVAL, "it is no regular file", str(path))
        fd = self.open(path, _LOOK)
        with os.fdopen(fd, "rb") as file:
            if not stat.S_ISREG(os.fstat(fd).st_mode):
                raise OSError(errno.EINVAL, "it is no regular file", str(path))
            data = file.read(-1 if limit is None else limit + 1)
        if limit is not None and len(data) > limit:
            raise OSError(errno.EFBIG, f"it is larger than {limit} bytes", str(path))
        return data

    def write_whole(self, path: Path, data: bytes, mode: int | None = None) -> None:
        """Write a new file and bring it to the disk; raises `FileExistsError` where the name is taken."""
        fd = self.open(path, _NEW, 0o666 if mode is None else mode)
        try:
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(fd, mode)
            self.write_all(fd, data)
            self.fsync(fd)
        finally:
            os.close(fd)

    def write_all(self, fd: int, data: bytes) -> None:
        """Write all of the bytes: one call may take only some."""
        rest = memoryview(data)
        while rest:
            rest = rest[self.write(fd, bytes(rest)) :]

    def has_linked(self, source: Path, target: Path) -> bool:
        """Give a file a second name; false where the file system has no hard links."""
        try:
            self.link(source, target)
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            return False
        return True

    def has_twin(self, path: Path) -> bool:
        """Tell whether a file bears another name in its folder too."""
        status = os.lstat(path)
        others = (entry for entry in path.parent.iterdir() if entry.name != path.name)
        return status.st_nlink > 1 and any(os.path.samestat(status, os.lstat(entry)) for entry in others)

    def is_being_written(self, path: Path) -> bool:
        """Tell whether another process has the file open for writing, where the system can tell."""
        fd = self.open(path, _LOOK)
        try:
            return _has_writers(fd)
        finally:
            os.close(fd)

    def sync_folder(self, folder: Path) -> None:
        """Bring a folder's names to the disk, where a system has that (Windows has not)."""
        if not hasattr(os, "O_DIRECTORY"):
            return
        fd = self.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            self.fsync(fd)
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise
        finally:
            os.close(fd)


def _has_writers(fd: int) -> bool:
    """Tell whether another process has the file open for writing; false where that cannot be known (only Linux' leases tell)."""
    if sys.platform != "linux":
        return False
    import fcntl  # noqa: PLC0415 -- not there on Windows
    import signal  # noqa: PLC0415

    try:
        fcntl.fcntl(fd, fcntl.F_SETSIG, signal.SIGURG)  # sent where someone opens the file meanwhile; the usual SIGIO would end us
        fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    return False


@cache
def _rename_call() -> Any:
    """Return the C library's atomic rename with flags, `None` where there is none."""
    if sys.platform not in {"linux", "darwin"}:
        return None
    library = ctypes.CDLL(None, use_errno=True)
    return getattr(library, "renamex_np" if sys.platform == "darwin" else "renameat2", None)


def _renameat2(source: Path, target: Path, flags: int) -> None:
    call = _rename_call()
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(target))
    one, other = os.fsencode(source), os.fsencode(target)
    if sys.platform == "darwin":
        result = call(one, other, ctypes.c_uint(flags))
    else:
        result = call(_AT_FDCWD, one, _AT_FDCWD, other, ctypes.c_uint(flags))
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(source), None, str(target))
