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
# Whole names in languages where their beginnings could be those of other words: Russian, Polish, Turkish, Indonesian, Arabic.
_WHOLE_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "января stycznia ocak januari يناير",
            "февраля lutego şubat februari فبراير",
            "марта marca mart maret مارس",
            "апреля kwietnia nisan april أبريل",
            "мая maja mayıs mei مايو",
            "июня czerwca haziran juni يونيو",
            "июля lipca temmuz juli يوليو",
            "августа sierpnia ağustos agustus أغسطس",
            "сентября września eylül september سبتمبر",
            "октября października ekim oktober أكتوبر",
            "ноября listopada kasım november نوفمبر",
            "декабря grudnia aralık desember ديسمبر",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMED = (
    re.compile(r"(?P<month>[a-z]{3})\s+(?P<day>\d{1,2})\s+\d\d:\d\d:\d\d\s+(?:[a-z]{1,5}\s+)?(?P<year>\d{4})\b"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+|of\s+)?(?P<month>[^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(?P<year>\d{4})\b"),
    re.compile(r"(?P<month>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b"),
)
_YEAR_FIRST = re.compile(r"(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
# What stands beside a day without saying more than the day, one token each: its weekday in these languages, a zone, a time, a sign.
_WORD = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo"
    r"|(?:luned|marted|mercoled|gioved|venerd)[ìi]|sabato|domenica|(?:segunda|ter[cç]a|quarta|quinta|sexta)(?:-feira)?"
    r"|일|г|日?(?:星期.|周.|.曜日?|[月火水木金土日])?(?:上午|下午|午前|午後)?"
    r"|z|utc|gmt|[ecmp][sd]?t|ak[sd]t|hst|bst|ist|jst|kst|msk|sgt|hkt|(?:ce|ee|we)s?t|mes?z|a[ecw][sd]t|nz[sd]t"
    r"|(?:europe|america|asia|africa|australia)/[a-z/_-]+"
    r"|at|on|um|den|le|à|a|las|alle|ore|às|om|uhr|am|pm|m|p|h|t"
)
_SHORT_WEEKDAY = re.compile(
    r"mo|di|mi|do|fr|sa|so|ma|wo|vr|za|zo|lun|mar|mi?[eé]r?|jeu|jue|gio|ven|vie|sam|s[áa]b|dim|dom|seg|ter|qua|qui|sex"
)
_TIME = re.compile(r"\d{1,2}(?:[:.]\d\d){1,2}(?:[.,]\d+)?|\d\d-\d\d-\d\d|\d{1,2}h\d\d|[+-]\d{1,2}(?::?\d\d)?")
_TOKEN = re.compile(r"\d\d-\d\d-\d\d(?!\d)|\d{1,2}h\d\d|[+-]?\d+(?:[:.,]\d+)*|[^\W\d_]+(?:[-/_][^\W\d_]+)*|\S")
_SIGNS = frozenset(",.;:()[]|–—-·•@_/")
_HOURS = frozenset({"h", "uhr", "am", "pm", "a", "p"})  # behind an hour that has no minutes
_FIRST_YEAR, _LAST_YEAR = 1000, 2200
_DIGITS = re.compile(r"\d[\d./:年月日년월일 -]*")


def parse_date(text: str) -> date | None:
    """Read ISO 8601, RFC 2822, "September 9, 2025", "9. Sep 2025"; None if it is no date, or day and month could be swapped.

    The day is the one that is written, in the writer's own time zone; the time of day is dropped.
    """
    text = text.strip().casefold()
    if match := _day_in(text):
        return _day(match)
    mail = parsedate(text)
    return _date(*mail[:3]) if mail and re.search(r"[a-z]", text) else None


def is_only_date(text: str) -> bool:
    """Tell whether a text says a day, or may (3/4/2025 could be one of two), and nothing beside it but its weekday, a time and a zone."""
    text = text.strip().casefold()
    match = _day_in(text) or _DIGITS.match(text)
    if not match:
        return False
    tokens = ["", *_TOKEN.findall(f"{text[: match.start()]} {text[match.end() :]}"), ""]
    return all(_says_no_more(*around) for around in zip(tokens, tokens[1:], tokens[2:], strict=False))


def _says_no_more(before: str, token: str, after: str) -> bool:
    """Tell whether what stands beside a day is part of its weekday, time or zone."""
    if token.isdecimal() and token.isascii():
        return after in _HOURS if len(token) < 3 else len(token) in (4, 6) and before in ("t", "_")
    if _SHORT_WEEKDAY.fullmatch(token) and after in (".", ","):
        return True
    return bool(token in _SIGNS or _TIME.fullmatch(token) or _WORD.fullmatch(token))


def _day_in(text: str) -> re.Match[str] | None:
    at_first = (pattern.match(text) for pattern in (_YEAR_FIRST, _COMPACT, _YEAR_LAST))
    anywhere = (pattern.search(text) for pattern in _NAMED)
    return next(filter(None, (*at_first, *anywhere)), None)


def _day(match: re.Match[str]) -> date | None:
    if match.re in _NAMED:
        return _date(int(match["year"]), _month(match["month"]), int(match["day"]))
    first, second, third = map(int, match.groups())
    return _year_last(first, second, third) if match.re is _YEAR_LAST else _date(first, second, third)


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
    return _WHOLE_MONTHS.get(name, 0) or _MONTHS.get(name[:4], 0) or _MONTHS.get(name[:3], 0)


def _date(year: int, month: int, day: int) -> date | None:
    """Give a day of the common calendar: 2568 is a Thai year, 0001 what a program writes that knows none."""
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None
