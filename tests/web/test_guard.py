"""Which addresses are dialled: every spelling of a private one must lead to no connection at all."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING

import pytest

from vault_inbox.errors import ConfigError, FetchError
from vault_inbox.web.fetching.fetch import Fetcher
from vault_inbox.web.fetching.guard import Guard, is_public, target_of

if TYPE_CHECKING:
    from conftest import Handler, Internet, Site

FORBIDDEN = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0x7f.1/",
    "http://127.0.0.1./",
    "http://127.255.255.254/",
    "http://0/",
    "http://0.0.0.0/",
    "http://00000000000/",
    "http://10.0.0.1/",
    "http://10.1/",
    "http://0xa000001/",
    "http://167772161/",
    "http://100.64.0.1/",
    "http://100.100.100.200/",
    "http://169.254.169.254/",
    "http://0xa9fea9fe/",
    "http://2852039166/",
    "http://0251.0376.0251.0376/",
    "http://169.254.43518/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.0.0.1/",
    "http://192.0.0.192/",
    "http://192.0.2.1/",
    "http://192.88.99.1/",
    "http://192.168.1.1/",
    "http://192.168.257/",
    "http://198.18.0.1/",
    "http://198.19.255.255/",
    "http://198.51.100.7/",
    "http://203.0.113.9/",
    "http://224.0.0.1/",
    "http://239.255.255.250/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://4294967295/",
    "http://168.63.129.16/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[0:0:0:0:0:ffff:0a00:0001]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:c0a8:101::1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::10.0.0.1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[2001:10::1]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[fec0::1]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",
    "http://[ff02::1]/",
    "http://[100::1]/",
    "http://[4000::1]/",
    "http://[5f00::1]/",
    "http://127。0。0。1/",
    "http://127．0．0．1/",
    "http://127｡0｡0｡1/",
    "http://１２７.０.０.１/",
    "http://①②⑦.0.0.1/",
    "http://127.0.0.1\xad/",
    "http://1.2.3.4.5/",
    "http://256.1.1.1/",
    "http://0x100000000/",
    "http://1.2.3.0x/",
    "http://127.0.0.1:80/",
    "https://127.0.0.1/",
    "http://user@127.0.0.1/",
    "http://user:pass@example.org/",
    "http://example.org@127.0.0.1/",
    "http://127.0.0.1#@example.org/",
    "http://example.org\\@127.0.0.1/",
    "http://127.0.0.1\\@example.org/",
    "http://example.org%2f@127.0.0.1/",
    "http://%31%32%37.0.0.1/",
    "http://127.0.0.1%00.example.org/",
    "http://127.0.0.1%23.example.org/",
    "file:///etc/passwd",
    "ftp://example.org/",
    "gopher://127.0.0.1:6379/_x",
    "javascript:alert(1)",
    "data:text/html,x",
    "obsidian://open",
    "HTTP://127.0.0.1/",
    "http:///x",
    "http://[::1",
    "http:127.0.0.1",
    "http://example.org:22/",
    "http://example.org:6379/",
    "http://example.org:0/",
    "http://example.org:99999/",
    "http://example.org:8o/",
    "http://8.8.8.8:25/",
    "//example.org/",
    "example.org",
    "http://0X7F.0X1/",
    "http://０x7f.1/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://[64:ff9b::8.8.8.8]/",
    "http://[::FFFF:7F00:0001]/",
    "http://[0000:0000:0000:0000:0000:0000:0000:0001]/",
    "http://[::1]:443/",
    "http://[::127.0.0.1%251]/",
    "http://[v1.fe80::1]/",
    "http://127.0.\n0.1/",
    "ht\ntp://127.0.0.1/",
    "http://\x00127.0.0.1/",
    "http://user:@127。0。0。1/",
    "http://example.org:80@127.0.0.1/",
    "http://example.org;@127.0.0.1/",
    "unix:///var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    "jar:http://127.0.0.1!/",
    "dict://127.0.0.1:11211/",
    "ldap://127.0.0.1/",
    "view-source:http://127.0.0.1/",
    "https://example.org:25/",
    "http://[fe80::1%25lo0]:80/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[64:ff9b:1:fffe::a9fe:a9fe]/",
    "http://[2002:a9fe:a9fe::]/",
    "http://[2001:0:0:0:0:0:5601:5601]/",
    "http://[2001:2::1]/",
    "http://[2001:20::1]/",
    "http://[::ffff:127.1]/",
    "http://[::ffff:0x7f.1]/",
    "http://[::127.1]/",
    "http://[ff05::1:3]/",
    "http://[[::1]]/",
    "http://[::1].example.org/",
    "http://[::1%00]/",
    "http://192.0.0.8/",
    "http://0.0.0.1/",
    "http://0xffffffff/",
    "http://4294967296/",
    "http://18446744071562067969/",
    "http://127.1.1.1.1/",
    "http://09.0.0.1/",
    "http://00000000000000000000000000177.1/",
    "http://127.0x00000000000000000000000001/",
    "http://0x/",
    "http://127.0.0.1../",
    "http://.127.0.0.1/",
    "http://127.。0.0.1/",
    "http://127%2e0%2e0%2e1/",
    "http://127.0.0.1%3a80/",
    "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏/",
    "http://⑫7.0.0.1/",
    "http://١٢٧.٠.٠.١/",
    "http://0x7f。1/",
    "http://127․0․0․1/",
    "http://2130706433./",
    "http://127.0.0.1\u200b/",
    "http://127.0.0.1\u200d/",
    "http://127.0.0.1\u2060/",
    "http://127.0.0.1\ufe0f/",
    "http://127.0.0.1\t/",
    "http://127.0.0.1\r\n/",
    "http:\\\\127.0.0.1/",
    "http:/\\127.0.0.1/",
    "http:////127.0.0.1/",
    "http://127.0.0.1:+80/",
    "http://127.0.0.1:８０/",
    "http://127.0.0.1;/",
    "http://127.0.0.1,example.org/",
    "http://(127.0.0.1)/",
    "http://example.org'/",
    "http://example.org:-80/",
]

PRIVATE_NAMES = {
    "loopback.test": ["127.0.0.1"],
    "mixed.test": ["93.184.216.34", "10.0.0.7"],
    "six.test": ["2606:2800:220:1:248:1893:25c8:1946", "::1"],
    "mapped.test": ["::ffff:10.0.0.1"],
    "scoped.test": ["fe80::1%2"],
    "metadata.test": ["169.254.169.254"],
    "localhost": ["127.0.0.1"],
    "router": ["192.168.1.1"],
    "odd.test": ["not an address"],
}


@pytest.mark.parametrize("url", FORBIDDEN)
def test_r37_no_spelling_of_a_forbidden_address_is_dialled(internet: Internet, url: str) -> None:
    internet.names = {"example.org": ["93.184.216.34"], "127.0.0.1": ["93.184.216.34"]}
    with pytest.raises(FetchError) as caught:
        Fetcher()(url)
    assert internet.dialled == []
    assert not caught.value.retryable
    assert caught.value.url == url


@pytest.mark.parametrize("name", PRIVATE_NAMES)
def test_r37_a_name_with_one_private_answer_is_not_dialled(internet: Internet, name: str) -> None:
    internet.names = PRIVATE_NAMES
    with pytest.raises(FetchError, match="private network"):
        Fetcher()(f"http://{name}/")
    assert internet.dialled == []
    assert internet.looked_up == [name]


def test_a_name_is_resolved_once_and_that_answer_dialled(internet: Internet, site: Site) -> None:
    internet.site = site
    internet.names = {"rebind.test": ["93.184.216.34"]}
    site.routes["/"] = (200, {}, b"fine")
    assert Fetcher()("http://rebind.test/").body == b"fine"
    assert internet.looked_up == ["rebind.test"]
    assert internet.dialled == [("93.184.216.34", 80)]


def test_r37_a_name_that_is_rebound_between_two_fetches_is_judged_anew(internet: Internet, site: Site) -> None:
    internet.site = site
    site.routes["/"] = (200, {}, b"fine")
    fetch = Fetcher()
    internet.names = {"rebind.test": ["93.184.216.34"]}
    assert fetch("http://rebind.test/").body == b"fine"
    internet.names = {"rebind.test": ["127.0.0.1"]}
    with pytest.raises(FetchError, match="private network"):
        fetch("http://rebind.test/")
    assert internet.dialled == [("93.184.216.34", 80)]


def test_r37_a_name_that_is_rebound_before_a_redirect_to_itself_is_judged_anew(internet: Internet, site: Site) -> None:
    internet.site = site
    internet.names = {"rebind.test": ["93.184.216.34"]}

    def rebind(handler: Handler) -> None:
        internet.names = {"rebind.test": ["169.254.169.254"]}
        handler.reply(302, {"Location": "/latest/meta-data/"}, b"")

    site.routes["/"] = rebind
    with pytest.raises(FetchError, match="private network"):
        Fetcher()("http://rebind.test/")
    assert internet.dialled == [("93.184.216.34", 80)]


def test_r37_a_name_that_turns_with_every_answer_is_dialled_where_it_was_judged(
    monkeypatch: pytest.MonkeyPatch, internet: Internet, site: Site
) -> None:
    internet.site = site
    answers = iter(["93.184.216.34", "127.0.0.1", "10.0.0.1"])
    look_up = socket.getaddrinfo

    def turning(host: str, port: int, *args: int) -> object:
        internet.names = {host: [next(answers)]}
        return look_up(host, port, *args)

    monkeypatch.setattr(socket, "getaddrinfo", turning)
    site.routes["/"] = (200, {}, b"fine")
    assert Fetcher()("http://turning.test/").body == b"fine"
    assert internet.dialled == [("93.184.216.34", 80)]


def test_the_next_address_is_tried_when_the_first_is_dead(monkeypatch: pytest.MonkeyPatch, internet: Internet, site: Site) -> None:
    internet.site = site
    internet.names = {"two.test": ["93.184.216.34", "8.8.4.4"]}
    site.routes["/"] = (200, {}, b"second")
    dial = socket.socket.connect

    def dead_first(self: socket.socket, address: tuple[str, int]) -> None:
        if address[0] == "93.184.216.34":
            raise ConnectionRefusedError(111, "refused")
        dial(self, address)

    monkeypatch.setattr(socket.socket, "connect", dead_first)
    assert Fetcher()("http://two.test/").body == b"second"


@pytest.mark.parametrize(
    "url",
    [
        "http://8.8.8.8/",
        "http://134744072/",
        "http://0x8.8.8.8/",
        "https://example.org:8443/",
        "http://example.org:8080/x",
        "http://EXAMPLE.org./",
    ],
)
def test_the_public_web_is_dialled(internet: Internet, url: str) -> None:
    internet.names = {"example.org": ["93.184.216.34"]}
    with pytest.raises(FetchError, match="the site refuses connections"):
        Fetcher()(url)
    assert len(internet.dialled) == 1


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("1.1.1.1", True),
        ("172.15.255.255", True),
        ("172.32.0.0", True),
        ("100.63.255.255", True),
        ("100.128.0.0", True),
        ("223.255.255.255", True),
        ("168.63.129.15", True),
        ("192.0.1.1", True),
        ("2606:4700::1111", True),
        ("2001:4860:4860::8888", True),
        ("2001:200::1", True),
        ("3ffe::1", True),
        ("2001:1ff:ffff::1", False),
        ("1fff::1", False),
    ],
)
def test_the_table_ends_where_the_registries_say(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("http://example.org.:80/a?b#c", "http://example.org/a?b"),
        ("https://example.org:443/", "https://example.org/"),
        ("http://example。org/ü", "http://example.org/ü"),
        (" http://0x8.8.8.8:8080/ ", "http://8.8.8.8:8080/"),
        ("http://[2606:4700:0::1]/", "http://[2606:4700::1]/"),
    ],
)
def test_an_address_has_one_normal_spelling(url: str, normal: str) -> None:
    target = target_of(url)
    assert not isinstance(target, str)
    assert target.url == normal


@pytest.mark.parametrize(
    ("entry", "url", "dialled"),
    [
        ("127.0.0.1", "http://127.0.0.1:5000/", True),
        ("127.0.0.1:5000", "http://127.0.0.1:5000/", True),
        ("127.0.0.1:5000", "http://127.0.0.1:5001/", False),
        ("127.0.0.1:5000", "http://127.0.0.1/", False),
        ("127.0.0.0/8", "http://127.9.9.9:9999/", True),
        ("127.0.0.0/8", "http://10.0.0.1/", False),
        ("::1", "http://[::1]/", True),
        ("[::1]:81", "http://[::1]:81/", True),
        ("[::1]:81", "http://[::1]:82/", False),
        ("fd00::/8", "http://[fd12::1]/", True),
        ("nas.test", "http://NAS.test/", True),
        ("NAS.test:5000", "http://nas.test:5000/", True),
        ("nas.test:5000", "http://nas.test/", False),
        ("nas.test", "http://other.test/", False),
        ("192.168.0.0/16", "http://nas.test/", True),
        ("10.0.0.1", "http://[::ffff:10.0.0.1]/", False),
    ],
)
def test_allow_private_opens_what_it_names_and_no_more(internet: Internet, entry: str, url: str, dialled: bool) -> None:
    internet.names = {"nas.test": ["192.168.1.9"], "other.test": ["192.168.1.9"]}
    with pytest.raises(FetchError) as caught:
        Fetcher(allow_private=(entry,))(url)
    assert bool(internet.dialled) is dialled, caught.value


@pytest.mark.parametrize("entry", ["", "10.0.0.0/99", "host:port", "host:0", "host:70000", "http://nas/", "a b", "[::1"])
def test_a_malformed_allow_private_is_refused(entry: str) -> None:
    with pytest.raises(ConfigError, match="allow_private"):
        Guard([entry])
