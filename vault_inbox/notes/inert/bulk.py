"""Text of so many lines and marks that it is data, no prose: to read each of them would take minutes. It is shown as code, as it stands."""

from __future__ import annotations

import re
from itertools import islice

from .code import code_fence

_MOST = 200_000  # lines and marks that are read one by one, in two seconds or so; a novel of 3 MB has 70,000
# What the scanners stop at, an escaped mark once. An indent counts by its depth, for lists stand as deep as it is.
_UNIT = re.compile(r"\n|\\[!-/:-@\[-`{-~]|[`<>\[\]$^#|\t]|  |:(?=[:/])|%(?=%)|=(?==)|\{(?=\{)|(?:[-+*]|\d[.)])(?=[ \t\n])")


def is_bulk(text: str) -> bool:
    """Whether a text holds more lines and marks than are read one by one."""
    return len(text) > _MOST and next(islice(_UNIT.finditer(text), _MOST, None), None) is not None


def as_code(text: str) -> str:
    """Return a text as one fence of code; a text that is just such a fence stays."""
    whole = text.strip("\n")
    inner = whole[whole.find("\n") + 1 : max(0, whole.rfind("\n"))]
    return whole if code_fence(inner) == whole else code_fence(whole)
