"""Where a note's property block stands, told from prose that merely begins with a horizontal rule and has a second one below."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"\ufeff?---[ \t]*(\r?\n)(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
# A line that can stand in YAML's mappings and lists: a name with a colon, a list's mark, a bracket, what is indented, a comment.
_YAML_LINE = re.compile(r"[^\n]*:(?:\s|$)|[-?](?:\s|$)|[\[\]{}#%&!\s]|\.\.\.\s*$")

# Of a block that is no valid YAML, as one is while somebody types, this line still tells whose note it is; YAML would read an unquoted id
# as a number.
_INBOX_ID = re.compile(r"^inbox_id:[ \t]*[\"']?([0-9a-f]{16})\b", re.MULTILINE)


def find_block(text: str) -> re.Match[str] | None:
    """Return the match of a note's property block, with its line ending and what stands between the rules; `None` if there is none.

    Where a blank line follows the first rule, as in prose, and a line below can be no YAML, all of it is text. Everything else is a block,
    however broken: it may be meant as one.
    """
    found = _BLOCK.match(text)
    return None if found and _is_prose(found[2]) else found


def inbox_id_line(block: str) -> str:
    """Return the `inbox_id` that a line of a property block names, "" if none does; the block need be no valid YAML."""
    found = _INBOX_ID.search(block) if "inbox_id" in block else None
    return found.group(1) if found else ""


def _is_prose(source: str) -> bool:
    first, _, rest = source.partition("\n")
    return not first.strip() and any(line.strip() and not _YAML_LINE.match(line) for line in rest.split("\n"))
