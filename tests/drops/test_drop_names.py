"""What a drop's file name says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from vault_inbox.drops import kind_of, read_drop
from vault_inbox.drops.shared.names import read_name
from vault_inbox.model import Drop
from vault_inbox.text.generic_names import is_generic, says_nothing

MTIME = datetime(2025, 10, 1, 8, 30, 15, 987, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "created", "source", "title"),
    [
        ("20250918_114949_rss_The_2025_PSF_Election_.txt", "2025-09-18 11:49:49", "rss", "The 2025 PSF Election"),
        ("20250918_114949_PHONE_Idea.TXT", "2025-09-18 11:49:49", "phone", "Idea"),
        ("20250918_114949_share.md", "2025-09-18 11:49:49", "share", ""),
        ("20250918_114949.txt", "2025-09-18 11:49:49", "", ""),
        ("20250918_1149_phone_Idea.txt", "2025-09-18 11:49:00", "phone", "Idea"),
        ("20250918_1100_Team_meeting.txt", "2025-10-01 08:30:15", "", "20250918_1100_Team_meeting"),
        ("20250918_2024_Review_of_the_year.txt", "2025-10-01 08:30:15", "", "20250918_2024_Review_of_the_year"),
        ("20250918_2560_phone_Idea.txt", "2025-10-01 08:30:15", "", "20250918_2560_phone_Idea"),
        ("20250918_11494_phone_Idea.txt", "2025-10-01 08:30:15", "", "20250918_11494_phone_Idea"),
        ("20250918_114949_phone_Untitled_3.txt", "2025-09-18 11:49:49", "phone", ""),
        ("20250918_114949_rss_Version_2.0", "2025-09-18 11:49:49", "rss", "Version 2.0"),
        ("20250918_114949_phone_v1.2_notes", "2025-09-18 11:49:49", "phone", "v1.2 notes"),
        ("20250918_114949_script_(2).txt", "2025-09-18 11:49:49", "script", ""),
        ("20251318_114949_rss_Bees.txt", "2025-10-01 08:30:15", "", "20251318_114949_rss_Bees"),
        ("20250918_256161_rss_Bees.txt", "2025-10-01 08:30:15", "", "20250918_256161_rss_Bees"),
        ("My idea.txt", "2025-10-01 08:30:15", "", "My idea"),
        ("Dr. Who.txt", "2025-10-01 08:30:15", "", "Dr. Who"),
        ("Bees.sync-conflict-20250918-114949-ABCDEFG.txt", "2025-10-01 08:30:15", "", "Bees"),
        ("Bees (Conflicted copy PHONE 202509181149).md", "2025-10-01 08:30:15", "", "Bees"),
    ],
)
def test_name(name: str, created: str, source: str, title: str) -> None:
    read = read_name(Drop(name, b"x", MTIME))
    assert (str(read.created), read.source, read.title) == (created, source, title)


def test_a_part_takes_no_title_from_the_whole() -> None:
    note = read_drop(Drop("20250918_114949_share_Reading.txt", b"URL: https://example.org/\n", part="2/3"))
    assert (note.title, note.source, note.original_file) == ("example.org", "share", "20250918_114949_share_Reading.txt")


def test_no_time_at_all() -> None:
    assert read_drop(Drop("Idea.txt", b"x")).created is None


def test_facts_of_the_drop() -> None:
    drop = Drop("Idea.txt", b"Category: other\n\ntext", MTIME, folder="24-computing/web")
    note = read_drop(drop)
    assert (note.inbox_id, note.folder, note.original_file, note.source) == (drop.inbox_id, "24-computing/web", "Idea.txt", "drop")


@pytest.mark.parametrize(
    "name",
    [
        "Untitled",
        "Untitled 3",
        "untitled_2",
        "Text 2025-09-18",
        "New Note",
        "Note 12",
        "Pasted text",
        "Shared note",
        "document (3)",
        "2025-09-18",
        "2025-09-18 11.49.49",
        "18.09.2025",
        "September 18, 2025",
        "18. September 2025",
        "20250918",
        "Note 2025-09-18 at 11.49 AM",
        "1758196189123",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "5f0c1e9ab3",
        "Ohne Titel",
        "Unbenannt 2",
        "Sans titre",
        "Texto",
        "Texte 2",
        "Testo",
        "Tekst",
        "Текст",
        "テキスト",
        "文本",
        "텍스트",
        "Sin ti\u0301tulo",
        "Sin título",
        "无标题",
        "無題",
        "未命名 1",
        "Без названия",
        "Neue Notiz",
        "New Recording 12",
        "Recording (3)",
        "Voice 001",
        "Voice memo 4",
        "Nouvel enregistrement 3",
        "Note vocale",
        "Mémo vocal 2025-11-20",
        "Aufnahme 12",
        "Sprachnotiz",
        "Nota de voz 3",
        "Registrazione 7",
        "新規録音 3",
        "AUD-20251120-WA0003",
        "WhatsApp Audio 2025-11-20 at 08.10.11",
        "Transcription",
        "Texte partagé",
        "Partage",
        "Page sans titre",
    ],
)
def test_names_that_say_nothing(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize(
    "name",
    [
        "1984",
        "Note to self",
        "Text about bees",
        "2025 plans",
        "deadbeef",
        "Facade",
        "New York",
        "Untitled masterpiece",
        "Ohne Titel und Tadel",
        "2025-09-18 Bees",
        "Recording studio",
        "Transcription factors",
        "Aufnahme von Saturn",
        "Partage des tâches",
        "Voice",
        "Images",
        "Enregistrement du concert",
    ],
)
def test_names_that_say_something(name: str) -> None:
    assert not is_generic(name)


def test_a_title_that_is_a_day_or_a_number_may_be_a_pages() -> None:
    assert [says_nothing(title) for title in ("Aufnahme 12", "Note", "2025-09-18", "18 September 2025", "1758196189123", "")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text"),
        ("a", "text"),
        ("Version 2.0", "text"),
        ("20250918_114949_phone_v1.2_notes", "text"),
        ("a.MD", "markdown"),
        ("a.markdown", "markdown"),
        ("a.Html", "html"),
        ("a.htm", "html"),
        ("a.url", "link"),
        ("a.webloc", "link"),
        ("a.desktop", "link"),
        ("a.eml", "email"),
        ("a.jpg", None),
        ("a.pdf", None),
        ("memo.m4a", None),
        ("a.txt.gz", None),
    ],
)
def test_kind(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind
