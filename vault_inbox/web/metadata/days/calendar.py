"""Days as a page shows them to its readers, in its own language: "3. Mai 2024", "5/3/2024", "2024年5月3日". Babel knows the months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from unicodedata import decimal

_EARLIEST, _LATEST = 1990, 2100  # years; a page of the web is not older
_MONTHS_OF_A_YEAR = 12
_WIDESPREAD = ("de", "fr", "es", "it", "pt", "nl", "pl", "ru", "sv")  # asked of a page that does not tell its language
_SHORTEST = 3  # letters of a month there
_DIGITS = re.compile(r"(?<![\d./-])(\d{1,4})(\s?[./-]\s?)(\d{1,2})\2(\d{2,4})(?![\d/-]|\.\d)")
# The same with a day of one figure: "2026. 5. 3.", "2026/5/3"; "2026.5.3" is a version as well, but in lands where the year comes first.
_YEAR_FIRST = re.compile(r"(?<![\dA-Za-z./-])((?:19|20)\d\d)(\s?[./-]\s?)(\d{1,2})\2(\d)(?![\d/-]|\.\d)")
_LATIN = re.compile(r"([A-Za-z]+)[\s:：]*$")
_TOLD = re.compile(r"(?:last)?(?:date|day|on|at|updated?|post|posted|publish(?:ed)?|released|created|modified|written)", re.IGNORECASE)
_NEAR = 40  # characters before a day
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+|\s*[,/]\s*|\s+)(\d{4})(?!\d)", re.IGNORECASE)
# The years of a reign, or of the Chinese republic, are counted from the one before its first.
_ERAS = {"": 0, "令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}
_SIGNS = re.compile(r"(?:(令和|平成|民國|民国)\s*(\d{1,3}|元)|(\d{4}))\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})")
_MONTH = r"(?P<month>[\u0e01-\u0e2e]{1,3}\.[\u0e01-\u0e2e]{1,2}\.|[^\W\d_][^\s\d,.;:|/()]{1,14})"  # Thai ones are short as "พ.ค."
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª)?"
_YEAR = r"(?P<year>(?:19|20|25)\d\d)(?!\d)"
_BUDDHIST = 543  # years before those of the common calendar, in Thailand
_OF = r"(?:\s+(?:de|del|of|di))?"
_WORDS = (
    re.compile(rf"(?<!\d){_DAY}[.,-]?{_OF}\s*{_MONTH}[.,-]*{_OF}\s*{_YEAR}"),
    re.compile(rf"{_MONTH}[.,]?\s+{_DAY}(?!\d)[.,]?\s+{_YEAR}"),
    re.compile(rf"{_MONTH}\s+{_DAY}\s+\d\d:\d\d:\d\d\s+(?:[A-Z]{{1,5}}\s+)?{_YEAR}"),  # as Unix writes it
    re.compile(rf"(?<!\d){_YEAR}[.,]?(?:\s+m\.)?\s+{_MONTH}[.,]?\s+{_DAY}(?!\d)"),  # "m." is the year in Lithuania
    re.compile(rf"(?<!\d){_YEAR}\.\s+gada\s+{_DAY}\.\s+{_MONTH}"),  # in Latvia
)


def days_in(text: str, language: str) -> list[tuple[int, int, date]]:
    """The days that stand in a text as (start, end, day), in reading order; `language` is the page's, "en-US" or "de" or "".

    A day is not guessed: where "5/3/2024" may be May or March, because the language is unknown or written differently in
    different countries, it is none.
    """
    if not any(map(str.isdigit, text)):
        return []
    text = text if text.isascii() else "".join(str(decimal(char)) if char.isdecimal() else char for char in text)
    found = [(start, end, day) for start, end, day in _found(text, language) if day is not None]
    return sorted(each for each in found if not any(other[0] < each[0] < other[1] for other in found))


def _found(text: str, language: str) -> Iterator[tuple[int, int, date | None]]:
    for pattern in _WORDS:
        for match in pattern.finditer(text):
            month = _month(match["month"].casefold().rstrip("."), language)
            if month:
                year = int(match["year"]) - (_BUDDHIST if language.startswith("th") and int(match["year"]) > _LATEST else 0)
                yield *match.span(), _day(year, month, match["day"])
    for match in _SIGNS.finditer(text):
        counted = (match[2] or match[3]).replace("元", "1")
        yield *match.span(), _day(_ERAS[match[1] or ""] + int(counted), match[4], match[5])
    for match in _DIGITS.finditer(text):
        yield *match.span(), _of_digits(match[1], match[2].strip(), match[3], match[4], language)
    for match in _YEAR_FIRST.finditer(text):
        if match[2] != "." or (_order(language) == "y" and not _is_version(text[max(0, match.start() - _NEAR) : match.start()])):
            yield *match.span(), _day(match[1], match[3], match[4])
    for match in _VIETNAMESE.finditer(text):
        yield *match.span(), _day(match[3], match[2], match[1])


def _is_version(before: str) -> bool:
    """Whether the words before figures name a program, not a day: "PyCharm"; "Update" may be either and is said of days."""
    found = _LATIN.search(before)
    return found is not None and not _TOLD.fullmatch(found[1])


def _of_digits(first: str, stroke: str, second: str, third: str, language: str) -> date | None:
    if len(first) == 4:
        return _day(first, second, third)
    # "25.04.24" is a day where days are written so; "8.4.13" and, in English, "25.04.24" are versions. "05.15.13" is May in America.
    dotted = stroke == "." and len(first) == len(second) == 2 and language.partition("-")[0] != "en" and _order(language) == "d"
    dotted = dotted or (stroke == "." and len(first) == len(second) == 2 and int(second) > _MONTHS_OF_A_YEAR)
    if len(third) == 2 and (stroke == "/" or dotted):
        third = f"20{third}"
    if len(first) > 2 or len(third) != 4:
        return None
    by_day, by_month = _day(third, second, first), _day(third, first, second)
    order = _order(language)
    if order == "y":  # written year first, and abroad's way only by the way
        return by_day if by_day == by_month or stroke == "." else None
    if (stroke == "." and language.partition("-")[0] != "en") or by_day is None or by_month is None or by_day == by_month:
        return by_day or by_month
    return (by_day if order == "d" else by_month) if order else None


def _day(year: str | int, month: str | int, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if _EARLIEST <= found.year <= _LATEST else None


def _month(word: str, language: str) -> int | None:
    own = _months(language.partition("-")[0])
    found = own.get(word) or (own.get(word.removeprefix("ב")) if language.startswith("he") else None) or _months("en").get(word)
    if found or language or len(word) < _SHORTEST:
        return found
    return next((month for each in _WIDESPREAD if (month := _months(each).get(word))), None)


@cache
def _months(language: str) -> dict[str, int]:
    """The names of the months in a language, long and short, as in a date and by themselves; {} for a language that is not known."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only pages that show their day alone need it
    from babel.dates import get_month_names  # noqa: PLC0415

    try:
        locale = Locale.parse(language or "en")
    except (UnknownLocaleError, ValueError):
        return {}
    named = [get_month_names(width, context, locale) for width in ("wide", "abbreviated") for context in ("format", "stand-alone")]
    found = {name.casefold().rstrip("."): number for names in named for number, name in names.items()}
    return {**{name[:3]: number for name, number in found.items()}, "sept": 9, **found} if language == "en" else found


@cache
def _order(language: str) -> str:
    """Which comes first in a short date, "d" or "M"; "" where that is not known: English is written both ways."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    if language in ("", "en"):
        return ""
    try:
        pattern = str(Locale.parse(language, sep="-").date_formats["short"].pattern)
    except (UnknownLocaleError, ValueError):
        return ""
    return next((letter for letter in pattern if letter in "dMy"), "")
