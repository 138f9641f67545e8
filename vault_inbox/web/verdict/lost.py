"""Pages that say little but that something is missing, down, guarded or done, in their title, their heading or a line of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import takewhile

from ..choosing.runs import Run
from ..dom import tag_of
from ..metadata.structured import jsonld
from .error_words import DONE, DOWN, EXPLAINED, GUARDED, HANDLED, LOST, OF_PAGES
from .interstitials import is_guarded, is_marked_lost, is_of_age
from .said import Said, first_headings, first_paragraph, head_title, is_titled, meta
from .sayings import begins_with_saying, is_saying, is_title, speaks_to_reader, words_in
from .walls import is_prose

_SHORT = 250  # words; a page that says such a thing in its title says hardly more
_LITTLE = 60  # words; less is no text at all
_NOTHING = 25  # words; with less, what else stands on the page is heard as well
_BESIDE = 40  # words that may stand beside a title like "Page not found"; without such a title, half of it
_TWO = 2  # paragraphs
_STORY = 20  # words of a paragraph that a story begins with
_FRONTS = ("/", "/index.html", "/index.php")
_LINKED = 0.8  # of the words of a run that leads elsewhere
_LETTERS = 6  # of a word and the space behind it
_ERRORS = (
    (GUARDED, "the site lets only people in whom it has checked"),
    (LOST, "the page says that there is nothing to be found here"),
    (DOWN, "the page says that it is not there now, or not for you"),
    (DONE, "the page only says what was done, or leads to an app"),
)


def why_lost(page: Said) -> str:
    """Why a page is one of an error, "" if it is none."""
    if page.words > _SHORT:
        return ""
    if is_guarded(page.root):
        return _ERRORS[0][1]
    if page.words <= 2 * _LITTLE and is_marked_lost(page.root, [run.block for run in page.kept]) and not _tells_else(page):
        return _ERRORS[1][1]  # a story of lost keys may be so marked
    if _asks_age(page):
        return _ERRORS[2][1]
    return next((reason for pattern, reason in _ERRORS if _says(page, pattern)), "")


def _asks_age(page: Said) -> bool:
    """Whether half of a short page stands where a program asks for its reader's age; not paragraphs below the page's title."""
    asked = sum(words_in(run.text) for run in page.kept if is_of_age(run.block)) if page.words <= 2 * _LITTLE else 0
    if not 0 < page.words <= 2 * asked:
        return False
    told = [run for run in page.kept if is_prose(run)]
    return len(told) < _TWO or not is_titled(page) or all(speaks_to_reader(run.text, page.language) for run in told)


def _tells_else(page: Said) -> bool:
    return any(is_prose(run) and not LOST.search(run.text) and not _helps_on(run.text, page) for run in _before_others(page))


def _before_others(page: Said) -> Iterable[Run]:
    """The runs of a page's text up to the first that is only a link, if a paragraph says first that the page is lost.

    Below such a notice stand the site's newest posts, each with some of its text.
    """
    first = first_paragraph(page)
    if first is None or not begins_with_saying(first.text, LOST):
        return page.kept
    return takewhile(lambda run: run.links < _LINKED, page.kept)


def _says(page: Said, pattern: re.Pattern[str]) -> bool:
    """Whether a page says such a thing in its title or main heading, or in a line beside which there is hardly another."""
    titles = [title for title in (page.title, *first_headings(page.runs), *head_title(page)) if is_title(title, pattern)]
    if titles and (_is_told(page, pattern) or (pattern is DONE and _is_help(page)) or _is_story(page, pattern)):
        return False
    if not titles:
        return page.words <= 2 * _LITTLE and _is_told_so(page, pattern)
    if pattern is GUARDED and EXPLAINED.search(" ".join(run.text for run in page.runs)):
        return True
    # Below such a title a paragraph that says so again is of the same kind, however long it is; checks for robots say so at once.
    says_again = begins_with_saying if pattern is GUARDED else _speaks_of
    shown_out = _shows_out(page)
    beside = _words_beside(
        page,
        lambda text: says_again(text, pattern) or (shown_out and _helps_on(text, page)) or (pattern is DONE and _is_handled(text, page)),
    )
    return beside < (2 * _BESIDE if pattern is LOST and len(titles) > 1 else _BESIDE)


def _is_told_so(page: Said, pattern: re.Pattern[str]) -> bool:
    """Whether a page without such a title says such a thing in a line, or in its first paragraph where the others help its reader on."""
    told = any(is_saying(run.text, pattern) and not _is_code(run) for run in (page.runs if page.words < _NOTHING else page.kept))
    if told and _words_beside(page, lambda text: is_saying(text, pattern)) < _BESIDE / 2:
        return True
    first = first_paragraph(page)
    if first is None or _is_code(first) or _is_told(page):
        return False
    if pattern is DONE:  # a club may begin its news with letters that it sent: a title must name what is to be confirmed
        begun = _is_handled(first.text, page) and any(map(DONE.search, (page.title, *first_headings(page.runs))))
    else:
        begun = begins_with_saying(first.text, pattern) and _helps_on(first.text, page) and _shows_out(page)
    return begun and _words_beside(page, lambda text: _helps_on(text, page) or _is_handled(text, page)) < _BESIDE / 2


def _shows_out(page: Said) -> bool:
    """Whether a page leads its reader to the site's front page, or asks something, elsewhere than in its menus."""
    ways = (link for link in page.root.iter("a", "form") if link.tag == "form" or (link.get("href") or "").strip() in _FRONTS)
    return any(next(way.iterancestors("header", "nav", "footer", "h1"), None) is None for way in ways)


def _helps_on(text: str, page: Said) -> bool:
    """Whether a paragraph of a short page speaks to its reader of pages and addresses, as those do that help one on who is lost."""
    return page.words <= 2 * _LITTLE and bool(OF_PAGES.search(text)) and speaks_to_reader(text, page.language)


def _is_told(page: Said, pattern: re.Pattern[str] | None = None) -> bool:
    """Whether a page's data tell an article with its day and a paragraph of it stands there: one on such pages, called as they are.

    Where a `pattern` is given and the data call the article otherwise, that one is not there.
    """
    given = meta(page.root, "og:title")
    if pattern is not None and given and not is_title(given, pattern):
        return False
    about = jsonld.described(page.root)
    told = jsonld.is_article(about) and about.get("datePublished") and about.get("author")
    told = told or any(each.get("property") == "article:published_time" for each in page.root.iter("meta"))
    return bool(told) and any(is_prose(run) for run in page.kept)


def _is_help(page: Said) -> bool:
    """Whether a page has paragraphs beside that which says what was done, or that a letter was sent.

    Help on how to verify an address is called like the page that asks for it.
    """
    return any(is_prose(run) and not (page.words < 2 * _BESIDE and _is_handled(run.text, page)) for run in page.kept)


def _is_story(page: Said, pattern: re.Pattern[str]) -> bool:
    """Whether a page begins with a paragraph that speaks neither to its reader nor of pages, though it is called "Not found"."""
    first = first_paragraph(page)
    if first is None or first.links > 0 or _is_short(first.text):
        return False
    return not (OF_PAGES.search(first.text) or pattern.search(first.text) or speaks_to_reader(first.text, page.language))


def _is_short(text: str) -> bool:
    """Whether a paragraph is too short for the beginning of a story, in words or (in languages of long words) in letters."""
    return words_in(text) < _STORY and len(text) < _STORY * _LETTERS


def _speaks_of(text: str, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(text))


def _is_handled(text: str, page: Said) -> bool:
    """Whether a text tells its reader that a letter is under way; stories tell of letters that somebody sent to somebody."""
    return begins_with_saying(text, HANDLED) and speaks_to_reader(text, page.language)


def _words_beside(page: Said, is_of_it: Callable[[str], bool]) -> int:
    beside = (run for run in _before_others(page) if run.links < _LINKED and next(run.block.iterancestors("footer"), None) is None)
    return sum(words_in(run.text) for run in beside if not is_of_it(run.text))


def _is_code(run: Run) -> bool:
    """Whether a run of text holds code: what stands in it is spoken of, not said."""
    return tag_of(run.block) == "pre" or next(run.block.iter("code", "kbd", "samp"), None) is not None
