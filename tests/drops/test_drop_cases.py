"""The readable cases in `tests/cases/drops/*.md`: a file name, a drop, and what its note must hold."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from vault_inbox.drops import read_drop, split_drop
from vault_inbox.model import Drop, Note

CASES = Path(__file__).absolute().parent.parent / "cases" / "drops"
CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n`(?P<name>[^`\n]+)`\n~~~\n(?P<drop>.*?)\n~~~\n(?P<expected>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
)
CONTENT = re.compile(r"content:\n~~~\n(.*?)\n~~~", re.DOTALL)


def _cases() -> list[object]:
    found = [(file.stem, case) for file in sorted(CASES.glob("*.md")) for case in CASE.finditer(file.read_text("utf-8"))]
    return [pytest.param(case["name"], case["drop"], case["expected"], id=f"{stem}: {case['title']}") for stem, case in found]


def test_every_case_is_read() -> None:
    headings = sum(file.read_text("utf-8").count("\n## ") for file in CASES.glob("*.md"))
    assert len(_cases()) == headings > 40


@pytest.mark.parametrize(("name", "drop", "expected"), _cases())
def test_case(name: str, drop: str, expected: str) -> None:
    parts = split_drop(Drop(name, drop.encode(), datetime(2025, 9, 18, 12, 0)))
    if expected.startswith(("part:", "whole")):
        assert _listed(parts) == expected.strip()
        return
    assert len(parts) == 1
    content = CONTENT.search(expected)
    note = read_drop(parts[0])
    lines = CONTENT.sub("", expected).strip().split("\n")
    wanted = {line.split(":", 1)[0] for line in lines} | {"link", "mention", "feed"}
    assert sorted(line for line in _shown(note) if line.split(":", 1)[0] in wanted) == sorted(lines)
    assert note.content == (content[1] if content else "")


def _listed(parts: tuple[Drop, ...]) -> str:
    if len(parts) == 1:
        return "whole"
    assert all(part.data.endswith(b"\n") for part in parts)
    return "\n".join("part: " + part.data.decode().rstrip("\n").replace("\n", " · ") for part in parts)


def _shown(note: Note) -> list[str]:
    authors = (note.author,) if isinstance(note.author, str) else note.author
    assert note.created
    return [
        f"title: {note.title}",
        f"created: {note.created.isoformat()}",
        f"source: {note.source}",
        f"url: {note.url}",
        f"author: {'; '.join(authors)}",
        f"published: {note.published.isoformat() if note.published else 'none'}",
        f"tags: {', '.join(note.tags)}",
        f"aliases: {', '.join(note.aliases)}",
        f"folder: {note.folder}",
        f"site: {note.site}",
        f"words: {'yes' if note.words else 'no'}",
        *(f"{reference.role}: {reference.url}" for reference in note.references),
    ]
