"""The steps of one vault: those that its settings name, with what they must know of the vault, and the machine's model if it has one."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ...errors import NoteError
from ...language_model import open_model
from ...model import Step
from ...plugins import make_steps
from ...settings.machine import MachineSettings
from ...settings.vault import VaultSettings
from ...steps import template
from ...steps.model import make as model_step
from ...vault.files import Files
from ...vault.folders import SETTINGS_NOTE

log = logging.getLogger(__name__)

_LARGEST = 1024 * 1024  # bytes of a template


def steps_of(
    settings: VaultSettings, machine: MachineSettings, files: Files, never: Sequence[str], chosen: Sequence[str | Step] | None
) -> tuple[tuple[str, Step], ...]:
    """The steps that are run, by name, in their order; `chosen` wins over the settings. Raises `ConfigError` where one cannot be made.

    `never` are the folders that are no category.
    """
    category = dict(settings.step.get("category", {}))
    category |= {"never": tuple(never), "templates": _templates(files, category.get("rules", ()))}
    tables = {**settings.step, "category": category}
    steps = make_steps(settings.steps if chosen is None else chosen, tables)
    if machine.model and chosen is None:
        ask = open_model(machine.model)
        steps += (("model", model_step({"ask": ask, "tags": tables.get("tags", {}), "category": category})),)
    return steps


def _templates(files: Files, rules: Sequence[Any]) -> dict[str, Mapping[str, Any]]:
    """The properties of the templates that rules name; what no note gets of them is logged.

    The rule of one that cannot be read warns as well, when it holds.
    """
    found: dict[str, Mapping[str, Any]] = {}
    names = {rule["template"]: rule["name"] for rule in reversed(rules) if rule.get("template")}
    for path, name in names.items():
        try:
            found[path] = template.read(files.read(Path(path), _LARGEST).decode())
        except (OSError, UnicodeDecodeError, NoteError) as error:
            log.warning('%s: rule.%s.template = "%s" cannot be read: %s', SETTINGS_NOTE, name, path, error)
            continue
        if left := "; ".join(f"{name}: {why}" for name, why in template.untaken(found[path]).items()):
            log.warning('%s: of rule.%s.template = "%s" no note gets: %s', SETTINGS_NOTE, name, path, left)
    return found
