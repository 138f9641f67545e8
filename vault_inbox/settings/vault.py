"""The vault settings: what notes look like. They stand in the TOML blocks of a visible note and travel with the vault."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from ..notes.layout import HEADINGS, SECTIONS, Section
from ..plugins import BUILT_IN_STEPS, DEFAULT_STEPS
from .checks import did_you_mean, listed, member, several
from .keys import CHECKS, TABLES, folder_clashes, heading_clashes, property_clashes
from .rules import missing_templates, rule_keys, rule_problems
from .schema import Schema, nested, refuse
from .toml import Entry, Key, Problem, read_toml, toml_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from .keys import Clash


_GROUPS: tuple[Key, ...] = (("rule",), ("extractor",))  # tables with names of the user's or of plugins


def _step_tables() -> dict[str, dict[str, Any]]:
    return {
        "fetch": {"limit": 3},
        "tags": {"limit": 5, "cutoff": 0.5},
        "category": {"folders": (), "cutoff": 0.5},
        "connections": {"limit": 5, "cutoff": 0.5},
    }


@dataclass(frozen=True, slots=True)
class NoteSettings:
    """`[note]`: where notes go and what they look like.

    `folder` and the values of `folders` (source -> folder) may hold placeholders; "" is the vault's root. `unfiled` "" leaves the
    choice to Obsidian's own folder for new notes. `properties` has the names of ours that are renamed, or left out ("").
    """

    folder: str = "{category}"
    unfiled: str = ""
    sections: tuple[Section, ...] = SECTIONS
    headings: Mapping[str, str] = field(default_factory=lambda: dict(HEADINGS))
    title_heading: bool = True
    folders: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """`[watch]`: how long the daemon lets files be, in seconds."""

    settle: float = 2.0
    settle_md: float = 60.0
    rescan: float = 30.0


@dataclass(frozen=True, slots=True)
class RefreshSettings:
    """`[refresh]`: what the daemon rewrites by itself."""

    auto: Literal["all", "pending", "off"] = "all"


@dataclass(frozen=True, slots=True)
class VaultSettings:
    """The settings of one vault; folders are relative to it, with `/` between names.

    `step` has the table of every step that has settings, the defaults filled in; the tables `[rule.NAME]` stand in those of `tags` and
    `category`, which apply them, as `rules`, in their order. `extractor` has the tables of the extractors that
    the settings name, in their order.
    """

    inbox: str = "Inbox"
    failed: str = "Inbox/Failed"
    originals: str = ".vault-inbox/originals"
    keep_originals: Literal["forever"] | int = "forever"
    processor: str = ""
    timezone: str = ""
    steps: tuple[str, ...] = DEFAULT_STEPS
    note: NoteSettings = field(default_factory=NoteSettings)
    watch: WatchSettings = field(default_factory=WatchSettings)
    refresh: RefreshSettings = field(default_factory=RefreshSettings)
    step: Mapping[str, Mapping[str, Any]] = field(default_factory=_step_tables)
    extractor: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def read_vault_settings(
    text: str,
    name: str = "Vault Inbox.md",
    *,
    steps: Collection[str] = DEFAULT_STEPS,
    extractors: Collection[str] = (),
    has_note: Callable[[str], bool] = lambda path: True,
) -> VaultSettings:
    """Read the settings out of a note; without TOML blocks they are the defaults.

    `steps` and `extractors` are the names there are (see `plugins`). A step that is not named in `steps` may keep its table. An extractor
    runs when the settings have a table `[extractor.NAME]`, empty or not. `has_note` tells whether a note of the vault that they name is
    there. `failed` follows `inbox` where it is not set. Raises `ConfigError` that lists all problems, one a line, with file, line of the
    note, key and the valid choices.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    for first, block in toml_blocks(text):
        more, broken = read_toml(block, first)
        entries += more
        problems += broken
    tables, strangers = _plugin_tables(entries, steps, extractors)
    keys = {("steps",): several(member(steps), "steps", steps), **CHECKS, **rule_keys(entries)}
    schema = Schema(keys, {**TABLES, **dict.fromkeys(tables)}, _GROUPS)
    found, wrong = schema.read(entry for entry in entries if entry.path[:2] not in strangers)
    settings = _built(found)
    clashes = [Problem(_line(found, keys), why) for keys, why in _clashes(settings)]
    refuse(name, [*problems, *wrong, *strangers.values(), *rule_problems(entries), *missing_templates(found, has_note), *clashes])
    return settings


def _built(found: Mapping[Key, Entry]) -> VaultSettings:
    tree = nested(found, ())
    note, tables = tree.pop("note", {}), tree.pop("step", {})
    headings = {**HEADINGS, **note.pop("headings", {})}
    own = _step_tables()
    if rules := tuple({"name": name, **rule} for name, rule in tree.pop("rule", {}).items()):
        own["tags"]["rules"] = own["category"]["rules"] = rules
    return VaultSettings(
        failed=tree.pop("failed", f"{tree.get('inbox', 'Inbox')}/Failed"),
        note=NoteSettings(**note, headings=headings),
        watch=WatchSettings(**tree.pop("watch", {})),
        refresh=RefreshSettings(**tree.pop("refresh", {})),
        step={step: {**own.get(step, {}), **tables.get(step, {})} for step in (*own, *(step for step in tables if step not in own))},
        **tree,
    )


def _clashes(settings: VaultSettings) -> Iterator[Clash]:
    note = settings.note
    folders = {"inbox": settings.inbox, "failed": settings.failed, "originals": settings.originals}
    folders |= {"note.folder": note.folder, "note.unfiled": note.unfiled}
    folders |= {f"note.folders.{source}": pattern for source, pattern in note.folders.items()}
    rules = settings.step["category"].get("rules", ())
    folders |= {f"rule.{rule['name']}.folder": rule["folder"] for rule in rules if "folder" in rule}
    yield from folder_clashes(folders)
    yield from heading_clashes(note.headings)
    yield from property_clashes(note.properties)


def _line(found: Mapping[Key, Entry], keys: Iterable[str]) -> int:
    """Find the last line on which one of the keys was set; a key that was not set has its default."""
    wanted = set(keys)
    return max((entry.line for path, entry in found.items() if ".".join(path) in wanted), default=1)


def _plugin_tables(entries: Iterable[Entry], steps: Collection[str], extractors: Collection[str]) -> tuple[list[Key], dict[Key, Problem]]:
    """Tell the tables of plugins that may stand from those that may not; the latter with the reason, at their first line."""
    known: dict[Key, None] = {}
    strangers: dict[Key, Problem] = {}
    for entry in entries:
        kind, name = (*entry.path, "")[:2]
        if kind == "extractor" and name and name not in extractors:
            strangers.setdefault((kind, name), Problem(entry.line, f"[{kind}.{name}]: {_not_installed(name, extractors)}"))
        elif name and (kind == "extractor" or (kind == "step" and name not in BUILT_IN_STEPS and name in steps)):
            known[kind, name] = None
    return list(known), strangers


def _not_installed(name: str, extractors: Collection[str]) -> str:
    return f"no extractor of this name is installed{did_you_mean(name, extractors) or '.'} Installed: {listed(extractors) or 'none'}"
