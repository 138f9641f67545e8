"""The days of a page: when it was published, when it was changed, and where it says so. A day is found or it is none; none is invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement

from ...choosing.house_lines import is_heading_of_others
from ...dom import marks_of, words_of
from ..structured import jsonld
from ..structured.mails import sent
from ..titles.others import is_readers
from .dates import as_day, date_in, in_scripts, read_date
from .order import Reader
from .shown import CHANGED, PUBLISHED, Shown, days_told, is_of_event, shown_days, shows_change

Day = tuple[date | datetime | None, str]  # the day and where it stood
_PUBLISHED = tuple(
    """
    article:published_time og:published_time datepublished parsely-pub-date sailthru.date citation_publication_date citation_date
    citation_online_date dc.date.issued dcterms.issued dcterms.created dc.date dcterms.date publishdate publish-date publish_date
    pubdate date published published_time published-date publication_date date_published article:published article:published_date
    article.published article.created og:article:published_time bt:pubdate cxenseparse:recs:publishtime dc.date.publication
    rnews:datepublished vr:published_time release_date dc.date.created article_date_original originalpublicationdate
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
_HEADING = etree.XPath("preceding::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5][1]")
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod")


@dataclass(frozen=True, slots=True)
class Days:
    """The places of one page that tell its days: its JSON-LD object, its `<meta>` values, its markup, its address, what it shows."""

    root: HtmlElement
    url: str
    about: Mapping[str, Any]
    meta: Mapping[str, Sequence[str]]
    title: str
    canonical: str
    reader: Reader

    def modified(self) -> Day:
        """The day of the last change, as the markup tells it."""
        told, source = self._structured("dateModified", _MODIFIED)
        return (told, source) if told else self._time(changed=True)

    def published(self) -> Day:
        """The day of publication: as the markup tells it, by the address, as the page shows it.

        A day in the address is the site's own, and so is the one that readers see: a time in the markup that is one day off was told in
        UTC. Where readers are told "published", that stands against what the markup says, and against an address that is one day ahead:
        newspapers file under the day of print.
        """
        told, source = self._structured("datePublished", _PUBLISHED)
        if source == "JSON-LD datePublished" and self._is_undated():
            told, source = None, ""
        written = date_in(self.url) or date_in(self.canonical)
        events = {as_day(day) for text in jsonld.event_days(self.root) if (day := read_date(text))}
        shown, changed = shown_days(self.root, self.title, self.reader)
        if shown and not shown.told and as_day(shown.day) in events:
            shown = None  # what stands behind it is of other events
        if written and shown and shown.told and (written - as_day(shown.day)).days == 1:
            return shown.day, "shown"
        if written:
            shown = changed = None
        other, place = (written, "address") if written or shown is None else (shown.day, "shown")
        if told is not None and other is not None and abs((as_day(told) - as_day(other)).days) == 1:
            return other, place
        if told is None:
            return self._unstructured(written, shown, changed, events)
        if shown and shown.told and as_day(shown.day) not in (as_day(told), self._changed()):
            return shown.day, "shown"
        if told == self.modified()[0] and isinstance(told, datetime):  # the moment of the last save, written into both fields
            labelled, _ = days_told(self.root, self.reader)
            if len(labelled) == 1 and min(labelled) < as_day(told):
                return min(labelled), "shown"
        return told, source

    def _is_undated(self) -> bool:
        """Whether a page is one of WordPress's "pages" (services, guides, contact), which bear no day, and no post.

        Its plugins tell when a post was published and changed, of a page only the latter, though the record of it has a day as well.
        """
        if jsonld.is_article(self.about) or "article:published_time" in self.meta:
            return False
        is_post = any(mark.startswith("postid-") for body in self.root.iter("body") for mark in marks_of(body).split())
        return "article:modified_time" in self.meta and not is_post

    def _unstructured(self, written: date | None, shown: Shown | None, changed: Shown | None, events: set[date]) -> Day:
        if written is not None:
            return written, "address"
        labelled, marked = days_told(self.root, self.reader)
        if len(labelled) == 1 and (shown is None or not shown.told):
            return min(labelled), "shown"
        if shown is not None:
            return shown.day, "shown"
        told, source = self._time(changed=False)
        if told is not None and as_day(told) in events:
            told, source = None, ""
        if told is None and not self._is_undated():
            told, source = in_scripts(self.root), "data for scripts"
        if told is None and len(marked) == 1 and not marked & events:
            told, source = min(marked), "shown"
        if told is None and not self.about:
            told, source = self._read(sent(self.root)), "header of a mail"
        # Where a page tells its readers but the day of its last change, that is the day of the text that they read.
        if told is None and changed is not None and not self._is_undated():
            told, source = changed.day, "shown as changed"
        return (told, source) if told else (None, "")

    def _changed(self) -> date | None:
        told, _ = self.modified()
        return None if told is None else as_day(told)

    def _structured(self, key: str, names: Iterable[str]) -> Day:
        places = [(f"JSON-LD {key}", jsonld.text_of(self.about.get(key)))]
        places += [(name, value) for name in names for value in self.meta.get(name, ())]
        return next(((told, source) for source, text in places if (told := self._read(text))), (None, ""))

    def _read(self, text: str) -> date | datetime | None:
        return read_date(text) or next((day for *_, day in self.reader.days_in(text)), None)

    def _time(self, *, changed: bool) -> Day:
        stamped = [element for element in self.root.iter("time") if element.get("datetime")]
        for element in stamped:
            parent = element.getparent()
            around = "" if parent is None else marks_of(parent)
            own = (marks_of(element), element.get("itemprop") or "", "pubdate" * ("pubdate" in element.attrib))
            names = " ".join((*own, around, words_of(element)))
            if (CHANGED if changed else PUBLISHED).search(names) and (changed or not CHANGED.search(names)):
                return read_date(element.get("datetime") or ""), "time"
        stamped = [element for element in stamped if not CHANGED.search(words_of(element)) and not is_of_event(element)]
        if changed or not stamped or len({element.get("datetime") for element in stamped}) > 1 or _is_of_others(stamped[0]):
            return None, ""
        told = read_date(stamped[0].get("datetime") or "")
        return (told, "time") if told and not shows_change(self.root, as_day(told), self.reader) else (None, "")


def _is_of_others(time: HtmlElement) -> bool:
    """Whether the only `<time>` of a page is a reader's who comments, or stands below a heading over other articles."""
    if is_readers(time):
        return True
    heading = next(iter(cast("list[HtmlElement]", _HEADING(time))), None)
    return heading is not None and is_heading_of_others(words_of(heading))
