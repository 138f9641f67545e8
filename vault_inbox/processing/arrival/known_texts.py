"""Whether a text stands already in the notes of its page: line by line; and whether a note holds the article of a page whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from ...drops.forms.text import PAGE_TEXT
from ...model import Note
from ...notes import properties, sections
from ...notes.layout import Layout
from ...notes.writing import ONLY_A_PART, PROVENANCE, parts
from ...text.folding import fold
from ...web.urls import identity

# What Markdown writes in several ways without another meaning: a heading's level, the sign of an item, a quotation, emphasis, an escape.
# All else says something: `==`, a minus, the point in a number, the address of a link.
_BEFORE = re.compile(r"(?:(?:#{1,6}|[-*+])\s+|>\s*)+")
_SIGNS = re.compile(r"\\(?=[!-/:-@\[-`{-~])|(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_TARGET = re.compile(
    r"(?:(?<=\[)image)?\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?\)"
)  # of a link, or of a picture without a name
_WORD = re.compile(r"==|(?<!\w)[-−]?\d+(?:[.,:]\d+)*|\w+")
_MOST = 2_000  # lines that are each looked for in texts of up to 5 MB, a millisecond or two each
_FOOTNOTE = re.compile(r"(\[\^[^\[\]\s]{1,80})-[0-9a-f]{4}(?=\])")  # what tells it from those of other texts in a note
_TEASER = 0.6  # of an entry's text: a page of which there is less is a teaser, as for the step that fetches both
_CAME_BY = {"rss": "RSS", "email": "e-mail"}


def line_of(text: str) -> str:
    """A line as it is compared: its words and signs, in whatever way Markdown marks them."""
    text = _FOOTNOTE.sub(r"\1", text.strip())
    before = _BEFORE.match(text)
    return fold(" ".join(_SIGNS.sub("", text[before.end() :] if before else text).split()))


def lines_of(note: Note) -> set[str]:
    """The lines that the text of a drop would be in its note: there they are harmless and images are links, as in the notes that stand."""
    said = (part.body for part in parts(note, Layout()) if part.kind == "content")
    return {line for text in said for line in map(line_of, text.split("\n"))} - {""}


def are_said(lines: Collection[str], texts: Iterable[str]) -> bool:
    """Whether the words of each line stand in one of some texts, one behind the other, whatever the links between them lead to.

    Two programs that read one page write its links, pictures and lists in two ways. A word between `==` is another than the same without.
    """
    if len(lines) > _MOST:
        return False
    known = [_words(line_of(line) for line in text.split("\n")) for text in texts]
    return all(any(_words([line]) in words for words in known) for line in lines)


def _words(lines: Iterable[str]) -> str:
    return " ".join(["", *(word for line in lines for word in _WORD.findall(_TARGET.sub("]", line))), ""])


def came_by(note: Note, text: str, source: str) -> bool:
    """Whether a note that was read back from `text` came by "rss" or "email", also where the settings leave the property out."""
    return note.source == source or f"\n- {PROVENANCE}{_CAME_BY[source]}" in text


def is_cut(text: str, page: str) -> bool:
    """Whether a note has only a part of a page (its `identity`), and says so."""
    return ONLY_A_PART in _under_its_heading(text, page)


def holds_article(note: Note, text: str, page: str, entry: Note) -> bool:
    """Whether a note, read back from `text`, holds the article of a page (its `identity`) of which a feed's entry tells.

    It stands under the heading of the page, or is the text that a clip brought. A note that an entry became holds what that one told:
    another entry of the same page may tell more, "Solved" after "We look into it".
    """
    if came_by(note, text, "rss"):
        return False
    article = _under_its_heading(text, page)
    if not article and note.source == "clip" and len(note.content) >= PAGE_TEXT:
        article = note.content
    is_whole = bool(article) and not article.startswith("> Not fetched") and ONLY_A_PART not in article
    return is_whole and len(article) >= _TEASER * len(entry.content)


def _under_its_heading(text: str, page: str) -> str:
    body = properties.split(text)[1]
    return next((each.text(body) for each in sections.find(body) if each.page and identity(each.page) == page), "")
