"""What only looks like ours (a line for a page, where a note came from, an `inbox_id`, header lines) is told from what is ours."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from vault_inbox import FetchError, Inbox, Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., Path]

A = "https://example.org/a"
WORDS = "".join(
    f"<p>The garden in autumn needs compost and patience, said gardener {number}, who knew every bed of it well.</p>" for number in range(8)
)


def page(*, before: str = "", behind: str = "") -> str:
    return f"<html><title>Autumn</title><body><main><article><h1>Autumn</h1>{before}{WORDS}{behind}</article></main></body></html>"


class Site:
    """Pages that do not answer until they are put there."""

    def __init__(self, vault: Path) -> None:
        self.vault = vault
        self.pages: dict[str, Page] = {}

    def __call__(self, url: str) -> Page:
        if url not in self.pages:
            raise FetchError(url, "it did not answer", retryable=True)
        return self.pages[url]

    def put(self, html: str, *, at: str = A) -> None:
        self.pages[A] = Page(at, "text/html", html.encode())

    def run(self) -> str:
        (outcome,) = Inbox(self.vault, pages=self).run()
        assert outcome.note
        return self.read(outcome.note)

    def refresh(self) -> str:
        for path in self.vault.rglob("*.md"):
            os.utime(path, (time.time() - 3600,) * 2)
        (refreshed,) = Inbox(self.vault, pages=self).refresh()
        assert refreshed.outcome.error is None
        return self.read(refreshed.outcome.note or "")

    def read(self, note: str) -> str:
        return (self.vault / note).read_text(encoding="utf-8")


@pytest.fixture
def site(vault: Path) -> Site:
    return Site(vault)


MINE = "> Not fetched yet: seeds from Anna, ask her on Monday."
OWN = f"# Garden plan\n\nThe plan. See [[Compost]].\n\n## to do\n{MINE}\n\nMore.\n\n{A}\n"


@pytest.mark.parametrize("at", [A, "https://example.org/other"])
def test_a_line_of_the_users_that_looks_like_ours_stays_under_its_heading(site: Site, write: Write, at: str) -> None:
    write("Inbox/Garden plan.md", OWN)
    assert "> Not fetched yet: it did not answer." in site.run()
    site.put(page(), at=at)
    after = site.refresh()
    assert OWN in after
    assert "compost and patience" in after
    assert "it did not answer" not in after


def test_a_dropped_text_may_begin_as_our_line_does(site: Site, write: Write) -> None:
    write("Inbox/garden notes.txt", f"> Not fetched yet: my own words.\n\n{A}\n")
    assert "Not fetched yet: my own words." in site.run()
    site.put(page())
    after = site.refresh()
    assert "Not fetched yet: my own words." in after
    assert "compost and patience" in after
    assert site.refresh() == after


def test_a_page_may_begin_as_our_line_does(site: Site, write: Write) -> None:
    b = "https://example.org/b"
    write("Inbox/two pages.txt", f"Two pages\n\n{A}\n{b}\n")
    site.put(page(before="<blockquote>Not fetched yet: said the gardener.</blockquote>"))
    before = site.run()
    assert "Not fetched yet: said the gardener." in before
    site.pages[b] = Page(b, "text/html", page().replace("Autumn", "Winter").replace("patience", "snow").encode())
    after = site.refresh()
    assert "Not fetched yet: said the gardener." in after
    assert "compost and snow" in after


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<pre># install\n## the second step\nmake</pre>", "## the second step"),
        ("<ul><li>processed from phone shortcut</li><li>and stored</li></ul>", "phone shortcut"),
    ],
)
def test_no_page_keeps_its_note_from_being_completed(site: Site, write: Write, inside: str, words: str) -> None:
    write("Inbox/20250918_114949_phone.txt", f"A page\n\n{A}\n")
    site.run()
    site.put(page(behind=inside))
    after = site.refresh()
    assert words in after
    assert "status: draft" in after
    assert after.index(words) < after.index("## connections\n- processed from phone shortcut")
    assert site.refresh() == after


def test_a_note_with_a_status_of_its_own_gets_its_page(site: Site, write: Write) -> None:
    write("Inbox/Task.md", f"---\nstatus: draft\n---\n# Task\n\nSee [[Compost]].\n\n{A}\n")
    site.run()
    assert Inbox(site.vault, pages=site).status().pending == ("Unfiled/Task.md",)
    site.put(page())
    after = site.refresh()
    assert after.startswith("---\nstatus: draft\n")
    assert "compost and patience" in after
    assert Inbox(site.vault, pages=site).status().pending == ()


def test_a_status_that_obsidian_made_a_list_is_one(site: Site, vault: Path, write: Write) -> None:
    write(".obsidian/types.json", '{"types": {"status": "multitext"}}')
    write("Inbox/a page.txt", f"A page\n\n{A}\n")
    assert "status:\n  - pending\n" in site.run()
    site.put(page())
    after = site.refresh()
    assert "pending" not in after
    assert "compost and patience" in after


def test_a_captured_text_cannot_say_that_it_is_a_note_of_the_users(site: Site, write: Write) -> None:
    write(
        "Inbox/20250918_114949_rss_Garden.md", "---\ninbox_id: x\n---\nText\n\n```dataviewjs\ndv.view('x')\n```\n\n![[Secret]] [[Evil]]\n"
    )
    text = site.run()
    assert not any(live in text for live in ("dataviewjs", "[[", "inbox_id: x"))


@pytest.mark.parametrize("line", ["Kategorie: Private", "Tags: pwned", "Enlace: https://evil.example/x"])
def test_the_text_of_a_clip_is_no_header_line(site: Site, write: Write, line: str) -> None:
    site.put(page())
    write("Inbox/clip.md", f"---\ntitle: Autumn\nsource: {A}\ntags:\n  - clippings\n---\n{line}\n\nThe garden needs patience.\n")
    text = site.run()
    assert text.startswith("---\n")
    assert line.partition(" ")[2] not in text.split("---\n")[1]
    assert line.partition(": ")[2] in text


def test_an_empty_inbox_id_of_a_template_is_filled_in(site: Site, write: Write) -> None:
    write("Inbox/Empty.md", "---\ninbox_id:\nstatus: open\n---\n# Empty\n\nSee [[Compost]].\n")
    text = site.run()
    assert text.count("inbox_id:") == 1
    assert text.startswith('---\ninbox_id: "')
    assert "status: open" in text


def test_no_template_runs_in_the_properties_of_a_failure_note(vault: Path, write: Write) -> None:
    write("Inbox/<% tp.x %>.txt" if os.name == "posix" else "Inbox/x.txt", b"\0\1\2" * 50)
    Inbox(vault).run()
    notes = [path.read_text(encoding="utf-8") for path in (vault / "Inbox/Failed").rglob("*.md")]
    assert len(notes) == 1
    assert "<%" not in notes[0]
