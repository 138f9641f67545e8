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
_LONGEST = 3000  # characters that such a line may have, its addresses included
_BEFORE = '.!?…。]"”»)→'  # a sentence of its own follows one of these, or stands on its own line


def without_foot(text: str) -> str:
    """Leave out such a line at the end of an entry's text (Markdown, or no marks): it says where the entry stands, as the feed does."""
    text = text.strip()
    tail = text[-_LONGEST:]
    if found := _APPEARED_FIRST.search(tail):
        before = text[: len(text) - len(tail) + found.start()]
        kept = before.rstrip()
        if not kept or kept[-1] in _BEFORE or "\n" in before[len(kept) :]:
            return kept
    elif found := _SUBMITTED.search(tail):
        return text[: len(text) - len(tail) + found.start()].rstrip()
    return text
