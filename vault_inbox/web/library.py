"""The pages of one run, each fetched and read once: a small memory between the steps and the source of pages."""

from __future__ import annotations

import logging
import re
import time
from dataclasses import replace
from types import NoneType
from typing import TYPE_CHECKING, Protocol

from ..errors import FetchError
from ..model import Page
from ..pipeline import attempt, said
from .answers import Answers
from .extractors import asked
from .fetching.manners import ASKED, STOPPING
from .leads import next_part, plain_version
from .urls import clean, identity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..model import Article, Extractor, PageSource

log = logging.getLogger(__name__)

ARTICLE_LIFE = 3600.0  # seconds; a note that waits for another page is made again and again, and its site need not hear of it
FEED_LIFE = 600.0  # seconds; feeds change, and drops of one feed come together
_FEEDS = 8  # whole pages of up to 10 MB
_NOT_NOW = frozenset({408, 425, 429, 500, 502, 503, 504})  # answers that may be others later
_DEFINED = re.compile(r"^\[\^([A-Za-z0-9-]{1,36})\]: .*$", re.MULTILINE)
_LONGEST = 1_000_000  # characters of an article (as `reading.pool` has it)
_PARTS = 10  # pages of one article; each is fetched like any other, with its own limits
OFFLINE = "working offline"
UNREAD = "the program failed to read the page"
UNASKED = frozenset({ASKED, OFFLINE, STOPPING})  # reasons that tell nothing of a page: it was not asked for


class Reader(Protocol):
    """What makes articles of pages, here or in a process of its own."""

    def page(self, page: Page) -> Article:
        """Read a page as an article; a page that is none has a verdict that says so."""

    def entry(self, page: Page, link: str, title: str) -> Article | None:
        """Return the entry of a feed that a link or title belongs to; `FetchError` for what is no feed."""


class Here:
    """Reads in this process: for scripts and tests that trust their pages."""

    def page(self, page: Page) -> Article:
        """Read a page as an article."""
        from .extract import read_page  # noqa: PLC0415 - loads trafilatura

        return read_page(page)

    def entry(self, page: Page, link: str, title: str) -> Article | None:
        """Return the entry of a feed that a link or title belongs to."""
        from .feeds.entries import entry_article, find_entry  # noqa: PLC0415 - loaded when there is a feed
        from .feeds.read import read_feed  # noqa: PLC0415

        feed = read_feed(page)
        found = find_entry(feed, link, title)
        return entry_article(found, feed) if found else None


class Library:
    """Gives articles by their addresses, through any source of pages.

    An address is asked for once, in whatever spelling it comes; a failure, or a page that is no article, is remembered as well, but no
    longer than for the run. What has a time of its own outlives a run: an article, a feed, and a failure that may pass, which is not asked
    for again before the site wants it.

    Extractors are asked before `reader`. `size` is how many articles are kept; `clock` gives monotonic seconds. May be used from several
    threads. The source may raise `FetchError`, `LookupError` (it has no such page) or `OSError` (it could not be reached); all leave as
    `FetchError`. So does any other failure of a given source, or of the reader, to be tried again: who wrote it may mend it, and one more
    try costs little.
    """

    def __init__(
        self,
        pages: PageSource,
        extractors: Sequence[Extractor] = (),
        size: int = 32,
        clock: Callable[[], float] = time.monotonic,
        reader: Reader | None = None,
    ) -> None:
        self._pages = pages
        self._extractors = tuple(extractors)
        self._reader = reader or Here()
        self._articles: Answers[Article] = Answers(size, ARTICLE_LIFE, clock)
        self._feeds: Answers[Page] = Answers(_FEEDS, FEED_LIFE, clock)

    def article(self, url: str) -> Article:
        """Fetch and read a page; `FetchError` if it could not be had. What it is (an error page, a feed) is the article's verdict."""
        address = _address(url)
        return self._articles.get(identity(address), lambda: self._read(address))

    def entry(self, feed_url: str, link: str, title: str) -> Article | None:
        """Return the one entry of a feed that a link or title belongs to; `FetchError` if the feed could not be had or read."""
        address = _address(feed_url)
        key = identity(address)
        feed = self._feeds.get(key, lambda: self._fetch(address))
        found, error = attempt(lambda: self._reader.entry(feed, link, title))
        if isinstance(error, FetchError):
            self._feeds.fail(key, error)  # the other drops of a feed that takes its time to fail need not wait as well
        if error is not None:
            raise _unread(feed, error)
        return found

    def failure(self, url: str) -> FetchError | None:
        """Return why a page could not be had when it was last asked for, `None` if it was had, or never asked for."""
        return self._articles.failure(identity(clean(url)))

    def wait(self, url: str) -> float:
        """Return the seconds for which the site asked to be left alone when it was last asked for this page, 0 if it did not."""
        return self._articles.wait(identity(clean(url)))

    def begin_run(self) -> None:
        """Forget what was no article in the run before, or could not be had for good: it may be there now."""
        self._articles.forget(_is_no_article)

    def _read(self, url: str) -> Article:
        page = self._fetch(url)
        article = asked(page, self._extractors)
        if article is not None:
            return article
        article = self._article(page)
        if article.verdict in ("script-only", "empty") and (address := plain_version(page)):
            other = self._more(address)
            return replace(other[1], url=article.url) if other and other[1].verdict == "article" else article
        return self._joined(article, page)

    def _joined(self, article: Article, page: Page) -> Article:
        """Add the further parts of an article that is spread over pages; where one cannot be had, it ends there."""
        seen = {identity(page.final_url or page.url)}
        while article.verdict == "article" and len(seen) < _PARTS and (address := next_part(page)) and identity(address) not in seen:
            more = self._more(address)
            if more is None or more[1].verdict != "article" or not _is_one(article, more[1]):
                break
            seen.add(identity(address))
            text = _together(article.text, more[1].text, len(seen))
            if len(text) > _LONGEST:
                break
            page, article = more[0], replace(article, text=text)
        return article

    def _more(self, url: str) -> tuple[Page, Article] | None:
        """A further page and what it holds; `None` if it cannot be had or read. A reader that is not there just now is waited for."""
        try:
            page = self._fetch(_address(url))
        except FetchError:
            return None
        try:
            return page, self._article(page)
        except FetchError as error:
            if error.retryable and error.reason != UNREAD:
                raise
            return None

    def _article(self, page: Page) -> Article:
        article, error = attempt(lambda: self._reader.page(page))
        if article is None:
            raise _unread(page, error)
        return article

    def _fetch(self, url: str) -> Page:
        page, error = attempt(lambda: self._pages(url))
        if isinstance(error, FetchError):
            raise error
        if isinstance(error, LookupError):
            raise FetchError(url, "no such page in the given source") from error
        if isinstance(error, OSError):
            raise FetchError(url, _words(error), retryable=True) from error
        if error is not None:
            raise FetchError(url, f"the given source of pages failed ({said(error)})", retryable=True) from error
        if not isinstance(page, Page):
            raise FetchError(url, "no such page in the given source")
        if wrong := _wrong(page):
            raise FetchError(url, f"the given source of pages gave a page with a wrong {wrong}", retryable=True)
        if page.status in _NOT_NOW:
            raise FetchError(url, f"the page answers {page.status}", retryable=True)
        return page if page.final_url is None or clean(page.final_url) else replace(page, final_url=None)


def _unread(page: Page, error: Exception | None) -> FetchError:
    """The failure to read a page that was had. One of ours costs this page only; a later version of the program may read it."""
    if isinstance(error, FetchError):
        return error
    log.warning("%s could not be read: %s", page.url, said(error) if error else "the reader gave no article")
    return FetchError(page.url, UNREAD, retryable=True)


def _wrong(page: Page) -> str:
    """Name the first field of a page that holds what it cannot, "" if none does: sources of pages are anybody's code."""
    kinds = (("url", str), ("content_type", str), ("body", bytes), ("status", int), ("final_url", (str, NoneType)))
    return next((name for name, kind in kinds if not isinstance(getattr(page, name), kind)), "")


def _is_one(article: Article, more: Article) -> bool:
    """Whether two are parts of one article: of the same day, called "Rain barrels" and "Rain barrels (page 2)"."""
    if article.published and more.published and str(article.published)[:10] != str(more.published)[:10]:
        return False
    short, long = sorted((article.title.casefold(), more.title.casefold()), key=len)
    return not short or long.startswith(short)


def _together(text: str, more: str, part: int) -> str:
    """Two parts of an article, the footnotes of both behind them; those of the second under names of their own."""
    (first, notes), (second, others) = _split(text), _split(more)
    for label in {found[1] for found in _DEFINED.finditer(others)}:
        second, others = (each.replace(f"[^{label}]", f"[^{label}-{part}]") for each in (second, others))
    return "\n\n".join(each for each in (first, second, notes, others) if each)


def _split(text: str) -> tuple[str, str]:
    """A text without the footnotes at its end, and these."""
    blocks = text.split("\n\n")
    end = len(blocks)
    while end and _DEFINED.fullmatch(blocks[end - 1]):
        end -= 1
    return "\n\n".join(blocks[:end]), "\n\n".join(blocks[end:])


def offline_source(url: str) -> Page:
    """Be the source of pages of a machine that works offline: every page is left for later."""
    raise FetchError(url, OFFLINE, retryable=True)


def _words(error: OSError) -> str:
    """Return the error's own words where it has any for people; requests' hold only other exceptions."""
    first = error.args[0] if error.args else ""
    return error.strerror or (first if isinstance(first, str) else "") or "the network is unreachable"


def _address(url: str) -> str:
    address = clean(url)
    if not address:
        raise FetchError(url, "only http and https addresses are fetched")
    return address


def _is_no_article(answer: Article | FetchError) -> bool:
    return not answer.retryable if isinstance(answer, FetchError) else answer.verdict != "article"
