"""TOML with line numbers: finds the ```` ```toml ```` blocks of a note and reads them statement by statement.

`tomllib` does not tell where a value stood. So each statement (a header, or a key with its value) is given to it alone: its first
line is then known, and one broken line does not hide the problems of the others.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Key = tuple[str, ...]

_FENCE = re.compile(r"( {0,3})(`{3,}|~{3,})[ \t]*(.*)")
_WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_CLOSING = re.compile("[]}]|\"{3}|'{3}")
_ENDS = r"(?=[ \t]*(?:[,\]}\#=]|$))"  # what may follow a string: an apostrophe inside a word is no delimiter
_QUOTED = re.compile(
    rf'''
      """(?:\\.|[^\\])*?(?:"""|\Z) | "(?:\\[^\n]|[^"\\\n])*"     # straight quotes and comments: left as they are
    | \'\'\'.*?(?:\'\'\'|\Z)       | '[^'\n]*'
    | \#[^\n]*
    | [“”„‟«»](?P<double>[^\n]*?)[“”‟«»]{_ENDS}
    | [‘’‚‛](?P<single>[^\n]*?)[‘’‛]{_ENDS}
    ''',
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value; a table without keys has the value `{}`. `line` counts from 1 in the whole file."""

    path: Key
    value: Any
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong on a line of the file."""

    line: int
    text: str


@dataclass(slots=True)
class _BrokenError(Exception):
    """A statement that is no TOML, from its first line up to `end`; `line` is where `tomllib` stumbled (both count from 0)."""

    end: int
    line: int
    reason: str


def toml_blocks(note: str) -> Iterator[tuple[int, str]]:
    """Find the TOML blocks of a note; yields (number in the note of the block's first line, text).

    Fences follow CommonMark 4.5: backticks or tildes, indented by at most three spaces, closed by a fence as long or by the end.
    """
    opening: re.Match[str] | None = None
    body: list[str] = []
    first = 0
    for number, line in enumerate(_lines(note), 1):
        if opening is None:
            opening, body, first = _opening(line), [], number + 1
        elif _closes(line, opening):
            yield from _if_toml(opening, first, body)
            opening = None
        else:
            body.append(_unindented(line, len(opening[1])))
    if opening is not None:
        yield from _if_toml(opening, first, body)


def read_toml(text: str, first: int = 1) -> tuple[list[Entry], list[Problem]]:
    """Read a TOML text into entries and problems; its first line is line `first` of the file.

    Inline tables and dotted keys are one thing; curly quotes count as straight ones where they delimit a string.
    """
    lines = _lines(straight_quotes("\n".join(_lines(text))))
    entries: list[Entry] = []
    problems: list[Problem] = []
    table: Key | None = ()  # None below a broken header: nobody knows where these keys belong
    end = 0
    while end < len(lines):
        start, header = end, _is_header(lines[end])
        try:
            end, flat = _statement(lines, start)
        except _BrokenError as broken:
            end = broken.end
            problems.append(Problem(first + broken.line, _complaint(lines[broken.line], broken.reason)))
            table = None if header else table
            continue
        if header:
            table = _table(*flat[0])
            if table is None:
                problems.append(Problem(first + start, f"{lines[start].strip()} has double brackets: a table has single ones"))
                continue
            flat = [((), {})]
        if table is not None:
            entries += [Entry(table + path, value, first + start) for path, value in flat]
    return entries, problems


def straight_quotes(text: str) -> str:
    """Make curly quotes straight where they delimit a string, as phones type “ ” „ « ‘ ’; those inside a string stay."""
    return _QUOTED.sub(_straight, text)


def _straight(match: re.Match[str]) -> str:
    if match["double"] is not None:
        inner = match["double"]
        if match[0][0] in "«»":
            inner = inner.strip(" \u00a0\u202f")  # French sets spaces inside the quotes
        return '"' + re.sub(r'(?<!\\)"', r"\"", inner) + '"'
    if match["single"] is not None:
        return json.dumps(match["single"], ensure_ascii=False)  # 'literal' in TOML: backslashes mean themselves
    return match[0]


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")


def _opening(line: str) -> re.Match[str] | None:
    match = _FENCE.fullmatch(line)
    return None if match is None or (match[2][0] == "`" and "`" in match[3]) else match


def _closes(line: str, opening: re.Match[str]) -> bool:
    match = _FENCE.fullmatch(line)
    return match is not None and match[2].startswith(opening[2]) and not match[3].strip()


def _unindented(line: str, indent: int) -> str:
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]


def _if_toml(opening: re.Match[str], first: int, body: list[str]) -> Iterator[tuple[int, str]]:
    if opening[3].partition(" ")[0].strip().casefold() == "toml":
        yield first, "\n".join(body)


def _is_header(line: str) -> bool:
    return line.lstrip(" \t").startswith("[")


def _table(path: Key, value: Any) -> Key | None:
    return None if value else path  # the value of [[an array of tables]] is [{}]


def _statement(lines: list[str], start: int) -> tuple[int, list[tuple[Key, Any]]]:
    """Read the statement that begins at `start`, as many lines as it takes; returns the line after it, and its keys."""
    for end in range(start + 1, len(lines) + 1):
        if start + 1 < end < len(lines) and not _CLOSING.search(lines[end - 1]):
            continue  # a value over many lines does not end here: do not read it all again
        try:
            return end, list(_flat(tomllib.loads("\n".join(lines[start:end]) + "\n")))
        except (ValueError, RecursionError) as error:
            where = _WHERE.search(str(error))
            if where is None or where[1]:
                line = start + int(where[1]) - 1 if where else start
                raise _BrokenError(end, min(line, end - 1), _WHERE.sub("", str(error))) from None
    raise _BrokenError(len(lines), start, "it is never closed")


def _complaint(line: str, reason: str) -> str:
    if reason == "Invalid value":
        reason += '; a text stands in quotes, as in inbox = "Inbox"'
    elif reason.startswith(r"Illegal character '\n'"):
        reason = "the closing quote is missing"
    shown = re.sub(r"=.*@", "= …@", line.strip())  # a name and a password may stand before a host
    return f"cannot read `{shown[:60]}`: {reason}"


def _flat(table: dict[str, Any], path: Key = ()) -> Iterator[tuple[Key, Any]]:
    for key, value in table.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, (*path, key))
        else:
            yield (*path, key), value
