"""The README tells the truth: its snippets run, and every command and setting stands in it."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
from pathlib import Path

import pytest

from vault_inbox import Inbox
from vault_inbox.cli.main import cli
from vault_inbox.settings.machine import MachineSettings
from vault_inbox.settings.vault import VaultSettings

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=range(len(SNIPPETS)))
def test_snippets_run(snippet: str, vault: Path, write) -> None:
    write("Inbox/idea.txt", "Comfrey makes the compost hot.\n")
    names: dict[str, object] = {}
    exec(snippet.replace('"~/Notes"', repr(str(vault))), names)
    if isinstance(inbox := names.get("inbox"), Inbox):
        assert [outcome.status for outcome in inbox.run()] == ["created"]


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_is_documented(command: str) -> None:
    assert f"`vault-inbox {command} " in README


def keys(settings: object, prefix: str = "") -> list[str]:
    found = []
    for field in dataclasses.fields(settings):  # type: ignore[arg-type]
        value = getattr(settings, field.name)
        if dataclasses.is_dataclass(value):
            found += keys(value, f"{prefix}{field.name}.")
        elif field.name == "step":
            found += [f"step.{step}.{key}" for step, table in value.items() for key in table]
        else:
            found.append(prefix + field.name)
    return found


@pytest.mark.parametrize("key", [key for key in keys(VaultSettings()) if key != "extractor"] + keys(MachineSettings()))
def test_every_setting_is_documented(key: str) -> None:
    assert f"`{key}`" in README


def test_the_note_shown_is_the_note_that_the_demo_makes(vault: Path, site) -> None:
    examples = Path(__file__).resolve().parents[2] / "examples"
    shutil.copytree(examples / "vault", vault, dirs_exist_ok=True)
    for path in vault.rglob("*"):
        os.utime(path, (1_758_263_400, 1_758_263_400))
    Inbox(vault, pages=site(examples / "site").__getitem__).run()
    shown = re.search(r"^````markdown\n(.*?)^````$", README, re.MULTILINE | re.DOTALL)
    place = re.search(r"becomes this note, `(.+?)`", README)
    assert shown
    assert place
    beginning, end = shown[1].split("\n\n…\n\n")
    text = (vault / place[1]).read_text(encoding="utf-8")
    assert text.startswith(beginning)
    assert text.endswith(end)
