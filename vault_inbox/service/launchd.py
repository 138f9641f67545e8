"""macOS: a launchd agent of the user's."""

from __future__ import annotations

import contextlib
import plistlib
import re
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .commands import ask, is_ours, write
from .program import AGENT_LOG, MARK, Program, Report

if TYPE_CHECKING:
    from pathlib import Path

_GOING = 10.0  # seconds for an agent to end after `bootout`, which returns before it has


def label_of(program: Program) -> str:
    """The agent's label, and its file's name without `.plist`."""
    return f"vault-inbox.{program.name}"


def agent_text(program: Program, log: Path) -> bytes:
    """The property list that runs the daemon of one vault; what it says goes to the file `log`, which it keeps short itself."""
    values = {
        "Label": label_of(program),
        "ProgramArguments": [str(program.python), *program.arguments],
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": 30,  # seconds between two starts
        "ExitTimeOut": 30,  # seconds to end after SIGTERM
        "ProcessType": "Background",
        "StandardOutPath": str(log),
        "StandardErrorPath": str(log),
        "EnvironmentVariables": {AGENT_LOG: str(log)},
    }
    head, plist, rest = plistlib.dumps(values).partition(b"<plist")
    return head + f"<!-- {MARK} -->\n".encode() + plist + rest


@dataclass(frozen=True, slots=True)
class Launchd:
    """The agents of the user with the number `uid` whose home is `home`."""

    home: Path
    uid: int

    def install(self, program: Program) -> Report:
        """Write the agent and load it, which starts it."""
        path, log, target = self._path(program), self._log(program), self._target(program)
        write(path, agent_text(program, log))
        log.parent.mkdir(parents=True, exist_ok=True)
        did: tuple[str, ...] = (f"wrote {path}",)
        self._unload(target)
        for command in (("launchctl", "enable", target), ("launchctl", "bootstrap", f"gui/{self.uid}", str(path))):
            answer = ask(*command)
            if not answer.worked:
                later = f"launchctl bootstrap gui/{self.uid} '{path}'"
                return replace(self.status(program), did=did, problems=answer.problem, advice=(f"type at the desktop: {later}",))
            did = (*did, answer.command)
        return replace(self.status(program), did=did, advice=(f"its log: {log}",))

    def uninstall(self, program: Program) -> Report:
        """Unload the agent, which stops it, and remove it and its log."""
        path, log = self._path(program), self._log(program)
        if not is_ours(path):
            return replace(self.status(program), advice=("there is nothing to remove",))
        self._unload(self._target(program))
        path.unlink()
        for each in (log, log.with_name(f"{log.name}.1")):  # the second was put aside as too long
            each.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # other vaults' logs lie there
            log.parent.rmdir()
        return replace(self.status(program), did=(f"removed {path}",))

    def status(self, program: Program) -> Report:
        """Look at the agent and ask whether it runs."""
        path, label, target = self._path(program), label_of(program), self._target(program)
        installed = is_ours(path)
        shown = ask("launchctl", "print", target)
        running = shown.worked and re.search(r"^\s*state = running$", shown.text, re.MULTILINE) is not None
        disabled = re.search(rf'"{re.escape(label)}" => (?:disabled|true)', ask("launchctl", "print-disabled", f"gui/{self.uid}").text)
        return Report(label, "launchd", str(path), installed, installed and not disabled, installed and running)

    def _path(self, program: Program) -> Path:
        return self.home / "Library/LaunchAgents" / f"{label_of(program)}.plist"

    def _log(self, program: Program) -> Path:
        return self.home / "Library/Logs/vault-inbox" / f"{program.name}.log"

    def _target(self, program: Program) -> str:
        return f"gui/{self.uid}/{label_of(program)}"

    @staticmethod
    def _unload(target: str) -> None:
        """Unload what is loaded and wait until it is gone: an agent cannot be loaded again before."""
        if not ask("launchctl", "print", target).worked:
            return
        ask("launchctl", "bootout", target)
        until = time.monotonic() + _GOING
        while ask("launchctl", "print", target).worked and time.monotonic() < until:
            time.sleep(0.2)
