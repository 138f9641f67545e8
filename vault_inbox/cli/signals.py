"""Signals for the daemon: each sets a flag, so that the note in hand is finished and nothing is half done.

After SIGTERM the note in hand gets `PATIENCE` seconds, then it is left by an exception, which removes temp files on its way out. What
does not even let that happen is cut at `LAST` seconds, below the five that are promised: being killed harms nothing.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from types import FrameType

PATIENCE = 3.0  # seconds after SIGTERM for the note in hand; a page that does not come must not hold us
LAST = 4.5  # seconds after SIGTERM: the process ends, wherever it is
_TERMINATED = 128 + signal.SIGTERM  # as shells have it


class Asked:
    """What signals have asked for.

    SIGTERM and Ctrl-C end the daemon: `stop` is set, and after Ctrl-C `interrupted` is true. SIGHUP sets `stop` as well, but then
    `again` is true once: the watch is to begin anew, with all settings read again. On a terminal SIGHUP says that the terminal is gone,
    and ends the daemon.
    """

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.interrupted = False
        self._over = False
        self._again = False

    def again(self) -> bool:
        """Tell whether the watch is to begin anew; `stop` is then a fresh event."""
        if self._over or not self._again:
            return False
        self._again = False
        self.stop = threading.Event()
        if self._over or self._again:  # a signal came between these lines and set the event of before
            self.stop.set()
        return True

    def end(self, number: int, _frame: FrameType | None) -> None:
        """Take a signal to end; the second Ctrl-C interrupts at once."""
        if number == signal.SIGINT:
            if self._over:
                raise KeyboardInterrupt
            self.interrupted = True
        self._over = True
        self.stop.set()
        if number == signal.SIGTERM and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, PATIENCE)

    def leave(self, _number: int, _frame: FrameType | None) -> None:
        """Leave what is in hand: as harmless as being killed, but temp files are removed on the way out."""
        raise SystemExit(0)

    def read_again(self, _number: int, _frame: FrameType | None) -> None:
        """Take a signal to read the settings again."""
        self._again = True
        self.stop.set()


def listen() -> Asked:
    """Take SIGTERM, SIGINT and SIGHUP from now on."""
    asked = Asked()
    _end_at_last(0)
    signal.signal(signal.SIGTERM, asked.end)
    signal.signal(signal.SIGINT, asked.end)
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, asked.leave)
        on_terminal = any(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
        signal.signal(signal.SIGHUP, asked.end if on_terminal else asked.read_again)
    return asked


def leave_on_sigterm() -> None:
    """Let SIGTERM end a command at once, but by an exception, so that no temp file stays (exit code 143)."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(_TERMINATED)

    _end_at_last(_TERMINATED)
    signal.signal(signal.SIGTERM, leave)


def _end_at_last(code: int) -> None:
    """See to it that `LAST` seconds after SIGTERM the process ends with this exit code, whatever its main thread does.

    Python calls handlers in the main thread and between its own steps: a library that is busy for long would hold one back. The number
    of a signal comes at once to a thread that reads it here. Windows knows no SIGTERM from outside.
    """
    if sys.platform == "win32":
        return
    reads, writes = os.pipe()
    os.set_blocking(writes, False)

    def wait() -> None:
        while os.read(reads, 1) != bytes([signal.SIGTERM]):
            pass
        time.sleep(LAST)
        os._exit(code)

    threading.Thread(target=wait, name="vault-inbox-end", daemon=True).start()
    signal.set_wakeup_fd(writes, warn_on_full_buffer=False)
