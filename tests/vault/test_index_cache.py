"""The index's cache may be lost, broken, locked or read-only: answers stay those of the notes, and what happened is said once."""

from __future__ import annotations

import logging
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from vault_inbox.errors import VaultBusy
from vault_inbox.vault.index import Changes, Index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LONG_AGO = 1_600_000_000
SWEEP = 600 if os.environ.get("SWEEP") == "full" else 60


def nothing(path: str) -> bool:
    """Skip nothing."""
    return False


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A vault of 60 notes that name and link each other."""
    folder = tmp_path / "notes"
    for number in range(60):
        properties = f"---\ntags: [t{number % 5}]\naliases: [Al {number}]\n---\n"
        body = f"# H{number}\nrare{number} and [[Note {number + 1}]], common words\n" * 3
        put(folder, f"{'abc'[number % 3]}/Note {number}.md", properties + body)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "index.db"


def put(notes: Path, path: str, text: str, *, mtime: int = LONG_AGO) -> None:
    file = notes / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    os.utime(file, (mtime, mtime))


def answers(index: Index) -> tuple[object, ...]:
    text = "Note 5 and Al 7, common words of rare9"
    return (
        sorted(index.paths()),
        index.folders(),
        index.tags(),
        [near.note.path for near in index.similar(text)],
        [mention.note.path for mention in index.mentions(text)],
        index.links_from("a/Note 3.md"),
        index.rarity(["common", "rare3"]),
        index.named("Note 4"),
    )


def broken(data: bytes, random_: random.Random) -> bytes:
    """Bytes as a bad disk, a cut-off write or another program may leave them."""
    spoilt, kind = bytearray(data), random_.choice(["bit", "byte", "zeros", "page", "cut"])
    if kind == "cut":
        return data[: random_.randrange(len(data))]
    for _ in range(random_.choice([1, 3, 20])):
        place = random_.randrange(len(data))
        if kind == "bit":
            spoilt[place] ^= 1 << random_.randrange(8)
        elif kind == "byte":
            spoilt[place] = random_.randrange(256)
        else:
            start, size = (place, 64) if kind == "zeros" else (place // 4096 * 4096, 4096)
            spoilt[start : start + size] = bytes(size) if kind == "zeros" else random_.randbytes(size)
    return bytes(spoilt)


@pytest.mark.sweep
def test_no_broken_bytes_stop_it(notes: Path, cache: Path, tmp_path: Path) -> None:
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()
        for number in range(0, 12, 3):
            put(notes, f"a/Note {number}.md", f"new words of rare{number}", mtime=LONG_AGO + 1)
            index.put(f"a/Note {number}.md")
        expected = answers(index)
        shutil.copytree(cache.parent, tmp_path / "whole")
    random_ = random.Random(5)
    for _ in range(SWEEP):
        shutil.rmtree(cache.parent)
        shutil.copytree(tmp_path / "whole", cache.parent)
        spoilt = cache.with_name(random_.choice(["index.db", "index.db", "index.db-wal"]))
        spoilt.write_bytes(broken(spoilt.read_bytes(), random_))
        with Index(notes, cache, skip=nothing) as index:
            changes = index.refresh()
            found = answers(index)
            index.put("b/Note 1.md")
            index.remove("c/Note 2.md")
            index.refresh()
            assert not changes.rebuilt or found == expected


def test_a_broken_cache_is_spoken_of_once(notes: Path, cache: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()
    cache.write_bytes(random.Random(1).randbytes(50_000))
    with caplog.at_level(logging.INFO):
        for rebuilt in (True, False):
            with Index(notes, cache, skip=nothing) as index:
                assert index.refresh().rebuilt is rebuilt
    assert [record.getMessage() for record in caplog.records if "built anew" in record.getMessage()] == [caplog.messages[0]]


def test_values_of_the_wrong_type_are_put_down_to_the_cache(notes: Path, cache: Path) -> None:
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()
        expected = answers(index)
    with closing(sqlite3.connect(cache, isolation_level=None)) as database:
        database.execute("UPDATE note SET path = CAST(x'c328' AS TEXT), title = CAST(x'c328' AS TEXT) WHERE id = 4")
        database.execute("UPDATE body SET text = x'00ff' WHERE id % 2")
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()
        assert answers(index) == expected


def test_an_error_of_ours_is_not_put_down_to_the_cache_twice(notes: Path, cache: Path) -> None:
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()

        def fault(done: int, total: int) -> None:
            raise TypeError("a fault in the program")

        put(notes, "new.md", "text")
        with pytest.raises(TypeError, match="a fault"):
            index.refresh(fault)
        assert index.refresh() == Changes(added=61, rebuilt=True)


def test_readers_do_not_wait_for_a_writer(notes: Path, cache: Path, settle: Callable[[Path], None]) -> None:
    settle(notes)
    with Index(notes, cache, skip=nothing) as index, closing(sqlite3.connect(cache, isolation_level=None)) as writer:
        index.refresh()
        expected = answers(index)
        index.put("a/Note 3.md")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM note")
        assert index.refresh() == Changes()
        assert answers(index) == expected


def test_a_cache_held_by_another_process_is_told(notes: Path, cache: Path) -> None:
    with Index(notes, cache, skip=nothing) as index, closing(sqlite3.connect(cache, isolation_level=None)) as writer:
        index.refresh()
        index._store.database.execute("PRAGMA busy_timeout = 10")
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(VaultBusy, match="another process"):
            index.put("a/Note 3.md")
        writer.execute("ROLLBACK")
        index.put("a/Note 3.md")


SMALL_DISK = """
import logging, resource, sys
from pathlib import Path
from vault_inbox.vault.index import Index
logging.basicConfig(format="%(message)s", stream=sys.stdout)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
with Index(Path(sys.argv[1]), Path(sys.argv[2]), skip=lambda path: False) as index:
    index.refresh()
    index.put("a/Note 3.md")
    assert index.similar("rare9")[0].note.path == "a/Note 9.md"
    print(len(index.paths()))
"""


@pytest.mark.parametrize("size", [0, 5_000, 60_000])
def test_a_full_disk_leaves_it_in_memory_and_is_told_once(notes: Path, cache: Path, size: int) -> None:
    command = [sys.executable, "-W", "error", "-c", SMALL_DISK, str(notes), str(cache), str(size)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.splitlines()
    assert said[-1] == "60"
    assert [line for line in said if "kept in memory" in line] == [line for line in said if str(cache) in line]
    assert sum("kept in memory" in line for line in said) == 1


def test_a_cache_that_may_only_be_read(notes: Path, cache: Path, settle: Callable[[Path], None]) -> None:
    settle(notes)
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()
        expected = answers(index)
    uri = f"file:{cache}?mode=ro"
    with Index(notes, cache, skip=nothing) as index:
        index._store.database.close()
        index._store.database = sqlite3.connect(uri, uri=True, isolation_level=None)
        assert index.refresh() == Changes()
        assert answers(index) == expected
        put(notes, "d/New.md", "text")
        assert index.refresh() == Changes(added=61, rebuilt=True)


# The listing that is remembered


@pytest.fixture
def settled(notes: Path, cache: Path, settle: Callable[[Path], None]) -> Iterator[Index]:
    settle(notes)
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()
        assert index.refresh() == Changes()
        yield index


def test_a_note_taken_out_by_hand_is_found_again(settled: Index) -> None:
    settled.remove("a/Note 3.md")
    assert settled.refresh() == Changes(added=1)
    assert settled.refresh() == Changes()


def test_what_is_left_out_from_now_on_goes(settled: Index, notes: Path, cache: Path) -> None:
    with Index(notes, cache, skip=lambda path: path.startswith("a/")) as other:
        assert other.refresh() == Changes(removed=20)
        assert other.refresh() == Changes()
    assert settled.refresh() == Changes(added=20)


def test_what_another_process_took_out_is_found_again(settled: Index, notes: Path, cache: Path) -> None:
    with Index(notes, cache, skip=nothing) as other:
        other.remove("a/Note 3.md")
    assert settled.refresh() == Changes(added=1)


def test_changes_of_every_kind_are_seen_after_a_quiet_look(settled: Index, notes: Path) -> None:
    put(notes, "a/Note 3.md", "longer text than before, by some words and letters")
    assert settled.refresh() == Changes(changed=1)
    (notes / "a/Note 6.md").unlink()
    assert settled.refresh() == Changes(removed=1)
    (notes / "a/Note 9.md").rename(notes / "b/Note 9.md")
    assert settled.refresh() == Changes(added=1, removed=1)
    assert settled.refresh() == Changes()


# The settings that facts are found by

PAGE = "https://example.org/page"


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        (f"## Aus {PAGE}\nWords\n", {"headings": {"scraped": "Aus"}}),
        (f"---\nseite: {PAGE}\n---\nWords\n", {"url_properties": ("seite", "url")}),
    ],
    ids=["headings", "properties"],
)
def test_under_other_settings_notes_are_read_again(
    notes: Path, cache: Path, settle: Callable[[Path], None], text: str, settings: dict[str, Any]
) -> None:
    put(notes, "a/Page.md", text)
    settle(notes)
    with Index(notes, cache, skip=nothing) as index, Index(notes, cache, skip=nothing, **settings) as other:
        index.refresh()
        assert index.with_url(PAGE) == []
        assert other.refresh() == Changes(changed=61)
        assert [note.path for note in other.with_url(PAGE)] == ["a/Page.md"]
        assert other.refresh() == Changes()
        index.put("a/Page.md")  # by a process that still goes by the former ones
        assert other.refresh().changed == 1
        assert [note.path for note in other.with_url(PAGE)] == ["a/Page.md"]
        assert answers(other) == answers(index)
