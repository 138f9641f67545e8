"""What a daemon meets and goes on: settings that a plugin refuses, folders that may not be looked into, files that are too large."""

from __future__ import annotations

import ctypes
import json
import os
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from vault_inbox import ConfigError, Inbox, Outcome

WATCH = "[watch]\nsettle = 0.05\nrescan = 1.0\n"
PLUGIN = """
def make(settings):
    int(settings.get("per", 1))
    return lambda note, ctx: note
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed step `minutes` whose factory reads its table, as pip leaves it."""
    about = tmp_path / "plugin/minutes_step-1.0.dist-info"
    about.mkdir(parents=True)
    (about.parent / "minutes_step.py").write_text(PLUGIN)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: minutes-step\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[vault_inbox.steps]\nminutes = minutes_step:make\n")
    monkeypatch.syspath_prepend(about.parent)
    monkeypatch.delitem(sys.modules, "minutes_step", raising=False)


def settings(per: str, more: str = "") -> str:
    return f"```toml\nsteps = ['title', 'minutes']\n{more}{WATCH}[step.minutes]\nper = {per}\n```\n"


@pytest.fixture
def daemon() -> Iterator[Callable[..., Iterator[Outcome]]]:
    """daemon(inbox, at) -> the outcomes of a daemon in this thread; `at` is called at each look with its number.

    It ends after two hundred looks, which fails most tests, when another one begins, and with the test.
    """
    running: list[tuple[threading.Event, Iterator[Outcome]]] = []

    def end() -> None:
        while running:
            stop, outcomes = running.pop()
            stop.set()
            list(outcomes)

    def begin(inbox: Inbox, at: Callable[[int], object] = lambda look: None) -> Iterator[Outcome]:
        end()
        stop, looks = threading.Event(), count(1)

        def alive() -> None:
            look = next(looks)
            at(look)
            if look > 200:
                stop.set()

        outcomes = inbox.watch(stop, alive=alive)
        running.append((stop, outcomes))
        return outcomes

    yield begin
    end()


def test_a_setting_that_a_plugin_refuses_is_told_and_the_last_good_ones_hold(vault, write, inbox, daemon, plugin):
    notice = vault / "Inbox/Failed/Settings not read.md"
    write("Vault Inbox.md", settings("5", "[note]\nunfiled = 'Later'\n"))
    write("Inbox/a.txt", "Comfrey makes the compost hot.\n")
    outcomes = daemon(inbox())
    assert next(outcomes).note.startswith("Later/")
    write("Vault Inbox.md", settings('"fast"', "[note]\nunfiled = 'Never'\n"))
    write("Inbox/b.txt", "Fresh grass does the same.\n")
    assert next(outcomes).note.startswith("Later/")  # still with the settings that it had
    write("Inbox/c.txt", "Nettles do it too.\n")
    assert next(outcomes).note.startswith("Later/")
    assert '"minutes"' in notice.read_text()
    assert "fast" in notice.read_text()
    write("Vault Inbox.md", settings("6", "[note]\nunfiled = 'Mended'\n"))
    write("Inbox/d.txt", "So does horse manure.\n")
    next(outcomes)
    write("Inbox/e.txt", "And so do coffee grounds.\n")
    assert next(outcomes).note.startswith("Mended/")
    assert not notice.exists()


def test_a_daemon_that_starts_with_a_refused_setting_takes_those_of_before(vault, write, inbox, daemon, plugin):
    write("Vault Inbox.md", settings("5", "[note]\nunfiled = 'Later'\n"))
    write("Inbox/a.txt", "Comfrey makes the compost hot.\n")
    next(daemon(inbox()))
    write("Vault Inbox.md", settings('"fast"'))
    write("Inbox/b.txt", "Fresh grass does the same.\n")
    assert next(daemon(inbox())).note.startswith("Later/")


def test_a_first_start_with_a_refused_setting_is_refused_for_the_defaults_may_mean_another_inbox(vault, write, inbox, daemon, plugin):
    write("Vault Inbox.md", settings('"fast"').replace("steps", "inbox = 'Eingang'\nsteps"))
    mine = write("Inbox/Mine.md", "No drop at all.\n")
    with pytest.raises(ConfigError, match="fast"):
        next(daemon(inbox()))
    assert mine.exists()


def test_where_the_plugin_refuses_the_last_good_settings_as_well_the_daemon_says_so_and_ends(vault, write, inbox, daemon, plugin):
    write("Vault Inbox.md", settings("5"))
    write("Inbox/a.txt", "Comfrey makes the compost hot.\n")
    next(daemon(inbox()))
    sys.modules["minutes_step"].make = None  # another version of it
    with pytest.raises(ConfigError, match='"minutes"'):
        next(daemon(inbox()))


# ---------------------------------------------------------------- folders that may not be looked into


@contextmanager
def no_rights_of_roots() -> Iterator[None]:
    """This thread, where it is root's, may look into no folder whose mode forbids it: without CAP_DAC_OVERRIDE and …_READ_SEARCH."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, had = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, had) == 0
    less = (ctypes.c_uint32 * 6)(had[0] & ~0b110, *had[1:])
    assert libc.capset(header, less) == 0
    try:
        yield
    finally:
        assert libc.capset(header, had) == 0


linux = pytest.mark.skipif(sys.platform != "linux", reason="capabilities")


def retries(home: Path) -> dict[str, dict[str, object]]:
    """What is to be tried again, by its key."""
    return {str(value["key"]): value for path in home.rglob("retries/*.json") if (value := json.loads(path.read_text()))}


@linux
def test_a_drop_in_a_folder_that_may_not_be_looked_into_is_kept_in_mind_and_the_others_are_done(vault, write, inbox, daemon, own_machine):
    write("Vault Inbox.md", f"```toml\n{WATCH}```\n")
    write("sub", "A file of the user's that has the name of the folder.\n")
    write("Inbox/sub/a.txt", "Comfrey makes the compost hot.\n")
    (outcome,) = inbox().run()
    assert outcome.status == "failed"
    for path in own_machine.rglob("retries/*.json"):
        path.write_text(json.dumps({**json.loads(path.read_text()), "due": 0.0}))
    (vault / "sub").unlink()
    (vault / "Inbox/sub").chmod(0)

    def at(look: int) -> None:
        if look == 2:  # the first one is over, and what was due with it
            assert list(retries(own_machine)) == ["drop:Inbox/sub/a.txt"]
            write("Inbox/b.txt", "Fresh grass does the same.\n")

    with no_rights_of_roots():
        outcomes = daemon(inbox(), at=at)
        assert next(outcomes).drop == "Inbox/b.txt"
        (vault / "Inbox/sub").chmod(0o755)
        assert next(outcomes).drop == "Inbox/sub/a.txt"


@linux
def test_a_vault_that_may_not_be_looked_into_is_waited_for_at_the_start_and_later(vault, write, inbox, daemon, caplog):
    write("Vault Inbox.md", f"```toml\n{WATCH}```\n")
    write("Inbox/a.txt", "Comfrey makes the compost hot.\n")
    vault.chmod(0)

    def at(look: int) -> None:
        if "waiting for the vault" in caplog.text:
            vault.chmod(0o755)

    with no_rights_of_roots():
        outcomes = daemon(inbox(), at=at)
        assert next(outcomes).drop == "Inbox/a.txt"
        assert "may not read or write" in caplog.text


# ---------------------------------------------------------------- files that are too large


def peak(work: Callable[[], object]) -> int:
    """The most bytes that Python held at once for some work."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("how", ["run", "watch"])
def test_a_note_too_large_to_be_read_is_never_held_whole_in_memory(vault, write, inbox, daemon, how):
    write("Vault Inbox.md", f"```toml\n{WATCH}settle_md = 30.0\n```\n")
    large = write("Inbox/large.md", b"# Large\n", age=10)
    os.truncate(large, 400_000_000)  # of which the disk holds nothing
    os.utime(large, (time.time() - 10, time.time() - 10))
    write("Inbox/small.txt", "Comfrey makes the compost hot.\n")
    found: dict[str, str] = {}

    def work() -> None:
        outcomes = inbox().run() if how == "run" else daemon(inbox())
        for outcome in outcomes:
            found[outcome.drop] = outcome.status
            if len(found) == 2:
                break

    assert peak(work) < 300_000_000
    assert found == {"Inbox/large.md": "failed", "Inbox/small.txt": "created"}


def test_where_a_link_may_lead_a_note_that_is_being_typed_is_left_alone_as_any(vault, write, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "Mine.md").write_text("Typed just now.\n")
    os.utime(outside / "Mine.md", (time.time() - 10, time.time() - 10))
    (vault / "Inbox/Mine.md").symlink_to(outside / "Mine.md")
    (outcome,) = Inbox(vault, options={"allow_links": [outside]}).run()
    assert (outcome.status, outcome.warnings) == ("skipped", ("someone may still be typing in it",))
