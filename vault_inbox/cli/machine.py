"""The commands about this computer: `service` keeps the daemon running, `doctor` looks for what is in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .options import fail_if, vault_options

if TYPE_CHECKING:
    from ..inbox import Inbox
    from ..service.program import Report


@click.group()
def service() -> None:
    """Let the system run the daemon: a systemd user unit, a launchd agent, a Windows task."""


@service.command("install")
@vault_options()
def install(inbox: Inbox, as_json: bool) -> None:
    """Make the service of a vault and start it; made again, it is brought up to date."""
    from ..service.install import install as make  # noqa: PLC0415

    _tell(make(inbox.vault), as_json)


@service.command("uninstall")
@vault_options()
def uninstall(inbox: Inbox, as_json: bool) -> None:
    """Stop the service and remove what `install` made; the vault stays as it is."""
    from ..service.install import uninstall as remove  # noqa: PLC0415

    _tell(remove(inbox.vault), as_json)


@service.command("status")
@vault_options()
def status(inbox: Inbox, as_json: bool) -> None:
    """Say whether the service is installed, enabled and running."""
    from ..service.install import status as look  # noqa: PLC0415

    _tell(look(inbox.vault), as_json)


@click.command()
@vault_options()
def doctor(inbox: Inbox, as_json: bool) -> None:
    """Look for what may keep the inbox from working, and say what to do. Exit code 1 if something does."""
    from . import output  # noqa: PLC0415

    checks = inbox.doctor()
    output.checked(checks, as_json)
    fail_if(any(check.status == "bad" for check in checks))


def _tell(report: Report, as_json: bool) -> None:
    from . import output  # noqa: PLC0415

    output.service(report, as_json)
    fail_if(bool(report.problems))
