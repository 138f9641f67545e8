from __future__ import annotations

import dataclasses
import errno
import json
import multiprocessing
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from vault_inbox.disk import Disk
from vault_inbox.errors import VaultBusy
from vault_inbox.model import Outcome
from vault_inbox.state import files
from vault_inbox.state.history import History
from vault_inbox.state.locks import daemon_lock, is_watched, write_lock
from vault_inbox.state.paths import vault_cache, vault_state
from vault_inbox.state.records import Record, Records
from vault_inbox.state.retries import GIVE_UP, Retries
from vault_inbox.state.told import PAUSE, Told

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext
    from pathlib import Path

NOW = datetime(2025, 9, 18, 11, 49, 49)
FULL = Record(
    inbox_id="5f0c5f0c5f0c5f0c",
    note="24-computing/Ü.md",
    text="---\r\nü\ud800\u2028---",
    drop="a.txt",
    part="2/3",
    written=NOW,
    why={"tags": ["in the title", "in the text"]},
    refused={"tags": ["silly"]},
    refreshed=NOW,
    run="r1",
    targets={"Ü.md": "id:1"},
    awaited={"Inbox/B.md": "2"},
    titles=("Compost", "Ü"),
    brought="tags: [ü]\n",
)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


# ---------------------------------------------------------------- files and paths


def test_what_is_kept_is_for_this_user_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = vault_state(tmp_path / "state", tmp_path / "V")
        Records(folder).put(FULL)
        Retries(folder).failed("x")
        History(folder).append(Outcome("a", "1/1", "created"), "r", NOW)
        with write_lock(folder):
            pass
    finally:
        os.umask(before)
    kept = list(folder.rglob("*"))
    assert len([path for path in kept if path.is_file()]) == 4
    assert {mode(path) for path in kept if path.is_file()} == {0o600}
    assert {mode(path) for path in [folder, *kept] if path.is_dir()} == {0o700}


def test_each_vault_has_its_own_folder_by_its_real_path(tmp_path: Path) -> None:
    for name in ("a/Notes", "b/Notes", "c/日本 / x"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "a" / "Notes")
    state = tmp_path / "state"
    one, two = vault_state(state, tmp_path / "a/Notes"), vault_state(state, tmp_path / "b/Notes")
    assert one != two
    assert one.name.startswith("Notes-")
    assert vault_state(state, tmp_path / "link") == one
    assert vault_state(state, tmp_path / "c/日本 / x").is_dir()
    assert vault_cache(tmp_path / "cache", tmp_path / "a/Notes").parent.is_dir()


def test_text_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    files.write_text(tmp_path / "deep" / "a", "one")
    with pytest.raises(UnicodeEncodeError):
        files.write_text(tmp_path / "deep" / "a", "\ud800")
    assert files.read_text(tmp_path / "deep" / "a") == "one"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["a"]
    assert files.read_text(tmp_path / "none") is None
    assert files.read_text(tmp_path) is None


# ---------------------------------------------------------------- records


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    Records(tmp_path).put(FULL)
    assert Records(tmp_path).get(FULL.inbox_id) == FULL
    assert list(Records(tmp_path)) == [FULL]
    Records(tmp_path).forget(FULL.inbox_id)
    Records(tmp_path).forget(FULL.inbox_id)
    assert Records(tmp_path).get(FULL.inbox_id) is None


def test_a_record_of_a_version_before_this_one_is_read_with_what_it_lacks_left_empty(tmp_path: Path) -> None:
    Records(tmp_path).put(FULL)
    (path,) = tmp_path.rglob("*.json")
    values = json.loads(path.read_text())
    for name in ("titles", "folder", "awaited", "brought"):
        del values[name]
    path.write_text(json.dumps(values))
    assert Records(tmp_path).get(FULL.inbox_id) == replace(FULL, titles=(), awaited={}, brought=None)


@pytest.mark.parametrize("inbox_id", ["../../../etc/x", "", "a/b", "\0", "x" * 400, "\ud800"])
def test_r17_an_id_that_somebody_made_up_stays_inside(tmp_path: Path, inbox_id: str) -> None:
    record = Record(inbox_id, "n.md", "t")
    Records(tmp_path / "s").put(record)
    assert Records(tmp_path / "s").get(inbox_id) == record
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"[]", b"\xff", b'{"inbox_id": "5f0c5f0c5f0c5f0c"}', b"[" * 100_000, b'{"inbox_id": 1, "note": 2, "text": 3}'],
)
def test_a_broken_record_counts_as_none(tmp_path: Path, broken: bytes) -> None:
    records = Records(tmp_path)
    records.put(FULL)
    next(tmp_path.rglob("*.json")).write_bytes(broken)
    assert records.get(FULL.inbox_id) is None
    assert list(records) == []
    records.put(FULL)
    assert records.get(FULL.inbox_id) == FULL


@pytest.mark.parametrize(
    ("name", "value"), [("written", "yesterday"), ("why", [1]), ("text", None), ("refused", {"tags": 3}), ("brought", 0)]
)
def test_a_record_with_a_wrong_value_counts_as_none(tmp_path: Path, name: str, value: object) -> None:
    Records(tmp_path).put(FULL)
    path = next(tmp_path.rglob("*.json"))
    path.write_text(json.dumps({**json.loads(path.read_text()), name: value}))
    assert Records(tmp_path).get(FULL.inbox_id) is None


def test_a_record_of_a_later_version_can_be_read(tmp_path: Path) -> None:
    Records(tmp_path).put(FULL)
    path = next(tmp_path.rglob("*.json"))
    path.write_text(json.dumps({**json.loads(path.read_text()), "unheard": 1}))
    assert Records(tmp_path).get(FULL.inbox_id) == FULL


def test_r22_a_rewrite_that_was_announced_counts_only_once_the_note_says_so(tmp_path: Path) -> None:
    Records(tmp_path).put(FULL.plan("the new note", "the new part"))
    kept = Records(tmp_path).get(FULL.inbox_id)
    assert kept
    assert kept.settled("the new note") == dataclasses.replace(FULL, text="the new part")
    assert kept.settled("the old note") == FULL
    assert FULL.settled("anything") == FULL


# ---------------------------------------------------------------- retries


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def retries(folder: Path, clock: Clock, chance: float = 0.0) -> Retries:
    return Retries(folder, clock, lambda: chance)


def test_r30_the_wait_doubles_up_to_six_hours(tmp_path: Path) -> None:
    clock = Clock()
    tries = retries(tmp_path, clock)
    waits = [tries.failed("x").wait for _ in range(12)]
    assert waits[:4] == [60, 120, 240, 480]
    assert waits[-1] == 6 * 3600
    assert max(waits) == 6 * 3600


def test_r30_jitter_and_retry_after_only_lengthen_the_wait(tmp_path: Path) -> None:
    clock = Clock()
    assert retries(tmp_path, clock, 1.0).failed("a").wait == 75
    assert retries(tmp_path, clock, 1.0).failed("b", retry_after=1000).wait == 1250
    assert retries(tmp_path, clock).failed("c", retry_after=5).wait == 60
    assert retries(tmp_path, clock).failed("d", retry_after=1e12).wait == GIVE_UP


def test_r30_what_could_not_be_tried_has_not_failed_and_is_due_together_the_least_tried_first(tmp_path: Path) -> None:
    clock = Clock()
    tries = retries(tmp_path, clock)
    for key, times in (("a", 2), ("b", 1), ("later", 5)):
        for _ in range(times):
            tries.failed(key, reason=f"of {key}")
    for key, seconds in (("a", 299.6), ("b", 299.3), ("later", 300.0), ("new", 5.0)):
        clock.now += 0.1
        tries.put_off(key, seconds)
    plans = {retry.key: (retry.attempts, retry.due - 1_000_000, retry.first, retry.reason) for retry in tries}
    assert plans.pop("new")[0] == 1
    assert plans == {"a": (2, 300, 1_000_000, "of a"), "b": (1, 300, 1_000_000, "of b"), "later": (5, 960, 1_000_000, "of later")}
    assert [retry.key for retry in tries.in_order()] == ["new", "b", "a", "later"]
    clock.now = 1_000_299
    assert [retry.key for retry in tries.due()] == ["new"]
    clock.now = 1_000_300
    assert [retry.key for retry in tries.due()] == ["new", "b", "a"]
    clock.now -= 86_400 * 365
    assert tries.put_off("later", 60).due == clock.now + 60  # the clock was set back
    assert tries.put_off("b", 1e12).wait == GIVE_UP


def test_r30_due_times_survive_a_restart(tmp_path: Path) -> None:
    clock = Clock()
    tries = retries(tmp_path, clock)
    tries.failed("later", retry_after=100)
    tries.failed("drop:Inbox/ü.txt", reason="busy")
    assert tries.due() == []
    clock.now += 60
    again = retries(tmp_path, clock)
    assert [(retry.key, retry.attempts, retry.reason) for retry in again.due()] == [("drop:Inbox/ü.txt", 1, "busy")]
    clock.now += 40
    assert [retry.key for retry in again.due()] == ["drop:Inbox/ü.txt", "later"]
    again.forget("later")
    again.forget("later")
    assert [retry.key for retry in tries.due()] == ["drop:Inbox/ü.txt"]


def test_r28_a_clock_that_is_set_back_delays_nothing_for_long(tmp_path: Path) -> None:
    clock = Clock()
    tries = retries(tmp_path, clock)
    tries.failed("x")
    clock.now -= 86_400 * 365
    assert [retry.key for retry in tries.due()] == ["x"]


def test_after_seven_days_a_retry_is_hopeless(tmp_path: Path) -> None:
    clock = Clock()
    tries = retries(tmp_path, clock)
    tries.failed("x")
    clock.now += GIVE_UP - 1
    tries.failed("x")
    assert not tries.is_hopeless("x")
    assert not tries.is_hopeless("never failed")
    clock.now += 1
    assert tries.is_hopeless("x")


@pytest.mark.parametrize("many", [1, 2, 10])
def test_r30_what_waits_in_turns_is_given_up_after_seven_days_and_one_rest_at_most(many: int, tmp_path: Path) -> None:
    clock = Clock()
    tries, begun, rest, resting = retries(tmp_path, clock), clock.now, 6 * 3600.0, 0.0
    for number in range(many):
        tries.failed(f"{number}")
    last = {}
    while list(tries):
        clock.now += 1800
        for retry in tries.due():
            if clock.now < resting and not tries.is_hopeless(retry.key):
                tries.put_off(retry.key, resting - clock.now)
            elif tries.is_hopeless(retry.key):
                last[retry.key] = clock.now - begun
                tries.forget(retry.key)
            else:  # the host is asked, and asks to be left alone
                resting = clock.now + rest
                tries.failed(retry.key, retry_after=rest)
    assert len(last) == many
    assert min(last.values()) >= GIVE_UP
    assert max(last.values()) <= GIVE_UP + rest + 1800


def test_r29_attempts_are_counted_over_restarts(tmp_path: Path) -> None:
    assert [retries(tmp_path, Clock()).failed("drop:x").attempts for _ in range(3)] == [1, 2, 3]


def test_what_is_told_once_is_told_again_for_another_reason_or_another_file_and_then_at_most_once_an_hour(tmp_path: Path) -> None:
    clock = Clock()
    told = Told(tmp_path, clock)
    assert [told.is_news(name, "no text", (3, 1)) for name in ("a.jpg", "a.jpg", "b.jpg")] == [True, False, True]
    assert not told.is_news("a.jpg", "no text", (4, 2))
    clock.now += PAUSE
    assert [told.is_news("a.jpg", "no text", stamp) for stamp in ((3, 1), (4, 2), (5, 3))] == [False, True, False]
    clock.now -= 2 * PAUSE  # set back: nothing is kept quiet for longer
    assert told.is_news("a.jpg", "no text", (5, 3))
    assert [told.is_news("a.jpg", "empty", (5, 3)), told.is_news("a.jpg", "empty", (5, 3))] == [True, False]


def test_what_was_told_of_paths_that_are_gone_is_forgotten_and_the_others_stay(tmp_path: Path) -> None:
    told = Told(tmp_path, Clock())
    for number in range(3):
        told.is_news(f"{number}.jpg", "no text")
    (tmp_path / "told/broken.json").write_text("{")
    told.forget_gone(lambda path: path == "1.jpg")
    assert len(list((tmp_path / "told").iterdir())) == 1
    assert [told.is_news(f"{number}.jpg", "no text") for number in range(3)] == [True, False, True]


@pytest.mark.parametrize(
    "broken", ["", "{", '{"key": "x"}', '{"key": "x", "attempts": 1, "first": 0, "due": NaN, "wait": 1, "reason": ""}']
)
def test_a_broken_retry_counts_as_none(tmp_path: Path, broken: str) -> None:
    tries = retries(tmp_path, Clock())
    tries.failed("x")
    next((tmp_path / "retries").iterdir()).write_text(broken)
    assert tries.get("x") is None
    assert tries.due() == []
    assert tries.failed("x").attempts == 1


# ---------------------------------------------------------------- locks


def hold(folder: str, name: str) -> subprocess.Popen[str]:
    """Another process that holds a lock until its stdin closes."""
    code = (
        f"import sys; from pathlib import Path; from vault_inbox.state.locks import {name}\n"
        f"with {name}(Path(sys.argv[1])):\n  print('held', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen([sys.executable, "-c", code, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


@pytest.mark.parametrize("lock", [daemon_lock, write_lock])
def test_r27_another_process_waits_and_a_dead_one_holds_nothing(tmp_path: Path, lock: object) -> None:
    name = lock.__name__  # type: ignore[attr-defined]
    with hold(str(tmp_path), name) as other:
        with pytest.raises(VaultBusy), lock(tmp_path, timeout=0.05):  # type: ignore[operator]
            pass
        other.kill()
        other.wait()
    with lock(tmp_path, timeout=5):  # type: ignore[operator]
        pass


def test_r27_daemon_and_writer_do_not_hinder_each_other(tmp_path: Path) -> None:
    assert not is_watched(tmp_path)
    with hold(str(tmp_path), "daemon_lock") as other:
        assert is_watched(tmp_path)
        with write_lock(tmp_path, timeout=0):
            pass
        other.kill()
    assert not is_watched(tmp_path)


def test_a_thread_may_take_the_lock_it_holds_and_another_may_not(tmp_path: Path) -> None:
    seen: list[str] = []

    def other() -> None:
        try:
            with write_lock(tmp_path, timeout=0.05):
                seen.append("taken")
        except VaultBusy:
            seen.append("busy")

    with write_lock(tmp_path):
        with write_lock(tmp_path, timeout=0):
            pass
        for _ in range(2):
            thread = threading.Thread(target=other)
            thread.start()
            thread.join()
    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert seen == ["busy", "busy", "taken"]


def _wait_for(event: object) -> None:
    event.wait(20)  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", [multiprocessing.get_context("fork"), multiprocessing.get_context("spawn")])
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_children_do_not_inherit_the_lock(tmp_path: Path, way: ForkContext | SpawnContext) -> None:
    go_on = way.Event()
    with write_lock(tmp_path):
        child = way.Process(target=_wait_for, args=(go_on,))
        child.start()
    try:
        with hold(str(tmp_path), "write_lock") as other:
            other.kill()
        assert child.is_alive()
    finally:
        go_on.set()
        child.join()


# ---------------------------------------------------------------- lines


def test_a_line_of_which_the_disk_takes_some_bytes_at_a_time_is_whole(tmp_path: Path) -> None:
    class Slow(Disk):
        def write(self, fd: int, data: bytes) -> int:
            return super().write(fd, data[:7])

    path = tmp_path / "lines"
    path.write_bytes(b"a line that a crash cut o")
    sizes = [files.append_line(path, line, Slow()) for line in ("a line of more than seven bytes", "and another one")]
    assert path.read_text().split("\n") == ["a line that a crash cut o", "a line of more than seven bytes", "and another one", ""]
    assert sizes == [path.stat().st_size - len("and another one\n"), path.stat().st_size]


def test_a_line_of_which_a_full_disk_takes_a_part_is_no_success(tmp_path: Path) -> None:
    class Full(Disk):
        def write(self, fd: int, data: bytes) -> int:
            if os.fstat(fd).st_size >= 7:
                raise OSError(errno.ENOSPC, "full")
            return super().write(fd, data[:7])

    with pytest.raises(OSError, match="full"):
        files.append_line(tmp_path / "lines", "a line of more than seven bytes", Full())
    files.append_line(tmp_path / "lines", "the next one")
    assert (tmp_path / "lines").read_text().split("\n") == ["a line ", "the next one", ""]


# ---------------------------------------------------------------- history


def test_the_history_gives_the_last_outcomes_oldest_first(tmp_path: Path) -> None:
    history = History(tmp_path)
    for number, run in enumerate(["r1", "r1", "r2"]):
        history.append(Outcome(f"Inbox/{number}.txt", "1/1", "created", note="ü.md", warnings=("w",)), run, NOW)
    assert [entry["drop"] for entry in history.last(2)] == ["Inbox/1.txt", "Inbox/2.txt"]
    assert history.last(0) == []
    assert history.last(1)[0] == {
        "at": "2025-09-18T11:49:49",
        "run": "r2",
        **dataclasses.asdict(Outcome("Inbox/2.txt", "1/1", "created", note="ü.md")),
        "warnings": ["w"],
    }
    assert History(tmp_path / "none").last(3) == []


def test_r22_a_line_that_a_crash_cut_off_costs_itself_only(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.append(Outcome("a", "1/1", "created"), "r", NOW)
    with (tmp_path / "history.jsonl").open("ab") as file:
        file.write(b'{"at": "2025-09-18T11:4')
    history.append(Outcome("b", "1/1", "created"), "r", NOW)
    assert [entry["drop"] for entry in history.last(9)] == ["a", "b"]


def test_the_history_never_grows_large(tmp_path: Path) -> None:
    history = History(tmp_path, largest=2_000)
    for number in range(100):
        history.append(Outcome(f"{number}", "1/1", "created"), "r", NOW)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 5_000
    assert [entry["drop"] for entry in history.last(5)] == ["95", "96", "97", "98", "99"]


def test_two_processes_at_the_limit_keep_every_outcome(tmp_path: Path) -> None:
    """The other process appends, over the limit too, and once more, just before this one looks whether the file has become too large."""
    other = History(tmp_path, largest=2_000)
    told = [str(number) for number in range(40)]

    class Meanwhile(Disk):
        def write(self, fd: int, data: bytes) -> int:
            written = super().write(fd, data)
            if os.fstat(fd).st_size > 2_000:
                for _ in range(2):
                    other.append(Outcome(left.pop(0), "1/1", "created"), "r", NOW)
            return written

    history, left = History(tmp_path, largest=2_000, disk=Meanwhile()), list(told)
    while (tmp_path / "history.1.jsonl").exists() is False:
        history.append(Outcome(left.pop(0), "1/1", "created"), "r", NOW)
    kept = [str(entry["drop"]) for entry in history.last(99)]
    assert sorted(kept + left, key=int) == told


def test_a_history_at_its_limit_waits_for_nobody(tmp_path: Path) -> None:
    """While another process writes into the vault the file grows on; the next outcome after that lets it become the older half."""
    history = History(tmp_path, largest=0)
    with ThreadPoolExecutor() as other, write_lock(tmp_path):
        other.submit(history.append, Outcome("a", "1/1", "created"), "r", NOW).result(timeout=5)
        assert not (tmp_path / "history.1.jsonl").exists()
    history.append(Outcome("b", "1/1", "created"), "r", NOW)
    assert not (tmp_path / "history.jsonl").exists()
    assert [entry["drop"] for entry in history.last(9)] == ["a", "b"]
