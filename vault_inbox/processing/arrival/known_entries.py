"""What feeds put into the entry of a page without saying anything of it: where to read on, what their makers write of themselves.

Only fixed sentences that are whole lines, and links that lead to the page itself, are passed over. All else is the page's, or a person's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...text.folding import fold
from ...web.feeds.feet import is_made_by_its_site
from ...web.urls import identity
from .known_titles import words_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ...model import Reference

# The words of the links with which the programs behind weblogs end an excerpt, in the languages that these speak.
_READ_ON = frozenset(
    fold(words)
    for words in (
        *("read more", "read on", "read the rest", "read full article", "read full post", "read full story", "keep reading"),
        *("read the full article", "read the full post", "read the full story", "continue reading", "continue reading on medium"),
        *("weiterlesen", "mehr lesen", "lire la suite", "continuer la lecture", "leer más", "seguir leyendo", "continuar leyendo"),
        *("leia mais", "continue lendo", "continue a ler", "continua a leggere", "leggi tutto", "leggi di più", "lees meer", "lees verder"),
        *("läs mer", "læs mere", "les mer", "lue lisää", "czytaj dalej", "číst dál", "читать далее", "читать дальше", "devamını oku"),
        *("続きを読む", "继续阅读", "阅读全文", "閱讀全文"),
    )
)
_ARROWS = frozenset("→⟶➔➜➝▶►")
_LINK_AT_END = re.compile(r"\[([^\[\]]{1,2000})\]\(([^()\s]{1,2000})\)[\s.]*\Z")
_LONGEST = 5000  # characters at the end of a line in which such a link is looked for
CUT = ("[…]", "(…)", "[...]", "(...)", "…", "...")  # where a feed ended a text that goes on
_SHORT = 5  # words: a shorter line is known as a whole alone
# https://hnrss.org puts these four below each entry, and nothing else where the entry is about a page elsewhere.
_HN = (r"Article URL: (\S+)", r"Comments URL: (\S+)", r"Points: \d+", r"(?:\\?#{1,6} )?Comments: \d+")
_HN_LINES = re.compile("\n".join(_HN))
_HN_PLACE = "news.ycombinator.com/item"
# The feeds of Hacker News itself and of Lobsters, which puts a year behind a title as well, have a link there alone.
_TALKS = (_HN_PLACE, "lobste.rs/s/")
_SHOWN = re.compile(r"\[(https?://[^\[\]\s]{1,2000})\]\(\1\)|<(https?://[^<>\s]{1,2000})>")
# What Hacker News itself puts around the title of a page.
_HN_TITLE = re.compile(
    r"(?:(?:Show|Launch) HN: )?(?P<title>.*?)(?: \[(?:pdf|video|audio)\])?(?: \((?P<year>(?:19|20)\d\d)\))?(?: \[(?:pdf|video|audio)\])?"
)
_KIND = re.compile(r" \[(?:pdf|video|audio)\](?: \(\d{4}\))?\Z")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def without_frame(lines: list[str], title: str, held: Collection[str]) -> list[str]:
    """The lines of an entry (Markdown) of a page without what its feed puts around them; `held` are pages, each an `identity`."""
    lines = [line.strip() for line in lines if line.strip() and not is_made_by_its_site(line, title)]
    if is_of_hacker_news(lines, held):
        return lines[: -len(_HN)]
    return _without_link_on(lines, title, held)


def is_of_hacker_news(lines: Iterable[str], held: Collection[str]) -> bool:
    """Whether the lines of an entry of one of the pages `held` end in what Hacker News says of it."""
    said = [line.strip() for line in lines if line.strip()]
    if said == ["Comments"]:  # all that it says, where its link is lost
        return True
    shown = "\n".join(_SHOWN.sub(lambda link: link[1] or link[2], line) for line in said[-len(_HN) :])
    four = _HN_LINES.fullmatch(shown)
    return four is not None and identity(four[1]) in held and identity(four[2]).startswith(_HN_PLACE)


def leads_to_comments(link: Reference) -> bool:
    """Whether a link is the one to its comments that Hacker News and Lobsters give an entry."""
    return link.title == "Comments" and identity(link.url).startswith(_TALKS)


def without_signs(title: str, known: Iterable[str], *, is_theirs: bool = True) -> str:
    """The title of an entry without what Hacker News puts around that of a page: that it is shown by its maker, its kind, its year.

    A year stays where one of the titles `known` tells of another: what is called so each year has one address for all of them. So does
    the kind unless the entry `is_theirs` for sure: a film may be another thing than the text at its address.
    """
    found = _HN_TITLE.fullmatch(title)
    if not found or (not is_theirs and _KIND.search(title)):
        return title
    other = {year for each in known for year in _YEAR.findall(each)} - set(_YEAR.findall(found["title"]))
    return title if found["year"] and other - {found["year"]} else found["title"]


def _without_link_on(lines: list[str], title: str, held: Collection[str]) -> list[str]:
    """Without a last line, or a link at its end, that only leads on to the page; what stands before it was cut off there."""
    *before, last = lines or [""]
    tail = last[-_LONGEST:]
    if (link := _LINK_AT_END.search(tail)) and identity(link[2]) in held and _leads_on(link[1], title):
        left = last[: len(last) - len(tail) + link.start()].rstrip()
    elif _leads_on(last, title):
        left = ""
    else:
        return lines
    kept = [*before, left] if left else before
    if kept and not kept[-1].endswith(CUT) and len(words_in(kept[-1])) > _SHORT:
        kept[-1] += "…"
    return kept


def _leads_on(said: str, title: str) -> bool:
    words, name = words_in(said), words_in(title)
    while words and words[-1] in _ARROWS:
        words.pop()
    if name and len(words) > len(name) and words[-len(name) :] == name:
        words = words[: -len(name)]
    return " ".join(words) in _READ_ON
