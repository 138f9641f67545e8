from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import threading
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from vault_inbox import temps
from vault_inbox.disk import Disk
from vault_inbox.errors import NoteError
from vault_inbox.vault.files import Files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OLD, NEW, EDIT = b"old text\n", b"new text\n" * 50, b"an edit of the user's\n"
CALLS = ("open", "write", "fsync", "link", "rename", "rename_new", "exchange", "unlink", "mkdir")


class Killed(BaseException):
    """The process is gone: nothing after it runs."""


class FaultyDisk(Disk):
    """A disk that cannot do some calls, and where one call, counted from 1, fails or is the last before a kill."""

    def __init__(self, cannot: tuple[str, ...], at: int, fault: BaseException | None, before: bool) -> None:
        self.cannot, self.at, self.fault, self.before = cannot, at, fault, before
        self.calls = 0
        self.dead = False
        self.on_call: Callable[[str], None] = lambda name: None
        self.on_args: Callable[[str, object], None] = lambda name, first: None

    def _do(self, name: str, real: Callable[..., Any], *args: Any) -> Any:
        if self.dead:
            raise Killed
        self.calls += 1
        if name in self.cannot:
            across = name == "rename_new" and "cross" in self.cannot
            raise OSError(errno.EXDEV if across else errno.EPERM if name == "link" else errno.EINVAL, "cannot")  # as Linux says it
        if self.calls == self.at and self.fault:
            self.dead = isinstance(self.fault, Killed)
            if not self.before:
                real(*args)
            raise self.fault
        self.on_call(name)
        self.on_args(name, args[0])
        return real(*args)


def _counted(name: str) -> Callable[..., Any]:
    def call(self: FaultyDisk, *args: Any) -> Any:
        return self._do(name, getattr(super(FaultyDisk, self), name), *args)

    return call


for _name in CALLS:
    setattr(FaultyDisk, _name, _counted(_name))


class FaultyFiles(Files):
    """Files on such a disk."""

    disk: FaultyDisk

    def __init__(
        self, vault: Path, *, cannot: tuple[str, ...] = (), at: int = 0, fault: BaseException | None = None, before: bool = True
    ) -> None:
        super().__init__(vault, machine="test", disk=FaultyDisk(cannot, at, fault, before))


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "V").mkdir()
    return tmp_path / "V"


@pytest.fixture(autouse=True)
def _nothing_alive() -> Iterator[None]:
    yield
    temps._alive.clear()


def contents(vault: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(vault.rglob("*")) if path.is_file()]


def after_restart(vault: Path) -> None:
    """What the next process finds: no name is alive, the sweep has run."""
    temps._alive.clear()
    Files(vault, machine="test").sweep()
    assert not [path for path in vault.rglob("*") if path.name.endswith(".tmp")]


def each_step(make: Callable[[int], FaultyFiles], work: Callable[[FaultyFiles], None]) -> Iterator[FaultyFiles]:
    """Run the work with a fault at call 1, 2, 3 …, until a run ends before its fault."""
    for at in count(1):
        files = make(at)
        with contextlib.suppress(Killed, OSError, NoteError):
            work(files)
        yield files
        if files.disk.calls < at:
            assert at > 3
            return


WAYS = {
    "linux": (),
    "no links": ("link",),
    "no flags": ("rename_new", "exchange"),
    "exfat": ("link", "rename_new", "exchange"),
}
SAFE_WAYS = [way for way in WAYS if way != "exfat"]


# ---------------------------------------------------------------- publish


@pytest.mark.parametrize("way", WAYS)
def test_r23_publish_writes_a_whole_new_file(vault: Path, way: str) -> None:
    FaultyFiles(vault, cannot=WAYS[way]).publish("note.md", NEW)
    assert contents(vault) == [NEW]


@pytest.mark.parametrize("way", WAYS)
def test_r23_publish_never_replaces(vault: Path, way: str) -> None:
    (vault / "note.md").write_bytes(OLD)
    with pytest.raises(FileExistsError):
        FaultyFiles(vault, cannot=WAYS[way]).publish("note.md", NEW)
    assert contents(vault) == [OLD]


def test_r23_of_many_that_publish_one_name_one_wins(vault: Path) -> None:
    won: list[bytes] = []

    def publish(data: bytes, name: str) -> None:
        with contextlib.suppress(FileExistsError):
            Files(vault).publish(name, data)
            won.append(data)

    for turn in range(40):
        name = f"n{turn}.md"
        threads = [threading.Thread(target=publish, args=(b"%d of %d" % (number, turn), name)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (vault / name).read_bytes() in won
        assert len(won) == turn + 1


@pytest.mark.parametrize("way", SAFE_WAYS)
@pytest.mark.parametrize("before", [True, False])
def test_r22_killed_at_every_step_a_new_note_is_whole_or_not_there(tmp_path: Path, way: str, before: bool) -> None:
    def make(at: int) -> FaultyFiles:
        (tmp_path / str(at)).mkdir()
        return FaultyFiles(tmp_path / str(at), cannot=WAYS[way], at=at, fault=Killed(), before=before)

    for files in each_step(make, lambda files: files.publish("note.md", NEW)):
        after_restart(files.vault)
        assert contents(files.vault) in ([], [NEW])
        with contextlib.suppress(FileExistsError):
            Files(files.vault).publish("note.md", NEW)
        assert contents(files.vault) == [NEW]


@pytest.mark.parametrize("way", WAYS)
def test_r24_a_full_disk_leaves_nothing_half_written(tmp_path: Path, way: str) -> None:
    def make(at: int) -> FaultyFiles:
        (tmp_path / str(at)).mkdir()
        return FaultyFiles(tmp_path / str(at), cannot=WAYS[way], at=at, fault=OSError(errno.ENOSPC, "full"))

    for files in each_step(make, lambda files: files.publish("note.md", NEW)):
        after_restart(files.vault)
        assert contents(files.vault) in ([], [NEW])


def test_r24_a_really_full_disk(tmp_path: Path) -> None:
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", tmp_path], capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount")
    try:
        (tmp_path / "note.md").write_bytes(OLD)
        files = Files(tmp_path)
        with pytest.raises(OSError, match="No space"):
            files.replace("note.md", OLD, b"x" * 100_000)
        with pytest.raises(OSError, match="No space"):
            files.publish("other.md", b"x" * 100_000)
        assert contents(tmp_path) == [OLD]
    finally:
        subprocess.run(["umount", tmp_path], check=True)


def test_new_files_follow_the_umask(vault: Path) -> None:
    before = os.umask(0o027)
    try:
        Files(vault).publish("note.md", NEW)
    finally:
        os.umask(before)
    assert (vault / "note.md").stat().st_mode & 0o777 == 0o640


def test_r15_the_longest_name_can_be_published(vault: Path) -> None:
    Files(vault).publish("ü" * 118 + ".md", NEW)
    assert contents(vault) == [NEW]


# ---------------------------------------------------------------- replace


@pytest.mark.parametrize("way", WAYS)
def test_replace_writes_what_is_still_the_same(vault: Path, way: str) -> None:
    (vault / "note.md").write_bytes(OLD)
    (vault / "note.md").chmod(0o600)
    FaultyFiles(vault, cannot=WAYS[way]).replace("note.md", OLD, NEW)
    assert contents(vault) == [NEW]
    assert (vault / "note.md").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("way", WAYS)
def test_r33_replace_refuses_what_was_changed(vault: Path, way: str) -> None:
    (vault / "note.md").write_bytes(EDIT)
    with pytest.raises(NoteError, match="changed meanwhile"):
        FaultyFiles(vault, cannot=WAYS[way]).replace("note.md", OLD, NEW)
    assert contents(vault) == [EDIT]


@pytest.mark.parametrize("saves", [("exchange",), ("exchange", "exchange")])
def test_r33_an_edit_between_look_and_swap_goes_back(vault: Path, saves: tuple[str, ...]) -> None:
    (vault / "note.md").write_bytes(OLD)
    files = FaultyFiles(vault)
    edits = [b"edit %d\n" % number for number, _ in enumerate(saves)]
    left = list(edits)

    def save(name: str) -> None:
        if name == "exchange" and left:
            (vault / "saved").write_bytes(left.pop(0))
            (vault / "saved").replace(vault / "note.md")

    files.disk.on_call = save
    with pytest.raises(NoteError, match="changed meanwhile"):
        files.replace("note.md", OLD, NEW)
    assert (vault / "note.md").read_bytes() == edits[-1]


def test_r33_no_atomic_save_is_lost_in_a_race(vault: Path) -> None:
    note = vault / "note.md"
    files = Files(vault)
    for turn in range(120):
        note.write_bytes(OLD)
        edit = b"edit %d" % turn
        (vault / "saving").write_bytes(edit)
        saver = threading.Thread(target=(vault / "saving").replace, args=(note,))
        saver.start()
        with contextlib.suppress(NoteError):
            files.replace("note.md", OLD, NEW)
        saver.join()
        assert note.read_bytes() == edit


@pytest.mark.parametrize("way", WAYS)
def test_r33_a_file_that_someone_is_writing_in_place_stays(vault: Path, way: str) -> None:
    note = vault / "note.md"
    note.write_bytes(OLD)
    with note.open("r+b") as typing:
        with pytest.raises(NoteError, match="changed meanwhile"):
            FaultyFiles(vault, cannot=WAYS[way]).replace("note.md", OLD, NEW)
        typing.write(EDIT)
    assert contents(vault) == [EDIT]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("fault", [Killed(), OSError(errno.EIO, "broken")], ids=["killed", "failing"])
def test_r22_killed_or_failing_at_every_step_a_note_is_the_old_or_the_new(
    tmp_path: Path, way: str, before: bool, fault: BaseException
) -> None:
    def make(at: int) -> FaultyFiles:
        (tmp_path / str(at)).mkdir()
        (tmp_path / str(at) / "note.md").write_bytes(OLD)
        return FaultyFiles(tmp_path / str(at), cannot=WAYS[way], at=at, fault=fault, before=before)

    for files in each_step(make, lambda files: files.replace("note.md", OLD, NEW)):
        after_restart(files.vault)
        assert contents(files.vault) in ([OLD], [NEW])


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("fault", [Killed(), OSError(errno.EIO, "broken")], ids=["killed", "failing"])
def test_r33_an_edit_survives_a_kill_at_every_step(tmp_path: Path, before: bool, fault: BaseException) -> None:
    def make(at: int) -> FaultyFiles:
        (tmp_path / str(at)).mkdir()
        (tmp_path / str(at) / "note.md").write_bytes(OLD)
        files = FaultyFiles(tmp_path / str(at), at=at, fault=fault, before=before)

        def save(name: str) -> None:
            if name == "exchange" and EDIT not in contents(files.vault):
                (files.vault / "note.md").unlink()
                (files.vault / "note.md").write_bytes(EDIT)

        files.disk.on_call = save
        return files

    for files in each_step(make, lambda files: files.replace("note.md", OLD, NEW)):
        edited = EDIT in contents(files.vault)
        after_restart(files.vault)
        assert (EDIT in contents(files.vault)) is edited
        assert not edited or [path for path in files.vault.glob("*.md") if path.read_bytes() == EDIT]


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("fault", [Killed(), OSError(errno.EIO, "broken")], ids=["killed", "failing"])
def test_r33_an_edit_in_place_survives_a_kill_at_every_step_where_files_cannot_be_exchanged(
    tmp_path: Path, before: bool, fault: BaseException
) -> None:
    """The edit comes before each call from the link to the old file on, the fault at each call that follows."""

    def calls(folder: str, edit: int, at: int) -> list[str]:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.md").write_bytes(OLD)
        files = FaultyFiles(tmp_path / folder, cannot=WAYS["no flags"], at=at, fault=fault, before=before)
        made: list[str] = []

        def save(name: str) -> None:
            made.append(name)
            if len(made) == edit:
                (files.vault / "note.md").write_bytes(EDIT)

        files.disk.on_call = save
        with contextlib.suppress(Killed, OSError, NoteError):
            files.replace("note.md", OLD, NEW)
        return made

    whole = calls("whole", 0, 0)
    for edit in range(whole.index("link") + 1, len(whole) + 1):
        for at in range(edit + 1, len(whole) + 3):
            folder = f"{edit} {at}"
            if len(calls(folder, edit, at)) >= edit:
                after_restart(tmp_path / folder)
                assert contents(tmp_path / folder) in ([EDIT], [EDIT, NEW]), (edit, at)


def test_r33_an_edit_in_place_that_is_refused_leaves_no_second_note(vault: Path) -> None:
    files = FaultyFiles(vault, cannot=WAYS["no flags"])
    (vault / "note.md").write_bytes(OLD)
    files.disk.on_call = lambda name: (vault / "note.md").write_bytes(EDIT) if name == "link" else None  # seen by the look that follows
    with pytest.raises(NoteError, match="changed meanwhile"):
        files.replace("note.md", OLD, NEW)
    assert {path.name: path.read_bytes() for path in vault.iterdir()} == {"note.md": EDIT}


def test_r33_an_edit_in_place_after_a_kill_leaves_no_second_note(vault: Path) -> None:
    """Killed between the link to the old file and the swap, two names are one file: what is typed into it later is in the note."""
    files = FaultyFiles(vault, cannot=WAYS["no flags"])
    (vault / "note.md").write_bytes(OLD)

    def kill(name: str) -> None:
        if name == "open" and any(path.stat().st_nlink == 2 for path in vault.iterdir()):
            files.disk.dead = True
            raise Killed

    files.disk.on_call = kill
    with pytest.raises(Killed):
        files.replace("note.md", OLD, NEW)
    (vault / "note.md").write_bytes(EDIT)
    after_restart(vault)
    assert {path.name: path.read_bytes() for path in vault.iterdir()} == {"note.md": EDIT}


# ---------------------------------------------------------------- move, remove, trash


@pytest.mark.parametrize("way", [*WAYS, "other file system"])
def test_r23_move_never_replaces(vault: Path, way: str) -> None:
    files = FaultyFiles(vault, cannot=WAYS.get(way, ("rename_new", "cross")))
    (vault / "a.txt").write_bytes(OLD)
    os.utime(vault / "a.txt", ns=(1, 1_000_000_000))
    files.move("a.txt", "b.txt")
    assert [path.name for path in vault.iterdir()] == ["b.txt"]
    assert (vault / "b.txt").stat().st_mtime_ns == 1_000_000_000
    (vault / "a.txt").write_bytes(NEW)
    with pytest.raises(FileExistsError):
        files.move("a.txt", "b.txt")
    assert contents(vault) == [NEW, OLD]


@pytest.mark.parametrize("way", ["linux", "no flags", "other file system"])
@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("fault", [Killed(), OSError(errno.EIO, "broken")], ids=["killed", "failing"])
def test_r22_killed_or_failing_at_every_step_a_moved_file_is_whole(tmp_path: Path, way: str, before: bool, fault: BaseException) -> None:
    def make(at: int) -> FaultyFiles:
        (tmp_path / str(at)).mkdir()
        (tmp_path / str(at) / "a.txt").write_bytes(OLD)
        return FaultyFiles(tmp_path / str(at), cannot=WAYS.get(way, ("rename_new", "cross")), at=at, fault=fault, before=before)

    for files in each_step(make, lambda files: files.move("a.txt", "b.txt")):
        after_restart(files.vault)
        assert set(contents(files.vault)) == {OLD}


def test_r17_a_move_to_a_real_other_file_system(vault: Path) -> None:
    shm = Path("/dev/shm")
    if not shm.is_dir() or shm.stat().st_dev == vault.stat().st_dev:
        pytest.skip("there is no second file system here")
    outside = shm / f"vault-inbox-{os.getpid()}"
    outside.mkdir()
    try:
        (vault / "far").symlink_to(outside)
        (vault / "a.txt").write_bytes(OLD)
        with pytest.raises(NoteError, match="leads out"):
            Files(vault).move("a.txt", "far/a.txt")
        Files(vault, allow_links=[outside]).move("a.txt", "far/a.txt")
        assert [path.name for path in outside.iterdir()] == ["a.txt"]
        assert not (vault / "a.txt").exists()
    finally:
        for path in outside.iterdir():
            path.unlink()
        outside.rmdir()


@pytest.mark.parametrize("way", ["no flags", "other file system"])
def test_r25_a_file_that_may_not_be_moved_is_not_multiplied(vault: Path, way: str) -> None:
    (vault / "a.txt").write_bytes(OLD)
    files = FaultyFiles(vault, cannot=WAYS.get(way, ("rename_new", "cross")))

    def deny(name: str, source: object) -> None:
        if name == "unlink" and source == vault / "a.txt":
            raise OSError(errno.EPERM, "denied")

    files.disk.on_args = deny
    for _ in range(2):
        with pytest.raises(PermissionError):
            files.move("a.txt", "b.txt")
        assert [path.name for path in vault.iterdir()] == ["a.txt"]


def test_remove_takes_only_what_is_expected(vault: Path) -> None:
    (vault / "a.txt").write_bytes(EDIT)
    with pytest.raises(NoteError, match="changed meanwhile"):
        Files(vault).remove("a.txt", OLD)
    Files(vault).remove("a.txt", EDIT)
    assert contents(vault) == []


def test_trash_obeys_the_option_and_replaces_nothing(vault: Path) -> None:
    files = Files(vault)
    for text in (b"1", b"2"):
        (vault / "note.md").write_bytes(text)
        files.trash("note.md", "local")
    assert {path.name: path.read_bytes() for path in (vault / ".trash").iterdir()} == {"note.md": b"1", "note 1.md": b"2"}
    (vault / "note.md").write_bytes(b"3")
    assert files.trash("note.md", "none") is None
    assert not (vault / "note.md").exists()


def test_the_trash_is_not_listed_for_each_file_and_what_others_put_there_is_seen(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[Path] = []
    iterdir = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda folder: listed.append(folder) or iterdir(folder))  # type: ignore[func-returns-value]
    files = Files(vault)
    for number in range(20):
        (vault / "note.md").write_text(f"{number}")
        files.trash("note.md", "local")
    assert len(listed) <= 2
    (vault / ".trash/NOTE 20.md").write_text("somebody else's")
    os.utime(vault / ".trash", (1, 1))
    (vault / "note.md").write_text("20")
    assert files.trash("note.md", "local") == vault / ".trash/note 21.md"
    assert len(list(iterdir(vault / ".trash"))) == 22


@pytest.mark.parametrize("option", ["local", "none"])
def test_only_what_is_expected_goes_to_the_trash(vault: Path, option: str) -> None:
    (vault / "note.md").write_bytes(b"edited")
    files = Files(vault)
    with pytest.raises(NoteError):
        files.trash("note.md", option, b"as it was")
    assert (vault / "note.md").read_bytes() == b"edited"
    files.trash("note.md", option, b"edited")
    assert not (vault / "note.md").exists()


def test_a_file_that_is_changed_on_its_way_to_the_trash_comes_back(vault: Path) -> None:
    class Late(Disk):
        def rename_new(self, source: Path, target: Path) -> None:
            if ".trash" in target.parts:
                source.write_bytes(b"edited")
            super().rename_new(source, target)

    (vault / "note.md").write_bytes(b"as it was")
    with pytest.raises(NoteError):
        Files(vault, disk=Late()).trash("note.md", "local", b"as it was")
    assert (vault / "note.md").read_bytes() == b"edited"
    assert list((vault / ".trash").iterdir()) == []


def test_r33_a_file_whose_name_is_taken_while_it_comes_back_from_the_trash_stands_beside(vault: Path) -> None:
    class Late(Disk):
        def rename_new(self, source: Path, target: Path) -> None:
            if ".trash" in target.parts:
                source.write_bytes(b"edited")
            super().rename_new(source, target)
            if ".trash" in target.parts:
                source.write_bytes(b"edited elsewhere")

    (vault / "note.md").write_bytes(b"as it was")
    with pytest.raises(NoteError):
        Files(vault, disk=Late()).trash("note.md", "local", b"as it was")
    assert {path.name: path.read_bytes() for path in vault.glob("note*.md")} == {"note.md": b"edited elsewhere", "note 1.md": b"edited"}
    assert list((vault / ".trash").iterdir()) == []


# ---------------------------------------------------------------- containment, reading


@pytest.mark.parametrize("path", ["../out.md", "a/../../out.md", "/etc/passwd", "a\0b", "", ".", "a/../b.md"])
def test_r17_no_path_leads_out_of_the_vault(vault: Path, path: str) -> None:
    files = Files(vault)
    for call in (
        lambda: files.publish(path, NEW),
        lambda: files.read(path),
        lambda: files.replace(path, OLD, NEW),
        lambda: files.move(path, "x.md"),
        lambda: files.make_folder(path),
        lambda: files.remove(path, OLD),
    ):
        with pytest.raises(NoteError):
            call()


def test_r17_links_lead_out_only_where_the_machine_allows(vault: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_bytes(OLD)
    (vault / "link.md").symlink_to(outside / "secret.md")
    (vault / "folder").symlink_to(outside)
    for path in ("link.md", "folder/secret.md"):
        with pytest.raises(NoteError, match="leads out"):
            Files(vault).read(path)
        assert Files(vault, allow_links=[outside]).read(path) == OLD
    with pytest.raises(NoteError, match="leads out"):
        Files(vault).publish("folder/new.md", NEW)
    assert contents(outside) == [OLD]


def test_a_full_path_inside_the_vault_is_as_good(vault: Path, tmp_path: Path) -> None:
    Files(vault).publish(vault / "note.md", NEW)
    (tmp_path / "Other").symlink_to(vault)
    assert Files(tmp_path / "Other").read(tmp_path / "Other" / "note.md") == NEW


def test_r18_what_is_no_file_is_refused_without_blocking(vault: Path) -> None:
    os.mkfifo(vault / "pipe.txt")
    (vault / "folder.txt").mkdir()
    for name in ("pipe.txt", "folder.txt"):
        with pytest.raises(OSError, match="no regular file"):
            Files(vault).read(name)


def test_r20_a_limit_is_kept(vault: Path) -> None:
    (vault / "big.txt").write_bytes(b"x" * 11)
    assert Files(vault).read("big.txt", limit=11) == b"x" * 11
    with pytest.raises(OSError, match="larger than 10"):
        Files(vault).read("big.txt", limit=10)


# ---------------------------------------------------------------- folders, sweep


def test_folders_are_made_inside_a_vault_that_is_there(vault: Path, tmp_path: Path) -> None:
    Files(vault).make_folder("a/b/c")
    Files(vault).make_folder("a/b/c")
    assert (vault / "a/b/c").is_dir()
    with pytest.raises(FileNotFoundError):
        Files(tmp_path / "gone").make_folder("a")
    assert not (tmp_path / "gone").exists()
    (vault / "file").touch()
    with pytest.raises(NotADirectoryError):
        Files(vault).make_folder("file/x")


def dead_pid() -> int:
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def test_r27_the_sweep_takes_only_stale_temps_of_this_machine(vault: Path) -> None:
    (vault / "deep").mkdir()
    here, random = temps.machine_word("here"), "0" * 16
    stale = [f".~vi-{here}-{dead_pid()}-{random}.tmp", f"deep/.~vi-{here}-{os.getpid()}-{random}.tmp"]
    other = [
        f".~vi-{temps.machine_word('there')}-{dead_pid()}-{random}.tmp",
        f".~vi-{here}-{os.getppid()}-{random}.tmp",
        ".~vi-x.tmp",
        "a.tmp",
        ".syncthing.a.tmp",
    ]
    for name in [*stale, *other]:
        (vault / name).write_bytes(b"x")
    assert Files(vault, machine="here").sweep() == 2
    assert sorted(path.name for path in vault.iterdir()) == sorted([*other, "deep"])
    assert not any((vault / "deep").iterdir())


def test_machines_have_words_of_their_own() -> None:
    names = ["my-mac", "mymac", "MyMac", "Büro", "a" * 40, "a" * 41]
    assert len({temps.machine_word(name) for name in names}) == len(names)
    assert all(temps.machine_word(name).isalnum() and temps.machine_word(name).isascii() for name in names)
