"""What feed fetchers put into a text drop: HTML, escaped or not, and whole entries as they stand in the feed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ..entities import decoded, once_encoded, one_decoded
from ..errors import FetchError
from ..model import Page, Reference
from ..web.urls import clean
from .facts import Facts

if TYPE_CHECKING:
    from ..web.feeds.entry import Entry

_BLOCKS = "p|div|br|hr|ul|ol|li|h[1-6]|blockquote|pre|img|table|figure|section"
_INLINE = "a|b|i|em|strong|code|span"
# An element of HTML shows in a block's tag, in a tag with attributes, or in an end tag: "a<b and b>c" and "List<i>" are none.
_ELEMENT = re.compile(
    rf"(?<!\w)<(?:{_BLOCKS})\s*/?>|<(?:br|hr)\s*/?>|<(?:{_BLOCKS}|{_INLINE})(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]+))+\s*/?>"
    rf"|</(?:{_BLOCKS}|{_INLINE})\s*>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(?:p|div|br|ul|ol|li|h[1-6]|blockquote|pre|table|figure|section)[\s>/]", re.IGNORECASE)
# WordPress puts this under every entry of its feeds, in the site's language.
_APPEARED_FIRST = re.compile(
    "|".join(
        rf"(?:^|\s){begin} (?:(?!{begin} )[^\n]){{1,600}} {middle} [^\n]{{1,300}}\Z"
        for begin, middle in (
            ("The post", "(?:first )?appeared first on"),
            ("Der Beitrag", "erschien zuerst auf"),
            ("L[’']article", "est apparu en premier sur"),
            ("La entrada", "(?:se publicó primero en|aparece primero en)"),
            ("L[’']articolo", "proviene da"),
            ("O post", "apareceu primeiro em"),
            ("Het bericht", "verscheen eerst op"),
        )
    )
)
_XML_ENTRY = re.compile(r"(?:<\?xml[^<>]*\?>\s*)?(<(item|entry)(?:\s[^<>]*)?>.*</\2\s*>)", re.IGNORECASE | re.DOTALL)
_ATOM = "http://www.w3.org/2005/Atom"
# The prefixes that entries use and that their feed declares at its top.
_PREFIXES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "atom": _ATOM,
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
}
_JSON_TEXTS = ("content_html", "content_text")  # https://www.jsonfeed.org/version/1.1/#items-a-name-items-a


def feed_text(text: str, base_url: str) -> tuple[str, bool]:
    """Turn the HTML that feeds put into a text, escaped or not, into Markdown; give the text and whether it was HTML."""
    layers = (text, one := one_decoded(text), one_decoded(one))
    shown = next((layer for layer in layers if _ELEMENT.search(layer)), None)
    if shown is None:
        return without_foot(decoded(text)), False
    from ..web.extract import markdown_of  # noqa: PLC0415 - trafilatura and lxml are slow to import and few drops need them

    text = shown.replace("<![CDATA[", "").replace("]]>", "") if "<![CDATA[" in shown else shown
    if not re.search(r"<(?:pre|code)[\s>]", text, re.IGNORECASE):
        # Blank lines separate paragraphs where the text mixes both; in code they are code, and there an entity may be the matter.
        blocks = (block.strip() for block in re.split(r"\n[ \t]*\n", once_encoded(text)))
        text = "\n".join(block if _BLOCK.search(block) else f"<p>{block}</p>" for block in blocks if block)
    return without_foot(markdown_of(text, base_url)), True


def without_foot(text: str) -> str:
    """Leave out the line "The post … appeared first on …" at the end of an entry."""
    return _APPEARED_FIRST.sub("", text.strip()).strip("\n")


def read_entry(text: str) -> tuple[Facts, str] | None:
    """Read a text that is one whole entry of an RSS, Atom or JSON feed: its facts and its text as HTML; None for any other text."""
    text = text.strip()
    if text.startswith("<") and (match := _XML_ENTRY.fullmatch(text)):
        return _read(_xml_feed(match[1], atom=match[2].lower() == "entry"), "application/xml")
    if text.startswith("{") and text.endswith("}") and _is_json_entry(text):
        return _read(f'{{"version": "https://jsonfeed.org/version/1.1", "title": "", "items": [{text}]}}', "application/feed+json")
    return None


def _xml_feed(entry: str, *, atom: bool) -> str:
    prefixes = "".join(f' xmlns:{name}="{address}"' for name, address in _PREFIXES.items())
    if atom:
        return f'<feed xmlns="{_ATOM}"{prefixes}>{entry}</feed>'
    return f'<rss version="2.0"{prefixes}><channel>{entry}</channel></rss>'


def _is_json_entry(text: str) -> bool:
    """Tell whether a text is a JSON object with an address and a text, as the items of JSON Feed are named."""
    try:
        item = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(item, dict) and any(name in item for name in ("url", "external_url")) and any(name in item for name in _JSON_TEXTS)


def _read(feed: str, content_type: str) -> tuple[Facts, str] | None:
    from ..web.feeds.read import read_feed  # noqa: PLC0415 - feedparser is slow to import and few drops need it

    try:
        entries = read_feed(Page("", content_type, feed.encode())).entries
    except FetchError:
        return None
    return (_facts(entries[0]), entries[0].html) if len(entries) == 1 else None


def _facts(entry: Entry) -> Facts:
    link = clean(entry.url)
    return Facts(
        title=entry.title,
        links=(Reference(link),) if link else (),
        authors=entry.authors,
        published=entry.published,
        description=entry.description,
    )
