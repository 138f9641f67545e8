"""The end of a process: SIGTERM in the middle of work, `kill -9` at any moment."""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import launch
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

QUICK = "```toml\n[watch]\nsettle = 0.05\nrescan = 1.0\n```\n"
PROMISED = 5.0  # seconds from SIGTERM to the end
TRIES = 3  # what other programs take of the machine's time only adds: the least of some tries is our own


def environment(home: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "VAULT_INBOX_STATE_DIR": str(home / "state"), "VAULT_INBOX_CACHE_DIR": str(home / "cache"), **more}


def command(*args: object, env: dict[str, str]) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "vault_inbox", *map(str, args)]
    return launch.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)


def temps(vault: Path) -> list[Path]:
    return [path for path in vault.rglob("*") if path.name.startswith(".~vi-")]


def ids(vault: Path) -> Counter[str]:
    notes = [path.read_text() for path in vault.rglob("*.md") if not path.is_relative_to(vault / "Inbox")]
    return Counter(found[1] for note in notes if (found := re.search(r'^inbox_id: "(\w+)"$', note, re.MULTILINE)))


def until(done: object, seconds: float = 100.0) -> None:
    end = time.monotonic() + seconds
    while not done():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def seconds_to_end(start: Callable[[], AbstractContextManager[subprocess.Popen[bytes]]], code: int) -> float:
    """The seconds from SIGTERM to the end of a process in the middle of its work: the least of some tries, once one is in time."""
    least = float("inf")
    for _ in range(TRIES):
        with start() as process:
            try:
                begun = time.monotonic()
                process.send_signal(signal.SIGTERM)
                assert process.wait(60) == code
                least = min(least, time.monotonic() - begun)
            finally:
                process.kill()
                process.wait()
        if least < PROMISED:
            break
    return least


@pytest.fixture
def quick(new_vault):
    vault = new_vault("v")
    (vault / "Vault Inbox.md").write_text(QUICK)
    return vault


@pytest.mark.parametrize("how", ["watch", "run"])
def test_r26_sigterm_while_a_page_does_not_come_ends_it_in_time(quick, put, tmp_path, how):
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}"
        put(quick / "Inbox/a.txt", f"http://{address}/slow\n".encode())
        server.settimeout(60)

        @contextlib.contextmanager
        def in_the_middle():
            process = command(how, quick, env=environment(tmp_path, VAULT_INBOX_ALLOW_PRIVATE=address))
            asked, _ = server.accept()  # and never answered
            with asked:
                yield process

        assert seconds_to_end(in_the_middle, {"watch": 0, "run": 143}[how]) < PROMISED
    assert temps(quick) == []
    assert (quick / "Inbox/a.txt").exists()
    assert not ids(quick)


def readers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes in which a daemon has pages read."""
    found = []
    for task in Path(f"/proc/{process.pid}/task").iterdir():
        with contextlib.suppress(OSError):  # a thread or a process that has just ended
            children = (task / "children").read_text().split()
            found += [int(child) for child in children if b"reading.child" in Path(f"/proc/{child}/cmdline").read_bytes()]
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="the processes of a process are told by /proc")
def test_r26_sigterm_while_a_page_is_read_for_long_ends_it_in_time(quick, put, tmp_path):
    slow = b" ".join(b"a%d=1" % number for number in range(200_000))  # some seconds: it is not read before its reader is stopped
    put(quick / "Inbox/a.html", b"<html><title>A page</title><p " + slow + b">Comfrey makes the compost hot.</html>")

    @contextlib.contextmanager
    def in_the_middle():
        process = command("watch", quick, env=environment(tmp_path))
        until(lambda: readers_of(process))
        for reader in readers_of(process):
            os.kill(reader, signal.SIGSTOP)  # it never answers
        yield process

    assert seconds_to_end(in_the_middle, 0) < PROMISED
    assert temps(quick) == []
    assert (quick / "Inbox/a.html").exists()
    assert not ids(quick)


# A daemon, as the command runs it, in a call of a library that comes back late, and to which signals say nothing
DEAF = """
import ctypes, signal, sys
from vault_inbox import Inbox
from vault_inbox.cli import signals

def deaf(note, ctx):
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM, signal.SIGALRM])
    print("busy", flush=True)
    ctypes.CDLL(None).sleep(600)

asked = signals.listen()
list(Inbox(sys.argv[1], steps=[deaf]).watch(asked.stop))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM")
def test_r26_sigterm_during_a_call_that_does_not_come_back_ends_it_in_time(quick, put, tmp_path):
    put(quick / "Inbox/a.txt", b"Comfrey makes the compost hot.\n")

    @contextlib.contextmanager
    def in_the_middle():
        process = launch.Popen([sys.executable, "-c", DEAF, quick], env=environment(tmp_path), stdout=subprocess.PIPE)
        assert process.stdout
        with process.stdout:
            assert process.stdout.readline() == b"busy\n"
            yield process

    assert seconds_to_end(in_the_middle, 0) < PROMISED
    assert (quick / "Inbox/a.txt").exists()


@pytest.mark.parametrize("how", ["watch", "run"])
def test_r26_sigterm_among_many_drops_leaves_nothing_half_done(quick, put, tmp_path, how):
    drops = {f"Drop {number} says something of its own.\n".encode() for number in range(150)}
    for number, data in enumerate(drops):
        put(quick / f"Inbox/d{number}.txt", data)
    env = environment(tmp_path, VAULT_INBOX_OFFLINE="1")
    process = command(how, quick, env=env)
    try:
        until(lambda: ids(quick))
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    finally:
        process.kill()
        process.wait()
    assert temps(quick) == []
    assert len(ids(quick)) < len(drops)
    assert command("run", quick, env=env).wait(60) == 0
    assert list(ids(quick).values()) == [1] * len(drops)
    assert {path.read_bytes() for path in (quick / ".vault-inbox/originals").rglob("*.txt")} == drops
    assert temps(quick) == []


def has_all(vault: Path, drops: list[bytes]) -> None:
    assert list(ids(vault).values()) == [1] * len(drops)
    originals = [path.read_bytes() for path in (vault / ".vault-inbox/originals").rglob("*.txt")]
    assert sorted(originals) == sorted(drops)
    assert [path for path in (vault / "Inbox").rglob("*") if path.is_file()] == []
    assert temps(vault) == []


# SWEEP=full makes it the long one, of two minutes and more
@pytest.mark.sweep
@pytest.mark.timeout(600)
def test_r22_a_daemon_killed_at_any_moment_under_load_loses_nothing(worker, quick, drop):
    kills = 300 if os.environ.get("SWEEP") == "full" else 15
    drops: list[bytes] = []
    killed = 0
    for turn in range(kills):
        drops += [drop(quick, 10 * turn + number) for number in range(4)]
        done = worker.do(quick, "watch", kill_after=random.uniform(0.1, 0.6))
        killed += done["killed"] == signal.SIGKILL
        assert max(ids(quick).values(), default=1) == 1
    assert killed == kills
    for path in (quick / "Inbox").glob("*.txt"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert worker.do(quick)["error"] == ""
    has_all(quick, drops)


@pytest.mark.sweep
def test_r22_the_command_itself_killed_at_any_moment_loses_nothing(quick, tmp_path, drop):
    kills = 30 if os.environ.get("SWEEP") == "full" else 3
    env = environment(tmp_path, VAULT_INBOX_OFFLINE="1")
    drops: list[bytes] = []
    for turn in range(kills):
        process = command("watch", quick, env=env)
        drops += [drop(quick, 100 * turn + number) for number in range(20)]
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(random.uniform(0.5, 2.0))
        process.kill()
        assert process.wait() == -signal.SIGKILL
    for path in (quick / "Inbox").glob("*.txt"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert command("run", quick, env=env).wait(120) == 0
    has_all(quick, drops)
