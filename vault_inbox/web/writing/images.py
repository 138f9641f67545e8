"""Which address an image really has: past lazy loading, placeholders and lists of sizes."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml.html import HtmlElement

_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-orig-file",
    "data-actualsrc",
    "data-image",
    "data-url",
    "data-hi-res-src",
)
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_PLACEHOLDER = re.compile(
    r"^(?:data:|about:|blob:|#|$)|(?:spacer|blank|pixel|placeholder|transparent|grey|gray|1x1|lazy[-_]?load(?:ing)?)[\w-]*\.(?:gif|png|svg|jpe?g)|"
    r"loading\.gif",
    re.IGNORECASE,
)
_LOOKS_LAZY = re.compile(r"\blazy", re.IGNORECASE)
_CANDIDATE = re.compile(r"(\S*[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)")
# What stands beside words as decoration: emoji, icons, avatars, counters.
_DECORATION = re.compile(r"(?:^|[\s_-])(?:emoji|smiley|icon|avatar|gravatar|tracking|pixel|wp-smiley)(?=$|[\s_-])", re.IGNORECASE)


def is_decoration(image: HtmlElement) -> bool:
    """Whether an image is no picture to look at: an icon, an emoji, a tracking pixel (32 pixels or less on a side)."""
    if _DECORATION.search(image.get("class") or ""):
        return True
    return any(_pixels(image.get(side)) <= 32 for side in ("width", "height"))


def _pixels(value: str | None) -> float:
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*", value or "")
    return float(found[1]) if found else 1000.0


def image_address(image: HtmlElement, base: str) -> str:
    """The address of an `<img>`, made absolute; "" if it has none but a placeholder."""
    source = (image.get("src") or "").strip()
    lazy = next((value for name in _LAZY if _good(value := (image.get(name) or "").strip())), "")
    if not _good(source) or (lazy and _LOOKS_LAZY.search(image.get("class") or "")):
        source = lazy or next((best for value in _sets(image) if _good(best := best_of(value))), "") or (source if _good(source) else "")
    if not source:
        return ""
    try:
        address = urljoin(base, source)
    except ValueError:
        return ""
    return address if address.lower().startswith(("http://", "https://")) else ""


def _good(source: str) -> bool:
    return bool(source) and not _PLACEHOLDER.search(source[:300]) and not source.startswith(("{", "["))


def _sets(image: HtmlElement) -> list[str]:
    found = [image.get(name) or "" for name in _LAZY_SETS]
    for picture in image.iterancestors("picture"):
        for source in picture.iter("source"):
            found += [source.get("data-srcset") or "", source.get("srcset") or ""]
    return [value for value in found if value.strip()]


def best_of(srcset: str) -> str:
    """The largest candidate of a `srcset`: "a.jpg 400w, b.jpg 800w" -> "b.jpg"."""
    best, size = "", -1.0
    for address, number, _unit in _CANDIDATE.findall(srcset.strip()):
        value = float(number) if re.fullmatch(r"\d+(\.\d+)?", number) else 1.0
        if value > size:
            best, size = address, value
    return best
