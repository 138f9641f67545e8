"""A Drop → its first Note, by the reader of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import DropError
from .forms.text import read_text
from .shared.names import kind_of

if TYPE_CHECKING:
    from ..model import Drop, Note


def read_drop(drop: Drop) -> Note:
    """Make the first note of a drop: what its name, its header lines or properties and its text say, nothing fetched.

    Raises DropError, in the user's words, for a drop that can become no note: empty, no text, too large, no link in a link file.
    """
    kind = kind_of(drop.name)
    if kind is None:
        raise DropError("this kind of file is not read")
    if kind == "text" or drop.part != "1/1":  # a part of a split list is text, whatever the name of the whole
        return read_text(drop)
    # A reader is imported where a drop of its kind comes in: most machines see one or two kinds, and some readers are slow to import.
    if kind == "markdown":
        from .forms.markdown import read_markdown as read  # noqa: PLC0415
    elif kind == "html":
        from .forms.html import read_html as read  # noqa: PLC0415
    elif kind == "link":
        from .forms.shortcuts import read_shortcut as read  # noqa: PLC0415
    else:
        from .forms.mail import read_mail as read  # noqa: PLC0415
    return read(drop)


def is_prose(name: str, data: bytes) -> bool:
    """Tell whether this is a `.md` that a person wrote (or a note of ours that came back): it is carried over byte for byte."""
    if kind_of(name) != "markdown":
        return False
    from .forms.markdown import is_own  # noqa: PLC0415 - reading properties takes a YAML parser

    return is_own(name, data)
