"""Our sentences on a page that is not there yet are known wherever they come from, and no line that a person has written into is."""

from __future__ import annotations

import errno
import ssl

import pytest

from vault_inbox.errors import FetchError
from vault_inbox.notes.merge.reasons import begins_told, is_told
from vault_inbox.reading.pool import _NO_START
from vault_inbox.web.fetching import failures, guard, manners
from vault_inbox.web.library import OFFLINE, UNREAD

TOLD = [
    OFFLINE,
    UNREAD,
    _NO_START,
    guard.NOT_VALID,
    guard.PRIVATE,
    manners.ASKED,
    manners.STOPPING,
    failures.UNREACHABLE,
    *map(failures.told, (TimeoutError(), ConnectionRefusedError(), OSError(errno.ENETUNREACH, ""), OSError(errno.EPIPE, ""))),
    *(failures.fetch_error("https://e.org/a", error, "").reason for error in (ssl.SSLError("x"), ConnectionResetError())),
    *(failures.later("https://e.org/a", status, "").reason for status in (408, 425, 429, 500, 502, 503, 504, 599)),
    *(words for _, words in failures._CERTIFICATE),
    "no site was found at e.example.org",
    "the site took longer than 30 seconds",
    "the site took longer than 0.5 seconds",
]


@pytest.mark.parametrize("reason", TOLD)
def test_a_sentence_of_ours_is_known(reason: str) -> None:
    assert is_told(f"> Not fetched yet: {FetchError('https://e.org/a', reason).reason}.")


@pytest.mark.parametrize(
    "words",
    [
        "the site does not answer — ask Anna for the paper copy.",
        "the page is one that Anna printed for me in May.",
        "the site refuses connections from here.",
        "the page answers 500 (ask anna).",
        "the page answers 503 when I look.",
        "working offline on the train.",
        "working offline. Mine.",
        "working offline",
        "no site was found at the library.",
        "",
    ],
)
def test_a_line_that_a_person_wrote_or_wrote_into_is_not(words: str) -> None:
    assert not is_told(f"> Not fetched yet: {words}")


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("working offline. Mine.", True),
        ("working offline on the train.", True),
        ("the page answers 503 — Anna has it", True),
        ("the site refuses connectionsfromhere.", False),
        ("Anna has it on paper.", False),
        ("", False),
    ],
)
def test_a_line_that_begins_with_a_sentence_of_ours_is_told_from_one_that_a_person_wrote(words: str, begins: bool) -> None:
    assert begins_told(f"> Not fetched yet: {words}") is begins
