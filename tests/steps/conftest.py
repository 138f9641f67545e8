"""A vault of real files with the real index over it, and a context whose web is a dictionary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from vault_inbox.errors import FetchError
from vault_inbox.model import Article, Context
from vault_inbox.vault.index import Index


@dataclass
class World:
    """A context, what the steps told it, and which pages they asked for."""

    ctx: Context
    warnings: list[str] = field(default_factory=list)
    why: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def make_world(tmp_path: Path) -> Callable[..., World]:
    """make_world(notes={path: text}, pages={url: Article | FetchError}, entries={link or title: Article | FetchError}) -> World."""

    def make(
        notes: Mapping[str, str] | None = None,
        pages: Mapping[str, Article | FetchError] | None = None,
        entries: Mapping[str, Article | FetchError] | None = None,
    ) -> World:
        vault = tmp_path / "vault"
        vault.mkdir()
        for path, text in (notes or {}).items():
            (vault / path).parent.mkdir(parents=True, exist_ok=True)
            (vault / path).write_text(text, encoding="utf-8")
        index = Index(vault, None, skip=lambda _: False)
        index.refresh()

        def article(url: str) -> Article:
            world.asked.append(url)
            return _given((pages or {}).get(url, FetchError(url, "there is no such page")))

        def entry(feed: str, link: str, title: str) -> Article | None:
            known = entries or {}
            found = known.get(link) or known.get(title)
            return None if found is None else _given(found)

        def explain(name: str, text: str) -> None:
            world.why.setdefault(name, []).append(text)

        warnings: list[str] = []
        world = World(Context(index, article, entry, datetime(2025, 9, 18, 12), warnings.append, explain), warnings)
        return world

    return make


def _given(found: Article | FetchError) -> Article:
    if isinstance(found, FetchError):
        raise found
    return found
