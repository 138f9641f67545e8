"""What was done can be taken back: byte for byte, and never over what the user wrote since."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from types import FrameType

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_inbox import Inbox, Page
from vault_inbox.cli.main import cli
from vault_inbox.errors import ConfigError, FetchError
from vault_inbox.state.records import Records

HELD = ("Inbox/Held/", ".trash/")


def snapshot(vault: Path, *without: str) -> dict[str, bytes]:
    """Every file of the vault by its path, but for those under the folders named."""
    return {
        path.relative_to(vault).as_posix(): path.read_bytes()
        for path in vault.rglob("*")
        if path.is_file() and not path.relative_to(vault).as_posix().startswith(without or ("\0",))
    }


PARAGRAPH = "The worms go down to where the frost does not reach, and wait there until the sun has warmed the heap again in March. "


def page(title: str) -> str:
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>" + f"<p>{PARAGRAPH}</p>" * 4 + "</article></body></html>"
    )


PAGES = {f"https://garden.example.org/{name}": page(f"Compost, part {name}") for name in "abc"}
LINKS = "".join(f"- [Part {name}](https://garden.example.org/{name})\n" for name in "abc")
HTML = (
    "<html><head><title>A saved page</title></head><body><article><h1>A saved page</h1>"
    + f"<p>{PARAGRAPH}</p>" * 4
    + "</article></body></html>"
)
MAIL = f"From: Ann <ann@example.org>\r\nSubject: News of the heap\r\nDate: Thu, 18 Sep 2025 11:49:49 +0000\r\n\r\n{PARAGRAPH}\r\n"
DROPS = {
    "text": ("Inbox/20250918_114949_phone_Idea.txt", "Comfrey makes the compost hot.\n"),
    "cp1252": ("Inbox/café.txt", "Der Kompost wird heiß.\n".encode("cp1252")),
    "link": ("Inbox/a.txt", "https://garden.example.org/a\n"),
    "unreachable": ("Inbox/z.txt", "https://gone.example.org/z\n"),
    "list": ("Inbox/20250918_180002_phone_Links.txt", LINKS),
    "note": ("Inbox/My own note.md", "---\nmine: yes # a comment\n---\r\nI write *this*.\n"),
    "page": ("Inbox/saved.html", HTML),
    "mail": ("Inbox/news.eml", MAIL),
    "shortcut": ("Inbox/site.url", "[InternetShortcut]\r\nURL=https://garden.example.org/b\r\n"),
    "webloc": (
        "Inbox/site.webloc",
        '<?xml version="1.0"?><plist version="1.0"><dict><key>URL</key><string>https://garden.example.org/c</string></dict></plist>\n',
    ),
    "desktop": ("Inbox/site.desktop", "[Desktop Entry]\nType=Link\nName=Worms\nURL=https://gone.example.org/worms\n"),
    "folder": ("Inbox/24-computing/sub.txt", "Into this folder by hand.\n"),
    "binary": ("Inbox/broken.txt", b"text\0with a NUL"),
    "photo": ("Inbox/photo.jpg", b"\xff\xd8\xff"),
}


@pytest.mark.parametrize("kind", DROPS)
def test_undo_of_the_last_run_restores_every_byte(kind, vault, write, inbox, look):
    write("24-computing/Old.md", "# Old\n\nCompost.\n")
    write(*DROPS[kind])
    before, drop = look(), DROPS[kind][0]
    inbox(PAGES).run()
    made = look()
    results = inbox().undo(last_run=True)
    assert not [result for result in results if result.did == "refused"]
    left = look(*HELD)
    if kind == "photo":
        assert left == before
        return
    assert made != before
    assert left == {path: data for path, data in before.items() if path != drop}
    assert (vault / "Inbox/Held" / Path(drop).relative_to("Inbox")).read_bytes() == before[drop]  # in the folder that it lay in
    assert len(list((vault / "Inbox/Held").iterdir())) == 1
    assert inbox(PAGES).run() == [] or kind == "photo"


def test_what_was_held_can_be_processed_again(vault, write, inbox, look):
    write(*DROPS["text"])
    (first,) = inbox().run()
    made = look()
    inbox().undo(first.note)
    (vault / "Inbox/Held/20250918_114949_phone_Idea.txt").rename(vault / "Inbox/20250918_114949_phone_Idea.txt")
    (again,) = inbox().run()
    assert (again.status, again.note) == ("created", first.note)
    assert look(".trash/") == made


def test_the_note_lies_in_the_trash_that_obsidian_has_chosen(vault, write, inbox):
    write(".obsidian/app.json", '{"trashOption": "local"}')
    write(*DROPS["text"])
    (outcome,) = inbox().run()
    text = (vault / outcome.note).read_bytes()
    (result,) = inbox().undo(outcome.note)
    assert (result.did, result.note, result.drop) == ("trashed", outcome.note, "Inbox/Held/20250918_114949_phone_Idea.txt")
    assert (vault / ".trash" / Path(outcome.note).name).read_bytes() == text
    write(".obsidian/app.json", '{"trashOption": "system"}')
    write("Inbox/c.txt", "Seen in the trash of the system.\n")
    (outcome,) = inbox().run()
    text = (vault / outcome.note).read_bytes()
    inbox().undo(outcome.note)
    places = (Path(os.environ["XDG_DATA_HOME"]) / "Trash/files", vault / ".trash")  # the latter where the system has none
    assert text in [path.read_bytes() for place in places if place.is_dir() for path in place.iterdir()]
    write(".obsidian/app.json", '{"trashOption": "none"}')
    shutil.rmtree(vault / ".trash")
    write("Inbox/b.txt", "Another thought.\n")
    (outcome,) = inbox().run()
    inbox().undo(outcome.note)
    assert not (vault / ".trash").exists()
    assert not (vault / outcome.note).exists()


def test_an_edited_note_is_refused_and_nothing_is_touched(vault, write, inbox, look):
    write(*DROPS["text"])
    (outcome,) = inbox().run()
    note = vault / outcome.note
    note.write_text(note.read_text() + "\nMy own line.\n")
    before = look()
    (result,) = inbox().undo(outcome.note)
    assert (result.did, result.note) == ("refused", outcome.note)
    assert "edited" in result.why
    assert look() == before
    (result,) = inbox().undo(last_run=True)
    assert result.did == "refused"
    assert look() == before


def test_keep_edits_leaves_the_edited_note_as_the_users_own(vault, write, inbox):
    write(*DROPS["text"])
    (outcome,) = inbox().run()
    note = vault / outcome.note
    edited = note.read_text() + "\nMy own line.\n"
    note.write_text(edited)
    (result,) = inbox().undo(outcome.note, keep_edits=True)
    assert (result.did, result.copy) == ("kept", outcome.note)
    assert note.read_text() == "".join(line for line in edited.splitlines(keepends=True) if not line.startswith("inbox_id:"))
    assert (vault / "Inbox/Held/20250918_114949_phone_Idea.txt").read_text() == "Comfrey makes the compost hot.\n"
    assert inbox().status().notes == 0


def test_one_note_of_a_list_comes_back_alone_and_the_whole_with_the_last(vault, write, inbox, look):
    write(*DROPS["list"])
    before = look()
    outcomes = inbox(PAGES).run()
    held = vault / "Inbox/Held/20250918_180002_phone_Links.txt"
    inbox().undo(outcomes[1].note)
    assert held.read_text() == "Title: Part b\nURL: https://garden.example.org/b\n"
    inbox().undo(outcomes[0].note)
    assert len(list(held.parent.iterdir())) == 2
    (result,) = inbox().undo(outcomes[2].note)
    assert result.drop == "Inbox/Held/20250918_180002_phone_Links.txt" or held.parent.joinpath(Path(result.drop).name).is_file()
    (only,) = held.parent.iterdir()
    assert only.read_text() == LINKS
    assert look(*HELD) == {path: data for path, data in before.items() if not path.endswith("Links.txt")}


def test_a_whole_list_that_comes_back_is_told_where_it_lies_once(vault, write, inbox):
    write(*DROPS["list"])
    inbox(PAGES).run()
    said = [line for line in last_run(vault)[0] if " is back" in line]
    (only,) = (vault / "Inbox/Held").iterdir()
    assert only.read_text() == LINKS
    assert said == [f"  Inbox/Held/{only.name} is back; move it into the inbox to process it again"]


def test_duplicates_come_back_into_the_folders_that_they_lay_in(vault, write, inbox):
    write("Inbox/first.txt", DROPS["text"][1])
    inbox().run()
    write("Inbox/12-garden/twice.txt", DROPS["text"][1])
    inbox().run()
    assert [result.drop for result in inbox().undo(last_run=True)] == ["Inbox/Held/12-garden/twice.txt"]
    assert [result.drop for result in inbox().undo(last_run=True)] == ["Inbox/Held/first.txt"]
    (vault / "Inbox/Held/12-garden").rename(vault / "Inbox/12-garden")
    (vault / "Inbox/Held/first.txt").unlink()
    (outcome,) = inbox().run()
    assert outcome.note.startswith("12-garden/")


def test_duplicates_put_away_by_the_run_come_back_and_their_note_stays(vault, write, inbox, look):
    write("Inbox/first.txt", "https://garden.example.org/a\n")
    inbox(PAGES).run()
    write("Inbox/first.txt", "https://garden.example.org/a\n")  # the same bytes under the same name
    write("Inbox/second.txt", "https://garden.example.org/a\n")  # under another name
    write("Inbox/third.txt", "Compost, part a\nhttps://garden.example.org/a?utm_source=x\n")  # the same page, and its title
    before = look()
    assert [outcome.status for outcome in inbox(PAGES).run()] == ["duplicate"] * 3
    assert {result.did for result in inbox().undo(last_run=True)} == {"held"}
    drops = {path: data for path, data in before.items() if path.startswith("Inbox/")}
    assert look(*HELD) == {path: data for path, data in before.items() if path not in drops}
    assert {path.name: path.read_bytes() for path in (vault / "Inbox/Held").iterdir()} == {
        Path(path).name: data for path, data in drops.items()
    }


def no_network(url: str) -> Page:
    raise FetchError(url, "no answer", retryable=True)


def test_a_refreshed_note_gets_its_former_text(vault, write, inbox, quiet, look):
    write(*DROPS["unreachable"])
    (outcome,) = Inbox(vault, pages=no_network).run()
    assert outcome.status == "pending"
    quiet()
    before = look()
    (done,) = inbox({"https://gone.example.org/z": page("Back again")}).refresh()
    assert done.diff
    (result,) = inbox().undo(outcome.note)
    assert (result.did, result.drop) == ("restored", None)
    assert look() == before
    (result,) = inbox().undo(outcome.note)
    assert result.did == "trashed"


def test_undo_goes_back_run_by_run_and_says_so_in_the_log(vault, write, inbox):
    write(*DROPS["text"])
    inbox().run()
    write("Inbox/b.txt", "Another thought.\n")
    inbox().run()
    assert [Path(result.drop).name for result in inbox().undo(last_run=True)] == ["b.txt"]
    assert [Path(result.drop).name for result in inbox().undo(last_run=True)] == ["20250918_114949_phone_Idea.txt"]
    assert inbox().undo(last_run=True) == []
    assert inbox().log()[-1]["warnings"] == ["taken back: the note is in the trash, its drop lies in Held"]
    told = CliRunner().invoke(cli, ["log", "--vault", str(vault)]).output.split("\n")
    assert told[-2].partition("  ")[2] == "< Unfiled/Idea.md (taken back: the note is in the trash, its drop lies in Held)"


def test_a_note_that_was_moved_is_found_and_one_that_was_deleted_gives_its_drop_back(vault, write, inbox):
    write(*DROPS["text"])
    write("Inbox/b.txt", "Another thought.\n")
    first, second = inbox().run()
    (vault / "elsewhere").mkdir()
    (vault / first.note).rename(vault / "elsewhere/Renamed.md")
    (vault / second.note).unlink()
    results = inbox().undo(last_run=True)
    assert sorted((result.did, result.note) for result in results if result.note) == [("trashed", "elsewhere/Renamed.md")]
    assert len(list((vault / "Inbox/Held").iterdir())) == 2


def test_undo_needs_one_note_or_the_last_run(vault, write, inbox):
    write("Mine.md", "My own note.\n")
    with pytest.raises(ConfigError):
        inbox().undo()
    with pytest.raises(ConfigError):
        inbox().undo("No such note")
    (result,) = inbox().undo("Mine")
    assert (result.did, result.why) == ("refused", "it was not made by vault-inbox")


def test_the_command_says_what_it_did(vault, write, inbox):
    write(*DROPS["text"])
    (outcome,) = inbox().run()
    note = vault / outcome.note
    text = note.read_text()
    note.write_text(text + "x")
    refused = CliRunner().invoke(cli, ["undo", outcome.note, "--vault", str(vault)])
    assert (refused.exit_code, "--keep-edits" in refused.output) == (1, True)
    note.write_text(text)
    done = CliRunner().invoke(cli, ["undo", "--last-run", "--json", "--vault", str(vault)])
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {
        "note": outcome.note, "did": "trashed", "drop": "Inbox/Held/20250918_114949_phone_Idea.txt", "copy": None, "why": "",
    }  # fmt: skip


def last_run(vault: Path, *options: str) -> tuple[list[str], str]:
    """What `undo --last-run` says: of the notes, and of the run."""
    done = CliRunner().invoke(cli, ["undo", "--last-run", "--vault", str(vault), *options])
    return done.stdout.split("\n"), re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "NOW", done.stderr).rstrip("\n").replace("NOW to NOW", "NOW")


def test_undoing_the_last_run_says_first_which_run_that_is(vault, write, inbox, quiet):
    write(*DROPS["text"])
    write(*DROPS["unreachable"])
    write("Inbox/bad.txt", b"a\0b")
    Inbox(vault, pages=no_network).run()
    quiet()
    write("Old.md", SCRIPTS)
    inbox({"https://gone.example.org/z": page("Back again")}).refresh()
    inbox().adopt()
    quiet()
    write("Inbox/again.txt", DROPS["text"][1])
    inbox().run()
    assert last_run(vault)[1] == "taking back the run of NOW: 1 drop known already"
    assert last_run(vault)[1] == "taking back the run of NOW: 1 note adopted"
    assert last_run(vault)[1] == "taking back the run of NOW: 1 note brought up to date"
    assert last_run(vault)[1] == "taking back the run of NOW: 2 notes made, 1 drop failed"
    assert last_run(vault) == ([""], "nothing to undo")
    assert sorted(path.name for path in (vault / "Inbox/Held").iterdir()) == [
        "20250918_114949_phone_Idea.txt", "again.txt", "bad.txt", "z.txt",
    ]  # fmt: skip


def test_a_run_of_which_nothing_is_left_is_passed_over(vault, write, inbox):
    write("Inbox/one.txt", "Comfrey makes the compost hot.\n")
    (first,) = inbox().run()
    write("Inbox/two.txt", "And so does fresh grass.\n")
    (second,) = inbox().run()
    inbox().undo(second.note)
    assert last_run(vault)[0][0] == f"~ {first.note} (to the trash)"


def test_what_was_refused_holds_up_no_duplicate_that_is_back(vault, write, inbox):
    write("Inbox/one.txt", "Comfrey makes the compost hot.\n")
    inbox().run()
    write("Inbox/two.txt", "And so does fresh grass.\n")
    write("Inbox/same.txt", "Comfrey makes the compost hot.\n")
    (edited,) = (outcome for outcome in inbox().run() if outcome.status == "created")
    write(edited.note, (vault / edited.note).read_text() + "mine\n")
    assert {result.did for result in inbox().undo(last_run=True)} == {"held", "refused"}
    assert [result.did for result in inbox().undo(last_run=True, keep_edits=True)] == ["kept"]
    assert last_run(vault)[0][0] == "~ Unfiled/one.md (to the trash)"


def test_a_duplicate_with_no_original_is_nothing_to_take_back_whatever_else_is_held(vault, write, inbox):
    write("Inbox/one.txt", "https://garden.example.org/a\n")
    (first,) = inbox(PAGES).run()
    write("Inbox/two.txt", "https://garden.example.org/a\n\n")
    inbox(PAGES).run()
    write("Inbox/Held/two.txt", "Another drop of this name, held long ago.\n")
    for original in vault.rglob("originals/*/two.txt"):
        original.unlink()
    said, told = last_run(vault)
    assert (said[0], told) == (f"~ {first.note} (to the trash)", "taking back the run of NOW: 1 note made")
    assert (vault / "Inbox/Held/two.txt").read_text() == "Another drop of this name, held long ago.\n"


def test_duplicates_count_by_drop_and_those_that_cannot_come_back_are_told_once(vault, write, inbox):
    write("Inbox/one.txt", "https://garden.example.org/a\n")
    (first,) = inbox(PAGES).run()
    for name in ("two", "three", "four"):
        write(f"Inbox/{name}.txt", f"https://garden.example.org/a?utm_source={name}\n")
    assert {outcome.status for outcome in inbox(PAGES).run()} == {"duplicate"}
    for original in vault.rglob("originals/*/four.txt"):
        original.unlink()
    lost = "! Inbox/four.txt was known already, and its original is no longer there to come back"
    said, told = last_run(vault)
    assert told == "taking back the run of NOW: 2 drops known already"
    assert said[0] == lost
    assert {path.name for path in (vault / "Inbox/Held").iterdir()} == {"two.txt", "three.txt"}
    write("Inbox/five.txt", "https://garden.example.org/a?utm_source=five\n")
    inbox(PAGES).run()
    for original in vault.rglob("originals/*/five.txt"):
        original.unlink()
    said, told = last_run(vault)
    assert said[:2] == [lost.replace("four", "five"), f"~ {first.note} (to the trash)"]
    assert last_run(vault) == ([""], "nothing to undo")


def test_a_held_file_of_the_same_name_does_not_stand_for_a_duplicate(vault, write, inbox):
    write("Inbox/one.txt", "https://garden.example.org/a\n")
    (first,) = inbox(PAGES).run()
    write("Inbox/one.txt", "https://garden.example.org/a\n")
    inbox(PAGES).run()
    write("Inbox/Held/one.txt", "Another drop of this name, held long ago.\n")
    assert last_run(vault)[1] == "taking back the run of NOW: 1 drop known already"
    assert (vault / "Inbox/Held/one 1.txt").read_text() == "https://garden.example.org/a\n"
    assert (vault / first.note).exists()


def test_what_came_back_is_not_told_of_again_and_no_older_run_is_touched(vault, write, inbox):
    write("Inbox/one.txt", "Comfrey makes the compost hot.\n")
    inbox().run()
    write("Inbox/two.txt", "And so does fresh grass.\n")
    write("Inbox/same.txt", "Comfrey makes the compost hot.\n")
    write("Inbox/one.txt", "Comfrey makes the compost hot.\n")
    (edited,) = (outcome for outcome in inbox().run() if outcome.status == "created")
    write(edited.note, (vault / edited.note).read_text() + "mine\n")
    assert last_run(vault)[1].split("\n")[0] == "taking back the run of NOW: 1 note made, 2 drops known already"
    said, told = last_run(vault)
    assert (told.split("\n")[0], len(said)) == ("taking back the run of NOW: 1 note made", 2)
    assert (vault / "Unfiled/one.md").exists()


def test_undo_reads_all_records_once_however_many_notes_are_gone(vault, write, inbox):
    for number in range(12):
        write(f"Inbox/{number}.txt", f"Thought number {number} about the heap.\n")
    for outcome in inbox().run():
        (vault / outcome.note).unlink()
    walks: set[FrameType] = set()  # a walk is one frame, however often it goes on
    walk = Records.__iter__.__code__

    def see(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is walk:
            walks.add(frame)

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        assert [result.did for result in inbox().undo(last_run=True)] == ["held"] * 12
    finally:
        sys.setprofile(before)
    assert len(walks) <= 3  # by its own need once; the rest is what opening the vault reads


SCRIPTS = (Path(__file__).parent / "cleaned/before.md").read_text(encoding="utf-8")
LATER = ["refresh", "complete", "adopt", "clean"]


@settings(deadline=None, max_examples=5)
@given(st.lists(st.sampled_from(sorted(DROPS)), min_size=2, max_size=5, unique=True), st.lists(st.sampled_from(LATER), max_size=3))
def test_undo_after_anything_restores_every_byte(kinds: list[str], later: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        (vault / ".obsidian").mkdir(parents=True)
        there = {
            "Vault Inbox.md": "```toml\n[watch]\nsettle = 0.1\nsettle_md = 0.1\n```\n",
            "60-home/The ice.md": SCRIPTS,
            "60-home/Mill pond.md": "# Mill pond\n\nCompost and ice at the mill pond.\n",
        }
        for path, content in [*there.items(), *(DROPS[kind] for kind in kinds)]:
            (vault / path).parent.mkdir(parents=True, exist_ok=True)
            (vault / path).write_bytes(content.encode() if isinstance(content, str) else content)
        before, drops = snapshot(vault), {DROPS[kind][0] for kind in kinds if kind != "photo"}

        def inbox(pages: dict[str, str]) -> Inbox:
            for path in vault.rglob("*"):
                os.utime(path, (1_700_000_000, 1_700_000_000))
            known = {url: Page(url, "text/html", html.encode()) for url, html in pages.items()}

            def fetch(url: str) -> Page:
                return known[url] if url in known else no_network(url)

            return Inbox(vault, pages=fetch, options={"state_dir": f"{folder}/state", "cache_dir": f"{folder}/cache"})

        inbox(PAGES).run()
        for each in later:
            if each in {"adopt", "clean"}:
                inbox(PAGES).adopt(clean=each == "clean")
            else:
                more = {f"https://gone.example.org/{name}": page(f"Back again: {name}") for name in ("z", "worms")}
                inbox({**PAGES, **(more if each == "complete" else {})}).refresh()
        for _ in range(len(later) + 2):
            results = inbox(PAGES).undo(last_run=True)
            assert not [result for result in results if result.did == "refused"]
            if not results:
                break
        assert snapshot(vault, *HELD) == {path: data for path, data in before.items() if path not in drops}
        held = {path.read_bytes() for path in (vault / "Inbox/Held").iterdir()} if drops else set()
        assert held == {before[path] for path in drops}
