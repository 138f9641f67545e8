"""A browser's or a service's export of bookmarks → its first Note: a nested list of links, in their order, below their folders.

The form is Netscape's (https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)),
which Chrome, Edge, Firefox, Safari, Pinboard and Raindrop write; Pocket wrote lists of `<li>` below headings. Most of its elements
have no end, so it is read tag by tag, each of them once. Nothing is left out for its words, and no page is fetched: they are many, and
none of them is what the note is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ...errors import DropError
from ...model import Drop, Note
from ...notes import inert
from ...text.entities import one_decoded
from ..shared.names import first_note, read_name
from ..shared.titles import choose_title

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = 4_000  # characters in which a file says what it is
_NETSCAPE = re.compile(r"\s*(?:<!--[^<>]*-->\s*)?<!doctype\s+netscape-bookmark-file-\d", re.IGNORECASE)
_POCKET = re.compile(r"<title>\s*Pocket Export\s*</title>", re.IGNORECASE)
_LINK_BEGIN = re.compile(rb"<A\s[^<>]*", re.IGNORECASE)  # its name, which is a person's, stands behind
_ICON = re.compile(rb"\sICON(?:_URI)?=\"[^\"<>]*\"", re.IGNORECASE)
_TAG = re.compile(r"(/?)([A-Za-z][A-Za-z0-9]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>")  # behind its `<`
_UNQUOTED = re.compile(r"(/?)([A-Za-z][A-Za-z0-9]*)([^>]*)>")  # one in which a quote has no end
_ATTRIBUTE = re.compile(r"(?<![\w-])([A-Za-z][\w-]*+)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
# A tag up to a value in `"` that is code and has no end before the next `<`: browsers escape `"` in the address of a bookmarklet, not `<`.
_OPEN = r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*+"
_OPENED = r"\"\s*+(?:javascript|vbscript|data):[^\"\n]*+\Z"
_CODE_BEGIN = re.compile(rf"(?:a|h[1-6])\s{_OPEN}{_OPENED}", re.IGNORECASE)
_CODE_ON = re.compile(rf"[^\"\n]*+(?:\Z|\"{_OPEN}(?:(?P<end>>)|{_OPENED}))", re.IGNORECASE)  # more of it, to the end of its tag
_NAMED = re.compile(r"[\w:-]++\s*+=")
_HEADING = re.compile(r"h[1-6]")
_LISTS = frozenset({"dl", "ul", "ol"})
_LAID_OUT = frozenset({"b", "body", "em", "font", "head", "html", "i", "img", "li", "link", "meta", "p", "span", "strong"})  # says nothing
_BREAKS = frozenset({"br", "p", "li"})
_SILENT = re.compile(r"(?:javascript|vbscript|data|place):|about:blank\b", re.IGNORECASE)  # a program, a file, a query: nothing to read
_NAMELESS = "…"  # a folder whose name was emptied, to save room in a toolbar: without an item its links would be another folder's
_DEEPEST = 20  # levels that are shown as such; nobody's folders are deeper
_FIRST_YEAR = 1990  # before the first page of the web: a time before it is none
_SECONDS = 100_000_000_000  # a time above is told in milliseconds, or in a millionth of a second where it is above a thousand times that


def is_bookmarks(text: str) -> bool:
    """Tell whether a page's text is an export of bookmarks, by what it says of itself at its beginning."""
    head = text[:_HEAD].lstrip("\ufeff")
    return bool(_NETSCAPE.match(head) or (_POCKET.search(head) and "time_added=" in head))


def without_icons(data: bytes) -> bytes:
    """Leave out the icons of sites that browsers write beside their addresses: they are most of such a file."""
    if not is_bookmarks(data[:_HEAD].decode("ascii", "ignore")):
        return data
    return _LINK_BEGIN.sub(lambda tag: _ICON.sub(b"", tag[0]), data)


def read_bookmarks(drop: Drop, text: str) -> Note:
    """Read an export of bookmarks; raises DropError for one that holds none."""
    found = _Reader(is_titled=bool(_NETSCAPE.match(text[:_HEAD].lstrip("\ufeff")))).read(text)
    content = "\n".join(line for entry in found.entries for line in entry.lines())
    if not any(entry.is_link for entry in found.entries):
        raise DropError("the file holds no bookmarks")
    if above := "\n".join(map(inert.line, _said(found.above))):
        content = f"{above}\n\n{content}"
    name = read_name(drop)
    title = choose_title(" ".join(found.title.split()), name.title, "", "Bookmarks")
    return replace(first_note(drop), title=title, content=content, source=name.source or "drop", words=True)


@dataclass(slots=True)
class _Entry:
    """A bookmark, or a folder: how many folders it lies in, its name, its attributes and what is said below it."""

    level: int
    is_link: bool
    attributes: dict[str, str]
    name: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Give its item of the list, as Markdown that does nothing."""
        indent = "  " * min(self.level, _DEEPEST)
        below = [f"{indent}  {inert.undated(inert.line(line))}" for line in _said(self.below)]
        name = " ".join("".join(self.name).split())
        item = self._linked(name) if self.is_link else f"**{inert.line(name, start=False) or _NAMELESS}**"
        return [f"{indent}- {inert.undated(item)}", *below] if item else below

    def _linked(self, name: str) -> str:
        told = self.attributes
        address = (told.get("href") or told.get("feedurl") or "").strip()
        is_led = inert.link("x", address).startswith("[x](")
        shown = inert.link(name, address) if is_led else inert.line(name)
        beside = [
            address if not (is_led or _SILENT.match(address)) else "",
            _day(told.get("add_date") or told.get("time_added") or ""),
            ", ".join(filter(None, map(str.strip, told.get("tags", "").split(",")))),
            told.get("shortcuturl", "").strip(),  # the word that a person types for it
        ]
        facts = (inert.line(fact, start=False) for fact in beside) if shown or beside[0] else ()
        return " · ".join(filter(None, (shown, *facts)))


class _Reader:
    """Takes an export tag by tag; `is_titled` tells that its first heading is the name of the whole, no folder."""

    def __init__(self, *, is_titled: bool) -> None:
        self.title = ""
        self.above: list[str] = []  # words before the first entry
        self.entries: list[_Entry] = []
        self._is_titled = is_titled
        self._lists: list[bool] = []  # of each list that is open, whether it is a folder's
        self._level = 0
        self._is_folder_next = False
        self._into = self.above  # where the words go that come
        self._named: list[str] = []  # the file's own name, by its `<title>`, and by its first heading
        self._headed: list[str] = []

    def read(self, text: str) -> _Reader:
        first, *pieces = _without_comments(text.removeprefix("\ufeff")).split("<")
        self._into.append(one_decoded(first))
        for piece in _whole(pieces):
            tag = _TAG.match(piece) or _UNQUOTED.match(piece)
            name = tag[2].lower() if tag else ""
            if tag and self._take(name, tag[3], ends=bool(tag[1])):
                self._into.append(("\n" if name in _BREAKS else "") + one_decoded(piece[tag.end() :]))
            elif piece[:1] == "!" and ">" in piece:  # a declaration
                self._into.append(one_decoded(piece.partition(">")[2]))
            else:
                self._into.append(one_decoded(f"<{piece}"))  # a sign that somebody wrote
        self.title = "".join(self._headed) if "".join(self._headed).strip() else "".join(self._named)
        return self

    def _take(self, name: str, attributes: str, *, ends: bool) -> bool:
        """Take a tag; false for one that such a file has no use for, which is a part of some words."""
        if name in _LISTS:
            self._list(ends=ends)
        elif not _is_plausible(name, attributes):
            return False
        elif name in ("a", "title") or _HEADING.fullmatch(name):
            if ends:
                self._into = self._beside()
            else:
                self._begin(name, attributes)
        elif name in ("dt", "dd", "hr"):
            self._into = self._beside()
            self._into.append("\n")
        else:
            return name in _LAID_OUT or name == "br"
        return True

    def _list(self, *, ends: bool) -> None:
        if ends:
            self._level -= self._lists.pop() if self._lists else 0
            self._is_folder_next = False
        else:
            self._lists.append(self._is_folder_next)
            self._level += self._is_folder_next
            self._is_folder_next = False
        self._into = self._beside()

    def _begin(self, name: str, attributes: str) -> None:
        if name == "title":
            self._into = self._named
        elif name != "a" and self._is_titled and not (self._headed or self.entries or self._lists):
            self._into = self._headed
        else:
            told = {found[1].lower(): one_decoded(found[2] or found[3] or found[4] or "") for found in _ATTRIBUTE.finditer(attributes)}
            self.entries.append(_Entry(self._level, name == "a", told))
            self._into = self.entries[-1].name
            self._is_folder_next = name != "a"

    def _beside(self) -> list[str]:
        return self.entries[-1].below if self.entries else self.above


def _whole(pieces: list[str]) -> Iterator[str]:
    """Give the pieces of a text between its `<`, those of a value that is code as one: no tag begins in it.

    It ends in its own line, as browsers write it. Where it does not, somebody forgot its `"`, and each piece stays for itself.
    """
    at = 0
    while at < len(pieces):
        start, at = at, at + 1
        is_whole = False
        if _CODE_BEGIN.match(pieces[start]):
            while at < len(pieces) and not is_whole and (found := _CODE_ON.match(pieces[at])):
                is_whole = found["end"] is not None
                at += 1
        yield from ("<".join(pieces[start:at]),) if is_whole else pieces[start:at]


def _is_plausible(name: str, attributes: str) -> bool:
    """Tell whether a tag is one by what stands in it; in "if a<b then c>d", as some tools write a title, it is not."""
    told = attributes.strip(" \t\r\n/")
    return not told or ("=" in told if name == "a" else name not in _LAID_OUT or _NAMED.match(told) is not None)


def _said(pieces: list[str]) -> list[str]:
    return [line.strip() for line in "".join(pieces).split("\n") if line.strip()]


def _without_comments(text: str) -> str:
    first, *others = text.split("<!--")
    return first + "".join(part.partition("-->")[2] if "-->" in part else f"<!--{part}" for part in others)


def _day(told: str) -> str:
    """Give the day (UTC) of a time since 1970, "" for what is none."""
    if not re.fullmatch(r"[0-9]{1,17}", told):
        return ""
    time = int(told)
    while time > _SECONDS:
        time //= 1000
    day = datetime.fromtimestamp(time, UTC).date()
    return day.isoformat() if day.year >= _FIRST_YEAR else ""
