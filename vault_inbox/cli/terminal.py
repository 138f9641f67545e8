"""What reaches the terminal: lines whose names and titles cannot drive it."""

from __future__ import annotations

import sys
import unicodedata

import click

_KEPT = frozenset("\t\u00ad\u200b\u200c\u200d\u2060\ufeff")  # what holds words, emoji and line ends together, or apart


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print lines; what goes to a terminal or holds paths cannot drive it."""
    click.echo("\n".join(map(shown, text.split("\n"))), err=err, nl=nl)


def text(words: str, *, err: bool = False) -> None:
    """Print a note's text or a difference: word for word into a file or a pipe, harmless on a terminal."""
    if (sys.stderr if err else sys.stdout).isatty():
        say(words, nl=False, err=err)
    else:
        click.echo(words, nl=False, err=err)


def shown(line: str) -> str:
    """A line with what is no sign for people as an escape: names of files may hold anything, also bytes that are no UTF-8.

    Spaces of every kind stay, and the joiners that emoji and many scripts need; marks that turn the direction of a line do not.
    """
    decoded = line.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() or char in _KEPT or unicodedata.category(char) == "Zs" else _escape(char) for char in decoded)


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode()
