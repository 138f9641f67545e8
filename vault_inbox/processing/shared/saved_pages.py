"""The folders of the inbox with the files of saved pages, `X_files` beside `X.html`: they stay where they are, and are told once."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from ...model import Outcome
from ...pipeline import attempt
from ...settings.keys import HELD
from ...text.companions import PAGES, page_of
from ...text.folding import fold
from . import originals
from .workspace import Workspace

# Seconds after the last file came into a folder of such a name during which its page may still come: sync apps bring files in any order.
MOMENT = 300.0
_REASON = "files of a saved page"

_Left = Literal["page", "awaited", ""]


class SavedPages:
    """The folders that a look at the inbox left aside, and what is to be told of them."""

    def __init__(self, work: Workspace) -> None:
        self._work = work
        self._left: dict[Path, _Left] = {}

    def is_left(self, folder: Path, beside: bool) -> bool:
        """Tell whether what lies in a folder of such a name is no drop, or not yet; `beside`: whether its page lies there."""
        self._left[folder] = why = _why_left(self._work, folder, beside)
        return bool(why)

    def told(self, *, awaited: bool = False) -> Iterator[Outcome]:
        """Give what is to be told since it was asked last: of each folder once; with `awaited` also of those whose page may still come."""
        left, self._left = self._left, {}
        for folder, why in left.items():
            page, path = page_of(folder.name), self._work.relative(folder)
            if why == "page" and attempt(lambda: self._work.told.is_news(path, _REASON))[0] is not False:  # noqa: B023 - used at once
                told = f"the files of the saved page “{page}” stay where they are"
            elif why == "awaited" and awaited:
                told = f"it is named as the files of a saved page are: “{page}{PAGES[0]}” is waited for, for {MOMENT / 60:.0f} minutes"
            else:
                continue
            yield Outcome(path, "1/1", "skipped", warnings=(told,))


def _why_left(work: Workspace, folder: Path, beside: bool) -> _Left:
    """Why a folder is left aside: its page is beside it or was taken from there, or may still come; "" for a folder of the user's own.

    Where that cannot be looked up it is left: its files can be read later, but not be unread.
    """
    if beside or work.told.was_told(work.relative(folder), _REASON):
        return "page"
    taken, error = attempt(lambda: _was_taken(work, folder))
    if taken or error:
        return "page" if taken else "awaited"
    age, _ = attempt(lambda: _age(folder))
    return "awaited" if age is not None and 0 <= age < MOMENT else ""


def _was_taken(work: Workspace, folder: Path) -> bool:
    """Tell whether the page of these files was in the inbox: it lies among the originals, in Failed/ or in Held/."""
    held = work.inbox() / HELD / folder.parent.relative_to(work.inbox())
    names = [f"{page_of(folder.name)}{ending}" for ending in PAGES]
    if any(os.path.lexists(place / name) for place in (work.vault / work.settings.failed, held) for name in names):
        return True
    return any(fold(path.name) == fold(name) for name in names for path in originals.candidates(work, name))


def _age(folder: Path) -> float:
    """Seconds since something came into a folder: sync apps set its mtime as they like, its ctime tells when they did."""
    status = folder.stat()
    return time.time() - max(status.st_mtime, status.st_ctime)
