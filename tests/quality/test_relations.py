"""Floors under links, tags and folders: each note of the example vault in turn as a drop, beside the plainest peer, likeness alone.

They notice when something breaks. How good it is elsewhere, and on what it was measured: docs/quality.md.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import fmean

import pytest

from vault_inbox.model import Article, Context, Note, NoteRef
from vault_inbox.notes.properties import split
from vault_inbox.steps import category, connections, tags
from vault_inbox.steps.folders import offered
from vault_inbox.vault.index import Index

VAULT = Path(__file__).parents[2] / "examples/vault"
NO_NOTES = ("Inbox/", "Templates/", "Daily/", "Vault Inbox.md")


@dataclass(frozen=True)
class Case:
    """One note as a drop, what its author gave it, what the steps find, and which notes and folders are merely alike."""

    known: NoteRef
    linked: frozenset[str]
    links: list[str]
    links_written: list[str]
    alike: list[str]
    tags_written: list[str]
    folders: list[str]
    filed: str | None


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    vault = tmp_path_factory.mktemp("quality") / "vault"
    shutil.copytree(VAULT, vault)
    index = Index(vault, None, skip=lambda path: path.startswith(NO_NOTES))
    index.refresh()
    return list(each_in_turn(vault, index))


def each_in_turn(vault: Path, index: Index) -> Iterator[Case]:
    def nothing(*_: object) -> Article:
        raise LookupError

    ctx = Context(index, nothing, nothing, datetime(2026, 1, 1), lambda _: None, lambda *_: None)
    for path in sorted(index.paths()):
        known, linked = index.note(path), frozenset(index.links_from(path))
        assert known
        _, body = split((vault / path).read_text("utf-8"))
        drop = Note(known.title, content=re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1", body).strip())
        index.remove(path)
        ranked = connections.rank(drop, index)
        near = index.similar(f"{drop.title}\n{drop.content}", 10)
        yield Case(
            known,
            linked,
            [found.note.path for found in ranked],
            [found.note.path for found in connections.choose(ranked, connections.LIMIT, connections.CUTOFF)],
            [neighbour.note.path for neighbour in near],
            list(tags.make({})(drop, ctx).tags),
            [found.folder for found in offered(drop, index, (), ())],
            category.make({})(drop, ctx).category,
        )
        index.put(path)


def share(found: list[str], wanted: frozenset[str], first: int) -> float:
    return len(wanted & set(found[:first])) / len(wanted)


def test_links_are_found_and_found_better_than_by_likeness_alone(cases: list[Case]) -> None:
    linking = [case for case in cases if case.linked]
    ours = fmean(share(case.links, case.linked, 1) for case in linking)
    alike = fmean(share(case.alike, case.linked, 1) for case in linking)
    assert len(linking) >= 20
    assert ours >= 0.75
    assert ours >= alike + 0.05
    assert fmean(share(case.links, case.linked, 5) for case in linking) >= 0.95


def test_links_written_are_few_and_good(cases: list[Case]) -> None:
    either = {(case.known.path, other) for case in cases for other in case.linked}
    written = [(case.known.path, other) for case in cases for other in case.links_written]
    right = [pair for pair in written if pair in either or pair[::-1] in either]  # the author linked the two, one way or the other
    assert 1 <= len(written) / len(cases) <= 3
    assert len(right) / len(written) >= 0.55


def test_tags_written_are_the_authors(cases: list[Case]) -> None:
    everywhere = [tag for case in cases for tag in case.known.tags]
    wanted = {case.known.path: {tag for tag in case.known.tags if everywhere.count(tag) > 1} for case in cases}
    hits = sum(len(wanted[case.known.path] & set(case.tags_written)) for case in cases)
    assert hits / sum(map(len, wanted.values())) >= 0.6
    assert hits / sum(len(case.tags_written) for case in cases) >= 0.55


def test_folders_are_found_and_those_filed_are_right(cases: list[Case]) -> None:
    filed = [case for case in cases if case.filed]
    assert fmean(case.folders[0] == case.known.folder for case in cases) >= 0.6
    assert fmean(case.known.folder in case.folders[:3] for case in cases) >= 0.8
    assert fmean(case.filed == case.known.folder for case in filed) >= 0.65
    assert len(filed) >= len(cases) / 3
