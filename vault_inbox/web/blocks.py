"""Articles kept as blocks of data (Portable Text, Contentful, Editor.js, ProseMirror, Slate, a paper's own) -> HTML.

These formats differ in what they call things, not in what they hold: a block has a kind, and text or further blocks below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

_KINDS = ("style", "type", "_type", "nodeType", "blockType", "kind", "name", "component", "__typename")
_TEXTS = ("text", "html", "value", "content", "body", "paragraph", "markup")
_BELOW = ("children", "content", "items", "innerBlocks", "data", "attrs", "attributes", "model", "fields", "props")
_PARAGRAPH = re.compile(r"para|text|normal|default|block|body|prose|html|^p$", re.IGNORECASE)
_HEADING = re.compile(r"head(?:ing|er|line)|sub-?head|title|^h[1-6]$", re.IGNORECASE)
_QUOTE = re.compile(r"quote", re.IGNORECASE)
_ITEM = re.compile(r"^(?:list[-_]?item|li)$", re.IGNORECASE)
_LIST = re.compile(r"list$|^[uo]l$", re.IGNORECASE)
_CODE = re.compile(r"code|^pre$", re.IGNORECASE)
# What stands between the paragraphs and is no word of them.
_OTHER = re.compile(
    r"\b(?:ad|ads|advert\w*|newsletter|related|promo|teaser|signup|embed|image|img|video|figure|gallery|divider)\b", re.IGNORECASE
)
_TAGS = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_DEEPEST = 8
_FEWEST = 3  # blocks with text; less is a box beside an article
_PARAGRAPHS, _SENTENCE = 2, 60  # of them paragraphs, and the characters that make one
_LEVELS = range(2, 7)


def html_of(blocks: list[Any]) -> str:
    """Blocks as HTML, "" where a list holds no three blocks that have a kind and text, two of them paragraphs: it is no article."""
    made = [(_kind(block), html) for block in blocks if isinstance(block, dict) and _kind(block) for html in _block(block, 0)]
    paragraphs = sum(_PARAGRAPH.search(kind) is not None and len(html) > _SENTENCE for kind, html in made)
    return "".join(html for _, html in made) if len(made) >= _FEWEST and paragraphs >= _PARAGRAPHS else ""


def _kind(block: dict[str, Any]) -> str:
    kinds = [kind for key in _KINDS if isinstance(kind := block.get(key), str) and kind]
    return next((kind for kind in kinds if kind.lower() not in ("normal", "default", "block")), kinds[0] if kinds else "")


def _block(block: dict[str, Any], depth: int) -> Iterator[str]:
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", _kind(block)).rpartition("/")[2]
    if depth > _DEEPEST or _OTHER.search(kind):
        return
    if _LIST.search(kind) and not _ITEM.match(kind):
        items = [f"<li>{text}</li>" for item in _items(block) if (text := _inline(item, depth))]
        if items:
            yield f"<ul>{''.join(items)}</ul>"
        return
    text = _inline(block, depth)
    if not text:
        return
    if _HEADING.search(kind):
        yield f"<h{_level(block, kind)}>{text}</h{_level(block, kind)}>"
    elif _QUOTE.search(kind):
        yield f"<blockquote><p>{text}</p></blockquote>"
    elif _CODE.search(kind):
        yield f"<pre>{text}</pre>"
    elif block.get("listItem"):
        yield f"<ul><li>{text}</li></ul>"
    else:
        yield text if text.lstrip().lower().startswith(("<p", "<h", "<ul", "<ol", "<blockquote")) else f"<p>{text}</p>"


def _items(block: dict[str, Any]) -> list[Any]:
    for key in _BELOW:
        below = block.get(key)
        if isinstance(below, dict):
            below = _items(below)
        if isinstance(below, list) and below:
            return below
    return []


def _inline(part: Any, depth: int) -> str:
    """The text of a block or of a piece of one; a text with tags in it is HTML already."""
    if depth > _DEEPEST:
        return ""
    if isinstance(part, str):
        return part if _TAGS.search(part) else escape(part, quote=False)
    if isinstance(part, list):
        return "".join(_inline(each, depth + 1) for each in part)
    if not isinstance(part, dict):
        return ""
    told = next((part[key] for key in _TEXTS if isinstance(part.get(key), str) and part[key].strip("\n")), None)
    if told is not None:
        return _inline(told, depth)
    return next((text for key in _BELOW if (text := _inline(part.get(key), depth + 1))), "")


def _level(block: dict[str, Any], kind: str) -> int:
    below = [block, *(part for key in _BELOW if isinstance(part := block.get(key), dict))]
    told = [str(part.get("level")) for part in below] + re.findall(r"[1-6]", kind)
    levels = [int(level) for level in told if level.isdecimal()]
    return next((level for level in levels if level in _LEVELS), 2)
