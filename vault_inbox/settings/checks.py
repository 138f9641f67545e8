"""One check per kind of value: each takes a raw value and returns it normalised, or raises `BadValue` that says what is valid."""

from __future__ import annotations

import difflib
import re
from string import Formatter
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, available_timezones

from ..notes.tags import valid_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    Check = Callable[[Any], Any]

PLACEHOLDERS = ("category", "year", "month", "source", "site")

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029]")
_FORBIDDEN = '\\:*?"<>|'  # in no name of a folder that must live on every system
_NOT_FOR_US = frozenset({".obsidian", ".git", ".trash"})
_PROPERTY = re.compile(r"[^\W\d][\w ./-]*(?<![ ./-])")
_YAML_WORDS = frozenset({"y", "n", "yes", "no", "true", "false", "on", "off", "null"})  # as keys these are no texts in YAML 1.1


class BadValue(ValueError):  # noqa: N818 - "raise BadValue" reads as what it is
    """A value that cannot be used; the message completes the sentence "KEY must be …"."""


def text(value: Any) -> str:
    """Accept one line of text, which may be empty."""
    if not isinstance(value, str) or _CONTROL.search(value):
        raise BadValue("one line of text in quotes")
    return value.strip()


def some_text(value: Any) -> str:
    """Accept one line of text that is not empty."""
    found = text(value)
    if not found:
        raise BadValue("one line of text in quotes, not empty")
    return found


def one_or_more(check: Check) -> Check:
    """Make a check for a value that passes `check`, or a list of such; gives a tuple either way."""

    def check_all(value: Any) -> tuple[Any, ...]:
        values = value if isinstance(value, list) else [value]
        if not values:
            raise BadValue("a text in quotes or a list of texts, not empty")
        return tuple(check(each) for each in values)

    return check_all


def tag(value: Any) -> str:
    """Accept a tag as Obsidian writes it, with or without its #."""
    found = text(value).removeprefix("#")
    if not found or found != valid_tag(found):
        raise BadValue("a tag of letters, digits, - _ and / (no spaces, not digits only)")
    return found


def note_path(value: Any) -> str:
    """Accept the path of a note inside the vault, written from its root; `.md` may be left out."""
    found = folder(value)
    return found if found[-3:].lower() == ".md" else f"{found}.md"


def flag(value: Any) -> bool:
    """Accept true or false."""
    if not isinstance(value, bool):
        raise BadValue("true or false")
    return value


def whole(least: int, most: int) -> Check:
    """Make a check for a whole number from `least` to `most`."""

    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise BadValue(f"a whole number from {least} to {most}")
        return value

    return check


def number(least: float, most: float) -> Check:
    """Make a check for a number from `least` to `most`; not-a-number is none."""

    def check(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
            raise BadValue(f"a number from {least:g} to {most:g}")
        return float(value)

    return check


def choice(*valid: str) -> Check:
    """Make a check for one of a few words."""

    def check(value: Any) -> str:
        if value not in valid:
            raise BadValue(f"one of {listed(valid)}{did_you_mean(value, valid)}")
        return str(value)

    return check


def days(value: Any) -> str | int:
    """Accept "forever" or a whole number of days, one to a hundred years."""
    if value == "forever":
        return "forever"
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 36_500:
        raise BadValue('"forever" or a whole number of days from 1 to 36500')
    return value


def zone(value: Any) -> str:
    """Accept a time zone of the IANA database, or "" for the machine's."""
    name = text(value)
    try:
        return name and ZoneInfo(name).key
    except (KeyError, ValueError, OSError):  # unknown, malformed, a folder of zones such as "Europe"
        raise BadValue(f'a time zone such as "Europe/Berlin", or ""{did_you_mean(name, available_timezones())}') from None


def folder(value: Any) -> str:
    """Accept a folder inside the vault, written from the vault's root; a final slash is dropped."""
    found = anywhere(value)
    if not found:
        raise BadValue('a folder inside the vault such as "Inbox", not the vault itself')
    return found


def anywhere(value: Any) -> str:
    """Accept a folder inside the vault, or "" for none; a placeholder would become a folder of that very name."""
    found = _contained(text(value), _FORBIDDEN)
    if any(f"{{{name}}}" in found for name in PLACEHOLDERS):
        raise BadValue("a folder inside the vault as it is called; placeholders are filled in only in note.folder and note.folders")
    return found


def glob(value: Any) -> str:
    """Accept a pattern of folders, such as "24-*" or "areas/**"."""
    found = _contained(text(value), '\\:"<>|')
    if not found:
        raise BadValue('a pattern of folders inside the vault such as "24-*"')
    return found


def pattern(value: Any) -> str:
    """Accept a folder with placeholders in braces; "" is the vault's root."""
    wanted = f"a folder inside the vault with placeholders out of {{{'} {'.join(PLACEHOLDERS)}}}"
    try:
        pieces = list(Formatter().parse(text(value)))
    except ValueError:
        raise BadValue(f"{wanted}: a brace has no partner") from None
    for literal, name, form, conversion in pieces:
        if "{" in literal or "}" in literal or form or conversion:
            raise BadValue(f"{wanted}, and no other braces")
        if name is not None and name not in PLACEHOLDERS:
            raise BadValue(f"{wanted}; {{{name}}} is none{did_you_mean(name, PLACEHOLDERS)}")
    return _contained(text(value), _FORBIDDEN)


def several(check: Check, what: str, known: Iterable[str] = ()) -> Check:
    """Make a check for a list without repeats, each member of which passes `check`; `known` are the members there are, if they are few."""

    def check_all(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, (list, tuple)):
            valid = listed(known)
            raise BadValue(f"a list of {what}" + (f" in brackets, out of {valid}" if valid else ""))
        try:
            found = tuple(check(member) for member in value)
        except BadValue as error:
            raise BadValue(f"a list of {what}, each {error}") from None
        if len(set(found)) < len(found):
            raise BadValue(f"a list of {what} without repeats")
        return found

    return check_all


def member(known: Collection[str]) -> Check:
    """Make a check for a name out of `known`, which is asked for all its names only when one is not among them."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in known:
            raise BadValue(f"one of {listed(known)}{did_you_mean(value, known)}")
        return value

    return check


def heading(value: Any) -> str:
    """Accept the text of a heading: one line, not empty, without its # marks."""
    found = text(value)
    if not found or found.startswith("#") or found.endswith("#"):
        raise BadValue("the text of a heading, one line without # marks")
    return found


def property_name(value: Any) -> str:
    """Accept a name for a property, or "" to leave the property out."""
    found = text(value)
    if found and (len(found) > 60 or not _PROPERTY.fullmatch(found) or found.casefold() in _YAML_WORDS):
        raise BadValue('a property name of letters, digits, spaces and _ - . / (not a word such as yes or no), or "" to leave it out')
    return found


def listed(names: Iterable[str]) -> str:
    """Write names for a message: "a", "b", "c"."""
    return ", ".join(f'"{name}"' for name in names)


def did_you_mean(given: Any, known: Iterable[str]) -> str:
    """Write '; did you mean "x"?' where a known name is close to the one given, else nothing."""
    folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(given.casefold(), folded, 1) if isinstance(given, str) else []
    return f'; did you mean "{folded[close[0]]}"?' if close else ""


def _contained(path: str, forbidden: str) -> str:
    if path.startswith(("/", "~")) or any(character in path for character in forbidden):
        raise BadValue(f"a folder inside the vault, written from its root with / between names and none of {' '.join(forbidden)}")
    names = [name for name in path.split("/") if name not in {"", "."}]
    if any(name != name.strip() or name.endswith(".") for name in names):
        raise BadValue('a folder inside the vault: no "..", and no name that begins or ends with a space or ends with a dot')
    if names and names[0].casefold() in _NOT_FOR_US:
        raise BadValue(f"a folder other than {names[0]}, which belongs to a program")
    return "/".join(names)
