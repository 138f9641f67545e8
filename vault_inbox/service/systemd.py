"""Linux: a systemd unit of the user's own service manager."""

from __future__ import annotations

import contextlib
import getpass
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..reading.pool import MEMORY
from .commands import Answer, ask, is_ours, write
from .program import MARK, Program, Report

if TYPE_CHECKING:
    from pathlib import Path

_UNIT = """\
# {mark}; `vault-inbox service uninstall` removes it.
# Changes of your own belong into a drop-in: systemctl --user edit {unit}
[Unit]
Description=vault-inbox: notes from the inbox of {vault}

[Service]
Type=notify
ExecStart={command}
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=10
# 2: wrong settings of this machine; the same would happen again
RestartPreventExitStatus=2
# SIGTERM ends the daemon after the note in hand; being killed later harms nothing
TimeoutStopSec=30
KillMode=mixed
# A sign of life comes at least every five minutes, or with each note; PYTHONFAULTHANDLER says where it hung
WatchdogSec=30min
Environment=PYTHONFAULTHANDLER=1
# Above what the readers of pages may take by their own limits, which end one page and not the service; where the system is short of
# memory all the same, it kills the largest process, a reader, and the service goes on without it
MemoryMax={memory}M
OOMPolicy=continue
TasksMax=512

# What a user's service manager can take away without root. ProtectSystem, ProtectHome, PrivateTmp and their like need a mount namespace,
# and CapabilityBoundingSet needs privileges: with them the service would not start in most places.
NoNewPrivileges=yes
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
SystemCallArchitectures=native
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
LockPersonality=yes

[Install]
WantedBy=default.target
"""
_OWN = 512 << 20  # bytes of the daemon itself, which in a vault of 100,000 notes holds 200 MiB, and of what its readers start with
_CONTROL = ("systemctl", "--user")
_WANTS = "default.target.wants"


def unit_name(program: Program) -> str:
    """The unit's file name, which needs none of `systemd-escape`."""
    return f"vault-inbox-{program.name}.service"


def unit_text(program: Program) -> str:
    """The unit that runs the daemon of one vault."""
    # only what follows the program's path is searched for variables, so only there is `$` doubled (systemd.service, "Command lines")
    command = " ".join([_quoted(str(program.python)), *(_quoted(part).replace("$", "$$") for part in program.arguments)])
    memory = ((program.workers + 1) * MEMORY + _OWN) >> 20
    return _UNIT.format(mark=MARK, unit=unit_name(program), vault=_plain(str(program.vault)), command=command, memory=memory)


def _quoted(text: str) -> str:
    """One word of a command line: quoted where need be, `%` doubled because it begins a specifier."""
    text = text.replace("%", "%%")
    if re.fullmatch(r"[\w@%+=:,./-]+", text, re.ASCII):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _plain(text: str) -> str:
    """A value that is no command line: a backslash at its end would join the next line to it."""
    return text.replace("%", "%%").replace("\\", "/")


@dataclass(frozen=True, slots=True)
class Systemd:
    """The units in `folder`, usually `~/.config/systemd/user`."""

    folder: Path

    def install(self, program: Program) -> Report:
        """Write the unit, enable and start it; where there is no user manager to talk to, say what to type."""
        unit, path = unit_name(program), self._path(program)
        write(path, unit_text(program).encode())
        did: tuple[str, ...] = (f"wrote {path}",)
        if not (reached := _reach()).worked:
            later = f"systemctl --user daemon-reload && systemctl --user enable --now {unit}"
            reason = " ".join(reached.text.split())
            return replace(self.status(program), did=did, advice=(f"the user's systemd cannot be reached ({reason}); type later: {later}",))
        for command in (("daemon-reload",), ("enable", unit), ("restart", unit)):
            answer = ask(*_CONTROL, *command)
            if not answer.worked:
                advice = (f"journalctl --user -u {unit} says more",)
                return replace(self.status(program), did=did, problems=answer.problem, advice=advice)
            did = (*did, answer.command)
        return replace(self.status(program), did=did, advice=(*_lingering(), f"its log: journalctl --user -u {unit}"))

    def uninstall(self, program: Program) -> Report:
        """Stop and disable the unit, and remove it."""
        unit, path = unit_name(program), self._path(program)
        if not is_ours(path):
            return replace(self.status(program), advice=("there is nothing to remove",))
        did: tuple[str, ...] = ()
        reached = _reach()
        answer = ask(*_CONTROL, "disable", "--now", unit) if reached.worked else None
        if answer and answer.worked:
            did = (answer.command,)
        path.unlink()
        self._unlink_want(unit)
        if reached.worked:
            ask(*_CONTROL, "daemon-reload")
        advice = () if reached.worked else ("the user's systemd cannot be reached: a daemon that it started runs until you log out",)
        problems = answer.problem if answer else ()
        return replace(self.status(program), did=(*did, f"removed {path}"), problems=problems, advice=advice)

    def status(self, program: Program) -> Report:
        """Look at the unit and ask whether it runs."""
        unit, path = unit_name(program), self._path(program)
        installed = is_ours(path)
        active = ask(*_CONTROL, "is-active", unit).text.split()[:1] if installed else []
        enabled = installed and (self.folder / _WANTS / unit).exists()
        return Report(unit, "systemd", str(path), installed, enabled, active in (["active"], ["reloading"]))

    def _path(self, program: Program) -> Path:
        return self.folder / unit_name(program)

    def _unlink_want(self, unit: str) -> None:
        """Remove what `enable` made, where `disable` could not; folders that are empty now were made by it, or do no harm."""
        link = self.folder / _WANTS / unit
        if link.is_symlink() and not link.exists():
            link.unlink()
            with contextlib.suppress(OSError):
                link.parent.rmdir()


def _reach() -> Answer:
    return ask(*_CONTROL, "show", "--property=Version")


def _lingering() -> tuple[str, ...]:
    """Whether the user's services end with the last session, as they do by default (loginctl, `enable-linger`)."""
    answer = ask("loginctl", "show-user", getpass.getuser(), "--property=Linger")
    if answer.worked and "Linger=no" in answer.text:
        return ("it ends when you log out; to keep it running type: loginctl enable-linger",)
    return ()
