"""Whether lines of a drop are what known pages are called: their titles, cut off or not, and the names of sites and authors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import category

from ...text.folding import fold

_CUT = re.compile(r"…|\.\.\.")  # where an app ended a title that was too long for it
_BEGINNING = 3  # words that a title must begin with to be meant by them: fewer may be the user's own
_WRAPPED = 3  # lines over which a share sheet may spread a title
_CUT_OFF = 10  # letters of a title that was cut off, for writing without spaces
_SIGNS = re.compile(r"((?<=\w)[+#]+(?!\w)|[‼⁉]|(?<!\S)[:;]-?[()](?!\S))")  # C++ is not C; a face made of punctuation says something
_MARKS = frozenset("|<>=~+∣|<>=~")  # symbols that part a title from a site, or that Markdown has for itself


@dataclass(slots=True)
class Known:
    """What the vault knows of some pages: how they are called, the names of their sites and authors, and by which ways they came.

    Of their notes it knows the tags, the folders, the other names, the lines, the texts and the properties that are not ours. `tabs` are
    titles with more behind them, as a browser shows them.
    """

    titles: list[str]
    names: list[str]
    tabs: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    properties: set[str] = field(default_factory=set)


def are_titles(lines: Iterable[str], known: Known) -> bool:
    """Whether lines are titles of known pages; the name of a site or an author may have a line of its own, but only beside a title.

    A title may be wrapped over a few lines.
    """
    said = [line for line in lines if words_in(line)]
    read = {0: False}  # how many lines can be read so -> whether there is a title among them
    for at in range(len(said)):
        for end in range(at + 1, min(at + _WRAPPED, len(said)) + 1) if at in read else ():
            run = " ".join(said[at:end])
            if is_title(run, known):
                read[end] = True
            elif end == at + 1 and are_names(words_in(run), known):
                read[end] = read[at] or read.get(end, False)
    return not said or read.get(len(said), False)


def is_title(line: str, known: Known) -> bool:
    """Whether a line is a title of a known page, cut off or not; the names of site and author may stand beside it, and nothing else may.

    Words that merely resemble a title may be the user's own: "Must read:" before it, a year behind it, one word changed, its first word,
    the beginning of what a browser's tab shows.
    """
    words, (head, cut, tail) = words_in(line), _CUT.sub("\0", line).partition("\0")
    is_long = sum(bool(words_in(word)) for word in head.split()) >= _BEGINNING
    cut_off = bool(cut) and (is_long or len(letters_of(head)) >= _CUT_OFF) and are_names(words_in(tail), known)
    for title in filter(None, map(words_in, known.titles)):
        if cut_off and "".join(title).startswith(letters_of(head)):
            return True
        if words and title[: len(words)] == words and ((is_long and not cut) or are_names(title[len(words) :], known)):
            return True
    return _is_between_names(words, [title for title in map(words_in, [*known.titles, *known.tabs]) if title], known)


def _is_between_names(words: list[str], titles: list[list[str]], known: Known) -> bool:
    """Whether words are one of the titles with nothing but names before and behind it."""
    names, size = _names(known), len(words)
    before = _ends_of_names(words, names)
    behind = {size - end for end in _ends_of_names(words[::-1], {name[::-1] for name in names})}
    return any(words[at : at + len(title)] == title and at + len(title) in behind for title in titles for at in before)


def are_names(words: list[str], known: Known) -> bool:
    """Whether words are nothing but names of sites and authors, each of them whole, but for an article before it."""
    return len(words) in _ends_of_names(words, _names(known))


def _names(known: Known) -> set[tuple[str, ...]]:
    return {tuple(name[at:]) for name in map(words_in, known.names) for at in range(1 + (name[:1] == ["the"]))} - {()}


def _ends_of_names(words: list[str], names: set[tuple[str, ...]]) -> set[int]:
    """How many of the first words can be read as nothing but names: each place is looked at once, however many readings lead to it."""
    ends, lengths = {0}, {len(name) for name in names}
    for at in range(len(words)):
        if at in ends:
            ends.update(at + length for length in lengths if tuple(words[at : at + length]) in names)
    return ends


def words_in(text: str) -> list[str]:
    """The words of a text, folded; a sign such as an emoji or an arrow is one, for it says something, and punctuation is none."""
    parts = enumerate(_SIGNS.split(fold(text)))
    return [word for at, part in parts for word in ([part] if at % 2 else _plain_words(part))]


def _plain_words(text: str) -> list[str]:
    spaced = (f" {char} " if _is_sign(char) else char if char.isalnum() or category(char)[0] == "M" else " " for char in text)
    return [word for word in "".join(spaced).replace("\ufe0f", "").split() if category(word[0])[0] != "M"]


def _is_sign(char: str) -> bool:
    return category(char) in ("Sc", "Sm", "So") and char not in _MARKS


def extends(tab: str, title: str) -> bool:
    """Whether a title is another one with more behind it."""
    words, more = words_in(title), words_in(tab)
    return 0 < len(words) < len(more) and more[: len(words)] == words


def letters_of(text: str) -> str:
    """The same words without what stands between them."""
    return "".join(words_in(text))
