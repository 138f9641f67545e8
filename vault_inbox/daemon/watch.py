"""A folder as a stream of files that have stopped changing. The listing is the truth; watchdog is a doorbell that says when to make one."""

from __future__ import annotations

import logging
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import (
    DirCreatedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from ..disk_errors import in_words
from .listing import Aside, Found, list_all, with_its_page
from .settle import Settle

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from watchdog.observers.api import BaseObserver, ObservedWatch

log = logging.getLogger(__name__)

_POLL = 5.0  # seconds between looks where the system gives no events, or the folder is not there
_CALM = 1.0  # most seconds between looks while the bell does not stop ringing
MOST = 64  # folders that are watched, each with a thread of its own; every look goes into all of them
_SIGN = 300.0  # most seconds between two signs of life
_PATIENCE = 1.0  # seconds to wait for watchdog's threads to end; a stop that already took its time must not become late
_EVENTS: list[type[FileSystemEvent]] = [FileCreatedEvent, FileClosedEvent, FileMovedEvent, DirCreatedEvent, DirMovedEvent]


def watch(  # noqa: PLR0913 -- each is a setting, or a question to the caller
    inbox: Path,
    *,
    stop: threading.Event,
    settle: float = 2.0,
    slow: float = 60.0,
    is_slow: Callable[[Path], bool] | None = None,
    rescan: float = 30.0,
    ignore: Collection[Path] = (),
    follow: Callable[[Path], bool] | None = None,
    alive: Callable[[], object] = lambda: None,
    gone: set[Path] | None = None,
    is_news: Callable[[Path], bool] = lambda path: True,
    aside: Aside = with_its_page,
) -> Iterator[Path | None]:
    """Yield the files of `inbox` as they become ready, and `None` after each look, until `stop` is set.

    All times are in seconds. `None` says that the files which were ready are done, or that `rescan` has passed while they were worked
    on; it comes at least every `rescan` seconds: time for what is due. A folder that is missing, at the start or later, is waited for, with
    no `None` meanwhile. Nothing is read ahead: the caller works on a file while the generator rests. `alive` is called at each look and at
    least every five minutes of rest, with or without the folder. `ignore`, `follow`, `aside`, `is_slow`: see `list_files` and `Settle`.
    That a file is empty is told where `is_news` says so of it.
    The caller puts into `gone` what he has moved away, and each look empties it: nothing rings for that, and without a look in between a
    file that is put back is the one that was yielded before.
    """
    tracker = Settle(settle, slow, is_slow)
    bell = _Bell(stop, rescan)
    doorbell = _Doorbell(bell.ring)
    looks = _Looks(inbox, partial(list_all, inbox, ignore, follow, aside), doorbell)
    try:
        while not stop.is_set():
            alive()
            bell.clear()  # before the look: what comes during it rings again
            looked = time.monotonic()
            while gone:
                tracker.forget(gone.pop())
            found = looks.look()
            if found is None:
                tracker.look((), looked)
                bell.wait(min(_POLL, rescan), 0.0)
                continue
            yield from _ready(tracker, tracker.look(found, looked, time.monotonic()), looked + rescan, stop, is_news)
            if stop.is_set():
                return
            yield None
            now = time.monotonic()
            rest = _least(looked + rescan - now, tracker.wait(now), looks.poll)
            while not bell.wait(min(rest, _SIGN), looked + min(settle / 2, _CALM) - now) and rest > _SIGN:
                rest -= _SIGN
                alive()
    finally:
        bell.close()
        doorbell.close()


def _ready(tracker: Settle, ready: list[Found], until: float, stop: threading.Event, is_news: Callable[[Path], bool]) -> Iterator[Path]:
    """Yield what is ready; what is not reached before `until` (monotonic) stays ready for the next look."""
    for found in ready:
        if stop.is_set() or time.monotonic() >= until:
            break
        tracker.handed(found)
        if _is_same(found):
            yield found.path
    for path in filter(is_news, tracker.empties(time.monotonic())):
        log.warning("%s has been empty for a minute; it is left alone until something is written into it", path)


def _least(*waits: float | None) -> float:
    return min(wait for wait in waits if wait is not None)


def _is_same(found: Found) -> bool:
    """Tell whether the file is still as it was listed; while others were worked on it may have changed, or gone."""
    try:
        status = found.path.stat()
    except OSError:
        return False
    same_file = not found.inode or status.st_ino == found.inode  # a listing on Windows knows no inodes
    return same_file and (status.st_size, status.st_mtime_ns) == (found.size, found.mtime_ns)


class _Looks:
    """Looks at one folder: lists it, keeps the doorbell at all its parts, tells once when it is not there."""

    def __init__(self, inbox: Path, listed: Callable[[], tuple[list[Found], list[Path]]], doorbell: _Doorbell) -> None:
        self._inbox = inbox
        self._listed = listed
        self._doorbell = doorbell
        self._missing = False
        self.poll: float | None = None

    def look(self) -> list[Found] | None:
        """Return what lies in the folder, `None` while it is not there."""
        try:
            found, folders = self._listed()
        except OSError as error:
            if not self._missing:
                log.warning("waiting for %s (%s)", self._inbox, error.strerror or error)
            self._missing = True
            self._doorbell.close()
            return None
        if self._missing:
            log.warning("%s is there", self._inbox)
        self._missing = False
        self.poll = None if self._doorbell.cover(folders) else _POLL
        return found


class _Bell:
    """What the watching thread rests on: rung by the doorbell and by `stop`.

    Two events cannot be waited for at once, so a thread passes `stop` on. The watching thread never waits on `stop` itself: a signal
    handler that sets an event on which its own thread is about to wait can lock up. The thread ends with `stop`, at the latest with the
    next rescan after `close`.
    """

    def __init__(self, stop: threading.Event, rescan: float) -> None:
        self._rung = threading.Event()
        self._stopped = threading.Event()
        self._stop = stop
        threading.Thread(target=self._pass_on, args=(max(rescan, _CALM),), name="vault-inbox-stop", daemon=True).start()

    def ring(self) -> None:
        """Wake the watching thread."""
        self._rung.set()

    def clear(self) -> None:
        """Forget earlier rings."""
        self._rung.clear()

    def wait(self, seconds: float, calm: float) -> bool:
        """Rest until the bell rings or `seconds` have passed, but at least `calm` seconds; `stop` ends both. True if it rang."""
        rung = self._rung.wait(max(seconds, 0.0))
        if rung and calm > 0:
            self._stopped.wait(calm)
        return rung

    def close(self) -> None:
        """Let the thread end."""
        self._stopped.set()

    def _pass_on(self, rhythm: float) -> None:
        while not self._stop.wait(rhythm):
            if self._stopped.is_set():
                return
        self._stopped.set()
        self._rung.set()


class _Ring(FileSystemEventHandler):
    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Ring; what happened is for the listing to say."""
        self._ring()


_Key = tuple[Path, int, int]  # a folder is another one when its device or inode is


class _Doorbell:
    """Calls `ring` when something appears in the folders it covers; made anew when one of its threads has died."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._observer: BaseObserver | None = None
        self._threads: frozenset[threading.Thread] = frozenset()
        self._watches: dict[_Key, ObservedWatch] = {}
        self._told = False

    def cover(self, folders: Iterable[Path]) -> bool:
        """Watch just these folders, not what is below them; false where the system gives no events, which is told once."""
        wanted = [key for folder in list(folders)[:MOST] if (key := _key(folder))]
        try:
            self._forget(set(self._watches) - set(wanted))
            if self._observer and not self._is_alive():
                log.debug("a watching thread died; all are made anew")
                self.close()
            for key in wanted:
                if key not in self._watches:
                    self._add(key)
                    self._ring()  # what came before the watch made no event: look once more
        except (OSError, RuntimeError, KeyError) as error:
            self.close()
            if not self._told:
                log.warning("no file system events to be had (%s): the inbox is looked through every few seconds instead", in_words(error))
            self._told = True
            return False
        return True

    def close(self) -> None:
        """End all watching."""
        observer, self._observer = self._observer, None
        self._watches.clear()
        self._threads = frozenset()
        if observer is None:
            return
        observer.stop()
        if observer.is_alive():
            observer.join(_PATIENCE)

    def _add(self, key: _Key) -> None:
        before = set(threading.enumerate())
        if self._observer is None:
            self._observer = Observer()
            self._observer.start()
        self._watches[key] = self._observer.schedule(_Ring(self._ring), str(key[0]), recursive=False, event_filter=_EVENTS)
        fresh = set(threading.enumerate()) - before
        self._threads |= {thread for thread in fresh if type(thread).__module__.startswith("watchdog.")}

    def _forget(self, keys: set[_Key]) -> None:
        """Give up the watches of folders that are gone or became others: their threads have ended, or end now."""
        for key in keys:
            watch = self._watches.pop(key)
            if self._observer is None:
                continue
            self._threads -= {emitter for emitter in self._observer.emitters if emitter.watch == watch}
            self._observer.unschedule(watch)

    def _is_alive(self) -> bool:
        return self._observer is not None and all(thread.is_alive() for thread in self._threads)


def _key(folder: Path) -> _Key | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return folder, status.st_dev, status.st_ino
