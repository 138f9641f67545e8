"""What the script before this program put under its scraped headings: raw feeds, pages as one line of text; and what a person added."""

from __future__ import annotations

import re

Span = tuple[int, int]

_FEED = re.compile(r"^[ \t]*(?:<\?xml|<rss\b|<feed\b|<rdf:)", re.MULTILINE | re.IGNORECASE)
_FEED_END = re.compile(r"(?:</(?:feed|rss|rdf:RDF)>|\.\.\.)[ \t]*(?=\r?(?:\n[ \t]*\r?(?:\n|\Z)|\Z))", re.IGNORECASE)
_MARKUP = re.compile(r"(?:>|&gt;)[ \t]*\r?$", re.MULTILINE)
_BLOCK = re.compile(r"[^\r\n]+(?:\r?\n(?![ \t]*\r?\n)[^\r\n]+)*")
_LINE = re.compile(r"[^\r\n]+")
_OBSIDIANS = re.compile(r"\[\[[^\[\]\n]+\]\]|^[^\S\n]*- \[.\] |^> \[!|%%|==\S[^=\n]*==", re.MULTILINE)
_CUT = "..."  # behind what the script cut off
_LEAST_CUT = 500  # characters of a page that the script cut off; a person's paragraph that ends so is shorter
_SHARED = 0.5  # of the shorter one's threes of words: page and article are the same text


def is_feed(body: str) -> bool:
    """Tell whether a raw feed stands in a section."""
    return _FEED.search(body) is not None


def is_a_persons(text: str) -> bool:
    """Tell whether a text bears marks of Obsidian's own, which no feed and no page has: it was written, or edited, in the vault."""
    return _OBSIDIANS.search(text) is not None


def feed_spans(body: str) -> list[Span]:
    """Return where the raw feed stands in a section's text, none if there is none; what a person wrote into it is left out.

    It ends where the script cut it off, or with the feed; else with the last line that ends with markup.
    """
    begin = _FEED.search(body)
    if begin is None:
        return []
    at, stop = begin.start(), _feed_end(body, begin.start())
    spans = []
    for block in _BLOCK.finditer(body, at, stop):
        if is_a_persons(block[0]):
            spans.append((at, block.start()))
            at = block.end() + len(body[block.end() : stop]) - len(body[block.end() : stop].lstrip("\r\n"))
    return [span for span in (*spans, (at, stop)) if body[slice(*span)].strip()]


def _feed_end(body: str, begin: int) -> int:
    if end := _FEED_END.search(body, begin):
        return end.end()
    lines = list(_MARKUP.finditer(body, begin))
    return lines[-1].end() if lines else len(body)


def page_spans(body: str, article: str) -> list[Span]:
    """Return where a section holds the text of the page that gives this article: blocks that were cut off, or that share its words.

    The script wrote a page as one line: of shorter blocks only the first that fits is the page, another is a passage that somebody kept.
    """
    wanted = _threes(article)
    found = [line.span() for line in _LINE.finditer(body) if _is_page(line[0], wanted)]
    long = [(begin, end) for begin, end in found if end - begin >= _LEAST_CUT]
    return long or sorted(found, key=lambda span: span[1] - span[0])[-1:]


def kept_spans(body: str) -> list[Span]:
    """Return where a section holds the text of a page that nobody can read any more: what the script cut off, else the longest line.

    A line with marks of Obsidian's own, and a quote, are a person's.
    """
    lines = [line for line in _LINE.finditer(body) if not _is_no_dump(line[0])]
    cut = [line.span() for line in lines if _is_cut(line[0])]
    return cut or [line.span() for line in sorted(lines, key=lambda line: len(line[0]))[-1:]]


def _is_page(block: str, wanted: set[tuple[str, ...]]) -> bool:
    if _is_no_dump(block):
        return False
    if _is_cut(block):
        return True
    words = _threes(block)
    least = min(len(words), len(wanted))
    return least > 0 and len(words & wanted) >= _SHARED * least


def _is_no_dump(block: str) -> bool:
    return block.startswith(">") or is_a_persons(block)


def _is_cut(block: str) -> bool:
    return block.rstrip().endswith(_CUT) and len(block) >= _LEAST_CUT


def _threes(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(words, words[1:], words[2:], strict=False))
