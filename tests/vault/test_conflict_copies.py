"""Conflict copies of sync apps are known by their names, and are no notes that anything is linked to or learnt from."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from vault_inbox.text.conflicts import conflict_of
from vault_inbox.vault.index import Changes, Index
from vault_inbox.vault.index.writing import MANY


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("x.sync-conflict-20250918-114949-ABCDEFG.txt", "x.txt"),
        ("x.sync-conflict-20250918-114949.txt", "x.txt"),
        ("x (Conflicted copy DEVICE 202509181149).md", "x.md"),
        ("x_conflict-20250918-114949.txt", "x.txt"),
        ("x (Bob's conflicted copy 2025-09-18).txt", "x.txt"),
        ("x (conflicted copy 2025-09-18 114949).md", "x.md"),
        ("x_(Bob's_conflicted copy 2025-09-18).md", "x.md"),
        ("a (b) (Conflicted copy Pixel 202509181149)", "a (b)"),
        ("x.txt", None),
        ("x (copy).txt", None),
        ("x 2.md", None),
        ("x-LAPTOP.md", None),
        ("how to solve a sync-conflict.txt", None),
        ("the conflicted copy.md", None),
        ("Dropbox (conflicted copy and how to merge it).md", None),
        ("a_conflict-map.txt", None),
        ("x_conflict-1948.md", None),
        ("x_conflict-1948-1949.md", None),
        ("x (Tom’s in Konflikt stehende Kopie 2026-05-01).md", "x.md"),
        ("x (In Konflikt stehende Kopie von Tom 2026-05-01).md", "x.md"),
        ("x (App) (Copie en conflit de PC-TOM 2026-05-01).md", "x (App).md"),
        ("x (Copia in conflitto di Tom.fritz.box 2026-05-01).md", "x.md"),
        ("x (Copia en conflicto de Tom 2026-05-01).md", "x.md"),
        ("x (Copia conflictiva de Tom 2026-05-01).md", "x.md"),
        ("x (Tom の問題のあるコピー 2026-05-01).md", "x.md"),
        ("x (Tom の問題のあるコヒ\u309aー 2026-05-01).md", "x.md"),
        ("x (Tom の競合コピー 2026-05-01).md", "x.md"),
        ("x (Tom (work) conflicted copy 2026-05-01).md", "x.md"),
        ("x (Conflicted copy Tom's Phone (2) 202605011010).md", "x.md"),
        ("x (Copie en conflit).md", None),
        ("x (Copie en conflit de la page 3).md", None),
        ("In Konflikt stehende Kopie 2026-05-01.md", None),
        ("x (Konflikt 2026-05-01).md", None),
        ("x (コピー 2026-05-01).md", None),
        ("x (a conflicted copy, see (2)).md", None),
        ("x (Case Conflict).md", None),
    ],
)
def test_r13_conflict_copies_are_known_by_name(name: str, original: str | None) -> None:
    assert conflict_of(name) == original


NOTE = '---\ntags: [soil]\naliases: [Heap]\nurl: https://example.org/{0}\ninbox_id: "00000000000000aa"\n---\n[[Worms]] warm compost, {0}\n'
FILES = {
    "garden/Compost.md": NOTE.format("peelings"),
    "garden/Compost.sync-conflict-20250918-114949-ABCDEFG.md": NOTE.format("nutshells"),
    "garden/Compost (Conflicted copy phone 202509181149).md": NOTE.format("eggshells"),
    "copies/Lone (Tom's conflicted copy 2025-09-18).md": "words of a lone copy #lone",
    "Worms.md": "They like it.",
    "User.md": "I looked at [[Compost.sync-conflict-20250918-114949-ABCDEFG]] and [[Worms]]",
}
ALONE = "copies/Lone (Tom's conflicted copy 2025-09-18).md"  # its note is gone: it is the only version left
COPY = "garden/Compost.sync-conflict-20250918-114949-ABCDEFG.md"


@pytest.fixture(params=["at once", "one by one"])
def index(tmp_path: Path, request: pytest.FixtureRequest):
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    with Index(tmp_path, None, skip=lambda _: False) as opened:
        if request.param == "at once":
            opened.refresh()
        for path in FILES:
            opened.put(path)
        yield opened


def test_r13_a_conflict_copy_is_nothing_that_a_text_is_linked_to_or_learns_from(index: Index) -> None:
    text = "Warm compost and Compost.sync-conflict-20250918-114949-ABCDEFG, nutshells, eggshells, a Heap, the Lone copy"
    assert {near.note.path for near in index.similar(text)} == {"garden/Compost.md", "User.md", ALONE}
    assert {mention.note.path for mention in index.mentions(text)} == {"garden/Compost.md"}
    assert [note.path for note in index.with_tag("soil")] == ["garden/Compost.md"]
    assert dict(index.tags()) == {"soil": 1, "lone": 1}
    assert dict(index.folders()) == {"garden": 1, "copies": 1}
    assert [len(index.with_url(f"https://example.org/{each}")) for each in ("peelings", "nutshells")] == [1, 0]
    assert len({*index.rarity(["nutshells", "eggshells", "unheard"]).values()}) == 1
    assert index.linkers(["Worms.md"]) == {"Worms.md": 2}
    assert index.links_from("User.md") == ["Worms.md"]


def test_a_copy_is_known_by_its_path_its_name_its_id_and_its_links(index: Index) -> None:
    assert index.paths() == set(FILES)
    assert index.named("compost.sync-conflict-20250918-114949-abcdefg") == [COPY]
    assert len(index.with_inbox_id("00000000000000aa")) == len(index.all_ours()) == 3
    assert index.note(COPY).tags == ("soil",)
    assert [path for path, _ in index.links_to("Worms.md")] == sorted(path for path, text in FILES.items() if "[[Worms]]" in text)
    assert index.links_to(COPY) == [("User.md", COPY.rpartition("/")[2][:-3])]
    assert index.all_links_from("User.md") == [COPY, "Worms.md"]
    assert index.all_links_from(COPY) == ["Worms.md"]


def test_counts_stay_right_when_copies_come_and_go(index: Index, tmp_path: Path) -> None:
    for path in FILES:
        if "onflict" in path:
            (tmp_path / path).unlink()
    assert index.refresh() == Changes(removed=3)
    assert (dict(index.tags()), dict(index.folders())) == ({"soil": 1}, {"garden": 1})
    (tmp_path / "garden/Compost.md").rename(tmp_path / COPY)
    assert index.refresh() == Changes(added=1, removed=1)
    assert [note.path for note in index.with_tag("soil")] == [COPY]
    (tmp_path / "garden/Compost.md").write_text(NOTE.format("peelings"))
    index.refresh()
    assert [note.path for note in index.with_tag("soil")] == ["garden/Compost.md"]
    assert (dict(index.tags()), dict(index.folders())) == ({"soil": 1}, {"garden": 1})
    index.remove("garden/Compost.md")
    assert [note.path for note in index.with_tag("soil")] == [COPY]
    index.put("garden/Compost.md")
    assert [note.path for note in index.with_tag("soil")] == ["garden/Compost.md"]
    with Index(tmp_path, None, skip=lambda _: False) as fresh:
        fresh.refresh()
        assert (dict(fresh.tags()), dict(fresh.folders())) == (dict(index.tags()), dict(index.folders()))


def test_copies_among_many_notes_that_come_at_once_count_for_nothing(tmp_path: Path) -> None:
    for number in range(MANY):
        (tmp_path / f"{number}").mkdir()
        for name in (f"Note {number}", f"Note {number} (Conflicted copy phone 202509181149)"):
            (tmp_path / f"{number}/{name}.md").write_text(f"word{number} #tag{number}")
    with Index(tmp_path, None, skip=lambda _: False) as opened:
        opened.refresh()
        assert set(opened.folders().values()) == set(opened.tags().values()) == {1}
        assert len(opened.folders()) == len(opened.tags()) == MANY
        assert opened.rarity(["word7"])["word7"] == pytest.approx(math.log((MANY + 1) / 2))


def test_a_drop_is_linked_to_the_note_and_not_to_its_copy(vault: Path, write, inbox) -> None:
    for name in ("Kompost.md", "Kompost.sync-conflict-20260601-080000-ABCDEF7.md"):
        write(f"10 Garten/{name}", "# Kompost\n\nDer Kompost braucht Luft, Laub, Küchenabfälle und Regenwürmer. #garten\n")
    write("Inbox/a.txt", "Mein Komposter steht nun im Schatten: der Kompost bekommt Laub, Luft und Regenwürmer.\n")
    (outcome,) = inbox().run()
    text = (vault / outcome.note).read_text()
    assert "[[Kompost]]" in text
    assert "sync-conflict" not in text


@pytest.mark.parametrize(
    ("note", "copy"),
    [
        ("Cafe\u0301.md", "Caf\u00e9 (Conflicted copy phone 202401011010).md"),
        ("Caf\u00e9.md", "Cafe\u0301 (Conflicted copy phone 202401011010).md"),
        ("TODO.md", "todo.sync-conflict-20240101-101010-ABCDEFG.md"),
    ],
)
def test_a_copy_beside_a_note_that_another_system_spells_otherwise_is_one(note: str, copy: str, tmp_path: Path) -> None:
    for name in (note, copy):
        (tmp_path / name).write_text("---\ntags: [soil]\nurl: https://example.org/1\n---\nWarm compost\n")
    with Index(tmp_path, None, skip=lambda _: False) as opened:
        opened.refresh()
        assert (opened.tags(), [ref.path for ref in opened.with_url("https://example.org/1")]) == ({"soil": 1}, [note])
        (tmp_path / note).unlink()
        opened.refresh()
        assert (opened.tags(), [ref.path for ref in opened.with_url("https://example.org/1")]) == ({"soil": 1}, [copy])
