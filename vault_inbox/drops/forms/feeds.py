"""What feed fetchers put into a text drop: HTML, escaped or not, and a line of their own below it."""

from __future__ import annotations

import re

from ...text.entities import decoded, once_encoded, one_decoded
from ...web.feeds.feet import without_foot
from .markup import with_own_signs

_BLOCKS = "p|div|br|hr|ul|ol|li|h[1-6]|blockquote|pre|img|table|figure|section"
_INLINE = "a|b|i|em|strong|code|span"
# An element of HTML shows in a block's tag, in a tag with attributes, or in an end tag: "a<b and b>c" and "List<i>" are none.
_ELEMENT = re.compile(
    rf"(?<!\w)<(?:{_BLOCKS})\s*/?>|<(?:br|hr)\s*/?>|<(?:{_BLOCKS}|{_INLINE})(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]+))+\s*/?>"
    rf"|</(?:{_BLOCKS}|{_INLINE})\s*>",
    re.IGNORECASE,
)
# In a text that was escaped, a tag amid the words of a sentence is what the sentence is about: "use &lt;br&gt; to break a line".
_NAMED = re.compile(r"(?<=\w )</?[a-z][a-z0-9]*\s*/?>(?= [a-z]|[.,;:!?)](?:\s|\Z))", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|div|br|ul|ol|li|h[1-6]|blockquote|pre|table|figure|section)[\s>/]", re.IGNORECASE)
_PARAGRAPH_END = "&lt;/p&gt;"
_TAG = re.compile(r"</?([a-z][a-z0-9]*)\b[^<>]*>", re.IGNORECASE)
_LINKS = frozenset({"a", "br"})  # what a fetcher makes its own links of
_LONG = 60  # characters, some twelve words: a paragraph of an entry, where `<p>Hello World!</p>` is one that somebody writes about
_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)]*\s*\Z")


def feed_text(text: str, base_url: str) -> tuple[str, bool]:
    """Turn the HTML that feeds put into a text, escaped or not, into Markdown; give the text and whether it was HTML."""
    layers = (text, one := one_decoded(text), one_decoded(one))
    shown = next((layer for layer in layers if _ELEMENT.search(layer if layer is text else _NAMED.sub("", layer))), None)
    if shown is None:
        return without_foot(decoded(text)), False
    from ...web.extract import markdown_of  # noqa: PLC0415 - trafilatura and lxml are slow to import and few drops need them

    if shown is text:
        shown = _with_paragraphs(text)
    text = with_own_signs(shown.replace("<![CDATA[", "").replace("]]>", "") if "<![CDATA[" in shown else shown)
    if not re.search(r"<(?:pre|code)[\s>]", text, re.IGNORECASE):
        # Blank lines separate paragraphs where the text mixes both; in code they are code, and there an entity may be the matter.
        blocks = (block.strip() for block in re.split(r"\n[ \t]*\n", once_encoded(text)))
        lines = "\n" if _BLOCK.search(text) else "<br>"  # without blocks the lines are as they were written: a poem's, a list's
        text = "\n".join(block if _BLOCK.search(block) else f"<p>{block.replace(chr(10), lines)}</p>" for block in blocks if block)
    return without_foot(markdown_of(text, base_url)), True


def _with_paragraphs(text: str) -> str:
    """Decode the paragraphs of an entry that was escaped where a fetcher put links of its own below it, which are not.

    Only where, but for a title above, nothing else stands there, and sentences stand in them, more than a single short one: else the text
    may speak about HTML, as one does that has escaped tags within a block or a sentence, or other HTML than links below.
    """
    if _PARAGRAPH_END not in text or _BLOCK.search(text):
        return text
    made: list[str] = []
    said: list[str] = []  # the words of the paragraphs
    ends = False  # whether a paragraph ends a sentence
    for line in text.strip().split("\n"):
        escaped, end, rest = line.rpartition(_PARAGRAPH_END)
        is_below = _is_links(rest) and (rest.lstrip()[0] == "<" or rest.lstrip()[0].isupper())
        if "&lt;" in rest or (rest.strip() and not is_below and (end or made)):
            return text
        paragraphs = [each.lstrip() for each in one_decoded(escaped + end).split("</p>")[:-1]]
        if not all(each.startswith(("<p>", "<p ")) for each in paragraphs):
            return text
        said += filter(None, (_TAG.sub("", each).strip() for each in paragraphs))
        ends |= any(map(_SENTENCE.search, paragraphs))
        made.append("".join(f"{each}</p>" for each in paragraphs) + rest)
    return "\n".join(made) if ends and (len(said) > 1 or len("".join(said)) >= _LONG) else text


def _is_links(text: str) -> bool:
    """Whether the HTML of a text is links, with words around them or without."""
    names = {found[1].lower() for found in _TAG.finditer(text)}
    return "a" in names and names <= _LINKS and bool(_ELEMENT.search(text))
