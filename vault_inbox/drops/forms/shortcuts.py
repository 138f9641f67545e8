"""Link files (`.url`, `.webloc`, `.desktop`) → their first Note: a title and an address."""

from __future__ import annotations

import plistlib
import re
from dataclasses import replace
from xml.parsers.expat import ExpatError

from ...errors import DropError
from ...model import Drop, Note, Reference
from ...web.urls import clean
from ..shared.decode import MAX_BYTES, check_size, decode, plain_lines
from ..shared.names import first_note
from ..shared.titles import choose_title

_SECTION = re.compile(r"\[(.*)\]\s*")


def read_shortcut(drop: Drop) -> Note:
    """Read a link file; raises DropError when it leads to no web page."""
    suffix = drop.name.lower().rpartition(".")[2]
    if suffix == "webloc":
        title, address = "", _webloc(drop.data)
    elif suffix == "desktop":
        title, address = _desktop(_section(drop.data, "desktop entry"))
    else:
        title, address = "", _section(drop.data, "internetshortcut").get("url", "")
    url = clean(address)
    if not url:
        raise DropError("the file holds no link to a web page")
    note = first_note(drop)
    title = choose_title(title, note.title, "", url=url)
    return replace(note, title=title, url=url, references=(Reference(url),))


def _section(data: bytes, wanted: str) -> dict[str, str]:
    """Read the `Key=value` lines of one section of an INI file, keys in lower case; the first of a key holds."""
    values: dict[str, str] = {}
    section = ""
    for line in plain_lines(decode(data)).split("\n"):
        if match := _SECTION.fullmatch(line.strip()):
            section = match[1].lower()
        elif section == wanted and "=" in line:
            key, _, value = line.partition("=")
            values.setdefault(key.strip().lower(), value.strip())
    return values


def _desktop(entry: dict[str, str]) -> tuple[str, str]:
    if entry.get("type", "").lower() != "link":
        raise DropError("the file holds no link to a web page")
    names = [value for key, value in entry.items() if key == "name"] or [value for key, value in entry.items() if key.startswith("name[")]
    return next(iter(names), ""), entry.get("url") or entry.get("url[$e]", "")


def _webloc(data: bytes) -> str:
    """Read the address out of a property list, XML or binary; plistlib refuses XML that declares entities."""
    check_size(data, MAX_BYTES)
    if not data.strip():
        raise DropError("the file is empty")
    try:
        content = plistlib.loads(data)
    except (plistlib.InvalidFileException, ExpatError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
        raise DropError("the link file is damaged") from None
    url = content.get("URL") if isinstance(content, dict) else ""
    return url if isinstance(url, str) else ""
