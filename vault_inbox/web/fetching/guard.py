"""Which addresses may be dialled: the public web and what the machine's owner named, however an address is spelled.

Nothing here opens a socket. Every rule answers with a reason in plain words, "" where there is none against the address.
"""

from __future__ import annotations

import re
import socket
import unicodedata
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit, urlunsplit

from ...errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable

IPAddress: TypeAlias = IPv4Address | IPv6Address
_Network: TypeAlias = IPv4Network | IPv6Network

NOT_VALID = "the address is not valid"
PRIVATE = "the address leads into a private network"

_WEB_PORTS = frozenset({80, 443, 8080, 8443})
_DEFAULT_PORTS = {"http": 80, "https": 443}

# Our own table and not `ipaddress.is_global`, which in Python 3.11 calls 2002::/16, 64:ff9b:1::, ::7f00:1, 192.0.0.192 and 224.0.0.1
# global. Source: the IANA special-purpose address registries, and 168.63.129.16, where Azure answers its machines.
_CLOSED_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# Only 2000::/3 is handed out for the public internet; the rest (loopback, mapped, NAT64, local, multicast) lies outside it.
_OPEN_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: holds any IPv4 address
        "3fff::/20",  # documentation
    )
)

# Names that mean something only inside a network (RFC 6761, 6762, 8375, ICANN's .internal, and what routers are shipped with).
_LOCAL_NAME = re.compile(r"(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa)$")
# No name holds these, and a proxy that splits an address at one of them would be asked for another host than was judged.
_NO_HOST = re.compile(r"[\s!-,/;-@\[-^`{-~]")
_NUMERIC_LABEL = re.compile(r"(?:\d+|0x[0-9a-f]*)$")


def is_public(address: IPAddress) -> bool:
    """Whether an address belongs to a machine of the public internet."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_V4)
    return address.scope_id is None and address in _OPEN_V6 and not any(address in network for network in _CLOSED_V6)


def literal(host: str) -> IPAddress | None:
    """Return the address that a host *is*, in any spelling that resolvers accept (`0x7f.1`, `2130706433`, `::1`), `None` for a name.

    Raises `ValueError` for a host that looks like an address and is none; so does a scoped one (`fe80::1%eth0`).
    """
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    if ":" in bare:
        address = IPv6Address(bare)
        if address.scope_id is not None:
            raise ValueError(host)
        return address
    if not _NUMERIC_LABEL.match(bare.rpartition(".")[2].lower()):
        return None
    try:
        return IPv4Address(socket.inet_aton(bare))
    except OSError as error:
        raise ValueError(host) from error


@dataclass(frozen=True, slots=True)
class Target:
    """A checked web address: its normal spelling without a fragment, and the host and port to be dialled."""

    url: str
    host: str
    port: int

    @property
    def address(self) -> IPAddress | None:
        """The address that the host is, `None` for a name."""
        return literal(self.host)


def target_of(url: str) -> Target | str:
    """Read a web address the way it will be dialled; the answer is a reason (a string) where it is not one to be fetched.

    Hosts are folded as browsers do (NFKC, which also turns `。` into a dot; lower case; no final dot), so that an address in disguise
    is seen as what it is.
    """
    text = url.strip()
    if any(unicodedata.category(character) == "Cc" for character in text) or "\\" in re.split("[?#]", text, maxsplit=1)[0]:
        return NOT_VALID
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return NOT_VALID
    if parts.scheme not in _DEFAULT_PORTS:
        return "only http and https addresses are fetched"
    if "@" in parts.netloc:
        return "the address holds a user name or password"
    host = _folded_host(parts.hostname or "")
    if not host or port == 0:
        return NOT_VALID
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        netloc += f":{port}"
    return Target(urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, "")), host, port or _DEFAULT_PORTS[parts.scheme])


def _folded_host(host: str) -> str:
    folded = unicodedata.normalize("NFKC", host).replace("。", ".").lower().removesuffix(".")
    if _NO_HOST.search(folded) or not all(folded.split(".")):
        return ""
    try:
        address = literal(folded)
    except ValueError:
        return ""
    return str(address) if address else folded


@dataclass(frozen=True, slots=True)
class _Rule:
    """One entry of `allow_private`: a name or a network, on every port or on one."""

    name: str = ""
    network: _Network | None = None
    port: int | None = None

    def covers(self, host: str, port: int, address: IPAddress | None) -> bool:
        if self.port not in (None, port):
            return False
        if self.network is None:
            return host == self.name
        return address is not None and address.version == self.network.version and address in self.network


class Guard:
    """Says of every address whether it may be dialled.

    `allow_private` names what else than the public web is open: hosts (`nas.local`, `192.168.1.5`), networks (`192.168.1.0/24`), both
    on every port, and `host:port` for one port only. A malformed entry raises `ConfigError`.
    """

    def __init__(self, allow_private: Iterable[str] = ()) -> None:
        self._rules = tuple(_rule(entry) for entry in allow_private)

    def trusts(self, host: str, port: int, address: IPAddress | None) -> bool:
        """Whether the machine's owner named this host or network."""
        return any(rule.covers(host, port, address) for rule in self._rules)

    def against(self, host: str, port: int, address: IPAddress) -> str:
        """Return the reason why this host may not be dialled at this address, "" if it may."""
        if self.trusts(host, port, address):
            return ""
        if not is_public(address):
            return PRIVATE
        return _against_port(port)

    def against_proxying(self, target: Target) -> str:
        """Return the reason why a proxy may not be asked for this target, "" if it may: nothing is resolved, but local names are known."""
        if target.address is not None:
            return self.against(target.host, target.port, target.address)
        if "." not in target.host or _LOCAL_NAME.search(target.host):
            return PRIVATE
        return _against_port(target.port)


def _against_port(port: int) -> str:
    return "" if port in _WEB_PORTS else f"port {port} is not one that web pages use"


def _rule(entry: str) -> _Rule:
    text = entry.strip().lower()
    try:
        if "/" in text:
            return _Rule(network=ip_network(text, strict=False))
        host, port = _split_port(text)
        address = literal(host)
        if address is not None:
            return _Rule(network=ip_network(address), port=port)
    except ValueError as error:
        raise ConfigError(f"allow_private: {entry!r} is not a host, host:port or network") from error
    if not host or not re.fullmatch(r"[\w.-]+", host):
        raise ConfigError(f"allow_private: {entry!r} is not a host, host:port or network")
    return _Rule(name=host.removesuffix("."), port=port)


def _split_port(text: str) -> tuple[str, int | None]:
    """`nas:5000` -> ("nas", 5000), `[::1]:80` -> ("[::1]", 80), `::1` -> ("::1", None)."""
    host, colon, port = text.rpartition(":")
    if not colon or (":" in host and not host.endswith("]")):
        return text, None
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError(text)
    return host, int(port)
