"""Several at work on one vault: `run` beside `watch`, two daemons on one machine, two machines over one synced folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import launch
import pytest

from vault_inbox import Inbox
from vault_inbox.disk import Disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from vault_inbox import Context, Note, Outcome

QUICK = "```toml\n[watch]\nsettle = 0.2\nrescan = 1.0\n```\n"


def environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "VAULT_INBOX_OFFLINE": "1",
        "VAULT_INBOX_STATE_DIR": str(home / "state"),
        "VAULT_INBOX_CACHE_DIR": str(home / "cache"),
        "VAULT_INBOX_MACHINE": home.name,
    }


@contextmanager
def watching(vault: Path, home: Path) -> Iterator[subprocess.Popen[str]]:
    """A real daemon, killed in the end if it has not ended."""
    with (home / "told.jsonl").open("a") as told:
        command = [sys.executable, "-m", "vault_inbox", "watch", str(vault), "--json"]
        daemon = launch.Popen(command, stdout=told, stderr=subprocess.DEVNULL, env=environment(home), text=True)
    try:
        yield daemon
    finally:
        daemon.kill()
        daemon.wait()


def ids(vault: Path) -> Counter[str]:
    """How often each inbox_id stands in a note."""
    places = [path for path in vault.rglob("*.md") if not path.relative_to(vault).parts[0].startswith(("Inbox", "."))]
    notes = [path.read_text() for path in places]
    return Counter(found[1] for note in notes if (found := re.search(r'^inbox_id: "(\w+)"$', note, re.MULTILINE)))


def waits(done: Callable[[], bool], seconds: float = 100.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def is_clean(vault: Path, drops: int) -> None:
    assert list(ids(vault).values()) == [1] * drops
    originals = [path for path in (vault / ".vault-inbox/originals").rglob("*") if path.is_file()]
    assert len(originals) == drops
    assert [path.name for path in (vault / "Inbox").rglob("*") if path.is_file()] == []
    assert list(vault.rglob("*.tmp")) == []


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    vault = tmp_path / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / "Inbox").mkdir()
    (vault / "Vault Inbox.md").write_text(QUICK)
    return vault


def home(tmp_path: Path, name: str) -> Path:
    (tmp_path / name).mkdir()
    return tmp_path / name


def test_r27_run_beside_a_running_watch_makes_each_note_once(shared, tmp_path, drop):
    machine = home(tmp_path, "here")
    drops = 24
    with watching(shared, machine) as daemon:
        for number in range(drops):
            drop(shared, number)
            if number % 8 == 7:
                command = [sys.executable, "-m", "vault_inbox", "run", str(shared)]
                done = launch.run(command, env=environment(machine), check=False, capture_output=True)
                assert done.returncode == 0, done.stderr
        waits(lambda: len(ids(shared)) == drops and not any((shared / "Inbox").iterdir()))
        assert daemon.poll() is None
        daemon.terminate()
        assert daemon.wait(20) == 0
    is_clean(shared, drops)


def test_r31_two_machines_over_one_folder_make_each_note_once(shared, tmp_path, drop):
    drops = 24
    with watching(shared, home(tmp_path, "desk")) as one, watching(shared, home(tmp_path, "attic")) as other:
        for number in range(drops):
            drop(shared, number)
            waits(lambda: len(ids(shared)) > number - 6)  # noqa: B023 - used at once; spread over several looks of both
        waits(lambda: len(ids(shared)) == drops and not any((shared / "Inbox").iterdir()))
        for daemon in (one, other):
            daemon.terminate()
            assert daemon.wait(20) == 0
    is_clean(shared, drops)
    told = [json.loads(line) for name in ("desk", "attic") for line in (tmp_path / name / "told.jsonl").read_text().split("\n") if line]
    assert Counter(line["drop"] for line in told if line["status"] == "created").total() >= drops
    assert {line["status"] for line in told} <= {"created", "duplicate", "skipped"}


def tree(vault: Path) -> dict[str, bytes]:
    return {path.relative_to(vault).as_posix(): path.read_bytes() for path in vault.rglob("*") if path.is_file()}


DROPS = {
    "idea.txt": b"Comfrey makes the compost hot.\n",
    "20250918_114949_phone_Leaves.txt": "Oak leaves take two years – so they say.\n".encode(),
    "Thoughts on bread.md": b"---\r\nmood: puzzled\r\n---\r\nThe third flat loaf in a row.",
    "24-computing/deep.txt": b"A drop in a folder.\n",
    "strange.txt": b"half\0binary",
}


def test_r31_two_machines_make_the_same_path_and_the_same_bytes_of_a_drop(worker, new_vault, put):
    one = new_vault("one")
    for name, data in DROPS.items():
        put(one / "Inbox" / name, data)
    other = one.with_name("other")
    shutil.copytree(one, other)
    for vault, machine in ((one, "desk"), (other, "attic")):
        done = worker.do(vault, machine=machine)
        assert len(done["outcomes"]) == len(DROPS)
    assert tree(one) == tree(other)
    assert len(ids(one)) == len(DROPS) - 1


def test_r31_of_two_that_finish_one_drop_at_the_same_moment_one_note_stays(two_workers, new_vault, put):
    for turn in range(6):
        vault = new_vault(f"v{turn}")
        before = set(tree(vault))
        for name, data in DROPS.items():
            put(vault / "Inbox" / name, data)
        with ThreadPoolExecutor(2) as pool:
            both = [pool.submit(one.do, vault, machine=name) for one, name in zip(two_workers, ("desk", "attic"), strict=True)]
        done = [one.result() for one in both]
        assert [one["error"] for one in done] == ["", ""]
        fresh = set(tree(vault)) - before
        assert list(ids(vault).values()) == [1] * (len(DROPS) - 1)
        assert len([name for name in fresh if name.startswith(".vault-inbox/originals/")]) == len(DROPS) - 1
        assert {name for name in fresh if name.startswith("Inbox/")} == {
            "Inbox/Failed/strange.txt",
            "Inbox/Failed/strange.txt - not processed.md",
        }
        assert [name for name in fresh if name.endswith(".tmp")] == []


class LateDisk(Disk):
    """A disk on which another machine does the same work in the moment before a note gets its name."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        self.meanwhile: list[Callable[[], object]] = [meanwhile]

    def link(self, source: Path, target: Path) -> None:
        if self.meanwhile:
            self.meanwhile.pop()()
        super().link(source, target)


def test_r31_a_note_that_another_machine_filed_elsewhere_is_not_made_twice(vault, write, tmp_path):
    def elsewhere(note: Note, ctx: Context) -> Note:
        return replace(note, category="99-elsewhere")

    write("Inbox/a.txt", "Comfrey makes the compost hot.\n")
    told: list[Outcome] = []
    other = Inbox(vault, steps=[elsewhere], options={"state_dir": str(tmp_path / "other"), "machine": "attic"})
    (outcome,) = Inbox(vault, disk=LateDisk(lambda: told.extend(other.run()))).run()
    assert (told[0].status, told[0].note) == ("created", "99-elsewhere/a.md")
    assert (outcome.status, outcome.note) == ("duplicate", "99-elsewhere/a.md")
    assert list(ids(vault).values()) == [1]
    assert len(list((vault / ".vault-inbox/originals").rglob("*.txt"))) == 1
    assert Inbox(vault).run() == []


@pytest.fixture
def two_workers(worker: Any, new_worker: Callable[[], Any]) -> Iterator[tuple[Any, Any]]:
    other = new_worker()
    yield worker, other
    other.close()
