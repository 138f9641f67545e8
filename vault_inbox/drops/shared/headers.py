"""Header lines at the top of a text drop → facts; the rest is the body."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ...model import Reference
from ...text.entities import decoded
from ...web.urls import clean, find_urls
from .dates import is_only_date, parse_date
from .facts import Facts, folder_wish, lost_tags, split_authors, tags_of
from .labels import HEADERS, labelled
from .links import link_line, says, titled_line, unlinked
from .placeholders import without_unfilled
from .titles import names_page

if TYPE_CHECKING:
    from collections.abc import Callable

_TAG_ITEM = re.compile(r"\s*[-*•]\s+(#?\w[\w/-]{0,40})")  # of a list below `Tags:`; one of several words may be a list of errands
_WRAPPED = 3  # lines over which a title may go on
_LONGEST_TAG = 5  # words
_MARKS = " .`[]\"'“”„«»*_"  # around an address they are no words; other signs say something
_HEADS_NOTHING = frozenset({"title", "link", "tags"})  # fields that people write above no text of theirs
_MOST = 100  # header lines; a file that has more is something else


def read_headers(text: str) -> tuple[Facts, str]:
    r"""Read the header lines at the top of a text whose lines end in `\n`; give the facts and the text that follows.

    Blank lines before them do not count; they end at the first other line. A line that only looks like one is no header:
    a `Link:` without an address, a `Date:` with words and no day, a second `Title:` with other words.
    """
    lines = text.split("\n")
    start = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    facts, listed, wrapped = Facts(), 0, 0  # up to which lines a list of tags and a title go
    for place in range(start, min(len(lines), start + _MOST)):
        if place < wrapped:
            continue
        name, value = _named(lines[place], listed=place < listed)
        wrapped = _end_of_title(lines, place + 1) if name == "title" else 0
        read = _fact(name, without_unfilled(decoded(" ".join([value, *lines[place + 1 : wrapped]])).strip())) if name else None
        listed = _end_of_tags(lines, place + 1) if name == "tags" and not value else listed
        goes_on = max(listed, wrapped) > place + 1
        if read is None or facts.contradicts(read) or not (value or goes_on or _is_unfilled(name, lines[place + 1 :], among=place > start)):
            return facts, "\n".join(lines[place:])
        facts = facts | _in_its_words(read, lines[place], name)
    return facts, "\n".join(lines[start + _MOST :])


def _is_unfilled(name: str, below: list[str], *, among: bool) -> bool:
    """Tell whether a label without a value is a field that was left empty, `among` others or above a link or another label.

    Above words it is a heading of theirs, and a part of the text, as it is where nothing else stands: people set headings with gaps too.
    Only what heads no text is empty above a gap.
    """
    following = below[0] if below else ""
    said = next(filter(str.strip, below), "")
    if name in ("link", "source") and link_line(said):
        return True
    if link_line(following) or labelled(following, HEADERS):
        return True
    is_parted = not following.strip()
    return (is_parted and (among or (name in _HEADS_NOTHING and bool(said)))) or (name == "title" and bool(said))


def names_nothing(line: str, *, among: bool) -> bool:
    """Tell whether a line is a label without a value that can be no title: of a field that heads no text, or any `among` header lines."""
    name, value = labelled(line, HEADERS) or ("", "")
    return bool(name) and not value and (among or name in _HEADS_NOTHING)


def _in_its_words(read: Facts, line: str, name: str) -> Facts:
    """Give a day or a category, where other words stand beside it, with the label that it has in the drop, in whatever language."""
    if name not in ("date", "published", "category") or not read.beside:
        return read
    label, value = re.split(r"\s*[:：]", line.strip(), maxsplit=1)[0], read.beside[0].partition(":")[2]
    return replace(read, beside=(f"{label}:{value}",))


def _named(line: str, *, listed: bool) -> tuple[str, str]:
    """Give the name and the value of a header line, or of an item of a list of tags; both are "" for any other line."""
    item = _TAG_ITEM.fullmatch(line.rstrip()) if listed else None
    return labelled(line, HEADERS) or (("tags", item[1]) if item else ("", ""))


def _end_of_title(lines: list[str], start: int) -> int:
    """Tell where a title ends that goes on in indented lines; `start` where no other header line follows them: then they are text."""
    end = start
    while (
        end < min(len(lines), start + _WRAPPED)
        and lines[end][:1] in (" ", "\t")
        and lines[end].strip()
        and not labelled(lines[end], HEADERS)
    ):
        end += 1
    return end if end < len(lines) and labelled(lines[end], HEADERS) else start


def _end_of_tags(lines: list[str], start: int) -> int:
    """Tell where the list of tags that begins at `start` ends; `start` where it is none.

    Each item is one word, and more follows: a list below which nothing stands is what the drop is about.
    """
    end = start
    while end < len(lines) and _TAG_ITEM.fullmatch(lines[end].rstrip()):
        end += 1
    parted = end < len(lines) and (not lines[end].strip() or labelled(lines[end], HEADERS))
    return end if parted and any(line.strip() for line in lines[end:]) else start


def carried_lines(text: str) -> list[str]:
    """Give the header lines of a text that say something: the children of a split list carry them on, a list of tags on one line."""
    carried: list[str] = []
    for line in filter(None, map(str.strip, text[: len(text) - len(read_headers(text)[1])].split("\n"))):
        if named := labelled(line, HEADERS):
            english = re.match(named[0], line, re.IGNORECASE)  # as it stands: earlier versions wrote it so
            carried.append(line if english else f"{named[0].capitalize()}: {named[1]}")
        else:  # a list of tags goes on, or a title
            item = _TAG_ITEM.fullmatch(line)
            parted = "," if item and not carried[-1].endswith((":", "：")) else ""
            carried[-1] += f"{parted} {item[1] if item else line}"
    return [line for line in carried if (named := labelled(line, HEADERS)) and named[1]]


def _tags(text: str) -> Facts | None:
    """Split "a, b; c" or "#a #b"; a few words without either are one tag, many a sentence. What can be no tag stays text."""
    if find_urls(text):
        return None
    names = re.split(r"[,;，、；،]|\s+(?=#)", text)
    if any(len(name.split()) > _LONGEST_TAG for name in names):
        return Facts(beside=(f"Tags: {text}",))
    lost = lost_tags(names)
    kept = ", ".join(filter(says, lost))
    return Facts(tags=tags_of(names), lost_tags=lost, beside=(f"Tags: {kept}",) if kept else ())


def _links(value: str) -> Facts | None:
    """Read the addresses of a `Link:` line; a title beside one is its name, any other words stay text, with their address."""
    if line := link_line(value):
        return Facts(links=(Reference(clean(line.url), "link", line.title),))
    named = titled_line(value)
    if named and clean(named.url) and names_page(named.title):
        return Facts(links=(Reference(clean(named.url), "link", named.title),))
    links = tuple(Reference(clean(found.url)) for found in find_urls(value) if clean(found.url))
    words = words_beside(value)
    text = value if re.search(r"\w", words) else words
    return Facts(links=links, beside=(text,) if words.strip(_MARKS) else ()) if links or not value else None


def words_beside(text: str) -> str:
    """Give the words beside the addresses in a header line's value."""
    for found in reversed(find_urls(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    return " ".join(text.split()).strip(" ,;:|()<>–—-")


def _title(value: str) -> Facts:
    """Read a title; a share sheet that knows none sends the address for it."""
    link = link_line(value)
    return Facts(links=(Reference(clean(link.url)),)) if link and link.bare else Facts(title=" ".join(value.split()))


def _source(value: str) -> Facts | None:
    value = re.sub(r"^feed:(?://)?(?=\w)", "https://", re.sub(r"^feed:(?=https?:)", "", value))
    return Facts(origin=value) if find_urls(value) or len(value) <= 80 else None


def _date(value: str, name: str) -> Facts | None:
    """Read a `Date:` line. Words beside a day stay text; a line without any is none of ours."""
    published = parse_date(value)
    if not value or is_only_date(value):
        return Facts(published=published, day="" if published else value)  # 3/4/2025: a date, but which day?
    return Facts(published=published, beside=(f"{name}: {value}",)) if published else None


def _category(value: str) -> Facts:
    return Facts(category=value) if not value or folder_wish(value) else Facts(beside=(f"Category: {value}",))


_READERS: dict[str, Callable[[str], Facts | None]] = {
    "rss feed": lambda value: Facts(feed=value),
    "source": _source,
    "link": _links,
    "title": _title,
    "author": lambda value: Facts(authors=split_authors(value)),
    "date": lambda value: _date(value, "Date"),
    "published": lambda value: _date(value, "Published"),
    "tags": _tags,
    "category": _category,
    "via": lambda value: Facts(via=value),
}


def _fact(name: str, value: str) -> Facts | None:
    """Read one header line; None when its value shows that it is none."""
    return _READERS[name](value if name in ("link", "title") else unlinked(value))
