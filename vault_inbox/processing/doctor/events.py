"""Whether the system can tell the daemon of new files: Linux' inotify, with its limits for one user (inotify(7))."""

from __future__ import annotations

from pathlib import Path

from ...daemon.watch import MOST
from .check import Check

_LINK = "anon_inode:inotify"


def events_check(folders: int, watching: bool, proc: Path = Path("/proc")) -> Check:
    """Compare the limits with what `folders` folders of the inbox need; a daemon that is `watching` has its share already.

    Each folder takes one watch and, as watchdog works, one instance.
    """
    limits = proc / "sys/fs/inotify"
    try:
        watches, instances = (int((limits / name).read_text()) for name in ("max_user_watches", "max_user_instances"))
    except (OSError, ValueError):
        return Check("file events", "ok", "no limits are known here")
    covered = min(folders, MOST)
    need = 0 if watching else covered
    used = _instances_in_use(proc)
    advice = "until then the inbox is looked through every few seconds: sudo sysctl -w fs.inotify."
    if used + need > instances:
        found = f"{used} of {instances} inotify instances are in use, the daemon needs {need}"
        return Check("file events", "warn", found, f"{advice}max_user_instances={2 * instances}")
    if need > watches:
        return Check("file events", "warn", f"{watches} inotify watches are allowed, {need} are needed", f"{advice}max_user_watches=65536")
    rest = f"; {folders - covered} more are looked into with each rescan only" if folders > covered else ""
    return Check("file events", "ok", f"inotify, for {covered} folder{'s' * (covered != 1)}{rest}")


def _instances_in_use(proc: Path) -> int:
    """How many this user's processes hold; those of others cannot be read, and do not count."""
    count = 0
    for folder in proc.glob("[0-9]*/fd"):
        try:
            count += sum(str(link.readlink()) == _LINK for link in folder.iterdir())
        except OSError:
            continue
    return count
