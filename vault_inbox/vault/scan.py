"""One cheap pass over a note's text: what the index knows of a note. Pure: text in, facts out; it never fails on a bad note."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from ..errors import NoteError
from ..notes.blocks import inbox_id_line
from ..notes.layout import HEADINGS
from ..notes.properties import read, split
from .plain_properties import plain_properties

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WIKILINK = re.compile(r"\[\[([^\[\]\n]+)\]\]")
# Links to web pages are passed over: they are the most, and lead to no note.
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]*)\]\(\s*(?!https?://)(<[^<>\n]+>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)")
_ATTACHMENT = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|pdf|mp[34]|m4a|wav|ogg|webm|mov|canvas|base)$", re.IGNORECASE)
_TAG_CHARACTERS = r"[^\s\u2000-\u206f\u2e00-\u2e7f!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\']+"
_TAG = re.compile(_TAG_CHARACTERS)
_INLINE_TAG = re.compile(rf"#(?<!\S#)({_TAG_CHARACTERS})")
# These begin with the line feed before their line: `re` then leaps from line to line, while it tries `^` at every character.
# A run of marks is not taken back (`{3,}+`): each shorter one would look through the rest of the line again.
_FENCED = re.compile(
    r"\n[ \t>]*(`{3,}+|~{3,}+)[^\n`]*$(?:\n(?![ \t>]*\1[`~]*[ \t]*$)[^\n]*)*+(?:\n[ \t>]*\1[`~]*[ \t]*$)?",
    re.MULTILINE,
)
_FENCE = re.compile(r"\n[ \t>]*(?:`{3,}+|~{3,}+)[^\n`]*$", re.MULTILINE)
# Not "`+": `re` leaps to a literal. It begins with a whole run of backticks, as in CommonMark. One line holds all of it, and its bound
# keeps lines of runs that nothing closes from taking more than linear time.
_CODE_SPAN = re.compile(r"(`(?<!``)`*+).{1,10000}?(?<!`)\1(?!`)")
_HEADING = re.compile(r"\n#{1,6}[ \t]+([^\n]*[^\n# \t](?=\n)|[^\n]+?)[ \t]*#*(?=\n)")  # nearly all end as the first half says
_PROVENANCE = re.compile(r"^- processed from [^\n]*", re.MULTILINE)
_NOT_FETCHED = re.compile(r"^> Not fetched(?: yet)?: [^\n]*", re.MULTILINE)
_CONNECTIONS = re.compile(r"^- processed from [^\n]*(?:\n- [^\n]*\[[^\n]*)*", re.MULTILINE)
_FEED_DUMP = re.compile(r"^\ufeff?(?:<\?xml|<rss|<feed|<rdf:RDF)\b.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_FEED_SECTION = re.compile(
    r"^## +Scraped from +<?(https?://[^\s>]++)[^\n]*+\s++\ufeff?(?:<\?xml[^>]*+>\s*+(?:<[?!][^>]*+>\s*+)*+)?<(?:rss|feed|rdf:RDF)\b",
    re.MULTILINE | re.IGNORECASE,
)
_FROM_FEED = re.compile(r"^RSS Feed:", re.MULTILINE)
_HEADER = re.compile(r"^(Source|Link):[ \t]*(https?://\S+)", re.MULTILINE)
# Read from the raw lines, as the `inbox_id` is: they hold in a block that is no valid YAML.
_EARLIER_SCRIPT = re.compile(r"^source:[ \t]*[\"']?inbox_processing\b", re.MULTILINE)


# What Obsidian's templates, its share sheet, Templater and others fill in.
_PLACEHOLDER = re.compile(r"\{\{[^{}\n]*\}\}|<%.*?%>", re.DOTALL)
_HEADING_LINE = re.compile(r"^#{1,6}[ \t][^\n]*", re.MULTILINE)
_LETTER = re.compile(r"[^\W_]")


class Link(NamedTuple):
    """A link to another note, as written: the target without heading and `.md`, the words it shows, whether this program wrote it."""

    target: str
    text: str
    ours: bool = False


class Facts(NamedTuple):
    """What the index keeps of one note.

    `urls` are the pages that the note stands for, the property's first; `earlier_script` is true of notes of the script before this
    program; `text` is what is searched: the body without code fences' syntax and without what every captured note says; `template` is
    true of a note whose body says nothing but headings and what is still to be filled in.
    """

    text: str
    inbox_id: str = ""
    earlier_script: bool = False
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    urls: tuple[str, ...] = ()
    template: bool = False


class _OurHeadings(NamedTuple):
    """What finds the headings that this program, and the script before it, write into every note: no words of the note's own.

    They stand at level 2, and no heading of a captured text does: a page that says "Scraped from" of another does not hold that one.
    """

    line: re.Pattern[str]
    scraped: re.Pattern[str]


@lru_cache(8)  # the settings change seldom
def _our_headings(named: tuple[tuple[str, str], ...]) -> _OurHeadings:
    words = [(section, re.escape(words)) for section, words in dict.fromkeys([*HEADINGS.items(), *named])]
    pages = "|".join(words for section, words in words if section == "scraped")
    others = "|".join(words for section, words in words if section != "scraped")
    return _OurHeadings(
        re.compile(rf"^## +(?:{others}|(?:{pages}) +<?https?://[^\n]*)$", re.MULTILINE | re.IGNORECASE),
        re.compile(rf"\n##[ \t]+(?:{pages}) +<?(https?://[^\s>]++)", re.IGNORECASE),
    )


def scan(text: str, url_properties: Sequence[str] = ("url", "link", "source"), sections: Mapping[str, str] = HEADINGS) -> Facts:
    """Return the facts of a note's text; a property block that is no valid YAML counts as empty, its body is read all the same.

    `sections` is what the vault's settings call ours; by our own names for them they are known as well.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    block, body = split(text) if text.startswith(("---", "\ufeff")) else ("", text)
    properties = _properties(text, block, url_properties) if block else {}
    inbox_id = inbox_id_line(block)
    earlier = "inbox_processing" in block and _EARLIER_SCRIPT.search(block) is not None
    captured = bool(inbox_id) or earlier
    connections = _CONNECTIONS.search(body) if inbox_id else None
    link, feeds = _script_pages(body) if earlier else ("", frozenset())
    if earlier:
        body = _FEED_DUMP.sub("", body)
    fenced = _holds(body, "```") or _holds(body, "~~~")
    prose = _without_code(body, fenced=fenced)
    headings = _HEADING.findall(f"\n{prose}\n") if "#" in prose else []
    ours = _our_headings(tuple(sections.items()))
    scraped = [url for url in ours.scraped.findall(f"\n{prose}") if url not in feeds] if headings else []
    return Facts(
        text=_searched(body, ours.line if captured else None, connections=connections, fenced=fenced),
        inbox_id=inbox_id,
        earlier_script=earlier,
        aliases=_unique(_names(properties["aliases"])) if "aliases" in properties else (),
        tags=_tags(properties, prose),
        headings=tuple([each for each in headings if not ours.line.match(f"## {each}")] if captured else headings),
        links=_links(block, prose, connections.group() if connections else "") if "[" in text else (),
        urls=_unique([*_property_urls(properties, url_properties), link, *scraped]) if properties or link or scraped else (),
        template=not captured and ("{" in text or "<" in text) and _is_template(text, body),
    )


def _holds(text: str, sign: str) -> bool:
    """Whether a text holds a sign; one character is found many times as fast as several, and most notes lack it."""
    return sign[0] in text and sign in text


def _is_template(text: str, body: str) -> bool:
    if not (_holds(text, "{{") or _holds(text, "<%")) or not _PLACEHOLDER.search(_without_unclosed(text)):
        return False
    return not _LETTER.search(_HEADING_LINE.sub("", _PLACEHOLDER.sub("", _without_unclosed(body))))


def _without_unclosed(text: str) -> str:
    """Return the text without each `<%` that no `%>` closes: for each of them `_PLACEHOLDER` would look through all that follows."""
    before, close, after = text.rpartition("%>")
    return before + close + after.replace("<%", "< ")


def _properties(text: str, block: str, url_properties: Sequence[str]) -> Mapping[str, Any]:
    plain = plain_properties(block, ("aliases", "tags", *url_properties))
    if plain is not None:
        return plain
    try:
        return read(text)
    except NoteError:
        return {}


def _without_code(body: str, *, fenced: bool) -> str:
    """Return the body with code blocks and code spans taken out: tags, links and headings in them are none."""
    if fenced:
        body = _FENCED.sub("\n", f"\n{body}")[1:]
    return _CODE_SPAN.sub(" ", body) if "`" in body else body


def _searched(body: str, ours: re.Pattern[str] | None, *, connections: re.Match[str] | None, fenced: bool) -> str:
    """Return what is searched of a body; of a captured note without the headings of `ours` and what else each of them says."""
    if ours:
        body = body[: connections.start()] + body[connections.end() :] if connections else body
        body = ours.sub("", _PROVENANCE.sub("", _NOT_FETCHED.sub("", body)))
    if fenced:
        body = _FENCE.sub("\n", f"\n{body}")[1:]
    return body.replace("\0", " ")


def _names(value: Any) -> list[str]:
    """Aliases as Obsidian reads them: a list, or one line with commas."""
    if not value:
        return []
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    return [" ".join(str(part).split()) for part in parts if isinstance(part, str | int | float)]


def _tags(properties: Mapping[str, Any], prose: str) -> tuple[str, ...]:
    if not properties and "#" not in prose:  # so it is in half of all notes
        return ()
    return _unique([*_property_tags(properties.get("tags")), *_inline_tags(prose)])


def _property_tags(value: Any) -> list[str]:
    if not value:
        return []
    parts = re.split(r"[,\s]+", value) if isinstance(value, str) else value if isinstance(value, list) else []
    tags = [str(part).strip().removeprefix("#").strip("/") for part in parts]
    return [tag for tag in tags if _TAG.fullmatch(tag) and not tag.isdigit()]


def _inline_tags(prose: str) -> list[str]:
    return [tag.strip("/") for tag in _INLINE_TAG.findall(prose) if not tag.isdigit()]


def _links(block: str, prose: str, connections: str) -> tuple[Link, ...]:
    found = (*_wikilinks(block), *_wikilinks(prose), *_markdown_links(prose))
    if not connections:
        return found
    written = {*_wikilinks(connections), *_markdown_links(connections)}
    return tuple([link._replace(ours=link in written) for link in found])


def _wikilinks(text: str) -> list[Link]:
    if not _holds(text, "[["):
        return []
    return list(filter(None, map(_wikilink, _WIKILINK.findall(text))))


@lru_cache(16_384)  # a vault links to the same notes again and again
def _wikilink(inner: str) -> Link | None:
    """Return the link that stands between the brackets, `None` if that is to no note."""
    address, _, shown = inner.replace("\\|", "|").partition("|")
    target = _target(address.partition("#")[0])
    if not target or ("." in target and _ATTACHMENT.search(target)):
        return None
    return Link(target, (shown or target.rpartition("/")[2]).strip())


def _markdown_links(text: str) -> list[Link]:
    if not _holds(text, "]("):
        return []
    found = []
    for shown, address in _MARKDOWN_LINK.findall(text):
        path = address.strip("<>").partition("#")[0]
        path = unquote(path) if "%" in path else path
        if path[-3:].lower() == ".md" and "://" not in path:
            found.append(Link(_target(path), shown.strip()))
    return found


def _target(path: str) -> str:
    path = path.strip().removeprefix("/")
    return path[:-3] if path[-3:].lower() == ".md" else path


def _property_urls(properties: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    values = [properties[name] for name in names if name in properties]
    parts = [part for value in values for part in (value if isinstance(value, list) else [value])]
    return [part.strip() for part in parts if isinstance(part, str) and part[:8].lower().startswith(("http://", "https://"))]


def _script_pages(body: str) -> tuple[str, frozenset[str]]:
    """Return the page that a note of the earlier script says it is about, "" if none, and the feeds that it names or holds."""
    headers = dict(reversed(_HEADER.findall(body)))
    feeds = frozenset(_FEED_SECTION.findall(body))
    if "Link" in headers or _FROM_FEED.search(body):
        feeds |= {headers.get("Source", "")}
    link = headers.get("Link", "")
    return "" if link in feeds else link, feeds


def _unique(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values))) if values else ()
