"""What stands behind `#` in a link: a heading or a block of the note, Obsidian's subpath."""

from __future__ import annotations

import re

from ..notes.blocks import find_block
from ..notes.sections import headings
from ..text.folding import fold

_WORD = re.compile(r"\w+")
_BLOCK = re.compile(r"(?:^|[ \t])(\^[A-Za-z0-9-]++)[ \t]*$", re.MULTILINE)


def subpath(link: str) -> str:
    """Return what stands behind the last `#` of a link, so that spellings that lead to the same place are equal; a block keeps its `^`.

    Of a heading Obsidian compares the words alone: links cannot hold most other signs. `#A#B` is the heading B below A.
    """
    last = link.rpartition("#")[2].rstrip("\\").strip()  # in a table a backslash stands before the words that are shown
    return fold(last) if last.startswith("^") else " ".join(_WORD.findall(fold(last)))


def subpaths(text: str) -> frozenset[str]:
    """Return all headings and blocks of a note, each as `subpath` gives it.

    Of a heading its code counts too, which the index leaves out: "The `run` command" is linked to as `#The run command`.
    """
    block = find_block(text)
    named = (subpath(each.heading.replace("#", " ")) for each in headings(text, block.end() if block else 0))
    return frozenset((*named, *map(fold, _BLOCK.findall(text)))) - {""}
