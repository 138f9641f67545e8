"""The machine settings: what this computer may do. `config.toml`, then `VAULT_INBOX_*` variables, then options; the later wins."""

from __future__ import annotations

import ipaddress
import os
import platform
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import platformdirs

from ..disk_errors import in_words
from ..errors import ConfigError
from .checks import BadValue, did_you_mean, flag, several, text, whole
from .schema import Schema, bad_value, refuse
from .toml import read_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .checks import Check

PREFIX = "VAULT_INBOX_"

_APP = "vault-inbox"
# VAULT_INBOX_VAULT says which vault, VAULT_INBOX_AGENT_LOG is what `service install` says to its own daemon: they are no settings
_OTHER_VARIABLES = frozenset({"vault", "agent_log"})
_LISTS = frozenset({"allow_private", "allow_links"})
_MAY_BE_EMPTY = frozenset({"machine", "proxy", "ca_bundle", "model", *_LISTS})
_HOST = re.compile(r"(?!.*\.\.)[^\W_](?:[\w.-]{0,251}[^\W_])?\.?")


@dataclass(frozen=True, slots=True)
class MachineSettings:
    """The settings of one computer.

    `allow_private` lists hosts, `host:port` or networks in CIDR notation; `allow_links` absolute folders outside the vault; `workers`
    is the number of processes that read pages; `model` names a local model, "" for none. Proxy and CA bundle "" mean none of one's own.
    """

    machine: str = field(default_factory=platform.node)
    state_dir: Path = field(default_factory=lambda: platformdirs.user_state_path(_APP, appauthor=False))
    cache_dir: Path = field(default_factory=lambda: platformdirs.user_cache_path(_APP, appauthor=False))
    proxy: str = ""
    ca_bundle: str = ""
    allow_private: tuple[str, ...] = ()
    allow_links: tuple[Path, ...] = ()
    offline: bool = False
    workers: int = 1
    model: str = ""


def config_path() -> Path:
    """Find this user's `config.toml`, which need not exist."""
    return platformdirs.user_config_path(_APP, appauthor=False) / "config.toml"


def machine_settings(options: Mapping[str, object]) -> MachineSettings:
    """Read this computer's settings from `config.toml` and the environment; `options` win. Raises `ConfigError`."""
    path = config_path()
    try:
        config = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        config = ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {in_words(error)}") from None
    return read_machine_settings(config, str(path), os.environ, options)


def read_machine_settings(config: str, name: str, env: Mapping[str, str], options: Mapping[str, object]) -> MachineSettings:
    """Read the settings from the text of the file called `name`, the environment and options; the later wins.

    In variables lists are comma-separated and booleans are 1 or 0. An option that is `None` was not given. Raises `ConfigError` that
    lists all problems, one a line, each with its line of the file, its variable or its option.
    """
    checks = _checks(env.get("HOME") or env.get("USERPROFILE") or "")
    schema = Schema({(key,): check for key, check in checks.items()}, {})
    entries, problems = read_toml(config)
    found, wrong = schema.read(entries)
    values: dict[str, Any] = {path[0]: entry.value for path, entry in found.items()}
    told: list[str] = []
    given = {key.removeprefix(PREFIX).lower(): value for key, value in env.items() if key.startswith(PREFIX)}
    for key, text_of in given.items():
        if key not in _OTHER_VARIABLES and (text_of.strip() or key in _MAY_BE_EMPTY):  # an emptied variable counts as not set
            _take(key, _from_text(key, text_of), checks, values, told, PREFIX + key.upper())
    for key, value in options.items():
        if value is not None:
            _take(key, value, checks, values, told, f"option {key}")
    try:
        refuse(name, [*problems, *wrong])
    except ConfigError as error:
        told.insert(0, str(error))
    if told:
        raise ConfigError("\n".join(told))
    return MachineSettings(**values)


def private_host(value: Any) -> str:
    """Accept a host (`nas.local`, `192.168.1.5`), a host with a port (`nas.local:8080`, `[fd00::1]:80`) or a network (`10.0.0.0/8`)."""
    wanted = 'a host, "host:port" or a network such as "192.168.1.0/24"'
    given = text(value).casefold()
    if "/" in given:
        try:
            return str(ipaddress.ip_network(given))
        except ValueError as error:
            raise BadValue(f"{wanted} ({error})") from None
    if _is_address(given):
        return given
    host, colon, port = given.rpartition(":") if ":" in given else (given, "", "")
    bracketed = host.startswith("[") and host.endswith("]") and _is_address(host[1:-1])
    if not (bracketed or _HOST.fullmatch(host)) or (colon and not (port.isascii() and port.isdigit() and 0 < int(port) < 65_536)):
        raise BadValue(wanted)
    return given


def _checks(home: str) -> dict[str, Check]:
    folder = _absolute(home)
    return {
        "machine": text,
        "state_dir": folder,
        "cache_dir": folder,
        "proxy": _proxy,
        "ca_bundle": lambda value: str(folder(value)) if value else "",
        "allow_private": several(private_host, "hosts and networks"),
        "allow_links": several(folder, "folders"),
        "offline": _switch,
        "workers": whole(1, 64),
        "model": text,
    }


def _absolute(home: str) -> Callable[[Any], Path]:
    def check(value: Any) -> Path:
        path = text(str(value) if isinstance(value, Path) else value)
        if home and (path == "~" or path.startswith(("~/", "~\\"))):
            path = home + path[1:]
        if not Path(path).is_absolute() or "\0" in path:
            raise BadValue("a whole path, from the root of the disk or from ~")
        return Path(path)

    return check


def _switch(value: Any) -> bool:
    try:
        return flag(value)
    except BadValue:
        raise BadValue("true or false, in a variable 1 or 0") from None


def _proxy(value: Any) -> str:
    address = text(value)
    try:
        parts = urlsplit(address)
        if not address or (parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0):
            return address
    except ValueError:
        pass
    raise BadValue('an address such as "http://proxy.example.org:3128"')


def _is_address(given: str) -> bool:
    try:
        return bool(ipaddress.ip_address(given))
    except ValueError:
        return False


def _from_text(key: str, given: str) -> Any:
    if key in _LISTS:
        return [part.strip() for part in given.split(",") if part.strip()]
    if key == "offline":
        return {"1": True, "0": False}.get(given.strip(), given)
    if key == "workers":
        return int(given) if given.strip().isdecimal() else given
    return given


def _take(key: str, value: object, checks: Mapping[str, Check], values: dict[str, Any], told: list[str], source: str) -> None:
    check = checks.get(key)
    if check is None:
        told.append(f"{source}: there is no such setting{did_you_mean(key, checks) or '.'} Valid: {', '.join(checks)}")
        return
    try:
        values[key] = check(value)
    except BadValue as error:
        told.append(f"{source}: {bad_value((key,), value, error)}")
