"""The result of one check, and how one is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["ok", "warn", "bad"]

_MOST = 3  # paths that are named of many


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it stands, what was found, and what to do ("" where nothing need be done).

    `bad` keeps the inbox from working; `warn` is worth knowing.
    """

    name: str
    status: Verdict
    found: str
    advice: str = ""


def some(paths: list[str]) -> str:
    """The first few of many, in words."""
    more = f" and {len(paths) - _MOST} more" if len(paths) > _MOST else ""
    return ", ".join(paths[:_MOST]) + more
