"""One cheap pass over a note's text: what the index knows of a note. Pure: text in, facts out; it never fails on a bad note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from ..errors import NoteError
from ..notes.properties import read, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_WIKILINK = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]*)\]\(\s*(<[^<>\n]+>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)")
_ATTACHMENT = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|pdf|mp[34]|m4a|wav|ogg|webm|mov|canvas|base)$", re.IGNORECASE)
_TAG_CHARACTERS = r"[^\s\u2000-\u206f\u2e00-\u2e7f!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\']+"
_TAG = re.compile(_TAG_CHARACTERS)
_INLINE_TAG = re.compile(rf"#(?<!\S#)({_TAG_CHARACTERS})")
_FENCED = re.compile(r"^[ \t>]*(`{3,}|~{3,})[^\n`]*$.*?(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})[^\n`]*$", re.MULTILINE)
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_HEADING = re.compile(r"\n#{1,6}[ \t]+([^\n]+?)[ \t]*#*(?=\n)")
_SCRAPED = re.compile(r"^Scraped from +<?(https?://[^\s>]+)", re.IGNORECASE)
# What this program and the script before it write into every note: no words of the note's own.
_OUR_HEADING = re.compile(r"^## +(?:summary|content|connections|scraped from\b[^\n]*)$", re.MULTILINE | re.IGNORECASE)
_PROVENANCE = re.compile(r"^- processed from [^\n]*", re.MULTILINE)
_CONNECTIONS = re.compile(r"^- processed from [^\n]*(?:\n- [^\n]*\[[^\n]*)*", re.MULTILINE)
_FEED_DUMP = re.compile(r"^(?:<\?xml|<rss|<feed)\b.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_HEADER = re.compile(r"^(Source|Link):[ \t]*(https?://\S+)", re.MULTILINE)
# Read from the raw lines: they hold in a block that is no valid YAML, and YAML would read an unquoted id as a number.
_INBOX_ID = re.compile(r"^inbox_id:[ \t]*[\"']?([0-9a-f]{16})\b", re.MULTILINE)
_EARLIER_SCRIPT = re.compile(r"^source:[ \t]*[\"']?inbox_processing\b", re.MULTILINE)


class Link(NamedTuple):
    """A link to another note, as written: the target without heading and `.md`, the words it shows, whether this program wrote it."""

    target: str
    text: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What the index keeps of one note.

    `urls` are the pages that the note stands for, the property's first; `earlier_script` is true of notes of the script before this
    program; `text` is what is searched: the body without code fences' syntax and without what every captured note says.
    """

    text: str
    inbox_id: str = ""
    earlier_script: bool = False
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    urls: tuple[str, ...] = ()


def scan(text: str, url_properties: Sequence[str] = ("url", "link", "source")) -> Facts:
    """Return the facts of a note's text; a property block that is no valid YAML counts as empty, its body is read all the same."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    block, body = split(text)
    properties = _properties(text) if block else {}
    id_found = _INBOX_ID.search(block)
    earlier = _EARLIER_SCRIPT.search(block) is not None
    captured = id_found is not None or earlier
    connections = _CONNECTIONS.search(body) if id_found else None
    prose = _without_code(body)
    headings = tuple(_HEADING.findall(f"\n{prose}\n")) if "#" in prose else ()
    return Facts(
        text=_searched(body, captured=captured, connections=connections),
        inbox_id=id_found.group(1) if id_found else "",
        earlier_script=earlier,
        aliases=_names(properties.get("aliases")),
        tags=_unique([*_property_tags(properties.get("tags")), *_inline_tags(prose)]),
        headings=tuple(each for each in headings if not (captured and _OUR_HEADING.match(f"## {each}"))),
        links=tuple(_links(block, prose, connections.group() if connections else "")),
        urls=_unique(_urls(properties, headings, url_properties, body if earlier else "")),
    )


def _properties(text: str) -> Mapping[str, Any]:
    try:
        return read(text)
    except NoteError:
        return {}


def _without_code(body: str) -> str:
    """Return the body with code blocks and code spans taken out: tags, links and headings in them are none."""
    if "```" in body or "~~~" in body:
        body = _FENCED.sub("", body)
    return _CODE_SPAN.sub(" ", body) if "`" in body else body


def _searched(body: str, *, captured: bool, connections: re.Match[str] | None) -> str:
    if captured:
        body = body[: connections.start()] + body[connections.end() :] if connections else _FEED_DUMP.sub("", body)
        body = _OUR_HEADING.sub("", _PROVENANCE.sub("", body))
    if "```" in body or "~~~" in body:
        body = _FENCE.sub("", body)
    return body.replace("\0", " ")


def _names(value: Any) -> tuple[str, ...]:
    """Aliases as Obsidian reads them: a list, or one line with commas."""
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    return _unique([" ".join(str(part).split()) for part in parts if isinstance(part, str | int | float)])


def _property_tags(value: Any) -> Iterator[str]:
    parts = re.split(r"[,\s]+", value) if isinstance(value, str) else value if isinstance(value, list) else []
    for part in parts:
        tag = str(part).strip().removeprefix("#").strip("/")
        if _TAG.fullmatch(tag) and not tag.isdigit():
            yield tag


def _inline_tags(prose: str) -> Iterator[str]:
    if "#" in prose:
        for tag in _INLINE_TAG.findall(prose):
            if not tag.isdigit() and tag.strip("/"):
                yield tag.strip("/")


def _links(block: str, prose: str, connections: str) -> Iterator[Link]:
    written = _link_set(connections) if connections else frozenset()
    for target, text in (*_wikilinks(block), *_wikilinks(prose), *_markdown_links(prose)):
        yield Link(target, text, (target, text) in written)


def _link_set(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((*_wikilinks(text), *_markdown_links(text)))


def _wikilinks(text: str) -> Iterator[tuple[str, str]]:
    if "[[" not in text:
        return
    for inner in _WIKILINK.findall(text):
        address, _, shown = inner.replace("\\|", "|").partition("|")
        target = _target(address.partition("#")[0])
        if target and not _ATTACHMENT.search(target):
            yield target, (shown or target.rpartition("/")[2]).strip()


def _markdown_links(text: str) -> Iterator[tuple[str, str]]:
    if "](" not in text:
        return
    for shown, address in _MARKDOWN_LINK.findall(text):
        path = unquote(address.strip("<>").partition("#")[0])
        if path[-3:].lower() == ".md" and "://" not in path:
            yield _target(path), shown.strip()


def _target(path: str) -> str:
    path = path.strip().removeprefix("/")
    return path[:-3] if path[-3:].lower() == ".md" else path


def _urls(properties: Mapping[str, Any], headings: Sequence[str], names: Sequence[str], script_body: str) -> Iterator[str]:
    for name in names:
        value = properties.get(name)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, str) and part[:8].lower().startswith(("http://", "https://")):
                yield part.strip()
    headers = dict(reversed(_HEADER.findall(script_body)))
    if "Link" in headers:
        yield headers["Link"]
    for heading in headings:
        scraped = _SCRAPED.match(heading)
        if scraped and scraped.group(1) != headers.get("Source"):
            yield scraped.group(1)


def _unique(values: Sequence[str] | Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
