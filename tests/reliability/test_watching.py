"""The real `vault-inbox watch` when events are lost, watches run out, disks go and come, and processes sleep."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import launch
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify, /proc")
WAITING = re.compile("waiting(?:: | for )")  # for the folder, or for what makes it a vault
SETTINGS = "```toml\n[watch]\nsettle = 0.2\nrescan = {rescan}\n```\n"


@contextmanager
def watching(vault: Path, home: Path, *before: str, program: Sequence[str] = ()) -> Iterator[subprocess.Popen[bytes]]:
    """A real daemon; `before` are words of a command that runs it, `program` another one. What it logs is in `home/log`."""
    places = {"VAULT_INBOX_STATE_DIR": str(home / "state"), "VAULT_INBOX_CACHE_DIR": str(home / "cache")}
    environment = {**os.environ, **places, "VAULT_INBOX_OFFLINE": "1"}
    home.mkdir(exist_ok=True)
    with (home / "log").open("ab") as log:
        command = [*before, sys.executable, *(program or ("-m", "vault_inbox", "watch", str(vault)))]
        daemon = launch.Popen(command, stdout=log, stderr=log, env=environment)
    try:
        yield daemon
        assert daemon.poll() is None, (home / "log").read_text()
        daemon.terminate()
        assert daemon.wait(20) == 0
    finally:
        daemon.kill()
        daemon.wait()


def ids(vault: Path) -> Counter[str]:
    notes = [path.read_text() for path in vault.rglob("*.md") if not path.is_relative_to(vault / "Inbox")]
    return Counter(found[1] for note in notes if (found := re.search(r'^inbox_id: "(\w+)"$', note, re.MULTILINE)))


def waits(done: Callable[[], object], seconds: float = 100.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def has(vault: Path, drops: int) -> bool:
    """Whether all the drops are notes, each once, and the inbox is empty."""
    return list(ids(vault).values()) == [1] * drops and not any((vault / "Inbox").iterdir())


@pytest.fixture
def make_vault(tmp_path: Path) -> Callable[..., Path]:
    def make(name: str = "vault", rescan: float = 60.0) -> Path:
        vault = tmp_path / name
        (vault / ".obsidian").mkdir(parents=True)
        (vault / "Inbox").mkdir()
        (vault / "Vault Inbox.md").write_text(SETTINGS.format(rescan=rescan))
        return vault

    return make


def test_r01_a_daemon_that_was_stopped_while_its_queue_overflowed_misses_nothing(make_vault, tmp_path, drop):
    queue = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
    vault = make_vault()
    with watching(vault, tmp_path / "home") as daemon:
        drop(vault, 0)
        waits(lambda: has(vault, 1))
        daemon.send_signal(signal.SIGSTOP)
        names = [vault / "Inbox/one.part", vault / "Inbox/other.part"]
        names[0].touch()
        for turn in range(queue // 2 + 100):  # each rename is two events
            names[turn % 2].rename(names[1 - turn % 2])
        for number in range(1, 61):
            drop(vault, number)
        for name in names:
            name.unlink(missing_ok=True)
        daemon.send_signal(signal.SIGCONT)
        waits(lambda: has(vault, 61))


BROKEN = "def make(settings):\n    def broken(note, ctx):\n        raise RuntimeError('out of paper')\n    return broken\n"


def test_r02_a_daemon_whose_step_raises_says_so_and_goes_on(make_vault, tmp_path, monkeypatch, drop):
    plugin = tmp_path / "plugin"
    about = plugin / "broken_step-1.0.dist-info"
    about.mkdir(parents=True)
    (plugin / "broken_step.py").write_text(BROKEN)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: broken-step\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[vault_inbox.steps]\nbroken = broken_step:make\n")
    monkeypatch.setenv("PYTHONPATH", str(plugin))
    vault = make_vault()
    (vault / "Vault Inbox.md").write_text(f"```toml\nsteps = ['title', 'broken']\n```\n{SETTINGS.format(rescan=60.0)}")
    with watching(vault, tmp_path / "home"):
        for number in range(3):
            drop(vault, number)
            waits(lambda: has(vault, number + 1))  # noqa: B023 - used at once
    history = "".join(path.read_text() for path in (tmp_path / "home/state").rglob("*.jsonl"))
    assert history.count("out of paper") == 3


# A daemon that ends its watching threads on SIGUSR1, and on SIGUSR2 writes which of them run
MORTAL = """
import signal, sys, threading
from pathlib import Path
from vault_inbox.cli.main import main

def watchers():
    return [thread for thread in threading.enumerate() if type(thread).__module__.startswith("watchdog.")]

def tell(path):
    Path(path + ".new").write_text(" ".join(str(thread.native_id) for thread in watchers()))
    Path(path + ".new").rename(path)

signal.signal(signal.SIGUSR1, lambda *_: [thread.stop() for thread in watchers()])
signal.signal(signal.SIGUSR2, lambda *_: tell(threads))
*sys.argv, threads = ["vault-inbox", "watch", *sys.argv[1:]]
main()
"""


def test_r05_a_daemon_whose_watching_threads_died_makes_them_again(make_vault, tmp_path, drop):
    vault, threads = make_vault(rescan=1.0), tmp_path / "threads"

    def alive() -> set[str]:
        threads.unlink(missing_ok=True)
        daemon.send_signal(signal.SIGUSR2)
        waits(threads.exists)
        return set(threads.read_text().split())

    with watching(vault, tmp_path / "home", program=["-c", MORTAL, str(vault), str(threads)]) as daemon:
        drop(vault, 0)
        waits(lambda: has(vault, 1))
        before = alive()
        assert before
        daemon.send_signal(signal.SIGUSR1)
        waits(lambda: (now := alive()) and not now & before)
        drop(vault, 1)
        waits(lambda: has(vault, 2))


def test_r03_a_vault_that_is_unmounted_is_waited_for_and_the_empty_folder_stays_empty(make_vault, tmp_path, drop):
    store, mounted = make_vault("store", rescan=1.0), tmp_path / "mounted"
    mounted.mkdir()

    def mount() -> bool:
        return not subprocess.run(["mount", "--bind", store, mounted], capture_output=True, check=False).returncode

    def is_unmounted() -> bool:  # a look may be going on in it
        return not subprocess.run(["umount", mounted], capture_output=True, check=False).returncode

    if not mount():
        pytest.skip("this user may not mount")
    try:
        with watching(mounted, tmp_path / "home"):
            drop(store, 0)
            waits(lambda: has(store, 1))
            waits(is_unmounted)
            waits(lambda: WAITING.search((tmp_path / "home/log").read_text()))
            drop(store, 1)
            assert list(mounted.iterdir()) == []
            assert mount()
            waits(lambda: has(store, 2))
    finally:
        subprocess.run(["umount", mounted], capture_output=True, check=False)
    assert list(mounted.iterdir()) == []


def test_r03_a_vault_that_is_renamed_removed_or_replaced_is_watched_again(make_vault, tmp_path, drop):
    vault, log = make_vault(rescan=1.0), tmp_path / "home/log"
    aside = tmp_path / "aside"
    with watching(vault, tmp_path / "home"):
        drop(vault, 0)
        waits(lambda: has(vault, 1))
        vault.rename(aside)
        waits(lambda: log.read_text().count("waiting for") == 1)
        assert not vault.exists()
        aside.rename(vault)
        drop(vault, 1)
        waits(lambda: has(vault, 2))
        shutil.copytree(vault, aside)
        vault.rename(tmp_path / "older")
        aside.rename(vault)  # between two looks
        drop(vault, 2)
        waits(lambda: has(vault, 3))
        shutil.rmtree(vault)
        waits(lambda: len(WAITING.findall(log.read_text())) >= 2)
        assert not vault.exists()
        make_vault(rescan=1.0)
        drop(vault, 3)
        waits(lambda: has(vault, 1))


@pytest.mark.parametrize("run_out", ["max_inotify_instances", "max_inotify_watches"])
def test_r06_where_the_system_has_no_watches_left_the_inbox_is_polled_with_one_warning(make_vault, tmp_path, run_out, drop):
    alone = ("unshare", "--user", "--map-root-user", "sh", "-c", f'echo 0 > /proc/sys/user/{run_out} && exec "$@"', "sh")
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this user may not make namespaces")
    vault, log = make_vault(rescan=3600.0), tmp_path / "home/log"
    with watching(vault, tmp_path / "home", *alone):
        waits(lambda: "no file system events" in log.read_text())  # told after the first listing: what comes now is found by polling
        drop(vault, 0)
        waits(lambda: has(vault, 1))
    assert log.read_text().count("no file system events") == 1


def test_r07_a_daemon_at_rest_sleeps_and_its_own_writes_do_not_wake_it(make_vault, tmp_path, drop):
    vault = make_vault()
    for number in range(200):
        (vault / f"{number}").mkdir()
    with watching(vault, tmp_path / "home") as daemon:
        drop(vault, 0)
        waits(lambda: has(vault, 1))
        waits(lambda: _rests(daemon.pid))
    history = "".join(path.read_text() for path in (tmp_path / "home/state").rglob("*.jsonl"))
    assert history.count('"status"') == 1


def _rests(pid: int) -> bool:
    """Whether no thread of a process wakes up for two seconds."""

    def steps() -> list[str]:
        lines = "\n".join((task / "status").read_text() for task in sorted(Path(f"/proc/{pid}/task").iterdir()))
        return re.findall(r"^voluntary_ctxt_switches:\s+(\d+)", lines, re.MULTILINE)

    before = steps()
    time.sleep(2.0)  # rest shows in nothing but that nothing happens; a thread that is still busy is given another two seconds
    return steps() == before


def test_r09_a_fetch_that_was_slept_through_ends_at_once_and_is_tried_again(tmp_path):
    code = (
        "import sys\nfrom vault_inbox import FetchError\nfrom vault_inbox.web.fetching.fetch import Fetcher\n"
        "try: Fetcher(allow_private=[sys.argv[1]], deadline=1.0)(f'http://{sys.argv[1]}/')\n"
        "except FetchError as error: print(error.retryable, error.reason)\n"
    )
    with ExitStack() as stack:
        server = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        server.settimeout(60)
        command = [sys.executable, "-c", code, f"127.0.0.1:{server.getsockname()[1]}"]
        process = stack.enter_context(launch.Popen(command, stdout=subprocess.PIPE, text=True))
        stack.enter_context(server.accept()[0])  # and never answered
        process.send_signal(signal.SIGSTOP)
        time.sleep(1.5)  # longer than the deadline, which is the machine's time and not ours
        process.send_signal(signal.SIGCONT)
        said = process.communicate(timeout=60)[0]  # without a deadline it would never end
        assert said in {f"True the site {words}\n" for words in ("took longer than 1 seconds", "did not answer in time")}
