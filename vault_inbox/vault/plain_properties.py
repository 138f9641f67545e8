"""Property blocks as nearly all notes have them, read without a YAML parser: `name: value` lines and plain lists.

What is read here is what `notes.properties.read` says of the same block; whatever is less plain is left to it. A build of the index
reads the block of every note, and a parser that keeps the places of all values takes several times as long.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_LONGEST = 8_000  # characters of a block: one that holds so few cannot break the limits of `notes.properties`

# YAML ends lines at some of these and refuses others; a tab may mean anything.
_NEVER = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_FIRST = rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`~=<{_NEVER}]"  # none of YAML's signs
_TEXT = rf"{_FIRST}(?:[^:#{_NEVER}]|:(?![ \n])|(?<! )#)*"
_IN_BRACKETS = rf"{_FIRST}[^:,\[\]{{}}#?'\"{_NEVER}]*"
_QUOTED = rf"\"[^\"\\{_NEVER}]*\"[ ]*|'[^'{_NEVER}]*'[ ]*"
_ITEM = rf"(?:{_IN_BRACKETS}|{_QUOTED})"
_FLOW = rf"\[[ ]*(?:{_ITEM}(?:,[ ]*{_ITEM})*)?\][ ]*"
_NAME = r"[A-Za-z_][\w-]{0,99}"

_SCALAR = rf"(?:{_TEXT}|{_QUOTED})"
_LIST = rf"\n([ ]*)-[ ]+{_SCALAR}(?:\n\1-[ ]+{_SCALAR})*"
_PLAIN = re.compile(rf"(?:{_NAME}:(?:[ ]+(?:{_SCALAR}|{_FLOW})|[ ]*(?:{_LIST})?)\n)*")
_PAIR = re.compile(r"^([^\s:-][^:\n]*):[ ]*([^\n]*)\n((?:[ ]*-[^\n]*\n)*)", re.MULTILINE)
_LISTED = re.compile(r"-[ ]+([^\n]*)")
_BRACKETED = re.compile(_ITEM)
_TYPED = re.compile(r"[0-9]|(?:null|Null|NULL|true|True|TRUE|false|False|FALSE) *\Z")  # text that YAML may read as something else


def plain_properties(block: str, names: Collection[str]) -> dict[str, str | list[str]] | None:
    """Return the properties of these names that have a value, as `notes.properties.read` would.

    `block` is what stands between the `---` rules, with line feeds. `None` where it, or a value that is asked for, is not plain.
    """
    if len(block) > _LONGEST or not _PLAIN.fullmatch(block):
        return None
    pairs = _PAIR.findall(block)
    if len({name for name, _, _ in pairs}) < len(pairs):
        return None
    found: dict[str, str | list[str]] = {}
    for name, value, items in pairs:
        if name in names and (value or items):
            texts = _LISTED.findall(items) if items else _BRACKETED.findall(value) if value[0] == "[" else [value]
            if any(_TYPED.match(text) for text in texts):
                return None
            values = [text[1:-1] if text[0] in "\"'" else text for text in map(_trimmed, texts)]
            found[name] = values if items or value[0] == "[" else values[0]
    return found


def _trimmed(text: str) -> str:
    return text.rstrip(" ")
