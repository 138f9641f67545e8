"""Outcomes as people read them, or as JSON lines; nothing is decided here."""

from __future__ import annotations

import dataclasses
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from ..model import Outcome
from .terminal import say, shown, text

if TYPE_CHECKING:
    from ..inbox import Inbox
    from ..processing.by_hand.founding import Founded
    from ..processing.by_hand.reporting import Preview, Status
    from ..processing.by_hand.runs import Run
    from ..processing.by_hand.taking_back import Undone
    from ..processing.doctor.check import Check
    from ..processing.running import Tell
    from ..processing.upkeep.refreshing import Refreshed
    from ..service.program import Report

_SURROGATE = re.compile("[\ud800-\udfff]")
_SIGNS = {"created": "+", "updated": "~", "duplicate": "=", "pending": "…", "failed": "!", "skipped": "-"}
_RUN = {
    "made": ("note", "made"),
    "filed": ("note", "filed again"),
    "updated": ("note", "brought up to date"),
    "adopted": ("note", "adopted"),
    "cleaned": ("note", "cleaned"),
    "duplicate": ("drop", "known already"),
    "failed": ("drop", "failed"),
}


def json_line(value: Any) -> None:
    """One JSON object on stdout."""
    line = json.dumps(value, ensure_ascii=False, default=_plain)
    click.echo(_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", line))  # bytes of a file name that are no UTF-8


def outcome(value: Outcome, as_json: bool) -> None:
    """One outcome: a JSON line, or a line for people with its warnings below."""
    if as_json:
        json_line(dataclasses.asdict(value))
        sys.stdout.flush()
        return
    say(words(value))


def words(value: Outcome) -> str:
    """An outcome in words: `+ Inbox/x.txt -> 24-computing/X.md`."""
    part = "" if value.part == "1/1" else f" ({value.part})"
    line = f"{_SIGNS[value.status]} {' -> '.join(filter(None, (value.drop + part, value.note)))}"
    if value.status not in {"created", "failed"}:
        line += f" ({value.status})"
    details = [value.error] if value.error else []
    return "\n".join(map(shown, [line, *(f"    {detail}" for detail in (*details, *value.warnings))]))


@contextmanager
def progress(as_json: bool) -> Iterator[Tell]:
    """A function that shows each outcome as it comes; on a terminal with a progress bar below."""
    if not sys.stderr.isatty() or as_json:
        yield lambda value, done, total: outcome(value, as_json)
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("inbox", total=None)

        def tell(value: Outcome, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)
            bar.console.print(words(value), markup=False, highlight=False)

        yield tell


def summary(inbox: Inbox, outcomes: Sequence[Outcome], as_json: bool) -> None:
    """How many became what, on stderr."""
    if other := inbox.other_processor():
        say(f"nothing done: this vault is processed by {other} (`processor` in its settings note)", err=True)
        return
    counts = {status: sum(value.status == status for value in outcomes) for status in _SIGNS}
    said = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    if not as_json or said:
        say(said or "nothing to do", err=True)


def founded(value: Founded, as_json: bool) -> None:
    """What `init` made."""
    if as_json:
        return json_line(dataclasses.asdict(value))
    say(f"vault {value.vault}")
    for path in value.made:
        say(f"made {path}")
    for path in value.kept:
        say(f"kept {path}")
    files = "1 file lies" if value.waiting == 1 else f"{value.waiting} files lie"
    say(f"{files} in {value.inbox}" + ("; `vault-inbox run` makes notes of the texts" if value.waiting else ""))
    return None


def added(path: str, as_json: bool) -> None:
    """The drop that was written."""
    if as_json:
        json_line({"drop": path})
    else:
        say(path)


def previews(values: Sequence[Preview], as_json: bool) -> None:
    """Notes as they would be; where each would go, and what would be warned of, on stderr."""
    for value in values:
        if as_json:
            json_line(dataclasses.asdict(value))
            continue
        duplicate = value.status == "duplicate"
        say(f"duplicate of [[{value.note.removesuffix('.md')}]]" if duplicate else f"would become {value.note}", err=True)
        for warning in value.warnings:
            say(f"    {warning}", err=True)
        text(value.text)


def refreshed(values: Sequence[Refreshed], as_json: bool, dry_run: bool) -> None:
    """What a refresh changed, or would change."""
    for value in values:
        if as_json:
            json_line({**dataclasses.asdict(value.outcome), **({"diff": value.diff} if dry_run else {})})
        elif dry_run and value.diff:
            text(value.diff)
        elif value.outcome.status != "skipped" or value.outcome.warnings:
            outcome(value.outcome, as_json)
    if not as_json:
        changed = sum(bool(value.diff) for value in values)
        say(f"{changed} of {len(values)} notes {'would change' if dry_run else 'changed'}", err=True)


def agreed(as_json: bool, yes: bool) -> Callable[[Refreshed], bool]:
    """What shows a change before it is written, and asks for it unless `yes` was said to all."""

    def agree(value: Refreshed) -> bool:
        text(value.diff, err=as_json)
        try:
            return yes or click.confirm(f"Write this to {value.outcome.note}?", err=True)
        except click.Abort as error:
            raise KeyboardInterrupt from error  # no failure of this one note: the person wants to stop

    return agree


def undoing(run: Run) -> None:
    """Which run is about to be taken back, on stderr."""
    did = (_counted(run.did[kind], *words) for kind, words in _RUN.items() if run.did.get(kind))
    until = "" if run.began == run.ended else f" to {run.ended.replace('T', ' ')}"
    say(f"taking back the run of {run.began.replace('T', ' ')}{until}: {', '.join(did)}", err=True)


def undone(values: Sequence[Undone], as_json: bool) -> None:
    """What was taken back."""
    words = {
        "trashed": "to the trash",
        "restored": "as it was before",
        "kept": "stays, as a note of your own",
        "held": "",
        "refused": "left",
    }
    told: set[str] = set()
    for value in values:
        if as_json:
            json_line(dataclasses.asdict(value))
            continue
        if value.note:
            say(f"{'!' if value.did == 'refused' else '~'} {value.note} ({words[value.did]})" + (f": {value.why}" if value.why else ""))
        elif value.did == "gone":
            say(f"! {value.why}")
        if value.drop and value.drop not in told:  # the notes of a list have one drop
            told.add(value.drop)
            say(f"  {value.drop} is back; move it into the inbox to process it again")
        if value.copy and value.copy != value.note:
            say(f"  your text is kept in {value.copy}")
    if not values:
        say("nothing to undo", err=True)


def explained(why: Mapping[str, Sequence[str]], as_json: bool) -> None:
    """The reasons, by field."""
    if as_json:
        return json_line(why)
    for name, reasons in why.items():
        say(f"{name}")
        for reason in reasons:
            say(f"    {reason}")
    return None


def status(value: Status, as_json: bool) -> None:
    """The state of the vault's inbox."""
    if as_json:
        return json_line(dataclasses.asdict(value))
    say(f"vault    {value.vault}")
    say(f"inbox    {value.inbox}: {value.waiting} waiting")
    say(f"notes    {value.notes} made here, {len(value.pending)} pending")
    for path in value.pending:
        say(f"         … {path}")
    say(f"failed   {len(value.failed)}")
    for path in value.failed:
        say(f"         ! {path}")
    say(f"daemon   {'running' if value.watching else 'not running'}")
    if value.last:
        say(f"last     {value.last.replace('T', ' ')}")
    return None


def log(entries: Sequence[Mapping[str, object]], as_json: bool) -> None:
    """Past outcomes."""
    from ..processing.by_hand.runs import takes_back  # noqa: PLC0415

    for entry in entries:
        if as_json:
            json_line(entry)
            continue
        fields = {field.name for field in dataclasses.fields(Outcome)}
        known: dict[str, Any] = {name: value for name, value in entry.items() if name in fields}
        known["warnings"] = tuple(known.get("warnings") or ())
        value = Outcome(**known)
        said = f"< {value.note or value.drop} ({'; '.join(value.warnings)})" if takes_back(entry) else words(value)
        say(f"{str(entry.get('at', '')).replace('T', ' ')}  {said}")


def steps(rows: Sequence[Mapping[str, object]], as_json: bool) -> None:
    """The steps and where they come from."""
    for row in rows:
        if as_json:
            json_line(row)
        else:
            place = f"{row['order']}." if row["order"] else "  "
            say(f"{place:>3} {row['name']:14} {row['origin']}" + ("" if row["order"] else "   (not in `steps`)"))


def checked(values: Sequence[Check], as_json: bool) -> None:
    """What was looked at and how it stands, with what to do below; a count on stderr."""
    width = max(len(value.name) for value in values)
    for value in values:
        if as_json:
            json_line(dataclasses.asdict(value))
            continue
        say(f"{value.status:4}  {value.name:{width}}  {_hanging(value.found, width + 6)}")
        if value.advice:
            say(f"{'':{width + 6}}  -> {value.advice}")
    bad, warnings = (sum(value.status == status for value in values) for status in ("bad", "warn"))
    say(f"{bad} bad, {warnings} to know, {len(values) - bad - warnings} ok", err=True)


def service(value: Report, as_json: bool) -> None:
    """What was done to a service, how it stands, and what the user may want to do."""
    if as_json:
        return json_line(dataclasses.asdict(value))
    for did in value.did:
        say(did)
    state = [word for word, holds in (("enabled", value.enabled), ("running", value.running)) if holds]
    say(f"{value.service} ({value.manager}): " + (", ".join(["installed", *state]) if value.installed else "not installed"))
    for problem in value.problems:
        say(f"failed: {problem}", err=True)
    for advice in value.advice:
        say(f"-> {advice}", err=True)
    return None


def _counted(count: int, thing: str, became: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'} {became}"


def _hanging(text: str, indent: int) -> str:
    return text.replace("\n", "\n" + " " * (indent + 2))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
