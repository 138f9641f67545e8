"""A date as people and machines write it → a date; what could mean two days is left out rather than guessed."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate

# The least beginnings that tell the months apart in English, German, French, Spanish, Italian, Portuguese and Dutch.
_MONTHS = {
    begin: number
    for number, begins in enumerate(
        (
            "jan gen ene",
            "feb fev fév",
            "mar mär maa mrt",
            "apr avr abr",
            "mai may mag mei",
            "jun juin giu",
            "jul juil lug",
            "aug aoû ago",
            "sep set",
            "oct okt ott out",
            "nov",
            "dec dez déc dic",
        ),
        start=1,
    )
    for begin in begins.split()
}
_NAMED = (
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+|of\s+)?(?P<month>[^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(?P<year>\d{4})\b"),
    re.compile(r"(?P<month>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b"),
)
_YEAR_FIRST = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")


def parse_date(text: str) -> date | None:
    """Read ISO 8601, RFC 2822, "September 9, 2025", "9. Sep 2025"; None if it is no date, or day and month could be swapped.

    The day is the one that is written, in the writer's own time zone; the time of day is dropped.
    """
    text = text.strip().casefold()
    if match := _YEAR_FIRST.match(text) or _COMPACT.match(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.match(text):
        return _year_last(int(match[1]), int(match[2]), int(match[3]))
    for pattern in _NAMED:
        if match := pattern.search(text):
            return _date(int(match["year"]), _month(match["month"]), int(match["day"]))
    mail = parsedate(text)
    return _date(*mail[:3]) if mail and re.search(r"[a-z]", text) else None


def parse_moment(value: object) -> date | datetime | None:
    """Read a YAML or ISO date or time as it stands; a zone and fractions of seconds are dropped, the wall clock stays."""
    if isinstance(value, str):
        try:
            return parse_moment(datetime.fromisoformat(value.strip()))
        except ValueError:
            return parse_date(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None, microsecond=0)
    return value if isinstance(value, date) else None


def _year_last(first: int, second: int, year: int) -> date | None:
    if first <= 12 and second <= 12 and first != second:
        return None
    return _date(year, second, first) if first > 12 else _date(year, first, second)


def _month(name: str) -> int:
    return _MONTHS.get(name[:4], 0) or _MONTHS.get(name[:3], 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
