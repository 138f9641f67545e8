"""What is there, once: look, wait once for files that are still young, process, then what is due."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ..daemon.listing import Found, in_order, list_files
from ..drops import is_prose
from ..errors import ConfigError, DropError
from ..model import Outcome
from ..pipeline import attempt
from ..settings.keys import HELD
from .arrival.doubles import settle_doubles
from .arrival.intake import LARGEST, first_told, process
from .shared import originals
from .shared.leading import lead_on
from .shared.saved_pages import SavedPages
from .shared.settings_file import SettingsKeeper
from .shared.workspace import Workspace
from .upkeep.planning import schedule_pending
from .upkeep.refreshing import complete_due

Tell = Callable[[Outcome, int, int], None]


@dataclass(frozen=True, slots=True)
class Looked:
    """The files of the inbox that are ready, those left for the next time with the reason, and the folders of saved pages' files."""

    ready: tuple[Found, ...]
    left: tuple[tuple[Found, str], ...]
    pages: SavedPages


def run(work: Workspace, tell: Tell | None = None) -> list[Outcome]:
    """Process the whole inbox once; `tell` hears of each outcome with how many files are done and how many there are."""
    if not work.inbox().is_dir():
        raise ConfigError(f"there is no inbox at {work.inbox()}: `vault-inbox init` makes it, `inbox` in the settings names another")
    work.sweep()
    attempt(
        lambda: SettingsKeeper(work.vault, work.state, disk=work.files.disk).tell(work.files, work.settings)
    )  # they were read: no notice
    work.index.refresh()
    schedule_pending(work)
    work.forget_gone()
    looked = look(work)
    outcomes: list[Outcome] = []
    total = len(looked.ready)
    for done, found in enumerate(looked.ready, 1):
        for outcome in _take(work, found):
            outcomes.append(outcome)
            if tell:
                tell(outcome, done, total)
    lead_on(work)
    completed = () if work.settings.refresh.auto == "off" else complete_due(work)
    for outcome in chain(_left(work, looked), completed, settle_doubles(work)):
        outcomes.append(outcome)
        if tell:
            tell(outcome, total, total)
    work.remember(originals.expire, work)
    return outcomes


def _left(work: Workspace, looked: Looked) -> Iterator[Outcome]:
    """What is told of the files and folders that were left."""
    for found, reason in looked.left:
        if found.size or first_told(work, found.path, "empty"):
            yield Outcome(work.relative(found.path), "1/1", "skipped", warnings=(reason,))
    yield from looked.pages.told(awaited=True)


def look(work: Workspace) -> Looked:
    """List the inbox; where a file is younger than `settle` seconds wait once that long and look again."""
    settle = work.settings.watch.settle
    pages = SavedPages(work)
    first = listing(work, pages)
    if any(_age(found) < settle for found in first):
        time.sleep(settle)
        second = {found.path: found for found in listing(work, pages)}
    else:
        second = {found.path: found for found in first}
    ready: list[Found] = []
    left: list[tuple[Found, str]] = []
    for found in first:
        reason = _not_yet(work, found, second.get(found.path))
        if reason:
            left.append((found, reason))
        elif reason is not None:
            ready.append(found)
    return Looked(tuple(ready), tuple(left), pages)


def listing(work: Workspace, pages: SavedPages | None = None) -> list[Found]:
    """Every file of the inbox that may be a drop, oldest name first; Failed/, Held/ and the files of saved pages are not looked into."""
    aside = (pages or SavedPages(work)).is_left
    return sorted(list_files(work.inbox(), ignored_folders(work), work.may_follow, aside), key=lambda found: in_order(found.path))


def ignored_folders(work: Workspace) -> tuple[Path, ...]:
    """The folders of the inbox that hold no drops: Failed/, Held/, originals."""
    return (work.vault / work.settings.failed, work.inbox() / HELD, work.vault / work.settings.originals)


def in_inbox(work: Workspace, path: Path) -> Path:
    """The path of a file that may be processed; raises `DropError` for one outside the inbox, or in Failed/ or Held/."""
    path = Path(os.path.normpath(path))
    if not path.is_relative_to(work.inbox()) or any(path.is_relative_to(folder) for folder in ignored_folders(work)):
        raise DropError(f"{path} is not among the drops of {work.inbox()}")
    if not path.is_file():
        raise DropError(f"{path}: there is no such file")
    return path


def is_user_note(work: Workspace, path: Path) -> bool:
    """Whether a file is a `.md` with prose, in which someone may still be typing; not one that cannot be read, or is too large to be."""
    if path.suffix.lower() not in {".md", ".markdown"}:
        return False
    prose, _ = attempt(lambda: is_prose(path.name, work.files.read(path, LARGEST)))
    return bool(prose)


def _not_yet(work: Workspace, found: Found, again: Found | None) -> str | None:
    """Why a file is left for the next time, "" if it is ready, `None` if it is gone."""
    if again is None:
        return None
    if again != found:
        return "it is still being written"
    if found.size == 0:
        return "it is empty"
    if _age(found) < work.settings.watch.settle_md and is_user_note(work, found.path):
        return "someone may still be typing in it"
    return ""


def _age(found: Found) -> float:
    """Seconds since the last change; a time in the future (a wrong clock, a sync tool) counts as long ago."""
    age = time.time() - found.mtime_ns / 1e9
    return age if age >= 0 else float("inf")


def _take(work: Workspace, found: Found) -> Iterator[Outcome]:
    try:
        status = found.path.stat()  # of what a link leads to: only allowed ones are listed
    except FileNotFoundError:
        return
    if (status.st_size, status.st_mtime_ns) != (found.size, found.mtime_ns):
        yield Outcome(work.relative(found.path), "1/1", "skipped", warnings=("it is still being written",))
        return
    yield from process(work, found.path)
