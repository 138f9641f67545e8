"""Buttons whose words are the page's own: a question over its answer, a heading over what it unfolds.

The pattern of the W3C for folded text puts all words of a heading into a button, as Bootstrap and GOV.UK do; other buttons are for hands.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice

from lxml.html import HtmlElement

from ..dom import HEADINGS, UNSEEN, seen, tag_of, words_of

_NAMING = frozenset((*HEADINGS[1:], "dt", "summary"))
_NEAR = 3  # elements around a button in which the heading is looked for
_OFF = ("nav", "header", "footer", "form", "dialog", "menu")  # headings there name parts of a menu
_PROSE = ("p", "ul", "ol", "table", "pre", "blockquote")
_LARGEST = 60  # elements of a heading or button; what holds more was never closed
_FIRST = 12  # elements of a panel in which its first paragraph begins
_PARTS = 2  # a single button over a text says but "Show more"
_LONGEST = 300  # characters of a question


def set_free(root: HtmlElement) -> None:
    """Make plain words of the buttons below an element that say all that a heading says, or name the text that they unfold."""
    headings: dict[HtmlElement, list[HtmlElement]] = {}
    folds: list[HtmlElement] = []
    for button in root.iter("button"):
        heading = _heading_of(button)
        if heading is not None:
            headings.setdefault(heading, []).append(button)
        elif _unfolds(button):
            folds.append(button)
    saying = [button for heading, held in headings.items() if (button := _words_of_heading(heading, held)) is not None]
    said = Counter(map(_unnumbered, folds))
    naming = [button for button in folds if said[_unnumbered(button)] == 1]  # "Show answer 2" is said again and again
    naming = naming if len(naming) >= _PARTS else []
    _take_out_signs([*saying, *naming])
    for button in saying:
        button.drop_tag()
    for button in naming:
        button.tag = "summary"


def _heading_of(button: HtmlElement) -> HtmlElement | None:
    heading = next((each for each in islice(button.iterancestors(), _NEAR) if each.tag in _NAMING), None)
    return None if heading is None or next(heading.iterancestors(*_OFF), None) is not None else heading


def _words_of_heading(heading: HtmlElement, buttons: list[HtmlElement]) -> HtmlElement | None:
    """The button that says what a heading says, none where that has words of its own: "Copy link", "#", "Share" stand behind these."""
    if not _is_closed(heading) or any(map(str.isalnum, seen(heading, UNSEEN))):
        return None
    return next((button for button in buttons if _says(button)), None)


def _unfolds(button: HtmlElement) -> bool:
    """Whether a button names the text right behind it: it stands first in its box, or behind the text of another such button."""
    panel, parent, before = button.getnext(), button.getparent(), button.getprevious()
    if panel is None or parent is None or not button.get("aria-expanded") or (button.get("aria-controls") or None) != panel.get("id"):
        return False
    if before is None and (parent.text or "").strip():
        return False
    if before is not None and (before.getprevious() is None or before.getprevious().get("aria-controls") != before.get("id")):
        return False
    return next(button.iterancestors(*_OFF), None) is None and _holds_prose(panel) and _says(button)


def _unnumbered(button: HtmlElement) -> str:
    return "".join(each for each in words_of(button) if not each.isdigit())


def _holds_prose(panel: HtmlElement) -> bool:
    return tag_of(panel) not in _OFF and any(each.tag in _PROSE for each in islice(panel.iter(), _FIRST))


def _says(button: HtmlElement) -> bool:
    words = seen(button, UNSEEN - {"button"}) if _is_closed(button) else ""
    return len(words) <= _LONGEST and any(map(str.isalpha, words))


def _is_closed(element: HtmlElement) -> bool:
    return len([*islice(element.iter(), _LARGEST)]) < _LARGEST


def _take_out_signs(buttons: list[HtmlElement]) -> None:
    """Take out of each button what stands in others too, "Show" or the name of an icon, if something else is left."""
    held = [{each: words_of(each) for each in button} for button in buttons]
    said = Counter(words for parts in held for words in set(parts.values()))
    for button, parts in zip(buttons, held, strict=True):
        signs = [each for each, words in parts.items() if said[words] > 1 or not any(map(str.isalnum, words))]
        rest = [button.text or "", *(each.tail or "" for each in button), *(words for each, words in parts.items() if each not in signs)]
        if any(map(str.isalpha, "".join(rest))):
            for each in signs:
                each.drop_tree()
