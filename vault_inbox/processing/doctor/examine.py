"""All checks in their order; one that cannot be made is bad itself, and the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from ...daemon.listing import list_all
from ...pipeline import attempt, said
from ...settings.machine import MachineSettings
from ...settings.vault import VaultSettings
from ...state.locks import is_watched
from ...state.paths import vault_cache, vault_state
from ..running import ignored_folders
from ..shared.workspace import Workspace, open_workspace
from . import content, places, setup
from .check import Check
from .events import events_check


def examine(vault: Path, options: Mapping[str, object]) -> list[Check]:
    """Look at the machine and the vault; nothing is sent to a network, and of what is written for the looking nothing stays in the vault.

    This machine's memory of the vault and the index are made where there are none, as any command makes them. `options` are machine
    settings that win over `config.toml` and the environment.
    """
    machine, told = setup.machine_check(options)
    checks = [told]
    checks += _tried("network", lambda: [setup.network_check(machine)])
    checks += _tried("space", lambda: [places.space_check(vault, machine)])
    found = _tried("vault", lambda: [places.vault_check(vault)])
    checks += found
    if found[0].status == "bad":
        return checks
    memory = _tried("memory", lambda: places.memory_checks(vault, machine))
    checks += memory
    checks += _tried("obsidian", lambda: [setup.obsidian_check(vault)])
    settings, told = setup.settings_check(vault)
    checks.append(told)
    if settings:
        checks += [setup.processor_check(settings, machine), setup.zone_check(settings)]
        checks += _tried("inbox", lambda: [places.inbox_check(vault, settings.inbox, machine)])
    checks += _tried("sync", lambda: _walked(vault))
    if settings and (vault / settings.inbox).is_dir() and all(check.status == "ok" for check in memory):
        checks += _tried("notes", lambda: _worked(vault, settings, machine))
    return checks


def _tried(name: str, checks: Callable[[], Iterable[Check]]) -> list[Check]:
    made, error = attempt(lambda: list(checks()))
    return [Check(name, "bad", said(error))] if error else made or []


def _walked(vault: Path) -> Iterator[Check]:
    walked = content.walk(vault)
    yield content.sync_check(walked)
    yield content.clock_check(walked)


def _worked(vault: Path, settings: VaultSettings, machine: MachineSettings) -> list[Check]:
    """The checks that need the vault's index and this machine's memory."""
    state, cache = vault_state(machine.state_dir, vault), vault_cache(machine.cache_dir, vault)
    with closing(open_workspace(vault, settings, machine, state=state, cache=cache)) as work:
        work.index.refresh()
        return [*content.work_checks(work), *_events(work)]


def _events(work: Workspace) -> Iterator[Check]:
    if work.inbox().is_dir():
        _, folders = list_all(work.inbox(), ignored_folders(work), work.may_follow)
        yield events_check(len(folders), is_watched(work.state))
        yield places.links_check(work.vault, folders, work.may_follow)
