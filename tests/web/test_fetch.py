"""Fetching from a real server: redirects, limits, failures in plain words, and nothing that hangs."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest

from vault_inbox.errors import ConfigError, FetchError
from vault_inbox.web.fetching.fetch import Fetcher

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Handler, Internet, Site

HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def fetch(site: Site) -> Fetcher:
    return Fetcher(allow_private=(f"127.0.0.1:{site.port}",), deadline=10.0)


def test_a_page_comes_as_it_is(site: Site, fetch: Fetcher) -> None:
    site.routes["/a"] = (200, HTML, "<p>Grüße</p>".encode())
    page = fetch(site.url("/a#part"))
    assert (page.url, page.final_url) == (site.url("/a#part"), site.url("/a"))
    assert (page.status, page.content_type, page.body.decode()) == (200, "text/html; charset=utf-8", "<p>Grüße</p>")


@pytest.mark.parametrize("status", [401, 403, 404, 410, 418, 451])
def test_an_error_page_is_a_page(site: Site, fetch: Fetcher, status: int) -> None:
    site.routes["/a"] = (status, HTML, b"<p>No</p>")
    assert fetch(site.url("/a")).status == status


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 520])
def test_a_server_that_cannot_now_is_asked_again_later(site: Site, fetch: Fetcher, status: int) -> None:
    site.routes["/a"] = (status, {}, b"busy")
    with pytest.raises(FetchError, match=f"the page answers {status}") as caught:
        fetch(site.url("/a"))
    assert caught.value.retryable
    assert caught.value.retry_after is None


def test_an_interim_answer_is_no_page(site: Site, fetch: Fetcher) -> None:
    def hints(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 9)

    site.routes["/a"] = hints
    with pytest.raises(FetchError, match="interim answer") as caught:
        fetch(site.url("/a"))
    assert caught.value.retryable


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120), ("0", 0), (" 7 ", 7), ("9" * 400, 7 * 86400), ("soon", None), ("-5", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0)],
)
def test_r30_retry_after_is_passed_on(site: Site, fetch: Fetcher, header: str, seconds: float | None) -> None:
    site.routes["/a"] = (503, {"Retry-After": header}, b"")
    with pytest.raises(FetchError) as caught:
        fetch(site.url("/a"))
    assert caught.value.retry_after == seconds


def test_r30_retry_after_may_be_a_date(site: Site, fetch: Fetcher) -> None:
    site.routes["/a"] = (429, {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)}, b"")
    with pytest.raises(FetchError) as caught:
        fetch(site.url("/a"))
    assert caught.value.retry_after == pytest.approx(3600, abs=30)


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, fetch: Fetcher, status: int) -> None:
    site.routes["/a"] = (status, {"Location": "b/c?d=1#e"}, b"")
    site.routes["/b/c?d=1"] = (200, HTML, b"there")
    page = fetch(site.url("/a"))
    assert (page.body, page.url, page.final_url) == (b"there", site.url("/a"), site.url("/b/c?d=1"))


def test_a_redirect_may_name_its_target_in_utf8(site: Site, fetch: Fetcher) -> None:
    site.routes["/a"] = (302, {"Location": "/gr\u00c3\u00bc\u00c3\u009fe"}, b"")  # as a server writes the bytes of "/grüße"
    site.routes["/gr%C3%BC%C3%9Fe"] = (200, HTML, b"there")
    assert fetch(site.url("/a")).body == b"there"


def test_five_redirects_are_followed_and_no_more(site: Site, fetch: Fetcher) -> None:
    for number in range(7):
        site.routes[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")
    site.routes["/7"] = (200, HTML, b"there")
    assert fetch(site.url("/2")).body == b"there"
    with pytest.raises(FetchError, match="redirects more than 5 times") as caught:
        fetch(site.url("/1"))
    assert not caught.value.retryable


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{other}/",
        "http://0x7f.1:{other}/",
        "http://localhost:{other}/",
        "//[::1]:{other}/",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "http://user@127.0.0.1:{port}/b",
        "http://127.0.0.1:22/",
        "http://[bad",
    ],
)
def test_r37_a_redirect_to_a_forbidden_place_is_not_followed(internet: Internet, site: Site, target: str) -> None:
    internet.site = site
    internet.names = {"site.test": ["93.184.216.34"], "localhost": ["127.0.0.1"]}
    site.routes["/"] = (302, {"Location": target.format(port=site.port, other=site.port + 1)}, b"")
    with pytest.raises(FetchError) as caught:
        Fetcher()("http://site.test/")
    assert not caught.value.retryable
    assert internet.dialled == [("93.184.216.34", 80)]


def test_r38_the_body_of_a_redirect_is_never_read(site: Site, fetch: Fetcher) -> None:
    hung_up = threading.Event()

    def announce_and_wait(handler: Handler) -> None:
        handler.reply(302, {"Location": "/b", "Content-Encoding": "gzip"}, b"", length=1 << 30)
        if handler.connection.recv(1) == b"":  # the client hangs up: a body that never comes was not waited for
            hung_up.set()

    site.routes["/a"] = announce_and_wait
    site.routes["/b"] = (200, HTML, b"there")
    assert fetch(site.url("/a")).body == b"there"
    assert hung_up.wait(5)


def test_a_redirect_without_a_target_is_a_page_without_a_body(site: Site, fetch: Fetcher) -> None:
    site.routes["/a"] = (302, {}, b"text")
    page = fetch(site.url("/a"))
    assert (page.status, page.body) == (302, b"")


def test_cookies_live_for_one_fetch(site: Site, fetch: Fetcher) -> None:
    site.routes["/a"] = (302, {"Location": "/b", "Set-Cookie": "seen=1"}, b"")
    site.routes["/b"] = (200, HTML, b"there")
    fetch(site.url("/a"))
    fetch(site.url("/b"))
    assert [headers.get("Cookie") for path, headers in site.requests] == [None, "seen=1", None]


@pytest.mark.parametrize(
    ("markup", "followed"),
    [
        ('<meta http-equiv="refresh" content="0; url=/b">', True),
        ("<noscript><META content='5;URL=\"/b\"' HTTP-EQUIV=Refresh></noscript>", True),
        ('<meta http-equiv="refresh" content="0;url=/b?x=1&amp;y=2">', True),
        ('<meta http-equiv="refresh" content="30; url=/b">', False),
        ('<meta http-equiv="refresh" content="0">', False),
        ('<!-- <meta http-equiv="refresh" content="0; url=/b"> -->', False),
        ('<meta http-equiv="refresh" content="0; url=/a">', False),
        ('<meta http-equiv="refresh" content="0; url=/b">' + "<p>text</p>" * 2000, False),
    ],
)
def test_a_page_that_only_leads_on_is_followed_once(site: Site, fetch: Fetcher, markup: str, followed: bool) -> None:
    site.routes["/a"] = (200, HTML, f"<html>{markup}</html>".encode())
    site.routes["/b"] = site.routes["/b?x=1&y=2"] = (200, HTML, b"<html><meta http-equiv=refresh content='0;url=/c'>there")
    assert (b"there" in fetch(site.url("/a")).body) is followed


def test_r37_a_page_does_not_lead_into_the_private_network(site: Site, fetch: Fetcher) -> None:
    site.routes["/a"] = (200, HTML, b'<html><meta http-equiv="refresh" content="0; url=http://127.0.0.1:1/">')
    with pytest.raises(FetchError, match="private network"):
        fetch(site.url("/a"))


# Limits


def drip(data: bytes) -> Callable[[Handler], None]:
    def slowly(handler: Handler) -> None:
        handler.wfile.write(data)
        while not handler.server.ending.wait(0.02):
            handler.wfile.write(b"x")

    return slowly


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n",
    ],
    ids=["status line", "headers", "body without length", "body", "interim answer"],
)
def test_r38_a_drip_is_cut_by_the_deadline(site: Site, start: bytes) -> None:
    site.routes["/a"] = drip(start)
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"longer than 0\.3 seconds") as caught:
        Fetcher(allow_private=("127.0.0.1",), deadline=0.3)(site.url("/a"))
    assert caught.value.retryable
    assert time.monotonic() - began < 15  # it would drip for ever


def test_r38_a_handshake_that_never_ends_is_cut(site: Site) -> None:
    with pytest.raises(FetchError) as caught:  # a server that answers a TLS greeting with nothing: plain HTTP waits for a line's end
        Fetcher(allow_private=("127.0.0.1",), deadline=0.3)(f"https://127.0.0.1:{site.port}/")
    assert caught.value.retryable


def test_r38_a_name_server_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, internet: Internet) -> None:
    answered = threading.Event()

    def silent(*args: object) -> list[object]:
        answered.wait(20)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    try:
        with pytest.raises(FetchError) as caught:
            Fetcher(deadline=0.2)("http://slow.test/")
    finally:
        answered.set()
    assert caught.value.retryable


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"\0" * (1 << 20)
    return b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()


@pytest.mark.parametrize("layout", ["one stream", "many members"])
def test_r38_a_decompression_bomb_costs_no_memory(site: Site, layout: str) -> None:
    packed = bomb(256 << 20) if layout == "one stream" else gzip.compress(b"\0" * (1 << 20)) * 200
    site.routes["/a"] = (200, {"Content-Encoding": "gzip"}, packed)
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="larger than 2 MB") as caught:
            Fetcher(allow_private=("127.0.0.1",), max_bytes=2_000_000)(site.url("/a"))
        peak = tracemalloc.get_traced_memory()[1] - len(packed)
    finally:
        tracemalloc.stop()
    assert not caught.value.retryable
    assert peak < 8_000_000


def endless(headers: bytes, data: bytes) -> Callable[[Handler], None]:
    def pour(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n")
        while not handler.server.ending.is_set():
            handler.wfile.write(data)

    return pour


@pytest.mark.parametrize(
    ("headers", "data"),
    [
        (b"", b"x" * 65536),
        (b"Content-Length: 99999999999999999999999999\r\n", b"x" * 65536),
        (b"Content-Encoding: gzip\r\n", gzip.compress(b"") * 3000),  # much on the wire, nothing when unpacked
    ],
    ids=["no length", "huge length", "empty members"],
)
def test_r38_an_endless_body_is_cut_at_the_cap(site: Site, headers: bytes, data: bytes) -> None:
    site.routes["/a"] = endless(headers, data)
    with pytest.raises(FetchError, match="larger than 1 MB"):
        Fetcher(allow_private=("127.0.0.1",), max_bytes=1_000_000)(site.url("/a"))


def chunked(data: bytes) -> Callable[[Handler], None]:
    def answer(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + data)
        handler.close_connection = True

    return answer


@pytest.mark.parametrize("packing", [b"", b"Content-Encoding: gzip\r\n"])
def test_r38_a_chunk_of_less_than_nothing_costs_no_memory(site: Site, packing: bytes) -> None:
    sent = b"x" * (1 << 20)

    def pour(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + packing + b"\r\n-1\r\n")
        for _ in range(30):
            handler.wfile.write(sent)
        handler.close_connection = True

    site.routes["/a"] = pour
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="broke off") as caught:
            Fetcher(allow_private=("127.0.0.1",), max_bytes=2_000_000)(site.url("/a"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert caught.value.retryable
    assert peak < 8_000_000


@pytest.mark.parametrize(
    "size", ["-5", "-1", "-0", "+5", "0x5", "0X5", "1_1", "1 0", " 5", "5 5", "\t5", "5x", "five", "", "٥", "5\0", "5,5"]
)
def test_r38_what_is_no_size_of_a_chunk_is_told(site: Site, fetch: Fetcher, size: str) -> None:
    text = b"hello, all of you" if size == "1_1" else b"hello"  # as Python's own reading would have it
    site.routes["/a"] = chunked(size.encode() + b"\r\n" + text + b"\r\n0\r\n\r\n")
    with pytest.raises(FetchError, match="broke off") as caught:
        fetch(site.url("/a"))
    assert caught.value.retryable


@pytest.mark.parametrize("more", ["0" * 70_000, "5;" + "x" * 70_000, "5" + " " * 70_000], ids=["digits", "extension", "blanks"])
def test_r38_the_line_of_a_chunk_has_a_bound(site: Site, fetch: Fetcher, more: str) -> None:
    site.routes["/a"] = chunked(more.encode() + b"\r\nhello\r\n0\r\n\r\n")
    with pytest.raises(FetchError, match="broke off"):
        fetch(site.url("/a"))


@pytest.mark.parametrize(
    "data",
    [
        b"5\r\nhello\r\n0\r\n\r\n",
        b"2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
        b"0005\r\nhello\r\n000\r\n\r\n",
        b"5;name=value\r\nhello\r\n0;last\r\nX-Trailer: y\r\n\r\n",
        b"5 ; name\r\nhello\r\n0\r\n\r\n",
        b"5   \r\nhello\r\n0\t\r\n\r\n",  # as old servers pad it
        b"5\nhello\r\n0\n\n",
        b"5\r\nhello\r\n0",  # hangs up behind its last digit
    ],
)
def test_chunks_are_put_together(site: Site, fetch: Fetcher, data: bytes) -> None:
    site.routes["/a"] = chunked(data)
    assert fetch(site.url("/a")).body == b"hello"


@pytest.mark.parametrize("size", [b"1a", b"1A"])
def test_the_size_of_a_chunk_is_hexadecimal(site: Site, fetch: Fetcher, size: bytes) -> None:
    site.routes["/a"] = chunked(size + b"\r\n" + b"x" * 26 + b"\r\n0\r\n\r\n")
    assert fetch(site.url("/a")).body == b"x" * 26


@pytest.mark.parametrize("count", [20, 5000])
def test_r38_headers_have_a_cap(site: Site, fetch: Fetcher, count: int) -> None:
    def many(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (number, b"x" * 5000) for number in range(count)) + b"\r\n")

    site.routes["/a"] = many
    with pytest.raises(FetchError):
        fetch(site.url("/a"))


TEXT = b"The quick brown fox. " * 5000


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT[:50_000]) + gzip.compress(TEXT[50_000:])),
        ("gzip", gzip.compress(TEXT) + b"trailing rubbish"),
        ("deflate", zlib.compress(TEXT)),
        ("Deflate", zlib.compress(TEXT)[2:-4]),
        ("identity", TEXT),
    ],
)
def test_packed_pages_are_unpacked(site: Site, fetch: Fetcher, coding: str, packed: bytes) -> None:
    site.routes["/a"] = (200, {"Content-Encoding": coding}, packed)
    assert fetch(site.url("/a")).body == TEXT


@pytest.mark.parametrize(
    ("coding", "body", "words", "retryable"),
    [
        ("br", b"x", "cannot be read", False),
        ("gzip, gzip", b"x", "cannot be read", False),
        ("gzip", b"\x1f\x8bnot gzip at all", "damaged", True),
    ],
)
def test_r38_other_packings_are_refused(site: Site, fetch: Fetcher, coding: str, body: bytes, words: str, retryable: bool) -> None:
    site.routes["/a"] = (200, {"Content-Encoding": coding}, body)
    with pytest.raises(FetchError, match=words) as caught:
        fetch(site.url("/a"))
    assert caught.value.retryable is retryable


def test_a_body_that_breaks_off_is_no_page(site: Site, fetch: Fetcher) -> None:
    def breaks_off(handler: Handler) -> None:
        handler.reply(200, HTML, b"only this", length=5000)
        handler.close_connection = True

    site.routes["/a"] = breaks_off
    with pytest.raises(FetchError, match="broke off") as caught:
        fetch(site.url("/a"))
    assert caught.value.retryable


@pytest.mark.parametrize("lengths", [b"Content-Length: 5\r\nContent-Length: 500\r\n", b"Content-Length: 5, 500\r\n"])
def test_an_answer_of_two_lengths_is_asked_for_again(site: Site, fetch: Fetcher, lengths: bytes) -> None:
    def answer(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + lengths + b"\r\nhello")
        handler.close_connection = True

    site.routes["/a"] = answer
    with pytest.raises(FetchError, match="the page came damaged") as caught:
        fetch(site.url("/a"))
    assert caught.value.retryable


@pytest.mark.parametrize("lengths", [b"Content-Length: 5\r\nContent-Length: 5\r\n", b"Content-Length: 5, 5\r\n", b"Content-Length: 5,\r\n"])
def test_a_length_may_be_told_twice(site: Site, fetch: Fetcher, lengths: bytes) -> None:
    def answer(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + lengths + b"\r\nhello")
        handler.close_connection = True

    site.routes["/a"] = answer
    assert fetch(site.url("/a")).body == b"hello"


# Failures in plain words


def test_no_such_name_is_tried_again(internet: Internet) -> None:
    with pytest.raises(FetchError, match=r"no site was found at nowhere\.test") as caught:
        Fetcher()("http://nowhere.test/")
    assert caught.value.retryable


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (OSError(101, "Network is unreachable"), "the network is unreachable"),
        (OSError(113, "No route to host"), "the network is unreachable"),
        (ConnectionRefusedError(111, "refused"), "the site refuses connections"),
        (TimeoutError("timed out"), "the site did not answer in time"),
    ],
)
def test_a_network_failure_is_told_in_plain_words_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, internet: Internet, failure: OSError, words: str
) -> None:
    def fail(self: socket.socket, address: object) -> None:
        raise failure

    monkeypatch.setattr(socket.socket, "connect", fail)
    internet.names = {"site.test": ["93.184.216.34"]}
    with pytest.raises(FetchError) as caught:
        Fetcher()("http://site.test/")
    assert (caught.value.reason, caught.value.retryable) == (words, True)


# TLS


@pytest.mark.parametrize(
    ("certificate", "url", "trusted", "words"),
    [
        ("site.pem", "https://site.test/", True, ""),
        ("site.pem", "https://Sub.Site.test./", True, ""),
        ("site.pem", "https://other.test/", True, "for another site"),
        ("site.pem", "https://93.184.216.34/", True, "for another site"),
        ("expired.pem", "https://site.test/", True, "has expired"),
        ("site.pem", "https://site.test/", False, "cannot be checked"),
    ],
)
def test_certificates_are_checked_against_the_name(
    internet: Internet, secure_site: Callable[[str], Site], tls_folder: Path, certificate: str, url: str, trusted: bool, words: str
) -> None:
    internet.site = secure_site(certificate)
    internet.site.routes["/"] = (200, HTML, b"secret")
    internet.names = {name: ["93.184.216.34"] for name in ("site.test", "sub.site.test", "other.test")}
    fetch = Fetcher(ca_bundle=str(tls_folder / "ca.pem") if trusted else "")
    if not words:
        assert fetch(url).body == b"secret"
        return
    with pytest.raises(FetchError, match=words) as caught:
        fetch(url)
    assert not caught.value.retryable


# Proxies


def test_a_proxy_is_asked_and_names_are_left_to_it(internet: Internet, site: Site) -> None:
    internet.site = site
    internet.names = {"proxy.lan": ["10.0.0.3"]}
    site.routes["http://site.test/a"] = (302, {"Location": "/b"}, b"")
    site.routes["http://site.test/b"] = (200, HTML, b"through the proxy")
    page = Fetcher(proxy="http://me:pw@proxy.lan:3128")("http://site.test/a")
    assert (page.body, page.final_url) == (b"through the proxy", "http://site.test/b")
    assert set(internet.looked_up) == {"proxy.lan"}
    assert set(internet.dialled) == {("10.0.0.3", 3128)}
    assert site.requests[0][1]["Proxy-Authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://localhost/",
        "http://a.localhost/",
        "http://router/",
        "http://printer.local/",
        "http://wiki.internal/",
        "http://nas.home.arpa/",
        "http://10.1/",
        "http://site.test:22/",
        "https://192.168.1.1/",
        "http://127.0.0.1\u200b/",
        "http://127.0.0.1\u200d/",
        "http://nas\u2060.local\ufe0f/",
        "http://127.0.0.1;/",
        "http://127.0.0.1,site.test/",
    ],
)
def test_r37_a_proxy_is_not_asked_for_local_names(internet: Internet, site: Site, url: str) -> None:
    internet.site = site
    with pytest.raises(FetchError) as caught:
        Fetcher(proxy="http://10.0.0.3:3128")(url)
    assert not caught.value.retryable
    assert internet.dialled == []


def test_r37_a_proxied_redirect_to_a_local_name_is_not_followed(internet: Internet, site: Site) -> None:
    internet.site = site
    site.routes["http://site.test/"] = (302, {"Location": "http://localhost/"}, b"")
    with pytest.raises(FetchError, match="private network"):
        Fetcher(proxy="http://10.0.0.3:3128")("http://site.test/")
    assert len(site.requests) == 1


def test_hosts_that_the_owner_named_are_not_asked_of_the_proxy(site: Site) -> None:
    site.routes["/a"] = (200, HTML, b"direct")
    assert Fetcher(proxy="http://127.0.0.1:1", allow_private=("127.0.0.1",))(site.url("/a")).body == b"direct"


@pytest.mark.parametrize(("port", "words"), [(0, "the proxy does not let the page through"), (1, "the proxy cannot be reached")])
def test_a_proxy_that_does_not_serve_is_told(site: Site, port: int, words: str) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        Fetcher(proxy=f"http://127.0.0.1:{port or site.port}")("https://site.test/")
    assert caught.value.retryable


@pytest.mark.parametrize("settings", [{"proxy": "socks5://127.0.0.1:9"}, {"proxy": "proxy.lan:3128"}, {"ca_bundle": "/no/such/file"}])
def test_settings_that_cannot_be_used_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        Fetcher(**settings)


def test_the_environment_is_not_trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, site: Site, fetch: Fetcher) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/no/such/file")
    (tmp_path / ".netrc").write_text("default login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    site.routes["/a"] = (200, HTML, b"fine")
    assert fetch(site.url("/a")).body == b"fine"
    assert "Authorization" not in site.requests[0][1]


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_r37_the_environment_does_not_say_which_certificates_are_trusted(
    monkeypatch: pytest.MonkeyPatch, internet: Internet, secure_site: Callable[[str], Site], tls_folder: Path, name: str
) -> None:
    monkeypatch.setenv(name, str(tls_folder / "ca.pem"))
    internet.site = secure_site("site.pem")
    internet.names = {"site.test": ["93.184.216.34"]}
    with pytest.raises(FetchError, match="certificate"):
        Fetcher()("https://site.test/")
    assert internet.site.requests == []


@pytest.mark.parametrize("value", ["*", "site.test", ".test"])
def test_r37_the_environment_does_not_lead_around_the_proxy(
    monkeypatch: pytest.MonkeyPatch, internet: Internet, site: Site, value: str
) -> None:
    monkeypatch.setenv("NO_PROXY", value)
    monkeypatch.setenv("no_proxy", value)
    internet.site = site
    site.routes["http://site.test/a"] = (200, HTML, b"through the proxy")
    assert Fetcher(proxy="http://10.0.0.3:3128")("http://site.test/a").body == b"through the proxy"
    assert internet.dialled == [("10.0.0.3", 3128)]


def test_r37_a_proxy_without_a_certificate_to_be_trusted_is_told_nothing(internet: Internet, secure_site: Callable[[str], Site]) -> None:
    internet.site = secure_site("site.pem")
    with pytest.raises(FetchError, match="certificate"):
        Fetcher(proxy="https://10.0.0.3:3128")("http://site.test/")
    assert internet.site.requests == []


# Threads


def test_several_threads_share_a_fetcher_and_none_is_left(site: Site, fetch: Fetcher) -> None:
    for number in range(12):
        site.routes[f"/{number}"] = (302, {"Location": f"/{number}/b", "Set-Cookie": f"c={number}"}, b"")
        site.routes[f"/{number}/b"] = (200, HTML, str(number).encode())
    before = threading.active_count()
    bodies: dict[int, bytes] = {}
    threads = [threading.Thread(target=lambda n=n: bodies.update({n: fetch(site.url(f"/{n}")).body})) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bodies == {number: str(number).encode() for number in range(12)}
    assert not [t for t in threading.enumerate() if isinstance(t, threading.Timer) or t.name.startswith("resolve")]
    assert threading.active_count() <= before + 12  # the server's own


def test_close_ends_what_is_being_fetched(site: Site, fetch: Fetcher) -> None:
    asked = threading.Event()

    def silent(handler: Handler) -> None:
        asked.set()
        handler.server.ending.wait(20)

    site.routes["/a"] = silent

    def close() -> None:
        asked.wait(10)
        fetch.close()

    closer = threading.Thread(target=close)
    closer.start()
    with pytest.raises(FetchError, match="the program is stopping") as caught:
        fetch(site.url("/a"))
    assert caught.value.retryable
    closer.join()
    with pytest.raises(FetchError, match="the program is stopping"):
        fetch(site.url("/b"))
