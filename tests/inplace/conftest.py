"""What the tests of work in place share."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest


def snapshot(vault: Path, *without: str) -> dict[str, bytes]:
    """Every file of the vault by its path, but for those under the folders named."""
    return {
        path.relative_to(vault).as_posix(): path.read_bytes()
        for path in sorted(vault.rglob("*"))
        if path.is_file() and not path.relative_to(vault).as_posix().startswith(without or ("\0",))
    }


@pytest.fixture
def look(vault: Path) -> Callable[..., dict[str, bytes]]:
    """look("Inbox/Held/") -> every file of the vault with its bytes, but for those under the folders named."""
    return lambda *without: snapshot(vault, *without)


@pytest.fixture
def quiet(vault: Path) -> Callable[[], None]:
    """quiet() makes every note an hour old, so that none counts as being edited."""

    def age() -> None:
        when = time.time() - 3600
        for path in vault.rglob("*.md"):
            os.utime(path, (when, when))

    return age
