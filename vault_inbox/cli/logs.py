"""The daemon's warnings on stderr, as whoever collects them wants them: plain with the time, or marked for systemd's journal."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

# syslog's priorities (sd-daemon(3))
_PRIORITIES = ((logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6))
_DEBUG = 7
LONGEST = 5_000_000  # bytes of a log that nobody else keeps short; with the one put aside twice as much


class Journal(logging.Formatter):
    """Lines that begin with `<priority>`, each line of a message for itself; the journal knows the time."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the message with the mark before each line."""
        mark = f"<{next((number for level, number in _PRIORITIES if record.levelno >= level), _DEBUG)}>"
        return mark + super().format(record).replace("\n", f"\n{mark}")


def to_stderr() -> None:
    """Send what is logged to stderr from now on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Journal() if in_journal(os.environ, sys.stderr) else logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.addFilter(_tells)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def _tells(record: logging.LogRecord) -> bool:
    """Leave out the one line that watchdog logs as an error when an event comes while it is being stopped: nothing is lost by it."""
    return not (record.name.startswith("watchdog") and "called when the thread is inactive" in record.getMessage())


def keep_short(path: Path, most: int = LONGEST) -> None:
    """Put a log of over `most` bytes aside as `….1`, in place of the one before, and go on in a new one, where this process writes into it.

    launchd opens the file before it starts the program, and never looks at its size.
    """
    with contextlib.suppress(OSError):  # a log too long is better than none
        status = path.stat()
        ours = [fd for fd in (1, 2) if os.path.samestat(os.fstat(fd), status)]
        if status.st_size <= most or not ours:
            return
        path.replace(path.with_name(f"{path.name}.1"))
        fresh = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        for fd in ours:
            os.dup2(fresh, fd)
        os.close(fresh)


def reading_to_terminal() -> None:
    """On a terminal, say how far a long reading of the vault is; where everything logged goes to stderr it is said there."""
    if sys.stderr and sys.stderr.isatty():
        reading = logging.getLogger("vault_inbox.vault.index")
        reading.setLevel(logging.INFO)
        reading.addHandler(_Alone())


class _Alone(logging.Handler):
    """Writes plain lines to stderr as long as no other handler does."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line; to the stream of now, which a progress bar may have replaced."""
        if not logging.getLogger().handlers:
            print(record.getMessage(), file=sys.stderr, flush=True)


def in_journal(env: Mapping[str, str], stream: TextIO | None) -> bool:
    """Tell whether a stream goes to the journal: JOURNAL_STREAM names its device and inode (systemd.exec(5)).

    The variable alone says nothing: it is passed on to programs whose streams go elsewhere.
    """
    try:
        status = os.fstat(stream.fileno()) if stream else None
    except (OSError, ValueError):
        return False
    return status is not None and env.get("JOURNAL_STREAM") == f"{status.st_dev}:{status.st_ino}"
