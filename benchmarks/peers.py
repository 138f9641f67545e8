"""Other ways to find related notes, for comparison: likeness of words, names alone, both, TF-IDF, and embeddings.

TF-IDF needs scikit-learn, embeddings sentence-transformers with its model all-MiniLM-L6-v2 on this machine; where they are not installed,
they are left out. Nothing is downloaded.
"""

from __future__ import annotations

import importlib.util
import os
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from vault_inbox.steps.plain_text import subject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from vault_inbox.model import Note
    from vault_inbox.vault.index import Index

DEEP = 20
_RANKED_AS_ONE = 60  # of reciprocal-rank fusion: the usual constant
Ranking = list[str]


def peers(vault: Path, index: Index, notes: Sequence[Note]) -> dict[str, list[Ranking]]:
    """Peer -> for each drop the paths that it ranks first, best first."""
    alike, named = [_alike(index, note) for note in notes], [_named(index, note) for note in notes]
    found = {
        "BM25 (SQLite)": alike,
        "names": named,
        "both, fused": [_fused(pair) for pair in zip(alike, named, strict=True)],
    }
    for name, library, make in (("TF-IDF", "sklearn", _tfidf), ("MiniLM", "sentence_transformers", _minilm)):
        if importlib.util.find_spec(library):
            found[name] = _nearest(vault, index, notes, make)
    return found


def _alike(index: Index, note: Note) -> Ranking:
    return [neighbour.note.path for neighbour in index.similar(subject(note), DEEP)]


def _named(index: Index, note: Note) -> Ranking:
    mentions = sorted(index.mentions(subject(note)), key=lambda mention: -len(mention.phrase))
    return list(dict.fromkeys(mention.note.path for mention in mentions))[:DEEP]


def _fused(rankings: Sequence[Ranking]) -> Ranking:
    score: dict[str, float] = defaultdict(float)
    for ranking in rankings:
        for place, path in enumerate(ranking, 1):
            score[path] += 1 / (_RANKED_AS_ONE + place)
    return sorted(score, key=lambda path: (-score[path], path))[:DEEP]


def _nearest(vault: Path, index: Index, notes: Sequence[Note], make: Callable[[list[str], list[str]], Any]) -> list[Ranking]:
    """Rank by the likeness that `make` gives as a table: a row for each drop, a column for each note."""
    paths = sorted(index.paths())
    texts = [f"{path.rpartition('/')[2][:-3]}\n{(vault / path).read_text('utf-8', 'replace')}" for path in paths]
    rows = make(texts, [subject(note) for note in notes])
    return [[paths[i] for i in sorted(range(len(paths)), key=lambda i, row=row: -row[i])[:DEEP]] for row in rows]  # type: ignore[misc]


def _tfidf(texts: list[str], asked: list[str]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-not-found]  # noqa: PLC0415

    vectors = TfidfVectorizer(sublinear_tf=True, token_pattern=r"\w+")
    known = vectors.fit_transform(texts)
    return (vectors.transform(asked) @ known.T).toarray()


def _minilm(texts: list[str], asked: list[str]) -> Any:
    os.environ["HF_HUB_OFFLINE"] = "1"
    from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found]  # noqa: PLC0415

    model = SentenceTransformer("all-MiniLM-L6-v2")
    known, wanted = (model.encode(part, normalize_embeddings=True) for part in (texts, asked))
    return wanted @ known.T
