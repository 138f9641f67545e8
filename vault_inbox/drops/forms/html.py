"""A saved web page (browser, SingleFile) → its first Note, with the article that it holds; an export of bookmarks is read as such."""

from __future__ import annotations

import re
from dataclasses import replace

from ...errors import DropError
from ...model import Article, Drop, Note, Page, Reference
from ...text.charsets import declared
from ...text.entities import one_decoded
from ...web.extract import markdown_of, read_page
from ...web.sniff import decode as decode_page
from ...web.urls import clean
from ..shared.decode import MAX_BYTES, check_size, decode
from ..shared.names import first_note, read_name, stem_of
from ..shared.titles import choose_title, without_title
from .bookmarks import is_bookmarks, read_bookmarks, without_icons
from .local_files import without_places, words_alone

_LARGEST = 50_000_000  # bytes of a saved page with its pictures in it; without them the limit is that of any text drop
_PICTURE = re.compile(rb"data:[\w.+-]{1,40}/[\w.+-]{1,80}(?:;[\w=.-]{1,40}){0,3};base64,[A-Za-z0-9+/=%]{200,}")
_BAD = ("consent wall", "error page", "login or paywall")  # never content
_HEAD = 300_000  # characters in which a page names its address
_COMMENTS = (
    re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE),
    re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE),
)
_TAG = re.compile(r"<(link|meta|base)\b([^<>]{0,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<![\w:-])([\w:-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


def read_html(drop: Drop) -> Note:
    """Read a saved page; nothing of it is fetched again. Raises DropError for an empty or oversized file and for one without text."""
    check_size(drop.data, _LARGEST)
    data = without_icons(_PICTURE.sub(b"data:,", drop.data))
    check_size(data, MAX_BYTES)
    data = without_places(data, (stem_of(drop.name), read_name(drop).title))
    text = _decoded(data)
    if is_bookmarks(text):
        return read_bookmarks(drop, text)
    url = page_url(text)
    article = read_page(Page(url, "text/html", data))
    if article.verdict in _BAD and not article.text.strip():
        if not (address := clean(article.url) or url):
            raise DropError(f"the page is no article: {article.reason}")
        note = _note(drop, Article(address), address)
        return replace(note, references=(Reference(address),))  # the page itself may be had
    if article.verdict != "article" or not article.text.strip():
        article = replace(article, text=article.text or markdown_of(text, url))
    return _note(drop, replace(article, text=words_alone(article.text)), url)


def _decoded(data: bytes) -> str:
    """Decode a page as any page. Raises DropError for one that names no charset and is no text."""
    if not declared(data):
        decode(data)
    return decode_page(Page("", "text/html", data))


def page_url(text: str) -> str:
    """Find the address that a saved page names as its own, cleaned; "" if it names none."""
    text = text[:_HEAD]
    comments = [match for pattern in _COMMENTS if (match := pattern.search(text))]
    # that of the program which saved the page stands above all that the page itself says
    found = {f"comment {place}": match[1] for place, match in enumerate(sorted(comments, key=lambda match: match.start()))}
    for tag in _TAG.finditer(text):
        pairs = {match[1].lower(): one_decoded(match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(tag[2])}
        kind = tag[1].lower()
        if kind == "link" and pairs.get("rel", "").lower() == "canonical":
            found.setdefault("canonical", pairs.get("href", ""))
        elif kind == "meta" and pairs.get("property", pairs.get("name", "")).lower() == "og:url":
            found.setdefault("og:url", pairs.get("content", ""))
        elif kind == "base":
            found.setdefault("base", pairs.get("href", ""))
    return next((url for key in ("comment 0", "comment 1", "canonical", "og:url", "base") if (url := clean(found.get(key, "")))), "")


def _note(drop: Drop, article: Article, url: str) -> Note:
    name = read_name(drop)
    url = clean(article.url) or url
    title = choose_title(article.title.strip(), name.title, article.text, url=url)
    content = without_title(article.text, title, given=bool(article.title or name.title)).strip("\n")
    if not content and not url:
        raise DropError("the page holds no text")
    return replace(
        first_note(drop),
        title=title,
        content=content,
        source=name.source or "clip",
        url=url,
        author=article.author,
        published=article.published,
        site=article.site,
        description=article.description,
        references=(Reference(url, "mention"),) if url else (),
        formed=True,
    )
