"""Markdown as the plain text that the steps read, and what of a note they read at all."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ..text.slugs import host_name, slug_title

if TYPE_CHECKING:
    from ..model import Article, Note

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TABLE = re.compile(r"\s*\|.*\|\s*$|\s*:?-{3,}:?\s*(\|\s*:?-+:?\s*)+$")
_RULE = re.compile(r"\s*([-*_=])(\s*\1){2,}\s*$")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+")
_MARKER = re.compile(r"^(?:\s*>)+\s?(?:\[!\w+\][+-]?)?|^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?")
# What stands between two marks holds no such mark itself, or is bounded: else a line of nothing but opening marks takes quadratic time.
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,200}+\]:?")
_IMAGE = re.compile(r"!\[(?:[^\]!]++|!(?!\[))*+\]\((?:[^)!]++|!(?!\[))*+\)|!\[\[(?:[^\]!]++|!(?!\[))*+\]\]")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\((?:[^()\s]|\([^()]*\)|\s)*\)|\[([^\[\]]+)\]\[[^\]]*\]")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]++)>")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>)\]]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.{0,1000}?-->")
# An escape, or code: whichever begins first.
_VERBATIM = re.compile(r"\\([!-/:-@\[-`{-~])|(?<!`)(`{1,9})(?!`)(.{1,1000}?)\2")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|~~|==)(?=\S)(.{1,500}?)(?<=\S)\1")
_UNDERSCORES = re.compile(r"(?<!\w)(__|_)(?=\S)(.{1,1000}?)(?<=\S)\1(?!\w)")
_MOST = 100_000  # characters that are read of one text: what it is about is said by then, and a book costs no more than a chapter
_KEPT = "\ue000"  # marks what stands as it is while the syntax around it goes


def plain(markdown: str, *, prose: bool = False) -> str:
    """The words of a Markdown text without its syntax; paragraphs stay parted by an empty line.

    Links become their text, images go. With `prose`, bare addresses, headings, tables and code blocks go as well, and each item of a list
    is a paragraph of its own: what is left is made of sentences. Of a longer text the first 100,000 characters are read.
    """
    return _plain(markdown[:_MOST].replace("\r\n", "\n"), prose)


@lru_cache(maxsize=4)  # each step asks for the same note's text
def _plain(markdown: str, prose: bool) -> str:
    out: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or _closes(line.strip(), fence)):
            fence = "" if fence else mark.group(1)
            out.append("")
        elif fence or (line.startswith(("    ", "\t")) and not _MARKER.match(line) and not "".join(out[-1:]).strip()):
            out.append("" if prose else line)
        else:
            out.extend(_line(line, prose))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip()


def _closes(line: str, fence: str) -> bool:
    return line.startswith(fence) and not line.strip(fence[0])


def _line(line: str, prose: bool) -> list[str]:
    if _RULE.match(line) or (prose and (_TABLE.match(line) or _HEADING.match(line))):
        return [""]
    bare = _MARKER.sub("", line)
    item = prose and bare != line and not line.lstrip().startswith(">")
    words = inline(_HEADING.sub("", bare))
    if prose:
        words = _ADDRESS.sub("", words)
    return ["", words] if item else [words]


def inline(text: str) -> str:
    """One line or paragraph of Markdown without links, emphasis, code marks, HTML tags, escapes and entities; bare addresses stay."""
    kept: list[str] = []

    def keep(words: str) -> str:
        kept.append(words)
        return f"{_KEPT}{len(kept) - 1}{_KEPT}"

    text = _VERBATIM.sub(lambda found: keep(found[1] or found[3]), text.replace(_KEPT, ""))
    text = _FOOTNOTE.sub("", _IMAGE.sub("", text))
    text = _WIKI.sub(r"\1", _LINK.sub(lambda link: link[1] or link[2] or "", text))
    text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    for mark in (_EMPHASIS, _EMPHASIS, _UNDERSCORES):
        text = mark.sub(r"\2", text)
    text = html.unescape(text).replace("\u00a0", " ").strip()
    return re.sub(f"{_KEPT}(\\d+){_KEPT}", lambda mark: kept[int(mark[1])], text)


def articles(note: Note) -> tuple[Article, ...]:
    """The pages of the note that have text to read."""
    return tuple(article for article in note.scraped if article.text.strip())


def subject(note: Note) -> str:
    """All that the note says, as plain text: title on the first line, own words, articles; addresses too, for a site may tell."""
    texts = [note.content, *(article.text for article in articles(note))]
    if not articles(note):
        texts.append(note.description)
    return "\n\n".join([note.title, *(plain(text) for text in texts if text.strip())])


def says_nothing(note: Note) -> bool:
    """Whether all there is of a note is an address, and perhaps a title that is read off it: nothing can be told from that."""
    _, _, body = subject(note).partition("\n")
    return not re.search(r"\w", _ADDRESS.sub("", body)) and (
        not re.search(r"\w", _ADDRESS.sub("", note.title)) or read_off(note.title, note)
    )


def read_off(title: str, note: Note) -> bool:
    """Whether a title is only the words of an address ("How to cook rice", "News (example.org)"): a drop of a bare link has no other."""
    for url in filter(None, (note.url, *(ref.url for ref in note.references))):
        host = url.partition("://")[2].partition("/")[0]
        if title in {slug_title(url, host_name(url)), host, host.removeprefix("www.")}:
            return True
    return False
