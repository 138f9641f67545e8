"""Notes for the user that we may take away again: each bears its own checksum, so that words the user adds are known as such."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from . import properties

_MARK = b'\nchecksum: "'
_DIGITS = 16


def seal(values: Mapping[str, Any], body: str) -> bytes:
    """Return a note of these properties and this text, with its checksum as the last property, as UTF-8. Raises as `properties.dump`."""
    head = f"---\n{properties.dump(values)}"
    total = _sum(f"{head}---\n{body}".encode())
    return f'{head}checksum: "{total}"\n---\n{body}'.encode()


def is_untouched(data: bytes) -> bool:
    """Tell whether a note is, byte for byte, as `seal` made it."""
    head, mark, rest = data.partition(_MARK)
    total, body = rest[:_DIGITS], rest[_DIGITS:]
    return bool(mark) and body.startswith(b'"\n') and total == _sum(head + b"\n" + body[2:]).encode()


def is_sealed(data: bytes) -> bool:
    """Tell whether a note bears a checksum at all, right or wrong; those of the first versions do not."""
    return _MARK in data


def _sum(data: bytes) -> str:
    return sha256(data).hexdigest()[:_DIGITS]
