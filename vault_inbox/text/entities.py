"""Entities such as `&amp;` decoded in text that is no HTML and in attributes, also where a feed or an app encoded them twice."""

from __future__ import annotations

import html
import re
from html.entities import html5

# Only with their semicolon: in an address `&copy=2` and `&region=eu` are parameters, though HTML knows `&copy` and `&reg` without one.
_NAME = r"#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31}"
_ENTITY = re.compile(rf"&(?:amp;)*({_NAME});", re.IGNORECASE)
_ONE = re.compile(rf"&(?:{_NAME});", re.IGNORECASE)
# Not what would become a mark of HTML, nor what nobody could see: there the entity itself is what the text is about.
_TWICE = re.compile(rf"&(?:amp;)+(?!(?:lt|gt|nbsp|ensp|emsp|thinsp|zwnj|zwj|shy|lrm|rlm);)({_NAME});", re.IGNORECASE)


def decoded(text: str) -> str:
    """Decode the entities of a text that is no HTML, `&amp;amp;` and `&amp;#8217;` as well."""
    return _ENTITY.sub(lambda entity: _meant(entity[1]) or entity[0], text)


def one_decoded(text: str) -> str:
    """Take one layer of entities off a text."""
    return _ONE.sub(lambda entity: _meant(entity[0][1:-1]) or entity[0], text)


def _meant(name: str) -> str:
    """The character that an entity names, "" if there is no such name: `&notify;` is none, though it begins with `&not`."""
    return html.unescape(f"&{name};") if name.startswith("#") else html5.get(f"{name};", "")


def once_encoded(markup: str) -> str:
    """Leave HTML whose text was encoded twice with one layer, but for what would become marks of HTML or be seen by nobody."""
    return _TWICE.sub(r"&\1;", markup)
