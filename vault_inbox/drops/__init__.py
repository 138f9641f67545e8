"""A dropped file → its first Note: encodings, file names, header lines, one reader per format. Pure."""

from __future__ import annotations

from .read import is_prose, read_drop
from .shared.names import kind_of
from .split import former_parts, split_drop

__all__ = ["former_parts", "is_prose", "kind_of", "read_drop", "split_drop"]
