"""Whether a text stands already in the notes of its page: line by line; and whether a note holds the article of a page whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable
from unicodedata import category

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
_LINK = re.compile(r"\[([^\[\]]{0,2000})\]\(([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)\)")
_PICTURE = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)(?![^?#])")
_WORD = re.compile(r"==|~~|[?!]+|[\[\]]|(?<!\w)[-−]?\d+(?:[.,:]\d+)*|\w+|[^\w\s]")
_SIGN_KINDS = frozenset({"Sc", "So"})
_REMARK = 5  # words: a shorter line may stand in a longer one by chance
_FOOTNOTE = re.compile(r"(\[\^[^\[\]\s]{1,80})-[0-9a-f]{4}(?=\])")  # what tells it from those of other texts in a note
_TEASER = 0.6  # of an entry's text: a page of which there is less is a teaser, as for the step that fetches both
_CAME_BY = {"rss": "RSS", "email": "e-mail"}


def line_of(text: str) -> str:
    """A line as it is compared: its words and signs, in whatever way Markdown marks them."""
    text = _FOOTNOTE.sub(r"\1", text.strip())
    before = _BEFORE.match(text)
    return fold(" ".join(_SIGNS.sub("", text[before.end() :] if before else text).split()))


def lines_of(note: Note, held: Collection[str] = ()) -> list[str]:
    """The lines that the text of a drop would be in its note: there they are harmless and images are links, as in the notes that stand.

    The addresses of the pages `held` (each an `identity`) are left out: the note of a page names it.
    """
    said = (part.body for part in parts(note, Layout()) if part.kind == "content")
    lines = (line for text in said for line in text.split("\n") if not _is_address(line, held))
    return list(filter(None, map(line_of, lines)))


def _is_address(line: str, held: Collection[str]) -> bool:
    bare = line.strip().strip("<>")
    return bare.startswith("http") and " " not in bare and identity(bare) in held


class Text:
    """The text of a note, in which others are looked for."""

    def __init__(self, text: str) -> None:
        self._numbers: dict[str, list[int]] = {}  # of each line
        self._begins = [1]  # where the words of each line begin in all words
        words = [" "]
        for number, line in enumerate(map(line_of, text.split("\n"))):
            self._numbers.setdefault(line, []).append(number)
            words.append(_words(line))
            self._begins.append(self._begins[-1] + len(words[-1]))
        self._words = "".join(words)

    def says(self, lines: Iterable[str], *, in_words: bool) -> bool:
        """Whether lines stand in the text, in their order; with `in_words` it is enough that the words of a longer line do, in theirs.

        Two programs that read one page write its links, pictures and lists in two ways. What is marked (`==`), struck, asked or
        exclaimed says more, and so does each sign such as an emoji.
        """
        at = 1
        for line in lines:
            words = _words(line)
            begin = self._line(line, at)
            if begin < 0 and in_words:
                begin = at if not words else self._words.find(f" {words}", at - 1) + 1 if words.count(" ") >= _REMARK else -1
            if begin < 1:
                return False
            at = begin + len(words)
        return True

    def _line(self, line: str, at: int) -> int:
        """Where the words of a whole line begin, at a place or behind it; -1 if it does not stand there."""
        numbers = self._numbers.get(line, [])
        number = bisect_left(numbers, at, key=self._begins.__getitem__)
        return self._begins[numbers[number]] if number < len(numbers) else -1


def _words(line: str) -> str:
    """The words of a line, each with a blank behind it; of a link those that it shows, of a picture none."""
    found = _WORD.findall(_LINK.sub(lambda link: "" if link[1] == "image" or _PICTURE.search(link[2]) else link[1], line))
    return "".join(f"{word} " for word in found if len(word) > 1 or word.isalnum() or word in "?![]" or category(word) in _SIGN_KINDS)


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
