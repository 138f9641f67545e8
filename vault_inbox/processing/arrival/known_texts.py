"""Whether a text stands already in a note of its page: its words line by line, its pictures, and where its links lead."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from unicodedata import category
from urllib.parse import unquote

from ...model import Article, Note
from ...notes import properties, sections
from ...notes.layout import Layout
from ...notes.writing import ONLY_A_PART, PROVENANCE, parts
from ...text.folding import fold
from ...web.urls import find_urls, identity
from .known_entries import CUT, is_of_hacker_news, leads_to_comments, without_frame, without_signs

# What Markdown writes in several ways without another meaning: a heading's level, the sign of an item, a quotation, emphasis, an escape,
# the brackets around a bare address. All else says something: `==`, a minus, the point in a number.
_BEFORE = re.compile(r"(?:(?:#{1,6}|[-*+])\s+|>\s*)+")
_SIGNS = re.compile(r"\\(?=[!-/:-@\[-`{-~])|(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_LINK = re.compile(r"(!?)\[([^\[\]]{0,2000})\]\(([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)\)")
_PICTURE = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)(?![^?#])")
_PLAYED = re.compile(r"\.(?:aac|flac|m4a|m4v|mov|mp3|mp4|oga|ogg|ogv|opus|wav|weba|webm)(?![^?#])")
_BETWEEN = re.compile(r"[/?&=#]")
_SIZE = re.compile(r"(?:-\d{2,5}x\d{2,5}|@\dx|-scaled)(?=\.\w{3,4}$)")  # of the sizes that a page offers each program takes another
_SHOWN_SIZE = re.compile(r"\|\d{1,5}(?:x\d{1,5})?$")  # how large Obsidian shows a picture
_WORD = re.compile(r"==|~~|[?!]+|[\[\]]|(?<!\w)[-−]?\d+(?:[.,:]\d+)*|\w+|(?<=\w)#|#(?=\w)|[^\w\s#]")
_SIGN_KINDS = frozenset({"Sc", "Sm", "So"})
_TELLING = frozenset("?![]#%‰")
_MARKUP = frozenset("|~∣｜")  # of a table; what one program strikes by two of them another does by one
_VARIANTS = range(0xFE00, 0xFE10)  # how an emoji looks
_REMARK = 5  # words: a shorter line may stand in a longer one by chance
_CUT_OFF = 10  # letters of such a text in a writing without spaces
_NOT_FETCHED = "> Not fetched"  # how each of our lines begins that says why a page is not there
_FOOTNOTE = re.compile(r"(\[\^[^\[\]\s]{1,80})-[0-9a-f]{4}(?=\])")  # what tells it from those of other texts in a note


class Picture(NamedTuple):
    """The name of its file, the words that stand for it, its whole address but for its size, and whether its name bears one.

    A program gives such a name to each size that it makes of a file once put there; another picture gets another name.
    """

    file: str
    caption: str
    place: str
    is_sized: bool


def line_of(text: str) -> str:
    """A line as it is compared: its words and signs, in whatever way Markdown marks them."""
    text = _FOOTNOTE.sub(r"\1", text.strip())
    before = _BEFORE.match(text)
    return fold(" ".join(_SIGNS.sub("", text[before.end() :] if before else text).split()))


def lines_of(note: Note, held: Collection[str] = ()) -> list[str]:
    """The lines that the text of a drop would be in its note: there they are harmless and images are links, as in the notes that stand.

    The addresses of the pages `held` (each an `identity`) are left out: the note of a page names it. So is what a feed puts around them.
    """
    lines = [line for line in _text_of(note).split("\n") if not _is_address(line, held)]
    if note.source == "rss":
        lines = without_frame(lines, note.title, held)
    return list(filter(None, map(line_of, lines)))


def title_of(note: Note, held: Collection[str], known: Iterable[str]) -> str:
    """The title of a drop, without the signs that Hacker News puts around that of one of the pages `held`; `known` are titles of these.

    It made an entry whose text ends in what it says of the page, or is a link to its comments; one without any text looks as if it did.
    """
    if note.source != "rss":
        return note.title
    lines = [line for line in _text_of(note).split("\n") if line.strip() and not _is_address(line, held)]
    links = [ref for ref in note.references if ref.role == "mention" and identity(ref.url) not in held]  # also those that are whole lines
    is_theirs = is_of_hacker_news(lines, held) or (not lines and len(links) == 1 and leads_to_comments(links[0]))
    return without_signs(note.title, known, is_theirs=is_theirs) if is_theirs or not (lines or links) else note.title


def leads_of(note: Note) -> set[str]:
    """The pages (each an `identity`) that the text of a drop would lead to in its note."""
    return {identity(found.url) for found in find_urls(_text_of(note))}


def _text_of(note: Note) -> str:
    return "\n".join(part.body for part in parts(note, Layout()) if part.kind == "content")


def _is_address(line: str, held: Collection[str]) -> bool:
    bare = line.strip().strip("<>")
    return bare.startswith("http") and " " not in bare and identity(bare) in held


class Text:
    """The text of a note, in which others are looked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._numbers: dict[str, list[int]] = {}  # of each line, also without its pictures
        self._begins = [1]  # where the words of each line begin in all words
        self._files: set[str] = set()  # of its pictures
        self._shown: dict[str, bool] = {}  # their places -> whether other words may stand for them
        self._captions = {""}  # the words that stand for a picture
        self._lines = {""}  # the words of each line
        words = [" "]
        for number, line in enumerate(map(line_of, text.split("\n"))):
            bare, pictures = _apart(line)
            for each in {line, bare}:
                self._numbers.setdefault(each, []).append(number)
            for picture in pictures:
                self._files.add(picture.file)
                self._captions.add(picture.caption)
                self._shown[picture.place] = self._shown.get(picture.place, False) or picture.is_sized or not picture.caption
            words.append(_words(bare))
            self._lines.add(words[-1])
            self._begins.append(self._begins[-1] + len(words[-1]))
        self._words = "".join(words)

    def says(self, lines: Iterable[str], *, in_words: bool, pictures: bool = True) -> bool:
        """Whether lines stand in the text, in their order; with `in_words` it is enough that the words of a longer line do, in theirs.

        Two programs that read one page write its links, pictures and lists in two ways. What is marked (`==`), struck, asked or
        exclaimed says more, and so does each sign such as an emoji. A line that was cut off is known by its beginning. A picture is
        known by its file and the words that stand for it, wherever these are; without `pictures` by these words alone: an entry of a
        feed shows others than its page does. Of one that both show the page may tell only what stands below it.
        """
        at = 1
        for line in lines:
            bare, shown = _apart(line)
            for each in shown:
                named = each.caption in self._captions or each.caption in self._lines
                if not (named and each.file in self._files if pictures else named or self._tells_otherwise(each)):
                    return False
            if in_words and self._is_named(bare):
                continue
            begin, size = self._in_words(bare, at) if in_words else (self._line(line, at), len(_words(bare)))
            if begin < 1:
                return False
            at = begin + size
        return True

    def _tells_otherwise(self, picture: Picture) -> bool:
        """Whether the text shows this very picture, with other words or none: "chart.png" of another month has the same address."""
        return picture.place in self._shown and (picture.is_sized or self._shown[picture.place])

    def leads_to(self, pages: Collection[str]) -> bool:
        """Whether the text names all of some pages (each an `identity`)."""
        return not pages or self._named.issuperset(pages)

    @cached_property
    def _named(self) -> set[str]:
        return {identity(found.url) for found in find_urls(self._text)}

    @cached_property
    def _named_folded(self) -> set[str]:
        return set(map(fold, self._named))  # as the lines are that are looked for

    def _is_named(self, line: str) -> bool:
        """Whether a line is a link that shows no more than the name of its file, a sound or a film, and the text names that."""
        link = _LINK.fullmatch(line)
        if not (link and link[2] == _name_of(link[3]) and _PLAYED.search(link[3])):
            return False
        return fold(identity(link[3])) in self._named_folded

    def _in_words(self, line: str, at: int) -> tuple[int, int]:
        """Where the words of a line begin, at a place or behind it, -1 if they do not stand there; and how many characters they have."""
        cut = next((sign for sign in CUT if line.endswith(sign)), "")
        words = _words(line.removesuffix(cut))
        sought = words.rstrip() if cut else words  # the last word may be cut as well
        if words in self._captions:  # so is what holds pictures alone
            return at, 0
        if words.count(" ") >= _REMARK or (cut and " " not in sought and len(sought) >= _CUT_OFF):
            return self._words.find(f" {sought}", at - 1) + 1 or -1, len(sought)
        return self._line(line, at), len(words)

    def _line(self, line: str, at: int) -> int:
        """Where the words of a whole line begin, at a place or behind it; -1 if it does not stand there."""
        numbers = self._numbers.get(line, [])
        number = bisect_left(numbers, at, key=self._begins.__getitem__)
        return self._begins[numbers[number]] if number < len(numbers) else -1


def _words(line: str) -> str:
    """The words of a line, each with a blank behind it; of a link those that it shows. A vowel sign belongs to its word."""
    told: list[str] = []
    end, was_mark = -1, False
    for found in _WORD.finditer(_AUTOLINK.sub(r"\1", _LINK.sub(_label, line))):
        word, kind = found[0], category(found[0][0])
        is_mark = kind[0] == "M"
        if is_mark and ord(word) in _VARIANTS:
            end += found.start() == end
        elif is_mark or len(word) > 1 or word.isalnum() or word in _TELLING or (kind in _SIGN_KINDS and word not in _MARKUP):
            if not (found.start() == end and (is_mark or (was_mark and word[0].isalnum()))):
                told.append(" ")
            told.append(word)
            end, was_mark = found.end(), is_mark
    return "".join([*told[1:], " "]) if told else ""


def _label(link: re.Match[str]) -> str:
    return "" if link[2] == "#" else f"{link[1]}{link[2]}"  # `#` leads to a heading's own place


def says_page(text: str, note: Note, page: str, read: Article) -> bool:
    """Whether a text says every line of a page (an `identity`) that was `read` for a note."""
    lines = lines_of(replace(note, content=read.text, own=None, scraped=(), source="web"), {page})
    return bool(lines) and Text(text).says(lines, in_words=True)


def _apart(line: str) -> tuple[str, list[Picture]]:
    """A line without its pictures, and these."""
    pictures: list[Picture] = []

    def taken(link: re.Match[str]) -> str:
        if not (link[1] or link[2] == "image" or _PICTURE.search(link[3])):
            return link[0]
        file = _file_of(link[3])
        label = _SHOWN_SIZE.sub("", link[2])
        is_name = label == "image" or label in (file, file.rpartition(".")[0])
        place = _place_of(link[3])
        bare = _SIZE.sub("", place)
        pictures.append(Picture(file, "" if is_name else _words(label), bare, bare != place))
        return ""

    return (_LINK.sub(taken, line).strip() if "](" in line else line), pictures


def _name_of(address: str) -> str:
    """The name of a file as the last part of its address has it."""
    return unquote(re.split("[?#]", address, maxsplit=1)[0]).rpartition("/")[2]


def _file_of(address: str) -> str:
    """The name of a picture's file, also where a server that makes it smaller has its address as a part of its own."""
    names = (each for each in reversed(_BETWEEN.split(unquote(address))) if _PICTURE.search(each))
    return _SIZE.sub("", next(names, address.partition("?")[0]))


def _place_of(address: str) -> str:
    """The address of a picture without its query, also where a server that makes it smaller has it as a part of its own."""
    whole = unquote(address)
    begin = max(whole.rfind(scheme) + len(scheme) if scheme in whole else 0 for scheme in ("http://", "https://"))
    return re.split("[?#]", whole[begin:], maxsplit=1)[0]


def is_by_its_feed(note: Note, text: str) -> bool:
    """Whether a note that was read back from `text` has an entry of a feed as that gave it, and no page that was read for it."""
    if not (note.source == "rss" or f"\n- {PROVENANCE}RSS" in text):
        return False
    body = properties.split(text)[1]
    return all(each.text(body).startswith(_NOT_FETCHED) for each in sections.find(body) if each.page)


def came_by_mail(note: Note, text: str) -> bool:
    """Whether a note that was read back from `text` came by e-mail, also where the settings leave the property out."""
    return note.source == "email" or f"\n- {PROVENANCE}e-mail" in text


def is_of_another_day(mail: Note, note: Note, text: str) -> bool:
    """Whether a note, read back from `text`, is of a mail of another day."""
    if not (mail.published and note.published and came_by_mail(note, text)):
        return False
    days = {day.date() if isinstance(day, datetime) else day for day in (mail.published, note.published)}
    return len(days) > 1


def is_cut(text: str, page: str) -> bool:
    """Whether a note has only a part of a page (its `identity`), and says so."""
    return ONLY_A_PART in _under_its_heading(text, page)


def _under_its_heading(text: str, page: str) -> str:
    body = properties.split(text)[1]
    return next((each.text(body) for each in sections.find(body) if each.page and identity(each.page) == page), "")
