"""What commands share: how the vault is named, and `--json`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

JSON_HELP = "One JSON object a line on stdout; text for people on stderr."
VAULT_HELP = "The vault's folder. Default: VAULT_INBOX_VAULT, else the nearest vault upwards from here."


def vault_options(*, positional: bool = True, json: bool = True) -> Callable[[F], F]:
    """The options that commands share: VAULT (or --vault) and --json; the command gets `inbox` made of them."""

    def decorate(command: F) -> F:
        @wraps(command)
        def with_inbox(*args: Any, vault: str | None = None, vault_option: str | None = None, **options: Any) -> Any:
            from ..inbox import Inbox  # noqa: PLC0415

            return command(Inbox(vault_option or vault), *args, **options)

        wrapped: Any = click.option("--vault", "vault_option", metavar="V", envvar="VAULT_INBOX_VAULT", help=VAULT_HELP)(with_inbox)
        if json:
            wrapped = click.option("--json", "as_json", is_flag=True, help=JSON_HELP)(wrapped)
        if positional:
            wrapped = click.argument("vault", required=False)(wrapped)
        decorated: F = wrapped
        return decorated

    return decorate
