"""Whole runs that anyone can read: `golden/<case>/inbox` goes in, `golden/<case>/expected` comes out.

A case may hold `vault/` (notes that are there before) and `site/` (a `pages.toml` and pages, its internet). To add a case, make its folder
and run the tests: the failure shows the notes that came out. Read them, and save them as `expected/` if they are right.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from vault_inbox import Inbox

CASES = sorted(path for path in (Path(__file__).parent / "golden").iterdir() if (path / "inbox").is_dir())
WHEN = 1_758_196_800  # 2025-09-18 12:00 UTC: the mtime of every file that goes in


def texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in sorted(folder.rglob("*.md"))}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path, vault: Path, site) -> None:
    if (case / "vault").is_dir():
        shutil.copytree(case / "vault", vault, dirs_exist_ok=True)
    shutil.copytree(case / "inbox", vault / "Inbox", dirs_exist_ok=True)
    (vault / "Vault Inbox.md").write_text('```toml\ntimezone = "Europe/Berlin"\n```\n')
    for path in vault.rglob("*"):
        os.utime(path, (WHEN, WHEN))
    before = set(texts(vault))
    Inbox(vault, pages=site(case / "site").__getitem__).run()
    made = {name: text for name, text in texts(vault).items() if name not in before and not name.startswith(".vault-inbox/")}
    assert made == texts(case / "expected")
