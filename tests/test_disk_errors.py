"""What a disk refuses is told in plain words, with the place and what to do, and without numbers and names of temp files."""

from __future__ import annotations

import errno
import os
import sys

import pytest

from vault_inbox.cli.main import main
from vault_inbox.disk import Disk
from vault_inbox.disk_errors import in_words
from vault_inbox.temps import temp_name

TEMP = f"/v/Notes/{temp_name('here')}"
SAID = [
    (OSError(errno.ENOSPC, "No space left on device"), "the disk is full: make room there"),
    (OSError(errno.ENOSPC, "No space left on device", TEMP), "the disk of /v/Notes is full: make room there"),
    (
        OSError(errno.EROFS, "Read-only file system", TEMP, None, "/v/a.md"),
        "the disk of /v/a.md can only be read: connect it so that it can be written",
    ),
    (
        PermissionError(errno.EACCES, "Permission denied", "/v/a.md"),
        "this user may not read or write /v/a.md: `vault-inbox doctor` says what to do",
    ),
    (
        PermissionError(errno.EACCES, "Permission denied", b"/v/a.md", None, b"/w/a.md"),
        "this user may not read or write /v/a.md → /w/a.md: …",
    ),
    (PermissionError(errno.EACCES, "Permission denied"), "Permission denied"),  # such as a firewall's, which names no path
    (OSError(errno.EINVAL, "it is no regular file", "/v/pipe"), "/v/pipe: it is no regular file"),
    (OSError(errno.ELOOP, os.strerror(errno.ELOOP), "/v/a"), f"/v/a: {os.strerror(errno.ELOOP)}"),
    (OSError(errno.ENOSPC, "inotify watch limit reached"), "inotify watch limit reached"),
    (OSError("of a library's own"), "of a library's own"),
    (OSError(errno.EIO, os.strerror(errno.EIO), b"/v/\x1b[31m\xe9"), "the disk of /v/\\x1b[31m\\udce9 does not read or write as it should"),
    (OSError(), ""),
    (ValueError("no disk's"), "no disk's"),
]


@pytest.mark.parametrize(("error", "words"), SAID, ids=[words or "nothing" for _, words in SAID])
def test_what_a_disk_refuses_is_told_in_words(error, words):
    assert in_words(error).startswith(words.removesuffix("…"))


class Full(Disk):
    """A disk on which no file of the vault can be written."""

    def write(self, fd, data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def open(self, path, flags, mode=0o666):
        if flags & os.O_CREAT and path.name.endswith(".tmp"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return super().open(path, flags, mode)


def test_a_run_on_a_full_disk_says_so_in_words_that_are_the_same_each_time(vault, write, inbox):
    write("Inbox/a.txt", "Comfrey makes the compost hot.\n")
    said = {outcome.error for _ in range(2) for outcome in inbox(disk=Full()).run()}
    assert len(said) == 1
    (words,) = said
    assert "is full: make room there" in words
    assert "Errno" not in words
    assert ".~vi-" not in words


def test_the_command_says_what_it_cannot_write_in_words(vault, monkeypatch, capsys):
    really = os.open

    def full(path, flags, *args, **options):
        if str(path).startswith(str(vault)) and flags & os.O_CREAT:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return really(path, flags, *args, **options)

    monkeypatch.setattr(os, "open", full)
    monkeypatch.setattr(sys, "argv", ["vault-inbox", "add", "a thought", "--vault", str(vault)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert capsys.readouterr().err == f"vault-inbox: the disk of {vault / 'Inbox'} is full: make room there\n"
