"""Two notes of the user's that link to each other arrive together: killed, or refused by the disk, at any call, both links end at notes."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

DROPS = {"Inbox/A.md": b"My own words, see [b](12-garden/B.md).\n", "Inbox/12-garden/B.md": b"And mine, see [a](../A.md).\n"}


@pytest.mark.parametrize("fault", ["kill", "ENOSPC"])
def test_r22_links_between_drops_are_led_on_after_a_kill_or_an_error_at_every_call(
    fault: str, worker: Any, new_vault: Callable[[str], Path], put: Callable[..., None]
) -> None:
    for at in count(1):
        vault = new_vault(f"linked {fault} {at}")
        for path, data in DROPS.items():
            put(vault / path, data)
        first = worker.do(vault, at=at, fault=fault)
        worker.do(vault, times=2)
        assert re.search(r"see \[b\]\((.*)\)", (vault / "Unfiled/A.md").read_text())[1] == "../12-garden/B.md"  # type: ignore[index]
        assert re.search(r"see \[a\]\((.*)\)", (vault / "12-garden/B.md").read_text())[1] == "../Unfiled/A.md"  # type: ignore[index]
        if not first["killed"] and len(first["calls"]) < at:
            break
    assert at > 20
