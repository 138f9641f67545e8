"""What a page is, when it is no article: by the server's answer, by its bytes, by its words. Each verdict completes "Not fetched: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from ..model import Page, Verdict
from .choosing.content import Run
from .dom import HEADINGS, marks_of, tag_of, words_of
from .metadata import jsonld
from .sayings import (
    DOWN,
    GUARDED,
    LOADING,
    LOST,
    SCRIPT,
    WALL,
    asks_consent,
    counts_consent,
    is_consent_title,
    is_login_title,
    is_saying,
    is_title,
    offers_consent,
    words_in,
)
from .sniff import Kind, kind_of

LARGEST = 20_000_000  # bytes; trafilatura's own limit
_SHORT = 250  # words; what is left of an article before a wall is seldom more, an article seldom less
_LITTLE = 60  # words; less is no text at all
_NOTHING = 25  # words; with less, what else stands on the page is heard as well
_PARAGRAPH = 20  # words; a paragraph of an article, where error pages have sentences
_BESIDE = 40  # words that may stand beside a title like "Page not found"; without such a title, half of it
_TITLES = 6  # headings that are links; an article that names so many others has words of its own between them
_NOT_TEXT: dict[Kind, str] = {
    "pdf": "it is a PDF file, not a page",
    "image": "it is an image, not a page",
    "json": "it is data for programs, not a page",
    "xml": "it is data for programs, not a page",
    "binary": "it is a file, not a page",
}
_ERRORS = (
    (GUARDED, "the site lets only people in whom it has checked"),
    (LOST, "the page says that there is nothing to be found here"),
    (DOWN, "the page says that it is not there now, or not for you"),
)
_HEARD = 20_000  # characters of a page that are listened to
_APP_ROOT = re.compile(r"^(?:root|app|q-app|__next|___gatsby|__nuxt|application|app-root|react-root|main-app|svelte)$", re.IGNORECASE)
_SERVERS_LIST = re.compile(r"^Index of /")  # what servers call the list of a folder's files


class Judgement(NamedTuple):
    """What a page is, and why it is not fetched; `partial` where the text is what stands before a wall."""

    verdict: Verdict
    reason: str = ""
    partial: bool = False


def of_response(page: Page) -> Judgement | None:
    """Judge a page by size, status and bytes (never by what the server calls it); `None` if it is a page or text to be read."""
    if len(page.body) > LARGEST:
        return Judgement("too large", "the page is larger than 20 MB")
    if page.status >= 400:
        return Judgement("error page", f"the page answers {page.status}{_phrase(page.status)}")
    kind = kind_of(page)
    if kind == "feed":
        return Judgement("feed", "it is a feed, not a page")
    if kind == "empty":
        return Judgement("empty", "the page is empty")
    if kind in _NOT_TEXT:
        return Judgement("not text", _NOT_TEXT[kind])
    return None


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        return ""


class _Said(NamedTuple):
    """What a page says: its runs of text, those of the article, how many words these have, and its title."""

    root: HtmlElement
    runs: Sequence[Run]
    kept: list[Run]
    words: int
    title: str


def of_text(root: HtmlElement, runs: Sequence[Run], title: str, url: str) -> Judgement:
    """Judge a page by what it says; `runs` are its runs of text with those of the article kept, `title` its title."""
    kept = [run for run in runs if run.keep]
    said = _Said(root, runs, kept, sum(words_in(run.text) for run in kept), title)
    for judge in (_lost, _consent, _wall, _login, _scripted):
        judgement = judge(said)
        if judgement:
            return judgement
    if all(_in_menus(run) for run in kept):
        return Judgement("empty", "no text was found on the page")
    return _listing(kept, title, url) or _teasers(kept) or Judgement("article")


def _lost(page: _Said) -> Judgement | None:
    """A page that says little but that something is missing, down or guarded."""
    if page.words > 2 * _LITTLE:
        return None
    for pattern, reason in _ERRORS:
        others = sum(words_in(run.text) for run in page.kept if run.links < 0.8 and not is_saying(run.text, pattern))
        titled = is_title(page.title, pattern) or any(is_title(run.text, pattern) for run in page.runs if tag_of(run.block) == "h1")
        told = any(is_saying(run.text, pattern) for run in (page.runs if page.words < _NOTHING else page.kept))
        if others < (_BESIDE if titled else _BESIDE / 2) and (titled or told):
            return Judgement("error page", reason)
    return None


def _consent(page: _Said) -> Judgement | None:
    if page.words > _SHORT:
        return None
    whole = sum(len(run.text) for run in page.kept)
    asked = sum(len(run.text) for run in page.kept if asks_consent(run.text))
    said = " ".join(run.text for run in page.runs)[:_HEARD]
    if (is_consent_title(page.title) and asks_consent(said)) or (
        whole and asked > 0.6 * whole and counts_consent(said) > 1 and offers_consent(" ".join(run.text for run in page.kept))
    ):
        return Judgement("consent wall", "the page first asks for consent to cookies")
    return None


def _wall(page: _Said) -> Judgement | None:
    """A page whose text ends at a wall; what stands before it is kept where it is more than a line."""
    if page.words > _SHORT:
        return None
    locked = str(jsonld.described(page.root).get("isAccessibleForFree")).strip().lower() == "false"
    if locked or (_asks_to_pay(page) and (page.kept or _walled(page.root))):
        prose = sum(words_in(run.text) for run in page.kept if not WALL.search(run.text))
        return Judgement("login or paywall", "the page asks for a subscription", partial=prose >= _PARAGRAPH)
    return None


def _asks_to_pay(page: _Said) -> bool:
    """Whether a line asks for a subscription or login, and no paragraph of the article stands behind it."""
    asked = [i for i, run in enumerate(page.runs) if is_saying(run.text, WALL)]
    prose = [i for i, run in enumerate(page.runs) if run.keep and words_in(run.text) >= _PARAGRAPH and not WALL.search(run.text)]
    return bool(asked) and (not prose or asked[-1] > prose[-1])


def _login(page: _Said) -> Judgement | None:
    password = any(field.get("type") == "password" for field in page.root.iter("input"))
    if page.words < _LITTLE and (password or is_login_title(page.title)) and not any(_is_prose(run) for run in page.kept):
        return Judgement("login or paywall", "the page asks for a login")
    return None


def _in_menus(run: Run) -> bool:
    return run.links > 0.9 and any(tag_of(box) in ("nav", "footer") for box in (run.block, *run.block.iterancestors()))


def _is_prose(run: Run) -> bool:
    return words_in(run.text) >= _PARAGRAPH and run.links < 0.5


def _walled(root: HtmlElement) -> bool:
    return any("paywall" in marks_of(element).lower() for element in root.iter("div", "section", "aside"))


def _scripted(page: _Said) -> Judgement | None:
    if page.words >= _LITTLE or next(page.root.iter("script"), None) is None or any(_is_prose(run) for run in page.kept):
        return None
    told = [words_of(element) for element in page.root.iter("noscript")] + [run.text for run in page.runs]
    hollow = any(_APP_ROOT.match(element.get("id") or "") and len(words_of(element)) < 50 for element in page.root.iter("div", "main"))
    if hollow or any(is_saying(text, SCRIPT) for text in told) or (not page.kept and any(LOADING.match(run.text) for run in page.runs)):
        return Judgement("script-only", "the page shows its text only to browsers that run its scripts")
    return None


def _listing(kept: list[Run], title: str, url: str) -> Judgement | None:
    """Many links and hardly any prose; on a front page less of it is enough, and nothing but links is a list at any length."""
    if _SERVERS_LIST.match(title) or (len(kept) > 2 and all(_leads_on(run) for run in kept)):
        return Judgement("listing", "the page is a list of links, not an article")
    prose = [run for run in kept if len(run.text) > 160 and run.links < 0.5]
    links = [run for run in kept if run.links > 0.7 and run.block.tag not in ("td", "th")]
    try:
        front = urlsplit(url).path.strip("/").lower() in ("", "index.html", "index.php", "home") and not urlsplit(url).query
    except ValueError:
        front = False
    chars = sum(len(run.text) for run in kept)
    share = sum(len(run.text) * run.links for run in kept) / chars if chars else 0.0
    many = len(links) >= (5 if front else 8)
    if many and (share > 0.6 or (front and share > 0.35)) and len(prose) < (6 if front else 3):
        return Judgement("listing", "the page is a list of links, not an article")
    return None


def _leads_on(run: Run) -> bool:
    """Whether a run is but links to other places."""
    targets = [(link.get("href") or "#").strip().lower() for link in run.block.iter("a")]
    return run.links > 0.9 and any(not target.startswith(("#", "javascript:")) for target in targets)


def _teasers(kept: list[Run]) -> Judgement | None:
    """Title after title that leads elsewhere, each with a line or two below it, and nothing else."""
    titles = [run for run in kept if run.links > 0.9 and _is_title(run.block)]
    if len(titles) < _TITLES or any(len(run.text) > 300 for run in kept):
        return None
    others = [run for run in kept if run.links <= 0.9]
    if len(others) <= 2 * len(titles) and all(run.links > 0.9 for run in kept if _is_title(run.block)):
        return Judgement("listing", "the page is a list of links, not an article")
    return None


def _is_title(block: HtmlElement) -> bool:
    return tag_of(block) in HEADINGS
