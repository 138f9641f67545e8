"""The only place that dials: connections whose sockets are opened through the guard, and cut when their time is up.

A name is resolved once, every answer is judged, and exactly the judged address is dialled, so no second look-up can bring another
answer. TLS still checks the certificate against the name.
"""

from __future__ import annotations

import re
import socket
import time
from contextlib import suppress
from http.client import HTTPResponse
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Lock, Thread, Timer
from typing import TYPE_CHECKING, TypeAlias

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import InvalidHeader

from ...errors import FetchError
from .failures import UNREACHABLE, told
from .guard import NOT_VALID, PRIVATE, IPAddress, literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from .guard import Guard

Dial: TypeAlias = "Callable[[str, int], socket.socket]"

# RFC 9112, section 7.1: hexadecimal digits, then extensions; servers pad it with blanks, and one may hang up behind its last digit.
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]++)[ \t]*+(?:;|\r?\n?\Z)")
_LONGEST_SIZE = 65_536  # bytes of the line with a chunk's size and extensions; the bound that Python has for any line


class _Answer(HTTPResponse):
    """An answer that tells its length, and its chunks theirs, as it must.

    Python reads a chunk's size by `int`, which takes signs, `0x` and `_`: behind a chunk of -1 bytes it would read, at once and past
    every cap, all that the server ever sends. Two lengths urllib3 refuses as well, but leaves the socket open then.
    """

    def begin(self) -> None:
        super().begin()
        told = ",".join(self.headers.get_all("Content-Length", []))
        lengths = {length.strip() for length in told.split(",")} - {""}
        if len(lengths) > 1 and not self.chunked:
            raise InvalidHeader(f"lengths that differ: {told}")

    def _read_next_chunk_size(self) -> int:
        line = self.fp.readline(_LONGEST_SIZE + 1)
        size = _CHUNK_SIZE.match(line) if len(line) <= _LONGEST_SIZE else None
        if size is None:
            self._close_conn()  # type: ignore[attr-defined]
            raise ValueError("the size of a chunk is no number")  # http.client makes `IncompleteRead` of it
        return int(size[1], 16)


def pool_classes(dial: Dial) -> dict[str, type[HTTPConnectionPool]]:
    """Return urllib3's two pools, their connections' sockets opened by `dial(host, port)`."""

    class Plain(HTTPConnection):
        response_class = _Answer

        def _new_conn(self) -> socket.socket:
            return dial(self._dns_host, self.port)

    class Secure(HTTPSConnection):
        response_class = _Answer

        def _new_conn(self) -> socket.socket:
            return dial(self._dns_host, self.port)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


class Line:
    """The way out for one fetch: its sockets and its deadline, `seconds` from now.

    Read time-outs start again with each byte, so a timer shuts the sockets themselves. What is shut is a duplicate of each: TLS takes
    the first one over, and shutting one shuts both.
    """

    def __init__(self, url: str, guard: Guard, seconds: float) -> None:
        self.url = url
        self.cut_reason = ""
        self._guard = guard
        self._end = time.monotonic() + seconds
        self._twins: list[socket.socket] = []
        self._lock = Lock()
        self._timer = Timer(seconds, self.cut, [f"the site took longer than {seconds:g} seconds"])
        self._timer.daemon = True
        self._timer.start()

    @property
    def left(self) -> float:
        """Seconds until the deadline, never quite 0 (which would mean "do not wait" to a socket)."""
        return max(self._end - time.monotonic(), 0.001)

    def cut(self, reason: str) -> None:
        """Shut every socket of this line; what waits on one ends at once."""
        with self._lock:
            self.cut_reason = self.cut_reason or reason
            for twin in self._twins:
                with suppress(OSError):
                    twin.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Give up the timer and the duplicates."""
        self._timer.cancel()
        self._timer.join()
        with self._lock:
            for twin in self._twins:
                twin.close()
            self._twins.clear()

    def dial(self, host: str, port: int) -> socket.socket:
        """Open a socket to a host of the public web or one that the guard lets pass; raises `FetchError` where it does not."""
        answers = self._addresses(host, port)
        for address in answers:
            reason = self._guard.against(host, port, address)
            if reason:
                raise FetchError(self.url, reason)
        return self._first_open(answers, port)

    def dial_proxy(self, host: str, port: int) -> socket.socket:
        """Open a socket to the proxy of the machine settings, wherever it is."""
        try:
            return self._first_open(self._addresses(host, port), port)
        except FetchError as error:
            raise FetchError(self.url, "the proxy cannot be reached", retryable=True) from error

    def _addresses(self, host: str, port: int) -> list[IPAddress]:
        try:
            address = literal(host)
        except ValueError as error:
            raise FetchError(self.url, NOT_VALID) from error
        return [address] if address else self._resolved(host, port)

    def _resolved(self, host: str, port: int) -> list[IPAddress]:
        """Look a name up in a thread of its own: the system's resolver may take half a minute and cannot be interrupted."""
        found: SimpleQueue[list[str] | Exception] = SimpleQueue()

        def look_up() -> None:
            try:
                found.put([str(answer[4][0]) for answer in socket.getaddrinfo(host, port, socket.AF_UNSPEC, socket.SOCK_STREAM)])
            except (OSError, UnicodeError) as error:
                found.put(error)

        Thread(target=look_up, name=f"resolve {host}", daemon=True).start()
        try:
            answers = found.get(timeout=self.left)
        except Empty:
            raise FetchError(self.url, "the site's name was not found in time", retryable=True) from None
        if isinstance(answers, UnicodeError):
            raise FetchError(self.url, NOT_VALID) from answers
        if isinstance(answers, Exception) or not answers:
            reason = UNREACHABLE if isinstance(answers, OSError) and answers.errno == socket.EAI_AGAIN else f"no site was found at {host}"
            raise FetchError(self.url, reason, retryable=True)
        try:
            return [ip_address(answer) for answer in dict.fromkeys(answers)]
        except ValueError as error:
            raise FetchError(self.url, PRIVATE) from error

    def _first_open(self, addresses: list[IPAddress], port: int) -> socket.socket:
        """Try the addresses in the resolver's order, each with its share of the time that is left."""
        failure: OSError = TimeoutError()
        for position, address in enumerate(addresses):
            try:
                return self._open(address, port, self.left / (len(addresses) - position))
            except OSError as error:
                failure = error
        raise FetchError(self.url, self.cut_reason or told(failure), retryable=True) from failure

    def _open(self, address: IPAddress, port: int, seconds: float) -> socket.socket:
        family = socket.AF_INET if address.version == 4 else socket.AF_INET6
        opened = socket.socket(family, socket.SOCK_STREAM)
        try:
            opened.settimeout(seconds)
            opened.connect((str(address), port))
            with self._lock:
                if self.cut_reason:
                    raise TimeoutError(self.cut_reason)
                self._twins.append(opened.dup())
        except BaseException:  # nobody else would close it; all goes on upwards
            opened.close()
            raise
        return opened
