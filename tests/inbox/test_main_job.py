"""The main job through the public door: a drop becomes a finished note."""

from __future__ import annotations

import os
import re
import shutil
import socket
from datetime import date, datetime
from pathlib import Path

import frontmatter
import pytest

from vault_inbox import Inbox

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PSF = "20250918_114949_rss_The_2025_PSF_Board_Election_is_Open_.txt"
PSF_TEXT = """RSS Feed: Simon Willison's Weblog
Source: https://simonwillison.net/atom/everything/
Link: https://simonwillison.net/2025/Sep/9/psf-board-election/#atom-everything

The 2025 PSF Board Election is Open!

The 2025 PSF Board Election is Open! The Python Software Foundation's annual board member election is taking place right now, \
with votes (from …) accepted …
"""


@pytest.fixture
def psf(vault, write, site):
    for name in ("PSF board notes", "Python Software Foundation", "Python", "SQLite"):
        write(f"24-computing/{name}.md", (EXAMPLES / f"vault/24-computing/{name}.md").read_text())
    for name in ("Compost", "Tomatoes", "Watering"):
        write(f"12-garden/{name}.md", (EXAMPLES / f"vault/12-garden/{name}.md").read_text())
    write(f"Inbox/{PSF}", PSF_TEXT)
    return Inbox(vault, pages=site(EXAMPLES / "site").__getitem__)


def test_an_rss_drop_becomes_a_finished_note(psf, vault):
    (outcome,) = psf.run()
    assert (outcome.status, outcome.error) == ("created", None)
    assert outcome.note == "24-computing/The 2025 PSF Board Election is Open!.md"
    text = (vault / outcome.note).read_text()
    note = frontmatter.loads(text)
    expected = {
        "type": "note",
        "category": "24-computing",
        "created": datetime(2025, 9, 18, 11, 49, 49),
        "status": "draft",
        "source": "rss",
        "url": "https://simonwillison.net/2025/Sep/9/psf-board-election/",
        "author": "Simon Willison",
        "published": date(2025, 9, 9),
        "original_file": PSF,
    }
    assert {name: note[name] for name in expected} == expected
    assert re.fullmatch(r"[0-9a-f]{16}", note["inbox_id"])
    assert {"python-software-foundation", "election"} <= set(note["tags"])


def test_the_note_has_no_xml_no_chrome_no_entity_and_one_scraped_section(psf, vault):
    (outcome,) = psf.run()
    text = (vault / outcome.note).read_text()
    xml_and_entities = ("<?xml", "<feed", "<entry", "&#x27;", "&amp;", "&lt;")
    chrome = ("another page and must not", "Recent articles", "Subscribe", "Posted")
    assert [foreign for foreign in (*xml_and_entities, *chrome) if foreign in text] == []
    assert re.findall(r"^## .*$", text, re.MULTILINE) == [
        "## summary",
        "## content",
        "## Scraped from https://simonwillison.net/2025/Sep/9/psf-board-election/",
        "## connections",
    ]
    assert text.count("# The 2025 PSF Board Election is Open!\n") == 1
    assert "Four seats are to be filled this year." in text


def test_the_note_links_to_a_related_note_and_says_why(psf, vault):
    (outcome,) = psf.run()
    text = (vault / outcome.note).read_text()
    connections = text.partition("## connections\n")[2].strip().split("\n")
    assert connections[0] == "- processed from RSS: [Simon Willison's Weblog](https://simonwillison.net/)"
    assert any(re.fullmatch(r"- \[\[(PSF board notes|Python Software Foundation)\]\] \(.+\)", line) for line in connections[1:])
    assert not any("Tomatoes" in line or "Compost" in line for line in connections)


def test_the_original_is_kept_byte_for_byte_and_a_second_run_does_nothing(psf, vault):
    psf.run()
    before = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    assert (vault / ".vault-inbox/originals/2025-09" / PSF).read_text() == PSF_TEXT
    assert not (vault / "Inbox" / PSF).exists()
    assert psf.run() == []
    assert {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("page", "says"),
    [("gone.html", "404"), ("consent.html", "consent")],
)
def test_a_bad_page_leaves_a_useful_note_from_the_drops_own_text(vault, write, site, page, says):
    pages = {p.body: p for p in site(EXAMPLES / "site").values()}
    bad = pages[(EXAMPLES / "site" / page).read_bytes()]
    write("Inbox/20250918_114949_share_Attic.txt", f"The attic saved us a third of the gas.\n\n{bad.url}\n")
    (outcome,) = Inbox(vault, pages=lambda url: bad).run()
    text = (vault / outcome.note).read_text()
    assert outcome.status == "created"
    assert "The attic saved us a third of the gas." in text
    (line,) = re.findall(r"^> Not fetched: .*\.$", text, re.MULTILINE)
    assert says in line
    assert "partners" not in text
    assert "Sorry" not in text


def _no_answer(*_args: object, **_options: object) -> list[object]:
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


@pytest.mark.parametrize("how", ["by a setting", "no name is resolved"])
def test_with_the_network_off_every_drop_still_becomes_a_note(vault, monkeypatch, how):
    shutil.copytree(EXAMPLES / "vault", vault, dirs_exist_ok=True)
    for path in vault.rglob("*"):
        os.utime(path, (1_758_200_000, 1_758_200_000))
    drops = sum(path.is_file() for path in (vault / "Inbox").rglob("*"))
    if how == "by a setting":
        monkeypatch.setenv("VAULT_INBOX_OFFLINE", "1")
    monkeypatch.setattr(socket, "getaddrinfo", _no_answer)
    outcomes = Inbox(vault).run()
    assert {outcome.status for outcome in outcomes} == {"created", "pending"}
    assert len({outcome.drop for outcome in outcomes}) == drops
    for outcome in outcomes:
        text = (vault / outcome.note).read_text()
        assert (frontmatter.loads(text)["status"] == "pending") == (outcome.status == "pending")
        assert ("> Not fetched yet: " in text) == (outcome.status == "pending")
    assert [path for path in (vault / "Inbox").rglob("*") if path.is_file()] == []
    assert Inbox(vault).run() == []
