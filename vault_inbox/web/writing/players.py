"""Videos and sounds in a page -> a link to watch or hear them by."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urljoin, urlsplit

from lxml.html import HtmlElement

from ...notes import inert
from ..dom import tag_of

# Frames of other hosts are advertisements, counters and widgets.
_VIDEO = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|twitch\.tv|ted\.com|bilibili\.com|loom\.com)$"
)
_SOUND = re.compile(r"(?:^|\.)(?:soundcloud\.com|spotify\.com|bandcamp\.com|podcasts\.apple\.com)$")


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
    source = element.get("src") or element.get("data-src") or next((s.get("src") or "" for s in element.iter("source")), "")
    try:
        address = urljoin(base, source.strip())
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return "", ""
    if not source or (tag_of(element) == "iframe" and not (_VIDEO.search(host) or _SOUND.search(host))):
        return "", ""
    return address, host


def _watchable(address: str, host: str) -> str:
    """The page to watch a video on, for an address that only embeds it."""
    parts = urlsplit(address)
    found = re.fullmatch(r"/embed/([\w-]{6,})", parts.path)
    if "youtube" in host and found and found[1] != "videoseries":
        start = parse_qs(parts.query).get("start", [""])[0]
        return f"https://www.youtube.com/watch?v={found[1]}" + (f"&t={start}s" if start.isdigit() else "")
    found = re.fullmatch(r"/video/(\d+)", parts.path)
    return f"https://vimeo.com/{found[1]}" if host == "player.vimeo.com" and found else address
