"""Makes, removes and looks at the service of one vault, with whatever service manager this system has."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ..errors import ConfigError
from ..settings.machine import PREFIX, config_path, machine_settings
from ..vault.folders import is_vault
from .launchd import Launchd
from .program import Program, Report
from .systemd import Systemd
from .windows import Tasks

if TYPE_CHECKING:
    from collections.abc import Mapping


class Manager(Protocol):
    """A service manager."""

    def install(self, program: Program) -> Report:
        """Make the service and start it."""

    def uninstall(self, program: Program) -> Report:
        """Stop the service and remove it."""

    def status(self, program: Program) -> Report:
        """Tell how the service stands."""


def install(vault: Path) -> Report:
    """Make the service of a vault and start it. Raises `ConfigError` where it could not work, or its name is somebody else's."""
    program = replace(program_for(vault), workers=machine_settings({}).workers)
    if not is_vault(vault):
        raise ConfigError(f"{vault} is no vault: `vault-inbox init` makes it one")
    if bad := [character for part in (vault, program.python) for character in str(part) if not character.isprintable()]:
        raise ConfigError(f"{vault} has the character {bad[0]!a} in its path, which no service file can hold")
    _try(program)
    report = manager().install(program)
    return replace(report, advice=(*report.advice, *_unseen(os.environ)))


def uninstall(vault: Path) -> Report:
    """Remove what `install` made; the vault itself may be gone. Raises `ConfigError` where it is somebody else's."""
    return manager().uninstall(program_for(vault))


def status(vault: Path) -> Report:
    """Tell whether the service of a vault is installed, enabled and running."""
    return manager().status(program_for(vault))


def program_for(vault: Path) -> Program:
    """The daemon of a vault, run by the interpreter that runs this; a venv's stays the venv's."""
    return Program(vault, Path(sys.executable).absolute())


def manager(platform: str = sys.platform) -> Manager:
    """The service manager of a system, named as in `sys.platform`. Raises `ConfigError` where none is known."""
    if platform == "darwin" and sys.platform != "win32":
        return Launchd(Path.home(), os.getuid())
    if platform == "win32":
        return Tasks("\\".join(os.environ[name] for name in ("USERDOMAIN", "USERNAME") if os.environ.get(name)))
    if platform.startswith("linux"):
        return Systemd(Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd/user")
    raise ConfigError(f"no service manager is known for {platform}: let your own run `vault-inbox watch`")


def _try(program: Program) -> None:
    """Start the program as a service would, from another folder and without this shell's paths, to see that it is installed."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [str(program.python), "-P", "-m", "vault_inbox", "--version"]
    tried = subprocess.run(command, cwd=program.python.anchor, env=env, capture_output=True, check=False)  # noqa: S603
    if tried.returncode:
        raise ConfigError("vault-inbox runs from a folder here, and a service could not find it: install it first (pipx install …)")


def _unseen(env: Mapping[str, str]) -> tuple[str, ...]:
    """What is set in this shell, and would not be for a service."""
    names = sorted(name for name in env if name.startswith(PREFIX) and name != f"{PREFIX}VAULT")
    if not names:
        return ()
    return (f"a service does not see {', '.join(names)}: what they say belongs into {config_path()}",)
