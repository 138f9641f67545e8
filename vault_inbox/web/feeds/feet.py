"""What the makers of feeds put below an entry, whatever it is about."""

from __future__ import annotations

import re

_LINKED = r"\[[^\n]{1,500}\]\([^()\s]*\)"
_SAID = r"(?:(?![.!?]\s)[^\n]){1,300}?"
_SITE = r"(?:(?![a-zà-ÿ])|(?=\S+\Z))(?:[^\n,;:!?.]|\.(?!\s|\Z)){1,80}"  # "my old blog, but …" is no name of a site
# WordPress puts this under every entry of its feeds, in the site's language: a sentence of its own that ends in the site's name.
_APPEARED_FIRST = re.compile(
    "|".join(
        rf"(?<!\S){begin} (?:{_LINKED}|{_SAID}) {middle} (?:{_LINKED}|{_SITE})\.?\Z"
        for begin, middle in (
            ("The post", "(?:first )?appeared first on"),
            ("Der Beitrag", "erschien zuerst auf"),
            ("L[’']article", "est apparu en premier sur"),
            ("La entrada", "(?:se publicó primero en|aparece primero en)"),
            ("L[’']articolo", "proviene da"),
            ("O post", "apareceu primeiro em"),
            ("Het bericht", "verscheen eerst op"),
        )
    )
)
# Reddit puts this under every entry. "[link]" leads to the page that a post is about: where that is another, it stays.
_SUBMITTED = re.compile(
    r"(?<!\S)submitted by\s+(?:\[/u/[\w-]+\]\([^()\s]*\)|/u/[\w-]+)(?:\s+to\s+(?:\[/?r/\w+\]\([^()\s]*\)|/?r/\w+))?"
    r"\s+(?:\[\\?\[link\\?\]\](\([^()\s]*\))\s+\[\\?\[comments\\?\]\]\1|\[link\]\s+\[comments\])\Z"
)
# What sites write of themselves into the entries of all who publish there, as whole lines: a reader-supported letter at Substack, where a
# sound lies.
_OF_SITES = re.compile(
    r"[^.!?\n]{1,150} is a reader-supported publication\. To receive new posts and support my work, consider becoming a "
    r"(?:free or paid|free|paid) subscriber\."
    r"|Thanks for reading [^.!?\n]{1,150}! Subscribe for free to receive new posts and support my work\."
    r"|\[Subscribe now\]\(https://[\w.-]+/subscribe(?:\?[^()\s]*)?\)"
    r"|Hosted on Acast\. See (?:\[acast\.com/privacy\]\(https://(?:www\.)?acast\.com/privacy\)|acast\.com/privacy) for more information\."
)
# In which paper on Medium a text stood first, behind the entry's own title.
_FIRST_AT = re.compile(
    r"(?:\[(?P<linked>[^\[\]\n]{1,500})\]\([^()\s]*\)|(?P<title>[^\n]{1,500}?)) was originally published in "
    r"(?:\[[^\[\]\n]{1,200}\]\([^()\s]*\)|[^.!?,;:\n]{1,100}) on Medium, "
    r"where people are continuing the conversation by highlighting and responding to this story\."
)
_TOLD_BY = ("reader-supported", "Subscribe", "Hosted on Acast", " originally published in ")  # what one of these lines holds at least
_MOST = 10  # such lines below one entry
_EMPHASIS = "*_ "
_RULE = re.compile(r"\n[ \t]*(?:\*\*\*|---|___)[ \t]*\Z")
_LONGEST = 3000  # characters that such a line may have, its addresses included
_BEFORE = '.!?…。]"”»)→'  # a sentence of its own follows one of these, or stands on its own line


def without_foot(text: str) -> str:
    """Leave out such lines at the end of an entry's text (Markdown, or no marks): where the entry stands the feed says, too.

    Which paper on Medium a text stood in first is told nowhere else: it stays.
    """
    text = text.strip()
    for _ in range(_MOST):
        last = text[-_LONGEST:].rpartition("\n")[2]
        if not (_is_of_site(last) and (len(text) == len(last) or text[-len(last) - 1] == "\n")):
            break
        text = text[: len(text) - len(last)].rstrip()
        if rule := _RULE.search(text[-_LONGEST:]):
            text = text[: len(text) - len(rule[0])].rstrip()
    tail = text[-_LONGEST:]
    if found := _APPEARED_FIRST.search(tail):
        before = text[: len(text) - len(tail) + found.start()]
        kept = before.rstrip()
        if not kept or kept[-1] in _BEFORE or "\n" in before[len(kept) :]:
            return kept
    elif found := _SUBMITTED.search(tail):
        return text[: len(text) - len(tail) + found.start()].rstrip()
    return text


def is_made_by_its_site(line: str, title: str) -> bool:
    """Tell whether a line of an entry (Markdown) is one that its site writes of itself, as whole, whatever the entry is about."""
    line = line.strip()
    if len(line) > _LONGEST or not any(words in line for words in _TOLD_BY):
        return False
    if found := _FIRST_AT.fullmatch(line):
        return (found["linked"] or found["title"]).strip(_EMPHASIS) == title.strip()
    return line == "Subscribe now" or _is_of_site(line)


def _is_of_site(line: str) -> bool:
    return _OF_SITES.fullmatch(line.strip(_EMPHASIS)) is not None
