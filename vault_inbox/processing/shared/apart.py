"""The vault as a note sees it: without what would hide its kin.

That is the note itself where it is made again, for its own text is most like it, and of several notes on one page those that lead to
another of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from ...model import Mention, Neighbour, NoteRef, VaultView
from ...notes.parse import same_pages
from ...pipeline import attempt
from ...vault.links import Named, resolve
from ...vault.scan import scan

_WORD = re.compile(r"\w+")

Leads = Callable[[NoteRef], Collection[str]]  # the notes that a note names as those of its page


def apart(vault: VaultView, paths: Collection[str], leads: Leads) -> VaultView:
    """The same vault without the notes at these paths; a note that leads to another for its page stands back where both are found."""
    return _Apart(vault, frozenset(paths), leads)


def leading(read: Callable[[str], bytes], named: Named) -> Leads:
    """What tells of a note which others it names as those of its page; `read` reads a note."""

    def leads(ref: NoteRef) -> set[str]:
        data, _ = attempt(lambda: read(ref.path))
        links = scan("\n".join(same_pages((data or b"").decode("utf-8", "replace"))), ()).links
        return {path for link in links if (path := resolve(link.target, ref.path, named))}

    return leads


class _Apart:
    """Leaves the notes out of every answer that names notes; what is counted over all notes stays: one of many changes little."""

    def __init__(self, vault: VaultView, paths: frozenset[str], leads: Leads) -> None:
        self._vault = vault
        self._paths = paths
        self._leads = leads
        self.note = vault.note
        self.with_inbox_id = vault.with_inbox_id
        self.tags = vault.tags
        self.folders = vault.folders
        self.rarity = vault.rarity
        self.links_from = vault.links_from

    def similar(self, text: str, limit: int = 20) -> Sequence[Neighbour]:
        found = self._vault.similar(text, limit + len(self._paths))
        second = self._second(neighbour.note for neighbour in found)
        return [neighbour for neighbour in found if neighbour.note.path not in self._paths | second][:limit]

    def mentions(self, text: str) -> Sequence[Mention]:
        """Where its own title stands the names within that count: the longest name at a place hides all others."""
        found = self._vault.mentions(text)
        own = [mention for mention in found if mention.note.path in self._paths]
        if not own:
            return found  # also one that leads to another: the text names it
        within = (mention for place in (0, -1) for mention in self._vault.mentions(_without_word(text, own, place)))
        others = {(mention.start, mention.note.path): mention for mention in within if mention.note.path not in self._paths}
        return sorted(others.values(), key=lambda mention: (mention.start, -len(mention.phrase)))

    def with_url(self, url: str) -> Sequence[NoteRef]:
        found = self._vault.with_url(url)
        second = self._second(found)
        return [ref for ref in found if ref.path not in self._paths | second]

    def with_tag(self, tag: str) -> Sequence[NoteRef]:
        return [ref for ref in self._vault.with_tag(tag) if ref.path not in self._paths]

    def linkers(self, paths: Sequence[str]) -> Mapping[str, int]:
        own = [target for path in self._paths for target in self._vault.links_from(path)]
        return {path: max(0, count - own.count(path)) for path, count in self._vault.linkers(paths).items()}

    def _second(self, found: Iterable[NoteRef]) -> set[str]:
        """The paths of those notes that lead to another of these, which leads to none; only notes of one address are asked."""
        pages: dict[str, list[NoteRef]] = defaultdict(list)
        for ref in found:
            if ref.ours and ref.url:
                pages[ref.url].append(ref)
        several = [refs for refs in pages.values() if len(refs) > 1]
        there = {ref.path for refs in several for ref in refs} - self._paths
        leads = {ref.path: there.intersection(self._leads(ref)) - {ref.path} for refs in several for ref in refs}
        return {path for path, others in leads.items() if any(not leads[other] for other in others)}


def _without_word(text: str, names: Sequence[Mention], place: int) -> str:
    """The text with blanks for one word of each of these names, so that none of them stands there."""
    for name in names:
        words = list(_WORD.finditer(text, name.start, name.start + len(name.phrase)))
        if words:
            text = text[: words[place].start()] + " " * len(words[place][0]) + text[words[place].end() :]
    return text
