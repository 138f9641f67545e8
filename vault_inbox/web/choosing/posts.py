"""The posts of a WordPress page: its own, and others that it shows beside or below, which are no part of the article.

WordPress numbers its posts. The class of the page's body tells which one the page is (`postid-12`, for its "pages" `page-id-12`), that of
the box around each post which one that is (`post-34`), be it whole or a teaser. On 30 of 694 real pages the boxes of others hold 8,000
words, none of which stands in the gold text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from .runs import Run

ANOTHER = "in another post"
_OWN = re.compile(r"(?<!\S)(?:postid|page-id)-(\d+)(?!\S)")
_POST = re.compile(r"(?<!\S)post-(\d+)(?!\S)")


def own_runs(root: HtmlElement, runs: Sequence[Run]) -> list[Run]:
    """The runs of the page's own post; those of others are marked as `other`. All are its own where its post stands in no box."""
    body = next(root.iter("body"), None)
    own = None if body is None else _OWN.search(body.get("class") or "")
    if own is None:
        return list(runs)
    known: dict[HtmlElement, str] = {}
    posts = [_post_of(run, known) for run in runs]
    if own[1] in posts:
        for run, post in zip(runs, posts, strict=True):
            if post not in ("", own[1]):
                run.other, run.reason = True, ANOTHER
    return [run for run in runs if not run.other]


def _post_of(run: Run, known: dict[HtmlElement, str]) -> str:
    """The number of the innermost post around a run, "" where there is none."""
    way: list[HtmlElement] = []
    number = ""
    for element in (run.block, *run.over):
        if element in known:
            number = known[element]
            break
        way.append(element)
        if found := _POST.search(element.get("class") or ""):
            number = found[1]
            break
    known.update(dict.fromkeys(way, number))
    return number
