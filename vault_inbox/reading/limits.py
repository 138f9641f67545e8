"""What a reading process takes from itself before it reads anything foreign."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1  # prctl(2)


def follow(parent: int) -> None:
    """Die with the parent, and leave the signals of the terminal and of the service manager to it."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if sys.platform != "win32" and os.getppid() != parent:  # it was gone before we could say so
        os._exit(0)


def bind(memory: int) -> None:
    """Take no more than `memory` bytes above what is held now (Linux), write no file and leave no dump of what was read."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    _at_most(resource.RLIMIT_CORE, 0)
    _at_most(resource.RLIMIT_FSIZE, 0)
    if sys.platform == "linux":
        _at_most(resource.RLIMIT_AS, held() + memory)


def allow_cpu(seconds: float) -> None:
    """Let the system end this process after so many more seconds of computing; the parent's clock is the stricter one."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415

    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    wanted = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def held() -> int:
    """Return the most bytes that this process has ever held, 0 where that cannot be told; what was taken once is seldom given back.

    On Linux from its own page, as address space; `ru_maxrss` begins with what the parent held when it made this process.
    """
    found = 0
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        found = int(status.partition("VmPeak:")[2].split()[0]) * 1024
    elif sys.platform != "win32":
        import resource  # noqa: PLC0415

        found = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return found


def rest(seconds: int) -> None:
    """End this process if nothing is asked of it for so long; 0 takes that back."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _at_most(kind: int, limit: int) -> None:
    import resource  # noqa: PLC0415

    hard = resource.getrlimit(kind)[1]
    least = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(kind, (least, least))
