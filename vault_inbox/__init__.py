"""Turns text dropped into an Obsidian vault's inbox into finished notes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .drops import read_drop, split_drop
    from .errors import ConfigError, DropError, ExtractError, FetchError, NoteError, VaultBusy, VaultInboxError
    from .inbox import Inbox
    from .model import Article, Connection, Context, Drop, Note, Outcome, Page
    from .notes.render import render
    from .notes.update import update
    from .plugins import DEFAULT_STEPS
    from .web.extract import read_page

__version__ = "0.1.0"

# name -> module; looked up on first use, so that `import vault_inbox` costs nothing
_HOME = {
    **dict.fromkeys(("Article", "Connection", "Context", "Drop", "Note", "Outcome", "Page"), "model"),
    **dict.fromkeys(("ConfigError", "DropError", "ExtractError", "FetchError", "NoteError", "VaultBusy", "VaultInboxError"), "errors"),
    "DEFAULT_STEPS": "plugins",
    "Inbox": "inbox",
    "read_drop": "drops",
    "read_page": "web.extract",
    "render": "notes.render",
    "split_drop": "drops",
    "update": "notes.update",
}

__all__ = [
    "DEFAULT_STEPS",
    "Article",
    "ConfigError",
    "Connection",
    "Context",
    "Drop",
    "DropError",
    "ExtractError",
    "FetchError",
    "Inbox",
    "Note",
    "NoteError",
    "Outcome",
    "Page",
    "VaultBusy",
    "VaultInboxError",
    "read_drop",
    "read_page",
    "render",
    "split_drop",
    "update",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
