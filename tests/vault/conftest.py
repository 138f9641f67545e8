"""What tests of the index share."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from vault_inbox.vault.index.lookups import TICK


@pytest.fixture
def settle() -> Callable[[Path], None]:
    """settle(folder) waits until no note is so young that another change could leave its times as they are."""

    def wait(notes: Path) -> None:
        youngest = max(file.stat().st_ctime_ns for file in notes.rglob("*.md"))
        while time.time_ns() - youngest <= TICK:
            time.sleep(0.01)

    return wait
