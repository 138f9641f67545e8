from __future__ import annotations

import contextlib
import errno
import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.observers.inotify_c import InotifyFD

from vault_inbox.daemon.watch import watch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify")
SETTLE = 0.05
PATIENCE = 60.0  # seconds that a condition may take on a busy machine
TRIES = 3  # what other programs take of the machine's time only adds: the least of some tries is our own


class Watching:
    """A watch in a thread of its own, as a daemon runs it; what it yields is kept."""

    def __init__(self, inbox: Path, *, rescan: float = 60.0, settle: float = SETTLE, on_path: Callable[[Path], None] | None = None) -> None:
        self.gone: set[Path] = set()
        self.stop = threading.Event()
        self.paths: list[Path] = []
        self.ticks = self.looks = 0
        self._news = threading.Condition()
        self._on_path = on_path
        quick = {"settle": settle, "slow": settle, "rescan": rescan}
        self._stream = watch(inbox, stop=self.stop, ignore=[inbox / "Failed"], alive=self._look, gone=self.gone, **quick)
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _look(self) -> None:
        with self._news:
            self.looks += 1
            self._news.notify_all()

    def _run(self) -> None:
        for path in self._stream:
            if path and self._on_path:
                self._on_path(path)
            with self._news:
                if path:
                    self.paths.append(path)
                else:
                    self.ticks += 1
                self._news.notify_all()

    def until(self, condition: Callable[[], bool]) -> None:
        with self._news:
            assert self._news.wait_for(condition, PATIENCE)

    def names(self) -> list[str]:
        return sorted(path.name for path in self.paths)

    def end(self) -> None:
        self.stop.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "Inbox").mkdir()
    return tmp_path / "Inbox"


@pytest.fixture
def start() -> Iterator[Callable[..., Watching]]:
    running: list[Watching] = []

    def make(*args: object, **options: object) -> Watching:
        running.append(Watching(*args, **options))  # type: ignore[arg-type]
        return running[-1]

    before = set(threading.enumerate())
    yield make
    for one in running:
        one.end()
    deadline = time.monotonic() + PATIENCE
    for thread in set(threading.enumerate()) - before:
        thread.join(max(deadline - time.monotonic(), 0))
    assert not set(threading.enumerate()) - before


def eventually(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    tick = threading.Event()
    while not condition():
        assert time.monotonic() < deadline
        tick.wait(0.01)


Start = Callable[..., Watching]


def test_what_is_there_and_what_comes_is_yielded(inbox: Path, start: Start, tmp_path: Path) -> None:
    (inbox / "there.txt").write_text("x")
    watching = start(inbox)
    watching.until(lambda: watching.names() == ["there.txt"])
    (inbox / "written.txt").write_text("x")
    (tmp_path / "moved.txt").write_text("x")
    (tmp_path / "moved.txt").rename(inbox / "moved.txt")
    (tmp_path / "linked").write_text("x")
    (inbox / "linked.txt").hardlink_to(tmp_path / "linked")
    watching.until(lambda: watching.names() == ["linked.txt", "moved.txt", "there.txt", "written.txt"])


class Inodeless:
    """An entry of a folder as Windows tells of it: the listing knows no inodes, a look at the file itself does."""

    def __init__(self, entry: os.DirEntry[str]) -> None:
        self.name, self.path = entry.name, entry.path
        self.is_dir, self.is_symlink, self._stat = entry.is_dir, entry.is_symlink, entry.stat

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        told = list(self._stat(follow_symlinks=follow_symlinks))
        more = self._stat(follow_symlinks=follow_symlinks).st_mtime_ns
        return os.stat_result([told[0], 0, *told[2:]], {"st_mtime_ns": more})


def test_where_a_listing_knows_no_inodes_files_are_yielded_all_the_same(inbox: Path, monkeypatch: pytest.MonkeyPatch, start: Start) -> None:
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda folder: contextlib.nullcontext([Inodeless(entry) for entry in scandir(folder)]))
    (inbox / "there.txt").write_text("x")
    watching = start(inbox, on_path=lambda path: (inbox / "changes.txt").write_text("changed") if path.name == "a.txt" else None)
    watching.until(lambda: watching.names() == ["there.txt"])
    for name in ("a.txt", "changes.txt"):
        (inbox / name).write_text("x")
    watching.until(lambda: watching.names() == ["a.txt", "changes.txt", "there.txt"])
    watching.end()


def test_files_in_a_folder_made_a_moment_ago_are_seen(inbox: Path, start: Start, tmp_path: Path) -> None:
    watching = start(inbox)
    watching.until(lambda: watching.ticks > 0)
    (inbox / "sub" / "deep").mkdir(parents=True)
    (inbox / "sub" / "deep" / "a.txt").write_text("x")
    watching.until(lambda: watching.names() == ["a.txt"])
    (inbox / "sub" / "deep" / "b.txt").write_text("x")
    watching.until(lambda: watching.names() == ["a.txt", "b.txt"])
    (tmp_path / "whole").mkdir()
    (tmp_path / "whole" / "c.txt").write_text("x")
    (tmp_path / "whole").rename(inbox / "whole")
    watching.until(lambda: watching.names() == ["a.txt", "b.txt", "c.txt"])


def test_r12_a_download_is_seen_when_it_gets_its_name(inbox: Path, start: Start) -> None:
    (inbox / "a.txt.part").write_text("x")
    (inbox / "Failed").mkdir()
    (inbox / "Failed" / "f.txt").write_text("x")
    watching = start(inbox)
    watching.until(lambda: watching.ticks >= 2)
    (inbox / "a.txt.part").rename(inbox / "a.txt")
    watching.until(lambda: watching.names() == ["a.txt"])


def test_r10_a_file_that_grows_is_left_alone(inbox: Path, monkeypatch: pytest.MonkeyPatch, start: Start) -> None:
    clock = [time.monotonic()]  # moved on by hand: between two lines of a busy machine's any time may pass
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    watching = start(inbox, settle=0.4)
    with (inbox / "a.txt").open("wb") as file:
        for _ in range(8):
            file.write(b"x")
            file.flush()
            before = watching.looks
            (inbox / "bell.tmp").write_text("")
            watching.until(lambda before=before: watching.looks > before + 1)  # type: ignore[misc]
            assert watching.paths == []
            clock[0] += 0.3
    monkeypatch.undo()
    (inbox / "bell.tmp").write_text("")
    watching.until(lambda: watching.names() == ["a.txt"])
    assert (inbox / "a.txt").stat().st_size == 8


def test_r11_a_watch_tells_once_of_a_file_that_has_been_empty_for_a_minute(
    inbox: Path, monkeypatch: pytest.MonkeyPatch, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    (inbox / "empty.txt").touch()
    watching = start(inbox)
    watching.until(lambda: watching.ticks >= 2)
    clock = time.monotonic
    for name, later in (("a.txt", 0.0), ("b.txt", 61.0), ("c.txt", 200.0)):
        monkeypatch.setattr(time, "monotonic", lambda later=later: clock() + later)
        (inbox / name).write_text("rings the bell")
        watching.until(lambda name=name: name in watching.names())  # type: ignore[misc]
        seen = watching.ticks
        (inbox / f"{name}.part").touch()
        watching.until(lambda seen=seen: watching.ticks > seen)  # type: ignore[misc]
        assert caplog.text.count("empty.txt has been empty for a minute") == (later > 60)
    (inbox / "empty.txt").write_text("words at last")
    watching.until(lambda: "empty.txt" in watching.names())


def test_r08_a_burst_is_yielded_each_once(inbox: Path, start: Start) -> None:
    watching = start(inbox, on_path=lambda path: path.unlink())
    for number in range(1000):
        (inbox / f"{number:04}.txt").write_text("x")
    watching.until(lambda: len(watching.paths) >= 1000)
    assert watching.names() == [f"{number:04}.txt" for number in range(1000)]


def test_r01_lost_events_are_made_good_by_the_rescan(inbox: Path, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InotifyFD, "handle_event", lambda self, event: None)  # the kernel's queue has overflowed
    watching = start(inbox, rescan=0.3)
    watching.until(lambda: watching.ticks > 3)
    for number in range(50):
        (inbox / f"{number}.txt").write_text("x")
    watching.until(lambda: len(watching.paths) == 50)


def test_a_file_that_changed_while_others_were_worked_on_waits(inbox: Path, start: Start) -> None:
    for name in ("1.txt", "2.txt", "3.txt"):
        (inbox / name).write_text("x")
    seen: list[tuple[str, int]] = []

    def work(path: Path) -> None:
        seen.append((path.name, path.stat().st_size))
        if path.name == "1.txt":
            (inbox / "2.txt").write_text("longer")
            (inbox / "3.txt").unlink()

    watching = start(inbox, on_path=work)
    watching.until(lambda: watching.names() == ["1.txt", "2.txt"])
    assert seen == [("1.txt", 1), ("2.txt", 6)]


def test_r01_a_file_that_is_put_back_at_once_is_yielded_again(inbox: Path, tmp_path: Path, start: Start) -> None:
    def work(path: Path) -> None:
        path.rename(tmp_path / path.name)
        watching.gone.add(path)

    watching = start(inbox, on_path=work)
    (inbox / "a.txt").write_text("x")
    for times in (1, 2, 3):
        watching.until(lambda times=times: watching.names() == ["a.txt"] * times)
        (tmp_path / "a.txt").rename(inbox / "a.txt")  # the same file, before any listing was without it
    watching.until(lambda: watching.names() == ["a.txt"] * 4)


def test_a_file_that_was_left_where_it_is_is_yielded_once(inbox: Path, start: Start) -> None:
    watching = start(inbox, rescan=0.1)
    (inbox / "a.txt").write_text("x")
    watching.until(lambda: watching.names() == ["a.txt"])
    ticks = watching.ticks
    watching.until(lambda: watching.ticks > ticks + 5)
    assert watching.names() == ["a.txt"]


def test_r08_long_work_does_not_starve_what_is_due(inbox: Path) -> None:
    for number in range(6):
        (inbox / f"{number}.txt").write_text("x")
    stop = threading.Event()
    got: list[Path | None] = []
    for path in watch(inbox, stop=stop, settle=0.0, rescan=0.1):
        got.append(path)
        if path:
            threading.Event().wait(0.06)  # the work
        if sum(one is not None for one in got) == 6:
            stop.set()
    worked = [one is None for one in got]
    first, last = worked.index(False), len(worked) - worked[::-1].index(False)
    assert True in worked[first:last]


def test_r03_a_folder_that_goes_and_comes_is_watched_again(inbox: Path, start: Start, caplog: pytest.LogCaptureFixture) -> None:
    watching = start(inbox, rescan=0.2)
    (inbox / "a.txt").write_text("x")
    watching.until(lambda: watching.names() == ["a.txt"])
    shutil.rmtree(inbox)
    eventually(lambda: "waiting for" in caplog.text)
    ticks, looks = watching.ticks, watching.looks
    watching.until(lambda: watching.looks > looks + 3)
    assert watching.ticks == ticks  # nothing that is due is done meanwhile
    inbox.mkdir()
    (inbox / "b.txt").write_text("x")
    watching.until(lambda: watching.names() == ["a.txt", "b.txt"])
    inbox.rename(inbox.parent / "aside")
    inbox.mkdir()  # replaced between two looks
    (inbox / "c.txt").write_text("x")
    watching.until(lambda: watching.names() == ["a.txt", "b.txt", "c.txt"])
    assert caplog.text.count("waiting for") <= 2


def test_r03_a_replaced_folder_rings_again(inbox: Path, start: Start) -> None:
    watching = start(inbox, rescan=2 * PATIENCE)
    watching.until(lambda: watching.ticks >= 2)
    aside = inbox.rename(inbox.parent / "aside")
    inbox.mkdir()
    (inbox / "a.txt").write_text("x")
    (aside / "rings the bell of before").touch()
    watching.until(lambda: watching.names() == ["a.txt"])
    eventually(lambda: rests(watching))
    (inbox / "b.txt").write_text("x")  # only the new folder's own bell tells of it in time
    watching.until(lambda: watching.names() == ["a.txt", "b.txt"])


def test_r04_a_missing_folder_is_waited_for_and_not_made(tmp_path: Path, start: Start, caplog: pytest.LogCaptureFixture) -> None:
    watching = start(tmp_path / "V" / "Inbox", rescan=0.1)
    eventually(lambda: "waiting for" in caplog.text)
    assert not (tmp_path / "V").exists()
    assert watching.ticks == 0
    (tmp_path / "V" / "Inbox").mkdir(parents=True)
    (tmp_path / "V" / "Inbox" / "a.txt").write_text("x")
    watching.until(lambda: watching.names() == ["a.txt"])
    assert caplog.text.count("waiting for") == 1


@pytest.mark.parametrize("kind", ["InotifyObserver", "InotifyEmitter", "InotifyFD"])
def test_r05_a_dead_watching_thread_is_made_again(inbox: Path, start: Start, kind: str) -> None:
    watching = start(inbox, rescan=0.5)
    watching.until(lambda: watching.ticks >= 2)
    thread = next(thread for thread in threading.enumerate() if type(thread).__name__ == kind)
    thread.stop()  # type: ignore[attr-defined]
    thread.join(PATIENCE)
    eventually(lambda: any(type(other).__name__ == kind and other is not thread for other in threading.enumerate()))
    (inbox / "a.txt").write_text("x")
    watching.until(lambda: watching.names() == ["a.txt"])


def test_r06_without_inotify_the_folder_is_polled_with_one_warning(
    inbox: Path, start: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def none_left(cls: type) -> int:
        raise OSError(errno.EMFILE, "inotify instance limit reached")

    monkeypatch.setattr(InotifyFD, "_create_inotify_fd", classmethod(none_left))
    watching = start(inbox, rescan=0.1)
    (inbox / "a.txt").write_text("x")
    watching.until(lambda: watching.names() == ["a.txt"] and watching.ticks > 5)
    assert [record.levelno for record in caplog.records if "no file system events" in record.message] == [logging.WARNING]


def test_r07_an_idle_watch_sleeps_until_the_rescan(inbox: Path, start: Start) -> None:
    (inbox / "photo.jpg").write_text("x")
    (inbox / "empty.txt").touch()
    watching = start(inbox, rescan=2 * PATIENCE)
    watching.until(lambda: len(watching.paths) == 1)
    eventually(lambda: rests(watching))


def rests(watching: Watching) -> bool:
    """Whether for a second it does not look, and no thread of this process but the one that asks does anything."""
    before = watching.looks, _steps()
    threading.Event().wait(1.0)
    return (watching.looks, _steps()) == before


def _steps() -> dict[str, str]:
    """How often each thread began to wait for something."""
    mine = str(threading.get_native_id())
    others = [task for task in Path("/proc/self/task").iterdir() if task.name != mine]
    return {task.name: re.findall(r"^voluntary_ctxt_switches:\s+(\d+)", (task / "status").read_text(), re.MULTILINE)[0] for task in others}


def test_r26_stop_ends_it_within_a_second_wherever_it_rests(inbox: Path, tmp_path: Path, start: Start) -> None:
    def seconds_to_end(folder: Path) -> float:
        watching = start(folder)
        watching.until(lambda: (watching.ticks if folder is inbox else watching.looks) > 0)
        begun = time.monotonic()
        watching.end()
        return time.monotonic() - begun

    for folder in (inbox, tmp_path / "missing"):
        assert any(seconds_to_end(folder) < 1.0 for _ in range(TRIES))


def test_r26_sigterm_ends_a_daemon_within_a_second(inbox: Path) -> None:
    code = (
        "import signal, sys, threading\nfrom pathlib import Path\nfrom vault_inbox.daemon.watch import watch\n"
        "stop = threading.Event()\nsignal.signal(signal.SIGTERM, lambda *_: stop.set())\n"
        "for path in watch(Path(sys.argv[1]), stop=stop): print(path, flush=True)\n"
    )

    def seconds_to_end() -> float:
        with subprocess.Popen([sys.executable, "-c", code, inbox], stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            begun = time.monotonic()
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0
            return time.monotonic() - begun

    assert any(seconds_to_end() < 1.5 for _ in range(TRIES))


@pytest.mark.sweep
def test_r01_a_paused_process_finds_every_file_of_an_overflow(inbox: Path) -> None:
    code = (
        "import sys, threading\nfrom pathlib import Path\nfrom vault_inbox.daemon.watch import watch\n"
        "stop = threading.Event()\nseen = 0\nprint('up', flush=True)\n"
        "for path in watch(Path(sys.argv[1]), stop=stop, settle=0.1, rescan=5.0):\n"
        "    seen += path is not None\n    if seen == 9000: stop.set()\n"
        "print(seen)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, inbox], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGSTOP)
        for number in range(9_000):  # two events each: more than the queue's 16,384
            (inbox / f"{number}.txt").write_bytes(b"x")
        process.send_signal(signal.SIGCONT)
        assert process.communicate(timeout=110)[0].strip() == "9000"
