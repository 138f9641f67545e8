"""Dates as pages write them -> the day (and time) that stands there, never shifted to another time zone."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
# A section may stand behind the year: "/2010/POLITICS/08/13/".
_IN_PATH = re.compile(r"/((?:19|20)\d\d)(?:[/-]|/[A-Za-z_]+/(?=\d\d?/\d\d?/))(0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_-]|$)")
_DATA = etree.XPath("//script[contains(., 'datePublished')]/text() | //@*[contains(., 'datePublished')]")
_PUBLISHED = re.compile(r"\bdatePublished[\\\"']{0,9}\s*:\s*[\\\"']{1,9}([^\\\"']{8,40})")
_EARLIEST, _LATEST = 1990, 2100  # years; outside of them a page's date is an empty field or a joke
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Z][a-z]{2,8})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})")


def read_date(text: str) -> date | datetime | None:
    """A date or time in ISO form, or written out in English; `None` if it is neither, or no plausible year (1990…2100).

    The wall time is kept as it stands, its zone is dropped. A time of midnight is a date.
    """
    found = _ISO.search(text)
    try:
        if found:
            day = date(*(int(part) for part in found.groups()[:3]))
            clock = time(int(found[4]), int(found[5]), int(found[6] or 0)) if found[4] else time()
        elif (found := _ENGLISH.search(text)) and found[2][:3].lower() in _MONTHS and (found[1] or found[3]):
            day, clock = date(int(found[4]), 1 + _MONTHS.index(found[2][:3].lower()), int(found[1] or found[3])), time()
        else:
            return None
    except ValueError:
        return None
    if not _EARLIEST <= day.year <= _LATEST:
        return None
    return datetime.combine(day, clock) if clock != time() else day


def date_in(url: str) -> date | None:
    """The day that stands in an address: ".../2025/09/18/a-story"."""
    found = _IN_PATH.search(url.partition("?")[0])
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def in_scripts(root: HtmlElement) -> date | datetime | None:
    """The day of publication in the data that a page hands to its scripts, where that is but one: a page of teasers has many."""
    found = {read_date(text) for data in cast("list[str]", _DATA(root)) for text in _PUBLISHED.findall(str(data))} - {None}
    return found.pop() if len(found) == 1 else None


def as_day(told: date | datetime) -> date:
    """The day of a time."""
    return told.date() if isinstance(told, datetime) else told
