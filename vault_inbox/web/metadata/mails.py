"""Mails in the archives of mailing lists: who sent one and when, as the programs write it that keep such archives.

Pipermail has the sender's name and address below the subject, MHonArc and hypermail a list of header lines, public-inbox and MARC such
lines as plain text.
"""

from __future__ import annotations

import re
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from ..dom import words_of

_PIPERMAIL = etree.XPath("//h1/following-sibling::*[1][self::b][following-sibling::*[1][self::a][starts-with(@href, 'mailto:')]]")
_LABELS = ("em", "dfn", "strong", "b", "dt", "th", "td")
_LABEL = re.compile(r"\W*(From|Date|Subject|Message-ID)\W*", re.IGNORECASE)
_LINES = re.compile(r"^(From|Date|Subject|Message-ID):[ \t]*(\S.*)$", re.MULTILINE | re.IGNORECASE)
_HEAD = 3_000  # characters of a text that begins with header lines
_LONGEST = 14  # characters of a label
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
    """The header lines that a page shows, by their names; {} where it has none, or but words like theirs: "From: Berlin"."""
    for text in root.iter("pre"):
        lines = {name.lower(): said for name, said in reversed(_LINES.findall("".join(map(str, text.itertext()))[:_HEAD]))}
        if _is_header(lines):
            return lines
    lines = {}
    for label in root.iter(*_LABELS):
        found = _LABEL.fullmatch(label.text) if label.text and len(label.text) <= _LONGEST and not len(label) else None
        if found:
            following = label.getnext()
            said = " ".join((label.tail or "").split()).lstrip(": ")
            lines.setdefault(found[1].lower(), said or (words_of(following) if following is not None else ""))
    return lines if _is_header(lines) else {}


def _is_header(lines: dict[str, str]) -> bool:
    return "from" in lines and ("date" in lines or " @ " in lines["from"]) and ("subject" in lines or "message-id" in lines)
