"""Every kind of drop, killed and failed at every call that changes the disk: after a restart it has its notes and its original, once.

At every call with SWEEP=full; for every day at those that `places` chooses. SQLite is held to the same: a simulated crash,
and a failing write, at every call.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import frontmatter
import pytest

from vault_inbox import Inbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Places = Callable[[Sequence[str]], list[int]]

ERRORS = ("ENOSPC", "EACCES", "EROFS", "EIO")


def page(title: str) -> str:
    text = f"<p>{title} is the subject of this page, and here is what there is to say about it in one long sentence of its own.</p>" * 4
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"


PAGES = {
    f"https://{site}.example.org/x": page(title)
    for site, title in {"a": "WAL mode explained", "b": "Chains", "c": "The river falls"}.items()
}
LINKS = b"WAL mode explained\nhttps://a.example.org/x\n\n- [Chains](https://b.example.org/x)\n- https://c.example.org/x\n"
PARTS = (
    b"Title: WAL mode explained\nURL: https://a.example.org/x\n",
    b"Title: Chains\nURL: https://b.example.org/x\n",
    b"URL: https://c.example.org/x\n",
)
PROSE = b"---\r\nmood: puzzled   # my own key\r\n---\r\nThe third flat loaf in a row.\r\n\r\n- new [[Flour]]\r\nno last newline"
FAILED_NOTE = "Inbox/Failed/strange.txt - not processed.md"


@dataclass(frozen=True)
class Case:
    """A drop, the bytes of which its notes come (none: it belongs into Failed/), and what happens before it is worked on."""

    name: str
    data: bytes
    parts: tuple[bytes, ...] | None = None
    before: Callable[[Path], None] = lambda vault: None
    pages: dict[str, str] = field(default_factory=lambda: PAGES)
    path: str = ""

    def notes(self) -> tuple[bytes, ...]:
        return (self.data,) if self.parts is None else self.parts

    def expected(self) -> set[str]:
        return {"failed"} if self.parts == () else {"created"} if self.pages else {"pending"}


def moved_back(vault: Path) -> None:
    """What moving the failure note of a text that was mended back into the inbox looks like."""
    drop, failed = vault / "Inbox/strange.txt", vault / "Inbox/Failed/strange.txt"
    mended = drop.read_bytes()
    drop.write_bytes(b"half\0binary")
    home = vault.with_name(f"{vault.name} of elsewhere")
    Inbox(vault, options={"state_dir": str(home / "state"), "cache_dir": str(home / "cache"), "offline": True}).process("Inbox/strange.txt")
    failed.write_bytes(mended)
    note = (vault / FAILED_NOTE).rename(vault / "Inbox/strange - not processed.md")
    for path in (failed, note):
        os.utime(path, (1_700_000_000, 1_700_000_000))


CASES = {
    "text": Case("20250918_114949_phone_Comfrey.txt", b"Comfrey makes the compost hot.\n"),
    "page": Case("20250918_114949_share_x.txt", b"See this, it is about rivers.\n\nhttps://c.example.org/x\n"),
    "pending": Case("20250918_114949_share_x.txt", b"https://c.example.org/x\n", pages={}),
    "links": Case("20250918_180002_phone_Links.txt", LINKS, parts=PARTS),
    "prose": Case("Thoughts on bread.md", PROSE),
    "in a folder": Case("deep.txt", b"A drop that goes to a new folder.\n", path="Inbox/30-new/deep/deep.txt"),
    "failing": Case("strange.txt", b"half\0binary", parts=()),
    "moved back": Case("strange.txt", b"Now it is a text about comfrey.\n", before=moved_back),
}


def files_of(vault: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(vault).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(vault.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def make(case: Case, vault: Path, put: Callable[..., None]) -> Path:
    put(vault / (case.path or f"Inbox/{case.name}"), case.data)
    case.before(vault)
    return vault


def is_done(case: Case, before: dict[str, tuple[bytes, int]], vault: Path) -> None:
    """Each note once, the original byte for byte once, nothing left over, the user's files as they were."""
    after = files_of(vault)
    users = {name: kept for name, kept in before.items() if not name.startswith("Inbox/")}
    assert {name: after.get(name) for name in users} == users
    fresh = {name: data for name, (data, _) in after.items() if name not in users}
    notes = [
        name
        for name, data in fresh.items()
        if b"\ninbox_id: " in data.replace(b"\r\n", b"\n") and not name.startswith((".vault-inbox/", "Inbox/"))
    ]
    ids = [frontmatter.loads((vault / name).read_text(encoding="utf-8", errors="replace"))["inbox_id"] for name in notes]
    assert sorted(ids) == sorted(sha256(part).hexdigest()[:16] for part in case.notes())
    originals = [name for name in fresh if name.startswith(".vault-inbox/originals/")]
    if case.parts == ():
        assert originals == []
        assert fresh[f"Inbox/Failed/{case.name}"] == case.data
        assert [name for name in fresh if name.startswith("Inbox/") and name.endswith(".md")] == [FAILED_NOTE]
    else:
        assert [Path(name).name for name in originals] == [case.name]
        assert fresh[originals[0]] == case.data
        assert [name for name in fresh if name.startswith("Inbox/")] == []
    assert len(fresh) == len(notes) + (len(originals) or 2)
    home = vault.with_name(f"{vault.name} of here")
    assert [path.name for root in (vault, home) for path in root.rglob("*") if path.name.endswith(".tmp")] == []


def steps(worker: Any, places: Places, vaults: Iterator[Path], **order: object) -> Iterator[tuple[Path, Any, Any]]:
    """A vault for each place of a fault, its files before, what became of the child that met its fault there; the first met none."""
    at, left = 0, []
    for vault in vaults:
        before = files_of(vault)
        done = worker.do(vault, at=at, **order)
        assert bool(done["killed"]) == (at > 0)
        left = left if at else places(done["calls"])
        yield vault, before, done
        if not left:
            return
        at = left.pop(0)


def fresh_vaults(case: Case, new_vault: Callable[[str], Path], put: Callable[..., None]) -> Iterator[Path]:
    for number in count():
        vault = make(case, new_vault(f"v{number}"), put)
        yield vault
        for folder in vault.parent.glob(f"{vault.name}*"):
            shutil.rmtree(folder)


@pytest.mark.parametrize("name", CASES)
def test_r22_killed_at_every_call_a_drop_has_its_notes_and_its_original_after_a_restart(worker, places, new_vault, put, name):
    case = CASES[name]
    kills = 0
    for vault, before, done in steps(worker, places, fresh_vaults(case, new_vault, put), fault="kill", pages=case.pages):
        kills += bool(done["killed"])
        left = files_of(vault)
        again = worker.do(vault, pages=case.pages, times=2)
        assert [run["error"] for run in again["runs"]] == ["", ""]
        is_done(case, before, vault)
        finished = not any(path.startswith("Inbox/") and not path.startswith("Inbox/Failed/") for path in left)
        assert {outcome["status"] for outcome in again["outcomes"]} == (set() if finished else case.expected())
        assert again["runs"][1]["outcomes"] == []
        if not case.pages:  # the page is planned to be fetched
            assert list(vault.with_name(f"{vault.name} of here").glob("state/vaults/*/retries/*.json"))
    assert kills > 8


def met(case: Case, done: dict[str, Any], users: dict[str, tuple[bytes, int]], vault: Path) -> None:
    """What a run that met a fault may leave and say: all it says is true, the user's files are whole, and nothing ended it."""
    assert done["error"] == ""
    after = files_of(vault)
    assert {name: after.get(name) for name in users} == users
    assert {outcome["status"] for outcome in done["outcomes"]} <= case.expected() | {"failed", "skipped"}
    assert all(outcome["error"] or outcome["warnings"] or (vault / outcome["note"]).is_file() for outcome in done["outcomes"])
    assert case.data in [data for data, _ in after.values()]


@pytest.mark.parametrize(
    ("name", "errors"),
    [(name, 1) for name in ("text", "links", "prose", "failing", "moved back")]
    + [pytest.param(name, 4, marks=pytest.mark.sweep) for name in CASES if os.environ.get("SWEEP") == "full"],
)
def test_r24_r25_an_error_at_every_call_costs_nothing_and_the_next_run_finishes(worker, places, new_vault, put, name, errors):
    case, left = CASES[name], [0]  # the first run meets no error, and shows the calls
    for turn, vault in enumerate(fresh_vaults(case, new_vault, put)):
        at = left.pop(0)
        before = files_of(vault)
        users = {path: kept for path, kept in before.items() if not path.startswith("Inbox/")}
        done = worker.do(vault, at=at, fault=ERRORS[turn % len(ERRORS)], pages=case.pages)
        if not at:
            assert len(done["calls"]) > 20
            left = [at for at in places(done["calls"]) for _ in range(errors)]
        met(case, done, users, vault)
        again = worker.do(vault, pages=case.pages, times=2)
        assert [run["error"] for run in again["runs"]] == ["", ""]
        is_done(case, before, vault)
        assert {outcome["status"] for outcome in again["outcomes"]} <= case.expected()
        assert again["runs"][1]["outcomes"] == []
        if not left:
            return


OLD = (1_700_000_000, 1_700_000_000)


def pending_note(worker: Any, vault: Path, put: Callable[..., None]) -> Path:
    """A note whose page is still to be fetched, with a line of the user's own in it; it has been quiet for long."""
    put(vault / "Inbox/20250918_114949_share_x.txt", b"https://c.example.org/x\n")
    (outcome,) = worker.do(vault)["outcomes"]
    assert outcome["status"] == "pending"
    note = vault / outcome["note"]
    text = note.read_text().replace("---\n\n#", "mine: yes\n---\n\n#", 1)
    note.write_text(text)
    os.utime(note, OLD)
    return note


def is_completed(note: Path, vault: Path) -> None:
    text = note.read_text()
    assert "status: draft\n" in text
    assert "\nmine: yes\n" in text
    assert text.partition("## Scraped from ")[2].count("The river falls is the subject of this page") == 4
    assert [path.name for path in vault.rglob("*.md") if "inbox_id" in path.read_text()] == [note.name]
    home = vault.with_name(f"{vault.name} of here")
    assert [path.name for root in (vault, home) for path in root.rglob("*.tmp")] == []


@pytest.mark.parametrize("fault", ["kill", "error"])
def test_r22_r24_a_pending_note_is_completed_after_a_kill_or_an_error_at_every_call(worker, places, new_vault, put, fault, memory):
    template = new_vault("template")
    name = pending_note(worker, template, put).relative_to(template)
    left = [0]
    while left:
        at = left.pop(0)
        vault = memory / f"v{at}"
        shutil.copytree(template, vault)
        shutil.copytree(memory / "template of here/state", memory / f"v{at} of here/state")
        (state,) = (memory / f"v{at} of here/state/vaults").iterdir()
        state.rename(state.with_name(f"v{at}-{sha256(os.fsencode(vault)).hexdigest()[:12]}"))
        old = (vault / name).read_bytes()
        done = worker.do(vault, "refresh", at=at, fault="kill" if fault == "kill" else ERRORS[at % 4], pages=PAGES)
        if not at:
            assert len(done["calls"]) > 12
            left = places(done["calls"])
        now = (vault / name).read_bytes()
        assert now == old or b"status: draft" in now
        os.utime(vault / name, OLD)
        worker.do(vault)
        worker.do(vault, "refresh", pages=PAGES)
        is_completed(vault / name, vault)
        settled = files_of(vault)
        os.utime(vault / name, OLD)
        assert {outcome["status"] for outcome in worker.do(vault, "refresh", pages=PAGES)["outcomes"]} == {"skipped"}
        assert {path: data for path, (data, _) in files_of(vault).items()} == {path: data for path, (data, _) in settled.items()}


def test_r22_a_pending_note_is_tried_again_when_this_machines_memory_is_gone(worker, new_vault, put):
    vault = new_vault("v")
    note = pending_note(worker, vault, put)
    shutil.rmtree(vault.with_name("v of here"))
    worker.do(vault)
    (state,) = vault.with_name("v of here").glob("state/vaults/*")
    (retry,) = (state / "retries").iterdir()
    retry.write_text(re.sub(r'"due": [0-9.]+', '"due": 0', retry.read_text()))
    (outcome,) = worker.do(vault, pages=PAGES)["outcomes"]
    assert outcome["status"] == "updated"
    is_completed(note, vault)
