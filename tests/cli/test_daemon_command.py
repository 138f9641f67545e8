"""`watch` as a service manager runs it: SIGHUP, and logs that the journal can read."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import subprocess
import sys

import launch
import pytest

from vault_inbox.cli import logs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and journals")


@pytest.fixture
def vault(vault):
    """A vault whose drops are read soon; a test that writes settings of its own says so itself."""
    (vault / "Vault Inbox.md").write_text("```toml\n[watch]\nsettle = 0.1\n```\n")
    return vault


def start(vault, **options) -> subprocess.Popen[str]:
    env = {**os.environ, "VAULT_INBOX_OFFLINE": "1", **options.pop("env", {})}
    command = [sys.executable, "-m", "vault_inbox", "watch", str(vault), "--json"]
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
    return launch.Popen(command, env=env, **options)


def read_until(stream, pattern: str) -> str:
    for line in iter(stream.readline, ""):
        if re.search(pattern, line):
            return line
    raise AssertionError(f"no line with {pattern}")


def test_sighup_reads_the_settings_again_at_once(vault, write):
    write("Vault Inbox.md", "```toml\n[watch]\nrescan = 3600\nsettle = 0.1\n```\n")  # by itself the daemon would not look again for an hour
    write("Inbox/a.txt", "Comfrey makes the compost hot.\n")
    process = start(vault)
    try:
        assert json.loads(process.stdout.readline())["drop"] == "Inbox/a.txt"
        (vault / "Eingang").mkdir()
        write("Eingang/b.txt", "Fresh grass does the same.\n")
        write("Vault Inbox.md", '```toml\ninbox = "Eingang"\n[watch]\nsettle = 0.1\n```\n', age=0)
        process.send_signal(signal.SIGHUP)
        assert json.loads(process.stdout.readline())["drop"] == "Eingang/b.txt"
    finally:
        process.kill()
        process.communicate()


def test_broken_settings_of_the_machine_do_not_end_a_daemon_that_reads_them_again(vault, write, own_machine):
    write("Inbox/a.txt", "Comfrey makes the compost hot.\n")
    process = start(vault)
    try:
        process.stdout.readline()
        config = own_machine / "config/vault-inbox/config.toml"
        config.parent.mkdir(parents=True)
        config.write_text("ofline = true\n")
        process.send_signal(signal.SIGHUP)
        read_until(process.stderr, "ofline")
        write("Inbox/b.txt", "Fresh grass does the same.\n")
        assert json.loads(process.stdout.readline())["drop"] == "Inbox/b.txt"
        process.terminate()
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.communicate()


def test_a_daemon_goes_on_with_a_rule_whose_template_a_sync_app_may_still_bring_and_names_it(vault, write):
    write(
        "Vault Inbox.md",
        '```toml\n[note]\nunfiled = "Later"\n[rule.v]\ntitle = "films"\ntemplate = "Templates/Nope"\n[watch]\nsettle = 0.1\n```\n',
    )
    write("Inbox/a.txt", "Comfrey makes the compost hot.\n")
    process = start(vault)
    try:
        assert json.loads(process.stdout.readline())["note"].startswith("Later/")
        read_until(process.stderr, r'Vault Inbox\.md: rule\.v\.template = "Templates/Nope\.md" cannot be read')
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("sign", [".obsidian", "Vault Inbox.md"])
def test_r04_a_folder_that_is_no_vault_yet_is_waited_for(tmp_path, sign):
    vault = tmp_path / "vault"
    drop = vault / "Inbox/a.txt"
    drop.parent.mkdir(parents=True)
    drop.write_text("Comfrey makes the compost hot.\n")
    process = start(vault)
    try:
        assert "`vault-inbox init` makes it one" in read_until(process.stderr, "is no vault")
        assert [path for path in vault.rglob("*") if path.is_file()] == [drop]
        if sign.endswith(".md"):
            (vault / sign).write_text("```toml\n```\n")
        else:
            (vault / sign).mkdir()
        assert json.loads(process.stdout.readline())["drop"] == "Inbox/a.txt"
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("first", [signal.SIGHUP, signal.SIGTERM])
def test_on_a_terminal_sighup_ends_the_daemon(vault, write, first):
    write("Inbox/a.txt", "Comfrey makes the compost hot.\n")
    _, terminal = os.openpty()
    process = start(vault, stdin=terminal)
    try:
        process.stdout.readline()
        process.send_signal(first)
        assert process.wait(timeout=30) == 0
    finally:
        os.close(terminal)
        os.close(_)
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("goes", "begins"),
    [("to the journal", r"^<4>waiting for the vault"), ("elsewhere", r"^\d{4}-\d\d-\d\d \S+ WARNING waiting for the vault")],
)
def test_the_journal_gets_priorities_and_others_the_time(tmp_path, goes, begins):
    reads, writes = os.pipe()
    status = os.fstat(writes)
    inode = status.st_ino if goes == "to the journal" else status.st_ino + 1
    with os.fdopen(reads) as errors:
        process = start(tmp_path / "nowhere", stderr=writes, env={"JOURNAL_STREAM": f"{status.st_dev}:{inode}"})
        os.close(writes)
        try:
            assert re.match(begins, errors.readline())
            process.terminate()
            assert process.wait(timeout=30) == 0
        finally:
            process.kill()
            process.communicate()


def test_each_line_of_a_long_message_has_its_priority(vault, write):
    write("Vault Inbox.md", '```toml\nkeep_orginals = 30\nstpes = ["fetch"]\n```\n')
    reads, writes = os.pipe()
    status = os.fstat(writes)
    with os.fdopen(reads) as errors:
        process = start(vault, stderr=writes, env={"JOURNAL_STREAM": f"{status.st_dev}:{status.st_ino}"})
        os.close(writes)
        try:
            lines = [read_until(errors, "keep_orginals"), errors.readline()]
            assert [line[:3] for line in lines] == ["<4>", "<4>"]
        finally:
            process.kill()
            process.communicate()


def test_an_event_that_comes_while_the_watching_stops_is_no_error(capsys, monkeypatch):
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    monkeypatch.setattr(logging.getLogger(), "level", logging.WARNING)
    logs.to_stderr()
    watchdog = logging.getLogger("watchdog.observers.inotify")
    watchdog.error("InotifyEmitter.queue_events() called when the thread is inactive")
    watchdog.error("something else")
    logging.getLogger("mine").error("called when the thread is inactive")
    told = capsys.readouterr().err
    assert [line.rpartition("ERROR ")[2] for line in told.strip().split("\n")] == ["something else", "called when the thread is inactive"]


def run_by_launchd(log, *args, **env) -> int:
    """Run a command as launchd does: its log is opened before and added to."""
    with log.open("ab") as file:
        command = [sys.executable, "-m", "vault_inbox", *args]
        done = launch.run(command, env={**os.environ, "VAULT_INBOX_AGENT_LOG": str(log), **env}, stdout=file, stderr=file, timeout=60)
    return int(done.returncode)


def test_wrong_settings_do_not_make_launchd_start_the_daemon_again_and_again(vault, own_machine, tmp_path):
    log = tmp_path / "x.log"
    config = own_machine / "config/vault-inbox/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("ofline = true\n")
    assert run_by_launchd(log, "watch", str(vault)) == 0
    assert "ofline" in log.read_text()
    assert launch.run([sys.executable, "-m", "vault_inbox", "watch", str(vault)], capture_output=True, timeout=60).returncode == 2


def test_the_log_that_launchd_keeps_is_put_aside_when_it_is_long_and_a_file_of_another_is_not(vault, tmp_path):
    log, aside = tmp_path / "x.log", tmp_path / "x.log.1"
    log.write_bytes(b"a line\n")
    run_by_launchd(log, "status", str(vault))
    assert log.read_bytes().startswith(b"a line\n")
    assert not aside.exists()
    with log.open("r+b") as file:
        file.truncate(logs.LONGEST + 1)
    run_by_launchd(log, "status", str(vault))
    assert aside.stat().st_size == logs.LONGEST + 1
    assert log.read_text().startswith(f"vault    {vault}\n")
    other = tmp_path / "other"
    other.touch()
    os.truncate(other, logs.LONGEST + 1)
    run_by_launchd(log, "status", str(vault), VAULT_INBOX_AGENT_LOG=str(other))
    assert other.stat().st_size == logs.LONGEST + 1
