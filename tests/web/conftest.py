"""A real web server on the loopback, and a scripted internet whose every road leads to it."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TLS = Path(__file__).parent / "tls"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        self.server.requests.append((self.path, dict(self.headers.items())))
        answer = self.server.routes.get(self.path, (404, {}, b"no such page"))
        with suppress(OSError):  # the client may hang up: that is what many tests are about
            if callable(answer):
                answer(self)
            else:
                self.reply(*answer)

    def do_CONNECT(self) -> None:
        self.server.requests.append((self.path, dict(self.headers.items())))
        self.reply(403, {}, b"")

    def reply(self, status: int, headers: dict[str, str], body: bytes, length: int | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body) if length is None else length), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


class Site(ThreadingHTTPServer):
    """`routes` maps a path to (status, headers, body) or to a function of the handler; `requests` holds what was asked for."""

    daemon_threads = False
    block_on_close = True

    def __init__(self, certificate: str = "") -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes: dict[str, tuple[int, dict[str, str], bytes] | Callable[[Handler], None]] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.ending = threading.Event()
        self.port: int = self.server_address[1]
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(TLS / certificate)
            # The handshake belongs to the connection's own thread, not to the one that accepts.
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        pass

    def stop(self) -> None:
        self.ending.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


class Internet:
    """What names resolve to, and what was dialled. Public addresses lead to the loopback site, whatever the port."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: dict[str, list[str]] = {}
        self.looked_up: list[str] = []
        self.dialled: list[tuple[str, int]] = []
        self.site: Site | None = None
        connect = socket.socket.connect
        internet = self

        def getaddrinfo(host: str, port: int, *args: object, **kwargs: object) -> list[tuple[object, ...]]:
            internet.looked_up.append(host)
            if host not in internet.names:
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            return [
                (socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port, 0, 0) if ":" in ip else (ip, port))
                for ip in internet.names[host]
            ]

        def dial(self: socket.socket, address: tuple[str, int]) -> None:
            internet.dialled.append((address[0], address[1]))
            if internet.site is None:
                raise ConnectionRefusedError(111, "refused")
            connect(self, ("127.0.0.1", internet.site.port))

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        monkeypatch.setattr(socket.socket, "connect", dial)


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    yield server
    server.stop()


@pytest.fixture
def secure_site() -> Iterator[Callable[[str], Site]]:
    servers: list[Site] = []

    def start(certificate: str) -> Site:
        servers.append(Site(certificate))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def internet(monkeypatch: pytest.MonkeyPatch) -> Internet:
    return Internet(monkeypatch)


@pytest.fixture
def tls_folder() -> Path:
    return TLS
