"""The tables `[rule.NAME]` of the vault settings: their keys, that each has a pattern and a result, that its template is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .keys import RULE_PATTERNS, RULE_RESULTS
from .schema import dotted
from .toml import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .checks import Check
    from .toml import Entry, Key


def rule_keys(entries: Iterable[Entry]) -> dict[Key, Check]:
    """The keys of every rule there is, each with its check."""
    names = dict.fromkeys(entry.path[1] for entry in entries if entry.path[0] == "rule" and len(entry.path) > 1)
    return {("rule", name, key): check for name in names for key, check in {**RULE_PATTERNS, **RULE_RESULTS}.items()}


def rule_problems(entries: Iterable[Entry]) -> list[Problem]:
    """What is wrong with rules as a whole: one without a pattern would hold for everything, one without a result does nothing."""
    keys: dict[str, set[str]] = {}
    lines: dict[str, int] = {}
    for entry in entries:
        if entry.path[0] == "rule" and len(entry.path) > 1:
            keys.setdefault(entry.path[1], set()).update(entry.path[2:3])
            lines.setdefault(entry.path[1], entry.line)
    problems = []
    for name, given in keys.items():
        if not given & set(RULE_PATTERNS):
            problems.append(Problem(lines[name], f"[rule.{name}] has no pattern: it needs one of {', '.join(RULE_PATTERNS)}"))
        if not given & set(RULE_RESULTS):
            problems.append(Problem(lines[name], f"[rule.{name}] has no result: it needs one of {', '.join(RULE_RESULTS)}"))
    return problems


def missing_templates(found: Mapping[Key, Entry], has_note: Callable[[str], bool]) -> Iterator[Problem]:
    """The templates that rules name and that are not there, by the entries that hold."""
    for path, entry in found.items():
        if path[0] == "rule" and path[2:] == ("template",) and not has_note(entry.value):
            yield Problem(entry.line, f'{dotted(path)} = "{entry.value}": there is no such note; it must be the path of one in the vault')
