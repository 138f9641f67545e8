"""Who may work on a vault from this machine: one daemon for life, one writer at a moment. The system frees a dead process's locks."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from ..errors import VaultBusy
from .files import make_private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT = 30.0  # seconds: the contract's limit for a command that finds the vault held
_DAEMON = "daemon.lock"
_WRITER = "write.lock"


@contextmanager
def daemon_lock(folder: Path, timeout: float = 0.0) -> Iterator[None]:
    """Hold a vault as its one daemon; `folder` is the vault's state folder. Raises `VaultBusy` where another one runs."""
    with _held(folder / _DAEMON, timeout, "another `watch` runs for this vault on this computer"):
        yield


@contextmanager
def write_lock(folder: Path, timeout: float = WAIT) -> Iterator[None]:
    """Hold a vault for the moment of a write; the same thread may take it again. Raises `VaultBusy` after `timeout` seconds."""
    with _held(folder / _WRITER, timeout, f"another process holds this vault for over {timeout:g} seconds"):
        yield


def is_watched(folder: Path) -> bool:
    """Tell whether a daemon holds the vault."""
    if not (folder / _DAEMON).exists():
        return False
    try:
        with daemon_lock(folder):
            return False
    except VaultBusy:
        return True


@contextmanager
def _held(path: Path, timeout: float, busy: str) -> Iterator[None]:
    if not path.parent.is_dir():
        make_private(path.parent)
    # one object per path, so that a thread that holds the lock can take it again; children get none: it is closed on exec and fork
    lock = FileLock(path, mode=0o600, is_singleton=True)
    try:
        lock.acquire(timeout=timeout)
    except Timeout as error:
        raise VaultBusy(busy) from error
    try:
        yield
    finally:
        lock.release()
