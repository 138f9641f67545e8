"""Videos and sounds in a page -> a link to watch or hear them by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import parse_qs, urljoin, urlsplit

from lxml.html import HtmlElement

from ...notes import inert
from ..dom import tag_of

# Frames of other hosts are advertisements, counters and widgets.
_VIDEO = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|twitch\.tv|ted\.com|bilibili\.com|loom\.com)$"
)
_SOUND = re.compile(r"(?:^|\.)(?:soundcloud\.com|spotify\.com|bandcamp\.com|podcasts\.apple\.com)$")
# Where the address stands: what holds a film back until a reader has agreed or scrolled to it (WP Rocket, LiteSpeed, Complianz) leaves
# `about:blank` or nothing in `src`.
_SOURCES = ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data-src-cmplz")
_MOST_SOURCES = 20
# Elements of scripts that show a film by its name, and the address that embeds it.
_BY_NAME = {
    "lite-youtube": "https://www.youtube.com/embed/",
    "amp-youtube": "https://www.youtube.com/embed/",
    "lite-vimeo": "https://player.vimeo.com/video/",
    "amp-vimeo": "https://player.vimeo.com/video/",
}
_NAME = re.compile(r"[\w-]{6,20}")


def frame_films(root: HtmlElement) -> None:
    """Make the usual frame of each film that a script, `<embed>` or `<object>` shows: the former says its name, the others an address."""
    for element in list(root.iter(*_BY_NAME, "embed", "object")):
        if element.getparent() is None:
            continue
        name = (element.get("videoid") or element.get("data-videoid") or "").strip()
        if tag_of(element) in _BY_NAME:
            address = _BY_NAME[tag_of(element)] + name if _NAME.fullmatch(name) else ""
        else:
            address = element.get("src") or element.get("data") or next(_movies(element), "")
            address = address if _VIDEO.search(_split(address, "https://")[1]) else ""
        if address:
            title, tail = element.get("title") or element.get("playlabel") or "", element.tail
            element.clear()
            element.tag, element.tail = "iframe", tail
            element.set("src", address)
            if title:
                element.set("title", title)


def _movies(element: HtmlElement) -> Iterator[str]:
    parameters = islice(element.iterchildren("param"), _MOST_SOURCES)
    return (param.get("value") or "" for param in parameters if (param.get("name") or "").lower() in ("movie", "src"))


def player_link(element: HtmlElement, base: str) -> str:
    """A link for an `<iframe>` of a known host, or for the page's own `<video>` or `<audio>`; "" for what is no player."""
    address, host = _source(element, base)
    if not address:
        return ""
    title = " ".join((element.get("title") or "").split())
    made = inert.link(title or ("Audio" if tag_of(element) == "audio" or _SOUND.search(host) else "Video"), _watchable(address, host))
    return made if made.startswith("[") else ""


def is_player(element: HtmlElement) -> bool:
    """Whether an `<iframe>`, `<video>` or `<audio>` plays something that a link can lead to."""
    return bool(_source(element, "")[0])


def _source(element: HtmlElement, base: str) -> tuple[str, str]:
    """The address that a player plays, and its host; two empty strings for what is no player."""
    named = (element.get(name) for name in _SOURCES)
    below = (each.get("src") for each in islice(element.iter("source"), _MOST_SOURCES))
    frame = tag_of(element) == "iframe"
    for source in filter(None, (*named, *below)):
        address, host = _split(source, base)
        if address and (not frame or _VIDEO.search(host) or _SOUND.search(host)):
            return address, host
    return "", ""


def _split(source: str, base: str) -> tuple[str, str]:
    """A whole address and its host; two empty strings for what no other program can play (`about:blank`, `blob:`)."""
    try:
        address = urljoin(base, source.strip())
        parts = urlsplit(address)
        known = parts.scheme in ("", "http", "https")
        return (address, (parts.hostname or "").lower()) if known else ("", "")
    except ValueError:
        return "", ""


def _watchable(address: str, host: str) -> str:
    """The page to watch a video on, for an address that only embeds it."""
    parts = urlsplit(address)
    found = re.fullmatch(r"/(?:embed|v)/([\w-]{6,})(?:&(.*))?", parts.path)  # old ones have `&` where `?` should be
    if "youtube" in host and found and found[1] != "videoseries":
        start = parse_qs(parts.query or found[2] or "").get("start", [""])[0]
        return f"https://www.youtube.com/watch?v={found[1]}" + (f"&t={start}s" if start.isdigit() else "")
    found = re.fullmatch(r"/video/(\d+)", parts.path)
    return f"https://vimeo.com/{found[1]}" if host == "player.vimeo.com" and found else address
