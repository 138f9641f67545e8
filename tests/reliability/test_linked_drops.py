"""Two notes of the user's that link to each other arrive together: killed, or refused by the disk, at any call, both links end at notes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DROPS = {"Inbox/A.md": b"My own words, see [b](12-garden/B.md).\n", "Inbox/12-garden/B.md": b"And mine, see [a](../A.md).\n"}


@pytest.mark.parametrize("fault", ["kill", "ENOSPC"])
def test_r22_links_between_drops_are_led_on_after_a_kill_or_an_error_at_every_call(
    fault: str, worker: Any, places: Callable[[Sequence[str]], list[int]], new_vault: Callable[[str], Path], put: Callable[..., None]
) -> None:
    left = [0]  # the first run meets no fault, and shows the calls
    while left:
        at = left.pop(0)
        vault = new_vault(f"linked {fault} {at}")
        for path, data in DROPS.items():
            put(vault / path, data)
        first = worker.do(vault, at=at, fault=fault)
        if not at:
            assert len(first["calls"]) > 20
            left = places(first["calls"])
        worker.do(vault, times=2)
        assert re.search(r"see \[b\]\((.*)\)", (vault / "Unfiled/A.md").read_text())[1] == "../12-garden/B.md"  # type: ignore[index]
        assert re.search(r"see \[a\]\((.*)\)", (vault / "12-garden/B.md").read_text())[1] == "../Unfiled/A.md"  # type: ignore[index]
