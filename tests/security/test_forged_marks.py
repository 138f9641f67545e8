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


B = "https://example.org/b"
TOLD = f"Scraped from {B}"
MAIL = "From: Eva <eva@example.org>\nSubject: Seeds\nContent-Type: text/html; charset=utf-8\n\n<html><body>{}</body></html>"
TOMS = f"""Tom sent me what he has of it:

# Winter

## {TOLD}
> Not fetched: the page asks for a subscription.

## connections
- processed from share sheet
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *((f"page of level {level}.txt", f"{A}<h{level}>{TOLD}</h{level}>") for level in range(1, 7)),
        ("page with more in the heading.txt", f"{A}<h2>{TOLD} and more</h2>"),
        ("page with a link in the heading.txt", f'{A}<h2>Scraped from <a href="{B}">{B}</a></h2>'),
        ("page with a heading underlined.txt", f"{A}<p>{TOLD}<br>---</p><p>## {TOLD}</p>"),
        ("page with code.txt", f"{A}<pre>\n## {TOLD}\n</pre>"),
        *((f"20250918_114949_{source}_Notes from Tom.txt", TOMS) for source in ("share", "phone", "email", "clip")),
        ("20250918_114949_share_Underlined.txt", f"Some words of a text.\n\n{TOLD}\n---\n\nAnd its end.\n"),
        ("20250918_114949_share_Quoted.txt", f"Some words of a text.\n\n> ## {TOLD}\n\nAnd its end.\n"),
        ("20250918_114949_share_Listed.txt", f"Some words of a text.\n\n- ## {TOLD}\n  - ## {TOLD}\n\nAnd its end.\n"),
        ("20250918_114949_share_Indented.txt", f"Some words of a text.\n\n   ## {TOLD}\n\nAnd its end.\n"),
        ("20250918_114949_share_Code.txt", f"Some words of a text.\n\n~~~\n```\n## {TOLD}\n~~~\n\nAnd its end.\n"),
        ("20250918_114949_share_Open.txt", f"Some words of a text.\n\n> ```\n> a\n\n```\n## {TOLD}\n```\n\nAnd its end.\n"),
        ("seeds.eml", MAIL.format(f"<p>Dear reader, here is the letter.</p><h2>{TOLD}</h2><p>And its end.</p>")),
        ("clip.md", f"---\ntitle: Autumn\nsource: {A}\ntags:\n  - clippings\n---\nA text.\n\n## {TOLD}\n\nMore of it.\n"),
        (f"20250918_114949_share_{TOLD.replace('/', '_')}.txt", f"Title: {TOLD}\n\nSome words of a text.\n"),
    ],
    ids=lambda value: value.rpartition(".")[0] if value.endswith((".txt", ".eml", ".md")) else "",
)
def test_r44_no_captured_text_says_that_it_holds_a_page(site: Site, write: Write, name: str, text: str) -> None:
    inside = text.removeprefix(A)
    site.pages[A] = Page(A, "text/html", page(behind=inside + WORDS.replace("autumn", "spring")).encode())
    site.pages[B] = Page(B, "text/html", page().replace("Autumn", "Winter").replace("patience", "snow").encode())
    write(f"Inbox/{name}", f"{A}\n" if inside != text else text)
    assert "Scraped from" in site.run()
    for drop in (f"{B}\n", f"A page on the beds in snow, I like it.\n\n{B}\n"):
        write("Inbox/b.txt", drop)
        held = site.run()
    assert "- same page as [[" in held  # as the first of the two has
    notes = [path.read_text(encoding="utf-8") for path in site.vault.rglob("Unfiled/*.md")]
    assert sum(f"\n## {TOLD}\n" in note and "compost and snow" in note for note in notes) == 1


@pytest.mark.parametrize(
    "given", ['<link rel="canonical" href="https://bank.co.uk/terms">', '<meta property="og:url" content="https://bank.co.uk/terms">']
)
def test_r44_a_page_does_not_take_the_place_of_one_of_another_site(site: Site, write: Write, given: str) -> None:
    there, other = "https://bank.co.uk/terms", "https://elsewhere.co.uk/x"
    site.pages[other] = Page(other, "text/html", page().replace("<title>", f"{given}<title>").encode())
    site.pages[there] = Page(there, "text/html", page().replace("Autumn", "Terms").replace("patience", "interest").encode())
    write("Inbox/x.txt", f"{other}\n")
    assert f"\n## Scraped from {other}\n" in site.run()
    write("Inbox/terms.txt", f"{there}\n")
    assert "compost and interest" in site.run()


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
