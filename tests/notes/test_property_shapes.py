"""Every shape of properties that people and their tools write survives a refresh and a completion: `tests/cases/properties/`."""

from __future__ import annotations

import os
import re
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from vault_inbox import Inbox
from vault_inbox.errors import NoteError
from vault_inbox.model import Article, Connection, Note
from vault_inbox.notes.properties import parse, read
from vault_inbox.notes.update import update

FOLDER = Path(__file__).parent.parent / "cases" / "properties"
IDENTITY = "5f0c5f0c5f0c5f0c"
OURS = (
    "tags", "status", "modified", "type", "category", "created", "source", "url", "author", "published", "site", "original_file",
    "inbox_id",
)  # fmt: skip
LISTS = ("tags", "aliases")
NOW = Note(
    "T", created=datetime(2025, 1, 2, 3, 4, 5), modified=datetime(2025, 9, 18, 12, 0, 0), tags=("found", "Garden"), category="12-garden",
    author="Bo", summary="In short.", connections=(Connection("12-garden/Bees.md", "both name bees"),),
    scraped=(Article("https://e.org/a", text="The article."),), inbox_id=IDENTITY,
)  # fmt: skip


def shapes(name: str) -> list[object]:
    pieces = re.split(r"^=== (.*)\n", (FOLDER / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [pytest.param(text.removesuffix("\n"), id=title) for title, text in zip(pieces[1::2], pieces[2::2], strict=True)]


def filled(shape: str, status: str, identity: str = IDENTITY) -> str:
    """The note of a shape: our lines in its block, and a body as we write it behind its own text."""
    indent = re.search(r"^( *)OURS$", shape, re.MULTILINE)
    lead = indent[1] if indent else ""
    text = shape.replace("OURS", f'inbox_id: "{identity}"\n{lead}status: {status}')
    waiting = "## Scraped from https://e.org/a\n> Not fetched yet: no answer.\n\n" if status == "pending" else ""
    return f"{text}\n\n{waiting}## connections\n- processed from inbox"


def is_kept(before: str, after: str) -> None:
    """Every line of the user's is there, in its order and byte for byte, and every property of the user's reads as it did.

    To tags and aliases items may be added, behind the user's own.
    """
    was, now = read(before), read(after)
    names = {name for name in was if name.lower() not in {*OURS, *LISTS}}
    assert {name: was[name] for name in names} == {name: now[name] for name in names}
    rest = iter(after.split("\n"))
    assert [line for line in without_ours(before).split("\n") if line not in rest] == []
    for name in LISTS:
        held = [str(item).lower().lstrip("#") for item in listed(was, name)]
        assert held == [str(item).lower().lstrip("#") for item in listed(now, name)][: len(held)]


def without_ours(text: str) -> str:
    """The lines that nothing may change: all but those of the properties of ours that change, and of a page that is still to come."""
    block = parse(text)
    assert block is not None
    for each in reversed(block.properties):
        if each.name.lower() in {*LISTS, "status", "modified"}:
            text = text[: each.start] + text[each.end :]
    return re.sub(r"^(?:## Scraped|> Not fetched yet).*\n", "", text, flags=re.MULTILINE)


def listed(values, wanted: str = "tags") -> list[object]:
    items = next((value for name, value in values.items() if name.lower() == wanted), None)
    return items if isinstance(items, list) else re.split(r"[,\s]+", items) if isinstance(items, str) else [] if items is None else [items]


@pytest.mark.parametrize("status", ["draft", "pending"])
@pytest.mark.parametrize("shape", shapes("kept.md"))
def test_r35_a_shape_survives_being_brought_up_to_date(shape: str, status: str) -> None:
    text = filled(shape, status)
    made = update(text, NOW)
    is_kept(text, made)
    assert "- [[12-garden/Bees]] (both name bees)" in made.split("\n")
    assert ("The article." in made) == (status == "pending")
    assert "found" in [str(tag) for tag in listed(read(made))]
    assert update(made, NOW) == made
    assert not made.endswith("\n")
    crlf = text.replace("\n", "\r\n")
    assert update(crlf, NOW) == made.replace("\n", "\r\n")
    assert update(f"\ufeff{text}", NOW) == f"\ufeff{made}"
    assert update(f"{text}\n", NOW) == f"{made}\n"


@pytest.mark.parametrize("status", ["draft", "pending"])
@pytest.mark.parametrize("shape", shapes("refused.md"))
def test_r34_a_shape_that_cannot_be_changed_safely_is_refused(shape: str, status: str) -> None:
    with pytest.raises(NoteError):
        update(filled(shape, status), NOW)


def test_a_vault_of_all_shapes_is_refreshed_and_completed(vault: Path, write) -> None:
    texts: dict[Path, str] = {}
    for number, case in enumerate([*shapes("kept.md"), *shapes("refused.md")]):
        drop = f"Bees behind the shed, {number}.\nhttps://e.org/a{number}\n".encode()
        write(f".vault-inbox/originals/2025-09/n{number}.txt", drop)
        for status in ("draft", "pending"):
            identity = sha256(drop if status == "pending" else drop + b"x").hexdigest()[:16]
            text = filled(case.values[0], status, identity)
            text = text.replace(f'"{identity}"', f'"{identity}"\noriginal_file: n{number}.txt') if "\nOURS" in case.values[0] else text
            texts[write(f"12-garden/{status} {number}.md", text)] = text
    write("12-garden/Bees.md", "# Bees\n\nThe bees behind the shed fly in March.\n")
    said = "<p>The bees behind the shed fly from March, when the willow flowers.</p>" * 6
    html = f"<html><body><article><h1>Bees</h1>{said}</article></body></html>"
    made: list[dict[str, bytes]] = []
    for _ in range(5):
        for path in vault.rglob("*.md"):
            os.utime(path, (1_700_000_000, 1_700_000_000))
        Inbox(vault, pages=pages_of(html)).refresh()
        made.append({path.name: path.read_bytes() for path in texts})
    assert made[-1] == made[-2]
    kept = len(shapes("kept.md"))
    completed = 0
    for path, text in texts.items():
        new = path.read_bytes().decode()
        if int(path.stem.split()[1]) < kept:
            is_kept(text, new)
            completed += "the willow flowers" in new
        elif new != text:  # nothing was to be added to the property that cannot be changed
            is_kept(text, new)
    assert completed >= kept * 0.9


def pages_of(html: str):
    from vault_inbox import Page  # noqa: PLC0415

    return lambda url: Page(url, "text/html", html.replace("<h1>Bees", f"<h1>Bees of {url[-2:]}").encode())


def test_there_are_shapes() -> None:
    assert len(shapes("kept.md")) >= 40
    assert len(shapes("refused.md")) >= 15
