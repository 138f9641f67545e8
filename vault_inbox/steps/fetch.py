"""The step `fetch`: the pages and the feed entry that a drop names, read and taken into the note."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ..errors import FetchError
from ..model import Article, Context, Note, Step
from ..notes import inert

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMIT = 3  # pages scraped for one note, where the settings say nothing
_KEPT_TEXT = frozenset({"article", "login or paywall"})
_TEASER = 0.6  # a page with less than this share of the entry's text shows a teaser of it


@dataclass(frozen=True, slots=True)
class _Found:
    """What was had of one link: the article to keep, where its metadata come from, whether to try again later."""

    article: Article
    entry: Article | None = None
    again: bool = False


def make(settings: Mapping[str, Any]) -> Step:
    """The step; `limit` is the most pages fetched for one note."""
    limit = max(0, int(settings.get("limit", LIMIT)))

    def fetch(note: Note, ctx: Context) -> Note:
        wanted = _wanted(note)
        note = _with_left(note, wanted[limit:])
        found = [_read(note, url, ctx) for url in wanted[:limit]]
        if not found and note.feed and not (note.scraped or note.url):
            found = _by_title(note, ctx)
        return _taken(note, found, ctx.now.date()) if found else note

    return fetch


def _wanted(note: Note) -> list[str]:
    """The addresses to fetch, each once, without those whose article the drop brought along."""
    had = {_key(article.url) for article in note.scraped}
    urls = {_key(ref.url): ref.url for ref in reversed(note.references) if ref.role == "link"}
    in_order = list(reversed(urls.items()))
    return [url for key, url in in_order if key not in had]


def _with_left(note: Note, left: list[str]) -> Note:
    """The note with the addresses that are more than it may fetch, as `links`, where neither its text nor another property names them."""
    held = f"{note.own or note.content}\n{note.frontmatter}\n{note.url}"
    unnamed = tuple(inert.address(url) for url in left if not _names(held, url))
    return replace(note, properties={**note.properties, "links": unnamed}) if unnamed else note


def _names(text: str, url: str) -> bool:
    """Whether a text names the whole address: it may also be the beginning or the end of another one."""
    return bool(re.search(rf"(?<![\w/=?&]){re.escape(url)}[.,;:!?]*(?:[\s()\[\]<>\"'|]|\Z)", text))


def _key(url: str) -> str:
    """What makes two spellings of an address one page here: scheme, `www.`, fragment and a last slash are left out."""
    bare = url.partition("#")[0].partition("://")[2] or url
    return bare.removeprefix("www.").rstrip("/")


def _read(note: Note, url: str, ctx: Context) -> _Found:
    entry = _entry(note, url, ctx)
    try:
        page = ctx.article(url)
    except FetchError as error:
        if entry and _full(entry):
            ctx.explain("scraped", f"{url}: {error.reason}; the feed holds the whole text")
            return _Found(replace(entry, url=entry.url or url), entry)
        ctx.explain("scraped", f"{url}: {error.reason}" + ("; to be tried again" if error.retryable else ""))
        return _Found(Article(url, verdict="empty", reason=error.reason), entry, error.retryable)
    if entry and _full(entry) and _worse(page, entry):
        ctx.explain("scraped", f"{url}: {page.reason or page.verdict}; the feed holds more of the text")
        return _Found(_filled(replace(entry, url=page.url or url), page), entry)
    ctx.explain("scraped", f"{url}: {page.verdict}" + (f" ({page.reason})" if page.reason else ""))
    keep = page.verdict in _KEPT_TEXT
    return _Found(page if keep else replace(page, text="", url=page.url or url), entry)


def _entry(note: Note, url: str, ctx: Context) -> Article | None:
    """The feed's entry for this link; a feed that cannot be had costs only what it would have told."""
    if note.feed is None or not note.feed.url:
        return None
    try:
        return ctx.entry(note.feed.url, url, note.title)
    except FetchError as error:
        ctx.explain("scraped", f"feed {note.feed.url}: {error.reason}")
        return None


def _by_title(note: Note, ctx: Context) -> list[_Found]:
    """A drop that names its feed and no link: the entry of its title, and the page that the entry leads to."""
    entry = _entry(note, "", ctx)
    if entry is None:
        return []
    if entry.url:
        return [_read(note, entry.url, ctx)]
    return [_Found(entry, entry)] if _full(entry) else []


def _full(entry: Article) -> bool:
    return entry.verdict == "article" and not entry.partial and bool(entry.text.strip())


def _worse(page: Article, entry: Article) -> bool:
    """Whether the page gives less than the feed: no article, one cut by a paywall, or a mere teaser."""
    if page.verdict != "article" or not page.text.strip() or page.partial:
        return len(entry.text) > len(page.text) or page.verdict not in _KEPT_TEXT
    return len(page.text) < _TEASER * len(entry.text)


def _filled(article: Article, other: Article) -> Article:
    """`article` with the metadata that it lacks and a real page of the same address has."""
    if other.verdict not in _KEPT_TEXT:
        return article
    return replace(
        article,
        title=article.title or other.title,
        author=article.author or other.author,
        published=article.published or other.published,
        site=other.site or article.site,
        language=article.language or other.language,
        description=article.description or other.description,
        tags=tuple(dict.fromkeys((*article.tags, *other.tags))),
    )


def _taken(note: Note, found: list[_Found], today: date) -> Note:
    """The note with what was found: text under `scraped`, metadata where the drop has none."""
    scraped = list(note.scraped)
    for item in found:
        article = item.article
        if item.entry is not None and item.entry.tags:
            article = replace(article, tags=tuple(dict.fromkeys((*item.entry.tags, *article.tags))))
        if _key(article.url) not in {_key(other.url) for other in scraped}:
            scraped.append(article)
    again = any(item.again for item in found)
    return _described(replace(note, scraped=tuple(scraped), status="pending" if again else note.status), found[0], today)


def _described(note: Note, first: _Found, today: date) -> Note:
    """Author and date of the note: its own, else the feed entry's, else the page's; site and address as the page itself gives them.

    They are those of the first link: a note of several pages is about the first.
    """
    page = first.article if first.article.verdict in _KEPT_TEXT else Article(first.article.url)
    entry = first.entry or Article("")
    url = note.url
    if page.verdict == "article" and page.title + page.text and (not url or _host(url) == _host(page.url)):
        url = page.url or url
    return replace(
        _with_way(note, page.site),
        url=url or first.article.url,
        author=note.author or entry.author or page.author,
        published=note.published or _come(entry.published, today) or _come(page.published, today),
        site=page.site or note.site or entry.site,
    )


def _come(day: date | datetime | None, today: date) -> date | datetime | None:
    """A day that has come, or may have elsewhere; one further ahead is an event's and not that of a publication."""
    latest = today + timedelta(days=1)
    return day if day and (day.date() if isinstance(day, datetime) else day) <= latest else None


def _with_way(note: Note, site: str) -> Note:
    """The note with the words that the drop had for the site as `via`, where the page's own name for it does not hold them."""
    ways = str(note.properties.get("via") or "")
    fed = note.feed.title if note.feed and note.source == "rss" else ""  # it stands in the connections
    theirs = note.own is not None or bool(note.frontmatter.strip())  # there `site` stays as it is
    if not site or theirs or note.site in {"", fed} or note.site.casefold() in f"{site}\n{ways}".casefold():
        return note
    return replace(note, properties={**note.properties, "via": ", ".join(filter(None, (inert.plain(note.site), ways)))})


def _host(url: str) -> str:
    return _key(url).partition("/")[0].lower()
