"""The days of a page: when it was published, when it was changed, and where it says so. A day is found or it is none; none is invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lxml.html import HtmlElement

from ..dom import marks_of
from . import jsonld
from .calendar import days_in
from .dates import date_in, read_date, searched_date
from .shown import CHANGED, PUBLISHED, Shown, shown_day, shows_change

Day = tuple[date | datetime | None, str]  # the day and where it stood
_PUBLISHED = tuple(
    """
    article:published_time og:published_time datepublished parsely-pub-date sailthru.date citation_publication_date
    citation_online_date dc.date.issued dcterms.issued dcterms.created dc.date dcterms.date publishdate publish-date publish_date
    pubdate date published published_time article.published dc.date.created article_date_original originalpublicationdate
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod")


@dataclass(frozen=True, slots=True)
class Days:
    """The places of one page that tell its days: its JSON-LD object, its `<meta>` values, its markup, its address, what it shows."""

    root: HtmlElement
    url: str
    about: Mapping[str, Any]
    meta: Mapping[str, Sequence[str]]
    title: str
    language: str

    def modified(self) -> Day:
        """The day of the last change, as the markup tells it."""
        told, source = self._structured("dateModified", _MODIFIED)
        return (told, source) if told else self._time(changed=True)

    def published(self) -> Day:
        """The day of publication: as the markup tells it, by the address, beside the title, in a `<time>`, by htmldate's search.

        A day in the address is the site's own, and so is the one that readers see: a time in the markup that is one day off was told in
        UTC. Where readers are told "published", that stands against what the markup says.
        """
        told, source = self._structured("datePublished", _PUBLISHED)
        written = date_in(self.url)
        shown = None if written else shown_day(self.root, self.title, self.language)
        other, place = (written, "address") if written or shown is None else (shown.day, "shown")
        if told is not None and other is not None and abs((_day(told) - _day(other)).days) == 1:
            return other, place
        if told is None:
            return self._unstructured(written, shown)
        contradicted = shown is not None and shown.told and _day(shown.day) not in (_day(told), self._changed())
        return (shown.day, "shown") if shown and contradicted else (told, source)

    def _unstructured(self, written: date | None, shown: Shown | None) -> Day:
        if written is not None:
            return written, "address"
        if shown is not None:
            return shown.day, "shown"
        told, source = self._time(changed=False)
        if told is not None:
            return told, source
        found = searched_date(self.root, self.url)
        # Where only a change is dated, what a search finds is the change.
        if found is None or found == self._changed() or shows_change(self.root, found, self.language):
            return None, ""
        return found, "htmldate"

    def _changed(self) -> date | None:
        told, _ = self.modified()
        return None if told is None else _day(told)

    def _structured(self, key: str, names: Iterable[str]) -> Day:
        places = [(f"JSON-LD {key}", jsonld.text_of(self.about.get(key)))]
        places += [(name, value) for name in names for value in self.meta.get(name, ())]
        return next(((told, source) for source, text in places if (told := self._read(text))), (None, ""))

    def _read(self, text: str) -> date | datetime | None:
        return read_date(text) or next((day for *_, day in days_in(text, self.language)), None)

    def _time(self, *, changed: bool) -> Day:
        stamped = [element for element in self.root.iter("time") if element.get("datetime")]
        for element in stamped:
            parent = element.getparent()
            around = "" if parent is None else marks_of(parent)
            names = " ".join((marks_of(element), element.get("itemprop") or "", "pubdate" * ("pubdate" in element.attrib), around))
            if (CHANGED if changed else PUBLISHED).search(names) and (changed or not CHANGED.search(names)):
                return read_date(element.get("datetime") or ""), "time"
        if changed or not stamped or len({element.get("datetime") for element in stamped}) > 1:
            return None, ""
        told = read_date(stamped[0].get("datetime") or "")
        return (told, "time") if told and not shows_change(self.root, _day(told), self.language) else (None, "")


def _day(told: date | datetime) -> date:
    return told.date() if isinstance(told, datetime) else told
