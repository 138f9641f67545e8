"""Handles of a page: small links and buttons beside the text that are no words of it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from .dom import marks_of, words_of

# "¶" behind a heading, "[edit]" of a wiki, "↩" behind a footnote: handles of the page, not words of it.
HANDLE = re.compile(r"(?:[¶#§🔗⚓↩︎↑]|permalink|link to this (?:heading|section)|copy link|direct link|anchor)+", re.IGNORECASE)
_HANDLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:headerlink|header-anchor|heading-anchor|mw-editsection|hash-link|anchorjs-link|footnote-backref)(?=$|\s)"
)


def is_handle(element: HtmlElement) -> bool:
    """Whether an element is a handle of the page beside the text: "¶", "[edit]", "↩"."""
    if _HANDLE_CLASS.search(marks_of(element)):
        return True
    return element.tag == "a" and bool(HANDLE.fullmatch(words_of(element))) and (element.get("href") or "").startswith("#")
