"""Where this machine keeps what it remembers of a vault: one folder per vault, known by the vault's real path."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path

from .files import make_private


def vault_state(state_dir: Path, vault: Path) -> Path:
    """Return the folder for the state of one vault, made with mode 0700: its name and a hash of its real path."""
    return make_private(state_dir / "vaults" / _name(vault))


def vault_cache(cache_dir: Path, vault: Path) -> Path:
    """Return the file for the index cache of one vault; its folder is made with mode 0700."""
    return make_private(cache_dir / "vaults" / _name(vault)) / "index.sqlite"


def _name(vault: Path) -> str:
    real = os.path.realpath(vault)
    word = re.sub(r"[^\w-]+", "-", Path(real).name)[:40].strip("-") or "vault"
    return f"{word}-{sha256(os.fsencode(real)).hexdigest()[:12]}"
