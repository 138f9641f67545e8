"""Second thoughts on an extractor's choice of runs: what is surely no part of an article goes, what it surely missed comes back.

Each rule gives its reason, which stays with the run. The rules are few and hold in any language or name their languages.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from lxml.html import HtmlElement

from ..dom import HEADINGS, tag_of
from .around import around_name
from .copies import copies
from .house_lines import is_button, is_byline, is_copyright, is_credit, is_day, is_teaser
from .runs import Run, fold
from .sums import Sums

SURE = frozenset(
    ("a button", "a copyright notice", "a style sheet", "hidden", "the day")
)  # reasons in the words or the box of a line itself
TOLD = "in the article that the page's data tell"
REPEATED = "said before"
TITLE = "the title"
_PARAGRAPH = 120  # characters
_DESCRIBED = 60  # folded characters of a description that is the beginning of a text
_HEADLINE = 3  # spaces between its words, at least
_REMEMBERED = 4096  # classes; a page says the same ones again and again
_STYLE = re.compile(r"(?:[\w.#@:,>*\s-]{1,80}\{(?:\s*|[^{}]*:[^{}]*)\}\s*)+")
_HIDDEN = re.compile(r"(?:^|\s)(?:hidden|hide|invisible|sr-only|visually-?hidden|screen-reader-text)(?=$|\s)")


def judge(runs: list[Run], titles: Collection[str], body: str = "", description: str = "") -> None:
    """Set `keep` and `reason` of each run, from the extractor's choice and what the page says about itself.

    `titles` are the titles that the page gives itself, `body` is the article's text as its JSON-LD tells it, "" if it does not;
    many a `description` is the article's beginning.
    """
    sums = Sums(runs)
    for run in runs:
        run.keep = run.chosen >= 0.5
    _recall(runs, sums)
    _believe(runs, fold(body))
    _prefer_beginning(runs, fold(description).rpartition(" ")[0])  # its last word may be cut
    _refuse(runs, sums, {fold(title) for title in titles} - {""})


def _refuse(runs: list[Run], sums: Sums, titles: set[str]) -> None:
    sizes = sums.of(len(run.text) * run.keep for run in runs)
    whole = sum(len(run.text) for run in runs if run.keep)
    seen: dict[str, HtmlElement | None] = {}
    copied = {id(run) for run in copies(runs)}
    started = titled = False
    for run in runs:
        reason = "hidden" if id(run) in copied else _no_article(run, titles, started, titled)
        titled = titled or (tag_of(run.block) in HEADINGS and run.folded in titles)
        if not run.keep:  # said all the same, so that no later judge brings it back lightly
            run.reason = reason
            continue
        reason = reason or _around(run, sizes, whole)
        key = run.folded
        if not reason and len(key) >= 60 and seen.get(key, run.block.getparent()) is not run.block.getparent():
            reason = REPEATED  # elsewhere: what an author repeats in one place is meant
        if not reason:
            seen.setdefault(key, run.block.getparent())
        started = started or (not reason and len(run.text) > 150)
        if reason:
            run.keep, run.reason = False, reason


def _no_article(run: Run, titles: set[str], started: bool, titled: bool) -> str:
    """Why a line by itself is no part of the article; "" if it may be. An `<h1>` behind the title (`titled`) names a part of the text."""
    text = run.text
    if (tag_of(run.block) in HEADINGS or not started) and run.folded in titles:
        return TITLE
    if len(text) > 200:
        return ""
    return _no_part(run) or ("" if started or (titled and tag_of(run.block) == "h1") else _no_beginning(run))


def _no_part(run: Run) -> str:
    """Why a line is no part of any article, wherever it stands."""
    text = run.text
    if is_button(text):
        return "a button"
    if is_copyright(text):
        return "a copyright notice"
    if _is_style(run):
        return "a style sheet"
    if len(text) <= _PARAGRAPH and _is_put_away(run):
        return "hidden"
    if (run.links > 0.4 and is_teaser(text)) or _is_shouted_link(run):
        return "a teaser"
    if is_credit(text):
        return "a picture's credit"
    return ""


def _is_shouted_link(run: Run) -> bool:
    """Whether a paragraph is one link in capitals: how news sites set the headline of another story between two paragraphs."""
    return tag_of(run.block) in ("p", "div") and run.links > 0.95 and run.text.isupper() and run.text.count(" ") >= _HEADLINE


def _no_beginning(run: Run) -> str:
    """Why a line before the first paragraph is no part of the article."""
    text = run.text
    if tag_of(run.block) == "h1":
        return TITLE
    if is_byline(text):
        return "the byline"
    if tag_of(run.block) not in HEADINGS and is_day(text):
        return "the day"
    return ""


def _is_style(run: Run) -> bool:
    """Whether a line is of a style sheet; one that is shown as code is meant."""
    coded = tag_of(run.block) in ("pre", "code") or next(run.block.iter("code", "samp", "kbd"), None) is not None
    return "{" in run.text and not coded and bool(_STYLE.fullmatch(run.text))


def _is_put_away(run: Run) -> bool:
    """Whether a line's box is named as hidden: a form's message, a word for screen readers. A size ("md:block") shows it again."""
    return any(_says_hidden(each.get("class")) for each in (run.block, *run.over[:2]))


@lru_cache(maxsize=_REMEMBERED)
def _says_hidden(classes: str | None) -> bool:
    return classes is not None and ":" not in classes and _HIDDEN.search(classes) is not None


def _around(run: Run, sizes: dict[HtmlElement, float], whole: int) -> str:
    """Whether the run stands in something that names itself no part of an article, and that holds but a small part of what was chosen."""
    for element in (run.block, *run.over):
        if sizes.get(element, 0) > whole * 0.3:
            return ""
        name = around_name(element)
        if name:
            return f"in {name}"
        if tag_of(element) in ("aside", "footer", "nav"):
            return f"in {tag_of(element)}"
    return ""


def _recall(runs: list[Run], sums: Sums) -> None:
    """Bring back what stands between chosen neighbours in one box with them: headings, items, quotations, code, long paragraphs."""
    chosen, every = sums.of(len(run.text) * run.keep for run in runs), sums.of(len(run.text) for run in runs)
    taken = [run.keep for run in runs]
    for i, run in enumerate(runs):
        if run.keep or not _may_return(run) or run.links > 0.4:
            continue
        before, behind = any(taken[max(0, i - 6) : i]), any(taken[i + 1 : i + 7])
        between = tag_of(run.block) == "pre" or (before and behind) or (tag_of(run.block) in HEADINGS and any(taken[i + 1 : i + 3]))
        if between and _in_chosen_box(run, chosen, every):
            run.keep, run.reason = True, "among the article's paragraphs"


def _believe(runs: list[Run], body: str) -> None:
    """Bring back whole paragraphs that stand in the article's text as the page's own data tell it; shorter lines may stand anywhere."""
    for run in runs if body else ():
        is_told = run.folded == body or (len(run.text) >= _PARAGRAPH and run.folded in body)
        if is_told and not run.keep and not run.caption and run.links < 0.3:
            run.keep, run.reason = True, TOLD


def _prefer_beginning(runs: list[Run], beginning: str) -> None:
    """Where nothing but links was chosen (a menu that is larger than a short report), take the paragraph that begins as described."""
    kept = [run for run in runs if run.keep]
    plain, whole = sum(len(run.text) * (1 - run.links) for run in kept), sum(len(run.text) for run in kept)
    if len(beginning) < _DESCRIBED or plain >= 0.1 * whole:
        return
    begun = [run for run in runs if run.links < 0.3 and len(run.text) >= _PARAGRAPH and run.folded.startswith(beginning)]
    if not begun:
        return
    lead = max(begun, key=lambda run: len(run.text))
    if any(run.block.getparent() is lead.block.getparent() for run in kept):
        return  # a list of links under a few words
    for run in runs:
        beside = run.block.getparent() is lead.block.getparent() and tag_of(run.block) == "p" and run.links < 0.5
        run.keep, run.reason = (True, TOLD) if beside or run is lead else (False, "")


def _may_return(run: Run) -> bool:
    tag = tag_of(run.block)
    if tag in ("li", "pre", "blockquote", "td", "th", "dd", "dt") or any(tag_of(box) in ("li", "blockquote") for box in run.over):
        return True
    if tag in HEADINGS[1:]:
        return not is_teaser(run.text)
    return tag in ("p", "div", "section") and len(run.text) >= 200


def _in_chosen_box(run: Run, chosen: dict[HtmlElement, float], every: dict[HtmlElement, float]) -> bool:
    box = run.block.getparent()
    steps = 0
    while box is not None and steps < 3:
        name = tag_of(box)
        if name in ("figure", "nav", "aside", "footer", "header", "form", "body", "html", "button", "figcaption") or around_name(box):
            return False
        have, total = chosen.get(box, 0), every[box]
        others = total - len(run.text)
        if have and others and have / others >= 0.6 and have > 400:
            return True
        box = box.getparent()
        steps += 1
    return False
