"""A drop that is nothing but a list of links → one child drop for each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..errors import DropError
from ..web.urls import find_urls, identity
from .read import is_prose
from .shared.body import share_text
from .shared.decode import decode, plain_lines
from .shared.headers import carried_lines, read_headers
from .shared.links import LinkLine, link_line, link_lines, plain_title, says, titled_line, titled_link
from .shared.names import kind_of

if TYPE_CHECKING:
    from ..model import Drop

_TITLE_BEHIND = re.compile(r"(?P<url>\S+)(?: +[|] +|\t+)(?P<title>\S[^\n]*)")
_RULE = re.compile(r"[-*_=~–—•·.…|\u2500-\u257f\s]+")  # a rule between two links, or an item without one; no line that is blank is asked
_LONGEST_TITLE = 150  # characters of a line that can name the link below it


def split_drop(drop: Drop) -> tuple[Drop, ...]:
    r"""Split a body that is nothing but several links into child drops; any other drop comes back alone.

    A child's bytes are `Title: …\nURL: …\n` (no title line where the list has none), then the other header lines of the
    whole, its title as a `Via:`; its name, time and folder are the whole's. A page that is listed twice is one child, with its
    further titles as `URL: [title](…)`. Never raises: what cannot be read is left to `read_drop` to refuse.
    """
    return _split(drop, former=False)


def former_parts(drop: Drop) -> tuple[Drop, ...]:
    """Give the children of a list, in order, as earlier versions wrote them: only with its `Tags:`, `Category:` and `Via:` lines.

    Notes that were made then bear the `inbox_id`s of these bytes.
    """
    return _split(drop, former=True)


def _split(drop: Drop, *, former: bool) -> tuple[Drop, ...]:
    kind = kind_of(drop.name)
    if drop.part != "1/1" or kind not in ("text", "markdown") or is_prose(drop.name, drop.data):
        return (drop,)
    try:
        text = plain_lines(decode(drop.data))
    except DropError:
        return (drop,)
    pages, carried = _pages(text, markdown=kind == "markdown")
    if len(pages) < 2:
        return (drop,)
    if former:
        carried = [line for line in carried if re.match(r"(?:tags|category|via)\b", line, re.IGNORECASE)]
    else:
        carried = [re.sub(r"^title\b", "Via", line, flags=re.IGNORECASE) for line in carried]
    texts = ["\n".join([*_lines(links, former=former), *carried, ""]) for links in pages]
    return tuple(replace(drop, data=text.encode(), part=f"{place}/{len(texts)}") for place, text in enumerate(texts, start=1))


def _pages(text: str, *, markdown: bool) -> tuple[list[list[LinkLine]], list[str]]:
    """Give the pages of a pure list, each with its links, and the header lines that its children carry on; none if it is no such list."""
    if markdown and text.startswith("---\n"):  # properties: a clip or a share, about one page
        return [], []
    facts, body = read_headers(text)
    if facts.links or facts.feed or facts.origin:  # all of it is about one page
        return [], []
    pages: dict[str, list[LinkLine]] = {}
    for link in _listed(share_text(body)) or ():
        pages.setdefault(identity(link.url), []).append(link)
    return list(pages.values()), carried_lines(text)


def _lines(links: list[LinkLine], *, former: bool) -> list[str]:
    """Give the header lines of one page: its first title and its address as it stands there, then what else it is called."""
    first = next((link for link in links if link.title), links[0])
    others = [title for title in dict.fromkeys(link.title for link in links) if title not in ("", first.title)]
    named = () if former else (f"URL: {titled_link(title, first.url)}" for title in others)
    return [*([f"Title: {first.title}"] if first.title else []), f"URL: {first.url}", *named]


@dataclass(slots=True)
class _List:
    """What was seen of a list so far: its links, the title that waits for its address, how many lines were titles."""

    links: list[LinkLine]
    title: str = ""
    titles: int = 0


def _listed(body: str) -> list[LinkLine] | None:
    """Read a list of links, None as soon as a line is neither a link nor the one title line before its address."""
    seen = _List([])
    for line in body.split("\n"):
        if line.strip() and not _take(seen, line):
            return None
    introduced = seen.titles == 1 and len(seen.links) > 1 and _stands_above_all(body)
    return None if seen.title or introduced else seen.links


def _take(seen: _List, line: str) -> bool:
    links = link_lines(line)
    if len(links) > 1:
        seen.links.extend(links)
        return not seen.title  # words above several addresses are the title of none
    link = links[0] if links else titled_line(line) or _with_title_behind(line)
    if link:
        seen.links.append(replace(link, title=link.title or seen.title))
        fits = not (link.title and seen.title)
        seen.title = ""
        return fits
    marked = line.lstrip().startswith(("#", ">", "```", "~~~")) or "](" in line
    if _RULE.fullmatch(line) and not seen.title:
        return True
    title = plain_title(line)
    if seen.title or not says(title) or marked or find_urls(line) or len(title) > _LONGEST_TITLE or title.endswith(":"):
        return False
    seen.title = title
    seen.titles += 1
    return True


def _with_title_behind(line: str) -> LinkLine | None:
    """Read "URL | Title", as extensions write the tabs of a browser; None for any other line."""
    match = _TITLE_BEHIND.fullmatch(line.strip())
    link = link_line(match["url"]) if match else None
    return replace(link, title=plain_title(match["title"]), bare=False) if match and link else None


def _stands_above_all(body: str) -> bool:
    """Tell whether the one line of words stands above several addresses without a gap: it is about all of them, no title of the first."""
    lines = body.strip("\n").split("\n")
    return not link_line(lines[0]) and not titled_line(lines[0]) and len(lines) > 2 and bool(lines[2].strip())
