"""Days as one page writes them: whether its "5/3/2024" is in May or March, where its language does not tell.

English is written both ways, and "en-US" is what many programs call every English page. So a page's other days are asked, then its country.
Only a day with its whole year and the same stroke between is asked: "1.21.13" is a version, "6/15/20" may be a score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from ... import urls
from .calendar import days_in
from .dates import date_in

_MONTHS, _DAYS = 12, 31
_STAMPS = etree.XPath("//time/@datetime | //time//text() | //meta/@content")
_IN_DIGITS = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:20)?\d\d)(?![\d./-])")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WITH_WEEKDAY = re.compile(
    r"\b(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)[,.]?\s+"
    r"(\d{1,2}([./-])\d{1,2}\3(?:20)?\d\d)(?![\d./-])",
    re.IGNORECASE,
)
_WHOLE_YEAR = 4  # digits
_LONGEST = 200  # characters of a text that shows a day, or is the value of a field
_DAY_FIRST = frozenset(("uk", "ie", "au", "nz", "in", "za", "ng", "ke", "gh", "sg", "my", "pk", "lk", "mt", "eu"))
_MONTH_FIRST = frozenset(("us", "gov", "mil"))
_BOTH_WAYS = ("", "en", "en-US")  # languages that do not tell
_READ_AS = {"d": "en-GB", "M": "en-US"}


class Reader:
    """Finds the days in texts of one page; `language` is the page's, "en-US" or "de" or ""."""

    def __init__(self, root: HtmlElement, url: str, language: str) -> None:
        self._root, self._url = root, url
        main, _, country = language.partition("-")
        self._language = _READ_AS["d"] if main == "en" and country.lower() in _DAY_FIRST | {"gb"} else language
        self._orders: dict[str, str] = {}  # what the page's days with a stroke of this kind tell of its language

    def days_in(self, text: str) -> list[tuple[int, int, date]]:
        """The days that stand in a text as (start, end, day), in reading order; where the order of the numbers cannot be told, none."""
        told = _WITH_WEEKDAY.search(text) if self._language in _BOTH_WAYS else None
        if told and (read_as := _by_weekday(told)):
            return days_in(text, read_as)
        doubtful = [stroke for first, stroke, second, _ in _IN_DIGITS.findall(text) if first != second]
        if not doubtful or self._language not in _BOTH_WAYS:
            return days_in(text, self._language)
        if doubtful[0] not in self._orders:
            self._orders[doubtful[0]] = self._told(doubtful[0])
        return days_in(text, self._orders[doubtful[0]])

    def _told(self, stroke: str) -> str:
        """By a day with a number above twelve, or one that is told without doubt elsewhere, else by the country of the address."""
        known = {day for text in cast("list[str]", _STAMPS(self._root)) if len(text) < _LONGEST for *_, day in days_in(text, "")}
        known |= {day for day in [date_in(self._url)] if day is not None}
        votes = {_vote(*numbers, known) for numbers in self._in_digits(stroke)} - {""}
        if len(votes) == 1:
            return _READ_AS[votes.pop()]
        country = urls.site_of(self._url).rpartition(".")[2]
        order = "d" if country in _DAY_FIRST else "M" if country in _MONTH_FIRST else ""
        return _READ_AS.get(order, self._language)

    def _in_digits(self, stroke: str) -> Iterator[tuple[int, int, int]]:
        for text in self._root.itertext():
            if len(text) < _LONGEST:
                found = _IN_DIGITS.findall(text)
                yield from ((int(a), int(b), int(year)) for a, other, b, year in found if other == stroke and len(year) == _WHOLE_YEAR)


def _by_weekday(found: re.Match[str]) -> str:
    """The language whose order of numbers makes a day the one of the week that is told: "Thu, 11/02/2023" is in November."""
    said, days = found[1][:3].casefold(), {read_as: days_in(found[2], read_as) for read_as in _READ_AS.values()}
    fits = [read_as for read_as, told in days.items() if any(_WEEKDAYS[day.weekday()] == said for *_, day in told)]
    return fits[0] if len(fits) == 1 else ""


def _vote(first: int, second: int, year: int, known: set[date]) -> str:
    """The order in which two numbers of a day stand: "d" or "M", "" where nothing tells."""
    if not 1 <= min(first, second) <= _MONTHS or max(first, second) > _DAYS:
        return ""
    if max(first, second) > _MONTHS:
        return "d" if first > _MONTHS else "M"
    by_day, by_month = date(year, second, first) in known, date(year, first, second) in known
    return "" if by_day == by_month else "d" if by_day else "M"
