"""How hosts are treated by a real fetcher at a real server: what asked for a rest gets it, and few are asked at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from vault_inbox.errors import FetchError
from vault_inbox.web.fetching.fetch import Fetcher
from vault_inbox.web.fetching.manners import AT_ONCE, Manners

if TYPE_CHECKING:
    from conftest import Handler, Site


@pytest.fixture
def fetch(site: Site) -> Fetcher:
    return Fetcher(allow_private=(f"127.0.0.1:{site.port}", f"localhost:{site.port}"), deadline=10.0)


def asked(site: Site) -> list[str]:
    return [path for path, _ in site.requests]


@pytest.mark.parametrize("status", [429, 503])
def test_r30_a_host_that_asked_for_a_rest_is_not_asked_before_its_time(site: Site, fetch: Fetcher, status: int) -> None:
    site.routes["/busy"] = (status, {"Retry-After": "120"}, b"")
    site.routes["/other"] = (200, {}, b"<p>Here</p>")
    with pytest.raises(FetchError):
        fetch(site.url("/busy"))
    with pytest.raises(FetchError) as caught:
        fetch(site.url("/other"))
    assert caught.value.retryable
    assert caught.value.retry_after == pytest.approx(120, abs=10)
    assert asked(site) == ["/busy"]


def test_r30_another_host_is_asked_all_the_same(site: Site, fetch: Fetcher) -> None:
    site.routes["/busy"] = (429, {}, b"")
    site.routes["/other"] = (200, {}, b"<p>Here</p>")
    with pytest.raises(FetchError):
        fetch(site.url("/busy"))
    assert fetch(f"http://localhost:{site.port}/other").status == 200


@pytest.mark.parametrize("status", [408, 500, 502])
def test_r30_a_page_that_is_broken_says_nothing_of_its_host(site: Site, fetch: Fetcher, status: int) -> None:
    site.routes["/broken"] = (status, {}, b"")
    site.routes["/other"] = (200, {}, b"<p>Here</p>")
    with pytest.raises(FetchError):
        fetch(site.url("/broken"))
    assert fetch(site.url("/other")).status == 200


def test_r30_the_host_that_answered_rests_and_not_the_one_that_led_there(site: Site, fetch: Fetcher) -> None:
    short = f"http://localhost:{site.port}"
    site.routes["/short"] = (302, {"Location": site.url("/busy")}, b"")
    site.routes["/busy"] = (429, {"Retry-After": "300"}, b"")
    site.routes["/other"] = (200, {}, b"<p>Here</p>")
    for _ in range(2):
        with pytest.raises(FetchError) as caught:
            fetch(f"{short}/short")
        assert caught.value.url == f"{short}/short"
        assert caught.value.retry_after == pytest.approx(300, abs=10)
    assert fetch(f"{short}/other").status == 200
    assert asked(site) == ["/short", "/busy", "/short", "/other"]


def test_r30_few_pages_are_asked_of_a_host_at_a_time(site: Site, fetch: Fetcher) -> None:
    lock, full = threading.Lock(), threading.Event()
    now = most = 0

    def slow(handler: Handler) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
            if now == AT_ONCE:
                full.set()
        full.wait(5)
        threading.Event().wait(0.05)  # time in which one more could come
        with lock:
            now -= 1
        handler.reply(200, {}, b"<p>Here</p>")

    for number in range(6):
        site.routes[f"/{number}"] = slow
    with ThreadPoolExecutor(6) as pool:
        pages = list(pool.map(lambda number: fetch(site.url(f"/{number}")), range(6)))
    assert [page.status for page in pages] == [200] * 6
    assert most == AT_ONCE


def test_r30_who_waits_too_long_for_others_is_told_to_come_again() -> None:
    manners = Manners()
    with manners.turn("x.test", "https://x.test/1", 1), manners.turn("x.test", "https://x.test/2", 1):
        with pytest.raises(FetchError) as caught, manners.turn("x.test", "https://x.test/3", 0.01):
            pass
        assert caught.value.retryable
    with manners.turn("x.test", "https://x.test/3", 0.01):
        pass


def test_r30_a_rest_ends_and_is_a_minute_where_the_host_did_not_say() -> None:
    now = 1000.0
    manners = Manners(lambda: now)
    manners.let_rest("x.test", None)
    manners.let_rest("x.test", 5)  # a shorter one does not end the longer
    for now, left in ((1000.0, 60.0), (1059.0, 1.0)):  # noqa: B007 - the clock reads it
        with pytest.raises(FetchError) as caught, manners.turn("x.test", "https://x.test/", 1):
            pass
        assert caught.value.retry_after == left
    now = 1060.0
    with manners.turn("x.test", "https://x.test/", 1):
        pass
