"""What the user does to a note that waits for its pages: no page that comes is lost by it, and none of the user's words."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from vault_inbox import FetchError, Inbox, Page
from vault_inbox.disk import Disk

A, B = "https://a.example.org/one", "https://b.example.org/two"
WORMS = "The worms go down to where the frost does not reach, and wait there until the sun has warmed the heap again in March."
RAIN = "A rain barrel leaks at the tap first, says the man who mends them in the village every spring, and then at the seams."
LATER = "the site did not answer in time"
LINE = f"> Not fetched yet: {LATER}.\n"
NO_STATUS = '```toml\n[note.properties]\nstatus = ""\n```\n'


class Site:
    """Pages by their addresses: an article, or the reason why it is not there; what is not named does not answer."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}

    def __call__(self, url: str) -> Page:
        said = self.pages.get(url, LATER)
        if said not in {WORMS, RAIN}:
            raise FetchError(url, said, retryable=True)
        text = "".join(f"<p>{said}</p>" for _ in range(4))
        html = f"<html><head><title>It</title></head><body><article><h1>It</h1>{text}</article></body></html>"
        return Page(url, "text/html", html.encode())


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def pending(vault: Path, write: Callable[..., Path], site: Site) -> Callable[..., Path]:
    """pending(A, B) -> the note of a drop with these pages, none of which has come yet."""

    def make(*urls: str) -> Path:
        write("Inbox/20250918_114949_phone_.txt", "\n".join([*urls, "Both are to be read in the garden.\n"]))
        (outcome,) = Inbox(vault, pages=site).run()
        assert outcome.status == "pending"
        return vault / str(outcome.note)

    return make


@pytest.fixture
def refresh(vault: Path, site: Site, quiet: Callable[[], None]) -> Callable[..., str]:
    """refresh({A: WORMS}) -> the status of the vault's one note after another try with these pages."""

    def again(pages: dict[str, str]) -> str:
        site.pages = pages
        quiet()
        (result,) = Inbox(vault, pages=site).refresh()
        assert result.outcome.error is None
        return result.outcome.status

    return again


def body(note: Path) -> str:
    """A note's text from the drop's own words on: its summary repeats those of its page."""
    return note.read_text().partition("## content")[2]


def edit(note: Path, old: str, new: str) -> None:
    text = note.read_text()
    assert old in text
    note.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize("settings", ["", NO_STATUS], ids=["status", "no status"])
@pytest.mark.parametrize("first", [A, B])
def test_a_page_comes_under_its_renamed_heading_before_the_other_and_after_it(settings, first, vault, write, inbox, pending, refresh):
    write("Vault Inbox.md", settings)
    note = pending(A, B)
    edit(note, f"## Scraped from {A}", "## The worms")
    pages = {A: WORMS, B: RAIN}
    assert refresh({first: pages[first]}) == "pending"
    assert pages[first] in body(note)
    assert inbox().status().pending == (note.relative_to(vault).as_posix(),)
    assert refresh(pages) == "updated"
    text = body(note)
    assert "Not fetched" not in text
    assert text.index("## The worms") < text.index(WORMS) < text.index(f"## Scraped from {B}") < text.index(RAIN)
    assert inbox().status().pending == ()
    assert refresh(pages) == "skipped"


@pytest.mark.parametrize("first", [A, B])
@pytest.mark.parametrize("headings", [("## The worms", "## The barrel"), ("## Pages", "## Pages"), ("", ""), (f"## Scraped from {A}", "")])
def test_pages_come_one_after_the_other_where_headings_are_renamed_or_gone(first, headings, pending, refresh):
    note = pending(A, B)
    for page, heading in zip((A, B), headings, strict=True):
        edit(note, f"## Scraped from {page}\n", f"{heading}\n")
    pages = {A: WORMS, B: RAIN}
    assert refresh({first: pages[first]}) == "pending"
    assert body(note).count(LINE) == 1
    assert refresh(pages) == "updated"
    assert "Not fetched" not in note.read_text()
    assert body(note).index(WORMS) < body(note).index(RAIN)
    assert refresh(pages) == "skipped"


@pytest.mark.parametrize("first", [A, B])
def test_pages_come_one_after_the_other_where_both_headings_are_renamed_and_both_lines_written_into(first, pending, refresh):
    note = pending(A, B)
    for page, name in ((A, "worms"), (B, "barrel")):
        written = f"{LINE[:-1]} Eva has the {name} on paper.\n"
        edit(note, f"## Scraped from {page}\n{LINE}", f"## The {name}\n{written}")
    pages = {A: WORMS, B: RAIN}
    assert refresh({first: pages[first]}) == "pending"
    assert refresh(pages) == "updated"
    text = body(note)
    assert text.index("the worms on paper.") < text.index(WORMS) < text.index("the barrel on paper.") < text.index(RAIN)
    assert "## Scraped" not in text


def test_a_page_that_was_taken_out_comes_not_below_the_line_that_the_user_wrote_into_for_another(pending, refresh):
    note = pending(A, B)
    edit(note, f"## Scraped from {A}\n{LINE}\n", "")
    edit(note, LINE, f"{LINE[:-1]} Eva has it on paper.\n\nSo I wait.\n")
    assert refresh({B: RAIN}) == "pending"
    assert refresh({A: WORMS, B: RAIN}) in {"updated", "skipped"}
    assert RAIN in body(note)
    assert WORMS not in body(note)


def test_a_page_that_came_and_was_edited_does_not_come_again_where_the_other_waits_in_its_section(pending, refresh):
    note = pending(A, B)
    edit(note, f"## Scraped from {B}", "### The barrel")
    assert refresh({A: WORMS}) == "pending"
    heading = f"## Scraped from {A}\n"
    edit(note, f"{heading}{WORMS}", f"{heading}I have seen them.")
    assert refresh({A: WORMS, B: RAIN}) == "updated"
    text = body(note)
    assert text.count(WORMS) == 3
    assert text.index("I have seen them.") < text.index("### The barrel") < text.index(RAIN)


@pytest.mark.parametrize("heading", [f"## [Worms]({A})", f"## Scraped from <{A}>", f"## **Scraped from {A}**"])
def test_a_heading_made_a_link_keeps_its_page_through_another_reason(heading, pending, refresh):
    note = pending(A, B)
    edit(note, f"## Scraped from {A}", heading)
    assert refresh({A: "the page answers 503"}) == "pending"
    assert refresh({A: WORMS, B: RAIN}) == "updated"
    text = body(note)
    assert "Not fetched" not in text
    assert text.index(heading) < text.index(WORMS) < text.index(f"## Scraped from {B}") < text.index(RAIN)


def test_an_own_note_whose_headings_are_addresses_gets_the_pages_of_both(vault, write, site, refresh):
    own = f"# Links of May\n\nOf all that I read under the tree this is the best of it.\n\n## {A}\n\n{A}\n\n## {B}\n\n{B}\n"
    write("Inbox/Links.md", own)
    (outcome,) = Inbox(vault, pages=site).run()
    assert outcome.status == "pending"
    assert refresh({A: WORMS, B: RAIN}) == "updated"
    text = (vault / outcome.note).read_text()
    assert own in text
    assert text.index(f"## Scraped from {A}") < text.index(WORMS) < text.index(f"## Scraped from {B}") < text.index(RAIN)


@pytest.mark.parametrize("reason", [LATER, "the page answers 503"])
def test_what_the_user_wrote_into_a_line_outlives_another_reason_and_the_page(reason, pending, refresh):
    note = pending(A)
    line = f"> Not fetched yet: {LATER} — ask Anna for the paper copy.\n"
    edit(note, LINE, line)
    refresh({A: reason})
    assert line in note.read_text()
    assert refresh({A: WORMS}) == "updated"
    assert body(note).index(line) < body(note).index(WORMS)


def test_a_page_whose_section_was_emptied_does_not_come_again_with_the_other(pending, refresh):
    note = pending(A, B)
    refresh({A: WORMS})
    text = note.read_text()
    heading, other = f"## Scraped from {A}\n", f"## Scraped from {B}\n"
    note.write_text(text.partition(heading)[0] + heading + "\n" + other + text.partition(other)[2])
    assert refresh({A: WORMS, B: RAIN}) == "updated"
    assert WORMS not in body(note)
    assert RAIN in body(note)


def test_a_status_that_the_user_made_a_list_is_finished_with_the_page(pending, refresh):
    note = pending(A)
    edit(note, "status: pending\n", "status: [pending]\n")
    assert refresh({A: WORMS}) == "updated"
    assert "\nstatus: draft\n" in note.read_text()
    assert refresh({A: WORMS}) == "skipped"


@pytest.mark.parametrize("status", ["idea", "draft", ""])
def test_an_own_note_with_its_own_status_is_completed_also_where_this_machines_memory_is_lost(
    status, vault, write, site, inbox, own_machine, refresh
):
    write("Inbox/Garden.md", f"---\nstatus: {status}\n---\n# Garden\n\nUnder the tree I read the best of it.\n\n{A}\n")
    (outcome,) = Inbox(vault, pages=site).run()
    shutil.rmtree(own_machine)
    assert inbox().status().pending == (outcome.note,)
    assert refresh({A: WORMS}) == "updated"
    assert WORMS in (vault / outcome.note).read_text()
    assert inbox().status().pending == ()


def test_a_note_that_the_user_has_given_another_status_waits_no_more_also_where_memory_is_lost(pending, inbox, own_machine, refresh):
    note = pending(A)
    edit(note, "status: pending", "status: done")
    shutil.rmtree(own_machine)
    assert inbox().status().pending == ()
    assert refresh({A: WORMS}) == "skipped"
    assert LINE in note.read_text()


@pytest.mark.parametrize("settings", ["", NO_STATUS], ids=["status", "no status"])
@pytest.mark.parametrize("before", [[A], [B], []], ids=["the first before", "the second before", "at once"])
def test_no_page_is_lost_nor_comes_under_anothers_heading_where_nobody_can_tell_whose_line_is_left(
    settings, before, vault, write, inbox, pending, refresh
):
    write("Vault Inbox.md", settings)
    note = pending(A, B)
    edit(note, f"## Scraped from {A}\n{LINE}\n", "")
    edit(note, f"## Scraped from {B}", "## The barrel")
    pages = {A: WORMS, B: RAIN}
    for first in before:
        assert refresh({first: pages[first]}) == "pending"
    assert refresh(pages) == "updated"
    text = body(note)
    assert f"## The barrel\n{LINE}" in text
    assert text.index("## The barrel") < text.index(f"## Scraped from {A}") < text.index(WORMS)
    assert text.index("## The barrel") < text.index(f"## Scraped from {B}\n") < text.index(RAIN)
    assert inbox().status().pending == ()
    assert refresh({A: WORMS, B: RAIN}) == "skipped"


def test_pages_come_in_a_note_of_the_users_that_has_no_heading_but_lower_ones(vault, write, site, inbox, refresh):
    write("Inbox/Links.md", f"---\nstatus: idea\n---\nOf all that I read under the tree this is the best of it.\n\n{A}\n\n{B}\n")
    (outcome,) = Inbox(vault, pages=site).run()
    note = vault / outcome.note
    for page in (A, B):
        edit(note, f"## Scraped from {page}", f"### Scraped from {page}")
    assert inbox().status().pending == (outcome.note,)
    assert refresh({A: WORMS, B: RAIN}) == "updated"
    text = note.read_text()
    assert "Not fetched" not in text
    assert text.index(f"### Scraped from {A}") < text.index(WORMS) < text.index(f"### Scraped from {B}") < text.index(RAIN)


def test_a_page_comes_where_its_heading_was_the_only_one_and_was_taken_away(vault, write, site, refresh):
    write("Vault Inbox.md", "```toml\n[note]\ntitle_heading = false\n```\n")
    write("Inbox/20250918_114949_phone_.txt", f"{A}\n")
    (outcome,) = Inbox(vault, pages=site).run()
    edit(vault / outcome.note, f"## Scraped from {A}\n", "")
    assert refresh({A: WORMS}) == "updated"
    (note,) = (path for path in vault.rglob("*.md") if "inbox_id" in path.read_text())
    assert WORMS in note.read_text()
    assert "Not fetched" not in note.read_text()


@pytest.mark.parametrize("first", [A, B])
def test_a_page_that_answers_under_another_address_comes_under_its_renamed_heading(first, vault, site, pending, quiet):
    note = pending(A, B)
    edit(note, f"## Scraped from {A}", "## The worms")
    edit(note, f"## Scraped from {B}", "## The barrel")
    site.pages = {A: WORMS, B: RAIN}

    def moved(url: str) -> Page:
        return replace(site(url), final_url=f"{url}/moved")

    def one(url: str) -> Page:
        if url != first:
            raise FetchError(url, LATER, retryable=True)
        return moved(url)

    for pages in (one, moved):
        quiet()
        (result,) = Inbox(vault, pages=pages).refresh()
        assert result.outcome.error is None
    text = body(note)
    assert "Not fetched" not in text
    assert text.index("## The worms") < text.index(WORMS) < text.index("## The barrel") < text.index(RAIN)


def test_after_undo_a_page_comes_where_its_line_stands_again_and_what_was_taken_out_stays_out(vault, site, pending, refresh, quiet):
    note = pending(A, B)
    edit(note, f"## Scraped from {A}\n{LINE}\n", "")
    edit(note, LINE, "> Not fetched yet: the page answers 503.\n")
    edit(note, f"## Scraped from {B}", f"## [The barrel]({B})")
    before = note.read_text()
    pages = {A: WORMS, B: RAIN}
    assert refresh(pages) == "updated"
    quiet()
    (undone,) = Inbox(vault, pages=site).undo(note.relative_to(vault).as_posix())
    assert (undone.did, note.read_text()) == ("restored", before)
    assert refresh(pages) == "updated"
    text = body(note)
    assert WORMS not in text
    assert "Not fetched" not in text
    assert text.index("## [The barrel]") < text.index(RAIN)


def test_pages_come_under_renamed_headings_in_their_order_after_the_first_was_undone(vault, site, pending, refresh, quiet):
    note = pending(A, B)
    edit(note, f"## Scraped from {A}", "## The worms")
    edit(note, f"## Scraped from {B}", "## The barrel")
    assert refresh({A: WORMS}) == "pending"
    quiet()
    Inbox(vault, pages=site).undo(note.relative_to(vault).as_posix())
    assert refresh({B: RAIN}) == "pending"
    assert refresh({A: WORMS, B: RAIN}) == "updated"
    text = body(note)
    assert text.index("## The worms") < text.index(WORMS) < text.index("## The barrel") < text.index(RAIN)


class Full(Disk):
    """A disk without room for the notes; this machine's memory has its own."""

    def exchange(self, one: Path, other: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("page", [WORMS, "the page answers 503"], ids=["the page", "another reason"])
@pytest.mark.parametrize("then", [{}, {A: "the page answers 500"}], ids=["at once", "after the next try"])
def test_undo_of_a_note_whose_rewrite_failed_takes_back_what_was_done(page, then, vault, site, pending, refresh, quiet):
    note = pending(A)
    site.pages = {A: page}
    quiet()
    (result,) = Inbox(vault, pages=site, disk=Full()).refresh()
    assert result.outcome.status == "failed"
    assert LINE in note.read_text()
    if then:
        assert refresh(then) == "pending"
    (undone,) = Inbox(vault, pages=site).undo(note.relative_to(vault).as_posix())
    assert (undone.did, undone.why) == ("trashed", "")
    assert not note.exists()
