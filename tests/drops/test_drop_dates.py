"""Dates as people and machines write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from vault_inbox.drops.shared.dates import is_only_date, parse_date, parse_moment


@pytest.mark.parametrize(
    "text",
    [
        "2025-09-09",
        "2025-09-09T23:30:00Z",
        "2025-09-09 10:13:53+02:00",
        "2025/9/9",
        "20250909",
        "Tue, 09 Sep 2025 23:13:53 -0700",
        "September 9, 2025",
        "Sept. 9th, 2025",
        "9 Sep 2025",
        "9. September 2025",
        "9th of September 2025",
        "Tuesday, September 9, 2025",
        "9 septembre 2025",
        "9 de septiembre de 2025",
        "9/9/2025",
        "2025年9月9日",
    ],
)
def test_one_day(text: str) -> None:
    assert parse_date(text) == date(2025, 9, 9)


@pytest.mark.parametrize(
    "text", ["09/10/2025", "9.10.2025", "tomorrow", "2025", "32 Sep 2025", "2025-13-01", "9 Foo 2025", "2568-09-09", "0001-01-01", ""]
)
def test_no_day_or_two(text: str) -> None:
    assert parse_date(text) is None


def test_a_day_that_can_be_one_only() -> None:
    assert parse_date("25/12/2025") == parse_date("12/25/2025") == date(2025, 12, 25)


def test_moments_keep_the_wall_clock() -> None:
    assert parse_moment("2025-09-09T23:30:00.5-07:00") == datetime(2025, 9, 9, 23, 30)
    assert parse_moment(date(2025, 9, 9)) == date(2025, 9, 9)
    assert parse_moment("soon") is parse_moment(3) is None


@pytest.mark.parametrize(
    "text",
    [
        "Tue Sep 09 2025 11:49:49 GMT+0200 (CEST)",
        "Tue, 9 Sep 2025 11:49:49 -0700 (PDT)",
        "2025-09-09T11:49:49.123456+00:00",
        "2025-09-09 11-49-49",
        "20250909_114949",
        "2025-09-09 11:49:49 Europe/Berlin",
        "Sep 9, 2025 · 11:49 a.m. ET",
        "Dienstag, den 9. September 2025 um 11:49 Uhr",
        "Di, 9. Sep. 2025 11 Uhr",
        "mardi 9 septembre 2025 à 11h49",
        "9 settembre 2025 alle ore 11:49",
        "2025年9月9日(火) 午前11:49",
        "3/4/2025, 10:15 AM",
    ],
)
def test_nothing_but_a_day_and_its_time(text: str) -> None:
    assert is_only_date(text)


@pytest.mark.parametrize("text", ["2025-01-01 Anna comes", "before 9 Sep 2025", "2025-09-09 5 min read", "12 apples", "2025-09-09 👍"])
def test_a_day_with_words(text: str) -> None:
    assert not is_only_date(text)


@pytest.mark.parametrize("text", ["11.11.", "11:11,", "a.m. p.m. ", "+0000 ", "1 h11", "日", "mo."])
def test_what_stands_beside_a_day_is_read_once(text: str) -> None:
    assert not is_only_date(f"2025-09-09 {text * 2_000} x")
