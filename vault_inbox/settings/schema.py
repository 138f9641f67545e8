"""Holds entries of a settings file against the known keys: values checked, unknown keys explained, all problems told at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError
from .checks import BadValue, did_you_mean
from .toml import Entry, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .checks import Check
    from .toml import Key


class Schema:
    """The keys that a settings file may hold.

    `keys` maps each key to its check. `tables` are those whose keys are free: with a check each value below is checked, and lies
    directly in it; with `None` anything may lie below, as in the table of a plugin. `groups` hold only tables, each with a name that the
    user chose: those that there are must be among `keys` or `tables`.
    """

    def __init__(self, keys: Mapping[Key, Check], tables: Mapping[Key, Check | None], groups: Sequence[Key] = ()) -> None:
        self._keys = keys
        self._tables = tables
        self._groups = groups
        self._known = {path[:depth] for path in (*keys, *tables, *groups) for depth in range(1, len(path) + 1)}

    def read(self, entries: Iterable[Entry]) -> tuple[dict[Key, Entry], list[Problem]]:
        """Check entries; returns those that hold, with their values normalised, and what is wrong with the others."""
        found: dict[Key, Entry] = {}
        problems: list[Problem] = []
        strangers: set[Key] = set()
        seen: dict[Key, int] = {}
        for entry in entries:
            stranger = self._stranger(entry.path)
            first = seen.setdefault(entry.path, entry.line) if entry.value != {} else entry.line
            if stranger is not None:
                if stranger not in strangers:  # a table that nobody knows is told once, not again for each of its keys
                    problems.append(Problem(entry.line, self._unknown(entry.path, len(stranger) - 1)))
                strangers.add(stranger)
            elif first != entry.line:
                problems.append(Problem(entry.line, f"{dotted(entry.path)} is set twice: first on line {first}"))
            else:
                self._take(entry, found, problems)
        return found, problems + _clashes(found)

    def _take(self, entry: Entry, found: dict[Key, Entry], problems: list[Problem]) -> None:
        try:
            found[entry.path] = Entry(entry.path, self._checked(entry), entry.line)
        except BadValue as error:
            problems.append(Problem(entry.line, bad_value(entry.path, entry.value, error)))

    def _checked(self, entry: Entry) -> Any:
        path, value = entry.path, entry.value
        check = self._keys.get(path) or self._tables.get(path[:-1])
        if check is not None:
            return check(value)
        if value != {} and path in self._known:
            raise BadValue(f"a table: write [{dotted((*path, 'NAME') if path in self._groups else path)}] above its keys")
        return value

    def _stranger(self, path: Key) -> Key | None:
        """Find the shortest part of a path that is not known; `None` where all is well."""
        for depth in range(1, len(path) + 1):
            if path[:depth] not in self._known:
                table = path[: depth - 1]
                free = table in self._tables and (self._tables[table] is None or depth == len(path))
                return None if free else path[:depth]
        return None

    def _unknown(self, path: Key, depth: int) -> str:
        beside = [key for key in (*self._keys, *self._tables, *self._groups) if key[:depth] == path[:depth] and len(key) > depth]
        siblings = list(dict.fromkeys(key[depth] for key in beside))
        elsewhere = [dotted(key) for key in self._keys if key[-1] == path[-1]]
        hint = did_you_mean(path[depth], siblings) or (f'; did you mean "{elsewhere[0]}"?' if elsewhere else "")
        where = f"in [{dotted(path[:depth])}]" if depth else "here"
        return f'there is no setting "{dotted(path)}"{hint or "."}' + (f" Valid {where}: {', '.join(siblings)}" if siblings else "")


def nested(found: Mapping[Key, Entry], table: Key) -> dict[str, Any]:
    """Build the table at this path again, with the tables in it."""
    built: dict[str, Any] = {}
    for path in sorted((path for path in found if path[: len(table)] == table), key=len):
        names = path[len(table) :]
        place = built
        for name in names[:-1]:
            place = place.setdefault(name, {})
        if names:
            value = found[path].value
            place.setdefault(names[-1], {} if value == {} else value)
    return built


def bad_value(path: Key, value: Any, error: BadValue) -> str:
    """Say what is wrong with a value; of what looks like a name and a password before a host only the host is told."""
    shown = json.dumps(value, ensure_ascii=False, default=str)
    shown = f"…@{shown.rpartition('@')[2]}" if "@" in shown else shown
    return f"{dotted(path)} = {shown if len(shown) <= 60 else shown[:59] + '…'} must be {error}"


def dotted(path: Sequence[str]) -> str:
    """Write a path of keys as TOML does."""
    return ".".join(path)


def refuse(name: str, problems: Iterable[Problem]) -> None:
    """Raise `ConfigError` with all problems of a file, in the order of their lines; nothing happens where there are none."""
    told = [f"{name}, line {problem.line}: {problem.text}" for problem in sorted(problems, key=lambda problem: problem.line)]
    if told:
        raise ConfigError("\n".join(told))


def _clashes(found: dict[Key, Entry]) -> list[Problem]:
    """Take out keys that lie below a key with a value of its own; in sorted order such a pair stands side by side."""
    problems: list[Problem] = []
    above: Key = ()
    for path in sorted(found):
        if above and path[: len(above)] == above:
            problems.append(Problem(found[path].line, f"{dotted(above)} has a value on line {found[above].line}: {dotted(path)} cannot be"))
            del found[path]
        elif found[path].value != {}:
            above = path
    return problems
