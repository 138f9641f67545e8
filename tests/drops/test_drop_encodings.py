"""Bytes that are text, and bytes that are none."""

from __future__ import annotations

import pytest

from vault_inbox.drops import is_prose, read_drop, split_drop
from vault_inbox.errors import DropError
from vault_inbox.model import Drop

TEXT = "Grüße — “so”\n\nText"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_r19_encodings(encoding: str) -> None:
    note = read_drop(Drop("Untitled.txt", TEXT.encode(encoding)))
    assert (note.title, note.content) == ("Grüße — “so”", "Text")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Grüße für Käthe, „Ende“".encode()[:-1], "Grüße für Käthe, „Ende\ufffd"),
        ("Grüße für Käthe, „Ende“\n".encode() + b"caf\xe9", "Grüße für Käthe, „Ende“\ncafé"),
        ("Grüße für".encode() + b"\x81" + " Käthe, „Ende“".encode(), "Grüße für\ufffd Käthe, „Ende“"),
        ("Grüße: Über die Brücke, ein Bericht".encode() + b"\xe2\x80\nx", "ein Bericht\ufffd\nx"),
        ("Grüße aus Köln, schöne ".encode() + b"\xf0\x9f\nx", "schöne \ufffd\nx"),
        ("Grüße aus Köln für 5 ".encode() + b"\xe2\x82 am", "für 5 \ufffd am"),
        ("Grüße aus Köln, schöne ".encode() + "„café”, é… é– und »à‚".encode("cp1252"), "„café”, é… é– und »à‚"),
        ("Grüße aus Köln, schöne ".encode() + "«café» né".encode("cp1252"), "«café» né"),
        ("«Élan», café".encode("cp1252"), "«Élan», café"),
        ("CAFÉ»".encode("cp1252") + b" \xe9", "CAFÉ» é"),
    ],
)
def test_a_spoiled_character_does_not_spoil_the_others(data: bytes, text: str) -> None:
    assert text in read_drop(Drop("Untitled.txt", b"Title\n\n" + data)).content


def test_a_byte_order_mark_proves_an_encoding() -> None:
    for data, text in (
        (b"Caf\xe9", "Café"),
        (b"\x84So\x93 ist\xff", "„So“ istÿ"),
        ("Grüße".encode() + b" \x81 \xe2\x80", "Grüße \ufffd \ufffd"),
    ):
        note = read_drop(Drop("Untitled.txt", b"\xef\xbb\xbfTitle: A\n\nText, " + data))
        assert (note.title, note.content) == ("A", f"Text, {text}")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "nothing but blanks"),
        (b"\xef\xbb\xbf\n", "nothing but blanks"),
        (b"text\0more", "NUL"),
        ("text".encode("utf-16-le"), "NUL"),
        (b"a" * 5_000_001, "5.1 MB, at most 5 MB"),
        ("\u200b\u200d\u2060\ufeff\u200e \n".encode(), "nothing but blanks"),
        (b"\x81\x8d", "neither UTF-8"),
        (b"\xff\xfea", "neither UTF-8"),
    ],
)
@pytest.mark.parametrize("name", ["Untitled.txt", "Untitled.md"])
def test_r20_what_cannot_be_a_note(name: str, data: bytes, reason: str) -> None:
    drop = Drop(name, data)
    with pytest.raises(DropError, match=reason):
        read_drop(drop)
    assert split_drop(drop) == (drop,)
    assert not is_prose(name, data)


def test_headers_alone_are_no_note() -> None:
    with pytest.raises(DropError, match="no text and no link"):
        read_drop(Drop("Untitled.txt", b"Tags: a\n"))


def test_five_megabytes_are_read() -> None:
    assert read_drop(Drop("Big.txt", b"word " * 1_000_000)).title == "Big"


def test_a_kind_that_is_not_read() -> None:
    with pytest.raises(DropError, match="kind of file"):
        read_drop(Drop("a.pdf", b"%PDF"))


def test_r21_only_newlines_end_lines() -> None:
    note = read_drop(Drop("Untitled.txt", "Title\r\n\r\none\u2028two\x0cthree\r\n".encode()))
    assert note.content == "one\u2028two\x0cthree"
