"""The day that a page shows its readers beside its title; no day of a change, of another article or of an event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain, islice, takewhile
from typing import NamedTuple, cast

from lxml import etree
from lxml.html import HtmlElement

from ...choosing.house_lines import is_heading_of_others
from ...dom import HEADINGS, marks_of, tag_of, words_of
from ..titles.others import is_elses
from ..titles.place import is_caption, is_quoted, label_of, labelled, pieces_behind, place_of
from ..titles.texts import UNREAD, Piece, texts_before, texts_before_text, texts_behind, texts_in
from .dates import as_day, read_date
from .order import Reader

_BEFORE = 3  # pieces of text between a day and the title below it
_LONG = 100  # characters; a longer piece is prose that speaks of a day
_LABEL = 40  # characters of "Last updated on"
_SHORT_LABEL = 6  # words
_SHORT_IN_SIGNS = 10  # where a word is two signs: 发布时间
_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WAY = 4  # links of the way to an article; a menu has more
_CRUMBS = re.compile(r"crumb", re.IGNORECASE)  # "breadcrumbs", "crumb-trail", schema.org's "BreadcrumbList"
_LEADS_ON = re.compile(r"[»›>→▸▶❯]")  # between the steps of a way; menus stand between strokes and dots
_HOME = re.compile(
    r"home ?(?:page)?|front page|start(?:seite)?|accueil|inicio|início|página inicial|strona główna|forside[n]?|hjem|hem|etusivu|"
    r"ana ?sayfa|domů|úvod|acasă|kezdőlap|αρχική|главная|головна|beranda|trang chủ|首页|首頁|ホーム|トップ|홈",
    re.IGNORECASE,
)
_ROWS = 2  # boxes alike beside the one that a day stands in
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_TEXT = 400  # characters of a piece of text as it stands in the markup, spaces and all
# What may hold a year, and the headings; years are looked for by XPath, since a page has thousands of texts and few years.
_YEARS = etree.XPath(
    f"//*[not(self::script or self::style)]/text()[(contains(., '20') or contains(., '19')) and string-length(.) <= {_SHORT_TEXT}] | "
    + " | ".join(f"//{heading}/text()[string-length(.) <= {_SHORT_TEXT}]" for heading in HEADINGS)
)
_SINCE = re.compile(
    r"(?:©|\(c\)|copyright)\s*$|\b1[5-9]\d\d\s*[–—-]\s*$|"  # whose a text is since when; the years of a life
    r"\b(?:since|established|founded|est\.|gegründet|fondée?|fundad[oa]|seit|depuis|desde|sinds|sedan|siden)\s*(?:the|dem|den|le|el)?\s*$",
    re.IGNORECASE,
)
# What a day is called that lies ahead, or in which something happens.
_EVENT = re.compile(
    r"\b(?:next \w+|when|starts?|begins|ends?|deadline|due|expires|until|valid (?:from|to)|apply by|doors(?: open)?|event date|"
    r"closing date|born|died|wann|termin|beginn|ende|gültig bis|geboren|gestorben|"
    r"quand|échéance|cuándo|fecha límite|quando|scadenza|prazo|wanneer)\W*$",
    re.IGNORECASE,
)
_OF_EVENT = frozenset(("startDate", "endDate", "doorTime"))
_VERSION = re.compile(r"\d\.\d")
CHANGED = re.compile(
    r"updated?|modif|edited|revised|reviewed|checked|accessed|active|chang|aktualisiert|überarbeitet|geändert|mis[e]? à jour|"
    r"actualiza|atualiza|aggiorna|bijgewerkt|gewijzigd|uppdatera|oppdater|opdater|päivitetty|aktuali[sz]|zaktualizow|güncelle|"
    r"обновл|оновл|ενημέρωση|更新|수정|업데이트|cập nhật|diperbarui|تحديث|به‌روز|עודכן|अपडेट|আপডেট|อัปเดต",
    re.IGNORECASE,
)
_LOOKED_AT = re.compile(r"\b(?:reviewed|checked|accessed|active)\b", re.IGNORECASE)
PUBLISHED = re.compile(
    r"(?<!re)publi(?!c\b|cly|city|cist|can|sher)|pubdate|release-|originally (?:publi|posted)|"
    r"veröffentlicht|erschienen|geplaatst|publicerad|julkaistu|yayın|опубликован|"
    r"опубліковано|δημοσι|公開|发布|發佈|게시|입력|نشر",
    re.IGNORECASE,
)
# Away from the title more is needed than a day: that it is called one of publication, or that its element is named after dates.
_ANYWHERE = re.compile(
    rf"{PUBLISHED.pattern}|\bposted (?:on|at)\b|\bposted:|\b(?:article|story|entry|post)[_-]?date(?![a-z])", re.IGNORECASE
)
_DATE = re.compile(r"(?<![a-zA-Z])date|Date(?![a-z])|(?<![a-z])datetime|datum|fecha|timestamp")
_DAY_FIELD = re.compile(r"(?:date|datum|fecha|data|dato|päivämäärä|дата|tarih|日期|日付)\s*[:：]?", re.IGNORECASE)
# Where programs for blogs put who wrote a post and when, above or below it.
_META = re.compile(r"(?:^|[\s_-])(?:article|story|entry|post|asset)[_-]?(?:meta|footer|info|details)(?![a-z])", re.IGNORECASE)


class Shown(NamedTuple):
    """A day beside the title; `told` where the page says in words what day it is.

    `changed` is no day of publication: told, that of a change of the text; else of something else ("last active").
    """

    day: date | datetime
    told: bool
    changed: bool = False


def shown_days(root: HtmlElement, title: str, reader: Reader) -> tuple[Shown | None, Shown | None]:
    """The first day behind a page's title, else the last one right before it, that is no change's; and the first one that is."""
    place = place_of(root, title)
    if place is None:
        return None, None
    above = set(place.iterancestors())
    before = labelled(each for each in reversed(list(islice(texts_before(place), _BEFORE + 1))) if not _is_in_masthead(each.element, above))
    pairs = chain(pieces_behind(place), list(before)[: -_BEFORE - 1 : -1])
    found = [(day, piece) for label, piece in pairs for day in _dated(label, piece, reader)]
    first = next((day for day, piece in found if not day.changed and not _is_in_list(piece.element, place, reader)), None)
    return first, next((day for day, _ in found if day.changed and day.told), None)


def _is_in_masthead(element: HtmlElement, above: set[HtmlElement]) -> bool:
    """Whether a text stands in a box with the link to the site's front page: the day of today. `above` is what the title stands in.

    The first of the few links that tell the way to an article leads there as well, and is called "Home".
    """
    ways = [each for each in (element, *element.iterancestors()) if each not in above]
    links = list(ways[-1].iter("a")) if ways else []
    is_way = len(links) <= _WAY and tag_of(ways[-1]) != "header" if ways else False
    fronts = (link for link in links if (link.get("href") or "").strip() == "/")
    return any(not (is_way and _HOME.fullmatch(words_of(link)) and _begins_way(link, ways[-1])) for link in fronts)


def _begins_way(link: HtmlElement, box: HtmlElement) -> bool:
    """Whether a link to the front page begins the way to a page, no menu: what it stands in is marked so, or a sign behind it leads on."""
    around = takewhile(lambda each: each is not box.getparent(), (link, *link.iterancestors()))
    if any(_CRUMBS.search(f"{marks_of(each)} {each.get('itemtype') or ''} {each.get('aria-label') or ''}") for each in around):
        return True
    behind = next(texts_behind(link), None)
    return behind is not None and _LEADS_ON.match(behind.text) is not None


def days_told(root: HtmlElement, reader: Reader) -> tuple[set[date], set[date]]:
    """All days of a page that it calls those of publication in so many words, and all that stand in elements marked as dates.

    What is said in a sentence ("originally published on …") counts where no line by itself says so.
    """
    lines: set[date] = set()
    sentences: set[date] = set()
    marked: set[date] = set()
    own = True
    above = {each for h1 in islice(root.iter("h1"), 1) for each in h1.iterancestors()}
    for label, piece in _dated_pieces(root):
        if not _YEAR.search(piece.text):
            own = False
            continue
        for day in _dated(label, piece, reader, _ANYWHERE):
            if day.told and not day.changed:
                (lines if len(piece.text) <= _LONG else sentences).add(as_day(day.day))
            elif own and not day.changed and _is_marked(piece.element) and not (above and _is_in_masthead(piece.element, above)):
                marked.add(as_day(day.day))
    return lines or sentences, marked


def _is_marked(element: HtmlElement) -> bool:
    marks = _marks(element)
    return _DATE.search(marks) is not None or _META.search(marks) is not None


def _dated_pieces(root: HtmlElement) -> Iterator[tuple[str, Piece]]:
    """The short pieces of a page that name a year, each with the words before it; and the headings over what is others'."""
    for text in cast("list[etree._ElementUnicodeResult]", _YEARS(root)):
        names_year = _YEAR.search(text) is not None
        if names_year or is_heading_of_others(text.strip()):
            piece = Piece(" ".join(text.split()), _element_of(text))
            parents = [tag_of(each) for each in (piece.element, *piece.element.iterancestors())]
            if (names_year or parents[0] in HEADINGS) and not UNREAD.intersection(parents) and not _is_teaser(piece):
                before = [each.text for each in islice(texts_before_text(text), 2)] if names_year else []
                yield label_of(*reversed(before)), piece


def _is_teaser(piece: Piece) -> bool:
    """Whether a piece stands in a link that says more: a card that leads to another article."""
    link = next((each for each in (piece.element, *piece.element.iterancestors()) if tag_of(each) == "a"), None)
    return link is not None and len(words_of(link)) > len(piece.text) + _LABEL


def shows_change(root: HtmlElement, day: date, reader: Reader) -> bool:
    """Whether a page tells its readers anywhere that this is the day of a change."""
    for said, piece in labelled(texts_in(root)):
        if len(piece.text) <= _LONG and any(found == day for *_, found in reader.days_in(piece.text)):
            called = f"{_as_label(said)} {piece.text} {_marks(piece.element)}"
            if CHANGED.search(called):
                return True
    return False


def _is_in_list(element: HtmlElement, place: HtmlElement, reader: Reader) -> bool:
    """Whether a day stands in one of several boxes alike that each bear a heading and such a day: an event's, another article's."""
    above = set(place.iterancestors())
    for box in (element, *element.iterancestors()):
        if box in above:
            return False
        if next(box.iter(*HEADINGS), None) is not None:
            marks, others = marks_of(box), (*box.itersiblings(preceding=True), *box.itersiblings())
            alike = (each for each in others if each.tag == box.tag and marks_of(each) == marks)
            if len(list(islice((each for each in alike if _is_row(each, element, reader)), _ROWS))) == _ROWS:
                return True
    return False


def _is_row(box: HtmlElement, dated: HtmlElement, reader: Reader) -> bool:
    """Whether a box has a heading, and a day in an element like the one given."""
    alike = (each for each in box.iter(dated.tag) if marks_of(each) == marks_of(dated))
    return next(box.iter(*HEADINGS), None) is not None and any(
        reader.days_in(words) for each in alike if len(words := words_of(each)) <= _LONG
    )


def _element_of(text: etree._ElementUnicodeResult) -> HtmlElement:
    element = cast("HtmlElement", text.getparent())
    return cast("HtmlElement", element.getparent()) if text.is_tail else element  # behind the root there is no text


def _dated(before: str, piece: Piece, reader: Reader, told: re.Pattern[str] = PUBLISHED) -> Iterator[Shown]:
    """The days in a short piece of text, read with the words `before` it; `told` is what a day of publication is called."""
    words, element = piece
    found = reader.days_in(words) if len(words) <= (2 * _LONG if told.search(words) else _LONG) else []
    if not found or is_elses(element, beside=_DAY_FIELD.fullmatch(before) is not None) or is_caption(element) or is_quoted(element):
        return
    if _is_version(piece, found) or is_of_event(element):
        return
    if len(found) > 1 and not re.search(r"[^\W\d_]", words[found[0][1] : found[1][0]]):
        return  # from one day to another: an event's
    stamp = next((each.get("datetime") for each in (element, *element.iterancestors()) if each.get("datetime")), "") or ""
    marks, at, label = _marks(element), 0, _as_label(before)
    for start, end, day in found:
        said = f"{label} {words[at:start]}"[-_LABEL:]
        if _SINCE.search(said) or _EVENT.search(said):
            continue  # "48,213 visitors since May 1, 2001"
        is_told = bool(told.search(f"{said} {marks}"))
        changed = bool(CHANGED.search(said)) or (not is_told and bool(CHANGED.search(marks)))
        yield Shown(_with_time(day, stamp), not _LOOKED_AT.search(said) if changed else is_told, changed)
        at, label = end, ""


def _as_label(before: str) -> str:
    """The words before a day as what it is called; "" where they are a sentence or a title."""
    if _YEAR.search(before):
        before = before[[*_YEAR.finditer(before)][-1].end() :]  # what stands before another day is said of that one
    is_long = len(before.split()) > _SHORT_LABEL or len(_SIGNS.findall(before)) > _SHORT_IN_SIGNS
    return "" if is_long else before[-_LABEL:]


def is_of_event(element: HtmlElement) -> bool:
    """Whether an element tells when an event begins or ends, in schema.org's words."""
    around = (element, *islice(element.iterancestors(), 1))
    return any(_OF_EVENT.intersection((each.get("itemprop") or "").split()) for each in around)


def _is_version(piece: Piece, found: list[tuple[int, int, date]]) -> bool:
    """Whether a heading names the day of a version: "4.3.0 (2026-09-14)"."""
    return tag_of(piece.element) in HEADINGS and _VERSION.search(piece.text[: found[0][0]]) is not None


def _marks(element: HtmlElement) -> str:
    """What a date's element and the one around it call themselves; `<time>` with a day that is no change's is a date too."""
    parent = element.getparent()
    own = f"{marks_of(element)} {element.get('itemprop') or ''}"
    return own if parent is None else f"{own} {marks_of(parent)}"


def _with_time(day: date, stamp: str) -> date | datetime:
    told = read_date(stamp) if stamp else None
    return told if isinstance(told, datetime) and told.date() == day else day
