"""The open cache file over its life: lost, damaged or unwritable, it is replaced; nothing that matters is ever in it alone."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from ...errors import VaultBusy
from .database import damaged, locked, open_database, throw_away, unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Store:
    """One connection to the cache; `rebuilt` says that an older cache had to be thrown away and was not yet spoken of."""

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache
        self._kept: dict[str, object] = {}
        self._kept_at = (-1, -1)
        self._doubted = False
        self.rebuilt = False
        self._open()

    def _open(self) -> None:
        self.database, rebuilt = open_database(self._cache)
        self.rebuilt = self.rebuilt or rebuilt
        self._file = self._file_now()
        self._kept.clear()

    def _file_now(self) -> tuple[int, int] | None:
        if self._cache:
            with suppress(OSError):
                stat = self._cache.stat()
                return stat.st_dev, stat.st_ino
        return None

    def revive(self) -> None:
        """Open a new cache if somebody deleted or replaced the file under our hands."""
        if self._file != self._file_now():
            self.close()
            self.rebuilt = True
            self._open()

    def recover(self, error: Exception) -> None:
        """Be empty and usable again after an error of SQLite's or nonsense in its rows; raises `VaultBusy`, or the error if it is another.

        Nonsense is put down to the cache once: if it comes again, the fault is ours.
        """
        if locked(error):
            raise VaultBusy(f"another process holds the index {self._cache}") from error
        nonsense = not isinstance(error, sqlite3.Error)
        if not (damaged(error) or unwritable(error)) or (nonsense and self._doubted):
            raise error
        self._doubted = self._doubted or nonsense
        self.close()
        if self._cache and not self._is_cleared(error):
            log.warning("the index cannot be kept in %s (%s); it is kept in memory as long as this runs", self._cache, error)
            self._cache = None
        self.rebuilt = True
        self._open()

    def _is_cleared(self, error: Exception) -> bool:
        """Whether a damaged cache could be put out of the way of a new one."""
        if self._cache and damaged(error):
            with suppress(OSError):
                throw_away(self._cache)
                return True
        return False

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; other processes read what was before until the end."""
        self.database.execute("BEGIN IMMEDIATE")
        try:
            yield self.database
            self.database.execute("COMMIT")
        except BaseException:  # a Ctrl-C must not leave a transaction open; all goes on upwards
            with suppress(sqlite3.Error):
                self.database.execute("ROLLBACK")
            raise

    def kept(self, name: str, make: Callable[[sqlite3.Connection], _T]) -> _T:
        """Return the answer to a question about the whole vault, asked again only after a change by this or another process."""
        now = (int(self.database.execute("PRAGMA data_version").fetchone()[0]), self.database.total_changes)
        if now != self._kept_at:
            self._kept.clear()
            self._kept_at = now
        if name not in self._kept:
            self._kept[name] = make(self.database)
        return self._kept[name]  # type: ignore[return-value]  # a name always goes with one `make`

    def close(self) -> None:
        """Close the connection."""
        self.database.close()
