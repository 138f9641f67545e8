"""A code block of a page -> its lines and language, without the line numbers and buttons that highlighters put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from ...notes.inert.code import known_language
from ..dom import BLOCKS, contents, holds_blocks, marks_of, tag_of, text_of

# Class names of what highlighters (Rouge, Pygments, Prism, highlight.js, GitHub, Chroma, Crayon) add to the code itself.
# `ln` is no part of a name: the cells of code are `hljs-ln-code` and `hljs-ln-line`.
_GUTTER = re.compile(
    r"(?:^|[\s_-])(?:gutter|line[-_]?num(?:ber)?s?|lineno(?:s)?|linenodiv|blob-num|hljs-ln-n(?:umbers)?|crayon-nums?|"
    r"copy(?:-?(?:btn|button|code))?|clipboard(?:-copy)?|code-?header|toolbar(?:-item)?)(?=$|[\s_-])|(?:^|\s)lnt?(?=$|\s)",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|highlight|brush|source)[-:]\s?([\w+#.-]+)", re.IGNORECASE)
_BRUSH = re.compile(r"brush:\s*([\w+#-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BOX = re.compile(r"(?:^|\s)code-?(?:block|box|snippet|sample)(?=$|\s)", re.IGNORECASE)
_LINE = re.compile(r"(?:^|\s)(?:line|code-line|view-line|cl|token-line|react-code-line)(?=$|\s)", re.IGNORECASE)
_CELLS = ("table", "tbody", "tr", "td")  # what sets line numbers beside the code
_FRAME = ("table", "thead", "tbody", "tr", "ol", "ul")  # white space straight in these is never seen
_DEEPEST = 100  # elements inside each other; of what is deeper only the words are read
# Beside these names, the language stands by its bare name: `hljs python`, `highlight bash`, `syntaxhighlighter  python`.
_HIGHLIGHTERS = frozenset(("hljs", "highlight", "syntaxhighlighter", "crayon", "prettyprint", "brush", "dp-highlighter"))
_TYPE = re.compile(r"(?:^|\s)(?:type-|bg_)([\w+#-]+)")  # a file of GitHub's: `blob-wrapper data type-python`; `dp-highlighter bg_java`
_SHORT = {"dp-py": "python", "dp-j": "java", "dp-cpp": "cpp", "dp-rb": "ruby", "dp-sql": "sql", "dp-xml": "xml", "dp-css": "css"}
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


def code_text(element: HtmlElement, *, verbatim: bool = True) -> str:
    """The code below an element, line by line, as it was indented.

    It is `verbatim` where each white space is seen, as in `<pre>`; in tables and boxes none is that stands between two lines.
    """
    lines = _lines(_text(element, verbatim=verbatim))
    if not lines and any(map(str.isalpha, text_of(element))):
        lines = _lines(text_of(element))  # what is called after its numbers or its buttons, but is the code
    return "\n".join(lines)


def shown_text(element: HtmlElement) -> str:
    """The same of code that is set as words are: a line ends at `<br>`, white space is one blank, and what indents is U+00A0."""
    made: list[str] = []
    todo: list[str | HtmlElement] = [element]
    while todo:
        each = todo.pop()
        if isinstance(each, str):
            made.append(_SPACE.sub(" ", each))
        elif each.tag == "br":
            made.append("\n")
        else:
            todo += reversed([*contents(each)])
    return "\n".join(_lines("\n".join(line.strip(" ") for line in "".join(made).split("\n"))))


def _lines(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _text(element: HtmlElement, *, verbatim: bool, depth: int = 0) -> str:
    if depth > _DEEPEST:
        return text_of(element)
    parts: list[str] = []
    framed = element.tag in _FRAME or any(child.tag == "pre" or (not verbatim and _is_line(child)) for child in element)
    after_line = False  # straight behind an inline line; there a `<br>` is its end, and no line of its own
    for piece in contents(element):
        if isinstance(piece, str):
            text = "" if framed and piece.isspace() else piece
        elif is_gutter(piece):
            continue
        elif piece.tag == "br":
            text, after_line = "" if after_line else "\n", False
        else:
            text = _text(piece, verbatim=verbatim or piece.tag == "pre", depth=depth + 1)
            if _is_line(piece):
                parts += [*_set_apart(parts, text, piece, framed=framed)]
                after_line = piece.tag not in BLOCKS and not text.endswith("\n")
                continue
        if text:
            parts.append(text)
            after_line = False
    return "".join(parts)


def _set_apart(parts: list[str], text: str, line: HtmlElement, *, framed: bool) -> Iterator[str]:
    """A line in an element of its own, with the line end before it if there is none; its own is in it, behind it, or left to the style."""
    if parts and not parts[-1].endswith("\n"):
        yield "\n"
    tail = line.tail or ""
    ended = text.endswith("\n") or (tail.startswith("\n") and not (framed and tail.isspace()))
    yield text if ended else text + "\n"


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
        said = (element.get(name) for name in ("data-lang", "data-language", "data-enlighter-language"))
        for value in (*said, _from_class(element)):
            language = (value or "").strip().lower()
            if language and language not in _NO_LANGUAGE:
                return language
    return ""


def _from_class(element: HtmlElement) -> str:
    classes = element.get("class") or ""
    for pattern in (_BRUSH, _LANGUAGE):
        for found in pattern.findall(classes):
            if found.lower() not in _NO_LANGUAGE:
                return str(found)
    names = classes.split()
    # Pandoc and Quarto: class="sourceCode python".
    if "sourceCode" in names:
        rest = [name for name in names if name not in ("sourceCode", "numberSource") and "-" not in name]
        return rest[0] if rest else ""
    if "blob-wrapper" in names or "dp-highlighter" in names:
        return next((str(name) for name in _TYPE.findall(classes)), "")
    bare = not _HIGHLIGHTERS.isdisjoint(names) or (len(names) == 1 and tag_of(element) in ("pre", "code"))
    known = (_SHORT.get(name, known_language(name) if bare else "") for name in names if name.lower() not in _NO_LANGUAGE)
    return next(filter(None, known), "")


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
