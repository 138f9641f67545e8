"""`vault-inbox doctor`: each thing that can be wrong is found, named, and comes with what to do."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import launch
import pytest

from vault_inbox import Inbox
from vault_inbox.processing.doctor.check import Check
from vault_inbox.processing.doctor.content import Walked, clock_check
from vault_inbox.processing.doctor.events import events_check
from vault_inbox.processing.doctor.places import denied, space_check
from vault_inbox.settings.machine import MachineSettings

NOTE = '---\ntype: note\ninbox_id: "{id}"\n---\n\n# A note\n\n## content\nComfrey.\n'


def checks(vault: Path, **options: object) -> dict[str, Check]:
    return {check.name: check for check in Inbox(vault, options={"offline": True, **options}).doctor()}


def command(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "vault_inbox", "doctor", *args]
    return launch.run(line, capture_output=True, text=True, env={**os.environ, **env}, check=False, timeout=60)


def test_a_healthy_vault_has_nothing_bad_and_stays_as_it_is(vault, write):
    write("24-computing/A note.md", NOTE.format(id="0123456789abcdef"))
    write("Inbox/waits.txt", "Comfrey makes the compost hot.\n")
    before = {path: path.stat().st_mtime_ns for path in vault.rglob("*") if path.is_file()}
    done = command(str(vault), "--json")
    assert done.returncode == 0, done.stdout
    rows = [json.loads(line) for line in done.stdout.split("\n") if line]
    assert all(set(row) == {"name", "status", "found", "advice"} for row in rows)
    assert {row["status"] for row in rows} == {"ok"}
    assert next(row["found"] for row in rows if row["name"] == "waiting").startswith("1 drop ")
    assert "0 bad" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in vault.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("broken", "name", "says"),
    [
        (shutil.rmtree, "vault", "no folder"),
        (lambda vault: shutil.rmtree(vault / ".obsidian"), "vault", "init"),
        (lambda vault: (vault / "Inbox").rmdir(), "inbox", "init"),
        (lambda vault: (vault / "Vault Inbox.md").write_text("```toml\nkeep_orginals = 30\n```\n"), "settings", "keep_originals"),
    ],
    ids=["no folder", "no vault", "no inbox", "broken settings"],
)
def test_what_keeps_it_from_working_is_bad_and_exits_1(vault, broken: Callable[[Path], object], name, says):
    broken(vault)
    found = checks(vault)
    assert [check.name for check in found.values() if check.status == "bad"] == [name]
    assert says in found[name].found + found[name].advice
    done = command(str(vault))
    assert done.returncode == 1
    assert f"bad   {name}" in done.stdout


def test_a_vault_that_is_not_there_leaves_no_trace_in_the_memory(tmp_path, own_machine):
    assert command(str(tmp_path / "nowhere")).returncode == 1
    assert list(own_machine.iterdir()) == []


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ('[rule.weeks]\ntitle = "Week*"\ntemplate = "Templates/Week"', "goes on with all but the template"),
        ('keep_orginals = 30\n[rule.weeks]\ntitle = "Week*"\ntemplate = "Templates/Week"', "keeps the last good"),
    ],
    ids=["a template that is missing", "a mistake beside it"],
)
def test_what_a_daemon_does_with_broken_settings_is_told(vault, write, settings, says):
    write("Vault Inbox.md", f"```toml\n{settings}\n```\n")
    check = checks(vault)["settings"]
    assert check.status == "bad"
    assert check.advice.endswith(f"a daemon {says}")


def test_broken_settings_of_the_machine_are_told_and_the_other_checks_go_on(vault, own_machine):
    config = own_machine / "config/vault-inbox/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("ofline = true\n")
    found = checks(vault)
    assert found["machine settings"].status == "bad"
    assert "ofline" in found["machine settings"].found
    assert found["inbox"].status == "ok"


@pytest.mark.parametrize(
    ("file", "content", "name", "says"),
    [
        (".obsidian/app.json", "{broken", "obsidian", "app.json"),
        ("Vault Inbox.md", '```toml\nprocessor = "attic"\n```\n', "processor", "attic"),
        ("24-computing/A.sync-conflict-20250918-114949-ABCDEFG.md", "x", "sync", "A.sync-conflict"),
        ("24-computing/A (Conflicted copy phone 202509181149).md", "x", "sync", "1 conflict copy"),
        ("Inbox/.photo.jpg.icloud", "x", "sync", "Keep Downloaded"),
        ("Vault Inbox.md", '```toml\n[step.category]\nfolders = ["24-*", "99-nowhere"]\n```\n', "folders", "99-nowhere"),
    ],
)
def test_what_is_worth_knowing_is_a_warning_and_exits_0(vault, write, file, content, name, says):
    write(file, content)
    found = checks(vault)
    assert [check.name for check in found.values() if check.status != "ok"] == [name]
    assert says in found[name].found + found[name].advice
    assert command(str(vault)).returncode == 0


def test_hidden_folders_are_passed_by_and_syncthing_is_named(vault, write):
    write(".stversions/A.sync-conflict-20250918-114949-ABCDEFG.md", "x")
    (vault / ".stfolder").mkdir()
    found = checks(vault)["sync"]
    assert (found.status, "Syncthing" in found.found) == ("ok", True)


@pytest.mark.parametrize(
    ("settings", "found", "advice"),
    [("", "this computer's", "`timezone`"), ('processor = "attic"', "this computer's", ""), ('timezone = "Asia/Tokyo"', "Asia/Tokyo", "")],
)
def test_whose_time_zone_dates_are_in_is_told_with_advice_for_several_computers(vault, write, settings, found, advice):
    write("Vault Inbox.md", f"```toml\n{settings}\n```\n")
    check = checks(vault)["time zone"]
    assert (check.status, check.found.startswith(found), advice in check.advice, bool(check.advice)) == ("ok", True, True, bool(advice))


def test_links_in_the_inbox_that_are_passed_over_are_named_with_the_reason(vault, write, tmp_path):
    note = write("24-computing/Comfrey.md", "# Comfrey\n")
    (tmp_path / "allowed").mkdir()
    (vault / "Inbox/deeper").mkdir()
    for name, target in (("deeper/back.md", note), ("deeper/followed", tmp_path / "allowed"), (".#lock.md", "user@host.77")):
        (vault / "Inbox" / name).symlink_to(target)
    found = checks(vault, allow_links=[str(tmp_path / "allowed")])["links"]
    assert (found.status, found.found) == ("warn", "Inbox/deeper/back.md leads back into the vault")
    found = checks(vault)["links"]
    assert "Inbox/deeper/followed leads out of the vault" in found.found
    assert "allow_links" in found.advice


def test_two_notes_of_one_drop_are_named(vault, write):
    write("A.md", NOTE.format(id="0123456789abcdef"))
    write("B.md", NOTE.format(id="0123456789abcdef"))
    write("C.md", NOTE.format(id="fedcba9876543210"))
    found = checks(vault)["same inbox_id"]
    assert (found.status, found.found) == ("warn", "A.md = B.md")


def test_failed_drops_and_pending_notes_are_counted(vault, write):
    write("Inbox/20250918_114949_phone_Link.txt", "https://example.org/a\n")
    write("Inbox/bad.txt", b"a\0b")
    Inbox(vault, options={"offline": True}).run()
    found = checks(vault)
    assert (found["failed"].status, found["failed"].found[:7]) == ("warn", "1 drop:")
    assert found["pending"].found.startswith("1 note waits")


def test_a_running_daemon_is_seen(vault, tmp_path):
    address = str(tmp_path / "n")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ready:
        ready.bind(address)
        ready.settimeout(30)
        env = {**os.environ, "NOTIFY_SOCKET": address}
        daemon = launch.Popen([sys.executable, "-m", "vault_inbox", "watch", str(vault)], env=env, stderr=subprocess.DEVNULL)
        try:
            ready.recv(100)
            assert checks(vault)["daemon"].found.startswith("one runs")
        finally:
            daemon.terminate()
            daemon.wait(timeout=30)
    found = checks(vault)["daemon"]
    assert (found.found[:9], "service install" in found.advice) == ("none runs", True)


@pytest.mark.parametrize(("key", "name"), [("state_dir", "memory"), ("cache_dir", "index")])
def test_memory_inside_the_vault_or_not_writable_is_bad(vault, tmp_path, key, name):
    inside = checks(vault, **{key: vault / "here"})
    assert inside[name].status == "bad"
    assert not (vault / "here").exists()
    (tmp_path / "file").write_text("")
    blocked = checks(vault, **{key: tmp_path / "file/below"})
    assert blocked[name].status == "bad"
    assert key in blocked[name].advice


@pytest.mark.parametrize("bundle", ["missing", "no certificate"])
def test_certificates_that_cannot_be_read_are_bad(vault, tmp_path, bundle):
    path = tmp_path / "ca.pem"
    if bundle == "no certificate":
        path.write_text("hello\n")
    found = checks(vault, offline=False, ca_bundle=str(path))["network"]
    assert (found.status, "ca.pem" in found.found) == ("bad", True)


def test_the_way_to_the_network_is_told_without_its_password(vault):
    proxy = "http://ann:secret@proxy.example.org:3128"
    found = checks(vault, offline=False, proxy=proxy, allow_private=["nas.local:8080"])["network"]
    assert "proxy.example.org:3128" in found.found
    assert "nas.local:8080" in found.found
    assert "secret" not in found.found


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")
def test_an_inbox_that_cannot_be_written_is_bad(monkeypatch):
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        root = Path(folder)
        root.chmod(0o755)
        for name in ("vault/.obsidian", "vault/Inbox", "home"):
            (root / name).mkdir(parents=True)
        (root / "home").chmod(0o777)
        monkeypatch.setenv("XDG_CONFIG_HOME", f"{folder}/home")
        places = {"state_dir": root / "home/s", "cache_dir": root / "home/c"}
        assert checks(root / "vault")["inbox"].status == "ok"
        (root / "vault/Inbox").chmod(0o555)
        with as_another_user_than_root():
            found = checks(root / "vault", **places)
        assert [check.name for check in found.values() if check.status == "bad"] == ["inbox"]
        assert "right to read and write" in found["inbox"].advice or sys.platform == "darwin"


@contextmanager
def as_another_user_than_root() -> Iterator[None]:
    """To root everything is permitted."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.mark.parametrize(
    ("path", "platform", "says"),
    [
        ("/Users/ann/Library/Mobile Documents/iCloud~md~obsidian/Documents/Notes", "darwin", "iCloud Drive"),
        ("/Users/ann/Documents/Notes", "darwin", "Full Disk Access"),
        ("/home/ann/Notes", "linux", "right to read"),
    ],
)
def test_a_folder_that_is_kept_from_us_comes_with_the_way_of_the_system(path, platform, says):
    assert says in denied(Path(path), platform)


def test_little_room_is_a_warning(vault):
    assert space_check(vault, MachineSettings()).status == "ok"
    assert space_check(vault, MachineSettings(), little=1 << 62).status == "warn"


def test_a_file_from_the_future_tells_of_a_wrong_clock(vault, write):
    write("A.md", "x", age=-30 * 86_400)
    found = checks(vault)["clock"]
    assert (found.status, "A.md" in found.found) == ("warn", True)
    write("A.md", "x", age=-3600)
    assert checks(vault)["clock"].status == "ok", "time zones and sync apps may be off by some hours"


def test_a_clock_that_was_never_set_is_bad():
    assert clock_check(Walked(), now=86_400.0).status == "bad"
    assert clock_check(Walked(), now=time.time()).status == "ok"


@pytest.mark.skipif(sys.platform == "win32", reason="links in a stand-in for /proc")
@pytest.mark.parametrize(
    ("folders", "watching", "status", "says"),
    [
        (3, False, "ok", "for 3 folders"),
        (9, False, "warn", "max_user_instances=20"),
        (9, True, "ok", "for 9 folders"),
        (90, True, "ok", "26 more"),
    ],
)
def test_the_limits_of_inotify_are_held_against_the_folders(tmp_path, folders, watching, status, says):
    limits = tmp_path / "sys/fs/inotify"
    limits.mkdir(parents=True)
    (limits / "max_user_watches").write_text("100\n")
    (limits / "max_user_instances").write_text("10\n")
    (tmp_path / "77/fd").mkdir(parents=True)
    for number in range(4):
        (tmp_path / f"77/fd/{number}").symlink_to("anon_inode:inotify" if number < 2 else "/dev/null")
    found = events_check(folders, watching, tmp_path)
    assert (found.status, says in found.found + found.advice) == (status, True), found


def test_without_limits_to_be_read_nothing_is_said_against_events(tmp_path):
    assert events_check(5, False, tmp_path).status == "ok"
