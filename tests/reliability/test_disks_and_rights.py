"""A disk that is really full, and folders that this user may not write."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import launch
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOBODY = 65534
TEXT = "Comfrey makes the compost hot, and number {0} says so at some length. " * 300


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def drops_in(vault: Path) -> set[bytes]:
    """The bytes of every drop, wherever it lies."""
    return {path.read_bytes() for folder in ("Inbox", ".vault-inbox") for path in (vault / folder).rglob("*.txt")}


@pytest.mark.parametrize("memory_too", [False, True], ids=["vault", "vault and memory"])
def test_r24_on_a_really_full_disk_nothing_is_lost_and_room_lets_it_finish(worker, put, tmp_path, memory_too):
    (tmp_path / "disk").mkdir()
    with small_disk(tmp_path / "disk", "300k") as disk:
        vault = disk / "vault"
        home = disk if memory_too else tmp_path
        (vault / ".obsidian").mkdir(parents=True)
        put(vault / "12-garden/Compost.md", b"Mine.\n")
        texts = [TEXT.format(number).encode() for number in range(9)]
        for number, text in enumerate(texts):
            put(vault / f"Inbox/20250918_114949_phone_Number_{number}.txt", text)
        options = {"state_dir": str(home / "state"), "cache_dir": str(home / "cache"), "machine": "here"}
        for _ in range(2):
            done = worker.do(vault, options=options)
            assert done["error"] == ""
            assert {outcome["status"] for outcome in done["outcomes"]} <= {"created", "failed"}
            assert any("is full: make room" in (outcome["error"] or "") for outcome in done["outcomes"])
            assert drops_in(vault) == set(texts)
            assert (vault / "12-garden/Compost.md").read_bytes() == b"Mine.\n"
            assert list(disk.rglob(".~vi-*")) == []
            for note in [path for path in vault.rglob("*.md") if b"inbox_id" in path.read_bytes()]:
                assert note.read_text().endswith("- processed from phone shortcut\n") or "- [[" in note.read_text()
        subprocess.run(["mount", "-o", "remount,size=20m", disk], check=True)
        done = worker.do(vault, options=options, times=2)
        assert {outcome["status"] for outcome in done["outcomes"]} == {"created"}
        assert done["runs"][1]["outcomes"] == []
        assert list((vault / "Inbox").iterdir()) == []
        assert drops_in(vault) == set(texts)
        assert len([path for path in vault.rglob("*.md") if b"inbox_id" in path.read_bytes()]) == len(texts)


@pytest.mark.parametrize("closed", ["Inbox", "12-garden", ".vault-inbox/originals", "the drop", "everything"])
def test_r25_what_may_not_be_written_is_reported_and_works_once_it_may(worker, new_vault, put, memory, closed):
    if os.getuid() != 0:
        pytest.skip("only root can become another user")
    memory.chmod(0o755)
    vault = new_vault("v")
    drop = vault / "Inbox/20250918_114949_phone_Comfrey.txt"
    text = b"Category: 12-garden\n\nComfrey makes the compost hot.\n"
    put(drop, text)
    (vault / ".vault-inbox/originals").mkdir(parents=True)
    home = memory / "v of here"
    home.mkdir()
    for path in (home, vault, *vault.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    shut = {"the drop": [drop], "everything": [vault, *vault.rglob("*")]}.get(closed, [vault / closed])
    modes = {path: path.stat().st_mode for path in shut}
    for path in shut:
        os.chown(path, 0, 0)
        path.chmod(0o755 if path.is_dir() else 0o600 if path == drop else 0o644)
    users = {path: path.read_bytes() for path in vault.rglob("*.md")}
    for _ in range(6):  # more often than a drop that is itself at fault is tried
        done = worker.do(vault, user=NOBODY)
        assert done["error"] == ""
        (outcome,) = done["outcomes"]
        assert outcome["status"] == "failed"
        assert "may not read or write" in outcome["error"]
        assert drop.read_bytes() == text
        assert {path: path.read_bytes() for path in users} == users
        assert list(vault.rglob(".~vi-*")) == []
        assert len(list(vault.rglob("*.md"))) - len(users) == (closed in {"Inbox", ".vault-inbox/originals"})
    for path, mode in modes.items():
        os.chown(path, NOBODY, NOBODY)
        path.chmod(mode)
    done = worker.do(vault, user=NOBODY, times=2)
    assert [outcome["status"] for outcome in done["outcomes"]] == ["created"]
    assert done["runs"][1]["outcomes"] == []
    assert not drop.exists()
    assert len(list(vault.rglob("*.md"))) == len(users) + 1


@pytest.mark.parametrize("closed", ["20-far", "20-far/Comfrey at home.md"])
def test_r25_a_note_in_a_folder_that_may_not_be_looked_into_is_not_made_again(worker, new_vault, put, memory, closed):
    if os.getuid() != 0:
        pytest.skip("only root can become another user")
    memory.chmod(0o755)
    vault = new_vault("v")
    (memory / "v of here").mkdir()
    (vault / "20-far").mkdir()
    drop = vault / "Inbox/20250918_114949_phone_Comfrey.txt"
    text = b"Title: Comfrey at home\nCategory: 20-far\n\nComfrey makes the compost hot.\n"
    put(drop, text)
    for path in (memory / "v of here", vault, *vault.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    assert [outcome["note"] for outcome in worker.do(vault, user=NOBODY)["outcomes"]] == ["20-far/Comfrey at home.md"]
    put(drop, text)
    os.chown(drop, NOBODY, NOBODY)
    mode = (vault / closed).stat().st_mode
    (vault / closed).chmod(0)
    for _ in range(2):
        (outcome,) = worker.do(vault, user=NOBODY)["outcomes"]
        assert "may not read or write" in outcome["error"]
        assert drop.read_bytes() == text
    (vault / closed).chmod(mode)
    (outcome,) = worker.do(vault, user=NOBODY)["outcomes"]
    assert (outcome["status"], outcome["note"]) == ("duplicate", "20-far/Comfrey at home.md")
    assert [path.name for path in vault.rglob("*.md") if b"inbox_id" in path.read_bytes()] == ["Comfrey at home.md"]


@contextmanager
def watching(vault: Path, home: Path) -> Iterator[Path]:
    """A real daemon; yields the file with what it tells."""
    environment = {**os.environ, "VAULT_INBOX_STATE_DIR": str(home / "state"), "VAULT_INBOX_CACHE_DIR": str(home / "cache")}
    command = [sys.executable, "-m", "vault_inbox", "watch", str(vault), "--json"]
    with (home / "told").open("ab") as told:
        daemon = launch.Popen(command, stdout=told, stderr=subprocess.DEVNULL, env=environment)
    try:
        yield home / "told"
    finally:
        daemon.terminate()
        daemon.wait(60)


def until(done: Callable[[], object]) -> None:
    end = time.monotonic() + 100
    while not done():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def test_r25_a_daemon_tells_once_what_it_may_not_write_tries_again_and_tells_a_new_reason(new_vault, put, tmp_path):
    vault = new_vault("v")
    put(vault / "Vault Inbox.md", b"```toml\n[note]\nfolder = 'New'\n[watch]\nsettle = 0.05\nrescan = 1.0\n```\n")
    put(vault / "New", b"A file of the user's that has the name of the folder.\n")
    put(vault / "Inbox/a.txt", b"Comfrey makes the compost hot.\n")

    def attempts() -> int:
        return max((json.loads(path.read_text())["attempts"] for path in tmp_path.rglob("retries/*.json")), default=0)

    def hurry() -> None:
        """The time of the next try has come."""
        for path in tmp_path.rglob("retries/*.json"):
            path.write_text(json.dumps({**json.loads(path.read_text()), "due": 0.0}))

    def told() -> list[str]:
        lines = map(json.loads, (tmp_path / "told").read_text().split("\n")[:-1])
        return [f"{line['status']} {(line['error'] or '').partition(':')[0]}".strip() for line in lines]

    with watching(vault, tmp_path):
        until(lambda: attempts() == 1)
        hurry()
        until(lambda: attempts() == 2)
    with watching(vault, tmp_path):
        until(lambda: attempts() == 3)
        (first,) = told()
        (vault / "New").unlink()
        put(vault / ".vault-inbox", b"And one that has the name of the folder of originals.\n")
        hurry()
        until(lambda: attempts() == 4)
        hurry()
        until(lambda: attempts() == 5)
        assert [line.split()[0] for line in told()] == ["failed", "failed"]
        (vault / ".vault-inbox").unlink()
        hurry()
        until(lambda: len(told()) == 3)
    assert first.startswith("failed")
    assert told()[2] == "created"
    assert (vault / "New/a.md").exists()
