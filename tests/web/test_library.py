"""Each page is asked for once; failures are remembered as long as they deserve."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import requests

from vault_inbox.errors import FetchError
from vault_inbox.model import Article, Page
from vault_inbox.web.fetching.manners import ASKED
from vault_inbox.web.library import Library, offline_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from vault_inbox.model import Verdict

FEED = b"""<rss version="2.0"><channel><title>News</title><link>https://x.test/</link>
<item><title>One</title><link>https://x.test/1</link><description>&lt;p&gt;Text of one&lt;/p&gt;</description></item></channel></rss>"""


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Source:
    """Gives a page for every address, or raises what it is told to; remembers what it was asked for."""

    def __init__(self, body: bytes = b"<html><p>Hello") -> None:
        self.body = body
        self.failure: BaseException | None = None
        self.asked: list[str] = []

    def __call__(self, url: str) -> Page:
        self.asked.append(url)
        if self.failure:
            raise self.failure
        return Page(url, "text/html", self.body)


def read(page: Page) -> Article:
    return Article(url=page.url, text=page.body.decode())


def test_a_page_is_fetched_once_in_whatever_spelling() -> None:
    source = Source()
    library = Library(source, [read])
    articles = [
        library.article(url)
        for url in ("https://x.test/a?utm_source=y#part", "http://www.x.test/a/", "https://X.test/a", "https://x.test:443/a?fbclid=1")
    ]
    assert source.asked == ["https://x.test/a"]
    assert all(article is articles[0] for article in articles)
    library.article("https://x.test/b")
    assert len(source.asked) == 2


def test_only_the_last_pages_are_kept() -> None:
    source = Source()
    library = Library(source, [read], size=2)
    for name in ("a", "b", "a", "c", "a", "b"):
        library.article(f"https://x.test/{name}")
    assert [url[-1] for url in source.asked] == ["a", "b", "c", "b"]


@pytest.mark.parametrize(
    ("verdict", "later", "asked"),
    [("article", 3590, 1), ("article", 3610, 2), ("consent wall", 0, 2), ("error page", 0, 2)],
)
def test_another_run_asks_again_for_what_was_no_article_and_one_run_does_not(verdict: Verdict, later: float, asked: int) -> None:
    source, clock = Source(), Clock()
    library = Library(source, [lambda page: replace(read(page), verdict=verdict)], clock=clock)
    for _ in range(2):
        library.article("https://x.test/")
    assert len(source.asked) == 1
    clock.now += later
    library.begin_run()
    library.article("https://x.test/")
    assert len(source.asked) == asked


@pytest.mark.parametrize(
    ("failure", "asked"),
    [
        (FetchError("https://x.test/", "certificate has expired"), 2),
        (KeyError("https://x.test/"), 2),
        (FetchError("https://x.test/", "busy", retryable=True, retry_after=300), 1),
        (TimeoutError(), 1),
    ],
)
def test_another_run_asks_again_for_what_will_not_pass_and_keeps_the_wait_of_what_may(failure: BaseException, asked: int) -> None:
    source, clock = Source(), Clock()
    source.failure = failure
    library = Library(source, [read], clock=clock)
    for _ in range(2):
        with pytest.raises(FetchError):
            library.article("https://x.test/")
        library.begin_run()
        clock.now += 20
    assert len(source.asked) == asked
    assert library.wait("https://x.test/") == (260 if getattr(failure, "retry_after", None) else 0)


@pytest.mark.parametrize("failure", [None, FetchError("https://x.test/", "gone")])
def test_a_feed_or_that_there_is_none_is_known_for_its_ten_minutes_whatever_begins(failure: FetchError | None) -> None:
    source, clock = Source(FEED), Clock()
    source.failure = failure
    library = Library(source, clock=clock)
    for later, asked in ((0, 1), (590, 1), (20, 2)):
        clock.now += later
        library.begin_run()
        with contextlib.suppress(FetchError):
            library.entry("https://x.test/feed", "https://x.test/1", "")
        assert len(source.asked) == asked


@pytest.mark.parametrize(
    ("failure", "reason", "retryable"),
    [
        (FetchError("https://x.test/", "gone for good"), "gone for good", False),
        (FetchError("https://x.test/", "busy", retryable=True, retry_after=5), "busy", True),
        (KeyError("https://x.test/"), "no such page in the given source", False),
        (IndexError(), "no such page in the given source", False),
        (requests.exceptions.ConnectionError(OSError("HTTPConnectionPool(…)")), "the network is unreachable", True),
        (ConnectionResetError(104, "Connection reset by peer"), "Connection reset by peer", True),
        (OSError("the archive is closed"), "the archive is closed", True),
        (TimeoutError(), "the network is unreachable", True),
        (ValueError("out of\n  paper"), "the given source of pages failed (out of paper)", True),
    ],
)
def test_every_failure_leaves_as_a_fetch_error_and_is_remembered(failure: BaseException, reason: str, retryable: bool) -> None:
    source, clock = Source(), Clock()
    source.failure = failure
    library = Library(source, [read], clock=clock)
    for _ in range(2):
        with pytest.raises(FetchError) as caught:
            library.article("https://x.test/")
        assert (caught.value.reason, caught.value.retryable) == (reason, retryable)
    assert len(source.asked) == 1
    source.failure = None
    clock.now += 61
    if retryable:
        assert "Hello" in library.article("https://x.test/").text
    else:
        with pytest.raises(FetchError):
            library.article("https://x.test/")
        assert len(source.asked) == 1


def test_a_failure_is_not_forgotten_before_the_server_wants() -> None:
    source, clock = Source(), Clock()
    source.failure = FetchError("https://x.test/", "busy", retryable=True, retry_after=300)
    library = Library(source, [read], clock=clock)
    for step in (0, 61, 200, 60):
        clock.now += step
        with pytest.raises(FetchError) as caught:
            library.article("https://x.test/")
        assert caught.value.retry_after == 300
    assert len(source.asked) == 2


def test_a_source_that_gives_nothing_has_no_such_page() -> None:
    pages: dict[str, Page] = {}
    with pytest.raises(FetchError, match="no such page in the given source") as caught:
        Library(pages.get, [read]).article("https://x.test/")  # type: ignore[arg-type]
    assert not caught.value.retryable


@pytest.mark.parametrize(
    ("change", "name"),
    [({"status": "200"}, "status"), ({"url": 5}, "url"), ({"content_type": 5}, "content_type"), ({"final_url": 5}, "final_url")],
)
def test_a_page_with_a_wrong_field_is_to_be_tried_again(change: dict[str, Any], name: str) -> None:
    page = replace(Page("https://x.test/", "text/html", b"Hello"), **change)
    with pytest.raises(FetchError, match=f"wrong {name}$") as caught:
        Library(lambda _: page, [read]).article("https://x.test/")
    assert caught.value.retryable


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "javascript:alert(1)", "not an address"])
def test_what_is_no_web_address_is_not_asked_for(url: str) -> None:
    source = Source()
    with pytest.raises(FetchError, match="only http and https"):
        Library(source, [read]).article(url)
    assert source.asked == []


def test_offline_leaves_every_page_for_later() -> None:
    with pytest.raises(FetchError, match="working offline") as caught:
        Library(offline_source).article("https://x.test/")
    assert caught.value.retryable


def test_threads_wait_for_one_fetch() -> None:
    entered, go = threading.Event(), threading.Event()
    asked: list[str] = []

    def slow(url: str) -> Page:
        asked.append(url)
        entered.set()
        assert go.wait(10)
        return Page(url, "text/html", b"<p>Hello")

    library = Library(slow, [read])
    articles: list[Article] = []
    threads = [threading.Thread(target=lambda: articles.append(library.article("https://x.test/"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert entered.wait(10)
    go.set()
    for thread in threads:
        thread.join()
    assert len(asked) == 1
    assert len(articles) == 4


def test_a_feed_is_fetched_once_in_ten_minutes() -> None:
    source, clock = Source(FEED), Clock()
    library = Library(source, clock=clock)
    found = library.entry("https://x.test/feed", "https://x.test/1", "")
    assert found is not None
    assert (found.title, found.site) == ("One", "News")
    assert "Text of one" in found.text
    clock.now += 590
    assert library.entry("https://x.test/feed", "https://x.test/2", "Two") is None
    assert len(source.asked) == 1
    clock.now += 20
    assert library.entry("https://x.test/feed", "", "one") is not None
    assert len(source.asked) == 2


@pytest.mark.parametrize(("body", "asked"), [(b"<html><p>no feed", 1), (FEED, 1)])
def test_what_is_no_feed_is_a_fetch_error(body: bytes, asked: int) -> None:
    source = Source(body)
    library = Library(source)
    calls: list[Callable[[], object]] = [lambda: library.entry("https://x.test/feed", "https://x.test/1", "")] * 2
    for call in calls:
        if body is FEED:
            call()
        else:
            with pytest.raises(FetchError, match="not a feed"):
                call()
    assert len(source.asked) == asked


@pytest.mark.parametrize("answer", [ZeroDivisionError("by our own hand"), None], ids=["raises", "gives nothing"])
def test_a_fault_of_the_reader_is_a_failure_of_that_page_alone_and_may_pass(
    answer: Exception | None, caplog: pytest.LogCaptureFixture
) -> None:
    class Reader:
        def page(self, page: Page) -> Article:
            if page.url.endswith("/bad"):
                self._fail()
                return None  # type: ignore[return-value]
            return read(page)

        def entry(self, page: Page, link: str, title: str) -> Article | None:
            if link.endswith("/bad"):
                self._fail()
                return None
            return Article(link, text="Hello")

        def _fail(self) -> None:
            if answer:
                raise answer

    library = Library(Source(), reader=Reader())
    with pytest.raises(FetchError, match=r"the program failed to read the page$") as caught:
        library.article("https://x.test/bad")
    assert (caught.value.url, caught.value.retryable) == ("https://x.test/bad", True)
    assert library.article("https://x.test/good").text.endswith("Hello")
    if answer:
        assert "https://x.test/bad could not be read: by our own hand" in caplog.text
        with pytest.raises(FetchError, match="the program failed"):
            library.entry("https://x.test/feed", "https://x.test/bad", "")
    else:
        assert library.entry("https://x.test/feed", "https://x.test/bad", "") is None
    assert library.entry("https://x.test/feed", "https://x.test/good", "") == Article("https://x.test/good", text="Hello")


@pytest.mark.parametrize(
    ("failure", "had"),
    [
        (ZeroDivisionError("by our own hand"), "Hello"),
        (FetchError("https://x.test/2", "no feed"), "Hello"),
        (FetchError("https://x.test/2", "the process that reads pages does not start", retryable=True), ""),
    ],
)
def test_an_article_whose_next_part_cannot_be_read_now_waits_and_else_ends_there(failure: Exception, had: str) -> None:
    class Reader:
        def page(self, page: Page) -> Article:
            if page.url.endswith("/2"):
                raise failure
            return Article(page.url, text="Hello")

        def entry(self, page: Page, link: str, title: str) -> Article | None:
            raise AssertionError

    library = Library(Source(b'<html><head><link rel="next" href="/rain/2"></head><p>Hello'), reader=Reader())
    if had:
        assert library.article("https://x.test/rain").text == had
    else:
        with pytest.raises(FetchError, match="does not start"):
            library.article("https://x.test/rain")


def test_r30_the_wait_that_a_site_asked_for_is_known_while_it_lasts() -> None:
    now = 0.0

    def source(url: str) -> Page:
        raise FetchError(url, "busy", retryable=True, retry_after=None if "plain" in url else 300.0)

    library = Library(source, clock=lambda: now)
    for url in ("https://x.test/a", "https://x.test/plain"):
        with pytest.raises(FetchError):
            library.article(url)
    waits = []
    for now in (0.0, 100.0, 301.0):  # noqa: B007 - the clock reads it
        waits.append(library.wait("http://www.x.test/a/"))
    assert waits == [300.0, 200.0, 0.0]
    assert [str(library.failure(f"http://www.x.test/{name}")) for name in ("a/", "b")] == ["https://x.test/a: busy", "None"]
    assert library.wait("https://x.test/plain") == 0.0
    assert library.wait("https://x.test/never-asked") == 0.0


def test_a_page_that_was_not_asked_for_since_its_site_rests_is_asked_for_when_that_is_over() -> None:
    source, clock = Source(), Clock()
    source.failure = FetchError("https://x.test/", ASKED, retryable=True, retry_after=5.0)
    library = Library(source, [read], clock=clock)
    for seconds, asked in ((0, 1), (4, 1), (1, 2)):
        clock.now += seconds
        with pytest.raises(FetchError, match=ASKED):
            library.article("https://x.test/")
        assert len(source.asked) == asked
        assert library.wait("https://x.test/") == (1 if seconds == 4 else 5)
