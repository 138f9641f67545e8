"""Checks of what is set: for the machine, for the vault, by Obsidian; which machine processes; what the way to the network is."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from ...errors import ConfigError
from ...pipeline import said
from ...settings.machine import MachineSettings, config_path, machine_settings
from ...settings.vault import VaultSettings
from ...vault.folders import SETTINGS_NOTE
from ...vault.obsidian import read_obsidian
from ..shared.settings_file import load_settings
from .check import Check


def machine_check(options: Mapping[str, object]) -> tuple[MachineSettings, Check]:
    """The settings of this computer, the defaults where they cannot be read."""
    try:
        machine = machine_settings(options)
    except ConfigError as error:
        return MachineSettings(), Check("machine settings", "bad", str(error), "mend them; the checks below take the defaults")
    place = config_path()
    source = str(place) if place.is_file() else "the defaults, and what the environment says"
    return machine, Check("machine settings", "ok", f"{machine.machine}: {source}")


def settings_check(vault: Path) -> tuple[VaultSettings | None, Check]:
    """The vault's settings, `None` where they cannot be read."""
    try:
        settings = load_settings(vault)
    except ConfigError as error:
        return None, Check(
            "settings", "bad", str(error), f"mend {SETTINGS_NOTE}; meanwhile `run` does nothing, and a daemon {_goes_on(vault)}"
        )
    there = (vault / SETTINGS_NOTE).is_file()
    return settings, Check("settings", "ok", SETTINGS_NOTE if there else f"the defaults: there is no {SETTINGS_NOTE}")


def _goes_on(vault: Path) -> str:
    """What a daemon does with settings that cannot be read: for a template alone it does not give up the rest."""
    try:
        load_settings(vault, templates=False)
    except ConfigError:
        return "keeps the last good"
    return "goes on with all but the template"


def obsidian_check(vault: Path) -> Check:
    """Whether Obsidian's own settings can be read."""
    obsidian = read_obsidian(vault)
    if obsidian.warnings:
        return Check("obsidian", "warn", "; ".join(obsidian.warnings), "open the vault in Obsidian and set this anew")
    if not obsidian.folder:
        return Check("obsidian", "ok", "never opened in Obsidian: its defaults hold")
    return Check("obsidian", "ok", f"{obsidian.folder} is read")


def processor_check(settings: VaultSettings, machine: MachineSettings) -> Check:
    """Whether this computer is the one that processes."""
    if not settings.processor:
        advice = "with several computers set `processor` to the name of one, so that no two work on the same drop"
        return Check("processor", "ok", "any computer that runs vault-inbox", advice)
    if settings.processor == machine.machine:
        return Check("processor", "ok", f"this computer, {machine.machine}")
    found = f"{settings.processor}; this computer is {machine.machine} and only watches"
    return Check("processor", "warn", found, f'if it should be this one, set processor = "{machine.machine}" in {SETTINGS_NOTE}')


def zone_check(settings: VaultSettings) -> Check:
    """Whose time zone the dates in notes and the months of the originals' folders are in: the vault's, or each computer's own."""
    if settings.timezone:
        return Check("time zone", "ok", settings.timezone)
    found = f"this computer's, {datetime.now().astimezone().tzname()}"
    advice = "several computers in different time zones write different dates: set `timezone`, or one of them as `processor`"
    return Check("time zone", "ok", found, "" if settings.processor else advice)


def network_check(machine: MachineSettings) -> Check:
    """What is configured; nothing is sent."""
    if machine.offline:
        return Check("network", "ok", "offline is set: nothing is fetched, links are left pending")
    if machine.ca_bundle:
        bundle = Path(machine.ca_bundle)
        try:
            ssl.create_default_context(cafile=None if bundle.is_dir() else str(bundle), capath=str(bundle) if bundle.is_dir() else None)
        except OSError as error:  # an SSLError is one
            found = f"the certificates in {bundle} cannot be read: {said(error)}"
            return Check("network", "bad", found, "set `ca_bundle` in the machine's settings right: no page can be fetched")
    parts = urlsplit(machine.proxy)
    way = f"through the proxy {parts.hostname}{f':{parts.port}' if parts.port else ''}" if machine.proxy else "straight"
    certificates = f", certificates of {machine.ca_bundle}" if machine.ca_bundle else ""
    private = f", at home {', '.join(machine.allow_private)}" if machine.allow_private else ""
    return Check("network", "ok", f"{way}{certificates}{private} (as set; no request was sent)")
