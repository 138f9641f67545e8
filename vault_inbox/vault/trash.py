"""The system's trash, where there is one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def to_system_trash(path: Path) -> bool:
    """Move a file to the trash of the system; false where there is none to be had for it, and the file stays."""
    from send2trash import send2trash  # noqa: PLC0415 - seldom needed, and it looks for the desktop when it is loaded

    try:
        send2trash(os.fspath(path))
    except OSError:
        return False
    return not os.path.lexists(path)
