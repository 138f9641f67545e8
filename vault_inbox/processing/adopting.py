"""Notes of the script before this program become ours: by hand, two properties each, every other byte as it is."""

from __future__ import annotations

from pathlib import Path

from ..model import Outcome
from ..notes import adopted, properties
from ..pipeline import attempt, said
from ..state.locks import write_lock
from ..state.writes import Write, digest
from ..web import urls
from . import originals
from .refreshing import Refreshed, decoded, diff, is_fresh
from .workspace import Workspace


def adopt(work: Workspace, *, dry_run: bool = False) -> list[Refreshed]:
    """Give each note of the earlier script its `url` and its `inbox_id`; with `dry_run` nothing is written.

    The `inbox_id` is the hash of its drop, where that lies among the originals, else of the note's own text. The pages of the notes are
    known from then on, and `refresh` keeps their connections current.
    """
    results: list[Refreshed] = []
    taken = {ref.inbox_id for ref in work.index.all_ours()}
    for path in sorted(work.index.paths()):
        result, error = attempt(lambda: _one(work, path, taken, dry_run))  # noqa: B023 - used at once
        if error:
            results.append(Refreshed(Outcome("", "failed", path, error=said(error))))
        elif result:
            results.append(result)
    work.tell([result.outcome for result in results if result.outcome.status == "updated" and not dry_run])
    return results


def _one(work: Workspace, path: str, taken: set[str], dry_run: bool) -> Refreshed | None:
    data = work.files.read(work.vault / path)
    if adopted.SCRIPT.encode() not in data:
        return None
    text = decoded(path, data)
    if not adopted.is_of_the_script(text, work.layout):
        return None
    if not dry_run and is_fresh(work.vault / path):
        return Refreshed(Outcome("", "skipped", path, warnings=("it was changed a moment ago",)))
    inbox_id = _identity(work, text, data, taken)
    if not inbox_id:
        return Refreshed(Outcome("", "skipped", path, warnings=("another note has just the same text; neither is told from the other",)))
    new = adopted.adopted(text, urls.clean(adopted.address_of(text)), inbox_id, work.layout)
    taken.add(inbox_id)
    if not dry_run:
        _write(work, path, data, new, inbox_id)
    return Refreshed(Outcome("", "updated", path), diff(path, text, new))


def _identity(work: Workspace, text: str, data: bytes, taken: set[str]) -> str:
    """The hash of the note's drop, else of its own text; "" where both are another note's."""
    name = str(properties.read(text).get(work.layout.name_of("original_file")) or "")
    drops = [work.files.read(file) for file in originals.candidates(work, name) if file.name == Path(name).name] if name else []
    return next((identity for identity in map(originals.digest, (*drops, data)) if identity not in taken), "")


def _write(work: Workspace, path: str, old: bytes, new: str, inbox_id: str) -> None:
    entry = Write("adopted", work.run_id, work.now(), path, digest(new), old.decode())
    with write_lock(work.state):
        work.writes.keep(inbox_id, [entry])
        work.files.replace(work.vault / path, old, new.encode())
    work.remember(work.index.put, path)
