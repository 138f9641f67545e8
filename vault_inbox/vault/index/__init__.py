"""The disposable index of a vault's notes: facts, words and links in one SQLite file outside the vault, built from the notes alone."""

from __future__ import annotations

import logging
import sqlite3
import time
from dataclasses import dataclass
from dataclasses import replace as replaced
from typing import TYPE_CHECKING, Any, TypeVar

from ...notes.layout import HEADINGS
from ...text.folding import fold
from . import copies, likeness, listing, lookups, naming
from .basis import Basis
from .database import NONSENSE, share
from .reading import Reader
from .store import Store
from .walk import hidden, stamp, walk
from .writing import MANY, replace, restamp

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from ...model import Mention, Neighbour, NoteRef
    from .walk import Stamp, Walked

log = logging.getLogger(__name__)
_T = TypeVar("_T")
_QUIET = 2.0  # seconds between two lines about a long reading
_ERRORS = (sqlite3.Error, *NONSENSE)  # what a broken cache may lead to
_ANSWERS = 500  # kept of one kind of question: enough for one drop


@dataclass(frozen=True, slots=True)
class Changes:
    """What a refresh found: how many notes came, changed and went; `rebuilt` is true once after a cache that had to be thrown away."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    rebuilt: bool = False


class Index:
    """The notes of a vault as `model.VaultView`; for one thread at a time, beside any number of other processes.

    `cache` is the SQLite file, `None` for memory; `skip` says of a path in the vault that it must not be indexed (a folder's ends with
    `/`); links to folders in `allow_links` are followed; `url_properties` are the properties that may hold the address of a note's page,
    `headings` what the settings call our sections. Conflict copies beside their notes are known by path, name and `inbox_id` alone.
    Nothing is read before `refresh`. Questions and writes raise `VaultBusy` when another process holds the cache for longer than a minute;
    a cache that is lost or damaged is built anew.
    """

    def __init__(
        self,
        vault: Path,
        cache: Path | None,
        *,
        skip: Callable[[str], bool],
        allow_links: Sequence[Path] = (),
        url_properties: Sequence[str] = ("url", "link", "source"),
        headings: Mapping[str, str] = HEADINGS,
    ) -> None:
        self._vault = vault
        self._skip = skip
        self._allow_links = tuple(allow_links)
        self._basis = Basis(url_properties, headings)
        self._store = Store(cache)
        self._left_out: Mapping[str, Sequence[str]] = {}

    def __enter__(self) -> Index:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the cache file."""
        self._store.close()

    # Keeping up with the vault

    def refresh(self, progress: Callable[[int, int], None] | None = None) -> Changes:
        """List the vault and read the notes that changed since; `progress` gets how many of them are done, and of how many.

        Without it a reading that takes long is told in the log, a line every two seconds.
        Raises `OSError` when the vault cannot be listed; the index then stays as it was.
        """
        self._store.revive()
        progress = progress or _teller()
        try:
            changes = self._refresh(progress)
        except _ERRORS as error:
            self._store.recover(error)
            changes = self._refresh(progress)
        if self._store.rebuilt:
            self._store.rebuilt = False
            log.warning("the index of the notes could not be used any more; it was built anew from the notes, nothing is lost")
            return replaced(changes, rebuilt=True)
        return changes

    def put(self, path: str) -> None:
        """Read one note again, at once: after a write of our own. What must not be indexed, or is gone, is taken out.

        What is known of a note stays where its file cannot be asked.
        """
        wanted = path[-3:].lower() == ".md" and not hidden(path) and not self._skip(path)
        try:
            found = stamp(self._vault, path) if wanted else None
        except OSError:
            return
        if found:
            self._write(lambda: self._take((found,), ()))
        else:
            self.remove(path)

    def remove(self, path: str) -> None:
        """Forget one note."""
        self._write(lambda: self._take((), (path,)))

    def _write(self, write: Callable[[], object]) -> None:
        try:
            write()
        except _ERRORS as error:
            self._store.recover(error)
            self.refresh()

    def _refresh(self, progress: Callable[[int, int], None]) -> Changes:
        database = self._store.database
        if not self._basis.is_of(database):
            with self._store.transaction():
                self._basis.adopt(database)
        since, last = listing.version(database), listing.last(database)
        found = self._walk()
        if last and last == listing.digest(found):
            return Changes()
        known, doubtful = lookups.stamps(database)
        alone = listing.version(database) == since
        if not alone:  # what another process has put in meanwhile must not look gone
            found = self._walk()
        stamps = found.stamps
        stale = [stamp for stamp in stamps if stamp not in known or stamp[0] in doubtful]
        gone = {path for path, *_ in known.difference(stamps)}.difference(path for path, *_ in stamps)
        gone = {path for path in gone if not found.may_hold(path)}
        is_same = not (stale or gone) and copies.are_judged(database)
        changes, settled = (Changes(), True) if is_same else self._take(stale, gone, progress)
        share(database)
        if alone and settled:
            listing.remember(database, found, since)
        return changes

    def _walk(self) -> Walked:
        """List the notes, and keep the names of those that are left out: links must tell them from the others."""
        left_out: dict[str, list[str]] = {}

        def skip(path: str) -> bool:
            if self._skip(path):
                if not path.endswith("/"):
                    left_out.setdefault(fold(path.rpartition("/")[2][:-3]), []).append(path)
                return True
            return False

        found = walk(self._vault, skip, self._allow_links)
        self._left_out = left_out
        return found

    def _take(
        self, found: Collection[Stamp], gone: Collection[str], progress: Callable[[int, int], None] | None = None
    ) -> tuple[Changes, bool]:
        """Read the files found and write what they say, in one transaction; one whose bytes are known only gets its new stamp.

        Returns also whether all of them were read and cannot change any more without showing it.
        """
        with self._store.transaction() as database:
            listing.forget(database)
            self._basis.adopt(database)
            reader = Reader(self._vault, self._basis, lookups.digests(database, (path for path, *_ in found)))
            replace(database, reader.batches(found, progress), gone, many=len(found) >= MANY)
            restamp(database, reader.same)
            judged = copies.judge(database, self._vault, self._basis)
        return Changes(reader.added, reader.changed, len(gone)), judged and reader.settled == len(found)

    # Questions

    def _ask(self, question: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            return question(self._store.database)
        except _ERRORS as error:
            self._store.recover(error)
        self.refresh()
        return question(self._store.database)

    def _kept(self, name: str, question: Callable[[sqlite3.Connection], _T]) -> _T:
        return self._ask(lambda _: self._store.kept(name, question))

    def _answers(self, kind: str) -> dict[Any, Any]:
        """Answers given since the last change, so that steps that ask the same share them; few, for texts are long."""
        known: dict[Any, Any] = self._kept(kind, lambda _: {})
        if len(known) >= _ANSWERS:
            known.clear()
        return known

    def note(self, path: str) -> NoteRef | None:
        """Return the note at this path."""
        return next(iter(self._ask(lambda database: lookups.notes_where(database, "path = ?", path))), None)

    def similar(self, text: str, limit: int = 20) -> Sequence[Neighbour]:
        """Return the notes whose words are most like the text's, best first; the score is 0…1, 1 for a note that says all of it."""
        known: dict[tuple[str, int], Sequence[Neighbour]] = self._answers("similar")
        if (text, limit) not in known:
            known[text, limit] = self._ask(lambda database: likeness.similar(database, text, limit))
        return known[text, limit]

    def mentions(self, text: str) -> Sequence[Mention]:
        """Return the notes whose title or alias stands in the text, in the order of the text; only the longest name at each place."""
        return self._ask(lambda database: naming.mentions(database, text))

    def with_url(self, url: str) -> Sequence[NoteRef]:
        """Return the notes of this page, by property or scraped heading, compared as pages."""
        return self._ask(lambda database: lookups.with_url(database, url))

    def with_tag(self, tag: str) -> Sequence[NoteRef]:
        """Return the notes that bear this tag, however it is spelled, by path; of more than 300 some by lot."""
        return self._ask(lambda database: lookups.with_tag(database, tag))

    def with_inbox_id(self, inbox_id: str) -> Sequence[NoteRef]:
        """Return the notes that bear this `inbox_id`, by path."""
        return self._ask(lambda database: lookups.notes_where(database, "inbox_id = ? AND inbox_id <> ''", inbox_id))

    def all_ours(self) -> Sequence[NoteRef]:
        """Return the notes that bear any `inbox_id`, by path."""
        return self._ask(lambda database: lookups.notes_where(database, "inbox_id <> ''"))

    def tags(self) -> Mapping[str, int]:
        """Every tag as the vault spells it most -> how many notes bear it, most frequent first; not those only an earlier script gave."""
        return self._kept("tags", lookups.tags)

    def folders(self) -> Mapping[str, int]:
        """Every folder that holds notes -> how many lie directly in it; the root is left out."""
        return self._kept("folders", lookups.folders)

    def paths(self) -> Collection[str]:
        """Return the paths of all notes."""
        return self._kept("paths", lookups.paths)

    def named(self, name: str) -> Sequence[str]:
        """Return the paths of the notes of this name (`.md` or not), case-blind and in any normal form, shortest first.

        Notes that are not indexed (templates, excluded ones) are among them: a link must not lead there by accident.
        """
        stem = name[:-3] if name[-3:].lower() == ".md" else name
        found = [*self._ask(lambda database: lookups.named(database, name)), *self._left_out.get(fold(stem), ())]
        return sorted(found, key=lambda path: (len(path), path))

    def left_out(self) -> Sequence[str]:
        """Return the paths of the notes of which nothing but the name is known: those that `skip` names, and templates by their content."""
        return [*self._ask(lookups.templates), *(path for paths in self._left_out.values() for path in paths)]

    def rarity(self, words: Sequence[str]) -> Mapping[str, float]:
        """Inverse document frequency of each word: ln((N + 1) / (notes with it + 1))."""
        return self._ask(lambda database: lookups.rarity(database, words))

    def links_from(self, path: str) -> Sequence[str]:
        """Return the paths of the notes that the user links to in this note, in its order; links that this program wrote do not count."""
        known: dict[str, Sequence[str]] = self._answers("links")
        if path not in known:
            known[path] = self._links_of(path, ours=False)
        return known[path]

    def all_links_from(self, path: str) -> Sequence[str]:
        """Return the paths of all notes that this note links to, in its order, whoever wrote the link."""
        return self._links_of(path, ours=True)

    def _links_of(self, path: str, *, ours: bool) -> Sequence[str]:
        return self._ask(lambda database: lookups.links_from(database, path, self._answers("files"), ours=ours))

    def links_to(self, path: str) -> Sequence[tuple[str, str]]:
        """The links of other notes that lead to this one: the path of each other note, and the link's target as it is written."""
        return self._ask(lambda database: lookups.links_to(database, path))

    def linkers(self, paths: Sequence[str]) -> Mapping[str, int]:
        """Path -> how many notes link to this note by its title or an alias, links that this program wrote not counted; at most 300."""
        return self._ask(lambda database: lookups.linkers(database, paths))


def _teller() -> Callable[[int, int], None]:
    told = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal told
        if done < total and time.monotonic() - told >= _QUIET:
            told = time.monotonic()
            log.info("reading the notes for the index: %d of %d", done, total)

    return tell
