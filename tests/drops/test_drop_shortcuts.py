"""Link files of Windows, macOS and Linux."""

from __future__ import annotations

import plistlib

import pytest

from vault_inbox.drops import read_drop, split_drop
from vault_inbox.errors import DropError
from vault_inbox.model import Drop, Reference

URL = "https://example.org/bees?id=1"
INTERNET = "[{000214A0-0000-0000-C000-000000000046}]\r\nProp3=19,11\r\n[InternetShortcut]\r\nIDList=\r\nURL=https://example.org/bees?id=1&utm_source=x\r\n"
DESKTOP = "[Desktop Entry]\nVersion=1.0\nType=Link\nName[de]=Bienen\nName=On bees\nURL=https://example.org/bees?id=1\nIcon=text-html\n"


@pytest.mark.parametrize(
    ("name", "data", "title"),
    [
        ("On bees.url", INTERNET.encode(), "On bees"),
        ("On bees.URL", INTERNET.encode("utf-16"), "On bees"),
        ("Über Bienen.url", ("\ufeff" + INTERNET).encode(), "Über Bienen"),
        ("Untitled.url", INTERNET.replace("bees", "all-about-bees").encode(), "All about bees"),
        ("x.desktop", DESKTOP.encode(), "On bees"),
        ("x.desktop", DESKTOP.replace("Name=On bees\n", "").encode(), "Bienen"),
        ("On bees.webloc", plistlib.dumps({"URL": URL}), "On bees"),
        ("On bees.webloc", plistlib.dumps({"URL": URL}, fmt=plistlib.FMT_BINARY), "On bees"),
    ],
)
def test_link_file(name: str, data: bytes, title: str) -> None:
    drop = Drop(name, data)
    note = read_drop(drop)
    wanted = URL.replace("bees", "all-about-bees") if title == "All about bees" else URL
    assert (note.title, note.url, note.content, note.words) == (title, wanted, "", False)
    assert note.references == (Reference(wanted),)
    assert split_drop(drop) == (drop,)


BOMB = b"""<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<plist version="1.0"><dict><key>URL</key><string>&b;</string></dict></plist>"""


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("x.url", b"[InternetShortcut]\nURL=file:///etc/passwd\n", "no link to a web page"),
        ("x.url", b"[InternetShortcut]\n", "no link to a web page"),
        ("x.url", b"", "empty"),
        ("x.desktop", DESKTOP.replace("Type=Link", "Type=Application").encode(), "no link to a web page"),
        ("x.webloc", b"", "empty"),
        ("x.webloc", BOMB, "damaged"),
        ("x.webloc", b"bplist00" + bytes(range(200)), "damaged"),
        ("x.webloc", b"<plist>", "damaged"),
        ("x.webloc", plistlib.dumps({"URL": 3}), "no link to a web page"),
        ("x.webloc", plistlib.dumps(["https://example.org/"]), "no link to a web page"),
        ("x.webloc", b" " * 5_000_001, "too large"),
    ],
)
def test_no_link_file(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(DropError, match=reason):
        read_drop(Drop(name, data))
