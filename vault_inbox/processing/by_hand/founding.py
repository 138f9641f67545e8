"""`init`: the inbox, the settings note, the Inbox.base view and the share template; what exists stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...daemon.listing import list_files
from ...errors import ConfigError
from ...settings.keys import HELD
from ...settings.templates import inbox_base, settings_note, share_template
from ...settings.vault import VaultSettings
from ...vault.files import Files
from ...vault.folders import SETTINGS_NOTE
from ...vault.obsidian import read_obsidian

BASE = "Inbox.base"
TEMPLATE = "Share to inbox.md"


@dataclass(frozen=True, slots=True)
class Founded:
    """What `init` made and what it kept, relative to the vault, and how many files already lie in the inbox."""

    vault: str
    inbox: str
    made: tuple[str, ...]
    kept: tuple[str, ...]
    waiting: int


def found(vault: Path, settings: VaultSettings, machine: str) -> Founded:
    """Make what a vault needs; raises `ConfigError` where the vault's folder cannot be."""
    if not vault.is_dir():
        if not vault.parent.is_dir():
            raise ConfigError(f"{vault}: there is no folder {vault.parent} to make the vault in")
        vault.mkdir()
    files = Files(vault)
    made: list[str] = []
    kept: list[str] = []
    folders = (settings.inbox, settings.failed, f"{settings.inbox}/{HELD}")
    for folder in folders:
        (kept if (vault / folder).is_dir() else made).append(f"{folder}/")
        files.make_folder(vault / folder)
    templates = read_obsidian(vault).templates_folder
    texts = {
        SETTINGS_NOTE: settings_note(machine, settings.inbox),
        BASE: inbox_base(settings),
        f"{templates}/{TEMPLATE}" if templates else TEMPLATE: share_template(),
    }
    for name, text in texts.items():
        try:
            files.make_folder((vault / name).parent)
            files.publish(vault / name, text.encode())
            made.append(name)
        except FileExistsError:
            kept.append(name)
    ignored = (vault / settings.failed, vault / settings.inbox / HELD)
    waiting = sum(1 for _ in list_files(vault / settings.inbox, ignored))
    return Founded(str(vault), settings.inbox, tuple(made), tuple(kept), waiting)
