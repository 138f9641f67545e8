"""An existing note brought up to date, in cases that anyone can read and add: `tests/cases/update/*.md`.

Each has a title and four parts. `before`: the note as it was last written, in TOML ("unknown" where nobody remembers). `after`: what it
would be now. `now`: its text as the user left it. `becomes`: the text that comes out.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from vault_inbox.model import Article, Connection, Note
from vault_inbox.notes.render import render
from vault_inbox.notes.update import update

FOLDER = Path(__file__).parent.parent / "cases" / "update"
START = Note("Title", content="My words.", inbox_id="5f0c5f0c5f0c5f0c", status="draft", source="phone")
PART = re.compile(r"^=== (before|after|now|becomes)\n", re.MULTILINE)


def note_of(source: str, start: Note = START) -> Note:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in tomllib.loads(source).items()}
    if "connections" in values:
        values["connections"] = tuple(Connection(*pair) for pair in values["connections"])
    if "scraped" in values:
        values["scraped"] = tuple(Article(**{"verdict": "article" if each.get("text") else "empty", **each}) for each in values["scraped"])
    return replace(start, **values)


def cases() -> list[Any]:
    found = []
    for file in sorted(FOLDER.glob("*.md")):
        pieces = PART.split(file.read_text(encoding="utf-8"))
        parts = dict(zip(pieces[1::2], pieces[2::2], strict=True))
        found.append(pytest.param(parts, id=file.stem))
    return found


@pytest.mark.parametrize("parts", cases())
def test_update_case(parts: dict[str, str]) -> None:
    unknown = parts["before"].strip() == "unknown"
    before = None if unknown else note_of(parts["before"])
    after = note_of(parts["after"], START if before is None else before)
    now, becomes = (parts[name].removesuffix("\n") for name in ("now", "becomes"))
    assert update(now, after, before) == becomes
    assert update(now, after, render(before) if before else None) == becomes
    assert update(becomes, after, before) == becomes
    crlf = now.replace("\n", "\r\n")
    assert update(crlf, after, before) == becomes.replace("\n", "\r\n")
    assert update(f"\ufeff{now}", after, before) == f"\ufeff{becomes}"


def test_there_are_cases() -> None:
    assert len(cases()) >= 15
