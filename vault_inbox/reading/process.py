"""One reading process: started warm, asked over pipes, killed when its time is up.

It inherits two pipes and nothing else: no socket, no lock, no secret of the environment. It ends with its parent.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer
from typing import IO, Literal

from .frames import read_frame, write_frame

START = 60.0  # seconds in which a process must be ready; a small computer with a cold disk needs ten
LARGEST_ANSWER = 64 * 1024 * 1024  # bytes; an article is never larger than the page it was read from

End = Literal["time", "memory", "broken"]

# What a Python needs to run at all. No proxy, token or password of the environment reaches the process.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME", "SYSTEMROOT", "WINDIR")
_CPU = getattr(signal, "SIGXCPU", 0)


class Died(Exception):  # noqa: N818 - "raise Died" reads as what it is
    """The process ended before it answered: its time was up, its memory used up, or it broke down."""

    def __init__(self, why: End) -> None:
        super().__init__(why)
        self.why: End = why


class Process:
    """A process that runs `vault_inbox.reading.child`; `memory` is how many bytes it may take above what it starts with.

    `start` is in how many seconds it must be ready. Raises `OSError` where no process can be started. To be used by one thread at a time.
    """

    def __init__(self, memory: int, start: float = START) -> None:
        program = f"import sys; sys.path[:] = {_search_path()!r}; from vault_inbox.reading.child import main; main({os.getpid()}, {memory})"
        self._popen = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
            [sys.executable, "-P", "-B", "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            cwd=Path(sys.executable).anchor or None,
            # A Ctrl-C in the terminal is meant for the parent, which ends its drop first.
            process_group=None if sys.platform == "win32" else 0,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._start = start
        self._late = False
        self.ready = False  # once it has loaded all that reads: what ends it before has nothing to do with any page

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._popen.poll() is None

    def ask(self, request: bytes, seconds: float) -> bytes:
        """Return the answer to a request; raises `Died` where none comes in time. The process is gone then, and after any other error."""
        try:
            if not self.ready:
                self._within(self._start, b"")
                self.ready = True
            return self._within(seconds, request)
        except BaseException:  # of a Ctrl-C too no process stays; all goes on upwards
            self.end()
            raise

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self._popen.kill()
        self._popen.wait()
        for pipe in (self._popen.stdin, self._popen.stdout):
            with contextlib.suppress(OSError):  # what was not yet written is lost, and shall be
                _open(pipe).close()

    def _within(self, seconds: float, request: bytes) -> bytes:
        """Exchange one frame for another; the timer kills, which ends any read or write that waits."""
        timer = Timer(seconds, self._too_late)
        timer.daemon = True
        timer.start()
        try:
            if request:
                write_frame(_open(self._popen.stdin), request)
            return read_frame(_open(self._popen.stdout), LARGEST_ANSWER)
        except (OSError, EOFError, ValueError) as error:
            raise Died(self._why()) from error
        finally:
            timer.cancel()

    def _too_late(self) -> None:
        self._late = True
        self._popen.kill()

    def _why(self) -> End:
        self._popen.kill()
        return "time" if self._popen.wait() == -_CPU or self._late else "broken"


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError
    return pipe


def _search_path() -> list[str]:
    """Where the parent finds its modules; never "", which is whatever folder a process happens to be in."""
    return [entry for entry in sys.path if entry and Path(entry).is_absolute()]
