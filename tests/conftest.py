"""What every test shares: this machine's memory lies in a temporary folder, never in the tester's own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from vault_inbox import Inbox, Page

ROOT = Path(__file__).resolve().parent.parent

# The same examples in every run, so that a change alone can make a test fail. The long forms look for new ones.
settings.register_profile("steady", derandomize=True)
if not {"SWEEP", "FUZZ"} & set(os.environ):
    settings.load_profile("steady")
# The system's trash of the tests; send2trash reads where it lies when it is loaded.
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="vault-inbox-trash-")
atexit.register(shutil.rmtree, os.environ["XDG_DATA_HOME"], ignore_errors=True)


@pytest.fixture(autouse=True)
def own_machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """State, cache and configuration of this test alone."""
    home = tmp_path_factory.mktemp("machine")
    for name in [name for name in os.environ if name.startswith("VAULT_INBOX_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("VAULT_INBOX_STATE_DIR", str(home / "state"))
    monkeypatch.setenv("VAULT_INBOX_CACHE_DIR", str(home / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    return home


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """An empty vault with an inbox."""
    folder = tmp_path / "vault"
    (folder / ".obsidian").mkdir(parents=True)
    (folder / "Inbox").mkdir()
    return folder


@pytest.fixture
def write(vault: Path) -> Callable[..., Path]:
    """write("folder/name.md", text_or_bytes) -> path; the file is an hour old, so nothing waits for it to settle."""

    def write_file(name: str, content: str | bytes, age: float = 3600.0) -> Path:
        path = vault / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        when = time.time() - age
        os.utime(path, (when, when))
        return path

    return write_file


@pytest.fixture(scope="session")
def edited() -> Callable[[str, list[tuple[str, int, str]]], str]:
    """edited(text, [("insert" | "delete" | "append", place, line), ...]) -> the text as a user left it, its line ends as they were."""

    def edit(text: str, edits: list[tuple[str, int, str]]) -> str:
        newline = "\r\n" if "\r\n" in text else "\n"
        lines = text.split(newline)
        for kind, at, line in edits:
            place = at % len(lines)
            if kind == "insert":
                lines.insert(place, line)
            elif kind == "delete" and len(lines) > 1:
                del lines[place]
            elif kind == "append":
                lines[place] += " mine"
        return newline.join(lines)

    return edit


@pytest.fixture(scope="session")
def is_subsequence() -> Callable[[list[str], list[str]], bool]:
    """is_subsequence(part, whole): whether the lines of one stand in the other, in their order."""

    def stands(part: list[str], whole: list[str]) -> bool:
        rest = iter(whole)
        return all(any(line == other for other in rest) for line in part)

    return stands


def read_site(folder: Path) -> dict[str, Page]:
    """The pages that a `pages.toml` lists, by address."""
    table = tomllib.loads((folder / "pages.toml").read_text(encoding="utf-8")) if (folder / "pages.toml").exists() else {}
    return {
        url: Page(url, entry.get("type", "text/html"), (folder / entry["file"]).read_bytes(), entry.get("status", 200))
        for url, entry in table.items()
    }


@pytest.fixture
def site() -> Callable[[Path], Mapping[str, Page]]:
    """Reads a folder with a `pages.toml` into pages by address."""
    return read_site


@pytest.fixture
def inbox(vault: Path) -> Callable[..., Inbox]:
    """inbox(pages={url: html}) -> the vault's `Inbox` with these pages for its internet; without pages every page is missing."""

    def make(pages: Mapping[str, str | Page] | None = None, **options: object) -> Inbox:
        known = {url: page if isinstance(page, Page) else Page(url, "text/html", page.encode()) for url, page in (pages or {}).items()}
        return Inbox(vault, pages=known.__getitem__, **options)  # type: ignore[arg-type]

    return make
