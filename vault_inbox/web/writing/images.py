"""Which address an image really has: past lazy loading, placeholders and lists of sizes."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urljoin, urlsplit

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
_PICTURE = re.compile(r"(?:https?:)?/[^\s\"'<>]+\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#]\S*)?", re.IGNORECASE)
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
    lazy = lazy or ("" if _good(source) else _other_source(image))
    if not _good(source) or (lazy and _LOOKS_LAZY.search(image.get("class") or "")):
        source = lazy or next((best for value in _sets(image) if _good(best := best_of(value))), "") or (source if _good(source) else "")
    if not source:
        return ""
    try:
        address = urljoin(base, source)
        names_a_file = urlsplit(address).path.strip("/") or urlsplit(address).query  # a site's front page is no picture
    except ValueError:
        return ""
    return address if names_a_file and address.lower().startswith(("http://", "https://")) else ""


def _other_source(image: HtmlElement) -> str:
    """The address of a picture in an attribute of some script's own."""
    return next((value.strip() for name, value in image.items() if name.startswith("data-") and _PICTURE.fullmatch(value.strip())), "")


def doubles_of(root: HtmlElement, base: str) -> set[HtmlElement]:
    """Pictures not to be seen: counters for those without scripts, and previews of the picture that a `<noscript>` beside holds."""
    found: set[HtmlElement] = set()
    boxes: dict[HtmlElement, set[str]] = {}
    for noscript in root.iter("noscript"):
        real = list(noscript.iter("img"))
        found |= {image for image in real if not _is_picture(image)}
        names = {_file_name(image_address(image, base)) for image in real} - {""}
        box = next(islice(noscript.iterancestors("figure", "picture", "a", "div"), 1), None)
        if names and box is not None:
            boxes.setdefault(box, set()).update(names)
    for box, names in boxes.items():
        seen = (image for image in box.iter("img") if next(image.iterancestors("noscript"), None) is None)
        found |= {image for image in seen if _file_name(image_address(image, base)) in names}
    return found


def _is_picture(image: HtmlElement) -> bool:
    named = any(image.get(name) for name in ("alt", "width", "height", "srcset", "sizes", "class"))
    return named or bool(_PICTURE.fullmatch((image.get("src") or "").strip()))


def _file_name(address: str) -> str:
    return urlsplit(address).path.rpartition("/")[2]


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
