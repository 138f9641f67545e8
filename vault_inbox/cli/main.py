"""`vault-inbox`: the commands and what they take. Each command's work is a call of `Inbox`; heavy imports wait until a command runs."""

from __future__ import annotations

import logging
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import ConfigError, VaultBusy, VaultInboxError
from ..service.program import AGENT_LOG
from . import logs
from .machine import doctor, service
from .options import FAILED, VAULT_HELP, TextCommand, UndoCommand, fail_if, may_be_a_vault, vault_options
from .terminal import say

if TYPE_CHECKING:
    from ..inbox import Inbox

WRONG, BUSY, INTERRUPTED = 2, 3, 130


def main() -> None:
    """Run the command; errors become one line on stderr and an exit code (2 wrong call or settings, 3 busy, 130 interrupted)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console's charset may lack what a title holds
            stream.reconfigure(errors="backslashreplace")
    if log := os.environ.get(AGENT_LOG):
        logs.keep_short(Path(log))
    try:
        code = cli(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(_wrong())
    except VaultBusy as error:
        _die(error, BUSY)
    except ConfigError as error:
        _die(error, _wrong())
    except (VaultInboxError, OSError) as error:
        _die(error, FAILED)


def _wrong() -> int:
    """Return the exit code of a wrong call or settings: for launchd 0, else it would start the same again every half minute."""
    return 0 if os.environ.get(AGENT_LOG) else WRONG


def _die(error: Exception, code: int) -> None:
    from ..disk_errors import in_words  # noqa: PLC0415

    say(f"vault-inbox: {in_words(error)}", err=True)
    sys.exit(code)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="vault-inbox")
def cli() -> None:
    """Turn text dropped into an Obsidian vault's inbox into finished notes."""
    logs.reading_to_terminal()


@cli.command()
@click.argument("vault", required=False)
@click.option("--vault", "vault_option", metavar="V", envvar="VAULT_INBOX_VAULT", help=VAULT_HELP)
@click.option("--inbox", "name", default="Inbox", show_default=True, help="Name of the inbox folder.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def init(vault: str | None, vault_option: str | None, name: str, as_json: bool) -> None:
    """Make the inbox, the settings note and the Inbox.base view in a vault; what exists stays as it is.

    A folder that is no vault yet becomes one where it is named: `vault-inbox init .`
    """
    from ..inbox import Inbox  # noqa: PLC0415
    from . import output  # noqa: PLC0415

    named = vault or vault_option
    if named:
        may_be_a_vault(named)
    output.founded(Inbox.create(named, inbox=name), as_json)


@cli.command()
@vault_options()
def run(inbox: Inbox, as_json: bool) -> None:
    """Process what is in the inbox, once, and exit. Exit code 1 if a drop failed."""
    from . import output, signals  # noqa: PLC0415

    signals.leave_on_sigterm()
    with output.progress(as_json) as tell:
        outcomes = inbox.run(tell)
    output.summary(inbox, outcomes, as_json)
    fail_if(any(outcome.status == "failed" for outcome in outcomes))


@cli.command()
@vault_options()
def watch(inbox: Inbox, as_json: bool) -> None:
    """Process what is in the inbox and what comes, until stopped (Ctrl-C or SIGTERM). SIGHUP reads the settings again."""
    from ..daemon.notify import Notifier  # noqa: PLC0415
    from . import output, signals  # noqa: PLC0415

    logs.to_stderr()
    asked = signals.listen()
    manager = Notifier(os.environ.pop("NOTIFY_SOCKET", ""))  # not for the processes that read pages
    while True:
        for outcome in inbox.watch(asked.stop, alive=manager.alive):
            manager.alive()
            output.outcome(outcome, as_json)
        if not asked.again():
            break
        manager.reloading()
        logging.getLogger(__name__).info("all settings are read again")
    manager.stopping()
    if asked.interrupted:
        raise click.exceptions.Exit(INTERRUPTED)


@cli.command(cls=TextCommand)
@click.argument("text", required=False)
@click.option("--title", default="", help="Title of the note.")
@click.option("--source", default="script", show_default=True, help="Where it comes from: one word, such as phone or clip.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be given several times.")
@vault_options(positional=False)
def add(inbox: Inbox, text: str | None, title: str, source: str, tags: tuple[str, ...], as_json: bool) -> None:
    """Write TEXT (or standard input, with -) into the inbox as a drop."""
    from . import output  # noqa: PLC0415

    if text is None and sys.stdin.isatty():
        raise click.UsageError("what is to be added? Give the text, or - to read it from standard input")
    body = sys.stdin.read() if text in (None, "-") else str(text)
    path = inbox.add(body, title=title, source=source, tags=tags)
    output.added(path.relative_to(inbox.vault).as_posix(), as_json)


@cli.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@vault_options(positional=False, beside="file")
def preview(inbox: Inbox, file: str, as_json: bool) -> None:
    """Print the note(s) that FILE would become; nothing is written."""
    from . import output  # noqa: PLC0415

    output.previews(inbox.preview(file), as_json)


@cli.command()
@vault_options(note="notes")
@click.option("--note", "notes", multiple=True, metavar="N", help="A note, by its name or path; may be given several times.")
@click.option("--dry-run", is_flag=True, help="Print what would change as a unified diff; write nothing.")
def refresh(inbox: Inbox, notes: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Bring our part of our notes up to date, in place: pending pages, links, properties."""
    from . import output  # noqa: PLC0415

    results = inbox.refresh(notes or None, dry_run=dry_run)
    output.refreshed(results, as_json, dry_run)
    fail_if(any(result.outcome.status == "failed" for result in results))


@cli.command()
@vault_options()
@click.option("--clean", is_flag=True, help="Also mend what the script did badly: each change is shown and asked for before it is written.")
@click.option("--yes", is_flag=True, help="With --clean: show each change and write it without asking.")
@click.option("--dry-run", is_flag=True, help="Print what would change as a unified diff; write nothing.")
def adopt(inbox: Inbox, clean: bool, yes: bool, dry_run: bool, as_json: bool) -> None:
    """Make notes of an earlier script (source: inbox_processing) ours: they get their url and inbox_id, nothing else changes.

    With --clean their tags and dates become valid, entities become characters, raw feeds and what is no article go, and links are
    added; what you wrote into them stays. `undo` takes it back.
    """
    from . import output  # noqa: PLC0415

    if clean and not (yes or dry_run or sys.stdin.isatty()):
        raise click.UsageError("--clean asks before it writes, and here is no terminal to ask on: --dry-run shows, --yes writes unasked")
    results = inbox.adopt(dry_run=dry_run, clean=clean, agree=output.agreed(as_json, yes) if clean else None)
    output.refreshed(results, as_json, dry_run)
    fail_if(any(result.outcome.status == "failed" for result in results))


@cli.command()
@click.argument("note")
@vault_options(positional=False, note="note")
def explain(inbox: Inbox, note: str, as_json: bool) -> None:
    """Say why NOTE has this title, these tags, this folder and these links."""
    from . import output  # noqa: PLC0415

    output.explained(inbox.explain(note), as_json)


@cli.command(cls=UndoCommand)
@click.argument("note", required=False, metavar="NOTE | --last-run [VAULT]")
@click.option("--last-run", is_flag=True, help="All that the last run did.")
@click.option("--keep-edits", is_flag=True, help="Also where you have edited since; your text stays as a note of your own.")
@vault_options(positional=False, note="note")
def undo(inbox: Inbox, note: str | None, last_run: bool, keep_edits: bool, as_json: bool) -> None:
    """Take back the last thing done to NOTE, or the last run: drops go to Held/, notes to the trash, or as they were before.

    What the daemon does by itself is a run as well; asked again, the run before goes.
    """
    from . import output  # noqa: PLC0415

    results = inbox.undo(note, last_run=last_run, keep_edits=keep_edits, tell=output.undoing)
    output.undone(results, as_json)
    fail_if(any(result.did == "refused" for result in results))


@cli.command()
@vault_options()
def status(inbox: Inbox, as_json: bool) -> None:
    """Say what waits, what is pending, what failed and what happened last."""
    from . import output  # noqa: PLC0415

    output.status(inbox.status(), as_json)


@cli.command()
@vault_options()
@click.option("-n", "count", type=click.IntRange(min=0), default=20, show_default=True, help="How many outcomes.")
def log(inbox: Inbox, count: int, as_json: bool) -> None:
    """Print the last outcomes, oldest first."""
    from . import output  # noqa: PLC0415

    output.log(inbox.log(count), as_json)


@cli.command()
@vault_options()
def steps(inbox: Inbox, as_json: bool) -> None:
    """List the steps: those that run, in their order, and those that are installed but not named in the settings."""
    from . import output  # noqa: PLC0415

    output.steps(inbox.steps(), as_json)


cli.add_command(service)
cli.add_command(doctor)
