"""Names in the settings → steps and extractors: the built-in ones, and those that installed packages offer as entry points.

A package offers a factory in the entry-point group `vault_inbox.steps` or `vault_inbox.extractors`; the entry point's name is the name
in the settings. The factory is called with its own settings table (`[step.NAME]`, `[extractor.NAME]`; empty when there is none).

Nothing is imported that the settings do not name. A step is named in the list `steps`. An extractor is named by its table: there is no
list of extractors, so `[extractor.NAME]`, empty or not, is what switches it on. Built-in names cannot be taken over by a package.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from .errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.metadata import EntryPoint

    from .model import Extractor, Step

STEPS = "vault_inbox.steps"
EXTRACTORS = "vault_inbox.extractors"

# the same as a package's entry points: name -> factory
BUILT_IN_STEPS: Mapping[str, str] = {
    "fetch": "vault_inbox.steps.fetch:make",
    "title": "vault_inbox.steps.title:make",
    "summary": "vault_inbox.steps.summary:make",
    "tags": "vault_inbox.steps.tags:make",
    "category": "vault_inbox.steps.category:make",
    "connections": "vault_inbox.steps.connections:make",
}
DEFAULT_STEPS = ("fetch", "title", "summary", "tags", "category", "connections")

_NOTHING: Mapping[str, Any] = {}


class Known(Mapping[str, str]):
    """The names of a group and where each comes from: "built in", or package and version.

    Looking up a built-in name does not look at the installed packages, which takes longer than all other settings together.
    """

    def __init__(self, group: str, built_in: Mapping[str, str]) -> None:
        self._group = group
        self._built_in = built_in

    @cached_property
    def _all(self) -> dict[str, str]:
        installed = {name: _package(entries[0]) for name, entries in sorted(_installed(self._group).items())}
        return {**dict.fromkeys(self._built_in, "built in"), **{name: of for name, of in installed.items() if name not in self._built_in}}

    def __contains__(self, name: object) -> bool:
        return name in self._built_in or name in self._all

    def __getitem__(self, name: str) -> str:
        return self._all[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def known_steps() -> Mapping[str, str]:
    """Name every step that the settings may name, and where it comes from."""
    return Known(STEPS, BUILT_IN_STEPS)


def known_extractors() -> Mapping[str, str]:
    """Name every extractor that the settings may name, and where it comes from."""
    return Known(EXTRACTORS, _NOTHING)


def make_steps(chosen: Sequence[str | Step], tables: Mapping[str, Mapping[str, Any]]) -> tuple[tuple[str, Step], ...]:
    """Make the steps chosen, in their order, each with its name; `tables` maps a name to its settings.

    A callable is a step already and keeps its `__name__`. Raises `ConfigError` for a name that is not known, one that two packages
    offer, and a factory that fails.
    """
    return tuple((step, _made(STEPS, step, tables)) if isinstance(step, str) else (_name_of(step), step) for step in chosen)


def make_extractors(tables: Mapping[str, Mapping[str, Any]]) -> tuple[Extractor, ...]:
    """Make the extractors that have a table in the settings, in their order; raises `ConfigError` as `make_steps` does."""
    return tuple(_made(EXTRACTORS, name, tables) for name in tables)


def _made(group: str, name: str, tables: Mapping[str, Mapping[str, Any]]) -> Any:
    kind = "step" if group == STEPS else "extractor"
    package, load = _factory(group, kind, name)
    try:
        made = load()(tables.get(name, _NOTHING))
    except Exception as error:  # foreign code: whatever it raises, the user must hear which plugin it was
        raise ConfigError(f'the {kind} "{name}" ({package}) cannot be made: {type(error).__name__}: {error}') from error
    if not callable(made):
        raise ConfigError(f'the {kind} "{name}" ({package}) cannot be made: its factory gave {made!r}, which cannot be called')
    return made


def _factory(group: str, kind: str, name: str) -> tuple[str, Callable[[], Any]]:
    """Find where a factory comes from and how to import it."""
    if group == STEPS and name in BUILT_IN_STEPS:
        return "built in", lambda: resolve_name(BUILT_IN_STEPS[name])
    installed = _installed(group)
    entries = installed.get(name, [])
    if not entries:
        known = [*(BUILT_IN_STEPS if group == STEPS else ()), *installed]
        raise ConfigError(f'there is no {kind} "{name}" here; there are: {", ".join(known) or "none"}')
    if len({entry.value for entry in entries}) > 1:
        raise ConfigError(f'several packages offer a {kind} "{name}": {", ".join(map(_package, entries))}; remove all but one')
    return _package(entries[0]), entries[0].load


def _installed(group: str) -> dict[str, list[EntryPoint]]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow to import, and seldom needed

    found: dict[str, list[EntryPoint]] = {}
    for entry in entry_points(group=group):
        found.setdefault(entry.name, []).append(entry)
    return found


def _package(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value


def _name_of(step: Step) -> str:
    return str(getattr(step, "__name__", type(step).__name__))
