"""The door to the web: an address in, a `Page` out, or a `FetchError` that says why in the reader's words.

Everything dangerous is bounded: where it dials (guard, wire), how long, how much on the wire, how much after unpacking, how often it is
led on. No cookie outlives one fetch, nothing is read from the environment.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from requests import Request, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidURL, RequestException
from urllib3.exceptions import HTTPError

from ...errors import ConfigError, FetchError
from ...model import Page
from ..sniff import refresh_target
from .failures import fetch_error, later
from .guard import NOT_VALID, Guard, Target, target_of
from .manners import STOPPING, Manners
from .unpack import unpacked
from .wire import Line, pool_classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from requests import PreparedRequest, Response

USER_AGENT = "Mozilla/5.0 (compatible; vault-inbox; reads pages for one person)"
DEADLINE = 20.0  # seconds for one page, redirects included
MAX_BYTES = 10_000_000  # of a body, on the wire and unpacked alike
_MAX_HEADERS = 65_536  # bytes of one answer's headers
_MAX_REDIRECTS = 5
_PIECE = 65_536

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({408, 425, 429})  # the 4xx that say "not now"
_BUSY = frozenset({429, 503})  # said of the whole site, not of one page
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


class Fetcher:
    """Fetches pages of the public web and of the hosts that the machine's owner named.

    `proxy` is an http(s) proxy's address, `ca_bundle` a file or folder of certificates to trust instead of the usual ones,
    `allow_private` what `Guard` takes. `deadline` (seconds) is for one page in all, `max_bytes` for its body. One fetcher may be used
    from several threads. Raises `ConfigError` for settings that cannot be used.
    """

    def __init__(
        self,
        proxy: str = "",
        ca_bundle: str = "",
        allow_private: Sequence[str] = (),
        user_agent: str = USER_AGENT,
        deadline: float = DEADLINE,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        if proxy and urlsplit(proxy).scheme not in ("http", "https"):
            raise ConfigError("proxy: it is not an address that begins with http:// or https://")  # it may hold a password
        if ca_bundle and not Path(ca_bundle).exists():
            raise ConfigError(f"ca_bundle: there is no {ca_bundle!r}")
        self._guard = Guard(allow_private)
        self._manners = Manners()
        self._proxy = proxy
        self._verify: bool | str = ca_bundle or True
        self._headers = {**_HEADERS, "User-Agent": user_agent}
        self._deadline = deadline
        self._max_bytes = max_bytes
        self._lines: set[Line] = set()
        self._lock = Lock()
        self._closed = False

    def __call__(self, url: str) -> Page:
        """Fetch a page, whatever its status below 500; `FetchError` if it could not be had. `final_url` is where it was found."""
        with self._line(url) as line, _session(line, self._headers) as session:
            fetch = _Fetch(session, line, self._guard, self._manners, self._proxy, self._verify, self._max_bytes)
            try:
                return fetch.page()
            except (InvalidURL, UnicodeError) as error:  # an address that requests cannot write
                raise FetchError(url, NOT_VALID) from error
            except (RequestException, HTTPError, OSError) as error:
                raise fetch_error(url, error, line.cut_reason) from error

    def rest(self, url: str) -> float:
        """For how many seconds the site of an address asked to be left alone, 0 if it did not."""
        return max(self._manners.rest(_host(url)), 0.0)

    def close(self) -> None:
        """End what is being fetched, in whatever thread, and fetch no more."""
        with self._lock:
            self._closed = True
            for line in self._lines:
                line.cut(STOPPING)

    @contextmanager
    def _line(self, url: str) -> Iterator[Line]:
        with self._lock:
            if self._closed:
                raise FetchError(url, STOPPING, retryable=True)
            line = Line(url, self._guard, self._deadline)
            self._lines.add(line)
        try:
            yield line
        finally:
            with self._lock:
                self._lines.discard(line)
            line.close()


class _Fetch:
    """One page being fetched: follows redirects by hand, each checked anew, and reads the last answer's body up to the cap."""

    def __init__(
        self, session: Session, line: Line, guard: Guard, manners: Manners, proxy: str, verify: bool | str, max_bytes: int
    ) -> None:
        self._session = session
        self._line = line
        self._guard = guard
        self._manners = manners
        self._proxy = proxy
        self._verify = verify
        self._max_bytes = max_bytes
        self._redirects = 0

    def page(self) -> Page:
        page = self._followed(self._line.url)
        onward = refresh_target(page)
        return self._followed(onward) if onward else page

    def _followed(self, url: str) -> Page:
        while True:
            request = self._request(url)
            host = _host(request.url or url)
            with self._manners.turn(host, self._line.url, self._line.left), closing(self._answer(request)) as response:
                self._take_rest(response, host)
                onward = _location(response, request.url or url)
                if not onward:
                    return self._read(response, request.url or url)
            self._redirects += 1
            if self._redirects > _MAX_REDIRECTS:
                raise self._refusal(f"the site redirects more than {_MAX_REDIRECTS} times")
            url = onward

    def _request(self, url: str) -> PreparedRequest:
        """Check an address, before and after requests has written it its own way (it encodes international names)."""
        request = self._session.prepare_request(Request("GET", self._target(url).url))
        target = self._target(request.url or "")
        reason = self._guard.against_proxying(target) if self._proxied(target) else ""
        if reason:
            raise self._refusal(reason)
        return request

    def _target(self, url: str) -> Target:
        target = target_of(url)
        if isinstance(target, str):
            raise self._refusal(target)
        return target

    def _proxied(self, target: Target) -> bool:
        """Whether the proxy is asked: not for hosts that the owner named as private, which a proxy would not find."""
        return bool(self._proxy) and not self._guard.trusts(target.host, target.port, target.address)

    def _answer(self, request: PreparedRequest) -> Response:
        self._session.close()  # every request has a new connection: the last one's server may close it without saying so
        proxies = dict.fromkeys(("http", "https"), self._proxy) if self._proxied(self._target(request.url or "")) else {}
        return self._session.send(
            request, stream=True, allow_redirects=False, timeout=self._line.left, verify=self._verify, proxies=proxies
        )

    def _take_rest(self, response: Response, host: str) -> None:
        """Raise where a site says "not now"; one that is too busy is left alone for as long as it says."""
        status = response.status_code
        if status < 500 and status not in _LATER:
            return
        error = later(self._line.url, status, response.headers.get("Retry-After", ""))
        if status in _BUSY:
            self._manners.let_rest(host, error.retry_after)
        raise error

    def _read(self, response: Response, url: str) -> Page:
        status = response.status_code
        if status < 200:  # Python's HTTP passes over 100 alone
            raise FetchError(self._line.url, "the site gives only an interim answer", retryable=True)
        if sum(len(name) + len(value) + 4 for name, value in response.headers.items()) > _MAX_HEADERS:
            raise self._refusal("the site's answer has too large a header")
        body = b"" if status in _REDIRECTS else self._body(response)
        return Page(self._line.url, response.headers.get("Content-Type", ""), body, status, url)

    def _body(self, response: Response) -> bytes:
        coding = response.headers.get("Content-Encoding", "").strip().lower()
        if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise self._refusal(f"the page is packed in a way that cannot be read ({coding[:20]})")
        declared = response.headers.get("Content-Length", "")
        if declared.isascii() and declared.isdecimal() and int(declared[:20]) > self._max_bytes:
            raise self._too_large()
        body = bytearray()
        pieces = self._wire(response)
        for piece in pieces if coding in ("", "identity") else unpacked(pieces, _PIECE):
            body += piece
            if len(body) > self._max_bytes:
                raise self._too_large()
        if self._line.cut_reason:  # a shut socket looks like the end of a body without a length
            raise FetchError(self._line.url, self._line.cut_reason, retryable=True)
        return bytes(body)

    def _wire(self, response: Response) -> Iterator[bytes]:
        seen = 0
        while piece := response.raw.read(_PIECE, decode_content=False):
            seen += len(piece)
            if seen > self._max_bytes:
                raise self._too_large()
            yield piece

    def _too_large(self) -> FetchError:
        return self._refusal(f"the page is larger than {self._max_bytes / 1e6:g} MB")

    def _refusal(self, reason: str) -> FetchError:
        return FetchError(self._line.url, reason)


class _Door(HTTPAdapter):
    """requests' way out, through the line; with a proxy, the proxy alone is dialled."""

    def __init__(self, line: Line) -> None:
        self._line = line
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = pool_classes(self._line.dial)

    def cert_verify(self, conn: Any, url: str, verify: bool | str, cert: Any) -> None:
        """Check a proxy's own certificate as well; requests looks only at the address of the page."""
        super().cert_verify(conn, "https://" if conn.scheme == "https" else url, verify, cert)  # type: ignore[no-untyped-call]

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = pool_classes(self._line.dial_proxy)
        return manager


class _OneHop(Session):
    """A session that never looks where a redirect leads: requests would read and unpack the body of every 3xx for it."""

    def get_redirect_target(self, resp: Response) -> None:
        return None


@contextmanager
def _session(line: Line, headers: dict[str, str]) -> Iterator[Session]:
    with _OneHop() as session:
        session.trust_env = False
        session.headers.clear()
        session.headers.update(headers)
        for scheme in ("http://", "https://"):
            session.mount(scheme, _Door(line))
        yield session


def _host(url: str) -> str:
    """Return the host and port of an address."""
    return urlsplit(url).netloc.lower()


def _location(response: Response, base: str) -> str:
    """Return the absolute address that a redirect names, "" if this is none; raises `FetchError` where that is no address.

    Headers come as Latin-1 and are UTF-8 in practice.
    """
    location = response.headers.get("Location", "").strip()
    if response.status_code not in _REDIRECTS or not location:
        return ""
    try:
        return urljoin(base, location.encode("latin-1", "replace").decode("utf-8", "replace"))
    except ValueError as error:
        raise FetchError(base, NOT_VALID) from error
