"""A run of inline nodes -> the paragraphs that a reader sees: parted at two line breaks in a row, and at the pictures on its ends."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from ..dom import tag_of, words_of
from .formulas import formula_of
from .images import is_decoration

Nodes = list[str | HtmlElement]
# A rule that was typed: "* * *", "-----".
_RULING = "-*=~—_"
_TYPED_RULE = re.compile(rf"([{_RULING}])(?:\s*\1){{2,}}")
_ITEMS = ("li", "dt", "dd")


def paragraphs(run: Nodes) -> list[Nodes]:
    """The paragraphs of a run, in order; some may hold nothing but white space."""
    return [part for broken in _at_breaks(run) for part in _at_pictures(broken)]


def is_typed_rule(nodes: Nodes) -> bool:
    """Whether a paragraph is a line drawn with characters."""
    first = next((node for node in nodes if not isinstance(node, str) or node.strip()), "")
    if isinstance(first, str) and first.lstrip()[:1] not in _RULING:
        return False
    text = "".join(node if isinstance(node, str) else words_of(node) for node in nodes).strip()
    return len(text) > 2 and bool(_TYPED_RULE.fullmatch(text))


def _at_breaks(run: Nodes) -> list[Nodes]:
    made: list[Nodes] = []
    part: Nodes = []
    broken = False
    for node in run:
        is_break = not isinstance(node, str) and node.tag == "br"
        if is_break and broken:
            made.append(part)
            part = []
        elif isinstance(node, str) and not node.strip() and broken:
            continue
        else:
            part.append(node)
        broken = is_break
    return [*made, part]


def _at_pictures(nodes: Nodes) -> list[Nodes]:
    """Pictures before and behind the words stand apart: a style sheet floats them, and a note would glue them to a word."""
    kinds = [_is_picture(node) for node in nodes]
    if not any(kinds) or any(_in_item(node) for node in nodes):
        return [nodes]
    first, last = 0, len(nodes)
    while first < last and (kinds[first] or _is_blank(nodes[first])):
        first += 1
    while last > first and (kinds[last - 1] or _is_blank(nodes[last - 1])):
        last -= 1
    return [nodes] if first == last else [nodes[:first], nodes[first:last], nodes[last:]]


def _is_picture(node: str | HtmlElement) -> bool:
    if isinstance(node, str) or (tag_of(node) != "img" and len(node) == 0) or words_of(node):
        return False
    images = list(node.iter("img"))
    return bool(images) and not any(is_decoration(image) or formula_of(image) for image in images)


def _is_blank(node: str | HtmlElement) -> bool:
    return not node.strip() if isinstance(node, str) else tag_of(node) == "br"


def _in_item(node: str | HtmlElement) -> bool:
    return not isinstance(node, str) and tag_of(node.getparent()) in _ITEMS
