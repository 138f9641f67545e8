"""Bodies as they came over the wire, unpacked piece by piece, so that a bomb costs no memory."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from urllib3.exceptions import DecodeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def unpacked(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Inflate gzip (of several members, too), zlib and bare deflate, at most `most` bytes at a time; `DecodeError` for damage."""
    inflater: Any = None
    begun, held = False, b""
    for piece in pieces:
        packed, held = held + piece, b""
        if inflater is None and len(packed) < 2:  # one byte does not tell what it is the head of
            held = packed
            continue
        while packed:
            if inflater is None:
                if begun and not packed.startswith(b"\x1f\x8b"):
                    return  # padding behind the last member
                begun = True
                inflater = zlib.decompressobj(47 if _has_header(packed) else -zlib.MAX_WBITS)  # 47: gzip or zlib, as the header says
            try:
                yield inflater.decompress(packed, most)
            except zlib.error as error:
                raise DecodeError(str(error)) from error
            packed = inflater.unconsumed_tail
            if inflater.eof:
                packed = inflater.unused_data if inflater.unused_data.startswith(b"\x1f\x8b") else b""
                inflater = None
                if not packed:
                    break


def _has_header(packed: bytes) -> bool:
    return packed.startswith(b"\x1f\x8b") or (packed[0] & 0x0F == 8 and int.from_bytes(packed[:2]) % 31 == 0)
