"""The daemon as a service: the files that are made, and what `vault-inbox service` does with the system's own commands.

The texts are made and read back on every system. systemctl, launchctl and schtasks are stand-ins on PATH that keep a state and write
down how they were called.
"""

from __future__ import annotations

import configparser
import json
import os
import plistlib
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import launch
import pytest

import vault_inbox
from vault_inbox.errors import ConfigError
from vault_inbox.reading.pool import MEMORY
from vault_inbox.service.install import manager
from vault_inbox.service.launchd import Launchd, agent_text
from vault_inbox.service.program import MARK, Program
from vault_inbox.service.systemd import Systemd, unit_name, unit_text
from vault_inbox.service.windows import Tasks, task_name, task_text

PYTHON = Path(sys.executable)
VAULTS = [
    "/home/ann/Notes",
    "/home/ann/My Notes",
    "/home/ann/100% $HOME %h ${X}",
    '/home/ann/it\'s "quoted" \\ back',
    "/home/ann/ends with \\",
    "/home/ann/知識 & <b>",
    "/home/ann/;semi#hash",
]
posix = pytest.mark.skipif(sys.platform == "win32", reason="stand-ins are shell scripts")


def program(vault: str = VAULTS[0]) -> Program:
    return Program(Path(vault), PYTHON)


def parsed(text: str) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(interpolation=None, comment_prefixes=("#", ";"), delimiters=("=",))
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(text)
    return unit


@pytest.mark.parametrize("vault", VAULTS)
def test_a_unit_runs_the_daemon_of_the_vault_whatever_its_name(vault):
    unit = parsed(unit_text(program(vault)))
    words = [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(unit["Service"]["ExecStart"])]
    assert words == [str(PYTHON), "-P", "-m", "vault_inbox", "watch", vault]
    assert not re.search(r"(?<!%)(%%)*%(?!%)|\\$", unit["Unit"]["Description"])


def test_a_unit_is_watched_restarted_and_has_few_rights():
    unit = parsed(unit_text(program()))
    wanted = {
        "Type": "notify",
        "Restart": "on-failure",
        "NoNewPrivileges": "yes",
        "SystemCallFilter": "@system-service",
        "LockPersonality": "yes",
        "RestrictRealtime": "yes",
    }
    assert wanted.items() <= dict(unit["Service"]).items()
    assert {"WatchdogSec", "MemoryMax", "TasksMax"} <= set(unit["Service"])
    assert not {"ProtectSystem", "PrivateTmp", "CapabilityBoundingSet", "UMask"} & set(unit["Service"])
    assert unit["Install"]["WantedBy"] == "default.target"


@pytest.mark.parametrize("workers", [1, 4])
def test_a_unit_leaves_room_for_a_page_that_takes_all_it_may_in_each_reader_and_outlives_the_death_of_one(workers):
    unit = parsed(unit_text(replace(program(), workers=workers)))
    bound = int(unit["Service"]["MemoryMax"].removesuffix("M")) << 20
    assert bound >= workers * MEMORY + (512 << 20)
    assert unit["Service"]["OOMPolicy"] == "continue"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
@pytest.mark.parametrize("vault", VAULTS)
def test_systemd_finds_no_fault_in_a_unit(vault, tmp_path):
    path = tmp_path / unit_name(program(vault))
    path.write_text(unit_text(program(vault)))
    env = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", str(path)], capture_output=True, text=True, check=False, env=env
    )
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")


@pytest.mark.parametrize("vault", VAULTS)
def test_names_need_no_escaping_and_tell_vaults_apart(vault):
    assert re.fullmatch(r"vault-inbox-[A-Za-z0-9-]{1,60}\.service", unit_name(program(vault)))
    assert unit_name(program(vault)) != unit_name(program(f"/elsewhere{vault}"))


@posix
def test_a_link_to_a_vault_is_the_same_service(tmp_path):
    (tmp_path / "Notes").mkdir()
    (tmp_path / "link").symlink_to("Notes")
    assert Program(tmp_path / "link", PYTHON).name == Program(tmp_path / "Notes", PYTHON).name


@pytest.mark.parametrize("vault", VAULTS)
def test_an_agent_runs_the_daemon_of_the_vault(vault):
    data = agent_text(program(vault), Path("/Users/ann/Library/Logs/x.log"))
    agent = plistlib.loads(data)
    assert agent["ProgramArguments"] == [str(PYTHON), "-P", "-m", "vault_inbox", "watch", vault]
    assert agent["EnvironmentVariables"] == {"VAULT_INBOX_AGENT_LOG": agent["StandardErrorPath"]}
    assert (agent["RunAtLoad"], agent["KeepAlive"]) == (True, {"SuccessfulExit": False})
    assert MARK.encode() in data


@pytest.mark.parametrize("vault", VAULTS)
def test_a_task_runs_the_daemon_of_the_vault_for_this_user_without_end(vault):
    data = task_text(program(vault), "HOME\\ann")
    task = ElementTree.fromstring(data)
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    text = {path: task.findtext(f"t:{path.replace('/', '/t:')}", namespaces=space) for path in TASK}
    assert text == TASK | {"Actions/Exec/Arguments": subprocess.list2cmdline(["-P", "-m", "vault_inbox", "watch", vault])}
    assert data.startswith((b"\xff\xfe", b"\xfe\xff"))
    assert MARK in data.decode("utf-16")


TASK = {
    "Triggers/LogonTrigger/UserId": "HOME\\ann",
    "Principals/Principal/UserId": "HOME\\ann",
    "Principals/Principal/RunLevel": "LeastPrivilege",
    "Settings/ExecutionTimeLimit": "PT0S",
    "Settings/StopIfGoingOnBatteries": "false",
    "Actions/Exec/Command": str(PYTHON),
    "Actions/Exec/Arguments": "",
}


def test_each_system_has_its_manager(monkeypatch):
    assert isinstance(manager("linux"), Systemd)
    if hasattr(os, "getuid"):
        assert isinstance(manager("darwin"), Launchd)
    monkeypatch.setenv("USERDOMAIN", "HOME")
    monkeypatch.setenv("USERNAME", "ann")
    assert manager("win32") == Tasks("HOME\\ann")
    with pytest.raises(ConfigError, match="freebsd"):
        manager("freebsd14")


# The commands, with stand-ins for those of the system


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """stand_in(name, script) puts a shell script of that name on PATH; its $1… are added to calls(), $S is a folder of its own."""
    folder, state = tmp_path / "bin", tmp_path / "state"
    folder.mkdir()
    state.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("S", str(state))

    def put(name: str, script: str) -> Path:
        path = folder / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >> "$S/calls"\n{script}\n')
        path.chmod(0o755)
        return state

    return put


def calls(state: Path) -> list[str]:
    path = state / "calls"
    found = path.read_text().split("\n")[:-1] if path.exists() else []
    path.unlink(missing_ok=True)
    return found


def service(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "VAULT_INBOX_VAULT"}
    command = [sys.executable, "-m", "vault_inbox", "service", *args]
    return launch.run(command, capture_output=True, text=True, env={**kept, **env}, check=False, timeout=60)


SYSTEMCTL = """
W="$XDG_CONFIG_HOME/systemd/user/default.target.wants"
case "$2" in
  show) [ -e "$S/unreachable" ] && { echo "Failed to connect to bus" >&2; exit 1; } ;;
  enable) mkdir -p "$W" && ln -sf "../$3" "$W/$3" ;;
  restart) [ -e "$S/broken" ] && { echo "Job failed" >&2; exit 1; }; touch "$S/active" ;;
  disable) rm -f "$W/$4" "$S/active"; rmdir "$W" ;;
  is-active) if [ -e "$S/active" ]; then echo active; else echo inactive; exit 3; fi ;;
esac
exit 0
"""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="systemd")


def is_installed() -> bool:
    """Whether this interpreter finds the package without this shell's paths, as a service would."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [sys.executable, "-P", "-m", "vault_inbox", "--version"]
    return not subprocess.run(command, cwd=PYTHON.anchor, env=clean, capture_output=True, check=False).returncode


@pytest.fixture
def installed(stand_in):
    """Nothing is made for a package that only this shell's PYTHONPATH names: that is a test of its own."""
    if not is_installed():
        pytest.skip("vault-inbox is not installed for this interpreter")
    return stand_in


@linux
def test_a_package_that_only_this_shell_finds_gets_no_service(stand_in, vault, own_machine, tmp_path):
    stand_in("systemctl", SYSTEMCTL)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    paths = [str(Path(vault_inbox.__file__).parents[1]), *filter(None, sys.path)]
    command = [tmp_path / "bare/bin/python", "-m", "vault_inbox", "service", "install", str(vault)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False, timeout=60)
    assert done.returncode == 2, done.stderr
    assert "install it first (pipx install" in done.stderr
    assert not (own_machine / "config/systemd").exists()


@linux
def test_install_status_and_uninstall_with_systemd(installed, vault, own_machine):
    state = installed("systemctl", SYSTEMCTL)
    units = own_machine / "config/systemd/user"
    done = service("install", str(vault), "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    unit = report["service"]
    assert (report["manager"], report["installed"], report["enabled"], report["running"]) == ("systemd", True, True, True)
    assert [path.name for path in units.iterdir() if path.is_file()] == [unit]
    asked = [call for call in calls(state) if call.split()[2] in {"daemon-reload", "enable", "restart"}]
    assert asked == ["systemctl --user daemon-reload", f"systemctl --user enable {unit}", f"systemctl --user restart {unit}"]
    assert "VAULT_INBOX_STATE_DIR" in "".join(report["advice"]), "a service would not see it"

    assert service("install", str(vault)).returncode == 0, "made again, it is brought up to date"
    assert "installed, enabled, running" in service("status", str(vault)).stdout
    assert "MemoryMax=2560M" in (units / unit).read_text()
    assert service("install", str(vault), VAULT_INBOX_WORKERS="3").returncode == 0
    assert "MemoryMax=4608M" in (units / unit).read_text()
    (state / "active").unlink()
    assert "installed, enabled\n" in service("status", str(vault)).stdout

    done = service("uninstall", str(vault))
    assert done.returncode == 0
    assert "not installed" in done.stdout
    assert list(units.iterdir()) == []
    assert "nothing to remove" in service("uninstall", str(vault)).stderr


@linux
@pytest.mark.parametrize("why", ["no bus", "no systemctl"])
def test_without_a_user_manager_install_says_what_to_type(installed, vault, own_machine, why, tmp_path):
    state = installed("systemctl" if why == "no bus" else "other", SYSTEMCTL)
    (state / "unreachable").touch()
    env = {} if why == "no bus" else {"PATH": str(tmp_path / "bin")}
    done = service("install", str(vault), **env)
    assert done.returncode == 0, done.stderr
    (unit,) = (own_machine / "config/systemd/user").iterdir()
    assert f"systemctl --user enable --now {unit.name}" in done.stderr
    assert "running" not in done.stdout
    assert service("uninstall", str(vault), **env).returncode == 0
    assert not unit.exists()


@linux
def test_uninstall_without_a_user_manager_leaves_no_enabled_ghost(installed, vault, own_machine):
    state = installed("systemctl", SYSTEMCTL)
    service("install", str(vault))
    (state / "unreachable").touch()
    service("uninstall", str(vault))
    assert list((own_machine / "config/systemd/user").iterdir()) == []


@linux
def test_a_service_that_does_not_start_is_told_with_exit_code_1(installed, vault):
    state = installed("systemctl", SYSTEMCTL)
    (state / "broken").touch()
    done = service("install", str(vault))
    assert done.returncode == 1
    assert "Job failed" in done.stderr
    assert "journalctl" in done.stderr


@linux
def test_a_unit_of_somebody_else_is_never_touched(installed, vault, own_machine):
    state = installed("systemctl", SYSTEMCTL)
    service("install", str(vault))
    (unit,) = (path for path in (own_machine / "config/systemd/user").iterdir() if path.is_file())
    unit.write_text("[Service]\nExecStart=/my/own\n")
    calls(state)
    for action in ("install", "uninstall", "status"):
        done = service(action, str(vault))
        assert (done.returncode, unit.read_text()) == (2, "[Service]\nExecStart=/my/own\n")
        assert "not written by vault-inbox" in done.stderr
    assert not [call for call in calls(state) if "disable" in call or "restart" in call]


@linux
def test_only_a_vault_gets_a_service_and_one_that_is_gone_can_lose_it(installed, vault, own_machine, tmp_path):
    installed("systemctl", SYSTEMCTL)
    done = service("install", str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert "init" in done.stderr
    assert not (own_machine / "config/systemd").exists()
    service("install", str(vault))
    shutil.rmtree(vault)
    assert service("uninstall", str(vault)).returncode == 0
    assert list((own_machine / "config/systemd/user").iterdir()) == []


LAUNCHCTL = """
case "$1" in
  bootstrap) [ -e "$S/loaded" ] && { echo "Bootstrap failed: 5: Input/output error" >&2; exit 5; }; touch "$S/loaded" ;;
  bootout) rm "$S/loaded" ;;
  print) [ -e "$S/loaded" ] || exit 113; printf 'gui/501/x = {\\n\\tstate = running\\n\\tpid = 4\\n}\\n' ;;
esac
exit 0
"""


@posix
def test_install_status_and_uninstall_with_launchd(stand_in, tmp_path):
    state = stand_in("launchctl", LAUNCHCTL)
    launchd, runs = Launchd(tmp_path / "home", 501), program()
    report = launchd.install(runs)
    assert (report.installed, report.enabled, report.running, report.problems) == (True, True, True, ())
    path = Path(report.file)
    assert path == tmp_path / f"home/Library/LaunchAgents/{report.service}.plist"
    assert f"launchctl bootstrap gui/501 {path}" in calls(state)
    log = Path(plistlib.loads(path.read_bytes())["StandardErrorPath"])
    log.write_text("said\n")
    log.with_name(f"{log.name}.1").write_text("said before\n")
    assert launchd.install(runs).problems == (), "what is loaded is unloaded first"
    report = launchd.uninstall(runs)
    assert (report.installed, report.running) == (False, False)
    assert [found for found in (tmp_path / "home").rglob("*") if found.is_file()] == []
    assert not (state / "loaded").exists()


@posix
def test_an_agent_of_somebody_else_is_never_touched(stand_in, tmp_path):
    state = stand_in("launchctl", LAUNCHCTL)
    launchd, runs = Launchd(tmp_path, 501), program()
    path = Path(launchd.status(runs).file)
    path.parent.mkdir(parents=True)
    path.write_text("<plist/>")
    calls(state)
    for action in (launchd.install, launchd.uninstall, launchd.status):
        with pytest.raises(ConfigError, match="not written by vault-inbox"):
            action(runs)
    assert (path.read_text(), calls(state)) == ("<plist/>", [])


SCHTASKS = """
case "$1" in
  /Create) cp "$5" "$S/task" ;;
  /Query) cat "$S/task" 2>/dev/null || exit 1 ;;
  /Run) touch "$S/ran" ;;
  /End) rm -f "$S/ran" ;;
  /Delete) rm "$S/task" ;;
esac
exit 0
"""
POWERSHELL = 'if [ -e "$S/ran" ]; then echo 4; else echo 3; fi'


@posix
def test_install_status_and_uninstall_with_the_task_scheduler(stand_in):
    stand_in("powershell", POWERSHELL)
    state = stand_in("schtasks", SCHTASKS)
    tasks, runs = Tasks("HOME\\ann"), program()
    assert tasks.status(runs).installed is False
    report = tasks.install(runs)
    assert (report.file, report.installed, report.enabled, report.running) == (task_name(runs), True, True, True)
    assert ElementTree.fromstring((state / "task").read_bytes()) is not None
    (state / "ran").unlink()
    assert tasks.status(runs).running is False
    report = tasks.uninstall(runs)
    assert (report.installed, (state / "task").exists()) == (False, False)


@posix
def test_a_task_of_somebody_else_is_never_touched(stand_in):
    stand_in("powershell", POWERSHELL)
    state = stand_in("schtasks", SCHTASKS)
    (state / "task").write_text("<Task/>")
    tasks = Tasks("HOME\\ann")
    for action in (tasks.install, tasks.uninstall, tasks.status):
        with pytest.raises(ConfigError, match="not made by vault-inbox"):
            action(program())
    assert (state / "task").read_text() == "<Task/>"
