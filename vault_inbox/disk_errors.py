"""What the system refuses on a disk, in words for people: what is wrong, where, and what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from . import temps

_DENIED = "this user may not read or write {at}: `vault-inbox doctor` says what to do"
_AWAY = "the disk{of} does not answer: is it connected?"
# By the number that the system gives; `{of}` is " of <path>" or nothing, `{at}` the path, "the disk" where none is told
_WORDS = {
    errno.ENOSPC: "the disk{of} is full: make room there",
    errno.EDQUOT: "your share of the disk{of} is used up: make room there",
    errno.EROFS: "the disk{of} can only be read: connect it so that it can be written",
    errno.EIO: "the disk{of} does not read or write as it should: is it whole, and connected?",
    errno.EMFILE: "too many files are open: close other programs, or allow more of them (ulimit -n)",
    errno.ENFILE: "too many files are open on this computer: close other programs",
}
# The same numbers mean other things of a network, so these hold only where a path is named
_WORDS_OF_PATHS = {
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.ENOENT: "{at} is not there",
    errno.ENOTCONN: _AWAY,
    errno.ESTALE: _AWAY,
    errno.ENAMETOOLONG: "{at} is a longer name than this disk takes: give it a shorter one",
}


def in_words(error: BaseException) -> str:
    """Say what an error of the system means, with its path; of one that is no disk's, or of no system, its own words."""
    if not isinstance(error, OSError):
        return str(error)
    where, number = _where(error), error.errno or 0
    words = _WORDS.get(number) or (_WORDS_OF_PATHS.get(number) if where else None)
    # a library that gives such a number words of its own means something else: inotify's ENOSPC is no full disk
    if words and error.strerror == os.strerror(number):
        return words.format(of=f" of {where}" if where else "", at=where or "the disk")
    told = error.strerror if isinstance(error.strerror, str) else str(error)
    return f"{where}: {told}" if where else told


def _where(error: OSError) -> str:
    """The path, or two, that an error names; for a temp file, of which nobody knows, the folder that it is in."""
    paths = [Path(os.fsdecode(name)) for name in (error.filename, error.filename2) if isinstance(name, str | bytes) and name]
    lasting = [path for path in paths if not temps.read_name(path.name)] or [path.parent for path in paths[:1]]
    return " → ".join(_shown(str(path)) for path in lasting)


def _shown(path: str) -> str:
    """A path as text: what drives a terminal, or is no UTF-8, is escaped."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in path)
