"""What is done later to a note, killed and failed at every call that changes the disk: old bytes or new ones, and a second try finishes."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ERRORS = ("ENOSPC", "EACCES", "EIO")
OLD = (1_700_000_000, 1_700_000_000)
ADDRESS = "https://c.example.org/falls"
PAGE = "<html><head><title>The river falls at last</title></head><body><article><h1>The river falls at last</h1>" + (
    "<p>The river falls is the subject of this page, and here is what there is to say about it in one long sentence.</p>" * 4
)
PAGES = {ADDRESS: f"{PAGE}</article></body></html>"}
SCRIPTS = f"""---
type: note
created: 2025-09-18 11:51
modified: 2025-09-18 11:51
tags:
- River Falls
- mine # of my own
status: draft
source: inbox_processing
original_file: 20250918_114949_rss_The_river.txt
---

# The river

## content
Link: {ADDRESS}

The river falls &amp; falls.

## Scraped from {ADDRESS}
Home About The river falls is the subject of this page, and here is what there is to say about it in one long sentence. Cookies

My own line.

## connections
- processed from phone shortcut"""


@dataclass(frozen=True)
class Case:
    """What is there before (made by `prepare`), what is done with it, and with which pages."""

    prepare: Callable[[Any, Path, Callable[..., None]], None]
    work: str
    named: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)


def aged(vault: Path) -> None:
    for path in vault.rglob("*.md"):
        os.utime(path, OLD)


def made(worker: Any, vault: Path, put: Callable[..., None]) -> None:
    put(vault / "Inbox/20250918_114949_phone_Comfrey_tea.txt", b"Comfrey tea ferments in the rain barrel behind the shed.\n")
    assert [outcome["status"] for outcome in worker.do(vault)["outcomes"]] == ["created"]
    aged(vault)


def recorded(worker: Any, vault: Path, put: Callable[..., None]) -> None:
    made(worker, vault, put)
    worker.do(vault, "refresh")
    put(vault / "12-garden/Rain barrel.md", b"# Rain barrel\n\nThe rain barrel behind the shed.\n")
    aged(vault)


def refreshed(worker: Any, vault: Path, put: Callable[..., None]) -> None:
    recorded(worker, vault, put)
    assert "updated" in {outcome["status"] for outcome in worker.do(vault, "refresh")["outcomes"]}
    aged(vault)


def waiting(worker: Any, vault: Path, put: Callable[..., None]) -> None:
    put(vault / "Inbox/20250918_114949_share_.txt", f"{ADDRESS}\n".encode())
    assert [outcome["status"] for outcome in worker.do(vault)["outcomes"]] == ["pending"]
    aged(vault)


def completed(worker: Any, vault: Path, put: Callable[..., None]) -> None:
    waiting(worker, vault, put)
    (outcome,) = worker.do(vault, "refresh", pages=PAGES)["outcomes"]
    assert outcome["note"] == "Unfiled/The river falls at last.md"
    aged(vault)


def shared_anew(worker: Any, vault: Path, put: Callable[..., None]) -> None:
    put(vault / "Inbox/20250918_114949_share_.txt", f"{ADDRESS}\n".encode())
    gone = {ADDRESS: "<title>404 Not Found</title><h1>404 Not Found</h1>"}
    assert [outcome["status"] for outcome in worker.do(vault, pages=gone)["outcomes"]] == ["created"]
    aged(vault)
    for file in vault.with_name(f"{vault.name} of here").rglob("records/*/*.json"):
        file.write_text(json.dumps({**json.loads(file.read_text()), "written": "2025-09-18T11:50:00"}))
    put(vault / "Inbox/20250925_114949_share_.txt", f"{ADDRESS}\n".encode())


def scripted(worker: Any, vault: Path, put: Callable[..., None]) -> None:
    put(vault / "12-garden/The river.md", SCRIPTS.encode())


CASES = {
    "refresh": Case(recorded, "refresh"),
    "complete and rename": Case(waiting, "refresh", pages=PAGES),
    "ask again": Case(shared_anew, "run"),
    "adopt": Case(scripted, "adopt"),
    "adopt and clean": Case(scripted, "adopt", {"clean": True}, PAGES),
    "undo what was made": Case(made, "undo", {"last_run": True}),
    "undo a refresh": Case(refreshed, "undo", {"last_run": True}),
    "undo a completion": Case(completed, "undo", {"last_run": True}),
}


def files_of(vault: Path) -> dict[str, bytes]:
    """Every file by its path, without the time of the last change, which is another each time."""
    found = {path.relative_to(vault).as_posix(): path.read_bytes() for path in sorted(vault.rglob("*")) if path.is_file()}
    return {name: re.sub(rb"(?m)^modified: .*$", b"modified", data) for name, data in found.items()}


def copies(template: Path) -> Iterator[Path]:
    """The vault again and again, each time with this machine's memory of it."""
    for number in count(1):
        vault = template.with_name(f"v{number}")
        shutil.copytree(template, vault)
        shutil.copytree(template.with_name("template of here") / "state", vault.with_name(f"{vault.name} of here") / "state")
        (state,) = (vault.with_name(f"{vault.name} of here") / "state/vaults").iterdir()
        state.rename(state.with_name(f"{vault.name}-{sha256(os.fsencode(vault)).hexdigest()[:12]}"))
        yield vault
        for folder in (vault, vault.with_name(f"{vault.name} of here")):
            shutil.rmtree(folder)


# What moves a note as well makes every call that the others make: errors at these are enough for every day.
WITH_ERRORS = ("complete and rename", "adopt and clean", "undo a completion")
DAILY = [*((name, "kill") for name in CASES), *((name, "error") for name in WITH_ERRORS)]
FULL = [(name, error) for name in CASES for error in ERRORS] if os.environ.get("SWEEP") == "full" else []


@pytest.mark.parametrize(("name", "fault"), [*DAILY, *(pytest.param(*pair, marks=pytest.mark.sweep) for pair in FULL)])
def test_r22_r24_r25_what_is_done_in_place_is_done_or_not_and_a_second_try_finishes(worker, places, new_vault, put, name, fault):
    case, template = CASES[name], new_vault("template")
    case.prepare(worker, template, put)
    (template.with_name("template of here") / "state/vaults").exists() or worker.do(template, "status")
    order = {"named": case.named, "pages": case.pages}
    old, new, left = files_of(template), None, [0]
    for vault in copies(template):  # the first one shows the calls, and what is to come out
        at = left.pop(0)
        done = worker.do(vault, case.work, at=at, fault=ERRORS[at % len(ERRORS)] if fault == "error" else fault, **order)
        if new is None:
            assert done["error"] == ""
            assert len(done["calls"]) > 8
            left, new = places(done["calls"]), files_of(vault)
            assert new != old
            continue
        known = {*old.values(), *new.values()}
        assert [path for path, data in files_of(vault).items() if not path.endswith(".tmp") and data not in known] == []
        assert {data for data in old.values() if data in new.values()} <= set(files_of(vault).values())
        worker.do(vault)  # any run sweeps
        aged(vault)
        if files_of(vault) != new:  # else a second undo would take back what was done before
            assert worker.do(vault, case.work, **order)["error"] == ""
        assert files_of(vault) == new, at
        if not left:
            return
