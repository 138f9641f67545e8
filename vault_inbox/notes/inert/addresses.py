"""Addresses that can stand in Markdown: only http(s) and mailto, percent-encoded where Markdown or Obsidian would stumble."""

from __future__ import annotations

import html
import re
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import quote

# White space and controls, invisible and direction marks, and what begins or ends something in Markdown or Obsidian.
_STUMBLES = re.compile(
    r'[\x00-\x20\x7f-\xa0<>"`\\{}|^\[\]*$\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff\U000e0000-\U000e007f]'
)
_PLAIN = re.compile(r"[A-Za-z0-9/.?,@!'+:=_-]*")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_REPEATED = re.compile(r"(?<=:):|(?<==)=|(?<=~)~")
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_WEB = re.compile(r"(https?)://(?=[^/?#])(.+)", re.IGNORECASE)
_NO_SCHEME = re.compile(r"www\.(?=[^\s./?#:]{1,63}\.)", re.IGNORECASE)
_LITERAL = re.compile(r"(https?://)\[([0-9a-f:.]+)\](?=[:/?#]|\Z)", re.IGNORECASE)
_MAIL = re.compile(r"mailto:([^:/?#%]+@.+)", re.IGNORECASE)


def address(url: str) -> str:
    """Return a web address that is safe to stand bare in text or a heading, "" if its scheme is not http(s).

    What Markdown or Obsidian would read as its own is percent-encoded, so the address still leads to the same page.
    """
    return _web(_encode(url.strip()))


def _web(encoded: str) -> str:
    found = _WEB.fullmatch(encoded)
    return f"{found[1].lower()}://{found[2]}" if found else ""


def destination(url: str) -> str:
    """Return what may stand in the parentheses of a link: an http, https or mailto address, else "".

    `www.example.org` is a site, as it is in a drop's own text: Obsidian would look for a note of that name.
    """
    bare = url.strip()
    encoded = _encode(f"https://{bare}" if _NO_SCHEME.match(bare) else bare)
    mail = _MAIL.fullmatch(encoded)
    return f"mailto:{mail[1]}" if mail else _web(encoded)


def written_destination(source: str) -> str:
    """Read a link's destination as Markdown does (escapes and entities decoded) and return it made safe, "" if it may not be followed."""
    bare = _ENTITY.sub(lambda found: html.unescape(found[0]), _ESCAPED.sub(r"\1", source))
    return destination(bare)


def _encode(url: str) -> str:
    if _PLAIN.fullmatch(url) and "::" not in url and "==" not in url:
        return url  # as most are: quicker than to look for what there is not
    if literal := _LITERAL.match(url):
        return f"{literal[1]}[{_exploded(literal[2])}]{_encode(url[literal.end() :])}"
    text = _STUMBLES.sub(lambda found: quote(found[0], safe="", errors="replace"), url)
    text = _BARE_PERCENT.sub("%25", text)
    text = _REPEATED.sub(lambda found: f"%{ord(found[0]):02X}", text)
    text = _ENTITY.sub(r"&\1%3B", text)
    return text if _balanced(text) else text.replace("(", "%28").replace(")", "%29")


def _exploded(host: str) -> str:
    """Write an IPv6 address without `::`, by which Dataview knows a field."""
    try:
        return IPv6Address(host).exploded
    except AddressValueError:
        return quote(host, safe="")


def _balanced(text: str) -> bool:
    """Whether the parentheses pair up, nested at most once: what every Markdown reader understands."""
    depth = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if not 0 <= depth <= 1:
            return False
    return depth == 0
