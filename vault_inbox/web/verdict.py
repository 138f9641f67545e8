"""What a page is, when it is no article: by the server's answer, by its bytes, by its words. Each verdict completes "Not fetched: …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import NamedTuple

from lxml.html import HtmlElement

from ..model import Page, Verdict
from .choosing.runs import Run
from .dom import HEADINGS, tag_of, words_of
from .error_words import DONE, DOWN, EXPLAINED, GUARDED, HANDLED, LOST, OF_PAGES
from .guards import is_guarded, is_marked_lost, is_of_consent
from .lists import is_listing, is_told
from .metadata import jsonld
from .sayings import (
    LOADING,
    SCRIPT,
    WALL,
    asks_consent,
    begins_with_saying,
    counts_consent,
    is_answer,
    is_consent_title,
    is_login_title,
    is_on_consent,
    is_saying,
    is_search_title,
    is_title,
    offers_consent,
    speaks_to_reader,
    words_in,
)
from .sniff import Kind, kind_of
from .walls import asks_to_pay, is_prose, is_walled, take_out_wall

LARGEST = 20_000_000  # bytes; trafilatura's own limit
_SHORT = 250  # words; what is left of an article before a wall is seldom more, an article seldom less
_LITTLE = 60  # words; less is no text at all
_NOTHING = 25  # words; with less, what else stands on the page is heard as well
_BESIDE = 40  # words that may stand beside a title like "Page not found"; without such a title, half of it
_STORY = 30  # words of a paragraph that a story begins with
_MOSTLY = 0.9  # of a run's words that are links
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
    (DONE, "the page only says what was done, or leads to an app"),
)
_HEARD = 20_000  # characters of a page that are listened to
_APP_ROOT = re.compile(r"^(?:root|app|q-app|__next|___gatsby|__nuxt|application|app-root|react-root|main-app|svelte)$", re.IGNORECASE)


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
    listed = is_listing(runs, title, url) or (is_search_title(title) and not is_told(runs))
    unread = not any(is_prose(run) and not is_of_consent(run.block) for run in kept)
    for judge in (_lost,) if listed and unread else (_lost, _consent, _wall, _login, _scripted):
        judgement = judge(said)
        if judgement:
            return judgement
    if listed:
        return Judgement("listing", "the page is a list of links, not an article")
    if all(_in_menus(run) for run in kept):
        return Judgement("empty", "no text was found on the page")
    return Judgement("article")


def _lost(page: _Said) -> Judgement | None:
    """A page that says little but that something is missing, down or guarded."""
    if page.words <= _SHORT and is_guarded(page.root):
        return Judgement("error page", _ERRORS[0][1])
    told = any(is_prose(run) and not LOST.search(run.text) for run in page.kept)
    if page.words <= _LITTLE and is_marked_lost(page.root) and not told:  # a story of lost keys may be so marked
        return Judgement("error page", _ERRORS[1][1])
    reason = next((reason for pattern, reason in _ERRORS if _says(page, pattern)), "")
    return Judgement("error page", reason) if reason else None


def _says(page: _Said, pattern: re.Pattern[str]) -> bool:
    """Whether a page says such a thing in its title or main heading, or in a line beside which there is hardly another."""
    titles = [title for title in (page.title, *_first_headings(page.runs)) if is_title(title, pattern)]
    if titles and (_is_told(page) or (pattern is DONE and _is_help(page)) or (pattern in (LOST, GUARDED) and _is_story(page, pattern))):
        return False
    if page.words > (_SHORT if titles else 2 * _LITTLE):
        return False
    if not titles:
        told = any(is_saying(run.text, pattern) and not _is_code(run) for run in (page.runs if page.words < _NOTHING else page.kept))
        return told and _words_beside(page, lambda text: is_saying(text, pattern)) < _BESIDE / 2
    if pattern is GUARDED and EXPLAINED.search(" ".join(run.text for run in page.runs)):
        return True
    # Below such a title a paragraph that says so again is of the same kind, however long it is; checks for robots say so at once.
    says_again = begins_with_saying if pattern is GUARDED else _is_handled if pattern is DONE else _speaks_of
    return _words_beside(page, lambda text: says_again(text, pattern)) < (2 * _BESIDE if pattern is LOST and len(titles) > 1 else _BESIDE)


def _is_told(page: _Said) -> bool:
    """Whether a page's data tell an article with its day and a paragraph of it stands there: one on such pages, called as they are."""
    about = jsonld.described(page.root)
    told = jsonld.is_article(about) and about.get("datePublished") and about.get("author")
    told = told or any(each.get("property") == "article:published_time" for each in page.root.iter("meta"))
    return bool(told) and any(is_prose(run) for run in page.kept)


def _is_help(page: _Said) -> bool:
    """Whether a page has paragraphs beside that which says what was done, or that a letter was sent.

    Help on how to verify an address is called like the page that asks for it.
    """
    return any(is_prose(run) and not (page.words < 2 * _BESIDE and HANDLED.search(run.text)) for run in page.kept)


def _is_story(page: _Said, pattern: re.Pattern[str]) -> bool:
    """Whether a page begins with a paragraph that speaks neither to its reader nor of pages, though it is called "Not found"."""
    first = next((run for run in page.kept if tag_of(run.block) not in HEADINGS), None)
    if first is None or first.links > 0 or words_in(first.text) < _STORY:
        return False
    return not (OF_PAGES.search(first.text) or pattern.search(first.text) or speaks_to_reader(first.text))


def _speaks_of(text: str, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(text))


def _is_handled(text: str, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(text) or HANDLED.search(text))


def _words_beside(page: _Said, is_of_it: Callable[[str], bool]) -> int:
    beside = (run for run in page.kept if run.links < 0.8 and next(run.block.iterancestors("footer"), None) is None)
    return sum(words_in(run.text) for run in beside if not is_of_it(run.text))


def _first_headings(runs: Sequence[Run]) -> list[str]:
    """The main headings of a page, else its first one, unless a paragraph of the article stands before that."""
    main = [run.text for run in runs if tag_of(run.block) == "h1"]
    if main:
        return main
    first = next((run for run in runs if tag_of(run.block) in HEADINGS or (run.keep and is_prose(run))), None)
    return [first.text] if first is not None and tag_of(first.block) in HEADINGS else []


def _is_code(run: Run) -> bool:
    """Whether a run of text holds code: what stands in it is spoken of, not said."""
    return tag_of(run.block) == "pre" or next(run.block.iter("code", "kbd", "samp"), None) is not None


def _consent(page: _Said) -> Judgement | None:
    if page.words > _SHORT:
        return None
    boxed = [run for run in page.runs if is_of_consent(run.block)]
    if not any(asks_consent(run.text) for run in boxed):
        boxed = []  # other things are called so as well
    if _has_password(page.root) and (not boxed or all(is_of_consent(run.block) for run in page.kept)):
        return None
    whole = sum(len(run.text) for run in page.kept)
    asked = sum(len(run.text) for run in page.kept if asks_consent(run.text) or run in boxed)
    said = " ".join(run.text for run in page.runs)[:_HEARD]
    titled = is_consent_title(page.title) and asks_consent(said)
    answered = (
        bool(boxed)
        or is_on_consent(" ".join(run.text for run in page.runs if run.keep or tag_of(run.block) in HEADINGS))
        or any(is_answer(words_of(each) or each.get("value") or "") for each in page.root.iter("button", "a", "input"))
    )
    offered = offers_consent(" ".join(run.text for run in page.kept)) or bool(boxed)
    if titled or (whole and answered and asked > 0.6 * whole and counts_consent(said) > (0 if boxed else 1) and offered):
        return Judgement("consent wall", "the page first asks for consent to cookies")
    return None


def _wall(page: _Said) -> Judgement | None:
    """A page whose text ends at a wall; what stands before it is kept where it is more than a line."""
    if page.words > _SHORT:
        return None
    if any(is_title(title, WALL) for title in (page.title, *_first_headings(page.runs))):
        return Judgement("login or paywall", "the page asks for a subscription")
    free = str(jsonld.described(page.root).get("isAccessibleForFree")).strip().lower()
    if free == "true":
        return None  # below free articles, too, papers ask for a subscription
    if free == "false" or (asks_to_pay(page.root, page.runs) and (page.kept or is_walled(page.root))):
        return Judgement("login or paywall", "the page asks for a subscription", partial=take_out_wall(page.kept))
    return None


def _login(page: _Said) -> Judgement | None:
    if (
        page.words < _LITTLE
        and (_has_password(page.root) or is_login_title(page.title))
        and not any(is_prose(run) and not is_of_consent(run.block) for run in page.kept)
    ):
        return Judgement("login or paywall", "the page asks for a login")
    return None


def _has_password(root: HtmlElement) -> bool:
    """Whether a page asks for a password, but for the small form that some sites keep in their head."""
    fields = (field for field in root.iter("input") if field.get("type") == "password")
    return any(next(field.iterancestors("header", "nav"), None) is None for field in fields)


def _in_menus(run: Run) -> bool:
    """Whether a run stands in a menu or footer and all but a tenth of its words are links."""
    if not any(tag_of(box) in ("nav", "footer") for box in (run.block, *run.block.iterancestors())):
        return False
    return sum(words_in(words_of(link)) for link in run.block.iter("a")) > _MOSTLY * words_in(run.text)


def _scripted(page: _Said) -> Judgement | None:
    """A page of scripts, whose few words are those for browsers that run none."""
    if next(page.root.iter("script"), None) is None or any(is_prose(run) and not SCRIPT.search(run.text) for run in page.kept):
        return None  # the quick questions first: the pattern takes long over an article
    kept = [run for run in page.kept if not SCRIPT.search(run.text)]
    if sum(words_in(run.text) for run in kept) >= _LITTLE:
        return None
    told = [words_of(element) for element in page.root.iter("noscript")] + [
        run.text for run in page.runs if not kept or tag_of(run.block) not in HEADINGS
    ]
    hollow = any(_APP_ROOT.match(element.get("id") or "") and len(words_of(element)) < 50 for element in page.root.iter("div", "main"))
    if hollow or any(is_saying(text, SCRIPT) for text in told) or (not page.kept and any(LOADING.match(run.text) for run in page.runs)):
        return Judgement("script-only", "the page shows its text only to browsers that run its scripts")
    return None
