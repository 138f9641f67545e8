"""The touch of the outside: the service manager's own commands, and files that are written only where they are ours."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import ConfigError
from .program import MARK

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE = 120.0  # seconds; starting a service waits until it says that it is ready


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and whether it worked."""

    command: str
    worked: bool
    text: str

    @property
    def problem(self) -> tuple[str, ...]:
        """The failure in one line, nothing where it worked."""
        return () if self.worked else (f"{self.command}: {' '.join(self.text.split()) or 'it failed'}",)


def ask(*command: str) -> Answer:
    """Run a command and wait for it; one that is not there, or does not end, has not worked."""
    said = " ".join(command)
    program = shutil.which(command[0])
    if program is None:
        return Answer(said, False, f"there is no {command[0]} here")
    try:
        done = subprocess.run(  # noqa: S603 -- fixed commands; the only foreign part is a name of our own making
            [program, *command[1:]], stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Answer(said, False, str(error))
    text = (done.stdout + b"\n" + done.stderr).decode(errors="replace").strip()
    return Answer(said, done.returncode == 0, text)


def is_ours(path: Path) -> bool:
    """Tell whether a file is there and ours. Raises `ConfigError` for one that somebody else wrote."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return False
    if MARK.encode() not in data:
        raise ConfigError(f"{path} was not written by vault-inbox: it is left as it is; move it away first")
    return True


def write(path: Path, data: bytes) -> None:
    """Write a file of ours whole, its folder too if need be. Raises `ConfigError` where the name is somebody else's."""
    is_ours(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temp = path.parent / f".{secrets.token_hex(8)}.tmp"
    try:
        with temp.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temp.replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temp.unlink()
