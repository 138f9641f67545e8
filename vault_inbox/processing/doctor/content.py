"""Checks of what lies in the vault: what waits, what failed, what sync apps left, two notes of one drop, times that cannot be."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ...steps.folders import candidates
from ...text.conflicts import conflict_of
from ...vault.folders import PASSED_BY
from ..by_hand.reporting import status
from ..shared.workspace import Workspace
from .check import Check, some

_DAY = 86_400.0
_FIRST_YEAR = 2025  # nothing of this program is older: an earlier clock was never set


@dataclass(slots=True)
class Walked:
    """What a walk through the vault came by: paths in it, and the newest file with its mtime (seconds since 1970)."""

    conflicts: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)
    synced: list[str] = field(default_factory=list)
    newest: tuple[float, str] = (0.0, "")


def walk(vault: Path) -> Walked:
    """List the whole vault but its hidden folders; nothing is opened, links are not followed."""
    walked = Walked()
    for top, folders, names in os.walk(vault):
        prefix = Path(top).relative_to(vault)
        walked.synced += [str(prefix / name) for name in folders if name in {".stfolder", ".sync"}]
        folders[:] = [name for name in folders if not name.startswith(".") and name.lower() not in PASSED_BY]
        for name in names:
            _note(walked, prefix / name, Path(top, name))
    return walked


def _note(walked: Walked, path: Path, full: Path) -> None:
    if path.name.startswith(".") and path.suffix == ".icloud":
        walked.placeholders.append(path.as_posix())
    elif not path.name.startswith("."):
        if conflict_of(path.name):
            walked.conflicts.append(path.as_posix())
        try:
            walked.newest = max(walked.newest, (full.lstat().st_mtime, path.as_posix()))
        except OSError:  # gone meanwhile
            return


def sync_check(walked: Walked) -> Check:
    """What sync apps left in the vault."""
    said = [f"Syncthing or Resilio syncs {some(walked.synced)}"] if walked.synced else []
    advice = []
    if walked.conflicts:
        said.append(f"{_count(walked.conflicts, 'conflict copy', 'conflict copies')}: {some(walked.conflicts)}")
        advice.append("compare each copy with its note and remove one of them")
    if walked.placeholders:
        said.append(f"{_count(walked.placeholders, 'file', 'files')} not yet downloaded from iCloud: {some(walked.placeholders)}")
        advice.append("choose “Keep Downloaded” for the vault's folder")
    return Check("sync", "warn" if advice else "ok", "; ".join(said) or "no conflict copies", "; ".join(advice))


def clock_check(walked: Walked, now: float | None = None) -> Check:
    """Whether this computer's clock, or that of another that writes into the vault, is far off; `now` in seconds since 1970."""
    now = time.time() if now is None else now
    today = datetime.fromtimestamp(now, UTC)
    if today.year < _FIRST_YEAR:
        return Check("clock", "bad", f"it is {today:%Y-%m-%d} by this computer", "set its clock: every note bears its date")
    changed, path = walked.newest
    if changed > now + _DAY:
        found = f"{path} was changed on {datetime.fromtimestamp(changed, UTC):%Y-%m-%d}, which is yet to come"
        return Check("clock", "warn", found, "one of the computers that write into the vault has a wrong clock")
    return Check("clock", "ok", f"{today:%Y-%m-%d}")


def work_checks(work: Workspace) -> Iterator[Check]:
    """What waits, is pending, has failed; whether a daemon runs; whether two notes were made of one drop."""
    stands = status(work)
    running = "one runs for this vault" if stands.watching else "none runs for this vault on this computer"
    start = "" if stands.watching else "`vault-inbox service install` starts one with the computer; `vault-inbox run` works once"
    yield Check("daemon", "ok", running, start)
    yield Check("waiting", "ok", f"{_count(stands.waiting, 'drop', 'drops')} in {stands.inbox}")
    yield _pending(work, list(stands.pending))
    if failed := list(stands.failed):
        advice = "each says why; move it, or its drop, back into the inbox to try again"
        yield Check("failed", "warn", f"{_count(failed, 'drop', 'drops')}: {some(failed)}", advice)
    else:
        yield Check("failed", "ok", "no drops")
    yield _twins(work)
    yield _candidates(work)


def _candidates(work: Workspace) -> Check:
    """Whether each pattern of `folders` in `[step.category]` matches a folder that notes lie in."""
    globs, folders = work.settings.step["category"]["folders"], work.index.folders()
    if idle := [glob for glob in globs if not candidates(folders, [glob])]:
        found = f"no folder with notes matches {some(idle)}, as `folders` in [step.category] has it"
        return Check("folders", "warn", found, "a pattern is a folder's whole path, where * stands for anything: correct it or take it out")
    return Check("folders", "ok", f"{_count(candidates(folders, globs), 'folder', 'folders')} to file notes in")


def _pending(work: Workspace, pending: list[str]) -> Check:
    if not pending:
        return Check("pending", "ok", "no notes wait for a page")
    reasons = Counter(retry.reason for retry in work.retries if retry.reason and not retry.key.startswith("drop:"))
    why = f"; most often: {reasons.most_common(1)[0][0]}" if reasons else ""
    return Check("pending", "ok", f"{_count(pending, 'note waits', 'notes wait')} for a page: {some(pending)}{why}")


def _twins(work: Workspace) -> Check:
    by_id: dict[str, list[str]] = {}
    for ref in work.index.all_ours():
        by_id.setdefault(ref.inbox_id, []).append(ref.path)
    twins = [paths for paths in by_id.values() if len(paths) > 1]
    if not twins:
        return Check("same inbox_id", "ok", "no two notes share one")
    found = some([" = ".join(paths) for paths in twins])
    return Check("same inbox_id", "warn", found, "neither is refreshed: keep one, or take `inbox_id` out of the copy")


def _count(what: int | list[str], one: str, many: str) -> str:
    number = what if isinstance(what, int) else len(what)
    return f"{number} {one if number == 1 else many}"
