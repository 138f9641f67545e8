"""The three-way merge of the connections section, line by line; a line is known by where its link leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..splice import Edit
from ..writing import PROVENANCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..sections import Section

_ITEM = re.compile(r"[ \t]*[-*+][ \t]+(.*)$")
# What begins inside is looked at from there: else a line of nothing but beginnings takes quadratic time.
_WIKI = re.compile(r"\[\[(?=(?:[^\[\]]++|\[(?!\[))*+\]\])([^\]|#^\\]*+)[^\]]*+\]\]")
_LINK = re.compile(r"\[(?:[^\[\]\\]|\\.){0,500}+\]\((?=(?:[^)\]]++|\](?!\())*+\))\s*+<?+([^)>\s#]*+)[^)]*+\)")
_EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_REASON = re.compile(r"[\])] \(.+\)$")  # what we write of our own accord has its reason behind it; a bare link may be the user's
_PROVENANCE = re.compile(rf"^[ \t]*[-*+][ \t]+{PROVENANCE}", re.MULTILINE)
_SOURCE = "\0source"  # the key of the provenance line; no link can be this


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the section: its key, its text, its offsets in the note without the line end, and with it."""

    key: str
    text: str
    start: int = 0
    end: int = 0
    next: int = 0


def merge_lines(source: str, section: Section, base: str | None, ours: str, newline: str, *, pending: bool) -> list[Edit]:
    """Return the edits that bring our lines of the section up to date.

    `base` is the section as last written, `None` if unknown: then lines are only added. Lines that the user wrote, changed or deleted
    stay so; a line of ours whose reason changed is replaced; one that we would write no more goes. Where a note came from is told anew
    only while it is `pending`: a finished note is read back without its drop, which alone knows it in full.
    """
    held = _lines(source, section.body, section.end)
    before = None if base is None else _lines(base, 0, len(base))
    wanted = _lines(ours, 0, len(ours))
    edits, new = _known(held, before, wanted, pending=pending)
    gone = [] if before is None else _dropped(held, before, wanted)
    places = {line.start for line in gone}
    kept = [line for line in held if line.start not in places]
    return [*edits, *_without(source, gone), *_insertions(source, section, kept, new, newline)]


def has_provenance(source: str, section: Section) -> bool:
    """Tell whether a section holds a provenance line, by which ours is known under any heading."""
    return _PROVENANCE.search(source, section.body, section.end) is not None


def lines_of(source: str, section: Section) -> list[Line]:
    """Return the lines of a connections section that hold a link."""
    return _lines(source, section.body, section.end)


def led_to(line: Line, path: str, link: str) -> str:
    """Return a line that leads to the note at `path` with another link in place of its own, "" where it leads elsewhere."""
    if line.key == _SOURCE or not _same(line.key, _folded(path)):
        return ""
    found = _first_link(line.text)
    return line.text[: found.start()] + link + line.text[found.end() :] if found else ""


def carried(base: str, text: str, new: str) -> str:
    """Return the section as last written, `base`, with what changed from `text` to `new`: lines that came, lines that went.

    A line of `base` that `text` does not hold was taken out by the user: it stays known. All have line feeds.
    """
    before, after = _lines(text, 0, len(text)), _lines(new, 0, len(new))
    known = {line.text for line in before}
    gone = known - {line.text for line in after}
    came = [line for line in after if line.text not in known]
    new_ones = _by_name(came)
    lines = [line.text for line in _lines(base, 0, len(base)) if line.text not in gone and _find(new_ones, line.key) is None]
    first = [line.text for line in came if line.key == _SOURCE]
    return "\n".join([*first, *lines, *(line.text for line in came if line.key != _SOURCE)])


def _known(held: Sequence[Line], before: Sequence[Line] | None, ours: Sequence[Line], *, pending: bool) -> tuple[list[Edit], list[Line]]:
    edits: list[Edit] = []
    new: list[Line] = []
    there_now, there_then = _by_name(held), _by_name(before or ())
    for line in ours:
        there, was = _find(there_now, line.key), _find(there_then, line.key)
        if there is None:
            if was is None:
                new.append(line)
        elif was is not None and was.text == there.text != line.text and (pending or line.key != _SOURCE):
            edits.append(Edit(there.start, there.end, line.text))
    return edits, new


def _dropped(held: Sequence[Line], before: Sequence[Line], ours: Sequence[Line]) -> list[Line]:
    gone = []
    once, still = _by_name(before), _by_name(ours)
    for line in held:
        was = _find(once, line.key)
        ours_once = was is not None and was.text == line.text and bool(_REASON.search(line.text))
        if ours_once and line.key != _SOURCE and _find(still, line.key) is None:
            gone.append(line)
    return gone


def _without(source: str, gone: Sequence[Line]) -> list[Edit]:
    """Lines go with their line ends; at the end of a text that has none there they go with the line end before them."""
    edits: list[Edit] = []
    for line in gone:
        start = line.start
        if edits and edits[-1].end == start:
            start = edits.pop().start
        if line.next == line.end:
            start = len(source[:start].rstrip("\r\n"))
        edits.append(Edit(start, line.next, ""))
    return edits


def _insertions(source: str, section: Section, held: Sequence[Line], new: Sequence[Line], newline: str) -> list[Edit]:
    """The provenance line comes first, the others behind the last line of a link."""
    first = [line.text for line in new if line.key == _SOURCE]
    rest = [line.text for line in new if line.key != _SOURCE]
    if not held:
        first, rest = [*first, *rest], []
    edits = []
    if first:
        at = held[0].start if held else section.body
        lead = "" if source[:at].endswith(("\n", "\r")) else newline
        behind = source[at : section.end].strip("\r\n")
        tail = newline if behind or source[at:].startswith(("\n", "\r")) or (at < len(source)) or not lead else ""
        edits.append(Edit(at, at, lead + newline.join(first) + tail))
    if rest:
        last = held[-1].end
        edits.append(Edit(last, last, "".join(newline + text for text in rest)))
    return edits


def _by_name(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """Put lines together whose links end in one name, in their order: only these can be the same."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(_name(line.key), []).append(line)
    return found


def _find(lines: Mapping[str, Sequence[Line]], key: str) -> Line | None:
    return next((line for line in lines.get(_name(key), ()) if _same(line.key, key)), None)


def _name(key: str) -> str:
    return key.rpartition("/")[2]


def _same(one: str, other: str) -> bool:
    """Whether two links lead to one note: the same path, or one of them only the end of the other's."""
    return one == other or one.endswith(f"/{other}") or other.endswith(f"/{one}")


def _lines(source: str, start: int, end: int) -> list[Line]:
    found = []
    while start < end:
        stop = source.find("\n", start, end)
        following = end if stop < 0 else stop + 1
        text = source[start:following].rstrip("\r\n")
        if key := _key(text):
            found.append(Line(key, text, start, start + len(text), following))
        start = following
    return found


def _key(text: str) -> str:
    item = _ITEM.match(text)
    if item is None:
        return ""
    if item[1].startswith(PROVENANCE):
        return _SOURCE
    link = _first_link(item[1])
    if link is None:
        return ""
    if link.re is _WIKI:
        return _folded(link[1])
    return "" if _EXTERNAL.match(link[1]) else _folded(unquote(link[1]))


def _first_link(text: str) -> re.Match[str] | None:
    wiki, link = _WIKI.search(text), _LINK.search(text)
    return wiki if wiki is not None and (link is None or wiki.start() < link.start()) else link


def _folded(target: str) -> str:
    path = re.sub(r"^(?:\.{0,2}/)+", "", target.strip()).casefold()
    return path.removesuffix(".md")
