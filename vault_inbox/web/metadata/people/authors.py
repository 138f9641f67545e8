"""Where a page names its authors: structured data first, then `<meta>`, bylines and links to author pages; never readers who comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement

from ...dom import marks_of, words_of
from ..structured import jsonld
from ..structured.mails import sender
from ..titles.others import is_elses, is_readers, is_signed
from .names import people
from .outlets import is_agency, is_team
from .shapes import has_common_word, is_full_name

_META = (
    "citation_author",
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "byline",
    "og:article:author",
)
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:byline\w*|byline-(?:names?|authors?|wrapper|text|content|info|block)|authors?|"
    r"(?:author|writer|contributor|byline)[\w-]{0,20}name|contributor|posted-by|written-by|post-author|entry-author|article-author)"
    r"(?=$|[\s_])|(?<=[a-z_])Author(?:Name|Container|Info|Link|Meta)?(?=$|[\s_-])",
    re.IGNORECASE,
)
_WRITTEN_BY = re.compile(r"\W*(?:[Bb]y|BY|[Ww]ritten by|[Pp]osted by|[Aa]rticle by|Von|Par|Por)(?:\s*:\s*[A-ZÀ-Ý]|\s+[A-ZÀ-Ý]|\s*:?\s*$)")
_LABEL = re.compile(
    r"\W*(?:by|(?:(?:article|post|story|text|blog)\s)?(?:written|posted) by|(?:article|words|text|story) by|authors?|von|par|por|"
    r"autor(?:in)?)\W*",
    re.IGNORECASE,
)
_IN_SENTENCE = re.compile(r"\W*This (?:\w+ )?(?:post|article|story) (?:was|is) written by\s+([^,.;:()\n]{3,60})")
# The small picture of a person before a name, in the box below a title that has the day as well; elsewhere it leads to one's account.
_PERSON = re.compile(r"(?:^|[\s_-])(?:person|user|author)(?=$|[\s_-])", re.IGNORECASE)
_META_BOX = re.compile(r"(?:^|[\s_-])(?:meta|byline|(?:post|entry|article|blog)[_-](?:info|details|data))(?=$|[\s_-])", re.IGNORECASE)
_ABOUT = re.compile(r"\s*(?:[Aa]bout|[Mm]eet|[Üü]ber|[Àà] propos de|[Ss]obre|[Oo]ver|[Oo]m|Chi è)\s+([A-ZÀ-Ý]\S+(?:\s\S+){1,3})\s*")
_BIOGRAPHY = re.compile(r"(?:^|[\s_-])(?:author|bio|biography|autor|auteur)(?=$|[\s_-])", re.IGNORECASE)  # of a box at the end of a text
_NEXT = etree.XPath("following::text()[normalize-space() and not(ancestor::script or ancestor::style)][1]")
_ENDS_BY = re.compile(r"(?:^|\s)(?:by|von|par|por|door|av|af)\s*:?\s*$", re.IGNORECASE)
_PAGE_OF_AUTHOR = re.compile(r"/(?:authors?|contributors?|autor(?:en|es)?|auteurs?|byline)/[^/?#]+/?(?:[?#]|$)")
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+")
_DEPARTMENT = re.compile(r"\w+ & \w+|.*\n\w+ & \w+", re.DOTALL)  # "Wellness & Prevention"
_BYLINES = ("a", "dt", "dd", "span", "p", "div", "address", "li", "cite", "strong", "b", "em", "small", "h2", "h3", "h4", "h5", "h6")
_LONGEST = 90  # characters of a byline
_MOST_LINKS = 4
_NEAR = 3  # elements around a link


def author_places(root: HtmlElement, about: Mapping[str, Any], meta: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, list[str]]]:
    """The places of a page that may name its authors, best first, as (name of the place, texts).

    `about` is the page's JSON-LD object, `meta` its `<meta>` values by lower-case name.
    """
    yield "JSON-LD author", jsonld.names_of(about.get("author") or about.get("creator"))
    for name in _META:
        flip = name == "citation_author"
        yield name, [" ".join(reversed(text.split(", "))) if flip else text for text in meta.get(name, ())]
    # What WordPress writes for chat previews.
    if [text.lower() for text in meta.get("twitter:label1", ())][:1] == ["written by"]:
        yield "twitter:data1", list(meta.get("twitter:data1", ()))[:1]
    links = list(root.iter("a"))
    named = [link for link in links if "author" in (link.get("rel") or "").split() and words_of(link) and not is_elses(link)]
    yield "rel=author", [words_of(link) for link in named if _is_near(link, named[0])][:_MOST_LINKS]
    yield from _marked(root)
    for link in links:
        if _PAGE_OF_AUTHOR.search(link.get("href") or "") and words_of(link) and not is_elses(link):
            yield "link of an author", [words_of(link)]
    if not about and "og:title" not in meta:  # no archive of mails writes these
        yield "sender", [sender(root)]


def _marked(root: HtmlElement) -> Iterator[tuple[str, list[str]]]:
    """Elements that their author marked as bylines, then what says that it is one."""
    elements = list(root.iter(*_BYLINES))
    marked = [element for element in elements if "author" in (element.get("itemprop") or "").split() and not is_elses(element)]
    names = [next((each for each in item.iter() if each.get("itemprop") == "name"), item) for item in marked[:_MOST_LINKS]]
    yield "itemprop=author", list(filter(None, map(words_of, names))) or [each.get("content") or "" for each in names]
    for element in elements:
        if element.get("class") and _MARKED.search(marks_of(element)) and not is_elses(element):
            text = _lines(element) or _linked(element) or _first_line(element)
            yield "byline", [] if _DEPARTMENT.fullmatch(text) else [text]
    cards = (element for element in elements if "vcard" in marks_of(element))
    yield from (("byline", [_lines(card)]) for card in islice(cards, _MOST_LINKS) if is_signed(card))
    yield from _said(root, elements)


def _said(root: HtmlElement, elements: Sequence[HtmlElement]) -> Iterator[tuple[str, list[str]]]:
    """Lines that say in words, or by a small picture, that a name follows."""
    texts = [(element, text) for element in elements if (text := element.text) and not text.isspace()]
    for element, text in texts:
        if _WRITTEN_BY.match(text) and not is_elses(element):
            yield "byline", [said for said in [_lines(element) or _linked(element)] if _names_somebody(said)]
        elif (name := _IN_SENTENCE.match(text)) and not is_elses(element):
            yield "byline", _full_names([name[1]])
    for picture in root.iter("i"):
        boxes = islice(picture.iterancestors(), _NEAR)
        if _PERSON.search(marks_of(picture)) and not words_of(picture) and any(_META_BOX.search(marks_of(box)) for box in boxes):
            yield "byline", _full_names(_next_text(picture))
    for element, text in texts:
        about = _ABOUT.fullmatch(text) if len(text) < _LONGEST else None
        if about and not is_readers(element) and any(_BIOGRAPHY.search(marks_of(box)) for box in islice(element.iterancestors(), _NEAR)):
            yield "about the author", _full_names([about[1]])
    for element, text in texts:
        # "Written by" in an element of its own, and the name in the next one.
        if element.tag != "a" and _LABEL.fullmatch(text) and not len(element) and not is_elses(element, beside=True):
            yield "byline", _next_text(element)


def _names_somebody(text: str) -> bool:
    """Whether what no markup calls a byline names people, an agency or somebody else: no "By The Numbers", "By Bus And Train"."""
    return any(not has_common_word(name) or is_agency(name) or is_team([name]) for name in people([text]))


def _next_text(element: HtmlElement) -> list[str]:
    """The first piece of text behind an element, if it is short."""
    return [" ".join(str(text).split()) for text in cast("list[str]", _NEXT(element)) if len(text) < _LONGEST]


def _full_names(texts: Iterable[str]) -> list[str]:
    """Those of some texts that name people and say nothing else: "Ada Field and Bo Stone"."""
    return [text for text in texts if all(map(is_full_name, _AND.split(text.strip())))]


def _is_near(link: HtmlElement, other: HtmlElement) -> bool:
    """Whether two links stand in one byline: further away are the authors of other articles."""
    byline = list(islice(other.iterancestors(), _NEAR))
    return any(parent in byline for parent in islice(link.iterancestors(), _NEAR))


def _linked(element: HtmlElement) -> str:
    """The link right behind a "by": "Posted by <a>Ada</a> on Monday from the garden-dept." names its author and much else."""
    names: list[str] = []
    before = element.text or ""
    for child in element:
        if child.tag == "a" and (_ENDS_BY.search(before) or (names and before.strip() in (",", "and", "&", "und", "et"))):
            names.append(words_of(child))
        before = child.tail or ""
    return "\n".join(names)


def _first_line(element: HtmlElement) -> str:
    """The first piece of a long byline, where that says "by": a reviewer's name and title may follow."""
    text = next((str(text) for text in element.itertext() if text.strip()), "")
    return " ".join(text.split()) if len(text) < _LONGEST and _WRITTEN_BY.match(text) else ""


def _lines(element: HtmlElement) -> str:
    """A short element's pieces of text, one a line; "" for a long one, which is no byline."""
    pieces = [" ".join(text.split()) for text in element.itertext() if text.strip()]
    return "\n".join(pieces) if sum(map(len, pieces)) < _LONGEST else ""
