"""The reading processes of this program: few, warm, made anew when one is killed. A page that ends one gets its verdict here."""

from __future__ import annotations

import atexit
import logging
import os
import pickle
import re
from dataclasses import dataclass, replace
from functools import cache
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, TypeVar

from ..drops import kind_of, read_drop
from ..errors import DropError, FetchError
from ..model import Article, Note
from ..web.urls import clean
from .forms import unpack
from .process import START, Died, End, Process

if TYPE_CHECKING:
    from ..model import Drop, Page, PageSource, Verdict

log = logging.getLogger(__name__)
T = TypeVar("T")

SECONDS = 20.0  # of wall time for one page, feed or drop; an article takes hundredths of one
MEMORY = 1 << 30  # bytes for one page above what the libraries take; 2 MB of nothing but tags need 700 MB
LONGEST = 1_000_000  # characters of an article; more is a book, which takes the steps minutes and Obsidian seconds to open
_NO_START = "the process that reads pages does not start"
_TRIES = 2  # a process may also die of something else than the page: the system's lack of memory, the end of the thread that made it

# Text drops whose markup `drops.body` reads as HTML, in any encoding that drops come in; in doubt the process reads them.
_MARKUP = re.compile(rb"<\0{0,3}/?\0{0,3}[a-z]|&\0{0,3}l\0{0,3}t\0{0,3};", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Refusal:
    url: str
    reason: str


class Pool:
    """Reads pages, feeds and drops in at most `workers` processes; `seconds` and `memory` (bytes) are for each page, feed or drop.

    A process that is not ready within `start` seconds, or ends before it is, has read nothing: the page or the drop is for later. None
    is started before there is something to read. May be used from several threads. A `RuntimeError` is a fault of ours.
    """

    def __init__(self, workers: int = 1, seconds: float = SECONDS, memory: int = MEMORY, start: float = START) -> None:
        self._seconds = seconds
        self._memory = memory
        self._start = start
        self._slots = BoundedSemaphore(workers)
        self._lock = Lock()
        self._free: list[Process] = []
        self._owner = os.getpid()
        atexit.register(self.close)

    def page(self, page: Page) -> Article:
        """Read a page as `web.extract.read_page` does; one that cannot be read in time or in memory has a verdict that says so."""
        url = page.final_url or page.url
        try:
            article = self._fetched(Article, page, "page")
        except Died as died:
            verdict: Verdict = "empty" if died.why == "broken" else "too large"
            return Article(url=clean(url) or url, verdict=verdict, reason=f"the page {self._words(died.why)}")
        return _bounded(article)

    def entry(self, page: Page, link: str, title: str) -> Article | None:
        """Return the entry of a feed that a link or title belongs to; `FetchError` for what is no feed or cannot be read."""
        try:
            found: Article | None = self._fetched(Article | None, page, "entry", link, title)  # type: ignore[arg-type]
        except Died as died:
            raise FetchError(page.url, f"the feed {self._words(died.why)}") from died
        return _bounded(found) if found else None

    def drop(self, drop: Drop) -> Note:
        """Make the first note of a drop, as `read_drop` does; what holds no markup is read here and now.

        Raises `OSError` where the process that should read it does not start.
        """
        if not _is_markup(drop):
            return read_drop(drop)
        try:
            return self._read(Note, "drop", drop)
        except Died as died:
            raise DropError(f"it {self._words(died.why)}") from died

    def warming(self, source: PageSource) -> PageSource:
        """Return a source of pages that makes a process ready while it fetches."""

        def fetch(url: str) -> Page:
            self.warm()
            return source(url)

        return fetch

    def warm(self) -> None:
        """Start a process if none waits; it gets ready by itself."""
        if self._slots.acquire(blocking=False):  # else all are at work, and one will be free
            try:
                self._give_back(self._take())
            except OSError:
                pass  # told when there is something to read
            finally:
                self._slots.release()

    def close(self) -> None:
        """End the processes that wait; the next page starts one again."""
        with self._lock:
            free, self._free = self._free, []
        for process in free if self._owner == os.getpid() else ():
            process.end()

    def _fetched(self, form: type[T], page: Page, job: str, *arguments: object) -> T:
        try:
            return self._read(form, job, page, *arguments)
        except OSError as error:
            raise FetchError(page.url, _NO_START, retryable=True) from error

    def _read(self, form: type[T], job: str, *arguments: object) -> T:
        request = pickle.dumps((job, self._seconds, arguments))
        with self._slots:
            for tries_left in range(_TRIES - 1, -1, -1):
                process = self._take()
                try:
                    found = _answered(form, process.ask(request, self._seconds))
                except (FetchError, DropError):
                    self._give_back(process)
                    raise
                except Died as died:
                    process.end()
                    if died.why == "broken" and tries_left:
                        continue
                    if not process.ready:  # the machine is under load, or short of memory
                        raise OSError(_NO_START) from died
                    raise
                except BaseException:  # whatever it was, an answer may still be in the pipe: no other drop may get it
                    process.end()
                    raise
                else:
                    self._give_back(process)
                    return found
        raise Died("broken")

    def _take(self) -> Process:
        with self._lock:
            if self._owner != os.getpid():  # a copy of the program that made them: they are not ours to ask
                self._free, self._owner = [], os.getpid()
            while self._free:
                process = self._free.pop()
                if process.alive:
                    return process
                process.end()
        return Process(self._memory, self._start)

    def _give_back(self, process: Process) -> None:
        with self._lock:
            self._free.append(process)

    def _words(self, why: End) -> str:
        if why == "time":
            return f"could not be read within {self._seconds:g} seconds"
        return "needs too much memory to be read" if why == "memory" else "could not be read: its markup breaks the reader"


@cache
def shared(workers: int) -> Pool:
    """Return the pool of this program with so many processes: scripts that open a vault many times wait for one start only."""
    return Pool(workers)


def _bounded(article: Article) -> Article:
    if len(article.text) <= LONGEST:
        return article
    return replace(article, text="", verdict="too large", reason=f"the article is longer than {LONGEST:,} characters")


def _is_markup(drop: Drop) -> bool:
    kind = kind_of(drop.name) if drop.part == "1/1" else "text"
    return kind in {"html", "email"} or (kind == "text" and bool(_MARKUP.search(drop.data)))


def _answered(form: type[T], answer: bytes) -> T:
    kind, data = answer[:1], answer[1:]
    try:
        if kind == b"+":
            return unpack(form, data)
        if kind == b"f":
            told = unpack(_Refusal, data)
            raise FetchError(told.url, told.reason)
        if kind == b"d":
            raise DropError(unpack(str, data))
        if kind == b"!":
            trace = unpack(str, data).strip()
            log.debug("the reader failed\n%s", trace)
            raise RuntimeError(f"the reader failed ({trace.rpartition(chr(10))[2]})")
    except ValueError as error:  # no honest answer looks so
        raise Died("broken") from error
    raise Died("memory" if kind == b"m" else "broken")
