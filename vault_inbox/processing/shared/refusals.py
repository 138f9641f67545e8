"""What the user takes out of our notes again: which of the tags and links that we wrote still stand, and which do not.

Told from the notes and this machine's records of them, each time anew: nothing is kept that could be wrong or lost.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Collection

from ...model import NoteRef, Refusal
from ...state.records import Record, Records
from ...text.folding import fold
from ...vault.index import Index
from ...vault.scan import scan

_NEWEST = 1000  # notes of ours that are looked at, those last written: a third of a second
_FRESH = 60.0  # seconds for which the answer holds while drops come
_RELATIVE = re.compile(r"(?:\.{1,2}/)+")  # at a link's begin, where the vault writes links from the note's own folder


class Refusals:
    """How often a tag or a link of ours was taken out of a note again: `refusals("tags", "python")`, `refusals("connections", path)`."""

    def __init__(self, records: Records, index: Index) -> None:
        self._records = records
        self._index = index
        self._counted = -_FRESH
        self._written: Counter[tuple[str, str]] = Counter()
        self._taken_out: Counter[tuple[str, str]] = Counter()

    def __call__(self, field: str, value: str) -> Refusal:
        """How many notes we gave this tag, or a link to the note at this path, and from how many of them the user took it."""
        if time.monotonic() - self._counted > _FRESH:
            self._count()
            self._counted = time.monotonic()
        key = (field, _key(field, value))
        return Refusal(self._taken_out[key], self._written[key])

    def _count(self) -> None:
        self._written.clear()
        self._taken_out.clear()
        ours = {ref.inbox_id: ref for ref in self._index.all_ours()}
        for record in self._records.newest(_NEWEST):
            ref = ours.get(record.inbox_id)
            if ref and not record.planned:  # a note that was deleted tells nothing of its tags, nor does one whose rewrite was cut off
                self._learn(record, ref)

    def _learn(self, record: Record, ref: NoteRef) -> None:
        facts = scan(record.text)
        named = {fold(_RELATIVE.sub("", link.target)) for link in facts.links} if record.targets else set()
        targets = tuple(path for path in record.targets if _is_named(path, named))
        for field, ours, now in (
            ("tags", facts.tags, ref.tags),
            ("connections", targets, self._index.all_links_from(ref.path) if targets else ()),
        ):
            stand = {_key(field, value) for value in now}
            written = {_key(field, value) for value in ours}
            self._written.update((field, value) for value in written)
            self._taken_out.update((field, value) for value in written - stand)


def _is_named(path: str, named: Collection[str]) -> bool:
    """Whether links by one of these names may lead to the note at `path`: its title does, with any of the folders above it.

    A record also knows the targets of links that we took out ourselves, for better ones: those nobody refused.
    """
    parts = fold(path.removesuffix(".md")).split("/")
    return any("/".join(parts[place:]) in named for place in range(len(parts)))


def _key(field: str, value: str) -> str:
    return fold(value) if field == "tags" else value
