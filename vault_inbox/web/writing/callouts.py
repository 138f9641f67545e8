"""Notes, tips and warnings that a page sets apart in a box -> a callout of Obsidian's: which kind, under which title."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from ..dom import tag_of

# Bootstrap, GitHub, Docusaurus, MkDocs, Sphinx, Hugo, VitePress name their boxes so, and the kind beside or behind the name.
_BOX = re.compile(
    r"(?:^|\s)(?:alert|admonition|markdown-alert|callout|custom-block|theme-admonition|notecard|hint(?=\s.*\bhint-))(?=$|\s)", re.IGNORECASE
)
_KIND = re.compile(
    r"(?:^|[\s_-])(note|info|tip|hint|important|warning|caution|danger|error|success|attention|example|question|bug|failure)(?=$|\s)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:^|[\s_-])(?:alert|admonition|callout|custom-block|notecard)[\w-]*?[_-]?(?:title|heading|header|summary)", re.IGNORECASE
)
_TAGS = ("div", "aside", "section", "blockquote", "details")


def kind_of(element: HtmlElement) -> str:
    """Which kind of callout an element is, "" if it is none."""
    classes = element.get("class") or ""
    box = _BOX.search(classes) if tag_of(element) in _TAGS else None
    if box is None:
        return ""
    found = _KIND.search(classes, box.end()) or _KIND.search(classes)
    return found[1].lower() if found else ""


def title_of(element: HtmlElement) -> HtmlElement | None:
    """The element that holds the title of a callout, `None` if it has none."""
    first = next((child for child in element if tag_of(child)), None)
    for each in () if first is None else (first, *islice(first, 2)):
        if _TITLE.search(each.get("class") or "") or tag_of(each) == "summary":
            return each
    return None
