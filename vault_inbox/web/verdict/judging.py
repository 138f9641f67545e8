"""What a page is, when it is no article: by the server's answer, by its bytes, by its words. Each verdict completes "Not fetched: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from ...model import Page, Verdict
from ..choosing.runs import Run
from ..dom import HEADINGS, tag_of, words_of
from ..metadata.page import Metadata
from ..metadata.structured import jsonld
from ..sniff import Kind, kind_of
from .archives import is_archive, is_search
from .interstitials import is_in_dialog, is_of_consent
from .lists import is_listing, is_told
from .looks import is_list, is_unlike
from .lost import why_lost
from .said import (
    FEW,
    OUTSIDE,
    Said,
    first_headings,
    head_title,
    is_called_article,
    is_line,
    is_titled,
    is_told_beside_login,
    is_verse_or_list,
    language,
)
from .sayings import (
    LOADING,
    OF_COMMENTS,
    PRICE,
    SCRIPT,
    asks_consent,
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
from .wall_words import WALL
from .walls import asks_to_pay, is_prose, is_walled, offer_in, take_out_wall

LARGEST = 20_000_000  # bytes; trafilatura's own limit
_SHORT = 250  # words; what is left of an article before a wall is seldom more, an article seldom less
_LITTLE = 60  # words; less is no text at all
_TWO = 2  # paragraphs
_LANGUAGES = 4
_FRONT = re.compile(r"^(?:https?://[^/?#]+)?/?(?:[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)?/?$")
_NEAR = 3  # elements around a text
_MOSTLY = 0.9  # of a run's words that are links
_NOT_TEXT: dict[Kind, str] = {
    "pdf": "it is a PDF file, not a page",
    "image": "it is an image, not a page",
    "json": "it is data for programs, not a page",
    "xml": "it is data for programs, not a page",
    "binary": "it is a file, not a page",
}
_HEARD = 20_000  # characters of a page that are listened to
_APP_ROOT = re.compile(r"^(?:root|app|q-app|__next|___gatsby|__nuxt|application|app-root|react-root|main-app|svelte)$", re.IGNORECASE)


class Judgement(NamedTuple):
    """What a page is, and why it is not fetched: `partial` if a text stands before a wall, `by_looks` if no word told it."""

    verdict: Verdict
    reason: str = ""
    partial: bool = False
    by_looks: bool = False


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


def said_by(root: HtmlElement, runs: Sequence[Run], about: Metadata) -> Said:
    """What a page says whose runs of text have been chosen."""
    kept = [run for run in runs if run.keep]
    return Said(root, runs, kept, sum(words_in(run.text) for run in kept), about.title, language(root))


def of_text(root: HtmlElement, runs: Sequence[Run], about: Metadata, url: str) -> Judgement:
    """Judge a page by what it says and how it looks; `runs` are its runs of text, those of the article kept."""
    said, title = said_by(root, runs, about), about.title
    kept = said.kept
    searched = is_search_title(title) or (said.words <= 2 * _LITTLE and is_search(root, title, url))
    listed = is_listing(root, runs, title, url) or (searched and not is_told(runs))
    unread = not any(is_prose(run) and not is_of_consent(run.block) for run in kept)
    for judge in (_lost,) if listed and unread else (_lost, _consent, _wall, _login, _scripted):
        judgement = judge(said)
        if judgement:
            return judgement
    if listed or is_archive(root, runs, url) or _is_choice_of_language(said):
        return Judgement("listing", "the page is a list of links, not an article")
    if all(_in_menus(run) for run in kept):
        return Judgement("empty", "no text was found on the page")
    if _is_form(said):
        return Judgement("empty", "the page is a form, not an article")
    return _by_looks(said) if is_unlike(said, about, url) else Judgement("article")


def _is_choice_of_language(page: Said) -> bool:
    """Whether all that a short page without an article links to, menus aside, are the site's front pages in other languages."""
    if page.words > 2 * _LITTLE or is_called_article(page.root) or sum(map(is_prose, page.kept)) >= _TWO:
        return False
    links = [link for link in page.root.iter("a") if not any(tag_of(box) in OUTSIDE for box in link.iterancestors())]
    languages = {link.get("hreflang") for link in links} - {None}
    fronts = (link.get("hreflang") and _FRONT.search(link.get("href") or "") for link in links)
    return len(languages) >= _LANGUAGES and all(fronts)


def _is_form(page: Said) -> bool:
    """Whether most of what a page says names the fields of a form in which one writes; ingredients to tick off stand in none."""
    if page.words > _SHORT:
        return False
    forms = {form for form in page.root.iter("form") if any(map(_is_written_in, form.iter("input", "textarea")))}
    named = (run for run in page.kept if not forms.isdisjoint(run.over) and _is_name_of_field(run.block))
    return bool(forms) and 2 * sum(words_in(run.text) for run in named) >= page.words


def _is_written_in(field: HtmlElement) -> bool:
    return field.tag == "textarea" or (field.get("type") or "text") in ("text", "email", "tel")


def _is_name_of_field(block: HtmlElement) -> bool:
    """Whether a block is, stands in or holds the name of a field."""
    around = islice((block, *block.iterancestors()), _NEAR)
    return any(tag_of(each) in ("label", "legend") for each in around) or next(block.iter("label"), None) is not None


def _by_looks(page: Said) -> Judgement:
    """What a page is that does not look like an article, though nothing that it says is known from such pages."""
    if _has_password(page.root):
        return Judgement("login or paywall", "the page asks for a login", by_looks=True)
    if all(is_of_consent(run.block) for run in page.kept) or counts_consent(" ".join(run.text for run in page.kept)) > 1:
        return Judgement("consent wall", "the page first asks for consent to cookies", by_looks=True)
    if is_list(page):
        return Judgement("listing", "the page looks like a list, not an article", by_looks=True)
    return Judgement("error page", "the page looks like a notice, not an article", by_looks=True)


def _lost(page: Said) -> Judgement | None:
    reason = why_lost(page)
    return Judgement("error page", reason) if reason else None


def _consent(page: Said) -> Judgement | None:
    if page.words > _SHORT:
        return None
    asks_first = all(is_in_dialog(run.block) for run in page.kept)
    boxed = [run for run in page.runs if is_of_consent(run.block) or (asks_first and is_in_dialog(run.block))]
    if not any(asks_consent(run.text) for run in boxed):
        boxed = []  # other things are called so as well
    if not boxed and is_called_article(page.root) and is_titled(page):
        return None  # what stands below its own title is told, not asked
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
    if (
        titled
        or _is_chosen_by_form(page)
        or (whole and answered and asked > 0.6 * whole and counts_consent(said) > (0 if boxed else 1) and offered)
    ):
        return Judgement("consent wall", "the page first asks for consent to cookies")
    return None


def _is_chosen_by_form(page: Said) -> bool:
    """Whether a page is the form where cookies are chosen: a box is ticked there that cannot be changed, and others can."""
    forms = [form for form in page.root.iter("form", "dialog") if _has_fixed_choice(form)]
    inside = sum(words_in(run.text) for run in page.kept if not set(forms).isdisjoint(run.over))
    return inside > 0 and page.words - inside < _LITTLE


def _has_fixed_choice(form: HtmlElement) -> bool:
    boxes = [field for field in form.iter("input") if field.get("type") == "checkbox"]
    fixed = sum("disabled" in box.attrib and "checked" in box.attrib for box in boxes)
    return 0 < fixed < len(boxes)


def _wall(page: Said) -> Judgement | None:
    """A page whose text ends at a wall; what stands before it is kept where it is more than a line."""
    if page.words > _SHORT:
        return None
    if any(is_title(title, WALL) for title in (page.title, *first_headings(page.runs))) and not _is_help(page):
        return Judgement("login or paywall", f"the page asks for a {'login or a ' if _has_password(page.root) else ''}subscription")
    free = str(jsonld.described(page.root).get("isAccessibleForFree")).strip().lower()
    if free == "true":
        return None  # below free articles, too, papers ask for a subscription
    offer = offer_in(page.kept, page.title) if is_called_article(page.root) else None
    if free == "false" or offer is not None or (asks_to_pay(page.root, page.runs) and (page.kept or is_walled(page.root))):
        return Judgement("login or paywall", "the page asks for a subscription", partial=take_out_wall(page.kept, offer))
    return None


def _is_help(page: Said) -> bool:
    """Whether paragraphs and steps or code stand below a page's title, and nothing there takes a reader's address or password.

    Help on accounts is called like the page that asks for one: "Create an account to publish".
    """
    told = sum(is_prose(run) and not WALL.search(run.text) and not PRICE.search(run.text) for run in page.kept)
    if told < _TWO or not is_titled(page) or next(page.root.iter("ol", "pre", "code"), None) is None:
        return False
    fields = (field for field in page.root.iter("input") if field.get("type") in ("email", "password"))
    return all(any(tag_of(box) in OUTSIDE for box in field.iterancestors()) for field in fields)


def _login(page: Said) -> Judgement | None:
    if (
        page.words < _LITTLE
        and ((_has_password(page.root) and not is_told_beside_login(page)) or is_login_title(page.title))
        and not any(is_prose(run) and not is_of_consent(run.block) for run in page.kept)
    ):
        return Judgement("login or paywall", "the page asks for a login")
    if page.words <= 2 * _LITTLE and _has_password(page.root) and any(map(is_login_title, (page.title, *head_title(page)))):
        asked = all(speaks_to_reader(run.text, page.language) for run in page.kept if is_prose(run))
        return Judgement("login or paywall", "the page asks for a login") if asked else None
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


def _scripted(page: Said) -> Judgement | None:
    """A page of scripts, whose few words are those for browsers that run none."""
    if next(page.root.iter("script"), None) is None or any(is_prose(run) and not SCRIPT.search(run.text) for run in page.kept):
        return None  # the quick questions first: the pattern takes long over an article
    kept = [run for run in page.kept if not SCRIPT.search(run.text)]
    if sum(words_in(run.text) for run in kept) >= _LITTLE:
        return None
    lines = sum(words_in(run.text) for run in kept if is_line(run))
    if lines >= FEW and is_verse_or_list(page) and is_titled(page) and not SCRIPT.search(page.title):
        return None  # a poem, below which such a line speaks of a map or a form
    runs = (run.text for run in page.runs if not kept or tag_of(run.block) not in HEADINGS)
    told = [text for text in (*map(words_of, page.root.iter("noscript")), *runs) if lines < FEW or not OF_COMMENTS.search(text)]
    hollow = any(
        _APP_ROOT.match(element.get("id") or tag_of(element)) and len(words_of(element)) < 50
        for element in page.root.iter("div", "main", "app-root")
    )
    if hollow or any(is_saying(text, SCRIPT) for text in told) or (not page.kept and any(LOADING.match(run.text) for run in page.runs)):
        return Judgement("script-only", "the page shows its text only to browsers that run its scripts")
    return None
