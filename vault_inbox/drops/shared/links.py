"""Links on lines of their own, and what else a text links to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from ...model import Reference, Role
from ...web.urls import MAX_LENGTH, clean, find_urls, identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BULLET = re.compile(r"\s*(?:[-*+•–‣]\s+|\d{1,3}[.)]\s+)?(?:\[[ xX]\]\s+)?")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
_LABEL = re.compile(r"(?:URL|Link)\s*[:：]\s*", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"(?<!\\)\[(?P<title>(?:\\.|[^\\\n\[\]]|\[[^\[\]\n]*\])*)\]"
    r"\(\s*<?(?P<url>(?:https?:|www\.)[^\s<>]*?)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)",
    re.IGNORECASE,
)
# `[words](target)` with a target that no note links to: code such as `f[i](x)`, a path, an address without its scheme or with another one
# than the web's, as apps copy them (`zotero:`, `tel:`). A file written out as an address (`data:`) stays out: nobody reads its letters.
_NOWHERE = re.compile(r"(?<!\\)\[(?=[^\[\]\n]*\]\(\s*+(?!<?(?:https?://[^/?#\s]|www\.|mailto:[^:/?#%\s]+@\S|data:)))", re.IGNORECASE)
# Such a link of an app, escaped.
_OF_AN_APP = re.compile(r"!?\\\[([^\[\]]*)\]\((?:<[a-z][a-z0-9+.-]*:[^<>\n]*>|[a-z][a-z0-9+.-]*:[^()\s]*)\)", re.IGNORECASE)
# A link, and not the `f[i](x)` of code.
_LINKED = re.compile(r"!?(?<!\\)(?:(?<![A-Za-z0-9_)\]])|(?=\[[^\[\]]*\]\((?:https?:|www\.)))\[([^\[\]]*)\]\([^()\s]*\)", re.IGNORECASE)
_TITLE_THEN_URL = re.compile(r"(?P<title>\S.*?)(?:\s+[-–—|·]+|\s*\t)\s*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)  # every link holds one of these: most lines need no closer look


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A line that is a link: the address as it stands there, its title, and whether nothing but the address stands there."""

    url: str
    title: str = ""
    bare: bool = True


def link_line(line: str) -> LinkLine | None:
    """Read a line that holds nothing but a link: `URL`, `<URL>`, `- URL`, `1. [Title](URL)`, `Link: URL`; None for any other."""
    if len(line) > 2 * MAX_LENGTH or not _ADDRESS.search(line):
        return None
    line = line[_BULLET.match(line).end() :].strip()  # type: ignore[union-attr]  # the pattern matches the empty string
    if (match := _MARKDOWN.fullmatch(line)) and clean(match["url"]):
        title = plain_title(match["title"])
        return LinkLine(match["url"], "" if find_urls(title) else title, bare=False)
    label = _LABEL.match(line)
    line = line[label.end() :] if label else line
    found = find_urls(line)
    if len(found) != 1 or not clean(found[0].url):
        return None
    around = line[: found[0].start] + line[found[0].end :]
    return LinkLine(found[0].url) if around.strip() in ("", "<>", ".", ",", ";") else None


def link_lines(line: str) -> tuple[LinkLine, ...]:
    """Read a line that holds nothing but links: one as `link_line` does, or several addresses with blanks between them; else none."""
    if not _ADDRESS.search(line):
        return ()
    link = link_line(line)
    if link:
        return (link,)
    links: list[LinkLine] = []
    for word in line[_BULLET.match(line).end() :].split():  # type: ignore[union-attr]
        link = link_line(word)
        if not link:
            return ()
        links.append(link)
    return tuple(links)


def titled_link(title: str, url: str) -> str:
    """Write a link with its title in Markdown."""
    return "[{}]({})".format(re.sub(r"([\\\[\]])", r"\\\1", title), url)


def says(text: str) -> bool:
    """Tell whether a text says anything: a letter, a digit or a picture such as an emoji."""
    return any(char.isalnum() or category(char) == "So" for char in text)


def unlinked(text: str) -> str:
    """Write `[Title](URL)` as `Title URL`, for places where a link could not stand."""
    return _MARKDOWN.sub(lambda link: f"{plain_title(link['title'])} {link['url']}".strip(), text)


def titled_line(line: str) -> LinkLine | None:
    """Read "Title - URL" (a dash, bar or tab between the two) on one line; None for any other."""
    line = line[_BULLET.match(line).end() :].strip()  # type: ignore[union-attr]
    found = find_urls(line)
    if len(found) != 1 or line[found[0].end :].strip(" >.,") or not clean(found[0].url):
        return None
    match = _TITLE_THEN_URL.fullmatch(line[: found[0].start].removesuffix("<"))
    return LinkLine(found[0].url, plain_title(match["title"]), bare=False) if match else None


def plain_title(text: str) -> str:
    """Take heading marks, emphasis, link syntax and backslash escapes off a line that serves as a title."""
    text = re.sub(r"^\s*#{1,6}\s+|(?<=\S)\s+#+\s*$", "", text.strip())
    text = _OF_AN_APP.sub(r"\1", _LINKED.sub(r"\1", text))
    text = re.sub(r"(\*\*|__|==|~~|`)(.+?)\1", r"\2", text)
    text = re.sub(r"(?<!\w)([*_])(?!\s)([^*_]+)(?<!\s)\1(?!\w)", r"\2", text)
    return " ".join(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).split())


def outside_code(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each line of a text with whether it may hold links, false in fenced code."""
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            yield line, False
            if mark and mark[1].startswith(fence) and not line.strip().strip(mark[1][0]):
                fence = ""
        else:
            fence = mark[1] if mark else ""
            yield line, not mark


def with_targets(text: str) -> str:
    """Escape `[words](target)` where a note would keep the words alone, so that both stand; code is left as it is."""
    if "](" not in text:
        return text
    lines: list[str] = []
    # An indented line is code behind a gap, or where code goes on; else it goes on with a paragraph, or with an item of a list.
    is_code, gap, item = False, True, False
    for line, live in outside_code(text):
        if line.strip():
            indented = line.startswith(("    ", "\t"))
            item = item if indented else bool(_ITEM.match(line))
            is_code, gap = indented and (is_code or gap) and not item, False
        else:
            gap = True
        parts = line.split("`")  # every second one is code
        plain = live and not is_code
        lines.append("`".join(_NOWHERE.sub(r"\[", part) if at % 2 == 0 else part for at, part in enumerate(parts)) if plain else line)
    return "\n".join(lines)


def references(text: str, *, bare_only: bool = False, role: Role = "link") -> tuple[Reference, ...]:
    """Collect what a text links to: links on lines of their own with `role`, all others as mentions.

    With `bare_only` a line such as `[Title](URL)` counts as a mention: in a person's own note only a bare address asks to be fetched.
    """
    found: list[Reference] = []
    for line, live in outside_code(text) if _ADDRESS.search(text) else ():
        links = link_lines(line) if live else ()
        if links and (not bare_only or all(link.bare for link in links)):
            found.extend(Reference(clean(link.url), role, link.title) for link in links)
        elif live and _ADDRESS.search(line):
            found.extend(Reference(clean(url.url), "mention") for url in find_urls(line))
    return distinct(found)


def distinct(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """Keep each page once: a feed first, then a link, then a mention; the first of the same role wins, and gives it its place."""
    ranked = sorted((r for r in references if r.url), key=lambda reference: ("feed", "link", "mention").index(reference.role))
    kept: dict[str, Reference] = {}
    for reference in ranked:
        kept.setdefault(identity(reference.url), reference)
    return tuple(kept.values())


def words_of(text: str) -> str:
    """Give the lines of a text that are more than a link, without blank ones."""
    return "\n".join(line for line in text.split("\n") if line.strip() and not link_lines(line))
