"""Mails in the archives of mailing lists: who sent one and when, as the programs write it that keep such archives.

Pipermail has the sender's name and address below the subject, MHonArc and hypermail a list of header lines, public-inbox and MARC such
lines as plain text. A mail that an article only shows as an example has prose before it, or another subject than the page.
"""

from __future__ import annotations

import re
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from ...dom import HEADINGS, words_of
from ..titles.texts import texts_before
from ..titles.wording import agree, akin

_PIPERMAIL = etree.XPath("//h1/following-sibling::*[1][self::b][following-sibling::*[1][self::a][starts-with(@href, 'mailto:')]]")
_LABELS = ("em", "dfn", "strong", "b", "dt", "th", "td")
_LABEL = re.compile(r"\W*(From|Date|Subject|Message-ID)\W*", re.IGNORECASE)
_LINES = re.compile(r"^(From|Date|Subject|Message-ID):[ \t]*(\S.*)$", re.MULTILINE | re.IGNORECASE)
_HEAD = 3_000  # characters of a text that begins with header lines
_LONGEST = 14  # characters of a label
_PROSE = 80  # characters; what stands before a mail in an archive are links and the names of lists
_ANSWER = re.compile(r"^(?:(?:re|aw|fwd?)\s*:\s*)+", re.IGNORECASE)
_BEHIND = re.compile(r"\s*(?:[<(\[@]|\S+@|\S+ at \S+\.).*", re.DOTALL)  # a name: the address, the time


def sender(root: HtmlElement) -> str:
    """The name of whoever sent the mail that a page shows, "" if it shows none."""
    found = next(iter(cast("list[HtmlElement]", _PIPERMAIL(root))), None)
    return words_of(found) if found is not None else _BEHIND.sub("", _header(root).get("from", "")).strip(' "')


def sent(root: HtmlElement) -> str:
    """When that mail was sent, as its header says it; public-inbox says so behind the sender's name."""
    lines = _header(root)
    return lines.get("date") or lines.get("from", "").partition(" @ ")[2]


def _header(root: HtmlElement) -> dict[str, str]:
    """The header lines that a page begins with, by their names; {} where it has none, or but words like theirs: "From: Berlin"."""
    for text in root.iter("pre"):
        lines = {name.lower(): said for name, said in reversed(_LINES.findall("".join(map(str, text.itertext()))[:_HEAD]))}
        if _is_header(lines):
            return lines if _is_whole_page(root, text, lines) else {}
    lines, first = {}, None
    for label in root.iter(*_LABELS):
        found = _LABEL.fullmatch(label.text) if label.text and len(label.text) <= _LONGEST and not len(label) else None
        following = label.getnext()
        if found and not (label.tag == "th" and following is not None and following.tag == "th"):  # the head of a table of mails
            first = label if first is None else first
            said = " ".join((label.tail or "").split()).lstrip(": ")
            lines.setdefault(found[1].lower(), said or (words_of(following) if following is not None else ""))
    return lines if first is not None and _is_header(lines) and _is_whole_page(root, first, lines) else {}


def _is_header(lines: dict[str, str]) -> bool:
    return "from" in lines and ("date" in lines or " @ " in lines["from"]) and ("subject" in lines or "message-id" in lines)


def _is_whole_page(root: HtmlElement, place: HtmlElement, lines: dict[str, str]) -> bool:
    """Whether the mail whose header lines stand there is all that a page is about: no prose before it, and its subject is the title."""
    subject = _ANSWER.sub("", lines.get("subject", ""))
    titles = [words for each in root.iter("title", *HEADINGS[:2]) if (words := words_of(each))]
    if subject and titles and not any(agree(subject, title) or subject in title or akin(subject, title) for title in titles):
        return False
    return all(len(piece.text) < _PROSE or piece.element.tag == "a" for piece in texts_before(place))
