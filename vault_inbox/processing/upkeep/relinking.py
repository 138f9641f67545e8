"""Links of a finished note looked for again. What stands stays, so that notes come to rest: a link in one speaks for a link in another."""

from __future__ import annotations

from dataclasses import replace

from ...model import Connection, Note, NoteRef
from ...notes.follow import lines_of_links
from ...notes.parse import without_connections
from ...pipeline import run_steps
from ...state.records import Record
from ...vault.links import resolve
from ..arrival.making import Said, not_in_text
from ..shared.workspace import Workspace

RELINKED = ("connections",)  # the steps that a finished note is looked at with again
_BETTER = 0.2  # by how much more than the cut-off a new link must be certain to take the place of one that speaks for itself no more


def relinked(work: Workspace, ref: NoteRef, note: Note, record: Record | None, text: str, said: Said) -> Note:
    """The note with the connections that it should have now: those that stand and whose notes exist, then new ones up to the limit.

    Where the limit is reached, a link that is clearly certain takes the place of one of ours that would not be written today.
    """
    steps = [(name, step) for name, step in work.steps if name in RELINKED]
    named = work.place().named
    suggested = run_steps(note, work.context(said.warn, said.explain, (ref.path,)), steps)
    found = not_in_text(suggested, without_connections(text, work.layout), ref.path, named, said).connections
    if record is None:
        kept = tuple(connection for connection in note.connections if connection not in found)
        return replace(note, connections=(*kept, *found))
    known = {target: line for key, line in lines_of_links(record.text, work.layout) if (target := resolve(key, ref.path, named))}
    standing = {target: line for key, line in lines_of_links(text, work.layout) if (target := resolve(key, ref.path, named))}
    new = [connection for connection in found if not connection.link and connection.target not in {*known, *standing}]
    wanted = {connection.target for connection in found}
    ours = [target for target, line in standing.items() if known.get(target) == line]
    limits = work.settings.step.get("connections", {})
    room = int(limits.get("limit", len(ours) + len(new))) - len(ours)
    weak = [target for target in ours if target not in wanted]
    for connection in new[max(0, room) :]:
        if weak and connection.score >= float(limits.get("cutoff", 0.0)) + _BETTER:
            del standing[weak.pop()]
            room += 1
    lines = (Connection(target, link=line.removeprefix("- ")) for target, line in standing.items())
    return replace(note, connections=(*lines, *new[: max(0, room)]))
