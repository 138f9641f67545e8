"""A vault with drops of every kind, and children that work on it until their disk fails or they are killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

HOUR_AGO = 3600.0
FULL = os.environ.get("SWEEP") == "full"
NAMING = {"link", "rename", "rename_new", "exchange", "unlink"}  # calls that give or take a name: the two sides of one differ most


class Worker:
    """The process that starts the children; `do(vault, …)` gives what became of one: `killed`, `outcomes`, `error`, `calls`."""

    def __init__(self) -> None:
        program = Path(__file__).with_name("worker.py")
        env = {**os.environ, "XDG_CONFIG_HOME": "/nowhere"}  # whoever the children become, no settings of the tester's are read
        self.process = subprocess.Popen([sys.executable, program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)

    def do(self, vault: Path, work: str = "run", *args: object, machine: str = "here", **order: object) -> dict[str, Any]:
        home = vault.parent / f"{vault.name} of {machine}"
        options = {"state_dir": str(home / "state"), "cache_dir": str(home / "cache"), "machine": machine}
        assert self.process.stdin
        assert self.process.stdout
        said: dict[str, object] = {"vault": str(vault), "work": work, "args": args, "options": options, **order}
        if "at" in order:
            sys.stderr.write(f"{work} of {vault.name} with {order['fault']} at call {order['at']}\n")  # shown where a test fails
        self.process.stdin.write(json.dumps(said) + "\n")
        self.process.stdin.flush()
        return dict(json.loads(self.process.stdout.readline()))

    def close(self) -> None:
        self.process.communicate()


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    one = Worker()
    yield one
    one.close()


def places_in(calls: Sequence[str]) -> list[int]:
    kinds = list(calls)
    named = [number for number, kind in enumerate(kinds) if kind in NAMING]
    chosen = {*map(kinds.index, kinds), *named, *(number + 1 for number in named), *range(0, len(kinds), 5)}
    return [number + 1 for number in range(len(kinds)) if FULL or number in chosen]


@pytest.fixture
def places() -> Callable[[Sequence[str]], list[int]]:
    """places(calls) -> at which of these calls, counted from 1, a fault is tried: with SWEEP=full at every one.

    Else at the first of each kind, at each that gives or takes a name and at the one after it, and at each fifth.
    """
    return places_in


@pytest.fixture
def new_worker() -> Callable[[], Worker]:
    """A further worker; who asks for it closes it."""
    return Worker


def put_file(path: Path, data: bytes, age: float = HOUR_AGO) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    when = time.time() - age
    os.utime(path, (when, when))


@pytest.fixture
def put() -> Callable[..., None]:
    """put(path, data) writes a file that is an hour old, so that nothing waits for it to settle."""
    return put_file


@pytest.fixture
def drop() -> Callable[[Path, int], bytes]:
    """drop(vault, number) puts a drop into the inbox as a sync app makes it, complete, under its name at once; returns its bytes."""

    def arrive(vault: Path, number: int) -> bytes:
        temp, data = vault / f"arriving {number}.tmp", f"Drop number {number} says something of its own.\n".encode()
        temp.write_bytes(data)
        temp.rename(vault / f"Inbox/20250918_114949_phone_Drop_{number}.txt")
        return data

    return arrive


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the system has one: what a kill leaves is the same there, and a sweep waits for no disk."""
    if not os.access("/dev/shm", os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm", prefix="vault-inbox-") as folder:
        yield Path(folder)


@pytest.fixture
def new_vault(memory: Path) -> Callable[[str], Path]:
    """new_vault(name) -> a vault with some notes of the user's."""

    def make(name: str) -> Path:
        vault = memory / name
        (vault / ".obsidian").mkdir(parents=True)
        (vault / ".obsidian/app.json").write_text('{"trashOption": "local"}')  # a disk in memory has no trash of the system's
        (vault / "Inbox").mkdir()
        put_file(vault / "12-garden/Compost.md", b"---\ntags: [garden]\n---\nGreen and brown in layers.\r\nNo last newline")
        put_file(vault / "12-garden/Leaves.md", b"---\ntags: [garden]\n---\nOak leaves take two years in the [[Compost]].\n")
        put_file(vault / "12-garden/Comfrey.md", b"The user's own note of this name.\n")
        return vault

    return make
