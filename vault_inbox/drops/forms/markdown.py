"""A `.md` drop → its first Note: a person's own note, carried over as it is, or text that a clipper or share sheet captured."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from ...errors import DropError, NoteError
from ...model import Drop, Note, Reference
from ...notes import inert, properties
from ...text.generic_names import is_day, is_generic
from ...web.urls import clean
from ..shared.body import shared_line
from ..shared.dates import parse_moment
from ..shared.decode import decode, plain_lines
from ..shared.facts import Facts, folder_wish, split_authors
from ..shared.headers import read_headers
from ..shared.links import link_lines, references, words_of
from ..shared.names import first_note, read_name, stem_of
from ..shared.placeholders import filled, without_unfilled
from ..shared.titles import choose_title
from .own_titles import spoken
from .text import captured_note, with_facts

MARKER = "inbox_capture"  # the property by which our own share template marks what it filled; its value is the source
_CAPTURED_NAMES = frozenset({"rss", "share", "clip", "email"})
_CLIPPER_KEYS = ("title", "author", "published", "created", "description")
# What of a capture template's properties becomes a property of the note under our own name, or a part of one.
_OURS = frozenset({MARKER, "title", "url", "link", "source", "author", "tags", "category", "site", "aliases", "created"})
_EVERY_NOTE = {"type": "note", "status": "draft"}  # properties that a note needs for itself, and what they say at first
# What only a person writes in a vault: a link to a note, a picture or file beside it, a task in words.
_BY_HAND = re.compile(
    r"\[\[[^\[\]\n]+\]\]|!?\[[^\[\]\n]*\]\(<?(?![a-z][a-z0-9+.-]*:|//|#|www\.)[^()\s]+>?\)|^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]+(?![^\n]*https?://)\S",
    re.MULTILINE | re.IGNORECASE,
)
# What the index of the vault reads from the raw lines of a block, also from those inside of a text in quotes (`vault/scan.py`).
_CLAIMED = re.compile(r"^(?:inbox_id:|source:[ \t]*[\"']?inbox_processing\b)", re.MULTILINE)
_PLAIN_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_MANY_LINES = re.compile(r"[|>][+-]?")  # the text stands below
_PLAIN_LINE = re.compile(r"([A-Za-z_][\w-]*):[ \t]*(.*)")


@dataclass(frozen=True, slots=True)
class _File:
    r"""A decoded `.md`: its whole text, the raw property lines, the values read from them, the body with `\n` line ends.

    `valid` is false where the properties are no YAML; then the values are what single `key: value` lines give, and `unread` what no such
    line says.
    """

    text: str
    block: str
    values: Mapping[str, Any]
    body: str
    valid: bool
    unread: str = ""


def read_markdown(drop: Drop) -> Note:
    """Read a `.md` drop; raises DropError for what is no text, or holds nothing."""
    file = _open(drop.data)
    if _is_own(drop.name, file):
        return _own_note(drop, file)
    # An `inbox_id` that a captured text brings is not ours: its properties must not stand in the note as they are.
    claims = "inbox_id" in file.values or _CLAIMED.search(plain_lines(file.block)) is not None
    kept = file.block if file.valid and MARKER not in file.values and not claims else ""
    facts = _facts(file.values)
    facts = facts if kept else replace(facts, beside=_beside(file, facts))
    body = without_unfilled(file.body)
    # Where its properties name the page, the text is the page's, and no line in it says anything of the note.
    header, body = (Facts(), body) if facts.links else read_headers(body)
    marker = str(file.values.get(MARKER) or "").strip().lower()
    source = marker if re.fullmatch(r"\w+", marker) else ""
    clipped = not source and _is_clip(file.values)
    name = read_name(drop)
    note = captured_note(drop, facts | header, body, source=source or ("clip" if clipped and not name.source else ""))
    further = {} if kept else {key: value for key, value in _further(file.values, facts).items() if key not in note.properties}
    created = _created(facts.created, note.created, stamped=name.stamped)
    return replace(note, frontmatter=kept, properties={**further, **note.properties}, created=created)


def _beside(file: _File, facts: Facts) -> tuple[str, ...]:
    """Give what neither a fact nor a property of the note holds: lines that are no YAML, a category that can be no folder."""
    unfit = "" if folder_wish(facts.category) else facts.category
    return tuple(filter(None, (file.unread, unfit and f"Category: {unfit}")))


def is_own(name: str, data: bytes) -> bool:
    """Tell whether a `.md` drop is a person's note or a note of ours that came back; false for what is no text."""
    try:
        return _is_own(name, _open(data))
    except DropError:
        return False


def _open(data: bytes) -> _File:
    text = decode(data)
    block, body = properties.split(text)
    try:
        values, valid, unread = properties.read(text) if block else {}, True, ""
    except NoteError:
        valid, (values, unread) = False, _read_lines(block)
    return _File(text, block, {str(key).lower(): value for key, value in values.items()}, plain_lines(body), valid, unread)


def _read_lines(block: str) -> tuple[dict[str, Any], str]:
    """Read `key: value` lines, and lists below a `key:`, of a block that is no YAML: templates put unescaped titles between quotes.

    Gives the values, and the lines that are neither: nested ones, those of a text of several lines, a key once more.
    """
    values: dict[str, Any] = {}
    unread: list[str] = []
    key = ""
    for line in plain_lines(block).split("\n"):
        pair = _PLAIN_LINE.fullmatch(line.rstrip())
        if pair and pair[1] not in values and not _MANY_LINES.fullmatch(pair[2]):
            key = pair[1]
            values[key] = _unquoted(pair[2])
        elif (item := _PLAIN_ITEM.fullmatch(line.rstrip())) and key and not (values[key] and isinstance(values[key], str)):
            values[key] = [*values[key], _unquoted(item[1])]
        elif line.strip() not in ("", "---"):
            unread.append(line.strip())
    return values, "\n".join(unread)


def _unquoted(value: str) -> str:
    return re.sub(r'^(["\'])(.*)\1$', r"\2", value)


def _is_own(name: str, file: _File) -> bool:
    """Tell a person's note (or ours, moved back) from captured text and from a file that is nothing but links.

    What a program captured is a stranger's text, whatever `inbox_id` it claims: as an own note it would be carried over live.
    """
    captured = read_name(Drop(name, b"")).source in _CAPTURED_NAMES
    if not captured and str(file.values.get("inbox_id") or "").strip():
        return True
    if captured or MARKER in file.values or _is_clip(file.values):
        return False
    header, body = read_headers(file.body)
    if header.links or header.feed or (header.origin and clean(header.origin)):
        return False
    named = read_name(Drop(name, b""))
    shared = (named.stamped or not named.title) and shared_line(body.strip()) is not None  # a name of no person's, and a page's title
    if file.block or (not named.stamped and _BY_HAND.search(body)):
        return True
    return not (shared or _only_links(body))


def _is_clip(values: Mapping[str, Any]) -> bool:
    """Tell what a web clipper wrote: a `source` address with the tag it sets, or with most of the properties it fills."""
    if not clean(_text(values.get("source"))):
        return False
    return "clippings" in _texts(values.get("tags")) or ("title" in values and sum(key in values for key in _CLIPPER_KEYS) >= 3)


def _only_links(body: str) -> bool:
    """Tell whether a body holds links, each with at most one line of title before it, and nothing else."""
    lines = [line for line in body.split("\n") if line.strip()]
    links = [bool(link_lines(line)) for line in lines]
    titled = all(links[place + 1] for place, link in enumerate(links[:-1]) if not link)
    return any(links) and links[-1] and titled and not any(line.startswith("#") for line in lines)


def _own_note(drop: Drop, file: _File) -> Note:
    name, file_name = read_name(drop), _file_name(drop)
    facts = _facts(file.values)
    content = file.body.strip("\n")
    links = (*facts.links, *references(content, bare_only=True))
    url = next((link.url for link in links if link.role == "link"), "")
    ours = _text(file.values.get("inbox_id"))
    if ours:  # its pages were fetched when it was made
        links = tuple(replace(link, role="mention") for link in links)
    named = name.title or file_name
    note = replace(
        first_note(drop),
        title=choose_title(facts.title, named, content if named else spoken(content), url=url),
        content=content,
        created=_created(facts.created, name.created, stamped=name.stamped),
        url=url,
        words=bool(words_of(content)),
        own=file.text,
        file_name=file_name,
        inbox_id=ours or drop.inbox_id,
    )
    return with_facts(note, facts, name, links)


def _file_name(drop: Drop) -> str:
    """Give the name that a person gave the file, without our time and source before it; "" if it says nothing. A day's note has its day."""
    name = read_name(drop)
    stem = name.title if name.stamped else stem_of(drop.name)
    return "" if is_generic(stem) and not is_day(stem) else stem


def _facts(values: Mapping[str, Any]) -> Facts:
    """Read the properties that clippers, share templates and people use; empty and unfilled values are nothing."""
    address = (clean(_text(values.get(key))) for key in ("url", "link", "source"))
    tags = values.get("tags")
    published = parse_moment(_filled(values.get("published")))
    return Facts(
        title=_text(values.get("title")),
        links=tuple(Reference(url) for url in dict.fromkeys(address) if url),
        authors=tuple(author for text in _texts(values.get("author")) for author in _authors(text)),
        published=published.date() if isinstance(published, datetime) else published,
        tags=tuple(re.split(r"[,\s]+", tags) if isinstance(tags, str) else _texts(tags)),
        category=_text(values.get("category")),
        site=_text(values.get("site")),
        description=_text(values.get("description")),
        aliases=tuple(_texts(values.get("aliases"))),
        created=parse_moment(_filled(values.get("created"))),
    )


def _further(values: Mapping[str, Any], facts: Facts) -> dict[str, Any]:
    """Give the properties that a person added to a capture template, and those that ours could not take, each harmless."""
    taken = _OURS | ({"published"} if facts.published else set()) | {name for name, said in _EVERY_NOTE.items() if values.get(name) == said}
    found = {f"own_{name}" if name in _EVERY_NOTE else name: _harmless(value) for name, value in values.items() if name not in taken}
    told = _text(values.get("source"))
    if told and not clean(told):
        found["via"] = ", ".join(filter(None, (inert.plain(told), str(found.get("via") or ""))))
    return {{"published": "date"}.get(name, name): value for name, value in found.items() if value not in (None, "", [])}


def _harmless(value: Any) -> Any:
    """Give a value that a property can hold, its text without links and marks: a list in a list and a mapping become text."""
    if isinstance(value, list) and not (len(value) == 1 and _is_link(value)):
        return [item for item in (_harmless(_nested(item)) for item in value) if item not in (None, "")]
    value = _nested(value)
    if isinstance(value, (bool, int, float, date)) or value is None:
        return value
    return inert.plain(filled(str(value)))


def _is_link(value: list[Any]) -> bool:
    """Tell a `[[Name]]` without quotes, which YAML takes for a list in a list."""
    inner = value[0]
    return isinstance(inner, list) and len(value) == 1 and not any(isinstance(item, (list, Mapping)) for item in inner)


def _nested(value: Any) -> Any:
    if isinstance(value, list):
        return f"[{', '.join(str(_nested(item)) for item in value)}]"
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, Mapping) else value


def _authors(text: str) -> tuple[str, ...]:
    linked = re.fullmatch(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", text)
    return (linked[1].strip(),) if linked else split_authors(text)


def _filled(value: Any) -> Any:
    return filled(value) if isinstance(value, str) else value


def _text(value: Any) -> str:
    """Give a property as one line of text; a list gives its first entry, a mapping nothing."""
    if isinstance(value, list):
        value = next(iter(value), "")
    if value is None or isinstance(value, (Mapping, list, bool)):
        return ""
    return " ".join(str(_filled(value)).split())


def _texts(value: Any) -> list[str]:
    return [text for text in map(_text, value if isinstance(value, list) else [value]) if text]


def _created(written: date | datetime | None, captured: datetime | None, *, stamped: bool) -> datetime | None:
    """Choose the time of capture: the file name's, else the `created` property's, else the file's own."""
    if stamped or written is None:
        return captured
    if isinstance(written, datetime):
        return written
    return captured if captured and captured.date() == written else datetime.combine(written, time())
