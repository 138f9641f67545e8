"""Where a page shows its title, and the pieces of text around it, each with the words before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from ...choosing.house_lines import is_heading_of_others
from ...dom import HEADINGS, marks_of, tag_of, words_of
from .others import is_elses
from .texts import Piece, texts_behind
from .wording import agree

_BEHIND = 25  # pieces of text behind a title
_FAR = 700  # characters; further behind the title the article has begun
_LINES = ("p", "div", "span", "strong", "b", "font", "td", "legend", "a")  # where pages without headings have their title
_GOES_ON = re.compile(r":?|(?:on|am|le|el|il|den)", re.IGNORECASE)  # between "Updated" and a day
_QUOTED = 1_000  # characters of a quotation; some old pages set all of their text in as one
_ELEMENTS = 100  # in it; a post of a network has a dozen
_NEAR = 6  # elements around its day
_POST = re.compile(r"(?:^|\s)tweet(?=$|\s)")  # as Substack shows one, without a quotation
_FROM, _OF_MAIL = re.compile(r"\bFrom:"), re.compile(r"\b(?:Date|Sent):")


def place_of(root: HtmlElement, title: str) -> HtmlElement | None:
    """The heading, else the line, that shows a page's title; `None` where none does."""
    headings = [(heading, words_of(heading)) for heading in root.iter(*HEADINGS)]
    firsts = [heading for heading, words in headings if tag_of(heading) == "h1" and words]
    agreeing = [heading for heading, words in headings if agree(words, title)]
    found = [heading for heading in agreeing if heading in firsts] or agreeing or firsts
    lines = (line for line in root.iter(*_LINES) if line.text and agree(line.text, title) and not is_elses(line))
    return found[0] if found else next(lines, None)


def leads_home(heading: HtmlElement, url: str) -> bool:
    """Whether a heading is a link to the front page of its site: that is the site's name, which stands above all its pages."""
    page = urlsplit(url)
    links = [link.get("href") or "" for link in (*heading.iterancestors("a"), *heading.iter("a"))]
    return page.path not in ("", "/") and any(_is_front_page(url, link) for link in links if link)


def _is_front_page(url: str, link: str) -> bool:
    try:
        target = urlsplit(urljoin(url, link))
        return target.hostname == urlsplit(url).hostname and target.path in ("", "/") and not (target.query or target.fragment)
    except ValueError:  # an address that is none
        return False


def pieces_behind(place: HtmlElement) -> Iterator[tuple[str, Piece]]:
    """The pieces of text right behind a title, each with the words before it, as far as no article begins."""
    read, in_mail = 0, False
    for label, piece in labelled(islice(texts_behind(place), _BEHIND)):
        if tag_of(piece.element) in HEADINGS and is_heading_of_others(piece.text):
            return
        in_mail = in_mail or _FROM.search(piece.text) is not None
        if not (in_mail and _OF_MAIL.search(f"{label} {piece.text}")):  # the day of a mail that an article shows
            yield label, piece
        read += len(piece.text)
        if read > _FAR:
            return


def labelled(pieces: Iterable[Piece]) -> Iterator[tuple[str, Piece]]:
    """Pieces of text, each with the words right before it."""
    words = ("", "")
    for piece in pieces:
        yield label_of(*words), piece
        words = words[1], piece.text


def label_of(*words: str) -> str:
    """What the last of the words before a day call it: "Updated", also where "on" stands between in an element of its own."""
    return " ".join(words) if words and _GOES_ON.fullmatch(words[-1]) else "".join(words[-1:])


def is_caption(element: HtmlElement) -> bool:
    """Whether a text tells of a picture or a broadcast: the day in it is that of the picture."""
    return any(tag_of(each) in ("figure", "figcaption") for each in (element, *element.iterancestors()))


def is_quoted(element: HtmlElement) -> bool:
    """Whether a text stands in a quotation, or a post of a network that a page shows: the day in it is that of what is quoted."""
    around = (element, *islice(element.iterancestors(), _NEAR))
    return any((tag_of(each) == "blockquote" and _is_quotation(each)) or _POST.search(marks_of(each)) is not None for each in around)


def _is_quotation(box: HtmlElement) -> bool:
    """Whether a box that is set in is short and has no heading."""
    inside = list(islice(box.iter(), _ELEMENTS + 1))
    long = len(inside) > _ELEMENTS or sum(len(each.text or "") + len(each.tail or "") for each in inside[1:]) > _QUOTED
    return not long and not any(tag_of(each) in HEADINGS for each in inside)
