"""Where a page leads on for the rest of its own article: the next part of it, and the plain version that it keeps for telephones."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urljoin, urlsplit

from .sniff import decode, kind_of

if TYPE_CHECKING:
    from ..model import Page

_TAG = re.compile(r"<(?:link|a)\b[^<>]*>", re.IGNORECASE)
_FIELD = re.compile(r"\b(rel|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[/_-](?:page[/_-]?|seite[/_-]?|p)?|,)(\d{1,2})(?=/?$|\.\w+$)", re.IGNORECASE)
_KEYS = ("page", "p", "pg", "seite", "pagina", "page_no", "paged")
_MOST = 99  # a higher number is a year or an article's own


def next_part(page: Page) -> str:
    """The address of the next part of a page's article by `rel=next`, else "".

    Blogs call the next *article* so as well: what follows counts only where its address is this one but for the number of a part.
    """
    here = page.final_url or page.url
    for target in _targets(page, "next"):
        if _follows(here, target):
            return target
    return ""


def plain_version(page: Page) -> str:
    """The address of the page's AMP version, which needs no scripts to show its text, else ""."""
    return next(iter(_targets(page, "amphtml")), "")


def _targets(page: Page, relation: str) -> list[str]:
    if relation.encode() not in page.body.lower() or kind_of(page) != "html":
        return []
    found = []
    for tag in _TAG.findall(decode(page)):
        fields = {match[1].lower(): unescape(match[2] or match[3] or match[4] or "") for match in _FIELD.finditer(tag)}
        if relation in fields.get("rel", "").lower().split() and fields.get("href"):
            found.append(_absolute(page.final_url or page.url, fields["href"].strip()))
    return [address for address in found if address]


def _absolute(base: str, link: str) -> str:
    try:
        target = urljoin(base, link).partition("#")[0]
        return target if urlsplit(target).hostname and target != base.partition("#")[0] else ""
    except ValueError:
        return ""


def _follows(here: str, there: str) -> bool:
    """Whether two addresses are those of neighbouring parts: all alike but a number that is one higher."""
    (own, at), (other, to) = _part(here), _part(there)
    return own == other and to == at + 1


def _part(url: str) -> tuple[tuple[object, ...], int]:
    """An address without the number of its part, and the number, 1 where there is none."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    numbers = [int(value) for key, value in query if key.lower() in _KEYS and value.isdecimal() and int(value) <= _MOST]
    path, found = parts.path, _NUMBERED.search(parts.path)
    if not numbers and found:
        numbers, path = [int(found[1])], path[: found.start()] + path[found.end() :]
    rest = tuple(sorted(each for each in query if each[0].lower() not in _KEYS))
    return (parts.hostname, path.rstrip("/"), rest), (numbers or [1])[0]


__all__ = ["next_part", "plain_version"]
