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
_PHOTO = re.compile(r"\.(?:jpe?g|png|webp|avif|svg)$", re.IGNORECASE)
_UNKNOWN = 100_000.0  # pixels, where a page does not tell
_LOOKS_LAZY = re.compile(r"\blazy", re.IGNORECASE)
_CANDIDATE = re.compile(r"(\S*[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)")
# What stands beside words as decoration: emoji, icons, avatars, counters.
_DECORATION = re.compile(r"(?:^|[\s_-])(?:emoji|smiley|icon|avatar|gravatar|tracking|pixel|wp-smiley)(?=$|[\s_-])", re.IGNORECASE)


# Hosts and folders of advertisements; the names of hosts that count readers, by a GIF or by no file at all.
_ADVERTISING = re.compile(
    r"(?://|\.)(?:ads?|adserv\w*|ad-\w+|doubleclick|adtech)\.|/(?:ads?|adserv\w*|advert\w*)/|[./]pinterest\.com/", re.IGNORECASE
)
_COUNTING = re.compile(
    r"//(?:\w+\.)?(?:stats?|meter|pixels?|beacon|count(?:er)?|track(?:er|ing)?|analytics|metrics)(?:-\w+)?\.|"
    r"/(?:logger|beacon)/|/[^/]*(?:track|pixel|beacon|counter)[^/]*\.(?:aspx?|php|gif)$",
    re.IGNORECASE,
)
_PROMPT = re.compile(r"click here|advertisement", re.IGNORECASE)
# What stands on every page of a site: pictures of its theme, and those that are named as icons and buttons.
_THEME = re.compile(r"/wp-content/themes/|/sites/[^/]+/themes/|/(?:skins?|designimages)/", re.IGNORECASE)
_BUTTON = re.compile(
    r"/(?:icons?|buttons?|btns?|emoticons?|smil(?:ey|ie)s?)/[^/]*$|/(?:[^/]*[_-])?(?:icons?|btn|button|bullet|arrow|spinner|waiting|trans)"
    r"(?:[_-][^/]*)?\.(?:gif|png|jpe?g|svg)$|/(?:print|e?mail|share|rss|facebook|twitter|pinterest|linkedin|reddit|whatsapp)\."
    r"(?:gif|png|jpe?g|svg)$",
    re.IGNORECASE,
)
_LOGO = re.compile(r"/(?:[^/]*[^/a-z])?(?:logo|header)(?![a-z])[^/]*\.(?:gif|png)$", re.IGNORECASE)
_FEW = 3  # words; a picture of more is spoken of
_LARGE = 100  # pixels; a picture that is shown so wide is to be looked at, whatever it is called


def is_decoration(image: HtmlElement) -> bool:
    """Whether an image is no picture to look at: an icon, a button, an emoji, an advertisement, a tracking pixel (32 pixels on a side)."""
    if _DECORATION.search(image.get("class") or "") or _PROMPT.fullmatch((image.get("alt") or "").strip()):
        return True
    return any(_pixels(image.get(side)) <= 32 for side in ("width", "height")) or is_furniture(image)


def is_furniture(image: HtmlElement) -> bool:
    """Whether an image's address tells that it is an advertisement, a counter of readers, or a part of the site's own dress."""
    address = (image.get("src") or "").strip()[:500].partition("?")[0]
    if _ADVERTISING.search(address) or (_COUNTING.search(address) and not _PHOTO.search(address)):
        return True
    logo = _LOGO.search(address) and len((image.get("alt") or "").split()) <= _FEW
    return bool(logo or _THEME.search(address) or _BUTTON.search(address)) and not _LARGE <= _pixels(image.get("width")) < _UNKNOWN


def _pixels(value: str | None) -> float:
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*", value or "")
    return float(found[1]) if found else _UNKNOWN


def image_address(image: HtmlElement, base: str) -> str:
    """The address of an `<img>`, made absolute; "" if it has none but a placeholder."""
    source = (image.get("data-canonical-src") or image.get("src") or "").strip()  # GitHub's copies are to be had for a while only
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
    source = (image.get("src") or "").strip()
    return named or bool(_PICTURE.fullmatch(source) and not source.partition("?")[0].lower().endswith(".gif"))  # which counts readers


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
