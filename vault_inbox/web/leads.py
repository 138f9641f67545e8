"""Where a page leads on for the rest of its own article: its next part, and the plain version kept for telephones or paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urljoin, urlsplit

from ..text.entities import one_decoded
from .sniff import decode, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Page

_TAG = re.compile(r"<(?:link|a)\b[^<>]*>", re.IGNORECASE)
_FIELD = re.compile(r"\b(rel|href|media)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
# Addresses of what is to be printed: "/print/the-quay", "/the-quay/print", "the-quay-print.html", "?print=1", "?view=print".
_PRINT = re.compile(
    r"(?:^|[/_.-])(?:print|printable|printer-friendly|print-?version|druckversion|drucken|imprimer|imprimir|stampa)(?=$|[/.])|"
    r"[?&](?:print|printable|drucken)(?:=(?:1|y|yes|true|print)?)?(?=$|&)|[?&](?:view|format|mode|layout|tmpl)=print(?:able)?(?=$|&)",
    re.IGNORECASE,
)
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
    """The address of a version that needs no scripts to show its text: the page's AMP version, else the one for paper, else ""."""
    return next(iter(_targets(page, "amphtml")), "") or next(_for_paper(page), "")


def _for_paper(page: Page) -> Iterator[str]:
    """What a page declares as its alternative for print, then links of its own to addresses made for it."""
    if b"print" not in page.body.lower() or kind_of(page) != "html":
        return
    links = [(rel, media, target) for rel, media, target in _links(page) if _is_own(page, target)]
    yield from (target for rel, media, target in links if "alternate" in rel and "print" in re.split(r"[\s,]+", media))
    yield from (target for rel, _, target in links if "stylesheet" not in rel and _PRINT.search(_rest(target)))


def _rest(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _is_own(page: Page, target: str) -> bool:
    """Whether an address is one of this page's: on its host, with the last part of its path in it."""
    here, there = urlsplit(page.final_url or page.url), urlsplit(target)
    name = here.path.rstrip("/").rpartition("/")[2].rpartition(".")[0] or here.path.rstrip("/").rpartition("/")[2]
    return here.hostname == there.hostname and bool(name) and name in there.path


def _targets(page: Page, relation: str) -> list[str]:
    if relation.encode() not in page.body.lower() or kind_of(page) != "html":
        return []
    return [target for rel, _, target in _links(page) if relation in rel]


def _links(page: Page) -> Iterator[tuple[list[str], str, str]]:
    """The links of a page as (relations, media, absolute address), in lower case but for the address."""
    for tag in _TAG.findall(decode(page)):
        fields = {match[1].lower(): one_decoded(match[2] or match[3] or match[4] or "") for match in _FIELD.finditer(tag)}
        address = _absolute(page.final_url or page.url, fields["href"].strip()) if fields.get("href") else ""
        if address:
            yield fields.get("rel", "").lower().split(), fields.get("media", "").lower(), address


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
