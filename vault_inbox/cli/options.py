"""What commands share: how the vault is named, `--json`, the exit code of a failure, and texts that begin with a dash."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from ..errors import ConfigError

F = TypeVar("F", bound=Callable[..., Any])

FAILED = 1  # exit code
JSON_HELP = "One JSON object a line on stdout; text for people on stderr."
VAULT_HELP = "The vault's folder. Default: VAULT_INBOX_VAULT, else the nearest vault upwards from here."


def vault_options(*, positional: bool = True, beside: str = "", note: str = "") -> Callable[[F], F]:
    """The options that commands share: VAULT (or --vault) and --json; the command gets `inbox` made of them.

    Where no vault is named, it is the one that the file in the argument `beside` lies in, or what the argument `note` names (one note, or
    several), else the nearest upwards from here.
    """

    def decorate(command: F) -> F:
        @wraps(command)
        def with_inbox(*args: Any, vault: str | None = None, vault_option: str | None = None, **options: Any) -> Any:
            from ..inbox import Inbox  # noqa: PLC0415
            from ..vault.folders import find_vault  # noqa: PLC0415

            named = vault or vault_option  # the option may come from the environment, which an argument overrules
            near = find_vault(Path(options[beside]).expanduser().parent) if beside and not named else None
            meant = options[note] if note else None
            if isinstance(meant, str):
                named, options[note] = _located(meant, named)
            elif meant:
                vaults, options[note] = zip(*(_located(each, named) for each in meant), strict=True)
                named = vaults[0]
            if named:
                _is_no_file(named)
            return command(Inbox(named or near), *args, **options)

        wrapped: Any = click.option("--vault", "vault_option", metavar="V", envvar="VAULT_INBOX_VAULT", help=VAULT_HELP)(with_inbox)
        wrapped = click.option("--json", "as_json", is_flag=True, help=JSON_HELP)(wrapped)
        if positional:
            wrapped = click.argument("vault", required=False)(wrapped)
        decorated: F = wrapped
        return decorated

    return decorate


def fail_if(failed: bool) -> None:
    """End the command with the exit code of a failure, if it is one."""
    if failed:
        raise click.exceptions.Exit(FAILED)


def _located(note: str, vault: str | None) -> tuple[str | None, str]:
    """The vault of a note, and the note as the vault finds it: a path from the working folder, as shells complete it, becomes a full path.

    Any other name is left to the vault that is named. Raises `ConfigError` where none is named and the note lies in none.
    """
    from ..vault.folders import find_vault  # noqa: PLC0415

    given = Path(note).expanduser()
    file = next((path for path in (given, Path(f"{given}.md")) if path.is_file()), None)
    if file is None and not given.is_absolute():
        return vault, note
    path = Path(os.path.abspath(file or given))  # noqa: PTH100 - without `..`, and with links as they were typed
    home = vault or find_vault(path.parent)
    if home is None:
        raise ConfigError(f"{path} lies in no vault: no folder above it holds `.obsidian` or `Vault Inbox.md`")
    lies_there = path.parent.resolve().is_relative_to(Path(home).expanduser().resolve())
    return str(home), str(path) if lies_there or given.is_absolute() else note


def may_be_a_vault(folder: str) -> None:
    """Refuse to make a vault of a file, and of a vault's inbox or a folder in it: what lies there is processed. Raises `ConfigError`."""
    from ..inbox import Inbox  # noqa: PLC0415
    from ..vault.folders import find_vault, is_vault  # noqa: PLC0415

    _is_no_file(folder)
    path = Path(os.path.abspath(Path(folder).expanduser()))  # noqa: PTH100 - without `..`, and with links as they were typed
    outer = None if is_vault(path) else find_vault(path.parent)
    if outer is None:
        return
    try:
        inbox = outer / Inbox(outer).settings().inbox
    except ConfigError:  # of the vault around it; which folder is its inbox nobody can tell
        return
    if path.is_relative_to(inbox):
        raise ConfigError(f"{folder} lies in the inbox of the vault {outer}, where files are processed: no vault is made there")


def _is_no_file(vault: str) -> None:
    if Path(vault).expanduser().is_file():
        raise ConfigError(f"{vault} is no folder: a vault is named by its folder")


class UndoCommand(click.Command):
    """A command whose argument is a note, or with --last-run a vault."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the argument beside --last-run for the vault."""
        rest = super().parse_args(ctx, args)
        if ctx.params["last_run"] and (folder := ctx.params["note"]):
            if not Path(folder).expanduser().is_dir():
                raise click.UsageError(f"with --last-run the argument is the vault, and {folder} is no folder")
            ctx.params.update(note=None, vault_option=folder)
        return rest


class TextCommand(click.Command):
    """A command whose argument is a text, which may begin with a dash: `- [ ] buy milk` is no option, for no option has a space in it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put such a text behind `--`, where nothing is an option; the value of an option stays with it."""
        valued = {name for each in self.params if isinstance(each, click.Option) and not each.is_flag for name in each.opts}
        ends = args.index("--") if "--" in args else len(args)
        texts = [
            place
            for place, given in enumerate(args[:ends])
            if re.match(r"-(?!-[\w-]+=)\S*\s", given) and (place == 0 or args[place - 1] not in valued)
        ]
        if texts:
            behind = [args[place] for place in texts] + args[ends + 1 :]
            args = [given for place, given in enumerate(args[:ends]) if place not in texts] + ["--", *behind]
        return super().parse_args(ctx, args)
