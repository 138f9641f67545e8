from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vault_inbox.errors import ConfigError
from vault_inbox.settings.machine import MachineSettings, config_path, machine_settings, read_machine_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIG = """\
machine = "mac-mini"
state_dir = "~/state"
cache_dir = "/var/cache/vi"
proxy = "http://proxy.example.org:3128"
ca_bundle = "/etc/ssl/own.pem"
allow_private = ["nas.local:8080", "192.168.1.0/24"]
allow_links = ["/srv/shared"]
offline = true
workers = 2
model = "small"
"""


def read(config: str = "", env: Mapping[str, str] | None = None, **options: object) -> MachineSettings:
    return read_machine_settings(config, "config.toml", {"HOME": "/home/me", **(env or {})}, options)


def refusal(config: str = "", env: Mapping[str, str] | None = None, **options: object) -> str:
    with pytest.raises(ConfigError) as caught:
        read(config, env, **options)
    return str(caught.value)


def test_every_setting_can_stand_in_the_file() -> None:
    assert read(CONFIG) == MachineSettings(
        machine="mac-mini",
        state_dir=Path("/home/me/state"),
        cache_dir=Path("/var/cache/vi"),
        proxy="http://proxy.example.org:3128",
        ca_bundle="/etc/ssl/own.pem",
        allow_private=("nas.local:8080", "192.168.1.0/24"),
        allow_links=(Path("/srv/shared"),),
        offline=True,
        workers=2,
        model="small",
    )


def test_every_setting_has_a_variable() -> None:
    env = {
        "VAULT_INBOX_MACHINE": "mac-mini",
        "VAULT_INBOX_STATE_DIR": "~/state",
        "VAULT_INBOX_CACHE_DIR": "/var/cache/vi",
        "VAULT_INBOX_PROXY": "http://proxy.example.org:3128",
        "VAULT_INBOX_CA_BUNDLE": "/etc/ssl/own.pem",
        "VAULT_INBOX_ALLOW_PRIVATE": "nas.local:8080, 192.168.1.0/24,",
        "VAULT_INBOX_ALLOW_LINKS": "/srv/shared",
        "VAULT_INBOX_OFFLINE": "1",
        "VAULT_INBOX_WORKERS": "2",
        "VAULT_INBOX_MODEL": "small",
    }
    assert len(env) == len(fields(MachineSettings))
    assert read("", env) == read(CONFIG)


def test_the_later_wins() -> None:
    env = {"VAULT_INBOX_OFFLINE": "0", "VAULT_INBOX_WORKERS": "3", "VAULT_INBOX_PROXY": ""}
    settings = read(CONFIG, env, workers=4, state_dir=Path("/given"), allow_links=(Path("/a"), "/b"), model=None)
    assert (settings.machine, settings.offline, settings.proxy, settings.workers) == ("mac-mini", False, "", 4)
    assert (settings.state_dir, settings.allow_links, settings.model) == (Path("/given"), (Path("/a"), Path("/b")), "small")


def test_an_emptied_variable_counts_as_not_set() -> None:
    env = {"VAULT_INBOX_OFFLINE": "", "VAULT_INBOX_STATE_DIR": " ", "VAULT_INBOX_WORKERS": ""}
    assert read(CONFIG, env) == read(CONFIG)


def test_other_variables_do_not_matter() -> None:
    env = {"VAULT_INBOX_VAULT": "/notes", "OFFLINE": "yes", "vault_inbox_workers": "many"}
    assert read("", env) == read()


HOSTS = {
    "nas.local": "nas.local",
    "NAS": "nas",
    "my_host.lan:80": "my_host.lan:80",
    "192.168.1.5": "192.168.1.5",
    "127.0.0.1:8765": "127.0.0.1:8765",
    "10.0.0.0/8": "10.0.0.0/8",
    "fd00::1": "fd00::1",
    "[fd00::1]:8080": "[fd00::1]:8080",
    "fd00::/8": "fd00::/8",
}


@pytest.mark.parametrize(("given", "kept"), HOSTS.items())
def test_private_hosts_are_accepted(given: str, kept: str) -> None:
    assert read("", {"VAULT_INBOX_ALLOW_PRIVATE": given}).allow_private == (kept,)


@pytest.mark.parametrize(
    "given",
    [
        "http://nas.local",
        "nas.local/x",
        "nas.local:0",
        "nas.local:70000",
        "nas.local:x",
        "192.168.1.5/24",
        "*",
        "a b",
        "-",
        "a..b",
        "[::1",
        "::1:x:80000",
    ],
)
def test_what_is_no_private_host_is_refused(given: str) -> None:
    assert "VAULT_INBOX_ALLOW_PRIVATE: allow_private" in refusal("", {"VAULT_INBOX_ALLOW_PRIVATE": given})


REFUSED = {
    "ofline = true": 'config.toml, line 2: there is no setting "ofline"; did you mean "offline"?',
    "offline = 1": "config.toml, line 2: offline = 1 must be true or false",
    "workers = 0": "config.toml, line 2: workers = 0 must be a whole number from 1 to 64",
    'state_dir = "state"': 'config.toml, line 2: state_dir = "state" must be a whole path',
    'allow_links = "/x"': 'config.toml, line 2: allow_links = "/x" must be a list of folders',
    'proxy = "socks5://x"': 'config.toml, line 2: proxy = "socks5://x" must be an address such as',
    'proxy = "http://["': 'config.toml, line 2: proxy = "http://[" must be an address such as',
    'proxy = "me:hunter2@proxy.example.org:3128"': 'config.toml, line 2: proxy = …@proxy.example.org:3128" must be an address such as',
    'proxy = ["http://me:hunter@2@proxy.example.org"]': 'config.toml, line 2: proxy = …@proxy.example.org"] must be one line of text',
    'proxy = "http://me:hunter2@proxy.example.org': "config.toml, line 2: cannot read `proxy = …@proxy.example.org`: the closing quote is",
    "[table]": 'config.toml, line 2: there is no setting "table"',
    "machine = x": "config.toml, line 2: cannot read `machine = x`",
}


@pytest.mark.parametrize(("line", "told"), REFUSED.items())
def test_the_file_is_refused_with_its_line(line: str, told: str) -> None:
    assert refusal(f"# mine\n{line}\n").startswith(told)


VARIABLES = {
    "VAULT_INBOX_OFLINE": ("1", 'VAULT_INBOX_OFLINE: there is no such setting; did you mean "offline"?'),
    "VAULT_INBOX_OFFLINE": ("yes", 'VAULT_INBOX_OFFLINE: offline = "yes" must be true or false, in a variable 1 or 0'),
    "VAULT_INBOX_WORKERS": ("two", 'VAULT_INBOX_WORKERS: workers = "two" must be a whole number'),
    "VAULT_INBOX_CACHE_DIR": ("cache", 'VAULT_INBOX_CACHE_DIR: cache_dir = "cache" must be a whole path'),
}


@pytest.mark.parametrize(("name", "case"), VARIABLES.items())
def test_a_bad_variable_is_refused_by_name(name: str, case: tuple[str, str]) -> None:
    assert refusal("", {name: case[0]}).startswith(case[1])


def test_all_problems_are_told_together() -> None:
    told = refusal("x = 1\nworkers = 0", {"VAULT_INBOX_OFFLINE": "2"}, speed=3, workers="x").split("\n")
    assert [line.partition(":")[0] for line in told] == [
        *("config.toml, line 1", "config.toml, line 2", "VAULT_INBOX_OFFLINE", "option speed", "option workers")
    ]


def test_this_computers_settings_are_read_from_its_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, variable in (("config", "XDG_CONFIG_HOME"), ("state", "XDG_STATE_HOME"), ("cache", "XDG_CACHE_HOME")):
        monkeypatch.setenv(variable, str(tmp_path / name))
    for key in ("STATE_DIR", "CACHE_DIR", "OFFLINE"):
        monkeypatch.delenv(f"VAULT_INBOX_{key}", raising=False)
    if not config_path().is_relative_to(tmp_path):
        pytest.skip("this system's folder for configuration cannot be moved")
    before = machine_settings({})
    assert before == MachineSettings()
    assert before.machine
    assert before.state_dir != before.cache_dir
    assert before.state_dir.is_absolute()
    config_path().parent.mkdir(parents=True)
    config_path().write_bytes(b"\xef\xbb\xbfworkers = 3\r\noffline = true\r\n")
    monkeypatch.setenv("VAULT_INBOX_OFFLINE", "0")
    assert machine_settings({"model": "m"}) == MachineSettings(workers=3, offline=False, model="m")
    config_path().write_bytes(b"workers = \xff")
    with pytest.raises(ConfigError, match=r"config\.toml cannot be read"):
        machine_settings({})
