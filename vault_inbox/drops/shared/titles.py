"""The title of a drop: who gives it, how the text spells it, and where the text only repeats it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ...text.sentences import sentences
from ...text.slugs import slug_title
from ...text.stopwords import STOPWORDS
from ...web.urls import find_urls, site_of
from .links import link_line, link_lines, plain_title

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 120  # characters of a line that can be a title
_LOOK = 1000  # characters of a line that are looked at for a title
_LONG_TITLE = 3  # spaces in a title that is no mere name: "Python Python 3 is out" may say just that
_WRAPPED = 40  # characters at least of a line that was wrapped at some width
_WORDS = 60  # characters of a title that is made of the first words
_NO_TITLE = re.compile(
    r"\s*(?:[-+•>|]|\*(?!\*?\w[^*]*\*)|\d{1,3}[.)]\s|[“\"„«]|```|~~~|!\[|---)|.*[。！？]\S|.*(?:[,;:]|\.\s.*\.|.{60}\.)\s*$"
)
_LONGEST_SHARED = 200  # characters of a title that a share sheet sends beside the address
# Words that an address follows as a part of the sentence, in English, German, French, Spanish and Italian.
_LEADING = re.compile(
    r"that|these|those|this|it|here|there|now|at|in|on|into|from|via|see|read|to|of|for|with|by|about|is|are|was|and|or|the|like|look|watch"
    r"|check|visit|open|link|url|das|dies|diese|hier|unter|auf|bei|von|zu|an|am|im|mit|über|siehe|lies|schau|ist|sind|und|oder|der|die"
    r"|ici|ce|ceci|cela|sur|à|de|du|avec|par|voir|lire|est|et|le|la|les|aquí|esto|en|con|por|ver|leer|es|y|el|los|qui|questo|su|di|e|il"
)
_TARGET = re.compile(r"\]\((?!\s*<?(?:https?:|www\.))[^()\s]+\)", re.IGNORECASE)  # `f[i](x)`, a path: of no page, so nothing else names it
_QUOTES = tuple('“"„«')  # a quoted line is what the user selected: it stays
_MARKS = '“”„"«»'
_ORDINALS = "de"  # a language in which "3. Oktober" is no end of a sentence: a title had better be long than cut off there
_CALL = re.compile(r"[^.!?…]{8,80}[!?](?=\s)")  # ends a sentence on a phone also before a small letter
_NUMBERED = re.compile(r"\s*\d{1,3}\.\s+(?:\[[ xX]\]\s+)?")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")  # behind a whole sentence, not behind an initial or dots
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)]*$")


def choose_title(given: str, file_title: str, text: str, link_title: str = "", url: str = "") -> str:
    """Choose a title, never empty.

    The first of: the one the drop gives itself, the file name's (as the text spells it), a title-like first line, the title of its
    link, the first words of the text, the readable part of the address, "Untitled".
    """
    return (
        given
        or (file_title and real_title(file_title, text))
        or _STOP.sub("", title_line(text))
        or link_title
        or first_words(text)
        or (url and slug_title(url, site_of(url)))
        or "Untitled"
    )


def real_title(file_title: str, text: str) -> str:
    """Give the file name's title as the first line of the text spells it: a file name loses punctuation and often all but ASCII."""
    line = plain_title(next((line for line in text.split("\n") if line.strip() and not link_line(line)), "")[:_LOOK])
    for letters in (_letters, _german, _unaccented, _ascii):
        end = _spelled(line, file_title, letters)
        spelled = line[:end].rstrip(" :,;-–—|")
        if spelled and (end == len(line) or re.search(r"[^\w\s]", spelled)):
            return spelled
        name = _key(file_title, letters)
        if len(name) >= 20 and title_line(text) and _key(line, letters).startswith(name):  # the file name was cut
            return line
    return file_title


def title_line(text: str) -> str:
    """Give the first line when it reads as a title: short, alone, before a blank line, a link or the end; else ""."""
    lines = [*text.strip("\n").split("\n"), ""]
    line = plain_title(lines[0][:_LOOK])
    followed = lines[1].strip() and not link_line(lines[1])
    if followed or not line or len(line) > _LONGEST or find_urls(line) or link_line(lines[0]):
        return line if line and re.match(r" {0,3}#{1,6} \S", lines[0]) and len(line) <= 2 * _LONGEST else ""
    return "" if _NO_TITLE.match(lines[0]) else line


def names_page(words: str) -> bool:
    """Tell whether words beside an address read as the title of its page, not as a sentence of which the address is a part.

    A title begins as titles do ("iPhone" is a beginning, "have" is none), ends in no full stop, and its last word leads to nothing
    ("Read this", "Found at"); in English title case such a word at the end has a capital.
    """
    first, last = re.match(r"\S*", words), re.search(r"[\w'’]*$", words)
    word, end = (first[0] if first else ""), (last[0] if last else "")
    begins = word[:1].isalnum() and (not word[0].islower() or word != word.lower())
    leads = bool(_LEADING.fullmatch(end if " " in words else end.casefold()))
    return len(words) <= _LONGEST_SHARED and begins and not leads and not words.endswith(".") and not _NO_TITLE.match(words)


def first_words(text: str) -> str:
    """Make a title of the first sentence if that is short, else of the first words with "…"; addresses are named by their site."""
    lines = text.split("\n")
    start = next((place for place, line in enumerate(lines) if re.search(r"\w", line) and not link_lines(line)), len(lines))
    line = _unwrapped(*lines[start : start + 2] or [""])[:_LOOK]
    line = re.sub(r"^\s*(?:\*(?!\*?\w[^*]*\*)\s*|[>+•-]\s*|\d{1,3}\)\s+)+(?:\[[ xX]\]\s+)?", "", line)
    if any(_NUMBERED.match(other) for other in lines[start + 1 :]):  # alone, "3. May" is a day
        line = _NUMBERED.sub("", line)
    for found in reversed(find_urls(line)):
        line = line[: found.start] + site_of(found.url) + line[found.end :]
    line = _unquoted(plain_title(line))
    call = _CALL.match(line)
    first = call[0] if call else next(iter(sentences(line, _ORDINALS)), "")
    least, most = (5, 41) if first.endswith(("。", "！", "？")) else (9, 81)
    if least <= len(first) <= most and _SENTENCE_END.search(first):
        return first.removesuffix(".").removesuffix("。")
    if len(line) <= _WORDS:
        return line.rstrip(" :,;-")
    cut = line[:_WORDS].rsplit(" ", 1)[0] if " " in line[:_WORDS] else line[: _WORDS // 2]
    return cut.rstrip(" .:,;-–—") + "…"


def _unwrapped(line: str, following: str = "") -> str:
    """Give a line with the one that goes on with it where a text was wrapped: a verse and an item of a list are shorter."""
    whole = line.removesuffix(" ")  # two blanks break a line
    goes_on = len(whole) >= _WRAPPED and whole[-1:].isalnum() and following[:1].islower() and not find_urls(following)
    return f"{whole} {following}" if goes_on else line


def _unquoted(line: str) -> str:
    """Take off the quotation marks around a line, not those around some of its words."""
    inner = line.strip(_MARKS)
    return line if any(mark in inner for mark in _MARKS) else inner.strip()


def without_title(text: str, title: str, *, given: bool, again: bool = False) -> str:
    """Leave out a first line that only repeats the title; unless the title was `given` elsewhere, only a line that stands alone.

    Where the paragraph after such a line starts once more with the title as a sentence, as feeds write it, that goes too; with `again`
    also where there was no title line, and with both where the next word seems to begin a sentence.
    """
    text, twice = text.strip("\n"), False
    line, _, rest = text.partition("\n")
    if _same(plain_title(line[: 2 * _LOOK]), title) and (given or title_line(text)) and _says_all(title, line):
        text, again, twice = rest.lstrip("\n"), True, again
    line, newline, rest = text.partition("\n")
    end = _spelled(line, title, _letters) if again else 0
    if 0 < end < len(line) and (_SENTENCE_END.search(line[:end]) or (twice and _begins(line[end:], title))):
        text = line[end:].lstrip() + newline + rest
    return text


def _says_all(title: str, line: str) -> bool:
    """Tell whether a title says all that its line does: no words that the user quoted, no `[words](target)` whose target it leaves out."""
    return line.lstrip()[:1] not in _QUOTES and not any(target not in title for target in _TARGET.findall(line))


def _begins(text: str, title: str) -> bool:
    """Tell whether a text begins a sentence of its own, behind a title, rather than going on with the words of a name."""
    first = re.match(r"\W*([\w'’]*)", text)
    word = first[1] if first else ""
    return word[:1].isupper() and (word.casefold() in STOPWORDS or title.count(" ") >= _LONG_TITLE)


def repeats(name: str, title: str) -> bool:
    """Tell whether a file name says nothing that the title does not say: the same words, or the first of them."""
    letters = _key(name, _letters)
    return _key(title, _letters).startswith(letters) if letters else name in title


def _same(one: str, other: str) -> bool:
    key = _key(one, _letters)
    return key == _key(other, _letters) if key else one == other != ""


def _spelled(line: str, title: str, letters: Callable[[str], str]) -> int:
    """Tell where the words of `title` end in a line that starts with them, closing punctuation included; 0 if it does not."""
    wanted = _key(title, letters)
    place = 0
    while wanted and place < len(line):
        own = letters(line[place])
        if not wanted.startswith(own):
            return 0
        wanted = wanted[len(own) :]
        place += 1
    if wanted or not place:
        return 0
    while place < len(line) and not line[place].isspace() and not letters(line[place]):
        place += 1
    return place if place == len(line) or line[place].isspace() else 0


def _key(text: str, letters: Callable[[str], str]) -> str:
    return "".join(map(letters, text))


def _letters(char: str) -> str:
    return char.casefold() if char.isalnum() else ""


def _german(char: str) -> str:
    """Give the letters of a character as German writes it without umlauts: "Überblick für alle" is `Ueberblick_fuer_alle`."""
    return _UMLAUTS.get(char.casefold()) or _unaccented(char)


def _unaccented(char: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", char).casefold() if c.isascii() and c.isalnum())


def _ascii(char: str) -> str:
    return char.lower() if char.isascii() and char.isalnum() else ""
