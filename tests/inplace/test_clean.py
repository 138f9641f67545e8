"""Notes of the script before this program lose its faults, and keep what a person wrote into them.

`cleaned/` can be read by anyone: `before.md` is a note as the script left it and its owner went on with it, `pages.toml` its internet,
`change.diff` what `adopt --clean` does to it. No link to [[Mill pond]] is added: its text has that one, and only the former text of this
very note, once counted among the notes like it, spoke for a second.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import launch
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox import FetchError, Inbox, Page
from vault_inbox.cli.main import cli
from vault_inbox.disk import Disk
from vault_inbox.notes.properties import read
from vault_inbox.notes.tags import valid_tag

CASE = Path(__file__).parent / "cleaned"
OLD = (CASE / "before.md").read_text(encoding="utf-8")
NAME = "60-home/The ice on the mill pond.md"
MINE = [
    "- ice   # mine", "mood: glad   # my own key", "I want to read the one about the ferry too.", "My own measure at the sluice: 13 cm.",
    "- [ ] ice picks", "- a rope &amp; a whistle", "- [[Skates]] (I must have them ground)", "category: 60-home",
]  # fmt: skip


@pytest.fixture
def old(vault: Path, write) -> Path:
    """The note in a vault with others that it may be linked to."""
    write("60-home/Mill pond.md", "# Mill pond\n\nThe mill pond freezes over from the sluice; ice on the mill pond came late last year.\n")
    write("60-home/Water board.md", "# Water board\n\nThe water board looks after the sluice of the mill pond.\n")
    return write(NAME, OLD)


@pytest.fixture
def clean(vault: Path, site):
    """clean(**options) -> what became of the notes; the pages are there unless `pages` says otherwise."""

    def run(pages=None, disk=None, **options):
        return Inbox(vault, pages=pages or site(CASE).__getitem__, disk=disk).adopt(clean=True, **options)

    return run


def steady(text: str) -> str:
    """Without the time of the change."""
    return re.sub(r"(?m)^(\+?modified: )20[0-9T:-]+$", r"\1NOW", text.replace("modified: 2026-01-18 09:12", "modified: BEFORE"))


def test_the_change_is_that_of_the_case_file(old, clean) -> None:
    (result,) = clean(dry_run=True)
    assert steady(result.diff) == (CASE / "change.diff").read_text(encoding="utf-8")
    assert old.read_text() == OLD


def test_the_note_gets_the_links_of_a_new_one_but_for_those_that_its_text_has(old, clean, write) -> None:
    for name in ("SQLite", "Backups", "Python", "Bread", "Chess", "Stars"):
        write(f"24-computing/{name}.md", f"# {name}\n\nA note about {name} and nothing else.\n")
    clean()
    assert old.read_text().partition("## connections\n")[2].split("\n") == [
        "- processed from RSS: [Mill Pond Weekly](https://millpond.example.org/)",
        "- [[Skates]] (I must have them ground)",
        "- [[Water board]] (named in the text)",
    ]


def test_what_a_person_wrote_stays_and_the_second_run_changes_nothing(old, clean, quiet, look) -> None:
    clean()
    text = old.read_text()
    assert [line for line in MINE if line not in text.split("\n")] == []
    assert "[[Mill pond]] for last year" in text
    assert [word for word in ("<rss", "Cookies", "&#8217;", "RSS Feed:", "utm_source", "inbox_processing") if word in text] == []
    assert not text.endswith("\n")
    quiet()
    before = look()
    assert clean() == []
    assert look() == before


@pytest.mark.parametrize("shape", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text, lambda text: text + "\n"])
def test_line_ends_and_marks_stay(shape, old, clean, write) -> None:
    clean()
    wanted = steady(shape(old.read_text()).replace("\r\n", "\n"))
    path = write(NAME, shape(OLD))
    clean()
    made = path.read_bytes().decode()
    same = re.sub(r'inbox_id: "[0-9a-f]+"', "inbox_id", steady(made.replace("\r\n", "\n")))
    assert same == re.sub(r'inbox_id: "[0-9a-f]+"', "inbox_id", wanted)
    assert made.count("\n") == made.count("\r\n") or "\r" not in made


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 100), st.sampled_from(["\n", "\r\n"])), max_size=4))
def test_r35_what_a_person_wrote_anywhere_in_the_text_stays(places: list[tuple[int, str]]) -> None:
    newline = places[0][1] if places else "\n"
    head, rule, body = OLD.partition("---\n\n\n")
    lines = body.split("\n")
    mine = [f"My line {number}, see [[Note {number}]]." for number in range(len(places))]
    for line, (place, _) in zip(mine, places, strict=True):
        at = place % len(lines)
        lines[at:at] = ["", line, ""]
    text = (head + rule + "\n".join(lines)).replace("\n", newline)
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder) / "vault/Old.md"
        (note.parent / ".obsidian").mkdir(parents=True)
        note.write_bytes(text.encode())
        os.utime(note, (1_700_000_000, 1_700_000_000))
        pages = {url: Page(url, "text/html", (CASE / "page.html").read_bytes()) for url in ("https://millpond.example.org/ice",)}
        inbox = Inbox(note.parent, pages=pages.__getitem__, options={"state_dir": f"{folder}/state", "cache_dir": f"{folder}/cache"})
        (result,) = inbox.adopt(clean=True)
        assert result.outcome.status == "updated", result.outcome.error
        made = note.read_bytes().decode()
        assert sorted(line for line in made.split(newline) if line.startswith("My line")) == sorted(mine)
        assert newline == "\n" or made.count("\n") == made.count("\r\n")
        assert "<rss" not in made
        assert inbox.undo(last_run=True)[0].did == "restored"
        assert note.read_bytes().decode() == text


def test_it_can_be_taken_back(old, clean, inbox, look) -> None:
    before = look()
    clean()
    (result,) = inbox().undo(last_run=True)
    assert (result.did, look()) == ("restored", before)


def test_a_note_that_was_only_adopted_is_cleaned_later_and_goes_back_step_by_step(old, clean, inbox, quiet) -> None:
    inbox().adopt()
    adopted = old.read_bytes()
    quiet()
    clean()
    assert b"source: rss\n" in old.read_bytes()
    inbox().undo(NAME)
    assert old.read_bytes() == adopted
    inbox().undo(NAME)
    assert old.read_text() == OLD


def test_a_page_that_may_come_back_keeps_its_text_and_is_tried_again(old, clean, quiet, site) -> None:
    def nothing(url: str) -> Page:
        raise FetchError(url, "no answer", retryable=True)

    (result,) = clean(nothing)
    text = old.read_text()
    assert "could not be read" in "".join(result.outcome.warnings)
    assert "source: inbox_processing\n" in text
    assert "Cookies We value your privacy" in text
    assert "<rss" not in text
    assert "  - Mill Pond" not in text
    quiet()
    (result,) = clean(nothing)
    assert (result.outcome.status, result.diff) == ("skipped", "")
    (result,) = clean()
    assert "source: rss\n" in old.read_text()
    assert "Cookies" not in old.read_text()


TAGS = "tags:\n- Mill Pond\n- ice   # mine\n- Winter Sports\n- mill-pond\n- 2026"


@pytest.mark.parametrize("tags", [TAGS, "tags: [Mill Pond, ice]", "tags: mill-pond, ice", "tags:", "mine: 1"])
def test_tags_become_valid_in_every_writing_and_those_of_the_header_stay(tags, clean, write) -> None:
    text = OLD.replace(TAGS, tags)
    path = write(NAME, text.replace("RSS Feed: Mill Pond Weekly", "RSS Feed: Mill Pond Weekly\nTags: Read Later, ice"))
    clean()
    found = read(path.read_text())["tags"]
    assert found[-1] == "read-later" or found == ["read-later", "ice"]
    assert [tag for tag in found if valid_tag(tag) != tag] == []
    assert ("mill-pond" in found) == ("ill" in tags)
    assert "Tags:" not in path.read_text()


def test_a_passage_that_somebody_kept_stays(clean, write) -> None:
    kept = "Clear ice carries more than white ice, which has air and snow in it."
    path = write(NAME, OLD.replace("My own measure at the sluice: 13 cm.", f"{kept}\n\n> {kept}"))
    clean()
    assert path.read_text().split("\n").count(kept) == 1
    assert f"> {kept}" in path.read_text().split("\n")


def test_lines_right_above_and_below_a_page_stay(clean, write) -> None:
    above, below = "Ask Ada: was the ice on the mill pond thick enough to walk on?", "Mine: it was."
    dump = next(line for line in OLD.split("\n") if line.startswith("Mill Pond Weekly Menu Home"))
    path = write(NAME, OLD.replace(dump, f"{above}\n\n{dump}\n{below}"))
    clean()
    lines = path.read_text().split("\n")
    assert (lines.count(above), lines.count(below), lines.count(dump)) == (1, 1, 0)


def test_a_text_that_stays_has_characters_for_entities_and_a_person_s_line_is_left(clean, write) -> None:
    dump = next(line for line in OLD.split("\n") if line.startswith("Mill Pond Weekly Menu Home"))
    coded = dump.replace("Home", "Home&#x27;s &lt;b&gt; &quot;&#8217;&quot; &amp;amp;", 1)
    path = write(NAME, OLD.replace(dump, coded).replace("13 cm.", "13 cm &amp; 2 mm."))
    clean({}.__getitem__)
    assert dump.replace("Home", 'Home\'s \\<b> "’" &', 1) in path.read_text().split("\n")
    assert "My own measure at the sluice: 13 cm &amp; 2 mm." in path.read_text().split("\n")


def test_text_that_was_encoded_twice_and_ends_as_a_blog_s_entry_does(clean, write) -> None:
    values = "type: note\nstatus: draft\nsource: inbox_processing\noriginal_file: 20250918_114949_rss_Turning_the_heap.txt"
    top = f"---\n{values}\n---\n\n# Turning the heap\n"
    text = "The heap needs air &amp;amp; water. It isn&amp;#8217;t hard. The post Turning the heap appeared first on Garden."
    header = "RSS Feed: Garden\nLink: https://garden.example/heap\n\nTurning the heap"
    path = write("24-computing/Turning the heap.md", f"{top}\n## content\n{header}\n\nTurning the heap {text}\n")
    clean({}.__getitem__)
    content = path.read_text(encoding="utf-8").partition("## content\n")[2].partition("\n")[0]
    assert content == "The heap needs air & water. It isn’t hard. The post Turning the heap appeared first on Garden."


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_on_a_terminal_each_change_is_asked_for_and_an_end_ends_it_all(old, vault, write) -> None:
    first = write("60-home/A first one.md", OLD + "\nmine")
    last = write("60-home/Zoo.md", OLD + "\nmine too")
    keys, terminal = os.openpty()
    os.write(keys, b"y\n\x04")  # yes to the first, and no more is typed
    process = launch.Popen(
        [sys.executable, "-m", "vault_inbox", "adopt", "--clean", str(vault)],
        stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "VAULT_INBOX_OFFLINE": "1"},
    )  # fmt: skip
    _, said = process.communicate(timeout=60)
    os.close(keys)
    os.close(terminal)
    assert process.returncode == 130
    assert said.count(b"Write this to") == 2
    assert "inbox_id" in first.read_text()
    assert (old.read_text(), last.read_text()) == (OLD, OLD + "\nmine too")
    assert [result.note for result in Inbox(vault).undo(last_run=True)] == ["60-home/A first one.md"]


def test_a_page_that_is_gone_keeps_its_text(old, clean, quiet) -> None:
    clean({}.__getitem__)
    text = old.read_text()
    assert "source: rss\n" in text
    assert "Cookies We value your privacy" in text
    assert text.count("## Scraped from") == 2  # the person's line keeps the heading over it


def test_encoded_markup_is_written_as_markdown(vault, clean, write) -> None:
    line = next(line for line in OLD.split("\n") if line.startswith("The water board has"))
    html = "<p>The barrier is <em>gone</em>.</p><ul><li>skates</li><li>sledges</li></ul>"
    text = OLD.replace(line, html.replace("<", "&lt;").replace(">", "&gt;"))
    path = write(NAME, text)
    clean()
    content = path.read_text().partition("## content\n")[2].partition("\n## ")[0]
    assert content.strip() == "The barrier is *gone*.\n\n- skates\n- sledges"


def test_a_cleaned_note_stays_as_it_is_when_it_is_refreshed(old, clean, inbox, quiet) -> None:
    clean()
    text = old.read_text()
    for _ in range(2):
        quiet()
        inbox().refresh()
        assert old.read_text() == text
    assert [line.split("  ")[1] for line in inbox().explain(NAME)["history"]] == ["cleaned"]


def test_the_command_shows_the_change_before_it_writes(old, vault, look) -> None:
    before = look()
    os.environ["VAULT_INBOX_OFFLINE"] = "1"
    try:
        shown = CliRunner().invoke(cli, ["adopt", "--clean", "--dry-run", str(vault)])
        assert "+source:" not in shown.output
        assert "-<rss" in shown.output
        assert look() == before
        unasked = CliRunner().invoke(cli, ["adopt", "--clean", str(vault)])
        assert (unasked.exit_code, "no terminal" in unasked.output) == (2, True)
        assert look() == before
        done = CliRunner().invoke(cli, ["adopt", "--clean", "--yes", str(vault)])
    finally:
        del os.environ["VAULT_INBOX_OFFLINE"]
    assert done.exit_code == 0
    assert done.output.index("-<rss") < done.output.index("~ ")
    assert "<rss" not in old.read_text()


class Full(Disk):
    """A disk on which the note's new text cannot take the place of the old one; with `done` it did, and the fault comes after."""

    def __init__(self, fault: BaseException, *, done: bool = False) -> None:
        self.fault, self.done = fault, done

    def exchange(self, one: Path, other: Path) -> None:
        if self.done:
            super().exchange(one, other)
        raise self.fault


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()], ids=["failed", "ended"])
@pytest.mark.parametrize("known", [False, True], ids=["adopted", "recorded"])
def test_a_change_that_could_not_be_written_makes_nobody_its_author(fault, known, old, clean, inbox, quiet) -> None:
    inbox().adopt()
    for _ in range(known):
        quiet()
        inbox().refresh()
    quiet()
    before, text = inbox().explain(NAME), old.read_text()
    with contextlib.suppress(KeyboardInterrupt):
        (result,) = clean(disk=Full(fault))
        assert result.outcome.status == "failed"
    assert (inbox().explain(NAME), old.read_text()) == (before, text)
    with inbox()._open() as work:
        assert work.refused("connections", "60-home/Water board.md").notes == 0


def test_a_change_that_was_written_before_the_process_ended_is_ours(old, clean, inbox, quiet) -> None:
    told = []
    for disk in (Full(KeyboardInterrupt(), done=True), None):
        old.write_text(OLD)
        for before in (inbox().adopt, inbox().refresh, dict):
            quiet()
            before()
        with contextlib.suppress(KeyboardInterrupt):
            clean(disk=disk)
        assert "source: rss\n" in old.read_text()
        told.append(inbox().explain(NAME)["yours"])
    assert told[0] == told[1]
