"""How fast the index is: cold build, reopening, one update, questions; each beside the least that any program would need.

    python benchmarks/index.py VAULT [--notes 10000] [--texts 40] [--builds 2]

VAULT is any folder of notes; it is only read. With `--notes` it is copied into a temporary folder until there are so many. `one drop` is
all that is suggested for a note's text: links, tags and folder, each time just after a write, as the daemon asks; processor time.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from relate import nowhere

from vault_inbox.model import Note
from vault_inbox.steps import connections, folders, tags
from vault_inbox.vault.index import Index
from vault_inbox.vault.index.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable


def everything(path: str) -> bool:
    """Skip nothing."""
    return False


def replicate(vault: Path, target: Path, notes: int) -> None:
    """Copy the vault's notes into folders `1`, `2`, … of the target until there are `notes`; times in the past, as in a grown vault."""
    paths = sorted(path for path, *_ in walk(vault, everything).stamps)
    past = time.time() - 86_400
    for number in range(notes):
        copy, path = divmod(number, len(paths))
        file = target / str(copy + 1) / paths[path]
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(vault / paths[path], file)
        os.utime(file, (past, past))


def least(vault: Path, top: str | None = None) -> int:
    """List and stat every file, the least that any look for changes costs."""
    count = 0
    with os.scandir(top or vault) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                count += least(vault, entry.path)
            else:
                entry.stat(follow_symlinks=False)
                count += 1
    return count


def read_all(vault: Path, paths: list[str]) -> int:
    """Read and decode every note, the least that any build costs."""
    return sum(len((vault / path).read_bytes().decode("utf-8", "replace")) for path in paths)


def seconds(action: Callable[[], object], times: int = 1, clock: Callable[[], float] = time.perf_counter) -> float:
    """Least time of several runs: other work on the machine only ever adds."""
    runs = []
    for _ in range(times):
        start = clock()
        action()
        runs.append(clock() - start)
    return min(runs)


def both(action: Callable[[], object]) -> tuple[float, float]:
    """Time by the clock, and of the processors: two of them share a build, and other work on the machine lengthens only the former."""
    clock, work = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - clock, time.process_time() - work


def suggest(index: Index, path: str, text: str) -> None:
    """All that is looked for when a drop with this text comes."""
    note = Note(f"About {path.rpartition('/')[2][:-3]}", content=text)
    connections.rank(note, index)
    tags.rank(note, nowhere(index))
    folders.offered(note, index, (), ())


def told(name: str, took: list[float]) -> None:
    took.sort()
    most, worst = took[len(took) * 9 // 10] * 1e3, took[-1] * 1e3
    print(f"{name:15}{statistics.median(took) * 1e3:8.2f} ms  nine of ten within {most:.2f} ms, slowest {worst:.2f} ms")


def reopen(vault: Path, cache: Path) -> None:
    with Index(vault, cache, skip=everything) as index:
        index.refresh()


def first(vault: Path, cache: Path) -> None:
    """Build the index from nothing."""
    shutil.rmtree(cache.parent, ignore_errors=True)
    reopen(vault, cache)


def renew(index: Index, path: str) -> None:
    """Take one note out and put it in again: what an update of changed bytes does."""
    index.remove(path)
    index.put(path)


def measure(vault: Path, cache: Path, texts: int, times: int) -> None:
    paths = sorted(path for path, *_ in walk(vault, everything).stamps)
    runs = [(both(lambda: read_all(vault, paths)), both(lambda: first(vault, cache))) for _ in range(times)]
    reading, reading_work = (min(taken) for taken in zip(*(run[0] for run in runs), strict=True))
    cold, work = (min(taken) for taken in zip(*(run[1] for run in runs), strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = cache.stat().st_size / 1e6
    print(f"{len(paths)} notes, {sum((vault / path).stat().st_size for path in paths) / 1e6:.1f} MB; cache {size:.1f} MB")
    print(f"cold build     {cold:8.3f} s   reading and decoding {reading:.3f} s   ratio {cold / reading:.1f}")
    print(f"   processor   {work:8.3f} s   reading and decoding {reading_work:.3f} s   ratio {work / reading_work:.1f}")
    bare, again = seconds(lambda: least(vault), 5), seconds(lambda: reopen(vault, cache), 5)
    print(f"reopen         {again:8.3f} s   bare stat walk {bare:.3f} s   ratio {again / bare:.1f}")
    with Index(vault, cache, skip=everything) as index:
        chosen = paths[:: max(1, len(paths) // texts)]
        updates = [seconds(partial(renew, index, path)) for path in chosen]
        print(f"one update     {statistics.median(updates) * 1e3:8.2f} ms")
        bodies = [(vault / path).read_text("utf-8", "replace") for path in chosen]
        for name, ask in (("similar", index.similar), ("mentions", index.mentions)):
            told(name, [seconds(partial(ask, body)) for body in bodies])
        whole = []
        for path, body in zip(chosen, bodies, strict=True):
            renew(index, path)
            whole.append(seconds(partial(suggest, index, path, body), clock=time.process_time))
        told("one drop", whole)
    print(
        f"memory         {memory:8.1f} MiB after the build, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.1f} MiB at the end"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vault", type=Path)
    parser.add_argument("--notes", type=int, default=0)
    parser.add_argument("--texts", type=int, default=40)
    parser.add_argument("--builds", type=int, default=2, help="of these the least time counts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        vault = options.vault
        if options.notes:
            vault = Path(folder, "vault")
            replicate(options.vault, vault, options.notes)
        measure(vault, Path(folder, "cache", "index.sqlite"), options.texts, options.builds)


if __name__ == "__main__":
    main()
