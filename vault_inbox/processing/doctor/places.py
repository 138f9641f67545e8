"""Checks of the folders: the vault, the inbox, this machine's memory, the room on their disks."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ... import temps
from ...daemon.listing import never_a_drop
from ...errors import NoteError
from ...pipeline import said
from ...settings.machine import MachineSettings
from ...state.files import remove, write_text
from ...state.paths import vault_cache, vault_state
from ...vault.files import Files
from ...vault.folders import is_vault
from .check import Check, some

LITTLE = 200 * 1024 * 1024  # bytes; an index of 100,000 notes takes about this much twice over
_ICLOUD = "Library/Mobile Documents"


def vault_check(vault: Path) -> Check:
    """Whether the vault is there, may be looked into, and is one."""
    if not vault.is_dir():
        return Check("vault", "bad", f"{vault} is no folder", "is the disk mounted, the path right? `vault-inbox init` makes a new one")
    try:
        os.listdir(vault)  # noqa: PTH208 -- iterdir() lists nothing before it is asked to
        found = is_vault(vault)
    except PermissionError:
        return Check("vault", "bad", f"{vault} cannot be looked into", denied(vault))
    if not found:
        return Check("vault", "bad", f"{vault} is no vault: no .obsidian, no Vault Inbox.md", f"vault-inbox init '{vault}'")
    return Check("vault", "ok", str(vault))


def denied(path: Path, platform: str = sys.platform) -> str:
    """What to do where the system keeps a program out of a folder."""
    if platform != "darwin":
        return "this user needs the right to read and write there"
    where = "Privacy & Security → Full Disk Access"
    which = "iCloud Drive is kept from programs" if _ICLOUD in path.as_posix() else "macOS keeps programs out of some folders"
    return f"{which}: allow your terminal, and {sys.executable} for the service, in System Settings → {where}"


def inbox_check(vault: Path, inbox: str, machine: MachineSettings) -> Check:
    """Whether the inbox is there and a file can be made and removed in it, in the way that notes are."""
    if not (vault / inbox).is_dir():
        return Check("inbox", "bad", f"there is no {inbox}", "`vault-inbox init` makes it; `inbox` in the settings names another")
    files = Files(vault, allow_links=machine.allow_links, machine=machine.machine)
    name = temps.temp_name(machine.machine)  # no drop for a daemon; swept should this be killed
    try:
        files.publish(f"{inbox}/{name}", b"")
        files.remove(f"{inbox}/{name}", b"")
    except (OSError, NoteError) as error:
        return Check("inbox", "bad", f"nothing can be written into {inbox}: {said(error)}", denied(vault / inbox))
    finally:
        temps.done_with(name)
    return Check("inbox", "ok", f"{inbox} can be written")


def links_check(vault: Path, folders: Iterable[Path], may_follow: Callable[[Path], bool]) -> Check:
    """Whether the inbox, whose `folders` these are, holds links that are passed over, and why `may_follow` refuses them."""
    inside: list[str] = []
    outside: list[str] = []
    links = (path for folder in folders for path in sorted(folder.iterdir()) if path.is_symlink() and not never_a_drop(path.name))
    for path in links:
        real = Path(os.path.realpath(path))  # of links in a circle resolve() makes an error
        if not may_follow(real):
            (inside if real.is_relative_to(vault.resolve()) else outside).append(path.relative_to(vault).as_posix())
    said, advice = [], []
    if inside:
        said.append(f"{some(inside)} leads back into the vault")
        advice.append("such a link is never followed: a drop is taken out of the inbox, and the note must stay")
    if outside:
        said.append(f"{some(outside)} leads out of the vault")
        advice.append("name the folder in `allow_links` in the machine's settings if it is to be followed")
    return Check("links", "warn" if said else "ok", "; ".join(said) or "none in the inbox is passed over", "; ".join(advice))


def memory_checks(vault: Path, machine: MachineSettings) -> Iterator[Check]:
    """Whether this machine's memory and the index can be written, and lie outside the vault."""
    for name, key, folder in (("memory", "state_dir", machine.state_dir), ("index", "cache_dir", machine.cache_dir)):
        if Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(vault)):
            found = f"{folder} lies inside the vault, where a sync app would carry it off"
            yield Check(name, "bad", found, f"set `{key}` in the machine's settings to a folder outside")
            continue
        try:
            place = vault_state(folder, vault) if key == "state_dir" else vault_cache(folder, vault).parent
            write_text(place / "doctor", "")
            remove(place / "doctor")
        except OSError as error:
            yield Check(name, "bad", f"{folder} cannot be written: {said(error)}", f"mend it, or set `{key}` in the machine's settings")
            continue
        yield Check(name, "ok", str(place))


def space_check(vault: Path, machine: MachineSettings, little: int = LITTLE) -> Check:
    """Whether there is room on the disks of the vault, the memory and the index; `little` in bytes."""
    free = {path: shutil.disk_usage(_existing(path)).free for path in (vault, machine.state_dir, machine.cache_dir)}
    low = [f"{path}: {_size(left)}" for path, left in free.items() if left < little]
    if low:
        return Check("space", "warn", f"little room at {'; '.join(low)}", "make room: drops wait while a disk is full")
    return Check("space", "ok", f"{_size(min(free.values()))} free")


def _existing(path: Path) -> Path:
    return next(folder for folder in (path, *path.parents) if folder.exists())


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count // 1_000_000} MB"
