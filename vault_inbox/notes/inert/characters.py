"""Characters that nobody sees: what acts, hides or turns text round is taken out; what scripts and emoji are joined with stays."""

from __future__ import annotations

import re

# Controls but tab and line feed, byte order marks, halves of surrogate pairs; the two marks that show letters in another order than they
# stand in; the letters of tags, in which a text can be hidden from people and not from machines. A flag is the one use of these.
_UNSEEN = re.compile(
    "(\U0001f3f4[\U000e0030-\U000e007a]{2,8}\U000e007f)"
    "|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
# Line ends to some programs and none in Markdown.
_SEPARATORS = "\x85\u2028\u2029"


def seen(text: str) -> str:
    """Return text of one or more lines, each ending with a line feed, without what nobody sees in it; a form feed ends a line."""
    flat = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return _UNSEEN.sub(lambda found: found[1] or (" " if found[0] in _SEPARATORS else ""), flat)
