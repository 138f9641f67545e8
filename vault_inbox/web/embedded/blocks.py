"""Articles kept as blocks of data (Portable Text, Contentful, Editor.js, ProseMirror, Slate, a paper's own) -> HTML.

These formats differ in what they call things, not in what they hold: a block has a kind, and text or further blocks below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from lxml import etree

from ..dom import parse

_KINDS = ("style", "type", "_type", "nodeType", "blockType", "kind", "name", "component", "__typename")
_TEXTS = ("text", "html", "value", "content", "body", "paragraph", "markup")
_HTML = ("html", "markup")  # a text of theirs is HTML, whatever it holds
_BELOW = ("children", "content", "items", "innerBlocks", "data", "attrs", "attributes", "model", "fields", "props")
_PARAGRAPH = re.compile(r"para|text|normal|default|block|body|prose|html|^p$", re.IGNORECASE)
_HEADING = re.compile(r"head(?:ing|er|line)|sub-?head|title|^h[1-6]$", re.IGNORECASE)
_QUOTE = re.compile(r"quote", re.IGNORECASE)
_ITEM = re.compile(r"^(?:list[-_ ]?item|li)$", re.IGNORECASE)
_LIST = re.compile(r"list$|^[uo]l$", re.IGNORECASE)
_TABLE = re.compile(r"\btable$", re.IGNORECASE)
_CODE = re.compile(r"code|^pre$", re.IGNORECASE)
# What stands below a block and is a block itself, no piece of a line.
_STANDS_ALONE = re.compile(r"para|head(?:ing|er)|quote|list|^(?:h[1-6]|p|li|[uo]l|pre)$|code ?block|\btable$", re.IGNORECASE)
# What stands between the paragraphs and is no word of them.
_OTHER = re.compile(r"\b(?:ad|ads|advert\w*|newsletter|related|promo|teaser|signup|embed|divider|comments?|repl(?:y|ies))\b", re.IGNORECASE)
_PICTURE = re.compile(r"\b(?:image|img|video|figure|gallery)\b", re.IGNORECASE)  # alone: "textImage" has a text
_WORDED = re.compile(r"\b(?:text|para(?:graph)?|prose|copy)\b", re.IGNORECASE)
_ANSWER = re.compile(r"\b(?:comments?|repl(?:y|ies)|reviews?|messages?)\b", re.IGNORECASE)
_POSTED = ("user", "userName", "username", "author", "avatar", "nickname", "likes", "upvotes")  # by many people, one block each
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)(?=[\s/>])[^<>]*>", re.IGNORECASE)
_OPENED = re.compile(r"<[a-z/!?]", re.IGNORECASE)
_KNOWN = frozenset(
    """
    a abbr b bdi bdo big blockquote cite code dd del dfn div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 i ins kbd li mark ol p pre q
    s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var
    """.split()  # noqa: SIM905 - a list of literals would fill a page
)
_EMPTY = frozenset(("br", "hr", "img", "wbr"))
_UNREAD = ("script", "style", "template", "textarea", "title", "xmp", "noscript")
_DEEPEST = 8  # blocks in blocks: the text of a paragraph in an item of a list in a cell of a row of a table in a column
_FEWEST = 3  # blocks with text; less is a box beside an article
_PARAGRAPHS, _SENTENCE = 2, 60  # of them paragraphs, and the characters that make one
_MOST = 0.5  # of the blocks; where more are what people answered, all are


def html_of(blocks: list[Any]) -> str:
    """Blocks as HTML, "" where a list holds no three blocks that have a kind and text, two of them paragraphs: it is no article."""
    known = [(kind, block) for block in blocks if isinstance(block, dict) and (kind := _kind(block))]
    answers = sum(is_answer(block) or any(block.get(key) for key in _POSTED) for _, block in known)
    if len(known) < _FEWEST or answers > _MOST * len(known):
        return ""
    made = [(kind, html) for kind, block in known for html in _block(block, 0) if html]
    paragraphs = sum(_PARAGRAPH.search(kind) is not None and len(html) > _SENTENCE for kind, html in made)
    return "".join(html for _, html in made) if len(made) >= _FEWEST and paragraphs >= _PARAGRAPHS else ""


def is_answer(thing: Mapping[str, Any]) -> bool:
    """Whether an object of data is what somebody answered to an article, by any of its kinds."""
    return any(_ANSWER.search(words(kind)) for key in _KINDS if key != "name" and isinstance(kind := thing.get(key), str))


def words(name: str) -> str:
    """The words of a name in data: "TextComment" and "text_comment" are two."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").replace("-", " ")


def _kind(block: dict[str, Any]) -> str:
    kinds = [kind for key in _KINDS if isinstance(kind := block.get(key), str) and kind]
    return next((kind for kind in kinds if kind.lower() not in ("normal", "default", "block")), kinds[0] if kinds else "")


def _block(block: dict[str, Any], depth: int) -> Iterator[str]:
    kind = words(_kind(block)).rpartition("/")[2]
    if depth > _DEEPEST or _OTHER.search(kind) or (_PICTURE.search(kind) and not _WORDED.search(kind)):
        return
    if _LIST.search(kind) and not _ITEM.match(kind):
        yield _list(block, depth)
    elif _TABLE.search(kind):
        yield _table(block, depth)
    elif _CODE.search(kind):
        code = _code(block, depth)
        yield f"<pre>{escape(code, quote=False)}</pre>" if code else ""
    elif text := _inside(block, depth):
        yield _written(block, kind, text)


def _written(block: dict[str, Any], kind: str, text: str) -> str:
    stands = text.lstrip().lower().startswith(("<p", "<h", "<ul", "<ol", "<blockquote", "<table"))
    if _HEADING.search(kind) and not stands:
        return f"<h{_level(block, kind)}>{text}</h{_level(block, kind)}>"
    if _QUOTE.search(kind):
        return f"<blockquote>{text if stands else f'<p>{text}</p>'}</blockquote>"
    if block.get("listItem"):
        return f"<ul><li>{text}</li></ul>"
    return text if stands else f"<p>{text}</p>"


def _list(block: dict[str, Any], depth: int) -> str:
    """A list and the lists in it: below an item's paragraph, or as items of an item that has a text of its own (Editor.js)."""
    items = []
    for item in _items(block):
        text = _inside(item, depth + 1)
        if text.startswith("<p>") and text.count("<p>") == 1:
            text = text.replace("<p>", "", 1).replace("</p>", "", 1)
        further = isinstance(item, dict) and _told(item) is not None and depth < _DEEPEST and isinstance(item.get("items"), list)
        if text:
            items.append(f"<li>{text}{_list({'items': item['items']}, depth + 1) if further else ''}</li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _table(block: dict[str, Any], depth: int) -> str:
    rows = (row if isinstance(row, list) else _items(row) for row in _items(block))
    made = ("".join(f"<td>{_inside(cell, depth + 1)}</td>" for cell in row) for row in rows)
    return f"<table>{table}</table>" if (table := "".join(f"<tr>{row}</tr>" for row in made if row)) else ""


def _items(block: Any) -> list[Any]:
    """The first list below a block."""
    for _ in range(_DEEPEST):
        if not isinstance(block, dict):
            break
        below = [block[key] for key in (*_BELOW, "rows", "cells") if block.get(key)]
        found = next((part for part in below if isinstance(part, list)), None)
        if found is not None:
            return found
        block = next((part for part in below if isinstance(part, dict)), None)
    return []


def _inside(part: Any, depth: int) -> str:
    """What a block holds: its text, or the blocks below it, each by itself, and before them what it says of its own."""
    below = _items(part)
    if depth >= _DEEPEST or _told(part) is not None or not any(map(_stands_alone, below)):
        return _inline(part, depth)
    own = next((_inline(part[key], depth + 1) for key in _BELOW if _told(part.get(key)) is not None), "")
    further = ((_block(each, depth + 1) if isinstance(each, dict) else [_inline(each, depth + 1)]) for each in below)
    return own + "".join(html for each in further for html in each)


def _stands_alone(part: Any) -> bool:
    return isinstance(part, dict) and _STANDS_ALONE.search(words(_kind(part))) is not None


def _inline(part: Any, depth: int) -> str:
    """The text of a block or of a piece of one."""
    if depth > _DEEPEST:
        return ""
    if isinstance(part, str):
        return part if _is_html(part) else escape(part, quote=False)
    if isinstance(part, list):
        return "".join(_inline(each, depth + 1) for each in part)
    if not isinstance(part, dict):
        return ""
    key = _told(part)
    if key is not None:
        return _mended(part[key]) if key in _HTML else _inline(part[key], depth)
    return next((text for key in _BELOW if (text := _inline(part.get(key), depth + 1))), "")


def _told(part: Any) -> str | None:
    """The key of an object's own text."""
    if not isinstance(part, dict):
        return None
    return next((key for key in _TEXTS if isinstance(part.get(key), str) and part[key].strip("\n")), None)


def _code(part: Any, depth: int) -> str:
    """The text of a block of code as it stands, tags and all."""
    if depth > _DEEPEST or isinstance(part, str):
        return part if isinstance(part, str) else ""
    if isinstance(part, list):
        return "".join(_code(each, depth + 1) for each in part)
    below = (part.get(key) for key in ("code", *_TEXTS, *_BELOW)) if isinstance(part, dict) else ()
    return next((text for each in below if (text := _code(each, depth + 1))), "")


def _is_html(text: str) -> bool:
    """Whether all tags in a text are those of words and paragraphs, each closed in its turn: "List<String>" and "the <b> tag" are text."""
    opened: list[str] = []
    tags = 0
    for closing, name in _TAG.findall(text):
        tag = name.lower()
        tags += 1
        if tag in _EMPTY:
            continue
        if tag not in _KNOWN or (closing and (not opened or opened.pop() != tag)):
            return False
        if not closing:
            opened.append(tag)
    return tags > 0 and not opened and tags == len(_OPENED.findall(text))


def _mended(html: str) -> str:
    """HTML without what nobody reads, all its tags closed, so that it ends where its block ends."""
    if "<" not in html or _is_html(html):
        return html
    root = parse(f"<div>{html}</div>")
    if root is None or (body := root.find("body")) is None:
        return ""
    etree.strip_elements(root, *_UNREAD, with_tail=False)
    return "".join(etree.tostring(child, encoding="unicode", method="html") for child in body)


def _level(block: dict[str, Any], kind: str) -> int:
    """The level of a heading, 2 where none is told that an article can have."""
    below = [block, *(part for key in _BELOW if isinstance(part := block.get(key), dict))]
    told = [str(part.get("level")) for part in below] + re.findall(r"[1-6]", kind)
    return next((int(level) for level in told if re.fullmatch("[2-6]", level)), 2)
