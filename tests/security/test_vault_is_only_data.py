"""Nothing that lies in a vault runs, loads code, widens what the machine allows, or leads out of the vault."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from vault_inbox import ConfigError, Inbox, Page
from vault_inbox.settings.machine import MachineSettings
from vault_inbox.settings.vault import read_vault_settings
from vault_inbox.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeInbox = Callable[..., Inbox]
    Write = Callable[..., Path]

posix = pytest.mark.skipif(os.name != "posix", reason="links and modes of POSIX")
TEXT = "The rain barrel in the garden is full of water again.\n"


def settings_note(toml: str) -> str:
    return f"# Settings\n\n```toml\n{toml}\n```\n"


MACHINE_VALUES: dict[str, str] = {
    "machine": '"mine"',
    "state_dir": '"/tmp"',
    "cache_dir": '"/tmp"',
    "proxy": '"http://evil.test:3128"',
    "ca_bundle": '"/tmp/ca.pem"',
    "allow_private": '["127.0.0.1"]',
    "allow_links": '["/etc"]',
    "offline": "false",
    "workers": "64",
    "model": '"x"',
}


def test_every_key_of_the_machine_is_tried_below() -> None:
    assert set(MACHINE_VALUES) == {field.name for field in dataclasses.fields(MachineSettings)}


@pytest.mark.parametrize("table", ["", "[machine]\n", "[watch]\n", "[step.fetch]\n", "[note]\n"])
@pytest.mark.parametrize("key", MACHINE_VALUES)
def test_a_synced_note_cannot_set_what_a_machine_allows(key: str, table: str) -> None:
    with pytest.raises(ConfigError, match=f"Vault Inbox.md.*{key}|Vault Inbox.md.*machine"):
        read_vault_settings(settings_note(f"{table}{key} = {MACHINE_VALUES[key]}"))


SET = '<pre><code class="language-toml">inbox = "Letters"\n</code></pre>'
PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1>{1}</article></body></html>"
WORDS = "".join(f"<p>The rain barrel number {each} in the garden is full of water again, and so is the small one.</p>" for each in "abcdef")


@pytest.mark.parametrize("title", ["Vault Inbox", "vault inbox", "VAULT INBOX", "Vault Inbox.", "/Vault Inbox", "Vault\u00a0Inbox"])
def test_no_captured_note_is_taken_for_the_settings(
    vault: Path, write: Write, inbox: MakeInbox, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    write(".obsidian/app.json", '{"newFileLocation": "folder", "newFileFolderPath": "Notes"}')
    mine = write("Notes/Letters/My letter.txt", TEXT)
    url = "https://garden.example.org/inbox"
    write("Inbox/20250918_114949_share_.txt", f"{url}\n")
    (first,) = inbox({url: PAGE.format(title, WORDS + SET)}).run()
    assert first.status == "created"
    assert first.note
    assert "rain barrel" in (vault / first.note).read_text(encoding="utf-8")
    write(f"Inbox/20250918_114949_share_{title.replace('/', '_')}.txt", f"{TEXT}\n```toml\ninbox = 'Letters'\n```\n")
    (second,) = inbox().run()
    assert second.status == "created"
    names = [fold(path.name) for path in (vault / "Notes").glob("*.md")]
    assert len(names) == 2
    assert "vault inbox.md" not in names
    monkeypatch.chdir(vault / "Notes")
    here = Inbox()
    assert here.vault == vault
    assert here.run() == []
    assert mine.exists()


@pytest.mark.parametrize(
    "toml",
    [
        'steps = ["os:system"]',
        'steps = ["os.system"]',
        'steps = ["./evil.py"]',
        'steps = ["fetch", "evil"]',
        'steps = ["vault_inbox.steps.title:make"]',
        "[step.evil]\nx = 1",
        '[extractor.evil]\npath = "evil.py"',
        '[extractor."../evil"]',
        '[note]\nfolder = "{category.__class__}"',
        '[note]\nfolder = "{0}"',
        '[note]\nfolder = "{site!r}"',
        '[note]\nfolder = "{category:>9999999999}"',
        '[note]\nfolder = "<% x %>"',
        '[note]\ntemplate = "evil.md"',
        'hooks = ["rm"]',
        'import = "evil"',
    ],
)
def test_settings_name_steps_and_never_code(vault: Path, write: Write, inbox: MakeInbox, toml: str) -> None:
    write("evil.py", f"open({str(vault / 'ran')!r}, 'w')")
    write("Vault Inbox.md", settings_note(toml))
    drop = write("Inbox/20250918_114949_phone_Rain.txt", TEXT)
    with pytest.raises(ConfigError, match=r"Vault Inbox\.md"):
        inbox().run()
    assert drop.read_text() == TEXT
    assert not (vault / "ran").exists()


def test_modules_that_lie_in_the_vault_are_not_loaded(vault: Path, write: Write, own_machine: Path) -> None:
    """Not even where the command is called inside of it and a saved page has to be read."""
    names = ["json", "trafilatura", "lxml", "requests", "vault_inbox", "sitecustomize", "usercustomize", "conftest", "tomllib"]
    for folder in ("", "Inbox", ".obsidian/plugins/evil"):
        for name in names:
            write(f"{folder}/{name}.py".lstrip("/"), f"open({str(vault / 'ran')!r}, 'a').write({name!r})")
    write("Inbox/clip.html", f"<title>Rain</title><article>{'<p>' + TEXT * 9}</article>")
    write("Inbox/note.txt", TEXT)
    command = Path(sys.executable).with_name("vault-inbox")
    done = subprocess.run([command, "run", "--json"], cwd=vault, capture_output=True, text=True, check=False)
    assert done.stdout.count('"created"') == 2, done.stderr + done.stdout
    assert not (vault / "ran").exists()


BAD_FOLDERS = [
    *("../out", "a/../../out", "/etc", "//server/share", "~/out", "C:/out", "C:\\\\out", "..", "a\\\\..\\\\b", "a/.. /b", "a/../b"),
    *(".obsidian/plugins", ".git/hooks", ".trash", "a\\u0000b", "a\\nb", "con:x", "a|b", "a*", "https://x.test"),
]
PLACES = ["inbox", "failed", "originals", "note.folder", "note.unfiled", "note.folders.rss"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("folder", BAD_FOLDERS)
def test_no_folder_of_the_settings_leads_out_of_the_vault(place: str, folder: str) -> None:
    table, _, key = place.rpartition(".")
    toml = f'{f"[{table}]" if table else ""}\n{key} = "{folder}"'
    with pytest.raises(ConfigError):
        read_vault_settings(settings_note(toml))


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@posix
@pytest.mark.parametrize(
    ("link", "toml"),
    [
        ("Inbox/Failed", ""),
        (".vault-inbox", ""),
        (".vault-inbox/originals", ""),
        ("Notes", '[note]\nfolder = "Notes"'),
        ("Notes", '[note]\nfolder = "Notes/{year}"'),
        ("Unfiled", ""),
    ],
)
def test_a_folder_that_is_a_link_out_of_the_vault_is_not_written_through(
    vault: Path, write: Write, inbox: MakeInbox, tmp_path: Path, link: str, toml: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "theirs.md").write_text("not ours")
    if toml:
        write("Vault Inbox.md", settings_note(toml))
    (vault / link).parent.mkdir(parents=True, exist_ok=True)
    (vault / link).symlink_to(outside, target_is_directory=True)
    good = write("Inbox/20250918_114949_phone_Rain.txt", TEXT)
    bad = write("Inbox/20250918_114950_phone_Bad.txt", b"half\0binary")
    inbox().run()
    assert everything(outside) == {"theirs.md": b"not ours"}
    kept = [*vault.rglob("*Rain*.txt"), *vault.rglob("*Rain*.md")]
    assert [path for path in kept if TEXT.strip() in path.read_text()], "the drop is nowhere"
    assert good.exists() or kept
    assert [path for path in vault.rglob("*Bad.txt") if path.read_bytes() == b"half\0binary"] or bad.exists()


@posix
def test_an_inbox_that_is_a_link_out_of_the_vault_is_not_emptied(vault: Path, inbox: MakeInbox, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "theirs.txt").write_text(TEXT)
    os.utime(outside / "theirs.txt", (1e9, 1e9))
    (vault / "Inbox").rmdir()
    (vault / "Inbox").symlink_to(outside, target_is_directory=True)
    try:
        outcomes = inbox().run()
    except ConfigError:
        outcomes = []
    assert [outcome for outcome in outcomes if outcome.status == "created"] == []
    assert everything(outside) == {"theirs.txt": TEXT.encode()}


@posix
@pytest.mark.parametrize("name", ["Inbox/link.txt", "Inbox/link.md", "Inbox/link.html", "Inbox/Sub"])
def test_a_link_in_the_inbox_does_not_bring_foreign_files_in(vault: Path, inbox: MakeInbox, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.txt").write_text("hunter2 is the password")
    target = secret if name.endswith("Sub") else secret / "key.txt"
    (vault / name).symlink_to(target)
    os.utime(secret / "key.txt", (1e9, 1e9))
    inbox().run()
    assert (secret / "key.txt").read_text() == "hunter2 is the password"
    assert [path for path in vault.rglob("*") if path.is_file() and not path.is_symlink() and b"hunter2" in path.read_bytes()] == []


@posix
@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_what_this_machine_remembers_is_for_its_user_only(
    vault: Path, write: Write, inbox: MakeInbox, own_machine: Path, umask: int
) -> None:
    write("Inbox/20250918_114949_phone_Rain.txt", TEXT)
    write("Inbox/20250918_114950_phone_Later.txt", "Link: https://x.test/later\n")
    before = os.umask(umask)
    try:
        inbox().run()
        list(inbox().log())
    finally:
        os.umask(before)
    wrong: dict[str, str] = {}
    for path in [own_machine / "state", *(own_machine / "state").rglob("*")]:
        mode = path.stat().st_mode & 0o777
        if mode != (0o700 if path.is_dir() else 0o600):
            wrong[str(path.relative_to(own_machine))] = oct(mode)
    assert wrong == {}
    cache = [path for path in (own_machine / "cache").rglob("*") if path.stat().st_mode & 0o077]
    assert all(any(parent.stat().st_mode & 0o077 == 0 for parent in path.parents if parent.is_relative_to(own_machine)) for path in cache)
    notes = list(vault.rglob("Rain.md"))
    assert [oct(path.stat().st_mode & 0o777) for path in notes] == [oct(0o666 & ~umask)]


CONTROL = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]


def no_control(text: str) -> list[str]:
    return sorted({hex(ord(character)) for character in text if character in CONTROL and character != "\n"})


@pytest.mark.parametrize(
    "data", [b"half\0binary \x1b[31m\x07", b"\x1b]0;x\x07 Link: https://x.test/\x1b[2J\n\nwords"], ids=["failed", "made"]
)
def test_r43_nothing_that_is_told_or_kept_holds_control_characters(
    vault: Path, write: Write, inbox: MakeInbox, own_machine: Path, data: bytes, caplog: Any
) -> None:
    name = "Inbox/20250918_114949_phone_A\x1b[31m\x9bB.txt"
    write(name, data)
    page = Page("https://x.test/", "text/html", b"<title>\x1b[31m&#27;[2J</title><p>" + b"words \x1b[1m and more words " * 40)
    (outcome,) = inbox({"https://x.test/": page}).run()
    assert outcome.note is not None
    assert no_control((vault / outcome.note).read_text()) == []
    assert no_control(outcome.error or "") == []
    assert [no_control(warning) for warning in outcome.warnings if no_control(warning)] == []
    history = next((own_machine / "state").rglob("history.jsonl")).read_text()
    assert no_control(history) == []
    assert no_control(caplog.text) == []


SECRET = "hunter2"


@pytest.mark.parametrize("url", [f"https://me:{SECRET}@x.test/a", f"https://{SECRET}@x.test/a"])
@pytest.mark.parametrize("text", ["Link: {url}\n\nwords of mine\n", "{url}\n"])
def test_names_and_passwords_in_addresses_are_not_told(
    vault: Path, write: Write, inbox: MakeInbox, own_machine: Path, url: str, text: str, caplog: Any
) -> None:
    write("Inbox/20250918_114949_phone_Rain.txt", text.format(url=url))
    outcomes = inbox().run()
    told = [outcome.error or "" for outcome in outcomes] + [warning for outcome in outcomes for warning in outcome.warnings]
    assert SECRET not in " ".join(told)
    assert SECRET not in caplog.text
    assert SECRET not in next((own_machine / "state").rglob("history.jsonl")).read_text()
