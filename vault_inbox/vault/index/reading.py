"""A note's file read and cut into facts. Only reads: no byte and no time of any note changes."""

from __future__ import annotations

import os
import time
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from ..scan import Facts, scan
from .lookups import DOUBT, TICK

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from .basis import Basis
    from .walk import Stamp

LARGEST = 2_000_000  # bytes of one note that are read; what stands behind them is not found


BATCH = 500  # notes that are read before they are written
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Entry(NamedTuple):
    """A note that was read: its file's stamp from before the reading, when that was (ns), the digest of its bytes and basis, its facts.

    `alone` says that it is no conflict copy whatever its name is.
    """

    stamp: Stamp
    seen: int
    digest: bytes
    facts: Facts
    alone: bool = False

    @property
    def path(self) -> str:
        """The path in the vault."""
        return self.stamp[0]


class Reader:
    """Reads the files that may have changed, batch by batch, and counts what it finds.

    `settled` are the files that were read so long after their last change that the next one will show in size or time.

    `known` is path -> digest of what the index holds; `same` gets the files whose bytes are those, as (stamp, seen). A file that cannot
    be read is passed over: what was known of it stays, and the next refresh tries again. `alone` are the paths of those that have the
    name of a conflict copy and are none.
    """

    def __init__(self, vault: Path, basis: Basis, known: Mapping[str, bytes], alone: Collection[str] = ()) -> None:
        self._vault = str(vault)
        self._basis = basis
        self._known = known
        self._alone = alone
        self.added = 0
        self.changed = 0
        self.settled = 0
        self.same: list[tuple[Stamp, int]] = []

    def batches(self, found: Collection[Stamp], progress: Callable[[int, int], None] | None) -> Iterator[list[Entry]]:
        """Yield the notes among these files that are new or have other bytes than are known."""
        batch: list[Entry] = []
        for done, stamp in enumerate(found, 1):
            if entry := self._entry(stamp):
                batch.append(entry)
            if done % BATCH == 0 or done == len(found):
                yield batch
                batch = []
                if progress:
                    progress(done, len(found))

    def _entry(self, stamp: Stamp) -> Entry | None:
        path, size, mtime, _, ctime = stamp
        seen = time.time_ns()
        try:
            data = _load(f"{self._vault}/{path}", size)
        except OSError:
            return None
        self.settled += abs(mtime - seen) > DOUBT and abs(ctime - seen) > TICK
        digest = blake2b(data, digest_size=8, key=self._basis.digest).digest()  # the same bytes by another basis are other facts
        known = self._known.get(path)
        if known == digest:
            self.same.append((stamp, seen))
            return None
        if known is None:
            self.added += 1
        else:
            self.changed += 1
        return Entry(stamp, seen, digest, _facts(data, self._basis), path in self._alone)


def _load(file: str, size: int) -> bytes:
    """Return the first `LARGEST` bytes of a file that had `size` a moment ago; a link is not followed.

    What was added since is left for the next refresh, which sees another stamp.
    """
    wanted = min(size, LARGEST)
    descriptor = os.open(file, _FLAGS)
    try:
        data = os.read(descriptor, wanted)
        while len(data) < wanted and (more := os.read(descriptor, wanted - len(data))):
            data += more
    finally:
        os.close(descriptor)
    return data


def _facts(data: bytes, basis: Basis) -> Facts:
    """Return the facts of a note's bytes; what is no UTF-8 is read as well as it can be."""
    return scan(data.decode("utf-8", "replace").removeprefix("\ufeff"), basis.url_properties, basis.headings)
