"""What of a page is others': forms, the boxes beside its text, and what readers comment."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from ...dom import marks_of

_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?<!with[_-])(?i:(?:comments?|comment-\w+|respond|related|recommended)(?=$|[\s_-])|comments?(?-i:(?=[A-Z])))"
)
_BOXES = frozenset(("form", "footer", "nav", "aside"))
_FOOT = re.compile(r"(?:^|\s)(?:entry|post|article)-(?:footer|meta)(?=$|\s)")
_NEAR = 50  # elements
_TEXT = 3  # paragraphs; a card has not so many
_PARAGRAPHS = 5  # with a main heading; a menu, a footer or a box beside the text has not so many


def is_elses(element: HtmlElement, *, beside: bool = False) -> bool:
    """Whether an element belongs to a form or to readers' comments: the names there are no author's.

    Nor are they in an `aside`, unless what stands `beside` the text counts too.
    """
    boxes = _BOXES - {"aside"} if beside else _BOXES
    parents = (element, *element.iterancestors())
    return is_readers(element) or any(parent.tag in boxes and not _holds_page(parent) and not _is_above_text(parent) for parent in parents)


def is_signed(element: HtmlElement) -> bool:
    """Whether an element is the name below the page's own text, as themes of WordPress write it: in the foot of the article."""
    if not {"author", "vcard"} <= set(marks_of(element).split()) or is_readers(element):
        return False
    foot = next(element.iterancestors("footer"), None)
    article = None if foot is None else foot.getparent()
    return article is not None and article.tag == "article" and _FOOT.search(marks_of(foot)) is not None and _holds_title(article)


def is_readers(element: HtmlElement) -> bool:
    """Whether an element belongs to what readers comment, or to a box of other articles that is called so."""
    # What `body` calls itself speaks of the whole page: "single has-comments".
    parents = (each for each in (element, *element.iterancestors()) if each.tag not in ("body", "html"))
    return any(_COMMENTS.search(marks_of(parent)) and not _holds_title(parent) for parent in parents)


def _holds_title(box: HtmlElement) -> bool:
    """Whether the page's first main heading stands in a box: "3 Comments" may be another."""
    heading = next(box.iter("h1"), None)
    return heading is not None and heading is next(box.getroottree().iter("h1"), None)


def _is_above_text(box: HtmlElement) -> bool:
    """Whether a footer stands in an article above its text, as Drupal writes who submitted a post and when."""
    before, below = box.getprevious(), box.getnext()
    if box.tag != "footer" or below is None or (before is not None and before.tag in ("p", "div", "section")):
        return False
    texts = sum(each.tag == "p" for each in islice(below.iter(), _NEAR))
    return texts >= _TEXT and next(box.iterancestors("article"), None) is not None


def _holds_page(box: HtmlElement) -> bool:
    """Whether a box holds the whole page: some servers put it all into one form, and what is never closed holds what follows."""
    if next(box.iter("h1"), None) is None:
        return False
    return box.tag == "form" or len(list(islice(box.iter("p"), _PARAGRAPHS))) == _PARAGRAPHS
