"""Windows: a task of the Task Scheduler that starts when the user logs on."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from ..errors import ConfigError
from .commands import ask
from .program import MARK, Program, Report

_SCHEMA = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_DISABLED, _RUNNING = "1", "4"  # TASK_STATE of the Task Scheduler; `schtasks` says it in the user's language only

# element -> text; without ExecutionTimeLimit a task is ended after three days, without the two about batteries with the plug
_SETTINGS = {
    "MultipleInstancesPolicy": "IgnoreNew",
    "DisallowStartIfOnBatteries": "false",
    "StopIfGoingOnBatteries": "false",
    "StartWhenAvailable": "true",
    "RestartOnFailure": {"Interval": "PT1M", "Count": "255"},
    "ExecutionTimeLimit": "PT0S",
    "Enabled": "true",
}


def task_name(program: Program) -> str:
    """The task's full name: all of ours lie in one folder."""
    return f"\\vault-inbox\\{program.name}"


def task_text(program: Program, user: str) -> bytes:
    r"""The task's definition in UTF-16, as `schtasks /Create /XML` reads it; `user` is `DOMAIN\name`.

    The trigger names the user: one without is for administrators alone (MS-TSCH, "Required Permissions for Tasks").
    """
    ElementTree.register_namespace("", _SCHEMA)
    task = ElementTree.Element(f"{{{_SCHEMA}}}Task", version="1.2")
    tree = {
        "RegistrationInfo": {"Source": MARK, "Description": f"vault-inbox: notes from the inbox of {program.vault}"},
        "Triggers": {"LogonTrigger": {"Enabled": "true", "UserId": user}},
        "Principals": {"Principal": {"UserId": user, "LogonType": "InteractiveToken", "RunLevel": "LeastPrivilege"}},
        "Settings": _SETTINGS,
        "Actions": {"Exec": {"Command": str(program.python), "Arguments": subprocess.list2cmdline(program.arguments)}},
    }
    _fill(task, tree)
    for name, key in (("Principal", "id"), ("Actions", "Context")):
        for element in task.iter(f"{{{_SCHEMA}}}{name}"):
            element.set(key, "Author")
    data: bytes = ElementTree.tostring(task, encoding="utf-16", xml_declaration=True)
    return data


def _fill(element: ElementTree.Element, values: object) -> None:
    if isinstance(values, dict):
        for name, below in values.items():
            _fill(ElementTree.SubElement(element, f"{{{_SCHEMA}}}{name}"), below)
    else:
        element.text = str(values)


@dataclass(frozen=True, slots=True)
class Tasks:
    r"""The tasks of one user, `DOMAIN\name`."""

    user: str

    def install(self, program: Program) -> Report:
        """Register the task and run it at once."""
        name, windowless = task_name(program), _windowless(program)
        if self._is_ours(name):
            ask("schtasks", "/End", "/TN", name)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "task.xml"
            path.write_bytes(task_text(windowless, self.user))
            made = ask("schtasks", "/Create", "/TN", name, "/XML", str(path), "/F")
        if not made.worked:
            return replace(self.status(program), problems=made.problem)
        ran = ask("schtasks", "/Run", "/TN", name)
        return replace(
            self.status(program), did=(f"made the task {name}",), problems=ran.problem, advice=("`vault-inbox log` says what it did",)
        )

    def uninstall(self, program: Program) -> Report:
        """End the task and remove it."""
        name = task_name(program)
        if not self._is_ours(name):
            return replace(self.status(program), advice=("there is nothing to remove",))
        ask("schtasks", "/End", "/TN", name)
        gone = ask("schtasks", "/Delete", "/TN", name, "/F")
        did = (f"removed the task {name}",) if gone.worked else ()
        return replace(self.status(program), did=did, problems=gone.problem)

    def status(self, program: Program) -> Report:
        """Ask for the task and its state."""
        name = task_name(program)
        installed = self._is_ours(name)
        state = _state(program.name) if installed else ""
        return Report(program.name, "task scheduler", name, installed, installed and state != _DISABLED, state == _RUNNING)

    @staticmethod
    def _is_ours(name: str) -> bool:
        answer = ask("schtasks", "/Query", "/TN", name, "/XML")
        if answer.worked and MARK not in answer.text.replace("\0", ""):
            raise ConfigError(f"the task {name} was not made by vault-inbox: it is left as it is")
        return answer.worked


def _state(name: str) -> str:
    found = f"[int](Get-ScheduledTask -TaskPath '\\vault-inbox\\' -TaskName '{name}').State"
    answer = ask("powershell", "-NoProfile", "-NonInteractive", "-Command", found)
    match = re.search(r"^\d+", answer.text, re.MULTILINE)
    return match.group() if answer.worked and match else ""


def _windowless(program: Program) -> Program:
    """The same with `pythonw.exe`, which opens no window."""
    python = program.python.with_name("pythonw.exe")
    return replace(program, python=python) if python.is_file() else program
