"""The index keeps up with a vault, answers questions about it, and survives whatever happens to its cache."""

from __future__ import annotations

import logging
import math
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vault_inbox.model import VaultView
from vault_inbox.vault.index import Changes, Index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LONG_AGO = 1_600_000_000


def nothing(path: str) -> bool:
    """Skip nothing."""
    return False


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "vault" / "index.db"


@pytest.fixture
def opened(notes: Path) -> Iterator[Callable[[Mapping[str, str]], Index]]:
    indexes: list[Index] = []

    def make(texts: Mapping[str, str]) -> Index:
        for path, text in texts.items():
            put(notes, path, text)
        indexes.append(Index(notes, None, skip=nothing))
        indexes[-1].refresh()
        return indexes[-1]

    yield make
    for index in indexes:
        index.close()


def put(notes: Path, path: str, text: str | bytes, *, mtime: int = LONG_AGO) -> Path:
    file = notes / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    os.utime(file, (mtime, mtime))
    return file


def words(index: Index) -> dict[str, int]:
    """The words each count of which is kept, as FTS5 counts them and as we do."""
    return {word: n for word, n in index._store.database.execute("SELECT word, notes FROM frequency") if n}


def counted_by_fts5(index: Index) -> dict[str, int]:
    return dict(index._store.database.execute("SELECT term, doc FROM vocabulary").fetchall())


# Keeping up


def test_the_index_is_a_view_of_the_vault(opened: Callable[..., Index]) -> None:
    view: VaultView = opened({})
    assert view.note("A.md") is None
    assert view.similar("anything at all") == []
    assert view.mentions("anything at all") == []
    assert view.rarity(["word"]) == {"word": 0.0}
    assert not view.tags()
    assert not view.folders()
    assert not view.links_from("A.md")


def test_a_refresh_reads_only_what_changed(notes: Path, cache: Path) -> None:
    put(notes, "a.md", "alpha")
    put(notes, "b.md", "beta")
    put(notes, "c.md", "gamma")
    with Index(notes, cache, skip=nothing) as index:
        assert index.refresh() == Changes(added=3)
    with Index(notes, cache, skip=nothing) as index:
        assert index.refresh() == Changes()
        put(notes, "a.md", "alpine", mtime=LONG_AGO + 10)
        put(notes, "b.md", "beta", mtime=LONG_AGO + 10)
        (notes / "c.md").unlink()
        put(notes, "d.md", "delta")
        done: list[tuple[int, int]] = []
        assert index.refresh(lambda *step: done.append(step)) == Changes(added=1, changed=1, removed=1)
        assert done[-1] == (3, 3)
        assert index.paths() == {"a.md", "b.md", "d.md"}
        assert words(index) == counted_by_fts5(index) == {"a": 1, "alpine": 1, "b": 1, "beta": 1, "d": 1, "delta": 1}


def test_a_long_reading_says_how_far_it_is(
    notes: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, settle: Callable[[Path], None]
) -> None:
    for number in range(1100):
        put(notes, f"{number}.md", "word")
    settle(notes)
    clock = count()
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    with Index(notes, None, skip=nothing) as index, caplog.at_level(logging.INFO):
        index.refresh()
        index.refresh()
    assert caplog.messages == ["reading the notes for the index: 1000 of 1100"]


def test_a_change_that_keeps_size_and_time_is_seen_while_the_note_is_young(notes: Path, cache: Path) -> None:
    file = put(notes, "a.md", "alpha")
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()
        now = time.time_ns()
        file.write_text("omega")
        os.utime(file, ns=(now, now))
        assert index.refresh().changed == 1
        file.write_text("delta")
        os.utime(file, ns=(now, now))
        assert index.refresh() == Changes(changed=1)
        assert words(index) == {"a": 1, "delta": 1}


@pytest.mark.skipif(os.name == "nt", reason="no time there that programs cannot set")
def test_a_change_that_keeps_size_and_time_is_seen_in_an_old_note_too(notes: Path, cache: Path) -> None:
    file = put(notes, "a.md", "alpha")
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()
        for text in ("omega", "delta", "gamma"):
            with file.open("r+b") as same:
                same.write(text.encode())
            os.utime(file, (LONG_AGO, LONG_AGO))
            assert index.refresh() == Changes(changed=1)
            assert words(index) == {"a": 1, text: 1}


def test_a_template_is_known_but_not_found(notes: Path, cache: Path) -> None:
    put(notes, "Share.md", "---\ntags: [mine]\naliases: [Sharing]\n---\n{{title}}\n{{content}}")
    put(notes, "x/a.md", "share and sharing of words #t")
    with Index(notes, cache, skip=nothing) as index:
        assert index.refresh() == Changes(added=2)
        assert index.refresh() == Changes()
        assert index.paths() == {"x/a.md"}
        assert index.tags() == {"t": 1}
        assert index.mentions("sharing of a share") == []
        assert index.note("Share.md") is None
        assert index.named("share") == ["Share.md"]
        put(notes, "Share.md", "now a note #u", mtime=LONG_AGO + 10)
        assert index.refresh() == Changes(changed=1)
        assert index.paths() == {"x/a.md", "Share.md"}
        put(notes, "Share.md", "{{title}}", mtime=LONG_AGO + 20)
        index.put("Share.md")
        assert index.paths() == {"x/a.md"}
        assert index.refresh() == Changes()
        put(notes, "Share.md", "{{title}}", mtime=LONG_AGO + 30)
        assert index.refresh() == Changes()
        assert words(index) == counted_by_fts5(index)
        index.remove("Share.md")
        assert index.named("share") == []
        (notes / "Share.md").unlink()
        assert index.refresh() == Changes()


def test_a_move_is_one_note_gone_and_one_come(notes: Path, cache: Path) -> None:
    put(notes, "a.md", "alpha #t")
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()
        (notes / "sub").mkdir()
        (notes / "a.md").rename(notes / "sub" / "a.md")
        assert index.refresh() == Changes(added=1, removed=1)
        assert index.folders() == {"sub": 1}
        assert index.tags() == {"t": 1}


def test_one_note_at_a_time(notes: Path, cache: Path) -> None:
    put(notes, "x/a.md", "#one [[b]] alpha")
    with Index(notes, cache, skip=lambda path: path.startswith("Inbox/")) as index:
        index.refresh()
        put(notes, "b.md", "beta")
        index.put("b.md")
        assert index.links_from("x/a.md") == ["b.md"]
        put(notes, "x/a.md", "#two alpine")
        index.put("x/a.md")
        assert index.tags() == {"two": 1}
        assert index.links_from("x/a.md") == []
        index.remove("b.md")
        assert index.paths() == {"x/a.md"}
        put(notes, "Inbox/drop.md", "never")
        for path in ("Inbox/drop.md", "missing.md", ".obsidian/plugin.md", "photo.png", "no\0name.md"):
            index.put(path)
        assert index.paths() == {"x/a.md"}
        assert words(index) == counted_by_fts5(index)
        (notes / "x/a.md").unlink()
        index.put("x/a.md")
        assert not index.paths()


def test_what_is_never_indexed(notes: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    put(outside, "secret.md", "secret")
    for path in (
        ".obsidian/a.md",
        ".trash/a.md",
        ".hidden.md",
        "@eaDir/a.md",
        "x/__MACOSX/a.md",
        "node_modules/a.md",
        "Inbox/a.md",
        "b.txt",
    ):
        put(notes, path, "no")
    put(notes, "deep/er/Good.MD", "yes")
    put(notes, "folder.md/inside.md", "yes")
    (notes / "linked").symlink_to(outside)
    (notes / "linked.md").symlink_to(outside / "secret.md")
    os.mkfifo(notes / "pipe.md")
    put(notes, os.fsdecode(b"bad\xff.md"), "no")
    with Index(notes, None, skip=lambda path: path.startswith("Inbox/")) as index:
        index.refresh()
        assert index.paths() == {"deep/er/Good.MD", "folder.md/inside.md"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"---\ntags: [unclosed\n---\nword",
        b"\xff\xfe\x00word",
        b"caf\xe9 word",
        b"\xef\xbb\xbf---\r\ntags: [t]\r\n---\r\nword",
        b"---\n" + b"- " * 5000 + b"\n---\nword",
        b"a\0b word",
        b"word " * 500_000,
        b"\xe6\x97\xa5" * 800_000,
    ],
    ids=["empty", "yaml", "utf-16", "cp1252", "bom", "deep", "nul", "huge", "huge-cjk"],
)
def test_no_note_stops_the_others(notes: Path, data: bytes) -> None:
    put(notes, "odd.md", data)
    put(notes, "good.md", "fine")
    with Index(notes, None, skip=nothing) as index:
        assert index.refresh().added == 2
        assert words(index) == counted_by_fts5(index)
        assert index.similar("fine")[0].note.path == "good.md"


def test_nothing_in_the_vault_changes(notes: Path, cache: Path) -> None:
    put(notes, "a.md", "\ufeff---\r\ntags: x\r\n---\r\nBody [[b]]")
    put(notes, "b.md", "no newline")
    (notes / "b.md").chmod(0o444)

    def state() -> list[tuple[str, bytes, int, int]]:
        return [(f.name, f.read_bytes(), f.stat().st_mtime_ns, f.stat().st_mode) for f in sorted(notes.rglob("*"))]

    before = state()
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()
        index.put("a.md")
        index.remove("b.md")
        index.refresh()
    assert state() == before


def test_counts_stay_right_over_many_changes(notes: Path) -> None:
    with Index(notes, None, skip=nothing) as index:
        for round_ in range(4):
            for number in range(round_ * 20, 600 if round_ == 2 else 60):
                put(notes, f"{number}.md", f"common word{number % 7} round{round_} Größe 日本語", mtime=LONG_AGO + round_)
            if round_:
                (notes / f"{round_}.md").unlink()
            index.refresh()
            assert words(index) == counted_by_fts5(index)
        assert index.rarity(["common"])["common"] == pytest.approx(math.log((len(index.paths()) + 1) / (words(index)["common"] + 1)))


def test_totals_of_tags_and_folders_stay_right_over_many_changes(notes: Path) -> None:
    with Index(notes, None, skip=nothing) as index:
        for round_ in range(3):
            for number in range(round_ * 5, round_ * 5 + 12):
                put(notes, f"f{number % 3}/{number}.md", f"#Tag{number % 4} #tag{number % (2 + round_)} {round_}", mtime=LONG_AGO + round_)
            (notes / f"f{round_}/{round_}.md").unlink(missing_ok=True)
            index.refresh()
            index.remove("f1/7.md")
            index.put("f1/7.md")
            with Index(notes, None, skip=nothing) as anew:
                anew.refresh()
                assert list(index.tags().items()) == list(anew.tags().items())
                assert index.folders() == anew.folders()


def test_a_vault_that_is_gone_leaves_the_index_as_it_was(notes: Path, cache: Path) -> None:
    put(notes, "a.md", "alpha")
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()
        notes.rename(notes.with_name("unmounted"))
        with pytest.raises(OSError, match="notes"):
            index.refresh()
        assert index.paths() == {"a.md"}


@contextmanager
def shut(folder: Path) -> Iterator[None]:
    """A folder that this user may not look into; root, who may, is another user meanwhile."""
    user, mode = os.geteuid(), folder.stat().st_mode
    folder.chmod(0)
    if not user:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)
        folder.chmod(mode)


@pytest.mark.skipif(os.name == "nt", reason="no such rights there")
def test_notes_in_a_folder_that_cannot_be_listed_stay_known(
    notes: Path, monkeypatch: pytest.MonkeyPatch, settle: Callable[[Path], None]
) -> None:
    for path in ("far/a.md", "far/er/b.md", "farther.md", "near/c.md"):
        put(notes, path, f'---\ninbox_id: "00000000000000aa"\n---\n{path}')
    settle(notes)
    monkeypatch.chdir(notes)  # what lies above may be closed to the other user
    with Index(Path(), None, skip=nothing) as index:
        index.refresh()
        (notes / "farther.md").unlink()
        with shut(notes / "far"):
            assert index.refresh() == Changes(removed=1)
            assert index.refresh() == Changes()
            index.put("far/a.md")
        assert index.paths() == {"far/a.md", "far/er/b.md", "near/c.md"}
        assert len(index.with_inbox_id("00000000000000aa")) == 3
        shutil.rmtree(notes / "far")
        assert index.refresh() == Changes(removed=2)


def test_a_change_in_a_folder_that_could_not_be_listed_is_seen_at_last(
    notes: Path, monkeypatch: pytest.MonkeyPatch, settle: Callable[[Path], None]
) -> None:
    put(notes, "far/a.md", "alpha")
    put(notes, "far/b.md", "beta")
    settle(notes)
    monkeypatch.chdir(notes)
    with Index(Path(), None, skip=nothing) as index:
        index.refresh()
        with shut(notes / "far"):
            index.refresh()
        (notes / "far/b.md").unlink()
        put(notes, "far/a.md", "alpine", mtime=LONG_AGO + 10)
        assert index.refresh() == Changes(changed=1, removed=1)


# Links to folders


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    put(tmp_path, "outside/a.md", "alpha")
    put(tmp_path, "outside/sub/b.md", "beta")
    return tmp_path / "outside"


def test_a_link_to_an_allowed_folder_is_followed(notes: Path, cache: Path, outside: Path, settle: Callable[[Path], None]) -> None:
    put(notes, "Inbox/c.md", "a drop")
    (notes / "Far").symlink_to(outside)
    (notes / "Inbox/phone").symlink_to(outside)
    settle(outside)
    for allowed, paths in (([outside.parent / "other"], set()), ([outside], {"Far/a.md", "Far/sub/b.md"})):
        with Index(notes, cache, skip=lambda path: path.startswith("Inbox/"), allow_links=allowed) as index:
            index.refresh()
            assert index.paths() == paths
            assert index.named("c") == ["Inbox/c.md"]
            assert index.refresh() == Changes()
    with Index(notes, cache, skip=nothing, allow_links=[outside]) as index:
        index.refresh()
        put(outside, "sub/b.md", "better", mtime=LONG_AGO + 10)
        assert index.refresh() == Changes(changed=1)


def test_each_folder_behind_links_is_read_once(notes: Path, outside: Path) -> None:
    put(notes, "x/c.md", "gamma")
    for place, target in {
        "Again": outside,
        "Far": outside,
        "Farther": outside / "sub",
        "Above": notes.parent,  # the vault lies in it too
        "x/Root": notes,
        "x/Self": notes / "x/Self",
        "p.png": outside / "a.md",
    }.items():
        (notes / place).symlink_to(target)
    (outside / "sub/up").symlink_to(outside)
    (outside / "sub/vault").symlink_to(notes)
    with Index(notes, None, skip=nothing, allow_links=[notes.parent]) as index:
        assert index.refresh() == Changes(added=3)
        assert index.paths() == {"x/c.md", "Above/outside/a.md", "Above/outside/sub/b.md"}


def test_notes_behind_a_link_to_a_disk_that_is_not_there_stay_known(notes: Path, outside: Path, settle: Callable[[Path], None]) -> None:
    (notes / "Far").symlink_to(outside)
    settle(outside)
    with Index(notes, None, skip=nothing, allow_links=[outside]) as index:
        index.refresh()
        outside.rename(outside.with_name("unmounted"))
        assert index.refresh() == Changes()
        assert index.paths() == {"Far/a.md", "Far/sub/b.md"}
        (notes / "Far").unlink()
        assert index.refresh() == Changes(removed=2)


# The cache


def test_the_cache_is_private(notes: Path, cache: Path) -> None:
    put(notes, "a.md", "alpha")
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()
        index.put("a.md")
        assert stat.S_IMODE(cache.parent.stat().st_mode) == 0o700
        assert {stat.S_IMODE(file.stat().st_mode) for file in cache.parent.iterdir()} == {0o600}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda cache: cache.write_bytes(b"no database at all, by no means" * 100),
        lambda cache: cache.write_bytes(cache.read_bytes()[:100] + b"\xff" * 9000),
        lambda cache: os.truncate(cache, 8192),
        lambda cache: sql(cache, "PRAGMA user_version = 999"),
        lambda cache: sql(cache, "DROP TABLE link"),
    ],
    ids=["garbage", "overwritten", "cut", "other-version", "table-gone"],
)
def test_a_spoilt_cache_is_built_anew_and_says_so_once(notes: Path, cache: Path, spoil: Callable[[Path], object]) -> None:
    put(notes, "a.md", "alpha [[b]]")
    put(notes, "b.md", "beta")
    with Index(notes, cache, skip=nothing) as index:
        assert index.refresh() == Changes(added=2)
    spoil(cache)
    put(notes, "c.md", "gamma")
    with Index(notes, cache, skip=nothing) as index:
        assert index.refresh() == Changes(added=3, rebuilt=True)
        assert index.refresh() == Changes()
        assert index.links_from("a.md") == ["b.md"]


def sql(cache: Path, statement: str) -> None:
    with closing(sqlite3.connect(cache, isolation_level=None)) as database:
        database.execute(statement)


def test_a_table_lost_under_a_question_is_built_anew(notes: Path, cache: Path) -> None:
    put(notes, "a.md", "alpha")
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()
        sql(cache, "DROP TABLE frequency")
        assert [near.note.path for near in index.similar("alpha")] == ["a.md"]


def test_a_cache_deleted_while_it_is_open_is_built_anew(notes: Path, cache: Path) -> None:
    put(notes, "a.md", "alpha")
    with Index(notes, cache, skip=nothing) as index:
        index.refresh()
        for file in cache.parent.iterdir():
            file.unlink()
        cache.parent.rmdir()
        assert index.refresh() == Changes(added=1, rebuilt=True)
        assert cache.exists()


def test_where_no_cache_can_be_written_memory_serves(notes: Path, tmp_path: Path) -> None:
    put(notes, "a.md", "alpha")
    put(tmp_path, "file", "in the way")
    with Index(notes, tmp_path / "file" / "index.db", skip=nothing) as index:
        assert index.refresh() == Changes(added=1)
        assert index.refresh() == Changes()
        assert index.paths() == {"a.md"}


OTHER_PROCESS = """
import sys
from pathlib import Path
from vault_inbox.vault.index import Index
with Index(Path(sys.argv[1]), Path(sys.argv[2]), skip=lambda path: False) as index:
    index.refresh()
    for number in range(40):
        index.put(f"{sys.argv[3]}{number}.md")
        assert index.similar(f"{sys.argv[3]}{number}")
    print(len(index.paths()))
"""


def test_processes_share_a_cache(notes: Path, cache: Path) -> None:
    for name in "ab":
        for number in range(40):
            put(notes, f"{name}{number}.md", f"alpha {name}{number}")
    processes = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", OTHER_PROCESS, str(notes), str(cache), name], stdout=subprocess.PIPE)
        for name in "ab"
    ]
    assert [process.communicate(timeout=60)[0].strip() for process in processes] == [b"80", b"80"]
    with Index(notes, cache, skip=nothing) as index:
        assert index.refresh() == Changes()
        assert words(index) == counted_by_fts5(index)
        assert words(index)["alpha"] == 80


def test_what_another_process_wrote_is_seen(notes: Path, cache: Path) -> None:
    put(notes, "a.md", "#one")
    with Index(notes, cache, skip=nothing) as index, Index(notes, cache, skip=nothing) as other:
        index.refresh()
        assert index.tags() == {"one": 1}
        put(notes, "b.md", "#two")
        other.put("b.md")
        assert index.tags() == {"one": 1, "two": 1}
        assert index.paths() == {"a.md", "b.md"}


def test_an_interrupted_refresh_changes_nothing(notes: Path, cache: Path) -> None:
    put(notes, "a.md", "alpha")

    def interrupt(done: int, count: int) -> None:
        raise KeyboardInterrupt

    with Index(notes, cache, skip=nothing) as index:
        with pytest.raises(KeyboardInterrupt):
            index.refresh(interrupt)
        assert index.paths() == frozenset()
        assert index.refresh() == Changes(added=1)
