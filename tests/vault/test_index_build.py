"""A first reading of many notes takes another way than a few: it ends in the same index, and cut off it leaves none."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from vault_inbox.vault.index import Changes, Index

if TYPE_CHECKING:
    from pathlib import Path

MANY = 600  # notes that come at once; half of them are few


def nothing(path: str) -> bool:
    """Skip nothing."""
    return False


def put(notes: Path, numbers: range) -> None:
    for number in numbers:
        file = notes / f"{'abc'[number % 3]}/Note {number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        properties = f"---\ntags: [t{number % 7}, both]\naliases: [Other Name {number}]\nurl: https://example.org/{number}\n---\n"
        text = (
            "{{title}}"
            if number % 50 == 9
            else f"# H{number}\nrare{number} by [[Note {number + 3}]] and [it](Note%20{number // 2}.md), common"
        )
        file.write_text(properties + text, "utf-8")


def answers(index: Index) -> tuple[object, ...]:
    text = "Note 5 and Other Name 7, common words of rare12 with H13"
    return (
        sorted(index.paths()),
        list(index.folders().items()),
        sorted(index.tags().items()),
        {near.note.path: round(near.score, 9) for near in index.similar(text)},
        [(mention.note.path, mention.probability) for mention in index.mentions(text)],
        index.links_from("a/Note 3.md"),
        sorted(index.links_to("a/Note 3.md")),
        index.linkers(["a/Note 3.md", "c/Note 8.md"]),
        index.rarity(["common", "rare3", "no"]),
        [note.path for note in index.with_url("https://example.org/7")],
        index.named("Note 9"),
    )


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    put(folder, range(MANY // 2))
    return folder


def test_many_notes_at_once_are_found_as_a_few_and_a_few_more(notes: Path, tmp_path: Path) -> None:
    with Index(notes, tmp_path / "few.db", skip=nothing) as few, Index(notes, tmp_path / "many.db", skip=nothing) as many:
        few.refresh()
        put(notes, range(MANY // 2, MANY))
        few.refresh()
        assert many.refresh() == Changes(added=MANY)
        assert answers(many) == answers(few)
        put(notes, range(3, 40))
        for index in (few, many):
            index.remove("b/Note 100.md")
            index.refresh()
            index.remove("b/Note 103.md")
        assert answers(many) == answers(few)


CUT_OFF = """
import os, signal, sys
from pathlib import Path
from vault_inbox.vault.index import Index
def progress(done, total):
    if done > 500:
        os.kill(os.getpid(), signal.SIGKILL)
with Index(Path(sys.argv[1]), Path(sys.argv[2]), skip=lambda path: False) as index:
    index.refresh(progress)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_first_reading_that_is_killed_leaves_nothing_half_done(notes: Path, tmp_path: Path) -> None:
    put(notes, range(MANY // 2, MANY))
    cache = tmp_path / "cache" / "index.db"
    killed = subprocess.run([sys.executable, "-c", CUT_OFF, str(notes), str(cache)], capture_output=True, timeout=60, check=False)
    assert killed.returncode == -9
    with Index(notes, cache, skip=nothing) as index, Index(notes, None, skip=nothing) as other:
        assert not index.paths()
        assert index.refresh() == other.refresh() == Changes(added=MANY)
        assert answers(index) == answers(other)
