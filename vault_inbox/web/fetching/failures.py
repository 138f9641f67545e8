"""What goes wrong on the way to a page, in the words of the person who waits for it, and whether a later try may succeed."""

from __future__ import annotations

import errno
import re
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import responses
from typing import TYPE_CHECKING

from urllib3.exceptions import DecodeError, InvalidHeader, ProxyError

from ...errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREACHABLE = "the network is unreachable"
_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL})
_MAX_WAIT = 7 * 86_400  # seconds; after seven days a pending note is given up

_CERTIFICATE = (
    ("expired", "the site's certificate has expired"),
    ("mismatch|doesn't match|not valid for", "the site's certificate is for another site"),
    ("self.signed", "the site's certificate is signed by nobody that is trusted"),
)


def later(url: str, status: int, retry_after: str) -> FetchError:
    """Return the error for a status that says "not now", with the wait that the `Retry-After` header asks for."""
    phrase = responses.get(status, "").lower()
    answer = f"{status} ({phrase})" if phrase else str(status)
    return FetchError(url, f"the page answers {answer}", retryable=True, retry_after=_seconds(retry_after))


def _seconds(header: str) -> float | None:
    """Read a `Retry-After` header, which holds seconds or a date; at most seven days."""
    text = header.strip()
    if text.isascii() and text.isdecimal():
        return float(min(int(text[:9]), _MAX_WAIT))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    wait = moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)
    return min(max(wait.total_seconds(), 0.0), _MAX_WAIT)


def fetch_error(url: str, error: Exception, cut_reason: str) -> FetchError:
    """Translate what requests, urllib3 and the system raise; where the line was cut, that explains all that came after it."""
    if cut_reason:
        return FetchError(url, cut_reason, retryable=True)
    causes = list(_causes(error))
    certificate = next((cause for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), None)
    if certificate:
        return FetchError(url, _certificate_words(certificate))
    return FetchError(url, _words(causes), retryable=True)


def told(failure: BaseException) -> str:
    """Return a failure of the system's network calls in plain words."""
    if isinstance(failure, TimeoutError):
        return "the site did not answer in time"
    if isinstance(failure, ConnectionRefusedError):
        return "the site refuses connections"
    if isinstance(failure, OSError) and failure.errno in _NO_ROUTE:
        return UNREACHABLE
    return "the connection broke off"


def _words(causes: list[BaseException]) -> str:
    for kind, words in (
        (ProxyError, "the proxy does not let the page through"),
        (ssl.SSLError, "no secure connection to the site could be made"),
        (DecodeError, "the page came damaged"),
        (InvalidHeader, "the page came damaged"),  # of two lengths, say: a server's or a proxy's fault, which passes
    ):
        if any(isinstance(cause, kind) for cause in causes):
            return words
    return told(next((cause for cause in causes if type(cause).__module__ == "builtins"), causes[0]))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Every exception behind an exception: libraries keep them as causes, contexts, `reason` or arguments."""
    waiting, seen = [error], set()
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        behind = (current.__cause__, current.__context__, getattr(current, "reason", None), *current.args)
        waiting += [cause for cause in behind if isinstance(cause, BaseException)]


def _certificate_words(error: ssl.SSLCertVerificationError) -> str:
    message = f"{error.verify_message} {error}".lower()
    return next((words for sign, words in _CERTIFICATE if re.search(sign, message)), "the site's certificate cannot be checked")
