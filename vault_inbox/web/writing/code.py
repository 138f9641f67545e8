"""A code block of a page -> its lines and language, without the line numbers and buttons that highlighters put in."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from ..dom import contents, holds_blocks, marks_of, tag_of

# Class names of what highlighters (Rouge, Pygments, Prism, highlight.js, GitHub, Chroma) add to the code itself.
_GUTTER = re.compile(
    r"(?:^|[\s_-])(?:gutter|line-?num(?:ber)?s?|lineno(?:s)?|linenodiv|lnt?|blob-num|hljs-ln-numbers|line-numbers-rows|"
    r"copy(?:-?(?:btn|button|code))?|clipboard(?:-copy)?|code-?header|toolbar(?:-item)?)(?=$|[\s_-])",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|highlight|brush|source)[-:]\s?([\w+#.-]+)", re.IGNORECASE)
_BRUSH = re.compile(r"brush:\s*([\w+#-]+)", re.IGNORECASE)
_BOX = re.compile(r"(?:^|\s)code-?(?:block|box|snippet|sample)(?=$|\s)", re.IGNORECASE)
_LINE = re.compile(r"(?:^|\s)(?:line|code-line|view-line|cl|token-line|react-code-line)(?=$|\s)", re.IGNORECASE)
_CELLS = ("table", "tbody", "tr", "td")  # what sets line numbers beside the code
_NO_LANGUAGE = frozenset(("none", "default", "notranslate", "text", "plaintext", "plain", "txt", "nohighlight", "wrapper", "block"))


def is_gutter(element: HtmlElement) -> bool:
    """Whether an element holds line numbers, a copy button or a caption bar, not code."""
    if element.tag in ("button", "clipboard-copy", "style", "script"):
        return True
    marks = marks_of(element)
    return bool(marks and _GUTTER.search(marks)) and element.tag not in ("pre", "code", "table", "tbody", "tr")


def is_code(element: HtmlElement) -> bool:
    """Whether a box that is no `<pre>` holds nothing but code of a language that it names."""
    if element.tag not in ("div", "code", "figure") or not (element.get("data-lang") or element.get("data-language")):
        return False
    return bool(_BOX.search(element.get("class") or "")) and not holds_blocks(element)


def code_text(element: HtmlElement) -> str:
    """The code below an element, line by line, as it was indented."""
    text = _text(element).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)


def _text(element: HtmlElement) -> str:
    parts: list[str] = []
    for piece in contents(element):
        if isinstance(piece, str):
            parts.append(piece)
        elif is_gutter(piece):
            continue
        elif piece.tag == "br":
            parts.append("\n")
        elif _is_line(piece):
            # One element a line: the line end is in it, behind it, or left to the style sheet.
            text = _text(piece)
            if parts and not parts[-1].endswith("\n"):
                parts.append("\n")
            parts.append(text if text.endswith("\n") or (piece.tail or "").startswith("\n") else text + "\n")
        else:
            parts.append(_text(piece))
    return "".join(parts)


def _is_line(element: HtmlElement) -> bool:
    if element.tag in ("div", "p", "li", "tr"):
        return True
    parent = element.getparent()
    if parent is None or not (_LINE.search(element.get("class") or "") or "data-line" in element.attrib):
        return False
    # Chroma nests `span.line > span.cl`: the outer one is the line.
    return not (_LINE.search(parent.get("class") or "") and parent.tag == "span")


def language_of(pre: HtmlElement) -> str:
    """The language a code block names, in its own classes or those of what wraps it closely; "" if none."""
    own = [pre, *pre.iter("code")]
    around = []
    boxes = (parent for parent in pre.iterancestors() if tag_of(parent) not in _CELLS)
    for parent in islice(boxes, 4):
        if tag_of(parent) in ("article", "main", "body", "section", "li") or len(list(islice(parent.iter("pre"), 3))) > 2:
            break
        around.append(parent)
    for element in (*own, *around):
        for value in (element.get("data-lang"), element.get("data-language"), _from_class(element.get("class") or "")):
            language = (value or "").strip().lower()
            if language and language not in _NO_LANGUAGE:
                return language
    return ""


def _from_class(classes: str) -> str:
    for pattern in (_BRUSH, _LANGUAGE):
        for found in pattern.findall(classes):
            if found.lower() not in _NO_LANGUAGE:
                return str(found)
    names = classes.split()
    # Pandoc and Quarto: class="sourceCode python".
    if "sourceCode" in names:
        rest = [name for name in names if name not in ("sourceCode", "numberSource") and "-" not in name]
        return rest[0] if rest else ""
    return ""


def is_numbering(pre: HtmlElement) -> bool:
    """Whether a block is no code but the line numbers of the block beside it.

    Numbers alone: highlighters also name the box of a whole block after its numbers or its buttons (`line-numbers`, `code-toolbar`).
    """
    lines = "".join(pre.itertext()).split()
    if not lines or not all(line.isascii() and line.isdigit() and len(line) < 7 for line in lines):
        return False
    if is_gutter(pre) or any(is_gutter(parent) for parent in islice(pre.iterancestors(), 3)):
        return True
    return len(lines) > 1 and [int(line) for line in lines] == list(range(int(lines[0]), int(lines[0]) + len(lines)))
