"""The vault as a note of it must see it that is made again: without itself, for its own text is most like it and hides its kin."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from ...model import Mention, Neighbour, NoteRef, VaultView

_WORD = re.compile(r"\w+")


def apart(vault: VaultView, paths: Collection[str]) -> VaultView:
    """The same vault without the notes at these paths, the vault itself where there are none."""
    return _Apart(vault, frozenset(paths)) if paths else vault


class _Apart:
    """Leaves the notes out of every answer that names notes; what is counted over all notes stays: one of many changes little."""

    def __init__(self, vault: VaultView, paths: frozenset[str]) -> None:
        self._vault = vault
        self._paths = paths
        self.note = vault.note
        self.with_inbox_id = vault.with_inbox_id
        self.tags = vault.tags
        self.folders = vault.folders
        self.rarity = vault.rarity
        self.links_from = vault.links_from

    def similar(self, text: str, limit: int = 20) -> Sequence[Neighbour]:
        found = self._vault.similar(text, limit + len(self._paths))
        return [neighbour for neighbour in found if neighbour.note.path not in self._paths][:limit]

    def mentions(self, text: str) -> Sequence[Mention]:
        """Where its own title stands the names within that count: the longest name at a place hides all others."""
        found = self._vault.mentions(text)
        own = [mention for mention in found if mention.note.path in self._paths]
        if not own:
            return found
        within = (mention for place in (0, -1) for mention in self._vault.mentions(_without_word(text, own, place)))
        others = {(mention.start, mention.note.path): mention for mention in within if mention.note.path not in self._paths}
        return sorted(others.values(), key=lambda mention: (mention.start, -len(mention.phrase)))

    def with_url(self, url: str) -> Sequence[NoteRef]:
        return [ref for ref in self._vault.with_url(url) if ref.path not in self._paths]

    def with_tag(self, tag: str) -> Sequence[NoteRef]:
        return [ref for ref in self._vault.with_tag(tag) if ref.path not in self._paths]

    def linkers(self, paths: Sequence[str]) -> Mapping[str, int]:
        own = [target for path in self._paths for target in self._vault.links_from(path)]
        return {path: max(0, count - own.count(path)) for path, count in self._vault.linkers(paths).items()}


def _without_word(text: str, names: Sequence[Mention], place: int) -> str:
    """The text with blanks for one word of each of these names, so that none of them stands there."""
    for name in names:
        words = list(_WORD.finditer(text, name.start, name.start + len(name.phrase)))
        if words:
            text = text[: words[place].start()] + " " * len(words[place][0]) + text[words[place].end() :]
    return text
