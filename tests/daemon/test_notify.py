"""Signs of life for a service manager, received by a real socket."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import launch
import pytest

from vault_inbox import FetchError, Inbox
from vault_inbox.daemon.notify import Notifier

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX") or sys.platform == "win32", reason="systemd's protocol")


@pytest.fixture(params=["path", "abstract"])
def manager(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[socket.socket, str]]:
    """A service manager's socket, and its address as NOTIFY_SOCKET names it."""
    if request.param == "abstract" and sys.platform != "linux":
        pytest.skip("only Linux has an abstract space")
    address = str(tmp_path_factory.mktemp("s") / "n") if request.param == "path" else f"@vault-inbox-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
        receiver.bind(address.replace("@", "\0", 1) if address.startswith("@") else address)
        receiver.settimeout(30)
        yield receiver, address


def told(receiver: socket.socket) -> list[str]:
    return receiver.recv(4096).decode().split("\n")


def until(receiver: socket.socket, wanted: str) -> None:
    while wanted not in told(receiver):
        pass


def test_the_first_sign_says_ready_and_a_reload_ends_with_ready_again(manager):
    receiver, address = manager
    notifier = Notifier(address)
    notifier.alive()
    notifier.alive()
    notifier.reloading()
    notifier.alive()
    notifier.stopping()
    assert told(receiver) == ["READY=1", "WATCHDOG=1"]
    assert told(receiver) == ["WATCHDOG=1"]
    reloading, since = told(receiver)
    assert reloading == "RELOADING=1"
    assert int(since.removeprefix("MONOTONIC_USEC=")) > 0
    assert told(receiver) == ["READY=1", "WATCHDOG=1"]
    assert told(receiver) == ["STOPPING=1"]


@pytest.mark.parametrize("address", ["", "/nowhere/at/all", "vsock:2:1234", "/tmp/" + "x" * 200])
def test_nobody_who_listens_is_no_error(address):
    Notifier(address).alive()


def test_a_listener_that_does_not_read_holds_nobody_up(manager):
    _, address = manager
    notifier = Notifier(address)
    for _ in range(5000):
        notifier.alive()


def test_the_watch_command_tells_how_it_is(manager, vault):
    receiver, address = manager
    (vault / "Vault Inbox.md").write_text("```toml\n[watch]\nsettle = 0.1\n```\n")
    process = launch.Popen(
        [sys.executable, "-m", "vault_inbox", "watch", str(vault), "--json"],
        env={**os.environ, "NOTIFY_SOCKET": address, "VAULT_INBOX_OFFLINE": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert told(receiver) == ["READY=1", "WATCHDOG=1"]
        (vault / "Inbox/a.txt").write_text("Comfrey makes the compost hot.\n")
        assert json.loads(process.stdout.readline())["status"] == "created"
        process.send_signal(signal.SIGHUP)
        until(receiver, "RELOADING=1")
        assert told(receiver) == ["READY=1", "WATCHDOG=1"]
        process.terminate()
        until(receiver, "STOPPING=1")
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.communicate()


def test_a_drop_with_many_pages_that_do_not_come_gives_a_sign_of_life_at_each(vault):
    stop = threading.Event()
    signs: list[int] = []
    asked: list[int] = []

    def page(url: str) -> NoReturn:
        asked.append(len(signs))
        raise FetchError(url, "it did not answer in time", retryable=True)

    (vault / "Inbox/links.txt").write_text("".join(f"- https://site{number}.example.org/\n" for number in range(4)))
    made = []
    for outcome in Inbox(vault, pages=page).watch(stop, alive=lambda: signs.append(1)):
        made.append(outcome.status)
        if len(made) == 4:
            stop.set()
    assert made == ["pending"] * 4
    assert len(set(asked)) == 4


@pytest.mark.parametrize("missing", ["vault", "inbox"])
def test_a_daemon_that_waits_for_its_folder_is_alive(vault, missing):
    (vault / "Inbox").rmdir()
    folder: Path = vault / "elsewhere" if missing == "vault" else vault
    stop = threading.Event()
    signs: list[int] = []

    def alive() -> None:
        signs.append(1)
        if len(signs) == 2:
            stop.set()

    assert list(Inbox(folder).watch(stop, alive=alive)) == []
    assert len(signs) >= 2
