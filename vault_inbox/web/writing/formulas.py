r"""Formulas of a page -> their TeX: MathML, KaTeX, MathJax, pictures that hold TeX, `\(…\)` in the text of pages that load MathJax."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import parse_qs, unquote, urlsplit

from lxml.html import HtmlElement

from ..dom import tag_of, words_of
from .mathml import tex_of

# A second copy of a formula, for the eye; the first is MathML or a script.
_COPY = re.compile(r"(?:^|\s)(?:katex-html|MathJax(?:_\w+)?|MJX_Assistive_MathML|mjx-chtml|mwe-math-fallback-image-\w+)(?=$|\s)")
_SOURCES = ("data-tex", "data-latex", "data-entry", "data-equation-content", "data-math", "data-formula")
_NAMED = re.compile(r"(?:^|[\s_-])(?:math(?:-container|jax)?|arithmatex|tex|latex|katex|equation)(?=$|[\s_-])", re.IGNORECASE)
_DISPLAYED = re.compile(
    r"(?:^|\s)(?:katex-display|MathJax_Display|mwe-math-(?:element-block|mathml-display)|math-?display|display)(?=$|\s)"
)
_DELIMITED = re.compile(r"\s*(?:\\\((?P<i>.+)\\\)|\\\[(?P<d>.+)\\\]|\$\$(?P<dd>.+)\$\$|\$(?P<ii>[^$]+)\$)\s*", re.DOTALL)
_IN_TEXT = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$([^$]+?)\$\$|(?<![\w\\$])\$(?![\s\d])([^$]{1,400}?)(?<!\s)\$(?![\w$])", re.DOTALL)
_LOADS = re.compile(r"mathjax|katex[\w./-]*auto-render|tex-(?:mml|svg|chtml)", re.IGNORECASE)
_LIKE_TEX = re.compile(r"\\[A-Za-z]+|[\^_]|^[A-Za-z]$")
_COMMAND = re.compile(r"\\[A-Za-z]{2,}\s*[{\[]?")
_WRAPPED = re.compile(r"\{\s*\\(?:display|text)style\s(.*)\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Formula:
    """TeX, and whether it stands on a line of its own."""

    tex: str
    display: bool = False


def is_copy(element: HtmlElement) -> bool:
    """Whether an element only draws a formula whose source stands beside it."""
    classes = element.get("class") or ""
    if not _COPY.search(classes):
        return False
    if _source_follows(element):
        return True
    return ("katex" in classes or tag_of(element) == "img") and next(element.iter("math"), None) is None


def _source_follows(element: HtmlElement) -> bool:
    return any((each.get("type") or "").startswith("math/") for each in islice(element.itersiblings(), 2)) or (
        "MathJax_Preview" in (element.get("class") or "")
    )


def formula_of(element: HtmlElement) -> Formula | None:
    """The formula that an element is, `None` if it is none; a `<math>` without a source that can be told has empty TeX."""
    tag = tag_of(element)
    if tag == "math":
        return Formula(_unwrapped(_math(element)), _is_displayed(element))
    if tag == "script":
        kind = element.get("type") or ""
        return Formula(element.text or "", "display" in kind) if kind.startswith("math/tex") else None
    if tag == "img":
        tex = _pictured(element)
        return Formula(_unwrapped(tex), _is_alone(element)) if tex else None
    if _NAMED.search(element.get("class") or ""):
        found = _DELIMITED.fullmatch("".join(element.itertext()))
        return Formula(str(found[found.lastgroup or 0]), found.lastgroup in ("d", "dd")) if found else None
    return None


def _math(math: HtmlElement) -> str:
    for note in math.iter():
        if tag_of(note).endswith("annotation") and "tex" in (note.get("encoding") or "").lower():
            return note.text or ""
    for holder in (math, *islice(math.iterancestors("span", "div"), 2)):
        for name in ("alttext", *_SOURCES):
            if value := (holder.get(name) or "").strip():
                return value
    return tex_of(math)


def _is_displayed(math: HtmlElement) -> bool:
    if math.get("display") == "block" or math.get("mode") == "display":
        return True
    return any(_DISPLAYED.search(parent.get("class") or "") for parent in islice(math.iterancestors("span", "div"), 4))


def _unwrapped(tex: str) -> str:
    found = _WRAPPED.fullmatch(tex.strip())
    return found[1].strip() if found else tex


def _pictured(image: HtmlElement) -> str:
    """The TeX that a picture shows: its service's address holds it, or its words are TeX."""
    try:
        parts = urlsplit(image.get("src") or "")
    except ValueError:
        return ""
    host, query = parts.netloc.lower(), unquote(parts.query)
    if "latex.codecogs.com" in host:
        return query or unquote(parts.path.rpartition("/")[2])
    if host.startswith("chart.") and "cht=tx" in query:
        return parse_qs(parts.query).get("chl", [""])[0]
    if parts.path.endswith("latex.php"):
        return parse_qs(parts.query).get("latex", [""])[0]
    for name in (*_SOURCES, "alt"):
        words = (image.get(name) or "").strip()
        if words and (_COMMAND.search(words) or (_NAMED.search(image.get("class") or "") and _LIKE_TEX.search(words))):
            return words.strip("$")
    return ""


def _is_alone(image: HtmlElement) -> bool:
    parent = image.getparent()
    return parent is not None and tag_of(parent) in ("p", "div", "center", "dd", "figure") and not words_of(parent) and len(parent) == 1


def typesets_text(root: HtmlElement) -> bool:
    r"""Whether a page loads what turns `\(…\)` in its text into formulas."""
    return any(_LOADS.search(script.get("src") or "") for script in root.iter("script"))


def split(text: str) -> list[str | Formula]:
    """A text of such a page, in parts: words, and the formulas between their marks."""
    parts: list[str | Formula] = []
    end = 0
    for found in _IN_TEXT.finditer(text):
        tex = next(group for group in found.groups() if group is not None)
        if found[4] is not None and not _LIKE_TEX.search(tex):
            continue  # prices
        parts += [text[end : found.start()], Formula(tex, found[2] is not None or found[3] is not None)]
        end = found.end()
    return [part for part in (*parts, text[end:]) if part]
