"""The step `category`: the folder of the vault that a note belongs in, named only where that is sure enough."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..text.folding import fold
from .folders import candidates, offered
from .plain_text import says_nothing
from .rules import Applied, apply
from .template import untaken, with_template

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..model import Context, Note, Step

CUTOFF = 0.5
_RUNNERS_UP = 3


def make(settings: Mapping[str, Any]) -> Step:
    """The step; `folders` are globs of candidate folders, `cutoff` the least certainty (0 always names a folder if there is any).

    `never` are folders that are no category: notes lie there because none was certain. Of the user's `rules` the step takes the folder,
    the status of a note that is not still to be fetched, and from `templates` (path -> properties) the properties of the template.
    """
    rules, templates = settings.get("rules", ()), settings.get("templates", {})
    globs, cutoff = tuple(settings.get("folders", ())), float(settings.get("cutoff", CUTOFF))
    never = {fold(folder) for folder in settings.get("never", ())}

    def categorise(note: Note, ctx: Context) -> Note:
        ruled = apply(note, rules)
        note = _with_properties(note, ruled, templates, ctx)
        folders = ctx.vault.folders()
        if ruled.folder and not _given(replace(note, category=None), folders):
            ctx.explain("category", f"{ruled.folder}: by the rule {', '.join(ruled.names)}")
            return replace(note, category=ruled.folder, folder=note.folder or ruled.folder)
        if given := _given(note, folders):
            ctx.explain("category", f"{given}: the drop names it")
            return replace(note, category=given)
        if note.category:
            ctx.explain("category", f"{note.category}: named by the drop, but no folder of the vault")
        if says_nothing(note) and cutoff > 0:
            return replace(note, category=None)
        if globs and folders and not candidates(folders, globs):
            ctx.warn(f"no folder of the vault matches folders = {list(globs)} in [step.category], so no note is filed by what it is about")
        ranked = offered(note, ctx.vault, globs, never)
        for place, found in enumerate(ranked[:_RUNNERS_UP]):
            ctx.explain("category", f"{'runner-up: ' if place else ''}{found.folder} {found.certainty:.2f} ({found.why})")
        sure = ranked[0] if ranked and ranked[0].certainty >= cutoff else None
        return replace(note, category=sure.folder if sure else None)

    return categorise


def _with_properties(note: Note, ruled: Applied, templates: Mapping[str, Mapping[str, Any]], ctx: Context) -> Note:
    """The note with the status and the template's properties that rules give it."""
    if ruled.status and note.status == "draft":
        ctx.explain("status", f"{ruled.status}: by the rule {', '.join(ruled.names)}")
        note = replace(note, status=ruled.status)
    if ruled.template and ruled.template not in templates:
        ctx.warn(f"the template “{ruled.template}” of the rule {', '.join(ruled.names)} cannot be read")
    if template := templates.get(ruled.template):
        ctx.explain("properties", f"the template “{ruled.template}”, by the rule {', '.join(ruled.names)}")
        for name, why in untaken(template).items():
            ctx.explain("properties", f"{name} of the template was left out: {why}")
        note = with_template(note, template)
    return note


def _given(note: Note, folders: Iterable[str]) -> str:
    """The folder that the drop names, by where it lay or by a header, as the vault spells it; "" if the vault has no such folder."""
    known: dict[str, str] = {}
    for folder in sorted(folders):
        parts = folder.split("/")
        for depth in range(1, len(parts) + 1):
            known.setdefault(fold("/".join(parts[:depth])), "/".join(parts[:depth]))
    for wanted in (note.folder, note.category or ""):
        if found := known.get(fold(wanted.strip("/"))):
            return found
    return ""
