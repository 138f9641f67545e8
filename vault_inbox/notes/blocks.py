"""Where a note's property block stands, told from prose that merely begins with a horizontal rule and has a second one below."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"\ufeff?---[ \t]*(\r?\n)(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
# A line that can stand in YAML's mappings and lists: a name with a colon, a list's mark, a bracket, what is indented, a comment.
_YAML_LINE = re.compile(r"[^\n]*:(?:\s|$)|[-?](?:\s|$)|[\[\]{}#%&!\s]|\.\.\.\s*$")


def find_block(text: str) -> re.Match[str] | None:
    """Return the match of a note's property block, with its line ending and what stands between the rules; `None` if there is none.

    Where a blank line follows the first rule, as in prose, and a line below can be no YAML, all of it is text. Everything else is a block,
    however broken: it may be meant as one.
    """
    found = _BLOCK.match(text)
    return None if found and _is_prose(found[2]) else found


def _is_prose(source: str) -> bool:
    first, _, rest = source.partition("\n")
    return not first.strip() and any(line.strip() and not _YAML_LINE.match(line) for line in rest.split("\n"))
