"""A page that a browser saved with its files: `X.html` becomes a note, the folder `X_files` beside it stays, and is told once."""

from __future__ import annotations

import threading
import time

import pytest

PARAGRAPHS = "".join(
    f"<p>In the {part} of the sky Saturn stood bright this night, and its rings were so thin that they could not be seen at all.</p>"
    for part in ("north", "south", "east", "west", "middle")
)
PAGE = f"<!DOCTYPE html><html><head><title>Rings</title></head><body><article><h1>Rings</h1>{PARAGRAPHS}</article></body></html>"
FILES = {
    "saved_resource.html": "<html><body><p>Our telescopes are cheaper this month, and each one is sent to you for free.</p></body></html>",
    "saved_resource(1).html": "<html><head></head><body></body></html>",
    "f.txt": "(function(){var a=1;})()",
    "js": "window.dataLayer=[]",
    "photo.jpg": b"\xff\xd8",
    "frames/a.html": "<p>A frame</p>",
}


@pytest.fixture
def put(write):
    """put(folder) writes the files of a saved page, whose page is not among them."""

    def put_files(folder):
        for name, content in FILES.items():
            write(f"{folder}/{name}", content)

    return put_files


def later(monkeypatch, seconds):
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + seconds)


def stands(vault, folder):
    return all((vault / folder / name).is_file() for name in FILES)


def notes(vault):
    return sorted(path.name for path in vault.rglob("*.md"))


@pytest.mark.parametrize(
    ("page", "folder"),
    [
        ("Rings.html", "Rings_files"),
        ("Rings.htm", "Rings-Dateien"),
        ("Rings.html", "Rings_fichiers"),
        ("Rings.html", "Rings-filer"),
        ("Rings.HTML", "Rings.files"),
        ("Café.html", "Cafe\u0301_archivos"),
    ],
)
def test_the_files_of_a_saved_page_are_no_drops_and_are_told_once(vault, write, put, inbox, monkeypatch, page, folder):
    write(f"Inbox/{page}", PAGE)
    put(f"Inbox/{folder}")
    assert inbox().status().waiting == 1
    note, told = inbox().run()
    assert (note.drop, note.status) == (f"Inbox/{page}", "created")
    assert (told.drop, told.status, told.note) == (f"Inbox/{folder}", "skipped", None)
    assert "stay where they are" in told.warnings[0]
    later(monkeypatch, 7200)  # nobody waits for the page any more: it was here
    write(f"Inbox/{folder}/late.txt", "window.dataLayer=[]")
    assert inbox().run() == []
    assert inbox().status().waiting == 0
    assert notes(vault) == ["Rings.md"]
    assert stands(vault, f"Inbox/{folder}")


def test_files_that_come_before_their_page_wait_for_it(vault, write, put, inbox):
    put("Inbox/News/Rings_files")
    (told,) = inbox().run()
    assert (told.drop, told.status) == ("Inbox/News/Rings_files", "skipped")
    assert "“Rings.html” is waited for" in told.warnings[0]
    write("Inbox/News/Rings.html", PAGE)
    assert [one.status for one in inbox().run()] == ["created", "skipped"]
    assert inbox().run() == []
    assert notes(vault) == ["Rings.md"]


@pytest.mark.parametrize("half", [".syncthing.Rings.html.tmp", "Rings.html.part", ".Rings.html.icloud"])
def test_a_page_that_is_still_being_brought_is_beside_its_files(vault, write, put, inbox, monkeypatch, half):
    put("Inbox/Rings_files")
    write(f"Inbox/{half}", "")
    later(monkeypatch, 7200)
    assert [one.drop for one in inbox().run()] == ["Inbox/Rings_files"]
    assert notes(vault) == []


def test_files_that_come_after_their_page_is_a_note_are_known(vault, write, put, inbox, monkeypatch):
    write("Inbox/Rings.html", PAGE)
    inbox().run()
    put("Inbox/Rings_files")
    later(monkeypatch, 7200)
    assert [(one.drop, one.status) for one in inbox().run()] == [("Inbox/Rings_files", "skipped")]
    assert inbox().run() == []
    assert notes(vault) == ["Rings.md"]


def test_files_of_a_page_that_could_not_become_a_note_are_known(vault, write, put, inbox, monkeypatch):
    write("Inbox/Rings.html", "<html><head></head><body></body></html>")
    assert [one.status for one in inbox().run()] == ["failed"]
    put("Inbox/Rings_files")
    later(monkeypatch, 7200)
    assert [one.status for one in inbox().run()] == ["skipped"]


def test_files_of_a_page_that_was_held_are_known(vault, write, put, inbox, monkeypatch):
    write("Inbox/News/Rings.html", PAGE)
    (made,) = inbox().run()
    inbox().undo(made.note)
    put("Inbox/News/Rings_files")
    later(monkeypatch, 7200)
    assert [one.status for one in inbox().run()] == ["skipped"]


def test_a_folder_of_the_users_own_that_is_called_so_holds_drops(vault, write, inbox, monkeypatch):
    write("Inbox/Court_files/Oak bench.txt", "The oak for the bench is ordered and comes on Monday.\n")
    write("Inbox/Court.txt", "The court is closed on Friday.\n")
    assert [(one.drop, one.status) for one in inbox().run()] == [("Inbox/Court.txt", "created"), ("Inbox/Court_files", "skipped")]
    later(monkeypatch, 400)
    assert [(one.drop, one.status) for one in inbox().run()] == [("Inbox/Court_files/Oak bench.txt", "created")]


def test_the_daemon_tells_of_them_once_and_makes_no_note_of_them(vault, write, put, inbox):
    write("Vault Inbox.md", "```toml\n[watch]\nsettle = 0.05\nrescan = 0.2\n```\n")
    put("Inbox/Rings_files")
    told, looks, stop = [], [], threading.Event()

    def alive():
        looks.append(len(looks))
        if len(looks) == 3:  # the folder was seen without its page
            write("Inbox/Rings.html", PAGE)
        if len(looks) == 100:
            stop.set()

    for outcome in inbox().watch(stop, alive=alive):
        told.append((outcome.drop, outcome.status))
        if outcome.drop == "Inbox/Last.txt":
            stop.set()
        elif len(told) == 2:
            write("Inbox/Last.txt", "The rings come back in March.\n")
    assert sorted(told) == [("Inbox/Last.txt", "created"), ("Inbox/Rings.html", "created"), ("Inbox/Rings_files", "skipped")]
    assert stands(vault, "Inbox/Rings_files")
