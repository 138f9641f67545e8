"""Posts of social networks that an article shows: they are what it speaks of, and extractors leave out many as too short or too linked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from ..dom import tag_of
from .figures import is_among
from .rules import SURE
from .runs import Run
from .sums import Sums

# The classes of the quotations that the networks' own code for pages puts in, before a script makes a frame of them.
_POST = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|bluesky-embed|mastodon-embed|tiktok-embed|text-post-media|reddit-(?:embed-bq|card))"
    r"(?=$|\s)"
)
_OF_FACEBOOK = re.compile(r"(?:^|\s)fb-(?:post|video)(?=$|\s)")  # around any quotation; around the site's own page stands `fb-page`
_REFUSED = SURE - {"the day"}  # the line that says whose a post is says its day
_NEAR = 4  # boxes around a run in which the quotation stands


def complete(runs: Sequence[Run]) -> None:
    """Bring back such posts among the article's paragraphs, whole: their words and the line that says whose they are.

    Nothing of one whose words are refused for what they say.
    """
    page = next((run.over[-1] for run in runs if run.over), None)
    if page is None or next(page.iter("blockquote"), None) is None:
        return
    posts: dict[HtmlElement, list[Run]] = {}
    for run in runs:
        if (post := _post_of(run)) is not None:
            posts.setdefault(post, []).append(run)
    if all(run.keep for held in posts.values() for run in held):
        return
    sums = Sums(runs)
    kept = sums.of(len(run.text) * run.keep for run in runs)
    dropped = sums.of(len(run.text) * (not run.keep and not run.caption) for run in runs)
    for post, held in posts.items():
        words = max(held, key=lambda run: len(run.text))
        may_stay = words.keep or words.reason not in _REFUSED
        if may_stay and is_among(post, kept, dropped, by_name=False):  # the boxes of posts are called "social"
            for run in held:
                if not run.keep and run.reason not in _REFUSED:
                    run.keep, run.reason = True, "a post that the article shows"


def _post_of(run: Run) -> HtmlElement | None:
    near = (box for box in (run.block, *run.over[:_NEAR]) if tag_of(box) == "blockquote")
    return next((box for box in near if _POST.search(box.get("class") or "") or _is_of_facebook(box)), None)


def _is_of_facebook(quotation: HtmlElement) -> bool:
    holder = quotation.getparent()
    return holder is not None and _OF_FACEBOOK.search(holder.get("class") or "") is not None
