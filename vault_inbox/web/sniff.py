"""What a body really is, by its bytes first and the server's word second; and its text, decoded as a browser would."""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import urljoin

from ..text.charsets import codec_of, declared, decode_named, proven_utf8
from ..text.entities import one_decoded

if TYPE_CHECKING:
    from ..model import Page

Kind: TypeAlias = Literal["html", "feed", "xml", "json", "pdf", "image", "text", "binary", "empty"]

_HEAD = 65_536  # characters looked at to find the root element behind comments and declarations

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00")
# The bytes that no text holds (WHATWG, "MIME Sniffing", binary data byte), looked for in as many bytes as that document looks at.
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_BINARY_HEAD = 1445

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_DOCTYPE_HTML = re.compile(r"<!doctype\s+html", re.IGNORECASE)
_ROOT = re.compile(r"<([a-z_][\w.-]*:)?([a-z_][\w.-]*)([^>]*)", re.IGNORECASE)
_PAGE_TAGS = frozenset({"html", "head", "body"})
_HTML_TAG = re.compile(
    r"<(?:html|head|body|title|meta|link|script|style|base|div|p|br|a|b|h[1-6]|table|ul|ol|li|font|iframe|img|span|article|main|section)"
    r"[\s/>]",
    re.IGNORECASE,
)
_RSS_1 = ("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/simple/0.9/")

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_WIDE = ("utf-16", "utf-32")  # no single- or multi-byte charset: their ASCII is no ASCII
# The charsets of the web (WHATWG, "Encoding"), under Python's names.
_KNOWN = re.compile(
    r"ascii|utf-(?:8|16|16-le|16-be|32)|cp125[0-8]|cp866|cp874|cp932|cp949|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic|latin2)|gb18030"
    r"|big5hkscs|euc_jp|iso2022_jp_\w+"
)

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_IS_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?\s*refresh", re.IGNORECASE)
_CONTENT = re.compile(r"content\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_REFRESH = re.compile(r"\s*(\d{1,3})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?\s*([^\"'\s][^\"']*)", re.IGNORECASE)
_STUB = 16_384  # bytes; a page that only leads on is smaller
_REFRESH_DELAY = 5  # seconds; a longer one is an article that reloads itself


def kind_of(page: Page) -> Kind:
    """Say what a page's body is; "feed" is RSS, Atom, RDF or JSON Feed."""
    body = page.body
    if not body.strip():
        return "empty"
    return _by_magic(body) or _text_kind(page)


def decode(page: Page) -> str:
    """Return a text body as text: by its BOM, the server's charset, its XML declaration or `<meta>`, else UTF-8, else Windows-1252.

    UTF-8 that holds more than ASCII wins over any declared legacy charset, also a Chinese or Japanese one: a page is never so by chance,
    and many a site that moved to UTF-8 kept its old declaration. A bad byte among many whole letters changes none of that, and is read as
    Windows-1252. Only charsets of the web are obeyed (Python knows codecs, such as punycode, that are none); bytes that fit no charset
    become U+FFFD.
    """
    body = page.body
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return body.decode(charset, "replace").removeprefix("\ufeff")
    codec = _declared(page)
    if codec in ("", "ascii", "utf-8"):
        return proven_utf8(body) or body.decode(codec if codec == "utf-8" else "cp1252", "replace")
    return decode_named(body, codec, proof=1)


def refresh_target(page: Page) -> str:
    """Return the absolute address that a small HTML page sends its reader to at once by `<meta http-equiv="refresh">`, else ""."""
    if len(page.body) > _STUB or kind_of(page) != "html":
        return ""
    for tag in _META.findall(_COMMENT.sub("", decode(page))):
        content = _CONTENT.search(tag) if _IS_REFRESH.search(tag) else None
        rule = _REFRESH.match(one_decoded(next(filter(None, content.groups()), ""))) if content else None
        if rule and int(rule[1]) <= _REFRESH_DELAY:
            return _absolute(page.final_url or page.url, rule[2].strip())
    return ""


def root_at(text: str) -> int:
    """Return where the root element of markup begins, behind declarations, comments and a DTD."""
    position = 0
    while matched := _PROLOG.match(text, position, _HEAD):
        position = matched.end()
    return position


def _absolute(base: str, link: str) -> str:
    try:
        target = urljoin(base, link)
    except ValueError:
        return ""
    return target if target.partition("#")[0] != base.partition("#")[0] else ""


def _by_magic(body: bytes) -> Kind | None:
    if b"%PDF-" in body[:1024]:
        return "pdf"
    if body.startswith(_IMAGES) or (body[:4] == b"RIFF" and body[8:12] == b"WEBP") or body[4:12] in (b"ftypavif", b"ftypheic", b"ftypmif1"):
        return "image"
    return None


def _text_kind(page: Page) -> Kind:
    text = decode(page)
    rest = text[:_HEAD].lstrip("\ufeff \t\r\n\f")
    markup = _markup_kind(rest, _media_type(page)) if rest.startswith("<") else None
    if markup:
        return markup
    if not _is_wide(page) and _BINARY.search(page.body[:_BINARY_HEAD]):
        return "binary"
    if rest.startswith(("{", "[")):
        return _json_kind(text)
    if "html" in _media_type(page) and _HTML_TAG.search(rest):
        return "html"
    return "text"


def _markup_kind(text: str, media_type: str) -> Kind | None:
    """Read the root element; `None` where this is text that merely begins with `<`."""
    position = root_at(text)
    if _DOCTYPE_HTML.search(text, 0, position):
        return "html"
    root = _ROOT.match(text, position)
    if not root:
        return None
    name = root[2].lower()
    if name == "rss" or (name == "feed" and "atom" in root[3].lower()) or (name == "rdf" and any(space in root[3] for space in _RSS_1)):
        return "feed"
    if name == "svg":
        return "image"
    if name in _PAGE_TAGS:
        return "html"
    if text.startswith("<?xml") or "xml" in media_type:
        return "xml"
    # A README may begin with <div align="center">: an element from the middle of a page makes plain text no page.
    return "html" if not media_type.startswith("text/plain") and "markdown" not in media_type and _HTML_TAG.match(text, position) else None


def _json_kind(text: str) -> Kind:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return "text"
    return "feed" if isinstance(data, dict) and "://jsonfeed.org/version/" in str(data.get("version")) else "json"


def _media_type(page: Page) -> str:
    return page.content_type.partition(";")[0].strip().lower()


def _is_wide(page: Page) -> bool:
    return page.body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _declared(page).startswith(_WIDE)


def _declared(page: Page) -> str:
    """Return the Python name of the charset that the server or the document states, "" where neither states a known one."""
    header = _CHARSET.search(page.content_type)
    return (_known(header[1]) if header else "") or _known(declared(page.body))


def _known(label: str) -> str:
    codec = codec_of(label)
    return codec if _KNOWN.fullmatch(codec) else ""
